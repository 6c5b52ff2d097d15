"""What the one field at the door understands, and the words and numbers of lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import attendance
from kpps_desk.domain.attendance import Attendance, ByCrew, ByName, ByNikEnd, BySeat, Sought


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("012 3", BySeat("012", 3)),
        ("12-3", BySeat("012", 3)),
        ("tps 12/3", BySeat("012", 3)),
        ("12", ByCrew("012")),
        ("0123", ByNikEnd("0123")),
        ("3171014711000001", ByNikEnd("3171014711000001")),
        (" siti ", ByName("siti")),
        ("12 30", ByName("12 30")),
        ("  ", None),
    ],
)
def test_one_field_takes_a_seat_a_nik_or_a_name(typed: str, sought: Sought | None) -> None:
    assert attendance.read_mark(typed) == sought


@given(st.text())
def test_whatever_is_typed_at_the_door_is_understood(text: str) -> None:
    sought = attendance.read_mark(text)
    assert (sought is None) == (not text.strip())


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("Hadir", Attendance.PRESENT),
        ("IJIN", Attendance.EXCUSED),
        ("sakit", Attendance.SICK),
        ("Tanpa  Keterangan", Attendance.ABSENT),
        ("T.K.", Attendance.ABSENT),
        ("alpa", Attendance.ABSENT),
    ],
)
def test_status_words_of_lists_are_read(typed: str, status: Attendance) -> None:
    assert attendance.parse_status(typed) is status


@pytest.mark.parametrize("typed", ["", "belum dicatat", "?"])
def test_no_mark_is_no_status(typed: str) -> None:
    with pytest.raises(ValueError):
        attendance.parse_status(typed)


def test_row_numbers_and_ranges_are_read_once_each() -> None:
    assert attendance.parse_numbers("12, 3,7,5-8") == [3, 5, 6, 7, 8, 12]
    for wrong in ("", "3,,4", "0", "8-5", "a", "1-999999"):
        with pytest.raises(ValueError):
            attendance.parse_numbers(wrong)
