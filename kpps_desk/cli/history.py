"""`history` and `undo`: what was done to a file or to one person, and taking it back."""

import argparse
from collections.abc import Sequence
from typing import Any

from kpps_desk import words
from kpps_desk.cli import output, people, scope
from kpps_desk.operations.undo import preview as look_at_undo
from kpps_desk.operations.undo import undo as take_back
from kpps_desk.queries import history, members
from kpps_desk.queries.history import Act, Told
from kpps_desk.store.snapshot import Snapshot

_SHOWN = 20  # sentences about what stayed; --json has all


def show(args: argparse.Namespace) -> None:
    """The acts of the whole file, or every line about one member; the newest first."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        if args.member:
            _show_member(db, args)
        else:
            _show_acts(history.acts(db), as_json=args.json)


def _show_acts(acts: list[Act], *, as_json: bool) -> None:
    if as_json:
        output.as_json({"entries": [act._asdict() for act in acts]})
        return
    rows = [(act.id, words.moment(act.at), act.by, act.title, "diurungkan" if act.undone else "") for act in acts]
    output.table(("Catatan", "Waktu", "Oleh", "Perubahan", ""), rows)


def _show_member(db: Snapshot, args: argparse.Namespace) -> None:
    member = people.member(db, args.member)
    person = members.details(db, member)
    told = history.of_member(db, member)
    if args.json:
        output.as_json({"member": member, "name": person.full_name, "lines": [_as_object(line) for line in told]})
        return
    print(f"{person.full_name} · {words.masked_nik(person.nik)} · {words.stage(person.stage)}")
    for line in told:
        record = words.table_name(line.table) + (" dihapus" if line.kind == "delete" else "")
        print(f"\n{words.moment(line.at)}  {line.by}  {line.title} · {record}")
        print("\n".join(f"    {one}" for one in line.says), end="\n" if line.says else "")


def _value(field: str, value: object) -> object:
    """A NIK stays masked in whatever leaves the file, also one that strayed into a note."""
    if not isinstance(value, str):
        return value
    return words.masked_nik(value) if field == "nik" else words.without_niks(value)


def _as_object(line: Told) -> dict[str, Any]:
    masked = {field: [_value(field, value) for value in change] for field, change in line.fields.items()}
    return {**line._asdict(), "fields": masked, "says": list(map(str, line.says))}


def undo(args: argparse.Namespace) -> None:
    """Take back one act; what somebody changed since stays, and is listed."""
    if args.preview:
        _preview_undo(args)
        return
    with scope.opened(args) as workspace, output.Bar() as bar:
        result = take_back(workspace.database, args.entry, by=workspace.by, progress=bar)
    if args.json:
        output.as_json({"title": result.title, "done": result.done, "kept": result.kept})
        return
    if result.done:
        print(f"Diurungkan: {result.title} ({words.number(result.done)} catatan).")
    else:
        print(f"Tidak ada yang dapat diurungkan dari: {result.title}.")
    _print_kept(result.kept)


def _preview_undo(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, output.Bar() as bar:
        found = look_at_undo(workspace.database, args.entry, progress=bar)
    if args.json:
        output.as_json(found._asdict())
        return
    print(f"Bila “{found.title}” diurungkan, yang kembali:")
    output.table(
        ("Catatan", "Jumlah"), [(words.table_name(name), count) for name, count in found.records.items()], right=(1,)
    )
    if found.kept:
        print(f"{words.number(len(found.kept))} hal tetap seperti sekarang:")
    _print_kept(found.kept)


def _print_kept(kept: Sequence[str]) -> None:
    print("\n".join(kept[:_SHOWN]), end="\n" if kept else "")
    if len(kept) > _SHOWN:
        print(f"dan {words.number(len(kept) - _SHOWN)} hal lain yang tetap; semuanya dengan --json.")
