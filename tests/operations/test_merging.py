"""Two records made one: what moves, what never moves, what is refused, and an undo that leaves nothing behind."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import certificates, checking, conclusions, exporting, merging, nik_doctor
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import history, members, nik_cases, sessions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.people import STATION, crew, person, register
from tests.trained import hold, trained_crew

BY = "penguji"


def _merge(database: Database, keep: int, leave: int, fields: Sequence[str] = ()) -> str:
    """Merges, and hands back the act as `undo` takes it."""
    with database.write(f"Gabungkan anggota no. {leave} ke no. {keep}", by=BY) as tx:
        merging.merge(tx, keep, leave, fields)
    return tx.changes.entries[0]


def _row(database: Database, member: int) -> dict[str, Any]:
    with database.read() as db:
        found = db.row(select(schema.member).where(schema.member.c.id == member))
    assert found is not None
    return dict(found._mapping)


def _owned(database: Database, table: Any, member: int) -> int:
    with database.read() as db:
        return int(db.value(select(func.count()).select_from(table).where(table.c.member_id == member)))


def _lists(database: Database, folder: Path) -> str:
    """A hash of everything that leaves as a list, NIKs in full."""
    found = hashlib.sha256()
    for what in ("members", "attendance", "certificates"):
        out = folder / f"{what}.csv"
        out.unlink(missing_ok=True)
        exporting.run(database, what, out, by=BY, full=True, reason="uji")
        found.update(out.read_bytes())
    return found.hexdigest()


def _papers(database: Database, member: int) -> None:
    common = {"checked_by": BY, "checked_at": 1}
    with database.write("Berkas", by=BY) as tx:
        for code in ("ktp", "ijazah"):
            tx.insert(
                schema.document,
                {"member_id": member, "code": code, "received": date(2024, 9, 20), "verdict": "sah", **common},
            )
        tx.insert(
            schema.requirement, {"member_id": member, "code": "wni", "met": True, "judged_by": BY, "judged_at": 1}
        )
        tx.insert(
            schema.waiver,
            {"member_id": member, "objection": "too_old", "reason": "izin", "granted_by": BY, "granted_at": 1},
        )
        tx.insert(
            schema.response,
            {"member_id": member, "received": date(2024, 10, 1), "source": "Warga", "content": "Tanggapan"},
        )


def test_seat_marks_and_papers_of_the_other_go_to_the_record_that_is_kept(workspace: Database) -> None:
    leave, *_ = crew(workspace, size=2)
    hold(workspace, SessionKind.OATH)
    _papers(workspace, leave)
    with workspace.write("Daftarkan", by=BY) as tx:
        (keep,) = register(tx, [person(50, "Orang Ke 1", nik=None)])
    _merge(workspace, keep, leave, ["nik", "phone"])
    kept, left = _row(workspace, keep), _row(workspace, leave)
    assert (kept["nik"], kept["phone"]) == (person(1)["nik"], person(1)["phone"])
    assert (left["active"], left["left_reason"], left["merged_into"]) == (False, "digabung", keep)
    assert (kept["place"], kept["sworn"]) == (f"{STATION}1", date(2024, 11, 7))
    for table in (schema.attendance, schema.document, schema.requirement, schema.waiver, schema.response):
        assert _owned(workspace, table, leave) == 0
        assert _owned(workspace, table, keep) > 0
    assert _owned(workspace, schema.appointment, leave) == 1  # ended: where it sat is a fact
    with workspace.read() as db:
        assert members.details(db, keep).seat_number == 1
        ended = db.row(select(schema.appointment).where(schema.appointment.c.member_id == leave))
    assert ended is not None
    assert (ended.until, ended.end_reason) == (date(2024, 11, 7), "digabung")
    assert checking.check(workspace) == []


def test_what_the_kept_record_has_of_its_own_stays(workspace: Database) -> None:
    keep, leave = crew(workspace, size=2)
    hold(workspace, SessionKind.OATH)
    _papers(workspace, keep)
    _papers(workspace, leave)
    _merge(workspace, keep, leave)
    assert _owned(workspace, schema.attendance, keep) == _owned(workspace, schema.attendance, leave) == 1
    assert _owned(workspace, schema.document, leave) == 2
    assert _owned(workspace, schema.response, keep) == 2
    kept = _row(workspace, keep)
    assert (kept["place"], kept["name"]) == (f"{STATION}1", "Orang Ke 1")
    with workspace.read() as db:
        free = select(func.count()).select_from(schema.appointment).where(schema.appointment.c.until.is_(None))
        assert db.value(free) == 1
    assert checking.check(workspace) == []


def test_history_of_the_kept_record_tells_both_lives(workspace: Database) -> None:
    keep, leave = crew(workspace, size=2)
    with workspace.write("Ubah", by=BY) as tx:
        tx.update(schema.member, leave, {"occupation": "Guru"})
    _merge(workspace, keep, leave)
    with workspace.read() as db:
        told = history.of_member(db, keep)
    assert any(one.title == "Ubah" for one in told)
    assert sum(one.kind == "insert" and one.table == "member" for one in told) == 2


def test_an_undo_leaves_the_workspace_as_it_was(workspace: Database, clock: Clock, tmp_path: Path) -> None:
    leave, other = crew(workspace, size=2)
    hold(workspace, SessionKind.OATH)
    _papers(workspace, leave)
    with workspace.write("Daftarkan", by=BY) as tx:
        (keep,) = register(tx, [person(50, "Orang Ke Satu", reserve=0)])
        tx.update(schema.member, leave, {"reserve": 2})
    before, rows = _lists(workspace, tmp_path), [_row(workspace, member) for member in (keep, leave, other)]
    clock.forward(minutes=5)
    act = _merge(workspace, keep, leave, ["nik", "name", "born"])
    assert _lists(workspace, tmp_path) != before
    assert _row(workspace, keep)["reserve"] == 2
    clock.forward(minutes=5)
    result = undo(workspace, act, by=BY)
    assert result.kept == []
    assert _lists(workspace, tmp_path) == before
    after = [_row(workspace, member) for member in (keep, leave, other)]
    assert [row | {"version": 0} for row in after] == [row | {"version": 0} for row in rows]
    assert checking.check(workspace) == []


def test_an_undo_brings_marks_back_though_the_kept_record_holds_an_older_certificate(
    workspace: Database, clock: Clock, tmp_path: Path
) -> None:
    keep, *_ = trained_crew(workspace)
    certificates.issue(workspace, area="31.71.01.1001", by=BY)
    leave, *_ = crew(workspace, "3171011001002", first=20, size=1)
    extra = hold(workspace, SessionKind.OATH, "3171011001002")
    before = _lists(workspace, tmp_path)
    clock.forward(minutes=5)
    act = _merge(workspace, keep, leave)
    with workspace.read() as db:
        marked = db.column(select(schema.attendance.c.member_id).where(schema.attendance.c.session_id == extra))
    assert marked == [keep]
    assert checking.check(workspace) == []
    assert undo(workspace, act, by=BY).kept == []
    assert _lists(workspace, tmp_path) == before


def test_a_certificate_never_moves(workspace: Database) -> None:
    holder, second, *_ = trained_crew(workspace)
    certificates.issue(workspace, area="31.71.01.1001", by=BY)
    with workspace.write("Daftarkan", by=BY) as tx:
        (bare,) = register(tx, [person(50)])
    with pytest.raises(Refused, match="Pertahankan catatan yang memiliki sertifikat"):
        _merge(workspace, bare, holder)
    with pytest.raises(Refused, match="Cabut salah satunya"):
        _merge(workspace, holder, second)
    _merge(workspace, holder, bare)
    assert checking.check(workspace) == []


def test_who_ended_is_merged_into_who_is_active_never_the_other_way_round(workspace: Database) -> None:
    with workspace.write("Daftarkan", by=BY) as tx:
        active, gone = register(tx, [person(1, active=True), person(1, active=False)])
    with pytest.raises(Refused, match="masih aktif"):
        _merge(workspace, gone, active)
    _merge(workspace, active, gone)
    for pair in ((active, gone), (active, active)):
        with pytest.raises(Refused):
            _merge(workspace, *pair)
    with pytest.raises(Gone):
        _merge(workspace, active, 999_999)


def test_a_seat_goes_to_nobody_who_does_not_meet_the_requirements(workspace: Database) -> None:
    (leave,) = crew(workspace, size=1)
    with workspace.write("Daftarkan", by=BY) as tx:
        (keep,) = register(tx, [person(50, nik=None, born=date(2012, 1, 1))])
    with pytest.raises(Refused, match="tidak memenuhi syarat"):
        _merge(workspace, keep, leave)
    assert _row(workspace, leave)["active"]
    _merge(workspace, keep, leave, ["born", "nik"])
    assert checking.check(workspace) == []


def test_a_moved_mark_is_one_of_somebody_who_came_besides(workspace: Database) -> None:
    keep, *_ = crew(workspace, size=1)
    leave, *_ = crew(workspace, "3171011001002", first=20, size=1)
    session = hold(workspace, SessionKind.OATH, "3171011001002")
    _merge(workspace, keep, leave)
    with workspace.read() as db:
        assert [(row.member_id, row.walk_in) for row in sessions.roll(db, session)] == [(keep, True)]
    assert _row(workspace, keep)["sworn"] == date(2024, 11, 7)


def test_what_was_compared_with_the_ktp_is_said_of_one_record_alone(workspace: Database) -> None:
    born = date(1990, 1, 2)
    with workspace.write("Daftarkan", by=BY) as tx:
        keep, leave = register(tx, [person(1, born=born), person(2, born=born)])
        conclusions.judge(tx, [keep, leave])
        assert nik_doctor.accept_typed(tx, [leave]).done == [leave]
    _merge(workspace, keep, leave)
    with workspace.read() as db:
        assert nik_cases.details(db, keep).open == ("nik_birth_differs",)
    with workspace.write("Cocok", by=BY) as tx:
        nik_doctor.accept_typed(tx, [keep])
        (third,) = register(tx, [person(3, sex="P")])
    _merge(workspace, keep, third, ["sex"])
    with workspace.read() as db:
        assert nik_cases.details(db, keep).open == ("nik_birth_differs", "nik_sex_differs")
    assert checking.check(workspace) == []
