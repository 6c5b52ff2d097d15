"""Write down who has no session yet, with phones, to call them: PDF, XLSX or CSV.

What a newcomer gets wrong: taking it for harmless because no NIK is in it. Names with phones leave the house, so that
they did, how many and by whom stands in the journal.
"""

from collections.abc import Iterator
from pathlib import Path

from kpps_desk import words
from kpps_desk.documents import call_list, paper
from kpps_desk.documents.call_list import CallLine, CallList
from kpps_desk.documents.flow import Section
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import collector, paperwork
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, uncalled, wordings
from kpps_desk.queries import paperwork as parts
from kpps_desk.queries.office import Office
from kpps_desk.queries.uncalled import UncalledFilter, UncalledRow
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.snapshot import Snapshot

_STEP = 500  # rows asked for at once
_HEADINGS = (
    Heading("No.", 7),
    Heading("Kecamatan", 20),
    Heading("Kelurahan", 20),
    Heading("TPS", 7),
    Heading("Kursi", 7),
    Heading("Nama", 32),
    Heading("Jabatan", 22),
    Heading("Telepon", 18),
    Heading("Perlu sesi", 20),
)


def write(
    database: Database,
    area: str,
    out: Path,
    *,
    by: str,
    kind: SessionKind | None = None,
    size: str = "A4",
    progress: Progress = silent,
) -> Printed:
    """The people of an area ('' all) who need an oath or a training and are called to none."""
    check_ending(out, ".pdf", ".xlsx", ".csv")
    wanted = UncalledFilter(area, kind)
    with database.read() as db:
        people = uncalled.count(db, wanted)
    if not people:
        raise Refused("Semua orang di wilayah ini sudah mempunyai sesi.", "Tidak ada yang perlu dipanggil.")
    if not database.read_only:
        listed = f"{words.number(people)} orang, wilayah {area or 'seluruhnya'}"
        with database.write("Buat daftar panggil", by=by, reason=listed) as tx:
            tx.leave_entry()
    with collector.paused(), database.read(sweep=True) as db:
        if out.suffix.lower() != ".pdf":
            rows = sheets.write(out, _HEADINGS, _cells(db, wanted), name="Panggil", expected=people, progress=progress)
            return Printed(0, rows, out, [])
        with whole_file(out) as file:
            bound = paperwork.bind(file, lambda: _sections(db, wanted, size), "Daftar panggil", size, progress)
        return Printed(bound.pages, people, out, bound.flaws)


def rows(db: Snapshot, wanted: UncalledFilter) -> Iterator[UncalledRow]:
    """Everybody, in their order, asked for a few hundred at a time."""
    ids = uncalled.ids(db, wanted)
    for start in range(0, len(ids), _STEP):
        some = ids[start : start + _STEP]
        found = uncalled.page(db, some)
        yield from (found[one] for one in some)


def _cells(db: Snapshot, wanted: UncalledFilter) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows(db, wanted), 1):
        yield [
            str(number), row.kecamatan, row.kelurahan, row.tps, row.seat, row.name, row.role, row.phone, row.lacks,
        ]  # fmt: skip


def _sections(db: Snapshot, wanted: UncalledFilter, size: str) -> Iterator[Section]:
    offices, day = Office(db), words.long_date(utcnow().astimezone().date())
    election, said = areas.election(db).name, wordings.plain(db, "panggil")
    for part in parts.kelurahan_of(db, wanted.area):
        lines = tuple(
            CallLine(row.tps, row.seat, row.name, row.role, row.phone, row.lacks)
            for row in rows(db, UncalledFilter(part.low, wanted.kind))
        )
        if lines:
            listed = CallList(offices.paper(part.code), part.place, day, lines, election, said)
            yield call_list.section(listed, paper.SIZES[size])
