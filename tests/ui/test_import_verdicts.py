"""What became of each row: kinds that filter, fates, search, a file of the problems; 20,000 of them scroll like 50."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.exchange.tables import open_table
from kpps_desk.operations.import_verdicts import CREATED, REJECTED, RowVerdict
from kpps_desk.operations.importing import ImportResult
from kpps_desk.ui.importing_outcome import Outcome, OutcomePanel
from kpps_desk.ui.importing_verdicts import VerdictFilter, Verdicts, advice_of, problem_of
from tests.filled import write_roster
from tests.ui.wizard import Wizard, wizard

__all__ = ["wizard"]

_LENGTH = Finding(Code.NIK_LENGTH, Severity.REJECT, "nik")
_AREA = Finding(Code.AREA_UNKNOWN, Severity.REJECT, "kelurahan", "Gambirr")
_AWAY = Finding(Code.NIK_ELSEWHERE, Severity.INFO, "nik", "32")


def _many(count: int) -> tuple[RowVerdict, ...]:
    return tuple(
        RowVerdict(
            at, f"Orang Ke {at}", REJECTED if at % 4 == 0 else CREATED, (_LENGTH, _AREA) if at % 4 == 0 else (_AWAY,)
        )
        for at in range(6, count + 6)
    )


@pytest.fixture
def panel(wizard: Wizard, tmp_path: Path) -> OutcomePanel:
    """Of a list of which a third is spoiled."""
    wizard.check(write_roster(tmp_path / "cacat.xlsx", faults=0.4))
    return wizard.screen.check.outcome


def test_kinds_are_counted_in_rows_the_gravest_first() -> None:
    kinds = Verdicts(_many(400)).kinds
    assert [(kind.code, kind.rows) for kind in kinds] == [
        ("area_unknown", 100),
        ("nik_length", 100),
        ("nik_elsewhere", 300),
    ]


def test_rows_are_found_by_fate_kind_number_and_name() -> None:
    verdicts = Verdicts(_many(400))

    def found(**wanted: str) -> int:
        return len(verdicts.find(VerdictFilter(**wanted)))

    assert found() == 400
    assert found(fate=REJECTED) == 100
    assert found(code="nik_elsewhere") == 300
    assert found(fate=REJECTED, code="nik_elsewhere") == 0
    assert found(text="40") == 7  # rows 40 and 400 to 405
    assert found(text="orang 123") == 1


def test_two_outcomes_never_share_an_id() -> None:
    first, second = Verdicts(_many(5)), Verdicts(_many(5))
    assert set(first.find(VerdictFilter())).isdisjoint(second.find(VerdictFilter()))
    assert second.page(first.find(VerdictFilter())) == {}


def test_all_that_is_wrong_with_a_row_is_said_with_what_to_do() -> None:
    row = RowVerdict(7, "Siti", REJECTED, (_AWAY, _AREA))
    assert problem_of(row) == "Wilayah tidak ditemukan: Gambirr. NIK pertama kali terdaftar di luar DKI Jakarta"
    assert advice_of(row) == "Periksa nama atau kode kelurahannya"


def test_a_kind_at_the_cursor_filters_the_rows(wizard: Wizard, panel: OutcomePanel) -> None:
    every = panel.rows.total
    panel.kinds_view.setFocus()
    wizard.press(Qt.Key.Key_Down)
    kind = panel.kinds.line(panel.kinds_view.currentIndex().row())
    assert kind is not None
    assert panel.rows.total == kind.row.rows < every
    panel.every.click()
    wizard.settle()
    assert panel.rows.total == every


def test_the_row_at_the_cursor_is_told_whole(wizard: Wizard, panel: OutcomePanel) -> None:
    panel.fate.setCurrentIndex(1)
    wizard.settle()
    panel.search.setFocus()
    wizard.press(Qt.Key.Key_Down)
    line = panel.rows.line(0)
    assert line is not None
    assert line.row.fate == REJECTED
    assert panel.told.startswith(f"Baris {line.row.row}, {line.row.name}, ditolak: ")
    assert problem_of(line.row) in panel.told


def test_the_problems_in_the_filter_are_written_to_a_file(wizard: Wizard, panel: OutcomePanel, tmp_path: Path) -> None:
    panel.fate.setCurrentIndex(1)
    wizard.settle()
    for name in ("masalah.xlsx", "masalah.csv"):
        wizard.screen.saving.problems(panel, tmp_path / "cacat.xlsx", tmp_path / name)
        wizard.settle()
        rows = [row for row in open_table(tmp_path / name).rows() if any(row)]
        assert rows[1] == ["Baris", "Nama", "Menjadi", "Kolom", "Masalah", "Yang perlu dilakukan"]
        assert {row[2] for row in rows[2:]} == {"ditolak"}
        assert len({row[0] for row in rows[2:]}) == panel.rows.total
    assert "masalah.csv" in wizard.notices.text


def test_twenty_thousand_problems_do_not_hold_the_window_up(
    wizard: Wizard, unfrozen: Callable[[], AbstractContextManager[None]]
) -> None:
    outcome = Outcome(ImportResult(read=133_515, created=128_515, rejected=5_000), Verdicts(_many(20_000)))
    page = wizard.screen.check
    wizard.screen.pages.setCurrentWidget(page)
    with unfrozen():
        page.put(outcome)
        wizard.settle()
        page.outcome.rows_view.scrollToBottom()
        wizard.settle()
        page.outcome.rows_view.selectAll()
        page.outcome.search.setText("orang ke 19999")
        wizard.settle()
    assert page.outcome.rows.total == 1
    assert page.next.text() == "&Impor 128.515 baris"
