"""The real PDF on the glass: one page large, the others small beside it, turned, enlarged and searched by keys.

What a newcomer gets wrong: drawing or opening anything here. `put` takes a path, bytes or a PdfSource; whatever is
looked at is drawn on a reader's thread, the rest of a big file is never touched.
"""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.exchange.pdf_pages import Room, Shot
from kpps_desk.problems import Problem
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.paper_glass import image_of
from kpps_desk.ui.pdf_bar import PdfBar
from kpps_desk.ui.pdf_sheet import WHOLE, PdfSheet
from kpps_desk.ui.pdf_source import FilePages, PdfSource
from kpps_desk.ui.pdf_thumbs import WIDTH, PdfThumbs

_AT_ONCE = 4  # small pages in one question
_ROOM_FOR_THUMBS = 520  # logical pixels of the whole
_TALL = 112


class _Drawn(NamedTuple):
    image: QImage
    percent: int
    pages: int
    page: int
    first_mark: float | None  # pixels from the upper edge


class PdfPreview(QWidget):
    """`put(path | bytes | source)`; `page` from 0. Needs an open workspace's Background, and nothing of its file."""

    turned = Signal(int)  # the page that is shown now
    found = Signal(int)  # so many pages bear the text that is looked for

    def __init__(self, background: Background, parent: QWidget | None = None, *, thumbnails: bool = True) -> None:
        super().__init__(parent)
        self._background = background
        self._source: PdfSource | None = None
        self._held: list[PdfSource] = []
        self.destroyed.connect(partial(_close, self._held))
        self._said, self._text = "", ""
        self.page, self.pages = 0, 0
        self.hits: list[int] = []
        self.sheet, self.thumbs, self.bar = PdfSheet(), PdfThumbs(), PdfBar()
        self._thumbnails = thumbnails
        self.sheet.wanted.connect(self._draw)
        self.sheet.turned.connect(lambda way: self.go(self.page + way))
        self.sheet.strip_wanted.connect(self.bar.toggle_strip)
        self.sheet.ended.connect(lambda last: self.go(self.pages - 1 if last else 0))
        self.thumbs.wanted.connect(self._draw_small)
        self.thumbs.chosen.connect(self.go)
        self.bar.turned.connect(self.go)
        self.bar.zoomed.connect(self.sheet.step)
        self.bar.fitted.connect(self.sheet.set_zoom)
        self.bar.strip_wanted.connect(self._show_strip)
        self.bar.sought.connect(self.look_for)
        self.bar.hit_wanted.connect(self.go_to_hit)
        self.bar.left.connect(self.sheet.setFocus)
        body = QHBoxLayout()
        body.setSpacing(theme.GRID)
        body.addWidget(self.thumbs)
        body.addWidget(self.sheet, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        self.bar.install(self)
        self._show_strip(thumbnails)
        self.say("")

    @property
    def shows_page(self) -> bool:
        return self.sheet.shows_page

    # -- what is shown ------------------------------------------------------------------------------------------------

    def put(
        self,
        content: Path | bytes | PdfSource,
        said: str = "",
        *,
        page: int = 0,
        names: tuple[str, ...] = (),
    ) -> None:
        """Show this from `page` on; `said` is what it is, for those who don't see it; `names`: sides of each paper."""
        self._let_go()
        self._source = FilePages(content) if isinstance(content, Path | bytes) else content
        self._held.append(self._source)
        self._said, self.thumbs.names = said, names
        self.page, self.pages, self.hits = page, 0, []
        self.bar.clear_hits()
        self.thumbs.put_count(0)
        self._place_strip()
        self._draw()
        if self._text:
            self.look_for(self._text)

    def say(self, text: str) -> None:
        """A sentence in the place of a page: nothing is there yet, or why not."""
        self._let_go()
        self.page, self.pages, self.hits = 0, 0, []
        self.thumbs.put_count(0)
        self._place_strip()
        self.bar.put(0, 0, 0)
        self.sheet.say(text)

    def refresh(self) -> None:
        """Draw what is in sight anew."""
        if self._source is not None:
            self.thumbs.put_count(self.pages)
            self._draw()

    def go(self, page: int) -> None:
        """Turn to this page."""
        wanted = min(max(page, 0), max(self.pages - 1, 0))
        if wanted != self.page and self.pages:
            self.page = wanted
            self._mark()
            self._draw()
            self.turned.emit(wanted)

    def to_search(self) -> None:
        """The cursor into the search box."""
        self.bar.to_search()

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        source, page, room, text = self._source, self.page, self.sheet.room, self._text
        if source is None:
            return

        def drawn(db: Snapshot) -> _Drawn:
            count = source.count(db)
            at = min(page, max(count - 1, 0))
            shot = source.shot(db, at, room, text)
            first = min((mark.y for mark in shot.marks), default=None)
            return _Drawn(_marked(shot), shot.percent, count, at, first)

        self._background.ask(self, drawn, self._show, topic="sheet", failed=self._failed)

    def _show(self, drawn: _Drawn) -> None:
        if drawn.pages != self.pages:
            self.pages = drawn.pages
            self.thumbs.put_count(drawn.pages)
        self.page = drawn.page
        place = f"halaman {words.number(self.page + 1)} dari {words.number(self.pages)}"
        self.sheet.put(drawn.image, drawn.percent, f"{self._said}, {place}" if self._said else place)
        self._mark()
        if drawn.first_mark is not None and self.sheet.zoom != WHOLE:
            self.sheet.look_at(drawn.first_mark)

    def _mark(self) -> None:
        self.bar.put(self.page, self.pages, self.sheet.percent)
        self.thumbs.go(self.page)

    def _failed(self, problem: Problem) -> None:
        self.pages = 0
        self.bar.put(0, 0, 0)
        self.thumbs.put_count(0)
        self.sheet.say(str(problem))

    def _draw_small(self, pages: list[int]) -> None:
        source, some = self._source, pages[:_AT_ONCE]
        ratio = self.devicePixelRatioF()
        room = Room(int(WIDTH * ratio), int(_TALL * ratio), 0, ratio)
        if source is None:
            return

        def drawn(db: Snapshot) -> list[tuple[int, QImage]]:
            return [(page, image_of(source.shot(db, page, room, "").picture)) for page in some]

        self._background.ask(self, drawn, self._show_small, topic="small", failed=lambda _: None)

    def _show_small(self, drawn: list[tuple[int, QImage]]) -> None:
        for page, image in drawn:
            self.thumbs.put(page, image)

    def _show_strip(self, on: bool) -> None:
        self._thumbnails = on
        self._place_strip()
        self.bar.say_strip(on)

    def _place_strip(self) -> None:
        self.thumbs.setVisible(self._thumbnails and self._source is not None and self.width() >= _ROOM_FOR_THUMBS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_strip()

    # -- looking for a text -------------------------------------------------------------------------------------------

    def look_for(self, text: str) -> None:
        """Mark it, and find the pages that bear it, bit by bit."""
        self.hits = []
        self.bar.clear_hits()
        self._text = text
        self._draw()
        if text and self._source is not None:
            self._look(self._source, text, 0)
        else:
            self._background.ask(self, lambda _: None, lambda _: None, topic="hits")  # an older search ends

    def _look(self, source: PdfSource, text: str, start: int) -> None:
        def looked(found: tuple[list[int], int | None]) -> None:
            self._found(source, text, *found)

        self._background.ask(self, lambda db: source.find(db, text, start), looked, topic="hits", failed=self._unfound)

    def _found(self, source: PdfSource, text: str, pages: list[int], rest: int | None) -> None:
        first = not self.hits
        self.hits += pages
        self.bar.say_hits(self.hits, self.page, looking=rest is not None)
        if first and self.hits and self.page not in self.hits:
            self.go_to_hit(1)
        if rest is not None:
            self._look(source, text, rest)
        else:
            self.found.emit(len(self.hits))

    def _unfound(self, _: Problem) -> None:
        self.bar.say_hits(self.hits, self.page, looking=False)

    def go_to_hit(self, way: int) -> None:
        """The next (1) or the previous (-1) page that bears the text, around the end."""
        if not self.hits:
            return
        if way > 0:
            self.go(next((page for page in self.hits if page > self.page), self.hits[0]))
        else:
            self.go(next((page for page in reversed(self.hits) if page < self.page), self.hits[-1]))
        self.bar.say_hits(self.hits, self.page, looking=False)

    def _let_go(self) -> None:
        self._source = None
        while self._held:
            self._background.warm(self._held.pop().close, lambda: None)


def _close(held: list[PdfSource]) -> None:
    for source in held:
        source.close()


def _marked(shot: Shot) -> QImage:
    """The picture with what was found on it; on a reader's thread."""
    image = image_of(shot.picture)
    if shot.marks:
        painter = QPainter(image)
        ground = theme.colour("accent")
        ground.setAlpha(60)
        for mark in shot.marks:
            place = QRectF(mark.x - 2, mark.y - 2, mark.width + 4, mark.height + 4)
            painter.fillRect(place, ground)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRect(place)
        painter.end()
    return image
