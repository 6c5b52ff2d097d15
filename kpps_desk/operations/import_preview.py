"""Look at a list before it comes in: its sheets, which column is which, the first rows as they will be read.

What a newcomer gets wrong: asking for the columns each time. What an office corrected once is filed under its header's
fingerprint with the import it was used for; the next file with this header is read the same way, and says so.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kpps_desk import words
from kpps_desk.domain.places import Gazetteer, Level, digits
from kpps_desk.exchange import list_reader, preview
from kpps_desk.exchange.lines import read_lines
from kpps_desk.exchange.preview import Layout, Preview
from kpps_desk.exchange.roster import Guide
from kpps_desk.problems import Invalid
from kpps_desk.queries import areas, imports, roster
from kpps_desk.store.snapshot import Snapshot


def look(db: Snapshot, path: Path, sheet: str = "") -> Preview:
    """Open a file and show it, by what is remembered of such files."""

    def heed(done: int, total: int, what: str = "") -> None:
        db.go_on()

    with contextlib.closing(list_reader.start(path, sheet, whole=False)) as reader:
        reader.look(heed)
        found = reader.opened(heed)
    layout, said = remembered(db, found.layout)
    return replace(_read(db, found.with_layout(layout)), remembered=said)


def look_again(db: Snapshot, found: Preview, columns: Mapping[str, int | None]) -> Preview:
    """The same file, not opened again, with some columns corrected; Invalid says which can't be so."""
    return _read(db, found.with_layout(preview.layout_with(found.layout, columns)))


def remembered(db: Snapshot, layout: Layout) -> tuple[Layout, str]:
    """The layout as files with these headers were read before, and a sentence about it ('': none was)."""
    before = imports.mapping_for(db, layout.fingerprint)
    if before is None:
        return layout, ""
    try:
        corrected = preview.layout_at(layout, before.columns)
    except Invalid:  # a version of the program that knew other columns
        return layout, ""
    day = datetime.fromtimestamp(before.at / 1000, UTC).astimezone().date()
    return corrected, f"Susunan kolom diingat dari impor tanggal {words.long_date(day)}."


def guide(db: Snapshot) -> Guide:
    """What rows are read by."""
    election = areas.election(db)
    known = areas.all_areas(db)
    return Guide(
        Gazetteer(known),
        frozenset(roster.station_ids(db)),
        election.roles,
        election.rules,
        election.voting_day,
        {digits(area.code): area.name for area in known if area.level is Level.KELURAHAN},
    )


def _read(db: Snapshot, found: Preview) -> Preview:
    return replace(found, lines=read_lines(found.top, found.layout, guide(db)))
