"""Bind one kelurahan's parts to its bundle: count pages, number them, write contents, bookmarks and the signed index.

What a newcomer gets wrong: drawing the front first. It names pages and what is missing, so it is laid out when all
parts are drawn, and bound last; where its pages stand is told by their numbers.
"""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kpps_desk import words
from kpps_desk.documents import evidence_contents, evidence_cover, evidence_index, flow, paper
from kpps_desk.documents.archival import About
from kpps_desk.documents.binding import Binder, Mark, Shot
from kpps_desk.documents.flow import Section
from kpps_desk.documents.taken_apart import taken_apart
from kpps_desk.domain import values
from kpps_desk.domain.evidence import Contents, ContentsLine, Cover, IndexLine, IndexSheet
from kpps_desk.exchange import evidence_index as index_text
from kpps_desk.exchange.evidence_index import Entry, Index
from kpps_desk.exchange.seals import SigningKey
from kpps_desk.operations import paperwork
from kpps_desk.operations.evidence_parts import Part
from kpps_desk.progress import Progress

_LONGEST = 200  # letters of a title in the index
_NONE = "0" * 64


class Drawn(NamedTuple):
    part: Part
    path: Path
    pages: int


class Telling(NamedTuple):
    """What all pages of the front say; `day` is ISO."""

    cover: Cover
    sheet: IndexSheet
    office: str
    area: str
    day: str
    by: str
    key: SigningKey


class Whole(NamedTuple):
    pages: int
    text: str  # the signed index


class Binding:
    """One bundle on its way into a file."""

    def __init__(self, drawn: Sequence[Drawn], telling: Telling, size: str, folder: Path, progress: Progress) -> None:
        self._drawn, self._telling, self._folder, self._progress = drawn, telling, folder, progress
        self._code, self._size = size, paper.SIZES[size]
        self._entries: list[Entry] = []
        self._before, self._behind = [0, 0], 0  # pages of cover and contents, of the index
        counts = [self._count(section) for section in (self._cover(), self._contents(0), self._sheet())]
        self._before, self._behind = counts[:2], counts[2]
        self.pages = sum(counts) + sum(one.pages for one in drawn)
        self._text = ""

    def write(self, file: BinaryIO) -> Whole:
        """Everything, signed; the file is whole at the end."""
        title = f"Berkas bukti {self._telling.cover.area}"
        binder = Binder(file, About(title, self._telling.office, "Bukti kesiapan KPPS"), self.pages, index_text.HEADER)
        for one, first in zip(self._drawn, self._firsts(), strict=True):
            self._bind(binder, one.path, one.part.name, first, one.part)
        for name, section, first in (
            ("Indeks", self._sheet(), self.pages - self._behind + 1),
            ("Sampul", self._cover(), 1),
            ("Daftar isi", self._contents(sum(self._before)), self._before[0] + 1),
        ):
            self._bind(binder, self._draw(name, section), name, first, None)
        self._entries.sort(key=lambda each: (each.first, each.scan is not None, each.start))
        binder.close(self._marks(), self._signed)
        return Whole(self.pages, self._text)

    def _bind(self, binder: Binder, path: Path, title: str, first: int, part: Part | None) -> None:
        shots: Callable[[int], Shot | None] = part.shots if part else lambda page: None
        with taken_apart(path) as source:
            bound = binder.add(
                source, first, shots, lambda: self._progress(first, self.pages, "Menyatukan berkas bukti")
            )
            last = first + len(source.pages) - 1
        self._entries.append(Entry(line(title), first, last, *bound.run))
        for page, (kept, run) in enumerate(zip(part.kept if part else (), bound.shots, strict=True), first):
            self._entries.append(Entry(line(kept.title), page, page, *run, kept.scan.id))

    def _signed(self, frame: str) -> str:
        said = self._telling
        index = Index(
            line(said.office), line(said.area), said.key.key_id, said.day, line(said.by), self.pages,
            tuple(self._entries), frame,
        )  # fmt: skip
        self._text = index_text.signed(index, said.key)
        return self._text

    def _firsts(self) -> list[int]:
        """The first page of each part."""
        found, at = [], sum(self._before) + 1
        for one in self._drawn:
            found.append(at)
            at += one.pages
        return found

    def _cover(self) -> Section:
        return evidence_cover.section(self._telling.cover, self._size)

    def _contents(self, front: int) -> Section:
        """`front`: how many pages stand before the first part; 0 while that isn't known, which takes as many lines."""
        lines, at, chapter = [], front + 1, ""
        for one in self._drawn:
            if one.part.chapter != chapter:
                chapter = one.part.chapter
                lines.append(ContentsLine(chapter, at))
            if one.part.title:
                lines.append(ContentsLine(one.part.title, at, below=True))
            at += one.pages
        lines.append(ContentsLine("Indeks", at))
        return evidence_contents.section(Contents(self._telling.cover.area, tuple(lines)), self._size)

    def _sheet(self) -> Section:
        """The printed index: the parts in order, under each its scans; hashes as far as they are known."""
        known = {(each.title, each.first, each.scan): each.digest for each in self._entries}
        lines = []
        for one, first in zip(self._drawn, self._firsts(), strict=True):
            last = first + one.pages - 1
            title = line(one.part.name)
            pages = str(first) if first == last else f"{first}-{last}"
            lines.append(IndexLine(pages, title, known.get((title, first, None), _NONE)))
            for page, kept in enumerate(one.part.kept, first):
                said = f"Pindaian no. {kept.scan.id}: {kept.title}"
                digest = known.get((line(kept.title), page, kept.scan.id), _NONE)
                lines.append(IndexLine(str(page), said, digest))
        return evidence_index.section(self._telling.sheet._replace(lines=tuple(lines)), self._size)

    def _count(self, section: Section) -> int:
        return len(flow.lay_out(section, self._size))

    def _draw(self, name: str, section: Section) -> Path:
        out = self._folder / f"{name}.pdf"
        with out.open("wb") as file:
            paperwork.bind(file, lambda: [section], name, self._code, self._progress)
        return out

    def _marks(self) -> list[Mark]:
        found: dict[str, Mark] = {}
        for one, first in zip(self._drawn, self._firsts(), strict=True):
            below = tuple(Mark(title, first + at) for title, at in one.part.marks)
            if one.part.title:
                below = (Mark(one.part.title, first, below),)
            chapter = found.get(one.part.chapter, Mark(one.part.chapter, first))
            found[one.part.chapter] = chapter._replace(below=(*chapter.below, *below))
        front = [Mark("Sampul", 1), Mark("Daftar isi", self._before[0] + 1)]
        return [*front, *found.values(), Mark("Indeks", self.pages - self._behind + 1)]


def line(text: str) -> str:
    """A text as it may stand in a line of the index: composed, no control character, no stray blank."""
    plain = values.clean(unicodedata.normalize("NFC", text))[0]
    return unicodedata.normalize("NFC", words.without_niks(" ".join(plain.split())))[:_LONGEST].strip() or "–"
