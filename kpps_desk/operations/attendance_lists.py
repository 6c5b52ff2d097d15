"""A list of marks out of a file: each row names a person by NIK or by TPS and seat, and a status.

What a newcomer gets wrong: stopping at the first row that means nobody. Every row is marked or comes back with its
reason; reading the file is exchange.marks.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, true

from kpps_desk.domain.attendance import Attendance, ByNikEnd
from kpps_desk.exchange.marks import Mark
from kpps_desk.operations import attendance
from kpps_desk.queries import sessions
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_member = schema.member.c
_BY_NIK = select(_member.id, _member.nik).where(
    _member.active == true(), _member.nik.in_(bindparam("niks", expanding=True))
)
_AT_ONCE = 500  # NIKs in one question
_NIK = 16  # digits


class RejectedMark(NamedTuple):
    """A row that marked nobody, and why."""

    row: int
    reason: str


class ListResult(NamedTuple):
    """Rows read = marked + repeated + rejected; `walk_ins` of the marked weren't expected."""

    marked: int
    repeated: int
    walk_ins: int
    rejected: list[RejectedMark]


def mark_list(tx: Transaction, session_id: int, rows: Sequence[Mark], *, how: str = "berkas") -> ListResult:
    """Mark everybody on the list; a person named twice is taken once and the second row comes back."""
    finder = _Finder(tx, session_id, rows)
    wanted: dict[Attendance, list[int]] = {}
    seen: dict[int, int] = {}
    rejected: list[RejectedMark] = []
    for row in rows:
        member = finder.member(row)
        if isinstance(member, str):
            rejected.append(RejectedMark(row.row, member))
        elif member in seen:
            rejected.append(RejectedMark(row.row, f"Orang ini sudah disebut pada baris {seen[member]}."))
        else:
            seen[member] = row.row
            wanted.setdefault(row.status, []).append(member)
    marked = repeated = walk_ins = 0
    for status, members in wanted.items():
        result = attendance.mark(tx, session_id, members, status, how=how)
        marked += len(result.done)
        repeated += len(result.repeated)
        walk_ins += len(set(result.walk_ins) - result.repeated.keys())
        rejected += [RejectedMark(seen[member], reason) for member, reason in result.refused.items()]
    return ListResult(marked, repeated, walk_ins, sorted(rejected))


class _Finder:
    """Whom a row means; the session's roll is read once, and all other NIKs in one question."""

    def __init__(self, tx: Transaction, session_id: int, rows: Sequence[Mark]) -> None:
        self._by_nik: dict[str, int] = {}
        self._by_seat: dict[tuple[str, str], list[int]] = {}
        sessions.kind_of(tx, session_id)
        for question in (sessions.EXPECTED, sessions.OTHERS):
            for row in tx.rows(question, {"session": session_id}):
                if row.nik:
                    self._by_nik[row.nik] = row.id
                self._by_seat.setdefault((row.place[10:13], row.place[13:]), []).append(row.id)
        asked = {row.who.digits for row in rows if isinstance(row.who, ByNikEnd) and len(row.who.digits) == _NIK}
        niks = sorted(asked - self._by_nik.keys())
        for start in range(0, len(niks), _AT_ONCE):
            found = tx.rows(_BY_NIK, {"niks": niks[start : start + _AT_ONCE]})
            self._by_nik |= {row.nik: row.id for row in found}

    def member(self, row: Mark) -> int | str:
        """The person, or in words why there is none."""
        if isinstance(row.who, ByNikEnd):
            holders = self._of_nik(row.who.digits)
            named = "NIK ini"
        else:
            holders = self._by_seat.get((row.who.tps, str(row.who.seat)), [])
            named = f"TPS {row.who.tps} kursi {row.who.seat}"
        if len(holders) == 1:
            return holders[0]
        return f"{named} " + ("menyebut lebih dari satu orang; tulis NIK lengkap." if holders else "tidak ditemukan.")

    def _of_nik(self, end: str) -> list[int]:
        if len(end) == _NIK:
            return [self._by_nik[end]] if end in self._by_nik else []
        return [member for nik, member in self._by_nik.items() if nik.endswith(end)]
