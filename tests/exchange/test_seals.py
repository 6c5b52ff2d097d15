"""The seal: true as issued, forged after any change, and one way only to write it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.exchange import seals
from kpps_desk.exchange.seals import State

KEY = seals.new_key()
KEYS = {KEY.key_id: KEY.public}
TEXT = (
    "SERTIFIKAT KPPS v1\nHj. Siti Contoh Ma'ruf, S.Pd.\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\n"
    "Bimbingan Teknis KPPS, 8 JP, 2024-11-09\nNo 000123/SERT/31.71.01/XI/2024"
)
SEAL = seals.sign(TEXT, KEY)


def test_a_seal_is_valid_as_issued_and_tells_its_fields() -> None:
    verdict = seals.read_seal(SEAL, KEYS)
    assert verdict.state is State.VALID
    assert verdict.fields is not None
    assert verdict.fields.name == "Hj. Siti Contoh Ma'ruf, S.Pd."
    assert verdict.fields.number == "000123/SERT/31.71.01/XI/2024"
    assert verdict.fields.key_id == KEY.key_id


def test_a_seal_is_six_lines_that_end_in_key_id_and_signature() -> None:
    lines = SEAL.split("\n")
    assert lines[:5] == TEXT.split("\n")
    key_id, signature = lines[5].split(" ")
    assert (len(key_id), len(signature)) == (6, 86)


@given(st.integers(0, len(SEAL) - 1), st.characters(codec="utf-8"))
def test_a_seal_with_any_changed_character_is_never_valid(place: int, character: str) -> None:
    changed = SEAL[:place] + character + SEAL[place + 1 :]
    if changed != SEAL:
        assert seals.read_seal(changed, KEYS).state is not State.VALID


@pytest.mark.parametrize("place", range(len(TEXT)))
def test_every_character_of_the_text_is_signed(place: int) -> None:
    other = "x" if SEAL[place] != "x" else "y"
    assert seals.read_seal(SEAL[:place] + other + SEAL[place + 1 :], KEYS).state is State.FORGED


@pytest.mark.parametrize(
    "changed",
    [
        SEAL + "\n",
        SEAL + " ",
        SEAL + "A",
        " " + SEAL,
        "\ufeff" + SEAL,
        SEAL.replace("\n", "\r\n"),
        SEAL.replace("\n", "\r"),
        SEAL.replace("\n", "\n\n", 1),
        SEAL.replace("Siti ", "Siti  "),
        SEAL.replace("S.Pd.\n", "S.Pd. \n"),
        SEAL + "==",
        SEAL[:-1],
        SEAL.replace("v1", "v2"),
        SEAL.upper(),
    ],
)
def test_another_way_to_write_the_same_is_forged(changed: str) -> None:
    assert seals.read_seal(changed, KEYS).state is State.FORGED


def test_the_spare_bits_of_the_last_signature_character_are_not_free() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = alphabet[alphabet.index(SEAL[-1]) + 1]  # decodes to the same 64 bytes
    assert seals.read_seal(SEAL[:-1] + twin, KEYS).state is State.FORGED


def test_a_decomposed_letter_is_forged() -> None:
    seal = seals.sign(TEXT.replace("Siti", "Renée"), KEY)
    assert seals.read_seal(seal, KEYS).state is State.VALID
    assert seals.read_seal(unicodedata.normalize("NFD", seal), KEYS).state is State.FORGED


def test_a_key_that_is_not_known_is_neither_true_nor_forged() -> None:
    assert seals.read_seal(SEAL, {}).state is State.UNKNOWN_KEY


def test_a_seal_by_another_key_under_our_key_id_is_forged() -> None:
    other = seals.new_key()
    borrowed = seals.SigningKey(KEY.key_id, other.public, other.private)
    assert seals.read_seal(seals.sign(TEXT, borrowed), KEYS).state is State.FORGED


def test_a_public_key_stored_under_a_wrong_key_id_is_not_believed() -> None:
    other = seals.new_key()
    borrowed = seals.SigningKey(KEY.key_id, other.public, other.private)
    assert seals.read_seal(seals.sign(TEXT, borrowed), {KEY.key_id: other.public}).state is State.FORGED


@given(st.text(max_size=300))
def test_any_other_text_is_unreadable_or_forged_and_never_a_crash(text: str) -> None:
    assert seals.read_seal(text, KEYS).state in {State.UNREADABLE, State.FORGED}


@pytest.mark.parametrize("text", ["", "https://kpu.go.id", "halo", "SERTIFIKAT", "x" * 100_000, "\ud800"])
def test_a_text_that_claims_nothing_is_unreadable(text: str) -> None:
    assert seals.read_seal(text, KEYS).state is State.UNREADABLE


@pytest.mark.parametrize(
    "text",
    [TEXT + "\n", TEXT.replace("\n", "\r\n"), TEXT.replace("Siti", " "), TEXT.replace("Siti", "Re\u0301"), "halo"],
)
def test_only_the_canonical_text_is_signed(text: str) -> None:
    text = text.replace("Hj.   Contoh", " Contoh")
    with pytest.raises(ValueError, match="canonical"):
        seals.sign(text, KEY)
