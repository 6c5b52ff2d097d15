"""The parts of an evidence bundle: what each is called, how it is drawn, where its bookmarks point.

What a newcomer gets wrong: drawing a paper anew for the bundle. Sheets, minutes, receipts and certificates are the same
papers that the office prints, made by the same code.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from kpps_desk import words
from kpps_desk.documents import evidence_crews, evidence_list, evidence_scan, flow, paper, receipt_list, sign_in_sheet
from kpps_desk.documents.binding import Shot
from kpps_desk.documents.flow import Section
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.evidence import Caption, Listing
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange import straightening
from kpps_desk.operations import oath_papers, paperwork, press_run, printing, receipt_papers, sheets
from kpps_desk.operations.evidence_lists import Lists
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress
from kpps_desk.queries import certificates as issued
from kpps_desk.queries import evidence_bundle as questions
from kpps_desk.queries import sheets as sheet_questions
from kpps_desk.queries.evidence_bundle import Scan
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_BROKEN = "Gambar pindaiannya tidak dapat dibaca lagi."
_UNREADABLE = "Datanya tidak dapat dibaca."


class Kept(NamedTuple):
    """A scan that can be shown, and how."""

    scan: Scan
    title: str
    caption: Caption
    pixels: tuple[int, int]
    gray: bool
    turns: int


class Part(NamedTuple):
    """`title` '' for the chapter's own list; `draw` writes a PDF of ours; `marks` are bookmarks within it."""

    chapter: str
    title: str
    draw: Callable[[Path, Progress], object]
    marks: tuple[tuple[str, int], ...] = ()  # title, page of the part from 0
    shots: Callable[[int], Shot | None] = lambda page: None
    kept: tuple[Kept, ...] = ()  # one a page

    @property
    def name(self) -> str:
        return f"{self.chapter}: {self.title}" if self.title else self.chapter


class Missing(NamedTuple):
    """What could not be made, and why."""

    what: str
    why: str


class Parts:
    """All parts of one kelurahan's bundle, in order."""

    def __init__(
        self, database: Database, db: Snapshot, area: str, headed: PaperSettings, lists: Lists, size: str
    ) -> None:
        self._database, self._db, self._area = database, db, area
        self._headed, self._lists, self._size = headed, lists, size
        self.missing: list[Missing] = []

    def all(self, *, certificates: bool) -> Iterator[Part]:
        lists = self._lists
        yield self._readiness()
        yield self._list("Rencana sesi", lists.plan)
        yield from self._chapter("Daftar hadir yang dicetak", self._sheets(), "Belum ada daftar hadir yang dicetak.")
        yield from self._chapter("Pindaian daftar hadir", self._scans(), "Belum ada pindaian yang disahkan.")
        yield self._list("Ketidakhadiran", lists.absences)
        yield self._list("Susulan", lists.makeups)
        yield self._list("Pelantikan", lists.oaths)
        yield from self._minutes()
        yield self._list("Sertifikat", lists.numbers)
        if certificates:
            yield self._certificates()
        yield self._list("Tanda terima transpor", lists.money)
        yield from self._receipts()

    def _readiness(self) -> Part:
        size = paper.SIZES[self._size]
        one = self._lists.readiness()
        titles = {evidence_crews.title_of(crew) for crew in one.crews}
        pages = flow.lay_out(evidence_crews.section(one, size), size)
        marks = tuple(
            (text.text, at) for at, page in enumerate(pages) for _, box in page.boxes for text in box.texts
            if text.text in titles
        )  # fmt: skip
        return Part("Kesiapan setiap TPS", "", self._flowing(lambda: [evidence_crews.section(one, size)]), marks)

    def _list(self, chapter: str, tell: Callable[[], Listing]) -> Part:
        size = paper.SIZES[self._size]

        def draw(out: Path, progress: Progress) -> None:
            listing = tell()
            self._flowing(lambda: [evidence_list.section(listing, size)])(out, progress)

        return Part(chapter, "", draw)

    def _chapter(self, chapter: str, parts: Iterable[Part], empty: str) -> Iterator[Part]:
        """Its parts, or one page that says that there is none."""
        some = False
        for part in parts:
            some = True
            yield part._replace(chapter=chapter)
        if not some:
            none = Listing(self._headed, chapter.upper(), self._lists.name, "", (("No.", 1, True),), (), "", empty)
            yield self._list(chapter, lambda: none)

    def _sheets(self) -> Iterator[Part]:
        for session in self._lists.own:
            try:
                sizes = sheet_questions.sizes_printed(self._db, session)
            except (ValueError, LookupError):  # how a page was laid out is kept as a text
                self.missing.append(Missing(f"Daftar hadir: {self._lists.session(session)}", _UNREADABLE))
                continue
            for size in sizes:
                yield Part("", self._lists.session(session), self._sheet(session, size))

    def _sheet(self, session: int, size: str) -> Callable[[Path, Progress], None]:
        def draw(out: Path, progress: Progress) -> None:
            pages = sheets.printed_pages(self._db, session, size)
            with out.open("wb") as file:
                for _ in sign_in_sheet.write(file, size, pages, title="Daftar hadir"):
                    progress(0, 0)

        return draw

    def _scans(self) -> Iterator[Part]:
        size = paper.SIZES[self._size]
        for session in self._lists.own:
            kept = tuple(self._shown(session))
            if kept:
                captions = [each.caption for each in kept]
                yield Part(
                    "",
                    self._lists.session(session),
                    self._flowing(lambda captions=captions: (evidence_scan.section(one, size) for one in captions)),  # type: ignore[misc]
                    tuple((f"Lembar {each.scan.page}", at) for at, each in enumerate(kept)),
                    lambda page, kept=kept: self._shot(kept[page]),  # type: ignore[misc]
                    kept,
                )

    def _shown(self, session: int) -> Iterator[Kept]:
        for scan in questions.scans(self._db, session):
            title = f"Sesi {session}, lembar {scan.page} dari {scan.pages}"
            try:
                with Image.open(io.BytesIO(sheet_questions.picture(self._db, scan.id))) as picture:
                    yield self._looked_at(scan, title, session, picture)
            except (OSError, ValueError, Image.DecompressionBombError):
                self.missing.append(Missing(f"Pindaian {title}", _BROKEN))

    def _looked_at(self, scan: Scan, title: str, session: int, picture: Image.Image) -> Kept:
        if picture.format != "JPEG" or picture.mode not in ("L", "RGB"):
            raise ValueError(picture.mode)
        picture.load()
        turns = _turns(picture)
        wide, high = picture.size if turns % 2 == 0 else picture.size[::-1]
        told = (
            self._lists.session(session),
            f"Berkas {words.without_niks(scan.file_name)}, disimpan {words.moment(scan.taken_at)} "
            f"oleh {scan.taken_by}, disahkan {words.moment(scan.confirmed_at)}. "
            f"Pindaian no. {scan.id} di berkas kerja.",
        )
        return Kept(scan, title, Caption(title, told, wide, high), picture.size, picture.mode == "L", turns)

    def _shot(self, kept: Kept) -> Shot:
        content = sheet_questions.picture(self._db, kept.scan.id)
        place = evidence_scan.place(kept.caption, paper.SIZES[self._size])
        return Shot(content, kept.pixels, kept.gray, place, kept.turns)

    def _minutes(self) -> Iterator[Part]:
        for session in self._lists.own:
            row = self._lists.rows.get(session)
            if row is not None and row.kind is SessionKind.OATH:
                yield Part("Pelantikan", f"Berita acara, {self._lists.session(session)}", self._of_oath(session))

    def _of_oath(self, session: int) -> Callable[[Path, Progress], None]:
        def draw(out: Path, progress: Progress) -> None:
            made = oath_papers.sections(self._db, session, oath_papers.Paper.MINUTES, size=self._size)
            self._flowing(made)(out, progress)

        return draw

    def _certificates(self) -> Part:
        def draw(out: Path, progress: Progress) -> None:
            editions = issued.editions(self._db, issued.ids(self._db, self._area))
            backs = press_run.has_backs(self._db, editions)
            settings = PressSettings(copies="semua", duplex=backs)  # each bears SALINAN: none is to be given out
            printing.print_certificates(
                self._database, out, area=self._area, settings=settings, progress=progress, workers=0
            )

        return Part("Sertifikat", "Halaman sertifikat (salinan)", draw)

    def _receipts(self) -> Iterator[Part]:
        for session in self._lists.paid():
            yield Part("Tanda terima transpor", self._lists.session(session), self._of_money(session))

    def _of_money(self, session: int) -> Callable[[Path, Progress], None]:
        size = paper.SIZES[self._size]

        def draw(out: Path, progress: Progress) -> None:
            lists = list(receipt_papers.listed(self._db, session))
            self._flowing(lambda: [receipt_list.section(one, size) for one in lists])(out, progress)

        return draw

    def _flowing(self, sections: Callable[[], Iterable[Section]]) -> Callable[[Path, Progress], None]:
        def draw(out: Path, progress: Progress) -> None:
            with out.open("wb") as file:
                paperwork.bind(file, sections, "Bagian berkas bukti", self._size, progress)

        return draw


def drawn(part: Part, out: Path, progress: Progress, missing: list[Missing]) -> bool:
    """Whether it could be drawn; if not, why is noted and the rest goes on."""
    try:
        part.draw(out, progress)
    except Refused as refused:
        missing.append(Missing(part.name, str(refused)))
    except (ValueError, LookupError):  # what is kept of it is damaged
        missing.append(Missing(part.name, _UNREADABLE))
    else:
        return True
    return False


def _turns(picture: Image.Image) -> int:
    """Quarters to the right that make a sheet upright, by its code; 0 where none is seen."""
    found, _ = straightening.codes(picture.convert("L"))
    if not found:
        return 0
    (left, top), (right, low) = found[0].corners[:2]
    along, down = right - left, low - top
    if abs(along) >= abs(down):
        return 0 if along > 0 else 2
    return 3 if down > 0 else 1
