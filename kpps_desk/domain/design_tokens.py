"""The tokens that a text of a design may hold: what each stands for, in which layer it is known, and samples of it.

What a newcomer gets wrong: giving a token a layer below what it depends on. A ground is shared by all sessions of an
office, an edition by all people of a session; whatever differs from person to person belongs to the page.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Layer(IntEnum):
    """What one drawing is shared by: everything of an office, everybody of an edition, nobody."""

    GROUND, EDITION, PAGE = range(3)


class Token(NamedTuple):
    """`name` as the designer lists it; `sample` and `worst` show how it looks, and how much room it may take."""

    layer: Layer
    name: str
    sample: str
    worst: str


_LONG_EVENT = (
    "Bimbingan Teknis Pemungutan, Penghitungan, dan Rekapitulasi Suara serta Penggunaan Sirekap bagi KPPS "
    "Pemilihan Gubernur dan Wakil Gubernur Daerah Khusus Ibu Kota Jakarta Tahun 2024"
)
_LONG_PLACE = "Gedung Serbaguna Rukun Warga 012 Kompleks Perumahan Kelapa Gading Permai Blok C, Kelurahan Kelapa Gading"

TOKENS: Mapping[str, Token] = {
    "nama": Token(
        Layer.PAGE,
        "Nama dengan gelar",
        "Hj. Siti Contoh Ma'ruf, S.Pd.",
        "Prof. Dr. dr. Ir. H. R. Muhammad Zainuddin Abdurrahman Prawirodirdjo Kusumaningrat, S.H., S.E., M.Si., Ph.D.",
    ),
    "jabatan": Token(
        Layer.PAGE,
        "Jabatan dan TPS",
        "KPPS TPS 003 Kel. Gambir, Kec. Gambir",
        "Petugas Ketertiban TPS 003 Kel. Pulau Untung Jawa, Kec. Kepulauan Seribu Selatan",
    ),
    "nomor": Token(
        Layer.PAGE,
        "Nomor sertifikat",
        "000000/SERT/31.71.01/XI/2024",
        "000000/SERT-BIMTEK-KPPS/31.01.02.1001/VIII/2024",
    ),
    "acara": Token(
        Layer.GROUND,
        "Nama acara",
        "Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
        _LONG_EVENT,
    ),
    "tempat": Token(Layer.EDITION, "Tempat bimtek", "Aula Kelurahan Gambir", _LONG_PLACE),
    "tanggal": Token(
        Layer.EDITION, "Tanggal bimtek", "9 November 2024", "28 September sampai dengan 30 September 2024"
    ),
    "jp": Token(Layer.EDITION, "Jumlah jam pelajaran", "8", "40"),
    "pelaksanaan": Token(
        Layer.EDITION,
        "Tempat, tanggal, dan lama",
        "di Aula Kelurahan Gambir, 9 November 2024, selama 8 jam pelajaran",
        f"di {_LONG_PLACE}, 28 September sampai dengan 30 September 2024, selama 40 jam pelajaran",
    ),
    "kota": Token(Layer.EDITION, "Kota penerbitan", "Jakarta", "Kepulauan Seribu Selatan"),
    "tanggal_terbit": Token(Layer.EDITION, "Tanggal penerbitan", "9 November 2024", "30 September 2024"),
    "tahun": Token(Layer.EDITION, "Tahun penerbitan", "2024", "2024"),
}
