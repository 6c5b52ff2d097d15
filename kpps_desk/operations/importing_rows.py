"""Decide for each person of a list: new, known, or in the way of somebody; operations.import_writing then writes it.

What a newcomer gets wrong: matching on names first. A NIK names a person; only without one do name, TPS and birth date
(as far as it is known) together. Deciding reads and changes nothing, so that a rehearsal (`--dry-run`) is the same code
without the writing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import Row

from kpps_desk.domain import eligibility, stages
from kpps_desk.domain.election import Role
from kpps_desk.domain.eligibility import Evidence, Verdict
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.exchange.roster import Guide, Person
from kpps_desk.operations.import_facts import FIELDS, SAID, STATION, wanted
from kpps_desk.operations.seating import Seating, Taken
from kpps_desk.queries import areas, evidence, roster
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

Existing = Literal["skip", "update", "fill"]
Key = tuple[str, date | None, str]  # name key, birth date, station or kelurahan
Namesakes = dict[tuple[str, str], list[tuple[int, date | None]]]  # name key and place -> members, their birth dates

_FIRST = slice(len(FIELDS))  # the same of a member's record
_APPOINTED = stages.Stage.APPOINTED.value
_BY_NIK = ("nik", "sex", "born")
_JUDGED = ("nik", "sex", "born", "education")  # what a verdict hangs on, of all that a list says


@dataclass(slots=True)
class Known:
    """What is there, kept in step with what this import adds; `entry` is the journal's end as of then."""

    entry: bytes | None
    free_id: int  # of the next member, as of then
    niks: dict[str, int]
    unnamed: Namesakes  # active people without a NIK
    seating: Seating
    station_ids: dict[str, int]
    role_ids: dict[str, int]
    roles: dict[str, Role]
    leavers: frozenset[int]
    guide: Guide
    rows_by_nik: dict[str, int] = field(default_factory=dict)  # of this file
    rows_by_key: dict[Key, int] = field(default_factory=dict)
    left: Mapping[str | Key, str] = field(default_factory=dict)  # who left the roster, by NIK or else by key: why
    again: Mapping[int, Finding] = field(default_factory=dict)  # rows that were rejected as doubles before

    def role_of(self, record: Row[Any]) -> Role:
        """The role that a known person has."""
        return next(self.roles[code] for code, role_id in self.role_ids.items() if role_id == record.role_id)


@dataclass(slots=True)
class Plan:
    """What is to become of one chunk."""

    created: list[tuple[Person, str]] = field(default_factory=list)  # with the code of the seat, '' without one
    doubted: list[int] = field(default_factory=list)  # members whose NIK, birth date or sex the list changes
    updated: list[int] = field(default_factory=list)  # rows
    changes: list[dict[str, Any]] = field(default_factory=list)  # whole records of updated members
    moves: list[tuple[int, str]] = field(default_factory=list)  # known members and the seats that they get
    rejected: list[int] = field(default_factory=list)  # rows
    unchanged: int = 0
    findings: list[tuple[int, Sequence[Finding]]] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)  # of the rows with findings

    @property
    def seated(self) -> list[str]:
        return [seat for _, seat in self.created if seat] + [seat for _, seat in self.moves]

    def reject(self, person: Person, finding: Finding) -> None:
        self.rejected.append(person.row)
        self.tell(person, (finding,))

    def tell(self, person: Person, findings: Sequence[Finding]) -> None:
        self.findings.append((person.row, findings))
        self.names[person.row] = person.name


def load(db: Snapshot, guide: Guide, before: Known | None = None) -> Known:
    """Ask what is there; `before` is what was known of the rows so far."""
    seating = Seating(roster.seat_ids(db), roster.holders(db), guide.roles)
    unnamed: Namesakes = {}
    for row in roster.without_nik(db):
        unnamed.setdefault((row.name_key, row.wanted[:STATION]), []).append((row.id, row.born))
    known = Known(
        entry=roster.last_entry(db),
        free_id=db.free_id(schema.member),
        niks=roster.by_nik(db),
        unnamed=unnamed,
        seating=seating,
        station_ids=roster.station_ids(db),
        role_ids={role.code: record for record, role in areas.roles(db).items()},
        roles={role.code: role for role in guide.roles},
        leavers=roster.leavers(db),
        guide=guide,
        left={row.nik or (row.name_key, row.born, row.wanted[:STATION]): row.left_reason for row in roster.left(db)},
    )
    if before is not None:
        known.rows_by_nik, known.rows_by_key, known.again = before.rows_by_nik, before.rows_by_key, before.again
    return known


def decide(db: Snapshot, known: Known, people: Sequence[Person], existing: Existing) -> Plan:
    """A verdict on each person; the seats that they get are taken in `known`."""
    plan = Plan()
    met = _Acquaintances(db, known, people, whole=existing != "skip")
    strangers = not (met.anybody or known.left)
    first_row = known.rows_by_nik.setdefault
    for person in people:
        nik, row = person.nik, person.row
        if not (nik and first_row(nik, row) == row) and (double := twice(known, person)):
            plan.reject(person, double)
            continue
        if strangers:
            _plan_new(db, known, plan, person)
            continue
        record = met.record(person)
        if record is None:
            why = known.left.get(person.nik or _key(person)) if known.left else None
            if why is None:
                _plan_new(db, known, plan, person)
            else:  # a list brings nobody back
                plan.unchanged += 1
                plan.tell(person, [Finding(Code.LEFT_ROSTER, Severity.WARNING, "name", why)])
        else:
            _plan_known(db, known, plan, person, record, existing, met)
    return plan


class _Acquaintances:
    """Which people of a chunk are known already, asked for all of them at once."""

    def __init__(self, db: Snapshot, known: Known, people: Sequence[Person], *, whole: bool) -> None:
        self._known = known
        self._by_name: Namesakes = {}
        found = {known.niks[person.nik] for person in people if person.nik in known.niks}
        self._look_for_names(db, [person for person in people if not person.nik])
        names = [_name(person) for person in people] if known.unnamed else ()
        for namesakes in (*self._by_name.values(), *(known.unnamed.get(name, ()) for name in names)):
            found.update(member for member, _ in namesakes)
        self._records = roster.people(db, found, FIELDS if whole else ()) if found else {}
        self._db = db
        self._panel = eligibility.panel(known.guide.rules, known.guide.voting_day)
        self._evidence: dict[int, Evidence] = {}

    @property
    def anybody(self) -> bool:
        """Whether any row may mean a member."""
        return bool(self._records)

    def record(self, person: Person) -> Row[Any] | None:
        """The member whom this row means; each member without a NIK is meant by one row only."""
        if person.nik in self._known.niks:
            return self._records[self._known.niks[person.nik]]
        if not self._records:
            return None
        namesakes = (self._known.unnamed if person.nik else self._by_name).get(_name(person), [])
        # The same birth date first; one that isn't known on either side contradicts nobody.
        meant = next((one for one in namesakes if one[1] == person.born), None) or next(
            (one for one in namesakes if one[1] is None or person.born is None), None
        )
        if meant is None:
            return None
        namesakes.remove(meant)
        return self._records[meant[0]]

    def verdict(self, member: int, fields: dict[str, Any], role: Role) -> Verdict:
        """The verdict on the member in this role with these fields; papers, responses and waivers are the member's."""
        if not self._evidence:
            self._db.choose(self._records)
            self._evidence = {one.member: one.evidence for one in evidence.of_chosen(self._db)}
        judged = {name: fields[name] for name in _JUDGED}
        return self._panel.conclude(self._evidence[member]._replace(**judged, kpps=role.kpps))

    def _look_for_names(self, db: Snapshot, people: Sequence[Person]) -> None:
        if people:
            for row in roster.by_names(db, (person.name_key for person in people)):
                for place in {row.wanted[:STATION], row.place[:STATION]}:
                    self._by_name.setdefault((row.name_key, place), []).append((row.id, row.born))


def _name(person: Person) -> tuple[str, str]:
    return person.name_key, person.place


def _key(person: Person) -> Key:
    return person.name_key, person.born, person.place


def twice(known: Known, person: Person) -> Finding | None:
    """The same person in two rows of one file; without NIK and birth date two namesakes can't be told apart."""
    if person.nik:
        earlier = known.rows_by_nik.setdefault(person.nik, person.row)
        code = Code.NIK_TWICE
    elif person.born:
        earlier = known.rows_by_key.setdefault(_key(person), person.row)
        code = Code.PERSON_TWICE
    else:
        return None
    return Finding(code, Severity.REJECT, "nik", f"baris {earlier}") if earlier != person.row else None


def _plan_new(db: Snapshot, known: Known, plan: Plan, person: Person) -> None:
    if person.eligibility != "MS" or len(person.place) != STATION:
        plan.created.append((person, ""))
    elif isinstance(seat := known.seating.take(person), Taken):
        plan.reject(person, _no_seat(db, seat, Severity.REJECT))
    else:
        plan.created.append((person, seat))


def _no_seat(db: Snapshot, taken: Taken, severity: Severity) -> Finding:
    holder = roster.name(db, taken.holder) if isinstance(taken.holder, int) else taken.holder
    return Finding(taken.code, severity, "role", ", ".join(filter(None, (f"TPS {taken.tps}", holder))))


def _plan_known(
    db: Snapshot,
    known: Known,
    plan: Plan,
    person: Person,
    record: Row[Any],
    existing: Existing,
    met: _Acquaintances,
) -> None:
    same = existing != "skip" and person[SAID] == record[_FIRST]  # most rows of a list that comes again
    if not same and record.name_key != person.name_key and record.born != person.born:
        plan.reject(person, Finding(Code.NIK_TWICE, Severity.REJECT, "nik", record.name))
        return
    if known.again and (double := known.again.get(person.row)) and (double.code is Code.NIK_TWICE or not person.nik):
        plan.reject(person, double)
        return
    seated = len(record.place) > STATION and record.stage >= _APPOINTED
    warnings: list[Finding] = []
    if seated and _asks_for_another(known, person, record):
        held = f"TPS {record.place[10:STATION]} kursi {record.place[STATION:]}"
        warnings.append(Finding(Code.SEAT_ELSEWHERE, Severity.WARNING, "place", held))
    if existing == "skip" or (seated and same):
        plan.unchanged += 1
    else:
        fill = existing == "fill"
        changed = _merged(person, record, fill=fill)
        fit = record.eligibility == "MS"
        role = known.role_of(record)
        if not (seated or fill):
            role = known.roles[person.role]
        if role is not known.role_of(record) or any(changed[name] != getattr(record, name) for name in _JUDGED):
            verdict = met.verdict(record.id, changed, role)
            # Who has become unfit on the seat by later facts may be corrected; no list makes a holder unfit.
            if seated and fit and verdict.eligibility != "MS":
                worst = max(verdict.findings, key=lambda finding: finding.severity)
                plan.reject(person, worst._replace(severity=Severity.REJECT))
                return
            fit = verdict.eligibility == "MS"
        _plan_change(db, known, plan, person, record, changed, seated=seated, fit=fit, fill=fill, warnings=warnings)
    if warnings:
        plan.tell(person, warnings)


def _asks_for_another(known: Known, person: Person, record: Row[Any]) -> bool:
    """Whether the row names another TPS, role or seat than this person holds; a list moves nobody."""
    held: str = record.place
    station, number = held[:STATION], int(held[STATION:])
    return (
        (len(person.place) == STATION and person.place != station)
        or number not in known.roles[person.role].numbers
        or person.seat_number not in (0, number)
    )


def _plan_change(
    db: Snapshot,
    known: Known,
    plan: Plan,
    person: Person,
    record: Row[Any],
    changed: dict[str, Any],
    *,
    seated: bool,
    fit: bool,
    fill: bool,
    warnings: list[Finding],
) -> None:
    """Put the merged record into the plan if it differs, and the person on a seat if one is due and free."""
    seat: str | Taken = ""
    if not seated:
        changed |= _asked(known, person, record, fill=fill)
        # Who is without a seat though fit (a reserve, one who gave it up) isn't put on one by a list that says no more.
        news = record.eligibility != "MS" or any(
            changed[name] != getattr(record, name) for name in ("role_id", "wanted")
        )
        due = fit and news and not record.reserve and record.id not in known.leavers
        if due and len(person.place) == STATION:
            seat = known.seating.take(person)
    if isinstance(seat, Taken):
        warnings.append(_no_seat(db, seat, Severity.WARNING))
        seat = ""
    differs = any(value != getattr(record, name) for name, value in changed.items())
    if seat:
        plan.moves.append((record.id, seat))
    if any(changed[name] != getattr(record, name) for name in _BY_NIK):
        plan.doubted.append(record.id)
    if differs:
        plan.changes.append({"id": record.id, "role_id": record.role_id, "wanted": record.wanted, **changed})
    if differs or seat:
        plan.updated.append(person.row)
    else:
        plan.unchanged += 1


def _merged(person: Person, record: Row[Any], *, fill: bool) -> dict[str, Any]:
    """The record with what the row says; a blank cell never erases, and `fill` only completes."""
    merged = {}
    for name in FIELDS:
        kept, given = getattr(record, name), getattr(person, name)
        merged[name] = kept if given in ("", None) or (fill and kept not in ("", None)) else given
    return merged


def _asked(known: Known, person: Person, record: Row[Any], *, fill: bool) -> dict[str, Any]:
    """The role and place that somebody without a seat is meant for: the row says more, or (not to complete) another."""
    asked = wanted(person.place, person.seat_number)
    if record.wanted.startswith(asked) or (fill and not asked.startswith(record.wanted)):
        asked = record.wanted
    return {"role_id": record.role_id if fill else known.role_ids[person.role], "wanted": asked}
