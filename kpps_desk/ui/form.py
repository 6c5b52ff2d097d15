"""A form made of fields: labels with mnemonics, troubles beside the field, saved with Ctrl+Enter.

What a newcomer gets wrong: checking values here. The operation checks by the rules of domain/ and raises
Invalid(field); `show_trouble` puts the sentence under that field and the cursor into it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpps_desk.problems import Invalid, Problem
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside


@dataclass(frozen=True, slots=True)
class Field:
    """`key` is the column's name, as Invalid names it. `options` make a combo box, `lines` > 1 a text area."""

    key: str
    label: str  # with & for its mnemonic
    placeholder: str = ""
    options: Sequence[tuple[str, str]] = ()  # (shown, value)
    lines: int = 1
    required: bool = False


_Editor = QLineEdit | QComboBox | QPlainTextEdit


class Form(QWidget):
    """Texts in, texts out; what they mean is the operation's business."""

    saved = Signal(dict)  # {key: text}: every field
    cancelled = Signal()

    def __init__(self, fields: Sequence[Field], *, save: str = "&Simpan", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._editors: dict[str, _Editor] = {}
        self._troubles: dict[str, QLabel] = {}
        self._first: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for field in self._fields:
            self._add(layout, field)
        self._trouble = _trouble_label()
        layout.addWidget(self._trouble)
        layout.addLayout(self._buttons(save))
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            inside(self, keys, self.save)
        inside(self, "Escape", self.cancelled.emit)

    def put(self, values: Mapping[str, str]) -> None:
        """Show these values as the unchanged ones."""
        for field in self._fields:
            self.write(field.key, values.get(field.key, ""))
        self._first = self.values()
        self.clear_troubles()

    def values(self) -> dict[str, str]:
        return {key: _read(editor) for key, editor in self._editors.items()}

    def changed(self) -> dict[str, str]:
        """Only what the person changed since put()."""
        return {key: text for key, text in self.values().items() if text != self._first.get(key)}

    def focus_first(self) -> None:
        self._editors[self._fields[0].key].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While it is being saved."""
        self._save_button.setEnabled(not busy)

    def show_trouble(self, problem: Problem) -> None:
        """Beside the field when the problem names one of ours, else above the buttons."""
        self.set_busy(False)
        self.clear_troubles()
        key = problem.field if isinstance(problem, Invalid) else ""
        label = self._troubles.get(key, self._trouble)
        label.setText(str(problem))
        label.show()
        if (editor := self._editors.get(key)) is not None:
            _mark(editor, invalid=True)
            editor.setAccessibleDescription(str(problem))
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def trouble(self, key: str = "") -> str:
        """What is said beside a field, or above the buttons."""
        label = self._troubles.get(key, self._trouble)
        return "" if label.isHidden() else label.text()

    def clear_troubles(self) -> None:
        for label in (*self._troubles.values(), self._trouble):
            label.hide()
        for editor in self._editors.values():
            _mark(editor, invalid=False)

    def _add(self, layout: QVBoxLayout, field: Field) -> None:
        label = QLabel(field.label + (" *" if field.required else ""))
        label.setObjectName("caption")
        editor = _editor(field)
        editor.setAccessibleName(field.label.replace("&", "") + (", wajib diisi" if field.required else ""))
        label.setBuddy(editor)
        trouble = _trouble_label()
        for widget in (label, editor, trouble):
            layout.addWidget(widget)
        layout.addSpacing(4)
        self._editors[field.key] = editor
        self._troubles[field.key] = trouble

    def _buttons(self, save: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        self._save_button = QPushButton(save)
        self._save_button.setObjectName("primary")
        self._save_button.setToolTip("Ctrl+Enter")
        self._save_button.clicked.connect(self.save)
        cancel = QPushButton("&Batal")
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self.cancelled)
        row.addWidget(self._save_button)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def save(self) -> None:
        """As the button does."""
        self._save()

    def _save(self) -> None:
        if self._save_button.isEnabled():
            self.clear_troubles()
            self.saved.emit(self.values())

    def write(self, key: str, text: str) -> None:
        """Put this text into a field, as if it were typed."""
        editor = self._editors[key]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        else:
            editor.setText(text)


def _editor(field: Field) -> _Editor:
    if field.options:
        box = QComboBox()
        for shown, value in field.options:
            box.addItem(shown, value)
        return box
    if field.lines > 1:
        area = QPlainTextEdit()
        area.setPlaceholderText(field.placeholder)
        area.setTabChangesFocus(True)
        area.setFixedHeight(20 * field.lines + 16)
        return area
    line = QLineEdit()
    line.setPlaceholderText(field.placeholder)
    return line


def _read(editor: _Editor) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def _mark(editor: _Editor, *, invalid: bool) -> None:
    if bool(editor.property("invalid")) != invalid:
        editor.setProperty("invalid", invalid)
        editor.style().unpolish(editor)
        editor.style().polish(editor)


def _trouble_label() -> QLabel:
    label = QLabel()
    label.setObjectName("fieldtrouble")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label
