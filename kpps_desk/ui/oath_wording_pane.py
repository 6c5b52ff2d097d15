"""The office's own texts of a swearing-in: choose one, write, and see the page as it would be while typing.

What a newcomer gets wrong: showing a page of a text that can't be filled. A token that there is none of is said under
the field, the page stays as it was, and saving is refused by the same rule.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kpps_desk.domain.oaths import Form
from kpps_desk.domain.wordings import WORDINGS, named
from kpps_desk.operations import oath_papers, wordings
from kpps_desk.operations.oath_papers import Paper
from kpps_desk.problems import Problem
from kpps_desk.queries import wordings as questions
from kpps_desk.queries.oaths import Register
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine, plain
from kpps_desk.ui.paper_glass import image_of
from kpps_desk.ui.paper_preview import PaperPreview
from kpps_desk.ui.screen import Desk

_KINDS = {"sumpah": Paper.TEXT, "pelantikan": Paper.MINUTES, "pakta": Paper.PACT}
_PAUSE = 250  # ms after the last key
_NARROW = 620  # logical pixels; below, page under text


class _Stored(NamedTuple):
    texts: dict[str, str]
    versions: dict[str, int]


def _stored(db: Snapshot) -> _Stored:
    texts: dict[str, str] = {}
    versions: dict[str, int] = {}
    for kind in _KINDS:
        texts |= questions.texts(db, kind)
        versions |= questions.versions(db, kind)
    return _Stored(texts, versions)


class OathWordingPane(QWidget):
    """`put` a register: its session fills the tokens of the page beside the text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._register: Register | None = None
        self._kept = _Stored({}, {})
        self.choice = QComboBox()
        self.choice.setAccessibleName("Naskah yang diubah")
        for kind in _KINDS:
            for code, wording in named(kind).items():
                self.choice.addItem(wording.name, code)
        self.choice.setCurrentIndex(self.choice.findData("sumpah.isi"))
        self.choice.currentIndexChanged.connect(lambda _: self._turn())
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Isi naskah")
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(theme.GRID * 8)
        self.editor.textChanged.connect(self._typed)
        self.trouble, self.tokens = plain("", "fieldtrouble"), OneLine("caption")
        self.save, self.reset = QPushButton("&Simpan naskah"), QPushButton("Pakai teks &bawaan")
        self.save.setToolTip("Ctrl+Enter")
        self.save.clicked.connect(self.keep)
        self.reset.clicked.connect(self._reset)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            inside(self, keys, self.keep)
        self.preview = PaperPreview()
        self.preview.wanted.connect(self._draw)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._draw)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        caption = QLabel("&Naskah")
        caption.setObjectName("caption")
        caption.setBuddy(self.choice)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        for widget in (caption, self.choice):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        for widget in (self.trouble, self.tokens):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GRID, 0, 0)
        outer.addWidget(self.splitter)

    @property
    def code(self) -> str:
        return str(self.choice.currentData())

    @property
    def changed(self) -> bool:
        """Somebody is writing here."""
        return self.code in self._kept.texts and self.editor.toPlainText() != self._kept.texts[self.code]

    def put(self, register: Register) -> None:
        self._register = register
        self.reload()

    def reload(self) -> None:
        """Ask for the texts as they hold; what is being written stays."""
        if self.isVisible():
            self._desk.background.ask(self, _stored, self._show, topic="texts")

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.reload()

    def _show(self, stored: _Stored) -> None:
        writing = self.changed
        self._kept = stored if not writing else self._kept
        if not writing:
            self._turn()
        else:
            self._draw()

    def _turn(self) -> None:
        """Another text; what was written and not kept of the one before is let go."""
        if self.code in self._kept.texts:
            self.editor.setPlainText(self._kept.texts[self.code])
            tokens = ", ".join(f"{{{token}}}" for token in WORDINGS[self.code].tokens)
            self.tokens.setText(f"Tanda yang dapat dipakai: {tokens}")
            self.tokens.setToolTip(self.tokens.text())
            self.preview.first_page()
            self._typed()

    def _typed(self) -> None:
        self.trouble.setText(self._wrong())
        self.trouble.setVisible(bool(self.trouble.text()))
        self.save.setEnabled(self.changed and not self.trouble.text())
        own = self._kept.versions.get(self.code, 0) > 0
        self.reset.setEnabled(own or self.changed)
        self._later.start()

    def _wrong(self) -> str:
        try:
            wordings.check(self.code, self.editor.toPlainText())
        except Problem as problem:
            return str(problem)
        return ""

    def _draw(self) -> None:
        if self._register is None or not self.isVisible() or self.trouble.text() or self.code not in self._kept.texts:
            return
        session, kind = self._register.session.id, self.code.partition(".")[0]
        draft = {self.code: self.editor.toPlainText()}
        middle = self.code.split(".")[1]
        forms = (Form(middle),) if middle in set(Form) else ()
        width, page = self.preview.view.width_wanted, self.preview.page

        def drawn(db: Snapshot) -> tuple[QImage, int, int]:
            found = oath_papers.preview(db, session, _KINDS[kind], width=width, page=page, forms=forms, draft=draft)
            return image_of(found.picture), found.page, found.pages

        self._desk.background.ask(
            self, drawn, self._shown, topic="page", failed=lambda problem: self.preview.say(str(problem))
        )

    def _shown(self, found: tuple[QImage, int, int]) -> None:
        self.preview.put(*found, self.choice.currentText())

    def keep(self) -> None:
        """Save the text as it stands here."""
        if not self.save.isEnabled():
            return
        code, content, version = self.code, self.editor.toPlainText(), self._kept.versions[self.code]
        title = f"Ubah naskah: {WORDINGS[code].name}"
        self._write(title, lambda tx: wordings.change(tx, code, content, version), "Naskah disimpan.")

    def _reset(self) -> None:
        code = self.code
        if not self._kept.versions.get(code):
            self._turn()
            return
        title = f"Pakai naskah bawaan: {WORDINGS[code].name}"
        self._write(title, lambda tx: wordings.reset(tx, code), "Teks bawaan dipakai lagi.")

    def _write(self, title: str, change: Any, said: str) -> None:
        def done(_: bool) -> None:
            self._desk.notices.say(said)
            self._kept.texts[self.code] = self.editor.toPlainText()  # nobody is writing any more: show what is kept
            self.reload()

        self._desk.background.do(self, title, change, done, failed=self._failed)

    def _failed(self, problem: Problem) -> None:
        self.trouble.setText(str(problem))
        self.trouble.show()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        tall = self.width() < _NARROW
        self.splitter.setOrientation(Qt.Orientation.Vertical if tall else Qt.Orientation.Horizontal)
