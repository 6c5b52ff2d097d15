"""`kit`, `kit-open`, `kit-result`, `kit-take`: one session to a laptop and back."""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Any

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.cli.kit_arguments import VARIABLE
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import Mark
from kpps_desk.operations import kit_laptop, kit_results, kits
from kpps_desk.operations.kit_results import Line, Side, Taken
from kpps_desk.problems import Refused

_HEADS = ("Nama", "TPS", "Kursi", "Di kantor", "Dari laptop", "Keterangan")
_KINDS = ("baru", "sama", "berbeda", "ditolak")


def make(args: argparse.Namespace) -> None:
    """The kit's file; its code is printed here and kept nowhere."""
    with scope.opened(args) as workspace:
        made = kits.make(workspace.database, args.session, args.out, by=workspace.by)
    if args.json:
        output.as_json({"kit": made.kit, "file": str(made.path), "code": made.code, "people": made.people})
        return
    print(f"Paket no. {made.kit} ditulis: {made.path} ({words.number(made.people)} orang).")
    print(f"Kode pembuka: {made.code}")
    print("Sampaikan kode ini terpisah dari berkasnya; kode tidak dapat ditampilkan lagi.")


def open_kit(args: argparse.Namespace) -> None:
    """A workspace of one session in the folder."""
    opened = kit_laptop.open_kit(args.file, _code(args.passphrase_file), args.folder, by=app.operator(args.by))
    if args.json:
        output.as_json({"workspace": str(opened.path), "again": opened.again, "remarks": opened.remarks})
        return
    print(f"Paket {'dilanjutkan' if opened.again else 'dibuka'}: {opened.path}")
    for remark in opened.remarks:
        print(remark)


def _code(file: Path | None) -> str:
    if file is not None:
        return kit_laptop.contents_of(file).decode("utf-8", "replace").strip()
    if code := os.environ.get(VARIABLE, ""):
        return code
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return getpass.getpass("Kode pembuka: ")


def result(args: argparse.Namespace) -> None:
    """What this laptop marked, as a file for the office."""
    with scope.opened(args, read_only=True) as workspace:
        written = kit_laptop.result(workspace.database, args.out, by=workspace.by)
    if args.json:
        output.as_json({"file": str(written.path), "people": written.people, "guests": written.guests})
        return
    guests = f", {words.number(written.guests)} tamu di luar daftar" if written.guests else ""
    print(f"Hasil ditulis: {written.path} ({words.number(written.people)} orang{guests}).")


def take(args: argparse.Namespace) -> None:
    """The comparison; with --apply the new ones are taken over, and the rest as --prefer says."""
    with scope.opened(args, read_only=not args.apply) as workspace:
        taken = kit_results.take(workspace.database, args.file)
        applied = _apply(workspace, taken, args.prefer) if args.apply and not taken.before else None
    if args.json:
        lines = {name: [_plain(line) for line in part] for name, part in zip(_NAMES, taken.lines, strict=True)}
        guests = [guest.name for guest in taken.guests]
        told = {"kit": taken.kit.id, "session": taken.session_id, **lines, "guests": guests, "remarks": taken.remarks}
        output.as_json(
            {**told, "taken": taken.before, "closed": taken.closed, "applied": applied and applied._asdict()}
        )
        return
    _tell(taken)
    if applied is not None:
        print(f"Diterima: {words.number(applied.marked)} kehadiran dicatat, {words.number(applied.kept)} tetap.")
    elif args.apply:
        print(f"Berkas ini sudah diterima pada {taken.before}; tidak ada yang diubah.")


_NAMES = ("new", "same", "conflicts", "refused")


def _apply(workspace: app.Workspace, taken: Taken, prefer: Side | None) -> kit_results.Applied:
    if taken.conflicts and prefer is None:
        _tell(taken, stream=sys.stderr)
        raise Refused(
            f"{words.number(len(taken.conflicts))} orang tercatat berbeda; belum ada yang diubah.",
            "Pilih dengan --prefer here atau --prefer there.",
        )
    choices: dict[int, Side] = {line.member: prefer for line in taken.conflicts if prefer is not None}
    with workspace.database.write(f"Terima hasil paket no. {taken.kit.id}", by=workspace.by) as tx:
        return kit_results.apply(tx, taken, choices)


def _tell(taken: Taken, stream: Any = None) -> None:
    print(f"Paket no. {taken.kit.id}, sesi {taken.session_id}: {taken.title}", file=stream)
    for said in (*taken.remarks, taken.closed, *([f"Sudah diterima pada {taken.before}."] if taken.before else ())):
        if said:
            print(said, file=stream)
    print(
        ", ".join(f"{words.number(len(part))} {kind}" for kind, part in zip(_KINDS, taken.lines, strict=True)),
        file=stream,
    )
    for guest in taken.guests:
        print(f"Di luar daftar, perlu dipastikan: {guest.name}", file=stream)
    if stream is None and (taken.conflicts or taken.refused):
        output.table(_HEADS, [_row(line) for line in (*taken.conflicts, *taken.refused)])


def _row(line: Line) -> tuple[str, ...]:
    return line.name, line.place[10:13], line.place[13:], _told(line.here), _told(line.there), line.remark


def _told(mark: Mark) -> str:
    said = words.attendance(mark.status)
    return said if mark.status is Attendance.NOT_RECORDED else f"{said} {words.moment(mark.at)} ({mark.by})"


def _plain(line: Line) -> dict[str, Any]:
    here, there = ({"status": int(mark.status), "at": mark.at, "by": mark.by} for mark in (line.here, line.there))
    told = {"member": line.member, "name": line.name, "place": line.place, "here": here, "there": there}
    return {**told, "doubt": line.doubt, "remark": line.remark}
