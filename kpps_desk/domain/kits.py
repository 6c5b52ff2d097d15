"""Session kits: what a mark made on a laptop means to the office's own, and when its time can't be right.

What a newcomer gets wrong: comparing two values. A laptop tells its whole trail of a person's marks; where the office
stands anywhere on that trail, the end of it follows from what the office knows, and only else they contradict.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.attendance import Attendance

_WIB = timezone(timedelta(hours=7))  # sessions are held in Jakarta, whatever zone a laptop believes in
_SLACK_MS = 5 * 60_000  # two clocks that are right may still differ by this


class Mark(NamedTuple):
    """One status of one person, by whom and when (UTC ms) it was given; NO_MARK for none."""

    status: Attendance
    at: int = 0
    by: str = ""


NO_MARK = Mark(Attendance.NOT_RECORDED)
Trail = tuple[Mark, ...]  # the office's mark when the kit was made, then each that the laptop gave, the last one last


class Fate(StrEnum):
    """What a line of a result is to the office."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"


class Doubt(StrEnum):
    """Why the time of a mark can't be right."""

    OTHER_DAY = "other_day"
    BEFORE_KIT = "before_kit"
    FUTURE = "future"


def judge(here: Mark, trail: Trail, known: Iterable[Trail] = ()) -> Fate:
    """Compare; `known` are the trails of this person that this laptop brought before: each was judged already."""
    if here.status is trail[-1].status or any(known_to(trail, other) for other in known):
        return Fate.SAME
    return Fate.NEW if here in trail[:-1] else Fate.CONFLICT


def known_to(trail: Trail, other: Trail) -> bool:
    """Whether `other`, of the same laptop, already tells all of this trail."""
    return other[: len(trail)] == trail


def doubt(at: int, days: Sequence[date], made_at: int, now: int) -> Doubt | None:
    """`days`: the session's when the kit was made and today; `made_at`: the kit; `now`: the office's clock. UTC ms."""
    if at > now + _SLACK_MS:
        return Doubt.FUTURE
    if at < made_at - _SLACK_MS:
        return Doubt.BEFORE_KIT
    return None if local_day(at) in days else Doubt.OTHER_DAY


def local_day(ms: int) -> date:
    """The day in Jakarta."""
    return datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone(_WIB).date()


def clock_is_behind(now: int, made_at: int) -> bool:
    """A laptop that shows a time before its kit was made."""
    return now < made_at - _SLACK_MS


def spoken(code: str) -> str:
    """A kit's opening code as people read it out: groups of three digits."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))
