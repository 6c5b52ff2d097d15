"""Days, hours, and topics as an office types them into a plan: `8-12 November 2024`, `08.00-12.00, 13.00-17.00`.

What a newcomer gets wrong: guessing. A part that isn't read raises ValueError with that part, so that the form can
point at it; nothing is left out in silence.
"""

import re
from datetime import date, timedelta

from kpps_desk.domain.attendance import parse_time
from kpps_desk.domain.values import parse_date

_DAYS_OF_MONTH = re.compile(r"(\d{1,2})\s*(?:-|–|s\.?d\.?|sampai)\s*(\d{1,2})\s+([^\d\s]+\s+\d{4})", re.IGNORECASE)
_SPAN = re.compile(r"\s+(?:s\.?d\.?|sampai|–|-)\s+", re.IGNORECASE)
_HOURS = re.compile(r"\s*(?:-|–|s\.?d\.?|sampai)\s*", re.IGNORECASE)
_TOPIC = re.compile(r"(.*\S)\s*[;:,(]\s*(\d{1,2})\s*(?:jp)?\s*\)?", re.IGNORECASE)
_LONGEST = 60  # days in one span


def parse_days(text: str) -> tuple[date, ...]:
    """Days in order, once each: dates, spans of dates, `8-12 November 2024`, `8, 9 November 2024`."""
    found: set[date] = set()
    waiting: list[str] = []  # days that stand before their month
    for part in filter(None, (part.strip() for part in re.split(r"[,\n]| dan ", text))):
        if part.isdecimal() and len(part) <= 2:
            waiting.append(part)
            continue
        days = _span(part)
        found.update(days)
        found.update(_day(f"{day}-{_month(days[0])}", day) for day in waiting)
        waiting = []
    if waiting:
        raise ValueError(waiting[0])
    return tuple(sorted(found))


def parse_times(text: str) -> tuple[tuple[str, str], ...]:
    """(starts, ends) in order: `08.00-12.00, 13.00-17.00`."""
    found: set[tuple[str, str]] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]| dan ", text))):
        ends = _HOURS.split(part)
        try:
            starts, until = (parse_time(end) for end in ends)
        except ValueError:
            raise ValueError(part) from None
        if starts >= until:
            raise ValueError(part)
        found.add((starts, until))
    return tuple(sorted(found))


def parse_topics(text: str) -> tuple[tuple[str, int], ...]:
    """(topic, lesson hours), one a line: `Pemungutan suara; 4`; 1 hour where none is given."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = _TOPIC.fullmatch(line)
        found.append((parts[1], int(parts[2])) if parts else (line, 1))
    return tuple(found)


def _span(part: str) -> list[date]:
    if month := _DAYS_OF_MONTH.fullmatch(part):
        ends = [_day(f"{day} {month[3]}", part) for day in (month[1], month[2])]
    else:
        ends = [_day(end, part) for end in _SPAN.split(part)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or not 0 <= (last - first).days < _LONGEST:
        raise ValueError(part)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day(text: str, part: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise ValueError(part)
    return day


def _month(day: date) -> str:
    return f"{day:%m-%Y}"
