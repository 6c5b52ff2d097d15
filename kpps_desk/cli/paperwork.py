"""`paper`: the roster's papers to a file: annex, announcement, minutes, data sheet.

What a newcomer gets wrong: a data sheet for looking somebody up. It shows the NIK in full, so a purpose is asked for
and who printed it stays recorded.
"""

import argparse
from collections.abc import Callable

from kpps_desk import app, words
from kpps_desk.cli import certificates, output, scope
from kpps_desk.operations import paperwork
from kpps_desk.operations.paperwork import Printed

_Paper = Callable[[app.Workspace, argparse.Namespace, str, output.Bar], Printed]


def make(args: argparse.Namespace) -> None:
    """Write the paper that was asked for."""
    paper, read_only = _PAPERS[args.what]
    with scope.opened(args, read_only=read_only) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            area = args.area if _is_station(args.area) else scope.area(db, args.area)
        printed = paper(workspace, args, area, bar)
    if args.json:
        answer = {"file": str(printed.path), "pages": printed.pages, "people": printed.people}
        output.as_json({**answer, "flaws": [flaw._asdict() for flaw in printed.flaws]})
        return
    pages = f"{words.number(printed.pages)} halaman, " if printed.pages else ""
    print(f"{printed.path}: {pages}{words.number(printed.people)} orang.")
    certificates.print_flaws(printed.flaws)


def _is_station(text: str) -> bool:
    """KPU's 13 digits of a TPS; a code of none finds nobody, and that is said."""
    return len(text) == 13 and text.isascii() and text.isdecimal()


def _annex(workspace: app.Workspace, args: argparse.Namespace, area: str, bar: output.Bar) -> Printed:
    decree = args.decree or None
    return paperwork.print_annex(workspace.database, area, args.out, bar, decree_no=decree, size=args.size)


def _announcement(workspace: app.Workspace, args: argparse.Namespace, area: str, bar: output.Bar) -> Printed:
    return paperwork.announce(
        workspace.database, area, args.out, by=workspace.by, progress=bar, size=args.size, day=args.day
    )


def _minutes(workspace: app.Workspace, args: argparse.Namespace, area: str, bar: output.Bar) -> Printed:
    return paperwork.print_minutes(workspace.database, args.replacement, args.out, size=args.size)


def _data_sheet(workspace: app.Workspace, args: argparse.Namespace, area: str, bar: output.Bar) -> Printed:
    return paperwork.print_data_sheet(
        workspace.database, args.member, args.out, by=workspace.by, purpose=args.purpose, size=args.size
    )


_PAPERS: dict[str, tuple[_Paper, bool]] = {  # and whether the workspace is only read
    "annex": (_annex, True),
    "announcement": (_announcement, False),
    "minutes": (_minutes, True),
    "data-sheet": (_data_sheet, False),
}
