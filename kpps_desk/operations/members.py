"""Correct one person's record, as the form in Anggota does.

What a newcomer gets wrong: parsing here. The form and the import read a field with the same column object of
exchange.columns and judge with the same rule; only what is done with the verdict differs: a form says no.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from kpps_desk import words
from kpps_desk.domain import nik, values
from kpps_desk.domain.election import Election
from kpps_desk.domain.findings import Finding, Severity
from kpps_desk.exchange import columns
from kpps_desk.operations import conclusions, nik_doctor
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
    if parsed.keys() & {"born", "nik"}:
        parsed["born"] = _born(person, parsed, election)
    _refuse_unfit(tx, person, parsed)
    changed = tx.update(schema.member, member, parsed, version=version)
    if changed:
        conclusions.judge(tx, [member])
        if parsed.keys() & {"nik", "born", "sex"}:
            nik_doctor.ask_again(tx, [member])
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


def _born(person: MemberDetails, parsed: Mapping[str, Any], election: Election) -> date | None:
    """The typed birth date, else the NIK's."""
    typed, digits = parsed.get("born", person.born), parsed.get("nik", person.nik)
    if typed or not digits:
        return cast(date | None, typed)
    return nik.parse_nik(digits, election.voting_day).born


def _refuse_unfit(tx: Transaction, person: MemberDetails, parsed: Mapping[str, Any]) -> None:
    """No form makes a seat holder unfit; who became it by later facts may still be corrected."""
    if person.seat_number is None or person.eligibility != "MS":
        return
    verdict = conclusions.verdicts(tx, {person.id: parsed})[person.id]
    if verdict.eligibility != "MS":
        reasons = "; ".join(words.finding(one) for one in verdict.findings if one.severity >= Severity.WARNING)
        raise Refused(
            f"{person.full_name} memegang kursi, padahal dengan isian ini tidak memenuhi syarat: {reasons}.",
            "Kosongkan kursinya dahulu.",
        )
