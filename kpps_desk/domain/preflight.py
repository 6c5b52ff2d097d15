"""What is looked at before certificates are issued or printed: codes, how grave each is, and where it is mended.

What a newcomer gets wrong: mending a name here. A name stands as its bearer writes it; odd capitals are pointed at,
never changed.
"""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Weight(IntEnum):
    INFORMATION = 0  # good to know
    WARNING = 1  # look at it before anybody signs
    BAR = 2  # nothing is issued


class Mend(StrEnum):
    """Where it is mended."""

    MEMBER = "anggota"
    SETTINGS = "pengaturan"
    SESSION = "sesi"
    SEATS = "kursi"
    CONFIRM = "konfirmasi"  # the name-confirmation sheet
    REISSUE = "ganti"
    DESIGN = "rancangan"


class Code(StrEnum):
    NOT_SEATED = "not_seated"
    NOT_SWORN = "not_sworn"
    NOT_TRAINED = "not_trained"
    NOT_TAUGHT = "not_taught"
    TOO_EARLY = "too_early"
    UNLISTED = "unlisted"  # present as a trainer, in no list of trainers
    OVERFLOW = "overflow"
    GLYPH = "glyph"
    CAPITALS = "capitals"
    DEGREE = "degree"
    BLANKS = "blanks"
    DOUBLE = "double"
    UNCONFIRMED = "unconfirmed"
    CHANGED = "changed"  # issued already, and today's record says something else
    SIGNATORY = "signatory"
    WORDING = "wording"
    DESIGN = "design"


class Finding(NamedTuple):
    """`member` and `trainer` None: of the office or of everybody; `sentence` is whole, `mend` where it is mended."""

    member: int | None
    trainer: int | None
    name: str
    code: Code
    weight: Weight
    sentence: str
    mend: Mend
    certificate: int | None = None  # where an issued one is looked at
