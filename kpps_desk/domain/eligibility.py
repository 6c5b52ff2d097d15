"""Who may serve: MS, TMS or BMS, concluded from the evidence about a person and the election's rule pack.

What a newcomer gets wrong: taking "too old" for a refusal. Too young is (TMS); too old is a warning that an entitled
person may set aside; and without any birth date nobody is judged at all (BMS). ALL objections are listed, those that
were set aside too: these no longer count, but nobody may lose sight of them.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from kpps_desk.domain import nik as niks
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.schooling import below_upper_secondary
from kpps_desk.domain.values import Sex

Eligibility = Literal["MS", "TMS", "BMS"]
SOUND, UNSOUND = "sah", "tidak"  # verdicts on a document; '' is: not looked at yet
SCHOOLING = "pendidikan"  # the RequirementRule that settles a doubt about the typed education
DIPLOMA = "ijazah"  # the DocumentRule that does
_SEXES: dict[str | None, Sex | None] = {None: None, "": None, "L": Sex.MALE, "P": Sex.FEMALE}
_PAPERS = frozenset({Code.DOCUMENT_MISSING, Code.DOCUMENT_INVALID, Code.REQUIREMENT_UNMET})
_AGES = frozenset({Code.TOO_YOUNG, Code.TOO_OLD})
# To be looked at by a person, who may say that it is in order.
_SETTLED_BY_LOOKING = frozenset({Code.TOO_OLD, Code.NIK_BIRTH_DIFFERS, Code.NIK_SEX_DIFFERS, Code.DOCUMENT_MISSING})
_BY_NIK = "nik"


class Verdict(NamedTuple):
    """MS: meets the requirements; TMS: doesn't; BMS: not judged yet. `findings` are all, those set aside too."""

    eligibility: Eligibility
    findings: tuple[Finding, ...]


class Evidence(NamedTuple):
    """All that a verdict on one person rests on; '' and None: not known."""

    nik: str | None
    born: date | None
    sex: str | None
    education: str
    documents: tuple[tuple[str, bool, str], ...] = ()  # (DocumentRule's code, received, verdict) of what was looked for
    unmet: tuple[str, ...] = ()  # codes of RequirementRules
    upheld: int = 0  # public responses that turned out to be true
    waived: frozenset[str] = frozenset()  # tokens of objections set aside
    met: tuple[str, ...] = ()  # codes of RequirementRules
    kpps: bool = True  # officers aren't members of the KPPS: of their schooling the rules say nothing


def age_on(born: date, day: date) -> int:
    """Full years on that day; who is born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def token(finding: Finding) -> str:
    """What an objection is stored, counted and set aside by: `too_old`, `document_missing:ijazah`, `too_young:nik`.

    The last is only a doubt: too young by the NIK's date, while the typed one decides.
    """
    if finding.code in _PAPERS:
        return f"{finding.code.value}:{finding.detail}"
    if finding.code in _AGES and finding.field == "nik":
        return f"{finding.code.value}:{_BY_NIK}"
    return finding.code.value


def objections_text(verdict: Verdict) -> str:
    """What a member's record keeps: the tokens of all that is to be confirmed or doesn't fit, waived ones too."""
    if not verdict.findings:
        return ""
    return " ".join(dict.fromkeys(token(one) for one in verdict.findings if one.severity >= Severity.WARNING))


def waivable(objection: str, rules: RulePack) -> bool:
    """What an entitled person may set aside with a reason: doubts, a missing paper, and what the rules allow.

    Never: too young, an unknown age, a paper found unsound, an upheld response, a minor's mark. Those are facts, and
    change only with them.
    """
    code, _, detail = objection.partition(":")
    if code in _AGES and detail == _BY_NIK:
        return True
    if code == Code.EDUCATION_LOW:
        code, detail = Code.REQUIREMENT_UNMET.value, SCHOOLING
    if code == Code.REQUIREMENT_UNMET:
        return any(rule.code == detail and rule.waivable for rule in rules.requirements)
    return code in _SETTLED_BY_LOOKING


def conclude(evidence: Evidence, rules: RulePack, voting_day: date) -> Verdict:
    """The verdict with all findings. For many people take `panel` once: it concludes alike evidence once."""
    return panel(rules, voting_day).conclude(evidence)


def judge(
    born: date | None,
    sex: Sex | None,
    nik_findings: tuple[Finding, ...],
    rules: RulePack,
    voting_day: date,
    education: str = "",
) -> Verdict:
    """The verdict on somebody of whom a list says this much, with the NIK's findings first; an officer's school is ''.

    `born` is the typed date, else the NIK's; None: neither is known. `sex` is no requirement: the share of women is a
    crew's indicator, not a person's verdict.
    """
    return panel(rules, voting_day).judge(born, nik_findings, education)


@lru_cache(maxsize=16)
def panel(rules: RulePack, voting_day: date) -> "Panel":
    """The panel of these rules; asking for it costs more than a verdict, so keep it for many."""
    return Panel(rules, voting_day)


class Panel:
    """The rules of one election, made ready for a province: 133,515 verdicts take well under a second."""

    def __init__(self, rules: RulePack, voting_day: date) -> None:
        self._rules = rules
        self._voting_day = voting_day
        self._age_day = rules.age_day or voting_day
        self._papers = {rule.code: rule.required for rule in rules.documents}
        self._requirements = frozenset(rule.code for rule in rules.requirements)
        self._ages: dict[date | None, tuple[Finding, ...]] = {}
        self._plain: dict[tuple[tuple[Finding, ...], str], Verdict] = {}  # nothing known but age and school
        self._known: dict[tuple[object, ...], tuple[Finding, ...]] = {}

    def judge(self, born: date | None, about_nik: tuple[Finding, ...], education: str) -> Verdict:
        """As the function of this name."""
        if about_nik:
            return self._verdict(self._about_person(born, about_nik) + self._about_papers((), (), (), 0, education))
        by_age = self._by_age(born)
        found = self._plain.get((by_age, education))
        if found is None:
            everything = by_age + self._about_papers((), (), (), 0, education)
            found = self._plain[by_age, education] = self._verdict(everything)
        return found

    def conclude(self, evidence: Evidence) -> Verdict:
        """As the function of this name."""
        digits, born, sex, education, documents, unmet, upheld, waived, met, kpps = evidence
        education = education if kpps else ""
        about_nik: tuple[Finding, ...] = ()
        try:
            about_nik = niks.findings(digits or "", born, _SEXES.get(sex), self._voting_day)
            if digits and born is None:
                born = niks.parse_nik(digits, self._voting_day).born
        except niks.NikError as error:  # no door lets one in
            about_nik = (Finding(error.code, Severity.REJECT, "nik"),)
        if not (about_nik or documents or unmet or upheld or waived or met):
            return self.judge(born, (), education)
        found = self._about_person(born, about_nik)
        found += self._about_papers(documents, unmet, met, upheld, education)
        return self._verdict(found, waived)

    def _verdict(self, findings: tuple[Finding, ...], waived: frozenset[str] = frozenset()) -> Verdict:
        standing = findings
        if waived:
            set_aside = {objection for objection in waived if waivable(objection, self._rules)}
            standing = tuple(one for one in findings if token(one) not in set_aside)
        return Verdict(_weigh(standing), findings)

    def _about_person(self, born: date | None, about_nik: tuple[Finding, ...]) -> tuple[Finding, ...]:
        by_age = self._by_age(born)
        if not about_nik:
            return by_age
        other = next((one for one in about_nik if one.code is Code.NIK_BIRTH_DIFFERS), None)
        if other is None:
            return about_nik + by_age
        return about_nik + by_age + self._doubts(date.fromisoformat(other.detail), by_age)

    def _by_age(self, born: date | None) -> tuple[Finding, ...]:
        found = self._ages.get(born)
        if found is None:
            found = self._ages[born] = tuple(_about_age(born, self._rules, self._age_day))
        return found

    def _doubts(self, by_nik: date, by_age: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """By the NIK's date the person would be out of range: only a doubt, the typed date decides."""
        known = {finding.code for finding in by_age}
        return tuple(
            Finding(finding.code, Severity.WARNING, "nik", finding.detail)
            for finding in self._by_age(by_nik)
            if finding.code is not Code.MINOR and finding.code not in known
        )

    def _about_papers(
        self,
        documents: tuple[tuple[str, bool, str], ...],
        unmet: tuple[str, ...],
        met: tuple[str, ...],
        upheld: int,
        education: str,
    ) -> tuple[Finding, ...]:
        key = (documents, unmet, met, upheld, education)
        found = self._known.get(key)
        if found is None:
            low = self._schooling_low(education, documents, met)
            found = self._known[key] = (
                *low,
                *self._about_documents(documents),
                *(
                    Finding(Code.REQUIREMENT_UNMET, Severity.UNFIT, "requirement", code)
                    for code in unmet
                    if code in self._requirements
                ),
                *((Finding(Code.RESPONSE_UPHELD, Severity.UNFIT, "response", str(upheld)),) if upheld else ()),
            )
        return found

    def _schooling_low(
        self, education: str, documents: tuple[tuple[str, bool, str], ...], met: tuple[str, ...]
    ) -> tuple[Finding, ...]:
        proven = SCHOOLING in met or any(code == DIPLOMA and verdict == SOUND for code, _, verdict in documents)
        if proven or SCHOOLING not in self._requirements or not below_upper_secondary(education):
            return ()
        return (Finding(Code.EDUCATION_LOW, Severity.UNFIT, "education", education),)

    def _about_documents(self, documents: tuple[tuple[str, bool, str], ...]) -> Iterable[Finding]:
        """A document that the rules no longer ask for says nothing."""
        looked_for = {code: (received, verdict) for code, received, verdict in documents}
        for code, required in self._papers.items():
            if code not in looked_for:
                if required and self._rules.papers_first:
                    yield Finding(Code.DOCUMENT_MISSING, Severity.WARNING, "document", code)
            elif looked_for[code][1] == UNSOUND:
                yield Finding(Code.DOCUMENT_INVALID, Severity.UNFIT, "document", code)
            elif required and not looked_for[code][0]:
                yield Finding(Code.DOCUMENT_MISSING, Severity.UNFIT, "document", code)


def _about_age(born: date | None, rules: RulePack, day: date) -> Iterable[Finding]:
    if born is None:
        yield Finding(Code.AGE_UNKNOWN, Severity.WARNING, "born")
        return
    age = age_on(born, day)
    if age < rules.min_age:
        yield Finding(Code.TOO_YOUNG, Severity.UNFIT, "born", str(age))
    if age > rules.max_age:
        yield Finding(Code.TOO_OLD, Severity.WARNING, "born", str(age))
    if age < rules.minor_age:
        yield Finding(Code.MINOR, Severity.WARNING, "born", str(age))


def _weigh(standing: tuple[Finding, ...]) -> Eligibility:
    """Anything unfit makes TMS; what can't be judged yet makes BMS; the rest are doubts that hold nobody up."""
    if not standing:
        return "MS"
    if any(one.severity is Severity.UNFIT for one in standing):
        return "TMS"
    if any(
        one.severity is Severity.REJECT or one.code in (Code.AGE_UNKNOWN, Code.DOCUMENT_MISSING) for one in standing
    ):
        return "BMS"
    return "MS"
