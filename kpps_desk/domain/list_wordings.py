"""The built-in wording of the sign-in sheet, the annex of a decree and the data sheet.

What a newcomer gets wrong: wording the columns of a table. Their names are what machines and other offices read by;
what stands above and below the table is the office's own.
"""

from kpps_desk.domain.filling import Wording
from kpps_desk.domain.invitation_wordings import SESSION

_AREA = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "kelurahan": "Gambir",
    "kecamatan": "Gambir",
    "kota": "Jakarta",
    "jabatan_penanda_tangan": "Ketua PPS Kelurahan Gambir",
    "nama_penanda_tangan": "(nama penanda tangan)",
}
_SIGNED = {name: SESSION[name] for name in SESSION if name not in ("kode", "bulan_romawi", "tahun", "tanggal_surat")}

LISTS = {
    "hadir.judul": Wording("Judul", "DAFTAR HADIR", _SIGNED),
    "hadir.petunjuk": Wording(
        "Petunjuk di kaki lembar",
        "Tanda tangan di dalam kotak bernomor. Jangan menulisi kode dan kotak hitam di sudut lembar.",
        _SIGNED,
    ),
    "hadir.jabatan": Wording("Jabatan penanda tangan", "{jabatan_penanda_tangan}", _SIGNED),
    "hadir.penanda": Wording("Nama penanda tangan", "{nama_penanda_tangan}", _SIGNED),
    "lampiran.keputusan": Wording("Keputusan", "Keputusan Panitia Pemungutan Suara Kelurahan {kelurahan}", _AREA),
    "lampiran.tentang": Wording(
        "Tentang", "Penetapan Kelompok Penyelenggara Pemungutan Suara {pemilihan}", _AREA, lines=2
    ),
    "lampiran.judul": Wording("Judul", "DAFTAR NAMA ANGGOTA KPPS DAN PETUGAS KETERTIBAN TPS", _AREA),
    "data.judul": Wording("Judul", "LEMBAR DATA DIRI", {}),
    "data.keterangan": Wording(
        "Keterangan tentang hak pemilik data",
        "Lembar ini memuat seluruh data pribadi yang disimpan tentang Anda pada berkas kerja ini, sesuai hak akses "
        "menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, yang dipenuhi paling lambat "
        "3 x 24 jam sejak permintaan diterima. Periksa isinya; perbaikan dapat diminta kepada kantor ini. Simpan "
        "lembar ini baik-baik: NIK tercantum lengkap.",
        {},
        lines=6,
    ),
}
