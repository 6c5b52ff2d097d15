"""A PDF of any number of pages, written while it is drawn: memory stays flat and two processes share the drawing.

reportlab draws (operators, metrics, font subsets, forms) but would keep every page until the end; so what is ours is
only the order of the file: shared objects first, then the page tree, whose numbers are known because the number of
pages is, then two small objects a page as they come, then where each one lies.

Three layers lie on each other: a ground, drawn by reportlab (few: frame, letterhead); a form over one ground (the words
of an edition, of which a province has 1,900); a page over one form (one person).

What a newcomer gets wrong: what a page may lean on. PDF/A-2 lets it inherit its size but not its resources, and wants a
typeface embedded even where a single box stands for a letter that it lacks.
"""

import hashlib
import zlib
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import BinaryIO, NamedTuple

from reportlab.pdfbase import pdfdoc

from kpps_desk.documents import archival
from kpps_desk.documents.archival import About
from kpps_desk.documents.hands import LEAF, Hand, Page, Style, drawn_pages, hired, numbered
from kpps_desk.documents.paper import Sheet, Size

__all__ = ["BATCH", "Form", "Page", "Plates", "Style", "bind", "engrave", "hired", "write"]

BATCH = 250  # pages that go to a worker at once: some 100 ms of work


class Form(NamedTuple):
    """What pages share: the number of the ground under it (None: none), and the operators over that.

    `size`: of its paper, where that isn't the style's.
    """

    ground: int | None
    draw: Callable[[Sheet], bytes]
    size: Size | None = None


class Plates(NamedTuple):
    """Grounds, forms and fonts as finished objects, from which any number of documents is written."""

    content: bytes
    lengths: list[int]
    fonts: int  # the number of the fonts' object
    forms: range  # the numbers of the forms' objects


def write(
    file: BinaryIO,
    style: Style,
    grounds: Sequence[Callable[[Sheet], None]],
    forms: Sequence[Form],
    batches: Iterable[Sequence[Page]],
    *,
    pages: int,
    title: str,
    author: str = "",
    subject: str = "",
    duplex: bool = False,
    workers: int = 0,
) -> Generator[int, None, None]:
    """Write the document, yielding how many pages are written; the same input gives the same bytes.

    It yields every few tenths of a second even if no page is finished, so that closing it stops at once. `batches` hold
    exactly `pages` pages (ValueError if not). `workers` 0 draws in this process.
    """
    plates = yield from engrave(style, grounds, forms)
    about = About(title, author, subject)
    with hired(style, workers) as hands:
        yield from bind(file, style, plates, batches, pages=pages, about=about, duplex=duplex, hands=hands)


def engrave(
    style: Style, grounds: Sequence[Callable[[Sheet], None]], forms: Sequence[Form]
) -> Generator[int, None, Plates]:
    """Make all that pages share, yielding 0 after each step."""
    sheet = Sheet(style.size, style.faces, style.characters)
    for number, draw in enumerate(grounds):
        sheet.canvas.beginForm(f"G{number}")
        draw(sheet)
        sheet.canvas.endForm()
        yield 0
    over = []
    for form in forms:  # before the fonts are made, which then hold every letter
        under = b"" if form.ground is None else b"/G%d Do\n" % form.ground
        over.append(zlib.compress(under + form.draw(sheet)))
        yield 0
    objects: list[bytes] = []
    for content in _reportlab_objects(sheet):
        objects.append(content)
        yield 0
    numbers = sheet.document.idToObjectNumberAndVersion
    fonts: int = numbers[pdfdoc.BasicFonts][0]
    below = [numbers[pdfdoc.xObjectName(f"G{number}")][0] for number in range(len(grounds))]
    lowest = len(objects) + 1
    for number, (form, content) in enumerate(zip(forms, over, strict=True), start=lowest):
        grounded = b"" if form.ground is None else b"/XObject<</G%d %d 0 R>>" % (form.ground, below[form.ground])
        objects.append(
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources<</ProcSet[/PDF/Text]/Font %d 0 R"
            b"%b>>/Length %d/Filter/FlateDecode>>stream\n%b\r\nendstream\nendobj\n"
            % (number, *(form.size or style.size), fonts, grounded, len(content), content)
        )
        yield 0
    return Plates(b"".join(objects), [len(each) for each in objects], fonts, range(lowest, lowest + len(forms)))


def bind(
    file: BinaryIO,
    style: Style,
    plates: Plates,
    batches: Iterable[Sequence[Page]],
    *,
    pages: int,
    about: About,
    duplex: bool = False,
    hands: Sequence[Hand] = (),
) -> Generator[int, None, None]:
    """Write one document from plates, as `write` does; `hands` draw it, or this process where there are none."""
    book = _Book(file)
    book.add(plates.content, plates.lengths)
    yield 0
    first = _tree(book, style, plates, pages, about, duplex=duplex)
    yield 0
    leaf = first - _leaves(pages)
    done = 0
    asked = numbered(batches, first, leaf, plates.forms.stop + _RESOURCES)
    with closing(drawn_pages(style, asked, hands)) as drawn:
        for blob, lengths in drawn:
            book.add(blob, lengths)
            done += len(lengths) // 2
            yield done
    if done != pages:
        raise ValueError(f"{done} pages came of {pages}")
    for _ in book.close(catalog=plates.forms.stop, info=plates.forms.stop + _INFORMATION):
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


_FIXED = 6  # catalog, page tree's root, resources, information, metadata, colour space
_RESOURCES, _INFORMATION = 2, 3  # which of them


def _leaves(pages: int) -> int:
    return -(-pages // LEAF)


def _reportlab_objects(sheet: Sheet) -> Iterator[bytes]:
    """What reportlab made of the grounds and of the subset fonts, object by object, from number 1."""
    document = sheet.document
    for font in document.delayedFonts:
        font.addObjects(document)
    number = 1
    while number in document.numberToId:  # formatting one may number another
        name = document.numberToId[number]
        content: bytes = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        yield content.replace(b"endstream\nendobj\n", b"\r\nendstream\nendobj\n")  # which is to stand on its own line
        number += 1


def _tree(book: _Book, style: Style, plates: Plates, pages: int, about: About, *, duplex: bool) -> int:
    """Write the catalog and the page tree; the number of the first page's object."""
    catalog = plates.forms.stop
    root = catalog + 1
    leaf = catalog + _FIXED
    first = leaf + _leaves(pages)
    kids = b" ".join(b"%d 0 R" % (leaf + number) for number in range(_leaves(pages)))
    named = b"".join(b"/E%d %d 0 R" % pair for pair in enumerate(plates.forms))
    fixed = [
        b"<</Type/Catalog/Pages %d 0 R/Lang(id-ID)/ViewerPreferences<</DisplayDocTitle true%b>>/Metadata %d 0 R"
        b"/OutputIntents%b>>"
        % (root, b"/Duplex/DuplexFlipLongEdge" if duplex else b"", catalog + 4, archival.intent(catalog + 5)),
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %.3f %.3f]>>" % (pages, kids, *style.size),
        b"<</ProcSet[/PDF/Text/ImageB]/Font %d 0 R/XObject<<%b>>>>" % (plates.fonts, named),
        archival.information(about),
        archival.metadata(about),
        archival.profile(),
    ]
    for number in range(_leaves(pages)):
        mine = range(number * LEAF, min(pages, (number + 1) * LEAF))
        kids = b" ".join(b"%d 0 R" % (first + 2 * page) for page in mine)
        fixed.append(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (root, len(mine), kids))
    for number, content in enumerate(fixed, start=catalog):
        content = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        book.add(content, [len(content)])
    return first
