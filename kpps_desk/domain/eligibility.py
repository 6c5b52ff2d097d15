"""Who may serve: MS, TMS or BMS, from the birth date and the election's rule pack.

What a newcomer gets wrong: taking "too old" for a refusal. Too young is (TMS); too old is a warning that the office may
override; and without any birth date nobody is judged at all (BMS).
"""

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from kpps_desk.domain.election import RulePack
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.values import Sex

Eligibility = Literal["MS", "TMS", "BMS"]


class Verdict(NamedTuple):
    """MS: meets the requirements; TMS: doesn't; BMS: not judged yet."""

    eligibility: Eligibility
    findings: tuple[Finding, ...]


def age_on(born: date, day: date) -> int:
    """Full years on that day; who is born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def judge(
    born: date | None,
    sex: Sex | None,
    nik_findings: tuple[Finding, ...],
    rules: RulePack,
    voting_day: date,
) -> Verdict:
    """The verdict, with the NIK's findings first. `born` is the typed date, else the NIK's; None: neither is known.

    `sex` is no requirement: the share of women is a crew's indicator, not a person's verdict.
    """
    verdict = _by_age(born, rules, voting_day)
    if not nik_findings:
        return verdict
    found = nik_findings + verdict.findings
    if other := next((finding for finding in nik_findings if finding.code is Code.NIK_BIRTH_DIFFERS), None):
        found += _doubts(date.fromisoformat(other.detail), verdict, rules, voting_day)
    return Verdict(verdict.eligibility, found)


@lru_cache(maxsize=70_000)
def _by_age(born: date | None, rules: RulePack, voting_day: date) -> Verdict:
    if born is None:
        return Verdict("BMS", (Finding(Code.AGE_UNKNOWN, Severity.WARNING, "born"),))
    age = age_on(born, voting_day)
    minor = (Finding(Code.MINOR, Severity.WARNING, "born", str(age)),) if age < rules.minor_age else ()
    if age < rules.min_age:
        return Verdict("TMS", (Finding(Code.TOO_YOUNG, Severity.UNFIT, "born", str(age)), *minor))
    if age > rules.max_age:
        return Verdict("MS", (Finding(Code.TOO_OLD, Severity.WARNING, "born", str(age)),))
    return Verdict("MS", minor)


def _doubts(by_nik: date, verdict: Verdict, rules: RulePack, voting_day: date) -> tuple[Finding, ...]:
    """By the NIK's date the person would be out of range: only a doubt, the typed date decides."""
    known = {finding.code for finding in verdict.findings}
    return tuple(
        Finding(finding.code, Severity.WARNING, "nik", finding.detail)
        for finding in _by_age(by_nik, rules, voting_day).findings
        if finding.code is not Code.MINOR and finding.code not in known
    )
