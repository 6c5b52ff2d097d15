"""`paper`: any paper of the office to a file; `photos`: pas foto in and out.

What a newcomer gets wrong: a data sheet for looking somebody up. It shows the NIK in full, so a purpose is asked for
and who printed it stays recorded.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from kpps_desk import app, words
from kpps_desk.cli import certificates, output, scope
from kpps_desk.domain.document_kinds import OPTIONS, Kind, kind_of
from kpps_desk.operations import call_lists, documents, evidence, paperwork
from kpps_desk.operations import photos as pictures
from kpps_desk.operations.documents import Wanted
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Refused
from kpps_desk.queries import document_subjects
from kpps_desk.store.snapshot import Snapshot

_COUNTED = {"recap": "TPS", "assignment": "surat", "evidence": "bagian"}


def make(args: argparse.Namespace) -> None:
    """Write the paper that was asked for."""
    kind = kind_of(args.what)
    with scope.opened(args, read_only=not kind.records) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            station = kind.station and not args.tps and _is_station(args.area)
            area = args.area if station else scope.area(db, args.area)
            if args.tps:
                area = _station(db, kind, area, args.tps)
        printed = _made(workspace, args, replace(_wanted(args), area=area), bar)
    if args.json:
        answer = {"file": str(printed.path), "pages": printed.pages, "people": printed.people}
        output.as_json({**answer, "flaws": [flaw._asdict() for flaw in printed.flaws]})
        return
    pages = f"{words.number(printed.pages)} halaman" if printed.pages else ""
    counted = _COUNTED.get(kind.code, "orang")
    people = f"{words.number(printed.people)} {counted}" if printed.people else ""
    print(f"{printed.path}: {', '.join(part for part in (pages, people) if part)}.")
    certificates.print_flaws(printed.flaws)


def _wanted(args: argparse.Namespace) -> Wanted:
    return Wanted(
        code=args.what,
        session=args.session,
        member=args.member,
        replacement=args.replacement,
        trainer=args.trainer,
        size=args.size,
        purpose=args.purpose,
        decree=args.decree or None,
        level=args.level,
        day=args.day,
        options=frozenset(name for name in OPTIONS if getattr(args, name)),
    )


def _made(workspace: app.Workspace, args: argparse.Namespace, wanted: Wanted, bar: output.Bar) -> Printed:
    """Two of them may be tables too."""
    database, by = workspace.database, workspace.by
    if args.out.suffix.lower() != ".pdf" and args.what == "announcement":
        return paperwork.announce(database, wanted.area, args.out, by=by, progress=bar, day=args.day)
    if args.out.suffix.lower() == ".pdf" and args.what == "evidence":
        options = evidence.Options(wanted.size, wanted.on("certificates"))
        bundle = evidence.make(database, wanted.area, args.out, by=by, options=options, progress=bar)
        return evidence.told([bundle], args.out)
    if args.out.suffix.lower() != ".pdf" and args.what == "call-list":
        return call_lists.write(database, wanted.area, args.out, by=by, progress=bar)
    return documents.make(database, wanted, args.out, by=by, progress=bar)


def _is_station(text: str) -> bool:
    """KPU's 13 digits of a TPS; a code of none finds nobody, and that is said."""
    return len(text) == 13 and text.isascii() and text.isdecimal()


def _station(db: Snapshot, kind: Kind, area: str, number: str) -> str:
    """The digits of the TPS with this number in a kelurahan."""
    if not kind.station:
        raise Refused(f"{kind.name} tidak dibuat untuk satu TPS.", "Hapus --tps.")
    known = document_subjects.stations(db, area)
    wanted = next((code for code in known if number.isdecimal() and int(code[10:]) == int(number)), None)
    if wanted is None:
        raise Refused(
            f"Tidak ada TPS {number} di {area}.", "--tps memerlukan --area sebuah kelurahan dan nomor TPS-nya."
        )
    return wanted


def photos(args: argparse.Namespace) -> None:
    """Take photos in by their names, or one for a member; take one away."""
    with scope.opened(args) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        if args.remove:
            _remove(workspace, args)
            return
        files = [file for path in args.files for file in (pictures.files_in(path) if path.is_dir() else [path])]
        if args.member is not None:
            _take_one(workspace, args, files)
            return
        result = pictures.take_many(workspace.database, files, by=workspace.by, area=area, progress=bar)
    if args.json:
        missed = [one._asdict() for one in result.missed]
        output.as_json({"new": result.new, "replaced": result.replaced, "missed": missed})
        return
    print(pictures.told(result))
    for one in result.missed:
        print(f"  {one.file}: {one.why}")


def _take_one(workspace: app.Workspace, args: argparse.Namespace, files: list[Path]) -> None:
    if len(files) != 1:
        raise Refused("Satu anggota memerlukan satu berkas foto.", "Sebutkan satu berkas JPEG atau PNG.")
    with workspace.database.write(pictures.title(args.member), by=workspace.by) as tx:
        pictures.take(tx, args.member, files[0])
    _tell(args, f"Pas foto anggota no. {args.member} disimpan.", {"new": 1})


def _remove(workspace: app.Workspace, args: argparse.Namespace) -> None:
    if args.member is None:
        raise Refused("Sebutkan anggota yang fotonya dihapus.", "Contoh: --member 123.")
    with workspace.database.write(f"Hapus pas foto, anggota no. {args.member}", by=workspace.by) as tx:
        gone = pictures.remove(tx, [args.member])
    _tell(args, "Pas foto dihapus." if gone else "Anggota ini tidak mempunyai pas foto.", {"removed": gone})


def _tell(args: argparse.Namespace, text: str, answer: dict[str, int]) -> None:
    if args.json:
        output.as_json(answer)
    else:
        print(text)
