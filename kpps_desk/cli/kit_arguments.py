"""The commands about session kits, and what they take; kpps_desk/cli/parser.py lists them among the others.

What a newcomer gets wrong: an option for the opening code. What stands on a command line is seen by everybody on the
computer and kept in the shell's history.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser

VARIABLE = "KPPS_KODE_PAKET"


def add(commands: Any, command: Callable[..., Parser], number: Callable[[str], int]) -> None:
    """`kit`, `kit-open`, `kit-result`, `kit-take`; `number` reads a session's number."""
    made = command(commands, "kit", "kits:make", "buat paket satu sesi untuk laptop lain; kodenya dicetak", by=True)
    made.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja kantor (.kpps)")
    made.add_argument("session", type=number, metavar="SESI", help="nomor sesi, lihat `kpps-desk sessions`")
    made.add_argument("--out", type=Path, required=True, metavar="BERKAS.kppssesi", help="berkas paket yang ditulis")
    opened = command(commands, "kit-open", "kits:open_kit", "buka paket sesi di laptop ini", by=True)
    opened.add_argument("file", type=Path, metavar="BERKAS.kppssesi", help="paket dari kantor")
    opened.add_argument("folder", type=Path, metavar="FOLDER", help="tempat berkas kerja satu sesi itu")
    opened.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="BERKAS",
        help=f"berkas teks berisi kode pembuka (bawaan: variabel {VARIABLE}, atau ditanyakan)",
    )
    given = command(commands, "kit-result", "kits:result", "simpan hasil dari laptop untuk kantor", by=True)
    given.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja dari paket (.kpps)")
    given.add_argument("--out", type=Path, required=True, metavar="BERKAS.kppshasil", help="berkas hasil yang ditulis")
    took = command(commands, "kit-take", "kits:take", "bandingkan hasil paket, dan terima dengan --apply", by=True)
    took.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja kantor (.kpps)")
    took.add_argument("file", type=Path, metavar="BERKAS.kppshasil", help="hasil dari laptop")
    took.add_argument("--apply", action="store_true", help="catat yang baru; tanpa ini hanya perbandingannya")
    took.add_argument(
        "--prefer",
        choices=("here", "there"),
        help="bila berbeda: tetap seperti di kantor (here), atau ikut laptop (there)",
    )
