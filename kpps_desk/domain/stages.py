"""How far a person has come: one rule, from facts to a stage.

What a newcomer gets wrong: treating the stage as something that is set. It is a conclusion; operations.conclusions keeps
it beside the member for speed. The numbers sort by progress and are stored, so never renumber them.
"""

from enum import IntEnum
from functools import cache
from typing import NamedTuple


class Stage(IntEnum):
    ENDED = 0  # left the roster
    INELIGIBLE = 10  # TMS: kept with the reason, holds no seat
    REGISTERED = 20  # BMS: not judged yet
    ELIGIBLE = 30  # MS, without a seat: the reserve
    APPOINTED = 40
    SWORN = 50
    TRAINED = 60
    CERTIFIED = 70


class Facts(NamedTuple):
    """What is known of one person, and what the role asks for."""

    active: bool
    eligibility: str  # 'MS' | 'TMS' | 'BMS'
    seated: bool
    sworn: bool
    trained: bool
    certified: bool


@cache
def stage(facts: Facts) -> Stage:
    """The last step that is reached without a gap: training before the oath doesn't make one trained yet."""
    if not facts.active:
        return Stage.ENDED
    if not facts.seated:
        return {"MS": Stage.ELIGIBLE, "TMS": Stage.INELIGIBLE}.get(facts.eligibility, Stage.REGISTERED)
    if not facts.sworn:
        return Stage.APPOINTED
    if not facts.trained:
        return Stage.SWORN
    return Stage.CERTIFIED if facts.certified else Stage.TRAINED
