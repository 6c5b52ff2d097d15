"""Names of files: whatever a person is called, every computer takes the file and none replaces another."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.file_names import LONGEST, Names, safe


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_windows_takes(text: str) -> None:
    name = safe(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert all(character.isprintable() for character in name)
    assert name == name.strip(" .")
    assert len(name) <= LONGEST + 1
    assert len(f"{name} (99).pdf".encode("utf-8", "replace")) <= 255
    assert name.split(".")[0].strip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


@given(st.lists(st.text(max_size=130), max_size=30))
def test_no_two_files_of_a_folder_have_one_name_on_any_computer(texts: list[str]) -> None:
    names = Names()
    given_names = [names.give(text, ".pdf") for text in texts]
    folded = {unicodedata.normalize("NFKC", name).casefold() for name in given_names}
    assert len(folded) == len(texts)
    assert all(name.endswith(".pdf") and len(name) <= LONGEST + 10 for name in given_names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siti Contoh, S.Pd.", "Siti Contoh, S.Pd"),
        ("Ma'ruf", "Ma'ruf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1 ", "_Lpt1"),
        ("COM¹", "_COM¹"),
        ("", "tanpa nama"),
        (" ... ", "tanpa nama"),
        ("a\x00b\u202ec", "a b c"),
        ("31.71.01.1001 Gambir", "31.71.01.1001 Gambir"),
    ],
)
def test_names_are_kept_as_far_as_they_can_be(text: str, name: str) -> None:
    assert safe(text) == name


def test_the_second_of_a_name_is_numbered() -> None:
    names = Names()
    given_names = [names.give(text, ".pdf") for text in ("Budi", "BUDI", "Budi", "Budi (2)", "é", "e\u0301")]
    assert given_names == ["Budi.pdf", "BUDI (2).pdf", "Budi (3).pdf", "Budi (2) (2).pdf", "é.pdf", "é (2).pdf"]
