"""The built-in wording of the identity card of a crew's people.

What a newcomer gets wrong: calling an officer a KPPS here. The card bears the role of whoever wears it; its title is
the same for both.
"""

from kpps_desk.domain.filling import Wording

_CARD = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "tahun": "2024",
    "hari_pemungutan": "27 November 2024",
    "kelurahan": "Gambir",
    "kecamatan": "Gambir",
    "kota": "Jakarta",
    "jabatan_penanda_tangan": "Ketua PPS Kelurahan Gambir",
    "nama_penanda_tangan": "(nama penanda tangan)",
}

CARDS = {
    "kartu.judul": Wording("Judul kartu", "KARTU TANDA PENGENAL", _CARD),
    "kartu.acara": Wording("Baris acara", "{pemilihan}", _CARD, optional=True),
    "kartu.berlaku": Wording("Masa berlaku", "Berlaku 7 November s.d. 8 Desember {tahun}", _CARD),
    "kartu.hilang": Wording(
        "Keterangan di bawah", "Bila ditemukan, mohon diserahkan kepada {jabatan_penanda_tangan}.", _CARD, optional=True
    ),
}
