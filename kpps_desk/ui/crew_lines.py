"""The nine seats of a TPS at a session: who holds each, whether they have come, and how to call who hasn't.

What a newcomer gets wrong: a crew of those who are expected. A vacant seat and an officer whom this session doesn't
invite are lines as well, so that nobody looks for a ninth person who was never asked.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries.seats import SeatLine
from kpps_desk.queries.sessions import RollRow
from kpps_desk.ui import marks
from kpps_desk.ui.list_model import Column, Mark

_CALM = Mark("state-none", "muted")


class CrewLine(NamedTuple):
    """One line; `phone` only of those who are still missed, `short` is the standing where the columns have no room."""

    seat: str
    name: str
    role: str
    phone: str
    status: str
    short: str
    mark: Mark


COLUMNS: Sequence[Column[Any]] = (
    Column("seat", "TPS · kursi", lambda line: line.seat, 92),
    Column("name", "Nama", lambda line: line.name, 120, stretch=True),
    Column("role", "Jabatan", lambda line: line.role, 146),
    Column("phone", "Telepon", lambda line: line.phone, 132),
    Column("status", "Kehadiran", lambda line: line.status, 144, mark=lambda line: line.mark),
    Column("short", "Kehadiran, telepon", lambda line: line.short, 184, mark=lambda line: line.mark),
)
WIDE_ONLY = tuple(at for at, column in enumerate(COLUMNS) if column.key in ("role", "phone", "status"))
NARROW_ONLY = tuple(at for at, column in enumerate(COLUMNS) if column.key == "short")
_SHORT = {Attendance.NOT_RECORDED: "Belum", Attendance.ABSENT: "T. ket."}


def lines(seats: Sequence[SeatLine], roll: Mapping[int, RollRow], crew: Sequence[RollRow]) -> list[CrewLine]:
    """The seats in their order, then whoever of the TPS is on the roll without holding one.

    `crew` are the roll's rows of this TPS; without `seats` (not known yet) they are the lines.
    """
    holders = {seat.member for seat in seats}
    return [_seat(seat, roll) for seat in seats] + [_person(row, "") for row in crew if row.member_id not in holders]


def _seat(seat: SeatLine, roll: Mapping[int, RollRow]) -> CrewLine:
    where = f"{seat.code[10:13]} · {seat.number}"
    if seat.member is None:
        return CrewLine(where, "–", seat.role_name, "", "Kursi kosong", "Kursi kosong", _CALM)
    row = roll.get(seat.member)
    if row is None:
        return CrewLine(where, seat.name, seat.role_name, "", "Tidak diundang", "Tidak diundang", _CALM)
    return _person(row, seat.phone)


def _person(row: RollRow, phone: str) -> CrewLine:
    missed = row.status in (Attendance.NOT_RECORDED, Attendance.ABSENT)
    shown = phone_on_paper(phone) if phone and missed else ""
    said = marks.status(row)
    short = f"{_SHORT[row.status]} {shown}" if shown else said
    return CrewLine(marks.seat(row), row.name, row.role, shown, said, short, marks.MARKS[row.status])
