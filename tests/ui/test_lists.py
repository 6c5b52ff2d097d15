"""The list of any length: stages of an answer, pages on paint, choice by id, keys."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kpps_desk.queries.members import MemberFilter, MemberRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui.background import Background
from kpps_desk.ui.list_model import ListModel
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screens.members import SOURCE, MembersScreen
from tests.filled import fill
from tests.ui import settling

Model = ListModel[MemberFilter, MemberRow]


class Bench:
    """A view of the 45 people of Gambir between two fields."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        self.background = Background()
        self.background.by = "penguji"
        self.background.attach(Database.open(path), threading.get_ident())
        self.model: Model = ListModel(self.background, SOURCE, MembersScreen.columns)
        self.tester = QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Warning)
        self.view = ListView(self.model)
        self.page = QWidget()
        self.before, self.after = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self.page)
        for widget in (self.before, self.view, self.after):
            layout.addWidget(widget)
        qtbot.addWidget(self.page)
        self.page.resize(900, 500)
        self.page.show()

    def ask(self, **wanted: object) -> None:
        self.model.ask(MemberFilter(**wanted))  # type: ignore[arg-type]
        self.settle()

    def settle(self) -> None:
        settling.settle(self.background)

    def names(self) -> list[str]:
        return [line.cells[0] if line else "" for line in map(self.model.line, range(self.model.total))]


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("penuh") / "gambir.kpps"
    path.write_bytes(template.read_bytes())
    fill(path)
    return path


@pytest.fixture
def bench(qtbot: QtBot, filled: Path, tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "uji.kpps"
    path.write_bytes(filled.read_bytes())
    made = Bench(qtbot, path)
    yield made
    made.background.close()


def test_all_ids_are_known_and_the_rows_of_the_first_page_are_here(bench: Bench) -> None:
    bench.ask()
    assert bench.model.complete
    assert bench.model.total == len(bench.model.ids) == 45
    assert all(bench.names())


def test_a_new_question_replaces_the_rows(bench: Bench, unfrozen: Callable[[], AbstractContextManager[None]]) -> None:
    bench.ask()
    name = bench.names()[0]
    word = name.split()[0].strip(",.")
    with unfrozen():
        bench.ask(text=word)
    assert 0 < bench.model.total < 45
    assert all(word.casefold() in found.casefold() for found in bench.names())


def test_nothing_found_leaves_an_empty_list(bench: Bench) -> None:
    bench.ask(text="zzzzqqqq")
    assert bench.model.total == 0
    assert bench.view.current_id() == -1


def test_ctrl_a_means_all_in_the_filter_and_the_ids_come_in_the_lists_order(bench: Bench) -> None:
    bench.ask(area="31.71.01.1001")
    bench.view.setFocus()
    QTest.keyClick(bench.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bench.view.all_chosen()
    assert list(bench.view.chosen()) == list(bench.model.ids)


def test_choice_and_cursor_stay_with_the_people_when_others_come_or_go(bench: Bench) -> None:
    bench.ask(sort="name")
    kept = [bench.model.ids[at] for at in (3, 7, 20)]
    bench.view.choose(kept)
    bench.view.show_id(kept[1])
    bench.view.choose(kept)
    moved = bench.model.ids[40]
    bench.background.do(
        bench.page, "Ganti nama", lambda tx: tx.update(schema.member, moved, {"name": "Aa", "name_key": "aa"})
    )
    bench.settle()
    bench.model.refresh()
    bench.settle()
    assert bench.names()[0].startswith("Aa") or "Aa" in bench.names()[0]
    assert sorted(bench.view.chosen()) == sorted(kept)
    assert bench.view.current_id() == kept[1]


def test_a_change_of_one_row_moves_nothing(bench: Bench) -> None:
    bench.ask()
    changed = bench.model.ids[2]
    resets: list[None] = []
    bench.model.modelReset.connect(lambda: resets.append(None))
    bench.background.do(bench.page, "Ubah", lambda tx: tx.update(schema.member, changed, {"title_after": "S.Kom."}))
    bench.settle()
    bench.model.refresh()
    bench.settle()
    assert resets == []
    assert bench.names()[2].endswith("S.Kom.")


def test_tab_leaves_the_list(bench: Bench) -> None:
    bench.ask()
    bench.page.activateWindow()
    bench.view.setFocus()
    QTest.keyClick(bench.view, Qt.Key.Key_Tab)
    assert bench.page.focusWidget() is bench.after


def test_enter_opens_whom_the_cursor_stands_on(bench: Bench) -> None:
    bench.ask()
    opened: list[int] = []
    bench.view.opened.connect(opened.append)
    bench.view.selectRow(4)
    QTest.keyClick(bench.view, Qt.Key.Key_Return)
    assert opened == [bench.model.ids[4]]


def test_a_click_on_a_heading_orders_and_a_second_one_turns_it_round(bench: Bench) -> None:
    bench.ask()
    wanted: list[tuple[str, bool]] = []
    bench.view.order_wanted.connect(lambda sort, descending: wanted.append((sort, descending)))
    header = bench.view.horizontalHeader()
    for _ in range(2):
        header.sectionClicked.emit(0)
    assert wanted == [("name", False), ("name", True)]


def test_what_is_read_aloud_is_what_is_painted(bench: Bench) -> None:
    bench.ask()
    index = bench.model.index(0, 0)
    assert bench.model.data(index) == bench.names()[0]
    assert bench.model.headerData(0, Qt.Orientation.Horizontal) == "Nama"
