"""What cards, recapitulations and letters of assignment say: values that queries make and documents draw.

What a newcomer gets wrong: a NIK on a card. Its code names a record of this workspace and is worth nothing elsewhere.
"""

from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import Logo
from kpps_desk.domain.papers import Place
from kpps_desk.domain.readiness import Tally


class CardFace(NamedTuple):
    """What the cards of one kelurahan share, in words."""

    paper: PaperSettings
    place: Place
    title: str
    event: str
    validity: str
    note: str


class Card(NamedTuple):
    """One person's card; `code` is what its QR says. Without a photo there is a frame to glue one into."""

    name: str
    role: str
    tps: str
    seat: int
    code: str
    photo: Logo | None = None


class CardSheet(NamedTuple):
    """Up to ten cards of one kelurahan."""

    face: CardFace
    cards: tuple[Card, ...]


class RecapLine(NamedTuple):
    """An area or a TPS; `ready` of `stations` are ready."""

    name: str
    stations: int
    ready: int
    kpps: Tally
    officers: Tally


class Recap(NamedTuple):
    """One table; `of` is the area that it is about, `level` what its lines are."""

    paper: PaperSettings
    of: str
    title: str
    opening: str
    closing: str
    level: str
    lines: tuple[RecapLine, ...]
    total: RecapLine
    dated: str


class Duty(NamedTuple):
    """A session that a trainer teaches."""

    day: str
    time: str
    venue: str
    area: str


class Assignment(NamedTuple):
    """The letter of one trainer; `institution` '' where it isn't known."""

    paper: PaperSettings
    title: str
    number: str
    basis: tuple[str, ...]
    opening: str
    name: str
    institution: str
    task: str
    duties: tuple[Duty, ...]
    closing: str
    dated: str
    copies: tuple[str, ...]
