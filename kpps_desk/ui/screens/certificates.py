"""Sertifikat: who may have one and who not, issue them, look at the page, save and print.

What a newcomer gets wrong: taking issuing for something that Ctrl+Z takes back. A number given out is given out for
ever, so the bar above asks once more before anything is issued.
"""

import tempfile
from array import array
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import certificates as issuing
from kpps_desk.operations import printing
from kpps_desk.operations.certificates import IssueResult
from kpps_desk.operations.printing import PrintResult
from kpps_desk.problems import Unavailable
from kpps_desk.queries import certificates, entitlement, members
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.queries.entitlement import Group
from kpps_desk.queries.members import MemberRow
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_groups import COLUMNS, ENTITLED, ISSUED, GroupRow, Overview, bar_of, overview
from kpps_desk.ui.certificate_page import CertificatePage, Shown, drawn
from kpps_desk.ui.certificate_scope import CertificateScope
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.list_model import Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.paper_form import PaperForm
from kpps_desk.ui.printer import new_printer, print_pages
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.stopping import Stopped, keeping

_Scope = tuple[str, int | None]  # area's code, session
_NARROW = 1_000  # logical pixels


def _issued(db: Snapshot, scope: _Scope) -> "array[int]":
    return certificates.ids(db, *scope)


PEOPLE: Source[Group, MemberRow] = Source(entitlement.first, entitlement.count, entitlement.ids, members.page)
PAPERS: Source[_Scope, CertificateRow] = Source(
    lambda db, scope: _issued(db, scope)[:100],
    lambda db, scope: len(_issued(db, scope)),
    _issued,
    certificates.page,
)
_PEOPLE_COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 150, stretch=True),
    Column("place", "TPS", lambda row: row.place, 145),
    Column("role", "Jabatan", lambda row: row.role, 145),
)
_PAPER_COLUMNS: tuple[Column[CertificateRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 150, stretch=True),
    Column("number", "Nomor", lambda row: row.number, 230),
)


class CertificatesScreen(Screen):
    """Groups and people on the left, the page on the right."""

    key = "certificates"
    title = "Sertifikat"
    icon = "certificates"
    tables = frozenset({"member", "appointment", "attendance", "certificate", "session", "session_crew"})
    help_text = (
        "Pilih wilayah, lalu sesi bimtek bila perlu. Di kiri: siapa yang berhak, siapa yang sudah memiliki, dan siapa "
        "yang belum beserta alasannya. Petugas ketertiban tidak menerima sertifikat.\n"
        "Terbitkan memberi nomor; nomor tidak pernah dipakai dua kali dan penerbitan tidak dapat diurungkan.\n"
        "Di kanan: halaman seperti yang akan dicetak. Ctrl+A memilih semua dalam daftar; tanpa pilihan, Simpan PDF dan "
        "Cetak mengambil semua yang sudah terbit di wilayah atau sesi itu."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked = False
        self._job: Job | None = None
        self._overview: Overview | None = None
        self.where = CertificateScope(desk)
        self.where.changed.connect(self._ask_groups)
        self._build_lists()
        self.paper = CertificatePage()
        self.paper.wanted.connect(self._draw)
        self.paper.moved.connect(self._move)
        self.paper.save_wanted.connect(self.pick_file)
        self.paper.print_wanted.connect(self.print)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self._left())
        self.right = QStackedWidget()
        self.office = PaperForm(desk)
        self.office.closed.connect(lambda: self.right.setCurrentWidget(self.paper))
        self.right.addWidget(self.paper)
        self.right.addWidget(self.office)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([desk.kept.number("certificates/list", 480), desk.kept.number("certificates/page", 640)])
        self.splitter.splitterMoved.connect(lambda *_: self._keep_sizes())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.where)
        layout.addWidget(self.splitter, 1)
        desk.background.job_ended.connect(self._ended)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_lists(self) -> None:
        self.groups: ShortModel[GroupRow] = ShortModel(COLUMNS, self)
        self.group_view = ListView(self.groups)
        self.group_view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.group_view.setAccessibleName("Siapa yang mendapat sertifikat")
        self.group_view.setMaximumHeight(theme.ROW * 7 + 2)
        self.group_view.selectionModel().currentRowChanged.connect(lambda *_: self._group_changed())
        background = self.desk.background
        self.people: ListModel[Group, MemberRow] = ListModel(background, PEOPLE, _PEOPLE_COLUMNS, self)
        self.papers: ListModel[_Scope, CertificateRow] = ListModel(background, PAPERS, _PAPER_COLUMNS, self)
        self.people_view, self.papers_view = ListView(self.people), ListView(self.papers)
        self.people_view.setAccessibleName("Orang dalam kelompok ini")
        self.papers_view.setAccessibleName("Sertifikat yang sudah terbit")
        self.people_view.opened.connect(lambda member: self.desk.go("members", member))
        self.lists = QStackedWidget()
        for view, model in ((self.people_view, self.people), (self.papers_view, self.papers)):
            self.lists.addWidget(view)
            view.chosen_changed.connect(self._say_counts)
            view.selectionModel().currentRowChanged.connect(lambda *_: self._draw())
            model.first_shown.connect(self._list_arrived)
            model.completed.connect(self._list_arrived)
            model.counted.connect(lambda _: self._say_counts())

    def _left(self) -> QWidget:
        self.issue_button = QPushButton("&Terbitkan")
        self.issue_button.setObjectName("primary")
        self.issue_button.clicked.connect(self.confirm_issue)
        office = QPushButton("&Kop dan penanda tangan…")
        office.setObjectName("quiet")
        office.clicked.connect(self.edit_office)
        left, acts = QWidget(), QHBoxLayout()
        acts.addWidget(self.issue_button)
        acts.addStretch(1)
        acts.addWidget(office)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.group_view, 3)
        column.addWidget(self.lists, 2)
        column.addLayout(acts)
        return left

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            self.where.ask()

    def reload(self) -> None:
        if self._overview is not None:
            self.where.reload_sessions()
            self._ask_groups()
            (self.papers if self.group == ISSUED else self.people).refresh()

    def open(self, target: object) -> None:
        """Show an area, by its code."""
        self.where.area.choose(str(target))

    def to_search(self) -> None:
        self.group_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list keeps names and places; the role is in the group's name or one Enter away."""
        super().resizeEvent(event)
        self.people_view.setColumnHidden(2, self.width() < _NARROW)

    # -- area, session, group -----------------------------------------------------------------------------------------

    @property
    def scope(self) -> _Scope:
        """What is looked at: an area, or one session."""
        return self.where.value

    @property
    def group(self) -> int:
        return max(0, self.group_view.current_id())

    def _ask_groups(self) -> None:
        area, session = self.scope
        self.desk.background.ask(self, lambda db: overview(db, area, session), self._put_groups, topic="groups")

    def _put_groups(self, found: Overview) -> None:
        first = self._overview is None
        self._overview = found
        self.groups.put({row.id: row for row in found.rows})
        if first:
            start = ISSUED if found.issued and not found.entitled else ENTITLED
            self.group_view.setCurrentIndex(self.groups.index(start, 0))
        self._group_changed()

    def _group_changed(self) -> None:
        if self._overview is None:
            return
        area, session = self.scope
        if self.group == ISSUED:
            self.lists.setCurrentWidget(self.papers_view)
            if self.papers.filter != self.scope:
                self.papers.ask(self.scope)
        else:
            self.lists.setCurrentWidget(self.people_view)
            wanted = Group(area, session, bar_of(self.group))
            if self.people.filter != wanted:
                self.people.ask(wanted)
        self._say_counts()
        self._draw()

    def _list_arrived(self) -> None:
        empty = "Tidak ada orang dalam kelompok ini." if self.group != ENTITLED else _nobody(self._overview)
        self.people_view.say_empty(empty)
        self.papers_view.say_empty("Belum ada sertifikat yang terbit di sini.")
        view = self._view()
        if view.current_id() < 0:
            view.setCurrentIndex(view.model().index(0, 0))
            view.clearSelection()
        self._say_counts()
        self._draw()

    def _view(self) -> ListView:
        return self.papers_view if self.group == ISSUED else self.people_view

    def _say_counts(self) -> None:
        if self._overview is None:
            return
        chosen = self._view().chosen_count()
        count = chosen if chosen > 1 and self.group == ENTITLED else self._overview.entitled
        which = " yang dipilih" if chosen > 1 and self.group == ENTITLED else ""
        many = f"{words.number(count)} " if count else ""
        self.issue_button.setText(f"&Terbitkan {many}sertifikat{which}")
        self.issue_button.setEnabled(count > 0 and self._job is None)
        some = self.group == ISSUED and chosen > 1
        self.paper.say_paper(chosen if some else self._overview.issued, chosen=some)

    # -- the page -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """The page of the certificate under the cursor, else the sample."""
        current = self.papers_view.current_id() if self.group == ISSUED else -1
        certificate = current if current >= 0 else None
        self.paper.say_place(self.papers_view.currentIndex().row(), self.papers.total if certificate else 0)
        width = self.paper.view.width_wanted
        self.desk.background.ask(self, lambda db: drawn(db, certificate, width), self._put_page, topic="page")

    def _put_page(self, shown: Shown) -> None:
        self.paper.put(shown)

    def _move(self, step: int) -> None:
        row = self.papers_view.currentIndex().row() + step
        if 0 <= row < self.papers.total:
            self.papers_view.setCurrentIndex(self.papers.index(row, 0))

    # -- issue --------------------------------------------------------------------------------------------------------

    def confirm_issue(self) -> None:
        """Say what would be issued; the bar's button does it."""
        if self._overview is None:
            return
        view, (area, session) = self._view(), self.scope
        chosen = view.chosen() if self.group == ENTITLED and view.chosen_count() > 1 else None
        count = len(chosen) if chosen is not None else self._overview.entitled
        what = f"{words.number(count)} sertifikat untuk {self.where.name}"
        self.desk.notices.warn(
            f"{what} akan diberi nomor. Penerbitan tidak dapat diurungkan.",
            act=f"&Ya, terbitkan {words.number(count)}",
            action=lambda: self.issue(chosen, area, session),
        )

    def issue(self, chosen: "array[int] | None", area: str, session: int | None) -> None:
        """Issue for these members, or for all entitled of an area or a session."""
        by = self.desk.background.by

        def work(database: Database, progress: Job) -> IssueResult:
            return issuing.issue(database, chosen, area=area, session=session, by=by, progress=progress)

        self._run("Menerbitkan sertifikat", keeping(work, frozenset({"certificate", "member"})), self._finished)

    def _finished(self, result: IssueResult | Stopped) -> None:
        if isinstance(result, Stopped):
            self.desk.notices.warn(f"{result.why} Yang sudah terbit tetap berlaku; terbitkan lagi untuk meneruskan.")
            return
        self.group_view.setCurrentIndex(self.groups.index(ISSUED, 0))
        text = f"{words.number(len(result.issued))} sertifikat terbit."
        self.desk.notices.say(text, act="Simpan PDF…", action=self.pick_file)

    def edit_office(self) -> None:
        """Letterhead and signatory, in the page's place."""
        self.right.setCurrentWidget(self.office)
        self.office.ask()

    # -- paper --------------------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask where the PDF goes."""
        start = Path(self.desk.kept.text("certificates/folder", str(Path.home()))) / "sertifikat.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan sertifikat", str(start), "PDF (*.pdf)")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the chosen certificates, or all issued ones of the area or session, to one PDF."""
        self.desk.kept.keep("certificates/folder", str(path.parent))
        wanted = self._wanted()
        self._run("Menyimpan sertifikat", lambda database, job: _printed(database, path, wanted, job), self._saved)

    def _saved(self, result: PrintResult) -> None:
        text = f"{words.number(result.pages)} sertifikat tersimpan di {result.path.name}."
        if result.flaws:
            more = f" dan {words.number(len(result.flaws) - 1)} hal lain" if len(result.flaws) > 1 else ""
            first = result.flaws[0]
            self.desk.notices.warn(
                f"{text} Periksa sebelum ditandatangani: nomor {first.number}, {first.what}{more}",
                act="Buka",
                action=lambda: _open(result.path),
            )
        else:
            self.desk.notices.say(text, act="Buka", action=lambda: _open(result.path))

    def print(self) -> None:
        """Ask for a printer; a sentence when there is none."""
        try:
            printer = new_printer()
        except Unavailable as problem:
            self.desk.notices.trouble(problem)
            return
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print the chosen certificates, or all issued ones, on this printer."""
        wanted = self._wanted()

        def work(database: Database, job: Job) -> int:
            with tempfile.TemporaryDirectory() as folder:
                made = _printed(database, Path(folder) / "cetak.pdf", wanted, job)
                return print_pages(made.path, printer, job)

        self._run("Mencetak sertifikat", work, self._printed)

    def _printed(self, pages: int) -> None:
        self.desk.notices.say(f"{words.number(pages)} sertifikat dikirim ke pencetak.")

    def _wanted(self) -> dict[str, Any]:
        if self.group == ISSUED and self.papers_view.chosen_count() > 1:
            return {"certificates": self.papers_view.chosen()}
        area, session = self.scope
        return {"area": area, "session": session}

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _run(self, title: str, work: Any, done: Any) -> None:
        if self._job is not None:
            self.desk.notices.warn("Tunggu sampai pekerjaan sertifikat yang sedang berjalan selesai.")
            return
        self._job = self.desk.background.run(self, title, work, done)
        self._say_counts()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._say_counts()

    def _keep_sizes(self) -> None:
        for name, size in zip(("list", "page"), self.splitter.sizes(), strict=True):
            self.desk.kept.keep(f"certificates/{name}", size)


def _printed(database: Database, path: Path, wanted: dict[str, Any], job: Job) -> PrintResult:
    return printing.print_certificates(database, path, progress=job, **wanted)


def _nobody(found: Overview | None) -> str:
    if found is not None and found.issued:
        return "Semua yang berhak sudah memiliki sertifikat."
    return "Belum ada yang berhak: sertifikat diberikan setelah pelantikan dan bimtek dicatat hadir."


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
