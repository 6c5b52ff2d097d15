"""The list that is about to be imported, as the wizard carries it from step to step.

What a newcomer gets wrong: a file that is opened once and trusted. Between the steps it may be changed or taken away in
Excel; the draft remembers what it looked like, and says so before anything is imported that nobody has seen.
"""

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

from kpps_desk import words
from kpps_desk.exchange import preview
from kpps_desk.exchange.columns import BY_NAME, IGNORED, Column
from kpps_desk.exchange.preview import Layout, Line, Preview
from kpps_desk.operations import import_preview
from kpps_desk.problems import Conflict
from kpps_desk.store.snapshot import Snapshot


class Certainty(Enum):
    """How one knows what a column is; the values are what people read."""

    SURE = "pasti"
    LIKELY = "mirip"
    REMEMBERED = "dari impor sebelumnya"
    BY_HAND = "dipilih sendiri"
    UNREAD = "tidak dibaca"
    IGNORED = "diabaikan"


_TOLD = {
    Certainty.SURE: "judulnya dikenal sebagai {}.",
    Certainty.LIKELY: "judulnya mirip {}; periksa apakah isinya benar.",
    Certainty.REMEMBERED: "dibaca sebagai {}, seperti pada impor sebelumnya dengan susunan kolom yang sama.",
    Certainty.BY_HAND: "Anda memilih {}; pilihan ini diingat untuk daftar berikutnya dengan susunan yang sama.",
    Certainty.UNREAD: "tidak dibaca. Tekan Enter untuk memilih artinya.",
    Certainty.IGNORED: "dikenal sebagai {}, dan isinya tidak diperlukan.",
}


@dataclass(frozen=True)
class Draft:
    """A file's preview under the mapping as the person has corrected it."""

    found: Preview
    stamp: tuple[int, int]  # the file's size and time of change when it was read
    by_hand: frozenset[int] = field(default_factory=frozenset)  # places

    @property
    def path(self) -> Path:
        return self.found.path

    @property
    def layout(self) -> Layout:
        return self.found.layout

    @cached_property
    def places(self) -> list[int]:
        """The list's columns that hold anything."""
        rows = (self.layout.headers, *self.found.rows)
        return [at for at in range(len(self.layout.headers)) if any(row[at].strip() for row in rows)]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The first rows; while no column is the name, as they stand."""
        if self.found.lines or not self.found.rows:
            return self.found.lines
        first = self.layout.first_row + 1
        masked = (tuple(map(words.without_niks, row)) for row in self.found.rows)
        return tuple(Line(at, row, frozenset(), (), (), False) for at, row in enumerate(masked, first))

    def column_at(self, place: int) -> Column | None:
        """What this column of the list is read as."""
        name = next((name for name, at in self.layout.places.items() if at == place), None)
        return BY_NAME[name] if name is not None else None

    def is_read(self, place: int) -> bool:
        return self.certainty(place) not in (Certainty.UNREAD, Certainty.IGNORED)

    def certainty(self, place: int) -> Certainty:
        """How one knows."""
        column = self.column_at(place)
        if column is None:
            return Certainty.UNREAD
        if column.name in IGNORED:
            return Certainty.IGNORED
        if place in self.by_hand:
            return Certainty.BY_HAND
        guess = self._guesses.get(place)
        if guess == (column.name, 1.0):
            return Certainty.SURE
        guessed = guess is not None and guess[0] == column.name and not self.found.remembered
        return Certainty.LIKELY if guessed else Certainty.REMEMBERED

    @cached_property
    def _guesses(self) -> dict[int, tuple[str, float]]:
        """What the headers alone say."""
        return {one.place: (one.column.name, one.confidence) for one in preview.match_headers(self.layout.headers)}

    def name_of(self, place: int) -> str:
        """The header in one line, or `Kolom C` where there is none."""
        return " ".join(self.layout.headers[place].split()) or f"Kolom {_letters(place)}"

    def column_name(self, place: int) -> str:
        """What it is read as, in words."""
        column = self.column_at(place)
        return column.header if column is not None else "— tidak dibaca —"

    def told(self, place: int) -> str:
        """What this column is read as, and how one knows, in a sentence."""
        return _TOLD[self.certainty(place)].format(self.column_name(place))

    def read_as(self, db: Snapshot, place: int, name: str) -> "Draft":
        """The same with this column read as another ('': not at all); who had that name gives it up."""
        changes: dict[str, int | None] = {name: place} if name else {}
        if (before := self.column_at(place)) is not None and before.name != name:
            changes[before.name] = None
        gave_up = {self.layout.places[name]} if name in self.layout.places else set()
        found = replace(import_preview.look_again(db, self.found, changes), remembered=self.found.remembered)
        return Draft(found, self.stamp, (self.by_hand - gave_up) | {place})

    def check_unchanged(self) -> None:
        """Conflict if the file isn't the one that was looked at; one that is gone is the reader's to tell."""
        if self.path.exists() and _stamp(self.path) != self.stamp:
            raise Conflict(
                f"Berkas {self.path.name} sudah berubah sejak dilihat.", "Pilih berkas itu sekali lagi pada langkah 1."
            )


def look_at(db: Snapshot, path: Path, sheet: str = "") -> Draft:
    """Read a file's first rows, and map its columns as they were mapped the last time such a list came in."""
    stamp = _stamp(path) if path.exists() else (0, 0)
    return Draft(import_preview.look(db, path, sheet), stamp)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _letters(place: int) -> str:
    """0 is A, 26 is AA, as Excel heads its columns."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
