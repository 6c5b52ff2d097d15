"""Put the pages of a PDF on a printer of this machine, each on the paper that it was drawn for.

What a newcomer gets wrong: printing in the window's thread, or taking a printer for a file. Each page is drawn and
painted by a job; a printer may vanish at any page, and `Stopped` then says after how many.
"""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kpps_desk.exchange.pdf_pages import PdfPages, Room
from kpps_desk.problems import Unavailable
from kpps_desk.progress import Progress
from kpps_desk.ui.paper_glass import image_of

_DPI = 300
_NEAR = 1.5  # mm by which a page may miss a paper and still lie on it
_HINT = "Simpan sebagai PDF, lalu cetak dari komputer yang memiliki pencetak."
_BACK = "Periksa kabel, kertas, dan antrean pencetak, lalu lanjutkan."
F4 = QSizeF(215, 330)
_PAPERS = {
    "A4": QPageSize(QPageSize.PageSizeId.A4),
    "F4": QPageSize(F4, QPageSize.Unit.Millimeter, "F4", QPageSize.SizeMatchPolicy.ExactMatch),
    "Letter": QPageSize(QPageSize.PageSizeId.Letter),
}


class Stopped(Unavailable):
    """The printer went away; `done` pages were handed to it."""

    def __init__(self, message: str, hint: str, done: int) -> None:
        super().__init__(message, hint)
        self.done = done


def printer_names() -> list[str]:
    """The printers of this machine, the default one first. May ask the network: not on the window's thread."""
    default = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name.casefold()))


def printer_named(name: str) -> QPrinter:
    """This printer; Stopped when it is no longer there."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Stopped(f"Pencetak {name} tidak ada lagi.", _BACK, 0)
    return landscape(QPrinter(info, QPrinter.PrinterMode.HighResolution))


def new_printer() -> QPrinter:
    """The default printer, set to A4 landscape; Unavailable when there is none."""
    if not QPrinterInfo.availablePrinterNames():
        raise Unavailable("Tidak ada pencetak yang terpasang pada komputer ini.", _HINT)
    return landscape(QPrinter(QPrinter.PrinterMode.HighResolution))


def landscape(printer: QPrinter) -> QPrinter:
    """The same, set to a full A4 page lying on its side."""
    printer.setResolution(_DPI)
    printer.setPageSize(_PAPERS["A4"])
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    return printer


def portrait(printer: QPrinter, size: str) -> QPrinter:
    """The same, set to a full upright page of A4 or F4."""
    printer.setPageSize(_PAPERS.get(size, _PAPERS["A4"]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def both_sides(printer: QPrinter, on: bool) -> QPrinter:
    """The same, turned over the long edge; a printer that can't is fed by hand."""
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if on else QPrinter.DuplexMode.DuplexNone)
    return printer


def layout_for(width: float, height: float) -> QPageLayout:
    """The full paper that a page of so many millimetres lies on."""
    orientation = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    short, long = sorted((width, height))
    paper = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    for known in _PAPERS.values():
        size = known.size(QPageSize.Unit.Millimeter)
        if abs(size.width() - short) < _NEAR and abs(size.height() - long) < _NEAR:
            paper = known
    made = QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0))
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def print_pages(pdf: Path, printer: QPrinter, progress: Progress) -> int:
    """Paint every page; how many. Cancel stops after a whole page, and so does a printer that vanishes: Stopped."""
    pages = PdfPages(pdf)
    try:
        return _print(pages, printer, progress)
    finally:
        pages.close()


def _print(pages: PdfPages, printer: QPrinter, progress: Progress) -> int:
    painter, name = QPainter(), printer.printerName() or "ini"
    printer.setPageLayout(layout_for(*pages.size_mm(0)))
    if not painter.begin(printer):
        raise Stopped(f"Pencetak {name} tidak dapat dipakai.", _HINT, 0)
    try:
        for page in range(pages.count):
            progress(page, pages.count, "Mencetak")
            if page:
                printer.setPageLayout(layout_for(*pages.size_mm(page)))
            if (page and not printer.newPage()) or printer.printerState() == QPrinter.PrinterState.Error:
                raise Stopped(f"Pencetak {name} berhenti pada halaman {page + 1}.", _BACK, page)
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            shot = pages.shot(page, Room(paper.width(), 0))
            painter.drawImage(QRect(0, 0, paper.width(), paper.height()), image_of(shot.picture))
    finally:
        painter.end()
    progress(pages.count, pages.count, "Mencetak")
    return pages.count
