"""Bring a list of people into the workspace: every row gets a verdict, nobody is lost, nobody is doubled.

What a newcomer gets wrong: stopping at a bad row. It is rejected with its reason into a sheet that can be mended and
imported again; a person who fails a requirement is kept as TMS without a seat. Parts of some thousand rows are one
transaction each and share one journal group, so the import is undone as one and a cancel keeps whole parts.

A large list is read by a process of its own (exchange.list_reader), a part while the one before it is written here.
"""

import contextlib
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.findings import Severity
from kpps_desk.exchange import list_reader, preview, sheets
from kpps_desk.exchange import rejects as sheet_of_rejects
from kpps_desk.exchange import roster as lists
from kpps_desk.exchange.list_reader import Reader
from kpps_desk.exchange.preview import Layout, Preview
from kpps_desk.exchange.roster import Person, Roster, is_rejected
from kpps_desk.exchange.survey import Survey
from kpps_desk.operations import collector, import_history, import_preview, import_verdicts
from kpps_desk.operations.import_facts import LinePacker
from kpps_desk.operations.import_history import SourceFile
from kpps_desk.operations.import_verdicts import CREATED, REJECTED, UPDATED, RowVerdict
from kpps_desk.operations.import_writing import write
from kpps_desk.operations.importing_rows import Existing, Known, Plan, decide, load, twice
from kpps_desk.problems import Cancelled, Problem, Refused, Unavailable
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import roster
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group

_MANY = 20_000  # rows: from here on an empty roster is filled without its indexes
_SUMS = ("created", "updated", "unchanged", "rejected", "seated")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows: read = created + updated + unchanged + rejected.

    `warned` rows are in the file and were taken, with something to confirm; `seated` people got a seat; `problems`
    counts the rows of each finding's code, `verdicts` are all rows with findings. `group` (hex) is what undo takes;
    None when nothing changed. `notes` are sentences about the file: sheets and columns that were not read.
    `unwritten` says why there is no sheet of rejects though one was asked for; the import stands all the same.
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
    unwritten: str = ""


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
    with collector.paused():  # what is read dies a part at a time, before the collector would look at all of it
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
    with contextlib.closing(list_reader.start(path, sheet)) as reader:
        reader.look(progress)
        source = import_history.identify(path)  # while the other process opens the list
        with database.read() as db:
            guide = import_preview.guide(db)
            known = load(db, guide)
        opened = reader.opened(progress)
        layout, said = (mapping, "") if mapping else _remembered(database, opened)
        usable = preview.usable(layout, path)
        surveyed = reader.survey(usable, guide, progress)
        work = _Import(database, known, reader, surveyed, existing, by=by, title=_title(surveyed, source))
        notes = [said, *_notes(opened, layout)]
        if dry_run:
            work.rehearse(progress)
        else:
            notes.append(_write(work, source, opened, layout, progress))
        result = work.result(tuple(filter(None, notes)))
        if rejects is None or not result.rejected:
            return result
        try:
            work.write_rejects(Path(rejects), usable, progress)
        except (Unavailable, Cancelled) as why:
            return replace(result, unwritten=_unwritten(Path(rejects), why, stands=not dry_run))
        return replace(result, rejects=Path(rejects))


def _unwritten(sheet: Path, why: Unavailable | Cancelled, *, stands: bool) -> str:
    told = f"{why}" if isinstance(why, Unavailable) else f"Baris yang ditolak belum ditulis ke {sheet.name}."
    return f"{told} Impornya sendiri sudah tersimpan." if stands else told


def _remembered(database: Database, opened: Preview) -> tuple[Layout, str]:
    with database.read() as db:
        return import_preview.remembered(db, opened.layout)


def _write(work: "_Import", source: SourceFile, opened: Preview, layout: Layout, progress: Progress) -> str:
    """Write the parts and keep the run, however it ends; a sentence if its file couldn't be kept."""
    try:
        work.write(progress)
    except (Cancelled, Problem):
        with contextlib.suppress(Problem):  # a full disk, say: that is being told already
            work.record(source, opened.sheet, layout, stopped=True)
        raise
    return work.record(source, opened.sheet, layout)


def check_sheet(sheet: Path, path: Path) -> None:
    """Refuses, before anything is changed, a sheet of rejects or problems that would be written over the list."""
    sheets.check_target(sheet)
    if sheet.exists() and path.exists() and sheet.samefile(path):
        raise Refused(f"{sheet.name} adalah daftar yang diimpor dan tidak boleh ditimpa.", "Sebutkan berkas lain.")


def _title(surveyed: Survey, source: SourceFile) -> str:
    return f"Impor {words.number(surveyed.rows)} baris dari {source.name}"


def _notes(opened: Preview, layout: Layout) -> tuple[str, ...]:
    found = []
    if opened.other_sheets:
        found.append(f"Hanya lembar {opened.sheet} yang dibaca; lembar lain: {', '.join(opened.other_sheets)}.")
    if layout.unused:
        found.append(f"Kolom yang tidak dibaca: {', '.join(layout.unused)}.")
    if layout.filled:
        filled = ", ".join(map(words.field_name, layout.filled))
        found.append(f"Kolom yang sel kosongnya diisi dari baris di atasnya: {filled}.")
    return tuple(found)


class _Import:
    """One run: plans part after part against what is known, writes them, and counts."""

    def __init__(
        self,
        database: Database,
        known: Known,
        reader: Reader,
        survey: Survey,
        existing: Existing,
        *,
        by: str,
        title: str,
    ) -> None:
        self._database = database
        self._known = known
        self._reader = reader
        self._survey = survey
        self._existing: Existing = existing
        self._by = by
        self._title = title
        self._group = new_group()
        self.found = Roster()  # what was said of the rows so far; its people are gone once they are written
        known.again = self.found.again
        self._later: list[Person] = []
        self._promised = 0  # ids below it are those that the reader gives to newcomers
        self._changes: list[Changes] = []  # of the parts
        self._fates: dict[int, str] = {}  # of rows that aren't as they were
        self.counts: Counter[str] = Counter()

    def rehearse(self, progress: Progress) -> None:
        """Plan everything and write nothing."""
        with self._database.read() as db, contextlib.closing(self._parts(progress, "Memeriksa")) as parts:
            for people, _ in parts:
                self._count(decide(db, self._known, people, self._existing))

    def write(self, progress: Progress) -> None:
        packer = self._promise() if self._is_first else None
        with self._unindexed(), contextlib.closing(self._parts(progress, "Menyimpan", packer)) as parts:
            for people, part in parts:
                self._write(people, part)

    @property
    def _is_first(self) -> bool:
        """A large list into an empty roster."""
        known = self._known
        return not (known.niks or known.unnamed or known.left) and self._survey.rows >= _MANY

    def _promise(self) -> LinePacker:
        """Ids enough for all rows, as long as nobody else writes."""
        known = self._known
        self._promised = known.free_id + self._survey.rows
        return LinePacker(known.free_id, known.role_ids)

    @contextlib.contextmanager
    def _unindexed(self) -> Iterator[None]:
        """A large list into an empty roster: indexes are made at its end, and nobody of it is found meanwhile."""
        if not self._is_first:
            yield
            return
        with self._database.write(self._title, by=self._by) as tx:
            tx.set_indexes_aside()
        try:
            yield
        finally:
            with self._database.write(self._title, by=self._by) as tx:
                tx.make_indexes()

    def _write(self, people: Sequence[Person], part: Roster | None) -> None:
        with self._database.write(self._title, by=self._by, group=self._group, sweep=True) as tx:
            last = roster.last_entry(tx)
            if self._known.entry != last:  # somebody else has written meanwhile
                self._known = load(tx, self._known.guide, self._known)
                self._promised = 0
            plan = decide(tx, self._known, people, self._existing)
            if self._promised:
                tx.keep_free(schema.member, self._promised)
            write(tx, self._known, plan, part if self._promised else None)
        if tx.changes.entries:
            last = bytes.fromhex(tx.changes.entries[-1])
            self._changes.append(tx.changes)
        self._known.entry = last
        self._count(plan)

    def _parts(
        self, progress: Progress, step: str, packer: LinePacker | None = None
    ) -> Generator[tuple[Sequence[Person], Roster | None], None, None]:
        """The people of one part after another; where some name a seat of their crew, those who name none come last."""
        total = self._survey.rows

        def report() -> None:
            """Rows are done when they are decided on, not when they are read: those put off come at the end."""
            progress(self.found.read - len(self._later), total, step)

        with contextlib.closing(self._reader.parts(report, packer)) as parts:
            for part in parts:
                report()
                self._tell(part)
                yield self._first(part.people()), part
        while self._later:
            report()
            people, self._later = self._later[: lists.PART], self._later[lists.PART :]
            yield people, None
        report()

    def _first(self, people: Sequence[Person]) -> Sequence[Person]:
        """Those who are decided on now; who is the first of two is settled in the order of the file.

        Who names no seat waits only where others of the role name one at the same TPS: the rest share none with them,
        and stay with their crew, whose station is settled once.
        """
        named = self._survey.named
        waiting = {one.row for one in people if not one.seat_number and (one.place, one.role) in named}
        if not waiting:
            return people
        first: list[Person] = []
        for person in people:
            now = twice(self._known, person) or person.row not in waiting
            (first if now else self._later).append(person)
        return first

    def _tell(self, part: Roster) -> None:
        self.found.read += part.read
        self.found.findings.update(part.findings)
        self.found.names.update(part.names)
        self.found.again.update(part.again)
        self.counts["rejected"] += part.read - part.taken

    def record(self, source: SourceFile, sheet: str, layout: Layout, *, stopped: bool = False) -> str:
        """Keep this run in the history; a sentence if its file couldn't be kept."""
        counts = {"read": self._survey.rows, **{name: self.counts[name] for name in _SUMS}}
        if stopped:
            counts["stopped"] = 1
        group = self._group if self._changes else None
        with self._database.write(self._title, by=self._by) as tx:
            return import_history.record(tx, source, sheet, layout, existing=self._existing, counts=counts, group=group)

    def _count(self, plan: Plan) -> None:
        for name in ("created", "updated", "rejected", "seated"):
            self.counts[name] += len(getattr(plan, name))
        self.counts["unchanged"] += plan.unchanged
        for row, findings in plan.findings:
            self.found.findings.setdefault(row, []).extend(findings)
        self.found.names.update(plan.names)
        for rows, fate in ((plan.rejected, REJECTED), (plan.updated, UPDATED)):
            self._fates.update(dict.fromkeys(rows, fate))
        told = self.found.findings
        self._fates.update((person.row, CREATED) for person, _ in plan.created if person.row in told)

    def write_rejects(self, sheet: Path, layout: Layout, progress: Progress) -> None:
        """Write the rows that were rejected, as they came."""
        told = self.found.findings
        rejected = {row for row, found in told.items() if is_rejected(found)}
        rows = self._reader.rows(rejected, lambda: progress(0, 0, "Menulis berkas"))
        sheet_of_rejects.write(sheet, rows, layout, told, progress)

    def result(self, notes: tuple[str, ...]) -> ImportResult:
        verdicts = import_verdicts.collect(self.found, self._fates)
        taken = (verdict for verdict in verdicts if verdict.fate != REJECTED)
        return ImportResult(
            read=self.found.read,
            created=self.counts["created"],
            updated=self.counts["updated"],
            unchanged=self.counts["unchanged"],
            rejected=self.counts["rejected"],
            warned=sum(any(one.severity >= Severity.WARNING for one in verdict.findings) for verdict in taken),
            seated=self.counts["seated"],
            problems=import_verdicts.counted(verdicts),
            group=self._group.hex() if self._changes else None,
            changes=Changes.of(self._changes),
            notes=notes,
            verdicts=verdicts,
        )
