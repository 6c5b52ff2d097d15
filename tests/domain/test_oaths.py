"""Forms of an oath, witnesses as they are typed, counts of a crew, and the built-in texts."""

import pytest

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import KEYS, CrewCount, Form, Witness, parse_witnesses
from kpps_desk.domain.wordings import WORDINGS, fill, named


def test_every_form_has_a_key_a_name_an_opening_and_an_ending() -> None:
    assert set(KEYS.values()) == set(Form)
    assert len({words.oath_form(form) for form in Form}) == len(Form)
    for form in Form:
        assert WORDINGS[f"sumpah.{form}.pembuka"].text
        assert WORDINGS[f"sumpah.{form}.penutup"].optional
    assert words.oath_form(None) == "belum dipilih"


@pytest.mark.parametrize("code", [*named("sumpah"), *named("pelantikan"), *named("pakta")])
def test_every_built_in_text_of_a_swearing_in_can_be_filled(code: str) -> None:
    wording = WORDINGS[code]
    assert "{" not in fill(wording.text, wording.tokens)


def test_witnesses_are_one_a_line_with_what_they_are_after_a_semicolon() -> None:
    assert parse_witnesses("Siti; Anggota PPS\n\n Budi \n") == (Witness("Siti", "Anggota PPS"), Witness("Budi", ""))
    with pytest.raises(ValueError, match="Saksi"):
        parse_witnesses("; Saksi")


def test_a_crew_counts_walk_ins_among_the_present_and_not_among_the_expected() -> None:
    people = [
        (Attendance.PRESENT, False),
        (Attendance.PRESENT, True),
        (Attendance.SICK, False),
        (Attendance.NOT_RECORDED, False),
    ]
    assert CrewCount.of("001", people) == CrewCount("001", 3, 2, 0, 1, 0, 1)
