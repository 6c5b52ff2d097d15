"""A list of marks out of a file: each line names a person by NIK or by TPS and seat, and a status.

What a newcomer gets wrong: stopping at the first bad line. Every line is marked or comes back with its reason; reading
the file is exchange.marks, here arrive its texts.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, true

from kpps_desk.domain.attendance import Attendance, parse_status
from kpps_desk.domain.nik import NikError, repair
from kpps_desk.domain.places import parse_tps
from kpps_desk.operations import attendance
from kpps_desk.queries.expected import EXPECTED, OTHERS
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_member = schema.member.c
_BY_NIK = select(_member.id, _member.nik).where(
    _member.active == true(), _member.nik.in_(bindparam("niks", expanding=True))
)
_AT_ONCE = 500  # NIKs in one question


class MarkLine(NamedTuple):
    """One line as the file has it, texts only; `line` is its number there. NIK, or TPS and seat (`12`, `3`)."""

    line: int
    status: str
    nik: str = ""
    tps: str = ""
    seat: str = ""


class RejectedLine(NamedTuple):
    """A line that marked nobody, and why."""

    line: int
    reason: str


class ListResult(NamedTuple):
    """Lines read = marked + repeated + rejected; `walk_ins` of the marked weren't expected."""

    marked: int
    repeated: int
    walk_ins: int
    rejected: list[RejectedLine]


def mark_lines(tx: Transaction, session_id: int, lines: Sequence[MarkLine], *, how: str = "berkas") -> ListResult:
    """Mark everybody on the list; a person named twice is taken once and the second line comes back."""
    finder = _Finder(tx, session_id, lines)
    wanted: dict[Attendance, list[int]] = {}
    seen: dict[int, int] = {}
    rejected: list[RejectedLine] = []
    for line in lines:
        try:
            status = _status(line)
            member = finder.member(line)
        except ValueError as reason:
            rejected.append(RejectedLine(line.line, str(reason)))
            continue
        if member in seen:
            rejected.append(RejectedLine(line.line, f"Orang ini sudah disebut pada baris {seen[member]}."))
            continue
        seen[member] = line.line
        wanted.setdefault(status, []).append(member)
    marked = repeated = walk_ins = 0
    for status, members in wanted.items():
        result = attendance.mark(tx, session_id, members, status, how=how)
        marked += len(result.done)
        repeated += len(result.repeated)
        walk_ins += len(set(result.walk_ins) - result.repeated.keys())
        rejected += [RejectedLine(seen[member], reason) for member, reason in result.refused.items()]
    return ListResult(marked, repeated, walk_ins, sorted(rejected))


def _status(line: MarkLine) -> Attendance:
    try:
        return parse_status(line.status)
    except ValueError:
        shown = line.status.strip() or "kosong"
        raise ValueError(f"Status kehadiran tidak dikenal: {shown}.") from None


class _Finder:
    """Who a line means; the session's roll is read once, other NIKs in one question for all lines."""

    def __init__(self, tx: Transaction, session_id: int, lines: Iterable[MarkLine]) -> None:
        self._by_nik: dict[str, int] = {}
        self._by_seat: dict[tuple[str, str], list[int]] = {}
        for question in (EXPECTED, OTHERS):
            for row in tx.rows(question, {"session": session_id}):
                if row.nik:
                    self._by_nik[row.nik] = row.id
                self._by_seat.setdefault((row.place[10:13], row.place[13:]), []).append(row.id)
        niks = sorted({_nik(line.nik) for line in lines} - self._by_nik.keys() - {""})
        for start in range(0, len(niks), _AT_ONCE):
            asked = {"niks": niks[start : start + _AT_ONCE]}
            self._by_nik |= {row.nik: row.id for row in tx.rows(_BY_NIK, asked)}

    def member(self, line: MarkLine) -> int:
        """The person; ValueError with the reason in words."""
        if line.nik.strip():
            found = self._by_nik.get(_nik(line.nik))
            if found is None:
                raise ValueError("NIK tidak ditemukan di daftar anggota.")
            return found
        try:
            tps = parse_tps(line.tps)
        except ValueError:
            raise ValueError("Baris tidak menyebut NIK atau nomor TPS.") from None
        seat = line.seat.strip().removesuffix(".0")
        holders = self._by_seat.get((tps, seat), [])
        if len(holders) != 1:
            problem = "bukan peserta sesi ini" if not holders else "cocok dengan lebih dari satu orang; tulis NIK"
            raise ValueError(f"TPS {tps} kursi {seat or '?'} {problem}.")
        return holders[0]


def _nik(text: str) -> str:
    try:
        return repair(text)[0]
    except NikError:
        return ""
