"""Whoever missed gets the nearest later session with room, and nobody anything else."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.makeups import Cause, Need, Opening, assign, nearest

_DAY = date(2024, 11, 8)
_KELURAHAN = ("3171011001", "3171011002", "3171021001", "3172011001")
_time = st.tuples(st.integers(0, 4).map(lambda days: _DAY + timedelta(days=days)), st.sampled_from(("08.00", "13.00")))
_needs = st.lists(st.tuples(st.sampled_from(_KELURAHAN), _time), max_size=30).map(
    lambda found: [
        Need(number, f"{place}0011", Cause.ABSENT, 99, 1, time) for number, (place, time) in enumerate(found)
    ]
)
_openings = st.lists(
    st.tuples(st.sampled_from((*_KELURAHAN, "317101", "3171", "31")), _time, st.none() | st.integers(0, 5)), max_size=8
).map(
    lambda found: [Opening(number, area, day, starts, room) for number, (area, (day, starts), room) in enumerate(found)]
)


@given(_needs, _openings)
def test_nobody_is_sent_to_a_full_or_past_session_or_out_of_reach(needs: list[Need], openings: list[Opening]) -> None:
    given_ = assign(needs, openings)
    known = {one.session: one for one in openings}
    filled = Counter(given_.values())
    assert all(known[session].room is None or people <= known[session].room for session, people in filled.items())  # type: ignore[operator]
    for need in needs:
        if need.member in given_:
            assert known[given_[need.member]] in nearest(need.place, openings, need.after)


@given(_needs, _openings)
def test_nobody_stays_without_a_session_while_one_in_reach_has_room(needs: list[Need], openings: list[Opening]) -> None:
    given_ = assign(needs, openings)
    filled = Counter(given_.values())
    free = [one for one in openings if one.room is None or filled[one.session] < one.room]
    for need in needs:
        if need.member not in given_:
            assert nearest(need.place, free, need.after) == []


@given(_needs, _openings)
def test_what_a_person_settled_stands_and_who_is_left_out_gets_nothing(
    needs: list[Need], openings: list[Opening]
) -> None:
    first = assign(needs, openings)
    chosen: dict[int, int | None] = dict(list(first.items())[::2])
    left = [need.member for need in needs if need.member not in chosen][:1]
    again = assign(needs, openings, {**chosen, **dict.fromkeys(left)})
    assert chosen.items() <= again.items()
    assert not set(left) & again.keys()


def test_the_own_kelurahan_fills_before_neighbours_come() -> None:
    here, there = _KELURAHAN[:2]
    needs = [Need(1, f"{there}0011", Cause.ABSENT), Need(2, f"{here}0011", Cause.ABSENT)]
    openings = [Opening(7, here, _DAY, "08.00", 1), Opening(8, there, _DAY + timedelta(days=1), "08.00", 0)]
    assert assign(needs, openings) == {2: 7}


def test_the_kecamatan_comes_before_the_city_even_where_it_is_later() -> None:
    need = Need(1, f"{_KELURAHAN[0]}0011", Cause.UNCALLED)
    far, near = Opening(1, _KELURAHAN[2], _DAY, "08.00", 9), Opening(2, _KELURAHAN[1], date(2024, 11, 12), "08.00", 9)
    assert assign([need], [far, near]) == {1: 2}
    assert [one.session for one in nearest(need.place, [far, near])] == [2, 1]
