"""The glance at a sheet tells what the close look would, however a cell is spelled and wherever a block ends."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.exchange import far_cells, limits
from kpps_desk.problems import Refused

_LETTERS = st.sampled_from(["A", "T", "Z", "AA", "GY", "GZ", "HA", "ZZ", "XFD", "t", "gz", "ha"])
_NUMBERS = st.sampled_from(["1", "12", "99999", "100000", "499999", "500000", "1048576"])
_FORMS = st.sampled_from(
    [
        '<c r="{}"/>',
        '<c r="{}" s="3" t="inlineStr"><is><t>a:c b</t></is></c>',
        "<c r='{}'/>",
        '<c  r="{}"/>',
        '<c\nr = "{}" />',
        '<c s="1" r="{}"><v>1</v></c>',
        '<x:c r="{}"></x:c>',
        "<c><v>1</v></c>",
        '<c s="2"/>',
        "<c/>",
        "<t>x:c y</t>",
    ]
)
_CELLS = st.builds(lambda form, letters, number: form.format(letters + number), _FORMS, _LETTERS, _NUMBERS)
_NEAR = st.builds('<c r="{}{}" s="1"/>'.format, st.sampled_from("ABTZ"), st.integers(1, 499_999))
_PATH = Path("daftar.xlsx")


def _seen(xml: str) -> tuple[str, int]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("sheet", xml)
    sights: list[far_cells._Sight] = []

    class Sight(far_cells._Sight):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            sights.append(self)

    with zipfile.ZipFile(packed) as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr(far_cells, "_BLOCK", 200)
        patch.setattr(far_cells, "_Sight", Sight)
        patch.setattr(limits, "most_cells", lambda size: 10**12)
        try:
            far_cells.look_into(archive, archive.getinfo("sheet"), _PATH, lambda: None)
        except Refused as refused:
            return refused.message, 0
    return "", sights[0].spans


@given(st.lists(_NEAR | _CELLS, max_size=40), st.integers(0, 80))
def test_a_glance_sees_what_a_close_look_sees(cells: list[str], blanks: int) -> None:
    xml = "<worksheet>" + " " * blanks + "<cols/><sheetData><row>" + "".join(cells) + "</row></sheetData></worksheet>"
    at_a_glance = _seen(xml)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(far_cells._Sight, "look_at", far_cells._Sight.look_closely)
        assert _seen(xml) == at_a_glance


@given(st.lists(_NEAR, min_size=20, max_size=40), st.integers(0, 80))
def test_what_excel_writes_is_never_looked_at_closely_but_where_no_cell_stands(cells: list[str], blanks: int) -> None:
    looked: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(far_cells._Sight, "look_closely", lambda _, block: looked.append(block))
        _seen("<worksheet><sheetData>" + " " * blanks + "".join(cells) + "</sheetData></worksheet>")
    assert len(looked) == 1  # the very end
