"""Packing crews: every crew once and whole, none over capacity, the rest spread evenly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.crews import Crew, pack


def row(sizes: list[int]) -> list[Crew]:
    return [Crew(number, f"3171011001{number:03d}", size) for number, size in enumerate(sizes, start=1)]


@given(st.lists(st.integers(0, 9), max_size=80), st.integers(9, 60))
def test_every_crew_is_packed_once_whole_and_in_order(sizes: list[int], capacity: int) -> None:
    crews = row(sizes)
    packs = pack(crews[::-1], capacity)
    assert [crew for part in packs for crew in part] == crews
    assert all(part and sum(crew.size for crew in part) <= capacity for part in packs)


@given(st.lists(st.integers(0, 9), max_size=80), st.integers(9, 60))
def test_no_session_more_is_made_than_the_capacity_asks_for(sizes: list[int], capacity: int) -> None:
    needed, people = (1, 0) if sizes else (0, 0)
    for size in sizes:
        if people + size > capacity:
            needed, people = needed + 1, 0
        people += size
    assert len(pack(row(sizes), capacity)) == needed


@given(st.integers(1, 120), st.integers(1, 9), st.integers(9, 60))
def test_crews_of_one_size_are_spread_evenly(crews: int, size: int, capacity: int) -> None:
    lengths = {len(part) for part in pack(row([size] * crews), capacity)}
    assert max(lengths) - min(lengths) <= 1


def test_the_printed_plan_of_one_kelurahan_comes_out() -> None:
    packs = pack(row([7] * 58), 50)  # 58 TPS, 406 KPPS, at most 7 crews = 49 people a session
    assert sorted(len(part) for part in packs) == [6, 6, 6, 6, 6, 7, 7, 7, 7]


def test_a_crew_that_no_session_can_hold_is_refused() -> None:
    with pytest.raises(ValueError):
        pack(row([7, 9]), 8)
