"""Print letters of assignment: of one trainer, or of everybody who teaches in an area.

What a newcomer gets wrong: the office of the session. A letter is signed by the narrowest office around all that the
trainer teaches: for two kelurahan that is their kecamatan's.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kpps_desk import words
from kpps_desk.documents import assignment, paper
from kpps_desk.documents.flow import Section
from kpps_desk.domain.certificates import ROMAN
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office_papers import Assignment
from kpps_desk.domain.places import digits
from kpps_desk.domain.wordings import fill
from kpps_desk.operations.paperwork import Printed, print_sections
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, assignments, wordings
from kpps_desk.queries.assignments import Assigned
from kpps_desk.queries.office import Office
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_TITLE = "Surat tugas narasumber"


def print_assignments(
    database: Database,
    area: str,
    out: Path,
    progress: Progress = silent,
    *,
    trainer: str = "",
    size: str = "A4",
    day: date | None = None,
) -> Printed:
    """A letter for each trainer of this area, or for this one alone; each names all their sessions within the area."""
    count = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal count
        count = 0
        for one in letters(db, area, trainer, day):
            count += 1
            yield assignment.section(one, paper.SIZES[size])

    where = "pada bimbingan teknis di wilayah ini"
    nobody = Refused(
        f"{trainer} belum mengajar {where}." if trainer else f"Belum ada narasumber {where}.",
        "Isi narasumber pada sesi bimbingan teknis dahulu.",
    )
    bound = print_sections(database, out, sections, nobody, _TITLE, size, progress)
    return Printed(bound.pages, count, out, bound.flaws)


def letters(db: Snapshot, area: str, trainer: str = "", day: date | None = None) -> Iterator[Assignment]:
    """The letters with the office's wording."""
    offices, texts = Office(db), wordings.texts(db, "tugas")
    election = areas.election(db)
    for one in assignments.assigned(db, area, trainer):
        code = assignments.around(one)
        headed = offices.paper(code)
        told = _tokens(one, election.name, headed, code, assignments.area_called(db, code), day or db.today)
        said = {name.partition(".")[2]: fill(text, told) for name, text in texts.items()}
        yield Assignment(
            paper=headed,
            title=said["judul"],
            number=said["nomor"],
            basis=tuple(said["dasar"].splitlines()),
            opening=said["pembuka"],
            name=one.name,
            institution=one.institution,
            task=said["untuk"],
            duties=one.duties,
            closing=said["penutup"],
            dated=f"{headed.city}, {told['tanggal_surat']}",
            copies=tuple(said["tembusan"].splitlines()),
        )


def _tokens(one: Assigned, election: str, headed: PaperSettings, code: str, area: str, day: date) -> dict[str, str]:
    return {
        "pemilihan": election,
        "acara": headed.event,
        "nama": one.name,
        "instansi": one.institution,
        "wilayah": area,
        "kode": digits(code),
        "bulan_romawi": ROMAN[day.month - 1],
        "tahun": str(day.year),
        "kota": headed.city,
        "tanggal_surat": words.long_date(day),
        "jabatan_penanda_tangan": headed.signatory_title,
        "nama_penanda_tangan": headed.signatory_name,
    }
