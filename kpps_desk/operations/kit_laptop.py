"""Session kits on the laptop: open one as a small workspace of its own, note a guest, give the result back.

What a newcomer gets wrong: opening a kit twice into a new file. The marks of the first would be left behind; a kit that
lies in the folder already is simply continued.
"""

import contextlib
import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain import kits as rules
from kpps_desk.domain import places, values
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.stages import Stage
from kpps_desk.exchange import kit_files, kits, writing
from kpps_desk.exchange.kit_files import Kind
from kpps_desk.exchange.kits import Guest, Kit, Result
from kpps_desk.operations import attendance, conclusions, kit_filling
from kpps_desk.operations.kits import RESULT_ENDING
from kpps_desk.problems import Invalid, Refused, Unavailable, reason
from kpps_desk.queries import kits as questions
from kpps_desk.queries import sessions
from kpps_desk.store import files, schema
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.transaction import Transaction

_ROLE_OF_GUESTS = 2
_OPENED = "Buka paket sesi"


class Opened(NamedTuple):
    """The laptop's file, and what to say beside it: a clock that can't be right, a day that isn't the session's."""

    path: Path
    remarks: tuple[str, ...]
    again: bool  # it was opened here before: its marks are still there


class Written(NamedTuple):
    """A result file: whose marks it tells, and the names that are in no list."""

    path: Path
    people: int
    guests: int


def open_kit(path: Path, code: str, folder: Path, *, by: str, clock: Callable[[], datetime] = utcnow) -> Opened:
    """Make the workspace of this kit in the folder, or find it there. Nothing is left behind when it fails."""
    kit = read(path, code)
    now = int(clock().timestamp() * 1000)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {folder} tidak dapat dibuat: {reason(error)}.", "Pilih folder lain.") from error
    target = _target(kit, folder)
    if target.exists():
        _continue(target, kit)
        return Opened(target, _remarks(kit, now), again=True)
    _make(target, kit, by, clock)
    return Opened(target, _remarks(kit, now), again=False)


def read(path: Path, code: str) -> Kit:
    """What a kit's file says; Refused for any file that isn't whole, ours and untouched."""
    content, signature = kit_files.open_kit(contents_of(path), code)
    kit = kits.read_kit(content)
    kit_files.check_signature(Kind.KIT, content, signature, bytes.fromhex(kit.office))
    return kit


def contents_of(path: Path) -> bytes:
    """The bytes of a file that came from elsewhere; a sentence where it can't be read or is far too large."""
    try:
        if path.stat().st_size > kit_files.LARGEST:
            raise Refused(f"{path.name} terlalu besar untuk paket sesi atau hasilnya.")
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.", "Periksa letaknya.") from error


def note_guest(tx: Transaction, session_id: int, name: str) -> int:
    """Somebody at the door who is in no list: present, under the name they gave, for the office to find out."""
    told, _ = values.clean(name)
    parts = values.parse_name(told)
    if not values.name_key(parts.name):
        raise Invalid("name", "Nama orangnya belum diisi.", "Tulis nama lengkap seperti pada KTP.")
    session = sessions.details(tx, session_id)
    wanted = places.digits(session.area_code)
    guest = {
        "name": parts.name,
        "title_before": parts.title_before,
        "title_after": parts.title_after,
        "name_key": values.name_key(parts.name),
        "role_id": _ROLE_OF_GUESTS,
        "wanted": wanted,
        "place": wanted,
        "eligibility": "BMS",
        "stage": int(Stage.REGISTERED),
    }
    member = tx.insert(schema.member, guest)
    conclusions.judge(tx, [member])
    attendance.mark(tx, session_id, [member], Attendance.PRESENT)
    return member


def result(database: Database, out: Path, *, by: str) -> Written:
    """Write what this laptop marked, sealed for the office; again and again, each time all of it."""
    writing.check_ending(out, RESULT_ENDING)
    with database.read() as db:
        own = questions.own(db)
        if own is None:
            raise Refused("Berkas ini bukan dari sebuah paket sesi.", "Hasil hanya disimpan dari laptop paket.")
        trails, now = questions.trails(db, own["marks"]), int(db.now.timestamp() * 1000)
        known = questions.people(db, trails)
    ours = set(own["people"])
    told = Result(
        kit=own["uid"],
        device=database.device,
        made_at=now,
        made_by=by,
        opened_at=own["opened_at"],
        trails=tuple(
            (known[one].uid.hex(), tuple(trails[one])) for one in sorted(trails) if one in ours & known.keys()
        ),
        guests=tuple(
            Guest(known[one].uid.hex(), _name(known[one]), trails[one][-1])
            for one in sorted(trails)
            if one in known.keys() - ours and trails[one][-1].status is not Attendance.NOT_RECORDED
        ),
    )
    sealed = kit_files.seal_result(
        kits.result_text(told), bytes.fromhex(own["uid"]), bytes.fromhex(own["key"]), own["recipient"]
    )
    with writing.whole_file(out) as file:
        file.write(sealed)
    return Written(out, len(told.trails), len(told.guests))


def _name(known: questions.Known) -> str:
    return words.full_name(known.title_before, known.name, known.title_after)


def _target(kit: Kit, folder: Path) -> Path:
    """The same name for the same kit, whatever its file was called on its way."""
    mark = hashlib.sha256(kit.uid.encode()).hexdigest()[:6]
    return folder / f"Sesi {kit.session['day']} {mark}.kpps"


def _continue(target: Path, kit: Kit) -> None:
    with Database.open(target, read_only=True) as database, database.read() as db:
        own = questions.own(db)
    if own is None or own["uid"] != kit.uid:
        raise Refused(f"{target.name} sudah ada dan bukan dari paket ini.", "Pilih folder lain.")


def _remarks(kit: Kit, now: int) -> tuple[str, ...]:
    day, today = kit.session["day"], rules.local_day(now)
    if rules.clock_is_behind(now, kit.made_at):
        made = words.short_date(rules.local_day(kit.made_at))
        return (
            f"Jam laptop ini menunjukkan {words.short_date(today)}, padahal paket ini dibuat {made}. "
            "Betulkan jam laptop sebelum mencatat kehadiran.",
        )
    if today != day:
        return (
            f"Sesi ini dijadwalkan {words.short_date(day)}, sedangkan jam laptop ini menunjukkan "
            f"{words.short_date(today)}. Periksa jam laptop, atau tanyakan apakah sesinya sudah ditutup.",
        )
    return ()


def _make(target: Path, kit: Kit, by: str, clock: Callable[[], datetime]) -> None:
    part = target.with_name(target.name + ".baru")
    try:
        files.discard(part)
        with Database.create(part, clock=clock) as database, database.write(_OPENED, by=by) as tx:
            kit_filling.fill(tx, kit)
        part.rename(target)
    except OSError as error:
        raise Unavailable(f"Paket tidak dapat dibuka di sini: {reason(error)}.", "Pilih folder lain.") from error
    finally:
        with contextlib.suppress(OSError):  # the folder refuses: that is told already
            files.discard(part)
