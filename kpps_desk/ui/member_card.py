"""The panel beside Anggota: one person's steps, facts and history, and the form that corrects them.

What a newcomer gets wrong: showing a NIK in full. It is masked; the form shows it because correcting it needs it, and
that look is left in the journal.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.problems import Problem
from kpps_desk.queries.history import Told
from kpps_desk.queries.members import MemberDetails
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain

FIELDS = (
    Field("name", "&Nama lengkap", "Tanpa gelar, seperti di KTP", required=True),
    Field("title_before", "Gelar &depan", "Drs."),
    Field("title_after", "Gelar &belakang", "S.Pd."),
    Field("nik", "N&IK", "16 angka"),
    Field("sex", "&Jenis kelamin", options=(("Belum diketahui", ""), ("Laki-laki", "L"), ("Perempuan", "P"))),
    Field("birth_place", "Tempat &lahir"),
    Field("born", "Tang&gal lahir", "31-12-1990"),
    Field("address", "&Alamat", lines=2),
    Field("rt_rw", "&RT/RW", "003/005"),
    Field("phone", "&Telepon", "0812…"),
    Field("email", "S&urel"),
    Field("education", "&Pendidikan"),
    Field("occupation", "Pe&kerjaan"),
    Field("marital", "Status perka&winan"),
    Field("note", "&Catatan", lines=3),
)


def texts(person: MemberDetails) -> dict[str, str]:
    """The person as the form shows it: what is saved unchanged reads back to the same."""
    found = {field.key: str(getattr(person, field.key) or "") for field in FIELDS}
    found["born"] = words.short_date(person.born) if person.born else ""
    found["phone"] = phone_on_paper(person.phone) if person.phone else ""
    return found


class MemberCard(QFrame):
    """Empty, a person, or the form."""

    edit_wanted = Signal()
    saved = Signal(dict, int)  # the fields that differ, the version they were read at

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(288)
        self.person: MemberDetails | None = None
        self._build_person()
        self._build_form()
        empty = plain("Pilih seseorang di daftar untuk melihat data, langkah, dan riwayatnya.", "muted", select=False)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setMargin(theme.GRID * 4)
        self._pages = QStackedWidget()
        for page in (empty, self._person_page, self._form_page):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_person(self) -> None:
        self._name = plain("", "subheading")
        self._role = plain("", "muted")
        self._place = plain("", "muted")
        self._edit = QPushButton("&Ubah data")
        self._edit.setIcon(theme.icon("edit", "text"))
        self._edit.setToolTip("Ubah data (Enter di daftar)")
        self._edit.clicked.connect(self.edit_wanted)
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(theme.GRID)
        self._steps.setVerticalSpacing(4)
        self._steps.setColumnStretch(1, 1)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.GRID * 2)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._told = QVBoxLayout()
        self._told.setSpacing(theme.GRID)
        self._told.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 8)
        head.setSpacing(4)
        for label in (self._name, self._role, self._place):
            head.addWidget(label)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self._edit)
        row.addStretch(1)
        head.addLayout(row)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(_scrolling(self._steps, self._facts), "Data")
        self._tabs.addTab(_scrolling(self._told), "Riwayat")
        self._person_page = QWidget()
        column = QVBoxLayout(self._person_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tabs, 1)

    def _build_form(self) -> None:
        self.form = Form(FIELDS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.close_form)
        title = plain("Ubah data", "subheading", select=False)
        column = QVBoxLayout()
        column.addWidget(title)
        column.addWidget(self.form)
        column.addStretch(1)
        self._form_page = _scrolling(column)

    # -- what it shows ------------------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        return self._pages.currentIndex() == 2

    def clear(self) -> None:
        """Nobody."""
        self.person = None
        self._pages.setCurrentIndex(0)

    def show_person(self, person: MemberDetails, told: Sequence[Told]) -> None:
        """One person; a form that is open for the same person stays open, with what was typed."""
        if self.editing and self.person is not None and self.person.id == person.id:
            return
        self.person = person
        self._name.setText(person.full_name)
        seat = words.seat_label(person.role_name, person.seat_number) if person.seat_number else person.role_name
        self._role.setText(f"{seat} · {words.stage(person.stage)}")
        where = [person.station, f"Kel. {person.kelurahan}", f"Kec. {person.kecamatan}"]
        self._place.setText(", ".join(part for part in where if part))
        self._show_steps(person)
        self._show_facts(person)
        self._show_told(told)
        self._pages.setCurrentIndex(1)

    def open_form(self) -> None:
        """Correct this person."""
        if self.person is not None:
            self.form.put(texts(self.person))
            self.form.set_busy(False)
            self._pages.setCurrentIndex(2)
            self.form.focus_first()

    def close_form(self) -> None:
        """Back to the facts; what was typed is gone."""
        if self.editing:
            self._pages.setCurrentIndex(1)
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, problem: Problem) -> None:
        self.form.show_trouble(problem)

    def _save(self) -> None:
        changed = self.form.changed()
        if self.person is None or not changed:
            self.close_form()
            return
        self.form.set_busy(True)
        self.saved.emit(changed, self.person.version)

    def _show_steps(self, person: MemberDetails) -> None:
        _clear(self._steps)
        seated = person.seat_number is not None
        steps = (
            ("Syarat", words.eligibility(person.eligibility), person.eligibility == "MS"),
            ("Ditetapkan", _seat_text(person) if seated else "Belum memegang kursi", seated),
            ("Sumpah janji", _day(person.sworn), person.sworn is not None),
            ("Bimtek", _day(person.trained), person.trained is not None),
            ("Sertifikat", "Sudah terbit" if person.certified else "Belum terbit", person.certified),
        )
        ratio = self.devicePixelRatioF()
        for row, (name, text, done) in enumerate(steps):
            unfit = name == "Syarat" and person.eligibility == "TMS"
            drawing = ("state-no", "bad") if unfit else ("state-full", "good") if done else ("state-open", "muted")
            icon = QLabel()
            icon.setPixmap(theme.pixmap(*drawing, 18, ratio))
            icon.setAccessibleName(f"{name}: {text}")
            self._steps.addWidget(icon, row, 0)
            self._steps.addWidget(plain(name, wrap=False), row, 1)
            self._steps.addWidget(plain(text, "muted"), row, 2)

    def _show_facts(self, person: MemberDetails) -> None:
        _clear(self._facts)
        born = ", ".join(
            part for part in (person.birth_place, words.long_date(person.born) if person.born else "") if part
        )
        rows = [
            ("NIK", words.masked_nik(person.nik)),
            ("Jenis kelamin", words.sex(person.sex)),
            ("Lahir", born),
            ("Alamat", person.address),
            ("RT/RW", person.rt_rw),
            ("Telepon", phone_on_paper(person.phone) if person.phone else ""),
            ("Surel", person.email),
            ("Pendidikan", person.education),
            ("Pekerjaan", person.occupation),
            ("Perkawinan", person.marital),
            ("Catatan", person.note),
            ("Perhatian", "\n".join(_objections(person))),
        ]
        for row, (name, text) in enumerate((name, text) for name, text in rows if text):
            label = plain(name, "muted", wrap=False, select=False)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label, row, 0)
            self._facts.addWidget(plain(text), row, 1)

    def _show_told(self, told: Sequence[Told]) -> None:
        _clear(self._told)
        for at, one in enumerate(told[:60]):
            card = QVBoxLayout()
            card.setSpacing(2)
            card.addWidget(plain(one.title))
            card.addWidget(plain(f"{words.moment(one.at)} · {one.by}", "caption"))
            if one.says:
                card.addWidget(plain("\n".join(map(str, one.says)), "muted"))
            self._told.insertLayout(at, card)
        if not told:
            self._told.insertWidget(0, plain("Belum ada riwayat.", "muted", select=False))


def _seat_text(person: MemberDetails) -> str:
    return f"Kursi {person.seat_number} {person.station}"


def _day(day: date | None) -> str:
    return words.long_date(day) if day else "Belum"


def _objections(person: MemberDetails) -> list[str]:
    known = {code.value for code in Code}
    return [words.finding(Finding(Code(code), Severity.WARNING)) for code in person.objections if code in known]


def _scrolling(*parts: "QGridLayout | QVBoxLayout") -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(theme.GRID * 2)
    for part in parts:
        column.addLayout(part)
    if len(parts) > 1:
        column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _clear(layout: "QGridLayout | QVBoxLayout") -> None:
    """Everything but the stretch at the end."""
    for at in reversed(range(layout.count())):
        item = layout.itemAt(at)
        if item is None or item.spacerItem() is not None:
            continue
        layout.takeAt(at)
        if (inner := item.layout()) is not None:
            _clear(inner)  # type: ignore[arg-type]
            inner.deleteLater()
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
