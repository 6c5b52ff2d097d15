"""Session kits at the office: give one session out as a sealed file, and call a kit back.

What a newcomer gets wrong: journaling a kit. Its keys would travel with the journal; a kit leaves an entry without
lines, and only its recall is a change.
"""

import json
from pathlib import Path
from typing import NamedTuple

from kpps_desk.changes import Changes
from kpps_desk.domain import kits as rules
from kpps_desk.domain import places
from kpps_desk.domain.places import Area
from kpps_desk.exchange import kit_files, kits, writing
from kpps_desk.exchange.kits import Kit, Person
from kpps_desk.operations import closing
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, certificates, sessions
from kpps_desk.queries import kits as questions
from kpps_desk.queries.kits import Known, OnRoll
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

ENDING, RESULT_ENDING = ".kppssesi", ".kppshasil"


class Made(NamedTuple):
    """A kit that was given out; `code` opens it and is kept nowhere."""

    kit: int
    code: str  # as people read it out: groups of three digits
    people: int
    path: Path
    changes: Changes


class _Keys(NamedTuple):
    private: bytes
    public: bytes
    identity: str
    recipient: str


def make(database: Database, session_id: int, out: Path, *, by: str) -> Made:
    """Write the kit of one session. Refused where the session is closed, or nobody is expected."""
    refuse_on_laptop(database)
    writing.check_ending(out, ENDING)
    keys, code = _Keys(*kit_files.new_keys()), kit_files.new_code()
    with writing.whole_file(out) as file, database.write(f"Buat paket sesi no. {session_id}", by=by) as tx:
        session = sessions.details(tx, session_id)
        closing.refuse_closed(tx, session_id)
        roll = questions.roll(tx, session_id)
        if not roll:
            raise Refused("Sesi ini belum mempunyai peserta.", "Isi kursi regunya, atau undang orangnya, lebih dahulu.")
        office = certificates.signing_key(tx)
        if office is None:
            raise Refused("Kantor ini belum mempunyai kunci segel.", "Buat kuncinya di Pengaturan.")
        record = _keep(tx, session, roll, keys)
        kit = _content(tx, questions.kit(tx, record).uid, session, roll, keys, office.public)
        file.write(kit_files.seal_kit(kits.kit_text(kit), office.private, code))
    return Made(record, rules.spoken(code), len(roll), out, tx.changes)


def recall(tx: Transaction, kit_id: int) -> None:
    """Say that nothing is expected from this kit any more; a result that comes nevertheless can still be read."""
    questions.kit(tx, kit_id)
    if not tx.update(schema.kit, kit_id, {"recalled": True}):
        raise Refused(f"Paket no. {kit_id} sudah ditarik.")


def proposed_name(session: SessionDetails) -> str:
    """`Paket sesi 12 Gambir gelombang 1.kppssesi`."""
    area = "".join(char for char in session.area if char.isalnum() or char in " -")
    return f"Paket sesi {session.id} {area} gelombang {session.wave}{ENDING}"


def refuse_on_laptop(database: Database) -> None:
    """A laptop gives results back; kits are the office's."""
    if database.is_kit:
        raise Refused("Berkas ini hanya memuat satu sesi dari sebuah paket.", "Simpan hasilnya untuk kantor.")


def _content(
    db: Transaction, uid: bytes, session: SessionDetails, roll: dict[int, OnRoll], keys: _Keys, office: bytes
) -> Kit:
    election = areas.election(db)
    facts = session._asdict() | {
        "kind": session.kind.value,
        "topics": json.dumps(session.topics, ensure_ascii=False),
        "trainers": "\n".join(session.trainers),
        "breaks": "\n".join(session.breaks),
    }
    known = questions.people(db, roll)
    stations = set(session.stations)
    people = [_person(known[member], on_roll, stations) for member, on_roll in roll.items()]
    return Kit(
        uid=uid.hex(),
        made_at=db.now_ms,
        made_by=db.by,
        office=office.hex(),
        recipient=keys.recipient,
        key=keys.private.hex(),
        election=election.name,
        voting_day=election.voting_day,
        roles=tuple({name: getattr(role, name) for name in kits.ROLE_FIELDS} for role in election.roles),
        areas=_areas(db, {session.area_code, *(_kelurahan(one.place) for one in people)} - {""}),
        session={name: facts[name] for name in kits.SESSION_FIELDS},
        area=session.area_code,
        stations=session.stations,
        people=tuple(people),
    )


def _person(known: Known, on_roll: OnRoll, stations: set[str]) -> Person:
    return Person(
        uid=known.uid.hex(),
        title_before=known.title_before,
        name=known.name,
        title_after=known.title_after,
        role=known.role,
        place=on_roll.place,
        nik_end=known.nik_end if len(known.nik_end) == 4 else "",
        crew=not on_roll.walk_in and on_roll.place[:13] in stations,
        invited=on_roll.invited,
        mark=on_roll.mark,
        walk_in=on_roll.walk_in,
    )


def _kelurahan(place: str) -> str:
    return places.dotted(place[:10]) if len(place) >= 10 else ""


def _areas(db: Snapshot, codes: set[str]) -> tuple[tuple[str, int, str], ...]:
    """These areas and all around them, parents first."""
    wanted = set(codes)
    for code in codes:
        while code := places.parent(code):
            wanted.add(code)
    known: list[Area] = areas.all_areas(db)
    return tuple((area.code, int(area.level), area.name) for area in known if area.code in wanted)


def _keep(tx: Transaction, session: SessionDetails, roll: dict[int, OnRoll], keys: _Keys) -> int:
    given = {
        "day": session.day.isoformat(),
        "starts": session.starts,
        "ends": session.ends,
        "venue": session.venue,
        "people": [[member, on_roll.place] for member, on_roll in roll.items() if not on_roll.walk_in],
    }
    row = {
        "session_id": session.id,
        "made_at": tx.now_ms,
        "made_by": tx.by,
        "public": keys.public,
        "identity": keys.identity,
        "given": json.dumps(given, ensure_ascii=False),
    }
    return tx.fill_many(schema.kit, [row])[0]
