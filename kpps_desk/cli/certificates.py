"""`certificates`: issue and print them."""

import argparse
from collections import Counter
from collections.abc import Mapping

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.documents.certificate import Flaw
from kpps_desk.domain.certificates import Bar
from kpps_desk.operations import certificates as operations
from kpps_desk.operations import printing
from kpps_desk.problems import Refused
from kpps_desk.queries import certificates as questions

_SHOWN = 10  # flaws that are listed; --json has all


def make(args: argparse.Namespace) -> None:
    """Issue (if asked), then print everything in force of the area or the session."""
    with scope.opened(args, read_only=not args.issue) as workspace:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        issued, refused = _issue(workspace, args, area) if args.issue else (0, _barred(workspace, args, area))
        try:
            with output.Bar() as bar:
                printed = printing.print_certificates(
                    workspace.database,
                    args.out,
                    area=area,
                    session=args.session,
                    by=workspace.by if args.issue else "",  # a file that is only read can't keep a ledger
                    progress=bar,
                )
        except Refused:
            print_refused(refused)
            raise
    if args.json:
        answer = {"issued": issued, "pages": printed.pages, "file": str(printed.path)}
        flaws = [flaw._asdict() for flaw in printed.flaws]
        output.as_json({**answer, "refused": {why.value: count for why, count in refused.items()}, "flaws": flaws})
        return
    print(f"{words.number(issued)} sertifikat diterbitkan; {words.number(printed.pages)} halaman di {printed.path}.")
    print_refused(refused)
    print_flaws(printed.flaws)


def _issue(workspace: app.Workspace, args: argparse.Namespace, area: str) -> tuple[int, Mapping[Bar, int]]:
    with output.Bar() as bar:
        result = operations.issue(workspace.database, area=area, session=args.session, by=workspace.by, progress=bar)
    return len(result.issued), Counter(result.refused.values())


def _barred(workspace: app.Workspace, args: argparse.Namespace, area: str) -> Mapping[Bar, int]:
    with workspace.database.read() as db:
        return questions.candidates(db, area, args.session).barred


def print_refused(refused: Mapping[Bar, int]) -> None:
    """How many got none, for which reason."""
    for why, count in sorted(refused.items(), key=lambda each: -each[1]):
        print(f"  {words.number(count):>9} orang tanpa sertifikat baru: {words.bar(why)}")


def print_flaws(flaws: list[Flaw]) -> None:
    """What to look at before the paper is signed."""
    for flaw in flaws[:_SHOWN]:
        print(f"  Periksa {flaw.number}, {flaw.name}: {flaw.what}")
    if len(flaws) > _SHOWN:
        print(f"  dan {words.number(len(flaws) - _SHOWN)} lainnya.")
