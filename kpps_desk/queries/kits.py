"""Session kits: what goes into one, which were given out, what came back, and what a laptop's own file is.

What a newcomer gets wrong: reading a kit's private keys for a screen. `KitRow` has what people may see; the key to its
results is asked for by `identity` alone.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import NO_MARK, Mark
from kpps_desk.problems import Gone
from kpps_desk.queries.expected import EXPECTED, INVITED, OTHERS
from kpps_desk.store import journal, schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.snapshot import Snapshot

_kit, _result, _member, _mark = schema.kit.c, schema.kit_result.c, schema.member.c, schema.attendance.c
_counts = (
    select(_result.kit_id, func.count().label("results"), func.max(_result.taken_at).label("last"))
    .group_by(_result.kit_id)
    .subquery()
)
_KITS = (
    select(
        _kit.id,
        _kit.uid,
        _kit.session_id,
        _kit.made_at,
        _kit.made_by,
        _kit.recalled,
        _kit.given,
        func.coalesce(_counts.c.results, 0).label("results"),
        _counts.c.last,
    )
    .outerjoin(_counts, _counts.c.kit_id == _kit.id)
    .order_by(_kit.id)
)
_OF_SESSION = _KITS.where(_kit.session_id == bindparam("session"))
_BY_UID = _KITS.where(_kit.uid == bindparam("uid"))
_BY_ID = _KITS.where(_kit.id == bindparam("kit"))
_KEYS = select(_kit.public, _kit.identity).where(_kit.id == bindparam("kit"))
_RESULTS = (
    select(
        _result.id,
        _result.kit_id,
        _result.file_hash,
        _result.taken_at,
        _result.taken_by,
        _result.counts,
        _result.content,
        _result.guests,
    )
    .join(schema.kit, _kit.id == _result.kit_id)
    .order_by(_result.id)
)
_RESULTS_OF_KIT = _RESULTS.where(_result.kit_id == bindparam("kit"))
_RESULTS_OF_SESSION = _RESULTS.where(_kit.session_id == bindparam("session"))
_TOLD = _RESULTS.where(_result.id == bindparam("result"))
_PEOPLE = (
    select(
        _member.id,
        _member.uid,
        _member.title_before,
        _member.name,
        _member.title_after,
        func.substr(func.coalesce(_member.nik, ""), -4).label("nik_end"),
        schema.role.c.code.label("role"),
        _member.place,
        _member.active,
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == schema.chosen.c.id)
    .join(schema.role, schema.role.c.id == _member.role_id)
    .order_by(_member.place, _member.id)
)
_INVITED = select(INVITED.member_id).where(INVITED.session_id == bindparam("session"))
_BY_UIDS = select(_member.id, _member.uid, _member.merged_into).where(
    _member.uid.in_(bindparam("uids", expanding=True))
)
_MERGED = select(_member.merged_into).where(_member.id == bindparam("member"))
_MARKS = select(_mark.id, _mark.member_id, _mark.status, _mark.marked_at, _mark.marked_by).where(
    _mark.session_id == bindparam("session")
)
_CERTIFIED = (
    select(_member.id)
    .join(schema.chosen, schema.chosen.c.id == _member.id)
    .where(
        _member.certified
        | select(schema.certificate.c.id)
        .where(schema.certificate.c.member_id == _member.id, schema.certificate.c.state == "terbit")
        .exists()
    )
)
_FILE = select(schema.workspace.c.value).where(schema.workspace.c.key == "kit")
_MARK_BLOCKS = (
    select(schema.journal_block.c.content)
    .join(schema.journal, schema.journal.c.id == schema.journal_block.c.entry_id)
    .where(schema.journal_block.c.table_name == "attendance")
    .order_by(schema.journal.c.clock, schema.journal.c.seq, schema.journal_block.c.id)
)
_AT_ONCE = 500


class KitRow(NamedTuple):
    """One kit that was given out; `given` are the session's facts and people ([member, place]) at that time."""

    id: int
    uid: bytes
    session_id: int
    made_at: int
    made_by: str
    recalled: bool
    given: dict[str, Any]
    results: int
    last: int | None  # when the last one came back


class ResultRow(NamedTuple):
    """One result that came back; `guests` as they stand: {name, at, by, status, member: None open, 0 dropped, else}."""

    id: int
    kit_id: int
    file_hash: str
    taken_at: int
    taken_by: str
    counts: dict[str, int]
    content: str
    guests: list[dict[str, Any]]


class Known(NamedTuple):
    """Somebody as a kit or a comparison names them."""

    id: int
    uid: bytes
    title_before: str
    name: str
    title_after: str
    nik_end: str
    role: str  # code
    place: str
    active: bool


class OnRoll(NamedTuple):
    """Somebody of a session: where they sit there, whether called by name, and their mark."""

    place: str
    invited: bool
    walk_in: bool
    mark: Mark


def of_session(db: Snapshot, session_id: int) -> list[KitRow]:
    """The kits of one session, in the order in which they were made."""
    return [_kit_row(row) for row in db.rows(_OF_SESSION, {"session": session_id})]


def by_uid(db: Snapshot, uid: bytes) -> KitRow | None:
    row = db.row(_BY_UID, {"uid": uid})
    return None if row is None else _kit_row(row)


def kit(db: Snapshot, kit_id: int) -> KitRow:
    """Gone if there is none."""
    row = db.row(_BY_ID, {"kit": kit_id})
    if row is None:
        raise Gone(f"Paket no. {kit_id} tidak ditemukan.")
    return _kit_row(row)


def _kit_row(row: Any) -> KitRow:
    known: tuple[Any, ...] = (*row[:6], json.loads(row.given), row.results, row.last)
    return KitRow(*known)


def keys(db: Snapshot, kit_id: int) -> tuple[bytes, str]:
    """(what its results are signed with, what opens them)."""
    row = db.rows(_KEYS, {"kit": kit_id})[0]
    return bytes(row.public), row.identity


def results(db: Snapshot, kit_id: int) -> list[ResultRow]:
    """What came back from one kit, in the order in which it was taken."""
    return [_result_row(row) for row in db.rows(_RESULTS_OF_KIT, {"kit": kit_id})]


def results_of_session(db: Snapshot, session_id: int) -> list[ResultRow]:
    return [_result_row(row) for row in db.rows(_RESULTS_OF_SESSION, {"session": session_id})]


def result(db: Snapshot, result_id: int) -> ResultRow:
    """Gone if there is none (any more)."""
    row = db.row(_TOLD, {"result": result_id})
    if row is None:
        raise Gone("Hasil paket ini sudah tidak ada.")
    return _result_row(row)


def _result_row(row: Any) -> ResultRow:
    known: tuple[Any, ...] = (*row[:5], json.loads(row.counts), row.content, json.loads(row.guests))
    return ResultRow(*known)


def roll(db: Snapshot, session_id: int) -> dict[int, OnRoll]:
    """Everybody expected at a session or marked there, by member, in the order of its roll."""
    asked = {"session": session_id}
    invited = set(db.column(_INVITED, asked))
    return {
        row.id: OnRoll(row.place, row.id in invited, bool(row.walk_in), _told(row.status, row.marked_at, row.marked_by))
        for question in (EXPECTED, OTHERS)
        for row in db.rows(question, asked)
    }


def people(db: Snapshot, members: Iterable[int]) -> dict[int, Known]:
    """These members, whether still in the roster or not."""
    db.choose(members)
    return {row.id: Known(*row) for row in db.rows(_PEOPLE)}


def members_of(db: Snapshot, uids: Iterable[bytes]) -> dict[bytes, int]:
    """Whom these uids name now: a record that was merged is whoever was kept."""
    wanted, found = list(uids), {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in db.rows(_BY_UIDS, {"uids": wanted[start : start + _AT_ONCE]}):
            member = row.id
            while (further := db.value(_MERGED, {"member": member})) is not None:
                member = further
            found[bytes(row.uid)] = member
    return found


def marks(db: Snapshot, session_id: int) -> dict[int, tuple[int, Mark]]:
    """(record, mark) of everybody marked at a session, by member."""
    rows = db.rows(_MARKS, {"session": session_id})
    return {row.member_id: (row.id, _told(row.status, row.marked_at, row.marked_by)) for row in rows}


def certified(db: Snapshot, members: Iterable[int]) -> set[int]:
    """Whose presence a certificate rests on."""
    db.choose(members)
    return set(db.column(_CERTIFIED))


def own(db: Snapshot) -> dict[str, Any] | None:
    """What this file was opened from, if it is a laptop's; None for an office's workspace."""
    found = db.value(_FILE)
    return None if found is None else dict(json.loads(found))


def trails(db: Snapshot, begun: Iterable[tuple[int, int, int, int, str]]) -> dict[int, list[Mark]]:
    """How each touched member's mark became what it is, by this file's own journal.

    `begun` are the marks with which the file was opened: (record, member, status, at, by).
    """
    records = {record: (member, _told(status, at, by)) for record, member, status, at, by in begun}
    first = dict(records.values())
    found: dict[int, list[Mark]] = {}
    for content in db.column(_MARK_BLOCKS):
        for line in journal.read_block(content):
            if line is not None:
                member, now = _step(line, records)
                found.setdefault(member, [first.get(member, NO_MARK)]).append(now)
    return found


def _step(line: Line, records: dict[int, tuple[int, Mark]]) -> tuple[int, Mark]:
    """Whose mark one line of the journal made what; `records` follow it."""
    if line.kind == "delete":
        return records.pop(line.id)[0], NO_MARK
    after = {name: pair[1] for name, pair in line.fields.items()}
    member, before = records.get(line.id, (after.get("member_id", 0), NO_MARK))
    now = _told(
        after.get("status", int(before.status)), after.get("marked_at", before.at), after.get("marked_by", before.by)
    )
    records[line.id] = (member, now)
    return member, now


def _told(status: int | None, at: int | None, by: str | None) -> Mark:
    return Mark(Attendance(status), at or 0, by or "") if status else NO_MARK
