"""Pola nomor: how certificates and letters are numbered, with a live sample of each.

What a newcomer gets wrong: numbers of letters that count by themselves. Only certificates are numbered by the program;
a letter's number has a dotted place for the office's own register.
"""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain.document_kinds import KINDS
from kpps_desk.domain.wordings import WORDINGS, fill
from kpps_desk.operations import office as keeping
from kpps_desk.operations import papers, wordings
from kpps_desk.problems import Invalid, Problem
from kpps_desk.queries import areas
from kpps_desk.queries import wordings as questions
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk

_CERTIFICATE = "number_template"
_LETTERS = tuple(code for code in WORDINGS if code.endswith(".nomor"))
_TOKENS = "{urut}, {kode}, {wilayah}, {bulan_romawi}, {tahun}"


class _Kept(NamedTuple):
    texts: dict[str, str]
    versions: dict[str, int]


def _kept(db: Snapshot) -> _Kept:
    stored = {code: questions.stored(db, code) for code in _LETTERS}
    texts = {code: one.content for code, one in stored.items()}
    versions = {code: one.version for code, one in stored.items()}
    template = areas.election(db).number_template
    return _Kept({_CERTIFICATE: template, **texts}, {_CERTIFICATE: areas.election_version(db), **versions})


def _sample(code: str, text: str) -> str:
    """What a number by this template looks like; Invalid says what is wrong with it."""
    if code == _CERTIFICATE:
        return papers.sample_number(papers.check_number_template(text))
    return fill(wordings.check(code, text), WORDINGS[code].tokens)


class _Line(NamedTuple):
    editor: QLineEdit
    sample: QLabel
    trouble: QLabel


class NumbersPage(QWidget):
    """A template a line; all are saved together."""

    title: ClassVar[str] = "Pola nomor"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = _Kept({}, {})
        self.lines: dict[str, _Line] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.setSpacing(4)
        column.addWidget(plain(self.title, "subheading"))
        column.addWidget(plain(f"Sertifikat dinomori program: {_TOKENS}. Nomor surat diisi kantor pada titik-titiknya.",
                               "muted"))  # fmt: skip
        for code in (_CERTIFICATE, *_LETTERS):
            self._add(column, code)
        self.save, self.back = QPushButton("&Simpan"), QPushButton("Seperti &semula")
        self.save.setToolTip("Ctrl+Enter")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for button, act in ((self.save, self.keep), (self.back, self._put)):
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(theme.GRID)
        column.addLayout(row)
        column.addStretch(1)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            inside(self, keys, self.keep)

    def _add(self, column: QVBoxLayout, code: str) -> None:
        caption, editor = QLabel(_name(code)), QLineEdit()
        caption.setObjectName("caption")
        caption.setBuddy(editor)
        editor.setAccessibleName(_name(code))
        sample, trouble = plain("", "muted"), plain("", "fieldtrouble")
        trouble.hide()
        editor.textChanged.connect(lambda _: self._say(code))
        column.addSpacing(theme.GRID)
        for widget in (caption, editor, sample, trouble):
            column.addWidget(widget)
        self.lines[code] = _Line(editor, sample, trouble)

    def look_again(self) -> None:
        """Show what is kept now, unless somebody is typing here."""
        if not self._changed():
            self._desk.background.ask(self, _kept, self._show, topic="numbers")

    def focus_first(self) -> None:
        self.lines[_CERTIFICATE].editor.setFocus()

    def _show(self, kept: _Kept) -> None:
        self._kept = kept
        self._put()

    def _put(self) -> None:
        for code, text in self._kept.texts.items():
            self.lines[code].editor.setText(text)
            self._say(code)

    def _changed(self) -> dict[str, str]:
        texts = {code: self.lines[code].editor.text() for code in self._kept.texts}
        return {code: text for code, text in texts.items() if text != self._kept.texts[code]}

    def _say(self, code: str) -> bool:
        """The sample under a line, or what is wrong with it."""
        line = self.lines[code]
        try:
            sample, trouble = _sample(code, line.editor.text()), ""
        except Invalid as problem:
            sample, trouble = "", str(problem)
        line.sample.setText(f"Contoh: {sample}")
        line.sample.setVisible(not trouble)
        line.trouble.setText(trouble)
        line.trouble.setVisible(bool(trouble))
        self.save.setEnabled(bool(self._changed()))
        return not trouble

    def keep(self) -> None:
        """Save what was changed; a line that can't be filled keeps all of it from being saved."""
        changed = self._changed()
        wrong = [code for code in changed if not self._say(code)]
        if wrong:
            self.lines[wrong[0]].editor.setFocus()
        elif changed:
            versions = dict(self._kept.versions)
            self._desk.background.do(
                self, "Ubah pola nomor", _change(changed, versions), self._saved, failed=self._trouble
            )

    def _saved(self, _: object) -> None:
        self._kept = _Kept({}, {})
        self.look_again()
        self._desk.notices.say("Pola nomor disimpan. Berlaku untuk yang terbit sesudah ini.")

    def _trouble(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)


def _change(changed: dict[str, str], versions: dict[str, int]) -> Callable[[Transaction], None]:
    def change(tx: Transaction) -> None:
        for code, text in changed.items():
            if code == _CERTIFICATE:
                keeping.save_number_template(tx, text, version=versions[code])
            else:
                wordings.change(tx, code, text, versions[code])

    return change


def _name(code: str) -> str:
    """What is numbered by it, as its paper is called."""
    if code == _CERTIFICATE:
        return "Nomor sertifikat dan piagam"
    kind = code.partition(".")[0]
    return f"Nomor {next(one.name for one in KINDS if kind in one.texts).lower()}"
