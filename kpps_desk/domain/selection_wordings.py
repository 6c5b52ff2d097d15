"""The built-in wording of the announcement, the minutes of a replacement, lists of names and of whom to call.

What a newcomer gets wrong: wording what the file knows. Names, results and counts come in by tokens; the office words
what stands around them.
"""

from kpps_desk.domain.filling import Wording

_AREA = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "kelurahan": "Gambir",
    "kecamatan": "Gambir",
    "kota": "Jakarta",
}
_RESULTS = {
    **_AREA,
    "tanggal": "30 September 2024",
    "rekap": "Jumlah pendaftar 4 orang: 2 memenuhi syarat, 1 tidak memenuhi syarat, 1 belum memenuhi syarat.",
    "jumlah": "4",
}
_MINUTES = {
    **_AREA,
    "hari_dengan_huruf": "Jumat, tanggal lima belas bulan November tahun dua ribu dua puluh empat",
    "tempat": "." * 40,
    "tps": "003",
    "berhenti": "Budi Contoh, S.E.",
    "pengganti": "Siti Contoh Ma'ruf",
    "alasan": "mengundurkan diri",
}
_CALLS = {**_AREA, "jumlah": "11", "tanpa_telepon": "7", "tanggal": "7 November 2024"}

SELECTION = {
    "pengumuman.judul": Wording("Judul", "PENGUMUMAN HASIL PENELITIAN ADMINISTRASI", _RESULTS),
    "pengumuman.tentang": Wording("Tentang", "CALON ANGGOTA KPPS DAN PETUGAS KETERTIBAN TPS", _RESULTS),
    "pengumuman.pembuka": Wording("Pembuka", "{pemilihan}. {rekap}", _RESULTS, lines=3),
    "pengumuman.keterangan": Wording(
        "Keterangan",
        "Nama dan NIK disamarkan untuk melindungi data pribadi. Tanggapan masyarakat disampaikan kepada PPS disertai "
        "identitas pemberi tanggapan; identitas itu dirahasiakan.",
        _RESULTS,
        lines=4,
    ),
    "penggantian.judul": Wording("Judul", "BERITA ACARA", _MINUTES),
    "penggantian.tentang": Wording(
        "Tentang", "PENGGANTIAN ANTARWAKTU KELOMPOK PENYELENGGARA PEMUNGUTAN SUARA", _MINUTES, lines=2
    ),
    "penggantian.pembuka": Wording(
        "Pembuka",
        "Pada hari ini {hari_dengan_huruf}, bertempat di {tempat}, Panitia Pemungutan Suara (PPS) Kelurahan "
        "{kelurahan}, Kecamatan {kecamatan}, melaksanakan penggantian antarwaktu pada penyelenggaraan {pemilihan}, "
        "sebagai berikut:",
        _MINUTES,
        lines=5,
    ),
    "penggantian.berhenti": Wording("Judul bagian yang berhenti", "1. Yang berhenti", _MINUTES),
    "penggantian.pengganti": Wording("Judul bagian yang menggantikan", "2. Yang menggantikan", _MINUTES),
    "penggantian.penutup": Wording(
        "Penutup",
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        _MINUTES,
        lines=3,
    ),
    "penggantian.penanda_tangan": Wording(
        "Penanda tangan, satu sebaris", "Ketua PPS\nAnggota PPS\nAnggota PPS\nAnggota KPPS pengganti", _MINUTES, lines=5
    ),
    "nama.judul": Wording("Judul", "LEMBAR KONFIRMASI NAMA", {}),
    "nama.petunjuk": Wording(
        "Petunjuk",
        "Bandingkan dengan KTP dan ijazah. Bila benar, paraf. Bila salah, tulis nama lengkap dengan gelar pada kolom "
        "Perbaikan: begitulah nanti tercetak pada sertifikat.",
        {},
        lines=4,
        optional=True,
    ),
    "panggil.judul": Wording("Judul", "DAFTAR PANGGIL: BELUM MEMPUNYAI SESI", _CALLS),
    "panggil.pembuka": Wording(
        "Pembuka", "{jumlah} orang, {tanpa_telepon} tanpa nomor telepon. Per {tanggal}.", _CALLS, lines=3
    ),
    "panggil.petunjuk": Wording("Petunjuk bagi yang menelepon", "", _CALLS, lines=4, optional=True),
}
