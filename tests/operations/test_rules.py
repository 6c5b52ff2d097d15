"""Adopting rules: whom it changes, what is refused, and what becomes of seats and their holders."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kpps_desk.domain.crew_layout import laid_out
from kpps_desk.domain.election import DocumentRule, RequirementRule, Role
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import checking, conclusions, rules, undo
from kpps_desk.operations.rules import Adopted, Change, Effect
from kpps_desk.problems import Cancelled, Conflict, Invalid, Refused
from kpps_desk.progress import Progress
from kpps_desk.queries import areas, history, members
from kpps_desk.queries import rules as kept
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.filled import fill
from tests.people import STATION, crew, person, register
from tests.trained import trained_crew

BY = "penguji"
VICE = Role("wakil", "Wakil Ketua KPPS", 0, 1, True, True, False, False)
_member, _seat = schema.member.c, schema.seat.c


def _now(database: Database) -> Draft:
    with database.read() as db:
        return kept.current(db)


def _effect(database: Database, draft: Draft) -> Effect:
    with database.read() as db:
        return rules.effect(db, draft)


def _adopt(database: Database, draft: Draft, **other: Any) -> Adopted:
    return rules.adopt(database, draft, **{"reason": "Keputusan KPU Nomor 12", "by": BY, **other})


def _value(database: Database, statement: Any) -> Any:
    with database.read() as db:
        return db.value(statement)


def _seats(database: Database) -> dict[int, str]:
    """Member -> the code of the seat held."""
    held = (
        select(schema.appointment.c.member_id, _seat.code)
        .join(schema.seat, _seat.id == schema.appointment.c.seat_id)
        .where(schema.appointment.c.until.is_(None))
    )
    with database.read() as db:
        return dict(db.rows(held))


@pytest.fixture
def ages(workspace: Database) -> list[int]:
    """Men of TPS 001 who are 17, 34 and 60 on voting day; the second has a seat."""
    born = (date(2007, 5, 1), date(1990, 1, 1), date(1964, 2, 2))
    (seated,) = crew(workspace, size=1)
    with workspace.write("Daftar", by=BY) as tx:
        young, old = register(tx, [person(90 + at, born=day, nik=None) for at, day in enumerate((born[0], born[2]))])
    with workspace.write("Teliti", by=BY) as tx:
        conclusions.judge_everybody(tx)
    return [young, seated, old]


# -- whom it would change ----------------------------------------------------------------------------------------------


def test_an_effect_names_everybody_whom_it_changes_and_saves_nothing(workspace: Database, ages: list[int]) -> None:
    now = _now(workspace)
    found = _effect(workspace, replace(now, rules=replace(now.rules, min_age=35, max_age=70, minor_age=17)))
    young, seated, old = ages
    assert found.people == 3
    assert found.changes == {Change("MS", "TMS"): 2, Change("MS", "MS"): 1}
    assert found.seated == {Change("MS", "TMS"): 1}
    assert set(found.ids_of(Change("MS", "TMS"))) == {young, seated}
    assert found.judgements[young].new == ("too_young",)
    assert found.judgements[young].lost == ("minor",)
    assert found.judgements[old].lost == ("too_old",)
    assert _now(workspace) == now
    assert _value(workspace, select(func.count()).select_from(schema.rule_pack)) == 1


def test_adoption_does_what_the_effect_said(workspace: Database, ages: list[int]) -> None:
    now = _now(workspace)
    draft = replace(now, rules=replace(now.rules, min_age=35))
    said = _effect(workspace, draft)
    adopted = _adopt(workspace, draft)
    assert adopted.number == 2
    assert adopted.judged == len(said.ids)
    assert {"election", "rule_pack", "member"} <= adopted.changes.tables
    with workspace.read() as db:
        for member, one in said.judgements.items():
            assert members.details(db, member).eligibility == one.change.after
    assert _effect(workspace, _now(workspace)).changes == {}
    assert checking.check(workspace) == []


def test_the_day_on_which_ages_count_decides(workspace: Database, ages: list[int]) -> None:
    now = _now(workspace)
    found = _effect(workspace, replace(now, rules=replace(now.rules, age_day=date(2024, 4, 1))))
    assert found.changes == {Change("MS", "TMS"): 1}
    assert list(found.ids) == ages[:1]


def test_papers_first_makes_those_without_papers_bms(workspace: Database, ages: list[int]) -> None:
    now = _now(workspace)
    found = _effect(workspace, replace(now, rules=replace(now.rules, papers_first=True)))
    assert found.changes == {Change("MS", "BMS"): 3}


def test_readiness_follows_what_roles_need(workspace: Database) -> None:
    trained_crew(workspace)
    now = _now(workspace)
    none_certified = tuple(replace(role, needs_certificate=False) for role in now.roles)
    found = _effect(workspace, replace(now, roles=none_certified))
    assert (found.ready_now, found.ready_won, found.ready_lost) == (0, 1, 0)
    _adopt(workspace, replace(now, roles=none_certified))
    ready = select(func.count()).where(schema.polling_station.c.ready)
    assert _value(workspace, ready) == 1
    now = _now(workspace)
    again = _effect(workspace, replace(now, rules=replace(now.rules, min_age=40)))
    assert (again.ready_now, again.ready_won, again.ready_lost) == (1, 0, 1)
    _adopt(workspace, replace(now, rules=replace(now.rules, min_age=40)))
    assert _value(workspace, ready) == 0
    assert checking.check(workspace) == []


def test_records_of_a_removed_document_stay_and_no_longer_count(workspace: Database, ages: list[int]) -> None:
    with workspace.write("Catat", by=BY) as tx:
        looked_for = {"code": "foto", "received": None, "checked_by": BY, "checked_at": 0}
        tx.insert_many(schema.document, [{"member_id": member, **looked_for} for member in ages])
        conclusions.judge(tx, ages)
    now = _now(workspace)
    without = tuple(rule for rule in now.rules.documents if rule.code != "foto")
    draft = replace(now, rules=replace(now.rules, documents=without))
    found = _effect(workspace, draft)
    assert found.forgotten == (("Pas foto 4x6", 3),)
    assert found.changes == {Change("TMS", "MS"): 3}
    _adopt(workspace, draft)
    assert _value(workspace, select(func.count()).select_from(schema.document)) == 3
    _adopt(workspace, replace(now, based_on=2))
    with workspace.read() as db:
        assert {members.details(db, member).eligibility for member in ages} == {"TMS"}


# -- seats -------------------------------------------------------------------------------------------------------------


def test_every_holder_keeps_the_seat_when_a_role_comes_before(workspace: Database) -> None:
    people = crew(workspace, size=8)
    before = _value(workspace, select(func.count()).select_from(schema.seat))
    now = _now(workspace)
    chair, ordinary, officers = now.roles
    roles = laid_out((chair, VICE, replace(ordinary, seats=5), officers))
    with pytest.raises(Refused, match="1 kursi Anggota KPPS yang akan dihapus sedang atau pernah dipegang"):
        _adopt(workspace, replace(now, roles=roles))
    roles = laid_out((chair, VICE, ordinary, replace(officers, seats=1)))
    adopted = _adopt(workspace, replace(now, roles=roles))
    held = _seats(workspace)
    assert [held[member][13:] for member in people] == ["1", "3", "4", "5", "6", "7", "8", "9"]
    assert {"seat", "role", "polling_station"} <= adopted.changes.tables
    assert _value(workspace, select(func.count()).select_from(schema.seat)) == before
    with workspace.read() as db:
        assert [role.code for role in areas.roles(db).values()] == ["ketua", "wakil", "anggota", "ketertiban"]
        assert members.details(db, people[7]).place == f"{STATION}9"
        assert members.details(db, people[7]).seat_number == 9
        assert db.row(
            select(schema.polling_station.c.kpps_seats, schema.polling_station.c.officer_seats).where(
                schema.polling_station.c.code == STATION
            )
        ) == (8, 1)
    assert checking.check(workspace) == []


def test_a_seat_that_was_held_once_is_not_removed(workspace: Database) -> None:
    (person_,) = crew(workspace, size=1)
    held = select(schema.appointment.c.id).where(schema.appointment.c.member_id == person_)
    with workspace.write("Kosongkan", by=BY) as tx:
        tx.update(schema.appointment, tx.value(held), {"until": date(2024, 11, 8), "end_reason": "dilepas"})
        conclusions.settle(tx, [person_])
    now = _now(workspace)
    draft = replace(now, roles=laid_out(now.roles[1:]))
    assert "sedang atau pernah dipegang" in str(_effect(workspace, draft).refusal)
    with pytest.raises(Refused):
        _adopt(workspace, draft)


def test_a_role_that_people_asked_for_is_not_removed(workspace: Database) -> None:
    with workspace.write("Daftar", by=BY) as tx:
        register(tx, [person(1, role_id=3)])
    now = _now(workspace)
    with pytest.raises(Refused, match="1 orang dalam daftar berjabatan Petugas Ketertiban"):
        _adopt(workspace, replace(now, roles=laid_out(now.roles[:2])))


def test_a_role_nobody_bears_can_be_removed_and_comes_back(workspace: Database) -> None:
    first = _now(workspace)
    _adopt(workspace, replace(first, roles=laid_out(first.roles[:2])))
    assert _value(workspace, select(func.count()).where(_seat.number > 7)) == 0
    _adopt(workspace, replace(first, based_on=2))
    assert _now(workspace) == replace(first, based_on=3)
    assert checking.check(workspace) == []


def test_seats_leave_no_line_each_in_the_journal(workspace: Database) -> None:
    now = _now(workspace)
    adopted = _adopt(workspace, replace(now, roles=laid_out((*now.roles[1:], now.roles[0]))))
    (entry,) = adopted.changes.entries
    with workspace.read() as db:
        assert history.tables(db, entry) == {"role", "rule_pack"}


# -- adopting ----------------------------------------------------------------------------------------------------------


def test_versions_tell_who_when_and_why(workspace: Database) -> None:
    now = _now(workspace)
    _adopt(workspace, replace(now, rules=replace(now.rules, min_age=18)))
    with workspace.read() as db:
        second, first = kept.versions(db)
    assert (first.number, first.by, first.reason) == (1, BY, kept.FIRST_REASON)
    assert (second.number, second.by, second.reason) == (2, BY, "Keputusan KPU Nomor 12")
    assert first.draft.rules.min_age == 17
    assert second.draft.rules.min_age == 18


def test_a_workspace_from_before_versions_gets_its_first_with_the_change(workspace: Database) -> None:
    with workspace.write("Tanpa versi", by=BY) as tx:
        tx.clear_many(schema.rule_pack, [1])
    with workspace.read() as db:
        (virtual,) = kept.versions(db)
    now = _now(workspace)
    _adopt(workspace, replace(now, rules=replace(now.rules, min_age=18)), by="Siti")
    with workspace.read() as db:
        second, first = kept.versions(db)
    assert first == virtual
    assert (first.by, second.by) == (BY, "Siti")


def test_who_comes_second_is_told_who_came_first(workspace: Database) -> None:
    now = _now(workspace)
    _adopt(workspace, replace(now, rules=replace(now.rules, min_age=18)), by="Siti")
    with pytest.raises(Conflict, match="versi 2 ditetapkan Siti"):
        _adopt(workspace, replace(now, rules=replace(now.rules, min_age=20)))
    assert _now(workspace).rules.min_age == 18


def test_the_same_rules_are_not_adopted_twice(workspace: Database) -> None:
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        _adopt(workspace, _now(workspace))


def test_a_reason_is_asked_for(workspace: Database) -> None:
    now = _now(workspace)
    with pytest.raises(Invalid) as caught:
        _adopt(workspace, replace(now, rules=replace(now.rules, min_age=18)), reason="  ")
    assert caught.value.field == "reason"


def test_an_adoption_is_not_undone_but_an_old_version_is_adopted_again(workspace: Database) -> None:
    first = _now(workspace)
    adopted = _adopt(workspace, replace(first, rules=replace(first.rules, min_age=18)))
    with workspace.read() as db:
        assert history.latest_undoable(db) is None
    with pytest.raises(Refused, match="Aturan yang sudah ditetapkan tidak dapat diurungkan"):
        undo.undo(workspace, adopted.changes.entries[0], by=BY)
    with workspace.read() as db:
        old = kept.versions(db)[-1].draft
    assert _adopt(workspace, replace(old, based_on=2)).number == 3
    assert _now(workspace) == replace(first, based_on=3)


def test_what_was_done_before_a_new_layout_can_still_be_undone(workspace_path: Path) -> None:
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        now = _now(database)
        _adopt(database, replace(now, roles=laid_out(reversed(now.roles))))
        with database.read() as db:
            act = next(act for act in history.acts(db) if act.title.startswith("Impor"))
        assert undo.undo(database, act.id, by=BY).kept == []
        assert _seats(database) == {}
        assert checking.check(database) == []


def test_a_cancelled_adoption_leaves_everything_as_it_was(workspace: Database, ages: list[int]) -> None:
    now = _now(workspace)
    draft = replace(now, rules=replace(now.rules, min_age=35), roles=laid_out(reversed(now.roles)))
    for step in range(4):
        with pytest.raises(Cancelled):
            _adopt(workspace, draft, progress=_stopping(step))
        assert _now(workspace) == now
    assert _effect(workspace, now).changes == {}
    assert checking.check(workspace) == []


def _stopping(after: int) -> Progress:
    calls: Iterator[int] = iter(range(100))

    def progress(done: int, total: int, what: str = "") -> None:
        if next(calls) >= after:
            raise Cancelled(done, total)

    return progress


# -- senseless rules ---------------------------------------------------------------------------------------------------

_SENSELESS: list[tuple[str, Callable[[Draft], Draft]]] = [
    ("min_age", lambda draft: replace(draft, rules=replace(draft.rules, min_age=60))),
    ("min_age", lambda draft: replace(draft, rules=replace(draft.rules, min_age=0))),
    ("max_age", lambda draft: replace(draft, rules=replace(draft.rules, max_age=200))),
    ("minor_age", lambda draft: replace(draft, rules=replace(draft.rules, minor_age=-1))),
    ("women_share", lambda draft: replace(draft, rules=replace(draft.rules, women_share=1.1))),
    ("age_day", lambda draft: replace(draft, rules=replace(draft.rules, age_day=date(2024, 11, 28)))),
    ("age_day", lambda draft: replace(draft, rules=replace(draft.rules, age_day=date(2022, 11, 27)))),
    ("documents", lambda draft: replace(draft, rules=replace(draft.rules, documents=(DocumentRule("a", " "),)))),
    (
        "documents",
        lambda draft: replace(
            draft, rules=replace(draft.rules, documents=(DocumentRule("a", "KTP"), DocumentRule("b", "ktp")))
        ),
    ),
    (
        "documents",
        lambda draft: replace(
            draft, rules=replace(draft.rules, documents=(DocumentRule("a", "KTP"), DocumentRule("a", "KK")))
        ),
    ),
    (
        "requirements",
        lambda draft: replace(draft, rules=replace(draft.rules, requirements=(RequirementRule("a b", "Sehat"),))),
    ),
    ("entitled", lambda draft: replace(draft, rules=replace(draft.rules, entitled=("Siti", "Siti")))),
    ("roles", lambda draft: replace(draft, roles=())),
    ("roles", lambda draft: replace(draft, roles=(*draft.roles, replace(VICE, first_number=9)))),
    ("roles", lambda draft: replace(draft, roles=laid_out((*draft.roles, VICE)))),
    ("roles", lambda draft: replace(draft, roles=laid_out((replace(draft.roles[0], seats=0), *draft.roles[1:])))),
    ("roles", lambda draft: replace(draft, roles=laid_out((replace(VICE, needs_certificate=True),)))),
    ("roles", lambda draft: replace(draft, roles=draft.roles[1:])),
]


@pytest.mark.parametrize(("field", "spoil"), _SENSELESS)
def test_senseless_rules_are_refused_beside_their_field(
    workspace: Database, field: str, spoil: Callable[[Draft], Draft]
) -> None:
    draft = spoil(_now(workspace))
    for refused in (lambda: _effect(workspace, draft), lambda: _adopt(workspace, draft)):
        with pytest.raises(Invalid) as caught:
            refused()
        assert caught.value.field == field
        assert caught.value.message.endswith(".")
