"""`kpps-desk check`: prove that everything kept agrees with everything known.

The file is whole, the chain holds, no invariant is broken, each conclusion equals its rule, no number is missing, each
seal is valid and says what the certificate says. What a newcomer gets wrong: mending here. A fault is shown, never
hidden.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.exchange import seals
from kpps_desk.operations import conclusions
from kpps_desk.problems import Gone
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, facts, invariants, register
from kpps_desk.store import journal, schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

Tell = Callable[[], None]  # says how far the check is, and hears that it should stop
_CHUNK = 10_000
_READ = 200  # seals read between two looks at Cancel
_SHOWN = 20  # faults of one kind; the rest are counted
_STATIONS = select(schema.polling_station.c.id).order_by(schema.polling_station.c.id)
_certificate = schema.certificate.c
_SEALS = (
    select(_certificate.id, _certificate.number, _certificate.name, _certificate.position, _certificate.seal)
    .where(_certificate.id > bindparam("after"))
    .order_by(_certificate.id)
    .limit(_CHUNK)
)
_KEYS = select(schema.signing_key.c.key_id, schema.signing_key.c.public)


def check(database: Database, progress: Progress = silent) -> list[str]:
    """What is wrong, a sentence each; [] when everything holds. Looks at one moment of the file."""
    steps: Sequence[tuple[str, Callable[[Snapshot, Tell], Iterator[str]]]] = (
        ("Memeriksa berkas", lambda db, _: iter(db.damage())),
        ("Memeriksa catatan aktivitas", lambda db, tell: iter(journal.verify(db, tell))),
        ("Memeriksa aturan", _broken_invariants),
        ("Memeriksa hasil penelitian", _verdicts),
        ("Memeriksa tahap anggota", _member_conclusions),
        ("Memeriksa kesiapan TPS", _station_conclusions),
        ("Memeriksa nomor sertifikat", _missing_numbers),
        ("Memeriksa segel sertifikat", _forged_seals),
    )
    faults: list[str] = []
    with database.read() as db:
        for done, (what, find) in enumerate(steps):
            tell = partial(progress, done, len(steps), what)
            tell()
            with db.heeding(tell):
                found = list(find(db, tell))
            faults += found[:_SHOWN]
            if len(found) > _SHOWN:
                faults.append(f"... dan {words.number(len(found) - _SHOWN)} kesalahan lain yang sejenis.")
    progress(len(steps), len(steps), "Selesai")
    return faults


def _broken_invariants(db: Snapshot, _: Tell) -> Iterator[str]:
    for sentence, times in invariants.breaches(db):
        yield f"{words.number(times)} {sentence}."


def _verdicts(db: Snapshot, tell: Tell) -> Iterator[str]:
    try:
        areas.election(db)
    except Gone:  # told among the invariants
        return
    yield from _different_members(db, conclusions.verdict_differences, tell)


def _member_conclusions(db: Snapshot, tell: Tell) -> Iterator[str]:
    yield from _different_members(db, conclusions.member_differences, tell)


def _different_members(
    db: Snapshot, differences: Callable[[Snapshot], Iterator[tuple[dict[str, Any], dict[str, Any]]]], tell: Tell
) -> Iterator[str]:
    ids = facts.all_members(db)
    for start in range(0, len(ids), _CHUNK):
        tell()
        db.choose(ids[start : start + _CHUNK])
        for kept, concluded in differences(db):
            names = ", ".join(words.field_name(name) for name in concluded if concluded[name] != kept[name])
            yield f"Anggota no. {kept['id']}: {names} tidak sesuai dengan catatannya."


def _station_conclusions(db: Snapshot, _: Tell) -> Iterator[str]:
    db.choose(db.ids(_STATIONS))
    for kept, concluded in conclusions.station_differences(db):
        names = ", ".join(name for name in kept if kept[name] != concluded[name])
        yield f"TPS no. {kept['id']}: hitungan {names} tidak sesuai dengan kursinya."


def _missing_numbers(db: Snapshot, _: Tell) -> Iterator[str]:
    for gap in register.gaps(db):
        numbers = str(gap.first) if gap.first == gap.last else f"{gap.first} sampai {gap.last}"
        yield f"Nomor urut sertifikat {numbers} ({gap.scope}) tidak ada: {gap.why[0].lower()}{gap.why[1:]}"


def _forged_seals(db: Snapshot, tell: Tell) -> Iterator[str]:
    keys = {row.key_id: bytes(row.public) for row in db.rows(_KEYS)}
    after = 0
    while rows := db.rows(_SEALS, {"after": after}):
        for number, row in enumerate(rows):
            if number % _READ == 0:
                tell()
            verdict = seals.read_seal(row.seal, keys)
            fields = verdict.fields
            said = (fields.name, fields.position, fields.number) if fields else None
            if verdict.state is not seals.State.VALID or said != (row.name, row.position, row.number):
                yield f"Sertifikat No. {row.number}: segelnya tidak sah."
        after = rows[-1].id
