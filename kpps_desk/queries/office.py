"""Letterhead, logo and signatories of an area: its own, or those of the nearest office around it.

What a newcomer gets wrong: asking `paper_for` once a page. A batch makes one Office, which reads all letterheads and
officials once (there are a few hundred at most) and remembers each area. And a certificate is not a letter: it bears
the letterhead of whoever signs it, which `issuer` gives; a kelurahan without somebody who signs certificates has those
of its kecamatan.

The workspace's own letterhead and first signatory are the election's paper settings (operations/papers.py); the rows
of the workspace add a logo and further officials.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import bindparam, select

from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import MOST_SIGNERS, Letterhead, Logo, Official, upwards
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_area, _letterhead, _official, _asset = schema.area.c, schema.letterhead.c, schema.official.c, schema.asset.c
_LETTERHEADS = (
    select(_letterhead.id, _letterhead.version, _area.code, _letterhead.lines, _letterhead.city, _letterhead.logo)
    .outerjoin(schema.area, _area.id == _letterhead.area_id)
    .order_by(_area.code, _letterhead.id)
)
_OFFICIALS = (
    select(
        _official.id,
        _official.version,
        _area.code,
        _official.title,
        _official.name,
        _official.number,
        _official.rank,
        _official.signs,
    )
    .outerjoin(schema.area, _area.id == _official.area_id)
    .order_by(_area.code, _official.rank, _official.id)
)
_LOGO = select(_asset.digest, _asset.media, _asset.width, _asset.height, _asset.content).where(
    _asset.digest == bindparam("digest")
)

Signatory = tuple[str, str, str]  # title, name, number


def letterheads(db: Snapshot) -> list[Letterhead]:
    """All that were written down, the workspace's first."""
    return [
        Letterhead(row.id, row.version, row.code or "", tuple(row.lines.splitlines()), row.city, row.logo)
        for row in db.rows(_LETTERHEADS)
    ]


def officials(db: Snapshot) -> list[Official]:
    """All that were written down, by area and rank, the workspace's further ones first."""
    return [
        Official(row.id, row.version, row.code or "", row.title, row.name, row.number, row.rank, bool(row.signs))
        for row in db.rows(_OFFICIALS)
    ]


class Office:
    """All offices of one snapshot; answers for an area ('' for the workspace, digits or dots) from memory."""

    def __init__(self, db: Snapshot) -> None:
        self._db = db
        self._default = areas.election(db).paper
        self._letterheads = {one.area: one for one in letterheads(db)}
        self._officials: dict[str, list[Official]] = defaultdict(list)
        for one in officials(db):
            self._officials[one.area].append(one)
        self._logos: dict[str, Logo | None] = {}
        self._papers: dict[str, PaperSettings] = {}

    def paper(self, area: str = "") -> PaperSettings:
        """What a letter of this area's office shows."""
        found = self._papers.get(area)
        if found is None:
            found = self._papers[area] = self._paper(area, self._first(area))
        return found

    def signatories(self, area: str = "") -> tuple[Signatory, ...]:
        """Who signs certificates of this area, up to three."""
        return tuple(self._signers(self._issuing(area)))[:MOST_SIGNERS]

    def issuer(self, area: str = "") -> PaperSettings:
        """What a certificate of this area shows: letterhead and logo of whose office signs it."""
        office = self._issuing(area)
        return self._paper(office, next(self._signers(office)))

    def logo(self, area: str = "") -> Logo | None:
        digest = next((one.logo for one in self._around(area) if one.logo), "")
        if digest not in self._logos:
            row = self._db.row(_LOGO, {"digest": digest}) if digest else None
            self._logos[digest] = Logo(*row) if row else None
        return self._logos[digest]

    def _paper(self, area: str, signatory: Signatory) -> PaperSettings:
        title, name, number = signatory
        return replace(
            self._default,
            letterhead=next((one.lines for one in self._around(area) if one.lines), self._default.letterhead),
            city=next((one.city for one in self._around(area) if one.city), self._default.city),
            logo=self.logo(area),
            signatory_title=title,
            signatory_name=name,
            signatory_number=number,
        )

    def _around(self, area: str) -> Iterator[Letterhead]:
        return (self._letterheads[each] for each in upwards(_dotted(area)) if each in self._letterheads)

    def _first(self, area: str) -> Signatory:
        """Who signs the letters of this area: the first of the nearest office."""
        for each in upwards(_dotted(area)):
            if each and self._officials.get(each):
                return _signatory(self._officials[each][0])
        return self._own()

    def _own(self) -> Signatory:
        return self._default.signatory_title, self._default.signatory_name, self._default.signatory_number

    def _issuing(self, area: str) -> str:
        """The nearest area whose office signs certificates."""
        return next(each for each in upwards(_dotted(area)) if not each or any(self._signers(each)))

    def _signers(self, office: str) -> Iterator[Signatory]:
        if not office:
            yield self._own()
        yield from (_signatory(one) for one in self._officials.get(office, ()) if one.signs)


def _signatory(one: Official) -> Signatory:
    return one.title, one.name, one.number


def _dotted(area: str) -> str:
    """`3171011001` and a TPS's 13 digits as Kemendagri writes the kelurahan; what has dots as it is."""
    if "." in area or len(area) <= 2:
        return area
    return ".".join(part for part in (area[:2], area[2:4], area[4:6], area[6:10]) if part)


def paper_for(db: Snapshot, area: str = "") -> PaperSettings:
    """What a letter of this area's office shows; for many areas make one Office."""
    return Office(db).paper(area)


def signatories(db: Snapshot, area: str = "") -> tuple[Signatory, ...]:
    """Who signs certificates of this area, up to three, as (title, name, number)."""
    return Office(db).signatories(area)


def logo(db: Snapshot, area: str = "") -> Logo | None:
    """The picture of this area's letterhead."""
    return Office(db).logo(area)
