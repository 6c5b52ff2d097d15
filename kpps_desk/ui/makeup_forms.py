"""Susulan: choosing another session for somebody, and making one where none has room.

What a newcomer gets wrong: offering full sessions. Only what has room is offered, the nearest first; where nothing is,
a session is made.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.operations.makeups import MakeupDraft
from kpps_desk.problems import Invalid
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.makeup_rows import CHOICES, ChoiceRow
from kpps_desk.ui.short_list import ShortModel


class SessionChoice(QWidget):
    """`chosen` has the session's id."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = plain("", "subheading")
        self.model: ShortModel[ChoiceRow] = ShortModel(CHOICES, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Sesi yang masih longgar, yang terdekat dahulu")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.say_empty("Tidak ada sesi yang longgar. Tekan Esc, lalu buat sesi susulan.")
        self.view.opened.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.title)
        column.addWidget(self.view, 1)
        column.addWidget(plain("Enter memilih sesi, Esc kembali.", "caption"))
        inside(self, "Escape", self.left.emit)

    def begin(self, people: str, rows: Sequence[ChoiceRow], current: int | None) -> None:
        """For whom, and between what."""
        self.title.setText(f"Sesi untuk {people}")
        self.model.put({one.row.id: one for one in rows})
        if current is None or not self.view.show_id(current):
            self.view.selectRow(0)
        self.view.setFocus()


class SessionMaker(QScrollArea):
    """A make-up session as typed."""

    wanted = Signal(object)  # MakeupDraft
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = SessionKind.TRAINING
        self._area = ""
        self.title = plain("", "subheading")
        self.form = Form(
            [
                Field("venue", "&Ruang", placeholder="Aula Kelurahan", required=True),
                Field("day", "&Tanggal", placeholder="23 November 2024", required=True),
                Field("starts", "Jam &mulai", required=True),
                Field("ends", "Jam &selesai", required=True),
                Field("capacity", "&Kapasitas", placeholder="50", required=True),
                Field("trainers", "&Narasumber atau pejabat pelantik, satu sebaris", lines=2),
            ],
            save="Buat sesi s&usulan",
        )
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.left)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.addWidget(self.title)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.setMaximumWidth(theme.GRID * 60)
        self.setWidget(box)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def begin(self, kind: SessionKind, area: str, name: str) -> None:
        """For this area (a code with dots)."""
        self._kind, self._area = kind, area
        self.title.setText(f"Sesi susulan {words.session_kind(kind).lower()}, {name}")
        self.form.put({"starts": "08.00", "ends": "12.00", "capacity": "50"})
        self.form.focus_first()

    def _save(self, texts: dict[str, Any]) -> None:
        try:
            self.wanted.emit(self._draft(texts))
        except Invalid as problem:
            self.form.show_trouble(problem)

    def _draft(self, texts: dict[str, str]) -> MakeupDraft:
        try:
            day = values.parse_date(texts["day"])
        except ValueError:
            day = None
        if day is None:
            raise Invalid("day", f"Tanggal {texts['day']} tidak terbaca.".replace("  ", " "), "Contoh: 23-11-2024.")
        capacity = texts["capacity"].strip()
        if not (capacity.isascii() and capacity.isdigit() and len(capacity) <= 4):
            raise Invalid("capacity", "Kapasitas harus angka.", "Contoh: 50.")
        trainers = tuple(filter(None, (values.clean(line)[0] for line in texts["trainers"].splitlines())))
        return MakeupDraft(
            self._kind, self._area, day, texts["starts"], texts["ends"], values.clean(texts["venue"])[0],
            int(capacity), trainers,
        )  # fmt: skip
