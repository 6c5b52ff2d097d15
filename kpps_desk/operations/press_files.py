"""The files of a run: one, one a kelurahan or one a person, loose or in a ZIP; each whole or not there at all.

What a newcomer gets wrong: tidying up after a Cancel. Files that were finished are whole and stay; the message names
them, so that nobody prints them twice.
"""

import errno
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast

from kpps_desk.documents.hands import Hand
from kpps_desk.documents.streaming import hired
from kpps_desk.domain.file_names import Names
from kpps_desk.domain.places import dotted
from kpps_desk.domain.press import PressSettings
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations.press_run import Run
from kpps_desk.problems import Cancelled, Problem, Refused, Unavailable
from kpps_desk.progress import Progress
from kpps_desk.queries import areas
from kpps_desk.queries import certificates as questions
from kpps_desk.store.snapshot import Snapshot

_TELLS = "Mencetak sertifikat"
_NAMED = 3  # finished files that a message names
_THIS_FILE = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EISDIR, errno.ETXTBSY})  # troubles of one file
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a ZIP wants a date; the same batch is to be the same bytes


class Part(NamedTuple):
    """What goes into one file: its name without folder, its title, which certificates of the run."""

    name: str
    title: str
    which: range


class StoppedAfter(Cancelled):
    """Cancelled in the middle of several files; `files` are finished and stay, `entered` says what the ledger holds."""

    def __init__(self, cancelled: Cancelled, files: "list[Path]") -> None:
        super().__init__(cancelled.done, cancelled.total)
        self.files = tuple(files)
        self.entered = ""

    def __str__(self) -> str:
        return " ".join((super().__str__(), kept_sentence(self.files), self.entered)).strip()


class Unwritten(NamedTuple):
    """A file of several that is open elsewhere or may not be written; the others were."""

    path: Path
    what: str  # a whole sentence


class Finished:
    """What is written so far: `files`, and which certificates of the run they hold; `unwritten` could not be."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.kept: list[range] = []
        self.pages = 0
        self.unwritten: list[Unwritten] = []

    @property
    def certificates(self) -> int:
        return sum(map(len, self.kept))

    def add(self, file: Path, which: range, pages: int) -> None:
        self.files.append(file)
        self.kept.append(which)
        self.pages += pages


def check_target(out: Path, settings: PressSettings) -> None:
    """Refuses a target of another kind than the settings make."""
    if settings.zipped:
        check_ending(out, ".zip")
    elif settings.split == "satu":
        check_ending(out, ".pdf")
    elif out.suffix.lower() in (".pdf", ".zip", ".kpps"):
        raise Refused(f"{out.name} bukan folder.", "Untuk beberapa berkas, sebutkan sebuah folder.")


def kept_sentence(files: "tuple[Path, ...] | list[Path]") -> str:
    """'Berkas yang sudah selesai tetap ada: ...'; '' where there is none."""
    if not files:
        return ""
    listed = ", ".join(file.name for file in files[:_NAMED])
    more = f" dan {len(files) - _NAMED} lainnya" if len(files) > _NAMED else ""
    return f"Berkas yang sudah selesai tetap ada: {listed}{more}."


def write(db: Snapshot, run: Run, out: Path, workers: int, progress: Progress, finished: Finished) -> None:
    """Write all files of a run. What trouble left finished is in `finished` and in the message."""
    parts = list(_parts(db, run))
    total = sum(run.pages(part.which) for part in parts)
    with hired(run.style, workers) as hands:
        if run.settings.zipped:
            with whole_file(out) as file, closing(_zipped(db, run, file, parts, hands)) as steps:
                _told(steps, 0, total, progress)
            finished.add(out, run.whole, total)
        elif run.settings.split == "satu":
            with whole_file(out) as file, closing(run.write(db, file, run.whole, parts[0].title, hands)) as steps:
                _told(steps, 0, total, progress)
            finished.add(out, run.whole, total)
        else:
            with _folder(out), _naming(finished):
                for part in parts:
                    _one_file(db, run, out / part.name, part, hands, total, progress, finished)
                if not finished.files and finished.unwritten:
                    raise Unavailable(finished.unwritten[0].what, "Tutup berkasnya, atau pilih tempat lain.")


def _one_file(
    db: Snapshot,
    run: Run,
    path: Path,
    part: Part,
    hands: list[Hand],
    total: int,
    progress: Progress,
    finished: Finished,
) -> None:
    try:
        with whole_file(path) as file, closing(run.write(db, file, part.which, part.title, hands)) as steps:
            _told(steps, finished.pages, total, progress)
    except Unavailable as problem:
        if not isinstance(problem.__cause__, OSError) or problem.__cause__.errno not in _THIS_FILE:
            raise  # no room for the others either
        finished.unwritten.append(Unwritten(path, problem.message))
        return
    finished.add(path, part.which, run.pages(part.which))


def _told(steps: Generator[int, None, None], before: int, total: int, progress: Progress) -> None:
    for done in steps:
        progress(before + done, total, _TELLS)


def _zipped(db: Snapshot, run: Run, file: BinaryIO, parts: list[Part], hands: list[Hand]) -> Generator[int, None, None]:
    before = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as bundle:  # PDFs are packed already
        for part in parts:
            with bundle.open(zipfile.ZipInfo(part.name, _LONG_AGO), "w", force_zip64=True) as entry:
                for done in run.write(db, _binary(entry), part.which, part.title, hands):
                    yield before + done
            before += run.pages(part.which)


def _binary(entry: IO[bytes]) -> BinaryIO:
    return cast(BinaryIO, entry)  # only ever written to


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The folder of many files; one that was made here and stayed empty goes again."""
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {out.name} tidak dapat dibuat.", "Pilih tempat lain.") from error
    try:
        yield
    finally:
        if made:
            with suppress(OSError):  # not empty
                out.rmdir()


@contextmanager
def _naming(finished: Finished) -> Iterator[None]:
    """Let trouble tell which files are finished."""
    try:
        yield
    except Cancelled as cancelled:
        raise StoppedAfter(cancelled, finished.files) from cancelled
    except Problem as problem:
        problem.hint = " ".join((problem.hint, kept_sentence(finished.files))).strip()
        raise


# What a file holds ---------------------------------------------------------------------------------------------------


def _parts(db: Snapshot, run: Run) -> Iterator[Part]:
    title, names = run.title(), Names()
    if run.settings.split == "orang":
        for place, label in enumerate(_people(db, run)):
            yield Part(names.give(label, ".pdf"), f"{title} {label}", range(place, place + 1))
        return
    if run.settings.split == "kelurahan":
        known = areas.names(db)
        start = 0
        for number, group in groupby(run.order.kelurahan):
            count = sum(1 for _ in group)
            code = dotted(run.order.places[number])
            label = f"{code} {known.get(code, '')}".strip()
            yield Part(names.give(label, ".pdf"), f"{title} {label}", range(start, start + count))
            start += count
        return
    yield Part(names.give(title, ".pdf"), title, run.whole)


def _people(db: Snapshot, run: Run) -> Iterator[str]:
    """'Gambir 003-1 Siti Contoh, S.Pd.': kelurahan, TPS and seat before the name, as the paper is sorted."""
    ids, known = run.order.ids, areas.names(db)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        places = questions.places(db, some)
        for one, (_, shown) in zip(some, questions.prints(db, some), strict=True):
            place = places[one]
            seat = f"{place[10:13]}-{place[13:]}" if len(place) > 13 else ""
            yield " ".join((known.get(dotted(place[:10]), ""), seat, shown.name)).strip()
