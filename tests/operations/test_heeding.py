"""Long works look at Cancel inside their longest steps, not only between them."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Select, text

from kpps_desk.operations import attendance, checking, printing, rules, twins, undo
from kpps_desk.problems import Cancelled
from kpps_desk.queries import certificate_changes, facts, history, suspect_people, suspects
from kpps_desk.queries import rules as standing
from kpps_desk.store import snapshot
from kpps_desk.store.database import Database
from tests import twins as planted
from tests.filled import BY, fill
from tests.long_works import state

_LONG = ("berkas", "catatan aktivitas", "hasil penelitian", "tahap anggota", "segel sertifikat")


class Steps(Counter[str]):
    """A progress that counts how often each step looked at Cancel."""

    last = (0, 1)

    def __call__(self, done: int, total: int, what: str = "") -> None:
        self[what] += 1
        self.last = done, total


def test_a_check_looks_at_cancel_within_each_step_that_a_province_makes_long(workspace_path: Path) -> None:
    """Reading 103,845 seals took 23 seconds of work, proving the file's pages three: Cancel waited for both."""
    fill(workspace_path, sworn=True, trained=True, certified=True)
    steps = Steps()
    with (
        Database.open(workspace_path) as database,
        patch.object(checking, "_CHUNK", 10),
        patch.object(checking, "_READ", 5),
        patch.object(snapshot, "_STEPS", 1_000),
    ):
        assert checking.check(database, steps) == []
    assert min(steps[f"Memeriksa {what}"] for what in _LONG) > 5, steps


def test_a_statement_that_is_cancelled_half_way_says_so_and_the_next_one_is_asked_in_peace(
    workspace: Database,
) -> None:
    def stop() -> None:
        raise Cancelled(3, 8)

    with workspace.read() as db, patch.object(snapshot, "_STEPS", 10):
        with pytest.raises(Cancelled) as told, db.heeding(stop):
            db.damage()
        assert (told.value.done, told.value.total) == (3, 8)
        assert db.damage() == []


def test_the_search_for_suspects_looks_at_cancel_every_few_pairs_and_people(workspace: Database) -> None:
    """One of its steps compares 223,031 pairs of a province: a second of work."""
    planted.put(workspace, *planted.crowd(300))
    pairs, steps = list[int](), Steps()
    likeness = suspects.likeness

    def compared(*people: suspect_people.Person) -> int:
        pairs[-1] += 1
        return likeness(*people)

    def told(done: int, total: int, what: str = "") -> None:
        pairs.append(0)
        steps(done, total, what)

    with (
        patch.object(suspects, "_COMPARED", 7),
        patch.object(suspects, "likeness", compared),
        patch.object(suspect_people, "_PART", 50),
    ):
        twins.find(workspace, told)
    assert sum(pairs) > 50
    assert max(pairs) <= 7
    assert steps["Membaca anggota"] >= 300 / 50


def test_an_undo_looks_at_cancel_once_more_before_its_entry_is_written(workspace_path: Path) -> None:
    fill(workspace_path)
    steps = Steps()
    with Database.open(workspace_path) as database:
        with database.read() as db:
            act = history.acts(db)[0].id
        undo.undo(database, act, by=BY, progress=steps)
    assert steps.last[0] == steps.last[1] > 0


def test_new_rules_are_cancelled_within_the_statements_that_lay_the_seats_out_anew(workspace_path: Path) -> None:
    fill(workspace_path)
    moments = iter(range(4))

    def stop_at_the_fifth(done: int, total: int, what: str = "") -> None:
        if what == "Menyusun kursi" and next(moments, None) is None:
            raise Cancelled(done, total)

    with Database.open(workspace_path) as database, patch.object(snapshot, "_STEPS", 500):
        with database.read() as db:
            draft = standing.current(db)
        ketua, anggota, ketertiban = draft.roles
        roles = (ketua, replace(ketertiban, first_number=2), replace(anggota, first_number=4))
        before = state(database)
        with pytest.raises(Cancelled):
            rules.adopt(database, replace(draft, roles=roles), reason="Regu baru", by=BY, progress=stop_at_the_fifth)
        assert state(database) == before
        assert checking.check(database) == []
        rules.adopt(database, replace(draft, roles=roles), reason="Regu baru", by=BY)
        assert checking.check(database) == []


def test_places_and_stages_by_new_rules_are_settled_a_few_thousand_at_a_time(workspace_path: Path) -> None:
    """Twenty thousand at a time were 1.3 seconds of work, all stations at once as many."""
    fill(workspace_path)
    steps = Steps()
    with Database.open(workspace_path) as database, patch.object(rules, "_CHUNK", 10):
        with database.read() as db:
            draft = standing.current(db)
        completion = replace(draft.rules.completion, sessions=2)
        new = replace(draft, rules=replace(draft.rules, completion=completion))
        rules.adopt(database, new, reason="Dua bimtek", by=BY, progress=steps)
        with database.read() as db:
            members, stations = len(facts.all_members(db)), len(standing.station_ids(db))
    assert steps["Menyesuaikan tempat dan tahap"] == -(-members // 10) + -(-stations // 10) + 1


def test_five_hundred_certificates_are_compared_without_looking_up_everybody(workspace: Database) -> None:
    """Half of the time of replacing a province's certificates, and a second between two looks at Cancel."""
    with workspace.read() as db:
        plan = [row.detail for row in db.rows(text(f"EXPLAIN QUERY PLAN {_literal(certificate_changes._AMONG)}"))]
    chosen = next(at for at, step in enumerate(plan) if "chosen" in step)
    holder = next(at for at, step in enumerate(plan) if " member " in step)
    assert chosen < holder, plan


def _literal(statement: Select[tuple[int]]) -> str:
    return str(statement.compile(compile_kwargs={"literal_binds": True}))


def test_printing_looks_at_cancel_before_the_certificates_are_put_in_order(
    workspace_path: Path, tmp_path: Path
) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    steps = Steps()
    with Database.open(workspace_path) as database:
        printing.print_certificates(database, tmp_path / "c.pdf", progress=steps)
    assert next(iter(steps)) == "Menyusun urutan"


def test_a_provinces_marks_are_written_ten_thousand_people_at_a_time() -> None:
    """Twenty thousand were 1.6 seconds of work between two looks."""
    kelurahan = [(number, 500) for number in range(267)]
    assert max(len(chunk) * 500 for chunk in attendance._chunks(kelurahan)) <= 10_000
