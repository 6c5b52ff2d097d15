"""Plans: no crew lost or twice, whole, within capacity, no room or trainer twice; mended by what must move alone."""

from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kpps_desk.domain.placing import Lost, draw_up, repack
from kpps_desk.domain.plan_faults import BARS, Flaw, faults, limit_of, shortages
from kpps_desk.domain.planning import Draft, Ground, Lacking, Request, Room, Shortage, Trainer, breaks_within, overlap
from tests.plans import AFTERNOON, FIRST, HOME, KECAMATAN, MORNING, NEXT, SECOND, crews, ground, request

TIMES = (MORNING, AFTERNOON, ("10.00", "14.00"), ("17.00", "20.00"))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Request, Ground, dict[str, int]]:
    """A request, what it is laid on, and how many crews wait in each kelurahan."""
    days = tuple(FIRST + timedelta(days=number) for number in range(draw(st.integers(1, 4))))
    closed = st.frozensets(st.sampled_from(days), max_size=2)
    rooms = [
        Room(f"Ruang {number}", area, draw(st.sampled_from((0, 20, 35, 60))), draw(closed))
        for area in (HOME, NEXT, KECAMATAN)
        for number in range(draw(st.integers(0, 2)))
    ]
    trainers = [
        Trainer(f"N{number}", draw(st.sampled_from(("", HOME, KECAMATAN))), draw(closed))
        for number in range(draw(st.integers(0, 4)))
    ]
    asked = request(
        days=days,
        times=tuple(draw(st.lists(st.sampled_from(TIMES), min_size=1, max_size=3, unique=True))),
        capacity=draw(st.sampled_from((20, 35, 50))),
        trainers_each=draw(st.integers(0, 2)),
    )
    taken = {(HOME, "Ruang 0", FIRST): (MORNING,)} if draw(st.booleans()) else {}
    waiting = {HOME: draw(st.integers(0, 30)), NEXT: draw(st.integers(0, 30))}
    return asked, ground(rooms, trainers, used=taken, teaching={("N0", FIRST): (AFTERNOON,)}), waiting


def drawn(situation: tuple[Request, Ground, dict[str, int]]) -> Draft:
    asked, laid, waiting = situation
    return draw_up(asked, {area: crews(count, area) for area, count in waiting.items()}, laid)


def places(draft: Draft) -> list[str]:
    return sorted(crew.place for session in draft.sessions for crew in session.crews)


def holds(draft: Draft, laid: Ground) -> None:
    """What is true of every plan that a rule made."""
    told = faults(draft, laid)
    assert {fault.flaw for fault in told} <= {Flaw.UNPLACED, Flaw.TRAINERS_FEW, Flaw.OVER_FULL}
    over = [fault.key for fault in told if fault.flaw is Flaw.OVER_FULL]
    assert not over
    for one, other in combinations([session for session in draft.sessions if session.slot], 2):
        assert one.slot
        assert other.slot
        if one.slot.day != other.slot.day or not overlap(one.slot[1:3], [other.slot[1:3]]):
            continue
        rooms = [laid.room(session.area, session.slot.room, draft.request) for session in (one, other) if session.slot]
        assert rooms[0][:2] != rooms[1][:2]
        assert not set(one.trainers) & set(other.trainers)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_every_crew_is_planned_once_whole_and_nothing_is_used_twice(
    situation: tuple[Request, Ground, dict[str, int]],
) -> None:
    draft = drawn(situation)
    waiting = [crew.place for area, count in situation[2].items() for crew in crews(count, area)]
    assert places(draft) == sorted(waiting)
    holds(draft, situation[1])
    for session in draft.sessions:
        assert len({crew.place[:10] for crew in session.crews}) == 1
        limit = limit_of(draft.request, situation[1], session)
        assert not session.slot or not limit or session.size <= limit


@given(situations(), st.data())
@settings(max_examples=150, deadline=None)
def test_mending_moves_only_what_must_and_loses_nobody(
    situation: tuple[Request, Ground, dict[str, int]], data: st.DataObject
) -> None:
    draft, laid = drawn(situation), situation[1]
    held = [session for session in draft.sessions if session.slot]
    if not held:
        return
    lost = data.draw(
        st.one_of(
            st.builds(Lost, keys=st.frozensets(st.sampled_from([one.key for one in held]), min_size=1, max_size=3)),
            st.builds(Lost, room=st.sampled_from([one.slot.room for one in held if one.slot])),
            st.builds(Lost, days=st.frozensets(st.sampled_from(draft.request.days), min_size=1, max_size=1)),
        )
    )
    must = {one.key for one in held if one.key in lost.keys or (one.slot and lost.strikes(one.slot, one.area))}
    mended = repack(draft, laid, lost)
    assert places(mended.draft) == places(draft)
    holds(mended.draft, laid)
    now = {one.key: one for one in mended.draft.sessions}
    changed = {one.key for one in draft.sessions if now.get(one.key) != one}
    assert must <= changed <= must | set(mended.filled)
    assert set(mended.moved) | set(mended.left) <= must
    for session in mended.draft.sessions:
        assert not session.slot or not lost.strikes(session.slot, session.area)
    for key in mended.filled:
        assert now[key].slot == draft.session(key).slot


def test_the_printed_plan_of_one_kelurahan_comes_out() -> None:
    days = tuple(FIRST + timedelta(days=number) for number in range(5))
    draft = draw_up(request(days=days), {HOME: crews(58)}, ground())
    assert sorted(session.size for session in draft.sessions) == [42] * 5 + [49] * 4
    assert [session.wave for session in draft.sessions] == list(range(1, 10))
    assert draft.sessions[0].slot == (FIRST, *MORNING, "Aula Gambir")
    assert not faults(draft, ground())


def test_a_lack_of_rooms_names_the_day_on_which_they_are_missing() -> None:
    rooms = [Room("Aula", HOME, closed=frozenset({SECOND})), Room("Balai", HOME, closed=frozenset({SECOND}))]
    draft = draw_up(request(capacity=7, times=(MORNING,)), {HOME: crews(4)}, ground(rooms))
    assert shortages(draft) == [Shortage(HOME, SECOND, Lacking.ROOM, 2)]


def test_a_lack_of_trainers_is_told_at_its_worst_hour() -> None:
    rooms = [Room("Aula", HOME), Room("Balai", HOME)]
    asked = request(days=(FIRST,), times=(MORNING,), capacity=7, trainers_each=1)
    draft = draw_up(asked, {HOME: crews(2)}, ground(rooms, [Trainer("Ani")]))
    assert [session.trainers for session in draft.sessions] == [("Ani",), ()]
    assert shortages(draft) == [Shortage("", FIRST, Lacking.TRAINER, 1)]


def test_trainers_take_turns_and_wait_for_a_free_hour() -> None:
    rooms = [Room("Aula", HOME), Room("Balai", HOME)]
    people = [Trainer("Ani"), Trainer("Budi", absent=frozenset({SECOND}))]
    draft = draw_up(request(capacity=7, trainers_each=1), {HOME: crews(6)}, ground(rooms, people))
    told = [(session.slot and session.slot[:2], session.trainers) for session in draft.sessions]
    assert told == [
        ((FIRST, "08.00"), ("Ani",)),
        ((FIRST, "08.00"), ("Budi",)),
        ((FIRST, "13.00"), ("Ani",)),
        ((FIRST, "13.00"), ("Budi",)),
        ((SECOND, "08.00"), ("Ani",)),
        ((SECOND, "13.00"), ("Ani",)),
    ]


def test_kelurahan_without_rooms_share_those_of_their_kecamatan() -> None:
    laid = ground([Room("Gelanggang", KECAMATAN), Room("Aula", HOME)])
    draft = draw_up(request(rooms=(), capacity=14), {HOME: crews(4), NEXT: crews(4, NEXT)}, laid)
    assert [session.slot and session.slot.room for session in draft.sessions] == ["Aula"] * 2 + ["Gelanggang"] * 2


def test_a_large_room_is_not_cut_to_the_size_of_a_small_one() -> None:
    laid = ground([Room("Aula", HOME, 49), Room("Kelas", HOME, 14)])
    draft = draw_up(request(days=(FIRST,)), {HOME: crews(14)}, laid)
    assert [(session.size, session.slot and session.slot.room) for session in draft.sessions] == [(49, "Aula")] * 2


def test_a_break_is_shown_where_it_lies_in_the_hours() -> None:
    asked = request(breaks=(("12.00", "13.00"), ("09.45", "10.00")))
    assert breaks_within(asked, "08.00", "16.00") == asked.breaks
    assert breaks_within(asked, *MORNING) == (("09.45", "10.00"),)
    assert draw_up(asked, {HOME: crews(7)}, ground()).sessions[0].size == 49


def test_a_slipped_session_goes_to_the_next_free_hour_and_keeps_its_trainers() -> None:
    people = [Trainer("Ani"), Trainer("Budi")]
    draft = draw_up(request(capacity=14, trainers_each=1), {HOME: crews(4)}, ground(trainers=people))
    mended = repack(draft, ground(trainers=people), Lost(keys=frozenset({1})))
    assert mended[1:] == ((1,), (), ())
    assert mended.draft.session(1).slot == (SECOND, *MORNING, "Aula Gambir")
    assert mended.draft.session(1).trainers == draft.session(1).trainers


def test_where_no_hour_is_free_the_neighbours_take_the_crews_in() -> None:
    asked = request(days=(FIRST,), capacity=35)
    draft = draw_up(asked, {HOME: crews(8)}, ground())
    fewer = draft.having(draft.sessions[1]._replace(crews=draft.sessions[1].crews[:1]))
    mended = repack(fewer, ground(), Lost(keys=frozenset({2})))
    assert mended[1:] == ((), (1,), ())
    assert [crew.place[-3:] for crew in mended.draft.sessions[0].crews] == ["001", "002", "003", "004", "005"]


def test_nothing_bars_a_plan_that_holds() -> None:
    draft = draw_up(request(days=(FIRST,)), {HOME: crews(7)}, ground())
    assert not {fault.flaw for fault in faults(draft, ground())} & BARS
