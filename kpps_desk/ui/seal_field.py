"""The field of Periksa sertifikat: what a scanner types in six lines, or what somebody pastes or drops.

What a newcomer gets wrong: taking Enter for the end. A scanner sends one after each line (some send Tab, some CR and
LF, some nothing), so a seal is whole when its signature has come, or when a burst falls silent.
"""

import re
import time
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kpps_desk.domain import scans
from kpps_desk.exchange.seals import HEADER

_SIGNED = re.compile(r"[A-Za-z0-9_-]{6}[ \t]?[A-Za-z0-9_-]{86}\s*\Z")
_GAP = 0.03  # seconds; no hand is faster for a whole word
_BURST = 12  # characters typed at that speed are a scanner's
_WHOLE, _SILENCE = 120, 700  # milliseconds after a signature, after the last key of a burst without one
_MOST = 200_000  # characters that are pasted at once: some 600 seals


class SealField(QPlainTextEdit):
    """`entered` carries one whole text; several pasted seals come one after another."""

    entered = Signal(str)
    dropped = Signal(list)  # of Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("door")
        self.setPlaceholderText("Pindai kode QR, tempel teksnya, atau seret gambar dan PDF")
        self.setAccessibleName("Teks segel: pindaian, tempelan, atau berkas yang diseret ke sini")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.enter)
        self._last, self._fast = 0.0, 0

    @property
    def bursting(self) -> bool:
        """A scanner types, not a hand."""
        return self._fast >= _BURST

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._pause.stop()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL:
            self.enter()
            return
        now = time.monotonic()
        self._fast = self._fast + 1 if now - self._last < _GAP else 0
        self._last = now
        super().keyPressEvent(event)
        self._wait()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab within a seal is the scanner's end of a line; else it leaves the field."""
        if forward and self.toPlainText() and (self.bursting or scans.looks_coded(self.toPlainText())):
            self.insertPlainText("\n")
            self._wait()
            return True
        return super().focusNextPrevChild(forward)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted: files are looked into, a text is judged at once."""
        if files := files_of(source):
            self.dropped.emit(files)
        elif source.hasText():
            self.setPlainText(source.text()[:_MOST])
            self.enter()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(files_of(source)) or source.hasText()

    def enter(self) -> None:
        """Hand over what stands here, and be empty for the next."""
        self._pause.stop()
        self._fast = 0
        text = self.toPlainText()
        self.clear()
        for one in parted(text):
            self.entered.emit(one)

    def _wait(self) -> None:
        if _SIGNED.search(self.toPlainText()[-120:]):
            self._pause.start(_WHOLE)
        elif self.bursting:
            self._pause.start(_SILENCE)
        elif self._pause.isActive():
            self._pause.start()


_CONTROL = Qt.KeyboardModifier.ControlModifier


def parted(text: str) -> list[str]:
    """The seals of a text that holds several, each with nothing around it; any other text as it is."""
    if not text.strip():
        return []
    starts = [found.start() for found in re.finditer(rf"^{HEADER}\r?$", text, re.MULTILINE)]
    if len(starts) < 2 or text[: starts[0]].strip():
        return [text]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def files_of(source: QMimeData) -> list[Path]:
    """The files that are being dropped or pasted."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
