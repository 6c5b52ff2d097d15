"""Kop wilayah: the letterhead, city and logo of an area; what it lacks comes from the office around it.

What a newcomer gets wrong: filling in every kelurahan. One letterhead of a kecamatan heads the papers of all its
kelurahan; the placeholders show what holds as long as a field is empty.
"""

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import Letterhead
from kpps_desk.operations import designs
from kpps_desk.operations import office as keeping
from kpps_desk.problems import Problem
from kpps_desk.queries import office
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.area_office_page import AreaOfficePage
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_FIELDS = (
    Field("letterhead", "Baris &kop, satu baris untuk setiap baris kop", lines=4),
    Field("city", "Ko&ta, di depan tanggal"),
)
_THUMB = 72


class _Found(NamedTuple):
    own: Letterhead | None
    holds: PaperSettings  # what the papers of the area show
    all: list[Letterhead]


class LetterheadPage(AreaOfficePage):
    """Offices that have a letterhead of their own above, the chosen area's form below."""

    title = "Kop wilayah"
    about = "Kop, kota, dan lambang satu kantor. Yang kosong mengikuti kantor di atasnya."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._own: Letterhead | None = None
        self._logo = ""  # digest that is shown
        self._codes: list[str] = []
        columns: tuple[Column[Letterhead], ...] = (
            Column("area", "Wilayah", lambda one: self.area_name(one.area), 150, stretch=True),
            Column("lines", "Kop", lambda one: " / ".join(one.lines) or "–", 320),
            Column("logo", "Lambang", lambda one: "ada" if one.logo else "–", 96),
        )
        self.model: ShortModel[Letterhead] = ShortModel(columns, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Kantor dengan kop sendiri")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(lambda at: self.where.choose(self._codes[at]))
        self.view.say_empty("Belum ada wilayah dengan kop sendiri. Pilih wilayah di atas.")
        self.view.setMinimumHeight(theme.ROW * 3)
        self.remove = QPushButton("&Hapus kop wilayah ini")
        self.remove.clicked.connect(lambda _=False: self.drop())
        self.head.addWidget(self.remove)
        self.form = Form(_FIELDS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.ask)
        self.told = plain("", "muted")
        self.column.addWidget(self.view, 1)
        self.column.addWidget(self.told)
        self.column.addLayout(self._logo_row())
        self.column.addWidget(self.form)

    def _logo_row(self) -> QHBoxLayout:
        self.thumb = QLabel()
        self.thumb.setFixedSize(_THUMB, _THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.thumb.setAccessibleName("Lambang")
        self.pick, self.clear = QPushButton("Pilih &lambang…"), QPushButton("&Tanpa lambang sendiri")
        self.pick.clicked.connect(lambda _=False: self._pick())
        self.clear.clicked.connect(lambda _=False: self.put_logo(None))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for widget in (self.thumb, self.pick, self.clear):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    # -- shown --------------------------------------------------------------------------------------------------------

    def _ask_for(self, db: Snapshot, area: str) -> _Found:
        kept = office.letterheads(db)
        return _Found(next((one for one in kept if one.area == area), None), office.paper_for(db, area), kept)

    def _show(self, found: Any) -> None:
        own, holds, kept = found
        self._own, self._codes = own, [one.area for one in kept]
        self.model.put(dict(enumerate(kept)))
        self.form.put({"letterhead": "\n".join(own.lines) if own else "", "city": own.city if own else ""})
        self.form.setVisible(bool(self.area))
        self.remove.setEnabled(own is not None)
        self.clear.setEnabled(bool(own and own.logo))
        self._show_logo(holds)
        head = " / ".join(holds.letterhead)
        self.told.setText(
            f"Berlaku di {self.area_name(self.area)}: {head}; {holds.city}"
            if self.area
            else "Baris kop dan kota seluruh berkas kerja diisi di Kop surat dan penanda tangan; lambangnya di sini."
        )

    def _show_logo(self, holds: PaperSettings) -> None:
        if holds.logo is None:
            self.thumb.setText("Tanpa\nlambang")
            return
        image = QImage.fromData(holds.logo.content)
        ratio = self.devicePixelRatioF()
        size = int(_THUMB * ratio)
        picture = QPixmap.fromImage(image).scaled(
            size, size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        self.thumb.setPixmap(picture)

    # -- changed ------------------------------------------------------------------------------------------------------

    def _save(self, typed: dict[str, str]) -> None:
        self._keep(
            typed["letterhead"].splitlines(), typed["city"], self._own.logo if self._own else "", "Kop disimpan."
        )

    def _keep(self, lines: list[str], city: str, logo: str, said: str) -> None:
        area, version = self.area, self._own.version if self._own else None
        self.do(
            "Ubah kop wilayah",
            lambda tx: keeping.save_letterhead(tx, area, lines=lines, city=city, logo=logo, version=version),
            said,
            self.form.show_trouble,
        )

    def drop(self) -> None:
        """Head the area's papers as the office around it does."""
        area = self.area
        self.do(
            "Hapus kop wilayah", lambda tx: keeping.remove_letterhead(tx, area), "Kop wilayah dihapus.", self._trouble
        )

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Pilih lambang", self.desk.kept.text("office/folder", str(Path.home())), "Gambar (*.png *.jpg *.jpeg)"
        )
        if name:
            self.desk.kept.keep("office/folder", str(Path(name).parent))
            self.put_logo(Path(name))

    def put_logo(self, path: Path | None) -> None:
        """This picture for the area's letterhead; None: that of the office around it."""
        area, own = self.area, self._own
        lines, city = (own.lines, own.city) if own else ((), "")

        def change(tx: Transaction) -> bool:
            logo = designs.take_picture(tx, path) if path is not None else ""
            return keeping.save_letterhead(tx, area, lines=lines, city=city, logo=logo)

        self.do("Ubah lambang kop", change, "Lambang disimpan." if path else "Lambang dihapus.", self._trouble)

    def _trouble(self, problem: Problem) -> None:
        self.desk.notices.trouble(problem)
