"""How far a person has come: one rule, from facts to a stage.

What a newcomer gets wrong: treating the stage as something that is set. It is a conclusion; operations.conclusions
keeps it beside the member for speed. The numbers sort by progress and are stored, so never renumber them.
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
    """What is known of one person."""

    active: bool
    eligibility: str  # 'MS' | 'TMS' | 'BMS'
    seated: bool
    sworn: bool
    trained: bool
    certified: bool


class Steps(NamedTuple):
    """What the role of the held seat asks for."""

    oath: bool
    training: bool
    certificate: bool


@cache
def stage(facts: Facts, steps: Steps) -> Stage:
    """The last needed step that is reached without a gap: training before the oath doesn't make one trained yet."""
    if not facts.active:
        return Stage.ENDED
    if not facts.seated:
        return {"MS": Stage.ELIGIBLE, "TMS": Stage.INELIGIBLE}.get(facts.eligibility, Stage.REGISTERED)
    reached = Stage.APPOINTED
    for step, needed, done in (
        (Stage.SWORN, steps.oath, facts.sworn),
        (Stage.TRAINED, steps.training, facts.trained),
        (Stage.CERTIFIED, steps.certificate, facts.certified),
    ):
        if needed and not done:
            break
        if needed:
            reached = step
    return reached
