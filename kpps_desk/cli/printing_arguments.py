"""What `print` takes; kpps_desk/cli/parser.py lists it among the commands.

What a newcomer gets wrong: taking the command for a printer's. It writes files and keeps the ledger; which of the two
a batch was meant for is told by its line.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import COPIES, FARTHEST, PAPERS, SORTINGS, SPLITS

_AREA = "kode wilayah, misalnya 31.71.01"
_ACTS = ("confirm", "jam", "resume", "cancel")
_SEVERAL = ("confirm", "cancel")


def add(commands: Any, command: Callable[..., Parser], number: Callable[[str], int]) -> None:
    """`print`; `number` reads a record's number."""
    about = "cetakan sertifikat: daftarnya, cetak ke berkas, yang macet, dan lanjutannya"
    made = command(commands, "print", "printing:run", about, by=True)
    made.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    made.add_argument("batch", type=number, nargs="*", metavar="CETAKAN", help="nomor cetakan dari daftarnya")
    made.add_argument("--out", type=Path, metavar="TUJUAN", help="cetak ke PDF; folder bila dipecah; .zip dengan --zip")
    made.add_argument("--area", default="", metavar="KODE", help=_AREA)
    made.add_argument("--session", type=number, metavar="SESI", help="hanya peserta sesi ini")
    kinds = tuple(kind.value for kind in Kind)
    made.add_argument("--kind", choices=kinds, default=Kind.CERTIFICATE.value, help="jenisnya (bawaan: sertifikat)")
    act = made.add_mutually_exclusive_group()
    act.add_argument("--confirm", nargs="?", const="", metavar="NOMOR", help="semua keluar, atau sampai NOMOR ini")
    act.add_argument(
        "--jam", metavar="NOMOR", help="macet pada nomor ini (#137: urutan ke-137); yang sebelumnya keluar"
    )
    act.add_argument("--resume", nargs="?", const="", metavar="NOMOR", help="lanjutkan dari NOMOR ini ke --out")
    act.add_argument("--cancel", action="store_true", help="tidak jadi dicetak, atau tidak dilanjutkan")
    act.add_argument("--history", metavar="NOMOR", help="kapan saja sertifikat bernomor ini dicetak")
    act.add_argument("--calibration", type=Path, metavar="BERKAS.pdf", help="halaman kalibrasi pencetak")
    act.add_argument("--test", type=Path, metavar="BERKAS.pdf", help="halaman uji dengan pilihan di bawah")
    made.add_argument("--printer", default="", metavar="NAMA", help="--calibration: nama pencetak pada halaman itu")
    _settings(made)


def _settings(made: Parser) -> None:
    made.add_argument("--split", choices=SPLITS, default="satu", help="satu berkas, satu per kelurahan, atau per orang")
    made.add_argument("--zip", action="store_true", help="semua berkas dalam satu ZIP")
    made.add_argument("--up", type=int, choices=(1, 2), default=1, help="sertifikat pada satu lembar (bawaan: 1)")
    made.add_argument("--duplex", action="store_true", help="dengan halaman belakang, dibalik pada tepi panjang")
    made.add_argument("--sort", choices=SORTINGS, default="tps", help="urut TPS dan kursi, atau sesi (bawaan: tps)")
    made.add_argument("--size", choices=PAPERS, help="kertas pencetak (bawaan: kertas templatnya)")
    made.add_argument("--dx", type=_offset, default=0.0, metavar="MM", help="geser ke kanan")
    made.add_argument("--dy", type=_offset, default=0.0, metavar="MM", help="geser ke bawah")
    made.add_argument("--copies", choices=COPIES, default="otomatis", help="SALINAN: menurut catatan cetak, atau tetap")


def wrong(args: argparse.Namespace) -> str:
    """What an option lacks; '' when all is there."""
    asked = next((name for name in _ACTS if getattr(args, name) not in (None, False)), "")
    if asked and not args.batch:
        return f"--{asked} memerlukan CETAKAN"
    if len(args.batch) > 1 and (asked not in _SEVERAL or args.confirm):
        return "beberapa CETAKAN hanya untuk --confirm tanpa NOMOR dan --cancel"
    if args.resume is not None and args.out is None:
        return "--resume memerlukan --out"
    if args.batch and args.out is not None and args.resume is None:
        return "--out dengan CETAKAN hanya untuk --resume"
    return ""


def _offset(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan jarak dalam mm; contoh 1,5") from None
    if not abs(value) <= FARTHEST:
        raise argparse.ArgumentTypeError(f"geseran paling jauh {FARTHEST:.0f} mm")
    return value
