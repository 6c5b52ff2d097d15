"""What `sessions plan` takes: the same that the form of a plan asks for.

What a newcomer gets wrong: a rule here. Arguments are only read; what can't be so is said by operations/planning.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser
from kpps_desk.domain import schedules, values

_AREA = "kode wilayah, misalnya 31.71.01"


def add(commands: Any, command: Callable[..., Parser], name: str) -> None:
    """Put it among the commands."""
    plan = command(
        commands, name, "sessions:plan", "susun sesi regu utuh dari hari, jam, ruang, dan kapasitas", by=True
    )
    plan.add_argument("workspace", type=Path, metavar="BERKAS", help="berkas kerja (.kpps)")
    plan.add_argument("--kind", choices=("pelantikan", "bimtek"), default="bimtek", help="jenis sesi")
    plan.add_argument("--area", default="31", metavar="KODE", help=f"{_AREA} (bawaan: seluruh provinsi)")
    plan.add_argument(
        "--days", type=read_days, required=True, metavar="HARI,...", help="misalnya 2024-11-08,2024-11-09"
    )
    plan.add_argument(
        "--times", type=_times, default=(("08.00", "12.00"), ("13.00", "17.00")), metavar="JAM,...",
        help="misalnya 08.00-12.00,13.00-17.00",
    )  # fmt: skip
    plan.add_argument("--breaks", type=_times, default=(), metavar="JAM,...", help="istirahat di dalam jam sesi")
    plan.add_argument(
        "--rooms", type=_names, default=["Aula Kelurahan {kelurahan}"], metavar="RUANG,...",
        help="ruang setiap kelurahan yang belum mendaftarkan ruang",
    )  # fmt: skip
    plan.add_argument(
        "--capacity", type=int, metavar="N", help="orang dalam satu sesi (bawaan: bimtek 60, pelantikan tanpa batas)"
    )
    plan.add_argument(
        "--trainers", type=_trainers, default=[], metavar="NAMA;...", help="narasumber, dipisah titik koma"
    )
    plan.add_argument(
        "--each", type=int, default=0, metavar="N", help="narasumber setiap sesi, bergiliran (bawaan: semua)"
    )
    plan.add_argument(
        "--topic", type=_topic, action="append", default=[], dest="topics", metavar="MATERI;JP",
        help="materi dan jam pelajarannya, boleh berulang: 'Pemungutan suara; 2'",
    )  # fmt: skip
    plan.add_argument("--draft", default="", metavar="NAMA", help="simpan sebagai rancangan; belum ada sesi")


def read_days(text: str) -> tuple[date, ...]:
    """Days as an argument; argparse's own complaint where they aren't read."""
    try:
        return schedules.parse_days(text)
    except ValueError as part:
        raise argparse.ArgumentTypeError(f"'{part}' bukan tanggal; contoh 2024-11-08") from None


def _times(text: str) -> tuple[tuple[str, str], ...]:
    try:
        return schedules.parse_times(text)
    except ValueError as part:
        raise argparse.ArgumentTypeError(f"'{part}' bukan jam; contoh 08.00-12.00") from None


def _topic(text: str) -> tuple[str, int]:
    try:
        (topic,) = schedules.parse_topics(values.clean(text)[0])
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan satu materi; contoh 'Pemungutan suara; 2'") from None
    return topic


def _names(text: str) -> list[str]:
    return [name for name in (values.clean(part)[0] for part in text.split(",")) if name]


def _trainers(text: str) -> list[str]:
    return [name for name in (values.clean(part)[0] for part in text.split(";")) if name]
