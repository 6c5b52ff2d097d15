"""The rule of each kind of certificate: edited as a draft, its effect shown, checked, adopted as a version."""

from dataclasses import replace
from datetime import date

import pytest

from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.election import CertificateRule
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import certificates, checking, rules
from kpps_desk.operations.rules import Change
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import rules as rule_questions
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.people import crew
from tests.trained import trained_crew


def draft_with(workspace: Database, kind: Kind, **changes: object) -> Draft:
    with workspace.read() as db:
        now = rule_questions.current(db)
    rule = replace(now.rules.certificate(kind), **changes)  # type: ignore[arg-type]
    others = tuple(one for one in now.rules.certificates if one.kind != kind)
    return replace(now, rules=replace(now.rules, certificates=(*others, rule)))


def test_a_piagam_is_given_to_officers_too_but_not_before_the_day_after_the_voting(
    workspace: Database, clock: Clock
) -> None:
    seated = trained_crew(workspace)
    early = certificates.issue(workspace, kind=Kind.PIAGAM, by="x")
    assert early.refused == dict.fromkeys(seated, Bar.TOO_EARLY)
    clock.forward(days=21)  # 28 November
    thanked = certificates.issue(workspace, kind=Kind.PIAGAM, by="x")
    assert len(thanked.issued) == 9
    with workspace.read() as db:
        numbers = [row.number for row in questions.page(db, thanked.issued).values()]
        editions = list(questions.editions(db, thanked.issued).values())
        assert questions.candidates(db, kind=Kind.PIAGAM) == questions.Candidates(0, {Bar.ALREADY: 9})
        assert questions.candidates(db).entitled == 7  # a piagam takes no sertifikat's place
    assert numbers[0] == "000001/PIAGAM/31.71.01/XI/2024"
    assert [(one.event, one.dates, one.jp) for one in editions] == [
        ("Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024", "27 November 2024", 0)
    ]
    assert checking.check(workspace) == []


def test_each_kind_counts_its_own_numbers_where_they_bear_its_code(workspace: Database, clock: Clock) -> None:
    trained_crew(workspace)
    clock.forward(days=21)
    certificates.issue(workspace, by="x")
    certificates.issue(workspace, kind=Kind.PIAGAM, by="x")
    with workspace.read() as db:
        for kind, last in ((Kind.CERTIFICATE, "000007"), (Kind.PIAGAM, "000009")):
            ids = questions.ids(db, kind=kind)
            assert questions.count(db, kind=kind) == len(ids)
            assert questions.page(db, ids)[ids[-1]].number.startswith(last)


def test_the_effect_of_another_rule_lists_who_becomes_entitled_before_it_is_adopted(workspace: Database) -> None:
    seated = trained_crew(workspace)
    draft = draft_with(workspace, Kind.CERTIFICATE, roles=("ketua", "anggota", "ketertiban"), trained=False)
    with workspace.read() as db:
        effect = rules.effect(db, draft)
    assert {change: list(ids) for change, ids in effect.entitled.items()} == {
        Change("Sertifikat: tidak", "berhak"): seated[7:]
    }
    assert effect.people_of(Change("Sertifikat: tidak", "berhak")) == 2
    assert effect.seated[Change("Sertifikat: tidak", "berhak")] == 2
    rules.adopt(workspace, draft, reason="Keputusan 12", by="x")
    assert len(certificates.issue(workspace, by="x").issued) == 9
    assert checking.check(workspace) == []


def test_a_rule_by_which_somebody_with_a_certificate_would_not_be_worthy_is_refused(workspace: Database) -> None:
    crew(workspace)  # seated, not sworn
    rules.adopt(workspace, draft_with(workspace, Kind.CERTIFICATE, sworn=False, trained=False), reason="a", by="x")
    assert len(certificates.issue(workspace, by="x").issued) == 7
    assert checking.check(workspace) == []
    strict = draft_with(workspace, Kind.CERTIFICATE, sworn=True)
    with workspace.read() as db:
        assert "7 pemegang sertifikat belum disumpah" in str(rules.effect(db, strict).refusal)
    with pytest.raises(Refused, match="belum disumpah"):
        rules.adopt(workspace, strict, reason="b", by="x")


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        (Kind.CERTIFICATE, {"code": "PIAGAM"}, "dipakai dua jenis"),
        (Kind.CERTIFICATE, {"code": "sert/1"}, "tidak sah"),
        (Kind.CERTIFICATE, {"roles": ("ketua",)}, "Anggota KPPS wajib bersertifikat"),
        (Kind.PIAGAM, {"roles": ("lurah",)}, "tidak ada dalam regu"),
        (Kind.PIAGAM, {"not_before": date(2034, 1, 1)}, "setahun"),
        (Kind.TRAINER, {"sessions": 0}, "1 sampai 50"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_a_sentence(
    workspace: Database, kind: Kind, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        rules.adopt(workspace, draft_with(workspace, kind, **changes), reason="x", by="x")
    assert refused.value.field == "certificates"


def test_a_day_of_the_rule_goes_before_the_voting_day() -> None:
    voting = date(2024, 11, 27)
    rule = CertificateRule("piagam", "P", after_voting=True)
    assert rule.opens(voting) == date(2024, 11, 28)
    assert replace(rule, not_before=date(2024, 12, 8)).opens(voting) == date(2024, 12, 8)
    assert replace(rule, after_voting=False).opens(voting) is None
