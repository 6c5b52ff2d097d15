"""Issue certificates: who is entitled, a number nobody else has, a frozen copy, a seal.

What a newcomer gets wrong: taking a number outside the transaction that writes it, or handing one out again. The
sequence is read and used inside one write(), and revoked certificates keep theirs for ever.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Bar, Edition, Kind
from kpps_desk.domain.election import Election, Role
from kpps_desk.domain.places import dotted
from kpps_desk.exchange import seals
from kpps_desk.operations import collector, conclusions
from kpps_desk.problems import Gone, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas
from kpps_desk.queries import certificates as questions
from kpps_desk.queries.certificates import Candidate, Training
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

CHUNK = 2_000  # members in one transaction: settling and saving them is what Cancel waits for longest
_STEP = 500  # certificates made between two chances to cancel: some 0.1 s of work
_TITLE = "Terbitkan sertifikat"
_TELLS = "Menerbitkan sertifikat"
_CODES = {Kind.CERTIFICATE: "SERT", Kind.PIAGAM: "PIAGAM"}  # {kode} of a number


class IssueResult(NamedTuple):
    """`issued` are certificates, `refused` members with what keeps each; `group` is what undo takes."""

    issued: "array[int]"
    refused: dict[int, Bar]
    changes: Changes
    group: str


def issue(
    database: Database,
    chosen: Iterable[int] | None = None,
    *,
    area: str = "",
    session: int | None = None,
    by: str,
    day: date | None = None,
    progress: Progress = silent,
) -> IssueResult:
    """Certificates for these members, or for all of an area or a session, as far as they are entitled.

    `day` is the date on the paper; without it each bears the day of its training. Cancel keeps the finished chunks, and
    `progress` is called within a chunk too, with what is finished for good.
    """
    if chosen is None:
        with database.read(sweep=True) as db:
            chosen = questions.considered(db, area, session)
    members = array("q", chosen)
    group = new_group()
    issued, refused, changes = array("q"), dict[int, Bar](), Changes()
    for start in range(0, len(members), CHUNK):
        alive = partial(progress, start, len(members), _TELLS)
        alive()
        with collector.paused(), database.write(_TITLE, by=by, group=group, sweep=True) as tx:
            made, barred = _issue_chunk(tx, members[start : start + CHUNK], day, alive)
        issued.extend(made)
        refused |= barred
        changes |= tx.changes
    progress(len(members), len(members), _TELLS)
    return IssueResult(issued, refused, changes, group.hex())


def revoke(tx: Transaction, certificate: int, *, reason: str) -> None:
    """Take a certificate out of force; its number stays taken."""
    row = _in_force(tx, certificate)
    if not reason.strip():
        raise Refused("Alasan pencabutan wajib diisi.")
    tx.update(schema.certificate, certificate, {"state": "dicabut", "reason": reason.strip()})
    conclusions.settle(tx, [row.member_id])


def reissue(tx: Transaction, certificate: int, *, reason: str, day: date | None = None) -> int:
    """A new certificate from today's record in the place of this one, which points at it; the new one's id."""
    row = _in_force(tx, certificate)
    found = questions.candidates_of(tx, [row.member_id])
    if not found or not found[0].seated:
        raise Refused(f"{row.name} tidak lagi memegang kursi TPS, jadi sertifikatnya tidak dapat diganti.")
    press = _Press(tx, day)
    tx.update(schema.certificate, certificate, {"state": "diganti", "reason": reason.strip()})
    new = tx.insert(schema.certificate, next(press.rows(found)))
    tx.update(schema.certificate, certificate, {"replaced_by": new})
    conclusions.settle(tx, [row.member_id])
    return new


def _in_force(tx: Transaction, certificate: int) -> questions.CertificateRow:
    row = questions.page(tx, [certificate]).get(certificate)
    if row is None:
        raise Gone("Sertifikat ini tidak ada.")
    if row.state != "terbit":
        raise Refused(f"Sertifikat {row.number} sudah {words.certificate_state(row.state).lower()}.")
    return row


def _issue_chunk(
    tx: Transaction, members: Iterable[int], day: date | None, alive: Callable[[], None]
) -> tuple[range, dict[int, Bar]]:
    roles = areas.roles(tx)
    entitled, barred = [], {}
    for each in questions.candidates_of(tx, members):
        why = rules.bar(roles[each.role_id], each.seated, each.sworn, each.trained, each.certified)
        if why is None:
            entitled.append(each)
        else:
            barred[each.member_id] = why
    if not entitled:
        return range(0), barred
    alive()
    rows = []
    for row in _Press(tx, day).rows(entitled):
        rows.append(row)
        if len(rows) % _STEP == 0:
            alive()
    made = tx.insert_many(schema.certificate, rows)
    alive()
    conclusions.settle(tx, [each.member_id for each in entitled])
    alive()
    return made, barred


class _Press:
    """Makes the rows of certificates for the members in `chosen`: numbers, editions and seals of one transaction."""

    def __init__(self, tx: Transaction, day: date | None) -> None:
        self._tx = tx
        self._day = day
        self._election: Election = areas.election(tx)
        self._roles: dict[int, Role] = areas.roles(tx)
        self._names = areas.names(tx)
        self._key, self._seal = _signer(tx)
        self._sessions = questions.trainings_of_chosen(tx)
        self._trainings = questions.trainings(tx, set(self._sessions.values()))
        self._editions: dict[int | None, tuple[int, Edition]] = {}
        self._sequences: dict[str, int] = {}

    def rows(self, candidates: Iterable[Candidate]) -> Iterator[dict[str, Any]]:
        """One row of schema.certificate for each candidate."""
        for each in candidates:
            edition_id, edition = self._edition(self._sessions.get(each.member_id))
            scope = str(edition.day.year)
            sequence = self._sequence(scope)
            kelurahan, kecamatan = _areas_of(each.place[:10])
            number = _number(self._election.number_template, sequence, edition, kecamatan)
            name = words.full_name(each.title_before, each.name, each.title_after)
            position = rules.position_line(
                self._roles[each.role_id].kpps, each.place[10:13], self._names[kelurahan], self._names[kecamatan]
            )
            text = rules.seal_lines(name, position, edition.event, edition.jp, edition.day, number)
            yield {
                "member_id": each.member_id,
                "edition_id": edition_id,
                "kind": edition.kind.value,
                "scope": scope,
                "sequence": sequence,
                "number": number,
                "name": name,
                "position": position,
                "place": each.place,
                "seal": self._seal(text),
                "key_id": self._key,
                "issued_at": self._tx.now_ms,
                "issued_by": self._tx.by,
            }

    def _sequence(self, scope: str) -> int:
        if scope not in self._sequences:
            self._sequences[scope] = questions.last_sequence(self._tx, scope)
        self._sequences[scope] += 1
        return self._sequences[scope]

    def _edition(self, session: int | None) -> tuple[int, Edition]:
        if session not in self._editions:
            training = None if session is None else self._trainings[session]
            edition = self._compose(training)
            content = edition.to_json()
            known = questions.edition_id(self._tx, content)
            if known is None:
                record = {"kind": edition.kind.value, "content": content}
                known = self._tx.insert(schema.certificate_edition, record)
            self._editions[session] = known, edition
        return self._editions[session]

    def _compose(self, training: Training | None) -> Edition:
        paper = self._election.paper
        topics = tuple((str(topic), int(jp)) for topic, jp in json.loads(training.topics)) if training else ()
        place = (training.venue or self._names[training.area_code]) if training else ""
        day = self._day or (training.day if training else self._tx.now.astimezone().date())
        return Edition(
            kind=Kind.CERTIFICATE,
            letterhead=paper.letterhead,
            event=paper.event,
            topics=topics,
            jp=sum(jp for _, jp in topics),
            place=place,
            dates=words.long_date(training.day) if training else "",
            city=paper.city,
            day=day,
            signatory_title=paper.signatory_title,
            signatory_name=paper.signatory_name,
        )


@lru_cache(maxsize=300)
def _areas_of(kelurahan: str) -> tuple[str, str]:
    """The codes, with dots, of a kelurahan and its kecamatan."""
    return dotted(kelurahan), dotted(kelurahan[:6])


def _signer(db: Snapshot) -> tuple[str, Callable[[str], str]]:
    key = questions.signing_key(db)
    if key is None:
        raise Refused("Berkas kerja ini tidak memiliki kunci tanda tangan.", "Terbitkan dari berkas kerja asalnya.")
    return key.key_id, seals.signer(seals.SigningKey(*key))


def _number(template: str, sequence: int, edition: Edition, area: str) -> str:
    if "{urut}" not in template:
        raise Refused("Pola nomor sertifikat harus memuat {urut}.", "Perbaiki pola nomor pada pengaturan.")
    try:
        return rules.number(template, sequence=sequence, code=_CODES[edition.kind], area=area, day=edition.day)
    except ValueError as error:
        raise Refused(
            f"Pola nomor sertifikat memuat bagian yang tidak dikenal: {error}.", "Perbaiki pola nomor pada pengaturan."
        ) from error
