"""The built-in texts of a swearing-in: oath with its openings, minutes, integrity pact.

What a newcomer gets wrong: taking a text for law. Openings and endings are custom and differ from office to office;
they are edited on the page Pelantikan, and what stands here is what an office finds there first. Each line of the oath
is read aloud and repeated.
"""

from kpps_desk.domain.filling import Wording
from kpps_desk.domain.oaths import Form

_OCCASION = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "acara": "Pelantikan KPPS Kelurahan Gambir",
    "kelurahan": "Gambir",
    "kecamatan": "Gambir",
    "kode": "3171011001",
    "hari": "Kamis",
    "tanggal": "7 November 2024",
    "tanggal_terbilang": "tanggal tujuh, bulan November, tahun dua ribu dua puluh empat",
    "bulan_romawi": "XI",
    "tahun": "2024",
    "pukul": "08.00",
    "tempat": "Aula Kelurahan Gambir",
    "kota": "Jakarta",
    "pelantik": "(nama yang mengambil sumpah)",
    "jabatan_pelantik": "Ketua PPS Kelurahan Gambir",
    "sk": "Nomor 01/PPS/2024 tanggal 7 November 2024",
}

_SPOKEN = {
    Form.ISLAM: ("Islam", "Demi Allah, saya bersumpah:", ""),
    Form.PROTESTANT: ("Kristen Protestan", "Demi Tuhan, saya berjanji:", "Semoga Tuhan menolong saya."),
    Form.CATHOLIC: ("Katolik", "Demi Tuhan, saya berjanji:", "Semoga Tuhan menolong saya."),
    Form.HINDU: ("Hindu", "Om Atah Paramawisesa,\nsaya bersumpah:", "Om Santih, Santih, Santih, Om."),
    Form.BUDDHIST: (
        "Buddha",
        "Namo Sanghyang Adi Buddhaya.\nDemi Sanghyang Adi Buddha,\nsaya bersumpah:",
        "Sadhu, sadhu, sadhu.",
    ),
    Form.CONFUCIAN: (
        "Konghucu",
        "Ke hadirat Tian di tempat yang Mahatinggi\ndengan bimbingan rohani Nabi Kongzi,\n"
        "dipermuliakanlah.\nDemi Tian, saya bersumpah:",
        "Shanzai.",
    ),
    Form.PROMISE: ("Janji", "Saya berjanji dengan sungguh-sungguh:", ""),
}
_OATH = (
    "Bahwa saya akan memenuhi tugas dan kewajiban saya\n"
    "sebagai anggota Kelompok Penyelenggara\n"
    "Pemungutan Suara dengan sebaik-baiknya\n"
    "sesuai dengan peraturan perundang-undangan\n"
    "dengan berpedoman pada Pancasila\n"
    "dan Undang-Undang Dasar\n"
    "Negara Republik Indonesia Tahun 1945.\n"
    "Bahwa saya dalam menjalankan tugas dan wewenang\n"
    "akan bekerja dengan sungguh-sungguh,\n"
    "jujur, adil, dan cermat\n"
    "demi suksesnya {pemilihan},\n"
    "tegaknya demokrasi dan keadilan,\n"
    "serta mengutamakan kepentingan\n"
    "Negara Kesatuan Republik Indonesia\n"
    "daripada kepentingan pribadi atau golongan."
)
_PACT = (
    "Setia kepada Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, dan Negara Kesatuan Republik "
    "Indonesia.\n"
    "Melaksanakan tugas secara mandiri, jujur, adil, terbuka, dan sesuai dengan peraturan perundang-undangan.\n"
    "Tidak memihak peserta pemilihan mana pun serta tidak menjadi anggota tim kampanye atau saksi.\n"
    "Tidak menerima pemberian dalam bentuk apa pun yang berkaitan dengan tugas.\n"
    "Menjaga kerahasiaan data pribadi pemilih dan keamanan surat suara beserta dokumen pemungutan suara.\n"
    "Menyelesaikan tugas sampai dengan berakhirnya masa kerja.\n"
    "Bersedia dikenai sanksi sesuai dengan peraturan perundang-undangan bila melanggar pernyataan ini."
)


def _forms() -> dict[str, Wording]:
    found = {}
    for form, (name, opening, ending) in _SPOKEN.items():
        found[f"sumpah.{form}.pembuka"] = Wording(f"Pembuka {name}", opening, _OCCASION, lines=4)
        found[f"sumpah.{form}.penutup"] = Wording(f"Penutup {name}", ending, _OCCASION, lines=2, optional=True)
    return found


OATHS = {
    "sumpah.judul": Wording("Judul naskah", "NASKAH SUMPAH/JANJI ANGGOTA KPPS", _OCCASION),
    "sumpah.pengantar": Wording(
        "Pengantar dari pengambil sumpah",
        "Sebelum memangku jabatan, Saudara-saudara wajib mengucapkan sumpah/janji menurut agama masing-masing. "
        "Ikuti kata-kata saya.",
        _OCCASION,
        lines=3,
    ),
    "sumpah.isi": Wording("Isi sumpah/janji, satu baris sekali ucap", _OATH, _OCCASION, lines=12),
    **_forms(),
    "pelantikan.jabatan": Wording(
        "Jabatan pengambil sumpah",
        "Ketua Panitia Pemungutan Suara (PPS) Kelurahan {kelurahan}",
        _OCCASION,
    ),
    "pelantikan.nomor": Wording("Nomor berita acara", "......../BA/{kode}/{bulan_romawi}/{tahun}", _OCCASION),
    "pelantikan.judul": Wording(
        "Judul berita acara",
        "PELANTIKAN DAN PENGAMBILAN SUMPAH/JANJI\nANGGOTA KELOMPOK PENYELENGGARA PEMUNGUTAN SUARA",
        _OCCASION,
        lines=2,
    ),
    "pelantikan.pembuka": Wording(
        "Pembuka berita acara",
        "Pada hari ini {hari}, {tanggal_terbilang}, pukul {pukul} WIB, bertempat di {tempat}, Kelurahan {kelurahan}, "
        "Kecamatan {kecamatan}, {pelantik}, {jabatan_pelantik}, telah melantik dan mengambil sumpah/janji anggota "
        "Kelompok Penyelenggara Pemungutan Suara (KPPS) beserta petugas ketertiban TPS pada {pemilihan}, menurut "
        "agama masing-masing.",
        _OCCASION,
        lines=6,
    ),
    "pelantikan.dasar": Wording(
        "Dasar pelantikan", "Pelantikan ini berdasarkan Keputusan PPS {sk} tentang penetapan anggota KPPS.", _OCCASION,
        lines=2,
    ),
    "pelantikan.penutup": Wording(
        "Penutup berita acara",
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        _OCCASION,
        lines=2,
    ),
    "pelantikan.lampiran": Wording(
        "Lampiran berita acara, satu baris setiap lampiran",
        "Daftar hadir pelantikan yang ditandatangani\nNaskah sumpah/janji\nPakta integritas yang ditandatangani\n"
        "Keputusan penetapan anggota KPPS",
        _OCCASION,
        lines=4,
    ),
    "pakta.judul": Wording("Judul pakta integritas", "PAKTA INTEGRITAS", _OCCASION),
    "pakta.pembuka": Wording(
        "Pembuka pakta integritas",
        "Dalam melaksanakan tugas pada {pemilihan}, saya yang bertanda tangan di bawah ini menyatakan:",
        _OCCASION,
        lines=3,
    ),
    "pakta.isi": Wording("Isi pakta integritas, satu baris setiap butir", _PACT, _OCCASION, lines=10),
    "pakta.penutup": Wording(
        "Penutup pakta integritas",
        "Pernyataan ini saya buat dengan sadar, tanpa paksaan dari siapa pun, untuk dilaksanakan dengan penuh "
        "tanggung jawab.",
        _OCCASION,
        lines=3,
    ),
}  # fmt: skip
