"""Bukti nama: print the sheet on which people read their names, and record the pages that came back.

What a newcomer gets wrong: correcting a name in a list of certificates. The person's own record is corrected; the
certificate takes its name from there.
"""

from array import array
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.places import dotted
from kpps_desk.operations import name_checks
from kpps_desk.operations.name_checks import Recorded
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Problem
from kpps_desk.queries import name_lists
from kpps_desk.queries.name_checks import NameRow
from kpps_desk.queries.name_lists import Standing, Wanted
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_name_rows import COLUMNS, SOURCE, Sums, sheet, sums
from kpps_desk.ui.certificate_step import ListStepPage, OneJob, Scope
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.framed import framed
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import ListModel
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.pdf_preview import PdfPreview
from kpps_desk.ui.pdf_source import FilePages
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice, SearchBox

_STANDINGS = [
    ("Semua", Standing.ALL),
    ("Belum dikonfirmasi", Standing.OPEN),
    ("Sudah dikonfirmasi", Standing.CONFIRMED),
]
_NOWHERE = "99"  # no area's code
_FIELDS = (
    Field("page", "&Halaman", "1", required=True),
    Field("code", "Ko&de halaman, di kanan atas lembar", "ABC123", required=True),
    Field("wrong", "Nomor yang &salah tanpa perbaikan", "3 7 12"),
    Field("corrections", "Per&baikan: nomor dan nama yang benar, satu baris seorang", "12 Siti Ma'ruf, S.H.", lines=4),
)


class NamesPage(ListStepPage):
    """The people on the left; the sheet, or the form of a page that came back, on the right."""

    tables = frozenset({"member", "appointment", "name_check", "session", "session_crew"})
    help_text = (
        "Bukti nama. Cetak lembar konfirmasi nama, 40 orang selembar; orangnya membaca namanya dan membetulkan dengan "
        "pena. Catat lembar yang kembali: ketik halaman dan kodenya, lalu hanya nomor yang salah.\n"
        "K mengonfirmasi orang yang dipilih, B membatalkan, Enter membuka anggotanya. Nama yang diubah sesudah "
        "dikonfirmasi kembali belum dikonfirmasi."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._sums = Sums(0, 0)
        self._run = 0  # tells one look at the file from the next
        self._shown = ""
        self._wanted_id = 0
        self.standing = Choice("Konfirmasi", _STANDINGS)
        self.standing.currentIndexChanged.connect(lambda _: self._ask())
        self.model: ListModel[Wanted, NameRow] = ListModel(desk.background, SOURCE, COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Nama yang akan dicetak")
        self.view.opened.connect(lambda member: desk.go("members", member))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_sheet())
        self.view.chosen_changed.connect(self._say)
        self.model.first_shown.connect(self._arrived)
        self.model.completed.connect(self._reach)
        self.search = SearchBox("Cari nama", self.view)
        self.search.textChanged.connect(lambda _: self._ask())
        self.count = OneLine("muted")
        self.preview = PdfPreview(desk.background, thumbnails=False)
        self.form = Form(_FIELDS, save="&Catat halaman")
        self.form.saved.connect(self._record)
        self.form.cancelled.connect(self._close_form)
        self.right: QStackedWidget = QStackedWidget()
        self.right.addWidget(self.preview)
        self.right.addWidget(framed(self.form, "Lembar yang kembali", None))
        self.print = QPushButton("Si&mpan lembar PDF…")
        self.print.clicked.connect(self.pick_file)
        self.returned = QPushButton("&Lembar kembali…")
        self.returned.setObjectName("primary")
        self.returned.clicked.connect(self.begin_record)
        self.sure = QPushButton("&Konfirmasi")
        self.sure.setToolTip("Nama yang dipilih sudah dibaca orangnya (K)")
        self.sure.clicked.connect(self.confirm)
        self.unsure = QPushButton("&Batalkan")
        self.unsure.setToolTip("Nama yang dipilih ditanyakan lagi (B)")
        self.unsure.clicked.connect(self.withdraw)
        inside(self.view, "K", self.sure.click)
        inside(self.view, "B", self.unsure.click)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        bar, acts, sheets = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (bar, acts, sheets):
            row.setSpacing(theme.GRID)
        bar.addWidget(self.search, 2)
        bar.addWidget(self.standing, 1)
        acts.addWidget(self.count, 1)
        acts.addWidget(self.sure)
        acts.addWidget(self.unsure)
        sheets.addWidget(self.returned)
        sheets.addWidget(self.print)
        sheets.addStretch(1)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addLayout(acts)
        column.addLayout(sheets)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GRID * 2)
        splitter.addWidget(left)
        splitter.addWidget(self.right)
        kept = self.desk.kept
        splitter.setSizes([kept.number("certificates/list", 480), kept.number("certificates/page", 640)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        self.scope, self._shown = scope, ""
        self._close_form()
        self._ask()
        self._count()

    def reload(self) -> None:
        self._run += 1
        if self.model.filter is not None and self._offered:
            self.model.refresh()
        self._count()
        self._show_sheet()

    def show_target(self, target: object) -> None:
        """A member's id."""
        if isinstance(target, int):
            self._wanted_id = target
            self.standing.put(Standing.ALL)
            self.search.clear()
            self._ask()

    # -- the list -----------------------------------------------------------------------------------------------------

    @property
    def _offered(self) -> bool:
        """Trainers have no seat, and so no sheet."""
        return self.scope.kind is not Kind.TRAINER

    def _ask(self) -> None:
        area, session, _, _ = self.scope
        if not self._offered:
            area = _NOWHERE
        self.model.ask(Wanted(area, session, Standing(self.standing.value), self.search.text()))

    def _count(self) -> None:
        area, session, _, _ = self.scope
        if self._offered:
            self.desk.background.ask(self, lambda db: sums(db, area, session), self._put_sums, topic="sums")
        else:
            self._put_sums(Sums(0, 0))

    def _put_sums(self, found: Sums) -> None:
        self._sums = found
        self.view.say_empty(self._empty())
        self._show_sheet()
        self._say()

    def _arrived(self) -> None:
        self.view.say_empty(self._empty())
        if self.view.current_id() < 0 and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.clearSelection()
        self._show_sheet()
        self._say()

    def _reach(self) -> None:
        if self._wanted_id and self.view.show_id(self._wanted_id):
            self._wanted_id = 0
        self._say()

    def _empty(self) -> str:
        if self.scope.kind is Kind.TRAINER:
            return "Lembar konfirmasi nama dicetak bagi pemegang kursi. Nama narasumber diperiksa pada langkah Periksa."
        if self._sums.people:
            return "Tidak ada yang cocok. Pilih “Semua” atau kosongkan pencarian."
        return "Belum ada pemegang kursi di sini. Tetapkan regunya dahulu di Kursi."

    def _say(self) -> None:
        people, chosen = self._sums.people, self.view.chosen_count()
        text = f"{words.number(self._sums.confirmed)} dari {words.number(people)} nama sudah dikonfirmasi"
        self.count.setText(f"{words.number(chosen)} dipilih · {text}" if chosen > 1 else text)
        for button in (self.sure, self.unsure, self.returned, self.print):
            button.setEnabled(people > 0 and not self.jobs.busy)

    def _chosen(self) -> "array[int]":
        if self.view.chosen_count() > 1:
            return self.view.chosen()
        current = self.view.current_id()
        return array("q", [current] if current >= 0 else [])

    # -- the sheet ----------------------------------------------------------------------------------------------------

    @property
    def sheet_of(self) -> str:
        """The kelurahan whose sheet is shown; '' where the session's is."""
        line = self.model.line(self.view.currentIndex().row()) if self.view.currentIndex().isValid() else None
        return "" if self.scope.session is not None or line is None else dotted(line.row.place[:10])

    def _show_sheet(self) -> None:
        area, session = self.sheet_of, self.scope.session
        if not area and (session is None or not self._sums.people):
            self._shown = ""
            self.preview.say("Lembar konfirmasi nama tampil di sini." if self._sums.people else "")
            return
        shown = f"{self._run} {area} {session}"
        if shown != self._shown:
            self._shown = shown
            self.preview.put(FilePages(lambda db: sheet(db, area, session)), "Lembar konfirmasi nama")

    def pick_file(self) -> None:
        """Ask where the sheets of the whole area go."""
        start = Path(self.desk.kept.text("certificates/folder", str(Path.home()))) / "konfirmasi-nama.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan lembar konfirmasi nama", str(start), "PDF (*.pdf)")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """The sheets of the area, one a kelurahan, or of the session."""
        area, session, _, _ = self.scope
        self.desk.kept.keep("certificates/folder", str(path.parent))
        self.jobs.run(
            "Menyimpan lembar konfirmasi nama",
            lambda database, job: name_checks.print_proof(database, path, area=area, session=session, progress=job),
            self._saved,
        )

    def _saved(self, made: Printed) -> None:
        people, pages = words.number(made.people), words.number(made.pages)
        self.desk.notices.say(f"{people} nama pada {pages} halaman tersimpan di {made.path.name}.")

    # -- what came back -----------------------------------------------------------------------------------------------

    def begin_record(self) -> None:
        """The form of a page that came back, of the kelurahan that is shown."""
        self.form.put({"page": str(self.preview.page + 1)})
        self.right.setCurrentIndex(1)
        self.form.focus_first()

    def _close_form(self) -> None:
        self.right.setCurrentIndex(0)

    def _record(self, typed: dict[str, str]) -> None:
        area, session = self.sheet_of, self.scope.session
        wrong = {int(each) for each in typed["wrong"].replace(",", " ").split() if each.isdecimal()}
        mended = {}
        for line in typed["corrections"].splitlines():
            number, _, name = line.strip().partition(" ")
            if number.rstrip(".").isdecimal():
                mended[int(number.rstrip("."))] = name.strip()
        page = int(typed["page"]) if typed["page"].strip().isdecimal() else 0
        self.form.set_busy(True)
        self.desk.background.do(
            self,
            f"Catat konfirmasi nama, halaman {page}",
            lambda tx: name_checks.record(
                tx, page, typed["code"], area=area, session=session, wrong=wrong, corrections=mended
            ),
            self._recorded,
            failed=self._not_recorded,
        )

    def _not_recorded(self, problem: Problem) -> None:
        self.form.show_trouble(problem)

    def _recorded(self, done: Recorded) -> None:
        self.form.put({"page": str(int(self.form.values()["page"] or "0") + 1)})
        self.form.set_busy(False)
        self.form.focus_first()
        parts = [f"{words.number(done.confirmed)} nama dikonfirmasi"]
        parts += [f"{words.number(done.corrected)} diperbaiki"] if done.corrected else []
        parts += [f"no. {', '.join(map(str, done.left))} masih harus ditanyakan"] if done.left else []
        self.desk.notices.say(f"{'; '.join(parts)}.")

    def confirm(self) -> None:
        """The chosen people read their names."""
        members = self._chosen()

        def change(tx: Transaction) -> None:
            name_checks.confirm(tx, {row.member: row.name for row in name_lists.page(tx, members).values()})

        if members:
            self.desk.background.do(
                self,
                f"Konfirmasi {words.number(len(members))} nama",
                change,
                lambda _: self.desk.notices.say(f"{words.number(len(members))} nama dikonfirmasi."),
            )

    def withdraw(self) -> None:
        """The chosen names are to be asked again."""
        members = self._chosen()
        if members:
            self.desk.background.do(
                self,
                f"Batalkan konfirmasi {words.number(len(members))} nama",
                lambda tx: name_checks.withdraw(tx, members),
                lambda _: self.desk.notices.say(f"{words.number(len(members))} nama akan ditanyakan lagi."),
            )
