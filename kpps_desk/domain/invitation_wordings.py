"""The built-in wording of invitations and of the message that is sent around.

What a newcomer gets wrong: taking the text for law. It is custom, differs from office to office, and is edited on the
page Undangan; what stands here is only what an office finds when it first opens it.
"""

from kpps_desk.domain.filling import Wording

SESSION = {
    "acara": "Bimbingan teknis KPPS",
    "gelombang": "2",
    "hari_tanggal": "Jumat, 8 November 2024",
    "waktu": "pukul 08.00-12.00 WIB",
    "tempat": "Balai warga RW 03, Jl. Contoh No. 5",
    "wilayah": "Gambir",
    "kode": "3171011001",
    "bulan_romawi": "XI",
    "tahun": "2024",
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "kota": "Jakarta",
    "tanggal_surat": "4 November 2024",
    "jabatan_penanda_tangan": "Ketua PPS Kelurahan Gambir",
    "nama_penanda_tangan": "(nama penanda tangan)",
}
_PERSON = {
    **SESSION,
    "nama": "dr. Siti Ma'ruf, S.H.",
    "jabatan": "Ketua KPPS",
    "tps": "003",
    "kelurahan": "Gambir",
    "kecamatan": "Gambir",
}

INVITATIONS = {
    "undangan.nomor": Wording("Nomor", "......../UND/{kode}/{bulan_romawi}/{tahun}", SESSION),
    "undangan.sifat": Wording("Sifat", "Penting", SESSION),
    "undangan.hal": Wording("Hal", "Undangan {acara}", SESSION),
    "undangan.pembuka": Wording(
        "Pembuka",
        "Sehubungan dengan {pemilihan}, kami mengundang Saudara untuk hadir pada:",
        _PERSON,
        lines=3,
    ),
    "undangan.penutup": Wording(
        "Penutup",
        "Mengingat pentingnya acara ini, mohon hadir tepat waktu dan membawa surat undangan ini. "
        "Kodenya dipindai di pintu masuk.\n"
        "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.",
        _PERSON,
        lines=5,
    ),
    "undangan.jabatan": Wording("Jabatan penanda tangan", "{jabatan_penanda_tangan}", SESSION),
    "undangan.penanda": Wording("Nama penanda tangan", "{nama_penanda_tangan}", SESSION),
    "siaran.undangan": Wording(
        "Pesan siaran",
        "Yth. {nama}, {jabatan} TPS {tps} Kelurahan {kelurahan}.\n"
        "Anda diundang menghadiri {acara} pada {hari_tanggal}, {waktu}, di {tempat}.\n"
        "Mohon hadir tepat waktu dan membawa undangan. Terima kasih.",
        _PERSON,
        lines=6,
    ),
}
