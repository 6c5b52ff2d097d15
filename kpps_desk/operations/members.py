"""Correct one person's record, as the form in Anggota does.

What a newcomer gets wrong: parsing here. The form and the import read a field with the same column object of
exchange.columns and judge with the same rule; only what is done with the verdict differs: a form says no.
"""

from collections.abc import Mapping
from typing import Any

from kpps_desk import words
from kpps_desk.domain import eligibility, nik, values
from kpps_desk.domain.election import Election
from kpps_desk.domain.findings import Finding, Severity
from kpps_desk.domain.values import Sex
from kpps_desk.exchange import columns
from kpps_desk.operations import conclusions
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import areas, members
from kpps_desk.queries.members import MemberDetails
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

EDITABLE = (
    "title_before",
    "name",
    "title_after",
    "nik",
    "sex",
    "birth_place",
    "born",
    "address",
    "rt_rw",
    "phone",
    "email",
    "education",
    "occupation",
    "marital",
    "note",
)


def edit(tx: Transaction, member: int, typed: Mapping[str, str], *, version: int) -> bool:
    """Save what was typed into the form; False where nothing differs.

    Invalid names the field that can't be accepted, Conflict says that somebody else saved meanwhile, Refused that a
    seat holder would no longer meet the requirements.
    """
    election = areas.election(tx)
    person = members.details(tx, member)
    parsed = {name: _parsed(name, text, election) for name, text in typed.items() if name in EDITABLE}
    if "name" in parsed:
        parsed["name_key"] = values.name_key(parsed["name"])
    parsed |= _judged(person, parsed, election)
    changed = tx.update(schema.member, member, parsed, version=version)
    if changed:
        conclusions.settle(tx, [member])
    return changed


def _parsed(name: str, text: str, election: Election) -> Any:
    column = columns.BY_NAME[name]
    text, _ = values.clean(text)
    if name == "nik":
        return _nik(text, election)
    if name == "name" and not text:
        raise Invalid(name, "Nama wajib diisi.")
    if len(text) > column.longest:
        raise Invalid(name, f"{column.header} terlalu panjang: paling banyak {column.longest} huruf.")
    try:
        return column.parse(text)
    except ValueError as error:
        sentence = words.finding(Finding(column.trouble, Severity.WARNING, name, text))
        raise Invalid(name, f"{sentence}.") from error


def _nik(text: str, election: Election) -> str | None:
    try:
        digits, _ = nik.repair(text)
        if digits:
            nik.parse_nik(digits, election.voting_day)
    except nik.NikError as error:
        raise Invalid("nik", f"{words.finding(Finding(error.code, Severity.REJECT, 'nik'))}.") from error
    return digits or None


def _judged(person: MemberDetails, parsed: Mapping[str, Any], election: Election) -> dict[str, Any]:
    """The verdict on the corrected person."""
    digits = parsed.get("nik", person.nik)
    sex = parsed.get("sex", person.sex)
    typed_born = parsed.get("born", person.born)
    known_sex = Sex(sex) if sex else None
    found = nik.findings(digits or "", typed_born, known_sex, election.voting_day)
    born = typed_born or (nik.parse_nik(digits, election.voting_day).born if digits else None)
    verdict = eligibility.judge(born, known_sex, found, election.rules, election.voting_day)
    if person.seat_number is not None and verdict.eligibility != "MS":
        reasons = "; ".join(words.finding(one) for one in verdict.findings if one.severity >= Severity.WARNING)
        raise Refused(
            f"{person.full_name} memegang kursi, padahal dengan isian ini tidak memenuhi syarat: {reasons}.",
            "Kosongkan kursinya dahulu.",
        )
    told = " ".join(dict.fromkeys(one.code.value for one in verdict.findings if one.severity >= Severity.WARNING))
    return {"eligibility": verdict.eligibility, "objections": told, "born": born}
