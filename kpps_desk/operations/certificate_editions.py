"""Editions: what the certificates of one training, of one trainer or for service share on paper, as they would be now.

What a newcomer gets wrong: asking for the letterhead of the workspace. A certificate bears that of whoever signs it, by
the area where its holder serves (queries/office.py).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.certificates import Edition, Kind
from kpps_desk.domain.election import Election
from kpps_desk.queries import areas
from kpps_desk.queries.issuing import Training
from kpps_desk.queries.office import Office, Signatory
from kpps_desk.queries.teaching import Taught
from kpps_desk.store.snapshot import Snapshot


class Issuer(NamedTuple):
    """Whose letterhead and signatures stand on the certificates of an area; the first signatory apart."""

    letterhead: tuple[str, ...]
    city: str
    signatory: Signatory
    signatories: tuple[Signatory, ...]
    logo: str


class Composer:
    """Composes the editions of one kind out of one snapshot. `day`: the date on the paper, None: by what it tells of;
    `design`: the digest of the frozen design."""

    def __init__(self, db: Snapshot, election: Election, kind: Kind, day: date | None = None, design: str = "") -> None:
        self._today = db.today
        self._election = election
        self._kind = kind
        self._day = day
        self._design = design
        self._names = areas.names(db)
        self._office = Office(db)
        self._issuers: dict[str, Issuer] = {}

    def of_member(self, area: str, training: Training | None) -> Edition:
        """For a participant: the training that made them one; for service: the voting day."""
        if self._kind is Kind.PIAGAM:
            dates = words.long_date(self._election.voting_day)
            return self._composed(area, self._election.name, (), "", dates, self._day or self._today)
        event = self._election.paper.event
        if training is None:
            return self._composed(area, event, (), "", "", self._day or self._today)
        topics = tuple((str(topic), int(jp)) for topic, jp in json.loads(training.topics))
        place = training.venue or self._names[training.area_code]
        return self._composed(area, event, topics, place, words.long_date(training.day), self._day or training.day)

    def of_trainer(self, area: str, taught: Sequence[Taught]) -> Edition:
        """For a trainer: all that they taught, the hours summed by topic."""
        topics: dict[str, int] = {}
        for one in taught:
            for topic, jp in json.loads(one.topics):
                topics[str(topic)] = topics.get(str(topic), 0) + int(jp)
        venues = {one.venue or self._names[one.area_code] for one in taught}
        days = sorted({one.day for one in taught})
        place = next(iter(venues)) if len(venues) == 1 else ""
        day = self._day or (days[-1] if days else self._today)
        event, dates = self._election.paper.event, words.date_span(days)
        return self._composed(area, event, topics.items(), place, dates, day)

    def issuer(self, area: str) -> Issuer:
        """Of an area by its digits."""
        if area not in self._issuers:
            paper = self._office.issuer(area)
            first, *others = self._office.signatories(area)
            logo = paper.logo.digest if paper.logo else ""
            self._issuers[area] = Issuer(paper.letterhead, paper.city, first, tuple(others), logo)
        return self._issuers[area]

    def _composed(
        self, area: str, event: str, topics: Iterable[tuple[str, int]], place: str, dates: str, day: date
    ) -> Edition:
        issuer, told = self.issuer(area), tuple(topics)
        title, name, number = issuer.signatory
        return Edition(
            kind=self._kind,
            letterhead=issuer.letterhead,
            event=event,
            topics=told,
            jp=sum(jp for _, jp in told),
            place=place,
            dates=dates,
            city=issuer.city,
            day=day,
            signatory_title=title,
            signatory_name=name,
            design=self._design,
            signatories=issuer.signatories,
            logo=issuer.logo,
            signatory_number=number,
        )
