"""Belum terundang: who still needs an oath or a training and is called to none, ready to be called.

What a newcomer gets wrong: taking the list for the absent. Whoever is on a crew of a session still to be held isn't
here, whether they come or not; Susulan looks after who missed theirs.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations import call_lists
from kpps_desk.operations import calling as printing
from kpps_desk.operations.calling import Invited
from kpps_desk.operations.paperwork import Printed
from kpps_desk.queries import uncalled
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.queries.uncalled import UncalledFilter, UncalledRow
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column, ListModel, Mark, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice

SOURCE: Source[UncalledFilter, UncalledRow] = Source(uncalled.first, uncalled.count, uncalled.ids, uncalled.page)
_COLUMNS: tuple[Column[UncalledRow], ...] = (
    Column("place", "TPS", lambda row: f"{row.kelurahan} {row.tps} · {row.seat}", 190, sort="place"),
    Column("name", "Nama", lambda row: row.name, 140, sort="name", stretch=True),
    Column("role", "Jabatan", lambda row: row.role, 150),
    Column("phone", "Telepon", lambda row: row.phone or "belum ada", 142,
           mark=lambda row: None if row.phone else Mark("state-no", "warn")),
    Column("lacks", "Perlu sesi", lambda row: row.lacks, 150),
)  # fmt: skip
_KINDS = [("Semua jenis", ""), *((words.session_kind(kind), kind.value) for kind in SessionKind)]
_PHONES = [("Semua", ""), ("Punya telepon", "ada"), ("Tanpa telepon", "tidak")]
_ROLE, _NARROW = 2, 760  # column; logical pixels below which it goes


class Page(GatheringPage):
    """The list of an area."""

    tables = frozenset({"session", "session_crew", "invitation", "appointment", "attendance", "member"})
    help_text = (
        "Belum terundang: pemegang kursi yang masih perlu pelantikan atau bimtek, tetapi regunya tidak masuk sesi "
        "mana pun yang belum ditutup dan ia sendiri tidak diundang.\n"
        "Enter membuka orangnya. Daftar panggil (PDF, XLSX, CSV) memuat nomor telepon, tidak pernah NIK.\n"
        "Undangan wilayah menulis undangan semua sesi wilayah ini: satu PDF untuk setiap kelurahan."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._area: str | None = None
        self._sort, self._descending = "place", False
        self.kind = Choice("Sesi yang diperlukan", _KINDS)
        self.phone = Choice("Telepon", _PHONES)
        for choice in (self.kind, self.phone):
            choice.currentIndexChanged.connect(lambda _: self.reload())
        self.told = OneLine("muted")
        self.model: ListModel[UncalledFilter, UncalledRow] = ListModel(desk.background, SOURCE, _COLUMNS, self)
        self.model.counted.connect(self._counted)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Orang tanpa sesi")
        self.view.show_order(self._sort, descending=False)
        self.view.order_wanted.connect(self._order)
        self.view.opened.connect(lambda member: desk.go("members", member))
        self.save, self.letters = QPushButton("&Daftar panggil…"), QPushButton("&Undangan wilayah…")
        self.save.setObjectName("primary")
        self.save.clicked.connect(lambda: self.pick_file())
        self.letters.clicked.connect(lambda: self.pick_folder())
        self._lay_out()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(theme.GRID)
        head.addWidget(self.kind)
        head.addWidget(self.phone)
        head.addWidget(self.told, 1)
        foot.addStretch(1)
        foot.addWidget(self.letters)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.view)

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, str):
            self._area = target
            self.reload()

    def reload(self) -> None:
        if self._area is not None:
            self.told.setText("Mencari…")
            self.model.ask(self.wanted())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.view.setColumnHidden(_ROLE, self.width() < _NARROW)

    def wanted(self) -> UncalledFilter:
        """What the choices above the list say."""
        kind = SessionKind(self.kind.value) if self.kind.value else None
        return UncalledFilter(self._area or "", kind, str(self.phone.value), self._sort, self._descending)

    def _order(self, sort: str, descending: bool) -> None:
        self._sort, self._descending = sort, descending
        self.view.show_order(sort, descending=descending)
        self.reload()

    def _counted(self, total: int) -> None:
        self.told.setText(f"{words.number(total)} orang belum mempunyai sesi")
        self.view.say_empty("Semua orang di wilayah ini sudah mempunyai sesi atau sudah selesai.")
        self.save.setEnabled(total > 0)

    # -- files --------------------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask where the list goes."""
        kinds = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv)"
        start = str(self._folder() / "daftar-panggil.pdf")
        name, _ = QFileDialog.getSaveFileName(self, "Simpan daftar panggil", start, kinds)
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write everybody of the area and kind that the page shows."""
        wanted, by = self.wanted(), self.desk.background.by
        self.desk.kept.keep("calling/folder", str(path.parent))
        self.desk.background.run(
            self,
            "Menulis daftar panggil",
            lambda database, job: call_lists.write(database, wanted.area, path, by=by, kind=wanted.kind, progress=job),
            self._saved,
        )

    def _saved(self, made: Printed) -> None:
        self.desk.notices.say(f"{words.number(made.people)} orang tersimpan di {made.path.name}.")

    def pick_folder(self) -> None:
        """Ask for a folder: one PDF a kelurahan."""
        name = QFileDialog.getExistingDirectory(self, "Folder undangan", str(self._folder()))
        if name:
            self.letters_to(Path(name))

    def letters_to(self, folder: Path) -> None:
        """Write the invitations of all sessions of the area into this folder."""
        area, kind = self._area or "", self.wanted().kind
        self.desk.kept.keep("calling/folder", str(folder))
        self.desk.background.run(
            self,
            "Menyimpan undangan wilayah",
            lambda database, job: printing.print_area(database, area, folder, progress=job, kind=kind),
            self._printed,
        )

    def _printed(self, made: Invited) -> None:
        letters, files = words.number(made.letters), words.number(made.files)
        self.desk.notices.say(f"{letters} undangan tersimpan dalam {files} berkas di {made.path.name}.")

    def _folder(self) -> Path:
        return Path(self.desk.kept.text("calling/folder", str(Path.home())))
