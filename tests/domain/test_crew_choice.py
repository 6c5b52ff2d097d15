"""A proposal for vacant seats: who goes first, and what can never come out of it."""

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import crew_choice
from kpps_desk.domain.crew_choice import Candidate, Seat, suggest
from kpps_desk.domain.election import ROLES

KELURAHAN = "3171011001"
ONE, TWO = KELURAHAN + "001", KELURAHAN + "002"


def _seat(station: str, number: int) -> Seat:
    role = next(role for role in ROLES if number in role.numbers)
    return Seat(f"{station}{number}", role.code)


def _crew(*stations: str) -> list[Seat]:
    return [_seat(station, number) for station in stations for number in range(1, 10)]


def _chosen(seats: list[Seat], people: list[Candidate]) -> dict[str, int]:
    return {pair.seat.code[10:]: pair.candidate.id for pair in suggest(seats, people, ROLES)}


def test_reserves_of_the_tps_come_first_by_rank_then_who_wished_for_it_then_the_kelurahan() -> None:
    people = [
        Candidate(1, "anggota", KELURAHAN),
        Candidate(2, "anggota", ONE),
        Candidate(3, "anggota", ONE, reserve=2),
        Candidate(4, "anggota", ONE, reserve=1),
        Candidate(5, "anggota", KELURAHAN, reserve=1),
    ]
    seats = [_seat(ONE, number) for number in range(2, 7)]
    assert list(_chosen(seats, people).values()) == [4, 3, 5, 2, 1]


def test_who_named_a_seat_gets_that_seat() -> None:
    people = [Candidate(1, "anggota", ONE), Candidate(2, "anggota", ONE + "2")]
    assert _chosen([_seat(ONE, 2), _seat(ONE, 3)], people) == {"0012": 2, "0013": 1}


def test_the_first_tps_does_not_take_who_wished_for_the_second() -> None:
    people = [Candidate(1, "anggota", TWO), Candidate(2, "anggota", KELURAHAN)]
    assert _chosen([_seat(ONE, 2), _seat(TWO, 2)], people) == {"0012": 2, "0022": 1}


def test_the_chair_is_somebody_who_asked_for_it_even_from_the_next_tps() -> None:
    people = [Candidate(1, "anggota", ONE), Candidate(2, "ketua", TWO)]
    assert _chosen([_seat(ONE, 1), _seat(ONE, 2)], people) == {"0011": 2, "0012": 1}


def test_without_anybody_who_asked_an_ordinary_member_is_proposed_as_chair() -> None:
    assert _chosen([_seat(ONE, 1)], [Candidate(1, "anggota", ONE)]) == {"0011": 1}


def test_nobody_is_taken_from_the_tps_they_wished_for_to_be_chair_elsewhere() -> None:
    people = [Candidate(1, "anggota", ONE), Candidate(2, "anggota", ONE)]
    assert _chosen(_crew(ONE, TWO), people) == {"0011": 1, "0012": 2}


def test_officers_and_kpps_are_never_exchanged() -> None:
    people = [Candidate(1, "ketertiban", ONE), Candidate(2, "anggota", ONE)]
    assert _chosen(_crew(ONE), people) == {"0018": 1, "0011": 2}


def test_nobody_of_another_kelurahan_is_proposed() -> None:
    assert _chosen(_crew(ONE), [Candidate(1, "ketua", "3171011002001")]) == {}


def test_three_women_of_seven_are_a_share_of_thirty_percent() -> None:
    assert crew_choice.women_needed(7, 0.30) == 3
    assert crew_choice.women_needed(10, 0.30) == 3
    assert crew_choice.few_women(2, 7, 0.30)
    assert not crew_choice.few_women(3, 7, 0.30)
    assert not crew_choice.few_women(0, 0, 0.30)


_wanted = st.one_of(
    st.sampled_from([KELURAHAN, ONE, TWO, "3171011002001", "3171011002"]),
    st.integers(1, 9).map(lambda number: f"{ONE}{number}"),
)
_people = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 40),
        role=st.sampled_from([role.code for role in ROLES]),
        wanted=_wanted,
        reserve=st.integers(0, 3),
    ),
    unique_by=lambda one: one.id,
    max_size=30,
)
_GROUP = {role.code: role.kpps for role in ROLES}


@given(st.sets(st.sampled_from(_crew(ONE, TWO))), _people)
def test_no_person_gets_two_seats_and_no_seat_two_people(seats: set[Seat], people: list[Candidate]) -> None:
    found = suggest(seats, people, ROLES)
    assert len({pair.candidate.id for pair in found}) == len(found)
    assert len({pair.seat.code for pair in found}) == len(found)
    assert {pair.seat for pair in found} <= seats
    assert {pair.candidate for pair in found} <= set(people)


@given(st.sets(st.sampled_from(_crew(ONE, TWO))), _people)
def test_a_seat_stays_vacant_only_when_nobody_is_left_for_it(seats: set[Seat], people: list[Candidate]) -> None:
    found = suggest(seats, people, ROLES)
    left = set(people) - {pair.candidate for pair in found}
    for seat in seats - {pair.seat for pair in found}:
        assert not [one for one in left if one.wanted.startswith(KELURAHAN) and _GROUP[one.role] == _GROUP[seat.role]]


@given(st.sets(st.sampled_from(_crew(ONE, TWO))), _people)
def test_the_same_people_are_proposed_in_whatever_order_they_come(seats: set[Seat], people: list[Candidate]) -> None:
    assert suggest(seats, people, ROLES) == suggest(sorted(seats, reverse=True), people[::-1], ROLES)
