"""Susun sesi: rooms, hours and capacity on the left, what comes of them on the right, before anything is made.

What a newcomer gets wrong: making sessions to see how many there are. The preview draws the plan up without writing;
the button makes exactly that, as one act that can be undone.
"""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.places import Area
from kpps_desk.operations import sessions as making
from kpps_desk.operations.sessions import PlannedLine, PlanPreview, PlanRequest
from kpps_desk.problems import Invalid, Problem
from kpps_desk.ui import session_form, theme
from kpps_desk.ui.area_choice import AreaChoice
from kpps_desk.ui.form import Form
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_RESTED = 300  # milliseconds after the last letter
_LINES: tuple[Column[Any], ...] = (
    Column("when", "Hari dan jam", lambda row: _when(row), 236),
    Column("area", "Kelurahan", lambda row: row.area, 136),
    Column("wave", "Gel.", lambda row: str(row.wave), 58, right=True),
    Column("venue", "Ruang", lambda row: row.venue, 120, stretch=True),
    Column("tps", "TPS", lambda row: _span(row.tps), 88),
    Column("seats", "Kursi", lambda row: words.number(row.seats), 60, right=True),
)


class SessionPlan(QWidget):
    """A page of its own; `made` carries the ids."""

    made = Signal(list)
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.request: PlanRequest | None = None
        self._rest = QTimer(self, singleShot=True, interval=_RESTED)
        self._rest.timeout.connect(self.look)
        self.area = AreaChoice()
        self.area.changed.connect(lambda _: self._rest.start())
        self.form = Form(session_form.PLANNED, save="&Buat sesi")
        self.form.put(session_form.FIRST)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.cancelled)
        for box in self.area.findChildren(QComboBox):
            box.setMinimumContentsLength(6)  # three of them in the width of the form
        self._watch()
        self.summary, self.shortage = QLabel(), QLabel()
        self.summary.setObjectName("subheading")
        for label in (self.summary, self.shortage):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.lines: ShortModel[PlannedLine] = ShortModel(_LINES, self)
        self.view = ListView(self.lines)
        self.view.setAccessibleName("Pratinjau sesi")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(16, 12, 16, 12)
        caption = QLabel("Wilayah")
        caption.setObjectName("caption")
        fields.addWidget(caption)
        fields.addWidget(self.area)
        fields.addSpacing(4)
        fields.addWidget(self.form)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(440)
        around = QVBoxLayout(card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(scroll)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID)
        for widget in (self.summary, self.shortage):
            right.addWidget(widget)
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(card)
        row.addLayout(right, 1)

    def _watch(self) -> None:
        for editor in self.form.findChildren(QWidget):
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.textChanged.connect(lambda *_: self._rest.start())
            elif isinstance(editor, QComboBox):
                editor.currentIndexChanged.connect(lambda _: self._rest.start())

    def begin(self, areas: list[Area], area: str) -> None:
        """Show the page for this area."""
        self.area.put(areas, area)
        self.form.set_busy(False)
        self.form.focus_first()
        self.look()

    def look(self) -> None:
        """Draw the plan up without making it."""
        self._rest.stop()
        if not self._desk.background.is_open:  # the window closed while the hands rested
            return
        self.request = None
        try:
            wanted = session_form.request(self.form.values(), self.area.code)
        except Invalid as problem:
            self._say_problem(problem)
            return
        self._desk.background.ask(
            self,
            lambda db: making.preview(db, wanted),
            lambda found: self._show(wanted, found),
            topic="preview",
            failed=self._say_problem,
        )

    def _show(self, wanted: PlanRequest, found: PlanPreview) -> None:
        self.form.clear_troubles()
        self.request = wanted
        self.summary.setText(_summary(found, self.area.name))
        short = sum(missing for _, missing in found.short)
        named = ", ".join(f"{name} {words.number(missing)}" for name, missing in found.short[:4])
        more = f", dan {words.number(len(found.short) - 4)} kelurahan lain" if len(found.short) > 4 else ""
        self.shortage.setText(
            f"⚠ Kurang {words.number(short)} ruang/jam: {named}{more}. Tambahkan hari, jam, atau ruang, atau naikkan "
            "kapasitas. Di bawah ini hanya kelurahan yang sudah cukup; sesi dibuat setelah semuanya cukup."
            if short
            else ""
        )
        self.shortage.setVisible(bool(short))
        self.form.set_busy(bool(short) or not found.sessions)
        self.lines.put(dict(enumerate(found.lines)))
        self.view.say_empty("Tidak ada sesi untuk dibuat.")

    def _say_problem(self, problem: Problem) -> None:
        self.summary.setText("Rencana belum dapat disusun")
        self.shortage.setText(f"⚠ {problem}")
        self.shortage.show()
        self.lines.put({})
        self.view.say_empty("")
        self.form.set_busy(True)

    def _save(self, values: dict[str, str]) -> None:
        try:
            wanted = session_form.request(values, self.area.code)
        except Invalid as problem:
            self.form.show_trouble(problem)
            return
        self.form.set_busy(True)
        title = f"Susun sesi {words.session_kind(wanted.kind).lower()}, {self.area.name}"
        self._desk.background.do(
            self, title, lambda tx: making.plan(tx, wanted), self.made.emit, failed=self.form.show_trouble
        )


def _summary(found: PlanPreview, area: str) -> str:
    if found.short:
        missing = words.number(sum(missing for _, missing in found.short))
        return f"{area}: kurang {missing} ruang/jam di {words.number(len(found.short))} kelurahan"
    if not found.sessions:
        return f"{area}: semua regu sudah mempunyai sesi jenis ini"
    people = (
        words.number(found.largest)
        if found.smallest == found.largest
        else f"{words.number(found.smallest)}–{words.number(found.largest)}"
    )
    return (
        f"{area}: {words.number(found.sessions)} sesi untuk {words.number(found.crews)} regu TPS "
        f"({words.number(found.seats)} kursi) di {words.number(found.areas)} kelurahan, {people} orang satu sesi"
    )


def _when(row: PlannedLine) -> str:
    return f"{words.weekday_date(row.day)[:3]} {words.short_date(row.day)} · {row.starts}–{row.ends}"


def _span(tps: tuple[str, ...]) -> str:
    return tps[0] if len(tps) == 1 else f"{tps[0]}–{tps[-1]}"
