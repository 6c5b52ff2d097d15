"""The calibration page: its zero stands in the true middle, an offset moves all of it, its codes can be read."""

import io

import pypdfium2
import pytest
import zxingcpp

from kpps_desk.documents import calibration
from kpps_desk.documents.calibration import Calibration
from kpps_desk.domain.press import Paper
from tests import archive

_MM = 72 / 25.4


def drawn(value: Calibration) -> pypdfium2.PdfDocument:
    file = io.BytesIO()
    list(calibration.write(file, value))
    assert archive.faults(file.getvalue()) == []
    return pypdfium2.PdfDocument(file.getvalue())


def middle_of_zero(document: pypdfium2.PdfDocument) -> tuple[float, float]:
    """Where the first bold 0 of the upper scale stands, from the paper's left and top edge."""
    sheet = document[0]
    text = sheet.get_textpage()
    found = text.search("0 5 10")
    at = found.get_next()
    assert at is not None
    left, bottom, right, _ = text.get_charbox(at[0])
    return (left + right) / 2, sheet.get_height() - bottom


@pytest.mark.parametrize("size", ["A4", "F4", "Letter"])
@pytest.mark.parametrize("landscape", [True, False])
def test_all_that_is_said_fits_every_paper(size: Paper, landscape: bool) -> None:
    document = drawn(Calibration("EPSON L3210 “Salinan 2”", size, landscape, 1.5, -0.5, True))
    assert len(document) == 2
    for sheet in document:
        text = sheet.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert 0 <= left <= right <= sheet.get_width()
            assert 0 <= bottom <= top <= sheet.get_height()
    assert "kanan 1,5 mm, bawah −0,5 mm" in document[0].get_textpage().get_text_range()
    document.close()


def test_the_zero_stands_in_the_middle_and_an_offset_moves_it_as_it_moves_pages() -> None:
    plain, moved = (drawn(Calibration(dx=dx, dy=dy)) for dx, dy in ((0, 0), (3, 2)))
    across, down = middle_of_zero(plain)
    assert across == pytest.approx(297 / 2 * _MM, abs=0.5)
    to_across, to_down = middle_of_zero(moved)
    assert (to_across - across, to_down - down) == pytest.approx((3 * _MM, 2 * _MM), abs=0.05)
    plain.close()
    moved.close()


def test_both_codes_are_read_from_a_picture_of_the_page() -> None:
    document = drawn(Calibration())
    picture = document[0].render(scale=300 / 72).to_pil()
    assert len(zxingcpp.read_barcodes(picture)) == 2
    document.close()
