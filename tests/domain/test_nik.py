"""The NIK: every row of the field's table, the century, and Excel's damage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import eligibility, nik
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.findings import Code, Severity
from kpps_desk.domain.values import Sex

VOTING_DAY = date(2024, 11, 27)


def digits(born: date, sex: Sex, *, area: str = "317101", serial: str = "0001") -> str:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return f"{area}{day:02d}{born.month:02d}{born.year % 100:02d}{serial}"


@given(st.dates(date(1924, 11, 28), VOTING_DAY), st.sampled_from(Sex), st.integers(1, 9999))
def test_a_nik_tells_birth_date_and_sex_of_everybody_alive(born: date, sex: Sex, serial: int) -> None:
    facts = nik.parse_nik(digits(born, sex, serial=f"{serial:04d}"), VOTING_DAY)
    assert (facts.born, facts.sex, facts.area, facts.serial) == (born, sex, "317101", f"{serial:04d}")


def test_the_century_is_20_unless_that_day_is_yet_to_come() -> None:
    assert nik.parse_nik("3171012711240001", VOTING_DAY).born == date(2024, 11, 27)
    assert nik.parse_nik("3171012811240001", VOTING_DAY).born == date(1924, 11, 28)
    assert nik.parse_nik("3171012902000001", VOTING_DAY).born == date(2000, 2, 29)
    assert nik.parse_nik("3171012902280001", VOTING_DAY).born == date(1928, 2, 29)


def test_a_womans_day_is_raised_by_forty() -> None:
    facts = nik.parse_nik("3171014711000001", VOTING_DAY)
    assert facts.sex is Sex.FEMALE
    assert facts.born == date(2000, 11, 7)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.NIK_LENGTH),
        ("317101471100001", Code.NIK_LENGTH),
        ("31710147110000011", Code.NIK_LENGTH),
        ("317101471100000A", Code.NIK_LENGTH),
        ("٣١٧١٠١٤٧١١٠٠٠٠٠١", Code.NIK_LENGTH),
        ("3171010011000001", Code.NIK_DATE),
        ("3171013211000001", Code.NIK_DATE),
        ("3171014011000001", Code.NIK_DATE),
        ("3171017211000001", Code.NIK_DATE),
        ("3171018111000001", Code.NIK_DATE),
        ("3171013102000001", Code.NIK_DATE),
        ("3171017002000001", Code.NIK_DATE),
        ("3171010713000001", Code.NIK_DATE),
        ("3171012902010001", Code.NIK_DATE),
        ("3171014711000000", Code.NIK_SERIAL),
        ("1111111111111111", Code.NIK_SAME_DIGIT),
        ("0000000000000000", Code.NIK_SAME_DIGIT),
    ],
)
def test_what_cant_be_a_nik_is_refused_with_its_reason(text: str, code: Code) -> None:
    with pytest.raises(nik.NikError) as refused:
        nik.parse_nik(text, VOTING_DAY)
    assert refused.value.code is code


@given(st.text() | st.text("0123456789", min_size=14, max_size=18))
def test_any_text_is_a_nik_or_a_nik_error(text: str) -> None:
    try:
        repaired, _ = nik.repair(text)
        facts = nik.parse_nik(repaired, VOTING_DAY)
    except nik.NikError:
        return
    assert digits(facts.born, facts.sex, area=facts.area, serial=facts.serial) == facts.nik == repaired


@pytest.mark.parametrize(
    "typed",
    ["3171 0147 1100 0001", "'3171014711000001", "317101.471100.0001", " 3171014711000001 ", "317101-471100-0001"],
)
def test_blanks_dots_and_apostrophes_are_repaired_and_told(typed: str) -> None:
    assert nik.repair(typed) == ("3171014711000001", True)


def test_a_sound_nik_needs_no_repair_and_none_is_none() -> None:
    assert nik.repair("3171014711000001") == ("3171014711000001", False)
    for nothing in (None, "", "  ", "-", "Belum ada"):
        assert nik.repair(nothing) == ("", False)


@pytest.mark.parametrize(
    "cell", [3171014711000001, 3.171014711e15, "3.17101E+15", "3,17101E+15", "3E15", "3171014711000001.0"]
)
def test_a_nik_that_came_as_a_number_is_damaged(cell: object) -> None:
    with pytest.raises(nik.NikError) as refused:
        nik.repair(cell)
    assert refused.value.code is Code.NIK_DAMAGED


def test_differences_are_warnings_and_another_area_is_information() -> None:
    born = date(2000, 11, 7)
    assert nik.findings("3171014711000001", born, Sex.FEMALE, VOTING_DAY) == ()
    assert nik.findings("3171014711000001", None, None, VOTING_DAY) == ()
    found = nik.findings("3273014711000001", date(2000, 7, 11), Sex.MALE, VOTING_DAY)
    assert {finding.code: finding.severity for finding in found} == {
        Code.NIK_BIRTH_DIFFERS: Severity.WARNING,
        Code.NIK_SEX_DIFFERS: Severity.WARNING,
        Code.NIK_ELSEWHERE: Severity.INFO,
    }
    assert [finding.code for finding in nik.findings("", born, Sex.MALE, VOTING_DAY)] == [Code.NIK_MISSING]


def test_a_column_whose_last_digit_is_always_0_is_damaged() -> None:
    damaged = [f"31710147110{serial:04d}0" for serial in range(1, 31)]
    assert nik.column_damaged(damaged)
    assert not nik.column_damaged(damaged[:19])
    assert nik.column_damaged([*damaged, "3171014711000001"])  # a few that somebody typed anew
    sound = [f"317101471100{serial:04d}" for serial in range(1, 31)]
    assert not nik.column_damaged(sound)
    assert not nik.column_damaged([*damaged, *sound])
    assert nik.column_damaged([*damaged[:15], "3171014711000001"], numbers=10)
    assert not nik.column_damaged(sound, numbers=40)  # each a row's own trouble, or the column's by its numbers
    assert nik.column_damaged([*damaged, ""])


REFUSED = {  # the field's table, row by row: what is an error
    "not 16 digits": ("31710147110000", Code.NIK_LENGTH),
    "day code outside 01-31 and 41-71": ("3171013511000001", Code.NIK_DATE),
    "a woman's day of the older system": ("3171018111000001", Code.NIK_DATE),
    "an impossible date": ("3171013002000001", Code.NIK_DATE),
    "serial 0000": ("3171010711000000", Code.NIK_SERIAL),
    "one digit repeated 16 times": ("3333333333333333", Code.NIK_SAME_DIGIT),
    "a number of Excel": ("3.17101E+15", Code.NIK_DAMAGED),
}
KEPT: dict[str, tuple[str, date, dict[Code, Severity]]] = {  # what leaves a person standing
    "birth date differs": ("3171010711000001", date(2000, 7, 11), {Code.NIK_BIRTH_DIFFERS: Severity.WARNING}),
    "sex differs": ("3171014711000001", date(2000, 11, 7), {Code.NIK_SEX_DIFFERS: Severity.WARNING}),
    "another province": ("3273010711000001", date(2000, 11, 7), {Code.NIK_ELSEWHERE: Severity.INFO}),
    "no NIK known": ("", date(2000, 11, 7), {Code.NIK_MISSING: Severity.INFO}),
    "nothing to say": ("3171010711000001", date(2000, 11, 7), {}),
}


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED)
def test_each_error_of_the_fields_table_has_its_verdict(text: str, code: Code) -> None:
    with pytest.raises(nik.NikError) as refused:
        nik.parse_nik(nik.repair(text)[0], VOTING_DAY)
    assert refused.value.code is code


@pytest.mark.parametrize(("text", "born", "verdicts"), KEPT.values(), ids=KEPT)
def test_each_warning_of_the_fields_table_has_its_verdict(
    text: str, born: date, verdicts: dict[Code, Severity]
) -> None:
    found = nik.findings(text, born, Sex.MALE, VOTING_DAY)
    assert {finding.code: finding.severity for finding in found} == verdicts


def test_an_age_out_of_range_by_the_nik_is_a_doubt_to_confirm() -> None:
    typed = date(2000, 11, 7)
    for text, code in (("3171010711100001", Code.TOO_YOUNG), ("3171010711500001", Code.TOO_OLD)):
        about = nik.findings(text, typed, Sex.MALE, VOTING_DAY)
        verdict = eligibility.judge(typed, Sex.MALE, about, RulePack(), VOTING_DAY)
        assert verdict.eligibility == "MS"
        assert (code, Severity.WARNING) in {(one.code, one.severity) for one in verdict.findings}


def test_two_unknown_niks_are_never_equal() -> None:
    nobody = [nik.repair(text)[0] or None for text in ("-", "belum ada")]
    assert nobody == [None, None]  # in the file NULL: no index and no search takes two of them for one
