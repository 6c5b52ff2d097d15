"""A PDF of any number of pages, written while it is drawn: memory stays flat and two processes share the drawing.

reportlab draws (operators, metrics, font subsets, forms) but would keep every page until the end; so what is ours is
only the order of the file: shared objects first, then the page tree, whose numbers are known because the number of
pages is, then two small objects a page as they come, then where each one lies.

Three layers lie on each other: a ground, drawn by reportlab (few: frame, letterhead); a form over one ground (the words
of an edition, of which a province has 1,900); a page over one form (one person).

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


class Form(NamedTuple):
    """What pages share: the number of the ground under it, and the operators over that."""

    ground: int
    draw: Callable[[Sheet], bytes]


class Page(NamedTuple):
    """`form` is the number of the form under this page, `content` what `paint` draws on it."""

    form: int
    content: Any


class Style(NamedTuple):
    """What a worker needs to draw pages; picklable, so `paint` is a function of a module."""

    size: Size
    faces: tuple[str, ...]
    characters: str  # all that forms and pages show; fixes the glyph codes
    paint: Callable[[Sheet, Any], bytes]


def write(
    file: BinaryIO,
    style: Style,
    grounds: Sequence[Callable[[Sheet], None]],
    forms: Sequence[Form],
    batches: Iterable[Sequence[Page]],
    *,
    pages: int,
    title: str,
    workers: int = 0,
) -> Generator[int, None, None]:
    """Write the document, yielding how many pages are written; the same input gives the same bytes.

    It yields every few tenths of a second even if no page is finished, so that closing it stops at once. `batches` hold
    exactly `pages` pages (ValueError if not). `workers` 0 draws in this process.
    """
    book = _Book(file)
    first = yield from _shared(book, style, grounds, forms, pages, title)
    leaf = first - _leaves(pages)
    done = 0
    with closing(_drawn(style, _numbered(batches, first, leaf), workers)) as drawn:
        for blob, lengths in drawn:
            book.add(blob, lengths)
            done += len(lengths) // 2
            yield done
    if done != pages:
        raise ValueError(f"{done} pages came of {pages}")
    for _ in book.close(catalog=leaf - _FIXED, info=leaf - 1):
        yield done


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

    def close(self, *, catalog: int, info: int) -> Iterator[None]:
        """Cross references and trailer, in steps. /ID is the content's hash, so equal documents are equal files."""
        start, size = self._at, len(self._offsets) + 1
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for low in range(0, len(self._offsets), 10_000):
            self._put(b"".join(b"%010d 00000 n \n" % at for at in self._offsets[low : low + 10_000]))
            yield
        name = self._digest.hexdigest()[:32].encode()
        self._put(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (size, catalog, info, name, name, start)
        )


_FIXED = 4  # catalog, page tree's root, resources, information


def _leaves(pages: int) -> int:
    return -(-pages // _LEAF)


def _shared(
    book: _Book, style: Style, grounds: Sequence[Callable[[Sheet], None]], forms: Sequence[Form], pages: int, title: str
) -> Generator[int, None, int]:
    """Write all that isn't a page, yielding after each step that no page is written; the first page's object number."""
    sheet = Sheet(style.size, style.faces, style.characters)
    for number, draw in enumerate(grounds):
        sheet.canvas.beginForm(f"G{number}")
        draw(sheet)
        sheet.canvas.endForm()
        yield 0
    over = []
    for form in forms:  # before the fonts are made, which then hold every letter
        over.append(zlib.compress(b"/G%d Do\n%b" % (form.ground, form.draw(sheet))))
        yield 0
    objects: list[bytes] = []
    for content in _reportlab_objects(sheet):
        objects.append(content)
        book.add(content, [len(content)])
        yield 0
    numbers = sheet.document.idToObjectNumberAndVersion
    fonts: int = numbers[pdfdoc.BasicFonts][0]
    below = [numbers[pdfdoc.xObjectName(f"G{number}")][0] for number in range(len(grounds))]
    lowest = len(objects) + 1
    for number, (form, content) in enumerate(zip(forms, over, strict=True), start=lowest):
        content = (
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources<</ProcSet[/PDF/Text]/Font %d 0 R"
            b"/XObject<</G%d %d 0 R>>>>/Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\n"
            % (number, *style.size, fonts, form.ground, below[form.ground], len(content), content)
        )
        book.add(content, [len(content)])
        yield 0
    return _tree(book, style, fonts, range(lowest, lowest + len(forms)), pages, title)


def _reportlab_objects(sheet: Sheet) -> Iterator[bytes]:
    """What reportlab made of the grounds and of the subset fonts, object by object, from number 1."""
    document = sheet.document
    for font in document.delayedFonts:
        font.addObjects(document)
    number = 1
    while number in document.numberToId:  # formatting one may number another
        name = document.numberToId[number]
        yield pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        number += 1


def _tree(book: _Book, style: Style, fonts: int, forms: range, pages: int, title: str) -> int:
    """Write the catalog and the page tree; the number of the first page's object."""
    catalog = forms.stop
    root, resources = catalog + 1, catalog + 2
    leaf = catalog + _FIXED
    first = leaf + _leaves(pages)
    kids = b" ".join(b"%d 0 R" % (leaf + number) for number in range(_leaves(pages)))
    named = b"".join(b"/E%d %d 0 R" % pair for pair in enumerate(forms))
    fixed = [
        b"<</Type/Catalog/Pages %d 0 R/Lang(id-ID)/ViewerPreferences<</DisplayDocTitle true>>>>" % root,
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %.3f %.3f]/Resources %d 0 R>>"
        % (pages, kids, *style.size, resources),
        b"<</ProcSet[/PDF/Text/ImageB]/Font %d 0 R/XObject<<%b>>>>" % (fonts, named),
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


# Pages ---------------------------------------------------------------------------------------------------------------


class _Batch(NamedTuple):
    pages: Sequence[Page]
    first: int  # object number of the first page
    start: int  # how many pages stand before it
    leaf: int  # object number of the page tree's first node


_Drawn = tuple[bytes, list[int]]
_NOTHING: _Drawn = (b"", [])
_PATIENCE = 0.1  # seconds between two signs of life while the workers are busy


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
    """The batches drawn, in their order; nothing now and then while the workers are busy."""
    if not workers:
        sheet = Sheet(style.size, style.faces, style.characters)
        yield from (_draw(sheet, style, batch) for batch in batches)
        return
    with _hired(style, workers) as hands:
        at_work: deque[tuple[Connection, _Batch]] = deque()
        for number, batch in enumerate(batches):
            hand = hands[number % workers]
            yield from _awaited(hand)
            # One batch a worker and never two: a pipe filled from both ends would stand still.
            ready = _collect(style, *at_work.popleft()) if len(at_work) == workers else _welcome(hand)
            at_work.append((hand, batch))
            with suppress(OSError):  # a worker that died is noticed when its work is collected
                hand.send(batch)
            yield ready
        while at_work:
            yield from _awaited(at_work[0][0])
            yield _collect(style, *at_work.popleft())


def _awaited(hand: Connection) -> Iterator[_Drawn]:
    """Nothing, until this worker has something to say or is gone."""
    with suppress(EOFError, OSError):
        while not hand.poll(_PATIENCE):
            yield _NOTHING


def _welcome(hand: Connection) -> _Drawn:
    """Take a new worker's greeting: only who listens is sent work, since a full pipe would keep us from stopping."""
    with suppress(EOFError, OSError):
        hand.recv()
    return _NOTHING


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
        for process in processes:
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
