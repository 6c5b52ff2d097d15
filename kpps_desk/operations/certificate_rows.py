"""What certificates say when they are issued: number, name, position, edition, seal; the rows of one transaction.

What a newcomer gets wrong: making one of these for a person alone. Sequences, editions and the offices' letterheads are
read once a transaction and remembered; a province has 103,845 certificates and some two thousand editions.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from kpps_desk import words
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Edition, Kind
from kpps_desk.domain.election import Election, Role
from kpps_desk.domain.places import digits, dotted
from kpps_desk.exchange import seals
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, issuing, teaching
from kpps_desk.queries import certificates as questions
from kpps_desk.queries.certificates import Candidate
from kpps_desk.queries.issuing import Training
from kpps_desk.queries.office import Office
from kpps_desk.queries.teaching import Taught, Teacher
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

Row = dict[str, Any]  # of schema.certificate
_KECAMATAN, _KELURAHAN = 6, 10  # digits of an area's code


class Kept(NamedTuple):
    """What stays as it was printed for whoever no longer sits where it says."""

    position: str
    place: str


class _Issuer(NamedTuple):
    """Whose letterhead and signatures stand on the certificates of an area."""

    letterhead: tuple[str, ...]
    city: str
    signatory: tuple[str, str, str]
    signatories: tuple[tuple[str, str, str], ...]
    logo: str


class Scribe:
    """Makes the rows of certificates of one kind: numbers, editions and seals of one transaction."""

    def __init__(self, tx: Transaction, kind: Kind, day: date | None) -> None:
        self._tx = tx
        self.kind = kind
        self._day = day
        self._election: Election = areas.election(tx)
        self._code = self._election.rules.certificate(kind).code
        self._template = checked_template(self._election.number_template)
        self._roles: dict[int, Role] = areas.roles(tx)
        self._names = areas.names(tx)
        self._key, self._seal = signer(tx)
        self._office = Office(tx)
        self._issuers: dict[str, _Issuer] = {}
        self._editions: dict[object, tuple[int, Edition]] = {}
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
            yield self._row(edition_id, edition, name, position, place) | {
                "member_id": each.member_id,
                "trainer_id": None,
            }

    def of_trainers(self, teachers: Iterable[Teacher]) -> Iterator[Row]:
        """A row for each trainer: what they taught, summed by topic."""
        chosen = list(teachers)
        lines = teaching.lines(self._tx, chosen)
        for each in chosen:
            codes = [digits(one.area_code) for one in each.taught]
            place = max(dict.fromkeys(codes), key=codes.count, default="")
            edition_id, edition = self._kept(self._of_taught(each.taught, place))
            yield self._row(edition_id, edition, each.name, lines[each.trainer_id], place) | {
                "member_id": None,
                "trainer_id": each.trainer_id,
            }

    def _seat(self, each: Candidate) -> Kept:
        kelurahan, kecamatan = _areas_of(each.place[:_KELURAHAN])
        line = rules.position_line(
            self._roles[each.role_id].kpps, each.place[10:13], self._names[kelurahan], self._names[kecamatan]
        )
        return Kept(line, each.place)

    def _row(self, edition_id: int, edition: Edition, name: str, position: str, place: str) -> Row:
        scope = rules.scope(self.kind, self._code, self._template, edition.day)
        sequence = self._sequence(scope)
        area = _areas_of(place[:_KELURAHAN])[1]
        number = rules.number(self._template, sequence=sequence, code=self._code, area=area, day=edition.day)
        text = rules.seal_lines(name, position, edition.event, edition.jp, edition.day, number)
        return {
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

    def _sequence(self, scope: str) -> int:
        if scope not in self._sequences:
            self._sequences[scope] = issuing.last_sequence(self._tx, scope)
        self._sequences[scope] += 1
        return self._sequences[scope]

    # -- editions -----------------------------------------------------------------------------------------------------

    def _edition(self, kelurahan: str, session: int | None, trainings: Mapping[int, Training]) -> tuple[int, Edition]:
        asked = (session, kelurahan)
        if asked not in self._editions:
            training = None if session is None else trainings[session]
            made = self._of_service(kelurahan) if self.kind is Kind.PIAGAM else self._of_training(training, kelurahan)
            self._editions[asked] = self._kept(made)
        return self._editions[asked]

    def _kept(self, edition: Edition) -> tuple[int, Edition]:
        """The record of an edition, written down where it is new."""
        content = edition.to_json()
        known = issuing.edition_id(self._tx, content)
        if known is None:
            record = {"kind": edition.kind.value, "content": content}
            known = self._tx.insert(schema.certificate_edition, record)
        return known, edition

    def _of_training(self, training: Training | None, kelurahan: str) -> Edition:
        topics = tuple((str(topic), int(jp)) for topic, jp in json.loads(training.topics)) if training else ()
        place = (training.venue or self._names[training.area_code]) if training else ""
        day = self._day or (training.day if training else self._tx.today)
        dates = words.long_date(training.day) if training else ""
        return self._composed(kelurahan, self._election.paper.event, topics, place, dates, day)

    def _of_taught(self, taught: tuple[Taught, ...], area: str) -> Edition:
        topics: dict[str, int] = {}
        for one in taught:
            for topic, jp in json.loads(one.topics):
                topics[str(topic)] = topics.get(str(topic), 0) + int(jp)
        venues = {one.venue or self._names[one.area_code] for one in taught}
        days = sorted({one.day for one in taught})
        place = next(iter(venues)) if len(venues) == 1 else ""
        day = self._day or (days[-1] if days else self._tx.today)
        return self._composed(
            area, self._election.paper.event, tuple(topics.items()), place, words.date_span(days), day
        )

    def _of_service(self, kelurahan: str) -> Edition:
        dates = words.long_date(self._election.voting_day)
        return self._composed(kelurahan, self._election.name, (), "", dates, self._day or self._tx.today)

    def _composed(
        self, area: str, event: str, topics: tuple[tuple[str, int], ...], place: str, dates: str, day: date
    ) -> Edition:
        issuer = self._issuer(area)
        title, name, number = issuer.signatory
        return Edition(
            kind=self.kind,
            letterhead=issuer.letterhead,
            event=event,
            topics=topics,
            jp=sum(jp for _, jp in topics),
            place=place,
            dates=dates,
            city=issuer.city,
            day=day,
            signatory_title=title,
            signatory_name=name,
            signatories=issuer.signatories,
            logo=issuer.logo,
            signatory_number=number,
        )

    def _issuer(self, area: str) -> _Issuer:
        if area not in self._issuers:
            paper = self._office.issuer(area)
            first, *others = self._office.signatories(area)
            logo = paper.logo.digest if paper.logo else ""
            self._issuers[area] = _Issuer(paper.letterhead, paper.city, first, tuple(others), logo)
        return self._issuers[area]


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
    if "{urut}" not in template:
        raise Refused("Pola nomor sertifikat harus memuat {urut}.", "Perbaiki pola nomor pada pengaturan.")
    try:
        rules.number(template, sequence=1, code="", area="", day=date.min)
    except ValueError as error:
        raise Refused(
            f"Pola nomor sertifikat memuat bagian yang tidak dikenal: {error}.", "Perbaiki pola nomor pada pengaturan."
        ) from error
    return template
