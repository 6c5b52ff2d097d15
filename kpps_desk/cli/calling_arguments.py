"""What `invitations`, `uncalled` and `receipts` take.

What a newcomer gets wrong: importing what they do. It is imported when one of them runs.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser

_WORKSPACE = "berkas kerja (.kpps)"
_AREA = "kode wilayah, misalnya 31.71.01"
_KINDS = ("pelantikan", "bimtek")


def add(commands: Any, command: Callable[..., Parser], session: Callable[[str], int]) -> None:
    """Put the three among the commands."""
    about = "cetak undangan satu sesi atau satu wilayah; .xlsx atau .csv: daftar siaran WhatsApp"
    called = command(commands, "invitations", "calling:invite", about, by=True)
    called.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    whom = called.add_mutually_exclusive_group(required=True)
    whom.add_argument("--session", type=session, metavar="SESI", help="nomor sesi, lihat `kpps-desk sessions`")
    whom.add_argument("--area", metavar="KODE", help=f"{_AREA}; '' untuk semua")
    called.add_argument(
        "--out", type=Path, required=True, metavar="TUJUAN",
        help="PDF, atau folder bila lebih dari satu kelurahan; .xlsx atau .csv untuk siaran",
    )  # fmt: skip
    called.add_argument("--kind", choices=_KINDS, help="dengan --area: hanya jenis sesi ini")
    called.add_argument("--crews", action="store_true", help="satu surat untuk setiap regu TPS")
    called.add_argument("--two", action="store_true", help="dua undangan pada satu lembar")
    called.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
    called.add_argument("--purpose", default="", metavar="KEPERLUAN", help="siaran: untuk apa; dicatat")
    lacking = command(commands, "uncalled", "calling:uncalled", "siapa yang belum mempunyai sesi", by=True)
    lacking.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    lacking.add_argument("--area", default="", metavar="KODE", help=_AREA)
    lacking.add_argument("--kind", choices=_KINDS, help="hanya yang memerlukan jenis sesi ini")
    lacking.add_argument("--out", type=Path, metavar="BERKAS.pdf|xlsx|csv", help="tulis daftar panggil ke berkas ini")
    paid = command(commands, "receipts", "receipts:run", "uang transpor yang hadir pada satu sesi", by=True)
    paid.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    paid.add_argument("session", type=session, metavar="SESI", help="nomor sesi, lihat `kpps-desk sessions`")
    paid.add_argument(
        "--rate", action="append", default=[], dest="rates", metavar="JABATAN=RUPIAH",
        help="tetapkan tarif dahulu, boleh berulang: 'Ketua KPPS=150.000'",
    )  # fmt: skip
    paid.add_argument("--make", action="store_true", help="susun bagi yang hadir dan belum punya")
    paid.add_argument("--pay", action="store_true", help="tandai semua yang belum dibayar sebagai dibayar; tetap")
    paid.add_argument("--out", type=Path, metavar="BERKAS.pdf", help="cetak daftarnya")
    paid.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
