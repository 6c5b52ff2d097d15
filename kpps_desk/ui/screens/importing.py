"""Impor: a wizard of four steps from any office's list to people on their seats, and the history of all that came in.

What a newcomer gets wrong: importing at once. The list is looked at first, then rehearsed whole; going back loses
nothing, and every import can be taken back days later.
"""

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.importing_rows import Existing
from kpps_desk.problems import Problem
from kpps_desk.ui import importing_draft, theme
from kpps_desk.ui.importing_check import CheckPage
from kpps_desk.ui.importing_choose import ChoosePage
from kpps_desk.ui.importing_columns import ColumnsPage
from kpps_desk.ui.importing_draft import Draft
from kpps_desk.ui.importing_outcome import Outcome, OutcomePanel
from kpps_desk.ui.importing_past import Past
from kpps_desk.ui.importing_result import ResultPage
from kpps_desk.ui.importing_runs import Runs
from kpps_desk.ui.importing_saving import Saving
from kpps_desk.ui.importing_undo import UndoPage
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.steps import StepBar

_STEPS = ("Pilih berkas", "Lembar & kolom", "Periksa", "Hasil")
CHOOSE, COLUMNS, CHECK, RESULT, UNDO = range(5)  # pages; the last is no step


class ImportScreen(Screen):
    """Holds the pages and what passes between them."""

    key = "importing"
    title = "Impor"
    icon = "importing"
    tables = frozenset({"import_run", "member", "appointment"})
    help_text = (
        "Langkah 1: tarik daftar (Excel, LibreOffice, CSV) ke mana saja di layar ini, atau pilih berkasnya. Di bawah "
        "ada riwayat: setiap impor dapat diurungkan, juga beberapa hari kemudian, dan berkas aslinya dapat disimpan.\n"
        "Langkah 2: pilih lembar dan cocokkan kolom. Panah atas dan bawah memilih kolom daftar, Enter membuka "
        "pilihannya. Sel yang tidak terbaca ditandai; keterangannya tertulis di bawah tabel. Susunan yang benar "
        "diingat untuk daftar berikutnya dengan judul kolom yang sama.\n"
        "Langkah 3: seluruh daftar diperiksa tanpa mengubah apa pun. Pilih jenis masalah untuk menyaring baris, atau "
        "simpan daftar masalahnya. Impor baru dilakukan setelah Anda menekan tombol Impor.\n"
        "Langkah 4: baris yang ditolak ditulis ke berkas tersendiri beserta alasannya: perbaiki, lalu impor lagi.\n"
        "Alt+Panah kiri: kembali ke langkah sebelumnya tanpa kehilangan apa pun."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.draft: Draft | None = None
        self._checking: tuple[Draft, Existing] | None = None
        self._checked: tuple[Draft, Existing] | None = None  # what the check's sums are true of
        self._group = ""  # of the import whose result is shown
        self._reached = CHOOSE
        self._before_undo = CHOOSE
        self._left_out = 0  # files dropped beside the one that is read
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.steps = StepBar(_STEPS)
        self._file = plain("", "muted", wrap=False)
        self.steps.add_beside(self._file)
        self.choose, self.columns = ChoosePage(), ColumnsPage()
        self.undoing = UndoPage()
        self.past = Past(self.desk, self.choose.history, self.undoing, self)
        self.runs = Runs(self.desk, self)
        self.saving = Saving(self.desk, self)
        self.pages = QStackedWidget()
        for page in (self.choose, self.columns, QWidget(), QWidget(), self.undoing):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.steps)
        layout.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.steps.wanted.connect(self.go_to)
        self.choose.pick_wanted.connect(self.saving.pick)
        self.choose.sample_wanted.connect(self.saving.pick_sample)
        self.saving.look_wanted.connect(self.look_at)
        self.columns.corrected.connect(self._correct)
        self.columns.sheet_wanted.connect(self._other_sheet)
        self.columns.go_on.connect(lambda: self.go_to(CHECK))
        self.runs.checked.connect(self._check_done)
        self.runs.check_stopped.connect(lambda why: self.check.put_stopped(why))
        self.runs.imported.connect(self._imported)
        self.runs.import_stopped.connect(self._import_stopped)
        self.runs.busy_changed.connect(self._say_busy)
        self.columns.footer.back_wanted.connect(self.back)
        self.past.undo_shown.connect(self._show_undo)
        self.past.left.connect(lambda: self._show(self._before_undo))
        self.past.undone.connect(self._undone)
        inside(self, "Alt+Left", self.back)

    @cached_property
    def check(self) -> CheckPage:
        """Made when the first list is checked: Impor comes up sooner."""
        made = CheckPage(self.desk.background)
        made.check_wanted.connect(self.start_check)
        made.stop_wanted.connect(self._stop_check)
        made.import_wanted.connect(self.start_import)
        made.outcome.export_wanted.connect(lambda: self._pick_problems(made.outcome))
        made.footer.back_wanted.connect(self.back)
        self._place(CHECK, made)
        return made

    @cached_property
    def result(self) -> ResultPage:
        """Made at the end of the first import."""
        made = ResultPage(self.desk.background)
        made.undo_wanted.connect(lambda: self.past.look(self._group, self._name))
        made.file_wanted.connect(open_file)
        made.mended_wanted.connect(self.look_at)
        made.people_wanted.connect(lambda: self.desk.go("members"))
        made.readiness_wanted.connect(lambda: self.desk.go("readiness"))
        made.outcome.export_wanted.connect(lambda: self._pick_problems(made.outcome))
        made.footer.back_wanted.connect(lambda: self.go_to(CHOOSE))
        self._place(RESULT, made)
        return made

    def _place(self, step: int, page: QWidget) -> None:
        """Instead of the empty one that kept its place."""
        self.pages.insertWidget(step, page)
        if (empty := self.pages.widget(step + 1)) is not None:
            self.pages.removeWidget(empty)
            empty.deleteLater()

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        self.past.ask()
        if self.focusWidget() is None or self.steps.isAncestorOf(self.focusWidget()):
            self._focus_first()

    def reload(self) -> None:
        self.past.ask(again=True)

    def open(self, target: object) -> None:
        """Look at this file."""
        self.look_at(Path(str(target)))

    def to_search(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, CheckPage | ResultPage):
            page.outcome.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._focus_first()

    def commands(self) -> list[QAction]:
        offered = (
            ("Impor daftar…", self.saving.pick),
            ("Riwayat impor", self._to_history),
            ("Buat contoh daftar…", self.saving.pick_sample),
        )
        actions = []
        for text, slot in offered:
            action = QAction(text, self)
            action.triggered.connect(slot)
            actions.append(action)
        return actions

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._left_out = len(paths) - 1
            self.look_at(Path(paths[0]))

    # -- going from step to step --------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Which page is shown."""
        return self.pages.currentIndex()

    def go_to(self, step: int) -> None:
        """Show a step that has been reached; the check starts by itself if its sums aren't true any more."""
        if step == CHECK and self.draft is not None and self.columns.next.isEnabled():
            checked = self._checked == (self.draft, self.check.existing)
            self._reached = max(self._reached, CHECK)
            self._show(CHECK)
            if not checked:
                self.start_check()
            else:
                self.check.focus_first()
        elif step <= self._reached:
            self._show(step)

    def back(self) -> None:
        """To the step before."""
        if self.step == UNDO:
            self.undoing.cancelled.emit()
        elif self.step > CHOOSE:
            self.go_to(self.step - 1)

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.steps.setVisible(page != UNDO)
        if page != UNDO:
            self.steps.put(page, reached=self._reached)
        self._file.setText(self._name if page not in (CHOOSE, UNDO) else "")
        self._focus_first()

    def _focus_first(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, ChoosePage | ColumnsPage | CheckPage | ResultPage):
            page.focus_first()

    def _show_undo(self) -> None:
        self._before_undo = self.step if self.step != UNDO else self._before_undo
        self._show(UNDO)

    def _to_history(self) -> None:
        self._show(CHOOSE)
        self.choose.history.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _name(self) -> str:
        return self.draft.path.name if self.draft is not None else ""

    # -- steps 1 and 2 ------------------------------------------------------------------------------------------------

    def look_at(self, path: Path, sheet: str = "") -> None:
        """Read the first rows and show them."""
        if self.runs.importing or self.past.busy:
            self.desk.notices.warn("Tunggu sampai pekerjaan impor yang sedang berjalan selesai.")
            return
        self.runs.stop_check()
        self.desk.kept.keep("importing/folder", str(path.parent))
        self.choose.set_reading(path.name)
        self._file.setText(f"Membaca {path.name}…" if self.step != CHOOSE else "")
        self.desk.background.ask(
            self,
            lambda db: importing_draft.look_at(db, path, sheet),
            self._looked,
            topic="file",
            failed=self._not_read,
        )

    def _looked(self, draft: Draft) -> None:
        self.choose.set_reading("")
        self.desk.notices.hide()
        if self._left_out:
            self.desk.notices.warn(f"Satu daftar sekali impor: {draft.path.name} dibaca, yang lain belum.")
        self._left_out = 0
        self.draft = draft
        self._checked = None
        self._reached = COLUMNS
        self.columns.put(draft)
        self._show(COLUMNS)

    def _not_read(self, problem: Problem) -> None:
        self.choose.set_reading("")
        self._left_out = 0
        self._file.setText(self._name if self.step != CHOOSE else "")
        if self.draft is not None:
            self.columns.put(self.draft)  # the sheet that couldn't be read isn't the one shown
        self.desk.notices.trouble(problem)

    def _other_sheet(self, sheet: str) -> None:
        if self.draft is not None and sheet != self.draft.found.sheet:
            self.look_at(self.draft.path, sheet)

    def _correct(self, place: int, name: str) -> None:
        if (draft := self.draft) is not None:
            self.desk.background.ask(
                self,
                lambda db: draft.read_as(db, place, name),
                self._corrected,
                topic="file",
                failed=self.desk.notices.trouble,
            )

    def _corrected(self, draft: Draft) -> None:
        self.draft = draft
        self._reached = COLUMNS
        self.columns.put(draft)
        self.steps.put(COLUMNS, reached=COLUMNS)
        self.columns.table.mapping.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- steps 3 and 4 ------------------------------------------------------------------------------------------------

    def start_check(self) -> None:
        """Rehearse the whole list with the choice as it is now."""
        if self.draft is not None and not self.runs.importing:
            self._checked = None
            self.check.wait()
            self._checking = (self.draft, self.check.existing)
            self.runs.check(*self._checking)

    def _stop_check(self) -> None:
        self.runs.stop_check()
        self.check.put_stopped("Pemeriksaan dihentikan.")

    def _check_done(self, outcome: Outcome) -> None:
        self._checked = self._checking
        self.check.put(outcome)
        if self.step == CHECK:
            self.check.focus_first()

    def start_import(self) -> None:
        """In earnest, exactly what was checked."""
        if self._checked is not None and self._checked == (self.draft, self.check.existing):
            self.runs.import_(*self._checked)

    def _imported(self, outcome: Outcome) -> None:
        result = outcome.result
        self._checked = None
        self._group = result.group or ""
        self._reached = RESULT
        self.result.put(outcome, self._name)
        self.past.ask(to_newest=True)
        self._show(RESULT)
        if group := self._group:
            self.desk.notices.say(
                f"{words.number(result.created)} orang baru, {words.number(result.updated)} diperbarui.",
                act="Urungkan",
                action=lambda: self.past.undo(group),
            )

    def _import_stopped(self) -> None:
        self._checked = None
        self.check.put_stopped("Impor tidak selesai.")
        self.past.ask(to_newest=True)

    def _undone(self) -> None:
        self._reached = min(self._reached, CHECK)
        self._checked = None
        self._show(CHOOSE)

    def _say_busy(self) -> None:
        for step in (CHECK, RESULT):
            page = self.pages.widget(step)
            if isinstance(page, CheckPage | ResultPage):
                page.set_busy(self.runs.importing)

    def _pick_problems(self, panel: OutcomePanel) -> None:
        if self.draft is not None:
            self.saving.pick_problems(panel, self.draft.path)
