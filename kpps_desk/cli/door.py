"""`attend --scan-text`: what a scanner typed, one scan a line, each marked and answered before the next is read.

What a newcomer gets wrong: one transaction for the file. Each scan is a mark of its own, durable when its line is
printed, as at the door; so a log read twice says *sudah hadir* and changes nothing.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.domain import scans
from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations import attendance, door
from kpps_desk.operations.door import Answer, Outcome
from kpps_desk.problems import Unavailable, reason
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import RollRow

_STDIN = Path("-")


def scan(args: argparse.Namespace) -> None:
    """Mark whoever each scan means present; somebody of another session is said and not marked."""
    with scope.opened(args) as workspace:
        with workspace.database.read() as db:
            everybody = not sessions.details(db, args.session).stations
        answered = []
        for text in _texts(args.scan_text):
            outcome = _mark(workspace, args.session, text, everybody=everybody)
            answered.append(outcome)
            if not args.json:
                print(said(outcome), flush=True)
        with workspace.database.read() as db:
            counts = sessions.counts(db, args.session)
    if args.json:
        told = [_as_json(outcome) for outcome in answered]
        output.as_json({"session": args.session, **counts._asdict(), "scans": told})
    else:
        done = sum(outcome.answer is Answer.MARKED for outcome in answered)
        print(f"{words.number(len(answered))} pindaian, {words.number(done)} dicatat hadir.")


def _mark(workspace: app.Workspace, session: int, text: str, *, everybody: bool) -> Outcome:
    title = attendance.entry_title(Attendance.PRESENT, 1)
    with workspace.database.write(title, by=workspace.by) as tx:
        return door.mark_sought(tx, session, text, Attendance.PRESENT, everybody=everybody)


def _texts(path: Path) -> Iterator[str]:
    """The scans of a log; the lines of a certificate's seal are one."""
    try:
        with nullcontext(sys.stdin) if path == _STDIN else path.open(encoding="utf-8-sig", errors="replace") as file:
            yield from _gathered(file)
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error


def _gathered(file: TextIO | Iterable[str]) -> Iterator[str]:
    gathering = scans.Gathering()
    for line in file:
        text = line.strip()
        if text:
            yield from gathering.take(text)
    if gathering.under_way:
        yield gathering.rest()


def said(outcome: Outcome) -> str:
    """One line: the verdict, who, where, and what else there is to say."""
    person = outcome.person
    head, more = _head(outcome), [outcome.reason, outcome.note]
    if person is None:
        return " · ".join(part for part in (head, f"“{outcome.text}”", *more) if part)
    return " · ".join(part for part in (head, person.name, _where(person), *more) if part)


def _head(outcome: Outcome) -> str:
    status, person = words.attendance(outcome.status), outcome.person
    match outcome.answer:
        case Answer.MARKED:
            return status.upper() + (" (di luar daftar)" if person is not None and person.walk_in else "")
        case Answer.REPEATED:
            since = f" {words.clock(person.marked_at)}" if person is not None and person.marked_at else ""
            return f"SUDAH {status.upper()}{since}"
        case Answer.OUTSIDER:
            return "BUKAN PESERTA SESI INI, tidak dicatat"
        case Answer.MANY:
            return f"{words.number(len(outcome.candidates))} ORANG COCOK, tidak dicatat"
        case Answer.REFUSED:
            return "DITOLAK"
        case Answer.NOBODY:
            return "TIDAK DITEMUKAN"


def _where(person: RollRow) -> str:
    return f"TPS {person.tps}" + (f" kursi {person.seat}" if person.seat is not None else "") if person.tps else ""


def _as_json(outcome: Outcome) -> dict[str, object]:
    person = outcome.person
    return {
        "text": outcome.text,
        "answer": outcome.answer.value,
        "member": person.member_id if person is not None else None,
        "place": person.place if person is not None else "",
        "reason": outcome.reason,
        "note": outcome.note,
    }
