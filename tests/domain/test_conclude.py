"""The verdict from all evidence: what counts, what is only listed, what may be set aside."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.election import DOCUMENTS, REQUIREMENTS, DocumentRule, RequirementRule, RulePack
from kpps_desk.domain.eligibility import Evidence, Verdict, conclude, judge, objections_text, token, waivable
from kpps_desk.domain.findings import Code, Finding, Severity

VOTING_DAY = date(2024, 11, 27)
RULES = RulePack()
STRICT = RulePack(papers_first=True)
SOUND = Evidence("3171010101900001", date(1990, 1, 1), "L", "SMA")
ALL_PAPERS = tuple((rule.code, True, "sah") for rule in DOCUMENTS if rule.required)
_RANK = {"TMS": 0, "BMS": 1, "MS": 2}


def _verdict(rules: RulePack = RULES, base: Evidence = SOUND, **known: Any) -> Verdict:
    return conclude(base._replace(**known), rules, VOTING_DAY)


def _told(rules: RulePack = RULES, base: Evidence = SOUND, **known: Any) -> tuple[str, str]:
    found = _verdict(rules, base, **known)
    return found.eligibility, objections_text(found)


def test_who_has_nothing_against_them_meets_the_requirements() -> None:
    assert _told() == ("MS", "")


def test_all_objections_are_listed_not_only_the_first() -> None:
    found = _told(
        born=date(2010, 1, 1),
        education="SMP",
        documents=(("foto", False, ""), ("ktp", True, "tidak")),
        unmet=("domisili", "wni"),
        upheld=2,
    )
    assert found[0] == "TMS"
    assert found[1].split() == [
        "nik_birth_differs",
        "too_young",
        "minor",
        "education_low",
        "document_invalid:ktp",
        "document_missing:foto",
        "requirement_unmet:domisili",
        "requirement_unmet:wni",
        "response_upheld",
    ]


def test_the_day_on_which_ages_count_is_a_rule() -> None:
    born: dict[str, Any] = {"nik": None, "born": date(2007, 9, 1)}
    assert _verdict(**born).eligibility == "MS"
    assert _verdict(RulePack(age_day=date(2024, 8, 31)), **born).eligibility == "TMS"


def test_a_nik_alone_tells_the_age() -> None:
    assert _told(born=None) == ("MS", "")
    assert _told(born=None, nik=None) == ("BMS", "age_unknown")


@pytest.mark.parametrize(
    "proof", [{"met": ("pendidikan",)}, {"documents": (("ijazah", True, "sah"),)}, {"education": "SMK"}]
)
def test_a_low_education_stands_until_diploma_or_judgement_say_otherwise(proof: dict[str, Any]) -> None:
    assert _told(education="SLTP/Sederajat") == ("TMS", "education_low")
    assert _told(**({"education": "SLTP/Sederajat"} | proof)) == ("MS", "")


def test_without_the_requirement_in_the_rules_the_typed_education_says_nothing() -> None:
    rules = replace(RULES, requirements=tuple(rule for rule in REQUIREMENTS if rule.code != "pendidikan"))
    assert _told(rules, education="SD") == ("MS", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("ijazah", False, ""), ("TMS", "document_missing:ijazah")),
        (("ijazah", True, ""), ("MS", "")),
        (("ijazah", True, "sah"), ("MS", "")),
        (("ijazah", True, "tidak"), ("TMS", "document_invalid:ijazah")),
        (("parpol", False, ""), ("MS", "")),
        (("parpol", True, "tidak"), ("TMS", "document_invalid:parpol")),
        (("kartu lama", True, "tidak"), ("MS", "")),
    ],
)
def test_a_document_counts_as_it_was_found(line: tuple[str, bool, str], told: tuple[str, str]) -> None:
    assert _told(documents=(line,)) == told


def test_with_papers_first_nobody_passes_before_every_required_paper_is_there() -> None:
    assert _told(documents=()) == ("MS", "")
    assert _verdict(STRICT).eligibility == "BMS"
    assert _told(STRICT, documents=ALL_PAPERS[1:]) == ("BMS", "document_missing:pendaftaran")
    assert _told(STRICT, documents=ALL_PAPERS) == ("MS", "")


def test_a_list_is_judged_like_evidence_without_papers() -> None:
    for rules in (RULES, STRICT):
        listed = judge(SOUND.born, None, (), rules, VOTING_DAY, "SD")
        assert listed == conclude(SOUND._replace(education="SD"), rules, VOTING_DAY)


def test_what_was_set_aside_stays_listed_and_no_longer_counts() -> None:
    unmet: dict[str, Any] = {"unmet": ("domisili",)}
    assert _told(**unmet) == ("TMS", "requirement_unmet:domisili")
    aside = frozenset({"requirement_unmet:domisili"})
    assert _told(**unmet, waived=aside) == ("MS", "requirement_unmet:domisili")
    assert _told(unmet=("domisili", "wni"), waived=aside)[0] == "TMS"


@pytest.mark.parametrize(
    ("objection", "may"),
    [
        ("too_old", True),
        ("too_young", False),
        ("too_young:nik", True),
        ("minor", False),
        ("age_unknown", False),
        ("nik_birth_differs", True),
        ("nik_sex_differs", True),
        ("education_low", True),
        ("requirement_unmet:pendidikan", True),
        ("requirement_unmet:domisili", True),
        ("requirement_unmet:wni", False),
        ("requirement_unmet:dihapus", False),
        ("document_missing:ijazah", True),
        ("document_invalid:ijazah", False),
        ("response_upheld", False),
        ("", False),
    ],
)
def test_what_may_be_set_aside(objection: str, may: bool) -> None:
    assert waivable(objection, RULES) is may


def test_a_waiver_of_a_doubt_never_covers_the_fact() -> None:
    """Who was only doubted by the NIK and turns out too young by the typed date is TMS whatever was waived."""
    typed = _told(base=Evidence("3171010101900001", date(2010, 1, 1), "L", ""), waived=frozenset({"too_young"}))
    assert typed[0] == "TMS"
    doubted = _told(base=Evidence("3171010101100001", date(1990, 1, 1), "L", ""))
    assert doubted == ("MS", "nik_birth_differs too_young:nik")


def test_tokens_name_the_paper_or_the_requirement() -> None:
    assert token(Finding(Code.DOCUMENT_MISSING, Severity.UNFIT, "document", "ijazah")) == "document_missing:ijazah"
    assert token(Finding(Code.TOO_OLD, Severity.WARNING, "born", "60")) == "too_old"


_documents = st.lists(
    st.tuples(st.sampled_from([rule.code for rule in DOCUMENTS]), st.booleans(), st.sampled_from(["", "sah", "tidak"])),
    unique_by=lambda line: line[0],
).map(tuple)
_unmet = st.frozensets(st.sampled_from([rule.code for rule in REQUIREMENTS]), max_size=4).map(
    lambda codes: tuple(sorted(codes))
)
_tokens = st.sampled_from(
    ["too_old", "too_young", "education_low", "age_unknown", "nik_birth_differs", "response_upheld"]
    + [f"document_missing:{rule.code}" for rule in DOCUMENTS]
    + [f"document_invalid:{rule.code}" for rule in DOCUMENTS]
    + [f"requirement_unmet:{rule.code}" for rule in REQUIREMENTS]
)
_evidence = st.builds(
    Evidence,
    nik=st.sampled_from([None, "3171010101900001", "3171015002100002"]),
    born=st.none() | st.dates(date(1940, 1, 1), VOTING_DAY),
    sex=st.sampled_from([None, "L", "P"]),
    education=st.sampled_from(["", "SD", "SMP", "SMA", "S1"]),
    documents=_documents,
    unmet=_unmet,
    upheld=st.integers(0, 2),
    waived=st.frozensets(_tokens, max_size=5),
    met=st.sampled_from([(), ("pendidikan",)]),
)
_rules = st.builds(
    RulePack,
    min_age=st.sampled_from([17, 21]),
    max_age=st.sampled_from([55, 60]),
    papers_first=st.booleans(),
    documents=st.sampled_from([DOCUMENTS, DOCUMENTS[:3], (DocumentRule("ijazah", "Ijazah", False),)]),
    requirements=st.sampled_from([REQUIREMENTS, REQUIREMENTS[:4], (RequirementRule("wni", "WNI", True),)]),
)


def _rank(evidence: Evidence, rules: RulePack) -> int:
    return _RANK[conclude(evidence, rules, VOTING_DAY).eligibility]


@given(_evidence, _rules, st.sampled_from(REQUIREMENTS), st.sampled_from(DOCUMENTS))
def test_one_more_objection_never_improves_a_verdict(
    evidence: Evidence, rules: RulePack, requirement: RequirementRule, document: DocumentRule
) -> None:
    before = _rank(evidence, rules)
    assert _rank(evidence._replace(upheld=evidence.upheld + 1), rules) <= before
    assert _rank(evidence._replace(unmet=(*evidence.unmet, requirement.code)), rules) <= before
    others = tuple(line for line in evidence.documents if line[0] != document.code)
    assert _rank(evidence._replace(documents=(*others, (document.code, True, "tidak"))), rules) <= before


@given(_evidence, _rules, _tokens)
def test_setting_an_objection_aside_never_worsens_a_verdict(evidence: Evidence, rules: RulePack, aside: str) -> None:
    waived = evidence._replace(waived=evidence.waived | {aside})
    assert _rank(waived, rules) >= _rank(evidence, rules)
    assert conclude(waived, rules, VOTING_DAY).findings == conclude(evidence, rules, VOTING_DAY).findings


@given(_evidence, _rules)
def test_every_verdict_but_ms_says_why(evidence: Evidence, rules: RulePack) -> None:
    found = conclude(evidence, rules, VOTING_DAY)
    assert found.eligibility == "MS" or objections_text(found)
