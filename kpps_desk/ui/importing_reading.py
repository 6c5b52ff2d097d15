"""A cell of a list as the import takes it, beside what stands in the file, with a sentence where that goes wrong.

What a newcomer gets wrong: showing the cells as they stand. `1` is read as TPS 001 of its kelurahan, a name apart from
its titles; the sheet says which of a row's readings came out of which of its cells.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.exchange.columns import IGNORED, Column
from kpps_desk.exchange.preview import Line

# Which of a row's readings a column shows, where they bear other names.
_SHOWS = {
    "tps": ("place",),
    "birth": ("birth_place", "born"),
    "rt": ("rt_rw",),
    "rw": ("rt_rw",),
    "seat_number": ("role",),
}
_AREAS = frozenset({"kabkota", "kecamatan", "kelurahan"})  # read together: they stand as they are
# Which columns a finding's field points at, where it isn't a column's name itself.
_POINTS_AT = {"place": ("tps", "kelurahan"), "born": ("born", "birth", "nik"), "sex": ("sex", "nik")}


class Reading(NamedTuple):
    """What is read, what stood there if that differs, and what is wrong with it ('' nothing)."""

    text: str
    raw: str = ""
    trouble: str = ""
    filled: bool = False  # the cell is empty; what is read stands in a row above

    @property
    def shown(self) -> str:
        """Both in one line."""
        return f"{self.text}  ←  {self.raw}" if self.raw else self.text


def read_line(line: Line, columns: Mapping[int, Column | None]) -> dict[int, Reading]:
    """A reading for each of these places of the row."""
    read = dict(line.read)
    names = {column.name for column in columns.values() if column is not None}
    troubles = _troubles(line, names)
    return {place: _reading(line, place, column, read, troubles) for place, column in columns.items()}


def _reading(
    line: Line, place: int, column: Column | None, read: Mapping[str, str], troubles: Mapping[str, str]
) -> Reading:
    raw = line.cells[place].strip() if place < len(line.cells) else ""
    filled = place in line.filled
    if column is None or column.name in IGNORED:
        return Reading(raw)
    trouble = troubles.get(column.name, "")
    if column.name in _AREAS:
        return Reading(raw, "", trouble, filled)
    said = _said(column.name, read)
    if not said or not raw:
        return Reading(raw, "", trouble, filled)
    return Reading(said, "" if said == raw else raw, trouble, filled)


def _said(name: str, read: Mapping[str, str]) -> str:
    if name == "name":
        titles = ", ".join(filter(None, (read.get("title_before", ""), read.get("title_after", ""))))
        return f"{read.get('name', '')} (gelar: {titles})" if titles and read.get("name") else read.get("name", "")
    return ", ".join(filter(None, (read.get(field, "") for field in _SHOWS.get(name, (name,)))))


def _troubles(line: Line, names: set[str]) -> dict[str, str]:
    """Column's name -> what is wrong in it; what points at no column of the list is told at the name."""
    found: dict[str, str] = {}
    for field, sentence in line.faults:
        candidates = (field, *_POINTS_AT.get(field, ()), "name")
        name = next((one for one in candidates if one in names), "")
        if name:
            found[name] = f"{found[name]}. {sentence}" if name in found else sentence
    return {name: words.without_niks(sentence) for name, sentence in found.items()}
