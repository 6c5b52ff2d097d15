"""Terbitkan: who may have a certificate and who not, each with the reason; issue; the page of each beside.

What a newcomer gets wrong: taking issuing for something that Ctrl+Z takes back. A number given out is given out for
ever, so the bar above asks once more before anything is issued.
"""

from array import array
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.operations import certificates as issuing
from kpps_desk.operations.certificates import IssueResult
from kpps_desk.queries import certificates, entitlement, members, teaching
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.queries.entitlement import Group
from kpps_desk.queries.members import MemberRow
from kpps_desk.queries.teaching import Teacher
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_groups import COLUMNS, ENTITLED, ISSUED, GroupRow, Overview, bar_of, overview
from kpps_desk.ui.certificate_page import CertificatePage
from kpps_desk.ui.certificate_step import OneJob, Scope, StepPage
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.list_model import Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.paper_form import PaperForm
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.stopping import Stopped, keeping

_NARROW = 1_000  # logical pixels


class InForce(NamedTuple):
    """The issued certificates of a scope."""

    area: str
    session: int | None
    kind: Kind


def _issued(db: Snapshot, wanted: InForce) -> "array[int]":
    return certificates.ids(db, *wanted)


PEOPLE: Source[Group, MemberRow] = Source(entitlement.first, entitlement.count, entitlement.ids, members.page)
PAPERS: Source[InForce, CertificateRow] = Source(
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
_TEACHER_COLUMNS: tuple[Column[Teacher], ...] = (
    Column("name", "Nama", lambda row: row.name, 150, stretch=True),
    Column("office", "Lembaga", lambda row: row.institution, 145),
    Column("taught", "Sesi", lambda row: words.number(len(row.taught)), 60, right=True),
)
PAPER_COLUMNS: tuple[Column[CertificateRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 150, stretch=True),
    Column("number", "Nomor", lambda row: row.number, 230),
)


class IssuePage(StepPage):
    """Groups and people on the left, the page on the right."""

    tables = frozenset(
        {"member", "appointment", "attendance", "certificate", "session", "session_crew", "trainer", "election"}
    )
    help_text = (
        "Terbitkan. Di kiri: siapa yang berhak, siapa yang sudah memiliki, dan siapa yang belum beserta alasannya. "
        "Terbitkan memberi nomor; nomor tidak pernah dipakai dua kali dan penerbitan tidak dapat diurungkan.\n"
        "Ctrl+A memilih semua dalam daftar; pilih beberapa orang untuk menerbitkan hanya bagi mereka. Di kanan: "
        "halaman seperti yang akan dicetak."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._overview: Overview | None = None
        jobs.changed.connect(self._say_counts)
        self._build_lists()
        self.paper = CertificatePage(desk)
        self.office = PaperForm(desk)
        self.right: QStackedWidget = QStackedWidget()
        self.office.closed.connect(lambda: self.right.setCurrentWidget(self.paper))
        self.right.addWidget(self.paper)
        self.right.addWidget(self.office)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([desk.kept.number("certificates/list", 480), desk.kept.number("certificates/page", 640)])
        self.splitter.splitterMoved.connect(lambda *_: self._keep_sizes())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter, 1)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_lists(self) -> None:
        self.groups: ShortModel[GroupRow] = ShortModel(COLUMNS, self)
        self.group_view = ListView(self.groups)
        self.group_view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.group_view.setAccessibleName("Siapa yang mendapat sertifikat")
        self.group_view.setMaximumHeight(theme.ROW * 8 + 2)
        self.group_view.selectionModel().currentRowChanged.connect(lambda *_: self._group_changed())
        background = self.desk.background
        self.people: ListModel[Group, MemberRow] = ListModel(background, PEOPLE, _PEOPLE_COLUMNS, self)
        self.papers: ListModel[InForce, CertificateRow] = ListModel(background, PAPERS, PAPER_COLUMNS, self)
        self.teachers: ShortModel[Teacher] = ShortModel(_TEACHER_COLUMNS, self)
        self.people_view, self.papers_view = ListView(self.people), ListView(self.papers)
        self.teachers_view = ListView(self.teachers)
        self.people_view.opened.connect(lambda member: self.desk.go("members", member))
        self.lists = QStackedWidget()
        for view, name in (
            (self.people_view, "Orang dalam kelompok ini"),
            (self.papers_view, "Sertifikat yang sudah terbit"),
            (self.teachers_view, "Narasumber dalam kelompok ini"),
        ):
            view.setAccessibleName(name)
            self.lists.addWidget(view)
            view.chosen_changed.connect(self._say_counts)
            view.selectionModel().currentRowChanged.connect(lambda *_: self._draw())
        for model in (self.people, self.papers, self.teachers):
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

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        another = scope.kind is not self.scope.kind
        self.scope = scope
        if another:
            self.paper.put(None, scope.kind)
        self._ask_groups()

    def reload(self) -> None:
        self._ask_groups()
        if self._overview is not None and self._view() is not self.teachers_view:
            (self.papers if self.group == ISSUED else self.people).refresh()

    def to_search(self) -> None:
        self.group_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    focus_first = to_search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list keeps names and places; the role is in the group's name or one Enter away."""
        super().resizeEvent(event)
        self.people_view.setColumnHidden(2, self.width() < _NARROW)

    # -- groups -------------------------------------------------------------------------------------------------------

    @property
    def group(self) -> int:
        return max(0, self.group_view.current_id())

    def _ask_groups(self) -> None:
        area, session, kind, _ = self.scope
        self.desk.background.ask(self, lambda db: overview(db, area, session, kind), self._put_groups, topic="groups")

    def _put_groups(self, found: Overview) -> None:
        first = self._overview is None
        self._overview = found
        self.groups.put({row.id: row for row in found.rows})
        if first or self.group_view.current_id() < 0:
            start = ISSUED if found.issued and not found.entitled else ENTITLED
            self.group_view.setCurrentIndex(self.groups.index(start, 0))
        self._group_changed()

    def _group_changed(self) -> None:
        if self._overview is None:
            return
        area, session, kind, _ = self.scope
        if self.group == ISSUED:
            self.lists.setCurrentWidget(self.papers_view)
            if self.papers.filter != InForce(area, session, kind):
                self.papers.ask(InForce(area, session, kind))
        elif kind is Kind.TRAINER:
            self.lists.setCurrentWidget(self.teachers_view)
            why = bar_of(self.group, kind)
            self.desk.background.ask(
                self,
                lambda db: {each.trainer_id: each for each in teaching.teachers(db, area, session) if each.bar is why},
                self._put_teachers,
                topic="teachers",
            )
        else:
            self.lists.setCurrentWidget(self.people_view)
            wanted = Group(area, session, bar_of(self.group, kind), kind)
            if self.people.filter != wanted:
                self.people.ask(wanted)
        self._say_counts()
        self._draw()

    def _put_teachers(self, found: dict[int, Teacher]) -> None:
        self.teachers.put(found)
        self._list_arrived()

    def _list_arrived(self) -> None:
        empty = "Tidak ada orang dalam kelompok ini." if self.group != ENTITLED else _nobody(self._overview, self.scope)
        self.people_view.say_empty(empty)
        self.teachers_view.say_empty(empty)
        self.papers_view.say_empty("Belum ada yang terbit di sini. Pilih kelompok yang berhak, lalu Terbitkan.")
        view = self._view()
        if view.current_id() < 0:
            view.setCurrentIndex(view.model().index(0, 0))
            view.clearSelection()
        self._say_counts()
        self._draw()

    def _view(self) -> ListView:
        if self.group == ISSUED:
            return self.papers_view
        return self.teachers_view if self.scope.kind is Kind.TRAINER else self.people_view

    def _say_counts(self) -> None:
        if self._overview is None:
            return
        chosen = self._view().chosen_count()
        some = chosen > 1 and self.group == ENTITLED
        count = chosen if some else self._overview.entitled
        many = f"{words.number(count)} " if count else ""
        noun = words.certificate_kind(self.scope.kind).lower()
        self.issue_button.setText(f"&Terbitkan {many}{noun}{' yang dipilih' if some else ''}")
        self.issue_button.setEnabled(count > 0 and not self.jobs.busy)

    def _draw(self) -> None:
        """The page of the certificate under the cursor, else the sample."""
        current = self.papers_view.current_id() if self.group == ISSUED else -1
        self.paper.put(current if current >= 0 else None, self.scope.kind)

    # -- issue --------------------------------------------------------------------------------------------------------

    def confirm_issue(self) -> None:
        """Say what would be issued; the bar's button does it."""
        if self._overview is None:
            return
        view, scope = self._view(), self.scope
        chosen = view.chosen() if self.group == ENTITLED and view.chosen_count() > 1 else None
        count = len(chosen) if chosen is not None else self._overview.entitled
        noun = words.certificate_kind(scope.kind).lower()
        self.desk.notices.warn(
            f"{words.number(count)} {noun} untuk {scope.name} akan diberi nomor. Penerbitan tidak dapat diurungkan.",
            act=f"&Ya, terbitkan {words.number(count)}",
            action=lambda: self.issue(chosen, scope),
        )

    def issue(self, chosen: "array[int] | None", scope: Scope) -> None:
        """Issue for these members, or for all entitled of an area or a session."""
        by = self.desk.background.by

        def work(database: Database, progress: Job) -> IssueResult:
            return issuing.issue(
                database, chosen, kind=scope.kind, area=scope.area, session=scope.session, by=by, progress=progress
            )

        noun = words.certificate_kind(scope.kind).lower()
        self.jobs.run(f"Menerbitkan {noun}", keeping(work, frozenset({"certificate", "member"})), self._finished)

    def _finished(self, result: IssueResult | Stopped) -> None:
        if isinstance(result, Stopped):
            self.desk.notices.warn(f"{result.why} Yang sudah terbit tetap berlaku; terbitkan lagi untuk meneruskan.")
            return
        self.group_view.setCurrentIndex(self.groups.index(ISSUED, 0))
        noun = words.certificate_kind(self.scope.kind).lower()
        text = f"{words.number(len(result.issued))} {noun} terbit."
        self.desk.notices.say(text, act="&Cetak…", action=lambda: self.turn_wanted.emit("print", None))

    def edit_office(self) -> None:
        """Letterhead and signatory, in the page's place."""
        self.right.setCurrentWidget(self.office)
        self.office.ask()

    def _keep_sizes(self) -> None:
        for name, size in zip(("list", "page"), self.splitter.sizes(), strict=True):
            self.desk.kept.keep(f"certificates/{name}", size)


def _nobody(found: Overview | None, scope: Scope) -> str:
    if found is not None and found.issued:
        return "Semua yang berhak sudah memiliki sertifikat. Lanjutkan ke Cetak."
    if scope.kind is Kind.TRAINER:
        return "Belum ada narasumber yang tercatat hadir. Catat mereka pada Sesi, halaman Materi dan nilai."
    return "Belum ada yang berhak: sertifikat diberikan setelah pelantikan dan bimtek dicatat hadir."
