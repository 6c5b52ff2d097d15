"""Ask for a printer for a finished paper, and say what was sent to it.

What a newcomer gets wrong: running the dialog. It stands beside the window's own thread; what is to follow comes as a
function, and only if somebody says Cetak.
"""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.problems import Unavailable
from kpps_desk.ui.printer import new_printer, portrait
from kpps_desk.ui.screen import Desk


def ask_printer(owner: QWidget, desk: Desk, size: str, print_on: Callable[[QPrinter], None]) -> None:
    """Ask for a printer for upright pages of A4 or F4; a sentence where there is none."""
    try:
        printer = portrait(new_printer(), size)
    except Unavailable as problem:
        desk.notices.trouble(problem)
        return
    dialog = QPrintDialog(printer, owner)
    dialog.accepted.connect(lambda: print_on(printer))
    dialog.setModal(True)
    dialog.show()


def say_printed(desk: Desk, pages: int) -> None:
    desk.notices.say(f"{words.number(pages)} halaman dikirim ke pencetak.")
