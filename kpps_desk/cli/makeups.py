"""`makeups`: who needs another session and which is proposed; a session to send them to; inviting them.

What a newcomer gets wrong: expecting an invitation without --invite. A proposal is only looked at, and it is proposed
anew each time; who finds no room any more is told with the reason.
"""

import argparse
from typing import NamedTuple

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.cli.makeups_arguments import CAUSES
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.places import dotted
from kpps_desk.operations import makeups
from kpps_desk.operations.makeups import Invited, MakeupDraft, Outlook, Proposal
from kpps_desk.queries import areas
from kpps_desk.queries import makeups as questions

_HEADS = ("Anggota", "Nama", "TPS", "Sebab", "Terlewat", "Sesi", "Waktu", "Tempat")
_PAGE = 500  # people whose names are asked at once


class _Line(NamedTuple):
    """One person of the proposal; `session` None: none has room."""

    member: int
    name: str
    place: str
    cause: str
    attempts: int
    session: int | None
    day: str
    starts: str
    venue: str


def run(args: argparse.Namespace) -> None:
    """Make a session if that is asked for; then propose, and invite or show."""
    with scope.opened(args, read_only=not (args.invite or args.make)) as workspace:
        made = _make(workspace, args) if args.make else None
        kind = SessionKind(args.kind)
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
            found = makeups.outlook(db, area, kind, cause=CAUSES[args.cause] if args.cause else None)
        invited = _invite(workspace, kind, found) if args.invite else None
        lines = [] if args.invite and not args.json else _lines(workspace, found)
    _show(args, found, lines, made, invited)


def _make(workspace: app.Workspace, args: argparse.Namespace) -> int:
    kind = SessionKind(args.kind)
    starts, _, ends = args.hours.partition("-")
    with workspace.database.write(f"Buat sesi susulan {words.session_kind(kind).lower()}", by=workspace.by) as tx:
        draft = MakeupDraft(
            kind, scope.area(tx, args.area), args.make, starts.strip(), ends.strip(), args.venue, args.capacity
        )
        return makeups.make_session(tx, draft)


def _invite(workspace: app.Workspace, kind: SessionKind, found: Outlook) -> Invited:
    wanted = [one for one in found.proposals.values() if one.session is not None]
    title = f"Undang susulan {words.session_kind(kind).lower()}, {words.number(len(wanted))} orang"
    with output.Bar() as bar:
        return makeups.invite_many(workspace.database, title, wanted, by=workspace.by, progress=bar)


def _lines(workspace: app.Workspace, found: Outlook) -> list[_Line]:
    people = list(found.proposals)
    with workspace.database.read() as db:
        names = areas.names(db)
        known: dict[int, questions.StrandedRow] = {}
        for start in range(0, len(people), _PAGE):
            known |= questions.page(db, people[start : start + _PAGE])
    return [_line(found, known[one.member], one, names) for one in found.proposals.values() if one.member in known]


def _line(found: Outlook, person: questions.StrandedRow, one: Proposal, names: dict[str, str]) -> _Line:
    place = words.station_label(person.place[10:13], names.get(dotted(person.place[:10]), ""))
    row = found.sessions[one.session] if one.session is not None else None
    when = (words.short_date(row.day), row.starts, row.venue or words.short_area(row.area)) if row else ("", "", "")
    return _Line(one.member, person.name, place, one.cause.value, one.attempts, one.session, *when)


def _show(
    args: argparse.Namespace, found: Outlook, lines: list[_Line], made: int | None, invited: Invited | None
) -> None:
    needed, placed = len(found.needs), found.placed
    if args.json:
        told: dict[str, object] = {"needs": needed, "placed": placed, "people": [line._asdict() for line in lines]}
        told |= {"made": made} if made is not None else {}
        if invited is not None:
            told |= {"invited": len(invited.done), "refused": invited.refused}
        output.as_json(told)
        return
    if made is not None:
        print(f"Sesi susulan nomor {made} dibuat.")
    if not needed:
        print("Tidak ada yang memerlukan susulan.")
    elif invited is not None:
        _say_invited(invited, needed - placed)
    else:
        shown = [
            (line.member, line.name, line.place, line.cause, line.attempts, line.session or "belum ada",
             f"{line.day} {line.starts}".strip(), line.venue)
            for line in lines
        ]  # fmt: skip
        output.table(_HEADS, shown, right=(4,))
        print(f"{words.number(needed)} orang perlu susulan, {words.number(placed)} mendapat sesi; --invite mengundang.")


def _say_invited(invited: Invited, without: int) -> None:
    print(f"{words.number(len(invited.done))} orang diundang ke sesi susulan.")
    for member, reason in invited.refused.items():
        print(f"Anggota no. {member} tidak diundang: {reason}")
    if without:
        print(f"{words.number(without)} orang belum mendapat sesi yang longgar; --make membuat sesi susulan.")
