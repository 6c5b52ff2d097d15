"""The keys file: a line a key, older files too, and nothing that isn't a key."""

import pytest

from kpps_desk.exchange import office_keys, seals
from kpps_desk.exchange.office_keys import OfficeKey

KEY, OTHER = seals.new_key(), seals.new_key()
FULL = OfficeKey(KEY.key_id, KEY.public, "2024-11-20", "KPU Kota Contoh, Sub. Teknis")


def test_keys_travel_in_a_file_of_lines() -> None:
    bare = OfficeKey(OTHER.key_id, OTHER.public)
    named = OfficeKey(OTHER.key_id, OTHER.public, "", "PPK Contoh")
    for second in (bare, named):
        text = office_keys.keys_text([FULL, second])
        assert office_keys.read_keys(text) == {FULL.key_id: FULL, second.key_id: second}
        assert KEY.private not in text.encode()


def test_a_file_that_went_through_windows_is_the_same() -> None:
    text = "\ufeff# kunci\r\n\r\n" + office_keys.keys_text([FULL]).replace("\n", " \r\n")
    assert office_keys.read_keys(text) == {FULL.key_id: FULL}


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        f"{KEY.key_id} AAAA",
        "PK\x03\x04",
        f"XXXXXX {'A' * 43}=",
        office_keys.keys_text([FULL]).replace("2024-11-20", "kemarin"),
        office_keys.keys_text([FULL]).replace("PPK", "P\x00K").replace("KPU", "K\x00U"),
    ],
    ids=["letters", "too short", "a ZIP", "another key's id", "no day", "a control character"],
)
def test_a_file_that_holds_no_keys_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        office_keys.read_keys(text)
