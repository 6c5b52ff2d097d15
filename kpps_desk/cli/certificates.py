"""`certificates`: issue and print them."""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.documents.certificate import Flaw
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.preflight import Finding
from kpps_desk.operations import certificates as operations
from kpps_desk.operations import preflight, printing
from kpps_desk.problems import Refused
from kpps_desk.queries import certificates as questions

_SHOWN = 10  # flaws that are listed; --json has all


def make(args: argparse.Namespace) -> None:
    """Issue (if asked), then print (if asked) everything of the kind in force of the area or the session."""
    with scope.opened(args, read_only=not args.issue or args.dry_run or args.preflight) as workspace:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        if args.preflight or args.dry_run:
            _look(workspace, args, area)
            return
        issued, refused = _issue(workspace, args, area) if args.issue else (0, _barred(workspace, args, area))
        if not args.out:
            _say_issued(args, issued, refused)
            return
        try:
            with output.Bar() as bar:
                printed = printing.print_certificates(
                    workspace.database,
                    args.out,
                    area=area,
                    session=args.session,
                    kind=Kind(args.kind),
                    by=workspace.by if args.issue else "",  # a file that is only read can't keep a ledger
                    progress=bar,
                )
        except Refused:
            print_refused(refused, Kind(args.kind))
            raise
    if args.json:
        answer = {"issued": issued, "pages": printed.pages, "file": str(printed.path)}
        flaws = [flaw._asdict() for flaw in printed.flaws]
        output.as_json({**answer, "refused": {why.value: count for why, count in refused.items()}, "flaws": flaws})
        return
    print(f"{words.number(issued)} sertifikat diterbitkan; {words.number(printed.pages)} halaman di {printed.path}.")
    print_refused(refused, Kind(args.kind))
    print_flaws(printed.flaws)


def _look(workspace: app.Workspace, args: argparse.Namespace, area: str) -> None:
    """Nothing is written: how many would be issued, and with --preflight all that is to be looked at."""
    kind = Kind(args.kind)
    with workspace.database.read() as db:
        found = questions.candidates(db, area, args.session, kind)
    told: Sequence[Finding] = ()
    if args.preflight:
        with output.Bar() as bar:
            told = preflight.before(
                workspace.database, kind=kind, area=area, session=args.session, progress=bar
            ).findings
    counts = Counter(finding.code for finding in told)
    if args.json:
        answer = {"entitled": found.entitled, "refused": {why.value: count for why, count in found.barred.items()}}
        if args.preflight:
            answer["counts"] = {code.value: count for code, count in counts.most_common()}
            answer["findings"] = [{**one._asdict(), "weight": one.weight.name.lower()} for one in told]
        output.as_json(answer)
        return
    print(f"{words.number(found.entitled)} orang akan mendapat {words.certificate_kind(kind).lower()}.")
    print_refused(found.barred, kind)
    for code, count in counts.most_common():
        print(f"{words.preflight_code(code)}: {words.number(count)}")
        for one in [one for one in told if one.code is code][:_SHOWN]:
            who = f"{one.name}: " if one.name else ""
            print(f"  {who}{one.sentence} ({words.mend(one.mend)}{f', no. {one.member}' if one.member else ''})")


def _say_issued(args: argparse.Namespace, issued: int, refused: Mapping[Bar, int]) -> None:
    if args.json:
        output.as_json({"issued": issued, "refused": {why.value: count for why, count in refused.items()}})
        return
    print(f"{words.number(issued)} {words.certificate_kind(args.kind).lower()} diterbitkan.")
    print_refused(refused, Kind(args.kind))


def _issue(workspace: app.Workspace, args: argparse.Namespace, area: str) -> tuple[int, Mapping[Bar, int]]:
    with output.Bar() as bar:
        result = operations.issue(
            workspace.database,
            kind=Kind(args.kind),
            area=area,
            session=args.session,
            by=workspace.by,
            day=args.date,
            progress=bar,
        )
    return len(result.issued), Counter(result.refused.values())


def _barred(workspace: app.Workspace, args: argparse.Namespace, area: str) -> Mapping[Bar, int]:
    with workspace.database.read() as db:
        return questions.candidates(db, area, args.session, Kind(args.kind)).barred


def print_refused(refused: Mapping[Bar, int], kind: Kind = Kind.CERTIFICATE) -> None:
    """How many got none, for which reason."""
    name = words.certificate_kind(kind).lower()
    for why, count in sorted(refused.items(), key=lambda each: -each[1]):
        print(f"  {words.number(count):>9} orang tanpa {name} baru: {words.bar(why, kind)}")


def print_flaws(flaws: list[Flaw]) -> None:
    """What to look at before the paper is signed."""
    for flaw in flaws[:_SHOWN]:
        print(f"  Periksa {flaw.number}, {flaw.name}: {flaw.what}")
    if len(flaws) > _SHOWN:
        print(f"  dan {words.number(len(flaws) - _SHOWN)} lainnya.")
