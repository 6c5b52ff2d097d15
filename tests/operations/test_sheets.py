"""The paper loop: sheets printed and frozen, typed rows, scans read and confirmed, counts that have to agree."""

import io
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from PIL import Image

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations import attendance, checking, replacing, sheets, undo
from kpps_desk.operations import sessions as session_acts
from kpps_desk.operations.sheet_scans import PageReading
from kpps_desk.problems import Cancelled, Gone, Refused
from kpps_desk.queries import history, sessions
from kpps_desk.queries import sheets as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.cancelling import CancelAt
from tests.gatherings import OATH_DAY, gather, tps
from tests.people import crew, person, register
from tests.signed_sheets import sign


def printed(database: Database, folder: Path, session: int, size: str = "A4") -> sheets.Printed:
    return sheets.print_sheets(database, session, folder / "daftar.pdf", size=size, by="penguji")


def signed(
    database: Database, session: int, pdf: Path, absent: Collection[int] = (), also: Collection[int] = ()
) -> list[Image.Image]:
    """Scans of the newest print on which all but these rows are signed, and these blank lines as well."""
    with database.read() as db:
        pages = questions.newest(db, session)
    rows = [
        [
            (number in also) if member is None else number not in absent
            for number, member in enumerate(page.frozen.members, page.frozen.first)
        ]
        for page in pages
    ]
    return sign(pdf, [page.frozen.layout for page in pages], rows)


def scanned(pictures: Sequence[Image.Image], path: Path) -> Path:
    """All of them in one file, by its ending."""
    first, *rest = pictures
    first.save(path, save_all=True, append_images=rest) if path.suffix in (".pdf", ".tiff") else first.save(path)
    return path


@pytest.fixture
def session(workspace: Database) -> int:
    """A swearing-in of one crew."""
    crew(workspace)
    return gather(workspace, SessionKind.OATH)


def confirm(
    database: Database, session: int, read: Sequence[PageReading], follow: Collection[int] = ()
) -> sheets.Outcome:
    with database.write("Tandai dari lembar", by="penguji") as tx:
        return sheets.confirm(tx, session, read, follow)


def statuses(database: Database, session: int) -> list[Attendance]:
    with database.read() as db:
        return [row.status for row in sessions.roll(db, session)]


PRESENT, ABSENT, NONE = Attendance.PRESENT, Attendance.ABSENT, Attendance.NOT_RECORDED


# Printing ------------------------------------------------------------------------------------------------------------


def test_printed_again_the_sheets_keep_their_codes(workspace: Database, session: int, tmp_path: Path) -> None:
    first = printed(workspace, tmp_path, session)
    content = first.path.read_bytes()
    again = printed(workspace, tmp_path, session)
    assert (first.pages, first.people, first.again, again.again) == (2, 9, False, True)
    assert again.path.read_bytes() == content
    with workspace.read() as db:
        assert len(questions.of_session(db, session)) == 2


def test_who_came_after_the_print_lacks_on_the_sheet_and_the_leaver_keeps_the_row(
    workspace: Database, session: int, tmp_path: Path
) -> None:
    printed(workspace, tmp_path, session)
    with workspace.read() as db:
        leaver = sessions.roll(db, session)[1].member_id
    with workspace.write("Ganti", by="penguji") as tx:
        (newcomer,) = register(tx, [person(50, "Siti Pengganti")])
        replacing.replace(tx, leaver, reason=Reason.RESIGNED, effective=OATH_DAY, successor=newcomer)
    with workspace.read() as db:
        standing = questions.standing(db, session)
        assert [row.name for row in standing.lacking] == ["Siti Pengganti"]
        assert standing.printed[0].frozen.members[1] == leaver
    assert not printed(workspace, tmp_path, session).again
    with workspace.read() as db:
        assert len(questions.of_session(db, session)) == 4
        assert questions.standing(db, session).lacking == ()


def test_a_print_that_was_stopped_leaves_no_file(workspace: Database, session: int, tmp_path: Path) -> None:
    out = tmp_path / "daftar.pdf"
    with pytest.raises(Cancelled):
        sheets.print_sheets(workspace, session, out, by="penguji", progress=CancelAt(1))
    assert not out.exists()


# Typed ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("absent", [True, False])
def test_rows_are_typed_as_absent_or_as_present(
    workspace: Database, session: int, tmp_path: Path, absent: bool
) -> None:
    printed(workspace, tmp_path, session)
    with workspace.write("Catat", by="penguji") as tx:
        sheets.mark_rows(tx, session, [3, 7] if absent else [1, 2, 4, 5, 6, 8, 9], absent=absent)
    assert statuses(workspace, session) == [
        PRESENT,
        PRESENT,
        ABSENT,
        PRESENT,
        PRESENT,
        PRESENT,
        ABSENT,
        PRESENT,
        PRESENT,
    ]


def test_a_row_that_is_not_there_or_blank_is_refused(workspace: Database, session: int, tmp_path: Path) -> None:
    printed(workspace, tmp_path, session)
    with pytest.raises(Gone, match="Nomor 20 tidak ada"), workspace.write("Catat", by="penguji") as tx:
        sheets.mark_rows(tx, session, [3, 20])
    with pytest.raises(Refused, match="Baris 12 adalah baris kosong"), workspace.write("Catat", by="penguji") as tx:
        sheets.mark_rows(tx, session, [3, 12])
    assert statuses(workspace, session) == [NONE] * 9


def test_a_mark_that_says_otherwise_is_a_conflict_until_somebody_follows_the_sheet(
    workspace: Database, session: int
) -> None:
    with workspace.read() as db:
        third, fourth = (sessions.roll(db, session)[at].member_id for at in (2, 3))
    with workspace.write("Catat", by="penguji") as tx:
        attendance.mark(tx, session, [third], Attendance.PRESENT)
        attendance.mark(tx, session, [fourth], Attendance.SICK)
        outcome = sheets.mark_rows(tx, session, [3, 4])
    assert [(one.number, one.signed, one.status) for one in outcome.conflicts] == [(3, False, PRESENT)]
    assert statuses(workspace, session)[2:4] == [PRESENT, Attendance.SICK]
    with workspace.write("Catat", by="penguji") as tx:
        assert sheets.mark_rows(tx, session, [3, 4], follow={third}).absent == [third]
    assert statuses(workspace, session)[2:4] == [ABSENT, Attendance.SICK]


# Scans ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pindaian.pdf", "pindaian.tiff"])
def test_a_scan_marks_only_once_it_is_confirmed(workspace: Database, session: int, tmp_path: Path, name: str) -> None:
    pdf = printed(workspace, tmp_path, session).path
    file = scanned(signed(workspace, session, pdf, absent={3, 7}, also={10}), tmp_path / name)
    read = sheets.read_scan(workspace, file, session=session)
    assert [reading.trouble for reading in read] == ["", ""]
    assert statuses(workspace, session) == [NONE] * 9
    with workspace.read() as db:
        wanted = sheets.outlook(db, session, read)
    outcome = confirm(workspace, session, read)
    assert (outcome.present, outcome.absent) == (wanted.present, wanted.absent)
    assert (outcome.signatures, outcome.walk_ins, outcome.kept) == (8, [10], 2)
    assert statuses(workspace, session) == [
        PRESENT,
        PRESENT,
        ABSENT,
        PRESENT,
        PRESENT,
        PRESENT,
        ABSENT,
        PRESENT,
        PRESENT,
    ]
    with workspace.read() as db:
        scans = questions.standing(db, session).scans
        assert [(scan.page, scan.file_name) for scan in scans] == [(1, name), (2, name)]
        with Image.open(io.BytesIO(questions.picture(db, scans[0].id))) as kept:
            assert kept.format == "JPEG"
    assert checking.check(workspace) == []


def test_the_same_scan_twice_changes_nothing_and_an_undo_takes_the_marks_back(
    workspace: Database, session: int, tmp_path: Path
) -> None:
    pdf = printed(workspace, tmp_path, session).path
    file = scanned(signed(workspace, session, pdf, absent={3}), tmp_path / "pindaian.pdf")
    confirm(workspace, session, sheets.read_scan(workspace, file, session=session))
    again = sheets.read_scan(workspace, file, session=session)
    assert all("sudah disimpan" in reading.notes[0] for reading in again)
    outcome = confirm(workspace, session, again)
    assert (outcome.present, outcome.absent, outcome.kept, len(outcome.repeated)) == ([], [], 0, 9)
    with workspace.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    assert act.title == "Tandai dari lembar"
    undo.undo(workspace, act.id, by="penguji")
    assert statuses(workspace, session) == [NONE] * 9


def test_nothing_is_confirmed_while_a_row_is_unsure(workspace: Database, session: int, tmp_path: Path) -> None:
    pdf = printed(workspace, tmp_path, session).path
    file = scanned(signed(workspace, session, pdf)[:1], tmp_path / "pindaian.png")
    (reading,) = sheets.read_scan(workspace, file)
    unsure = sheets.PageReading(
        **{name: getattr(reading, name) for name in ("file_name", "number", "digest", "sheet", "kept")},
        rows=tuple(row._replace(verdict=Verdict.UNSURE) if row.number == 2 else row for row in reading.rows),
    )
    with pytest.raises(Refused, match="1 tanda tangan masih ragu"):
        confirm(workspace, session, [unsure])
    assert statuses(workspace, session) == [NONE] * 9
    confirm(workspace, session, [unsure.answered({2: False})])
    assert statuses(workspace, session)[:3] == [PRESENT, ABSENT, PRESENT]


def test_a_mark_made_at_the_door_is_not_overwritten_by_a_scan(
    workspace: Database, session: int, tmp_path: Path
) -> None:
    pdf = printed(workspace, tmp_path, session).path
    with workspace.write("Tandai", by="pintu") as tx:
        member = sessions.roll(tx, session)[4].member_id
        attendance.mark(tx, session, [member], Attendance.EXCUSED)
    read = sheets.read_scan(workspace, scanned(signed(workspace, session, pdf), tmp_path / "pindaian.pdf"))
    outcome = confirm(workspace, session, read)
    assert [(one.member, one.signed, one.marked_by) for one in outcome.conflicts] == [(member, True, "pintu")]
    assert statuses(workspace, session)[4] is Attendance.EXCUSED
    confirm(workspace, session, read, follow={member})
    assert statuses(workspace, session)[4] is PRESENT


def test_an_upside_down_page_is_read_and_a_page_twice_is_told(
    workspace: Database, session: int, tmp_path: Path
) -> None:
    pdf = printed(workspace, tmp_path, session).path
    first, second = signed(workspace, session, pdf, absent={2})
    turned = first.transpose(Image.Transpose.ROTATE_180)
    read = sheets.read_scan(workspace, scanned([turned, second, first], tmp_path / "pindaian.pdf"))
    assert "terbalik" in read[0].notes[0]
    assert [row.number for row in read[0].rows if row.verdict is Verdict.EMPTY and row.member] == [2]
    assert "sudah ada di pindaian.pdf halaman 1" in read[2].trouble
    assert len(confirm(workspace, session, read).present) == 8


def test_a_sheet_of_another_session_and_of_another_workspace_are_told(
    workspace: Database, session: int, tmp_path: Path
) -> None:
    pdf = printed(workspace, tmp_path, session).path
    pictures = signed(workspace, session, pdf)
    crew(workspace, tps(2), first=20)
    other = gather(workspace, SessionKind.OATH, 2)
    (told,) = sheets.read_scan(workspace, scanned(pictures[:1], tmp_path / "a.png"), session=other)
    assert told.trouble.startswith(f"Lembar ini milik sesi lain: no. {session}, Sesi uji")
    (read,) = sheets.read_scan(workspace, tmp_path / "a.png")
    with pytest.raises(Refused, match="sesi lain"):
        confirm(workspace, other, [read])


def test_a_session_whose_sheets_were_printed_is_not_removed(workspace: Database, session: int, tmp_path: Path) -> None:
    printed(workspace, tmp_path, session)
    with pytest.raises(Refused, match="sudah dicetak"), workspace.write("Hapus", by="penguji") as tx:
        session_acts.remove(tx, session)


def test_a_row_counts_for_whom_the_printed_record_became(workspace: Database, session: int, tmp_path: Path) -> None:
    printed(workspace, tmp_path, session)
    with workspace.write("Gabungkan", by="penguji") as tx:
        old = sessions.roll(tx, session)[8].member_id
        (kept,) = register(tx, [person(60, "Orang yang sama")])
        tx.update(schema.member, old, {"merged_into": kept})
        outcome = sheets.mark_rows(tx, session, range(1, 9))
    assert outcome.present == [kept]


def test_a_closed_session_takes_neither_rows_nor_scans(workspace: Database, session: int, tmp_path: Path) -> None:
    pdf = printed(workspace, tmp_path, session).path
    file = scanned(signed(workspace, session, pdf), tmp_path / "pindaian.pdf")
    read = sheets.read_scan(workspace, file)
    with workspace.write("Catat", by="penguji") as tx:
        sheets.mark_rows(tx, session, [3])
    with pytest.raises(Refused, match="Tanda tangan yang dihitung 9, yang dicatat hadir 8"):
        close(workspace, session, 9)
    close(workspace, session, 8)
    with workspace.read() as db:
        standing = questions.standing(db, session)
    assert (standing.session.state, standing.signatures, standing.closed_by) == ("selesai", 8, "penguji")
    with pytest.raises(Refused, match="sudah ditutup"):
        confirm(workspace, session, read)
    with pytest.raises(Refused, match="sudah ditutup"), workspace.write("Catat", by="penguji") as tx:
        sheets.mark_rows(tx, session, [4])


def close(database: Database, session: int, signatures: int) -> None:
    with database.write("Tutup", by="penguji") as tx:
        sheets.close(tx, session, signatures)


def test_one_bad_file_of_many_is_told_and_the_rest_is_read(workspace: Database, session: int, tmp_path: Path) -> None:
    pdf = printed(workspace, tmp_path, session).path
    good = scanned(signed(workspace, session, pdf), tmp_path / "baik.pdf")
    bad = tmp_path / "surat.docx"
    bad.write_bytes(b"PK\x03\x04 bukan pindaian")
    coarse = scanned([signed(workspace, session, pdf)[0].reduce(3)], tmp_path / "kasar.png")
    read = sheets.read_scans(workspace, [bad, tmp_path / "hilang.png", coarse, good], session=session)
    troubles = [reading.trouble for reading in read]
    assert "bukan PDF atau gambar" in troubles[0]
    assert "tidak dapat dibaca" in troubles[1]
    assert "terlalu kasar" in troubles[2] or "tidak terbaca" in troubles[2]
    assert troubles[3:] == ["", ""]


def test_reading_stops_where_it_is_cancelled(workspace: Database, session: int, tmp_path: Path) -> None:
    pdf = printed(workspace, tmp_path, session).path
    file = scanned(signed(workspace, session, pdf), tmp_path / "pindaian.pdf")
    with pytest.raises(Cancelled):
        sheets.read_scan(workspace, file, CancelAt(2))
