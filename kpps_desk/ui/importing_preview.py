"""Before an import: what the program read out of the file, and what to do with people it knows already.

What a newcomer gets wrong: showing the cells as they stand. Each is shown as the import will read it (`1` as `001`, a
date as a date); what can't be read is marked with a sign, not by colour alone. A NIK is masked here too.
"""

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.exchange.columns import IGNORED, Column
from kpps_desk.exchange.preview import Match, Preview
from kpps_desk.ui import theme

EXISTING = (
    ("skip", "&Lewati", "biarkan seperti sekarang"),
    ("update", "&Perbarui", "ganti dengan isi berkas"),
    ("fill", "Isi yang &kosong", "lengkapi tanpa mengganti"),
)
_WANTED = ("tps", "role", "nik", "born")  # columns whose absence is worth a word
_BEYOND_SIX = re.compile(r"(?<=\d{6})\d")
_UNREADABLE = "⚠ "


def as_read(column: Column | None, text: str) -> str:
    """A cell as the import will take it; with a sign before it when it can't be read."""
    if column is None or not text.strip():
        return text
    if column.name == "nik":
        return _BEYOND_SIX.sub("*", text)
    try:
        return _said(column.parse(text.strip()))
    except ValueError:
        return _UNREADABLE + text


def _said(value: Any) -> str:
    if isinstance(value, date):
        return words.short_date(value)
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_said, value)))
    return "" if value is None else str(value)


class PreviewPanel(QWidget):
    """Shows a Preview; says what the person wants done with it."""

    run_wanted = Signal(bool)  # dry run
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._about = QLabel(), QLabel()
        for label, name in ((self._file, "subheading"), (self._about, "muted")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        other = QPushButton("Pilih berkas &lain…")
        other.setObjectName("quiet")
        other.clicked.connect(self.other_wanted)
        head = QHBoxLayout()
        head.addWidget(self._file, 1)
        head.addWidget(other)
        self.table = _table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addWidget(self._choices())
        column.addLayout(self._buttons())

    @property
    def about(self) -> str:
        """What is said of the file."""
        return self._about.text()

    @property
    def existing(self) -> str:
        """'skip', 'update' or 'fill'."""
        return EXISTING[self._group.checkedId()][0]

    def put(self, found: Preview) -> None:
        """Show this file."""
        self._file.setText(found.path.name)
        self._about.setText("\n".join(_about(found)))
        by_place = {match.place: match for match in found.layout.matches}
        headers = [_header(header, by_place.get(place)) for place, header in enumerate(found.layout.headers)]
        self.table.clear()
        self.table.setColumnCount(len(headers))
        self.table.setRowCount(len(found.rows))
        self.table.setHorizontalHeaderLabels(headers)
        muted = theme.colour("muted")
        for line, row in enumerate(found.rows):
            for place, text in enumerate(row[: len(headers)]):
                match = by_place.get(place)
                item = QTableWidgetItem(as_read(match.column if match else None, text))
                if match is None:
                    item.setForeground(muted)
                if item.text().startswith(_UNREADABLE):
                    item.setToolTip("Isian ini tidak terbaca.")
                self.table.setItem(line, place, item)
        self.table.resizeColumnsToContents()  # twenty rows
        for place in range(len(headers)):
            self.table.setColumnWidth(place, max(72, min(240, self.table.columnWidth(place))))

    def set_busy(self, busy: bool) -> None:
        """While the file is being imported."""
        for button in (self._check, self._import):
            button.setEnabled(not busy)

    def focus_first(self) -> None:
        self._check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choices(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(theme.GRID * 2)
        title = QLabel("Orang yang sudah ada\n(NIK sama):")
        row.addWidget(title)
        self._group = QButtonGroup(self)
        for number, (_, label, meaning) in enumerate(EXISTING):
            button = QRadioButton(f"{label}: {meaning}".replace(": ", ":\n", 1))
            button.setAccessibleName(f"{label.replace('&', '')}: {meaning}")
            self._group.addButton(button, number)
            row.addWidget(button, 1)
        self._group.button(0).setChecked(True)
        return card

    def _buttons(self) -> QHBoxLayout:
        self._check = QPushButton("Perik&sa tanpa menyimpan")
        self._check.clicked.connect(lambda: self.run_wanted.emit(True))
        self._import = QPushButton("&Impor")
        self._import.setObjectName("primary")
        self._import.clicked.connect(lambda: self.run_wanted.emit(False))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addStretch(1)
        row.addWidget(self._check)
        row.addWidget(self._import)
        return row


def _header(header: str, match: Match | None) -> str:
    """The file's own header, and below it what it is read as."""
    if match is None:
        return f"{header}\ntidak dibaca"
    if match.column.name in IGNORED:
        return f"{header}\ndiabaikan"
    return f"{header}\n{'→' if match.confidence == 1.0 else 'mirip →'} {match.column.header}"


def _about(found: Preview) -> list[str]:
    layout = found.layout
    read = [match for match in layout.matches if match.column.name not in IGNORED]
    lines = [f"{len(read)} kolom dikenali; data mulai pada baris {layout.first_row + 1}."]
    if found.sheet:
        lines[0] = f"Lembar {found.sheet}: {lines[0]}"
    if layout.defaults:
        told = ", ".join(f"{words.field_name(name)} {value}" for name, value in layout.defaults.items())
        lines.append(f"Dari judul di atas tabel: {told}.")
    if missing := [words.field_name(name) for name in _WANTED if not _has(found, name)]:
        lines.append(f"Kolom yang tidak ada: {', '.join(missing)}.")
    if found.other_sheets:
        lines.append(f"Lembar lain tidak dibaca: {', '.join(found.other_sheets)}.")
    if layout.unused:
        lines.append(f"Kolom yang tidak dibaca: {', '.join(layout.unused)}.")
    return lines


def _has(found: Preview, name: str) -> bool:
    places = found.layout.places
    return name in places or name in found.layout.defaults or (name == "born" and "birth" in places)


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName("Baris pertama berkas, seperti yang akan dibaca")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setIconSize(QSize(16, 16))
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.ROW - 4)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setFixedHeight(48)
    header.setHighlightSections(False)
    return table
