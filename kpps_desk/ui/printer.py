"""Put the pages of a PDF on a printer of this machine.

What a newcomer gets wrong: printing in the window's thread. Each page is rendered and painted by a job; the printer's
own troubles come back as a sentence.
"""

from pathlib import Path

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kpps_desk.exchange import rendering
from kpps_desk.problems import Unavailable
from kpps_desk.progress import Progress
from kpps_desk.ui.page_view import image_of

_DPI = 300
_HINT = "Simpan sebagai PDF, lalu cetak dari komputer yang memiliki pencetak."


def new_printer() -> QPrinter:
    """The default printer, set to A4 landscape; Unavailable when there is none."""
    if not QPrinterInfo.availablePrinterNames():
        raise Unavailable("Tidak ada pencetak yang terpasang pada komputer ini.", _HINT)
    return landscape(QPrinter(QPrinter.PrinterMode.HighResolution))


def landscape(printer: QPrinter) -> QPrinter:
    """The same, set to a full A4 page lying on its side."""
    printer.setResolution(_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    return printer


def print_pages(pdf: Path, printer: QPrinter, progress: Progress) -> int:
    """Paint every page; how many. Cancel stops after a whole page."""
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable(f"Pencetak {printer.printerName()} tidak dapat dipakai.", _HINT)
    try:
        paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        done = 0
        for pages, picture in rendering.pictures(pdf, width=paper.width()):
            progress(done, pages, "Mencetak")
            if done and not printer.newPage():
                raise Unavailable(f"Pencetak {printer.printerName()} berhenti pada halaman {done}.", _HINT)
            painter.drawImage(QRect(0, 0, paper.width(), paper.height()), image_of(picture))
            done += 1
    finally:
        painter.end()
    return done


def portrait(printer: QPrinter, size: str) -> QPrinter:
    """The same, set to a full upright page of A4 or F4."""
    paper = QPageSize(QPageSize.PageSizeId.A4)
    if size == "F4":
        paper = QPageSize(QSizeF(215, 330), QPageSize.Unit.Millimeter, "F4")
    printer.setPageSize(paper)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer
