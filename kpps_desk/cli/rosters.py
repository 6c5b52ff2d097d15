"""`sample` and `import`: lists of people as spreadsheets."""

import argparse
from collections.abc import Mapping
from typing import Any

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.exchange import problem_sheet
from kpps_desk.exchange import sample as samples
from kpps_desk.exchange.cells import header_key
from kpps_desk.exchange.columns import BY_ALIAS, BY_NAME, IGNORED
from kpps_desk.exchange.preview import Preview
from kpps_desk.exchange.tables import SheetInfo
from kpps_desk.operations import import_preview, import_verdicts, importing
from kpps_desk.operations.importing import ImportResult
from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.store.database import Database

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
    if args.problems:
        importing.check_sheet(args.problems, args.file)
    with scope.opened(args, read_only=args.preview) as workspace, output.Bar() as bar:
        found = _look(workspace.database, args) if args.preview or args.mapping else None
        if found is not None and args.preview:
            show_preview(found, as_json=args.json)
            return
        result = importing.run(
            workspace.database,
            args.file,
            by=workspace.by,
            existing=args.existing,
            dry_run=args.dry_run,
            rejects=args.rejects,
            mapping=found.layout if found else None,
            sheet=found.sheet if found else args.sheet,
            progress=bar,
        )
        troubles = [result.unwritten] if result.unwritten else []
        if args.problems and (trouble := _write_problems(args, result, bar)):
            troubles.append(trouble)
            args.problems = None
    if args.json:
        output.as_json({**as_object(result), "problem_sheet": args.problems})
    else:
        print_result(result, dry_run=args.dry_run)
        if args.problems:
            print(f"Masalah setiap baris ada di {args.problems}.")
    if troubles:  # the sums above are true: only what was to be written beside them is missing
        raise Unavailable(" ".join(troubles))


def _write_problems(args: argparse.Namespace, result: ImportResult, bar: output.Bar) -> str:
    """The sheet of problems; why it isn't there, '' if it is."""
    rows = import_verdicts.as_texts(result.verdicts)
    try:
        problem_sheet.write(args.problems, rows, words.without_niks(args.file.name), progress=bar)
    except Unavailable as why:
        return f"{why} Impornya sendiri sudah tersimpan." if result.group else str(why)
    except Cancelled:
        return f"Masalah setiap baris belum ditulis ke {args.problems.name}."
    return ""


def _look(database: Database, args: argparse.Namespace) -> Preview:
    with database.read() as db:
        found = import_preview.look(db, args.file, args.sheet)
        if not args.mapping:
            return found
        return import_preview.look_again(db, found, dict(_correction(found, *pair) for pair in args.mapping))


def _correction(found: Preview, column: str, header: str) -> tuple[str, int | None]:
    """`Nama=Personel` as a column's name and the position where the file has that header; None for no header."""
    key = header_key(column)
    known = BY_NAME.get(column) or BY_ALIAS.get(key)
    if known is None:
        named = ", ".join(one.header for one in BY_NAME.values() if one.name not in IGNORED)
        raise Refused(f"Kolom {column} tidak dikenal.", f"Yang dikenal: {named}.")
    if not header:
        return known.name, None
    for alike in (str.strip, header_key):
        for place, text in enumerate(found.layout.headers):
            if text and alike(text) == alike(header):
                return known.name, place
    raise Refused(
        f"Judul {header} tidak ada di {found.path.name}.", f"Yang ada: {', '.join(filter(None, found.layout.headers))}."
    )


def show_preview(found: Preview, *, as_json: bool) -> None:
    """Which column is which, then the first rows as they would be read."""
    matches = {match.column.header: found.layout.headers[match.place] for match in found.layout.matches}
    if as_json:
        output.as_json(
            {
                "sheet": found.sheet,
                "sheets": [one._asdict() for one in found.sheets],
                "columns": matches,
                "unused": found.layout.unused,
                "filled": found.layout.filled,
                "remembered": found.remembered,
                "trouble": found.trouble,
                "rows": [{"row": line.row, "read": dict(line.read), "problems": line.problems} for line in found.lines],
            }
        )
        return
    if found.sheets:
        output.table(("Lembar", "Baris", ""), [_told(one, found.sheet) for one in found.sheets])
    print(*filter(None, (found.remembered, found.trouble)), sep="\n")
    output.table(("Kolom", "Dibaca dari judul"), matches.items())
    for line in found.lines:
        print(f"\nBaris {line.row}" + (" (akan ditolak)" if line.rejected else ""))
        print("\n".join(f"    {words.field_name(name)}: {text}" for name, text in line.read))
        print("\n".join(f"  ! {text}" for text in line.problems), end="\n" if line.problems else "")


def _told(sheet: SheetInfo, read: str) -> tuple[str, str, str]:
    marks = (("dibaca", sheet.name == read), ("tersembunyi", sheet.hidden))
    rows = "?" if sheet.rows is None else words.number(sheet.rows)
    return sheet.name, rows, ", ".join(text for text, holds in marks if holds)


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
