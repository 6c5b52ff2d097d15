"""The columns of a list as rows of a table: header, what it is read as, how sure that is, and the first cells.

What a newcomer gets wrong: showing the sheet upright. Turned on its side, each of its columns keeps its header, its
mapping and its first cells in one line, and a changed mapping is seen at once in that line.
"""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.importing_draft import Certainty, Draft
from kpps_desk.ui.importing_reading import Reading, read_line

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole
HEADER, COLUMN, CERTAINTY, CELLS = range(4)  # the fourth and all after it: first rows of the list
_TITLES = ("Kolom di daftar", "Dibaca sebagai", "Kepastian")
_MARKS = {
    Certainty.SURE: ("state-full", "good"),
    Certainty.LIKELY: ("state-half", "warn"),
    Certainty.REMEMBERED: ("history", "good"),
    Certainty.BY_HAND: ("edit", "accent"),
    Certainty.UNREAD: ("state-none", "muted"),
    Certainty.IGNORED: ("state-none", "muted"),
}


class MappingModel(QAbstractTableModel):
    """Rows are places of the list's columns; what is shown comes ready from the draft."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self.places: list[int] = []
        self._shape: tuple[object, ...] = ()
        self._readings: list[dict[int, Reading]] = []  # a row of the list each

    def put(self, draft: Draft) -> None:
        """Show this draft; one of the same list keeps rows and cursor where they are."""
        shape = (draft.path, draft.found.sheet, draft.places, len(draft.lines))
        same, self._shape = shape == self._shape, shape
        if not same:
            self.beginResetModel()
        self.draft = draft
        self.places = draft.places
        columns = {place: draft.column_at(place) for place in self.places}
        self._readings = [read_line(line, columns) for line in draft.lines]
        if not same:
            self.endResetModel()
        elif self.places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.places) - 1, self.columnCount() - 1))

    def reading(self, index: _Index) -> Reading | None:
        """What the cell at this index says, None left of the cells."""
        if self.draft is None or not index.isValid() or index.column() < CELLS:
            return None
        return self._readings[index.column() - CELLS][self.places[index.row()]]

    @property
    def troubles(self) -> int:
        """How many of the first cells can't be read."""
        return sum(bool(one.trouble) for readings in self._readings for one in readings.values())

    def told(self, index: _Index) -> str:
        """The cell at this index in a sentence."""
        if self.draft is None or not index.isValid():
            return ""
        place = self.places[index.row()]
        header = self.draft.name_of(place)
        reading = self.reading(index)
        if reading is None:
            return f"Kolom “{header}”: {self.draft.told(place)}"
        where = f"Baris {words.number(self.draft.lines[index.column() - CELLS].row)}, kolom “{header}”: "
        if reading.trouble:
            return f"{where}{reading.trouble}."
        if reading.filled:
            return f"{where}sel ini kosong; {reading.text} diambil dari baris di atasnya."
        if not reading.text:
            return f"{where}kosong."
        told = f"{where}dibaca {reading.text}" + (f", tertulis {reading.raw}" if reading.raw else "")
        return f"{told.rstrip('.')}."

    # -- Qt's questions -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() or self.draft is None else CELLS + len(self.draft.lines)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role != _Role.DisplayRole or orientation != Qt.Orientation.Horizontal or self.draft is None:
            return None
        if section < CELLS:
            return _TITLES[section]
        return f"Baris {words.number(self.draft.lines[section - CELLS].row)}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == COLUMN else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if self.draft is None or not index.isValid():
            return None
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self.told(index)
        place = self.places[index.row()]
        if index.column() >= CELLS:
            return self._cell(index, place, role)
        certainty = self.draft.certainty(place)
        if role == _Role.DisplayRole:
            texts = (self.draft.name_of(place), self.draft.column_name(place), certainty.value)
            return texts[index.column()]
        if role == _Role.DecorationRole and index.column() == CERTAINTY:
            return theme.icon(*_MARKS[certainty])
        if role == _Role.ForegroundRole and certainty in (Certainty.UNREAD, Certainty.IGNORED):
            return theme.colour("muted")
        return None

    def _cell(self, index: _Index, place: int, role: int) -> Any:
        assert self.draft is not None  # noqa: S101
        reading = self._readings[index.column() - CELLS][place]
        if role == _Role.DisplayRole:
            return reading.shown
        if role == _Role.DecorationRole:
            if reading.trouble:
                return theme.icon("warning", "bad")
            return theme.icon("down", "muted") if reading.filled else None
        if role == _Role.ForegroundRole:
            if reading.trouble:
                return theme.colour("bad")
            if reading.filled or not self.draft.is_read(place):
                return theme.colour("muted")
        return None
