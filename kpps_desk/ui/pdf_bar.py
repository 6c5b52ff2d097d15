"""The line above a PDF: search, which page of how many, how large; and the keys that do the same.

What a newcomer gets wrong: a shortcut of the whole window. Every key here works within the preview only (`install`).
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from kpps_desk import words
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.pdf_sheet import WHOLE, WIDE

_LEAST, _AMPLE = 360, 580  # logical pixels
_TYPED = 150  # milliseconds after the last letter


class _Find(QLineEdit):
    """Enter goes on, Shift+Enter back, Down into the page, Escape empties."""

    on, back, into = Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.back if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.on).emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.into.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PdfBar(QWidget):
    """Says what is wanted; the preview does it."""

    turned = Signal(int)  # to this page, from 0
    zoomed = Signal(int)  # 1 larger, -1 smaller
    fitted = Signal(int)  # WHOLE, WIDE or percent
    strip_wanted = Signal(bool)
    sought = Signal(str)
    hit_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._pages = 0, 0
        self._strip = True
        self.search = _Find()
        self.search.setPlaceholderText("Cari dalam dokumen")
        self.search.setAccessibleName("Cari dalam dokumen")
        self.search.setToolTip("Enter: hasil berikutnya (F3). Shift+Enter: sebelumnya. Esc: kosongkan.")
        self.search.setMinimumWidth(96)
        self.search.on.connect(lambda: self.hit_wanted.emit(1))
        self.search.back.connect(lambda: self.hit_wanted.emit(-1))
        self.search.into.connect(self.left)
        self._typing = QTimer(self, singleShot=True, interval=_TYPED)
        self._typing.timeout.connect(lambda: self.sought.emit(self.text))
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.told = QLabel()
        self.told.setObjectName("muted")
        self.number = QLineEdit()
        self.number.setAccessibleName("Nomor halaman")
        self.number.setToolTip("Ketik nomor halaman, lalu Enter")
        self.number.setValidator(QIntValidator(1, 9_999_999, self))
        self.number.setFixedWidth(56)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.returnPressed.connect(self._go)
        self.of = QLabel()
        self.of.setObjectName("muted")
        self.percent = QLabel()
        self.percent.setObjectName("muted")
        self.percent.setMinimumWidth(36)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        row.addWidget(self.told)
        self.before = _tool("Halaman sebelumnya (Page Up)", "up", lambda: self.turned.emit(self._page - 1))
        self.after = _tool("Halaman berikutnya (Page Down)", "down", lambda: self.turned.emit(self._page + 1))
        self.smaller = _tool("Perkecil (−)", "minus", lambda: self.zoomed.emit(-1))
        self.larger = _tool("Perbesar (+)", "plus", lambda: self.zoomed.emit(1))
        self.whole = _tool("Muat seluruh halaman (0)", "page-whole", lambda: self.fitted.emit(WHOLE))
        self.wide = _tool("Selebar layar (W)", "page-wide", lambda: self.fitted.emit(WIDE))
        self.strip = _tool("Halaman kecil (T)", "strip", self.toggle_strip)
        for widget in (self.before, self.number, self.of, self.after):
            row.addWidget(widget)
        row.addSpacing(theme.GRID)
        for widget in (self.smaller, self.percent, self.larger, self.whole, self.wide, self.strip):
            row.addWidget(widget)
        self._spare = (self.percent, self.strip, self.wide, self.of, self.whole)  # the first to go where room is short
        self._pieces = (self.before, self.number, self.after, self.smaller, self.larger, self.whole, self.wide)

    def install(self, preview: QWidget) -> None:
        """The keys, wherever in the preview the focus is."""
        for keys, act in (
            ("F3", lambda: self.hit_wanted.emit(1)),
            ("Shift+F3", lambda: self.hit_wanted.emit(-1)),
            ("Ctrl++", lambda: self.zoomed.emit(1)),
            ("Ctrl+=", lambda: self.zoomed.emit(1)),
            ("Ctrl+-", lambda: self.zoomed.emit(-1)),
            ("Ctrl+PgDown", lambda: self.turned.emit(self._page + 1)),
            ("Ctrl+PgUp", lambda: self.turned.emit(self._page - 1)),
        ):
            inside(preview, keys, act)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, piece in enumerate(self._spare):
            piece.setVisible(self.width() >= _AMPLE - at * 44)

    @property
    def text(self) -> str:
        """What is looked for; one letter is too little."""
        typed = self.search.text().strip()
        return typed if len(typed) > 1 else ""

    def put(self, page: int, pages: int, percent: int) -> None:
        """Where one is."""
        self._page, self._pages = page, pages
        if not self.number.hasFocus() or not self.number.isModified():
            self.number.setText(str(page + 1) if pages else "")
        self.of.setText(f"dari {words.number(pages)}" if pages else "")
        self.percent.setText(f"{percent}%" if pages else "")
        for piece in self._pieces:
            piece.setEnabled(pages > 0)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < pages - 1)

    def say_hits(self, hits: Sequence[int], page: int, *, looking: bool) -> None:
        """How many pages bear the text, and which of them this is."""
        more = "…" if looking else ""
        if not hits:
            self.told.setText("mencari…" if looking else "tidak ada")
        elif page in hits:
            self.told.setText(f"{words.number(hits.index(page) + 1)} dari {words.number(len(hits))}{more}")
        else:
            self.told.setText(f"{words.number(len(hits))} halaman{more}")

    def clear_hits(self) -> None:
        self.told.clear()

    def say_strip(self, on: bool) -> None:
        self._strip = on

    def toggle_strip(self) -> None:
        self.strip_wanted.emit(not self._strip)

    def to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go(self) -> None:
        self.number.setModified(False)
        self.turned.emit(int(self.number.text()) - 1)
        self.left.emit()


def _tool(name: str, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon, "text"))
    button.setObjectName("tight")
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(name.partition(" (")[0])
    button.setToolTip(name)
    button.clicked.connect(lambda: act())
    return button
