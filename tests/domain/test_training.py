"""When somebody is trained follows from what they attended, and more of it never takes that away."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.election import Completion, RulePack
from kpps_desk.domain.training import Attended, trained_on

_DAY = date(2024, 11, 8)
_attended = st.builds(
    Attended,
    st.integers(0, 9).map(lambda days: _DAY + timedelta(days=days)),
    st.booleans(),
    st.integers(0, 12),
    st.none() | st.integers(0, 100),
)
_rules = st.builds(Completion, st.integers(1, 3), st.integers(0, 20), st.integers(0, 100))


def test_one_required_training_is_enough_where_nothing_else_is_asked() -> None:
    deepening, training = Attended(_DAY, False, 8), Attended(_DAY + timedelta(days=2), True, 2)
    assert trained_on([training, deepening], Completion()) == training.day
    assert trained_on([deepening], Completion()) is None
    assert trained_on([], Completion()) is None


def test_hours_and_a_score_are_waited_for() -> None:
    first = Attended(_DAY, True, 6, 50)
    second = Attended(_DAY + timedelta(days=3), False, 2, 70)
    assert trained_on([first], Completion(jp=8)) is None
    assert trained_on([first, second], Completion(jp=8)) == second.day
    assert trained_on([first, second], Completion(score=60)) == second.day
    assert trained_on([first, second], Completion(score=71)) is None
    assert trained_on([first, second], Completion(sessions=2)) is None


@given(st.lists(_attended, max_size=6), _attended, _rules)
def test_more_presence_never_makes_one_untrained_or_later_trained(
    attended: list[Attended], more: Attended, rule: Completion
) -> None:
    before, after = trained_on(attended, rule), trained_on([*attended, more], rule)
    if before is not None:
        assert after is not None
        assert after <= before


@given(st.lists(_attended, max_size=6), _rules)
def test_an_easier_rule_trains_whom_a_harder_one_did(attended: list[Attended], rule: Completion) -> None:
    if trained_on(attended, rule) is not None:
        assert trained_on(attended, Completion()) is not None


def test_rules_from_before_the_completion_was_asked_for_read_as_the_default() -> None:
    assert RulePack.from_json('{"min_age": 17}').completion == Completion()
    rules = RulePack(completion=Completion(2, 8, 60))
    assert RulePack.from_json(rules.to_json()) == rules
