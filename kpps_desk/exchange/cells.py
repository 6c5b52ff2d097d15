"""What one cell says: as text, as the key of a header, and parsed where no rule of the domain does it.

What a newcomer gets wrong: reading `str(cell)`. Calamine gives whole numbers as `3.0` and dates as dates; text_of gives
what a person sees in the sheet.
"""

import re
from datetime import date, datetime
from functools import lru_cache

from kpps_desk.domain import values
from kpps_desk.exchange.tables import Cell


def text_of(cell: Cell) -> str:
    """A cell as a person sees it: `3.0` is `3`, a date `07-11-2000`, nothing ''."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "YA" if cell else "TIDAK"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%d-%m-%Y")
    return str(cell)


_HEADER = 400  # characters; a longer text is no header, and a million opening brackets take a day


def header_key(text: str) -> str:
    """What two spellings of a header share: no case, punctuation or remarks in brackets."""
    text = text[:_HEADER].casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)", " ", text)).split())


_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")


def parse_email(text: str) -> str:
    """The address as typed, '' for none; ValueError if it can't be one."""
    if text in ("", "-"):
        return ""
    if not _EMAIL.fullmatch(text):
        raise ValueError(text)
    return text


@lru_cache(maxsize=1_000)
def parse_optional_sex(text: str) -> str | None:
    return values.parse_sex(text).value if text.strip(" -") else None


def parse_seat_number(text: str) -> int | None:
    """`3`, `KPPS 3` or `KPPS3`; None for nothing."""
    if text in ("", "-"):
        return None
    found = re.fullmatch(r"(?:kpps|anggota|no\.?|kursi)?[\s.:-]*0*([1-9])", text, re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return int(found[1])


def parse_text(text: str) -> str:
    return "" if text == "-" else text


def parse_birth(text: str) -> tuple[str, date | None]:
    """`Jakarta, 7 November 1990` as place and date."""
    place, comma, day = text.rpartition(",")
    if not comma:
        found = re.match(r"([^\d]*?)[\s/]*(\d.*)$", text)
        place, day = (found[1], found[2]) if found else (text, "")
    return place.strip(), values.parse_date(day.strip())
