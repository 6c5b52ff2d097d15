"""Many of our PDFs bound to one, with a page number on each page, bookmarks, and a signed index inside.

What each part became is one run of bytes, so that its hash can be told; whatever lies between them (the tree of pages,
bookmarks, cross references) is the frame, hashed as one. The index is the last object, and says all of this.

What a newcomer gets wrong: binding foreign files. Only what streaming.py writes is taken apart here (classic cross
references, no object streams); another writer's file is refused.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import BinaryIO, NamedTuple

from kpps_desk.documents import archival, paper
from kpps_desk.documents.archival import About
from kpps_desk.documents.paper import REGULAR
from kpps_desk.documents.taken_apart import PageParts, TakenApart

_CATALOG, _PAGES, _INFO, _METADATA, _PROFILE, _OUTLINES, _INDEX, _FIRST = range(1, 9)
_LETTERS, _EDGE, _DOWN = 7.0, 22.0, 17.0  # of the number: its size, from the paper's right and upper edge
INDEX_OPENS = b"%d 0 obj\n<</Type/KPPSBukti/Length %%d>>stream\n" % _INDEX
INDEX_CLOSES = b"\r\nendstream\nendobj\n"


class Run(NamedTuple):
    """So many bytes of the file, and their SHA-256 in hex."""

    start: int
    length: int
    digest: str


class Mark(NamedTuple):
    """A bookmark: `page` counts from 1; `below` are those under it."""

    title: str
    page: int
    below: "tuple[Mark, ...]" = ()


class Shot(NamedTuple):
    """A JPEG on a page, in points from the lower left; `turns` quarters to the right make it upright."""

    content: bytes
    pixels: tuple[int, int]
    gray: bool
    place: tuple[float, float, float, float]  # x, y, width, height
    turns: int = 0


class Bound(NamedTuple):
    """What one part became: its run, and those of its pictures."""

    run: Run
    shots: tuple[Run, ...]


class Binder:
    """The file as it grows. `pages`: how many it will have, for the number on each."""

    def __init__(self, file: BinaryIO, about: About, pages: int, opening: str) -> None:
        self._file, self._about, self._pages = file, about, pages
        self._at = 0
        self._frame = hashlib.sha256()
        self._offsets: dict[int, int] = {}
        self._next = _FIRST
        self._kids: dict[int, int] = {}  # page -> its object
        self._put(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n%" + opening.encode() + b"\n")

    def add(
        self, source: TakenApart, first: int, shots: Callable[[int], Shot | None], step: Callable[[], None]
    ) -> Bound:
        """Bind all pages of one part, the first as page `first`; `step` is called after each.

        `shots`: the picture under a page, by its place in the part.
        """
        pictures: list[tuple[int, Shot] | None] = []
        found: list[Run] = []
        for place in range(len(source.pages)):
            shot = shots(place)
            pictures.append(None if shot is None else (self._next, shot._replace(content=b"")))
            if shot is not None:
                found.append(self._picture(shot))
            step()
        digest, start = hashlib.sha256(), self._at
        numbers = {old: self._next + place for place, old in enumerate(source.needed)}
        self._next += len(numbers)
        for old, number in numbers.items():
            self._object(number, source.renumbered(old, numbers), digest)
        for place, page in enumerate(source.pages):
            self._page(source, numbers, page, first + place, pictures[place], digest)
            step()
        return Bound(Run(start, self._at - start, digest.hexdigest()), tuple(found))

    def close(self, marks: Sequence[Mark], index: Callable[[str], str]) -> None:
        """The frame and the index; `index` tells the signed text once the frame's hash is known, always as long."""
        if sorted(self._kids) != list(range(1, self._pages + 1)):
            raise ValueError("pages are missing")
        self._outlines(marks)
        catalog = (
            b"<</Type/Catalog/Pages %d 0 R/Lang(id-ID)/PageMode/UseOutlines/Outlines %d 0 R/ViewerPreferences"
            b"<</DisplayDocTitle true>>/Metadata %d 0 R/OutputIntents%b/KPPSBukti %d 0 R>>"
            % (_PAGES, _OUTLINES, _METADATA, archival.intent(_PROFILE), _INDEX)
        )
        kids = b" ".join(b"%d 0 R" % self._kids[page] for page in range(1, self._pages + 1))
        self._object(_CATALOG, catalog)
        self._object(_PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self._pages, kids))
        self._object(_INFO, archival.information(self._about))
        self._object(_METADATA, archival.metadata(self._about))
        self._object(_PROFILE, archival.profile())
        self._end(index)

    def _end(self, index: Callable[[str], str]) -> None:
        length = len(index("0" * 64).encode())
        opens = INDEX_OPENS % length
        self._offsets[_INDEX] = self._at
        end = INDEX_CLOSES + self._tail(self._at + len(opens) + length + len(INDEX_CLOSES))
        self._put(opens)
        self._frame.update(end)
        text = index(self._frame.hexdigest()).encode()
        if len(text) != length:
            raise ValueError("an index of another length")
        self._file.write(text + end)

    def _tail(self, start: int) -> bytes:
        rows = b"".join(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, self._next))
        name = self._frame.hexdigest()[:32].encode()
        return (
            b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (self._next, rows, self._next, _CATALOG, _INFO, name, name, start)
        )

    def _put(self, content: bytes, digest: "hashlib._Hash | None" = None) -> None:
        self._file.write(content)
        (digest or self._frame).update(content)
        self._at += len(content)

    def _object(self, number: int, content: bytes, digest: "hashlib._Hash | None" = None) -> None:
        self._offsets[number] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, content), digest)

    def _new(self, content: bytes, digest: "hashlib._Hash | None" = None) -> int:
        self._next += 1
        self._object(self._next - 1, content, digest)
        return self._next - 1

    def _stream(self, content: bytes, digest: "hashlib._Hash | None" = None) -> int:
        return self._new(b"<</Length %d>>stream\n%b\r\nendstream" % (len(content), content), digest)

    def _picture(self, shot: Shot) -> Run:
        """The JPEG just as it is: its hash is that of the file it came from."""
        number, self._next = self._next, self._next + 1
        self._offsets[number] = self._at
        colours = b"/DeviceGray" if shot.gray else b"/DeviceRGB"
        self._put(
            b"%d 0 obj\n<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b"
            b"/Filter/DCTDecode/Length %d>>stream\n" % (number, *shot.pixels, colours, len(shot.content))
        )
        digest, start = hashlib.sha256(), self._at
        self._put(shot.content, digest)
        self._put(b"\r\nendstream\nendobj\n")
        return Run(start, len(shot.content), digest.hexdigest())

    def _page(
        self, source: TakenApart, numbers: dict[int, int], page: PageParts, at: int, under: tuple[int, Shot] | None,
        digest: "hashlib._Hash",
    ) -> None:  # fmt: skip
        contents = [b"%d 0 R" % numbers[page.contents]]
        resources = b"%d 0 R" % numbers[page.resources]
        if under is not None:
            number, shot = under
            resources = source.renumbered(page.resources, numbers)
            resources = resources.replace(b"/XObject<<", b"/XObject<</KI %d 0 R" % number, 1)
            contents.insert(0, b"%d 0 R" % self._stream(_placed(shot), digest))
        contents.append(b"%d 0 R" % self._stream(self._number(at, page.box), digest))
        box = b" ".join(b"%.3f" % side for side in page.box)
        self._kids[at] = self._new(
            b"<</Type/Page/Parent %d 0 R/Resources %b/MediaBox[%b]/Contents[%b]>>"
            % (_PAGES, resources, box, b" ".join(contents)),
            digest,
        )

    def _number(self, at: int, box: tuple[float, float, float, float]) -> bytes:
        """`Bukti 12/140` on the upper right; plain letters, whose codes are themselves in every part's first face."""
        text = f"Berkas bukti, halaman {at} dari {self._pages}"
        x = box[2] - _EDGE - paper.width(text, REGULAR, _LETTERS)
        return b"q 0.35 g BT 1 0 0 1 %.2f %.2f Tm /F1+0 %g Tf (%b) Tj ET Q" % (
            x, box[3] - _DOWN, _LETTERS, text.encode(),
        )  # fmt: skip

    def _outlines(self, marks: Sequence[Mark]) -> None:
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % self._items(marks, _OUTLINES) if marks else b""
        self._object(_OUTLINES, b"<</Type/Outlines%b>>" % ends)

    def _items(self, marks: Sequence[Mark], parent: int) -> tuple[int, int, int]:
        """The bookmarks of one level: the first's object, the last's, how many are seen."""
        numbers = range(self._next, self._next + len(marks))
        self._next += len(marks)
        for place, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
            said = b"<%b>" % (b"\xfe\xff" + mark.title.encode("utf-16-be", "replace")).hex().encode()
            links = b"/Prev %d 0 R" % (number - 1) if place else b""
            links += b"/Next %d 0 R" % (number + 1) if place < len(marks) - 1 else b""
            if mark.below:  # closed at first
                links += b"/First %d 0 R/Last %d 0 R/Count -%d" % self._items(mark.below, number)
            content = b"<</Title%b/Parent %d 0 R%b/Dest[%d 0 R/Fit]>>" % (said, parent, links, self._kids[mark.page])
            self._object(number, content)
        return numbers[0], numbers[-1], len(marks)


def _placed(shot: Shot) -> bytes:
    x, y, wide, high = shot.place
    turned = {
        0: (wide, 0.0, 0.0, high, x, y),
        1: (0.0, -high, wide, 0.0, x, y + high),
        2: (-wide, 0.0, 0.0, -high, x + wide, y + high),
        3: (0.0, high, -wide, 0.0, x + wide, y),
    }[shot.turns % 4]
    return b"q %.3f %.3f %.3f %.3f %.3f %.3f cm /KI Do Q" % turned
