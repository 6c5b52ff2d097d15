"""Where a page lies on the sheet: as it is, on other paper, moved, two on one."""

import pytest

from kpps_desk.documents import imposition
from kpps_desk.documents.hands import Page
from kpps_desk.documents.paper import A4, A4_LANDSCAPE, F4, Size
from kpps_desk.domain.press import PressError, PressSettings

_MM = 72 / 25.4


def corners(matrix: tuple[float, ...] | None, page: Size) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a placed page, in points."""
    scale, _, _, _, x, y = matrix or (1, 0, 0, 1, 0, 0)
    return x, y, x + page.width * scale, y + page.height * scale


def test_a_page_on_its_own_paper_is_left_as_it_is() -> None:
    laid = imposition.sheets(PressSettings(), A4_LANDSCAPE)
    assert laid.beds == (None,)
    assert laid.size == pytest.approx(A4_LANDSCAPE)


def test_an_offset_moves_to_the_right_and_down() -> None:
    (bed,) = imposition.sheets(PressSettings(dx=2, dy=-1.5), A4_LANDSCAPE).beds
    assert bed == pytest.approx((1, 0, 0, 1, 2 * _MM, 1.5 * _MM))


def test_on_larger_paper_a_page_keeps_its_size_in_the_middle() -> None:
    laid = imposition.sheets(PressSettings(size="F4"), A4_LANDSCAPE)
    assert laid.size == pytest.approx((F4.height, F4.width))
    left, bottom, right, top = corners(laid.beds[0], A4_LANDSCAPE)
    assert (right - left, top - bottom) == pytest.approx(A4_LANDSCAPE)
    assert left == pytest.approx(laid.size.width - right)
    assert bottom == pytest.approx(laid.size.height - top)


def test_on_smaller_paper_it_is_made_smaller_and_nothing_is_cut_off() -> None:
    laid = imposition.sheets(PressSettings(size="A4"), F4)
    left, bottom, right, top = corners(laid.beds[0], F4)
    assert left >= -0.01
    assert bottom >= -0.01
    assert right <= laid.size.width + 0.01
    assert top <= laid.size.height + 0.01


@pytest.mark.parametrize("page", [A4_LANDSCAPE, A4])
@pytest.mark.parametrize("size", [None, "A4", "F4", "Letter"])
def test_two_on_a_sheet_lie_in_halves_along_its_long_edge(page: Size, size: str | None) -> None:
    laid = imposition.sheets(PressSettings(up=2, size=size), page)  # type: ignore[arg-type]
    assert (laid.size.height > laid.size.width) == (page.width > page.height)
    first, second = (corners(bed, page) for bed in laid.beds)
    if laid.size.height > laid.size.width:
        assert first[1] >= laid.size.height / 2 - 0.01 >= second[3] - 0.02
    else:
        assert first[2] <= laid.size.width / 2 + 0.01 <= second[0] + 0.02


def test_only_neighbours_of_one_size_share_a_sheet() -> None:
    assert list(imposition.groups("aabaab", 2)) == [2, 1, 2, 1]
    assert list(imposition.groups("aaa", 2)) == [2, 1]
    assert list(imposition.groups("aaa", 1)) == [1, 1, 1]
    assert list(imposition.groups("", 2)) == []


def test_a_back_lies_in_the_bed_of_its_front_even_where_the_first_has_none() -> None:
    laid = imposition.sheets(PressSettings(up=2), A4_LANDSCAPE)
    back = imposition.impose(laid, [None, Page(3, None)])
    assert (back.form, back.at) == (3, laid.beds[1])
    assert imposition.impose(laid, [None, None]).form is None


def test_settings_come_back_from_their_text_and_unknown_ones_are_refused() -> None:
    settings = PressSettings("orang", True, 2, True, "sesi", "F4", 1.5, -2, "semua")
    assert PressSettings.from_json(settings.to_json()) == settings
    assert PressSettings.from_json('{"up": 2, "later": 1}') == PressSettings(up=2)
    for wrong in ({"up": 3}, {"dx": 21}, {"dy": float("nan")}, {"size": "A3"}, {"split": "dua"}, {"copies": ""}):
        with pytest.raises(PressError):
            PressSettings(**wrong)
