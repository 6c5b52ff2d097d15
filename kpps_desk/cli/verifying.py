"""`verify`: tell a true certificate from a forged one, and one in force from one that isn't."""

import argparse
import sys

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.operations import verifying
from kpps_desk.operations.verifying import Checked, Judgement, Report


def verify(args: argparse.Namespace) -> int:
    """Judge a text, or every seal of a PDF or picture; the gravest verdict is the exit code."""
    what = sys.stdin.read().removesuffix("\n").removesuffix("\r") if args.what == "-" else args.what
    with output.Bar() as bar:
        if args.workspace:
            with scope.opened(args, read_only=True) as workspace:
                report = verifying.verify(what, database=workspace.database, listed=args.listed, progress=bar)
        else:
            report = verifying.verify(what, keys=args.keys, listed=args.listed, progress=bar)
    if args.json:
        found = [{**each._asdict(), "fields": each.fields and each.fields._asdict()} for each in report.found]
        output.as_json({"judgement": report.judgement, "found": found})
    else:
        _print(report)
    return report.exit_code


def _print(report: Report) -> None:
    """Each that isn't true in full; the true ones of a batch as a number."""
    many = len(report.found) > 1
    valid = [each for each in report.found if each.judgement is Judgement.VALID]
    for each in report.found if not many else [each for each in report.found if each not in valid]:
        _print_one(each, many=many)
    if many:
        print(f"{words.number(len(valid))} dari {words.number(len(report.found))} sertifikat asli.")


def _print_one(each: Checked, *, many: bool) -> None:
    print(f"Halaman {each.page}: {each.says}" if many and each.page else each.says)
    for note in each.notes:
        print(f"  {note}")
    if each.fields:
        print(f"  {each.fields.name}\n  {each.fields.position}\n  {each.fields.event}\n  No {each.fields.number}")
