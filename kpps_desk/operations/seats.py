"""Put people on seats, move somebody, free a seat: one rule for one person and for a kelurahan at once.

What a newcomer gets wrong: overwriting a person on a seat. The leaver's appointment is ended with its reason and keeps
oath, attendance and certificate; the newcomer gets an appointment of their own. Two processes at once are held apart by
the database: one open appointment a seat, one a member, and a seat exists or it doesn't.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain import leaving
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import conclusions, decrees, invitations
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow
from kpps_desk.store.transaction import Transaction

_appointment, _seat, _member = schema.appointment.c, schema.seat.c, schema.member.c
_chosen, _replacement, _role = schema.chosen.c, schema.replacement.c, schema.role.c
_open = _appointment.until.is_(None)
_NAME = (_member.title_before, _member.name, _member.title_after)
_HELD = (
    select(_appointment.id, _appointment.since, _appointment.decree_date, _seat.code)
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .where(_appointment.member_id == bindparam("member"), _open)
)
_PEOPLE = (
    select(_member.id, *_NAME, _member.eligibility, _member.active, _role.kpps, _appointment.id.label("held"))
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _chosen.id)
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _open)
)
_SEATS = (
    select(_seat.id, _seat.code, _seat.role_id, _role.kpps, _member.id.label("holder"), *_NAME)
    .join(schema.role, _role.id == _seat.role_id)
    .outerjoin(schema.appointment, (_appointment.seat_id == _seat.id) & _open)
    .outerjoin(schema.member, _member.id == _appointment.member_id)
    .where(_seat.code.in_(bindparam("codes", expanding=True)))
)
# Replacements that wait for somebody on the chosen seats; the newest last.
_WAITING = (
    select(_appointment.seat_id, _replacement.id)
    .select_from(schema.chosen)
    .join(schema.appointment, (_appointment.seat_id == _chosen.id) & _appointment.until.is_not(None))
    .join(schema.replacement, _replacement.appointment_id == _appointment.id)
    .where(_replacement.successor_id.is_(None))
    .order_by(_replacement.effective, _replacement.id)
)
_AT_ONCE = 500  # codes in one question


class Seated(NamedTuple):
    """Who sits now, and why the others don't."""

    done: list[int]
    refused: dict[int, str]


def appoint(
    tx: Transaction,
    member: int,
    seat_code: str,
    *,
    decree_no: str = "",
    decree_date: date | None = None,
    since: date | None = None,
) -> int:
    """Put an eligible person on an empty seat (14 digits); the appointment's id. Refused with the rule that says no."""
    placing = _Placing(tx, [(member, seat_code)])
    if placing.refused:
        raise placing.refused[member]
    return placing.write(decree_no, decree_date, since)[0]


def seat_many(
    tx: Transaction, pairs: Sequence[tuple[int, str]], *, decree_no: str = "", decree_date: date | None = None
) -> Seated:
    """Put each member on their seat; who can't be placed is told why, the others sit."""
    placing = _Placing(tx, pairs)
    placing.write(decree_no, decree_date, None)
    done = [member for member, _ in placing.accepted]
    return Seated(done, {member: str(problem) for member, problem in placing.refused.items()})


def vacate(tx: Transaction, member: int, *, reason: Reason, until: date, explanation: str = "") -> None:
    """End a person's appointment; the seat is vacant again and the person keeps all that happened.

    Whoever leaves for a reason that ends them leaves the roster too; with RELEASED they stay in it, as a reserve.
    """
    held = _held(tx, member)
    _check_day(held, until, "until")
    told = f"{reason.value}: {explanation.strip()}" if explanation.strip() else reason.value
    tx.update(schema.appointment, held.id, {"until": until, "end_reason": told})
    if leaving.ends(reason):
        tx.update(schema.member, member, {"active": False, "left_reason": reason.value, "reserve": 0})
    conclusions.settle(tx, [member])


def move(tx: Transaction, member: int, seat_code: str, *, since: date) -> int:
    """Take a person to another seat, of whatever TPS or kelurahan; the new appointment waits for a decree.

    Oath, marks and certificates are the person's and come along. Who holds no seat is appointed and belongs there now.
    """
    held = tx.row(_HELD, {"member": member})
    if held is not None:
        if held.code == seat_code:
            raise Refused("Orang ini sudah memegang kursi itu.", "Pilih kursi lain.")
        _check_day(held, since, "since")
        tx.update(schema.appointment, held.id, {"until": since, "end_reason": Reason.MOVED.value})
    made = appoint(tx, member, seat_code, since=since)
    if tx.update(schema.member, member, {"wanted": seat_code[:13]}):
        conclusions.settle(tx, [member])
    return made


def appoint_area(tx: Transaction, area: str, *, decree_no: str, decree_date: date | None) -> int:
    """Give every appointment of an area that has no decree this one; see operations.decrees."""
    return decrees.adopt(tx, area, decree_no=decree_no, decree_date=decree_date)


def _held(tx: Transaction, member: int) -> AnyRow:
    held = tx.row(_HELD, {"member": member})
    if held is None:
        raise Gone("Anggota ini tidak memegang kursi.")
    return held


def _check_day(held: AnyRow, day: date, field: str) -> None:
    """Only a decree's day means something: a list that came in says nothing of when somebody was appointed."""
    if held.decree_date is not None and held.since is not None and day < held.since:
        raise Invalid(field, "Tanggal ini mendahului penetapannya.", f"Penetapannya berlaku {held.since:%d-%m-%Y}.")


class _Placing:
    """Pairs of member and seat, judged by one rule, then written together."""

    def __init__(self, tx: Transaction, pairs: Sequence[tuple[int, str]]) -> None:
        self._tx = tx
        tx.choose(member for member, _ in pairs)
        people = {row.id: row for row in tx.rows(_PEOPLE)}
        self._seats = self._find_seats([code for _, code in pairs])
        self._turned = self._turned_to(people, pairs)
        as_turned = conclusions.verdicts(tx, self._turned)
        self.accepted: list[tuple[int, str]] = []
        self.refused: dict[int, Refused] = {}
        taken: dict[str, str] = {}
        placed: set[int] = set()
        for member, code in pairs:
            fit = as_turned[member].eligibility == "MS" if member in as_turned else None
            problem = _refusal(people.get(member), self._seats.get(code), code, taken.get(code), member in placed, fit)
            if problem is not None:
                self.refused.setdefault(member, problem)
                continue
            placed.add(member)
            taken[code] = _named(people[member])
            self.accepted.append((member, code))

    def write(self, decree_no: str, decree_date: date | None, since: date | None) -> Sequence[int]:
        """The appointments' ids; a replacement that waited for one of the seats has its successor."""
        if not self.accepted:
            return ()
        tx = self._tx
        decree = decrees.parsed(decree_no, decree_date) if decree_no.strip() or decree_date else ("", None)
        first = since or decree[1] or tx.now.astimezone().date()
        rows = [
            {"member_id": member, "seat_id": self._seats[code].id, "since": first}
            | {"decree_no": decree[0], "decree_date": decree[1]}
            for member, code in self.accepted
        ]
        made = tx.insert_many(schema.appointment, rows)
        roles = [{"id": member, "role_id": self._seats[code].role_id, "reserve": 0} for member, code in self.accepted]
        tx.update_many(schema.member, roles)
        self._end_waiting({row["seat_id"]: id_ for row, id_ in zip(rows, made, strict=True)})
        conclusions.judge(tx, [member for member, _ in self.accepted if member in self._turned])
        conclusions.settle(tx, [member for member, _ in self.accepted])
        invitations.seated(tx, [member for member, _ in self.accepted])
        return made

    def _turned_to(self, people: Mapping[int, AnyRow], pairs: Sequence[tuple[int, str]]) -> dict[int, dict[str, bool]]:
        """Officers who are to be KPPS, and the other way round: their verdict hangs on it."""
        seats = {member: self._seats[code] for member, code in pairs if member in people and code in self._seats}
        return {member: {"kpps": bool(seat.kpps)} for member, seat in seats.items() if seat.kpps != people[member].kpps}

    def _end_waiting(self, made: Mapping[int, int]) -> None:
        self._tx.choose(made)
        latest = {row.seat_id: row.id for row in self._tx.rows(_WAITING)}
        for seat, replacement in latest.items():
            self._tx.update(schema.replacement, replacement, {"successor_id": made[seat]})

    def _find_seats(self, codes: Sequence[str]) -> dict[str, AnyRow]:
        parts = (codes[start : start + _AT_ONCE] for start in range(0, len(codes), _AT_ONCE))
        return {row.code: row for part in parts for row in self._tx.rows(_SEATS, {"codes": list(part)})}


def _refusal(
    person: AnyRow | None, seat: Any, code: str, taken: str | None, placed: bool, fit: bool | None
) -> Refused | None:
    """Why this person can't sit there; None when they can. `fit`: whether they are MS there; None: as they are now."""
    if person is None:
        return Gone("Anggota ini sudah tidak ada di berkas kerja.", "Muat ulang daftarnya.")
    if seat is None:
        return Gone(f"Kursi {code} tidak ditemukan.")
    name = _named(person)
    if not person.active:
        return Refused(f"{name} sudah keluar dari daftar.", "Kembalikan ke daftar dahulu di layar Penelitian.")
    if not (person.eligibility == "MS" if fit is None else fit):
        return Refused(f"{name} belum memenuhi syarat.", "Hanya yang MS dapat ditempatkan.")
    if person.held is not None or placed:
        return Refused(f"{name} sudah memegang kursi.", "Pindahkan, atau kosongkan kursi lamanya dahulu.")
    if seat.holder is not None or taken is not None:
        holder = taken or _named(seat)
        return Refused(f"Kursi ini sudah dipegang {holder}.", "Pilih kursi lain atau kosongkan dahulu.")
    return None


def _named(row: Any) -> str:
    return words.full_name(row.title_before, row.name, row.title_after)
