"""Make the roster's papers: annexes, announcements, minutes, data sheets.

What a newcomer gets wrong: making a province of paper at once. Parts are asked for and laid out a kelurahan at a time,
all within one snapshot, and the file bears its name only when it is whole. A data sheet leaves its record before the
file is written: better one too many than a sheet that nobody knows of.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kpps_desk import words
from kpps_desk.documents import annex, announcement, data_sheet, flow, paper, replacement_minutes
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.flow import Section
from kpps_desk.domain import values
from kpps_desk.domain.papers import Announcement
from kpps_desk.domain.wordings import WORDINGS, tokens
from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import collector, disclosing
from kpps_desk.problems import Invalid, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, paperwork, wordings
from kpps_desk.queries import data_sheet as sheet_questions
from kpps_desk.queries.office import Office
from kpps_desk.queries.paperwork import Part
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.snapshot import Snapshot

DATA_SHEET = "lembar data diri"  # what a disclosure row calls it
HEADINGS = (
    Heading("No.", 7),
    Heading("Kecamatan", 20),
    Heading("Kelurahan", 20),
    Heading("TPS", 7),
    Heading("Nama", 30),
    Heading("NIK", 20),
    Heading("Jabatan", 22),
    Heading("Hasil", 26),
    Heading("Cadangan ke-", 13),
    Heading("Alasan", 60),
)


class Printed(NamedTuple):
    """`people` are those listed; `flaws` the texts to look at before it is signed."""

    pages: int
    people: int
    path: Path
    flaws: list[Flaw]


def print_annex(
    database: Database,
    area: str,
    out: Path,
    progress: Progress = silent,
    *,
    decree_no: str | None = None,
    size: str = "A4",
) -> Printed:
    """The annexes of an area's decrees (or of one), to one PDF: a kelurahan and decree begin a page of their own."""
    people = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal people
        people, election, offices = 0, areas.election(db), Office(db)
        for part in paperwork.kelurahan_of(db, area):
            for one in paperwork.annexes(db, election, offices, part, decree_no):
                people += sum(len(crew.seats) for crew in one.crews)
                yield annex.section(one, paper.SIZES[size])

    nobody = Refused("Belum ada orang yang ditetapkan di wilayah ini.", "Tetapkan dahulu di Kursi.")
    bound = print_sections(database, out, sections, nobody, "Lampiran SK penetapan", size, progress)
    return Printed(bound.pages, people, out, bound.flaws)


def announce(
    database: Database,
    area: str,
    out: Path,
    *,
    by: str,
    progress: Progress = silent,
    size: str = "A4",
    day: date | None = None,
) -> Printed:
    """The result of the administrative check, masked, to .pdf or .xlsx; that it was made stays in the journal."""
    check_ending(out, ".pdf", ".xlsx")
    made = _announced_table if out.suffix.lower() == ".xlsx" else _announced_pages
    printed = made(database, area, out, day or utcnow().astimezone().date(), size, progress)
    if not database.read_only:
        listed = f"{words.number(printed.people)} orang, wilayah {area or 'seluruhnya'}"
        with database.write("Buat pengumuman hasil penelitian", by=by, reason=listed) as tx:
            tx.leave_entry()
    return printed


def print_minutes(database: Database, replacement: int, out: Path, *, size: str = "A4") -> Printed:
    """The draft of one replacement's minutes."""
    check_ending(out, ".pdf")
    with database.read() as db:
        one = paperwork.minutes(db, replacement)
    with whole_file(out) as file:
        bound = bind(file, lambda: [replacement_minutes.section(one, paper.SIZES[size])], "Berita acara", size, silent)
    return Printed(bound.pages, 1, out, bound.flaws)


def print_data_sheet(database: Database, member: int, out: Path, *, by: str, purpose: str, size: str = "A4") -> Printed:
    """Everything about one person, NIK in full; who printed it and why is recorded first."""
    check_ending(out, ".pdf")
    why = words.without_niks(values.clean(purpose)[0])
    if not why:
        raise Invalid("purpose", "Keperluan wajib diisi.", "Tuliskan untuk apa lembar ini dicetak.")
    with database.write(f"Cetak lembar data diri, anggota no. {member}", by=by, reason=why) as tx:
        disclosing.record(tx, member, DATA_SHEET, why)
        one = sheet_questions.data_sheet(tx, member, purpose=why, printed_by=by, at=tx.now_ms)
    with whole_file(out) as file:
        bound = bind(file, lambda: [data_sheet.section(one, paper.SIZES[size])], "Lembar data diri", size, silent)
    return Printed(bound.pages, 1, out, bound.flaws)


def _announced_pages(database: Database, area: str, out: Path, day: date, size: str, progress: Progress) -> Printed:
    people = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal people
        people = 0
        for _, one in _announcements(db, area, day):
            people += len(one.applicants)
            yield announcement.section(one, paper.SIZES[size])

    bound = print_sections(database, out, sections, _nobody(), "Pengumuman hasil penelitian", size, progress)
    return Printed(bound.pages, people, out, bound.flaws)


def _announced_table(database: Database, area: str, out: Path, day: date, size: str, progress: Progress) -> Printed:
    sheets.check_target(out)
    with collector.paused(), database.read(sweep=True) as db:
        expected = paperwork.people(db, area)
        if not expected:
            raise _nobody()
        election = areas.election(db)
        title = wordings.stored(db, "pengumuman.judul").content
        if tokens(title):  # it names what each kelurahan has its own of
            title = WORDINGS["pengumuman.judul"].text
        titles = (title, election.name, words.long_date(day), "")
        lines = _lines(_announcements(db, area, day))
        rows = sheets.write(
            out, HEADINGS, lines, titles=titles, name="Pengumuman", expected=expected, progress=progress
        )
    return Printed(0, rows, out, [])


def _announcements(db: Snapshot, area: str, day: date) -> Iterator[tuple[Part, Announcement]]:
    election, offices = areas.election(db), Office(db)
    for part in paperwork.kelurahan_of(db, area):
        found = paperwork.announcement(db, election, offices, part, day)
        if found is not None:
            yield part, found


def _lines(announced: Iterable[tuple[Part, Announcement]]) -> Iterator[list[Cell]]:
    for part, one in announced:
        for number, person in enumerate(one.applicants, 1):
            yield [
                str(number),
                part.place.kecamatan,
                part.place.kelurahan,
                person.tps,
                person.name,
                person.nik,
                person.role,
                words.eligibility(person.result),
                str(person.reserve or ""),
                "; ".join(person.reasons),
            ]


def _nobody() -> Refused:
    return Refused("Belum ada orang dalam daftar wilayah ini.", "Impor daftar pendaftar dahulu.")


def print_sections(
    database: Database,
    out: Path,
    sections: Callable[[Snapshot], Iterable[Section]],
    nobody: Refused,
    title: str,
    size: str,
    progress: Progress,
) -> flow.Bound:
    """All sections of one snapshot to a PDF; `nobody` is raised where there are none."""
    check_ending(out, ".pdf")
    with collector.paused(), database.read(sweep=True) as db:  # a kelurahan's boxes die before the next are made
        if next(iter(sections(db)), None) is None:
            raise nobody
        with whole_file(out) as file:
            return bind(file, lambda: sections(db), title, size, progress)


def bind(
    file: BinaryIO, sections: Callable[[], Iterable[Section]], title: str, size: str, progress: Progress
) -> flow.Bound:
    """Draw sections into an open file, telling how far it is."""
    writing = flow.write(file, paper.SIZES[size], sections, title=title)
    try:
        while True:
            what, done, total = next(writing)
            progress(done, total, what)
    except StopIteration as end:
        bound: flow.Bound = end.value
        return bound
    finally:
        writing.close()  # on Cancel the processes go at once
