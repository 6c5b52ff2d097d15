"""Undangan: whom a session calls, the letter as it will be printed, PDF, and the list for a broadcast.

What a newcomer gets wrong: a button that sends. The program writes files; who has no phone stands first in the list, to
be reached another way.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.exchange.rendering import page_picture
from kpps_desk.operations import broadcasting
from kpps_desk.operations import calling as printing
from kpps_desk.operations.broadcasting import Broadcast
from kpps_desk.operations.calling import Invited, Style
from kpps_desk.problems import Problem
from kpps_desk.queries import calling
from kpps_desk.queries.calling import Called
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.paper_glass import image_of
from kpps_desk.ui.paper_preview import PaperPreview
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.wording_pane import WordingPane

_NARROW = 760  # logical pixels; below, the page goes under the list
_COLUMNS: tuple[Column[Called], ...] = (
    Column("place", "TPS", lambda one: f"{one.tps} · {one.seat}", 74),
    Column("name", "Nama", lambda one: one.name, 120, stretch=True),
    Column("phone", "Telepon", lambda one: phone_on_paper(one.phone) or "belum ada", 142,
           mark=lambda one: None if one.phone else Mark("state-no", "warn")),
)  # fmt: skip
_SIZES = [("A4", "A4"), ("F4 (folio)", "F4")]
_PURPOSE = (Field("purpose", "&Keperluan", "misalnya: undangan bimtek gelombang 2", required=True),)


class Page(GatheringPage):
    """The people on the left, the first sheet on the right; a form takes the people's place."""

    tables = frozenset({"session", "session_crew", "invitation", "appointment", "member", "wording", "election"})
    help_text = (
        "Undangan satu sesi, urut TPS dan kursi, dengan kode yang dipindai di pintu masuk. Satu surat untuk setiap "
        "orang atau untuk setiap regu TPS; satu atau dua pada satu lembar.\n"
        "Siaran menulis nama, nomor, dan pesan ke XLSX atau CSV untuk dikirim dengan WhatsApp; program ini tidak "
        "mengirim apa pun, keperluannya dicatat, dan yang tanpa nomor ditulis terpisah.\n"
        "Ubah teks memperlihatkan surat sambil Anda mengetik. Ctrl+P menyimpan undangan sebagai PDF."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.session: SessionDetails | None = None
        self._drafts: dict[str, str] = {}
        self.model: ShortModel[Called] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Yang diundang")
        self.view.opened.connect(lambda member: desk.go("members", member))
        self.told = OneLine("muted")
        self.crews = QCheckBox("Per &regu")
        self.two = QCheckBox("&Dua per lembar")
        self.size_choice = Choice("Ukuran kertas", _SIZES)
        self.crews.toggled.connect(lambda _: self._draw())
        self.two.toggled.connect(lambda _: self._draw())
        self.size_choice.currentIndexChanged.connect(lambda _: self._draw())
        self.paper = PaperPreview()
        self.paper.wanted.connect(self._draw)
        self.wording = WordingPane(desk, ("undangan", "siaran"))
        self.wording.drafted.connect(self._try_out)
        self.wording.left.connect(self.show_people)
        self.purpose = Form(_PURPOSE, save="&Pilih berkas…")
        self.purpose.saved.connect(self._pick_broadcast)
        self.purpose.cancelled.connect(self.show_people)
        self._lay_out()

    def _lay_out(self) -> None:
        self.save, self.send, self.edit = (
            QPushButton("Simpan &PDF…"),
            QPushButton("S&iaran…"),
            QPushButton("Ubah &teks…"),
        )
        self.save.setObjectName("primary")
        self.save.setToolTip("Ctrl+P")
        self.save.setShortcut("Ctrl+P")
        acts, choices = QHBoxLayout(), QHBoxLayout()
        for button, act in (
            (self.save, self.pick_file),
            (self.send, self.begin_broadcast),
            (self.edit, self.edit_texts),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            acts.addWidget(button)
        acts.addStretch(1)
        for widget in (self.crews, self.two, self.size_choice):
            choices.addWidget(widget)
        choices.addStretch(1)
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        column.addLayout(choices)
        column.addLayout(acts)
        asking = QWidget()
        form = QVBoxLayout(asking)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(self.purpose)
        form.addStretch(1)
        self.left = QStackedWidget()
        for page in (people, self.wording, asking):
            self.left.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.paper)
        self.splitter.setSizes([480, 520])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.GRID, 0, 0)
        whole.addWidget(self.splitter)
        self.setFocusProxy(self.view)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, SessionDetails):
            self.session = target
            self.show_people()
            self.reload()

    def reload(self) -> None:
        if self.session is not None:
            session = self.session.id
            self.desk.background.ask(self, lambda db: calling.of_session(db, session), self._show, topic="called")
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.width() < _NARROW
        self.splitter.setOrientation(Qt.Orientation.Vertical if tall else Qt.Orientation.Horizontal)

    def _show(self, called: list[Called]) -> None:
        listed = sorted(called, key=lambda one: (bool(one.phone), one.place))
        self.model.put({one.member_id: one for one in listed})
        self.view.say_empty(
            "Belum ada yang diundang. Tambahkan regu TPS pada sesi ini, atau undang orang lewat Susulan."
        )
        silent = sum(1 for one in called if not one.phone)
        without = f", {words.number(silent)} tanpa nomor telepon" if silent else ", semua punya nomor telepon"
        self.told.setText(f"{words.number(len(called))} orang diundang{without if called else ''}")
        for button in (self.save, self.send):
            button.setEnabled(bool(called))

    # -- the letter ---------------------------------------------------------------------------------------------------

    @property
    def style_wanted(self) -> Style:
        """As the boxes under the list say."""
        return Style(
            crews=self.crews.isChecked(),
            on_sheet=2 if self.two.isChecked() else 1,
            size=str(self.size_choice.value),
        )

    def _draw(self) -> None:
        if self.session is None:
            return
        session, style, texts, width = (
            self.session.id,
            self.style_wanted,
            dict(self._drafts),
            self.paper.view.width_wanted,
        )

        def drawn(db: Snapshot) -> QImage | None:
            pdf = printing.preview(db, session, style, texts)
            return image_of(page_picture(pdf, width=width)) if pdf else None

        self.desk.background.ask(self, drawn, self._put_page, topic="page", failed=self._no_page)

    def _put_page(self, image: QImage | None) -> None:
        if image is None:
            self.paper.say("Surat undangan terlihat di sini setelah ada yang diundang.")
        else:
            self.paper.put(image, 0, 1, "Undangan pertama, seperti yang akan dicetak")

    def _no_page(self, problem: Problem) -> None:
        self.paper.say(str(problem))

    def _try_out(self, drafts: dict[str, str]) -> None:
        if self.left.currentWidget() is self.wording:
            self._drafts = drafts
            self._draw()

    # -- acts ---------------------------------------------------------------------------------------------------------

    def edit_texts(self) -> None:
        """The wording, in the people's place."""
        self.left.setCurrentIndex(1)
        self.wording.ask()
        self.wording.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self) -> None:
        """Back to the list."""
        self.left.setCurrentIndex(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._drafts:
            self._drafts = {}
            self._draw()

    def pick_file(self) -> None:
        """Ask where the PDF goes."""
        if self.session is not None and self.save.isEnabled():
            name, _ = QFileDialog.getSaveFileName(
                self, "Simpan undangan", self._start("undangan", "pdf"), "PDF (*.pdf)"
            )
            if name:
                self.print_to(Path(name))

    def print_to(self, path: Path) -> None:
        """Write the invitations of the session to one PDF."""
        if self.session is None:
            return
        session, style = self.session.id, self.style_wanted
        self._remember(path)
        self.desk.background.run(
            self,
            "Menyimpan undangan",
            lambda database, job: printing.print_session(database, session, path, style, job),
            self._printed,
        )

    def _printed(self, made: Invited) -> None:
        text = f"{words.number(made.letters)} undangan tersimpan di {made.path.name}."
        if made.flaws:
            self.desk.notices.warn(f"{text} {words.number(len(made.flaws))} perlu dilihat: {made.flaws[0].what}")
        else:
            self.desk.notices.say(text)

    def begin_broadcast(self) -> None:
        """Ask what the list of phones is for."""
        self.purpose.put({})
        self.left.setCurrentIndex(2)
        self.purpose.focus_first()

    def _pick_broadcast(self, values: dict[str, str]) -> None:
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan daftar siaran", self._start("siaran", "xlsx"), kinds)
        if name:
            self.broadcast_to(Path(name), values["purpose"])

    def broadcast_to(self, path: Path, purpose: str) -> None:
        """Write names, phones and messages."""
        if self.session is None:
            return
        session, by = self.session.id, self.desk.background.by
        self._remember(path)
        self.desk.background.run(
            self,
            "Menulis daftar siaran",
            lambda database, job: broadcasting.broadcast(
                database, path, by=by, purpose=purpose, session=session, progress=job
            ),
            self._written,
            failed=self.purpose.show_trouble,
        )

    def _written(self, made: Broadcast) -> None:
        self.show_people()
        text = f"{words.number(made.people)} pesan tersimpan di {made.path.name}; kirimkan dengan WhatsApp."
        if made.path_without is not None:
            self.desk.notices.warn(f"{text} {words.number(made.without)} orang tanpa nomor: {made.path_without.name}.")
        else:
            self.desk.notices.say(text)

    def _start(self, name: str, ending: str) -> str:
        folder = Path(self.desk.kept.text("calling/folder", str(Path.home())))
        return str(folder / f"{name}-sesi-{self.session.id if self.session else 0}.{ending}")

    def _remember(self, path: Path) -> None:
        self.desk.kept.keep("calling/folder", str(path.parent))
