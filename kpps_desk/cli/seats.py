"""`seats` and `replace`: how full the crews are, a proposal for vacant seats, a decree, a replacement (PAW).

What a newcomer gets wrong: a proposal for the province in one transaction. Each kelurahan is an entry of its own, all
of one group, which `undo` takes back together.
"""

import argparse
from typing import Any

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import digits
from kpps_desk.operations import replacing, suggesting
from kpps_desk.operations import seats as seating
from kpps_desk.operations.suggesting import PreviewLine
from kpps_desk.queries import areas, crews
from kpps_desk.queries import seats as asking
from kpps_desk.queries.crews import CrewRow
from kpps_desk.store.snapshot import Snapshot

_HEADS = ("TPS", "Nomor", "Kelurahan", "KPPS", "dari", "Petugas", "dari", "Perempuan", "TMS", "Belum ada SK")
_PAIRS = ("Kelurahan", "Kursi", "Anggota", "Nama", "Keterangan")


def run(args: argparse.Namespace) -> None:
    """List, propose or decree, as the options say."""
    if args.suggest:
        _suggest(args)
    elif args.decree:
        _decree(args)
    else:
        _list(args)


def _area(db: Snapshot, text: str) -> str:
    """An area's code, or the 13 digits of a TPS."""
    if len(digits(text)) == 13:
        return crews.one(db, digits(text)).code
    return scope.area(db, text)


def _list(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        rows = crews.rows(db, _area(db, args.area))
        share = areas.election(db).rules.women_share
    shown = [row for row in rows if row.filled < row.seats] if args.vacant else rows
    total = {
        "stations": len(shown),
        "seats": sum(row.seats for row in shown),
        "filled": sum(row.filled for row in shown),
        "undecreed": sum(row.undecreed for row in shown),
        "few_women": sum(row.few_women for row in shown),
    }
    if args.json:
        output.as_json({"rows": [_as_object(row) for row in shown], "total": total})
        return
    output.table(_HEADS, [_cells(row) for row in shown], right=range(3, 10))
    print(
        f"{words.number(total['stations'])} TPS, {words.number(total['filled'])} dari {words.number(total['seats'])} "
        f"kursi terisi; {words.number(total['few_women'])} TPS dengan perempuan di bawah {words.percent(share)}."
    )


def _as_object(row: CrewRow) -> dict[str, Any]:
    known = row._asdict()
    del known["id"]
    return {**known, "seats": row.seats, "filled": row.filled}


def _cells(row: CrewRow) -> tuple[object, ...]:
    return (
        row.code, row.number, row.kelurahan, row.kpps_filled, row.kpps_seats, row.officer_filled, row.officer_seats,
        row.women, row.unfit, row.undecreed,
    )  # fmt: skip


def _suggest(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=args.dry_run) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            found = suggesting.preview(db, _area(db, args.area))
        result = None
        if not args.dry_run:
            pairs = [(line.member, line.seat) for line in found.lines]
            result = suggesting.accept(workspace.database, pairs, by=workspace.by, progress=bar)
    told = {
        "proposed": len(found.lines),
        "vacant": found.vacant,
        "spare": found.spare,
        "crews": found.crews,
        "few_women": found.few_women,
        "seated": len(result.done) if result else 0,
        "refused": result.refused if result else {},
        "group": result.group if result else "",
    }
    if args.json:
        output.as_json({**told, "pairs": [line._asdict() for line in found.lines]})
        return
    output.table(_PAIRS, [_pair(line) for line in found.lines])
    print(
        f"{words.number(len(found.lines))} kursi dapat diisi, {words.number(found.vacant)} tetap kosong, "
        f"{words.number(found.spare)} orang tidak mendapat kursi."
    )
    if result is None:
        print("Hanya saran: tidak ada yang diubah.")
        return
    print(f"{words.number(len(result.done))} kursi terisi. Kelompok: {result.group or '-'}")
    for member, why in result.refused.items():
        print(f"Anggota no. {member} tidak ditempatkan: {why}")


def _pair(line: PreviewLine) -> tuple[object, ...]:
    return line.kelurahan, line.label, f"no. {line.member}", line.name, line.why


def _decree(args: argparse.Namespace) -> None:
    with scope.opened(args) as workspace:
        with workspace.database.read() as db:
            area = _area(db, args.area)
        with workspace.database.write(f"Tetapkan SK {args.decree}, {area}", by=workspace.by) as tx:
            people = seating.appoint_area(tx, area, decree_no=args.decree, decree_date=args.date)
    if args.json:
        output.as_json({"people": people, "entry": tx.changes.entries[0]})
    else:
        print(f"SK {args.decree} berlaku bagi {words.number(people)} orang. Catatan: {tx.changes.entries[0]}")


def replace(args: argparse.Namespace) -> None:
    """Record a replacement; the successor may come later, by `seats` or in the window."""
    with scope.opened(args) as workspace:
        with workspace.database.write(f"PAW anggota no. {args.member}", by=workspace.by) as tx:
            made = replacing.replace(
                tx,
                args.member,
                reason=Reason(args.reason),
                effective=args.effective,
                explanation=args.explanation,
                letter_no=args.letter,
                letter_date=args.letter_date,
                minutes_no=args.minutes,
                minutes_date=args.minutes_date,
                successor=args.successor,
            )
        with workspace.database.read() as db:
            found = asking.replacement(db, made)
    if args.json:
        successor = found.successor.id if found.successor else None
        told = {"replacement": made, "seat": found.seat, "leaver": args.member, "successor": successor}
        output.as_json({**told, "entry": tx.changes.entries[0]})
        return
    seat = words.seat_label(found.role_name, found.seat_number)
    print(f"PAW no. {made}: {found.leaver.name} ({words.leaving(found.reason)}), TPS {found.station}, {seat}.")
    if found.successor is None:
        print("Kursi menunggu pengganti.")
    else:
        print(f"Pengganti: {found.successor.name}. Perlu sumpah susulan dan bimtek susulan.")
