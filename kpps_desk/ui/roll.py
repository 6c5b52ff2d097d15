"""The roll of one session as the door's screen holds it: who is on it, how they stand, and what changed last.

What a newcomer gets wrong: asking the workspace after each mark. The answer to a mark already says how the person
stands now; it is put in here at once, and the whole roll is asked again when the hands rest.
"""

from collections import Counter
from collections.abc import Iterable

from kpps_desk.domain.attendance import Attendance
from kpps_desk.queries.sessions import RollRow

_STATION = 13  # digits of its code


class Roll:
    """Rows by member, in the order of the roll: the crews by seat, then who came besides."""

    def __init__(self, rows: Iterable[RollRow] = ()) -> None:
        self.rows = {row.member_id: row for row in rows}

    def put(self, row: RollRow) -> bool:
        """How this person stands now; True if the roll has them as a new line or without one."""
        known = row.member_id in self.rows
        if row.walk_in and row.status is Attendance.NOT_RECORDED:
            return self.rows.pop(row.member_id, None) is not None
        self.rows[row.member_id] = row
        return not known

    def counts(self) -> Counter[Attendance]:
        return Counter(row.status for row in self.rows.values())

    def walk_ins(self) -> int:
        return sum(row.walk_in for row in self.rows.values())

    def station(self, code: str) -> list[RollRow]:
        """Everybody of this TPS (13 digits) on the roll."""
        return [row for row in self.rows.values() if row.place[:_STATION] == code]

    def last(self, limit: int = 10) -> list[RollRow]:
        """The marks made last, newest first."""
        marked = [row for row in self.rows.values() if row.marked_at]
        return sorted(marked, key=lambda row: row.marked_at or 0, reverse=True)[:limit]


def standing(crew: list[RollRow]) -> str:
    """`5 dari 7 hadir · belum dicatat: Siti, Budi`: whom the door still waits for."""
    expected = [row for row in crew if not row.walk_in]
    present = sum(row.status is Attendance.PRESENT for row in expected)
    missing = [row.name for row in expected if row.status is Attendance.NOT_RECORDED]
    said = f"{present} dari {len(expected)} hadir"
    if not missing:
        return f"{said} · semua sudah dicatat"
    more = f", dan {len(missing) - 3} orang lain" if len(missing) > 3 else ""
    return f"{said} · belum dicatat: {', '.join(missing[:3])}{more}"
