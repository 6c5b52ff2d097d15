"""A person's stage and a station's readiness, as conclusions from facts."""

from itertools import product

import pytest

from kpps_desk.domain import readiness
from kpps_desk.domain.election import DKI_2024, ROLES, Role
from kpps_desk.domain.readiness import Lack, Tally
from kpps_desk.domain.stages import Facts, Stage, Steps, stage

_ALL = Steps(True, True, True)
_OATH_ONLY = Steps(True, False, False)


@pytest.mark.parametrize(
    ("facts", "steps", "expected"),
    [
        (Facts(False, "MS", True, True, True, True), _ALL, Stage.ENDED),
        (Facts(True, "BMS", False, False, False, False), _ALL, Stage.REGISTERED),
        (Facts(True, "TMS", False, False, False, False), _ALL, Stage.INELIGIBLE),
        (Facts(True, "MS", False, True, True, True), _ALL, Stage.ELIGIBLE),
        (Facts(True, "MS", True, False, False, False), _ALL, Stage.APPOINTED),
        (Facts(True, "MS", True, False, True, True), _ALL, Stage.APPOINTED),
        (Facts(True, "MS", True, True, False, True), _ALL, Stage.SWORN),
        (Facts(True, "MS", True, True, True, False), _ALL, Stage.TRAINED),
        (Facts(True, "MS", True, True, True, True), _ALL, Stage.CERTIFIED),
        (Facts(True, "MS", True, True, True, True), _OATH_ONLY, Stage.SWORN),
    ],
)
def test_the_stage_is_the_last_step_without_a_gap(facts: Facts, steps: Steps, expected: Stage) -> None:
    assert stage(facts, steps) is expected


def test_one_more_fact_never_lowers_the_stage() -> None:
    for steps in (Steps(*flags) for flags in product((True, False), repeat=3)):
        for flags in product((True, False), repeat=3):
            facts = Facts(True, "MS", True, *flags)
            for more in ("sworn", "trained", "certified"):
                assert stage(Facts(**{**facts._asdict(), more: True}), steps) >= stage(facts, steps)


def test_the_default_crew_has_seven_kpps_and_two_officers() -> None:
    assert DKI_2024.crew == 9
    assert readiness.needs(ROLES, kpps=True) == (7, 7, 7, 7)
    assert readiness.needs(ROLES, kpps=False) == (2, 2, 0, 0)
    assert [DKI_2024.role_at(number).code for number in (1, 2, 7, 8, 9)] == [
        "ketua",
        "anggota",
        "anggota",
        "ketertiban",
        "ketertiban",
    ]
    with pytest.raises(LookupError):
        DKI_2024.role_at(10)


def test_a_station_is_ready_only_when_nobody_lacks_anything() -> None:
    kpps_needs, officer_needs = (readiness.needs(ROLES, kpps=kpps) for kpps in (True, False))
    kpps, officers = Tally(7, 7, 7, 7, 7, 7), Tally(2, 2, 2, 2, 0, 0)
    assert readiness.ready(kpps, kpps_needs, officers, officer_needs)
    assert readiness.lacks(Tally(7, 6, 5, 4, 3, 2), kpps_needs) == (
        Lack("kursi", 1),
        Lack("syarat", 1),
        Lack("sumpah", 3),
        Lack("bimtek", 4),
        Lack("sertifikat", 5),
    )
    for field in ("filled", "eligible", "sworn", "trained", "certified"):
        assert not readiness.ready(kpps._replace(**{field: 6}), kpps_needs, officers, officer_needs)
    assert not readiness.ready(kpps, kpps_needs, officers._replace(sworn=1), officer_needs)


def test_a_crew_of_other_roles_is_judged_by_their_needs() -> None:
    roles = (
        Role("ketua", "Ketua", 1, 1, True, True, True, False),
        Role("anggota", "Anggota", 2, 4, True, True, False, False),
    )
    assert readiness.needs(roles, kpps=True) == (5, 5, 1, 0)
