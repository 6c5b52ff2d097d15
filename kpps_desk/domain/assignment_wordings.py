"""The built-in wording of a trainer's letter of assignment (surat tugas narasumber).

What a newcomer gets wrong: naming sessions in a text. They stand in a table below it, so that the letter is right when
one of them moves.
"""

from kpps_desk.domain.filling import Wording

_LETTER = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "acara": "Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "nama": "Dra. Siti Contoh, M.Si.",
    "instansi": "PPK Gambir",
    "wilayah": "Kecamatan Gambir",
    "kode": "317101",
    "bulan_romawi": "XI",
    "tahun": "2024",
    "kota": "Jakarta",
    "tanggal_surat": "4 November 2024",
    "jabatan_penanda_tangan": "Ketua PPK Gambir",
    "nama_penanda_tangan": "(nama penanda tangan)",
}

ASSIGNMENTS = {
    "tugas.judul": Wording("Judul", "SURAT TUGAS", _LETTER),
    "tugas.nomor": Wording("Nomor", "......../ST/{kode}/{bulan_romawi}/{tahun}", _LETTER),
    "tugas.dasar": Wording(
        "Dasar, satu baris setiap butir",
        "Jadwal bimbingan teknis KPPS pada {pemilihan}.\nKebutuhan narasumber bimbingan teknis di {wilayah}.",
        _LETTER,
        lines=4,
        optional=True,
    ),
    "tugas.pembuka": Wording(
        "Pembuka",
        "Yang bertanda tangan di bawah ini, {jabatan_penanda_tangan}, memberi tugas kepada:",
        _LETTER,
        lines=2,
    ),
    "tugas.untuk": Wording(
        "Untuk", "Menjadi narasumber pada {acara}, dengan jadwal sebagai berikut:", _LETTER, lines=3
    ),
    "tugas.penutup": Wording(
        "Penutup",
        "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
        _LETTER,
        lines=3,
    ),
    "tugas.tembusan": Wording("Tembusan, satu baris setiap penerima", "", _LETTER, lines=3, optional=True),
}
