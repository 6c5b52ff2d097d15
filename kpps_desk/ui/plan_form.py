"""Susun rencana: what a plan is made from on the left, what comes of it on the right, before anything is kept.

What a newcomer gets wrong: keeping plans to see how they come out. The form draws the plan up while one types; only the
button keeps it.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.plan_differences import Figures, figures
from kpps_desk.domain.plan_faults import shortages
from kpps_desk.domain.planning import Request
from kpps_desk.domain.schedules import parse_days, parse_times, parse_topics
from kpps_desk.operations import planning
from kpps_desk.problems import Invalid, Problem
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import session_form, theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk

_RESTED = 300  # milliseconds after the last letter
FIELDS = (
    Field("name", "&Nama rencana", "Misalnya Rencana A", required=True),
    Field(
        "kind",
        "&Jenis sesi",
        options=tuple((words.session_kind(kind), kind.value) for kind in (SessionKind.TRAINING, SessionKind.OATH)),
    ),
    Field("days", "&Hari", "8-12 November 2024", required=True),
    Field("times", "Ja&m sesi", "08.00-12.00, 13.00-17.00", required=True),
    Field("breaks", "&Istirahat di dalam jam sesi", "10.00-10.15"),
    Field("capacity", "&Kapasitas satu sesi (orang)", "60; untuk pelantikan boleh kosong"),
    Field(
        "rooms",
        "&Ruang kelurahan yang belum mendaftarkan ruang, satu sebaris",
        "Aula Kelurahan {kelurahan}",
        lines=2,
    ),
    Field("each", "Narasum&ber setiap sesi (bergiliran)", "Kosong: semua yang disebut di bawah ini"),
    Field("trainers", "Narasumber atau &pejabat pelantik, satu sebaris", "Kosong: yang terdaftar", lines=2),
    Field("topics", "M&ateri", "Satu materi sebaris, dengan JP: Pemungutan suara; 4", lines=2),
    Field("title", "Ju&dul sesi", "Kosong: judul yang lazim dengan nama kelurahan"),
    Field("venue", "&Tempat, ditambahkan pada nama ruang", "Misalnya Gedung Serbaguna"),
)
FIRST = {
    "name": "Rencana A",
    "kind": SessionKind.TRAINING.value,
    "days": "8-12 November 2024",
    "times": "08.00-12.00, 13.00-17.00",
    "rooms": "Aula Kelurahan {kelurahan}",
    "capacity": "60",
}
_SHORT = 6  # sentences about what is missing


class PlanForm(QWidget):
    """`kept` carries the id of the plan that was made."""

    kept = Signal(int)
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._area, self._name = desk, "", ""
        self._rest = QTimer(self, singleShot=True, interval=_RESTED)
        self._rest.timeout.connect(self.look)
        self.form = Form(FIELDS, save="&Simpan rencana")
        self.form.put(FIRST)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.cancelled)
        self.summary, self.shortage = plain("", "subheading"), plain()
        self.figures = plain("", "muted")
        self._watch()
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(16, 12, 16, 12)
        fields.addWidget(self.form)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        card = QFrame()
        card.setObjectName("card")
        card.setMinimumWidth(300)
        around = QVBoxLayout(card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(scroll)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID)
        for label in (self.summary, self.shortage, self.figures):
            right.addWidget(label)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(card, 3)
        row.addLayout(right, 2)

    def _watch(self) -> None:
        for editor in self.form.findChildren(QWidget):
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.textChanged.connect(lambda *_: self._rest.start())
            elif isinstance(editor, QComboBox):
                editor.currentIndexChanged.connect(lambda _: self._rest.start())

    def begin(self, area: str, name: str) -> None:
        """Show the form for this area."""
        self._area, self._name = area, name
        self.form.set_busy(False)
        self.form.focus_first()
        self.look()

    def look(self) -> None:
        """Draw the plan up without keeping it."""
        self._rest.stop()
        if not self._desk.background.is_open:  # the window closed while the hands rested
            return
        try:
            wanted = request(self.form.values(), self._area)
        except Invalid as problem:
            self._say_problem(problem)
            return
        self._desk.background.ask(
            self, lambda db: _drawn(db, wanted), self._show, topic="preview", failed=self._say_problem
        )

    def _show(self, found: tuple[Figures, list[str]]) -> None:
        counted, short = found
        self.form.clear_troubles()
        self.form.set_busy(not counted.sessions)
        self.summary.setText(f"{self._name}: {headline(counted)}")
        more = f"\n… dan {len(short) - _SHORT} kekurangan lain" if len(short) > _SHORT else ""
        self.shortage.setText("\n".join(f"⚠ {line}" for line in short[:_SHORT]) + more)
        self.shortage.setVisible(bool(short))
        self.figures.setText(body(counted))

    def _say_problem(self, problem: Problem) -> None:
        self.summary.setText("Rencana belum dapat disusun")
        self.shortage.setText(f"⚠ {problem}")
        self.shortage.show()
        self.figures.setText("")
        self.form.set_busy(True)

    def _save(self, values: dict[str, str]) -> None:
        try:
            wanted = request(values, self._area)
        except Invalid as problem:
            self.form.show_trouble(problem)
            return
        name = values["name"].strip()
        self.form.set_busy(True)
        self._desk.background.do(
            self,
            f"Susun rencana: {name}",
            lambda tx: planning.make(tx, name, wanted),
            self.kept.emit,
            failed=self.form.show_trouble,
        )


def _drawn(db: Snapshot, wanted: Request) -> tuple[Figures, list[str]]:
    draft, laid = planning.draw_up(db, wanted)
    return figures(draft, laid), words.shortages(shortages(draft))


def headline(counted: Figures) -> str:
    """A plan in one line."""
    if not counted.sessions:
        return "semua regu sudah mempunyai sesi jenis ini"
    return f"{words.number(counted.sessions)} sesi untuk {words.number(counted.crews)} regu TPS"


def body(counted: Figures) -> str:
    """Its figures, one a line."""
    if not counted.sessions:
        return ""
    people = " sampai ".join(dict.fromkeys((words.number(counted.smallest), words.number(counted.largest))))
    lines = [
        f"{words.number(counted.people)} orang bila semua kursi terisi, {people} orang satu sesi",
        f"{words.number(counted.areas)} kelurahan, {words.number(counted.rooms)} ruang, {counted.days} hari",
    ]
    if counted.unplaced:
        lines.append(
            f"{words.number(counted.unplaced)} sesi belum mendapat ruang; rencana tetap dapat disimpan dan diatur"
        )
    return "\n".join(lines)


def request(given: Mapping[str, str], area: str) -> Request:
    """A plan's request from the texts of the form; Invalid names the field that isn't read."""
    days = session_form.read("days", given["days"], parse_days, "Contoh: 8-12 November 2024, atau 08-11-2024.")
    times = session_form.read("times", given["times"], parse_times, "Contoh: 08.00-12.00, 13.00-17.00.")
    for key, found, name in (("days", days, "Hari"), ("times", times, "Jam")):
        if not found:
            raise Invalid(key, f"{name} wajib diisi.")
    each = given["each"].strip()
    if each and not each.isdecimal():
        raise Invalid("each", f"“{each}” bukan bilangan.", "Contoh: 2.")
    return Request(
        SessionKind(given["kind"]),
        area or "31",
        days,
        times,
        session_form.lines(given["rooms"]),
        session_form.capacity(given["capacity"]),
        given["title"].strip(),
        parse_topics(given["topics"]),
        session_form.lines(given["trainers"]),
        given["venue"].strip(),
        session_form.read("breaks", given["breaks"], parse_times, "Contoh: 10.00-10.15."),
        int(each or 0),
    )
