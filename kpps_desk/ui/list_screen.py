"""The pattern of most screens: search box, filters, list, and a panel of details beside it.

What a newcomer gets wrong: waiting after a key before asking. Each key asks at once and interrupts the question before;
the answer to an older key never reaches the glass.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.conditions import Conditions
from kpps_desk.ui.list_columns import ListColumns
from kpps_desk.ui.list_model import Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.search_box import Choice, SearchBox

__all__ = ["Choice", "ListScreen", "SearchBox"]

_SMALLEST = QSize(560, 280)
_NARROW = 880  # logical pixels; below, the panel takes the list's place

Filter = TypeVar("Filter")
Row = TypeVar("Row")


class ListScreen(Screen, Generic[Filter, Row]):
    """Give columns, source, noun and `wanted()`; add filters with `add_filter`, a panel with `set_details`."""

    columns: ClassVar[Sequence[Column[Any]]] = ()
    noun: ClassVar[str] = ""  # 'anggota': stands after the count
    placeholder: ClassVar[str] = "Cari"
    empty_text: ClassVar[str] = "Belum ada data."
    nothing_found: ClassVar[str] = "Tidak ada yang cocok. Kurangi kata pencarian atau kosongkan saringan."
    first_sort: ClassVar[str] = ""

    def __init__(self, desk: Desk, source: Source[Filter, Row], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sort, self.descending = self.first_sort, False
        self.model: ListModel[Filter, Row] = ListModel(desk.background, source, self.columns, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(f"Daftar {self.noun}")
        self.search = SearchBox(self.placeholder, self.view)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._filters: dict[str, Choice] = {}
        self.conditions: Conditions | None = None
        self._asked = False
        self._narrow = False
        self._panel: QWidget | None = None
        self._build()
        self._connect()
        self._restore()

    def _build(self) -> None:
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.GRID)
        self.bar.addWidget(self.search, 2)
        self.list_columns = ListColumns(self.view, self.columns, self.desk.kept, self.key)
        self.bar.addWidget(self.list_columns.button)
        self.actions_bar = QHBoxLayout()
        self.actions_bar.setSpacing(theme.GRID)
        self.actions_bar.addWidget(self.count, 1)
        self._left = left = QWidget()
        self._back = QPushButton("&Kembali ke daftar")
        self._back.setIcon(theme.icon("undo", "muted"))
        self._back.clicked.connect(self.show_list)
        self._back.hide()
        QShortcut(QKeySequence("Escape"), self._back, self.show_list, context=Qt.ShortcutContext.WindowShortcut)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self.bar)
        self.filters_bar = QHBoxLayout()
        self.filters_bar.setSpacing(theme.GRID)
        column.addLayout(self.filters_bar)
        self._above = QVBoxLayout()
        column.addLayout(self._above)
        column.addWidget(self.view, 1)
        column.addLayout(self.actions_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(left)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # it may be narrowed: the panel then goes
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.splitter)
        self.setTabOrder(self.search, self.view)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self.ask())
        self.search.returnPressed.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.view.order_wanted.connect(self._order)
        self.view.chosen_changed.connect(self._say_count)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed(self.view.current_id()))
        header = self.view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self.model.first_shown.connect(self._first_shown)
        self.model.counted.connect(lambda _: self._say_count())
        self.model.completed.connect(self._say_count)

    # -- for the screens ----------------------------------------------------------------------------------------------

    def wanted(self) -> Filter:
        """The question: made of self.search.text(), self.value(filter), self.sort and self.descending."""
        raise NotImplementedError

    def current_changed(self, id_: int) -> None:
        """The cursor stands on this id now (-1: on none)."""

    def add_filter(self, key: str, name: str, options: Sequence[tuple[str, Any]]) -> Choice:
        """A combo box between search box and list; its value is remembered."""
        choice = Choice(name, options)
        choice.put_text(self.desk.kept.text(f"{self.key}/filter/{key}"))
        choice.currentIndexChanged.connect(lambda _: self._filtered(key))
        self._filters[key] = choice
        self.add_filter_widget(choice)
        return choice

    def add_filter_widget(self, widget: QWidget) -> None:
        """A filter of the screen's own, in the row under the search box."""
        self.filters_bar.addWidget(widget, 1)

    def set_conditions(self, conditions: Conditions) -> None:
        """Filters by column: their button in the row of filters, what holds above the list."""
        self.conditions = conditions
        self.filters_bar.addWidget(conditions.button)
        self._above.addWidget(conditions)
        conditions.changed.connect(self.ask)

    def offer_values(self, key: str, options: Sequence[tuple[str, Any]]) -> None:
        """Add values known only now; a remembered one that was missing is chosen and asked for."""
        choice, kept = self._filters[key], self.desk.kept.text(f"{self.key}/filter/{key}")
        blocker = QSignalBlocker(choice)
        for label, value in options:
            choice.addItem(label, value)
        blocker.unblock()
        if kept and str(choice.value) != kept:
            choice.put_text(kept)
            self.ask()

    def clear_filters(self) -> None:
        """Empty search box and filters without asking."""
        blocker = QSignalBlocker(self.search)
        self.search.clear()
        blocker.unblock()
        for key, choice in self._filters.items():
            choice.put(choice.itemData(0))
            self.desk.kept.keep(f"{self.key}/filter/{key}", "")
        if self.conditions is not None:
            self.conditions.clear()

    def value(self, key: str) -> Any:
        """What a filter says."""
        return self._filters[key].value

    def filter_texts(self) -> list[str]:
        """What the row of filters narrows to, as it is shown."""
        return [choice.currentText() for choice in self._filters.values() if choice.currentIndex() > 0]

    def put_filter(self, key: str, text: str) -> None:
        """The value that was remembered as this text, without asking; a filter that isn't there is passed over."""
        if (choice := self._filters.get(key)) is not None:
            choice.put_text(text)
            self.desk.kept.keep(f"{self.key}/filter/{key}", text)

    def put_search(self, text: str) -> None:
        """This text in the search box, without asking."""
        blocker = QSignalBlocker(self.search)
        self.search.setText(text)
        blocker.unblock()

    def put_order(self, sort: str, *, descending: bool) -> None:
        """This order, without asking."""
        self.sort, self.descending = sort, descending
        self.view.show_order(sort, descending=descending)
        self.desk.kept.keep(f"{self.key}/sort", sort)
        self.desk.kept.keep(f"{self.key}/descending", int(descending))

    def set_details(self, panel: QWidget, width: int = 344) -> None:
        """Put the panel beside the list."""
        self._panel = panel
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        kept = self.desk.kept.number(f"{self.key}/panel", width)
        self.splitter.setSizes([10_000, kept])
        self.splitter.splitterMoved.connect(
            lambda *_: self.desk.kept.keep(f"{self.key}/panel", self.splitter.sizes()[1])
        )

    def show_details(self) -> None:
        """On a narrow screen the panel takes the list's place; Escape or the button brings the list back."""
        if self._narrow and self._panel is not None:
            self._left.hide()
            self._back.show()
            self._panel.show()

    def show_list(self) -> None:
        """Back from the panel."""
        self._left.show()
        self._back.hide()
        if self._panel is not None:
            self._panel.setVisible(not self._narrow)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._left.show()
            self._back.hide()
            if self._panel is not None:
                self._panel.setVisible(not narrow)

    def ask(self) -> None:
        """A new question from the search box and the filters."""
        self._asked = True
        self.model.ask(self.wanted())

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self.ask()

    def reload(self) -> None:
        if self._asked:
            self.model.refresh()

    def to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _first_shown(self) -> None:
        self.view.verticalScrollBar().setValue(0)
        searching = bool(self.search.text()) or any(choice.currentIndex() > 0 for choice in self._filters.values())
        searching = searching or bool(self.conditions is not None and self.conditions.values)
        self.view.say_empty(self.nothing_found if searching else self.empty_text)

    def _filtered(self, key: str) -> None:
        self.desk.kept.keep(f"{self.key}/filter/{key}", str(self._filters[key].value))
        self.ask()

    def _order(self, sort: str, descending: bool) -> None:
        self.put_order(sort, descending=descending)
        self.ask()

    def _say_count(self) -> None:
        total, chosen = self.model.total, self.view.chosen_count()
        text = f"{words.number(total)} {self.noun}"
        if chosen > 1 and chosen == total:
            text = f"Semua {text} dalam saringan dipilih"
        elif chosen > 1:
            text = f"{words.number(chosen)} dari {text} dipilih"
        self.count.setText(text)

    def _restore(self) -> None:
        kept = self.desk.kept
        self.sort = kept.text(f"{self.key}/sort", self.first_sort)
        self.descending = bool(kept.number(f"{self.key}/descending", 0))
        self.view.show_order(self.sort, descending=self.descending)

    def _header_menu(self, at: QPoint) -> None:
        """Of the column under the mouse: filter by it, hide it, choose columns."""
        position = self.view.horizontalHeader().logicalIndexAt(at)
        if not 0 <= position < len(self.columns):
            return
        column, menu = self.columns[position], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.conditions is not None:
            self.conditions.add_to(menu, column.key)
        if not column.stretch:
            hide = menu.addAction(f"Sembunyikan kolom {column.title}")
            hide.triggered.connect(lambda: self.list_columns.show(position, shown=False))
        menu.addAction("Pilih kolom…").triggered.connect(self.list_columns.open)
        menu.popup(self.view.horizontalHeader().mapToGlobal(at))
