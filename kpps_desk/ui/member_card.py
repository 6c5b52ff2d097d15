"""The panel beside Anggota: one person's steps, facts, papers and history, and the form that corrects them.

What a newcomer gets wrong: showing a NIK in full. It is masked; the form shows it because correcting it needs it, and
each look is recorded before it happens.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.problems import Problem
from kpps_desk.queries.member_story import Story
from kpps_desk.queries.members import MemberDetails
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain
from kpps_desk.ui.member_facts import Facts, Papers, Steps, Stories, scrolling
from kpps_desk.ui.nik_line import PURPOSES, NikLine

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
_SHEET_FOR = ("Permintaan akses oleh yang bersangkutan", "Pencocokan data dengan yang bersangkutan", *PURPOSES[:2])


def texts(person: MemberDetails) -> dict[str, str]:
    """The person as the form shows it: what is saved unchanged reads back to the same."""
    found = {field.key: str(getattr(person, field.key) or "") for field in FIELDS}
    found["born"] = words.short_date(person.born) if person.born else ""
    found["phone"] = phone_on_paper(person.phone) if person.phone else ""
    return found


class MemberCard(QFrame):
    """Empty, a person, or the form."""

    edit_wanted = Signal()
    nik_wanted = Signal(str)  # the purpose
    sheet_wanted = Signal(str)  # the purpose of a printed data sheet
    saved = Signal(dict, int)  # the fields that differ, the version they were read at

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(288)
        self.person: MemberDetails | None = None
        self.nik = NikLine()
        self.nik.wanted.connect(self.nik_wanted)
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
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 8)
        head.setSpacing(4)
        for label in (self._name, self._role, self._place):
            head.addWidget(label)
        head.addLayout(self._buttons())
        self._steps, self._facts = Steps(), Facts(self.nik)
        self._papers, self._told, self._seen = Papers(), Stories(), Stories()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.addTab(scrolling(self._steps, self._facts), "Data")
        self._tabs.addTab(scrolling(self._papers), "Berkas")
        self._tabs.addTab(scrolling(self._told), "Riwayat")
        self._tabs.addTab(scrolling(self._seen), "Dilihat")
        self._tabs.setTabToolTip(3, "Siapa yang melihat data yang disamarkan")
        self._person_page = QWidget()
        column = QVBoxLayout(self._person_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tabs, 1)

    def _buttons(self) -> QHBoxLayout:
        self._edit = QPushButton("&Ubah data")
        self._edit.setIcon(theme.icon("edit", "text"))
        self._edit.setToolTip("Ubah data (Enter di daftar)")
        self._edit.clicked.connect(self.edit_wanted)
        self._sheet = QPushButton("&Cetak data diri")
        self._sheet.setIcon(theme.icon("print", "text"))
        self._sheet.setToolTip("Lembar data diri sebagai PDF, dengan NIK lengkap; dicatat siapa dan untuk apa")
        menu = QMenu(self._sheet)
        menu.addAction("Untuk keperluan apa? Ini dicatat.").setEnabled(False)
        for purpose in _SHEET_FOR:
            menu.addAction(purpose).triggered.connect(lambda _, purpose=purpose: self.sheet_wanted.emit(purpose))
        self._sheet.setMenu(menu)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._edit)
        row.addWidget(self._sheet)
        row.addStretch(1)
        return row

    def _build_form(self) -> None:
        self.form = Form(FIELDS)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.close_form)
        title = plain("Ubah data", "subheading", select=False)
        column = QVBoxLayout()
        column.addWidget(title)
        column.addWidget(self.form)
        column.addStretch(1)
        self._form_page = scrolling(column)

    # -- what it shows ------------------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        return self._pages.currentIndex() == 2

    def clear(self) -> None:
        """Nobody."""
        self.person = None
        self.nik.put(-1, None)
        self._pages.setCurrentIndex(0)

    def show_person(self, story: Story) -> None:
        """One person; a form that is open for the same person stays open, with what was typed."""
        person = story.person
        same = self.person is not None and self.person.id == person.id
        if same:
            self._show_changing(story)
        if self.editing and same:
            return
        self.person = person
        self._name.setText(person.full_name)
        seat = words.seat_label(person.role_name, person.seat_number) if person.seat_number else person.role_name
        self._role.setText(f"{seat} · {words.stage(person.stage)}")
        where = [person.station, f"Kel. {person.kelurahan}", f"Kec. {person.kecamatan}"]
        self._place.setText(", ".join(part for part in where if part))
        self._steps.show_person(person, self.devicePixelRatioF())
        self._facts.show_person(person)
        if not same:
            self._show_changing(story)
        self._pages.setCurrentIndex(1)

    def _show_changing(self, story: Story) -> None:
        self._papers.show_checklist(story.checklist, story.line)
        self._told.show_told(story.told)
        self._seen.show_seen(story.seen)

    def show_nik(self, member: int, nik: str) -> None:
        """In full for a minute, if it is still this person."""
        if self.person is not None and self.person.id == member:
            self.nik.show_full(nik)

    def open_form(self) -> None:
        """Correct this person."""
        if self.person is not None:
            self.nik.hide_full()
            self.form.put(texts(self.person))
            self.form.set_busy(False)
            self._pages.setCurrentIndex(2)
            self.form.focus_first()

    def close_form(self) -> None:
        """Back to the facts; what was typed is gone, and so is the NIK in full."""
        if self.editing:
            self._pages.setCurrentIndex(1)
            self.form.put({})
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
