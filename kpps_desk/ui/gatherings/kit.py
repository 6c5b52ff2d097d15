"""Paket sesi: give this session to a laptop, and take what comes back.

What a newcomer gets wrong: applying at once. A result is read and compared on a worker; what it would change is shown,
and written only by the button of the comparison.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import kit_results, kits
from kpps_desk.operations.kit_results import Applied, Side, Taken
from kpps_desk.operations.kits import Made
from kpps_desk.problems import Conflict, Problem
from kpps_desk.queries import kits as questions
from kpps_desk.queries.kits import KitRow, ResultRow
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.kit_code import KitCode
from kpps_desk.ui.kit_comparison import KitComparison
from kpps_desk.ui.kit_guests import KitGuests
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_TOLD = (
    "Paket berisi nama, TPS, kursi, dan empat angka akhir NIK peserta sesi ini, tersegel dengan kode. Laptop pelatih "
    "membukanya langsung di Kehadiran, lalu memberikan hasilnya kembali (.kppshasil): tarik berkas itu ke halaman ini."
)


def _state(row: KitRow) -> str:
    if row.recalled:
        return "Ditarik"
    return "Hasil diterima" if row.results else "Di luar, belum ada hasil"


def _drawn(row: KitRow) -> Mark:
    if row.recalled:
        return Mark("state-ended", "muted")
    return Mark("state-full", "good") if row.results else Mark("state-none", "warn")


_COLUMNS: Sequence[Column[Any]] = (
    Column("id", "Paket", lambda row: f"No. {row.id}", 80),
    Column("state", "Keadaan", _state, 200, mark=_drawn),
    Column("made", "Dibuat", lambda row: words.moment(row.made_at), 140),
    Column("by", "Oleh", lambda row: row.made_by, 160, stretch=True),
    Column("people", "Orang", lambda row: words.number(len(row.given["people"])), 72, right=True),
    Column("results", "Hasil", lambda row: words.number(row.results), 72, right=True),
    Column("last", "Terakhir diterima", lambda row: words.moment(row.last) if row.last else "–", 150),
)


class Page(GatheringPage):
    """The kits of one session; over them, while one is looked at, a result."""

    help_text = (
        "Buat paket untuk laptop yang tidak memuat berkas kerja ini. Sampaikan kodenya terpisah dari berkasnya.\n"
        "Tarik berkas hasil (.kppshasil) ke halaman ini, atau pilih dengan tombolnya: yang baru, yang sama, dan yang "
        "berbeda diperlihatkan dahulu. Berkas yang sama boleh diterima dua kali; tidak ada yang tercatat ganda."
    )
    tables = frozenset({"kit", "kit_result", "attendance", "session", "appointment"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self._session: SessionDetails | None = None
        self._applying = False
        self.make_button, self.take_button = QPushButton("Buat &paket…"), QPushButton("Terima &hasil…")
        self.make_button.setObjectName("primary")
        self.make_button.clicked.connect(self._ask_make)
        self.take_button.clicked.connect(self._ask_take)
        self.code, self.guests = KitCode(), KitGuests(desk)
        self.model: ShortModel[KitRow] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Paket yang sudah dibuat dari sesi ini")
        self.view.say_empty("Belum ada paket dari sesi ini. Tekan Buat paket untuk laptop pelatih.")
        self.view.chosen_changed.connect(self._dress)
        self.recall_button = QPushButton("Ta&rik paket")
        self.recall_button.setToolTip("Paket tidak dipakai lagi; hasil yang datang masih dapat dibaca")
        self.recall_button.clicked.connect(self._recall)
        self._compared: KitComparison | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.addWidget(self.stack)

    @property
    def comparison(self) -> KitComparison:
        """Made for the first result."""
        if self._compared is None:
            self._compared = KitComparison()
            self._compared.left.connect(self._leave)
            self._compared.applied.connect(self.apply)
            self.stack.addWidget(self._compared)
        return self._compared

    def _list_page(self) -> QScrollArea:
        page = QWidget()
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(plain(_TOLD, "muted", select=False), 1)
        head.addWidget(self.take_button)
        head.addWidget(self.make_button)
        foot = QHBoxLayout()
        foot.addWidget(self.recall_button)
        foot.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.code)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        column.addWidget(self.guests, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        return area

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        assert isinstance(target, SessionDetails)  # noqa: S101  the book hands sessions to its pages
        other = self._session is None or self._session.id != target.id
        self._session = target
        if other:
            self.code.forget()
            self._leave()
        self.reload()

    def reload(self) -> None:
        if self._session is None:
            return
        session = self._session.id

        def question(db: Snapshot) -> tuple[list[KitRow], list[ResultRow]]:
            return questions.of_session(db, session), questions.results_of_session(db, session)

        self.desk.background.ask(self, question, lambda found: self._put(session, *found), topic="kits")
        taken = self._compared.taken if self._compared is not None else None
        if taken is not None and not self._applying:
            self.look(taken.path)

    def _put(self, session: int, rows: list[KitRow], results: list[ResultRow]) -> None:
        self.model.put({row.id: row for row in rows})
        self.guests.put(session, results)
        self._dress()

    def _dress(self) -> None:
        self.recall_button.setEnabled(self.view.chosen_count() == 1)

    # -- giving out ---------------------------------------------------------------------------------------------------

    def _ask_make(self) -> None:
        if self._session is None:
            return
        start = Path(self.desk.kept.text("kit/folder", str(Path.home()))) / kits.proposed_name(self._session)
        name, _ = QFileDialog.getSaveFileName(self, "Simpan paket sesi", str(start), "Paket sesi (*.kppssesi)")
        if name:
            found = Path(name)
            self.desk.kept.keep("kit/folder", str(found.parent))
            self.make(found if found.suffix == kits.ENDING else found.with_name(found.name + kits.ENDING))

    def make(self, path: Path) -> None:
        """Write this session's kit there; its code is shown once."""
        if self._session is None:
            return
        session, by = self._session.id, self.desk.background.by

        def made(result: Made) -> None:
            self.code.put(result)
            self.desk.notices.say(f"Paket no. {result.kit} ditulis ke {result.path.name}.")

        self.desk.background.run(
            self, "Membuat paket sesi", lambda database, _: kits.make(database, session, path, by=by), made
        )

    def _recall(self) -> None:
        chosen = self.view.chosen()
        if len(chosen) == 1:
            kit = chosen[0]
            self.desk.background.do(
                self,
                f"Tarik paket sesi no. {kit}",
                lambda tx: kits.recall(tx, kit),
                lambda _: self.desk.notices.say(f"Paket no. {kit} ditarik."),
            )

    # -- taking back --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.look(path)

    def _ask_take(self) -> None:
        start = self.desk.kept.text("kit/folder", str(Path.home()))
        name, _ = QFileDialog.getOpenFileName(self, "Terima hasil paket", start, "Hasil paket (*.kppshasil)")
        if name:
            self.desk.kept.keep("kit/folder", str(Path(name).parent))
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Read a result and show what it would change."""
        self.desk.background.run(
            self, f"Membaca {path.name}", lambda database, _: kit_results.take(database, path), self._show
        )

    def _show(self, taken: Taken) -> None:
        if self._session is not None and taken.session_id != self._session.id:
            self.desk.notices.warn(
                f"Hasil ini dari sesi lain: {taken.title}.",
                act="Buka sesi itu",
                action=lambda: self.desk.go("sessions", f"book:{taken.session_id}:kit"),
            )
            return
        self.comparison.put(taken)
        self.stack.setCurrentIndex(1)
        self.comparison.view.setFocus()

    def _leave(self) -> None:
        if self._compared is not None:
            self._compared.taken = None
        self.stack.setCurrentIndex(0)

    def apply(self, choices: dict[int, Side]) -> None:
        """Take over what is shown, in one act."""
        taken = self.comparison.taken
        if taken is None:
            return
        self.comparison.accept.setEnabled(False)
        self._applying = True

        def applied(result: Applied) -> None:
            self._applying = False
            self._leave()
            kept = f", {words.number(result.kept)} tetap seperti di kantor" if result.kept else ""
            kept += f"; {words.number(result.guests)} tamu belum dipastikan" if result.guests else ""
            self.desk.notices.say(
                f"{words.number(result.marked)} kehadiran dicatat dari paket no. {taken.kit.id}{kept}."
            )
            self.reload()

        def failed(problem: Problem) -> None:
            self._applying = False
            self.desk.notices.trouble(problem)
            if isinstance(problem, Conflict):
                self.look(taken.path)

        self.desk.background.do(
            self,
            f"Terima hasil paket no. {taken.kit.id}",
            lambda tx: kit_results.apply(tx, taken, choices),
            applied,
            failed=failed,
        )


def _dropped(data: QMimeData) -> Path | None:
    """The one file that was let go here, if there is exactly one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
