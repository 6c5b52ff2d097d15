"""Seats keep their holders through any change of the layout; drafts and versions say the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import rules
from kpps_desk.domain.crew_layout import MOST_SEATS, laid_out, overlapping, relayout
from kpps_desk.domain.election import DOCUMENTS, ROLES, Role, RulePack
from kpps_desk.domain.rules import Draft

_VICE = Role("wakil", "Wakil Ketua KPPS", 0, 1, True, True, True, True)
_CODES = ("ketua", "wakil", "anggota", "ketertiban", "pendamping")


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Role, ...]:
    """Any order of any of the roles, with any number of seats."""
    codes = draw(st.lists(st.sampled_from(_CODES), unique=True, min_size=1))
    return laid_out(replace(_VICE, code=code, seats=draw(st.integers(1, MOST_SEATS))) for code in codes)


def test_the_usual_layout_is_laid_out_already() -> None:
    assert laid_out(ROLES) == ROLES


def test_a_role_before_the_others_shifts_their_numbers() -> None:
    change = relayout(ROLES, laid_out((ROLES[0], _VICE, *ROLES[1:])))
    assert change.renumbered == {2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10}
    assert change.added == (("wakil", 2),)
    assert change.removed == ()


def test_the_last_seat_of_a_role_is_the_one_that_goes() -> None:
    fewer = laid_out((ROLES[0], replace(ROLES[1], seats=5), ROLES[2]))
    change = relayout(ROLES, fewer)
    assert change.removed == (7,)
    assert change.renumbered == {8: 7, 9: 8}


def test_two_roles_on_one_number_are_seen() -> None:
    assert not overlapping(ROLES)
    assert overlapping((*ROLES, replace(_VICE, first_number=9)))


@given(st.lists(layouts(), min_size=1, max_size=6))
def test_every_holder_stays_on_a_seat_of_the_same_role(steps: list[tuple[Role, ...]]) -> None:
    now: tuple[Role, ...] = ROLES
    # (role, which of its seats) -> number: where the person on each seat sits
    holders = {(role.code, place): number for role in now for place, number in enumerate(role.numbers)}
    for new in steps:
        change = relayout(now, new)
        moved, gone = dict(change.moved), set(change.removed)
        assert len(set(moved.values())) == len(moved)
        assert not set(moved) & gone
        assert not set(moved.values()) & {number for _, number in change.added}
        assert sorted([*moved.values(), *(number for _, number in change.added)]) == [
            number for role in new for number in role.numbers
        ]
        holders = {seat: moved[number] for seat, number in holders.items() if number not in gone}
        role_at = {number: role.code for role in new for number in role.numbers}
        assert all(role_at[number] == code for (code, _), number in holders.items())
        now = new


@given(layouts())
def test_the_same_layout_changes_nothing(roles: tuple[Role, ...]) -> None:
    change = relayout(roles, roles)
    assert (change.renumbered, change.added, change.removed) == ({}, (), ())


@given(layouts())
def test_a_version_reads_back_as_it_was_kept(roles: tuple[Role, ...]) -> None:
    draft = Draft(RulePack(min_age=18, entitled=("Siti Ma'ruf",)), roles, 3)
    assert Draft.from_json(draft.to_json(), 3) == draft


@given(st.text(max_size=80), st.sets(st.text(max_size=8), max_size=3))
def test_a_new_code_can_stand_in_a_token_and_is_nobodys(name: str, others: set[str]) -> None:
    first = rules.new_code(name, others)
    assert rules.is_code(first)
    assert first not in others
    assert rules.new_code(name, {*others, first}) not in {*others, first}


def test_a_code_is_readable() -> None:
    assert rules.new_code("Surat keterangan RT/RW", ()) == "surat_keterangan_rt_rw"
    assert rules.new_code("4x6", ()) == "x_4x6"
    assert rules.new_code("Ijazah", {"ijazah"}) == "ijazah_2"


def test_what_was_removed_and_comes_back_under_its_name_is_the_same() -> None:
    ever = DOCUMENTS
    listed = [rule.code for rule in DOCUMENTS if rule.code != "ijazah"]
    assert rules.code_for("ijazah SMA atau sederajat", listed, ever) == "ijazah"
    assert rules.code_for("Ijazah", listed, ever) == "ijazah_2"
    assert rules.code_for("Pas foto 4x6", listed, ever) == "pas_foto_4x6"
