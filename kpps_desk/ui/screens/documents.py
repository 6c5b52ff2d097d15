"""Dokumen: choose a paper and what it is about, look at the real pages, save or print them, word the office's texts.

What a newcomer gets wrong: making papers while somebody turns through the list. The list shows samples; a paper is made
once, when asked for, and what is saved and printed is what was looked at.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.document_kinds import KINDS, Kind, kind_of
from kpps_desk.operations import documents
from kpps_desk.operations.documents import Wanted
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Invalid, Problem
from kpps_desk.ui import theme
from kpps_desk.ui.document_form import DocumentForm
from kpps_desk.ui.document_out import DocumentOut
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.keys import inside
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.wording_pane import WordingPane

_COLUMNS: tuple[Column[Kind], ...] = (Column("name", "Dokumen", lambda kind: kind.name, 160, stretch=True),)
_LEFT = 336
_OFFICE = frozenset({"wording", "letterhead", "official"})  # how a paper looks


class DocumentsScreen(Screen):
    """The kinds, the form of one, or its texts on the left; the pages on the right."""

    key = "documents"
    title = "Dokumen"
    icon = "documents"
    help_text = (
        "Semua surat dan daftar kantor. Panah memperlihatkan contoh bentuknya; Enter memilih. Pilih wilayah, sesi, "
        "atau orangnya, ukuran kertas A4 atau F4, lalu Ctrl+Enter membuatnya. Yang terlihat di kanan adalah PDF yang "
        "sebenarnya: Ctrl+S menyimpannya, Ctrl+P mencetaknya, Ctrl+F mencari di dalamnya.\n"
        "Ubah teks mengganti kalimat surat itu bagi seluruh kantor. Kop, lambang, dan pejabat diatur di Pengaturan. "
        "Lembar data diri menanyakan keperluan, dan pencetakannya dicatat. Berkas bukti satu kelurahan adalah satu PDF "
        "bertanda tangan; sekecamatan disimpan sebagai ZIP. Periksa sertifikat memeriksa keasliannya."
    )
    tables = frozenset(
        {"session", "session_crew", "appointment", "member", "photo", "election", "certificate", "receipt", *_OFFICE}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._job: Job | None = None
        self._asked = False
        self.model: ShortModel[Kind] = ShortModel(_COLUMNS, self)
        self.kinds = ListView(self.model)
        self.kinds.setAccessibleName("Jenis dokumen")
        self.kinds.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.kinds.selectionModel().currentRowChanged.connect(lambda *_: self._look())
        self.kinds.opened.connect(lambda _: self.choose())
        self.kinds.clicked.connect(lambda _: self.choose())
        self.form = DocumentForm(desk)
        self.form.changed.connect(self._changed)
        self.form.paper_size.currentIndexChanged.connect(lambda _: self._look())
        self.form.make_wanted.connect(self.make)
        self.form.left.connect(self.back)
        self.form.texts_wanted.connect(self.edit_texts)
        self.out = DocumentOut(desk)
        self.wording: WordingPane | None = None
        self.left = QStackedWidget()
        self.left.addWidget(self.kinds)
        self.left.addWidget(self.form)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.out)
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        inside(self, "Ctrl+S", self.out.pick_file)
        inside(self, "Ctrl+P", self.out.pick_printer)
        desk.background.job_ended.connect(self._ended)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            self.model.put(dict(enumerate(KINDS)))
            self.kinds.selectRow(0)
            self.kinds.setFocus()

    def refresh(self, changes: Changes) -> None:
        """What was made stays as it was looked at; only another wording or letterhead makes it anew."""
        if not changes.tables & self.tables:
            return
        if self.left.currentWidget() is not self.kinds:
            self.form.subject.ask()
        if changes.tables & _OFFICE and self.out.made is not None and not self._kind.records:
            self.make()
        else:
            self.out.say_stale()

    def reload(self) -> None:
        if self.left.currentWidget() is not self.kinds:
            self.form.subject.ask()

    def open(self, target: object) -> None:
        """A kind's code, or (code, record) of what it is to be about."""
        self.shown()
        code, record = target if isinstance(target, tuple) else (target, None)
        self.kinds.selectRow(KINDS.index(kind_of(str(code))))
        self.choose(record)

    def to_search(self) -> None:
        if self.left.currentWidget() is self.form and self.form.subject.search.isVisible():
            self.form.subject.search.setFocus()
        else:
            self.out.preview.to_search()

    def commands(self) -> list[QAction]:
        found = []
        for kind in KINDS:
            action = QAction(f"Dokumen: {kind.name}", self)
            action.triggered.connect(lambda _=False, code=kind.code: self.open(code))
            found.append(action)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = min(_LEFT, self.width() * 2 // 5)
        self.splitter.setSizes([left, self.width() - left])

    # -- choosing -----------------------------------------------------------------------------------------------------

    @property
    def _kind(self) -> Kind:
        return KINDS[max(0, self.kinds.current_id())]

    def choose(self, record: int | None = None) -> None:
        """The form of the kind under the cursor."""
        self.form.put(self._kind, record)
        self.left.setCurrentWidget(self.form)
        self.form.subject.to_first()

    def back(self) -> None:
        """To all kinds."""
        self.left.setCurrentWidget(self.kinds)
        self._look()
        self.kinds.setFocus()

    def _look(self) -> None:
        """A sample of the kind under the cursor."""
        if self._asked:
            self.out.show_sample(self._kind, str(self.form.paper_size.value))

    def _changed(self) -> None:
        self.form.say_trouble("")
        if self.out.made is not None:
            self._look()

    # -- making -------------------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make what the form asks for."""
        if self._job is not None or self.form.kind is None:
            return
        wanted, kind, by = self.form.wanted(), self.form.kind, self.desk.background.by
        try:
            documents.check(wanted)
        except Invalid as problem:
            self.form.show_invalid(problem)
            return
        to = self.out.new_path()
        self.form.set_busy(True)
        self._job = self.desk.background.run(
            self,
            f"Membuat {kind.name.lower()}",
            lambda database, job: documents.make(database, wanted, to, by=by, progress=job),
            lambda made: self._made(kind, wanted, made),
            failed=self._failed,
        )

    def _made(self, kind: Kind, wanted: Wanted, made: Printed) -> None:
        if kind is self.form.kind and wanted == self.form.wanted():
            self.out.put(kind, wanted.size, made)
        else:  # something else is wanted by now
            documents.drop(made.path)

    def _failed(self, problem: Problem) -> None:
        if isinstance(problem, Invalid):
            self.form.show_invalid(problem)
        else:
            self.form.say_trouble(str(problem))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.form.set_busy(False)

    # -- the office's texts -------------------------------------------------------------------------------------------

    def edit_texts(self) -> None:
        """The wording of this kind, beside its pages."""
        if self.wording is not None:
            self.left.removeWidget(self.wording)
            self.wording.deleteLater()
        self.wording = WordingPane(self.desk, self._kind.texts)
        self.wording.left.connect(self._texts_left)
        self.left.addWidget(self.wording)
        self.left.setCurrentWidget(self.wording)
        self.wording.ask()
        self.wording.editor.setFocus()

    def _texts_left(self) -> None:
        self.left.setCurrentWidget(self.form)
        self.form.subject.to_first()
