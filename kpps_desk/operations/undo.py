"""Take back an act: what it wrote is written the other way round, as a new entry of the journal.

What a newcomer gets wrong: restoring a copy. Only what nobody has changed since goes back, field by field; the rest
stays and is listed: a seat since whose giving somebody was sworn in stays theirs. The inverse is journaled like any
change, so an undo can be undone.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, Table, bindparam, select

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.operations import closing, collector, conclusions, invitations, photos, undo_receipts
from kpps_desk.operations.undo_rehearsal import Hand, Rehearsal
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import history
from kpps_desk.queries.history import StoredBlock
from kpps_desk.store import journal, schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_PREFIX = "Urungkan: "
_STANDS = {  # why an act that touched this table is never taken back, and what to do instead
    "disclosure": (
        "Catatan siapa yang melihat data pribadi tidak dapat diurungkan.",
        "Catatan itu menjadi hak orang yang datanya dilihat.",
    ),
    "certificate": ("Sertifikat yang sudah terbit tidak dapat diurungkan.", "Nomornya tidak boleh dipakai lagi."),
    "receipt": (
        "Uang transpor yang sudah dibayar tidak dapat diurungkan.",
        "Buka sesinya, Transpor, lalu koreksi tanda terimanya: koreksi adalah baris baru.",
    ),
    "signing_key": (
        "Pencabutan dan pencadangan kunci segel tidak dapat diurungkan.",
        "Kunci yang dicabut tidak dipercaya lagi; buat kunci baru di Pengaturan, Kunci segel.",
    ),
    "rule_pack": (
        "Aturan yang sudah ditetapkan tidak dapat diurungkan.",
        "Buka Pengaturan, Versi aturan, lalu pakai lagi versi sebelumnya.",
    ),
}
_SETTLED = 4_000  # members or stations whose conclusions are drawn between two looks at Cancel
_CONCLUDING = "Menyesuaikan kesiapan"
_JUDGED_BY = frozenset({"member", "document", "requirement", "response", "waiver"})  # what verdicts rest on


class UndoResult(NamedTuple):
    """`done` records went back; `kept` says in a sentence each why some didn't."""

    title: str
    done: int
    kept: list[str]
    changes: Changes


class UndoPreview(NamedTuple):
    """What an undo would do now: how many records of which table would go back, and why others would stay."""

    title: str
    records: dict[str, int]  # by table
    kept: list[str]


class _Act(NamedTuple):
    """What is known of an act before it is taken back."""

    title: str
    lines: int
    tables: set[str]
    since: int  # UTC milliseconds: when it was done


class _Touched(NamedTuple):
    members: "array[int]"
    seats: set[int]
    kept: list[str]
    stayed: Counter[str]  # what stays in numbers -> how many, over all blocks
    since: int  # UTC milliseconds: when the act was done

    def told(self) -> list[str]:
        """Why some stayed: the numbers first."""
        return [f"{words.number(count)} {what}" for what, count in self.stayed.items()] + self.kept


def undo(database: Database, act: str, *, by: str, progress: Progress = silent) -> UndoResult:
    """Take back an entry or a group (hex). All in one transaction: stopping it leaves everything as it was."""
    with database.read() as db:
        found = _look_up(db, act)
    draw = conclusions.judge if _JUDGED_BY & found.tables else conclusions.settle
    touched = _Touched(array("q"), set(), [], Counter(), found.since)
    title = found.title
    named = f"Ulangi: {title.removeprefix(_PREFIX)}" if title.startswith(_PREFIX) else f"{_PREFIX}{title}"
    with collector.paused(), database.write(named, by=by, undoes=bytes.fromhex(act)) as tx:
        done = _go_through(tx, history.blocks(tx, act), touched, lambda seen: progress(seen, found.lines, named))
        _conclude(tx, touched, draw, progress)
    return UndoResult(title, sum(done.values()), touched.told(), tx.changes)


def preview(database: Database, act: str, progress: Progress = silent) -> UndoPreview:
    """What undo would take back and what it would leave, as things stand; changes nothing and keeps nobody waiting."""
    with database.read() as db:
        found = _look_up(db, act)
        touched = _Touched(array("q"), set(), [], Counter(), found.since)
        what = f"Melihat {found.title}"
        blocks = history.blocks(db, act)
        with collector.paused():  # a province's journal is read and thrown away: each round held the window up 0.8 s
            done = _go_through(Rehearsal(db), blocks, touched, lambda seen: progress(seen, found.lines, what))
    return UndoPreview(found.title, dict(done), touched.told())


def _look_up(db: Snapshot, act: str) -> _Act:
    """Refused where there is nothing to take back, or where it stands for good."""
    title, tables = history.title(db, act), history.tables(db, act)
    if history.is_undone(db, act):
        raise Refused(f"“{title}” sudah diurungkan.")
    if lasting := history.lasting(db, act):
        raise Refused(*_STANDS[min(lasting)])
    lines = sum(block.lines for block in history.blocks(db, act))
    if not lines:
        raise Refused(f"“{title}” tidak dapat diurungkan karena tidak mengubah catatan apa pun.")
    return _Act(title, lines, tables, history.began(db, act))


def _go_through(
    hand: Hand, blocks: Iterable[StoredBlock], touched: _Touched, tell: Callable[[int], None]
) -> Counter[str]:
    """Take back block after block; how many records of each table went back."""
    done: Counter[str] = Counter()
    seen = 0
    for block in blocks:
        tell(seen)
        seen += block.lines
        lines = [line for line in journal.read_block(block.content) if line is not None]
        if lines:
            done[lines[0].table] += _take_back(hand, lines, touched)
    return done


def _conclude(
    tx: Transaction, touched: _Touched, draw: Callable[[Transaction, Sequence[int]], None], progress: Progress
) -> None:
    seats = sorted(touched.seats)
    stations: set[int] = set()
    for start in range(0, len(seats), _SETTLED):
        tx.choose(seats[start : start + _SETTLED])
        stations.update(tx.column(_STATIONS_OF_SEATS))
    members = sorted(set(touched.members))
    whole = len(members) + len(stations)
    for start in range(0, len(members), _SETTLED):
        progress(start, whole, _CONCLUDING)
        draw(tx, members[start : start + _SETTLED])
        invitations.seated(tx, members[start : start + _SETTLED])
    ordered = sorted(stations)
    for start in range(0, len(ordered), _SETTLED):
        progress(len(members) + start, whole, _CONCLUDING)
        conclusions.settle(tx, stations=ordered[start : start + _SETTLED])
    progress(whole, whole, _CONCLUDING)  # what follows, the entry and the commit, is a second of work by itself


# IN, not a join: of two tables that it knows nothing of, SQLite reads the greater whole, for each block of the act.
_CHOSEN = select(schema.chosen.c.id)
_STATIONS_OF_SEATS = select(schema.seat.c.station_id).where(schema.seat.c.id.in_(_CHOSEN)).distinct()

_appointment, _crew, _mark = schema.appointment.c, schema.session_crew.c, schema.attendance.c
_SINCE: BindParameter[int] = bindparam("since")
_CERTIFIED = select(schema.certificate.c.member_id).where(
    schema.certificate.c.member_id.in_(_CHOSEN),
    schema.certificate.c.state == "terbit",
    schema.certificate.c.issued_at >= _SINCE,
)
_CLOSED = select(schema.session.c.id).where(schema.session.c.id.in_(_CHOSEN), schema.session.c.state == closing.CLOSED)
_SEATS = select(_appointment.id).where(_appointment.id.in_(_CHOSEN))
_CREWS = select(_crew.id).where(_crew.id.in_(_CHOSEN))
# Who rests on a chosen record by work done since; and how that is told.
_BUILT_ON: Mapping[Table, tuple[Sequence[Select[int]], str]] = {
    schema.appointment: (
        (
            _SEATS.join(schema.attendance, _mark.member_id == _appointment.member_id).where(_mark.marked_at >= _SINCE),
            _SEATS.join(schema.certificate, schema.certificate.c.member_id == _appointment.member_id).where(
                schema.certificate.c.issued_at >= _SINCE
            ),
        ),
        "kursi tetap terisi: kehadiran atau sertifikat pemegangnya sudah dicatat sesudahnya.",
    ),
    schema.session_crew: (
        (
            _CREWS.join(schema.seat, schema.seat.c.station_id == _crew.station_id)
            .join(schema.appointment, _appointment.seat_id == schema.seat.c.id)
            .join(
                schema.attendance,
                (_mark.session_id == _crew.session_id) & (_mark.member_id == _appointment.member_id),
            )
            .where(_mark.marked_at >= _SINCE),
        ),
        "regu tetap pada sesinya: kehadirannya sudah dicatat sesudahnya.",
    ),
}


def _take_back(hand: Hand, lines: Sequence[Line], touched: _Touched) -> int:
    """The lines of one block: all of one table and one kind."""
    table = schema.metadata.tables[lines[0].table]
    lines = [_facts(line) for line in lines]
    _note(table, lines, touched)
    if table is schema.receipt:
        lines = undo_receipts.lines(hand, lines, touched.kept)
        if not lines:
            return 0
    if lines[0].kind == "delete":
        hand.restore_many(table, [_whole(table, line) for line in lines])
        return len(lines)
    now = _records(hand, table, lines)
    _note_records(table, now, touched)
    if table is schema.attendance:
        lines = _unguarded(hand, lines, now, touched)
    elif lines[0].kind == "insert" and table in _BUILT_ON:
        lines = _without_later_work(hand, table, lines, touched)
    if lines and lines[0].kind == "insert":
        return _remove(hand, table, lines, now, touched.kept)
    return _put_back(hand, table, lines, now, touched.kept)


def _facts(line: Line) -> Line:
    """Without conclusions: verdicts were journaled once, and are drawn anew today."""
    drawn = schema.CONCLUSIONS.get(line.table, frozenset())
    if not drawn & line.fields.keys():
        return line
    return line._replace(fields={name: pair for name, pair in line.fields.items() if name not in drawn})


def _unguarded(
    hand: Hand, lines: Sequence[Line], now: Mapping[int, Mapping[str, Any]], touched: _Touched
) -> Sequence[Line]:
    """Marks on which a certificate rests stay: it may hang on a wall already. An older certificate rests on others."""
    hand.choose(record["member_id"] for record in now.values())
    certified = set(hand.column(_CERTIFIED, {"since": touched.since}))
    hand.choose(now)
    free = [line for line in lines if line.id not in now or now[line.id]["member_id"] not in certified]
    if len(free) < len(lines):
        touched.stayed["kehadiran tetap tercatat: sertifikatnya sudah terbit."] += len(lines) - len(free)
    return _of_open_sessions(hand, undo_receipts.marks(hand, free, now, touched.kept), now, touched)


def _of_open_sessions(
    hand: Hand, lines: Sequence[Line], now: Mapping[int, Mapping[str, Any]], touched: _Touched
) -> Sequence[Line]:
    """Marks of a closed session stay as they were signed; to change one, the session is opened again."""
    hand.choose({record["session_id"] for record in now.values()})
    closed = set(hand.column(_CLOSED))
    hand.choose(now)
    free = [line for line in lines if line.id not in now or now[line.id]["session_id"] not in closed]
    if len(free) < len(lines):
        touched.stayed["kehadiran tetap tercatat: sesinya sudah ditutup."] += len(lines) - len(free)
    return free


def _without_later_work(hand: Hand, table: Table, lines: Sequence[Line], touched: _Touched) -> Sequence[Line]:
    """Seats and crews stay on which later marks or certificates rest: else those would hang in the air."""
    statements, what = _BUILT_ON[table]
    resting = {record for statement in statements for record in hand.column(statement, {"since": touched.since})}
    free = [line for line in lines if line.id not in resting]
    if len(free) < len(lines):
        touched.stayed[what] += len(lines) - len(free)
    return free


def _note(table: Table, lines: Sequence[Line], touched: _Touched) -> None:
    if table is schema.member:
        touched.members.extend(line.id for line in lines)
    if "member_id" in table.columns:
        named = (line.fields["member_id"] for line in lines if "member_id" in line.fields)
        touched.members.extend(old or new for old, new in named)
    if "seat_id" in table.columns:
        sat = (line.fields["seat_id"] for line in lines if "seat_id" in line.fields)
        touched.seats.update(seat for pair in sat for seat in pair if seat is not None)


def _note_records(table: Table, now: Mapping[int, Mapping[str, Any]], touched: _Touched) -> None:
    """An update's line names only the fields that changed: whom it is about stands in the record."""
    if "member_id" in table.columns:
        touched.members.extend(record["member_id"] for record in now.values())
    if "seat_id" in table.columns:
        touched.seats.update(record["seat_id"] for record in now.values())


def _whole(table: Table, line: Line) -> dict[str, Any]:
    """A deleted record as it was; a member's conclusions are drawn anew afterwards."""
    record: dict[str, Any] = {"id": line.id, "uid": line.uid, **{name: old for name, (old, _) in line.fields.items()}}
    if table is schema.member:
        record |= {"eligibility": "BMS", "place": record["wanted"], "stage": 0}
    return record


def _records(hand: Hand, table: Table, lines: Sequence[Line]) -> dict[int, Mapping[str, Any]]:
    """These records as they are now, values as the journal keeps them."""
    hand.choose(line.id for line in lines)
    return {record["id"]: record for record in hand.stored(table, [line.id for line in lines])}


def _remove(
    hand: Hand, table: Table, lines: Sequence[Line], now: Mapping[int, Mapping[str, Any]], kept: list[str]
) -> int:
    """Delete what was inserted, unless it was changed since or something newer hangs on it."""
    held = _held(hand, table)
    removed = []
    for line in lines:
        record = now.get(line.id)
        if record is None:
            continue
        changed = [name for name, (_, new) in line.fields.items() if record[name] != new]
        if changed:
            field = words.field_name(changed[0], table.name)
            kept.append(f"{_called(table, record)} tetap ada: {field} sudah diubah lagi.")
        elif line.id in held:
            kept.append(f"{_called(table, record)} tetap ada: masih dipakai catatan yang lebih baru.")
        else:
            removed.append(line.id)
    if table is schema.member and isinstance(hand, Transaction):
        photos.forget(hand, removed)
    return hand.delete_many(table, removed) if removed else 0


def _put_back(
    hand: Hand, table: Table, lines: Sequence[Line], now: Mapping[int, Mapping[str, Any]], kept: list[str]
) -> int:
    """Set back what was updated, field by field, where nobody has changed it since; the last change first.

    A NIK that one record gave up for another is given back before it is taken again: it may stand but once.
    """
    done = 0
    for line in reversed(lines):
        record = now.get(line.id)
        if record is None:
            kept.append("Satu catatan tidak dikembalikan karena sudah dihapus.")
            continue
        back = {name: old for name, (old, new) in line.fields.items() if record[name] == new}
        kept += (
            f"{_called(table, record)}: {words.field_name(name, table.name)} dibiarkan karena sudah diubah lagi."
            for name in line.fields.keys() - back.keys()
        )
        if back and hand.update(table, line.id, back):
            done += 1
    return done


def _called(table: Table, record: Mapping[str, Any]) -> str:
    return str(record.get("name") or record.get("title") or record.get("number") or words.table_name(table.name))


def _held(hand: Hand, table: Table) -> set[int]:
    """Which of the chosen records others point at."""
    if isinstance(hand, Rehearsal):
        return {
            at
            for other, field, statement in _holders(table)
            for at, record in hand.rows(statement)
            if hand.points(other, record, field, at)
        }
    return {at for _, _, statement in _holders(table) for at, _ in hand.rows(statement)}


@cache
def _holders(table: Table) -> tuple[tuple[Table, str, Select[int, int]], ...]:
    """(other table, its column, statement for a chosen record and who points at it there)"""
    return tuple(
        (other, column.name, select(column, other.c.id).where(column.in_(_CHOSEN)))
        for other in schema.metadata.sorted_tables
        if other is not schema.photo  # which goes with its person
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )
