"""All swearings-in of an area on one page: which are closed, what the others lack, and their minutes as a folder.

What a newcomer gets wrong: closing many at once. Each is closed by whoever was there; this page shows which still wait,
Enter goes there.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import oath_papers
from kpps_desk.operations.oath_papers import AreaPrinted
from kpps_desk.queries import oaths
from kpps_desk.queries.oaths import Standing
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_NARROW = 720  # logical pixels; below, the officiant and the day are left out


def _lacking(one: Standing) -> str:
    counts = one.session.counts
    if one.session.state == "selesai":
        return ""
    if counts.unrecorded:
        return f"{words.number(counts.unrecorded)} belum dicatat"
    return "siap ditutup" if counts.present else "belum ada yang hadir"


def _state(one: Standing) -> Mark:
    return Mark("state-full", "good") if one.session.state == "selesai" else Mark("state-open", "muted")


_COLUMNS: Sequence[Column[Any]] = (
    Column("area", "Kelurahan", lambda one: one.session.area, 150, stretch=True),
    Column("day", "Tanggal", lambda one: words.short_date(one.session.day), 104),
    Column("officiant", "Pengambil sumpah", lambda one: one.officiant or "–", 170),
    Column("expected", "Diundang", lambda one: words.number(one.session.counts.expected), 84, right=True),
    Column("present", "Hadir", lambda one: words.number(one.session.counts.present), 76, right=True),
    Column("formless", "Tanpa tata cara", lambda one: words.number(one.formless), 124, right=True),
    Column("state", "Keadaan", lambda one: words.session_state(one.session.state), 144, mark=_state),
    Column("lacking", "Kekurangan", _lacking, 150),
)


class Page(GatheringPage):
    """The swearings-in of the chosen area."""

    tables = frozenset({"session", "session_crew", "attendance", "appointment", "invitation", "oath", "swearing_in"})
    help_text = (
        "Semua pelantikan di wilayah yang dipilih. Enter membuka pelantikannya.\n"
        "Berita acara ke folder menulis satu PDF setiap kelurahan bagi pelantikan yang sudah ditutup."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._area: str | None = None
        self._found: list[Standing] = []
        self.told = OneLine("muted")
        self.only_open = QCheckBox("Hanya yang &belum ditutup")
        self.only_open.toggled.connect(lambda _: self._fill())
        self.sizes = QComboBox()
        self.sizes.setAccessibleName("Ukuran kertas")
        self.sizes.addItems(["A4", "F4"])
        self.folder = QPushButton("Berita acara ke &folder…")
        self.folder.setIcon(theme.icon("export", "text"))
        self.folder.clicked.connect(self._pick_folder)
        self.rows: ShortModel[Standing] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.rows)
        self.view.setAccessibleName("Pelantikan")
        self.view.say_empty("Tidak ada pelantikan di wilayah ini.")
        self.view.opened.connect(lambda session: desk.go("sessions", f"book:{session}:oath"))
        self.view.resized.connect(self._fit)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.told, 1)
        for widget in (self.only_open, self.sizes, self.folder):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, str):
            self._area = target
            self.reload()

    def reload(self) -> None:
        area = self._area
        if area is not None:
            self.desk.background.ask(self, lambda db: oaths.standings(db, area), self._show, topic="oaths")

    def _show(self, found: list[Standing]) -> None:
        self._found = found
        closed = sum(one.session.state == "selesai" for one in found)
        sworn = sum(one.session.counts.present for one in found)
        self.told.setText(
            f"{words.number(closed)} dari {words.number(len(found))} pelantikan ditutup · {words.number(sworn)} hadir"
        )
        self.folder.setEnabled(closed > 0)
        self.folder.setToolTip("" if closed else "Belum ada pelantikan yang ditutup di wilayah ini.")
        self._fill()

    def _fill(self) -> None:
        wanted = [one for one in self._found if not self.only_open.isChecked() or one.session.state != "selesai"]
        self.rows.put({one.session.id: one for one in wanted})

    def _pick_folder(self) -> None:
        start = self.desk.kept.text("oath/folder", str(Path.home()))
        name = QFileDialog.getExistingDirectory(self, "Folder berita acara pelantikan", start)
        if name:
            self.desk.kept.keep("oath/folder", name)
            self.print_to(Path(name))

    def print_to(self, folder: Path) -> None:
        """The minutes of every closed swearing-in of the area, a PDF a kelurahan."""
        area, size = self._area or "", self.sizes.currentText()
        self.desk.background.run(
            self,
            "Menulis berita acara pelantikan",
            lambda database, job: oath_papers.print_area_minutes(database, area, folder, size=size, progress=job),
            self._printed,
        )

    def _printed(self, result: AreaPrinted) -> None:
        text = oath_papers.told(result)
        tell = self.desk.notices.say
        if result.flaws:
            first, tell = result.flaws[0], self.desk.notices.warn
            text = f"{text} Periksa sebelum ditandatangani: {first.number}, {first.what}"
        tell(text, act="Buka folder", action=lambda: open_file(result.folder))

    def _fit(self) -> None:
        narrow = self.view.viewport().width() < _NARROW
        for position, column in enumerate(_COLUMNS):
            if column.key in ("officiant", "day"):
                self.view.setColumnHidden(position, narrow)
