"""The built-in wording of the recapitulation of readiness.

What a newcomer gets wrong: one total. KPPS and officers are two numbers, and both are told.
"""

from kpps_desk.domain.filling import Wording

_RECAP = {
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    "wilayah": "Kecamatan Gambir",
    "tingkat": "kelurahan",
    "tanggal": "18 November 2024",
    "hari_tanggal": "Senin, 18 November 2024",
    "hari_pemungutan": "Rabu, 27 November 2024",
    "sisa_hari": "9",
    "kota": "Jakarta",
}

RECAPS = {
    "rekap.judul": Wording("Judul", "REKAPITULASI KESIAPAN TPS", _RECAP),
    "rekap.pembuka": Wording(
        "Pembuka",
        "Keadaan kesiapan penyelenggara di TPS untuk {pemilihan}, dirinci menurut {tingkat}, per {hari_tanggal}.",
        _RECAP,
        lines=3,
    ),
    "rekap.penutup": Wording(
        "Penutup",
        "TPS siap bila setiap kursinya terisi oleh orang yang memenuhi syarat, telah dilantik, telah mengikuti "
        "bimbingan teknis, dan bersertifikat menurut kebutuhan jabatannya.",
        _RECAP,
        lines=3,
        optional=True,
    ),
}
