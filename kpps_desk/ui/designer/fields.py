"""The fields of the designer's panels: numbers, choices, a text, a colour. None of them has an undo of its own.

What a newcomer gets wrong: two memories. Ctrl+Z belongs to the design on the table, so a field lets that key pass.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from kpps_desk.ui import theme

_INDONESIAN = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
COLOURS = {
    "#1E1B1A": "Hitam",
    "#5F5855": "Abu-abu",
    "#8C1C20": "Merah tua",
    "#C62828": "Merah",
    "#BC9A5F": "Emas",
    "#7A5A1E": "Cokelat",
    "#1E4E79": "Biru tua",
    "#1B5E3A": "Hijau tua",
    "#4A2C6F": "Ungu tua",
    "#FFFFFF": "Putih",
}


def is_step_back(event: QKeyEvent) -> bool:
    """Whether these keys are the table's own: undo or redo."""
    redo = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return redo or event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class NumberField(QDoubleSpinBox):
    """A number in Indonesian writing; `typed` when a person set another one."""

    typed = Signal(float)

    def __init__(self, name: str, least: float, most: float, *, step: float = 1.0, decimals: int = 1) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setLocale(_INDONESIAN)
        self.setGroupSeparatorShown(False)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(theme.GRID * 8)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.valueChanged.connect(self.typed)

    def put(self, value: float) -> None:
        """Show this; nobody typed it."""
        with QSignalBlocker(self):
            self.setValue(value)

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        return text.rstrip("0").removesuffix(",") if "," in text else text

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_step_back(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_step_back(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(QComboBox):
    """One of several; `picked` when a person took another one."""

    picked = Signal(str)

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for value, shown in options.items():
            self.addItem(shown, value)
        self.activated.connect(lambda _: self.picked.emit(self.value))

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    def put(self, value: str) -> None:
        """Show this; nobody picked it."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TextField(QPlainTextEdit):
    """The text of an item; `typed` with every letter."""

    typed = Signal(str)
    left = Signal()  # Escape

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setObjectName("itemtext")
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    def put(self, text: str) -> None:
        """Show this; the cursor stays where it is if it is what stands there."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_step_back(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_step_back(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ColourField(QWidget):
    """A colour by its name or its code; `picked` with '#RRGGBB'."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = ""
        self.swatch = QToolButton()
        self.swatch.setAccessibleName(f"{name}: pilih dari daftar")
        self.swatch.setObjectName("swatch")
        self.swatch.setToolTip("Pilih warna")
        self.swatch.setIconSize(QSize(18, 18))
        self.swatch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.swatch)
        for value, shown in COLOURS.items():
            act = QAction(_swatch(value), shown, menu)
            act.triggered.connect(lambda _=False, value=value: self._pick(value))
            menu.addAction(act)
        self.swatch.setMenu(menu)
        self.code = _Code(f"{name}: kode warna seperti #8C1C20")
        self.code.editingFinished.connect(lambda: self._pick(self.code.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.swatch)
        row.addWidget(self.code, 1)

    def put(self, value: str) -> None:
        self._value = value.upper()
        self.swatch.setIcon(_swatch(self._value))
        self.code.setText(self._value)
        self.code.setToolTip(COLOURS.get(self._value, ""))

    def _pick(self, text: str) -> None:
        typed = "#" + text.strip().lstrip("#").upper()
        if len(typed) == 7 and all(letter in "0123456789ABCDEF" for letter in typed[1:]) and typed != self._value:
            self.put(typed)
            self.picked.emit(typed)
        else:
            self.put(self._value)


class _Code(QLineEdit):
    """Of a colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(7)
        self.setMinimumWidth(theme.GRID * 8)


def _swatch(value: str) -> QIcon:
    picture = QPixmap(18, 18)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setPen(theme.colour("muted"))
    painter.setBrush(QColor(value))
    painter.drawRoundedRect(1, 1, 15, 15, 3, 3)
    painter.end()
    return QIcon(picture)
