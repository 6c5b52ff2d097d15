"""Signed lists of numbers out of force: read back as made, believed only from the right key, never taken back."""

from datetime import date

import pytest

from kpps_desk.exchange import revocations, seals
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.revocations import Flaw
from kpps_desk.exchange.seals import Listed, State

OURS, NEXT, FOREIGN = seals.new_key(), seals.new_key(), seals.new_key()
OFFICE = "KPU Kota Contoh"
DAY = date(2024, 12, 1)
REVOKED = Listed(replaced=False, by="", day="2024-12-01")
REPLACED = Listed(replaced=True, by="000900/SERT/XI/2024", day="2024-12-01")
NUMBERS = {"000123/SERT/XI/2024": REVOKED, "000200/SERT/XI/2024": REPLACED}


def known(*, since: str = "") -> dict[str, OfficeKey]:
    return {
        OURS.key_id: OfficeKey(OURS.key_id, OURS.public, since, OFFICE),
        NEXT.key_id: OfficeKey(NEXT.key_id, NEXT.public, "", OFFICE),
        FOREIGN.key_id: OfficeKey(FOREIGN.key_id, FOREIGN.public, "", "KPU Kota Lain"),
    }


def made(key: seals.SigningKey = OURS, numbers: dict[str, Listed] = NUMBERS, day: date = DAY) -> str:
    return revocations.make_list(OURS.key_id, OFFICE, day, numbers, key)


def seal(number: str, day: str = "2024-11-09") -> str:
    text = f"{seals.HEADER}\nSiti Contoh\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\nBimtek, 8 JP, {day}\nNo {number}"
    return seals.sign(text, OURS)


def verdict(number: str, *lists: str, since: str = "", day: str = "2024-11-09") -> seals.Verdict:
    keys = known(since=since)
    read = [one for text in lists for one in revocations.read_lists(text)]
    return seals.read_seal(
        seal(number, day), {name: key.public for name, key in keys.items()}, revocations.together(keys, read)
    )


def test_a_list_reads_back_as_it_was_made() -> None:
    (one,) = revocations.read_lists(made() + "\n")
    assert (one.office, one.about, one.day, one.numbers) == (OFFICE, OURS.key_id, "2024-12-01", NUMBERS)
    assert (one.revoked, one.replaced, one.whole) == (1, 1, made())
    assert revocations.flaw(one, known()) is None


def test_lists_of_several_keys_share_a_file_that_may_have_gone_through_windows() -> None:
    text = "\ufeff# daftar\r\n" + f"{made()}\n\n{made(NEXT)}\n".replace("\n", "\r\n")
    assert [one.signer for one in revocations.read_lists(text)] == [OURS.key_id, NEXT.key_id]


def test_a_listed_number_is_revoked_or_replaced_and_others_are_valid() -> None:
    assert verdict("000123/SERT/XI/2024", made()) == (State.REVOKED, *verdict("000123/SERT/XI/2024", made())[1:])
    replaced = verdict("000200/SERT/XI/2024", made())
    assert replaced.state is State.REPLACED
    assert replaced.listed is not None
    assert replaced.listed.by == "000900/SERT/XI/2024"
    assert verdict("000124/SERT/XI/2024", made()).state is State.VALID


def test_a_number_once_out_of_force_stays_so_whatever_a_newer_list_says() -> None:
    newer = made(numbers={}, day=date(2025, 1, 1))
    assert verdict("000123/SERT/XI/2024", made(), newer).state is State.REVOKED
    as_replaced = made(numbers={"000123/SERT/XI/2024": REPLACED}, day=date(2025, 1, 1))
    assert verdict("000123/SERT/XI/2024", as_replaced, made()).state is State.REVOKED


def test_another_key_of_the_office_may_sign_and_another_office_may_not() -> None:
    (by_next,), (by_foreign,) = revocations.read_lists(made(NEXT)), revocations.read_lists(made(FOREIGN))
    assert revocations.flaw(by_next, known()) is None
    assert revocations.flaw(by_foreign, known()) is Flaw.OTHER_OFFICE
    assert verdict("000123/SERT/XI/2024", made(FOREIGN)).state is State.VALID


def test_a_list_that_a_revoked_key_signed_afterwards_is_not_believed() -> None:
    (one,) = revocations.read_lists(made())
    assert revocations.flaw(one, known(since="2024-12-01")) is Flaw.REVOKED_KEY
    assert revocations.flaw(one, known(since="2024-12-02")) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("000123", "000124"),
        (OFFICE, "KPU Kota Canth0"),
        ("2024-12-01", "2024-12-02"),
        (" => 000900", " => 000901"),
        ("dicabut 000123/SERT/XI/2024\n", "dicabut 000123/SERT/XI/2023\n"),
    ],
)
def test_a_list_that_was_changed_is_forged(old: str, new: str) -> None:
    (one,) = revocations.read_lists(made().replace(old, new))
    assert revocations.flaw(one, known()) is Flaw.FORGED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "halo",
        made()[:-1],
        made().replace("1 dicabut", "2 dicabut"),
        made().replace("dicabut 000123", "hapus 000123"),
        made().replace("dicabut 000123/SERT/XI/2024\n", "dicabut 000123/SERT/XI/2024\n" * 2),
        made() + "\nhalo",
        made().replace("\ndiganti", "\n\ndiganti"),
    ],
)
def test_what_is_no_list_or_was_cut_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        revocations.read_lists(text)


@pytest.mark.parametrize(
    ("day", "state"), [("2024-11-19", State.VALID), ("2024-11-20", State.REVOKED), ("2024-11-21", State.REVOKED)]
)
def test_of_a_revoked_key_what_is_older_stays_valid_and_says_so(day: str, state: State) -> None:
    found = verdict("000124/SERT/XI/2024", since="2024-11-20", day=day)
    assert (found.state, found.key_since) == (state, "2024-11-20")


def test_a_number_that_would_not_read_back_is_not_listed() -> None:
    with pytest.raises(ValueError):
        made(numbers={"1 => 2": REVOKED})
    with pytest.raises(ValueError):
        made(numbers={"1 ": REVOKED})
