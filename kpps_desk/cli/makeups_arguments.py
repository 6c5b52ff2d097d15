"""What `makeups` takes.

What a newcomer gets wrong: importing what it does. It is imported when it runs.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser
from kpps_desk.domain.makeups import Cause

CAUSES = {cause.value.replace(" ", "-"): cause for cause in Cause}


def add(commands: Any, command: Callable[..., Parser], day: Callable[[str], date]) -> None:
    """Put it among the commands."""
    about = "susulan: siapa yang memerlukannya dan sesi mana yang diusulkan; --invite mengundang"
    parser = command(commands, "makeups", "makeups:run", about, by=True)
    parser.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    parser.add_argument("--area", default="", metavar="KODE", help="kode wilayah, misalnya 31.71.01")
    parser.add_argument("--kind", choices=("pelantikan", "bimtek"), default="bimtek", help="jenis sesi")
    parser.add_argument("--cause", choices=tuple(CAUSES), help="hanya yang memerlukannya karena sebab ini")
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--invite", action="store_true", help="undang semua yang mendapat sesi; tanpa ini hanya usulan")
    act.add_argument("--make", type=day, metavar="TANGGAL", help="buat sesi susulan di wilayah ini dahulu")
    parser.add_argument("--hours", default="08.00-12.00", metavar="JAM", help="--make: jamnya (bawaan: 08.00-12.00)")
    parser.add_argument("--venue", default="", metavar="TEMPAT", help="--make: ruangnya")
    parser.add_argument("--capacity", type=int, default=60, metavar="N", help="--make: untuk berapa orang (bawaan: 60)")


def wrong(args: argparse.Namespace) -> str:
    """What an option asks for that isn't there; '' when all is."""
    if args.make is not None and not (args.area and args.venue):
        return "--make memerlukan --area dan --venue"
    return "--venue hanya untuk --make" if args.venue and args.make is None else ""
