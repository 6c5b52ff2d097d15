"""A PDF of ours taken apart: its pages in order and the objects that they need.

What a newcomer gets wrong: reading any PDF by it. It knows how streaming.py writes (a classic table of cross
references, numbers without gaps, no reference inside a text) and says ValueError of everything else.
"""

import mmap
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_BOX = re.compile(rb"/MediaBox\s*\[([^\]]*)\]")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_HEAD = re.compile(rb"\d+ 0 obj\s*")

Box = tuple[float, float, float, float]


class PageParts(NamedTuple):
    """The objects that a page names, and its size."""

    contents: int
    resources: int
    box: Box


class TakenApart:
    """`pages` in their order; `needed` are the objects that they use, each once, in the file's order."""

    def __init__(self, content: "mmap.mmap | bytes") -> None:
        self._content = content
        self._offsets, root = self._table()
        self._ends = dict(zip(sorted(self._offsets), [*sorted(self._offsets)[1:], self._end], strict=True))
        tree = self._named(root, b"Pages")
        self.pages = list(self._found(tree, None))
        self.needed = sorted(self._reached())

    def renumbered(self, number: int, numbers: Mapping[int, int]) -> bytes:
        """What stands between `obj` and `endobj`, naming other objects by their new numbers."""
        head, rest = self._split(number)
        return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + rest

    def _table(self) -> tuple[dict[int, int], int]:
        at = self._content.rfind(b"startxref\n")
        if at < 0:
            raise ValueError("no cross references")
        start = int(self._content[at + 10 : self._content.find(b"\n", at + 10)])
        self._end = start
        lines = bytes(self._content[start:at]).split(b"\n")
        if lines[0] != b"xref" or not lines[1].startswith(b"0 "):
            raise ValueError("other cross references")
        count = int(lines[1][2:])
        self._starts = {number: int(lines[2 + number][:10]) for number in range(1, count)}
        found = re.search(rb"/Root (\d+) 0 R", lines[2 + count + 1])
        if found is None:
            raise ValueError("no root")
        return {offset: number for number, offset in self._starts.items()}, int(found[1])

    def _split(self, number: int) -> tuple[bytes, bytes]:
        start = self._starts[number]
        whole = bytes(self._content[start : self._ends[start]])
        opened = _HEAD.match(whole)
        closed = whole.rfind(b"endobj")
        if opened is None or closed < 0:
            raise ValueError(number)
        body = whole[opened.end() : closed].rstrip(b"\n")
        stream = _STREAM.search(body)
        return (body, b"") if stream is None else (body[: stream.start()], body[stream.start() :])

    def _named(self, number: int, name: bytes) -> int:
        found = re.search(rb"/%b (\d+) 0 R" % name, self._split(number)[0])
        if found is None:
            raise ValueError(name)
        return int(found[1])

    def _found(self, number: int, box: Box | None) -> Iterator[PageParts]:
        head, _ = self._split(number)
        if said := _BOX.search(head):
            left, low, right, high = map(float, said[1].split())
            box = (left, low, right, high)
        if b"/Type/Pages" in head:
            kids = _KIDS.search(head)
            for kid in _REFERENCE.findall(kids[1]) if kids else ():
                yield from self._found(int(kid), box)
        elif box is None:
            raise ValueError("a page without a size")
        else:
            yield PageParts(self._named(number, b"Contents"), self._named(number, b"Resources"), box)

    def _reached(self) -> set[int]:
        open_ = [number for page in self.pages for number in (page.contents, page.resources)]
        found = set(open_)
        while open_:
            for named in _REFERENCE.findall(self._split(open_.pop())[0]):
                if int(named) not in found:
                    found.add(int(named))
                    open_.append(int(named))
        return found


@contextmanager
def taken_apart(path: Path) -> Iterator[TakenApart]:
    """A file of ours, read where it is needed."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield TakenApart(content)
