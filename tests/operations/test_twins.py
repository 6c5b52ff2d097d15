"""Who may be one person: each kind found under its own code, look-alikes left alone, and what somebody decided kept."""

from typing import Any

import pytest

from kpps_desk.domain.twins import Kind
from kpps_desk.operations import checking, twins
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Cancelled
from kpps_desk.queries import history
from kpps_desk.store.database import Database
from tests import twins as planted
from tests.people import person

BY = "penguji"


def _kinds(database: Database) -> dict[tuple[int, int], Kind]:
    return {(one.first, one.second): one.kind for one in twins.find(database).suspects}


def test_every_kind_planted_in_a_roster_of_3000_is_found_under_its_own_code(workspace: Database) -> None:
    planted.put(workspace, *planted.crowd())
    expected: dict[tuple[int, int], Kind] = {}
    for kind, pair in planted.PLANTED.items():
        first, second = planted.put(workspace, *pair)
        expected[first, second] = kind
    assert _kinds(workspace) == expected


@pytest.mark.parametrize("names", planted.SPELLINGS, ids=str)
def test_two_spellings_of_a_name_in_one_kelurahan_are_found(workspace: Database, names: tuple[str, str]) -> None:
    rows = [person(number, name, nik=None, phone="") for number, name in enumerate(names)]
    pair = tuple(planted.put(workspace, *rows))
    assert _kinds(workspace) == {pair: Kind.NEAR_NAME}


@pytest.mark.parametrize("pair", planted.LOOK_ALIKES, ids=lambda pair: pair[0]["name"])
def test_look_alikes_are_left_alone(workspace: Database, pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    planted.put(workspace, *pair)
    assert _kinds(workspace) == {}


def test_an_offices_number_or_a_made_up_birth_date_makes_no_suspects(workspace: Database) -> None:
    rows = [row | {"phone": "+628123", "nik": None} for row in planted.crowd(400)]
    planted.put(workspace, *rows)
    assert _kinds(workspace) == {}


def test_the_likeliest_come_first_and_an_area_narrows_to_pairs_that_touch_it(workspace: Database) -> None:
    for pair in planted.PLANTED.values():
        planted.put(workspace, *pair)
    found = twins.find(workspace).suspects
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    with workspace.read() as db:
        assert twins.find(workspace, area="31.71.01").suspects == found
        assert twins.find(workspace, area="31.72").suspects == []
        assert db.value(planted_members()) == 12


def planted_members() -> Any:
    from sqlalchemy import func, select

    from kpps_desk.store import schema

    return select(func.count()).select_from(schema.member)


def test_a_search_can_be_stopped_between_its_steps(workspace: Database) -> None:
    planted.put(workspace, *planted.crowd(50))

    def stop(done: int, total: int, what: str = "") -> None:
        if done == 3:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        twins.find(workspace, stop)


def test_two_who_are_two_are_never_shown_again_until_that_is_taken_back(workspace: Database) -> None:
    pair = planted.put(workspace, *planted.PLANTED[Kind.NIK_DIGIT])
    with workspace.write("Bukan orang yang sama", by=BY) as tx:
        assert twins.set_apart(tx, [(pair[1], pair[0])]) == 1
        assert twins.set_apart(tx, [(pair[0], pair[1])]) == 0
    assert _kinds(workspace) == {}
    with workspace.write("Mungkin orang yang sama", by=BY) as tx:
        assert twins.pairs_apart(tx) == [tuple(pair)]
        assert twins.forget_apart(tx, [(pair[0], pair[1])]) == 1
    assert list(_kinds(workspace)) == [tuple(pair)]


def test_pairs_that_nothing_tells_apart_are_merged_in_bulk_and_undone_as_one(workspace: Database) -> None:
    full = planted.crowd(30)
    bare = [row | {"nik": None, "phone": ""} for row in full]
    bare[28] |= {"birth_place": "Bandung"}
    bare[29] |= {"sex": "P"}  # the one pair that differs
    ids = planted.put(workspace, *full)
    planted.put(
        workspace, *(row | {"birth_place": ""} for row in bare[:28]), *({"birth_place": ""} | row for row in bare[28:])
    )
    found = twins.find(workspace)
    pairs = found.alike()
    assert len(found.suspects) == 30
    assert {keep for keep, _ in pairs} == set(ids[:29])
    result = twins.merge_alike(workspace, pairs, by=BY)
    assert (len(result.done), result.refused) == (29, {})
    assert "member" in result.changes.tables
    assert checking.check(workspace) == []
    assert [one.first for one in twins.find(workspace).suspects] == [ids[29]]
    with workspace.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    undo(workspace, act.id, by=BY)
    assert len(twins.find(workspace).suspects) == 30
    assert checking.check(workspace) == []


def test_three_records_of_one_person_become_one_and_a_pair_that_changed_meanwhile_is_left(workspace: Database) -> None:
    three = planted.put(workspace, *(person(1, "Tri Sulistyo", nik=None, phone="") for _ in range(3)))
    two = planted.put(workspace, person(2, "Dwi Handoko"), person(2, "Dwi Handoko", nik=None))
    pairs = twins.find(workspace).alike()
    assert len(pairs) == 4
    with workspace.write("Ubah", by=BY) as tx:
        from kpps_desk.store import schema

        tx.update(schema.member, two[1], {"birth_place": "Solo"})
        tx.update(schema.member, two[0], {"birth_place": "Depok"})
    result = twins.merge_alike(workspace, pairs, by=BY)
    assert len(result.done) == 2
    assert {tuple(sorted(pair)) for pair in result.refused} == {tuple(two)}
    assert "sama persis" in next(iter(result.refused.values()))
    assert {leave for _, leave in result.done} < set(three)
