"""Bring a list of people into the workspace: every row gets a verdict, nobody is lost, nobody is doubled.

What a newcomer gets wrong: stopping at a bad row. It is rejected with its reason into a sheet that can be mended and
imported again; a person who fails a requirement is kept as TMS without a seat. Chunks of some thousand rows are one
transaction each and share one journal group, so the import is undone as one and a cancel keeps whole chunks.
"""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.findings import Severity
from kpps_desk.exchange import preview, sheets
from kpps_desk.exchange import rejects as sheet_of_rejects
from kpps_desk.exchange.preview import Layout
from kpps_desk.exchange.roster import Person, Roster, read_roster
from kpps_desk.exchange.tables import Sheet
from kpps_desk.operations import collector, import_history, import_preview, import_verdicts
from kpps_desk.operations.import_history import SourceFile
from kpps_desk.operations.import_verdicts import CREATED, REJECTED, UPDATED, RowVerdict
from kpps_desk.operations.importing_rows import Existing, Known, Plan, decide, load, write
from kpps_desk.problems import Cancelled, Problem, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import roster
from kpps_desk.store.database import Database, new_group

CHUNK = 4_000  # rows a transaction: about a third of a second, so that others who wait to write hardly notice
_SUMS = ("created", "updated", "unchanged", "rejected", "seated")
_POLL = 0.2  # seconds between two looks at Cancel while a file is being opened


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows: read = created + updated + unchanged + rejected.

    `warned` rows are in the file and were taken, with something to confirm; `seated` people got a seat; `problems`
    counts the rows of each finding's code, `verdicts` are all rows with findings. `group` (hex) is what undo takes;
    None when nothing changed. `notes` are sentences about the file: sheets and columns that were not read.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warned: int = 0
    seated: int = 0
    problems: dict[str, int] = field(default_factory=dict)
    group: str | None = None
    changes: Changes = field(default_factory=Changes)
    rejects: Path | None = None
    notes: tuple[str, ...] = ()
    verdicts: tuple[RowVerdict, ...] = ()


def run(
    database: Database,
    path: Path | str,
    *,
    by: str,
    existing: Existing = "skip",
    dry_run: bool = False,
    rejects: Path | str | None = None,
    mapping: Layout | None = None,
    sheet: str = "",
    progress: Progress = silent,
) -> ImportResult:
    """Import a roster. Known people are left alone ('skip'), corrected ('update') or completed ('fill').

    `mapping` is the layout that the person has seen and corrected; without it, what is remembered of files with this
    header counts. `rejects` is written only if rows were rejected. Refused with a sentence if the file is no roster at
    all; then nothing has changed. A run that isn't a rehearsal is kept in the history, a cancelled one too.
    """
    with collector.paused():  # everything read dies with _run's frame, before the collector would look at all of it
        return _run(database, Path(path), by, existing, dry_run, rejects, mapping, sheet, progress)


def _run(
    database: Database,
    path: Path,
    by: str,
    existing: Existing,
    dry_run: bool,
    rejects: Path | str | None,
    mapping: Layout | None,
    sheet: str,
    progress: Progress,
) -> ImportResult:
    if rejects is not None:
        check_sheet(Path(rejects), path)
    opening = _Opening(path, sheet)
    with database.read() as db:  # while calamine reads on the other core
        guide = import_preview.guide(db)
        known = load(db, guide)
    table, source = opening.wait(progress)
    layout, said = (mapping, "") if mapping else _remembered(database, table)
    found = read_roster(table, preview.usable(layout, path), guide, progress)
    work = _Import(database, known, found, existing, by=by, title=_title(found, source))
    notes = [said, *_notes(table, layout)]
    if dry_run:
        work.rehearse(progress)
    else:
        notes.append(_write(work, source, table, layout, progress))
    written = None
    if rejects is not None and work.counts["rejected"]:
        written = Path(rejects)
        sheet_of_rejects.write(written, table, layout, found.findings, progress)
    work.let_go()
    return work.result(written, tuple(filter(None, notes)))


def _remembered(database: Database, table: Sheet) -> tuple[Layout, str]:
    with database.read() as db:
        return import_preview.remembered(db, preview.guess_layout(table))


def _write(work: "_Import", source: SourceFile, table: Sheet, layout: Layout, progress: Progress) -> str:
    """Write the chunks and keep the run, however it ends; a sentence if its file couldn't be kept."""
    try:
        work.write(progress)
    except (Cancelled, Problem):
        with contextlib.suppress(Problem):  # a full disk, say: that is being told already
            work.record(source, table.name, layout, stopped=True)
        raise
    work.let_go()  # before the file comes into memory
    return work.record(source, table.name, layout)


def check_sheet(sheet: Path, path: Path) -> None:
    """Refuses, before anything is changed, a sheet of rejects or problems that would be written over the list."""
    sheets.check_target(sheet)
    if sheet.exists() and path.exists() and sheet.samefile(path):
        raise Refused(f"{sheet.name} adalah daftar yang diimpor dan tidak boleh ditimpa.", "Sebutkan berkas lain.")


def _title(found: Roster, source: SourceFile) -> str:
    return f"Impor {words.number(found.read)} baris dari {source.name}"


class _Opening:
    """A file read in a thread of its own (calamine releases the interpreter), so that Cancel is heard meanwhile."""

    def __init__(self, path: Path, sheet: str) -> None:
        self._opened: list[tuple[Sheet, SourceFile]] = []
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._work, args=(path, sheet), name="open-table", daemon=True)
        self._thread.start()

    def wait(self, progress: Progress) -> tuple[Sheet, SourceFile]:
        """The table and the file's identity, or what went wrong with it."""
        while self._thread.is_alive():
            progress(0, 0, "Membuka berkas")
            self._thread.join(_POLL)
        if self._failed:
            raise self._failed[0]
        return self._opened[0]

    def _work(self, path: Path, sheet: str) -> None:
        try:
            table = preview.open_roster(path, sheet)
            self._opened.append((table, import_history.identify(path)))
        except BaseException as error:  # raised again in the thread that asked
            self._failed.append(error)


def _notes(table: Sheet, layout: Layout) -> tuple[str, ...]:
    found = []
    if table.others:
        found.append(f"Hanya lembar {table.name} yang dibaca; lembar lain: {', '.join(table.others)}.")
    if layout.unused:
        found.append(f"Kolom yang tidak dibaca: {', '.join(layout.unused)}.")
    if layout.filled:
        filled = ", ".join(map(words.field_name, layout.filled))
        found.append(f"Kolom yang sel kosongnya diisi dari baris di atasnya: {filled}.")
    return tuple(found)


class _Import:
    """One run: plans chunk after chunk against what is known, writes them, and counts."""

    def __init__(
        self, database: Database, known: Known, found: Roster, existing: Existing, *, by: str, title: str
    ) -> None:
        self._database = database
        self._known = known
        self._found = found
        self._existing: Existing = existing
        self._by = by
        self._title = title
        self._group = new_group()
        known.seating.reserve(found.people)
        known.again = found.again
        self._changes = Changes()
        self._fates: dict[int, str] = {}  # of rows that aren't as they were
        self.counts: Counter[str] = Counter()
        self.counts["rejected"] = found.read - len(found.people)

    def rehearse(self, progress: Progress) -> None:
        """Plan everything and write nothing."""
        with self._database.read() as db:
            for done, chunk in _chunks(self._found.people):
                progress(done, len(self._found.people), "Memeriksa")
                self._count(decide(db, self._known, chunk, self._existing))

    def write(self, progress: Progress) -> None:
        total = len(self._found.people)
        for done, chunk in _chunks(self._found.people):
            progress(done, total, "Menyimpan")
            with self._database.write(self._title, by=self._by, group=self._group) as tx:
                last = roster.last_entry(tx)
                if self._known.entry != last:  # somebody else has written meanwhile
                    self._known = load(tx, self._known.guide, self._known)
                    self._known.seating.reserve(self._found.people[done:])
                plan = decide(tx, self._known, chunk, self._existing)
                write(tx, self._known, plan)
            if tx.changes.entries:
                last = bytes.fromhex(tx.changes.entries[-1])
            self._known.entry = last
            self._changes |= tx.changes
            self._count(plan)
        progress(total, total, "Menyimpan")

    def let_go(self) -> None:
        """Free the people a little at a time: all at once holds every thread up for a seventh of a second."""
        while self._found.people:
            del self._found.people[-CHUNK:]
            time.sleep(0)

    def record(self, source: SourceFile, sheet: str, layout: Layout, *, stopped: bool = False) -> str:
        """Keep this run in the history; a sentence if its file couldn't be kept."""
        counts = {"read": self._found.read, **{name: self.counts[name] for name in _SUMS}}
        if stopped:
            counts["stopped"] = 1
        group = self._group if self._changes.entries else None
        with self._database.write(self._title, by=self._by) as tx:
            return import_history.record(tx, source, sheet, layout, existing=self._existing, counts=counts, group=group)

    def _count(self, plan: Plan) -> None:
        for name in ("created", "updated", "rejected", "seated"):
            self.counts[name] += len(getattr(plan, name))
        self.counts["unchanged"] += plan.unchanged
        for row, findings in plan.findings:
            self._found.findings.setdefault(row, []).extend(findings)
        self._found.names.update(plan.names)
        for rows, fate in ((plan.rejected, REJECTED), (plan.updated, UPDATED)):
            self._fates.update(dict.fromkeys(rows, fate))
        told = self._found.findings
        self._fates.update((person.row, CREATED) for person, _ in plan.created if person.row in told)

    def result(self, rejects: Path | None, notes: tuple[str, ...]) -> ImportResult:
        verdicts = import_verdicts.collect(self._found, self._fates)
        taken = (verdict for verdict in verdicts if verdict.fate != REJECTED)
        return ImportResult(
            read=self._found.read,
            created=self.counts["created"],
            updated=self.counts["updated"],
            unchanged=self.counts["unchanged"],
            rejected=self.counts["rejected"],
            warned=sum(any(one.severity >= Severity.WARNING for one in verdict.findings) for verdict in taken),
            seated=self.counts["seated"],
            problems=import_verdicts.counted(verdicts),
            group=self._group.hex() if self._changes.entries else None,
            changes=self._changes,
            rejects=rejects,
            notes=notes,
            verdicts=verdicts,
        )


def _chunks(people: Sequence[Person]) -> Iterator[tuple[int, Sequence[Person]]]:
    for start in range(0, len(people), CHUNK):
        yield start, people[start : start + CHUNK]
