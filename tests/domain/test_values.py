"""Values parsed at the door: they round-trip, and any text gives a value or the one named error."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.values import Sex

_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Siti Ma'ruf", "siti maruf"),
        ("SITI MARUF", "siti maruf"),
        ("Siti Ma’ruf", "siti maruf"),
        ("  Siti   Maruf ", "siti maruf"),
        ("Nur-Aini", "nur aini"),
        ("José Ñuñez", "jose nunez"),
        ("M. Yusuf", "m yusuf"),
        ("Ｂｕｄｉ", "budi"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_share_their_key(typed: str, key: str) -> None:
    assert values.name_key(typed) == key


@given(st.text())
@example("ŉ´ͅ")
def test_a_name_key_is_its_own_key_and_holds_only_words(text: str) -> None:
    key = values.name_key(text)
    assert values.name_key(key) == key
    assert key == " ".join(key.split())
    assert all(char.isalnum() or char == " " for char in key)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text: str) -> None:
    assert values.name_key(text) == values.name_key(values._fold(text))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Budi", ("", "Budi", "")),
        ("Siti Ma'ruf, S.H., M.H.", ("", "Siti Ma'ruf", "S.H., M.H.")),
        ("dr. Ani Lestari,Sp.A", ("dr.", "Ani Lestari", "Sp.A")),
        ("Prof. Dr. H. Ahmad", ("Prof. Dr. H.", "Ahmad", "")),
        ("K.H. Zainuddin", ("K.H.", "Zainuddin", "")),
        ("KH Zainuddin", ("KH", "Zainuddin", "")),
        ("Hj Aminah", ("Hj", "Aminah", "")),
        ("Drs.Bambang", ("Drs.", "Bambang", "")),
        ("Irwan Hadi", ("", "Irwan Hadi", "")),
        ("Dra", ("", "Dra", "")),
        ("H.", ("", "H.", "")),
        (", S.Pd", ("", "", "S.Pd")),
    ],
)
def test_titles_are_parted_from_the_name_as_typed(typed: str, parts: tuple[str, str, str]) -> None:
    assert values.parse_name(typed) == parts


@given(st.text())
def test_parting_a_name_loses_no_letter_and_never_fails(text: str) -> None:
    parts = values.parse_name(text)
    letters = [char for char in text if char.isalnum()]
    assert [char for char in "".join(parts) if char.isalnum()] == letters


@given(st.sampled_from(["", "dr.", "Prof. Dr.", "H.", "Dra. Hj."]), st.sampled_from(["Budi", "Siti Ma'ruf", "I Gede"]))
def test_a_full_name_reads_back_into_its_parts(before: str, name: str) -> None:
    for after in ("", "S.H., M.H.", "S.stp."):
        assert values.parse_name(words.full_name(before, name, after)) == (before, name, after)


@pytest.mark.parametrize(
    "typed",
    [
        "7/11/2000",
        "07-11-2000",
        "07.11.2000",
        "2000-11-07",
        "2000-11-07 00:00:00",
        "2000-11-07T00:00:00",
        "7 November 2000",
        "07 Nov 2000",
        "7 nopember 2000",
        "7-Nov-2000",
        "Selasa, 7 November 2000",
        " 07/11/2000 ",
    ],
)
def test_the_usual_ways_to_write_a_date_are_read_day_first(typed: str) -> None:
    assert values.parse_date(typed) == date(2000, 11, 7)


@pytest.mark.parametrize("typed", ["07/11/00", "11/25/2000", "31-02-2000", "36837", "2000", "7 Novembre 2000", "besok"])
def test_a_date_in_doubt_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError):
        values.parse_date(typed)


def test_dates_of_a_spreadsheet_and_nothing_pass_through() -> None:
    assert values.parse_date(None) is None
    assert values.parse_date("") is values.parse_date("-") is None
    assert values.parse_date(datetime(2000, 11, 7, 12)) == date(2000, 11, 7)  # noqa: DTZ001  as cells hold it
    assert values.parse_date(date(2000, 11, 7)) == date(2000, 11, 7)


@given(_DAYS)
def test_every_date_reads_back_from_every_way_we_write_it(day: date) -> None:
    for text in (words.long_date(day), words.short_date(day), words.weekday_date(day), day.isoformat()):
        assert values.parse_date(text) == day


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("081234567890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+62 0812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("'081234567890", "+6281234567890"),
        ("(021) 345-6789", "+62213456789"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_phones_are_kept_with_the_country_code(typed: str, phone: str) -> None:
    assert values.parse_phone(typed) == phone


@pytest.mark.parametrize("typed", ["8.12E+11", "12345", "tidak ada", "0812/0813 4567 8901", "+1 202 555 0100"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        values.parse_phone(typed)


@given(st.from_regex(r"08[1-9][0-9]{7,10}", fullmatch=True))
def test_a_phone_on_paper_reads_back(paper: str) -> None:
    assert values.phone_on_paper(values.parse_phone(paper)) == paper


@pytest.mark.parametrize("typed", ["003/005", "3/5", "RT 3 RW 5", "RT.003/RW.005", "rt 03 / rw 05", "003 005", "3-5"])
def test_rt_and_rw_are_three_digits_each(typed: str) -> None:
    assert values.parse_rt_rw(typed) == "003/005"


@pytest.mark.parametrize(
    ("typed", "sex"),
    [
        ("L", "L"),
        ("p", "P"),
        ("Laki-laki", "L"),
        ("LAKI LAKI", "L"),
        ("Pria", "L"),
        ("Perempuan", "P"),
        ("wanita", "P"),
    ],
)
def test_the_words_for_sex_are_read(typed: str, sex: str) -> None:
    assert values.parse_sex(typed) is Sex(sex)


@given(st.text())
@pytest.mark.parametrize(
    "parse", [values.parse_date, values.parse_phone, values.parse_rt_rw, values.parse_sex], ids=lambda f: f.__name__
)
def test_any_text_gives_a_value_or_a_value_error(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        assert type(error) is ValueError  # noqa: PT017


@given(st.text())
@example("a\u202eb")
@example("A\u200b\u030a")
@example("\ud800")
def test_cleaned_text_can_be_stored_and_is_clean(text: str) -> None:
    kept, hidden = values.clean(text)
    assert values.clean(kept) == (kept, False)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    kept.encode()  # no half of a pair is left
    if text.isascii() and text.isprintable():
        assert not hidden


def test_hidden_characters_are_taken_out_and_told() -> None:
    assert values.clean("Budi\x00 \u202eSantoso") == ("Budi Santoso", True)
    assert values.clean("Budi\u00a0 Santoso\n") == ("Budi Santoso", False)


def test_half_a_surrogate_pair_is_dropped_from_a_text_and_reported() -> None:
    assert values.clean("Bu\udcffdi \ud800") == ("Budi", True)
