"""Send absentees and newcomers to the nearest later session with room: proposed, looked at, then invited in one act.

What a newcomer gets wrong: inviting what was proposed a while ago. Room and need are looked at again in the
transaction: whoever was trained meanwhile, or finds the session full, comes back with the reason.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select, true

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain import makeups
from kpps_desk.domain.attendance import SessionKind, parse_time
from kpps_desk.domain.makeups import Cause, Need
from kpps_desk.operations import collector, sessions
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.problems import Invalid
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas
from kpps_desk.queries import makeups as questions
from kpps_desk.queries import sessions as session_questions
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

AT_ONCE = 10_000  # people in one write(): a second or two during which a mark at a door waits
_session, _area = schema.session.c, schema.area.c
_AT_VENUE = select(_session.title, _session.starts, _session.ends).where(
    _session.day == bindparam("day"), _session.venue == bindparam("venue")
)
_TOPICS = (
    select(_session.id)
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _session.kind == SessionKind.TRAINING.value,
        _session.required == true(),
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
    )
    .order_by(_session.day.desc(), _session.id.desc())
    .limit(1)
)
_TITLES = {SessionKind.OATH: "Pelantikan susulan KPPS", SessionKind.TRAINING: "Bimbingan Teknis KPPS susulan"}


class Proposal(NamedTuple):
    """Somebody who needs a session, and which; None: none has room."""

    member: int
    missed: int | None
    session: int | None
    attempts: int  # sessions missed so far
    cause: Cause = Cause.UNCALLED


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everybody of an area who needs another session, in the order of the seats; `sessions` are those that come."""

    needs: Mapping[int, Need] = field(default_factory=dict)
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    sessions: Mapping[int, SessionRow] = field(default_factory=dict)
    going: Mapping[int, int] = field(default_factory=dict)  # session -> how many are proposed to go there
    left_out: frozenset[int] = frozenset()  # whom somebody does not want to invite now

    @property
    def placed(self) -> int:
        """How many have a session."""
        return sum(self.going.values())

    def room(self, session: int) -> int | None:
        """For how many more people a session has room once these go there; None: any number."""
        room = questions.opening(self.sessions[session]).room
        return None if room is None else room - self.going.get(session, 0)

    def choices(self, member: int) -> list[SessionRow]:
        """Where somebody could go, the nearest first, full ones left out."""
        need, own = self.needs[member], self.proposals[member].session
        free = [
            questions.opening(row)
            for row in self.sessions.values()
            if row.id == own or (left := self.room(row.id)) is None or left > 0
        ]
        return [self.sessions[one.session] for one in makeups.nearest(need.place, free, need.after)]


class Invited(NamedTuple):
    """Who is invited now, and why others aren't."""

    done: list[int]
    refused: dict[int, str]
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class MakeupDraft:
    """A make-up session as typed; its topics are those of the area's last training."""

    kind: SessionKind
    area: str
    day: date
    starts: str
    ends: str
    venue: str
    capacity: int
    trainers: tuple[str, ...] = ()


def outlook(
    db: Snapshot,
    area: str = "",
    kind: SessionKind = SessionKind.TRAINING,
    *,
    cause: Cause | None = None,
    chosen: Mapping[int, int | None] | None = None,
) -> Outlook:
    """What is proposed for an area ('' all); `chosen` are the sessions that a person has settled, None: not now."""
    with collector.paused():  # a province's people are read here, and most of them thrown away again
        return _outlook(db, area, kind, cause, chosen)


def _outlook(
    db: Snapshot, area: str, kind: SessionKind, cause: Cause | None, chosen: Mapping[int, int | None] | None
) -> Outlook:
    needs = [need for need in questions.needs(db, kind, area) if cause is None or need.cause is cause]
    rows = questions.coming(db, kind, area) if needs else {}
    given = makeups.assign(needs, [questions.opening(row) for row in rows.values()], chosen)
    proposals = {
        need.member: Proposal(need.member, need.missed, given.get(need.member), need.attempts, need.cause)
        for need in needs
    }
    left_out = frozenset(member for member, session in (chosen or {}).items() if session is None)
    return Outlook({need.member: need for need in needs}, proposals, rows, Counter(given.values()), left_out)


def propose(db: Snapshot, area: str = "", kind: SessionKind = SessionKind.TRAINING) -> list[Proposal]:
    """Everybody of an area who needs another session, and the nearest with room."""
    return list(outlook(db, area, kind).proposals.values())


def invite(tx: Transaction, proposals: Iterable[Proposal]) -> Invited:
    """Call these people to these sessions, besides the crews called there; who has no session is passed over."""
    wanted = {one.member: one for one in proposals if one.session is not None}
    rows = session_questions.rows_of(tx, {one.session for one in wanted.values() if one.session is not None})
    result = Invited([], {})
    for kind in SessionKind:
        of_kind = [one for one in wanted.values() if one.session in rows and rows[one.session].kind is kind]
        if of_kind:
            _invite(tx, kind, of_kind, result)
    result.refused.update(
        {member: "Sesinya sudah tidak ada." for member, one in wanted.items() if one.session not in rows}
    )
    return result


def invite_many(
    database: Database, title: str, proposals: Iterable[Proposal], *, by: str, progress: Progress = silent
) -> Invited:
    """The same for a province, a part at a time so that the doors can mark between two; undone as one."""
    wanted = [one for one in proposals if one.session is not None]
    group, result, changes = new_group(), Invited([], {}), Changes()
    for start in range(0, len(wanted), AT_ONCE):
        progress(start, len(wanted), "Mengundang")
        with database.write(title, by=by, group=group) as tx:
            part = invite(tx, wanted[start : start + AT_ONCE])
        result.done.extend(part.done)
        result.refused.update(part.refused)
        changes |= tx.changes
    progress(len(wanted), len(wanted), "Mengundang")
    return result._replace(changes=changes)


def _invite(tx: Transaction, kind: SessionKind, wanted: Sequence[Proposal], result: Invited) -> None:
    needs = {need.member: need for need in questions.needs_of(tx, kind, [one.member for one in wanted])}
    openings = {row.id: questions.opening(row) for row in questions.coming(tx, kind).values()}
    room = {session: one.room for session, one in openings.items()}
    rows = []
    for one in wanted:
        session, need = one.session or 0, needs.get(one.member)
        left = room.get(session, 0)
        if need is None:
            result.refused[one.member] = (
                "Tidak memerlukan sesi lagi: sudah diundang, sudah selesai, atau tidak di kursi."
            )
        elif session not in openings or openings[session].time <= need.after:
            result.refused[one.member] = "Sesinya sudah lewat atau sudah ditutup."
        elif left == 0:
            result.refused[one.member] = "Sesinya sudah penuh."
        else:
            room[session] = None if left is None else left - 1
            result.done.append(one.member)
            rows.append(
                {"session_id": session, "member_id": one.member, "missed_id": need.missed, "invited_at": tx.now_ms}
            )
    tx.insert_many(schema.invitation, rows)


def make_session(tx: Transaction, draft: MakeupDraft) -> int:
    """A session without crews, to invite people to; its id. Invalid names the field that can't be as it is."""
    last = areas.election(tx).voting_day
    if not tx.today <= draft.day < last:
        text = f"Sesi susulan harus antara hari ini dan sebelum {words.long_date(last)}."
        raise Invalid("day", text, "Pilih hari lain.")
    if not draft.venue.strip():
        raise Invalid("venue", "Ruang sesi susulan wajib diisi.")
    if draft.capacity <= 0:
        raise Invalid("capacity", "Kapasitas sesi susulan wajib diisi.", "Biasanya 50 sampai 60 orang.")
    _check_venue(tx, draft)
    return _make(tx, draft)


def _make(tx: Transaction, draft: MakeupDraft) -> int:
    name = areas.names(tx).get(draft.area, "")
    return sessions.create(
        tx,
        SessionDraft(
            kind=draft.kind,
            area=draft.area,
            title=f"{_TITLES[draft.kind]} {words.short_area(name)}".strip(),
            day=draft.day,
            starts=draft.starts,
            ends=draft.ends,
            venue=draft.venue,
            capacity=draft.capacity,
            topics=_topics(tx, draft),
            trainers=draft.trainers,
        ),
    )


def _check_venue(tx: Transaction, draft: MakeupDraft) -> None:
    try:
        starts, ends = parse_time(draft.starts), parse_time(draft.ends)
    except ValueError:
        return  # told by create, with the field
    for row in tx.rows(_AT_VENUE, {"day": draft.day, "venue": draft.venue}):
        if row.starts < ends and starts < row.ends:
            text = f"{draft.venue} sudah dipakai pukul {row.starts}-{row.ends}: {row.title}."
            raise Invalid("venue", text, "Pilih ruang atau jam lain.")


def _topics(tx: Transaction, draft: MakeupDraft) -> tuple[tuple[str, int], ...]:
    """Those of the last training held nearest by."""
    if draft.kind is not SessionKind.TRAINING:
        return ()
    for length in (13, 8, 5, 2):
        around = session_questions.area_range(draft.area[:length])
        if (found := tx.value(_TOPICS, around)) is not None:
            return session_questions.details(tx, found).topics
    return ()


def held(tx: Transaction, draft: MakeupDraft, members: Sequence[int]) -> int:
    """A make-up session for just these people, to be marked at once; nothing is asked of its day. Its id."""
    made = _make(tx, draft)
    needs = {need.member: need.missed for need in questions.needs_of(tx, draft.kind, members)}
    rows = [
        {"session_id": made, "member_id": member, "missed_id": needs.get(member), "invited_at": tx.now_ms}
        for member in members
    ]
    tx.insert_many(schema.invitation, rows)
    return made
