"""A PDF of any number of pages, written while it is drawn: memory stays flat and two processes share the drawing.

reportlab draws (operators, metrics, font subsets, forms) but would keep every page until the end; so what is ours is
only the order of the file: shared objects first, then the page tree, whose numbers are known because the number of
pages is, then two small objects a page as they come, then where each one lies.

What a newcomer gets wrong: giving a worker anything but plain values. It is spawned, not forked (the window is Qt), so
it imports `paint` by name and is sent batches of contents; it answers with finished bytes.
"""

import hashlib
import multiprocessing
import signal
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, BinaryIO, NamedTuple

from reportlab.pdfbase import pdfdoc

from kpps_desk.documents.paper import Sheet, Size

BATCH = 250  # pages that go to a worker at once: some 100 ms of work
_LEAF = 256  # pages in one node of the page tree


class Page(NamedTuple):
    """`form` is the number of the form under this page, `content` what `paint` draws on it."""

    form: int
    content: Any


class Style(NamedTuple):
    """What a worker needs to draw pages; picklable, so `paint` is a function of a module."""

    size: Size
    faces: tuple[str, ...]
    characters: str  # all that the pages show; fixes the glyph codes
    paint: Callable[[Sheet, Any], bytes]


def write(
    file: BinaryIO,
    style: Style,
    forms: Sequence[Callable[[Sheet], None]],
    batches: Iterable[Sequence[Page]],
    *,
    pages: int,
    title: str,
    workers: int = 0,
) -> Generator[int, None, None]:
    """Write the document, yielding how many pages are written; the same input gives the same bytes.

    `batches` hold exactly `pages` pages (ValueError if not). `workers` 0 draws in this process.
    """
    book = _Book(file)
    first = _shared(book, style, forms, pages, title)
    leaf = first - _leaves(pages)
    done = 0
    with closing(_drawn(style, _numbered(batches, first, leaf), workers)) as drawn:
        for blob, lengths in drawn:
            book.add(blob, lengths)
            done += len(lengths) // 2
            yield done
    if done != pages:
        raise ValueError(f"{done} pages came of {pages}")
    book.close(catalog=leaf - _FIXED, info=leaf - 1)


class _Book:
    """The file: appends objects in the order of their numbers and remembers where each starts."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._at = 0
        self._offsets = array("Q")
        self._put(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self._at += len(content)

    def add(self, content: bytes, lengths: Iterable[int]) -> None:
        """Objects that stand one after another in `content`, with the length of each."""
        at = self._at
        for length in lengths:
            self._offsets.append(at)
            at += length
        self._put(content)

    def close(self, *, catalog: int, info: int) -> None:
        """Cross references and trailer. /ID is the content's hash, so equal documents are equal files."""
        start, size = self._at, len(self._offsets) + 1
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for low in range(0, len(self._offsets), 10_000):
            self._put(b"".join(b"%010d 00000 n \n" % at for at in self._offsets[low : low + 10_000]))
        name = self._digest.hexdigest()[:32].encode()
        self._put(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (size, catalog, info, name, name, start)
        )


_FIXED = 4  # catalog, page tree's root, resources, information


def _leaves(pages: int) -> int:
    return -(-pages // _LEAF)


def _shared(book: _Book, style: Style, forms: Sequence[Callable[[Sheet], None]], pages: int, title: str) -> int:
    """Write all that isn't a page; the number of the first page's object."""
    drawn = _reportlab_objects(style, forms)
    for content in drawn.objects:
        book.add(content, [len(content)])
    catalog = len(drawn.objects) + 1
    root, resources = catalog + 1, catalog + 2
    leaf = catalog + _FIXED
    first = leaf + _leaves(pages)
    kids = b" ".join(b"%d 0 R" % (leaf + number) for number in range(_leaves(pages)))
    named = b"".join(b"/E%d %d 0 R" % pair for pair in enumerate(drawn.forms))
    fixed = [
        b"<</Type/Catalog/Pages %d 0 R/Lang(id-ID)/ViewerPreferences<</DisplayDocTitle true>>>>" % root,
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %.3f %.3f]/Resources %d 0 R>>"
        % (pages, kids, *style.size, resources),
        b"<</ProcSet[/PDF/Text/ImageB]/Font %d 0 R/XObject<<%b>>>>" % (drawn.fonts, named),
        b"<</Title<%b>/Producer(KPPS Desk)>>" % (b"\xfe\xff" + title.encode("utf-16-be")).hex().encode(),
    ]
    for number in range(_leaves(pages)):
        mine = range(number * _LEAF, min(pages, (number + 1) * _LEAF))
        kids = b" ".join(b"%d 0 R" % (first + 2 * page) for page in mine)
        fixed.append(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (root, len(mine), kids))
    for number, content in enumerate(fixed, start=catalog):
        content = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        book.add(content, [len(content)])
    return first


class _Shared(NamedTuple):
    objects: list[bytes]  # numbered from 1
    fonts: int  # the object that lists the fonts
    forms: list[int]


def _reportlab_objects(style: Style, forms: Sequence[Callable[[Sheet], None]]) -> _Shared:
    """Let reportlab make the forms and the subset fonts, and take its objects as bytes."""
    sheet = Sheet(style.size, style.faces, style.characters)
    for number, draw in enumerate(forms):
        sheet.canvas.beginForm(f"E{number}")
        draw(sheet)
        sheet.canvas.endForm()
    document = sheet.document
    for font in document.delayedFonts:
        font.addObjects(document)
    objects: list[bytes] = []
    while len(objects) + 1 in document.numberToId:  # formatting one may number another
        name = document.numberToId[len(objects) + 1]
        objects.append(pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document))
    numbers = document.idToObjectNumberAndVersion
    named = [numbers[pdfdoc.xObjectName(f"E{number}")][0] for number in range(len(forms))]
    return _Shared(objects, numbers[pdfdoc.BasicFonts][0], named)


# Pages ---------------------------------------------------------------------------------------------------------------


class _Batch(NamedTuple):
    pages: Sequence[Page]
    first: int  # object number of the first page
    start: int  # how many pages stand before it
    leaf: int  # object number of the page tree's first node


_Drawn = tuple[bytes, list[int]]


def _draw(sheet: Sheet, style: Style, batch: _Batch) -> _Drawn:
    """The finished objects of these pages and the length of each."""
    out: list[bytes] = []
    for index, page in enumerate(batch.pages):
        number = batch.first + 2 * index
        parent = batch.leaf + (batch.start + index) // _LEAF
        content = zlib.compress(b"/E%d Do\n%b" % (page.form, style.paint(sheet, page.content)), 1)
        out.append(b"%d 0 obj\n<</Type/Page/Parent %d 0 R/Contents %d 0 R>>\nendobj\n" % (number, parent, number + 1))
        out.append(
            b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\n"
            % (number + 1, len(content), content)
        )
    return b"".join(out), [len(each) for each in out]


def _numbered(batches: Iterable[Sequence[Page]], first: int, leaf: int) -> Iterator[_Batch]:
    start = 0
    for pages in batches:
        yield _Batch(pages, first + 2 * start, start, leaf)
        start += len(pages)


def _drawn(style: Style, batches: Iterable[_Batch], workers: int) -> Generator[_Drawn, None, None]:
    """The batches drawn, in their order."""
    if not workers:
        sheet = Sheet(style.size, style.faces, style.characters)
        yield from (_draw(sheet, style, batch) for batch in batches)
        return
    with _hired(style, workers) as hands:
        at_work: deque[tuple[Connection, _Batch]] = deque()
        for number, batch in enumerate(batches):
            # One batch a worker and never two: a pipe filled from both ends would stand still.
            ready = _collect(style, *at_work.popleft()) if len(at_work) == workers else None
            hand = hands[number % workers]
            at_work.append((hand, batch))
            with suppress(OSError):  # a worker that died is noticed when its work is collected
                hand.send(batch)
            if ready:
                yield ready
        while at_work:
            yield _collect(style, *at_work.popleft())


def _collect(style: Style, hand: Connection, batch: _Batch) -> _Drawn:
    """What the worker answers; where it died (or may not run on this machine) the batch is drawn here."""
    try:
        drawn: _Drawn = hand.recv()
    except (EOFError, OSError):
        return _draw(Sheet(style.size, style.faces, style.characters), style, batch)
    return drawn


@contextmanager
def _hired(style: Style, workers: int) -> Iterator[list[Connection]]:
    spawn = multiprocessing.get_context("spawn")
    ours, processes = [], []
    try:
        for _ in range(workers):
            mine, theirs = spawn.Pipe()
            process = spawn.Process(target=_work, args=(theirs, style), daemon=True)
            process.start()
            theirs.close()
            ours.append(mine)
            processes.append(process)
        yield ours
    finally:
        for hand in ours:
            hand.close()
        for process in processes:
            process.terminate()
            process.join()
            process.close()


def _work(connection: Connection, style: Style) -> None:
    """The life of a worker: batch in, objects out, until the other end is closed or its process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a shell is the parent's to answer
    sheet = Sheet(style.size, style.faces, style.characters)
    with suppress(EOFError, OSError):
        while True:
            connection.send(_draw(sheet, style, connection.recv()))
