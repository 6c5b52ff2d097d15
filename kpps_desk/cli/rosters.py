"""`sample` and `import`: lists of people as spreadsheets."""

import argparse
from collections.abc import Mapping
from typing import Any

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.exchange import sample as samples
from kpps_desk.operations import importing
from kpps_desk.operations.importing import ImportResult

DEFAULT_AREA = "31.71.01"  # Gambir: 141 TPS
_COUNTED = ("read", "created", "updated", "unchanged", "rejected", "warned", "seated")


def sample(args: argparse.Namespace) -> None:
    """A synthetic roster; the same seed gives the same people."""
    area = "" if args.all else args.kecamatan or DEFAULT_AREA
    with output.Bar() as bar:
        people = samples.write(args.file, area=area, seed=args.seed, progress=bar)
    if args.json:
        output.as_json({"file": str(args.file), "people": people})
    else:
        print(f"{args.file}: {words.number(people)} orang tiruan.")


def take(args: argparse.Namespace) -> None:
    """Import a roster; rejected rows are part of the answer and no failure."""
    with scope.opened(args) as workspace, output.Bar() as bar:
        result = importing.run(
            workspace.database,
            args.file,
            by=workspace.by,
            existing=args.existing,
            dry_run=args.dry_run,
            rejects=args.rejects,
            progress=bar,
        )
    if args.json:
        output.as_json(as_object(result))
    else:
        print_result(result, dry_run=args.dry_run)


def as_object(result: ImportResult) -> dict[str, Any]:
    """read = created + updated + unchanged + rejected; `undo` takes the group."""
    counts = {name: getattr(result, name) for name in _COUNTED}
    return {
        **counts,
        "problems": dict(result.problems),
        "group": result.group,
        "rejects": result.rejects,
        "notes": result.notes,
    }


def print_result(result: ImportResult, *, dry_run: bool = False) -> None:
    """What became of the rows, then why."""
    if dry_run:
        print("Hanya pemeriksaan: tidak ada yang diubah.")
    heads = ("Dibaca", "Baru", "Diperbarui", "Tetap", "Ditolak", "Perlu dicek", "Mendapat kursi")
    output.table(heads, [tuple(getattr(result, name) for name in _COUNTED)], right=range(7))
    _print_problems(result.problems)
    print("\n".join(result.notes), end="\n" if result.notes else "")
    if result.rejects:
        print(f"Baris yang ditolak ada di {result.rejects}: perbaiki, lalu impor lagi.")


def _print_problems(problems: Mapping[str, int]) -> None:
    for code, count in sorted(problems.items(), key=lambda problem: -problem[1]):
        print(f"  {words.number(count):>9}  {words.problem(code)}")
