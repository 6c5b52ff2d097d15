"""How statuses and people of a roll look: one drawing and one wording for every list at the door.

What a newcomer gets wrong: colour alone. Each status has a shape of its own and its word beside it.
"""

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.places import dotted
from kpps_desk.queries.sessions import RollRow
from kpps_desk.ui.list_model import Mark

MARKS = {
    Attendance.PRESENT: Mark("state-full", "good"),
    Attendance.EXCUSED: Mark("state-half", "warn"),
    Attendance.SICK: Mark("state-quarter", "warn"),
    Attendance.ABSENT: Mark("state-no", "bad"),
    Attendance.NOT_RECORDED: Mark("state-none", "muted"),
}
KEYS = {
    Attendance.PRESENT: "Enter",
    Attendance.EXCUSED: "F6",
    Attendance.SICK: "F7",
    Attendance.ABSENT: "F8",
    Attendance.NOT_RECORDED: "F9",
}


def seat(row: RollRow) -> str:
    """`012 · 3`; where no seat is held, only the TPS."""
    return f"{row.tps or '–'} · {row.seat}" if row.seat is not None else row.tps or "–"


def place(row: RollRow, home: str, names: dict[str, str]) -> str:
    """`TPS 012 kursi 3`, with the kelurahan if it isn't the session's own (`home`, with dots)."""
    where = f"TPS {row.tps}" if row.tps else "Tanpa TPS"
    if row.seat is not None:
        where += f" kursi {row.seat}"
    away = elsewhere(row, home, names)
    return f"{where} · {away}" if away else where


def elsewhere(row: RollRow, home: str, names: dict[str, str]) -> str:
    """`Kel. Cideng` for somebody of another kelurahan than the session's, else ''."""
    if len(row.place) < 10 or (kelurahan := dotted(row.place[:10])) == home:
        return ""
    return f"Kel. {names.get(kelurahan, kelurahan)}"


def status(row: RollRow) -> str:
    """`Hadir 08.12`, `Belum dicatat`; a walk-in says so."""
    if row.walk_in and row.status is Attendance.NOT_RECORDED:
        return "Di luar daftar"
    said = words.attendance(row.status)
    if row.marked_at:
        said = f"{said} {words.clock(row.marked_at)}"
    return f"{said} · di luar daftar" if row.walk_in else said
