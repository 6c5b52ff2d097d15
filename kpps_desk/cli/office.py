"""`office`: what heads and signs an area's papers, and to change it.

What a newcomer gets wrong: reading what is written down for what holds. An area that has nothing of its own shows the
letterhead and signatories of the office around it.
"""

import argparse
from typing import Any

from kpps_desk import app, words
from kpps_desk.cli import output, scope
from kpps_desk.operations import designs
from kpps_desk.operations import office as keeping
from kpps_desk.problems import Invalid
from kpps_desk.queries import office
from kpps_desk.queries.office import Office
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction


def run(args: argparse.Namespace) -> None:
    """Change what was asked for in one act, then tell what holds."""
    changes = any((args.letterhead, args.city, args.logo, args.official, args.remove, args.numbers))
    with scope.opened(args, read_only=not changes) as workspace:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        if changes:
            _change(workspace, args, area)
        with workspace.database.read() as db:
            found = _facts(db, area)
    if args.json:
        output.as_json(found)
        return
    for name in ("letterhead", "city", "logo", "signatory", "certificates"):
        shown = found[name]
        print(f"{_NAMES[name]}: {' / '.join(shown) if isinstance(shown, list) else shown}")
    lines = [(one["id"], one["title"], one["name"], one["number"], "ya" if one["signs"] else "") for one in
             found["officials"]]  # fmt: skip
    if lines:
        output.table(("No.", "Jabatan", "Nama", "NIP", "Sertifikat"), lines, right=(0,))


_NAMES = {
    "letterhead": "Kop",
    "city": "Kota",
    "logo": "Lambang",
    "signatory": "Surat ditandatangani",
    "certificates": "Sertifikat ditandatangani",
}


def _change(workspace: app.Workspace, args: argparse.Namespace, area: str) -> None:
    with workspace.database.write("Ubah data kantor wilayah", by=workspace.by) as tx:
        if args.letterhead or args.city or args.logo:
            _head(tx, args, area)
        if args.official:
            title, name, number = (*(part.strip() for part in args.official.split(";")), "", "", "")[:3]
            if not name:
                raise Invalid("official", "Pejabat ditulis 'jabatan; nama; NIP'.", "NIP boleh kosong.")
            keeping.save_official(tx, area, {"title": title, "name": name, "number": number}, signs=args.signs)
        if args.remove is not None:
            keeping.remove_official(tx, args.remove)
        if args.numbers:
            keeping.save_number_template(tx, args.numbers)


def _head(tx: Transaction, args: argparse.Namespace, area: str) -> None:
    """What isn't named stays as it is; `-` takes it away."""
    own = next((one for one in office.letterheads(tx) if one.area == area), None)
    lines, city, logo = (own.lines, own.city, own.logo) if own else ((), "", "")
    if args.letterhead:
        lines = () if args.letterhead == "-" else tuple(args.letterhead.split(";"))
    if args.city:
        city = "" if args.city == "-" else args.city
    if args.logo is not None:
        logo = "" if str(args.logo) == "-" else designs.take_picture(tx, args.logo)
    keeping.save_letterhead(tx, area, lines=lines, city=city, logo=logo)


def _facts(db: Snapshot, area: str) -> dict[str, Any]:
    known = Office(db)
    paper = known.paper(area)
    logo = f"{words.number(paper.logo.width)} x {words.number(paper.logo.height)} piksel" if paper.logo else "tidak ada"
    return {
        "area": area,
        "letterhead": list(paper.letterhead),
        "city": paper.city,
        "logo": logo,
        "signatory": [paper.signatory_title, paper.signatory_name],
        "certificates": [name for _, name, _ in known.signatories(area)],
        "officials": [one._asdict() for one in office.officials(db) if one.area == area],
    }
