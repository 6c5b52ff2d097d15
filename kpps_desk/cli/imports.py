"""`imports`: which lists came in, and the files that they came in as."""

import argparse

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.operations import import_history
from kpps_desk.queries import imports
from kpps_desk.queries.imports import ImportRun

_COUNTED = (("read", "Dibaca"), ("created", "Baru"), ("updated", "Diperbarui"), ("rejected", "Ditolak"))


def run(args: argparse.Namespace) -> None:
    """The list of runs, one of them, or what is asked of its file."""
    if args.out:
        _save(args)
    elif args.purge:
        _purge(args)
    else:
        _show(args)


def _show(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        found = imports.runs(db) if args.number is None else [imports.run(db, args.number)]
    if args.json:
        output.as_json({"imports": [run._asdict() for run in found]})
        return
    heads = ("No.", "Waktu", "Oleh", "Berkas", *(title for _, title in _COUNTED), "Tersimpan", "Kode urungkan", "")
    output.table(heads, [_row(run) for run in found], right=(0, 4, 5, 6, 7))


def _row(run: ImportRun) -> tuple[object, ...]:
    state = "diurungkan" if run.undone else "dihentikan" if run.stopped else ""
    counts = (run.counts.get(name, 0) for name, _ in _COUNTED)
    kept = "ya" if run.kept_bytes else "tidak"
    return (run.id, words.moment(run.at), run.by, run.file_name, *counts, kept, run.group or "", state)


def _save(args: argparse.Namespace) -> None:
    with scope.opened(args) as workspace:
        run = import_history.save_file(workspace.database, args.number, args.out, by=workspace.by, reason=args.reason)
    if args.json:
        output.as_json({"file": args.out, "sha256": run.file_hash})
    else:
        print(f"{args.out}: berkas asli dari impor no. {run.id} ({run.file_name}).")


def _purge(args: argparse.Namespace) -> None:
    with scope.opened(args) as workspace:
        import_history.purge(workspace.database, args.number, by=workspace.by, reason=args.reason)
    if args.json:
        output.as_json({"purged": args.number})
    else:
        print(f"Berkas asli dari impor no. {args.number} sudah dihapus; catatan impornya tetap ada.")
