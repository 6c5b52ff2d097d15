"""Pas foto beside the cards that bear them: taken in by file names, or for the one person of the card; taken away.

What a newcomer gets wrong: saying a file's name. Offices name photos by NIK; what was left out is told by masked names.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from kpps_desk import words
from kpps_desk.domain.document_kinds import Kind, Scope
from kpps_desk.operations import photos as keeping
from kpps_desk.operations.photos import TakenIn
from kpps_desk.problems import Problem
from kpps_desk.queries import photos
from kpps_desk.ui import theme
from kpps_desk.ui.document_subject import DocumentSubject
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.screen import Desk

_BEARING = frozenset({"id-card", "one-card", "data-sheet"})
_FILTER = "Foto (*.jpg *.jpeg *.png)"
_HINT = "Nama berkas: NIK, nomor anggota, kode kursi (14 angka), atau 003-1 bila satu kelurahan dipilih."


class DocumentPhotos(QWidget):
    """`put` a kind: hidden where no photo is borne."""

    changed = Signal()

    def __init__(self, desk: Desk, subject: DocumentSubject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._subject = desk, subject
        self._kind: Kind | None = None
        self.told = OneLine("muted")
        self.take, self.remove = QPushButton("&Pas foto…"), QPushButton("&Hapus foto")
        self.take.clicked.connect(lambda _=False: self.pick())
        self.remove.clicked.connect(lambda _=False: self.drop())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.told, 1)
        row.addWidget(self.take)
        row.addWidget(self.remove)
        subject.changed.connect(self.ask)

    def put(self, kind: Kind) -> None:
        self._kind = kind
        self.setVisible(kind.code in _BEARING)
        self.remove.setVisible(kind.scope is Scope.MEMBER)
        self.take.setToolTip("" if kind.scope is Scope.MEMBER else _HINT)
        self.ask()

    def ask(self) -> None:
        """How many have a photo, or whether this one has."""
        if self._kind is None or self._kind.code not in _BEARING:
            return
        area, member = self._subject.area.code, self._member
        if self._kind.scope is Scope.MEMBER:
            self._desk.background.ask(self, lambda db: len(photos.having(db, [member])), self._show_one, topic="photos")
        else:
            self._desk.background.ask(self, lambda db: photos.count(db, area), self._show_all, topic="photos")

    @property
    def _member(self) -> int:
        one = self._subject.chosen
        return one.record if one is not None else -1

    def _show_one(self, count: int) -> None:
        self.told.setText("Pas foto ada." if count else "Belum ada pas foto.")
        self.take.setEnabled(self._member >= 0)
        self.remove.setEnabled(bool(count))

    def _show_all(self, count: int) -> None:
        self.told.setText(f"{words.number(count)} orang berfoto.")
        self.take.setEnabled(True)

    def pick(self) -> None:
        """Ask for the files."""
        folder = self._desk.kept.text("photos/folder", str(Path.home()))
        if self._kind is not None and self._kind.scope is Scope.MEMBER:
            name, _ = QFileDialog.getOpenFileName(self, "Pilih pas foto", folder, _FILTER)
            names = [name] if name else []
        else:
            names, _ = QFileDialog.getOpenFileNames(self, f"Pilih pas foto. {_HINT}", folder, _FILTER)
        if names:
            self._desk.kept.keep("photos/folder", str(Path(names[0]).parent))
            self.take_files([Path(name) for name in names])

    def take_files(self, files: list[Path]) -> None:
        """Keep these photos."""
        background, area, member = self._desk.background, self._subject.area.code, self._member
        if self._kind is not None and self._kind.scope is Scope.MEMBER:
            title = keeping.title(member)
            background.do(self, title, lambda tx: keeping.take(tx, member, files[0]), self._taken, failed=self._failed)
            return
        by = background.by
        background.run(
            self,
            f"Menyimpan {words.number(len(files))} pas foto",
            lambda database, job: keeping.take_many(database, files, by=by, area=area, progress=job),
            self._taken_many,
        )

    def _taken(self, _: object) -> None:
        self._desk.notices.say("Pas foto disimpan.")
        self._done()

    def _taken_many(self, result: TakenIn) -> None:
        told = keeping.told(result)
        if result.missed:
            first = result.missed[0]
            self._desk.notices.warn(f"{told} {first.file}: {first.why}")
        else:
            self._desk.notices.say(told)
        self._done()

    def drop(self) -> None:
        """Take the photo away for good."""
        member = self._member
        self._desk.background.do(
            self,
            f"Hapus pas foto, anggota no. {member}",
            lambda tx: keeping.remove(tx, [member]),
            lambda _: self._done(),
            failed=self._failed,
        )

    def _done(self) -> None:
        self.ask()
        self.changed.emit()

    def _failed(self, problem: Problem) -> None:
        self._desk.notices.trouble(problem)
