"""Words of suspects: why two records are shown together, and of two NIKs what differs; used through `words`.

What a newcomer gets wrong: showing what differs of two NIKs that have nothing in common. Beyond a slip's two digits the
difference would be the NIK itself.
"""

from kpps_desk.domain.twins import Kind, differing
from kpps_desk.words.people import masked_nik

_SHOWN = 2  # digits in which two NIKs differ
_KINDS = {
    Kind.SAME_NIK: ("NIK sama", "NIK yang sama tercatat dua kali, satu di antaranya sudah berhenti"),
    Kind.NIK_DIGIT: ("NIK beda satu angka", "NIK berbeda satu angka dan namanya sama atau mirip"),
    Kind.NIK_SWAPPED: ("Angka NIK tertukar", "Dua angka NIK yang bersebelahan tertukar dan namanya sama atau mirip"),
    Kind.TWO_STATIONS: ("Di dua TPS", "Nama dan tanggal lahir sama, tercatat pada dua TPS"),
    Kind.SAME_PERSON: ("Nama dan lahir sama", "Nama dan tanggal lahir sama"),
    Kind.NEAR_NAME: (
        "Nama mirip berdekatan",
        "Nama mirip di kelurahan atau kecamatan yang sama, dengan tanggal lahir, telepon, atau alamat yang sama atau "
        "hampir sama",
    ),
}


def twin_kind(kind: Kind) -> str:
    """`Angka NIK tertukar`: why two records are suspected, as a column or a filter says it."""
    return _KINDS[kind][0]


def twin_reason(kind: Kind) -> str:
    """The same as a sentence without a full stop."""
    return _KINDS[kind][1]


def masked_pair(one: str | None, other: str | None) -> tuple[str, str]:
    """Two NIKs of which only the digits that differ are seen; where more than two do, both are masked as ever."""
    if not one or not other:
        return masked_nik(one), masked_nik(other)
    positions = differing(one, other)
    if len(positions) > _SHOWN:
        return masked_nik(one), masked_nik(other)
    return _only(one, positions), _only(other, positions)


def _only(nik: str, positions: tuple[int, ...]) -> str:
    masked = masked_nik(nik)
    return "".join(nik[at] if at in positions else char for at, char in enumerate(masked))
