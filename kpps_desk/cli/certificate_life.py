"""`certificate`: what becomes of a certificate after it was issued, and of its name before.

What a newcomer gets wrong: naming a certificate by its record. People have its number, as it is printed.
"""

import argparse
import contextlib
from collections.abc import Iterator

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.domain.certificates import Kind
from kpps_desk.operations import certificates, name_checks, registering, teaching
from kpps_desk.problems import Gone
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import register as registers
from kpps_desk.queries import teaching as teaching_questions
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_SHOWN = 20  # lines of a list; --json has all


@contextlib.contextmanager
def _changing(args: argparse.Namespace, title: str, why: str | None = None) -> Iterator[Transaction]:
    reason = words.without_niks(why) if why else None
    with scope.opened(args) as workspace, workspace.database.write(title, by=workspace.by, reason=reason) as tx:
        yield tx


def show(args: argparse.Namespace) -> None:
    """One number: whose, its state, what replaced it."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        row = _by_number(db, args.number)
        entry = registers.page(db, [row.id])[row.id]
    if args.json:
        output.as_json(entry._asdict())
        return
    print(f"{words.certificate_kind(entry.kind)} {entry.number}: {words.certificate_state(entry.state)}.")
    print(f"  {entry.name}\n  {entry.position}")
    print(f"  Terbit {words.moment(entry.issued_at)} oleh {entry.issued_by}. {registering.note(entry)}".rstrip())


def revoke(args: argparse.Namespace) -> None:
    with _changing(args, "Cabut sertifikat", args.reason) as tx:
        row = _by_number(tx, args.number)
        certificates.revoke(tx, row.id, reason=args.reason)
    _say(args, {"revoked": row.number}, f"Sertifikat {row.number} dicabut.")


def reissue(args: argparse.Namespace) -> None:
    with _changing(args, "Ganti sertifikat", args.reason) as tx:
        row = _by_number(tx, args.number)
        made = certificates.reissue(tx, row.id, reason=args.reason)
        new = questions.page(tx, [made])[made].number
    _say(args, {"replaced": row.number, "number": new}, f"Sertifikat {row.number} diganti dengan {new}.")


def changed(args: argparse.Namespace) -> None:
    """Those whose name or position differs from today's record; with --reissue they are replaced."""
    kind = Kind(args.kind) if args.kind else None
    with scope.opened(args, read_only=not args.reissue) as workspace:
        with workspace.database.read() as db:
            found = questions.changed(db, scope.area(db, args.area), args.session, kind)
            rows = questions.page(db, found)
        if not args.reissue:
            _list_changed(args, [rows[one] for one in found])
            return
        with output.Bar() as bar:
            result = certificates.reissue_changed(
                workspace.database, found, reason=args.reason, by=workspace.by, progress=bar
            )
        with workspace.database.read() as db:
            new = questions.page(db, list(result.done.values()))
    pairs = {rows[old].number: new[made].number for old, made in result.done.items()}
    refused = {rows[one].number: why for one, why in result.refused.items()}
    if args.json:
        output.as_json({"replaced": pairs, "refused": refused})
        return
    print(f"{words.number(len(pairs))} sertifikat diganti.")
    for why in refused.values():
        print(f"  {why}")


def _list_changed(args: argparse.Namespace, rows: list[CertificateRow]) -> None:
    if args.json:
        output.as_json({"changed": [{"number": row.number, "name": row.name, "kind": row.kind} for row in rows]})
        return
    print(f"{words.number(len(rows))} sertifikat datanya berubah sejak terbit.")
    for row in rows[:_SHOWN]:
        print(f"  {row.number}  {row.name}, {row.position}")
    if len(rows) > _SHOWN:
        print(f"  dan {words.number(len(rows) - _SHOWN)} lainnya.")


def register(args: argparse.Namespace) -> None:
    """The sequences and their gaps, or the whole register to a file."""
    with scope.opened(args, read_only=True) as workspace:
        with workspace.database.read() as db:
            found = [one for one in registers.scopes(db) if args.scope in ("", one.name)]
            gaps = registers.gaps(db, args.scope)
        made = None
        if args.out:
            with output.Bar() as bar:
                made = registering.write(workspace.database, args.out, scope=args.scope, size=args.size, progress=bar)
    if args.json:
        written = {"file": str(made.path), "lines": made.people, "pages": made.pages} if made else {}
        scopes_ = [one._asdict() for one in found]
        output.as_json({"scopes": scopes_, "gaps": [gap._asdict() for gap in gaps], **written})
        return
    heads = ("Urutan", "Diberikan", "Terakhir", "Diganti", "Dicabut")
    lines = [(one.name, one.given, one.last, one.replaced, one.revoked) for one in found]
    output.table(heads, lines, right=(1, 2, 3, 4))
    for gap in gaps:
        print(f"  {gap.scope}: nomor urut {gap.first} sampai {gap.last} tidak ada. {gap.why}")
    if made:
        print(f"{words.number(made.people)} baris di {made.path}.")


def proof(args: argparse.Namespace) -> None:
    """The name-confirmation sheet."""
    with scope.opened(args, read_only=True) as workspace:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        with output.Bar() as bar:
            made = name_checks.print_proof(
                workspace.database, args.out, area=area, session=args.session, size=args.size, progress=bar
            )
    told = {"pages": made.pages, "people": made.people, "file": str(made.path)}
    _say(args, told, f"{words.number(made.people)} nama pada {words.number(made.pages)} halaman di {made.path}.")


def confirm(args: argparse.Namespace) -> None:
    """A page of it came back."""
    corrections = dict(args.correct)
    with _changing(args, f"Catat konfirmasi nama, halaman {args.page}") as tx:
        area = scope.area(tx, args.area)
        done = name_checks.record(
            tx, args.page, args.code, area=area, session=args.session, wrong=args.wrong, corrections=corrections
        )
    told = f"{done.confirmed} nama dikonfirmasi, {done.corrected} dibetulkan."
    if done.left:
        told += f" Belum benar: {', '.join(map(str, done.left))}."
    _say(args, done._asdict(), told)


def trainers(args: argparse.Namespace) -> None:
    """Who taught where; with --add those who stand in no list are written down."""
    with scope.opened(args, read_only=not args.add) as workspace:
        new = 0
        if args.add:
            with workspace.database.write("Catat narasumber yang hadir", by=workspace.by) as tx:
                new = teaching.take_in(tx, area=scope.area(tx, args.area), session=args.session)
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
            found = teaching_questions.teachers(db, area, args.session)
            lines = teaching_questions.lines(db, found)
            strangers = teaching_questions.unlisted(db, area, args.session)
    if args.json:
        plain = [
            {"name": one.name, "taught": len(one.taught), "position": lines[one.trainer_id], "bar": one.bar}
            for one in found
        ]
        output.as_json({"trainers": plain, "unlisted": list(strangers), "added": new})
        return
    output.table(
        ("Narasumber", "Bimtek", "Keadaan"),
        [(one.name, len(one.taught), words.bar(one.bar, Kind.TRAINER) if one.bar else "Berhak") for one in found],
        right=(1,),
    )
    for name, sessions in strangers.items():
        print(f"  Belum dalam daftar: {name} ({len(sessions)} bimtek)")


def _by_number(db: Snapshot, number: str) -> CertificateRow:
    found = questions.by_number(db, number.strip())
    if found is None:
        raise Gone(f"Sertifikat {number} tidak ada di berkas kerja ini.", "Periksa nomornya.")
    return found[0]


def _say(args: argparse.Namespace, answer: dict[str, object], sentence: str) -> None:
    if args.json:
        output.as_json(answer)
    else:
        print(sentence)
