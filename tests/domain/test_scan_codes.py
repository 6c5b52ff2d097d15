"""What our codes say, whoever's keyboard the scanner types for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.scan_codes import (
    CrewCode,
    PersonCode,
    SheetCode,
    crew_code,
    person_code,
    read_code,
    sheet_code,
)

_TO_GERMAN = str.maketrans("yzYZ:-", "zyZYÖß")
_TO_FRENCH = str.maketrans("AZQWM:1234567890-", "QWAZ?M&é\"'(-è_çà)")
_SAMPLE = person_code(bytes(range(16)))


@given(st.binary(min_size=16, max_size=16))
def test_a_person_s_code_comes_back_from_any_layout_and_case(uid: bytes) -> None:
    code = person_code(uid)
    assert len(code) == 33
    typed = (code, code.lower(), code.swapcase(), f" {code}\n", f"]Q1{code}", code.translate(_TO_GERMAN))
    for text in (*typed, code.translate(_TO_FRENCH), code.lower().replace(":", ";")):
        assert read_code(text) == PersonCode(uid)


def test_a_crew_and_a_sheet_are_told_apart() -> None:
    assert read_code(crew_code("3171011001003")) == CrewCode("3171011001003")
    assert read_code(crew_code("3171011001003").translate(_TO_FRENCH)) == CrewCode("3171011001003")
    assert read_code(sheet_code("A7-0003")) == SheetCode("A7-0003")


@pytest.mark.parametrize(
    "text",
    ["", "KPPS", "KPPS:O:", "KPPS:X:3171011001003", "KPPS:R:317101100100", "KPPS:O:AAAA", _SAMPLE + "A", "012 3",
     "3171011001003", "Siti", "KPPS:O;" + _SAMPLE[7:], _SAMPLE[:-1] + "B", "KPPS:R:٣171011001003",
     "SERTIFIKAT KPPS v1"],
)  # fmt: skip
def test_anything_else_is_not_ours(text: str) -> None:
    assert read_code(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_code(text)
    read_code(f"KPPS:O:{text}")
