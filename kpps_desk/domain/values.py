"""The plain values of a person, parsed at the door: names, dates, phones, RT/RW, sex, clean text.

What a newcomer gets wrong: being clever with a value. Nothing is re-cased, no month is read before its day, no century
is guessed; what can't be read raises ValueError and the row says so. All of it runs for 133,515 rows in one import, so
every function has a fast path for the usual text.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Sex(StrEnum):
    MALE = "L"
    FEMALE = "P"


class PersonName(NamedTuple):
    """A full name in its three fields, each as typed: `dr.` | `Siti Ma'ruf` | `S.H., M.H.`."""

    title_before: str
    name: str
    title_after: str


_APOSTROPHES = "'`’‘‛ʼʻʹ′´＇"
_ASCII_KEY = {
    **{ord(char): char.lower() if char.isalnum() else " " for char in map(chr, range(128))},
    **{ord(char): None for char in "'`"},
}
_NO_APOSTROPHES = {ord(char): None for char in _APOSTROPHES}


def name_key(text: str) -> str:
    """What names are searched and sorted by: no case, accents or punctuation; `Ma'ruf` and `MARUF` are one."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_KEY).split())
    while (folded := _fold(text)) != text:  # a few letters unfold into ones that fold again
        text = folded
    return text


_LINED_KEY = _ASCII_KEY | {10: "\n"}
_BLANKS = re.compile(" {2,}")


def name_keys(texts: Sequence[str]) -> list[str]:
    """name_key() of many texts without line breaks: the ASCII ones, a name a line, are turned all at once."""
    joined = "\n".join(texts)
    if not joined.isascii():
        return list(map(name_key, texts))
    lines = _BLANKS.sub(" ", joined.translate(_LINED_KEY)).split("\n")
    return list(map(str.strip, lines)) if texts else []


def _fold(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES)).casefold()
    letters = (char for char in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(char))
    kept = "".join(char if char.isalnum() else " " for char in letters if char not in _APOSTROPHES)
    return " ".join(kept.split())


def clean(text: str) -> tuple[str, bool]:
    """The text in NFC with single blanks, and whether something hidden (control, bidi, NUL) was taken out of it."""
    if text.isascii() and text.isprintable():
        if "  " in text or text[:1] == " " or text[-1:] == " ":
            return " ".join(text.split()), False
        return text, False
    kept: list[str] = []
    hidden = False
    for char in unicodedata.normalize("NFC", text):
        if char.isprintable():
            kept.append(char)
        elif char in "\t\n\r\v\f\x85" or unicodedata.category(char)[0] == "Z":
            kept.append(" ")
        else:
            hidden = True
    # Taking a hidden character out can bring a letter and its accent together.
    return unicodedata.normalize("NFC", " ".join("".join(kept).split())), hidden


_BEFORE = re.compile(r"((?:(?:prof|drs|dra|drg|drh|dr|ir|hj|h|k\.?h|ns|apt)(?:\.\s*|\s+))+)(?=[^\s.,])", re.IGNORECASE)


def parse_name(text: str) -> PersonName:
    """Title, name and title, each as typed: known titles stand before, everything after the first comma behind."""
    before = after = ""
    if "," in text:
        text, _, after = text.partition(",")
        after = after.strip(" ,")
    text = text.strip()
    if found := _BEFORE.match(text):
        before, text = found[1].strip(), text[found.end() :]
    return PersonName(before, text, after)


def parse_names(texts: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """parse_name() of many clean texts, a list a field."""
    before, names, after = [""] * len(texts), list(texts), [""] * len(texts)
    titled = _BEFORE.match
    for at, text in enumerate(texts):
        if "," in text or titled(text):
            before[at], names[at], after[at] = parse_name(text)
    return before, names, after


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags agus aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*Z?)?", re.ASCII)
_IN_WORDS = re.compile(r"(?:[a-z']+,?\s+)?(\d{1,2})[\s./-]*([a-z]+)\.?[\s./-]*(\d{4})", re.ASCII | re.IGNORECASE)


def parse_date(value: str | date | datetime | None) -> date | None:
    """A date, None for nothing; ValueError for what is no date, a month before its day, or a year of two digits."""
    if value is None or isinstance(value, datetime):
        return value.date() if value else None
    if isinstance(value, date):
        return value
    return _date_of_text(value)


@lru_cache(maxsize=50_000)
def _date_of_text(text: str) -> date | None:
    text = text.strip()
    if not text or text == "-":
        return None
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[4]), int(found[3]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _IN_WORDS.fullmatch(text)) and (month := _MONTHS.get(found[2].lower())):
        return date(int(found[3]), month, int(found[1]))
    raise ValueError(text)


_PHONE_MARKS = str.maketrans("", "", " .-()/\u00a0\u2011\u2013")


def parse_phone(text: str) -> str:
    """`+62...`, or '' for none; ValueError for what is no Indonesian number. A zero that Excel ate is put back."""
    plain = text.replace("-", "")
    if plain.startswith("08") and 9 <= len(plain) <= 14 and plain.isascii() and plain.isdigit():
        return f"+62{plain[1:]}"
    digits = text.translate(_PHONE_MARKS).lstrip("'").strip()
    if not digits:
        return ""
    if digits.startswith("0") and not digits.startswith("0062"):
        national = digits[1:]
    else:
        for prefix in ("+62", "0062", "62", ""):
            if digits.startswith(prefix):
                national = digits[len(prefix) :]
                break
        if not prefix and not national.startswith("8"):
            raise ValueError(text)
        national = national.removeprefix("0")
    if not (8 <= len(national) <= 13 and national.isascii() and national.isdigit() and national[0] != "0"):
        raise ValueError(text)
    return "+62" + national


def phone_on_paper(phone: str) -> str:
    """`+62812...` as people write it: `0812...`."""
    return "0" + phone[3:] if phone.startswith("+62") else phone


_RT_RW = re.compile(r"(?:rt)?[\s.:]*(\d{1,3})\s*[\s/.,-]\s*(?:rw)?[\s.:]*(\d{1,3})", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=20_000)
def parse_rt_rw(text: str) -> str:
    """`003/005`, or '' for none; ValueError for what holds no two numbers."""
    text = text.strip().lstrip("'")
    if not text or text == "-":
        return ""
    if not (found := _RT_RW.fullmatch(text)):
        raise ValueError(text)
    return f"{found[1]:0>3}/{found[2]:0>3}"


_SEXES = {
    **dict.fromkeys(
        (
            "l",
            "lk",
            "lakilaki",
            "laki",
            "pria",
            "cowok",
            "male",
            "m",
        ),
        Sex.MALE,
    ),
    **dict.fromkeys(
        (
            "p",
            "pr",
            "perempuan",
            "wanita",
            "female",
            "f",
            "w",
        ),
        Sex.FEMALE,
    ),
}


@lru_cache(maxsize=1_000)
def parse_sex(text: str) -> Sex:
    """L or P from the words in use; ValueError for anything else (P is perempuan, never pria)."""
    found = _SEXES.get("".join(char for char in text.casefold() if char.isalpha()))
    if found is None:
        raise ValueError(text)
    return found
