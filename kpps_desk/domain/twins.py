"""When two records may be one person: spellings of names, NIKs and dates that one slip turns into each other.

What a newcomer gets wrong: merging by a rule. A rule only points at two records; a person looks at them and says
whether they are one. And a common name alone says nothing: `Taufik` lives in every kelurahan; each kind asks for more.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """Why two records are suspected, the strongest first; a pair is told under the first that fits."""

    SAME_NIK = "same_nik"  # one of them has ended: two active people can't bear one NIK
    NIK_DIGIT = "nik_digit"  # one digit differs, the name is the same or near
    NIK_SWAPPED = "nik_swapped"  # two neighbouring digits changed places
    TWO_STATIONS = "two_stations"  # same name and birth date, both active, at different TPS
    SAME_PERSON = "same_person"  # same name and birth date
    NEAR_NAME = "near_name"  # near names, close by, with birth date, phone or address that agree


class Suspects(NamedTuple):
    """Two members' ids, the smaller first; `score` 1..100 ranks."""

    first: int
    second: int
    kind: Kind
    score: int


class Standing(NamedTuple):
    """What makes one record of a pair the one to keep; the later in this order, the less it weighs."""

    certified: bool
    active: bool
    seated: bool
    facts: int  # marks, documents, verdicts
    filled: int  # fields


class Likeness(NamedTuple):
    """What two records share: `name` 0..100, `bearers` of the commoner name; None: one of the two isn't known."""

    name: int
    bearers: int
    nik: int | None  # digits in which they differ; two that changed places count once
    born: bool | None  # False also where they are but near
    near_born: bool
    phone: bool
    address: bool
    sex: bool | None


FIELDS = (  # what a person's record says of them; the rest are facts and conclusions
    "name",
    "title_before",
    "title_after",
    "nik",
    "sex",
    "birth_place",
    "born",
    "address",
    "rt_rw",
    "phone",
    "email",
    "education",
    "occupation",
    "marital",
    "note",
)
_SHORT = {
    **dict.fromkeys(
        [
            "moh",
            "mohd",
            "mohamad",
            "mohammad",
            "mohammed",
            "muh",
            "muhd",
            "muhamad",
            "muhammad",
            "muhammed",
            "mhd",
            "md",
            "moch",
            "mochamad",
            "mochammad",
        ],
        "muhamad",
    ),
    **dict.fromkeys(("st", "siti", "sitti", "sity"), "siti"),
    **dict.fromkeys(("abd", "abdul", "abdoel", "abdl"), "abdul"),
    **dict.fromkeys(("ach", "achmad", "akhmad", "ahmad", "akh"), "ahmad"),
}
_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("sh", "s"), ("dh", "d"), ("th", "t"),
    ("kh", "k"), ("ch", "k"), ("ph", "f"), ("y", "i"), ("v", "f"), ("q", "k"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+|h\b")


@lru_cache(maxsize=70_000)
def spelling(name_key: str) -> str:
    """What the usual spellings of one name share: `moh rizky`, `m. rizki` and `muhammad risqi` are one."""
    words = name_key.split()
    if len(words) > 1 and words[0] == "m":
        words[0] = "muhamad"
    text = " ".join(_SHORT.get(word, word) for word in words)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _DOUBLED.sub(lambda found: found[1] or "", text)  # a last h comes and goes: Aisyah, Aisya


def initials_agree(one: str, other: str) -> bool:
    """Whether each word equals its fellow or is its initial, and at least one word is written out in both."""
    words, others = one.split(), other.split()
    if len(words) != len(others) or len(words) < 2:
        return False
    pairs = list(zip(words, others, strict=True))
    agree = all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)
    return agree and any(a == b and len(a) > 1 for a, b in pairs)


def holds(one: str, other: str) -> bool:
    """Whether a name of at least two words stands whole in the longer one: `siti aminah`, `siti aminah lestari`."""
    words, others = sorted((one.split(), other.split()), key=len)
    return 2 <= len(words) < len(others) and all(word in others for word in words)


def differing(one: str, other: str) -> tuple[int, ...]:
    """The positions in which two NIKs differ."""
    return tuple(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def nik_slip(one: str, other: str) -> Kind | None:
    """NIK_DIGIT or NIK_SWAPPED where one slip of the finger makes one NIK of the other."""
    positions = differing(one, other)
    if len(positions) == 1:
        return Kind.NIK_DIGIT
    if len(positions) == 2 and positions[1] == positions[0] + 1:
        left, right = positions
        if one[left] == other[right] and one[right] == other[left]:
            return Kind.NIK_SWAPPED
    return None


@lru_cache(maxsize=30_000)
def born_forms(born: date) -> tuple[str, ...]:
    """Keys of a date: two dates of which one slip makes the other share one (a digit, or day and month changed)."""
    text = born.isoformat()
    masked = tuple(f"{text[:at]}_{text[at + 1 :]}" for at in (2, 3, 5, 6, 8, 9))
    day, month = sorted((born.day, born.month))
    return (*masked, f"{born.year}/{day}/{month}") if born.day <= 12 else masked


def near_born(one: date | None, other: date | None) -> bool:
    """Whether two birth dates differ by one slip."""
    if one is None or other is None or one == other:
        return False
    return not set(born_forms(one)).isdisjoint(born_forms(other))


NEAR = 88  # likeness below which two names are two names
_ALIKE, _SAME = 92, 95  # the less the rest says, the more is asked of the name
_TYPO = 2  # NIKs that differ in more digits were not mistyped from each other


def near_kind(of: Likeness) -> bool:
    """Whether two people with near names who live close by are suspected: something else must agree.

    Two sound NIKs that are nowhere near each other are two people, unless the name is as good as the same and the date
    too, or they share a phone or an address.
    """
    if of.sex is False or of.name < NEAR:
        return False
    shared = of.phone or of.address
    strangers = of.nik is not None and of.nik > _TYPO
    if of.born:
        return shared or not strangers or of.name >= _SAME
    if of.near_born:
        return of.name >= _ALIKE and (shared or not strangers)
    if of.phone:
        return of.name >= (NEAR if of.born is None else _SAME)
    return of.address and of.name >= _SAME


def score(of: Likeness) -> int:
    """1..100: how much speaks for one person. Only ranks: what is shown is decided by the kinds."""
    points = 25 * (of.name - 75) / 25 - (10 if of.bearers > 20 else 5 if of.bearers > 5 else 0)
    if of.nik is not None:
        points += (50, 40, 20)[of.nik] if of.nik <= _TYPO else -15
    points += 25 if of.born else 10 if of.near_born else -10 if of.born is False else 5
    points += 20 * of.phone + 10 * of.address - 15 * (of.sex is False)
    return max(1, min(100, round(points)))


def alike(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether nothing that both records know differs, field by field of FIELDS; None and '' are unknown."""
    return all(a == b or a in (None, "") or b in (None, "") for a, b in zip(one, other, strict=True))


def to_keep(one: Standing, other: Standing) -> bool:
    """Whether of a pair the first is the one to keep: who holds a certificate, is active, sits, has done the most."""
    return one >= other


def taken_over(keep: Sequence[object], leave: Sequence[object]) -> tuple[str, ...]:
    """The fields (of FIELDS) that only the other record knows."""
    return tuple(
        name
        for name, here, there in zip(FIELDS, keep, leave, strict=True)
        if here in (None, "") and there not in (None, "")
    )
