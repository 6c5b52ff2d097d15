"""The two rows above the page: where one is and how to save; what to insert and arrange, which side, which data.

What a newcomer gets wrong: a button for each act. The window is narrow in many offices: acts are in menus, with their
keys beside them, and all of them in Ctrl+K.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.designer.acts import Acts
from kpps_desk.ui.labels import OneLine, plain

SAMPLE, WORST = "Data contoh", "Data terpanjang"


class Ribbon(QWidget):
    """Says what is wanted; `say` shows how it stands."""

    left = Signal()
    save_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    side_wanted = Signal(bool)  # the back
    data_wanted = Signal(bool)  # the longest
    zoom_wanted = Signal(int)  # a step; 0 fits
    picture_wanted = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.title, self.state = OneLine("subheading"), plain("", "muted", wrap=False, select=False)
        self.save = QPushButton("&Simpan")
        self.save.setObjectName("primary")
        self.save.setToolTip("Simpan templat (Ctrl+S)")
        self.save.clicked.connect(self.save_wanted)
        self.undo = _tool("Urungkan langkah (Ctrl+Z)", "undo", self.undo_wanted.emit)
        self.redo = _tool("Ulangi langkah (Ctrl+Y)", "redo", self.redo_wanted.emit)
        self.front, self.rear = QPushButton("&Depan"), QPushButton("Be&lakang")
        self.data = QPushButton(SAMPLE)
        self.zoom = plain("", "caption", wrap=False, select=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._head())
        column.addLayout(self._tools(acts))

    def say(self, title: str, state: str) -> None:
        self.title.setText(title)
        self.title.setToolTip(title)
        self.state.setText(state)

    def show_side(self, *, back: bool, has_back: bool) -> None:
        (self.rear if back else self.front).setChecked(True)
        self.rear.setEnabled(has_back)
        self.rear.setToolTip("Sisi belakang (F7)" if has_back else "Tambahkan halaman belakang di tab Kertas")

    def show_data(self, *, worst: bool) -> None:
        self.data.setChecked(worst)
        self.data.setText(WORST if worst else SAMPLE)

    def _head(self) -> QHBoxLayout:
        back = QPushButton("&Templat")
        back.setObjectName("quiet")
        back.setIcon(theme.icon("back", "text"))
        back.setToolTip("Kembali ke daftar templat (Esc); yang belum disimpan tetap ada")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(back)
        row.addWidget(self.title, 1)
        for widget in (self.state, self.undo, self.redo, self.save):
            row.addWidget(widget)
        return row

    def _tools(self, acts: Acts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        picture = QAction("Gambar…", self)
        picture.triggered.connect(lambda _=False: self.picture_wanted.emit())
        insert = acts.menu(acts.insert[:6], acts.insert[6:], [picture])
        arrange = acts.menu(acts.align, acts.spread, acts.order, [acts.duplicate, acts.choose_all, acts.delete])
        self.insert = _dropdown("S&isipkan", "plus", insert)
        row.addWidget(self.insert)
        row.addWidget(_dropdown("&Atur", "align", arrange))
        row.addSpacing(theme.GRID)
        row.addWidget(self.front)
        row.addWidget(self.rear)
        row.addSpacing(theme.GRID)
        row.addWidget(self.data)
        row.addStretch(1)
        row.addWidget(self.zoom)
        row.addWidget(_tool("Perkecil (−)", "minus", lambda: self.zoom_wanted.emit(-1)))
        row.addWidget(_tool("Perbesar (+)", "plus", lambda: self.zoom_wanted.emit(1)))
        row.addWidget(_tool("Muat seluruh halaman (0)", "page-whole", lambda: self.zoom_wanted.emit(0)))
        self._toggles()
        return row

    def _toggles(self) -> None:
        group = QButtonGroup(self)
        for button, back, tip in ((self.front, False, "Sisi depan (F7)"), (self.rear, True, "Sisi belakang (F7)")):
            button.setCheckable(True)
            button.setObjectName("toggle")
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, back=back: self.side_wanted.emit(back))
            group.addButton(button)
        self.data.setCheckable(True)
        self.data.setObjectName("toggle")
        self.data.setToolTip("Lihat dengan data terpanjang yang mungkin ada (F8)")
        self.data.clicked.connect(lambda worst: self.data_wanted.emit(worst))


def _dropdown(text: str, icon: str, menu: QMenu) -> QPushButton:
    button = QPushButton(text)
    button.setIcon(theme.icon(icon, "text"))
    button.setMenu(menu)
    return button


def _tool(name: str, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon, "text"))
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda _=False: act())
    return button
