"""Print the recapitulation of readiness of an area, by kabupaten/kota, kecamatan, kelurahan or TPS.

What a newcomer gets wrong: one table of 14,835 TPS. By TPS each kelurahan has a table and a signature of its own.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kpps_desk import words
from kpps_desk.documents import paper, recap
from kpps_desk.documents.flow import Section
from kpps_desk.domain.election import Election
from kpps_desk.domain.office_papers import Recap, RecapLine
from kpps_desk.domain.places import Level, level_of
from kpps_desk.domain.wordings import fill
from kpps_desk.operations.paperwork import Printed, print_sections
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, readiness, wordings
from kpps_desk.queries import paperwork as parts
from kpps_desk.queries.assignments import area_called
from kpps_desk.queries.office import Office
from kpps_desk.queries.readiness import AreaRow
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_TITLE = "Rekapitulasi kesiapan"
_BELOW = {  # what a table of an area lists if nobody says otherwise
    Level.PROVINCE: "kabkota",
    Level.KABKOTA: "kecamatan",
    Level.KECAMATAN: "kelurahan",
    Level.KELURAHAN: "tps",
}
_NAMES = {"kabkota": "kabupaten/kota", "kecamatan": "kecamatan", "kelurahan": "kelurahan", "tps": "TPS"}


def print_recap(
    database: Database,
    area: str,
    out: Path,
    progress: Progress = silent,
    *,
    level: str = "",
    size: str = "A4",
    day: date | None = None,
) -> Printed:
    """One table of this area ('' all); `level` '': what lies right below it. By TPS a table a kelurahan."""
    stations = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal stations
        stations = 0
        for one in _recaps(db, area, level or below(area), day):
            stations += one.total.stations
            yield recap.section(one, paper.SIZES[size])

    nobody = Refused("Belum ada TPS di wilayah ini.", "Impor daftar dengan TPS dahulu.")
    bound = print_sections(database, out, sections, nobody, _TITLE, size, progress)
    return Printed(bound.pages, stations, out, bound.flaws)


def below(area: str) -> str:
    """The level right below an area."""
    return _BELOW[level_of(area)] if area else "kabkota"


def _recaps(db: Snapshot, area: str, level: str, day: date | None) -> Iterator[Recap]:
    told = _Told(db, day or db.today)
    wanted = [part.code for part in parts.kelurahan_of(db, area)] if level == "tps" else [area]
    for code in wanted:
        rows = readiness.by_level(db, level, code)
        if rows:
            yield told.recap(code, level, rows)


class _Told:
    """The office's wording of one snapshot."""

    def __init__(self, db: Snapshot, day: date) -> None:
        self._db, self._day = db, day
        self._offices, self._election = Office(db), areas.election(db)
        self._texts = wordings.texts(db, "rekap")

    def recap(self, area: str, level: str, rows: list[AreaRow]) -> Recap:
        headed, of = self._offices.paper(area), area_called(self._db, area)
        tokens = _tokens(self._election, of, level, self._day, headed.city)
        said = {code.partition(".")[2]: fill(text, tokens) for code, text in self._texts.items()}
        return Recap(
            paper=headed,
            of=of,
            title=said["judul"],
            opening=said["pembuka"],
            closing=said["penutup"],
            level=_NAMES[level],
            lines=tuple(map(_line, rows)),
            total=_line(readiness.total(rows)),
            dated=f"{headed.city}, {words.long_date(self._day)}",
        )


def _tokens(election: Election, of: str, level: str, day: date, city: str) -> dict[str, str]:
    return {
        "pemilihan": election.name,
        "wilayah": of,
        "tingkat": _NAMES[level],
        "tanggal": words.long_date(day),
        "hari_tanggal": words.weekday_date(day),
        "hari_pemungutan": words.weekday_date(election.voting_day),
        "sisa_hari": words.number(max(0, (election.voting_day - day).days)),
        "kota": city,
    }


def _line(row: AreaRow) -> RecapLine:
    return RecapLine(words.short_area(row.name), row.stations, row.ready, row.kpps, row.officers)
