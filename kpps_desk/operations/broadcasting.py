"""A broadcast to the people of a session or an area: names, phones and messages to a file; somebody else sends them.

What a newcomer gets wrong: sending something. The program only writes files. The list names people with their phones,
so it asks what for, and that is in the journal before the file is there. A NIK is in neither.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.exchange import sheets
from kpps_desk.exchange.sheets import Heading
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import calling as printing
from kpps_desk.operations import collector
from kpps_desk.operations.invitation_texts import Letters
from kpps_desk.problems import Invalid
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import calling, sessions
from kpps_desk.queries import paperwork as parts
from kpps_desk.queries.calling import Called
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.snapshot import Snapshot

_HEADINGS = (
    Heading("No.", 7),
    Heading("Nama", 32),
    Heading("Nomor WhatsApp", 18),
    Heading("Pesan", 90),
    Heading("TPS", 7),
    Heading("Kelurahan", 20),
)
_APART = (Heading("No.", 7), Heading("Nama", 32), Heading("Jabatan", 20), Heading("TPS", 7), Heading("Kelurahan", 20))


class Broadcast(NamedTuple):
    """What was written: `people` with a phone, and those without one in a file of their own (None: nobody)."""

    people: int
    path: Path
    without: int
    path_without: Path | None


def broadcast(
    database: Database,
    out: Path,
    *,
    by: str,
    purpose: str,
    session: int | None = None,
    area: str = "",
    kind: SessionKind | None = None,
    progress: Progress = silent,
) -> Broadcast:
    """Names, phones and messages of a session's or an area's people, to .xlsx or .csv; who has no phone, apart."""
    sheets.check_target(out)
    why = words.without_niks(values.clean(purpose)[0])
    if not why:
        raise Invalid("purpose", "Keperluan wajib diisi.", "Tuliskan untuk apa daftar nomor telepon ini dipakai.")
    with collector.paused(), database.read(sweep=True) as db:
        found = _phones(db, session, area, kind)
        people, without = found
        if not people and not without:
            raise printing.nobody()
        title = f"Ekspor siaran undangan, {words.number(people)} nomor telepon"
        with database.write(title, by=by, reason=why) as tx:
            tx.leave_entry()
        rows = _messages(db, session, area, kind)
        written = sheets.write(out, _HEADINGS, rows, name="Siaran", expected=people, progress=progress)
        apart = out.with_stem(f"{out.stem}-tanpa-telepon") if without else None
        if apart is not None:
            sheets.write(apart, _APART, _speechless(db, session, area, kind), name="Tanpa telepon", expected=without)
    return Broadcast(written, out, without, apart)


def _people(db: Snapshot, session: int | None, area: str, kind: SessionKind | None) -> Iterator[list[Called]]:
    """Whom the broadcast is about: a kelurahan at a time."""
    if session is not None:
        sessions.kind_of(db, session)
        yield calling.of_session(db, session)
        return
    for part in parts.kelurahan_of(db, area):
        yield calling.of_places(db, part.low, kind)


def _phones(db: Snapshot, session: int | None, area: str, kind: SessionKind | None) -> tuple[int, int]:
    """How many messages, and how many people without a phone."""
    messages, without = 0, 0
    for people in _people(db, session, area, kind):
        messages += sum(1 for one in people if one.phone)
        without += len({one.member_id for one in people if not one.phone})
    return messages, without


def _messages(db: Snapshot, session: int | None, area: str, kind: SessionKind | None) -> Iterator[list[Cell]]:
    letters, number = Letters(db, utcnow().astimezone().date()), 0
    for people in _people(db, session, area, kind):
        known = calling.occasions(db, (one.session_id for one in people))
        for one in people:
            if one.phone:
                number += 1
                place = letters.kelurahan(one)
                message = letters.message(one, known[one.session_id])
                yield [str(number), one.name, one.phone.removeprefix("+"), message, one.tps, place]


def _speechless(db: Snapshot, session: int | None, area: str, kind: SessionKind | None) -> Iterator[list[Cell]]:
    letters, number = Letters(db, utcnow().astimezone().date()), 0
    for people in _people(db, session, area, kind):
        for one in {one.member_id: one for one in people if not one.phone}.values():
            number += 1
            yield [str(number), one.name, one.role, one.tps, letters.kelurahan(one)]
