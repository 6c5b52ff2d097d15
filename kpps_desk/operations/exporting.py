"""Write lists for use outside: people, marks, certificates.

What a newcomer gets wrong: giving out NIKs. They are masked unless a reason is given, and who took them in full, when
and why stands in the journal before the file is written.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.exchange import sheets
from kpps_desk.exchange.columns import BY_NAME, OFFICE
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.exchange.titles import NO_TITLE
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, exports
from kpps_desk.store.database import Database

_PERSON = [Heading(column.header, column.width) for column in OFFICE]
HEADINGS = {
    "members": [*_PERSON, *map(Heading, ("Hasil Penelitian", "Tahap", "Disumpah", "Bimtek"))],
    "attendance": [
        Heading("Jenis", 20),
        Heading("Sesi", 40),
        *map(Heading, ("Tanggal", "Mulai", "Kecamatan", "Kelurahan", "TPS")),
        Heading("Nama", 32),
        Heading("NIK", 20),
        *map(Heading, ("Kehadiran", "Di luar daftar", "Dicatat", "Oleh")),
    ],
    "certificates": [
        Heading("Nomor", 30),
        Heading("Jenis", 14),
        Heading("Nama", 32),
        Heading("Jabatan", 44),
        *map(Heading, ("Status", "Terbit", "Oleh", "Alasan")),
    ],
}
_FULL = [BY_NAME[name] for name in ("title_before", "title_after")]  # so that no name is split otherwise than it was
_TITLES = {"members": "Anggota", "attendance": "Kehadiran", "certificates": "Sertifikat"}


def run(
    database: Database,
    what: str,
    out: Path | str,
    *,
    by: str,
    area: str = "",
    full: bool = False,
    reason: str = "",
    progress: Progress = silent,
) -> int:
    """Write 'members', 'attendance' or 'certificates' of an area to .xlsx or .csv; how many rows it wrote."""
    if what not in HEADINGS:
        raise Refused(f"Daftar {what} tidak dikenal.", f"Pilihan: {', '.join(HEADINGS)}.")
    if full:
        _log(database, what, by=by, reason=reason)
    with database.read() as db:
        make = {"members": _members, "attendance": _attendance, "certificates": _certificates}[what]
        rows = make(exports.rows(db, what, area), _names(areas.names(db)), full)
        return sheets.write(Path(out), _headings(what, full=full), rows, name=_TITLES[what], progress=progress)


def _headings(what: str, *, full: bool) -> list[Heading]:
    """A full list of members has every column that the import knows, so that it comes back without a change."""
    more = [Heading(column.header, column.width) for column in _FULL] if full and what == "members" else []
    return HEADINGS[what] + more


def _log(database: Database, what: str, *, by: str, reason: str) -> None:
    why, _ = values.clean(reason)
    if not why:
        raise Refused("Ekspor dengan NIK lengkap wajib disertai alasan.", "Tuliskan untuk keperluan apa.")
    with database.write(f"Ekspor lengkap: {_TITLES[what]}", by=by, reason=why) as tx:
        tx.leave_entry()


def _names(names: Mapping[str, str]) -> dict[str, str]:
    return {digits(code): name for code, name in names.items()}


def _nik(row: Row[Any], *, full: bool) -> str:
    return (row.nik or "") if full else words.masked_nik(row.nik) if row.nik else ""


def _members(rows: Iterator[Row[Any]], names: Mapping[str, str], full: bool) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows, 1):
        yield [
            str(number),
            names.get(row.place[:4], ""),
            names.get(row.place[:6], ""),
            names.get(row.place[:10], ""),
            row.place[10:13],
            row.role,
            str(row.seat_number or row.place[13:]),
            words.full_name(row.title_before, row.name, row.title_after),
            _nik(row, full=full),
            row.sex or "",
            row.birth_place,
            words.short_date(row.born) if row.born else "",
            row.address,
            row.rt_rw,
            phone_on_paper(row.phone),
            row.email,
            row.education,
            row.occupation,
            row.marital,
            row.note if full else words.without_niks(row.note),
            words.eligibility(row.eligibility),
            words.stage(Stage(row.stage)),
            words.short_date(row.sworn) if row.sworn else "",
            words.short_date(row.trained) if row.trained else "",
            *((row.title_before or NO_TITLE, row.title_after or NO_TITLE) if full else ()),
        ]


def _attendance(rows: Iterator[Row[Any]], names: Mapping[str, str], full: bool) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            words.session_kind(SessionKind(row.kind)),
            row.title,
            words.short_date(row.day),
            row.starts,
            names.get(row.place[:6], ""),
            names.get(row.place[:10], ""),
            row.place[10:13],
            words.full_name(row.title_before, row.name, row.title_after),
            _nik(row, full=full),
            words.attendance(Attendance(row.status)),
            "Ya" if row.walk_in else "",
            words.moment(row.marked_at),
            row.marked_by,
        ]


def _certificates(rows: Iterator[Row[Any]], names: Mapping[str, str], full: bool) -> Iterator[list[Cell]]:
    """A certificate never holds a NIK, so there is nothing to mask."""
    for row in rows:
        yield [
            row.number,
            row.kind.capitalize(),
            row.name,
            row.position,
            words.certificate_state(row.state),
            words.moment(row.issued_at),
            row.issued_by,
            row.reason,
        ]
