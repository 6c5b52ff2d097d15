"""The door under a scanner: bursts, seals of several lines, crews, walk-ins; nothing lost, nothing doubled."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from kpps_desk.domain import scan_codes
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations.closing import CLOSED
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.attendance import AttendanceScreen
from tests import people
from tests.filled import BY, fill
from tests.ui.doorway import KELURAHAN, burst, codes, enter, meet, roll, said
from tests.ui.stage import Stage

ALL = ("001", "002", "003", "004", "005")
Open = Callable[[int], Stage[AttendanceScreen]]
_SEALS = select(schema.certificate.c.seal).order_by(schema.certificate.c.place)


@pytest.fixture
def at_the_door(qtbot: QtBot, workspace_path: Path) -> Iterator[Open]:
    """The screen at the door of this session, of a file that is filled already."""
    made: list[Stage[AttendanceScreen]] = []

    def opened(session_id: int) -> Stage[AttendanceScreen]:
        shown = Stage(qtbot, workspace_path, AttendanceScreen)
        made.append(shown)
        shown.screen.open(session_id)
        shown.settle()
        return shown

    yield opened
    for stage in made:
        if stage.screen.projector is not None:
            stage.screen.projector.close()
        stage.background.close()


@pytest.fixture
def everybody(workspace_path: Path) -> int:
    """A swearing-in of all 45 of the kelurahan."""
    fill(workspace_path)
    return meet(workspace_path, *ALL)


def present(path: Path, session_id: int) -> int:
    return sum(row.status is Attendance.PRESENT for row in roll(path, session_id).values())


def entries(path: Path) -> int:
    """How many changes the journal has."""
    with Database.open(path, read_only=True) as database, database.read() as db:
        return int(db.value(select(func.count()).select_from(schema.journal)))


def test_two_hundred_scans_in_a_burst_lose_none_and_double_none(
    at_the_door: Open, everybody: int, workspace_path: Path, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    texts = [codes(workspace_path)[n % 45] for n in range(200)]
    stage = at_the_door(everybody)
    before = entries(workspace_path)
    burst(stage, texts)
    with unfrozen():
        stage.settle()
    assert stage.screen.marker.answers == 200
    assert present(workspace_path, everybody) == 45
    assert entries(workspace_path) - before == 45
    assert stage.screen.panel.counts.text == "45 0 0 0 0"
    assert stage.screen.door.unsettled.isHidden()
    assert stage.screen.door.field.text() == ""


def test_a_scanner_that_ends_with_tab_marks_as_well_and_keeps_the_field(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    stage.screen.door.field.setFocus()
    burst(stage, codes(workspace_path)[:10], end=Qt.Key.Key_Tab)
    stage.settle()
    assert present(workspace_path, everybody) == 10


def test_the_seals_of_issued_certificates_are_gathered_from_their_lines(
    at_the_door: Open, workspace_path: Path
) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    session = meet(workspace_path, *ALL, kind=SessionKind.TRAINING, required=False)
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        seals = [str(text) for text in db.column(_SEALS)]
    stage = at_the_door(session)
    burst(stage, seals)
    stage.settle()
    assert len(seals) == 35
    assert present(workspace_path, session) == 35
    assert stage.screen.marker.answers == 35
    assert "HADIR · " in said(stage)


def test_a_seal_between_other_scans_keeps_its_lines_together(at_the_door: Open, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    session = meet(workspace_path, *ALL, kind=SessionKind.TRAINING, required=False)
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        seals = [str(text) for text in db.column(_SEALS)]
    stage = at_the_door(session)
    burst(stage, ["900 7", seals[0], "zzzz", seals[1], codes(workspace_path)[9]])
    stage.settle()
    assert present(workspace_path, session) == 3
    assert sorted(stage.screen.door.unsettled.texts) == ["900 7", "zzzz"]


def test_a_seal_that_is_cut_off_is_said_after_a_short_silence(
    qtbot: QtBot, at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    burst(stage, ["SERTIFIKAT KPPS v1\nSiti Aminah"])
    assert stage.screen.door.field.gathering
    qtbot.waitUntil(lambda: "tidak terbaca utuh" in said(stage))
    assert not stage.screen.door.field.gathering
    assert present(workspace_path, everybody) == 0


def test_a_crews_code_offers_the_nine_and_shift_enter_marks_who_is_missing(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    enter(stage, "003 4")
    enter(stage, scan_codes.crew_code(KELURAHAN + "003"))
    assert "REGU TPS 003 · 9 orang" in said(stage)
    assert stage.screen.door.found.total == 9
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    assert present(workspace_path, everybody) == 9
    assert "HADIR · 8 orang" in said(stage)
    assert "9 dari 9 hadir" in stage.screen.door.standing.text()


def test_the_crews_missing_are_shown_with_their_telephone_and_marked_with_one_key(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    for seat in range(1, 8):
        enter(stage, f"002 {seat}")
    crew = stage.screen.door.crew
    assert crew.total == 9
    phones = [line.cells[3] for line in (crew.line(at) for at in range(9)) if line]
    assert [bool(phone) for phone in phones] == [False] * 7 + [True] * 2
    assert "Yang belum: 2 orang" in stage.screen.door.missing.text()
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    assert stage.screen.panel.counts.text == "7 0 2 0 36"


def test_a_crew_shows_who_is_not_invited_so_that_nine_are_nine(at_the_door: Open, workspace_path: Path) -> None:
    fill(workspace_path)
    session = meet(workspace_path, "001", kind=SessionKind.TRAINING)
    stage = at_the_door(session)
    enter(stage, "001 1")
    crew = stage.screen.door.crew
    states = [line.cells[4] for line in (crew.line(at) for at in range(crew.total)) if line]
    assert len(states) == 9
    assert states.count("Tidak diundang") == 2


def test_marks_are_taken_back_by_name_one_after_another(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    for seat in (1, 2, 3):
        enter(stage, f"001 {seat}")
    names = {seat: roll(workspace_path, everybody)[f"001 {seat}"].name for seat in (1, 2, 3)}
    assert names[3] in stage.screen.panel._undo.text()
    for seat in (3, 2):
        QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        assert f"DIURUNGKAN · {names[seat]}" in said(stage)
    assert [row.status for row in roll(workspace_path, everybody).values()].count(Attendance.PRESENT) == 1
    assert stage.screen.panel.counts.text == "1 0 0 0 44"


def test_ctrl_z_while_a_mark_is_on_its_way_takes_that_one_back(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    enter(stage, "001 1")
    enter(stage, "001 2", wait=False)
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    rows = roll(workspace_path, everybody)
    assert rows["001 1"].status is Attendance.PRESENT
    assert rows["001 2"].status is Attendance.NOT_RECORDED


def test_fifty_people_by_keyboard_alone(at_the_door: Open, everybody: int, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database, database.write("Tambah", by=BY) as tx:
        people.register(tx, [people.person(n, f"Tamu Kelima {'ABCDE'[n]}") for n in range(5)])
    stage = at_the_door(everybody)
    for tps in ALL:
        for seat in range(1, 10):
            enter(stage, f"{int(tps)} {seat}", wait=False)
    stage.settle()
    for letter in "ABCDE":
        enter(stage, f"tamu kelima {letter}")
        QTest.keyClick(stage.screen.door.field, Qt.Key.Key_Return)  # not of this session: once more
        stage.settle()
    with Database.open(workspace_path, read_only=True) as database, database.read() as db:
        marks = db.value(select(func.count()).where(schema.attendance.c.session_id == everybody))
    assert marks == 50
    assert stage.screen.panel.counts.text == "50 0 0 0 0"


def test_letters_typed_on_a_button_go_to_the_field(at_the_door: Open, everybody: int) -> None:
    stage = at_the_door(everybody)
    stage.screen.strip.other.setFocus()
    QTest.keyClicks(stage.screen.strip.other, "0")
    assert stage.screen.door.field.text() == "0"


def test_another_day_is_said_and_refuses_nobody(at_the_door: Open, everybody: int, workspace_path: Path) -> None:
    stage = at_the_door(everybody)
    assert "Dijadwalkan Kamis, 7 November 2024" in stage.screen.strip.note.text()
    enter(stage, "001 3")
    assert present(workspace_path, everybody) == 1


def test_early_arrivals_are_marked_and_told_how_early(at_the_door: Open, everybody: int, workspace_path: Path) -> None:
    begins = datetime.now().astimezone() + timedelta(minutes=95)
    session = meet(workspace_path, "001", day=begins.date(), starts=f"{begins:%H.%M}", ends="23.59")
    stage = at_the_door(session)
    enter(stage, "001 3")
    assert present(workspace_path, session) == 1
    late_in_the_evening = begins.date() != datetime.now().astimezone().date()
    assert late_in_the_evening or "datang 1 jam 34 menit sebelum mulai" in said(stage)


def test_a_closed_session_says_so_and_keeps_what_was_typed(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    enter(stage, "001 3")
    with Database.open(workspace_path) as database, database.write("Tutup", by=BY) as tx:
        tx.update(schema.session, everybody, {"state": CLOSED})
    enter(stage, "001 4")
    assert "BELUM TERCATAT" in said(stage)
    assert "ditutup" in said(stage)
    assert list(stage.screen.door.unsettled.texts) == ["001 4"]
    stage.screen.reload()
    stage.settle()
    assert "sudah ditutup" in stage.screen.strip.note.text()
    assert present(workspace_path, everybody) == 1


def test_a_clock_behind_the_file_is_said_once_and_refuses_nobody(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    stage.screen.today = lambda: datetime(2024, 11, 5, 1, 0, tzinfo=UTC).astimezone()
    other = meet(workspace_path, "001")
    stage.screen.open(other)
    stage.settle()
    assert "Periksa jam komputer" in stage.notices.text
    stage.notices.hide()
    stage.screen.open(everybody)
    stage.settle()
    assert stage.notices.text == ""
    enter(stage, "001 3")
    assert present(workspace_path, everybody) == 1


def test_the_projector_mirrors_the_verdict_and_its_keys_go_to_the_one_field(
    at_the_door: Open, everybody: int, workspace_path: Path
) -> None:
    stage = at_the_door(everybody)
    QTest.keyClick(stage.screen.door.field, Qt.Key.Key_F11)
    projector = stage.screen.projector
    assert projector is not None
    assert projector.isVisible()
    assert projector.word.text == "Selamat datang"
    QTest.keyClicks(projector, "001 3")
    assert stage.screen.door.field.text() == "001 3"
    QTest.keyClick(projector, Qt.Key.Key_Return)
    stage.settle()
    name = roll(workspace_path, everybody)["001 3"].name
    assert (projector.word.text, projector.name.text) == ("HADIR", name)
    QTest.keyClicks(projector, "001 4")
    QTest.keyClick(projector, Qt.Key.Key_F7)
    stage.settle()
    assert projector.word.text == "SAKIT"
    QTest.keyClick(projector, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert projector.word.text == "DIURUNGKAN"
    QTest.keyClicks(projector, "003")
    stage.settle()
    assert sum(choice.isVisible() for choice in projector.choices) == 4
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert projector.isVisible()
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()
