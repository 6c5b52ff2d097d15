"""A whole kecamatan: planned, its sheets printed, sessions marked in five ways, the absent made up, transport paid.

After each step `check` finds nothing, and the readiness that `status` shows is what was done so far.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kpps_desk.domain import scan_codes
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.oaths import Form
from kpps_desk.domain.planning import Request
from kpps_desk.exchange import sample
from kpps_desk.operations import (
    attendance,
    certificates,
    checking,
    importing,
    kit_laptop,
    kit_results,
    kits,
    makeups,
    planning,
    receipts,
    sheet_scans,
    sheets,
    swearing_in,
    upkeep,
)
from kpps_desk.operations.makeups import MakeupDraft
from kpps_desk.problems import Refused
from kpps_desk.queries import readiness, session_lists, sessions
from kpps_desk.queries import receipts as receipt_questions
from kpps_desk.queries import sheets as sheet_questions
from kpps_desk.queries.session_lists import SessionFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.screens.attendance import AttendanceScreen
from tests.filled import BY
from tests.signed_sheets import sign
from tests.ui.doorway import burst, enter
from tests.ui.stage import Stage

KECAMATAN = "31.01.02"  # 18 TPS: 126 KPPS and 36 officers
PEOPLE, KPPS, STATIONS = 162, 126, 18
OATHS, TRAININGS = date(2024, 11, 7), (date(2024, 11, 8), date(2024, 11, 9))
_UIDS = select(schema.member.c.id, schema.member.c.uid)
TIMES = (("08.00", "12.00"), ("13.00", "17.00"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The kecamatan with everybody on a seat."""
    file = tmp_path / "kecamatan.kpps"
    sample.write(tmp_path / "daftar.xlsx", area=KECAMATAN)
    with upkeep.new(file, by=BY, only=KECAMATAN) as database:
        assert importing.run(database, tmp_path / "daftar.xlsx", by=BY).seated == PEOPLE
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """Its office, on the morning after the trainings."""
    with Database.open(path, clock=lambda: datetime(2024, 11, 10, 1, tzinfo=UTC)) as office:
        yield office


def agree(database: Database, *, sworn: int, trained: int, certified: int = 0, ready: int = 0) -> None:
    """`check` and `status` tell of so many people."""
    assert checking.check(database) == []
    with database.read() as db:
        total = readiness.total(readiness.by_level(db, "kelurahan", KECAMATAN))
    assert (total.kpps.sworn + total.officers.sworn, total.kpps.trained) == (sworn, trained)
    assert (total.kpps.certified, total.ready) == (certified, ready)


def ids(database: Database, kind: SessionKind) -> list[int]:
    with database.read() as db:
        return list(session_lists.ids(db, SessionFilter(kind=kind)))


def codes(database: Database, session: int) -> list[str]:
    """What the invitations of the people expected at a session say."""
    with database.read() as db:
        uids: dict[int, bytes] = dict(db.rows(_UIDS))
        return [scan_codes.person_code(uids[row.member_id]) for row in sessions.roll(db, session)]


def plan(database: Database) -> tuple[list[int], list[int]]:
    for kind, days, capacity in ((SessionKind.OATH, (OATHS,), 0), (SessionKind.TRAINING, TRAININGS, 25)):
        request = Request(kind, KECAMATAN, days, TIMES, capacity=capacity, topics=(("Pemungutan suara", 8),))
        with database.write("Rencana", by=BY) as tx:
            draft = planning.make(tx, f"Rencana {kind}", request)
        with database.write("Terbitkan rencana", by=BY) as tx:
            planning.publish(tx, draft)
    return ids(database, SessionKind.OATH), ids(database, SessionKind.TRAINING)


def test_a_kecamatan_from_its_plan_to_its_transport_money(qtbot: QtBot, database: Database, tmp_path: Path) -> None:
    oaths, trainings = plan(database)
    assert len(trainings) >= 5
    agree(database, sworn=0, trained=0)
    for session in oaths:
        with database.write("Pelantikan", by=BY) as tx:
            attendance.mark_all_present(tx, session)
            swearing_in.set_rest(tx, session, Form.ISLAM)
            swearing_in.close(tx, session)
    agree(database, sworn=PEOPLE, trained=0)

    by_scanner, by_keyboard, by_rows, by_scan, by_kit, *others = trainings
    trained = at_the_door(qtbot, database, by_scanner, by_keyboard)
    agree(database, sworn=PEOPLE, trained=trained)
    trained += typed_rows(database, by_rows, tmp_path)
    agree(database, sworn=PEOPLE, trained=trained)
    trained += scanned_sheets(database, by_scan, tmp_path)
    agree(database, sworn=PEOPLE, trained=trained)
    trained += laptop(database, by_kit, tmp_path)
    agree(database, sworn=PEOPLE, trained=trained)
    for session in others:
        with database.write("Semua hadir", by=BY) as tx:
            trained += len(attendance.mark_all_present(tx, session).done)
    agree(database, sworn=PEOPLE, trained=trained)
    assert KPPS - trained == 8

    make_up(database)
    agree(database, sworn=PEOPLE, trained=KPPS)
    transport(database, by_scanner)
    certificates.issue(database, area=KECAMATAN, by=BY)
    agree(database, sworn=PEOPLE, trained=KPPS, certified=KPPS, ready=STATIONS)


def at_the_door(qtbot: QtBot, database: Database, by_scanner: int, by_keyboard: int) -> int:
    """All but two come with a code, all but one are typed by TPS and seat."""
    scanned = codes(database, by_scanner)[:-2]
    with database.read() as db:
        places = [f"{row.tps} {row.seat}" for row in sessions.roll(db, by_keyboard)][1:]
    stage = Stage(qtbot, database.path, AttendanceScreen)
    stage.screen.open(by_scanner)
    stage.settle()
    burst(stage, scanned)
    stage.settle()
    stage.screen.open(by_keyboard)
    stage.settle()
    for place in places:
        enter(stage, place)
    stage.background.close()
    for session in (by_scanner, by_keyboard):
        with database.write("Tanpa keterangan", by=BY) as tx:
            gone = [row.member_id for row in sessions.roll(tx, session) if row.status is Attendance.NOT_RECORDED]
            attendance.mark(tx, session, gone, Attendance.ABSENT)
    return len(scanned) + len(places)


def typed_rows(database: Database, session: int, folder: Path) -> int:
    """The sheet came back: row 3 is empty; a wrong count of signatures doesn't close it."""
    sheets.print_sheets(database, session, folder / "daftar-hadir.pdf", by=BY)
    with database.write("Baris tidak hadir", by=BY) as tx:
        present = len(attendance.mark_by_roll(tx, session, [3]).done) - 1
    with pytest.raises(Refused, match="Tanda tangan"), database.write("Tutup", by=BY) as tx:
        sheets.close(tx, session, present + 1)
    with database.write("Tutup", by=BY) as tx:
        sheets.close(tx, session, present)
    return present


def scanned_sheets(database: Database, session: int, folder: Path) -> int:
    """Signed by hand but for rows 2 and 5, scanned, read, confirmed."""
    pdf = folder / "lembar.pdf"
    sheets.print_sheets(database, session, pdf, by=BY)
    with database.read() as db:
        pages = sheet_questions.newest(db, session)
    signed = [
        [
            member is not None and number not in (2, 5)
            for number, member in enumerate(page.frozen.members, page.frozen.first)
        ]
        for page in pages
    ]
    pictures = sign(pdf, [page.frozen.layout for page in pages], signed)
    pictures[0].save(folder / "pindaian.pdf", save_all=True, append_images=pictures[1:])
    read = sheet_scans.read_scan(database, folder / "pindaian.pdf")
    with database.write("Catat dari lembar", by=BY) as tx:
        outcome = sheets.confirm(tx, session, read)
    assert len(outcome.absent) == 2
    return len(outcome.present)


def laptop(database: Database, session: int, folder: Path) -> int:
    """A second workspace with this session alone: two are sick; its result is taken, and taken again."""
    made = kits.make(database, session, folder / "sesi.kppssesi", by=BY)
    opened = kit_laptop.open_kit(made.path, made.code, folder / "laptop", by="Pelatih")
    with Database.open(opened.path) as small:
        with small.write("Sakit", by="Pelatih") as tx:
            (only,) = session_lists.ids(tx, SessionFilter())
            sick = [row.member_id for row in sessions.roll(tx, only)[:2]]
            attendance.mark(tx, only, sick, Attendance.SICK)
            attendance.mark_all_present(tx, only)
        result = kit_laptop.result(small, folder / "hasil.kppshasil", by="Pelatih").path
    with database.write("Terima hasil paket", by=BY) as tx:
        kit_results.apply(tx, kit_results.take(database, result))
    with database.read() as db:
        counts = sessions.details(db, session).counts
    assert (counts.sick, counts.unrecorded) == (2, 0)
    return counts.present


def make_up(database: Database) -> None:
    """Everybody who missed a training is invited to one later session, and comes."""
    draft = MakeupDraft(
        SessionKind.TRAINING, KECAMATAN, date(2024, 11, 15), "08.00", "12.00", "Aula Kecamatan", capacity=20
    )
    with database.write("Sesi susulan", by=BY) as tx:
        later = makeups.make_session(tx, draft)
    with database.read() as db:
        proposals = makeups.propose(db, KECAMATAN)
    assert {one.session for one in proposals} == {later}
    with database.write("Undang susulan", by=BY) as tx:
        assert len(makeups.invite(tx, proposals).done) == 8
    with database.write("Hadir susulan", by=BY) as tx:
        assert len(attendance.mark_all_present(tx, later).done) == 8


def transport(database: Database, session: int) -> None:
    """Money for those present, and for nobody else."""
    with database.write("Tarif", by=BY) as tx:
        for rate in receipt_questions.rates(tx, SessionKind.TRAINING):
            receipts.set_rate(tx, SessionKind.TRAINING, rate.role_id, 150_000, version=rate.version)
    with database.write("Susun tanda terima", by=BY) as tx:
        receipts.make(tx, session)
        receipts.pay(tx, session)
    with database.read() as db:
        present = sessions.details(db, session).counts.present
        assert receipt_questions.totals(db, session).paid == present * 150_000
    assert checking.check(database) == []
