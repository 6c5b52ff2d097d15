"""`keys`: the office's keys from the shell.

What a newcomer gets wrong: printing a private key. What is printed here is an id, or where a sealed file lies.
"""

import argparse
import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.cli.keys_arguments import VARIABLE
from kpps_desk.operations import checking_page, key_backups, keys
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.queries import keys as questions
from kpps_desk.queries.keys import KeyRow, Signed
from kpps_desk.store.transaction import Transaction

_HEADS = ("Kunci", "Kantor", "Keadaan", "Dibuat", "Cadangan", "Sertifikat", "Perlu diganti")


@contextlib.contextmanager
def _changing(args: argparse.Namespace, title: str, why: str | None = None) -> Iterator[Transaction]:
    with scope.opened(args) as workspace, workspace.database.write(title, by=workspace.by, reason=why) as tx:
        yield tx


def show(args: argparse.Namespace) -> None:
    """Every key that is known."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        rows, signed = keys.keys(db), questions.signed(db)
    if args.json:
        output.as_json({"keys": [_plain(row, signed.get(row.key_id)) for row in rows]})
        return
    none = Signed(0, 0, 0)
    output.table(_HEADS, [_line(row, signed.get(row.key_id, none)) for row in rows], right=(5, 6))
    if any(row.own and row.backed_up_at is None for row in rows):
        print("Ada kunci tanpa cadangan: bila berkas kerja ini hilang, kuncinya hilang. `kpps-desk keys backup`.")


def new(args: argparse.Namespace) -> None:
    """A key that signs from now on."""
    with _changing(args, "Buat kunci segel baru", args.reason) as tx:
        made = keys.new_key(tx, office=args.office, reason=args.reason)
    _say(args, {"key": made}, f"Kunci {made} menandatangani mulai sekarang. Buat cadangannya.")


def revoke(args: argparse.Namespace) -> None:
    """An end to a key from a day on."""
    with _changing(args, f"Cabut kunci {args.key}", args.reason) as tx:
        made = keys.revoke_key(tx, args.key, since=args.since, reason=args.reason)
        doubtful = questions.signed(tx).get(args.key, Signed(0, 0, 0)).doubtful
    said = f"Kunci {args.key} dicabut sejak {words.long_date(args.since)}."
    if doubtful:
        said += f" {words.number(doubtful)} sertifikat yang berlaku perlu diterbitkan ulang."
    if made:
        said += f" Kunci {made} menandatangani mulai sekarang. Buat cadangannya."
    _say(args, {"key": args.key, "new": made, "doubtful": doubtful}, said)


def backup(args: argparse.Namespace) -> None:
    """To a file that only the passphrase opens."""
    with scope.opened(args) as workspace:
        count = key_backups.back_up(workspace.database, args.out, _passphrase(args, twice=True), by=workspace.by)
    _say(args, {"keys": count, "file": str(args.out)}, f"{count} kunci dicadangkan: {args.out}. Ingat frasa sandinya.")


def restore(args: argparse.Namespace) -> None:
    """From such a file."""
    with scope.opened(args) as workspace:
        done = key_backups.restore(workspace.database, args.file, _passphrase(args), by=workspace.by)
    said = f"{len(done.new)} kunci dipulihkan, {len(done.known)} sudah ada ({done.office})."
    _say(args, done._asdict(), said)


def export(args: argparse.Namespace) -> None:
    """Public keys for those who check."""
    with scope.opened(args, read_only=True) as workspace:
        count = keys.export(workspace.database, args.out)
    _say(args, {"keys": count, "file": str(args.out)}, f"{count} kunci umum ditulis: {args.out}")


def take(args: argparse.Namespace) -> None:
    """Other offices' keys."""
    with _changing(args, "Terima kunci kantor lain") as tx:
        taken = keys.take(tx, args.file)
    parts = [f"{len(taken.new)} kunci baru", f"{len(taken.revoked)} kini dicabut", f"{len(taken.known)} sudah dikenal"]
    _say(args, taken._asdict(), ", ".join(parts) + ".")


def name(args: argparse.Namespace) -> None:
    """Whose key it is."""
    with _changing(args, f"Namai kantor kunci {args.key}") as tx:
        keys.name_office(tx, args.key, args.office)
    _say(args, {"key": args.key, "office": args.office}, f"Kunci {args.key}: {args.office}.")


def forget(args: argparse.Namespace) -> None:
    """Another office's key, no more."""
    with _changing(args, f"Buang kunci {args.key}") as tx:
        keys.forget(tx, args.key)
    _say(args, {"key": args.key}, f"Kunci {args.key} dibuang.")


def page(args: argparse.Namespace) -> None:
    """The page that checks in any browser, with keys and lists inside."""
    with scope.opened(args, read_only=True) as workspace:
        made = checking_page.write(workspace.database, args.out)
    said = (
        f"Halaman pemeriksa ditulis: {made.path} ({made.keys} kunci, {words.number(made.numbers)} nomor tidak berlaku)."
    )
    _say(args, made._asdict(), said)


def _say(args: argparse.Namespace, answer: dict[str, object], sentence: str) -> None:
    if args.json:
        output.as_json(answer)
    else:
        print(sentence)


def _passphrase(args: argparse.Namespace, *, twice: bool = False) -> str:
    file: Path | None = args.passphrase_file
    if file is not None:
        try:
            return file.read_text(encoding="utf-8", errors="replace").rstrip("\r\n")
        except OSError as error:
            raise Unavailable(f"Berkas {file.name} tidak dapat dibaca: {reason(error)}.") from error
    if found := os.environ.get(VARIABLE, ""):
        return found
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass("Frasa sandi: ")
    if twice and getpass.getpass("Sekali lagi: ") != typed:
        raise Refused("Kedua frasa sandi berbeda.", "Belum ada yang ditulis.")
    return typed


def _line(row: KeyRow, signed: Signed) -> tuple[object, ...]:
    backed = "–" if not row.own else words.moment(row.backed_up_at) if row.backed_up_at else "BELUM ADA"
    return row.key_id, row.office or "–", state(row), words.moment(row.created_at), backed, signed.all, signed.doubtful


def state(row: KeyRow) -> str:
    """What a key is for now."""
    if row.revoked_from is not None:
        return f"dicabut sejak {words.short_date(row.revoked_from)}"
    return "menandatangani" if row.signs else "lama, tetap sah" if row.own else "kantor lain"


def _plain(row: KeyRow, signed: Signed | None) -> dict[str, object]:
    told = {name: value for name, value in row._asdict().items() if name not in ("id", "public")}
    return {**told, "public": bytes(row.public).hex(), "certificates": (signed or Signed(0, 0, 0))._asdict()}
