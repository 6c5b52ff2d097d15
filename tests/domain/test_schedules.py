"""Days, hours and topics as they are typed into a plan."""

from datetime import date

import pytest

from kpps_desk.domain.schedules import parse_days, parse_times, parse_topics


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8 November 2024", [8]),
        ("08-11-2024", [8]),
        ("8-10 November 2024", [8, 9, 10]),
        ("8 s.d. 9 November 2024", [8, 9]),
        ("08-11-2024 s.d. 10-11-2024", [8, 9, 10]),
        ("8, 10 November 2024", [8, 10]),
        ("10-11-2024, 08-11-2024, 10-11-2024", [8, 10]),
        ("8 dan 9 November 2024", [8, 9]),
        ("", []),
    ],
)
def test_days_are_read_as_an_office_writes_them(text: str, days: list[int]) -> None:
    assert parse_days(text) == tuple(date(2024, 11, day) for day in days)


@pytest.mark.parametrize("text", ["besok", "31-02-2024", "12-8 November 2024", "8, 9", "08-11-2024 s.d. 08-11-2025"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_days(text)


def test_hours_are_pairs_in_order() -> None:
    assert parse_times("13.00 – 17.00, 8-12") == (("08.00", "12.00"), ("13.00", "17.00"))


@pytest.mark.parametrize("text", ["08.00", "12.00-08.00", "pagi", "8-25"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_times(text)


def test_topics_carry_their_lesson_hours() -> None:
    text = "Pemungutan suara; 4\nSirekap (2 JP)\n\nSimulasi"
    assert parse_topics(text) == (("Pemungutan suara", 4), ("Sirekap", 2), ("Simulasi", 1))
