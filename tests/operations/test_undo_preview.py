"""Before an act is taken back: what would go and what would stay is what then goes and stays."""

from pathlib import Path

import pytest
from sqlalchemy import text

from kpps_desk.operations import importing, members, seats, undo
from kpps_desk.problems import Refused
from kpps_desk.queries import history
from kpps_desk.queries import members as people
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from tests import rosters
from tests.filled import fill
from tests.people import STATION, crew

_GREAT = {"member", "appointment", "attendance", "certificate", "invitation", "receipt", "oath", "score", "document"}


def _acts(database: Database) -> list[str]:
    with database.read() as db:
        return [act.id for act in history.acts(db) if history.tables(db, act.id) and not act.undone]


def _agrees(database: Database, act: str) -> undo.UndoPreview:
    """Look, take back, and compare."""
    with database.read() as db:
        entries = len(history.acts(db))
    seen = undo.preview(database, act)
    with database.read() as db:
        assert len(history.acts(db)) == entries
    done = undo.undo(database, act, by="penguji")
    assert (sum(seen.records.values()), seen.kept, seen.title) == (done.done, done.kept, done.title)
    return seen


def test_an_untouched_import_goes_back_whole(workspace: Database, tmp_path: Path) -> None:
    result = importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1), rosters.row(2)]), by="Sari")
    assert result.group is not None
    seen = _agrees(workspace, result.group)
    assert (seen.records, seen.kept) == ({"member": 2, "appointment": 2}, [])


def test_what_was_changed_since_an_import_is_told_before_it_is_taken_back(workspace: Database, tmp_path: Path) -> None:
    rows = [rosters.row(number) for number in range(1, 4)]
    result = importing.run(workspace, rosters.write(tmp_path / "a.xlsx", rows), by="Sari")
    assert result.group is not None
    with workspace.write("Perbaiki nama", by="Budi") as tx:
        members.edit(tx, 1, {"name": "Siti Ma'ruf"}, version=people.details(tx, 1).version)
    seen = _agrees(workspace, result.group)
    assert seen.kept == ["Siti Ma'ruf tetap ada: Nama sudah diubah lagi."]
    assert seen.records == {"member": 2, "appointment": 3}


def test_corrections_of_a_second_list_go_back_alone(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1)]), by="Sari")
    second = rosters.write(tmp_path / "b.xlsx", [rosters.row(1, Alamat="Jl. Mawar", Pekerjaan="Guru")])
    result = importing.run(workspace, second, by="Sari", existing="update")
    assert result.group is not None
    with workspace.write("Ubah alamat", by="Budi") as tx:
        tx.update(schema.member, 1, {"address": "Jl. Melati"})
    seen = _agrees(workspace, result.group)
    assert (seen.records, len(seen.kept)) == ({"member": 1}, 1)


def test_records_changed_twice_in_one_act_are_compared_as_they_would_be(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    group = new_group()
    for address in ("Jl. Satu", "Jl. Dua"):
        with workspace.write("Ubah", by="Sari", group=group) as tx:
            tx.update(schema.member, member, {"address": address})
    assert _agrees(workspace, group.hex()).kept == []


def test_a_taking_back_is_looked_at_like_any_act(workspace: Database) -> None:
    crew(workspace)
    undo.undo(workspace, _acts(workspace)[0], by="Sari")
    with workspace.read() as db:
        taken_back = history.acts(db)[0].id
    assert _agrees(workspace, taken_back).records == {"member": 9, "appointment": 9}


def test_a_seat_given_since_keeps_its_holder(workspace: Database, tmp_path: Path) -> None:
    young = rosters.row(1, Tanggal_Lahir="", NIK="")
    result = importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [young]), by="Sari")
    assert result.group is not None
    with workspace.write("Isi", by="Budi") as tx:
        members.edit(tx, 1, {"born": "01-01-1990"}, version=1)
    with workspace.write("Tetapkan", by="Budi") as tx:
        seats.appoint(tx, 1, f"{STATION}2")
    assert "tetap ada" in _agrees(workspace, result.group).kept[0]


def test_every_act_of_a_finished_kelurahan(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    with Database.open(workspace_path) as database:
        for act in _acts(database):
            _agrees(database, act)


def test_what_is_undone_already_is_refused(workspace: Database) -> None:
    crew(workspace, size=1)
    act = _acts(workspace)[0]
    undo.undo(workspace, act, by="Sari")
    with pytest.raises(Refused, match="sudah diurungkan"):
        undo.preview(workspace, act)


@pytest.mark.parametrize("name", ["member", "appointment", "session_crew", "attendance", "invitation"])
def test_no_block_of_an_act_reads_a_great_table_whole(workspace: Database, name: str) -> None:
    """A province's act has hundreds of blocks: each would pass all marks, and the preview took 30 seconds of work."""
    table = schema.metadata.tables[name]
    asked = [*(statement for _, _, statement in undo._holders(table)), *undo._BUILT_ON.get(table, ((), ""))[0]]
    with workspace.read() as db:
        for statement in asked:
            plan = db.rows(text(f"EXPLAIN QUERY PLAN {statement}"), {"since": 0})
            read = {row.detail for row in plan if row.detail.startswith("SCAN")}
            assert not {what for what in read if what.split()[1] in _GREAT}, statement
