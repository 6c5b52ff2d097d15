"""Give the register of numbers out: as a table or on paper, every number of a scope and every gap in its place.

What a newcomer gets wrong: gathering a province's register before writing it. Lines come some hundred at a time.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kpps_desk import words
from kpps_desk.documents import number_register, paper
from kpps_desk.documents.flow import Section
from kpps_desk.domain.registers import RegisterLine, RegisterPart
from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.exchange.writing import check_ending
from kpps_desk.operations import collector
from kpps_desk.operations.paperwork import Printed, print_sections
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import office, register
from kpps_desk.queries.register import Entry, Gap, Scope
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_PART = 500  # lines that are laid out at a time
_TITLE = "Register nomor sertifikat"
HEADINGS = (
    Heading("Urutan", 12),
    Heading("Nomor urut", 12),
    Heading("Nomor", 32),
    Heading("Nama", 32),
    Heading("Jabatan", 44),
    Heading("Jenis", 22),
    Heading("Status", 12),
    Heading("Terbit", 14),
    Heading("Keterangan", 60),
)


def write(database: Database, out: Path, *, scope: str = "", size: str = "A4", progress: Progress = silent) -> Printed:
    """The register of a scope ('' of all) to .xlsx, .csv or .pdf by the path's ending; `people` counts the lines."""
    check_ending(out, ".pdf", ".xlsx", ".csv")
    return (_on_paper if out.suffix.lower() == ".pdf" else _as_table)(database, out, scope, size, progress)


def lines(db: Snapshot, scope: str) -> Iterator[RegisterLine]:
    """Every number of a scope in order, each gap where it is."""
    missing = iter(register.gaps(db, scope))
    gap = next(missing, None)
    for entry in register.entries(db, scope):
        while gap is not None and gap.first < entry.sequence:
            yield _of_gap(gap)
            gap = next(missing, None)
        yield _of_entry(entry)


def _of_gap(gap: Gap) -> RegisterLine:
    shown = str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}"
    return RegisterLine(shown, "", "", "", "", "Tidak ada", "", gap.why)


def _of_entry(entry: Entry) -> RegisterLine:
    return RegisterLine(
        str(entry.sequence),
        entry.number,
        entry.name,
        entry.position,
        words.certificate_kind(entry.kind),
        words.certificate_state(entry.state),
        words.moment(entry.issued_at)[:10],
        note(entry),
    )


def note(entry: Entry) -> str:
    """What became of a number, and what it stands for: `Diganti 000031/...: nama dibetulkan.`"""
    said = []
    if entry.replaces:
        said.append(f"Pengganti {entry.replaces}.")
    if entry.state != "terbit":
        what = f"Diganti {entry.replaced_by}" if entry.replaced_by else words.certificate_state(entry.state)
        when = f" {words.moment(entry.state_at)[:10]}" if entry.state_at else ""
        said.append(f"{what}{when}{': ' + entry.reason.rstrip('.') if entry.reason else ''}.")
    return " ".join(said)


def _scopes(db: Snapshot, scope: str) -> list[Scope]:
    found = [one for one in register.scopes(db) if scope in ("", one.name)]
    if not found:
        raise Refused("Belum ada nomor sertifikat yang diberikan.", "Terbitkan sertifikat dahulu.")
    return found


def _as_table(database: Database, out: Path, scope: str, size: str, progress: Progress) -> Printed:
    sheets.check_target(out)
    with collector.paused(), database.read(sweep=True) as db:
        chosen = _scopes(db, scope)
        rows = sheets.write(
            out,
            HEADINGS,
            (_cells(one.name, line) for one in chosen for line in lines(db, one.name)),
            titles=("REGISTER NOMOR SERTIFIKAT", *(f"{one.name}: {_sums(db, one)}" for one in chosen), ""),
            name="Register",
            expected=sum(one.given for one in chosen),
            progress=progress,
        )
    return Printed(0, rows, out, [])


def _cells(scope: str, line: RegisterLine) -> list[Cell]:
    return [scope, line.sequence, line.number, line.name, line.position, line.kind, line.state, line.issued, line.note]


def _on_paper(database: Database, out: Path, scope: str, size: str, progress: Progress) -> Printed:
    counted = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal counted
        counted = 0
        for one in _scopes(db, scope):
            for part in _parts(db, one):
                counted += len(part.lines)
                yield number_register.section(part, paper.SIZES[size])

    nobody = Refused("Belum ada nomor sertifikat yang diberikan.", "Terbitkan sertifikat dahulu.")
    bound = print_sections(database, out, sections, nobody, _TITLE, size, progress)
    return Printed(bound.pages, counted, out, bound.flaws)


def _parts(db: Snapshot, scope: Scope) -> Iterator[RegisterPart]:
    shown, sums = office.paper_for(db), _sums(db, scope)
    coming = lines(db, scope.name)
    part = tuple(islice(coming, _PART))
    while part:
        following = tuple(islice(coming, _PART))
        yield RegisterPart(shown, scope.name, sums, part, last=not following)
        part = following


def _sums(db: Snapshot, scope: Scope) -> str:
    """`103.845 nomor: 103.840 terbit, 3 diganti, 2 dicabut; 1 nomor tidak ada.`"""
    in_force = scope.given - scope.replaced - scope.revoked
    counted = f"{words.number(in_force)} terbit, {words.number(scope.replaced)} diganti"
    missing = scope.last - scope.given
    gone = f"; {words.number(missing)} nomor tidak ada" if missing else ""
    return f"{words.number(scope.given)} nomor: {counted}, {words.number(scope.revoked)} dicabut{gone}."
