"""Ages and verdicts on voting day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import nik
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.eligibility import age_on, judge
from kpps_desk.domain.findings import Code, Severity
from kpps_desk.domain.values import Sex

VOTING_DAY = date(2024, 11, 27)
RULES = RulePack()


@pytest.mark.parametrize(
    ("born", "verdict", "codes"),
    [
        (date(2007, 11, 27), "MS", {Code.MINOR}),  # 17 on the very day
        (date(2007, 11, 28), "TMS", {Code.TOO_YOUNG, Code.MINOR}),
        (date(2006, 11, 27), "MS", set()),
        (date(1969, 11, 27), "MS", set()),  # 55
        (date(1968, 11, 28), "MS", set()),  # 55 until tomorrow
        (date(1968, 11, 27), "MS", {Code.TOO_OLD}),
        (None, "BMS", {Code.AGE_UNKNOWN}),
    ],
)
def test_the_age_on_voting_day_decides(born: date | None, verdict: str, codes: set[Code]) -> None:
    found = judge(born, Sex.MALE, (), RULES, VOTING_DAY)
    assert found.eligibility == verdict
    assert {finding.code for finding in found.findings} == codes


def test_too_old_is_only_a_warning_and_too_young_is_unfit() -> None:
    old = judge(date(1950, 1, 1), None, (), RULES, VOTING_DAY).findings
    young = judge(date(2010, 1, 1), None, (), RULES, VOTING_DAY).findings
    assert [finding.severity for finding in old] == [Severity.WARNING]
    assert young[0].severity is Severity.UNFIT


def test_the_nik_only_raises_doubts_about_the_age() -> None:
    typed = date(2000, 11, 7)
    found = judge(typed, Sex.MALE, nik.findings("3171010711100001", typed, Sex.MALE, VOTING_DAY), RULES, VOTING_DAY)
    assert found.eligibility == "MS"
    assert [(finding.code, finding.severity, finding.field) for finding in found.findings] == [
        (Code.NIK_BIRTH_DIFFERS, Severity.WARNING, "born"),
        (Code.TOO_YOUNG, Severity.WARNING, "nik"),
    ]


def test_other_rules_give_other_verdicts() -> None:
    assert judge(date(2005, 1, 1), None, (), RulePack(min_age=21), VOTING_DAY).eligibility == "TMS"


@given(st.dates(date(1900, 1, 1), VOTING_DAY), st.integers(0, 40_000))
def test_an_age_never_falls_and_rises_by_one_a_year(born: date, days: int) -> None:
    day = min(born + timedelta(days=days), date(2100, 1, 1))
    assert age_on(born, day) <= age_on(born, day + timedelta(days=1)) <= age_on(born, day) + 1
    assert age_on(born, born) == 0
