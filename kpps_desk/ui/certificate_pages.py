"""The steps of Sertifikat, in the order of their tabs.

What a newcomer gets wrong: importing a page here. Its module is loaded when somebody first turns to it.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from kpps_desk.ui.certificate_step import StepPage


class StepEntry(NamedTuple):
    """`about` is what one does there."""

    title: str
    about: str
    load: Callable[[], type[StepPage]]


def _entry(title: str, about: str, module: str, class_name: str) -> StepEntry:
    def load() -> type[StepPage]:
        found: type[StepPage] = getattr(import_module(f"kpps_desk.ui.{module}"), class_name)
        return found

    return StepEntry(title, about, load)


PAGES: dict[str, StepEntry] = {
    "names": _entry("Bukti nama", "Lembar konfirmasi nama", "certificate_names", "NamesPage"),
    "check": _entry("Periksa", "Temuan, dan jalan memperbaikinya", "certificate_check", "CheckPage"),
    "issue": _entry("Terbitkan", "Beri nomor kepada yang berhak", "certificate_issue", "IssuePage"),
    "print": _entry("Cetak", "Cetak atau simpan, dan catat yang keluar", "certificate_print", "PrintPage"),
    "manage": _entry("Kelola", "Ganti, cabut, cetak ulang", "certificate_manage", "ManagePage"),
    "register": _entry("Register nomor", "Setiap nomor dan setiap celah", "certificate_register", "RegisterPage"),
}
