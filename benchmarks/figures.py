"""One measured figure: ours, the baseline's, and what is to be reached.

What a newcomer gets wrong: turning a ratio round. It is always ours / baseline, in the unit of the row: of seconds less
is better, of pages a second more.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Goal(NamedTuple):
    """A bound on our own value (`of` 'ours', in the figure's unit) or on the ratio ours / baseline (`of` 'ratio')."""

    of: str
    bound: float
    least: bool = False  # True: at least `bound`; False: at most

    def reached(self, figure: "Figure") -> bool:
        """Whether the figure keeps within the bound; a figure without a value never does."""
        value = figure.ours if self.of == "ours" else figure.ratio
        if value is None:
            return False
        return value >= self.bound if self.least else value <= self.bound


def most(bound: float) -> Goal:
    """Our value is at most this."""
    return Goal("ours", bound)


def least(bound: float) -> Goal:
    """Our value is at least this."""
    return Goal("ours", bound, least=True)


def times_most(bound: float) -> Goal:
    """Ours is at most so many times the baseline."""
    return Goal("ratio", bound)


def times_least(bound: float) -> Goal:
    """Ours is at least so many times the baseline."""
    return Goal("ratio", bound, least=True)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `ours` None: it couldn't be measured, and `note` says why."""

    what: str
    ours: float | None
    unit: str
    baseline: float | None = None
    against: str = ""  # what the baseline is
    goals: tuple[Goal, ...] = ()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours / baseline."""
        return None if self.ours is None or not self.baseline else self.ours / self.baseline

    @property
    def reached(self) -> bool | None:
        """None: there is nothing to reach, the row only informs."""
        return all(goal.reached(self) for goal in self.goals) if self.goals else None

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Figure":
        content: dict[str, Any] = json.loads(text)
        return cls(**content | {"goals": tuple(Goal(*goal) for goal in content["goals"])})
