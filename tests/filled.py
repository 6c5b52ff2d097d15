"""The kelurahan Gambir with all its 45 people, in any state: made by the operations that the program uses.

What a newcomer gets wrong: inserting members. A sample roster is written and imported, sessions are planned and marked,
so that every conclusion is what the program would have drawn.
"""

import atexit
import hashlib
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.planning import Request
from kpps_desk.exchange import sample
from kpps_desk.operations import attendance, certificates, importing, planning
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR

BY = "penguji"
_TIMES = (("08.00", "10.00"), ("10.00", "12.00"), ("13.00", "15.00"))
_TOPICS = (("Pemungutan suara", 6), ("Sirekap", 2))


@cache
def _made() -> Path:
    """What was made already, until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="kpps-isian-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def write_roster(path: Path, *, faults: float = 0.0) -> Path:
    """The 45 people of the kelurahan Gambir as a sheet, written once."""
    kept = _made() / f"daftar-{faults}{path.suffix}"
    if not kept.exists():
        sample.write(kept, area=GAMBIR, faults=faults, seed=3)
    return Path(shutil.copy(kept, path))


def fill(path: Path, *, sworn: bool = False, trained: bool = False, certified: bool = False) -> None:
    """Put all 45 on their seats, and take them through these steps.

    Hundreds of tests begin like this: the first of them does it, the others get a copy of what came of the same file.
    """
    roster = write_roster(path.with_name("daftar.xlsx"))
    begun = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = _made() / f"{begun}-{sworn:d}{trained:d}{certified:d}.kpps"
    if not kept.exists():
        _go(path, roster, sworn=sworn, trained=trained, certified=certified)
        shutil.copy(path, kept.with_suffix(".part"))
        kept.with_suffix(".part").rename(kept)
    shutil.copy(kept, path)


def _go(path: Path, roster: Path, *, sworn: bool, trained: bool, certified: bool) -> None:
    with Database.open(path) as database:
        importing.run(database, roster, by=BY)
        steps = ((SessionKind.OATH, sworn, 0, 7), (SessionKind.TRAINING, trained, 14, 8))
        for kind, wanted, capacity, day in steps:
            if wanted:
                request = Request(kind, GAMBIR, (date(2024, 11, day),), _TIMES, capacity=capacity, topics=_TOPICS)
                with database.write("Rencanakan sesi", by=BY) as tx:
                    planning.plan(tx, request)
                attendance.mark_area_present(database, GAMBIR, kind, by=BY)
        if certified:
            certificates.issue(database, area=GAMBIR, by=BY)
