"""Who draws the pages of a document: this process, or a few that share the work.

What a newcomer gets wrong: giving a worker anything but plain values. It is spawned, not forked (the window is Qt), so
it imports `paint` by name and is sent batches of contents; it answers with finished bytes.
"""

import multiprocessing
import signal
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from kpps_desk import processes
from kpps_desk.documents.paper import Sheet, Size

LEAF = 256  # pages in one node of the page tree
Matrix = tuple[float, float, float, float, float, float]  # PDF's a b c d e f


class Page(NamedTuple):
    """`form` is the number of the form under this page (None: an empty page), `content` what `paint` draws on it.

    `at` moves and scales it on the paper; what lies `beside` it on the same sheet is placed by its own `at`. `content`
    None draws nothing over the form.
    """

    form: int | None
    content: Any
    at: Matrix | None = None
    beside: "tuple[Page, ...]" = ()
    size: Size | None = None  # of the paper, where that isn't the style's


class Style(NamedTuple):
    """What a worker needs to draw pages; picklable, so `paint` is a function of a module."""

    size: Size
    faces: tuple[str, ...]
    characters: str  # all that forms and pages show; fixes the glyph codes
    paint: Callable[[Sheet, Any], bytes]


# Pages ---------------------------------------------------------------------------------------------------------------


class Batch(NamedTuple):
    pages: Sequence[Page]
    first: int  # object number of the first page
    start: int  # how many pages stand before it
    leaf: int  # object number of the page tree's first node
    resources: int  # object number of what pages use: PDF/A wants it named on each


_Drawn = tuple[bytes, list[int]]
_NOTHING: _Drawn = (b"", [])
_PATIENCE = 0.1  # seconds between two signs of life while the workers are busy


def _draw(sheet: Sheet, style: Style, batch: Batch) -> _Drawn:
    """The finished objects of these pages and the length of each."""
    out: list[bytes] = []
    for index, page in enumerate(batch.pages):
        number = batch.first + 2 * index
        parent = batch.leaf + (batch.start + index) // LEAF
        content = zlib.compress(_operators(sheet, style, page), 1)
        box = b"" if page.size is None else b"/MediaBox[0 0 %.3f %.3f]" % page.size
        out.append(
            b"%d 0 obj\n<</Type/Page/Parent %d 0 R/Resources %d 0 R%b/Contents %d 0 R>>\nendobj\n"
            % (number, parent, batch.resources, box, number + 1)
        )
        out.append(
            b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b\r\nendstream\nendobj\n"
            % (number + 1, len(content), content)
        )
    return b"".join(out), [len(each) for each in out]


def _operators(sheet: Sheet, style: Style, page: Page) -> bytes:
    if page.form is None:
        return b""
    over = b"" if page.content is None else style.paint(sheet, page.content)
    drawn = b"/E%d Do\n%b" % (page.form, over)
    if page.at is not None:
        drawn = b"q %.4f %.4f %.4f %.4f %.3f %.3f cm\n%bQ\n" % (*page.at, drawn)
    return drawn + b"".join([_operators(sheet, style, other) for other in page.beside])


def numbered(batches: Iterable[Sequence[Page]], first: int, leaf: int, resources: int) -> Iterator[Batch]:
    start = 0
    for pages in batches:
        yield Batch(pages, first + 2 * start, start, leaf, resources)
        start += len(pages)


# Workers -------------------------------------------------------------------------------------------------------------


class Hand:
    """A process that draws; only who has greeted is sent work, since a full pipe would keep us from stopping."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._greeted = False

    def awaited(self) -> Iterator[_Drawn]:
        """Nothing, until this worker has something to say or is gone."""
        with suppress(EOFError, OSError):
            while not self.connection.poll(_PATIENCE):
                yield _NOTHING

    def welcomed(self) -> Iterator[_Drawn]:
        """Nothing, until its greeting has come."""
        if not self._greeted:
            yield from self.awaited()
            with suppress(EOFError, OSError):
                self.connection.recv()
            self._greeted = True

    def collect(self, style: Style, batch: Batch) -> _Drawn:
        """What it answers; where it died (or may not run on this machine) the batch is drawn here."""
        try:
            drawn: _Drawn = self.connection.recv()
        except (EOFError, OSError):
            return _draw(Sheet(style.size, style.faces, style.characters), style, batch)
        return drawn


def drawn_pages(style: Style, batches: Iterable[Batch], hands: Sequence[Hand]) -> Generator[_Drawn, None, None]:
    """The batches drawn, in their order; nothing now and then while the workers are busy."""
    if not hands:
        sheet = Sheet(style.size, style.faces, style.characters)
        yield from (_draw(sheet, style, batch) for batch in batches)
        return
    at_work: deque[tuple[Hand, Batch]] = deque()
    for number, batch in enumerate(batches):
        hand = hands[number % len(hands)]
        yield from hand.welcomed()
        if len(at_work) == len(hands):
            # One batch a worker and never two: a pipe filled from both ends would stand still.
            yield from hand.awaited()
            ready, sent = at_work.popleft()
            yield ready.collect(style, sent)
        at_work.append((hand, batch))
        with suppress(OSError):  # a worker that died is noticed when its work is collected
            hand.connection.send(batch)
    while at_work:
        hand, batch = at_work.popleft()
        yield from hand.awaited()
        yield hand.collect(style, batch)


@contextmanager
def hired(style: Style, workers: int) -> Iterator[list[Hand]]:
    """So many processes that draw in this style, for one document or one after another; none is an empty list."""
    spawn = multiprocessing.get_context("spawn")
    ours, hired_ones = [], []
    try:
        for _ in range(workers):
            mine, theirs = spawn.Pipe()
            process = spawn.Process(target=_work, args=(theirs, style), daemon=True)
            processes.start(process)
            theirs.close()
            ours.append(Hand(mine))
            hired_ones.append(process)
        yield ours
    finally:
        for hand in ours:
            hand.connection.close()
        for process in hired_ones:
            process.terminate()
        for process in hired_ones:
            process.join()
            process.close()


def _work(connection: Connection, style: Style) -> None:
    """The life of a worker: a greeting, then batch in, objects out, until the other end or its process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a shell is the parent's to answer
    sheet = Sheet(style.size, style.faces, style.characters)
    with suppress(EOFError, OSError):
        connection.send(_NOTHING)
        while True:
            connection.send(_draw(sheet, style, connection.recv()))
