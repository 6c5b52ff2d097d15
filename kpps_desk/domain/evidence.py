"""What an evidence bundle says on its own pages: cover, contents, proof of each TPS, plain lists, captions, index.

What a newcomer gets wrong: a NIK, or a phone, in one of these. A bundle goes out of the office; names, TPS and what
they did are what it proves.
"""

from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings


class Cover(NamedTuple):
    """`facts` are (what, how many or which); `missing` the parts that could not be made, with why."""

    paper: PaperSettings
    area: str  # 'Kelurahan Gambir, Kecamatan Gambir'
    election: str
    proves: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    check: tuple[str, ...]  # how to check it, a paragraph each
    dated: str  # 'Jakarta, 20 November 2024', over the signature


class ContentsLine(NamedTuple):
    """`below`: under the chapter before it."""

    title: str
    page: int
    below: bool = False


class Contents(NamedTuple):
    area: str
    lines: tuple[ContentsLine, ...]


class SeatProof(NamedTuple):
    """One of the nine seats; '' where there is nothing to show for it."""

    number: int
    role: str
    name: str
    appointed: str
    sworn: str
    trained: str
    certificate: str


class CrewProof(NamedTuple):
    tps: str
    ready: bool
    lacks: str  # 'Belum bimtek 2 orang'; '' when ready
    seats: tuple[SeatProof, ...]


class Readiness(NamedTuple):
    paper: PaperSettings
    area: str
    day: str
    sums: str
    crews: tuple[CrewProof, ...]


class Listing(NamedTuple):
    """A plain list: `columns` are (title, share of the width, whether it stands in the middle)."""

    paper: PaperSettings
    title: str
    subtitle: str
    intro: str
    columns: tuple[tuple[str, float, bool], ...]
    groups: "tuple[Group, ...]"
    sums: str = ""
    empty: str = ""  # what is said where there is no group


class Group(NamedTuple):
    """`title` '' for a list without headings; `note` stands under it."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


class Caption(NamedTuple):
    """Over one scan. `wide`, `high`: its pixels when upright."""

    title: str
    lines: tuple[str, ...]
    wide: int
    high: int


class IndexLine(NamedTuple):
    pages: str
    title: str
    digest: str


class IndexSheet(NamedTuple):
    paper: PaperSettings
    area: str
    signed_by: tuple[tuple[str, str], ...]
    lines: tuple[IndexLine, ...]
    how: tuple[str, ...]
