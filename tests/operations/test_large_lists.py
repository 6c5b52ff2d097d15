"""A large list is read by a process of its own, into a table without its indexes; neither shows in what comes of it."""

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from kpps_desk.exchange import list_reader, preview, roster, sample, tables
from kpps_desk.operations import checking, import_preview, importing
from kpps_desk.operations.importing import ImportResult
from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.progress import Progress, silent
from kpps_desk.store import schema, search
from kpps_desk.store.database import Database
from tests import rosters
from tests.store import records

_INDEXES = text("SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND tbl_name = 'member'")
_TRIGGERS = text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'member_search%'")
_MEMBERS = select(schema.member.c.name_key, schema.member.c.address)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes is large."""
    monkeypatch.setattr(list_reader, "_LARGE", 0)
    monkeypatch.setattr(importing, "_MANY", 1)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A kelurahan's list with planted faults."""
    path = tmp_path / "daftar.xlsx"
    sample.write(path, area="31.71.01.1001", faults=0.2)
    return path


def take(workspace: Database, path: Path, *, progress: Progress = silent, rejects: Path | None = None) -> ImportResult:
    return importing.run(workspace, path, by="penguji", rejects=rejects, progress=progress)


def indexes(workspace: Database) -> set[str]:
    with workspace.read() as db:
        return {row.name for row in db.rows(_INDEXES)}


def found(workspace: Database) -> bool:
    """Whether each member is found by the whole name, and by the address if there is one."""
    with workspace.read() as db:
        rows = db.rows(_MEMBERS)
        return bool(rows) and all(
            (not row.name_key or search.match_count(db, row.name_key))
            and (not row.address or search.address_count(db, search.match_address(row.address)))
            for row in rows
        )


def test_a_process_reads_what_this_one_would(
    workspace: Database, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsed = importing.run(workspace, listed, by="penguji", dry_run=True)
    monkeypatch.setattr(list_reader, "_LARGE", 0)
    monkeypatch.setattr(roster, "PART", 50)
    out = tmp_path / "ditolak.xlsx"
    done = take(workspace, listed, rejects=out)
    assert (done.read, done.created, done.rejected) == (rehearsed.read, rehearsed.created, rehearsed.rejected)
    assert (done.problems, done.verdicts) == (rehearsed.problems, rehearsed.verdicts)
    assert len(list(tables.open_table(out).rows())) == done.rejected + 1
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("large")
def test_the_indexes_are_there_again_and_everything_agrees(workspace: Database, listed: Path) -> None:
    before = indexes(workspace)
    take(workspace, listed)
    assert indexes(workspace) == before
    assert checking.check(workspace) == []
    assert found(workspace)


@pytest.mark.usefixtures("large")
def test_a_cancel_makes_the_indexes_and_leaves_no_process(workspace: Database, listed: Path) -> None:
    before = indexes(workspace)

    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        take(workspace, listed, progress=stop)
    assert indexes(workspace) == before
    assert multiprocessing.active_children() == []
    assert checking.check(workspace) == []
    assert found(workspace)


@pytest.mark.usefixtures("large")
def test_a_reader_that_dies_is_a_sentence_and_keeps_whole_parts(workspace: Database, tmp_path: Path) -> None:
    listed = rosters.write(tmp_path / "daftar.csv", [rosters.row(number) for number in range(1, 2 * roster.PART + 9)])

    def kill(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and not done:  # the second part waits there: it is more than a pipe holds
            for process in multiprocessing.active_children():
                process.kill()
                process.join()

    with pytest.raises(Unavailable, match=r"daftar\.csv terhenti"):
        take(workspace, listed, progress=kill)
    assert checking.check(workspace) == []


def test_a_large_list_is_looked_at_in_a_process_too_and_shows_the_same(
    workspace: Database, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.read() as db:
        here = import_preview.look(db, listed)
        monkeypatch.setattr(list_reader, "_LARGE", 0)
        monkeypatch.setattr(preview, "open_table", None)  # here nobody opens it any more
        assert import_preview.look(db, listed) == here
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("large")
def test_a_look_that_nobody_waits_for_ends_with_its_process(workspace: Database, listed: Path) -> None:
    with workspace.read() as db:
        db.interrupt()
        with pytest.raises(Cancelled):
            import_preview.look(db, listed)
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("large")
def test_what_is_wrong_with_a_file_comes_through(workspace: Database, tmp_path: Path) -> None:
    path = tmp_path / "bukan.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 500)
    with pytest.raises(Refused, match="rusak atau bukan berkas Excel"):
        take(workspace, path)
    assert multiprocessing.active_children() == []


def test_indexes_that_a_killed_program_left_aside_are_made_when_the_file_is_opened(workspace_path: Path) -> None:
    with Database.open(workspace_path) as workspace:
        before = indexes(workspace)
        with workspace.write("Impor", by="penguji") as tx:
            tx.set_indexes_aside()
        with workspace.write("Impor", by="penguji") as tx:
            tx.insert_many(schema.member, [records.member(at, address=f"Jl. Melati {at}") for at in range(300)])
            tx.insert(schema.member, records.member(301))
            tx.insert(schema.member, records.member(302, name_key=""))  # somebody whose personal data was erased
        assert indexes(workspace) < before
        assert not found(workspace)
    with Database.open(workspace_path) as workspace:
        assert indexes(workspace) == before
        assert found(workspace)
        with workspace.read() as db:
            assert db.damage() == []
        with workspace.write("Ubah", by="penguji") as tx:  # whoever changes is found anew, and as before no more
            tx.update(schema.member, 1, {"name": "Ganti", "name_key": "ganti", "address": "Gg. Kenari"})
        with workspace.read() as db:
            assert search.match_count(db, "ganti") == 1
            assert search.match_count(db, "orang contoh") == 300
            assert search.address_count(db, search.match_address("kenari")) == 1
        assert found(workspace)


def test_the_search_is_kept_in_step_as_the_migrations_meant(workspace: Database) -> None:
    with workspace.read() as db:
        made = {row.name: row.sql for row in db.rows(_TRIGGERS)}
    assert made == {name: f"CREATE TRIGGER {name} {rule}" for name, rule in search.TRIGGERS.items()}


def test_rows_that_wait_for_named_seats_count_when_they_are_decided_on(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PART", 4)
    rows = [rosters.row(number, Jabatan="Anggota KPPS") for number in range(1, 10)]
    listed = rosters.write(tmp_path / "daftar.xlsx", [*rows, rosters.row(10, Jabatan="KPPS 7")])
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan":
            told.append((done, total))
            if done == 5:
                raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        take(workspace, listed, progress=stop)
    assert told == [(0, 10), (0, 10), (0, 10), (1, 10), (5, 10)]
    with workspace.read() as db:
        assert db.value(select(func.count()).select_from(schema.member)) == 5


@pytest.mark.usefixtures("large")
def test_a_cancel_is_heard_while_the_reader_is_waited_for(
    workspace: Database, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wait, however short, asks whether to go on: the first after the survey is for the first part."""
    monkeypatch.setattr(list_reader, "_POLL", 0)
    steps: list[str] = []

    def stop(done: int, total: int, what: str = "") -> None:
        steps.append(what)
        if what == "Menyimpan":
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        take(workspace, listed, progress=stop)
    assert set(steps) == {"Membuka berkas", "Memeriksa baris", "Menyimpan"}
    assert multiprocessing.active_children() == []
    assert checking.check(workspace) == []
