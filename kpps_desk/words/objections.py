"""Objections in words, by the names that the rule pack gives documents and requirements; used through `words`.

What a newcomer gets wrong: the sentence of the finding's code alone. `document_missing` says nothing without the name
of the document, and that name is the election's setting.
"""

from kpps_desk.domain.election import RulePack
from kpps_desk.domain.eligibility import token
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.words.findings import finding_alone, problem
from kpps_desk.words.numbers import long_date


def objection(token: str, rules: RulePack) -> str:
    """`Ijazah SMA atau sederajat tidak ada`, of a member's token; without a full stop."""
    code, _, detail = token.partition(":")
    if code in (Code.DOCUMENT_MISSING, Code.DOCUMENT_INVALID):
        name = next((rule.name for rule in rules.documents if rule.code == detail), detail or "Dokumen")
        return f"{name} {'tidak ada' if code == Code.DOCUMENT_MISSING else 'tidak sah'}"
    if code == Code.REQUIREMENT_UNMET:
        name = next((rule.name for rule in rules.requirements if rule.code == detail), detail)
        return f"Syarat tidak terpenuhi: {name}" if name else problem(code)
    if code in (Code.TOO_YOUNG, Code.TOO_OLD):
        return f"{'Menurut NIK, umur' if detail else 'Umur'} {_limit(Code(code), rules)}"
    return problem(code)


def objection_of(one: Finding, rules: RulePack) -> str:
    """The same of a finding, with the value that tells why: `Umur ... di bawah 17 tahun (16 tahun)`."""
    if one.code in (Code.TOO_YOUNG, Code.TOO_OLD):
        return f"{objection(token(one), rules)} ({one.detail} tahun)"
    if one.code is Code.DOCUMENT_MISSING and one.severity is Severity.WARNING:
        return objection(token(one), rules).replace("tidak ada", "belum dicatat")
    if one.code in (Code.DOCUMENT_MISSING, Code.DOCUMENT_INVALID, Code.REQUIREMENT_UNMET):
        return objection(token(one), rules)
    return finding_alone(one)


def _limit(code: Code, rules: RulePack) -> str:
    day = f"pada {long_date(rules.age_day)}" if rules.age_day else "pada hari pemungutan suara"
    return f"{day} di bawah {rules.min_age} tahun" if code is Code.TOO_YOUNG else f"{day} di atas {rules.max_age} tahun"
