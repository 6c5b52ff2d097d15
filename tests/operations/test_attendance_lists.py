"""A list of marks: every line marks somebody or comes back with its reason."""

from kpps_desk.operations import attendance_lists
from kpps_desk.operations.attendance_lists import ListResult, MarkLine
from kpps_desk.queries import members
from kpps_desk.queries import sessions as questions
from kpps_desk.queries.sessions import Counts
from kpps_desk.store.database import Database
from tests.gatherings import gather, tps
from tests.people import crew


def take(database: Database, session: int, *lines: MarkLine) -> ListResult:
    with database.write("Kehadiran dari berkas", by="penguji") as tx:
        return attendance_lists.mark_lines(tx, session, lines)


def test_people_are_named_by_nik_or_by_tps_and_seat(workspace: Database) -> None:
    ids = crew(workspace)
    guests = crew(workspace, tps(2), first=20)
    session = gather(workspace)
    with workspace.read() as db:
        nik = members.details(db, ids[0]).nik or ""
        guest = members.details(db, guests[0]).nik or ""
    result = take(
        workspace,
        session,
        MarkLine(2, "Hadir", nik=f"'{nik}"),
        MarkLine(3, "sakit", tps="1", seat="2"),
        MarkLine(4, "IZIN", tps="TPS 001", seat="3.0"),
        MarkLine(5, "hadir", nik=guest),
    )
    assert result == ListResult(marked=4, repeated=0, walk_ins=1, rejected=[])
    with workspace.read() as db:
        assert questions.counts(db, session) == Counts(9, present=2, excused=1, sick=1, unrecorded=6, walk_ins=1)
    assert take(workspace, session, MarkLine(2, "hadir", nik=nik)).repeated == 1


def test_a_bad_line_comes_back_and_stops_nobody(workspace: Database) -> None:
    crew(workspace)
    session = gather(workspace)
    result = take(
        workspace,
        session,
        MarkLine(2, "datang", tps="1", seat="1"),
        MarkLine(3, "", tps="1", seat="1"),
        MarkLine(4, "hadir", nik="3171019999999999"),
        MarkLine(5, "hadir", nik="3.17E+15"),
        MarkLine(6, "hadir", tps="9", seat="1"),
        MarkLine(7, "hadir"),
        MarkLine(8, "hadir", tps="1", seat="1"),
        MarkLine(9, "izin", tps="001", seat="1"),
    )
    assert result.marked == 1
    assert [line.line for line in result.rejected] == [2, 3, 4, 5, 6, 7, 9]
    assert result.rejected[-1].reason == "Orang ini sudah disebut pada baris 8."
    assert all(line.reason.endswith(".") for line in result.rejected)
