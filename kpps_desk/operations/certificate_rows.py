"""What certificates say when they are issued: number, name, position, edition, seal; the rows of one transaction.

What a newcomer gets wrong: making a Scribe a person. Sequences, editions and the offices' letterheads are read once a
transaction and remembered; a province has 103,845 certificates and some two thousand editions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from kpps_desk import words
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Edition, Kind
from kpps_desk.domain.election import Role
from kpps_desk.domain.places import digits, dotted
from kpps_desk.exchange import seals
from kpps_desk.operations import designs
from kpps_desk.operations.certificate_editions import Composer
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, issuing, teaching
from kpps_desk.queries import certificates as questions
from kpps_desk.queries.certificates import Candidate
from kpps_desk.queries.designs import chosen
from kpps_desk.queries.issuing import Training
from kpps_desk.queries.teaching import Teacher
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

Row = dict[str, Any]  # of schema.certificate
_KECAMATAN, _KELURAHAN = 6, 10  # digits of an area's code


class Kept(NamedTuple):
    """What stays as it was printed for whoever no longer sits where it says."""

    position: str
    place: str


class Scribe:
    """Makes the rows of certificates of one kind: numbers, editions and seals of one transaction."""

    def __init__(self, tx: Transaction, kind: Kind, day: date | None) -> None:
        self._tx = tx
        self.kind = kind
        election = areas.election(tx)
        self._code = election.rules.certificate(kind).code
        self._template = checked_template(election.number_template)
        self._composer = Composer(tx, election, kind, day, designs.freeze(tx, chosen(tx, kind)))
        self._roles: dict[int, Role] = areas.roles(tx)
        self._names = areas.names(tx)
        self._key, self._seal = signer(tx)
        self._editions: dict[object, tuple[int, Edition]] = {}
        self._scopes: dict[date, str] = {}
        self._sequences: dict[str, int] = {}

    def of_members(self, candidates: Iterable[Candidate], kept: Mapping[int, Kept] | None = None) -> Iterator[Row]:
        """A row for each candidate, who must be in `chosen`."""
        kept = kept or {}
        held = issuing.trainings_of_chosen(self._tx) if self.kind is Kind.CERTIFICATE else {}
        trainings = issuing.trainings(self._tx, set(held.values()))
        for each in candidates:
            position, place = kept[each.member_id] if each.member_id in kept else self._seat(each)
            session = held.get(each.member_id)
            edition_id, edition = self._edition(place[:_KELURAHAN], session, trainings)
            name = words.full_name(each.title_before, each.name, each.title_after)
            yield self._row(edition_id, edition, name, position, place, member=each.member_id)

    def of_trainers(self, teachers: Iterable[Teacher]) -> Iterator[Row]:
        """A row for each trainer: what they taught, summed by topic."""
        chosen = list(teachers)
        lines = teaching.lines(self._tx, chosen)
        for each in chosen:
            codes = [digits(one.area_code) for one in each.taught]
            place = max(dict.fromkeys(codes), key=codes.count, default="")
            edition_id, edition = self._kept(self._composer.of_trainer(place, each.taught))
            yield self._row(edition_id, edition, each.name, lines[each.trainer_id], place, trainer=each.trainer_id)

    def _seat(self, each: Candidate) -> Kept:
        kelurahan, kecamatan = _areas_of(each.place[:_KELURAHAN])
        line = rules.position_line(
            self._roles[each.role_id].kpps, each.place[10:13], self._names[kelurahan], self._names[kecamatan]
        )
        return Kept(line, each.place)

    def _row(
        self,
        edition_id: int,
        edition: Edition,
        name: str,
        position: str,
        place: str,
        *,
        member: int | None = None,
        trainer: int | None = None,
    ) -> Row:
        scope = self._scope(edition.day)
        sequence = self._sequence(scope)
        area = _areas_of(place[:_KELURAHAN])[1]
        number = rules.number(self._template, sequence=sequence, code=self._code, area=area, day=edition.day)
        text = rules.seal_lines(name, position, edition.event, edition.jp, edition.day, number)
        return {
            "member_id": member,
            "trainer_id": trainer,
            "edition_id": edition_id,
            "kind": self.kind.value,
            "scope": scope,
            "sequence": sequence,
            "number": number,
            "name": name,
            "position": position,
            "place": place,
            "seal": self._seal(text),
            "key_id": self._key,
            "issued_at": self._tx.now_ms,
            "issued_by": self._tx.by,
        }

    def _scope(self, day: date) -> str:
        if day not in self._scopes:
            self._scopes[day] = rules.scope(self.kind, self._code, self._template, day)
        return self._scopes[day]

    def _sequence(self, scope: str) -> int:
        if scope not in self._sequences:
            self._sequences[scope] = issuing.last_sequence(self._tx, scope)
        self._sequences[scope] += 1
        return self._sequences[scope]

    def _edition(self, kelurahan: str, session: int | None, trainings: Mapping[int, Training]) -> tuple[int, Edition]:
        asked = (session, kelurahan)
        if asked not in self._editions:
            composed = self._composer.of_member(kelurahan, None if session is None else trainings[session])
            self._editions[asked] = self._kept(composed)
        return self._editions[asked]

    def _kept(self, edition: Edition) -> tuple[int, Edition]:
        """The record of an edition, written down where it is new."""
        content = edition.to_json()
        known = issuing.edition_id(self._tx, content)
        if known is None:
            record = {"kind": edition.kind.value, "content": content}
            known = self._tx.insert(schema.certificate_edition, record)
        return known, edition


@lru_cache(maxsize=300)
def _areas_of(kelurahan: str) -> tuple[str, str]:
    """The codes, with dots, of a kelurahan (or as much of one as there is) and its kecamatan."""
    return dotted(kelurahan or "31"), dotted(kelurahan[:_KECAMATAN] or "31")


def signer(db: Snapshot) -> tuple[str, Callable[[str], str]]:
    """The office's key id, and what seals a text with it; Refused where there is no key."""
    key = questions.signing_key(db)
    if key is None:
        raise Refused("Berkas kerja ini tidak memiliki kunci tanda tangan.", "Terbitkan dari berkas kerja asalnya.")
    return key.key_id, seals.signer(seals.SigningKey(*key))


def checked_template(template: str) -> str:
    """A pattern of numbers that can be used; Refused in a sentence where it can't."""
    if problem := rules.pattern_problem(template):
        raise Refused(problem, "Perbaiki pola nomor pada pengaturan.")
    return template
