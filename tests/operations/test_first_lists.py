"""The lines of a first list's people are packed where it is read; the journal tells of them as of anybody."""

import multiprocessing
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kpps_desk import processes
from kpps_desk.exchange import list_reader, roster, sample
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import checking, importing, undo
from kpps_desk.operations.importing import ImportResult
from kpps_desk.problems import Refused
from kpps_desk.store import blocks, journal, schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from tests import rosters
from tests.people import person, register

_PEOPLE = select(schema.member)


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes is large, and blocks are small."""
    monkeypatch.setattr(importing, "_MANY", 1)
    monkeypatch.setattr(roster, "PART", 8)
    monkeypatch.setattr(blocks, "SIZE", 4)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of those who came with their lines."""
    ids: list[int] = []
    insert = Transaction.insert_packed

    def heard(self: Transaction, *told: Any) -> range:
        came = insert(self, *told)
        ids.extend(came)
        return came

    monkeypatch.setattr(Transaction, "insert_packed", heard)
    return ids


def row(number: int, **fields: Cell) -> list[Cell]:
    """Six to a TPS, as many as a crew has members of one role."""
    return rosters.row(number, **{"TPS": f"{(number + 5) // 6:03}", **fields})


def take(workspace: Database, path: Path) -> ImportResult:
    return importing.run(workspace, path, by="penguji")


def told(workspace: Database, result: ImportResult) -> Iterator[dict[str, Any]]:
    """What the journal says of each new member of the import."""
    assert result.group is not None
    with workspace.read() as db:
        for line in journal.lines_of(db, bytes.fromhex(result.group)):
            if line.table == "member":
                assert line.kind == "insert"
                yield {"id": line.id, "uid": line.uid, **{name: new for name, (_, new) in line.fields.items()}}


def agrees(workspace: Database, result: ImportResult) -> bool:
    """Whether the journal says of every member what the record does, once."""
    lines = list(told(workspace, result))
    with workspace.read() as db:
        kept = {record["id"]: record for record in db.stored(schema.member, (row.id for row in db.rows(_PEOPLE)))}
    assert len(lines) == len(kept) == result.created
    return all(line.items() <= kept[line["id"]].items() for line in lines) and checking.check(workspace) == []


def test_a_list_of_which_all_are_taken_brings_its_lines(workspace: Database, tmp_path: Path, packed: list[int]) -> None:
    listed = rosters.write(tmp_path / "daftar.xlsx", [row(number) for number in range(1, 15)])
    result = take(workspace, listed)
    assert packed == list(range(1, 15))
    assert agrees(workspace, result)


def test_where_somebody_is_turned_down_the_lines_are_packed_anew(
    workspace: Database, tmp_path: Path, packed: list[int]
) -> None:
    rows = [row(number) for number in range(1, 15)]
    rows[5] = rows[0]  # the same person twice, in the second block of four
    result = take(workspace, rosters.write(tmp_path / "daftar.xlsx", rows))
    assert (result.created, result.rejected) == (13, 1)
    assert packed == [1, 2, 3, 4, *range(9, 15)]
    assert agrees(workspace, result)


def test_who_waits_for_a_seat_that_another_names_is_told_of_too(
    workspace: Database, tmp_path: Path, packed: list[int]
) -> None:
    rows = [row(number) for number in range(1, 6)]
    result = take(workspace, rosters.write(tmp_path / "daftar.xlsx", [*rows, row(6, Jabatan="KPPS 7")]))
    assert result.seated == result.created == 6
    assert packed == []
    assert agrees(workspace, result)


def test_a_messy_list_reads_in_the_journal_as_in_the_roster(workspace: Database, tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    sample.write(path, area="31.71.01.1001", faults=0.1)
    result = take(workspace, path)
    assert result.rejected
    assert agrees(workspace, result)


def test_nobody_who_was_added_meanwhile_shares_an_id(workspace: Database, tmp_path: Path, packed: list[int]) -> None:
    listed = rosters.write(tmp_path / "daftar.xlsx", [row(number) for number in range(1, 31)])
    added: list[int] = []

    def add(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done and not added:
            with workspace.write("Daftar", by="teman") as tx:
                added.extend(register(tx, [person(900)]))

    result = importing.run(workspace, listed, by="penguji", progress=add)
    assert added == [9]  # the first id that was promised and not yet given
    assert packed == list(range(1, 9))
    assert result.created == 30
    ids = Counter(line["id"] for line in told(workspace, result))
    assert len(ids) == 30
    assert 9 not in ids
    assert checking.check(workspace) == []


def test_an_undone_list_comes_again_under_new_ids(workspace: Database, tmp_path: Path, packed: list[int]) -> None:
    listed = rosters.write(tmp_path / "daftar.xlsx", [row(number) for number in range(1, 10)])
    first = take(workspace, listed)
    assert first.group is not None
    undo.undo(workspace, first.group, by="penguji")
    assert agrees(workspace, take(workspace, listed))
    assert packed == list(range(1, 19))


def test_the_process_that_reads_starts_without_the_database_s_library() -> None:
    asked = "import sys, kpps_desk.exchange.list_reader, kpps_desk.operations.import_facts; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "kpps_desk.store.blocks" in done.stdout.split()
    assert "sqlalchemy" not in done.stdout.split()


@pytest.mark.parametrize("contains", [True, False])
def test_a_cell_far_out_is_refused_whether_or_not_the_list_is_being_opened_meanwhile(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contains: bool
) -> None:
    monkeypatch.setattr(list_reader, "_LARGE", 0)
    monkeypatch.setattr(processes, "CONTAINS", contains and processes.CONTAINS)
    listed = rosters.write(tmp_path / "daftar.xlsx", [row(number) for number in range(1, 4)])
    spoiled = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(listed) as source, zipfile.ZipFile(spoiled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb'r="B\d+"', b'r="XFD1048576"', source.read(name)))
    with pytest.raises(Refused, match="kolom"):
        take(workspace, spoiled)
    assert multiprocessing.active_children() == []
    assert checking.check(workspace) == []
