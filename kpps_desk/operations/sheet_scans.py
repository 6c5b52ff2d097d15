"""Read scans of signed sheets: find each page by its code, judge its cells, and say in a sentence what can't be read.

What a newcomer gets wrong: writing anything here. A reading is only shown; a person answers for what is unsure and
confirms (operations.sheets.confirm).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.sign_in_sheets import EDGE, Rect
from kpps_desk.exchange import sheet_pictures, sheet_reading, straightening
from kpps_desk.exchange.rendering import Picture
from kpps_desk.exchange.sheet_pictures import Page
from kpps_desk.exchange.sheet_reading import Cell, Verdict
from kpps_desk.exchange.straightening import Code, Lying
from kpps_desk.problems import Problem
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import sessions, sheets
from kpps_desk.queries.sheets import PrintedSheet, Signer
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_SHOWN = 10  # pixels a millimetre of a cell that a person looks at
_BESIDE = 3.0  # millimetres around it
_NO_CODE = "Bukan lembar daftar hadir, atau kodenya tidak terbaca."
_OTHER_CODE = "Kode QR di halaman ini bukan kode daftar hadir."
_UNKNOWN = "Lembar ini tidak dikenal: dicetak dari berkas kerja lain."
_COARSE = "Pindaian ini terlalu kasar. Pindai dengan 150 dpi atau lebih."
_TWO = "Ada dua lembar dalam satu gambar. Pindai satu per satu."
_CROOKED = "Kotak hitam di sudut lembar tidak terlihat. Pindai seluruh lembar, mendatar."
_BENT = "Garis tabel tidak pada tempatnya: lembar terlipat, melengkung, atau terpotong. Ratakan, lalu pindai ulang."
_TURNED = "Halaman ini terbalik; sudah diputar sendiri."


class RowReading(NamedTuple):
    """One row of a page. `said`: a person judged it. `picture` shows it where somebody has to look."""

    number: int
    member: int | None  # None: a blank line
    name: str
    tps: str
    role: str
    verdict: Verdict
    status: Attendance  # as marked now
    said: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page of a scan. `trouble` says why it can't be used ('' if it can), `notes` what else there is to know."""

    file_name: str
    number: int  # of the page in its file, from 1
    digest: str
    trouble: str = ""
    notes: tuple[str, ...] = ()
    sheet: PrintedSheet | None = None
    rows: tuple[RowReading, ...] = ()
    kept: bytes = b""

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)

    def answered(self, answers: Mapping[int, bool]) -> "PageReading":
        """The same with what a person says of these rows: signed or not."""
        rows = (
            row._replace(verdict=Verdict.SIGNED if answers[row.number] else Verdict.EMPTY, said=True)
            if row.number in answers
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


def read_scan(
    database: Database, path: Path, progress: Progress = silent, *, session: int | None = None
) -> list[PageReading]:
    """The pages of one file; a sheet of another session than `session` is told, not read."""
    return read_scans(database, [path], progress, session=session)


def read_scans(
    database: Database, paths: Sequence[Path], progress: Progress = silent, *, session: int | None = None
) -> list[PageReading]:
    """The pages of several files; one that can't be read is told in a sentence, and the rest goes on."""
    found: list[PageReading] = []
    for done, path in enumerate(paths):
        progress(done, len(paths), f"Membaca {path.name}")
        try:
            for page in sheet_pictures.pages(path):
                if len(paths) == 1:
                    progress(page.number - 1, page.pages, "Membaca lembar")
                else:
                    progress(done, len(paths), f"Membaca {path.name}, halaman {page.number}")
                found.append(_told_twice(_read(database, path.name, page, session), found))
        except Problem as problem:
            found.append(PageReading(path.name, 1, "", trouble=str(problem)))
    progress(len(paths), len(paths), "Membaca lembar")
    return found


def _told_twice(reading: PageReading, before: Iterable[PageReading]) -> PageReading:
    for other in before:
        if reading.sheet is not None and other.sheet is not None and reading.sheet.id == other.sheet.id:
            where = f"{other.file_name} halaman {other.number}"
            told = f"Lembar {reading.sheet.page} sudah ada di {where}; yang ini tidak dipakai."
            return replace(reading, trouble=told, sheet=None, rows=(), kept=b"")
    return reading


def _read(database: Database, name: str, page: Page, session: int | None) -> PageReading:
    blank = PageReading(name, page.number, page.digest)
    if page.picture is None:
        return replace(blank, trouble=page.trouble)
    codes, others = straightening.codes(page.picture)
    named = {code.code for code in codes}
    if len(named) != 1:
        return replace(blank, trouble=_TWO if named else _OTHER_CODE if others else _NO_CODE)
    with database.read() as db:
        sheet = sheets.by_code(db, codes[0].code)
        trouble = _wrong_sheet(db, sheet, session)
        known = {} if sheet is None else _signers(db, sheet)
        kept = sheets.known_scan(db, page.digest)
    if sheet is None or trouble:
        return replace(blank, trouble=trouble)
    notes = [_TURNED] if codes[0].upside_down else []
    if kept is not None:
        notes.append(f"Pindaian ini sudah disimpan {words.moment(kept.taken_at)}.")
    lying, cells, trouble = _judged(page.picture, codes[0], sheet)
    if lying is None or cells is None:
        return replace(blank, trouble=trouble)
    rows = tuple(_rows(sheet, cells, known, lying))
    return replace(blank, notes=tuple(notes), sheet=sheet, rows=rows, kept=sheet_pictures.kept(page.picture))


def _wrong_sheet(db: Snapshot, sheet: PrintedSheet | None, session: int | None) -> str:
    if sheet is None:
        return _UNKNOWN
    if session in (None, sheet.session_id):
        return ""
    other = sessions.details(db, sheet.session_id)
    when = f"{words.short_date(other.day)} {other.starts}"
    return f"Lembar ini milik sesi lain: no. {other.id}, {other.title}, {other.area}, {when}."


def _signers(db: Snapshot, sheet: PrintedSheet) -> dict[int, Signer]:
    members = [member for member in sheet.frozen.members if member is not None]
    return sheets.signers(db, sheet.session_id, members)


def _judged(picture: Image.Image, code: Code, sheet: PrintedSheet) -> tuple[Lying | None, list[Cell] | None, str]:
    layout = sheet.frozen.layout
    if straightening.too_coarse(code, layout):
        return None, None, _COARSE
    lying = straightening.straighten(picture, code, layout)
    if lying is None:
        return None, None, _CROOKED
    cells = sheet_reading.judge(lying, layout)
    return lying, cells, "" if cells is not None else _BENT


def _rows(
    sheet: PrintedSheet, cells: Sequence[Cell], known: Mapping[int, Signer], lying: Lying
) -> Iterable[RowReading]:
    frozen = sheet.frozen
    for number, (member, cell) in enumerate(zip(frozen.members, cells, strict=True), frozen.first):
        signer = known.get(member) if member is not None else None
        name, tps, role = (signer.name, signer.tps, signer.role) if signer else ("", "", "")
        status = signer.status if signer else Attendance.NOT_RECORDED
        shown = _cut(lying, cell, frozen.layout.size.width, whole=member is None) if _to_look_at(member, cell) else None
        yield RowReading(number, member, name, tps, role, cell.verdict, status, picture=shown)


def _to_look_at(member: int | None, cell: Cell) -> bool:
    return cell.verdict is Verdict.UNSURE or (member is None and cell.verdict is Verdict.SIGNED)


def _cut(lying: Lying, cell: Cell, width: float, *, whole: bool) -> Picture:
    """The cell with what is around it; of a blank line all of it, for the name was written there."""
    place = cell.place
    left, right = (EDGE, width - EDGE) if whole else (place.left - _BESIDE, place.right + _BESIDE)
    rect = Rect(left, place.top - _BESIDE, right - left, place.height + 2 * _BESIDE)
    made = lying.part(rect, _SHOWN if not whole else _SHOWN / 2).convert("RGB")
    return Picture(made.width, made.height, made.width * 3, made.tobytes())
