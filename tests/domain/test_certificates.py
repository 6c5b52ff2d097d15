"""Who is entitled, numbers, the frozen edition and the signed text."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import certificates
from kpps_desk.domain.certificates import Bar, Edition, Kind
from kpps_desk.domain.election import CERTIFICATES, DKI_2024, ROLES, RulePack

DAY = date(2024, 11, 9)
_CHAIR, _MEMBER, _OFFICER = ROLES
RULE, _TRAINERS, _THANKS = CERTIFICATES
_LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)


def test_only_the_sworn_and_trained_of_a_role_that_needs_one_are_entitled() -> None:
    assert certificates.bar(RULE, _MEMBER, True, True, True, False) is None
    assert certificates.bar(RULE, _OFFICER, True, True, True, False) is Bar.ROLE
    assert certificates.bar(RULE, _CHAIR, False, True, True, False) is Bar.NOT_SEATED
    assert certificates.bar(RULE, _CHAIR, True, False, True, False) is Bar.NOT_SWORN
    assert certificates.bar(RULE, _CHAIR, True, True, False, False) is Bar.NOT_TRAINED
    assert certificates.bar(RULE, _CHAIR, True, True, True, True) is Bar.ALREADY


def test_a_number_follows_its_template() -> None:
    text = certificates.number(DKI_2024.number_template, sequence=42, code="KPPS", area="31.71.01", day=DAY)
    assert text == "000042/KPPS/31.71.01/XI/2024"


def test_an_unknown_token_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"\{bulan\}"):
        certificates.number("{urut}/{bulan}", sequence=1, code="", area="", day=DAY)


@given(st.sets(st.integers(1, 999_999), min_size=2, max_size=20))
def test_two_sequences_never_share_a_number(sequences: set[int]) -> None:
    numbers = {
        certificates.number(DKI_2024.number_template, sequence=sequence, code="K", area="31", day=DAY)
        for sequence in sequences
    }
    assert len(numbers) == len(sequences)


@given(st.lists(st.tuples(_LINE, st.integers(0, 99))), st.lists(_LINE), _LINE)
def test_an_edition_reads_back_from_its_one_canonical_text(
    topics: list[tuple[str, int]], letterhead: list[str], event: str
) -> None:
    edition = Edition(
        Kind.CERTIFICATE, tuple(letterhead), event, tuple(topics), 8, "Aula", "8-12", "Jakarta", DAY, "Ketua", "Nama"
    )
    assert Edition.from_json(edition.to_json()) == edition
    assert Edition.from_json(edition.to_json()).to_json() == edition.to_json()


def test_the_signed_text_has_the_form_that_every_phone_shows() -> None:
    position = certificates.position_line(True, "003", "Gambir", "Gambir")
    assert certificates.seal_lines("Siti  Ma'ruf, S.H. ", position, "Bimtek KPPS", 8, DAY, "000042/XI") == (
        "SERTIFIKAT KPPS v1\nSiti Ma'ruf, S.H.\nKPPS TPS 003 Kel. Gambir, Kec. Gambir\n"
        "Bimtek KPPS, 8 JP, 2024-11-09\nNo 000042/XI"
    )


@given(_LINE, _LINE, _LINE)
def test_no_name_can_add_a_line_to_the_signed_text(name: str, event: str, number: str) -> None:
    text = certificates.seal_lines(name + "\nNo 1", "KPPS\r", event, 8, DAY, number)
    lines = text.split("\n")
    assert len(lines) == 5
    assert all(line == line.strip() for line in lines)
    assert unicodedata.is_normalized("NFC", text)


def test_a_piagam_waits_for_its_day_and_counts_what_its_rule_asks_for() -> None:
    assert certificates.bar(_THANKS, _OFFICER, True, True, False, False, True) is None
    assert certificates.bar(_THANKS, _OFFICER, True, True, False, False, False) is Bar.TOO_EARLY
    assert certificates.bar(_THANKS, _OFFICER, True, False, False, False, False) is Bar.NOT_SWORN
    assert certificates.trainer_bar(_TRAINERS, 0, False) is Bar.NOT_TAUGHT
    assert certificates.trainer_bar(_TRAINERS, 1, False) is None
    assert certificates.trainer_bar(_TRAINERS, 1, True) is Bar.ALREADY


def test_numbers_of_other_kinds_count_apart_only_where_they_bear_a_code() -> None:
    assert certificates.scope(Kind.CERTIFICATE, "SERT", "{urut}/{kode}", DAY) == "2024"
    assert certificates.scope(Kind.PIAGAM, "PIAGAM", "{urut}/{kode}", DAY) == "2024 PIAGAM"
    assert certificates.scope(Kind.PIAGAM, "PIAGAM", "{urut}/{tahun}", DAY) == "2024"


def test_a_trainer_is_named_by_where_they_taught_as_far_as_it_agrees() -> None:
    gambir = ("DKI Jakarta", "Jakarta Pusat", "Gambir", "Gambir")
    cideng, kemayoran = (*gambir[:3], "Cideng"), (*gambir[:2], "Kemayoran", "Serdang")
    assert certificates.trainer_line([gambir, gambir]) == "Narasumber Kel. Gambir, Kec. Gambir"
    assert certificates.trainer_line([gambir, cideng]) == "Narasumber Kec. Gambir"
    assert certificates.trainer_line([gambir[:3]]) == "Narasumber Kec. Gambir"
    assert certificates.trainer_line([gambir, kemayoran]) == "Narasumber Jakarta Pusat"
    assert certificates.trainer_line([]) == "Narasumber"


def test_a_rule_pack_from_before_the_rules_of_certificates_reads_as_by_default() -> None:
    assert RulePack.from_json("{}").certificates == CERTIFICATES
    changed = replace(RulePack(), certificates=(replace(_THANKS, not_before=DAY, roles=("ketua",)),))
    assert RulePack.from_json(changed.to_json()) == changed
    assert changed.certificate(Kind.TRAINER) == _TRAINERS
