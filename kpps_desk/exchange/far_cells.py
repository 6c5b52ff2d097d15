"""Look through a sheet's XML for cells far out, before calamine makes room for all that lies between.

What a newcomer gets wrong: the price. A province's sheet is 160 MB of XML, and each further walk through it shows. So a
block where every cell names a place near the top left, as Excel writes it, is passed at a glance; only in the others is
every spelling looked for.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from kpps_desk.exchange import limits, spans

# A cell that isn't `<c r="A1"` to `<c r="Z99999"`; the same down to row 499,999.
_NOT_NEAR = re.compile(rb"""<c(?! r="[A-Z][0-9]{1,5}")""")
_NOT_INSIDE = re.compile(rb"""<c(?! r="[A-Z](?:[0-9]{1,5}|[1-4][0-9]{5})")""")
_PREFIXED = re.compile(rb""":c[\s/>]""")

# A cell right of column GZ (the 208th), or a row or cell below 500,000.
_FAR = re.compile(rb"""\br\s*=\s*["'](?:([A-Z]{3,}|[H-Z][A-Z])[0-9]|[A-Z]*(?:[5-9][0-9]{5}|[0-9]{7}))""", re.IGNORECASE)
# The same at a glance, once blanks are gone and letters and quotes are alike (calamine takes `xfd1` for XFD1): a third
# of the time, for the search can leap from `R="` to `R="`.
_FAR_AT_A_GLANCE = re.compile(rb"""R="(?:(?:[A-Z]{3,}|[H-Z][A-Z])[0-9]|[A-Z]*(?:[5-9][0-9]{5}|[0-9]{7}))""")
# At a glance: right of column Z or below row 99,999, so that the closer looks below are seldom needed.
_BEYOND = re.compile(rb"""R="(?:[A-Z]{2}|[A-Z]?[0-9]{6})""")
_WIDE = re.compile(rb"""R="[A-G][A-Z][0-9]""")
# The beginnings of a cell without a reference: calamine counts on from the one before.
_UNNAMED = tuple(mark + rest for mark in (b"<C", b":C") for rest in (b">", b"/", b"S=", b"T="))
_LOW = re.compile(rb"""R="[A-Z]*[1-4][0-9]{5}""")  # below row 99,999
_ALIKE = bytes.maketrans(b"'" + ascii_lowercase.encode(), b'"' + ascii_uppercase.encode())
_BLANKS = b" \t\r\n"
_BLOCK = 1 << 18  # bytes: what is unpacked is looked through while the processor's cache still holds it
_OVERLAP = 64  # bytes kept from block to block, for a reference that lies across the cut


def look_into(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, waiting: Callable[[], None]) -> None:
    """Refused if a cell stands outside the limits, or if those within span more than the sheet can have meant."""
    sight = _Sight(path)
    with archive.open(entry) as file:
        seen, tail = 0, b""
        while block := file.read(_BLOCK):
            waiting()
            seen += len(block)
            if seen > entry.file_size:
                raise limits.bomb(path)
            block = tail + block
            sight.look_at(block)
            tail = block[-_OVERLAP:]
        sight.look_closely(tail)
    if sight.spans > limits.most_cells(entry.file_size):
        with archive.open(entry) as file:
            spans.look_at(path, file, entry.file_size, waiting)


class _Sight:
    """How far the cells reach, roughly: beyond column Z, beyond row 99,999."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wide = self._low = False

    @property
    def spans(self) -> int:
        """Cells of the largest rectangle that there may be."""
        return (limits.MAX_ROWS if self._low else 100_000) * (limits.MAX_COLUMNS if self._wide else 26)

    def look_at(self, block: bytes) -> None:
        """What lies across the end of the block stands in the overlap with the next."""
        last = block.rfind(b"<", -_OVERLAP)
        end = last if last >= 0 else len(block)
        if _PREFIXED.search(block):
            self.look_closely(block)
        elif self._low or _NOT_NEAR.search(block, 0, end):
            if _NOT_INSIDE.search(block, 0, end):
                self.look_closely(block)
            else:
                self._low = True

    def look_closely(self, block: bytes) -> None:
        """The same for every spelling that calamine understands."""
        glance = block.translate(_ALIKE, _BLANKS)
        self._wide = self._wide or _has_unnamed(glance)
        if _BEYOND.search(glance):
            if _FAR_AT_A_GLANCE.search(glance) and (found := _FAR.search(block)):
                raise limits.too_wide(self._path) if found[1] else limits.too_long(self._path)
            self._wide = self._wide or _WIDE.search(glance) is not None
            self._low = self._low or _LOW.search(glance) is not None


def _has_unnamed(glance: bytes) -> bool:
    """Whether a cell has no reference. Counting first: eight searches through a province's sheet take a second."""
    if glance.count(b"<C") == glance.count(b'<CR="') and b":C" not in glance:
        return False
    return any(mark in glance for mark in _UNNAMED)
