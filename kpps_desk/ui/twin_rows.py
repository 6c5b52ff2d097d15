"""Two suspects as lines: the list of pairs, and one pair field by field with what differs marked.

What a newcomer gets wrong: showing both NIKs. Of two NIKs only the digits that differ are seen, the rest is masked.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.twins import FIELDS, Kind
from kpps_desk.queries.twin_records import Record
from kpps_desk.ui.list_model import Column, Mark

LEFT, RIGHT = "left", "right"
_SAME, _DIFFERS = "sama", "berbeda"
_ONLY = {LEFT: "hanya di kiri", RIGHT: "hanya di kanan"}


class PairRow(NamedTuple):
    """One line of the list. `kind` None: somebody declared the two to be two people."""

    first: int
    second: int
    kind: Kind | None
    score: int
    names: tuple[str, str]
    places: tuple[str, str]


class FieldRow(NamedTuple):
    """One field of both; `field` '' for a fact, which is no choice. `chosen`: whose value is kept.

    `same` isn't what the texts say: of two NIKs that have nothing in common the same digits are seen.
    """

    name: str
    field: str
    left: str
    right: str
    same: bool
    chosen: str = LEFT

    @property
    def standing(self) -> str:
        """In a word: what the two have to do with each other."""
        if self.same:
            return _SAME
        if not self.field or (self.left and self.right):
            return _DIFFERS
        return _ONLY[LEFT if self.left else RIGHT]


def _names(row: PairRow) -> str:
    first, second = row.names
    return first if first == second else f"{first}  |  {second}"


def _places(row: PairRow) -> str:
    first, second = row.places
    return first if first == second else f"{first}  |  {second}"


PAIR_COLUMNS: tuple[Column[PairRow], ...] = (
    Column("names", "Nama", _names, 200, stretch=True),
    Column("kind", "Dugaan", lambda row: words.twin_kind(row.kind) if row.kind else "Dinyatakan berbeda", 170),
    Column("score", "Nilai", lambda row: str(row.score) if row.kind else "", 64, right=True),
)
_MARKS = {_SAME: Mark("state-full", "good"), _DIFFERS: Mark("warning", "warn")}


def _mark(row: FieldRow, side: str) -> Mark | None:
    if not row.field or row.standing == _SAME:
        return None
    return Mark("check", "accent") if row.chosen == side else Mark("state-none", "muted")


FIELD_COLUMNS: tuple[Column[FieldRow], ...] = (
    Column("name", "Isian", lambda row: row.name, 138),
    Column("left", "1 · Dipertahankan", lambda row: row.left or "–", 180, stretch=True, mark=lambda r: _mark(r, LEFT)),
    Column("right", "2 · Digabungkan", lambda row: row.right or "–", 180, stretch=True, mark=lambda r: _mark(r, RIGHT)),
    Column(
        "standing",
        "Beda",
        lambda row: row.standing,
        128,
        mark=lambda row: _MARKS.get(row.standing, Mark("state-half", "warn")),
    ),
)


def field_rows(keep: Record, leave: Record) -> dict[int, FieldRow]:
    """The fields that one of them knows, then the facts; what only the right one knows is taken over at first."""
    niks = words.masked_pair(keep.nik, leave.nik)
    rows: list[FieldRow] = []
    for at, field in enumerate(FIELDS):
        left, right = (niks[side] if field == "nik" else one.shown[at] for side, one in enumerate((keep, leave)))
        left, right = ("" if one.values[at] in (None, "") else text for one, text in ((keep, left), (leave, right)))
        if not left and not right:
            continue
        same = keep.values[at] == leave.values[at]
        rows.append(FieldRow(words.field_name(field), field, left, right, same, LEFT if left else RIGHT))
    facts: Sequence[tuple[str, str, str]] = (
        ("Keadaan", keep.state, leave.state),
        ("Tempat tugas", keep.place, leave.place),
        ("Kehadiran", f"{keep.marks} dicatat", f"{leave.marks} dicatat"),
        ("Berkas", f"{keep.papers} dicatat", f"{leave.papers} dicatat"),
        ("Sertifikat", keep.certificate or "belum ada", leave.certificate or "belum ada"),
    )
    rows += (FieldRow(name, "", left, right, left == right) for name, left, right in facts)
    return dict(enumerate(rows))


def taken(rows: Mapping[int, FieldRow]) -> tuple[str, ...]:
    """The fields of which the right record's value is chosen."""
    return tuple(row.field for row in rows.values() if row.field and row.chosen == RIGHT)
