"""The NIK beside what was typed: either is accepted with one act, and the other question isn't asked again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kpps_desk.operations import checking, conclusions, importing, members, nik_doctor, seats
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Gone
from kpps_desk.queries import nik_cases
from kpps_desk.queries.nik_cases import Case, CaseFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import rosters
from tests.people import STATION, person, register

BY = "penguji"
WRONG_DAY = {"nik": "3171011107900001", "born": date(1990, 11, 7)}  # day and month changed
WRONG_SEX = {"nik": "3171014101900002", "born": date(1990, 1, 1)}  # a woman's by the NIK
YOUNG = {"nik": "3171010101120003", "born": date(1990, 1, 1)}  # 12 years old by the NIK
NONE = {"nik": None, "born": date(1990, 1, 1)}
ELSEWHERE = {"nik": "3273010101900004", "born": date(1990, 1, 1)}
SOUND = {"nik": "3171010101900005", "born": date(1990, 1, 1)}


def _put(database: Database, *rows: dict[str, Any]) -> list[int]:
    with database.write("Daftarkan", by=BY) as tx:
        ids = register(tx, [person(number, **row) for number, row in enumerate(rows, 1)])
        conclusions.judge(tx, ids)
    return ids


def _cases(database: Database) -> dict[Case, list[int]]:
    with database.read() as db:
        counts = nik_cases.counts(db)
        found = {case: list(nik_cases.ids(db, CaseFilter(case))) for case in Case}
        assert counts == {case: len(ids) for case, ids in found.items()}
        assert all(list(nik_cases.first(db, CaseFilter(case))) == ids[:100] for case, ids in found.items())
    return found


def test_each_finding_stands_under_its_own_case(workspace: Database) -> None:
    day, sex, young, none, elsewhere, _ = _put(workspace, WRONG_DAY, WRONG_SEX, YOUNG, NONE, ELSEWHERE, SOUND)
    assert _cases(workspace) == {
        Case.OPEN: [day, sex, young],
        Case.BORN: [day, young],
        Case.SEX: [sex],
        Case.AGE: [young],
        Case.MISSING: [none],
        Case.ELSEWHERE: [elsewhere],
    }
    with workspace.read() as db:
        assert nik_cases.counts(db, "31.72") == dict.fromkeys(Case, 0)
        rows = nik_cases.page(db, [day, sex, young, none, elsewhere])
    assert rows[day].says == "NIK: lahir 11-07-1990, diketik 07-11-1990"
    assert rows[sex].says == "NIK: perempuan, diketik laki-laki"
    assert rows[young].says.endswith("umur 12 tahun")
    assert rows[none].says == "NIK belum ada"
    assert "luar DKI" in rows[elsewhere].says
    assert all("*" in row.nik or row.nik == "belum ada" for row in rows.values())


def test_accepting_the_nik_makes_birth_date_and_sex_what_it_says(workspace: Database) -> None:
    ids = _put(workspace, WRONG_DAY, WRONG_SEX, NONE)
    with workspace.write("Pakai isi NIK", by=BY) as tx:
        assert nik_doctor.accept_nik(tx, ids) == (ids[:2], {})
    with workspace.read() as db:
        rows = db.rows(select(schema.member.c.born, schema.member.c.sex).order_by(schema.member.c.id))
    assert [tuple(row) for row in rows[:2]] == [(date(1990, 7, 11), "L"), (date(1990, 1, 1), "P")]
    assert _cases(workspace)[Case.OPEN] == []
    assert checking.check(workspace) == []


def test_what_agrees_with_the_ktp_is_not_asked_again_until_it_is_taken_back(workspace: Database) -> None:
    ids = _put(workspace, WRONG_DAY, WRONG_SEX, YOUNG, SOUND)
    with workspace.write("Isian cocok dengan KTP", by=BY) as tx:
        assert nik_doctor.accept_typed(tx, ids) == (ids[:3], {})
        assert nik_doctor.accept_typed(tx, ids) == ([], {})
    assert _cases(workspace)[Case.OPEN] == []
    with workspace.read() as db:
        assert nik_cases.details(db, ids[2]).settled == ("nik_birth_differs", "too_young:nik")
        who = db.rows(select(schema.waiver.c.granted_by, schema.waiver.c.reason))
    assert {tuple(row) for row in who} == {(BY, "Dicocokkan dengan KTP")}
    undo(workspace, tx.changes.entries[0], by=BY)
    assert _cases(workspace)[Case.OPEN] == ids[:3]
    assert checking.check(workspace) == []


def test_who_sits_is_not_made_too_young_by_a_nik(workspace: Database) -> None:
    (young,) = _put(workspace, YOUNG)
    with workspace.write("Tetapkan", by=BY) as tx:
        seats.appoint(tx, young, f"{STATION}2")
        done, refused = nik_doctor.accept_nik(tx, [young])
    assert (done, list(refused)) == ([], [young])
    assert "kursi" in refused[young]


def test_another_nik_or_birth_date_is_looked_at_anew(workspace: Database) -> None:
    (day,) = _put(workspace, WRONG_DAY)
    with workspace.write("Isian cocok dengan KTP", by=BY) as tx:
        nik_doctor.accept_typed(tx, [day])
    with workspace.write("Ubah", by=BY) as tx:
        version = tx.value(select(schema.member.c.version).where(schema.member.c.id == day))
        members.edit(tx, day, {"born": "08-11-1990"}, version=version)
    assert _cases(workspace)[Case.OPEN] == [day]
    assert checking.check(workspace) == []


def test_a_list_that_brings_another_birth_date_asks_anew(workspace: Database, tmp_path: Path) -> None:
    (day,) = _put(workspace, WRONG_DAY)
    with workspace.write("Isian cocok dengan KTP", by=BY) as tx:
        nik_doctor.accept_typed(tx, [day])
    row = rosters.row(1, NIK="3171011107900001", Nama_Lengkap="Orang Ke 1", Tanggal_Lahir="09-11-1990")
    importing.run(workspace, rosters.write(tmp_path / "daftar.xlsx", [row]), by=BY, existing="update")
    assert _cases(workspace)[Case.OPEN] == [day]
    assert checking.check(workspace) == []


def test_somebody_who_is_gone_is_told_so(workspace: Database) -> None:
    with workspace.read() as db, pytest.raises(Gone):
        nik_cases.details(db, 12345)
