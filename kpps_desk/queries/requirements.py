"""The administrative check: one person's checklist with all objections, and how many are MS, TMS and BMS, and why.

What a newcomer gets wrong: a line that is missing. The checklist has a line for every document and requirement of the
rules, recorded or not; "not known yet" is no "not there".
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, true

from kpps_desk import words
from kpps_desk.domain import eligibility
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.findings import Finding, Severity
from kpps_desk.domain.places import digits
from kpps_desk.queries import areas, evidence
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _document, _requirement = schema.member.c, schema.document.c, schema.requirement.c
_waiver, _response = schema.waiver.c, schema.response.c


class DocumentLine(NamedTuple):
    """`known`: somebody looked for it; then `received` None says that it isn't there."""

    code: str
    name: str
    required: bool
    received: date | None
    known: bool
    verdict: str  # '' not checked | 'sah' | 'tidak'
    note: str
    checked_by: str
    checked_at: int  # UTC milliseconds; 0: never


class RequirementLine(NamedTuple):
    """`met` None: nobody has judged it."""

    code: str
    name: str
    met: bool | None
    note: str
    judged_by: str
    judged_at: int


class ObjectionLine(NamedTuple):
    """One reason against, or one doubt; `waived_reason` '' where it counts."""

    token: str
    sentence: str
    severity: Severity
    waivable: bool
    waived_reason: str
    waived_by: str
    waived_at: int


class ResponseLine(NamedTuple):
    """What somebody of the public said."""

    id: int
    version: int
    received: date
    source: str
    contact: str
    content: str
    verdict: str  # '' | 'terbukti' | 'tidak terbukti'
    verdict_note: str
    decided_by: str
    decided_at: int | None


class Checklist(NamedTuple):
    """All that the administrative check knows of one person."""

    documents: tuple[DocumentLine, ...]
    requirements: tuple[RequirementLine, ...]
    objections: tuple[ObjectionLine, ...]
    responses: tuple[ResponseLine, ...]
    eligibility: str


_DOCUMENTS = select(schema.document).where(_document.member_id == bindparam("member"))
_REQUIREMENTS = select(schema.requirement).where(_requirement.member_id == bindparam("member"))
_WAIVERS = select(schema.waiver).where(_waiver.member_id == bindparam("member"))
_RESPONSES = (
    select(*(_response[name] for name in ResponseLine._fields))
    .where(_response.member_id == bindparam("member"))
    .order_by(_response.received.desc(), _response.id.desc())
)
_IN_AREA = (_member.active == true(), _member.place >= bindparam("low"), _member.place < bindparam("high"))
_TALLY = select(_member.eligibility, func.count()).where(*_IN_AREA).group_by(_member.eligibility)
_OBJECTIONS = (
    select(_member.objections, func.count()).where(_member.objections != "", *_IN_AREA).group_by(_member.objections)
)


def checklist(db: Snapshot, member: int) -> Checklist:
    """Everything on one person, in the order of the rules; Gone is the caller's to say."""
    election = areas.election(db)
    db.choose([member])
    found = next(evidence.of_chosen(db))
    verdict = eligibility.conclude(found.evidence, election.rules, election.voting_day)
    return Checklist(
        documents=_documents(db, member, election.rules),
        requirements=_requirements(db, member, election.rules),
        objections=_objections(db, member, verdict, election.rules),
        responses=tuple(ResponseLine(*row) for row in db.rows(_RESPONSES, {"member": member})),
        eligibility=verdict.eligibility,
    )


def tally(db: Snapshot, area: str = "") -> dict[str, int]:
    """How many active people of an area are MS, TMS and BMS."""
    return dict.fromkeys(("MS", "TMS", "BMS"), 0) | dict(db.rows(_TALLY, _range(area)))


def objection_counts(db: Snapshot, area: str = "") -> dict[str, int]:
    """How many active people of an area each objection (a token) concerns, the most frequent first."""
    counts: Counter[str] = Counter()
    for objections, people in db.rows(_OBJECTIONS, _range(area)):
        for objection in objections.split():
            counts[objection] += people
    return dict(counts.most_common())


def _documents(db: Snapshot, member: int, rules: RulePack) -> tuple[DocumentLine, ...]:
    rows = {row.code: row for row in db.rows(_DOCUMENTS, {"member": member})}
    return tuple(
        DocumentLine(rule.code, rule.name, rule.required, row.received, True, row.verdict, row.note, *_checked(row))
        if (row := rows.get(rule.code))
        else DocumentLine(rule.code, rule.name, rule.required, None, False, "", "", "", 0)
        for rule in rules.documents
    )


def _checked(row: Any) -> tuple[str, int]:
    return row.checked_by, row.checked_at


def _requirements(db: Snapshot, member: int, rules: RulePack) -> tuple[RequirementLine, ...]:
    rows = {row.code: row for row in db.rows(_REQUIREMENTS, {"member": member})}
    return tuple(
        RequirementLine(rule.code, rule.name, row.met, row.note, row.judged_by, row.judged_at)
        if (row := rows.get(rule.code))
        else RequirementLine(rule.code, rule.name, None, "", "", 0)
        for rule in rules.requirements
    )


def _objections(db: Snapshot, member: int, verdict: eligibility.Verdict, rules: RulePack) -> tuple[ObjectionLine, ...]:
    waivers = {row.objection: row for row in db.rows(_WAIVERS, {"member": member})}
    listed: dict[str, Finding] = {}
    for one in verdict.findings:
        if one.severity >= Severity.WARNING:
            listed.setdefault(eligibility.token(one), one)
    lines = []
    for token, one in listed.items():
        waiver = waivers.get(token) if eligibility.waivable(token, rules) else None
        waived = (waiver.reason, waiver.granted_by, waiver.granted_at) if waiver else ("", "", 0)
        sentence = words.objection_of(one, rules)
        lines.append(ObjectionLine(token, sentence, one.severity, eligibility.waivable(token, rules), *waived))
    return tuple(sorted(lines, key=lambda line: (bool(line.waived_reason), -line.severity)))


def _range(area: str) -> Mapping[str, str]:
    low = digits(area)
    return {"low": low, "high": low + ":"}


# What an act over many people has to know of those in `schema.chosen`.


class Standing(NamedTuple):
    """A member as bulk acts see one."""

    id: int
    active: bool
    left_reason: str
    merged_into: int | None
    eligibility: str
    seated: bool
    nik: str | None
    wanted: str
    reserve: int


_appointment = schema.appointment.c
_STANDINGS = (
    select(
        _member.id,
        _member.active,
        _member.left_reason,
        _member.merged_into,
        _member.eligibility,
        _appointment.id.is_not(None),
        _member.nik,
        _member.wanted,
        _member.reserve,
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == schema.chosen.c.id)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
)
_DOCUMENTS_OF_CHOSEN = (
    select(_document.member_id, _document.code, _document.id, _document.received, _document.verdict, _document.note)
    .select_from(schema.chosen)
    .join(schema.document, _document.member_id == schema.chosen.c.id)
)
_REQUIREMENTS_OF_CHOSEN = (
    select(_requirement.member_id, _requirement.code, _requirement.id, _requirement.met, _requirement.note)
    .select_from(schema.chosen)
    .join(schema.requirement, _requirement.member_id == schema.chosen.c.id)
)


def standings(db: Snapshot, members: Iterable[int]) -> dict[int, Standing]:
    """These members, by id."""
    db.choose(members)
    return {row[0]: Standing(*row) for row in db.rows(_STANDINGS)}


def recorded_documents(db: Snapshot, members: Iterable[int]) -> dict[tuple[int, str], tuple[int, tuple[Any, ...]]]:
    """(member, code) -> record, (received, verdict, note)."""
    db.choose(members)
    return {(member, code): (record, tuple(rest)) for member, code, record, *rest in db.rows(_DOCUMENTS_OF_CHOSEN)}


def recorded_requirements(db: Snapshot, members: Iterable[int]) -> dict[tuple[int, str], tuple[int, tuple[Any, ...]]]:
    """(member, code) -> record, (met, note)."""
    db.choose(members)
    return {(member, code): (record, tuple(rest)) for member, code, record, *rest in db.rows(_REQUIREMENTS_OF_CHOSEN)}


_OF_RESPONSE = select(_response.member_id).where(_response.id == bindparam("response"))


def member_of_response(db: Snapshot, response: int) -> int | None:
    """Whom it is about; None if there is no such response."""
    found: int | None = db.value(_OF_RESPONSE, {"response": response})
    return found
