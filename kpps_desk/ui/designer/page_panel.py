"""The panel of the whole sheet: its name, paper, frame and background, its back page, how many sign.

What a newcomer gets wrong: another paper with the old places. Items go along in proportion, so that what stood in the
middle stands there on the new paper too.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain.designs import FRAMES, MOST_ITEMS, MOST_SIGNATORIES, Design
from kpps_desk.ui.designer import sides
from kpps_desk.ui.designer.arranging import onto_paper
from kpps_desk.ui.designer.fields import Choice, ColourField
from kpps_desk.ui.designer.grid import Fields, scrolled
from kpps_desk.ui.designer.naming import typed
from kpps_desk.ui.designer.work import Work

PAPER_NAMES = {"A4": "A4 (210 × 297 mm)", "F4": "F4/folio (215 × 330 mm)", "Letter": "Letter (216 × 279 mm)"}
_SIGNERS = {"0": "Berjajar"} | {str(count): f"{count} kotak" for count in range(1, MOST_SIGNATORIES + 1)}
_WAYS = {"mendatar": "Mendatar", "tegak": "Tegak"}


class PagePanel(QWidget):
    """`background_wanted`: another picture for the whole front is to be chosen."""

    background_wanted = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.name = QLineEdit()
        self.name.setAccessibleName("Nama templat")
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self._rename)
        self.paper = Choice("Ukuran kertas", PAPER_NAMES)
        self.way = Choice("Arah kertas", _WAYS)
        self.frame = Choice("Bingkai", FRAMES)
        self.accent = ColourField("Warna bingkai")
        self.background = QPushButton("Pilih gambar…")
        self.no_background = QPushButton("Lepas")
        self.no_background.setAccessibleName("Lepas gambar latar")
        self.signatories = Choice("Penanda tangan", _SIGNERS)
        self.back = QCheckBox("Halaman &belakang")
        self.back.setToolTip("Dengan tabel materi dan JP")
        self.paper.picked.connect(lambda _: self._lay_paper())
        self.way.picked.connect(lambda _: self._lay_paper())
        self.frame.picked.connect(lambda value: self._set(frame=value))
        self.accent.picked.connect(lambda value: self._set(accent=value))
        self.background.clicked.connect(self.background_wanted)
        self.no_background.clicked.connect(lambda: self._set(background=""))
        self.signatories.picked.connect(lambda value: self._sign(int(value)))
        self.back.clicked.connect(self._turn_back)
        self._lay_out()
        work.changed.connect(self.show_design)

    def _lay_out(self) -> None:
        fields = Fields()
        fields.add("Nama templat", self.name)
        fields.add("Ukuran kertas", self.paper)
        fields.add_pair(("Arah kertas", self.way), ("Penanda tangan", self.signatories))
        fields.add("Bingkai", self.frame)
        fields.add("Warna bingkai", self.accent)
        pictures = QWidget()
        row = QHBoxLayout(pictures)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.background, 1)
        row.addWidget(self.no_background)
        fields.add("Gambar latar halaman depan", pictures)
        fields.add_widget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(fields))

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_design(self) -> None:
        if self._work.state is None:
            return
        design = self._work.design
        if not self.name.hasFocus():
            self.name.setText(design.name)
        self.paper.put(design.paper)
        self.way.put("mendatar" if design.landscape else "tegak")
        self.frame.put(design.frame)
        self.accent.put(design.accent)
        self.background.setText("Ganti gambar…" if design.background else "Pilih gambar…")
        self.no_background.setEnabled(bool(design.background))
        self.signatories.put(str(sides.signatories(design.items)))
        with QSignalBlocker(self.back):
            self.back.setChecked(bool(design.back))

    # -- what is changed ----------------------------------------------------------------------------------------------

    def put_background(self, digest: str) -> None:
        """This picture over the whole front."""
        self._set(background=digest)

    def _rename(self) -> None:
        name = " ".join(typed(self.name.text()).split())
        if name:
            self._set(name=name)
        else:
            self.name.setText(self._work.design.name)

    def _lay_paper(self) -> None:
        old = self._work.design
        new = replace(old, paper=self.paper.value, landscape=self.way.value == "mendatar")
        items, back = (onto_paper(side, old.size_mm, new.size_mm) for side in (old.items, old.back))
        self._put(replace(new, items=items, back=back))

    def _sign(self, count: int) -> None:
        design = self._work.design
        items = sides.with_signatories(design.items, count, design.size_mm)
        if len(items) <= MOST_ITEMS:
            self._put(replace(design, items=items))

    def _turn_back(self, wanted: bool) -> None:
        design = self._work.design
        self._put(replace(design, back=sides.fresh_back(design) if wanted else ()))
        self._work.turn(back=wanted)

    def _set(self, **fields: Any) -> None:
        self._put(replace(self._work.design, **fields))

    def _put(self, design: Design) -> None:
        self._work.settle()
        self._work.edit(design)
