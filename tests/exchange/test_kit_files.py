"""Sealed files of kits: wherever one is cut or changed, whoever opens it reads one sentence and gets nothing else."""

import hashlib
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import NO_MARK, Mark
from kpps_desk.exchange import kit_files, kits
from kpps_desk.exchange.age_keys import identity_of
from kpps_desk.exchange.kit_files import Kind
from kpps_desk.exchange.kits import Guest, Result
from kpps_desk.problems import Refused

PRIVATE, PUBLIC, IDENTITY, RECIPIENT = kit_files.new_keys()
KIT = b"k" * 16
CODE = "123456789012345"
RESULT = Result(
    kit=KIT.hex(),
    device="0" * 32,
    made_at=1_700_000_000_000,
    made_by="Pelatih",
    opened_at=1_699_999_000_000,
    trails=(("a" * 32, (NO_MARK, Mark(Attendance.PRESENT, 1_699_999_500_000, "Pelatih"))),),
    guests=(Guest("b" * 32, "Siti Ma'ruf", Mark(Attendance.PRESENT, 1_699_999_600_000, "Pelatih")),),
)
SEALED = kit_files.seal_result(kits.result_text(RESULT), KIT, PRIVATE, RECIPIENT)
KIT_FILE = kit_files.seal_kit(b"{}", PRIVATE, CODE)


def opened(data: bytes) -> Result:
    kit_files.kit_of(data)
    return kits.read_result(kit_files.open_result(data, IDENTITY, PUBLIC))


def resealed(body: bytes) -> bytes:
    """A head that fits: what somebody would write who knows the format."""
    return f"KPPS-HASIL 1 {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def test_a_result_comes_out_as_it_went_in() -> None:
    assert opened(SEALED) == RESULT
    assert kit_files.kit_of(SEALED) == KIT


def test_a_file_cut_off_at_any_byte_is_refused_in_a_sentence() -> None:
    for data, open_it in ((SEALED, opened), (KIT_FILE, lambda part: kit_files.open_kit(part, CODE))):
        for size in range(len(data)):
            with pytest.raises(Refused):
                open_it(data[:size])


def test_a_byte_changed_anywhere_is_refused_in_a_sentence() -> None:
    for at in range(len(SEALED)):
        for bit in (1, 0x80):
            with pytest.raises(Refused):
                opened(SEALED[:at] + bytes([SEALED[at] ^ bit]) + SEALED[at + 1 :])


def test_a_byte_changed_by_somebody_who_mends_the_head_is_refused_too() -> None:
    body = SEALED[SEALED.index(b"\n") + 1 :]
    for at in range(16, len(body)):
        with pytest.raises(Refused):
            opened(resealed(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]))
        with pytest.raises(Refused):
            opened(resealed(body[:at]))


@given(st.binary(max_size=400))
def test_any_other_file_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused):
        kit_files.kit_of(data)
    with pytest.raises(Refused):
        opened(resealed(data))


def test_a_newer_version_is_named() -> None:
    newer = SEALED.replace(b"HASIL 1 ", b"HASIL 2 ", 1)
    with pytest.raises(Refused, match="lebih baru"):
        opened(newer)


def test_kits_and_results_are_told_apart() -> None:
    with pytest.raises(Refused, match="bukan hasilnya"):
        kit_files.kit_of(KIT_FILE)
    with pytest.raises(Refused, match="bukan paket sesi"):
        kit_files.open_kit(SEALED, CODE)


def test_the_code_is_taken_as_it_is_read_out_and_a_wrong_one_is_said() -> None:
    for typed in (CODE, "123 456 789 012 345", " 123-456-789-012.345 "):
        assert kit_files.open_kit(KIT_FILE, typed)[0] == b"{}"
    for typed in ("", "123", "satu dua tiga", CODE[:-1] + "6", "１２３456789012345"):
        with pytest.raises(Refused, match=r"[Kk]ode pembuka"):
            kit_files.open_kit(KIT_FILE, typed)


def test_a_result_signed_by_somebody_else_is_refused() -> None:
    other, *_ = kit_files.new_keys()
    forged = kit_files.seal_result(kits.result_text(RESULT), KIT, other, RECIPIENT)
    with pytest.raises(Refused, match="Tanda tangan"):
        opened(forged)
    with pytest.raises(Refused):
        kit_files.check_signature(Kind.KIT, b"{}", b"x" * 64, PUBLIC)


def test_a_result_for_another_office_can_not_be_opened() -> None:
    *_, stranger, _ = kit_files.new_keys()
    with pytest.raises(Refused, match="kunci kantor"):
        kit_files.open_result(SEALED, stranger, PUBLIC)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(field=st.sampled_from(Result._fields), value=_JSON)
def test_a_laptop_that_signs_nonsense_gets_a_sentence(field: str, value: Any) -> None:
    content = kits._canonical({**_plain(), field: value})
    try:
        told = kits.read_result(content)
    except Refused:
        return
    assert kits.read_result(kits.result_text(told)) == told


def _plain() -> dict[str, Any]:
    import json

    found: dict[str, Any] = json.loads(kits.result_text(RESULT))
    return found


def test_content_that_is_no_object_or_too_deep_is_refused() -> None:
    for content in (b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"kit": "' + b"00" * 16 + b'"}'):
        with pytest.raises(Refused):
            kits.read_result(content)
        with pytest.raises(Refused):
            kits.read_kit(content)


def test_a_bomb_does_not_unfold() -> None:
    import zlib

    bomb = b"s" * 64 + zlib.compress(b"0" * 50_000_000, 9)
    sealed = KIT + pyrage.encrypt(bomb, [pyrage.x25519.Recipient.from_str(RECIPIENT)])
    with pytest.raises(Refused, match="tidak dapat dibaca"):
        opened(resealed(sealed))


@given(st.binary(min_size=32, max_size=32))
def test_any_secret_is_spelled_as_age_spells_it(secret: bytes) -> None:
    identity = identity_of(secret)
    assert str(pyrage.x25519.Identity.from_str(str(identity))) == str(identity)
    assert pyrage.decrypt(pyrage.encrypt(b"isi", [identity.to_public()]), [identity]) == b"isi"
