"""`status`: how ready every area is. KPPS and officers are counted apart and never added up under one name."""

import argparse
from typing import Any

from kpps_desk.cli import output, scope
from kpps_desk.domain.readiness import Tally
from kpps_desk.queries import readiness
from kpps_desk.queries.readiness import AreaRow

_HEADS = ("Kode", "Wilayah", "TPS", "Siap", "Kelompok", "Kursi", "Terisi", "MS", "Dilantik", "Bimtek", "Sertifikat")


def show(args: argparse.Namespace) -> None:
    """One row an area of the level, and their sum."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        rows = readiness.by_level(db, args.level, scope.area(db, args.area))
    print_rows(rows, readiness.total(rows), as_json=args.json)


def print_rows(rows: list[AreaRow], total: AreaRow, *, as_json: bool = False) -> None:
    """As a table, or as {"rows": [...], "total": {...}}."""
    if as_json:
        output.as_json({"rows": [as_object(row) for row in rows], "total": as_object(total)})
        return
    lines = [line for row in (*rows, total) for line in _lines(row)]
    output.table(_HEADS, lines, right=(2, 3, *range(5, 11)))


def as_object(row: AreaRow) -> dict[str, Any]:
    """The counts of everybody at the crews, then of the KPPS and of the officers apart."""
    everybody = Tally(*(kpps + officers for kpps, officers in zip(row.kpps, row.officers, strict=True)))
    return {
        "code": row.code,
        "name": row.name,
        **everybody._asdict(),
        "stations": row.stations,
        "ready": row.ready,
        "kpps": row.kpps._asdict(),
        "officers": row.officers._asdict(),
    }


def _lines(row: AreaRow) -> list[tuple[object, ...]]:
    return [
        (row.code, row.name, row.stations, row.ready, "KPPS", *row.kpps),
        ("", "", "", "", "Ketertiban", *row.officers),
    ]
