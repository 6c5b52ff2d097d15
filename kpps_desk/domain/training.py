"""When somebody is trained: one rule, from the trainings at which they were present to a day.

What a newcomer gets wrong: counting a deepening as a session. It adds its lesson hours (JP) and its score, but only
trainings that are required count as sessions.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kpps_desk.domain.election import Completion


class Attended(NamedTuple):
    """One training at which somebody was present. `score` is its post-test, 0 to 100; None: not taken."""

    day: date
    required: bool
    jp: int
    score: int | None = None


def trained_on(attended: Iterable[Attended], rule: Completion) -> date | None:
    """The first day by which all that the rule asks for is there; None: not trained yet.

    More presence, more hours or a better score never take it away or make it later.
    """
    sessions = hours = 0
    best = -1
    for one in sorted(attended, key=lambda one: one.day):
        sessions += one.required
        hours += one.jp
        best = max(best, -1 if one.score is None else one.score)
        if sessions >= rule.sessions and hours >= rule.jp and (not rule.score or best >= rule.score):
            return one.day
    return None
