"""What `certificates` and `certificate` take; kpps_desk/cli/parser.py lists them among the commands.

What a newcomer gets wrong: one command that does everything. `certificates` issues and prints those of an area;
`certificate` is about one number, what changed, the register, and names to confirm.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser
from kpps_desk.domain.certificates import Kind

_AREA = "kode wilayah, misalnya 31.71.01"
_KINDS = tuple(kind.value for kind in Kind)


def add(
    commands: Any,
    command: Callable[..., Parser],
    number: Callable[[str], int],
    day: Callable[[str], Any],
    numbers: Callable[[str], list[int]],
) -> None:
    """Both commands; `number` reads a record's number, `day` a date, `numbers` a list like 3,7,12-15."""
    made = command(commands, "certificates", "certificates:make", "terbitkan dan cetak sertifikat", by=True)
    made.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    _scope(made, number)
    made.add_argument("--issue", action="store_true", help="terbitkan dahulu bagi yang berhak")
    made.add_argument("--date", type=day, metavar="TANGGAL", help="--issue: tanggal pada kertasnya")
    made.add_argument("--preflight", action="store_true", help="hanya periksa sebelum terbit; tidak mengubah apa pun")
    made.add_argument("--dry-run", action="store_true", help="hanya hitung siapa yang akan mendapat")
    made.add_argument("--out", type=Path, metavar="BERKAS.pdf", help="berkas hasil")
    group = commands.add_parser("certificate", help=_ABOUT, description=_ABOUT)
    acts = group.add_subparsers(title="Tindakan", metavar="TINDAKAN", dest="act", required=True, parser_class=Parser)
    _of_one(command, acts)
    changed = _act(command, acts, "changed", "yang datanya berubah sejak terbit; diganti dengan --reissue")
    _scope(changed, number, every=True)
    changed.add_argument("--reissue", action="store_true", help="ganti semuanya dalam satu langkah; perlu --reason")
    changed.add_argument("--reason", default="", metavar="TEKS", help="alasan penggantian")
    register = _act(command, acts, "register", "register nomor: urutannya, atau seluruhnya ke --out")
    register.add_argument("--scope", default="", metavar="URUTAN", help="satu urutan saja, misalnya 2024")
    register.add_argument("--out", type=Path, metavar="BERKAS.xlsx|csv|pdf", help="berkas hasil")
    register.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
    proof = _act(command, acts, "proof", "cetak lembar konfirmasi nama, 40 orang sehalaman")
    _where(proof, number)
    proof.add_argument("--out", type=Path, required=True, metavar="BERKAS.pdf", help="berkas hasil")
    proof.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
    _confirm(_act(command, acts, "confirm", "catat lembar konfirmasi nama yang kembali"), number, numbers)
    trainers = _act(command, acts, "trainers", "siapa mengajar di mana, dan siapa berhak atas sertifikatnya")
    _where(trainers, number)
    trainers.add_argument("--add", action="store_true", help="catat yang hadir tetapi belum ada dalam daftar")


_ABOUT = "satu sertifikat, yang berubah, register nomor, konfirmasi nama, narasumber"


def wrong(args: argparse.Namespace) -> str:
    """What is missing; '' when all is there."""
    if args.command == "certificates" and not (args.out or args.preflight or args.dry_run or args.issue):
        return "certificates memerlukan --out, --issue, --preflight, atau --dry-run"
    if args.command == "certificate" and args.act == "changed" and args.reissue and not args.reason.strip():
        return "certificate changed: --reissue memerlukan --reason"
    return ""


def _of_one(command: Callable[..., Parser], acts: Any) -> None:
    show = _act(command, acts, "show", "isi, keadaan, dan penggantinya")
    revoke = _act(command, acts, "revoke", "cabut; nomornya tidak dipakai lagi")
    reissue = _act(command, acts, "reissue", "ganti dengan nomor baru dari data sekarang; yang lama menunjuk ke sana")
    for act in (show, revoke, reissue):
        act.add_argument("number", metavar="NOMOR", help="nomor sertifikat seperti tercetak")
    for act in (revoke, reissue):
        act.add_argument("--reason", required=True, metavar="TEKS", help="alasannya")


def _confirm(parser: Parser, number: Callable[[str], int], numbers: Callable[[str], list[int]]) -> None:
    _where(parser, number)
    parser.add_argument("--page", type=number, required=True, metavar="N", help="nomor halaman pada lembarnya")
    parser.add_argument("--code", required=True, metavar="KODE", help="kode halaman pada lembarnya")
    parser.add_argument("--except", type=numbers, default=[], dest="wrong", metavar="3,7,12", help="yang belum benar")
    parser.add_argument(
        "--correct", type=_correction, action="append", default=[], metavar="NOMOR=NAMA",
        help="perbaikan yang ditulis orangnya, boleh berulang: '3=Hj. Siti Aminah, S.Pd.'",
    )  # fmt: skip


def _act(command: Callable[..., Parser], acts: Any, name: str, about: str) -> Parser:
    made = command(acts, name, f"certificate_life:{name}", about, by=True)
    made.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    return made


def _where(parser: Parser, number: Callable[[str], int]) -> None:
    parser.add_argument("--area", default="", metavar="KODE", help=_AREA)
    parser.add_argument("--session", type=number, metavar="SESI", help="hanya sesi ini")


def _scope(parser: Parser, number: Callable[[str], int], *, every: bool = False) -> None:
    _where(parser, number)
    default = "" if every else Kind.CERTIFICATE.value
    told = "jenisnya (bawaan: semua)" if every else "jenisnya (bawaan: sertifikat)"
    parser.add_argument("--kind", choices=_KINDS, default=default, help=told)


def _correction(text: str) -> tuple[int, str]:
    number, sign, name = text.partition("=")
    if not sign or not (number.isascii() and number.strip().isdecimal() and len(number) < 9) or not name.strip():
        raise argparse.ArgumentTypeError(f"'{text}' bukan NOMOR=NAMA; contoh '3=Siti Aminah'")
    return int(number), name.strip()
