"""The machine that a table was measured on, in one line."""

import os
import platform

import PySide6
import sqlalchemy
from PySide6.QtCore import qVersion
from sqlcipher3 import dbapi2


def line() -> str:
    """Cores, memory and the versions that decide the figures."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return ", ".join(
        (
            f"{os.cpu_count()} cores ({_processor()})",
            f"{memory:.0f} GB",
            f"{platform.system()} {platform.machine()}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()} (PySide6 {PySide6.__version__})",
            f"SQLite {dbapi2.sqlite_version} (sqlcipher3)",
            f"SQLAlchemy {sqlalchemy.__version__}",
        )
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a pseudo file
            names = [text.partition(":")[2].strip() for text in file if text.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "unknown"
