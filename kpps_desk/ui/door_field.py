"""The one line at the door: keys of a person, or the burst of a scanner that types like a keyboard.

What a newcomer gets wrong: letting Ctrl+Z undo letters. In an empty field it takes back the last mark by name. And a
scanner may end its burst with Tab, and types a certificate's seal as six lines: they are gathered here until the
signature, or until it falls silent.
"""

import time

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from kpps_desk.domain import scans

_LONGEST = 600  # characters; a seal whose lines ran together
_GAP = 0.03  # seconds; no hand is faster for a whole word
_BURST = 4  # characters typed at that speed are a scanner's
_SILENCE = 400  # milliseconds after which no more lines of a seal will come


class DoorField(QLineEdit):
    """TPS and seat, the end of a NIK, letters of a name, or whatever a scanner types."""

    entered = Signal()
    scanned = Signal(str)  # the whole text of a seal
    cut_off = Signal(str)  # a seal that stopped before its number
    rest_wanted = Signal()  # Shift+Enter: whoever is missing of the crew
    undo_wanted = Signal()  # Ctrl+Z in an empty field
    moved = Signal(int)  # +1 down, -1 up among the candidates
    escaped = Signal()  # Escape in an empty field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("door")
        self.setPlaceholderText("Pindai, 012 3, 4 angka NIK, atau nama")
        self.setAccessibleName("Siapa yang datang: pindaian, TPS dan kursi, empat angka akhir NIK, atau nama")
        self.setMaxLength(_LONGEST)
        self.undoable = False  # else Ctrl+Z is the window's
        self._gathering = scans.Gathering()
        self._pause = QTimer(self, singleShot=True, interval=_SILENCE)
        self._pause.timeout.connect(self._fell_silent)
        self._burst, self._last = False, 0.0

    @property
    def gathering(self) -> bool:
        """The lines of a seal are coming in: what stands in the field is no person."""
        return self._gathering.under_way

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_undo(event):
            event.setAccepted(self.undoable)  # not accepted, the window's own Ctrl+Z comes next
            return self.undoable
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == "\n":
            if not event.isAutoRepeat():
                self._enter(rest=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
        elif self._is_undo(event):
            event.setAccepted(self.undoable)
            if self.undoable:
                self.undo_wanted.emit()
        else:
            self._keep_time()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab at the end of a burst is the scanner's Enter; after a hand's letters it leaves the field."""
        text = self.text()
        if forward and (self.gathering or scans.looks_coded(text) or (self._burst and len(text) >= _BURST)):
            self._enter(rest=False)
            return True
        return super().focusNextPrevChild(forward)

    def _is_undo(self, event: QKeyEvent) -> bool:
        return not self.text() and event.matches(QKeySequence.StandardKey.Undo)

    def _keep_time(self) -> None:
        now = time.monotonic()
        self._burst = not self.text() or (self._burst and now - self._last < _GAP)
        self._last = now
        if self.gathering:
            self._pause.start()

    def _enter(self, *, rest: bool) -> None:
        if not self.gathering and not scans.is_seal(self.text()):
            (self.rest_wanted if rest else self.entered).emit()
            return
        texts = self._gathering.take(self.text())
        self.clear()
        if self.gathering:
            self._pause.start()
        else:
            self._pause.stop()
        self._emit(texts)

    def _fell_silent(self) -> None:
        texts = self._gathering.take(self.text()) if self.text() else []
        if self.gathering:
            texts.append(self._gathering.rest())
        self.clear()
        self._emit(texts)

    def _emit(self, texts: list[str]) -> None:
        for text in texts:
            lost = scans.is_seal(text) and scans.certificate_number(text) is None
            (self.cut_off if lost else self.scanned).emit(text)
