"""One text, one verdict: the page says of every text what the program says, with WebCrypto and without."""

import base64
import random
from collections import Counter
from collections.abc import Callable, Sequence, Sized
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kpps_desk.exchange import office_keys, revocations, seals, verify_page
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.seals import Listed, State, Verdict
from kpps_desk.operations import verifying
from tests.mutated_seals import mutations, true_seals
from tests.verify.chromium import Tab
from tests.verify.conftest import OFFICE, OTHER, keys_text

COUNT = 20_000
AT_ONCE = 2_000
KEYS = {key.key_id: key.public for key in (OFFICE, OTHER)}
TRUE = true_seals(200, [OFFICE, OTHER])
STRANGE = [
    "",
    "halo",
    "https://kpu.go.id",
    "x" * 100_000,
    "SERTIFIKAT KPPS" + "\u00e9" * 1_992,  # 3,999 bytes
    "SERTIFIKAT KPPS" + "\u00e9" * 1_993,  # 4,001 bytes
    "\u017fertifikat kpps",
    "SERT\u0130F\u0131KAT \u212aPPS",
    "sertifikat\u00a0kpps",
    "sertifikat\t\r\nkpps",
    f"aaaaaa {'A' * 86}\u2028",
    f"aaaaaa {'A' * 90} \t\r\n",
    f"aaaaaa {'A' * 79}",
    "\ud800SERTIFIKAT KPPS",
]


def told(verdict: Verdict) -> dict[str, Any]:
    """As the page writes it."""
    fields = verdict.fields
    return {
        "state": verdict.state.value,
        "fields": fields
        and {("keyId" if name == "key_id" else name): value for name, value in fields._asdict().items()},
        "keySince": verdict.key_since,
        "listed": verdict.listed and verdict.listed._asdict(),
    }


def asked(page: Tab, texts: Sequence[str], without_crypto: bool = False) -> list[dict[str, Any]]:
    """The page's verdicts, some thousands at a time."""
    answers: list[dict[str, Any]] = []
    for start in range(0, len(texts), AT_ONCE):
        part = list(texts[start : start + AT_ONCE])
        answers += page.run("return await periksa.verdicts(arguments[0], arguments[1])", part, without_crypto)
    return answers


@pytest.mark.parametrize("without_crypto", [False, True], ids=["webcrypto", "noble"])
def test_the_page_takes_every_true_seal_for_true(page: Tab, without_crypto: bool) -> None:
    answers = asked(page, TRUE, without_crypto)
    assert answers == [told(seals.read_seal(text, KEYS)) for text in TRUE]
    assert Counter(answer["state"] for answer in answers) == {"valid": 200}


def test_the_page_and_the_program_agree_on_20_000_tampered_texts(page: Tab, tmp_path: Path) -> None:
    texts = [mutation.text for mutation in mutations(TRUE, COUNT)] + STRANGE
    expected = [seals.read_seal(text, KEYS) for text in texts]
    assert asked(page, texts) == [told(verdict) for verdict in expected]
    assert {verdict.state for verdict in expected} == {State.FORGED, State.UNREADABLE, State.UNKNOWN_KEY}
    keys = tmp_path / "kunci.txt"
    keys.write_text(keys_text(OFFICE, OTHER), encoding="utf-8")
    by_operation = [verifying.verify(text, keys=keys).judgement.value for text in texts[:500] if "\n" in text]
    assert by_operation == [seals.read_seal(text, KEYS).state.value for text in texts[:500] if "\n" in text]


def test_without_webcrypto_the_verdicts_are_the_same(page: Tab) -> None:
    texts = [mutation.text for mutation in mutations(TRUE, 3_000, seed=11)] + STRANGE
    assert asked(page, texts, without_crypto=True) == [told(seals.read_seal(text, KEYS)) for text in texts]


def test_the_page_knows_the_letters_that_python_takes_for_blanks_and_controls(page: Tab) -> None:
    """Every character that any language counts as one, at the begin, within and at the end of a name."""
    head, _, tail = TRUE[0].split("\n", 2)
    ranges = [(0, 0x301), (0x61C, 0x61D), (0x1680, 0x1681), (0x180B, 0x1810), (0x1FF0, 0x2070), (0x2FF0, 0x3004)]
    ranges += [(0xD7F0, 0xD810), (0xDBF0, 0xDC10), (0xDFF0, 0xE004), (0xFEF0, 0xFF04), (0xFFF0, 0x10004)]
    letters = [chr(code) for first, end in ranges for code in range(first, end)]
    texts = [f"{head}\n{name}\n{tail}" for letter in letters for name in (f"{letter}a", f"a{letter}b", f"a{letter}")]
    answers = asked(page, texts)
    assert answers == [told(seals.read_seal(text, KEYS)) for text in texts]


# Odd points: what makes Ed25519 libraries disagree

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_SMALL = [0, 1, _P - 1, _P, _P + 1] + [
    int.from_bytes(bytes.fromhex(y), "little")
    for y in (
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    )
]
SMALL_ORDER = [(y | sign << 255).to_bytes(32, "little") for y in _SMALL for sign in (0, 1)]


def _odd_seals() -> tuple[str, list[str]]:
    """A keys file of keys that no honest office has, and texts under each of them."""
    text = TRUE[0].rpartition("\n")[0]
    beyond = [(_P + more).to_bytes(32, "little") for more in (2, 3, 9, 18)]
    no_point = (2).to_bytes(32, "little")
    publics = {seals.key_id(public): public for public in [*SMALL_ORDER, *beyond, no_point, OFFICE.public]}
    base = bytes.fromhex("5866666666666666666666666666666666666666666666666666666666666666")
    signatures = [
        point + scalar.to_bytes(32, "little")
        for point in [*SMALL_ORDER, base, base[:31] + b"\xe6", *beyond]
        for scalar in (0, 1, 8, _L - 1, _L, _L + 1, 2 * _L)
    ]
    odd = [f"{text}\n{name} {seals.signature_text(each)}" for name in publics for each in signatures]
    return office_keys.keys_text(OfficeKey(name, public) for name, public in publics.items()), odd


@pytest.mark.parametrize("without_crypto", [False, True], ids=["webcrypto", "noble"])
def test_points_of_small_order_and_odd_encodings_are_judged_as_openssl_does(
    tab: Tab, tmp_path: Path, without_crypto: bool
) -> None:
    keys, texts = _odd_seals()
    verify_page.write(tmp_path / "periksa.html", keys)
    tab.open(tmp_path / "periksa.html")
    known = {name: key.public for name, key in office_keys.read_keys(keys).items()}
    expected = [told(seals.read_seal(text, known)) for text in texts]
    assert asked(tab, texts, without_crypto) == expected
    assert Counter(answer["state"] for answer in expected)["valid"] > 0  # OpenSSL does take some of them for true


# Keys files and signed lists

_LINES = keys_text(OFFICE, OTHER).splitlines()
_ENCODED = base64.urlsafe_b64encode(OFFICE.public).decode()
KEY_FILES = [
    "",
    "# hanya catatan\n\n",
    "\ufeff" + "\r\n".join(_LINES),
    "\r".join(_LINES),
    f"  {_LINES[0]}\t\n",
    f"{OFFICE.key_id} {_ENCODED}",
    f"{OFFICE.key_id} {_ENCODED} -",
    f"{OFFICE.key_id} {_ENCODED} 2024-12-01",
    f"{OFFICE.key_id} {_ENCODED} 2024-12-01 KPU  Kota </script><b>",
    f"{OFFICE.key_id} {_ENCODED} 2024-12-01 ",
    f"{OFFICE.key_id} {_ENCODED} 1 Desember",
    f"{OFFICE.key_id} {_ENCODED} - Kantor\u00a0",
    f"{OFFICE.key_id} {_ENCODED} - Kantor\u00a0Dua",
    f"{OFFICE.key_id} {_ENCODED} - Cafe\u0301",
    f"{OFFICE.key_id} {_ENCODED} - \u2028",
    f"{OFFICE.key_id}  {_ENCODED}",
    f"{OFFICE.key_id} {_ENCODED[:-1]}",
    f"{OFFICE.key_id} {_ENCODED[:-2]}9=",
    f"{OTHER.key_id} {_ENCODED}",
    f"{_LINES[0]}\n{_LINES[0]}",
    "halo",
    TRUE[0],
]


def counted(read: Callable[[str], Sized], texts: Sequence[str]) -> list[int | None]:
    """How many each text holds; None where the program refuses it."""
    counts: list[int | None] = []
    for text in texts:
        try:
            counts.append(len(read(text)))
        except ValueError:
            counts.append(None)
    return counts


def counted_by(page: Tab, read: str, texts: Sequence[str]) -> list[int | None]:
    body = f"return arguments[0].map(one => {{ try {{ return periksa.{read}(one) }} catch {{ return null }} }})"
    answer: list[int | None] = page.run(body, list(texts))
    return answer


def test_the_page_reads_the_keys_files_that_the_program_reads(page: Tab) -> None:
    expected = counted(office_keys.read_keys, KEY_FILES)
    assert counted_by(page, "keys", KEY_FILES) == expected
    assert {None, 0, 1, 2} <= set(expected)


def _lists() -> tuple[str, str]:
    """A keys file in which one key is revoked from a day, and lists that speak for it."""
    day = TRUE[0].split("\n")[3][-10:]
    since = f"{day[:-2]}{int(day[-2:]) + 5:02d}"
    numbers = [text.split("\n")[4][3:] for text in TRUE]
    keys = office_keys.keys_text(
        [
            OfficeKey(OFFICE.key_id, OFFICE.public, "", "KPU Kota Contoh"),
            OfficeKey(OTHER.key_id, OTHER.public, since, "KPU Kota Contoh"),
        ]
    )
    old, new = (date.fromisoformat(since) + timedelta(days=days) for days in (-3, 3))
    of_office = {number: Listed(at % 3 == 0, f"{number}-B" * (at % 2), "") for at, number in enumerate(numbers[:60])}
    newer = {numbers[2]: Listed(True, "baru", ""), numbers[0]: Listed(False, "", "")}
    of_other = {number: Listed(True, "", "") for number in numbers[60:90]}
    lists = [
        revocations.make_list(OFFICE.key_id, "KPU Kota Contoh", old, of_office, OFFICE),
        revocations.make_list(OFFICE.key_id, "KPU Kota Contoh", new, newer, OFFICE),
        revocations.make_list(OTHER.key_id, "KPU Kota Contoh", new, of_other, OFFICE),
        revocations.make_list(OFFICE.key_id, "KPU Kota Contoh", new, {numbers[100]: Listed(False, "", "")}, OTHER),
    ]
    return keys, "# dua kantor\n\n" + "\n\n".join(lists) + "\n"


def test_revoked_and_replaced_numbers_and_a_key_revoked_from_a_day_are_told_alike(tab: Tab, tmp_path: Path) -> None:
    keys, lists = _lists()
    verify_page.write(tmp_path / "periksa.html", keys, lists)
    tab.open(tmp_path / "periksa.html")
    known = office_keys.read_keys(keys)
    out_of_force = revocations.together(known, revocations.read_lists(lists))
    publics = {name: key.public for name, key in known.items()}
    texts = TRUE + [mutation.text for mutation in mutations(TRUE, 300, seed=3)]
    expected = [told(seals.read_seal(text, publics, out_of_force)) for text in texts]
    assert asked(tab, texts) == expected
    states = {answer["state"] for answer in expected}
    assert states == {"valid", "revoked", "replaced", "forged", "unreadable", "unknown_key"}
    assert any(answer["keySince"] and answer["state"] == "valid" for answer in expected)


def test_the_page_refuses_the_lists_that_the_program_refuses(page: Tab) -> None:
    pick, whole = random.Random(5), _lists()[1]
    texts = [whole, "", whole.replace("\n", "\r\n"), whole.replace("\n", "\n\n"), whole.replace("# dua", "dua")]
    for turn in range(400):
        at = pick.randrange(len(whole))
        tampered = (
            whole[:at] + pick.choice("x \n\t\u00a01\ufeff") + whole[at:],
            whole[:at] + whole[at + 1 :],
            whole[:at],
            whole.replace("diganti", "dicabut", turn),
            whole.replace(" => ", pick.choice((" =>", "=> ", " => ", " => => ")), turn),
        )
        texts.append(pick.choice(tampered))
    expected = counted(revocations.read_lists, texts)
    assert counted_by(page, "lists", texts) == expected
    assert None in expected
    assert 4 in expected
