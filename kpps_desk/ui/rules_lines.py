"""A page of Pengaturan that edits a list: its lines on the left, the chosen one's fields beside them.

What a newcomer gets wrong: giving a new line its code at once. It has none until it is asked for with `onto`: then its
name is known, and a name that went comes back under its old code with all that was recorded.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain import rules, values
from kpps_desk.domain.rules import Draft, Named
from kpps_desk.problems import Invalid
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.rules_page import RulesPage, say, trouble_label
from kpps_desk.ui.short_list import ShortModel

L = TypeVar("L", bound=Named)
_KEYS = (("Insert", "add"), ("Delete", "remove"), ("Alt+Up", "up"), ("Alt+Down", "down"), ("F2", "edit"))


class LinesPage(RulesPage, Generic[L]):
    """Give columns, noun, `lines_of`, `with_lines`, `fresh`, `renamed`, and the fields beside the name."""

    columns: ClassVar[Sequence[Column[Any]]] = ()
    noun: ClassVar[str] = ""  # 'dokumen'
    told: ClassVar[str] = ""  # under the fields

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, L] = {}
        self._next = 0
        self._ever: list[L] = []
        self._editing = -1
        self.model: ShortModel[L] = ShortModel(self.columns, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(self.title)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.say_empty(f"Belum ada {self.noun}. Tekan Tambah.")
        self.view.opened.connect(lambda _: self.edit())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.name = QLineEdit()
        self.name.textEdited.connect(lambda _: self._typed())
        self._trouble = trouble_label()
        self._build()

    # -- what a list of its own says ----------------------------------------------------------------------------------

    def lines_of(self, draft: Draft) -> Sequence[L]:
        raise NotImplementedError

    def with_lines(self, draft: Draft, lines: Sequence[L]) -> Draft:
        raise NotImplementedError

    def fresh(self, code: str) -> L:
        """A new line."""
        raise NotImplementedError

    def coded(self, line: L, code: str) -> L:
        """The same line under a code."""
        raise NotImplementedError

    def add_fields(self, grid: QGridLayout) -> Sequence[QWidget]:
        """The fields below the name, laid into the grid."""
        raise NotImplementedError

    def fill(self, line: L) -> None:
        """Show a line's other fields; said under blocked signals."""
        raise NotImplementedError

    def read(self, line: L, name: str) -> L:
        """The line as the fields say."""
        raise NotImplementedError

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        self._buttons: dict[str, QPushButton] = {}
        for key, text, slot in (
            ("add", "&Tambah", self.add),
            ("remove", "&Hapus", self.remove),
            ("up", "Na&ik", lambda: self.shift(-1)),
            ("down", "Tu&run", lambda: self.shift(1)),
        ):
            button = QPushButton(text)
            button.clicked.connect(slot)
            buttons.addWidget(button)
            self._buttons[key] = button
        buttons.addStretch(1)
        for (keys, what), slot in zip(
            _KEYS, (self.add, self.remove, lambda: self.shift(-1), lambda: self.shift(1), self.edit), strict=True
        ):
            inside(self.view, keys, slot)
            if what in self._buttons:
                self._buttons[what].setToolTip(keys.replace("Up", "↑").replace("Down", "↓"))
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addWidget(self.view, 1)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addLayout(left, 3)
        row.addWidget(self._card(), 2)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setMinimumWidth(236)
        label = QLabel("&Nama")
        label.setObjectName("caption")
        label.setBuddy(self.name)
        self.name.setAccessibleName(f"Nama {self.noun}")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setVerticalSpacing(6)
        grid.addWidget(label, 0, 0, 1, 2)
        grid.addWidget(self.name, 1, 0, 1, 2)
        self._editors = (self.name, *self.add_fields(grid))
        grid.addWidget(self._trouble, grid.rowCount(), 0, 1, 2)
        grid.addWidget(plain(self.told, "caption"), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return card

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, draft: Draft, versions: Sequence[Draft]) -> None:
        at = max(0, self.view.currentIndex().row())
        self._ever = [line for version in versions for line in self.lines_of(version)]
        self._lines = dict(enumerate(self.lines_of(draft)))
        self._next = len(self._lines)
        self._editing = -1
        self.model.put(self._lines)
        self.view.selectRow(min(at, len(self._lines) - 1))
        self._show_current()
        self.clear_trouble()

    def onto(self, draft: Draft) -> Draft:
        listed = [line.code for line in self._lines.values() if line.code]
        lines = []
        for line in self._lines.values():
            if not line.code:
                line = self.coded(line, rules.code_for(line.name, listed, self._ever))
                listed.append(line.code)
            lines.append(line)
        return self.with_lines(draft, lines)

    def show_trouble(self, problem: Invalid) -> None:
        say(self._trouble, str(problem))
        empty = next((id_ for id_, line in self._lines.items() if not line.name.strip()), -1)
        if empty >= 0:
            self.view.show_id(empty)
            self.edit()
        else:
            self.focus_first()

    def clear_trouble(self) -> None:
        say(self._trouble, "")

    def focus_first(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the list -----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new line below the chosen one, with the cursor in its name."""
        fresh = self._next
        self._next += 1
        ids = list(self._lines)
        ids.insert(self.view.currentIndex().row() + 1, fresh)
        self._reorder(ids, {**self._lines, fresh: self.fresh("")}, fresh)
        self.edit()

    def remove(self) -> None:
        """Take the chosen line out of the draft."""
        current = self.view.current_id()
        if current in self._lines:
            ids = list(self._lines)
            at = ids.index(current)
            ids.remove(current)
            self._reorder(ids, self._lines, ids[min(at, len(ids) - 1)] if ids else -1)

    def shift(self, step: int) -> None:
        """The chosen line up or down."""
        ids, current = list(self._lines), self.view.current_id()
        if current not in self._lines or not 0 <= (to := ids.index(current) + step) < len(ids):
            return
        ids.insert(to, ids.pop(ids.index(current)))
        self._reorder(ids, self._lines, current)

    def edit(self) -> None:
        """Into the fields of the chosen line."""
        if self.name.isEnabled():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def _reorder(self, ids: Sequence[int], lines: dict[int, L], current: int) -> None:
        self._lines = {id_: lines[id_] for id_ in ids}
        self._editing = -1
        self._lay_out()
        self.model.put(self._lines)
        self.view.show_id(current)
        self._show_current()
        self.clear_trouble()
        self.edited.emit()

    def _lay_out(self) -> None:
        """After a change, for lists whose lines depend on those before."""

    def _show_current(self) -> None:
        current = self.view.current_id()
        line = self._lines.get(current)
        ids = list(self._lines)
        self._buttons["remove"].setEnabled(line is not None)
        self._buttons["up"].setEnabled(line is not None and ids[0] != current)
        self._buttons["down"].setEnabled(line is not None and ids[-1] != current)
        for editor in self._editors:
            editor.setEnabled(line is not None)
        self._editing = current if line is not None else -1
        blockers = [QSignalBlocker(editor) for editor in self._editors]
        self.name.setText(line.name if line is not None else "")
        if line is not None:
            self.fill(line)
        for blocker in blockers:
            blocker.unblock()

    def _typed(self) -> None:
        """A field of the chosen line was changed by the person."""
        if self._editing in self._lines:
            name = values.clean(self.name.text())[0]
            self._lines[self._editing] = self.read(self._lines[self._editing], name)
            before = dict(self._lines)
            self._lay_out()
            for id_, line in self._lines.items():
                if id_ == self._editing or line != before[id_]:
                    self.model.change(id_, line)
            self.clear_trouble()
            self.edited.emit()
