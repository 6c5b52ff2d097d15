"""`suspects`: records that may be one person, and those whom nothing tells apart. Nothing is merged here.

What a newcomer gets wrong: printing a NIK. Of two NIKs only the digits that differ are seen, and only where a slip
could have made one of the other.
"""

import argparse
import time
from collections import Counter

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.domain.twins import Suspects
from kpps_desk.operations import twins
from kpps_desk.operations.twins import Found

_HEADS = ("No.", "Nilai", "Dugaan", "Anggota", "Nama", "NIK", "Tempat", "Anggota", "Nama", "NIK", "Tempat")


def show(args: argparse.Namespace) -> None:
    """The pairs, the likeliest first, and how many there are of each kind."""
    with scope.opened(args, read_only=True) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        found = twins.find(workspace.database, bar, area=area, at=int(time.time() * 1000))
    kinds = Counter(one.kind for one in found.suspects)
    if args.json:
        output.as_json(
            {
                "suspects": [_object(found, one) for one in found.suspects],
                "kinds": {kind.value: count for kind, count in kinds.items()},
                "alike": len(found.alike()),
            }
        )
        return
    if not found.suspects:
        print("Tidak ada yang diduga tercatat dua kali.")
        return
    output.table(_HEADS, [_line(number, found, one) for number, one in enumerate(found.suspects, 1)], right=(0, 1))
    print()
    for kind, count in kinds.most_common():
        print(f"{words.number(count)} {words.twin_kind(kind)}")
    if alike := len(found.alike()):
        print(f"{words.number(alike)} pasangan sama persis; jendela Pemeriksaan dapat menggabungkannya sekaligus.")


def _line(number: int, found: Found, one: Suspects) -> tuple[object, ...]:
    first, second = found.records[one.first], found.records[one.second]
    niks = words.masked_pair(first.nik, second.nik)
    sides = (
        (str(record.id), record.name, nik, record.place) for record, nik in zip((first, second), niks, strict=True)
    )
    return (number, one.score, words.twin_kind(one.kind), *(cell for side in sides for cell in side))


def _object(found: Found, one: Suspects) -> dict[str, object]:
    first, second = found.records[one.first], found.records[one.second]
    niks = words.masked_pair(first.nik, second.nik)
    people = [
        {"member": record.id, "name": record.name, "nik": nik, "place": record.place, "active": record.active}
        for record, nik in zip((first, second), niks, strict=True)
    ]
    return {"kind": one.kind.value, "score": one.score, "people": people}
