"""Write the office's own wording of one kind of paper; what is typed is handed on to be seen on the page beside it.

What a newcomer gets wrong: handing on a text that can't be filled. A wrong token is said under the field, and the page
stays as it was.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain.wordings import WORDINGS, named
from kpps_desk.operations import wordings
from kpps_desk.problems import Problem
from kpps_desk.queries import wordings as questions
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk

_PAUSE = 250  # ms after the last key
_Kept = tuple[dict[str, str], dict[str, int]]  # texts and versions by code


class WordingPane(QWidget):
    """`kinds` are those of the texts ('undangan', 'siaran'). `drafted` comes with {code: text} of a sound text."""

    drafted = Signal(dict)
    left = Signal()

    def __init__(self, desk: Desk, kinds: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kinds = desk, tuple(kinds)
        self._texts: dict[str, str] = {}
        self._versions: dict[str, int] = {}
        self.choice = QComboBox()
        self.choice.setAccessibleName("Teks yang diubah")
        for kind in self._kinds:
            for code, wording in named(kind).items():
                self.choice.addItem(wording.name, code)
        self.choice.currentIndexChanged.connect(lambda _: self._turn())
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Isi teks")
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(theme.GRID * 8)
        self.editor.textChanged.connect(self._typed)
        self.trouble, self.tokens = plain("", "fieldtrouble"), plain("", "caption")
        for label in (self.trouble, self.tokens):
            label.setWordWrap(True)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._hand_on)
        self._lay_out()

    def _lay_out(self) -> None:
        self.save, self.reset, back = QPushButton("&Simpan teks"), QPushButton("Teks &bawaan"), QPushButton("&Selesai")
        self.save.setToolTip("Ctrl+Enter")
        back.setToolTip("Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button, act in ((self.save, self.keep), (self.reset, self._reset), (back, self.left.emit)):
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
        buttons.addStretch(1)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            inside(self, keys, self.keep)
        inside(self, "Escape", self.left.emit)
        caption = QLabel("&Teks")
        caption.setObjectName("caption")
        caption.setBuddy(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(caption)
        column.addWidget(self.choice)
        column.addWidget(self.editor, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.tokens)
        column.addLayout(buttons)

    @property
    def code(self) -> str:
        return str(self.choice.currentData())

    def ask(self) -> None:
        """Show the texts as they hold; what was typed and not kept is let go."""
        kinds = self._kinds

        def stored(db: Snapshot) -> _Kept:
            texts: dict[str, str] = {}
            versions: dict[str, int] = {}
            for kind in kinds:
                texts |= questions.texts(db, kind)
                versions |= questions.versions(db, kind)
            return texts, versions

        self._desk.background.ask(self, stored, self._show, topic="texts")

    def _show(self, kept: _Kept) -> None:
        self._texts, self._versions = kept
        self._turn()

    def _turn(self) -> None:
        if self.code in self._texts:
            self.editor.setPlainText(self._texts[self.code])
            tokens = ", ".join(f"{{{token}}}" for token in WORDINGS[self.code].tokens)
            self.tokens.setText(f"Tanda yang dapat dipakai: {tokens}")
            self._typed()

    def _typed(self) -> None:
        text = self.editor.toPlainText()
        try:
            wordings.check(self.code, text)
            wrong = ""
        except Problem as problem:
            wrong = str(problem)
        self.trouble.setText(wrong)
        self.trouble.setVisible(bool(wrong))
        changed = text != self._texts.get(self.code)
        self.save.setEnabled(changed and not wrong)
        self.reset.setEnabled(changed or self._versions.get(self.code, 0) > 0)
        self._later.start()

    def _hand_on(self) -> None:
        if self.trouble.text() == "" and self.code in self._texts:
            self.drafted.emit({self.code: self.editor.toPlainText()})

    def keep(self) -> None:
        """Save the text as it stands here."""
        if self.save.isEnabled():
            code, content, version = self.code, self.editor.toPlainText(), self._versions[self.code]
            title = f"Ubah naskah: {WORDINGS[code].name}"
            self._write(title, lambda tx: wordings.change(tx, code, content, version), "Teks disimpan.")

    def _reset(self) -> None:
        code = self.code
        if self._versions.get(code):
            title = f"Pakai naskah bawaan: {WORDINGS[code].name}"
            self._write(title, lambda tx: wordings.reset(tx, code), "Teks bawaan dipakai lagi.")
        else:
            self._turn()

    def _write(self, title: str, change: Any, said: str) -> None:
        def done(_: bool) -> None:
            self._desk.notices.say(said)
            self.ask()

        self._desk.background.do(self, title, change, done, failed=self._failed)

    def _failed(self, problem: Problem) -> None:
        self.trouble.setText(str(problem))
        self.trouble.show()
