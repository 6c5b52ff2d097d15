"""What the minutes of a swearing-in say besides the people: a form; and the form of a late oath.

What a newcomer gets wrong: filling an empty field with the usual office. It stays empty and follows the office's
wording; the placeholder shows what will be printed.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.problems import Invalid, Problem
from kpps_desk.queries.oaths import Register
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain

_FACTS = (
    Field("officiant", "&Yang mengambil sumpah, dengan gelar", placeholder="Nama Ketua PPS"),
    Field("office", "&Jabatannya", placeholder="kosong: seperti pada naskah"),
    Field("venue", "T&empat"),
    Field("starts", "&Mulai pukul", placeholder="08.00"),
    Field("ends", "S&elesai pukul", placeholder="10.00"),
    Field("witnesses", "S&aksi, satu baris setiap orang: nama; jabatan", lines=3),
    Field("minutes_no", "N&omor berita acara", placeholder="kosong: pola pada naskah"),
    Field("minutes_date", "Tanggal &berita acara", placeholder="kosong: hari pelantikan"),
)
_LATE = (
    Field("day", "&Tanggal", placeholder="9 November 2024", required=True),
    Field("starts", "&Mulai pukul", required=True),
    Field("ends", "S&elesai pukul", required=True),
    Field("venue", "Tem&pat"),
    Field("officiant", "&Yang mengambil sumpah, dengan gelar"),
    Field("office", "&Jabatannya"),
)


def parse_day(text: str, field: str, *, required: bool = False) -> Any:
    """A date as people type it, None for nothing; Invalid beside this field."""
    if not text.strip() and not required:
        return None
    try:
        day = values.parse_date(text)
        if day is None and required:
            raise ValueError(text)
        return day
    except ValueError:
        raise Invalid(
            field,
            f"Tanggal {text} tidak terbaca." if text.strip() else "Tanggal wajib diisi.",
            "Contoh: 7 November 2024.",
        ) from None


class OathFacts(QScrollArea):
    """`put` a register; `saved` has what changed, dates parsed."""

    saved = Signal(dict, int)  # changed fields, the version that was seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = 0
        self._register: Register | None = None
        self.form = Form(_FACTS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self._again)
        self.note = plain("", "muted", select=False)
        _frame(self, self.note, self.form)

    def put(self, register: Register) -> None:
        """What is kept, unless somebody is typing here about the same session."""
        same = self._register is not None and self._register.session.id == register.session.id
        if same and self.form.changed():
            return
        self._register, self._version = register, register.version
        session = register.session
        day = register.minutes_date
        self.form.put(
            {
                **{name: getattr(register, name) for name in ("officiant", "office", "witnesses", "minutes_no")},
                **{name: getattr(session, name) for name in ("venue", "starts", "ends")},
                "minutes_date": words.long_date(day) if day else "",
            }
        )
        closed = session.state == "selesai"
        self.note.setText(
            "Pelantikan sudah ditutup: tempat dan waktu tidak dapat diubah, nama dan nomor masih dapat dilengkapi."
            if closed
            else f"Jabatan yang dicetak bila dikosongkan: {register.usual_office}."
        )

    def done(self) -> None:
        """It was saved: what stands here is what is kept."""
        self.form.put(self.form.values())
        self.form.set_busy(False)

    def _again(self) -> None:
        if self._register is not None:
            register, self._register = self._register, None
            self.put(register)

    def _save(self, typed: dict[str, str]) -> None:
        changed: dict[str, Any] = {name: text for name, text in typed.items() if name in self.form.changed()}
        try:
            if "minutes_date" in changed:
                changed["minutes_date"] = parse_day(changed["minutes_date"], "minutes_date")
        except Problem as problem:
            self.form.show_trouble(problem)
            return
        if changed:
            self.saved.emit(changed, self._version)


class LateForm(QScrollArea):
    """`begin` for some people; `saved` has the texts, `left` when it is given up."""

    saved = Signal(dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(_LATE, save="&Catat sumpah susulan")
        self.form.saved.connect(self.saved)
        self.form.cancelled.connect(self.left)
        self.told = plain("", "muted", select=False)
        _frame(self, self.told, self.form)

    def begin(self, people: int, register: Register) -> None:
        """Office, officiant and place as at the swearing-in that they missed."""
        self.told.setText(
            f"{words.number(people)} orang yang dipilih dicatat hadir pada pelantikan susulan. Yang sudah disumpah "
            "atau tidak memegang kursi dilewati dan disebutkan."
        )
        session = register.session
        kept = {"officiant": register.officiant, "office": register.office, "venue": session.venue}
        self.form.put({**kept, "day": "", "starts": session.starts, "ends": session.ends})
        self.form.focus_first()


def _frame(area: QScrollArea, note: QWidget, form: Form) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, theme.GRID, theme.GRID, theme.GRID)
    column.setSpacing(theme.GRID)
    column.addWidget(note)
    column.addWidget(form)
    column.addStretch(1)
    form.setMaximumWidth(theme.GRID * 70)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
