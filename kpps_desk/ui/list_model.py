"""A list of any length: all ids at once, rows a page of 100 at a time, fetched when they are painted.

What a newcomer gets wrong: putting a QSortFilterProxyModel on it. Another filter or order is a new question; the answer
comes in two stages (first page with its rows and the count, then all ids): the rest is waited for by nobody.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kpps_desk.ui.background import Background

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot

PAGE = 100
SIGHT = 48  # rows that come with the answer: as many as a screen shows, and a stretch to scroll
_AHEAD = 16  # rows below those in sight that are fetched with them
_PAGES_KEPT = 24

Filter = TypeVar("Filter")
Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class Mark(NamedTuple):
    """A small drawing before a cell's text: its shape tells the state, the colour only repeats it."""

    icon: str
    token: str


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `text` is called off the window's thread; `sort` is the question's name for this order, '' none."""

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    sort: str = ""
    right: bool = False
    stretch: bool = False
    mark: Callable[[Row], Mark | None] | None = None
    shown: bool = True  # until the person chooses otherwise


@dataclass(frozen=True, slots=True)
class Source(Generic[Filter, Row]):
    """The questions of a list: the functions of a module in queries/.

    `few` gives all ids where that takes no longer than a page of them, else None: then they are asked for once.
    """

    first: "Callable[[Snapshot, Filter], array[int]]"
    count: "Callable[[Snapshot, Filter], int]"
    ids: "Callable[[Snapshot, Filter], array[int]]"
    page: "Callable[[Snapshot, Sequence[int]], dict[int, Row]]"
    few: "Callable[[Snapshot, Filter], array[int] | None] | None" = None


class Line(NamedTuple, Generic[Row]):
    """A row made ready to paint."""

    id: int
    row: Row
    cells: tuple[str, ...]
    marks: tuple[Mark | None, ...]


class _First(NamedTuple, Generic[Row]):
    """The first page, and how many there are."""

    ids: "array[int]"
    lines: list[Line[Row] | None]
    total: int


class ListModel(QAbstractTableModel, Generic[Filter, Row]):
    """Rows are asked for by paint (`want`), never by data(): data() only says what is here."""

    first_shown = Signal()  # the first page of a new question is in
    counted = Signal(int)
    completed = Signal()  # all ids are in

    def __init__(
        self,
        background: Background,
        source: Source[Filter, Row],
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ids: array[int] = array("q")
        self.total = 0
        self.complete = False
        self.filter: Filter | None = None
        self._background = background
        self._source = source
        self._pages: OrderedDict[int, list[Line[Row] | None]] = OrderedDict()
        self._stale = False

    # -- questions ----------------------------------------------------------------------------------------------------

    def ask(self, wanted: Filter) -> None:
        """A new question: first rows and how many, then all ids.

        The count (1-4 ms on the full file) comes with the rows: answered apart, it waited 5 ms for the thread that
        was painting them.
        """
        self.filter = wanted
        self._stale = False
        source, known = self._source, array("q")  # the first page, or all there are

        def first(db: "Snapshot") -> "_First[Row]":
            whole = source.few(db, wanted) if source.few is not None else None
            known[:] = source.first(db, wanted)[:PAGE] if whole is None else whole
            some = whole is None and len(known) == PAGE
            sight = known[:SIGHT]
            total = source.count(db, wanted) if some else len(known)
            return _First(known[:PAGE], self._lines(source.page(db, sight), sight), total)

        def every(db: "Snapshot") -> "array[int]":
            return source.ids(db, wanted) if len(known) == PAGE else known

        self._background.ask_stages(self, [(first, self._begin), (every, self._complete)], topic="ids")

    def refresh(self) -> None:
        """The same question again, after a change: nothing moves unless the answer did."""
        if self.filter is None:
            return
        if not self.complete:
            self.ask(self.filter)
            return
        wanted, source = self.filter, self._source
        self._background.ask(self, lambda db: source.ids(db, wanted), self._replace, topic="ids")

    def want(self, top: int, bottom: int) -> None:
        """The view paints these rows; fetch the pages that aren't here, or not as far as that."""
        last = min(max(bottom, 0) + _AHEAD, len(self.ids) - 1)
        pages = range(max(top, 0) // PAGE, last // PAGE + 1)
        missing = [page for page in pages if self._stale or self._lacks(page, last)]
        if not missing:
            return
        wanted = {page: self.ids[page * PAGE : (page + 1) * PAGE] for page in missing}
        key = ",".join(map(str, missing))
        if key == self._asked:
            return
        self._asked = key

        def question(db: "Snapshot") -> dict[int, list[Line[Row] | None]]:
            return {page: self._lines(self._source.page(db, ids), ids) for page, ids in wanted.items()}

        self._background.ask(self, question, lambda found: self._arrived(found, wanted), topic="pages")

    _asked = ""

    def _lacks(self, page: int, last: int) -> bool:
        """Whether rows of this page up to that position aren't here."""
        return len(self._pages.get(page, ())) < min(last - page * PAGE + 1, PAGE)

    def _lines(self, rows: dict[int, Row], ids: "array[int]") -> list[Line[Row] | None]:
        """On a reader's thread: every cell's text, ready to draw."""
        return [self._line(id_, rows[id_]) if id_ in rows else None for id_ in ids]

    def _line(self, id_: int, row: Row) -> Line[Row]:
        return Line(
            id_,
            row,
            tuple(column.text(row) for column in self.columns),
            tuple(column.mark(row) if column.mark else None for column in self.columns),
        )

    # -- answers ------------------------------------------------------------------------------------------------------

    def _begin(self, found: "_First[Row]") -> None:
        self.beginResetModel()
        self.ids = array("q", found.ids)
        self.total = found.total
        self.complete = False
        self._asked = ""
        self._pages.clear()
        if self.ids:
            self._pages[0] = found.lines
        self.endResetModel()
        self.first_shown.emit()
        self.counted.emit(self.total)

    def _complete(self, ids: "array[int]") -> None:
        self.ids = ids
        self.complete = True
        if len(ids) != self.total:  # cannot be within one snapshot; a source that disagrees with itself still shows
            self._replace(ids)
        self.completed.emit()

    def _replace(self, ids: "array[int]") -> None:
        self._asked = ""
        if ids == self.ids:
            self._stale = True  # the old rows stay on the glass until the new ones are here
            self._changed(0, self.total - 1)
            return
        self.beginResetModel()
        self.ids, self.total, self.complete = ids, len(ids), True
        self._pages.clear()
        self.endResetModel()
        self.counted.emit(self.total)
        self.completed.emit()

    def _arrived(self, found: dict[int, list[Line[Row] | None]], wanted: "dict[int, array[int]]") -> None:
        self._asked = ""
        if self._stale:
            self._pages.clear()
            self._stale = False
        for page, lines in found.items():
            if self.ids[page * PAGE : (page + 1) * PAGE] == wanted[page]:
                self._pages[page] = lines
                self._pages.move_to_end(page)
                self._changed(page * PAGE, page * PAGE + len(lines) - 1)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)

    def _changed(self, top: int, bottom: int) -> None:
        if bottom >= top:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, len(self.columns) - 1))

    # -- what is here -------------------------------------------------------------------------------------------------

    def line(self, position: int) -> Line[Row] | None:
        """The row at this position if it is here."""
        page = self._pages.get(position // PAGE)
        offset = position % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def position(self, id_: int) -> int:
        """Where this id stands; -1 if it isn't in the list."""
        try:
            return self.ids.index(id_)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        return line.cells[index.column()] if line is not None else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
