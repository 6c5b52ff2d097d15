"""A training with what was learnt: who was present, their scores before and after, and its trainers.

What a newcomer gets wrong: counting the numbers of its lines anew. A line bears the number that the person has on the
session's roll, so that a list typed on paper or in a spreadsheet agrees with it.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.problems import Gone
from kpps_desk.queries import facts, sessions
from kpps_desk.queries.sessions import RollRow, SessionDetails
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_score, _session = schema.score.c, schema.session.c
_SCORES = select(_score.member_id, _score.before, _score.after).where(_score.session_id == bindparam("session"))
_CAME = select(_session.trainers_present).where(_session.id == bindparam("session"))


class ScoreLine(NamedTuple):
    """One person; `number` is that of the roll, scores are 0 to 100, None: not taken."""

    number: int
    row: RollRow
    before: int | None
    after: int | None


class TrainingSheet(NamedTuple):
    """`lines`: who was present, and whoever has a score all the same. `least`: what the rules ask of a post-test."""

    session: SessionDetails
    came: tuple[str, ...]  # trainers
    lines: tuple[ScoreLine, ...]
    least: int

    @property
    def hours(self) -> int:
        """JP of all topics."""
        return sum(hours for _, hours in self.session.topics)

    def average(self, *, after: bool) -> float | None:
        """Of the pre-tests, or of the post-tests; None where nobody took one."""
        found = [score for line in self.lines if (score := line.after if after else line.before) is not None]
        return sum(found) / len(found) if found else None

    @property
    def passed(self) -> int:
        """How many have the score that the rules ask for."""
        return sum(line.after is not None and line.after >= self.least for line in self.lines)


def sheet(db: Snapshot, session_id: int) -> TrainingSheet:
    """The sheet of a training; Gone for a session of the other kind, or none."""
    asked = {"session": session_id}
    session = sessions.details(db, session_id)
    if session.kind is not SessionKind.TRAINING:
        raise Gone("Sesi ini bukan bimbingan teknis.")
    scores = {row.member_id: (row.before, row.after) for row in db.rows(_SCORES, asked)}
    lines = tuple(
        ScoreLine(number, row, *scores.get(row.member_id, (None, None)))
        for number, row in enumerate(sessions.roll(db, session_id), 1)
        if row.status is Attendance.PRESENT or row.member_id in scores
    )
    came = tuple((db.value(_CAME, asked) or "").splitlines())
    return TrainingSheet(session, came, lines, facts.completion(db).score)
