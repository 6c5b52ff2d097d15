"""Issue certificates: who is entitled, a number nobody else has, a frozen copy, a seal.

What a newcomer gets wrong: taking a number outside the transaction that writes it, or handing one out again. The
sequence is read and used inside one write(), and revoked certificates keep theirs for ever.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import certificates as rules
from kpps_desk.domain import values
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.operations import collector, conclusions
from kpps_desk.operations.certificate_rows import Kept, Row, Scribe
from kpps_desk.problems import Gone, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, certificate_changes, teaching
from kpps_desk.queries import certificates as questions
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

CHUNK = 2_000  # people in one transaction: settling and saving them is what Cancel waits for longest
_STEP = 500  # certificates made between two chances to cancel: some 0.1 s of work
_AGAIN = 500  # certificates replaced in one transaction
_LONGEST_REASON = 300


class IssueResult(NamedTuple):
    """`issued` are certificates, `refused` members (or trainers) with what keeps each; `group` is what undo takes."""

    issued: "array[int]"
    refused: dict[int, Bar]
    changes: Changes
    group: str


class Reissued(NamedTuple):
    """`done`: old certificate -> new one; `refused`: certificate -> why not, a sentence."""

    done: dict[int, int]
    refused: dict[int, str]
    changes: Changes
    group: str


def issue(
    database: Database,
    chosen: Iterable[int] | None = None,
    *,
    kind: Kind = Kind.CERTIFICATE,
    area: str = "",
    session: int | None = None,
    by: str,
    day: date | None = None,
    progress: Progress = silent,
) -> IssueResult:
    """Certificates for these members (trainers, of that kind), or for all of an area or a session who are entitled.

    `day` is the date on the paper; without it each bears the day of its training, a piagam today's. Cancel keeps the
    finished chunks, and `progress` is called within a chunk too, with what is finished for good.
    """
    if chosen is None:
        with database.read(sweep=True) as db:
            chosen = _considered(db, kind, area, session)
    people = array("q", chosen)
    tells = f"Menerbitkan {words.certificate_kind(kind).lower()}"
    group = new_group()
    issued, refused, changes = array("q"), dict[int, Bar](), Changes()
    for start in range(0, len(people), CHUNK):
        alive = partial(progress, start, len(people), tells)
        alive()
        title = f"Terbitkan {words.certificate_kind(kind).lower()}"
        with collector.paused(), database.write(title, by=by, group=group, sweep=True) as tx:
            make = _issue_to_trainers if kind is Kind.TRAINER else partial(_issue_to_members, kind=kind)
            made, barred = make(tx, people[start : start + CHUNK], day, alive)
        issued.extend(made)
        refused |= barred
        changes |= tx.changes
    progress(len(people), len(people), tells)
    return IssueResult(issued, refused, changes, group.hex())


def revoke(tx: Transaction, certificate: int, *, reason: str) -> None:
    """Take a certificate out of force; its number stays taken."""
    row = _in_force(tx, certificate)
    why = _reason(reason, "Alasan pencabutan wajib diisi.")
    tx.update(schema.certificate, certificate, {"state": "dicabut", "reason": why, "state_at": tx.now_ms})
    _settle(tx, [row])


def reissue(tx: Transaction, certificate: int, *, reason: str, day: date | None = None) -> int:
    """A new certificate from today's record in the place of this one, which points at it; the new one's id."""
    _in_force(tx, certificate)
    done, refused = _replace(tx, [certificate], _reason(reason, "Alasan penggantian wajib diisi."), day=day)
    if certificate in refused:
        raise Refused(refused[certificate])
    return done[certificate]


def reissue_changed(
    database: Database, certificates: Iterable[int], *, reason: str, by: str, progress: Progress = silent
) -> Reissued:
    """New ones for all of these that say something else than today's record; the others come back with why not."""
    why = _reason(reason, "Alasan penggantian wajib diisi.")
    chosen = array("q", certificates)
    group = new_group()
    done, refused, changes = dict[int, int](), dict[int, str](), Changes()
    for start in range(0, len(chosen), _AGAIN):
        progress(start, len(chosen), "Mengganti sertifikat")
        with database.write("Ganti sertifikat yang datanya berubah", by=by, reason=why, group=group) as tx:
            made, barred = _replace(tx, chosen[start : start + _AGAIN], why, only_changed=True)
        done |= made
        refused |= barred
        changes |= tx.changes
    progress(len(chosen), len(chosen), "Mengganti sertifikat")
    return Reissued(done, refused, changes, group.hex())


# Underneath ----------------------------------------------------------------------------------------------------------


def _considered(db: Snapshot, kind: Kind, area: str, session: int | None) -> Iterable[int]:
    if kind is Kind.TRAINER:
        return [teacher.trainer_id for teacher in teaching.teachers(db, area, session)]
    return questions.considered(db, area, session)


def _in_force(tx: Transaction, certificate: int) -> CertificateRow:
    found = questions.page(tx, [certificate])
    if problem := _bar_to_change(found.get(certificate)):
        raise problem
    return found[certificate]


def _bar_to_change(row: CertificateRow | None) -> Gone | Refused | None:
    if row is None:
        return Gone("Sertifikat ini tidak ada.")
    if row.state != "terbit":
        return Refused(f"Sertifikat {row.number} sudah {words.certificate_state(row.state).lower()}.")
    return None


def _reason(text: str, missing: str) -> str:
    why = words.without_niks(values.clean(text)[0])
    if not why:
        raise Refused(missing)
    return why[:_LONGEST_REASON]


def _settle(tx: Transaction, rows: Iterable[CertificateRow]) -> None:
    conclusions.settle(tx, {row.member_id for row in rows if row.member_id is not None})


def _issue_to_members(
    tx: Transaction, members: Iterable[int], day: date | None, alive: Callable[[], None], *, kind: Kind
) -> tuple[range, dict[int, Bar]]:
    roles, election = areas.roles(tx), areas.election(tx)
    rule = election.rules.certificate(kind)
    opened = questions.opened(tx, rule, election.voting_day)
    entitled, barred = [], {}
    judged: dict[tuple[int, ...], Bar | None] = {}  # a few dozen combinations serve everybody
    for each in questions.candidates_of(tx, members, kind):
        facts = (each.role_id, each.seated, each.sworn, each.trained, each.held)
        if facts not in judged:
            judged[facts] = rules.bar(rule, roles[each.role_id], *facts[1:], opened)
        why = judged[facts]
        if why is None:
            entitled.append(each)
        else:
            barred[each.member_id] = why
    if not entitled:
        return range(0), barred
    alive()
    made = _write(tx, Scribe(tx, kind, day).of_members(entitled), alive)
    if kind is Kind.CERTIFICATE:
        conclusions.settle(tx, [each.member_id for each in entitled])
        alive()
    return made, barred


def _issue_to_trainers(
    tx: Transaction, trainers: Iterable[int], day: date | None, alive: Callable[[], None]
) -> tuple[range, dict[int, Bar]]:
    entitled, barred = [], {}
    for each in teaching.of(tx, trainers):
        if each.bar is None:
            entitled.append(each)
        else:
            barred[each.trainer_id] = each.bar
    if not entitled:
        return range(0), barred
    return _write(tx, Scribe(tx, Kind.TRAINER, day).of_trainers(entitled), alive), barred


def _write(tx: Transaction, made: Iterable[Row], alive: Callable[[], None]) -> range:
    rows = []
    for row in made:
        rows.append(row)
        if len(rows) % _STEP == 0:
            alive()
    ids = tx.insert_many(schema.certificate, rows)
    alive()
    return ids


def _replace(
    tx: Transaction, certificates: Iterable[int], reason: str, *, day: date | None = None, only_changed: bool = False
) -> tuple[dict[int, int], dict[int, str]]:
    """Old certificate -> new one, and why the others have none."""
    wanted = list(dict.fromkeys(certificates))
    old = questions.page(tx, wanted)
    changed = set(certificate_changes.among(tx, wanted)) if only_changed else set(wanted)
    new: dict[int, Row] = {}
    refused: dict[int, str] = {}
    for one in wanted:  # before a number is taken: what is refused leaves no gap
        if problem := _bar_to_change(old.get(one)):
            refused[one] = str(problem)
        elif one not in changed:
            refused[one] = f"Sertifikat {old[one].number} sudah sesuai dengan data sekarang."
    for kind in Kind:
        of_kind = [old[one] for one in wanted if one not in refused and old[one].kind == kind]
        if of_kind:
            make = _trainers_anew if kind is Kind.TRAINER else _members_anew
            new |= make(tx, Scribe(tx, kind, day), of_kind)
    for one in wanted:
        if one not in refused and one not in new:
            refused[one] = f"Pemegang sertifikat {old[one].number} tidak lagi tercatat, jadi tidak dapat diganti."
    return _exchanged(tx, old, new, reason), refused


def _members_anew(tx: Transaction, scribe: Scribe, old: Sequence[CertificateRow]) -> dict[int, Row]:
    """Old certificate -> new row. Who left the seat keeps the position and place that were printed."""
    by_member = {row.member_id: row for row in old}
    people = questions.holders_of(tx, [member for member in by_member if member is not None], scribe.kind)
    places = questions.places(tx, [row.id for row in old])
    kept = {
        each.member_id: Kept(by_member[each.member_id].position, places[by_member[each.member_id].id])
        for each in people
        if not each.seated
    }
    made = scribe.of_members(people, kept)
    return {by_member[each.member_id].id: row for each, row in zip(people, made, strict=True)}


def _trainers_anew(tx: Transaction, scribe: Scribe, old: Sequence[CertificateRow]) -> dict[int, Row]:
    by_trainer = {row.trainer_id: row for row in old}
    people = [each for each in teaching.of(tx, [one for one in by_trainer if one is not None]) if each.taught]
    made = scribe.of_trainers(people)
    return {by_trainer[each.trainer_id].id: row for each, row in zip(people, made, strict=True)}


def _exchanged(
    tx: Transaction, old: Mapping[int, CertificateRow], new: Mapping[int, Row], reason: str
) -> dict[int, int]:
    """Close the old ones before the new are written: of a kind one is in force a person."""
    if not new:
        return {}
    ended = {"state": "diganti", "reason": reason, "state_at": tx.now_ms}
    tx.update_many(schema.certificate, [{"id": one, **ended} for one in new])
    made = dict(zip(new, tx.insert_many(schema.certificate, list(new.values())), strict=True))
    tx.update_many(schema.certificate, [{"id": one, "replaced_by": later} for one, later in made.items()])
    _settle(tx, [old[one] for one in new])
    return made
