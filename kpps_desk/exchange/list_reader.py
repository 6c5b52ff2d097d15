"""Open a list and read it part by part: a small one here, a large one in a process of its own.

A process, because reading a province's sheet keeps the interpreter busy for ten seconds: beside it the window would
stutter and SQLite would wait for its turn at every row. And because a hostile file may end the reader: then it is a
process that ends, and a sentence that is shown.

What a newcomer gets wrong: sending the process anything but plain values. It is spawned, not forked, as the workers of
documents.streaming are; it is asked one thing at a time and answers with values, or with the Problem that it met.
"""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from kpps_desk import processes
from kpps_desk.exchange import roster, survey, tables
from kpps_desk.exchange.preview import Layout, Preview, data_rows, open_roster, preview_of
from kpps_desk.exchange.roster import Guide, Roster
from kpps_desk.exchange.survey import Survey
from kpps_desk.exchange.tables import Looked, Row
from kpps_desk.problems import Problem, Unavailable
from kpps_desk.progress import Progress, silent

_LARGE = 1024 * 1024  # bytes of a file; below it a process costs more than it spares
_BEGINNING = 4  # times as large, where no more than the beginning is asked for
_MEMORY = 4 << 30  # bytes that the process may get; a province takes 0.3 GB, 200 MB of small cells 1.1
_POLL = 0.2  # seconds between two looks at Cancel
_ROWS = 2_000  # raw rows sent at once
_MARK = "\0"  # between the texts of a column that is sent
_FEW = 256  # different values of a column that is sent as places among them
Sent = str | tuple[list[Any], bytes] | Sequence[Any]
Waiting = Callable[[], None]  # raises Cancelled where nobody wants to wait any longer
Prepare = Callable[[Roster], Any]  # goes to the process that reads, and so must pickle; what it gives, too


class Reader(Protocol):
    """One list, open. Call the methods in this order; close() at the end, or whenever it is given up.

    look() refuses what no reader may take in; what may is being opened when it returns.
    `waiting` is called now and then while the other process hasn't answered: a Cancel is heard there too. `prepare` is
    called with each part where it is read, and what it gives comes with the part.
    """

    def look(self, progress: Progress) -> None: ...
    def opened(self, progress: Progress) -> Preview: ...
    def survey(self, layout: Layout, guide: Guide, progress: Progress) -> Survey: ...
    def parts(self, waiting: Waiting, prepare: Prepare | None = None) -> Generator[Roster, None, None]: ...
    def rows(self, numbers: Collection[int], waiting: Waiting) -> Iterator[tuple[int, Row]]: ...
    def close(self) -> None: ...


def start(path: Path, sheet: str = "", *, whole: bool = True) -> Reader:
    """Whoever reads the list; what is wrong with it is said by `look` and `opened`. `whole`: all rows are wanted."""
    with suppress(OSError):
        if path.stat().st_size >= _LARGE * (1 if whole else _BEGINNING):
            return _There(path, sheet)
    return _Here(path, sheet)


def _patiently() -> None:
    """Nobody cancels."""


class _Here:
    """In this process."""

    def __init__(self, path: Path, sheet: str) -> None:
        self._path, self._sheet = path, sheet
        self.looked: Looked | None = None

    def look(self, progress: Progress) -> None:
        self.looked = tables.look_into(self._path, lambda: progress(0, 0, "Membuka berkas"))

    def opened(self, progress: Progress) -> Preview:
        progress(0, 0, "Membuka berkas")
        self._table = open_roster(self._path, self._sheet, self.looked)
        return preview_of(self._table)

    def survey(self, layout: Layout, guide: Guide, progress: Progress) -> Survey:
        self._layout, self._guide = layout, guide
        return survey.look_over(self._table, self._layout, guide, progress)

    def parts(self, waiting: Waiting = _patiently, prepare: Prepare | None = None) -> Generator[Roster, None, None]:
        for part in roster.parts(self._table, self._layout, self._guide):
            part.prepared = prepare(part) if prepare else None
            yield part

    def rows(self, numbers: Collection[int], waiting: Waiting = _patiently) -> Iterator[tuple[int, Row]]:
        """The raw rows with these numbers, in the order of the sheet."""
        return (one for one in data_rows(self._table, self._layout) if one[0] in numbers)

    def close(self) -> None:
        pass


class _There:
    """In a process of its own; a part is read there while the one before it is at work here."""

    def __init__(self, path: Path, sheet: str) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._path = path
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, path, sheet), daemon=True)
        processes.start(self._process)
        theirs.close()

    def look(self, progress: Progress) -> None:
        """Here, while the other opens an XLSX: it is at the sheet's end, where it makes room for it, long after this.

        What else there is, and wherever its memory can't be limited, it opens after the look.
        """
        looked = tables.glance_at(self._path)
        beside = processes.CONTAINS and looked.kind == "xlsx"
        if beside:
            self._say(looked)
        tables.look_closely(self._path, looked, lambda: progress(0, 0, "Membuka berkas"))
        if not beside:
            self._say(looked)

    def opened(self, progress: Progress) -> Preview:
        found: Preview = self._heard(lambda: progress(0, 0, "Membuka berkas"))
        return found

    def survey(self, layout: Layout, guide: Guide, progress: Progress) -> Survey:
        self._say(layout, guide)
        progress(0, 0, "Memeriksa baris")
        found: Survey = self._heard(lambda: progress(0, 0, "Memeriksa baris"))
        return found

    def parts(self, waiting: Waiting, prepare: Prepare | None = None) -> Generator[Roster, None, None]:
        self._say("parts", prepare)
        while (part := self._heard(waiting)) is not None:
            columns, found = part
            found.columns = list(map(_unpacked, columns))
            yield found

    def rows(self, numbers: Collection[int], waiting: Waiting) -> Iterator[tuple[int, Row]]:
        self._say("rows", frozenset(numbers))
        while batch := self._heard(waiting):
            yield from batch

    def close(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.join()
        self._process.close()

    def _say(self, *words: Any) -> None:
        with suppress(OSError):  # a process that is gone is noticed when it should answer
            self._pipe.send(words)

    def _heard(self, waiting: Waiting) -> Any:
        try:
            while not self._pipe.poll(_POLL):
                waiting()
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise Unavailable(
                f"Pembacaan {self._path.name} terhenti sebelum selesai.", "Simpan ulang berkas itu, lalu coba lagi."
            ) from error
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _serve(pipe: Connection, path: Path, sheet: str) -> None:
    """The life of the process: open, survey, then whatever is asked for, until the other end is gone.

    It begins when it is told what the file is. Should it outrun the look at what calamine must never meet, it ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a shell is the parent's to answer
    processes.contain(_MEMORY)
    gc.disable()  # rows make no cycles, and its rounds over them take a sixth of this process's time
    reader = _Here(path, sheet)
    with suppress(EOFError, OSError):
        (reader.looked,) = pipe.recv()
        if not _answer(pipe, lambda: reader.opened(silent)):
            return
        layout, guide = pipe.recv()
        if not _answer(pipe, lambda: reader.survey(layout, guide, silent)):
            return
        while True:
            asked, *told = pipe.recv()
            _stream(pipe, _packed(reader, *told) if asked == "parts" else _batches(reader.rows(*told)))


def _answer(pipe: Connection, question: Callable[[], Any]) -> bool:
    try:
        answer = question()
    except Problem as problem:
        pipe.send(problem)
        return False
    pipe.send(answer)
    return True


def _stream(pipe: Connection, things: Iterator[Any]) -> None:
    """One thing after another, and None for the end. The pipe holds less than one, so no more than one waits."""
    try:
        for thing in things:
            pipe.send(thing)
    except Problem as problem:
        pipe.send(problem)
    else:
        pipe.send(None)


def _packed(reader: _Here, prepare: Prepare | None) -> Iterator[tuple[list[Sent], Roster]]:
    """Columns apart from what is told of them: those of texts as one text each, a third of the price."""
    for part in reader.parts(prepare=prepare):
        columns = list(map(_joined, part.columns))
        part.columns = []
        yield columns, part


def _joined(column: Sequence[Any]) -> Sent:
    """What repeats once, and a byte for each place of it; other texts as one, where none of them holds a mark.

    A column's values are of one type, or None: 1 and True would be one.
    """
    if len(set(column[: 2 * _FEW])) <= _FEW and len(different := list(set(column))) <= _FEW:
        places = {value: place for place, value in enumerate(different)}
        return different, bytes(map(places.__getitem__, column))
    if set(map(type, column)) != {str}:
        return column
    joined = _MARK.join(column)
    return joined if joined.count(_MARK) == len(column) - 1 else column


def _unpacked(column: Sent) -> Sequence[Any]:
    if isinstance(column, tuple):
        different, places = column
        return list(map(different.__getitem__, places))
    return column.split(_MARK) if isinstance(column, str) else column


def _batches(rows: Iterator[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    batch: list[tuple[int, Row]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
