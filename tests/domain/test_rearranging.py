"""A plan rearranged by hand: what breaks is told, only the impossible is refused; two plans beside each other."""

import pytest

from kpps_desk.domain.placing import draw_up
from kpps_desk.domain.plan_differences import differences, figures
from kpps_desk.domain.plan_faults import Fault, Flaw
from kpps_desk.domain.planning import Draft, Trainer
from kpps_desk.domain.rearranging import (
    Impossible,
    Why,
    move_crew,
    move_edge,
    move_session,
    set_trainers,
    swap,
)
from tests.plans import AFTERNOON, FIRST, HOME, MORNING, NEXT, crews, ground, request

GROUND = ground(trainers=[Trainer("Ani"), Trainer("Budi")])


def plan(**other: object) -> Draft:
    """Three sessions of two crews in Gambir, one of two in Cideng."""
    asked = request(capacity=14, **other)
    return draw_up(asked, {HOME: crews(6), NEXT: crews(2, NEXT)}, GROUND)


def test_a_crew_moves_to_its_neighbours_and_what_breaks_is_told() -> None:
    done = move_crew(plan(), GROUND, "3171011001002", 2)
    assert [len(session.crews) for session in done.draft.sessions] == [1, 3, 2, 2]
    assert done.broken == (Fault(2, Flaw.OVER_FULL, "7"),)
    back = move_edge(done.draft, GROUND, 2, -1)
    assert back.draft == plan()
    assert back.mended == done.broken


def test_the_last_crew_taken_away_ends_a_session() -> None:
    once = move_edge(plan(), GROUND, 3, -1).draft
    assert [session.key for session in move_edge(once, GROUND, 3, -1).draft.sessions] == [1, 2, 4]


def test_a_session_on_anothers_room_is_told_of_both() -> None:
    draft = plan()
    done = move_session(draft, GROUND, 2, draft.sessions[0].slot)
    assert {(fault.key, fault.flaw) for fault in done.broken} == {(1, Flaw.ROOM_TWICE), (2, Flaw.ROOM_TWICE)}
    assert move_session(draft, GROUND, 2, None).broken == (Fault(2, Flaw.UNPLACED, ""),)


def test_a_trainer_at_two_places_is_told() -> None:
    done = set_trainers(plan(trainers_each=1), GROUND, 1, ("Budi",))
    assert {fault.flaw for fault in done.broken} == {Flaw.TRAINER_TWICE}


def test_two_that_change_places_break_nothing() -> None:
    done = swap(plan(trainers_each=1), GROUND, 1, 3)
    assert not done.broken
    assert [session.slot and session.slot.starts for session in done.draft.sessions[:3]] == ["08.00", "13.00", "08.00"]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda draft: move_crew(draft, GROUND, "3171011001001", 1), Why.SAME),
        (lambda draft: move_crew(draft, GROUND, "3171011001001", 4), Why.OTHER_AREA),
        (lambda draft: move_crew(draft, GROUND, "3171011001999", 1), Why.NO_CREW),
        (lambda draft: move_edge(draft, GROUND, 1, -1), Why.NO_NEIGHBOUR),
        (lambda draft: swap(draft, GROUND, 1, 99), Why.NO_SESSION),
    ],
)
def test_only_the_impossible_is_refused(act: object, why: Why) -> None:
    with pytest.raises(Impossible) as refused:
        act(plan())  # type: ignore[operator]
    assert refused.value.why is why


def test_two_plans_differ_in_figures_and_in_who_meets_when() -> None:
    one = plan()
    other = move_session(one, GROUND, 1, one.sessions[0].slot and one.sessions[0].slot._replace(room="Balai")).draft
    (found,) = differences(one, other)
    assert found.stations == ("3171011001001", "3171011001002")
    assert found.before == (FIRST, *MORNING, "Aula Gambir")
    assert found.after == (FIRST, *MORNING, "Balai")
    assert differences(one, one) == []
    assert figures(one, GROUND).rooms == 2
    assert figures(other, GROUND).rooms == 3
    assert figures(one, GROUND)[:3] == (4, 8, 56)
    assert AFTERNOON in one.request.times
