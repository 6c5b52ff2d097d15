"""The NIK: 16 digits, always text: area of first registration, birth date (women: day + 40), serial.

What a newcomer gets wrong: taking it for the truth about a person. It never changes when its owner moves or a birth
date is corrected, so a difference is a warning and a foreign area only information; and a NIK that came as a number was
damaged by Excel, whatever it looks like. There is no check digit.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, NewType, TypeGuard

from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.values import Sex

Nik = NewType("Nik", str)
_LENGTH = 16
HOME = "31"  # DKI Jakarta
_WOMEN = 40
_COLUMN_EVIDENCE = 20  # fewer values that end in 0 may be chance
_COLUMN_SHARE = 0.6


class NikError(ValueError):
    """Why a text can't be a NIK: `code` is one of the NIK_... codes."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


class NikFacts(NamedTuple):
    """What the digits say. `area` is the 6-digit kecamatan code of the first registration."""

    nik: Nik
    area: str
    born: date
    sex: Sex
    serial: str


_NONE = frozenset({"", "-", "--", "belum ada", "belumada", "tidak ada", "n/a", "nihil"})
_AS_NUMBER = re.compile(r"\d[.,]?\d*e[+-]?\d+|\d{14,17}[.,]0{1,2}", re.ASCII | re.IGNORECASE)
_DIRT = re.compile(r"[\s.\-_'`’‘\"\u200b\u200e\u200f\ufeff\u202a-\u202e]+")


def repair(value: object) -> tuple[str, bool]:
    """The text without blanks, dots and apostrophes, and whether it had any; '' means "belum ada".

    NikError(NIK_DAMAGED) for a numeric cell and for a number written out (`3.17101E+15`).
    """
    if isinstance(value, str):
        if len(value) == _LENGTH and value.isascii() and value.isdigit():
            return value, False
        return _repair_text(value)
    if value is None:
        return "", False
    raise NikError(Code.NIK_DAMAGED)


def are_whole(values: Sequence[object]) -> TypeGuard[Sequence[str]]:
    """Whether each is a text of 16 digits and nothing else, so that repair() would leave all as they are."""
    texts = [value for value in values if type(value) is str]
    if len(texts) != len(values) or set(map(len, texts)) != {_LENGTH}:
        return False
    joined = "".join(texts)
    return joined.isascii() and joined.isdigit()


def _repair_text(value: str) -> tuple[str, bool]:
    text = value.strip()
    if text.casefold() in _NONE:
        return "", False
    if _AS_NUMBER.fullmatch(text.lstrip("'")):
        raise NikError(Code.NIK_DAMAGED)
    repaired = _DIRT.sub("", text)
    return repaired, repaired != value


def parse_nik(text: str, voting_day: date) -> NikFacts:
    """The facts in a NIK; NikError with the code of what is wrong. The century is 20yy unless that is yet to come."""
    if len(text) != _LENGTH or not (text.isascii() and text.isdigit()):
        raise NikError(Code.NIK_LENGTH)
    if text == text[0] * _LENGTH:
        raise NikError(Code.NIK_SAME_DIGIT)
    born = _born(text[6:12], voting_day)
    if born is None:
        raise NikError(Code.NIK_DATE)
    serial = text[12:]
    if serial == "0000":
        raise NikError(Code.NIK_SERIAL)
    return NikFacts(Nik(text), text[:6], born[0], born[1], serial)


@lru_cache(maxsize=70_000)
def _born(digits: str, voting_day: date) -> tuple[date, Sex] | None:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    sex = Sex.MALE if day <= 31 else Sex.FEMALE
    if sex is Sex.FEMALE:
        day -= _WOMEN
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        if born <= voting_day:
            return born, sex
    return None


def findings(nik: str, born: date | None, sex: Sex | None, voting_day: date) -> tuple[Finding, ...]:
    """What to confirm against the KTP. `nik` must be sound (parse_nik) or '' (not known yet); None: nothing typed."""
    if not nik:
        return (Finding(Code.NIK_MISSING, Severity.INFO, "nik"),)
    facts = parse_nik(nik, voting_day)
    if (born is None or born == facts.born) and (sex is None or sex is facts.sex) and nik.startswith(HOME):
        return ()
    found = []
    if born is not None and born != facts.born:
        found.append(Finding(Code.NIK_BIRTH_DIFFERS, Severity.WARNING, "born", facts.born.isoformat()))
    if sex is not None and sex != facts.sex:
        found.append(Finding(Code.NIK_SEX_DIFFERS, Severity.WARNING, "sex", facts.sex.value))
    if not nik.startswith(HOME):
        found.append(Finding(Code.NIK_ELSEWHERE, Severity.INFO, "nik", facts.area[:2]))
    return tuple(found)


class Agreement:
    """Passes the NIKs of a list at a glance: nearly everybody's says what was typed, and findings() has none.

    Keep one for a whole list: what a NIK says of a birth date is put together once.
    """

    def __init__(self, voting_day: date) -> None:
        self._voting_day = voting_day
        self._said: dict[date | None, dict[str | None, str]] = {None: {}}

    def of(self, niks: Sequence[str], births: Sequence[date | None], sexes: Sequence[str | None]) -> list[bool]:
        """Of each, whether it is a sound NIK of this province that says the same; False is no finding yet."""
        said = self._said
        for born in set(births).difference(said):
            said[born] = self._digits(born)
        return [
            nik[6:12] == said[born].get(sex)
            and nik[12:] != "0000"
            and nik.startswith(HOME)
            and len(nik) == _LENGTH
            and nik.isascii()
            and nik.isdigit()
            for nik, born, sex in zip(niks, births, sexes, strict=True)
        ]

    def _digits(self, born: date | None) -> dict[str | None, str]:
        """The six digits of a birth date by sex; none where a NIK can't say it, of somebody over a hundred, say."""
        if born is None:
            return {}
        day, month, year = born.day, born.month, born.year % 100
        man = f"{day:02}{month:02}{year:02}"
        if _born(man, self._voting_day) != (born, Sex.MALE):
            return {}
        return {Sex.MALE.value: man, Sex.FEMALE.value: f"{day + _WOMEN}{man[2:]}"}


def column_damaged(niks: Sequence[str], numbers: int = 0) -> bool:
    """Whether a column lost its 16th digit: most NIKs end in 0 (by chance a tenth does), or came as numbers.

    `niks` are those that came as texts, `numbers` counts the others; a few sound ones among them save no column.
    """
    full = [nik for nik in niks if len(nik) == _LENGTH]
    cut = sum(nik[-1] == "0" for nik in full)
    whole = numbers + len(full)
    return whole >= _COLUMN_EVIDENCE and cut + numbers >= _COLUMN_SHARE * whole and cut > len(full) // 2
