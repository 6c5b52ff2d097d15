"""What the tests of the door share: a session of a filled kelurahan, its codes, and the screen standing at it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from kpps_desk.domain import scan_codes
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import sessions as making
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import RollRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.attendance import AttendanceScreen
from tests.conftest import GAMBIR
from tests.filled import BY
from tests.ui.stage import Stage

KELURAHAN = "3171011001"
_CODES = select(schema.member.c.place, schema.member.c.uid).where(schema.member.c.place != "")


def meet(
    path: Path,
    *tps: str,
    day: date = date(2024, 11, 7),
    kind: SessionKind = SessionKind.OATH,
    required: bool = True,
    starts: str = "08.00",
    ends: str = "10.00",
) -> int:
    """A session of these TPS in Gambir; its id."""
    draft = SessionDraft(
        kind,
        GAMBIR,
        "Pelantikan KPPS Gambir" if kind is SessionKind.OATH else "Bimtek KPPS Gambir",
        day,
        starts,
        ends,
        venue="Aula",
        stations=tuple(KELURAHAN + number for number in tps),
        required=required,
    )
    with Database.open(path) as database, database.write("Sesi", by=BY) as tx:
        return making.create(tx, draft)


def roll(path: Path, session_id: int) -> dict[str, RollRow]:
    """By `001 3`, as the file on the disk has it."""
    with Database.open(path, read_only=True) as database, database.read() as db:
        return {f"{row.tps} {row.seat}": row for row in sessions.roll(db, session_id)}


def codes(path: Path) -> list[str]:
    """What the invitations of everybody on a seat say, in the order of the seats."""
    with Database.open(path, read_only=True) as database, database.read() as db:
        people = sorted((row.place, row.uid) for row in db.rows(_CODES) if len(row.place) == 14)
    return [scan_codes.person_code(bytes(uid)) for _, uid in people]


def enter(stage: Stage[AttendanceScreen], text: str, *, wait: bool = True) -> None:
    """Type and press Enter."""
    field = stage.screen.door.field
    QTest.keyClicks(field, text)
    if wait:
        stage.settle()
    QTest.keyClick(field, Qt.Key.Key_Return)
    if wait:
        stage.settle()


def burst(stage: Stage[AttendanceScreen], texts: Sequence[str], end: Qt.Key = Qt.Key.Key_Return) -> None:
    """As fast as Qt can type, without waiting for any answer; lines of a text end like the text itself."""
    field = stage.screen.door.field
    for text in texts:
        for line in text.split("\n"):
            QTest.keyClicks(field, line)
            QTest.keyClick(field, end)


def said(stage: Stage[AttendanceScreen]) -> str:
    return stage.screen.door.verdict.text
