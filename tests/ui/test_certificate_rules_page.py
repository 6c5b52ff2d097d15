"""Pengaturan, Aturan sertifikat: a block a kind; roles follow the page Jabatan until somebody ticks them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Invalid
from kpps_desk.ui.rules_certificates import CertificatesPage
from kpps_desk.ui.screens.settings import SettingsScreen
from tests.filled import fill
from tests.ui.stage import Stage

DRAFT = Draft(DKI_2024.rules, DKI_2024.roles, 1)


@pytest.fixture
def page(qtbot: QtBot) -> CertificatesPage:
    made = CertificatesPage()
    qtbot.addWidget(made)
    made.put(DRAFT, ())
    return made


def test_what_is_shown_lays_the_same_rules_onto_the_draft(page: CertificatesPage) -> None:
    assert page.onto(DRAFT).same(DRAFT)
    assert [box.isChecked() for box in page.kinds[Kind.CERTIFICATE].roles.values()] == [True, True, False]
    assert [box.isChecked() for box in page.kinds[Kind.PIAGAM].roles.values()] == [True, True, True]


def test_roles_follow_the_page_of_roles_until_somebody_ticks(page: CertificatesPage) -> None:
    officers = replace(DRAFT.roles[2], needs_training=True, needs_certificate=True)
    changed = replace(DRAFT, roles=(*DRAFT.roles[:2], officers))
    assert page.onto(changed).rules.certificate(Kind.CERTIFICATE).admits(officers)
    page.kinds[Kind.CERTIFICATE].roles["anggota"].click()
    assert page.onto(changed).rules.certificate(Kind.CERTIFICATE).roles == ("ketua",)


def test_what_is_typed_becomes_the_rule_and_what_cannot_be_read_is_said(page: CertificatesPage) -> None:
    thanks = page.kinds[Kind.PIAGAM]
    thanks.code.setText("TERIMAKASIH")
    thanks.first_day.setText("8-12-2024")
    thanks.after_voting.click()
    thanks.steps["trained"].click()
    page.kinds[Kind.TRAINER].sessions.setValue(3)
    rules = page.onto(DRAFT).rules
    rule = rules.certificate(Kind.PIAGAM)
    assert (rule.code, rule.not_before, rule.after_voting, rule.trained) == (
        "TERIMAKASIH", date(2024, 12, 8), False, True
    )  # fmt: skip
    assert rules.certificate(Kind.TRAINER).sessions == 3
    thanks.first_day.setText("kemarin")
    with pytest.raises(Invalid, match="“kemarin” bukan tanggal"):
        page.onto(DRAFT)
    thanks.first_day.setText("")
    for box in thanks.roles.values():
        box.setChecked(False)
    with pytest.raises(Invalid, match="paling sedikit satu jabatan"):
        page.onto(DRAFT)


def test_a_draft_shows_whom_it_entitles_and_a_refusal_stands_on_its_page(qtbot: QtBot, workspace_path: Path) -> None:
    fill(workspace_path, sworn=True)
    with _staged(qtbot, workspace_path) as stage:
        pages = stage.screen.pages
        block = pages.certificates.kinds[Kind.CERTIFICATE]
        block.steps["trained"].click()
        stage.screen.look()
        stage.settle()
        assert [
            (change.before, change.after, len(ids)) for change, ids in stage.screen.effect.effect.entitled.items()
        ] == [("Sertifikat: tidak", "berhak", 35)]
        stage.screen.back()
        block.code.setText("huruf kecil")
        stage.screen.look()
        stage.settle()
        assert pages.currentWidget() is pages.widget(pages.names.index("Aturan sertifikat"))
        assert "tidak sah" in pages.certificates._trouble.text()


@contextmanager
def _staged(qtbot: QtBot, path: Path) -> Iterator[Stage[SettingsScreen]]:
    made = Stage(qtbot, path, SettingsScreen)
    yield made
    made.background.close()
