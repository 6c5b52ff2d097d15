"""What a scanner does to a seal is put right, and nothing that wasn't signed ever is."""

import pytest

from kpps_desk.exchange import seals, typed_seals
from kpps_desk.exchange.seals import State
from tests import mutated_seals

KEY = seals.key_of(b"\x07" * 32)
KNOWN = {KEY.key_id: KEY.public}
TEXT = (
    "SERTIFIKAT KPPS v1\nHj. Zizi Qori'ah, S.Pd. (Yogya)\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\n"
    "Bimbingan Teknis KPPS, 8 JP, 2024-11-09\nNo 000123/SERT/31.71.01/XI/2024"
)
SEAL = seals.sign(TEXT, KEY)
US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>? "
GERMAN = "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_ "
FRENCH = "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§ "


def is_true(text: str) -> bool:
    return seals.read_seal(text, KNOWN).state is State.VALID


def test_what_was_typed_exactly_is_left_alone() -> None:
    assert typed_seals.mend(SEAL, is_true) == typed_seals.Mended(SEAL, "")


@pytest.mark.parametrize(
    "typed",
    [
        SEAL.replace("\n", "\r\n") + "\r\n",
        SEAL.replace("\n", "\r"),
        SEAL + "\n",
        "\ufeff" + SEAL,
        "]Q1" + SEAL,
        "]Q2 " + SEAL.replace("\n", "\r\n"),
        SEAL.replace("\n", "\t") + "\t",
        SEAL.replace("\n", "\x1d"),
        SEAL.replace("\n", " "),
        SEAL.replace("\n", ""),
        SEAL.replace("\n", "\n\n"),
        SEAL.swapcase(),
        SEAL.translate(str.maketrans(US, GERMAN)),
        SEAL.translate(str.maketrans(US, GERMAN)).replace("\n", "\r\n"),
        SEAL.translate(str.maketrans(US, FRENCH)),
        SEAL.translate(str.maketrans(US, FRENCH)).replace("\n", " "),
    ],
    ids=["crlf", "cr", "end", "bom", "symbology", "symbology and crlf", "tab", "gs", "blanks", "nothing", "doubled",
         "caps lock", "german", "german and crlf", "french", "french and blanks"],
)  # fmt: skip
def test_what_a_scanner_changed_is_put_right_and_said(typed: str) -> None:
    mended = typed_seals.mend(typed, is_true)
    assert mended is not None
    assert mended.text == SEAL
    assert mended.what


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_was_not_signed_is_ever_mended_into_something_else(seed: int) -> None:
    true = set(mutated_seals.true_seals(40, [KEY]))
    for each in mutated_seals.mutations(sorted(true), 700, seed):
        mended = typed_seals.mend(each.text, is_true)
        assert mended is None or mended.text in true, each


@pytest.mark.parametrize("typed", ["", "halo", "x" * 100_000, "SERTIFIKAT KPPS v1" + " a" * 1_900, SEAL[:-1], SEAL * 8])
def test_what_can_not_be_put_right_is_given_up_soon(typed: str) -> None:
    calls = 0

    def counting(text: str) -> bool:
        nonlocal calls
        calls += 1
        return is_true(text)

    assert typed_seals.mend(typed, counting) is None
    assert calls < 20_000
