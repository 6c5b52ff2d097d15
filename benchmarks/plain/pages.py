"""The naive certificate: reportlab's canvas, everything drawn anew on every page, the QR by its widget."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = landscape(A4)
LINES = (
    ("KOMISI PEMILIHAN UMUM PROVINSI DKI JAKARTA", 15, 182),
    ("Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024", 11, 175),
    ("SERTIFIKAT", 34, 152),
    ("Diberikan kepada", 12, 130),
    ("sebagai Peserta", 12, 98),
    ("Bimbingan Teknis Kelompok Penyelenggara Pemungutan Suara, 8 JP", 13, 84),
    ("Jakarta, 8-12 November 2024", 12, 76),
    ("Ketua Panitia Pemilihan Kecamatan", 11, 50),
    ("( ........................................ )", 11, 24),
)


class Page(NamedTuple):
    """What one page says of one person."""

    number: str
    name: str
    position: str
    seal: str


def people(count: int) -> list[Page]:
    """So many invented certificates, with seals as long as the real ones."""
    seal = "SERTIFIKAT KPPS v1\nSiti Nurhaliza {0}\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\nBimbingan Teknis KPPS"
    seal += ", 8 JP, 2024-11-09\nNo {0:06d}/SERT/PPK/XI/2024\nabCd12 " + "Qz9-" * 21 + "Aa"
    return [
        Page(f"{index:06d}/SERT/PPK/XI/2024", f"Siti Nurhaliza {index}", "KPPS TPS 003", seal.format(index))
        for index in range(count)
    ]


def draw(pages: Iterable[Page], out: Path) -> None:
    """One PDF, as the tutorials do it."""
    pdfmetrics.registerFont(TTFont("Naive", "Vera.ttf"))  # reportlab's own: one of ours would take our typeface's place
    canvas = Canvas(str(out), pagesize=(WIDTH, HEIGHT))
    for page in pages:
        _background(canvas)
        for text, size, height in (*LINES, (page.name, 26, 114), (page.position, 12, 105), (page.number, 11, 142)):
            canvas.setFont("Naive", size)
            canvas.drawCentredString(WIDTH / 2, height * mm, text)
        _code(canvas, page.seal)
        canvas.showPage()
    canvas.save()


def _background(canvas: Canvas) -> None:
    canvas.setStrokeColor(HexColor("#8B1A1A"))
    for inset, width in ((8, 3), (10, 1), (12, 0.5)):
        canvas.setLineWidth(width)
        canvas.rect(inset * mm, inset * mm, WIDTH - 2 * inset * mm, HEIGHT - 2 * inset * mm)
    canvas.setLineWidth(0.3)
    for step in range(60):
        canvas.line(14 * mm, (14 + step * 3) * mm, 20 * mm, (17 + step * 3) * mm)


def _code(canvas: Canvas, text: str) -> None:
    widget = QrCodeWidget(text, barLevel="M")
    left, low, right, high = widget.getBounds()
    side = 26 * mm
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (high - low), 0, 0])
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, 20 * mm, 20 * mm)
