"""Step 2 of an import: which sheet, which of its columns is which, and the first rows as they will be read.

What a newcomer gets wrong: asking the same question at every import. What is settled here is remembered by the list's
headers; the next list of that office comes in as it should without a key pressed.
"""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.importing_draft import Draft
from kpps_desk.ui.importing_mapping import MappingTable
from kpps_desk.ui.labels import plain
from kpps_desk.ui.steps import Footer

_WANTED = ("tps", "role", "nik", "born")  # columns whose absence is worth a word
_NARROW = 900


class ColumnsPage(QWidget):
    """Shows a draft; the person's corrections make another."""

    corrected = Signal(int, str)  # place of a column of the list, name of ours or ''
    sheet_wanted = Signal(str)
    go_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Lembar yang dibaca")
        self.sheets.activated.connect(lambda _: self.sheet_wanted.emit(str(self.sheets.currentData())))
        self._sheet_label = QLabel("Le&mbar:")
        self._sheet_label.setBuddy(self.sheets)
        self._about = plain("", "muted")
        self.table = MappingTable()
        self.table.chosen.connect(self.corrected)
        self.told = plain("", "muted")
        self.lacking = plain("", "fieldtrouble")
        self.next = QPushButton("&Periksa")
        self.next.setObjectName("primary")
        self.next.clicked.connect(self.go_on)
        self.table.pointed.connect(self.told.setText)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._sheet_label)
        head.addWidget(self.sheets)
        head.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.lacking)
        self.footer = Footer(self.next)
        column.addWidget(self.footer)

    @property
    def about(self) -> str:
        """What is said of the list."""
        return self._about.text()

    def put(self, draft: Draft) -> None:
        """Show this list."""
        self.draft = draft
        self._offer_sheets(draft)
        self.table.put(draft)
        self._say(draft)

    def focus_first(self) -> None:
        if self.next.isEnabled():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.mapping.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_sheets(self, draft: Draft) -> None:
        blocker = QSignalBlocker(self.sheets)
        self.sheets.clear()
        for sheet in draft.found.sheets:
            said = [f"{words.number(sheet.rows)} baris"] if sheet.rows is not None else []
            said += ["tersembunyi"] if sheet.hidden else []
            self.sheets.addItem(f"{sheet.name} ({', '.join(said)})" if said else sheet.name, sheet.name)
        self.sheets.setCurrentIndex(self.sheets.findData(draft.found.sheet))
        blocker.unblock()
        for widget in (self.sheets, self._sheet_label):
            widget.setVisible(len(draft.found.sheets) > 1)

    def _say(self, draft: Draft) -> None:
        self._about.setText(" ".join(_about(draft, self.table.model.troubles)))
        lacking = draft.found.trouble
        self.lacking.setText(lacking)
        self.lacking.setVisible(bool(lacking))
        self.next.setEnabled(not lacking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.set_narrow(self.width() < _NARROW)


def _about(draft: Draft, troubles: int) -> list[str]:
    layout = draft.layout
    read = sum(draft.is_read(place) for place in draft.places)
    first = layout.first_row + 1
    lines = [f"{read} dari {len(draft.places)} kolom dibaca; data mulai pada baris {words.number(first)}."]
    if layout.defaults:
        told = ", ".join(f"{words.field_name(name)} {value}" for name, value in layout.defaults.items())
        lines.append(f"Dari judul di atas tabel: {told}.")
    if draft.found.remembered:
        lines.append(draft.found.remembered)
    if draft.by_hand:
        lines.append("Pilihan Anda diingat untuk daftar berikutnya dengan judul kolom yang sama.")
    if missing := [words.field_name(name) for name in _WANTED if not _has(draft, name)]:
        lines.append(f"Kolom yang tidak ada: {', '.join(missing)}.")
    if troubles:
        lines.append(f"{words.number(troubles)} sel bertanda perlu diperiksa.")
    return lines


def _has(draft: Draft, name: str) -> bool:
    places = draft.layout.places
    return name in places or name in draft.layout.defaults or (name == "born" and "birth" in places)
