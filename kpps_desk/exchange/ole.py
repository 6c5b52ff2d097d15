"""Walk through the container of an XLS before a reader gets it: its chains of sectors, then how far its cells reach.

What a newcomer gets wrong: leaving it to calamine. It follows a chain that bites its own tail until the memory is full,
makes room for whatever length an entry claims, and stops the process where a chain leaves the file.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange.limits import check_reach, damaged, locked

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END, _LAST = 0xFFFFFFFE, 0xFFFFFFFA  # of a chain; the sectors that can be there
_HEADER, _ENTRY, _SMALL = 512, 128, 4096
_STREAM = 2
_BOOKS = ("Workbook", "Book")
# Records of cells begin with row and column; those that hold several end with the last column.
_CELLS = {2, 3, 4, 5, 6, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x207, 0x27E, 0x406}
_SEVERAL = {0xBD, 0xBE}
_DIMENSIONS, _TEXTS = 0x200, 0xFC


class _BrokenError(Exception):
    """The container contradicts itself."""


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    length: int


def look_into(path: Path) -> None:
    """Refused with a sentence if the workbook is locked, damaged, or reaches too far."""
    data = path.read_bytes()
    if _ENCRYPTED in data:
        raise locked(path)
    try:
        row, column = _reach(_Container(data).workbook())
    except (_BrokenError, struct.error, IndexError) as error:
        raise damaged(path) from error
    check_reach(path, row, column, len(data))


class _Container:
    """A compound file; every chain that a reader may follow has been walked to its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        exponent, small = struct.unpack_from("<HH", data, 30)
        if exponent not in (9, 12) or small != 6:
            raise _BrokenError
        self._size = 1 << exponent
        (directory,), (small_table,) = struct.unpack_from("<I", data, 48), struct.unpack_from("<I", data, 60)
        most = len(data) // self._size + 1
        if any(count > most for at in (40, 44, 64) for count in struct.unpack_from("<I", data, at)):  # of sectors
            raise _BrokenError
        self._table = self._sector_table()
        content = self._content(directory, self._table)
        wide = self._size > _HEADER
        entries = [_entry(content[at : at + _ENTRY], wide) for at in range(0, len(content) - _ENTRY + 1, _ENTRY)]
        if len(content) % _ENTRY or not entries:
            raise _BrokenError
        self._small_table = _numbers(self._content(small_table, self._table))
        self._small = self._content(entries[0].start, self._table)
        if entries[0].length > len(self._small):
            raise _BrokenError
        self._streams = {entry.name: self._stream(entry) for entry in entries if entry.kind == _STREAM}

    def workbook(self) -> bytes:
        for name in _BOOKS:
            if name in self._streams:
                return self._streams[name]
        raise _BrokenError

    def _sector_table(self) -> tuple[int, ...]:
        """The table that says which sector follows which; its own places are in the header, then in a chain."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        following, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while following < _LAST:
            if following in seen:
                raise _BrokenError
            seen.add(following)
            *more, following = _numbers(self._sector(following))
            places += more
        found: list[int] = []
        for place in places:
            if place < _LAST:
                found += _numbers(self._sector(place))
        return tuple(found)

    def _sector(self, number: int) -> bytes:
        start = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise _BrokenError
        return found

    def _content(self, start: int, table: tuple[int, ...]) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, table))

    def _stream(self, entry: _Entry) -> bytes:
        if entry.length >= _SMALL:
            content = self._content(entry.start, self._table)
        else:
            parts = [self._small[number * 64 : number * 64 + 64] for number in _chain(entry.start, self._small_table)]
            if not all(parts):
                raise _BrokenError
            content = b"".join(parts)
        if entry.length > len(content):
            raise _BrokenError
        return content[: entry.length]


def _chain(start: int, table: tuple[int, ...]) -> Iterator[int]:
    number = start
    for _ in range(len(table) + 1):
        if number == _END:
            return
        if number >= len(table):
            raise _BrokenError
        yield number
        number = table[number]
    raise _BrokenError  # it bites its tail


def _numbers(sector: bytes) -> tuple[int, ...]:
    if len(sector) % 4:
        raise _BrokenError
    return struct.unpack(f"<{len(sector) // 4}I", sector)


def _entry(content: bytes, wide: bool) -> _Entry:
    length, kind = struct.unpack_from("<HB", content, 64)
    start, size = struct.unpack_from("<IQ", content, 116)
    name = content[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, kind, start, size if wide else size & 0xFFFFFFFF)


def _reach(book: bytes) -> tuple[int, int]:
    """The lowest row and the rightmost column with a cell, counted from 1."""
    row = column = at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind in _CELLS and length >= 4:
            here, right = struct.unpack_from("<HH", book, at + 4)
            row, column = max(row, here), max(column, right)
        elif kind in _SEVERAL and length >= 6:
            (here,), (right,) = struct.unpack_from("<H", book, at + 4), struct.unpack_from("<H", book, at + 2 + length)
            row, column = max(row, here), max(column, right)
        elif _boasts(kind, book[at + 4 : at + 4 + length], len(book)):
            raise _BrokenError
        at += 4 + length
    return row + 1, column + 1


def _boasts(kind: int, content: bytes, most: int) -> bool:
    """Whether a record announces what can't be there; a reader makes room for it."""
    if kind == _DIMENSIONS and len(content) >= 12:
        first, last, left, right = struct.unpack_from("<IIHH", content)
        return bool(first > last or left > right or last > 65_536 or right > 256)
    if kind == _TEXTS and len(content) >= 8:
        return bool(struct.unpack_from("<4xI", content)[0] > most)
    return False
