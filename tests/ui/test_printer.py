"""Pages on a printer: each on its own paper, both ways, both sides; a printer that goes says after how many."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from kpps_desk.exchange.pdf_pages import PdfPages, Room
from kpps_desk.exchange.rendering import PDFIUM
from kpps_desk.progress import silent
from kpps_desk.ui.printer import Stopped, landscape, layout_for, print_pages, printer_named, printer_names

_MM = 72 / 25.4
SIZES = {"A4": (210, 297), "F4": (215, 330), "Letter": (215.9, 279.4)}


def _pdf(path: Path, *sizes: tuple[float, float]) -> Path:
    out = io.BytesIO()
    canvas = Canvas(out)
    for width, height in sizes:
        canvas.setPageSize((width * _MM, height * _MM))
        canvas.rect(10 * _MM, 10 * _MM, 40 * _MM, 20 * _MM, fill=1)
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    return path


def _tray(path: Path) -> QPrinter:
    printer = landscape(QPrinter())
    printer.setResolution(60)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("lying", [False, True])
def test_a_page_lies_on_its_own_paper_in_its_own_way(tmp_path: Path, name: str, lying: bool) -> None:
    short, long = SIZES[name]
    size = (long, short) if lying else (short, long)
    print_pages(_pdf(tmp_path / "a.pdf", size), _tray(tmp_path / "tray.pdf"), silent)
    with PDFIUM, pypdfium2.PdfDocument(tmp_path / "tray.pdf") as document:
        made = [side / _MM for side in document.get_page_size(0)]
    assert made == pytest.approx(size, abs=1.5)


@pytest.mark.usefixtures("qapp")
def test_papers_may_change_from_page_to_page(tmp_path: Path) -> None:
    source = _pdf(tmp_path / "a.pdf", (297, 210), (215, 330), (297, 210))
    assert print_pages(source, _tray(tmp_path / "tray.pdf"), silent) == 3
    with PDFIUM, pypdfium2.PdfDocument(tmp_path / "tray.pdf") as document:
        widths = [round(document.get_page_size(page)[0] / _MM) for page in range(3)]
    assert widths == [297, 215, 297]


@pytest.mark.usefixtures("qapp")
def test_what_is_drawn_stands_where_the_pdf_has_it(tmp_path: Path) -> None:
    print_pages(_pdf(tmp_path / "a.pdf", (210, 297)), _tray(tmp_path / "tray.pdf"), silent)
    pages = PdfPages(tmp_path / "tray.pdf")
    picture = pages.shot(0, Room(420, 0)).picture  # two pixels a millimetre
    pages.close()
    rows = [
        picture.pixels[at * picture.stride : at * picture.stride + picture.width * 3] for at in range(picture.height)
    ]
    dark = [(at, row.index(b"\0\0\0") // 3) for at, row in enumerate(rows) if b"\0\0\0\0\0\0" in row]
    top, left = dark[0][0] / 2, min(at for _, at in dark) / 2
    assert left == pytest.approx(10, abs=1)
    assert top == pytest.approx(297 - 30, abs=1)


def test_f4_is_a_paper_of_its_own() -> None:
    layout = layout_for(330, 215)
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    size = layout.pageSize().size(QPageSize.Unit.Millimeter)
    assert (size.width(), size.height()) == (215, 330)


@pytest.mark.qt_log_ignore("QPdfPrintEngine|QPainter|PDF|open")
@pytest.mark.usefixtures("qapp")
def test_a_printer_that_cannot_be_begun_says_so(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="tidak dapat dipakai") as stopped:
        print_pages(_pdf(tmp_path / "a.pdf", (210, 297)), _tray(tmp_path / "nowhere" / "tray.pdf"), silent)
    assert stopped.value.done == 0


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_is_gone_says_so() -> None:
    assert "Tidak Ada" not in printer_names()
    with pytest.raises(Stopped, match="Pencetak Tidak Ada tidak ada lagi"):
        printer_named("Tidak Ada")
