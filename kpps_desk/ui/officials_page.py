"""Pejabat: who signs for an area's office; the first its letters, up to three its certificates.

What a newcomer gets wrong: looking for the workspace's first signatory here. It stands with the letterhead of the whole
workspace; here are those of the areas, and further ones of the workspace.
"""

from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.office import Official
from kpps_desk.operations import office as keeping
from kpps_desk.problems import Problem
from kpps_desk.queries import office
from kpps_desk.queries.office import Signatory
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.area_office_page import AreaOfficePage
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_FIELDS = (
    Field("title", "&Jabatan, misalnya Ketua PPS Kelurahan Gambir", required=True),
    Field("name", "&Nama, dengan gelar", required=True),
    Field("number", "N&IP atau nomor lain (boleh kosong)"),
    Field("signs", "Tanda tangan &sertifikat", options=[("Tidak", ""), ("Ya", "ya")]),
)
_COLUMNS: tuple[Column[Official], ...] = (
    Column("rank", "No.", lambda one: str(one.rank), 52, right=True),
    Column("title", "Jabatan", lambda one: one.title, 150, stretch=True),
    Column("name", "Nama", lambda one: one.name, 220),
    Column("signs", "Sertifikat", lambda one: "ya" if one.signs else "–", 104,
           mark=lambda one: Mark("state-full", "good") if one.signs else None),
)  # fmt: skip


class _Found(NamedTuple):
    there: list[Official]
    letters: PaperSettings  # who signs the letters of the area
    certificates: tuple[Signatory, ...]


class OfficialsPage(AreaOfficePage):
    """The officials of the chosen area in their order, and a form for one of them."""

    title = "Pejabat"
    about = "Siapa menandatangani bagi satu kantor. Yang pertama menandatangani surat; paling banyak tiga, sertifikat."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._there: dict[int, Official] = {}
        self._chosen: Official | None = None  # None: a new one
        self.model: ShortModel[Official] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Pejabat kantor ini")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.opened.connect(self.edit)
        self.view.say_empty("Belum ada pejabat di wilayah ini. Isi di bawah, lalu Simpan.")
        self.view.setFixedHeight(theme.ROW * 5)
        self.told = plain("", "muted")
        self.form = Form(_FIELDS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.begin)
        self.column.addWidget(self.told)
        self.column.addWidget(self.view)
        self.column.addLayout(self._acts())
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.begin()

    def _acts(self) -> QHBoxLayout:
        self.new, self.remove = QPushButton("&Tambah"), QPushButton("&Hapus")
        self.up, self.down = QPushButton("Ke &atas"), QPushButton("Ke &bawah")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for button, act, tip in (
            (self.new, self.begin, "Insert"),
            (self.remove, self.drop, "Delete"),
            (self.up, lambda: self.move_by(-1), "Alt+↑"),
            (self.down, lambda: self.move_by(1), "Alt+↓"),
        ):
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        for key, act in (
            ("Insert", self.begin),
            ("Delete", self.drop),
            ("Alt+Up", lambda: self.move_by(-1)),
            ("Alt+Down", lambda: self.move_by(1)),
        ):
            inside(self.view, key, act)
        return row

    # -- shown --------------------------------------------------------------------------------------------------------

    def _ask_for(self, db: Snapshot, area: str) -> _Found:
        known = office.Office(db)
        there = [one for one in office.officials(db) if one.area == area]
        return _Found(there, known.paper(area), known.signatories(area))

    def _show(self, found: Any) -> None:
        there, letters, certificates = found
        before = self.view.current_id()
        self._there = {one.id: one for one in there}
        self.model.put(self._there)
        if (at := self.model.position(before)) >= 0:
            self.view.selectRow(at)
        signers = "; ".join(name for _, name, _ in certificates)
        self.told.setText(f"Surat: {letters.signatory_title}, {letters.signatory_name} · Sertifikat: {signers}")
        if not self.form.changed():
            self.begin()

    def begin(self) -> None:
        """A new official."""
        self._chosen = None
        self.form.put({"title": "", "name": "", "number": "", "signs": ""})

    def edit(self, official: int) -> None:
        """This one in the form."""
        self._chosen = one = self._there[official]
        self.form.put({"title": one.title, "name": one.name, "number": one.number, "signs": "ya" if one.signs else ""})
        self.form.focus_first()

    # -- changed ------------------------------------------------------------------------------------------------------

    def _save(self, typed: dict[str, str]) -> None:
        area, one, signs = self.area, self._chosen, bool(typed["signs"])
        record, version = (one.id, one.version) if one else (None, None)

        def saved(_: object) -> None:
            self.begin()
            self.ask()
            self.desk.notices.say("Pejabat disimpan.")

        self.desk.background.do(
            self,
            "Ubah pejabat" if one else "Tambah pejabat",
            lambda tx: keeping.save_official(tx, area, typed, signs=signs, id=record, version=version),
            saved,
            failed=self.form.show_trouble,
        )

    def drop(self) -> None:
        """Take the one under the cursor away; Ctrl+Z brings them back."""
        if (official := self.view.current_id()) >= 0:
            self.begin()
            self.do(
                "Hapus pejabat", lambda tx: keeping.remove_official(tx, official), "Pejabat dihapus.", self._trouble
            )

    def move_by(self, step: int) -> None:
        if (official := self.view.current_id()) >= 0:
            self.do("Urutkan pejabat", lambda tx: keeping.move_official(tx, official, step), "", self._trouble)

    def _trouble(self, problem: Problem) -> None:
        self.desk.notices.trouble(problem)
