"""What `scores` takes.

What a newcomer gets wrong: importing what it does. It is imported when it runs.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser


def add(commands: Any, command: Callable[..., Parser], session: Callable[[str], int]) -> None:
    """Put it among the commands."""
    parser = command(commands, "scores", "scores:run", "nilai awal dan akhir yang hadir pada satu bimtek", by=True)
    parser.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    parser.add_argument("session", type=session, metavar="SESI", help="nomor bimtek, lihat `kpps-desk sessions`")
    parser.add_argument(
        "--file", type=Path, metavar="DAFTAR",
        help="catat dahulu dari XLSX atau CSV: kolom no, nik, atau nama, serta nilai awal atau nilai akhir",
    )  # fmt: skip
