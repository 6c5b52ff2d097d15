"""What looks like a slip in a name; nothing of it is ever changed."""

import pytest

from kpps_desk.domain import name_forms


@pytest.mark.parametrize(
    "name",
    ["Siti Aminah", "Ahmad bin Salim", "Ma'ruf Amin", "d'Arc Jeanne", "McDonald Yani", "Jean-Luc", "R.A. Kartini",
     "I Made Oka", "dr. Vina Al-Amin", "José Ñandú", "H. M. Ali", "Nur'aini", ""],
)  # fmt: skip
def test_usual_names_are_left_in_peace(name: str) -> None:
    assert not name_forms.all_small(name)
    assert not name_forms.all_capitals(name)
    assert name_forms.odd_words(name) == []
    assert not name_forms.stray_blanks(name)


@pytest.mark.parametrize(
    ("name", "words"), [("siti Aminah", ["siti"]), ("SItI Aminah", ["SItI"]), ("DewiSari", ["DewiSari"])]
)
def test_words_with_odd_capitals_are_named(name: str, words: list[str]) -> None:
    assert name_forms.odd_words(name) == words


def test_all_small_and_all_capitals_are_told_apart_from_initials() -> None:
    assert name_forms.all_small("siti aminah")
    assert name_forms.all_capitals("SITI AMINAH")
    assert not name_forms.all_capitals("A. M.")


def test_degrees_differ_by_their_capitals_alone() -> None:
    found = list(name_forms.odd_degrees("DR. Hj. dr. Dr.", "S.stp., M.si, SH, S.Pd, Sh., XYZ, s.kom"))
    assert found == [
        ("DR.", "Dr."), ("S.stp.", "S.STP."), ("M.si", "M.Si."), ("Sh.", "S.H."), ("s.kom", "S.Kom.")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Siti  Aminah", " Siti", "Siti ", "Siti , S.H."])
def test_stray_blanks_are_found(text: str) -> None:
    assert name_forms.stray_blanks(text)
