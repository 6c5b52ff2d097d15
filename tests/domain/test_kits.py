"""What a laptop's mark is to the office: new, the same, or a contradiction; never lost, never judged twice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import NO_MARK, Doubt, Fate, Mark, doubt, judge, local_day, spoken

HOUR = 3_600_000
DAY = date(2024, 11, 7)
NOON = 1_730_955_600_000  # 12.00 in Jakarta on that day
_marks = st.builds(
    Mark, st.sampled_from([one for one in Attendance if one]), st.integers(1, 9), st.sampled_from(["A", "B"])
)
_trails = st.lists(_marks | st.just(NO_MARK), min_size=2, max_size=5).map(tuple)


@given(_trails)
def test_what_the_office_knew_when_it_gave_the_kit_is_followed(trail: tuple[Mark, ...]) -> None:
    assert judge(trail[0], trail) in (Fate.NEW, Fate.SAME)


@given(_trails, _marks)
def test_a_mark_that_the_laptop_never_saw_is_a_conflict_unless_it_says_the_same(
    trail: tuple[Mark, ...], here: Mark
) -> None:
    if here not in trail and here.status is not trail[-1].status:
        assert judge(here, trail) is Fate.CONFLICT


@given(_trails, st.integers(2, 5), _marks | st.just(NO_MARK))
def test_what_was_brought_before_is_not_judged_again(trail: tuple[Mark, ...], size: int, here: Mark) -> None:
    assert judge(here, trail[:size], [trail]) is Fate.SAME


def test_a_copy_of_a_laptop_that_went_its_own_way_is_judged() -> None:
    first, second, third = (Mark(Attendance(number), number, "A") for number in (1, 2, 3))
    assert judge(first, (NO_MARK, first, third), [(NO_MARK, first, second)]) is Fate.NEW
    assert judge(second, (NO_MARK, first, third), [(NO_MARK, first, second)]) is Fate.CONFLICT


def test_times_that_can_not_be_right_are_doubted() -> None:
    made, now = NOON - 2 * HOUR, NOON + HOUR
    assert doubt(NOON, [DAY], made, now) is None
    assert doubt(NOON - 48 * HOUR, [DAY], made, now) is Doubt.BEFORE_KIT
    assert doubt(NOON + 48 * HOUR, [DAY], made, now) is Doubt.FUTURE
    assert doubt(NOON + 48 * HOUR, [DAY], made, now + 72 * HOUR) is Doubt.OTHER_DAY
    assert doubt(made - 60_000, [DAY], made, now) is None  # two clocks that are right


def test_the_day_is_jakartas() -> None:
    assert local_day(NOON) == DAY
    assert local_day(NOON - 12 * HOUR) == DAY
    assert local_day(NOON - 12 * HOUR - 1) == date(2024, 11, 6)


def test_a_code_is_read_out_in_groups_of_three() -> None:
    assert spoken("123456789012345") == "123 456 789 012 345"


@given(_trails, st.data())
def test_results_of_one_laptop_in_any_order_and_number_end_where_it_ended(
    trail: tuple[Mark, ...], data: st.DataObject
) -> None:
    sizes = data.draw(st.lists(st.integers(2, len(trail)), max_size=6))
    order = data.draw(st.permutations([*sizes, len(trail)]))
    here = trail[0]
    known: list[tuple[Mark, ...]] = []
    for size in order:
        brought = trail[:size]
        fate = judge(here, brought, known)
        assert fate is not Fate.CONFLICT
        here = brought[-1] if fate is Fate.NEW else here
        known.append(brought)
    assert here.status is trail[-1].status
