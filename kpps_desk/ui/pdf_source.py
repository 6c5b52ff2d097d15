"""What the preview turns through: a PDF that is there, or pages that are made when somebody looks at them.

What a newcomer gets wrong: making the PDF of 103,845 certificates to show one. A `MadePages` draws the page that is
looked at, by the code that prints it; the others cost nothing.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from kpps_desk.exchange.pdf_pages import PdfPages, Room, Shot
from kpps_desk.problems import Gone
from kpps_desk.store.snapshot import Snapshot

_KEPT = 8  # made documents: turning back costs nothing


class PdfSource(Protocol):
    """Everything here is called on readers' threads, never on the window's."""

    def count(self, db: Snapshot) -> int: ...

    def shot(self, db: Snapshot, page: int, room: Room, text: str) -> Shot: ...

    def find(self, db: Snapshot, text: str, start: int) -> tuple[list[int], int | None]:
        """Pages from `start` on that bear the text, and where to go on; None: that was all."""

    def close(self) -> None: ...


class FilePages:
    """A file, the bytes of one, or what makes them; opened when it is first looked at."""

    def __init__(self, content: Path | bytes | Callable[[Snapshot], bytes]) -> None:
        self._content = content
        self._opening = threading.Lock()
        self._pages: PdfPages | None = None

    def count(self, db: Snapshot) -> int:
        return self._open(db).count

    def shot(self, db: Snapshot, page: int, room: Room, text: str) -> Shot:
        return self._open(db).shot(page, room, text)

    def find(self, db: Snapshot, text: str, start: int) -> tuple[list[int], int | None]:
        return self._open(db).find(text, start)

    def close(self) -> None:
        if self._pages is not None:
            self._pages.close()

    def _open(self, db: Snapshot) -> PdfPages:
        with self._opening:
            if self._pages is None:
                content = self._content(db) if callable(self._content) else self._content
                self._pages = PdfPages(content)
            return self._pages


class MadePages:
    """So many papers of `sides` pages each; `make` gives the PDF of one, `search` the papers that a text is on."""

    def __init__(
        self,
        papers: int,
        make: Callable[[Snapshot, int], bytes],
        search: Callable[[Snapshot, str], Sequence[int]] | None = None,
        *,
        sides: int = 1,
    ) -> None:
        self._papers, self._sides = papers, sides
        self._make, self._search = make, search
        self._kept: OrderedDict[int, PdfPages] = OrderedDict()
        self._keeping = threading.Lock()

    def count(self, db: Snapshot) -> int:
        return self._papers * self._sides

    def shot(self, db: Snapshot, page: int, room: Room, text: str) -> Shot:
        try:
            return self._shot(db, page, room, text)
        except Gone:  # another reader's page took its place just now
            return self._shot(db, page, room, text)

    def find(self, db: Snapshot, text: str, start: int) -> tuple[list[int], int | None]:
        found = () if self._search is None else self._search(db, text)
        return [paper * self._sides for paper in found], None

    def close(self) -> None:
        with self._keeping:
            for pages in self._kept.values():
                pages.close()
            self._kept.clear()

    def _shot(self, db: Snapshot, page: int, room: Room, text: str) -> Shot:
        pages = self._made(db, page // self._sides)
        return pages.shot(min(page % self._sides, pages.count - 1), room, text)

    def _made(self, db: Snapshot, paper: int) -> PdfPages:
        with self._keeping:
            if paper in self._kept:
                self._kept.move_to_end(paper)
                return self._kept[paper]
        made, over = PdfPages(self._make(db, paper)), list[PdfPages]()
        with self._keeping:
            over += [twin] if (twin := self._kept.get(paper)) is not None else []
            self._kept[paper] = made
            while len(self._kept) > _KEPT:
                over.append(self._kept.popitem(last=False)[1])
        for pages in over:
            pages.close()
        return made
