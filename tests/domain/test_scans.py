"""The lines of a seal, and the number in it, however a scanner sends them."""

import pytest

from kpps_desk.domain import scan_codes, scans
from kpps_desk.domain.attendance import ByCertificate, ByName, ByPerson, BySheet, ByStation, read_mark

SIGNATURE = "abcDE_ " + "A-9" * 28 + "xy"
SEAL = f"SERTIFIKAT KPPS v1\nNo Siti\nKPPS TPS 003 Kel. Gambir\nNo Bimtek, 8 JP\nNo 000001/K/XI/2024\n{SIGNATURE}"
NUMBER = "000001/K/XI/2024"


def gathered(*lines: str) -> list[str]:
    gathering = scans.Gathering()
    texts = [text for line in lines for text in gathering.take(line)]
    return [*texts, gathering.rest()] if gathering.under_way else texts


def test_the_lines_of_a_seal_are_one_text() -> None:
    assert gathered("001 3", *SEAL.split("\n"), "001 4") == ["001 3", SEAL, "001 4"]


@pytest.mark.parametrize("length", range(1, 6))
def test_a_seal_cut_off_by_a_code_swallows_nothing(length: int) -> None:
    code = scan_codes.crew_code("3171011001003")
    begun = SEAL.split("\n")[:length]
    assert gathered(*begun, code) == ["\n".join(begun), code]


def test_what_follows_a_number_without_its_signature_is_a_text_of_its_own() -> None:
    begun = SEAL.split("\n")[:5]
    assert gathered(*begun, "012 3") == ["\n".join(begun), "012 3"]


@pytest.mark.parametrize("end", ["\n", "\t", " ", ""])
def test_the_number_is_found_whatever_the_scanner_sends_for_the_ends_of_lines(end: str) -> None:
    found = read_mark(SEAL.replace("\n", end))
    assert found == ByCertificate(NUMBER, "No Siti" if end == "\n" else "")


def test_a_seal_cut_off_before_its_number_has_none() -> None:
    for length in range(1, 5):
        text = "\n".join(SEAL.split("\n")[:length]).replace("No Bimtek", "Bimtek")
        assert scans.certificate_number(text) is None
        assert scans.shown(text) == "kode sertifikat"


def test_a_typed_number_is_a_certificate_and_a_name_is_a_name() -> None:
    assert read_mark(f"no {NUMBER}") == ByCertificate(NUMBER)
    assert read_mark("No Siti") == ByName("No Siti")
    assert scans.shown(SEAL) == f"No {NUMBER}"


def test_our_codes_are_what_they_name() -> None:
    assert read_mark(scan_codes.person_code(bytes(range(16)))) == ByPerson(bytes(range(16)))
    assert read_mark(scan_codes.crew_code("3171011001003").lower()) == ByStation("3171011001003")
    assert read_mark(scan_codes.sheet_code("AB12-1")) == BySheet("AB12-1")
