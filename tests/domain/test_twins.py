"""Spellings of a name, slips in a NIK and in a date, and what is asked of near names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import twins
from kpps_desk.domain.twins import Kind, Likeness, Standing
from kpps_desk.domain.values import name_key

NIK = "3171010101900001"
ALIKE = Likeness(name=100, bearers=1, nik=None, born=None, near_born=False, phone=False, address=False, sex=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad Rizky", "Moh. Rizki"),
        ("Muhammad Rizky", "M. Risqi"),
        ("Siti Aisyah", "St. Aisya"),
        ("Soebandrio", "Subandrio"),
        ("Achmad Faizal", "Ahmad Faisal"),
        ("Fattimah", "Fatimah"),
        ("Ma'ruf Amin", "MARUF AMIN"),
    ],
)
def test_usual_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert twins.spelling(name_key(one)) == twins.spelling(name_key(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Budi", "Edi"), ("Rina", "Rini"), ("Ahmad", "Muhammad"), ("M", "Muhammad")]
)
def test_names_that_are_two_stay_two(one: str, other: str) -> None:
    assert twins.spelling(name_key(one)) != twins.spelling(name_key(other))


def test_an_initial_stands_for_a_word_beside_one_that_is_written_out() -> None:
    assert twins.initials_agree("a budi santoso", "ahmad budi santoso")
    assert not twins.initials_agree("a b", "ahmad budi")
    assert not twins.initials_agree("a budi", "bambang budi")
    assert not twins.initials_agree("a budi", "ahmad budi santoso")


def test_a_name_of_two_words_stands_in_a_longer_one() -> None:
    assert twins.holds("siti aminah", "siti aminah lestari")
    assert not twins.holds("siti", "siti aminah")


@given(st.integers(0, 15), st.integers(1, 9))
def test_one_digit_is_a_slip_wherever_it_stands(at: int, by: int) -> None:
    other = f"{NIK[:at]}{(int(NIK[at]) + by) % 10}{NIK[at + 1 :]}"
    assert twins.nik_slip(NIK, other) is Kind.NIK_DIGIT
    assert twins.differing(NIK, other) == (at,)


def test_two_neighbouring_digits_that_changed_places_are_a_slip_and_two_others_are_none() -> None:
    assert twins.nik_slip("3171010102900001", "3171010120900001") is Kind.NIK_SWAPPED
    assert twins.nik_slip("3171010102900001", "3171012001900001") is None
    assert twins.nik_slip(NIK, "3171010101900012") is None
    assert twins.nik_slip(NIK, NIK) is None


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (date(1990, 2, 11), True),  # day and month changed
        (date(1990, 11, 12), True),
        (date(1991, 11, 2), True),
        (date(1980, 11, 2), True),
        (date(1990, 11, 2), False),  # the same isn't near
        (date(1991, 11, 3), False),
        (date(1890, 11, 2), False),
        (None, False),
    ],
)
def test_one_slip_makes_two_dates_near(other: date | None, near: bool) -> None:
    assert twins.near_born(date(1990, 11, 2), other) is near


def test_near_names_alone_are_no_suspects() -> None:
    assert not twins.near_kind(ALIKE)
    assert twins.near_kind(ALIKE._replace(born=True))
    assert twins.near_kind(ALIKE._replace(born=False, near_born=True))
    assert twins.near_kind(ALIKE._replace(phone=True))
    assert twins.near_kind(ALIKE._replace(address=True))
    assert not twins.near_kind(ALIKE._replace(born=True, sex=False))


def test_sound_niks_that_have_nothing_in_common_speak_for_two_people() -> None:
    strangers = ALIKE._replace(name=90, nik=5, born=True)
    assert not twins.near_kind(strangers)
    assert twins.near_kind(strangers._replace(nik=1))
    assert twins.near_kind(strangers._replace(phone=True))
    assert twins.score(strangers) < twins.score(strangers._replace(nik=1))


@given(
    st.builds(
        Likeness,
        st.integers(0, 100),
        st.integers(1, 5_000),
        st.none() | st.integers(0, 16),
        st.none() | st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.none() | st.booleans(),
    )
)
def test_a_score_ranks_from_1_to_100_and_a_shared_phone_never_lowers_it(of: Likeness) -> None:
    assert 1 <= twins.score(of._replace(phone=False)) <= twins.score(of._replace(phone=True)) <= 100


def test_what_only_one_record_knows_tells_nobody_apart() -> None:
    size = len(twins.FIELDS)
    one, other = ["x"] * size, ["x"] * size
    one[3], other[5] = "", None  # type: ignore[call-overload]
    assert twins.alike(one, other)
    assert twins.taken_over(one, other) == (twins.FIELDS[3],)
    assert not twins.alike(one, ["y", *other[1:]])


def test_who_holds_a_certificate_is_kept_then_who_is_active_then_who_sits() -> None:
    nobody = Standing(False, False, False, 9, 15)
    assert twins.to_keep(nobody._replace(certified=True), nobody._replace(active=True, seated=True))
    assert twins.to_keep(nobody._replace(active=True), nobody._replace(seated=True))
    assert twins.to_keep(nobody, nobody)
    assert not twins.to_keep(nobody, nobody._replace(facts=10))
