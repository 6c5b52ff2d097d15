"""The panel beside Penelitian: one person's verdict, checklist, objections and responses.

What a newcomer gets wrong: answering before it is saved. Everything that is wanted here goes out as a signal; the panel
shows what the workspace answers.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.check_rows import Checked
from kpps_desk.queries.members import MemberDetails
from kpps_desk.ui import theme
from kpps_desk.ui.check_objections import Objections
from kpps_desk.ui.check_papers import Papers
from kpps_desk.ui.check_responses import Responses
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Mark

MARKS = {"MS": Mark("state-full", "good"), "TMS": Mark("state-no", "bad"), "BMS": Mark("state-none", "muted")}
_KEYS = "Spasi sah · T tidak sah · N tidak ada · Del belum diketahui · Enter berikutnya"


class CheckCard(QFrame):
    """Empty, or one person."""

    accept_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(360)
        self.checked: Checked | None = None
        self.papers, self.objections, self.responses = Papers(), Objections(), Responses()
        self.papers.next_wanted.connect(self.next_wanted)
        self.papers.accept_wanted.connect(self.accept_wanted)
        self._mark = QLabel()
        self._name, self._place = plain("", "subheading"), plain("", "muted")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._checklist(), "Berkas")
        self.tabs.addTab(self.objections, "Keberatan")
        self.tabs.addTab(self.responses, "Tanggapan")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.tabs, 1)
        empty = plain("Pilih seseorang di daftar untuk memeriksa berkas dan syaratnya.", "muted", select=False)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setMargin(theme.GRID * 4)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._name, 1)
        head.addLayout(row)
        head.addWidget(self._place)
        return head

    def _checklist(self) -> QWidget:
        self.accept = QPushButton("Semua berkas &lengkap")
        self.accept.setObjectName("primary")
        self.accept.setToolTip("Semua yang belum diketahui ada dan sah, diterima hari ini (Ctrl+Enter)")
        self.accept.clicked.connect(self.accept_wanted)
        self.next = QPushButton("Beri&kutnya")
        self.next.setToolTip("Orang berikutnya dalam daftar (Enter)")
        self.next.clicked.connect(self.next_wanted)
        self.about = plain("", "caption", select=False)
        self.about.setMinimumHeight(theme.GRID * 4)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.papers.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(theme.GRID)
        row = QHBoxLayout()
        row.addWidget(self.accept)
        row.addWidget(self.next)
        row.addStretch(1)
        column.addWidget(self.papers, 1)
        column.addWidget(self.about)
        column.addLayout(row)
        return page

    def clear(self) -> None:
        """Nobody."""
        self.checked = None
        self._pages.setCurrentIndex(0)

    @property
    def shown_id(self) -> int:
        return self.checked.person.id if self.checked else -1

    @property
    def editing(self) -> bool:
        """A form is open: what was typed would be lost with another person."""
        return bool(self.objections.currentIndex() or self.responses.currentIndex())

    def put(self, checked: Checked, *, may: bool) -> None:
        """Show this person; `may`: whoever works here may set objections aside."""
        anew = self.shown_id != checked.person.id
        if anew:
            self.objections.close_form()
            self.responses.close_form()
        self.checked = checked
        person, checklist = checked.person, checked.checklist
        self._name.setText(person.full_name)
        verdict = _verdict(person)
        self._place.setText(f"{verdict} · {_where(person)}")
        self._mark.setAccessibleName(verdict)
        mark = MARKS[person.eligibility] if person.active else Mark("state-ended", "muted")
        self._mark.setPixmap(theme.pixmap(mark.icon, mark.token, 18, self.devicePixelRatioF()))
        self.papers.put(checklist, anew=anew)
        self._tell()
        self.objections.put(checklist.objections, may=may, entitled=checked.rules.entitled)
        self.responses.put(checklist.responses)
        standing = sum(1 for line in checklist.objections if not line.waived_reason)
        self.tabs.setTabText(1, f"Keberatan ({standing})" if standing else "Keberatan")
        self.tabs.setTabText(2, f"Tanggapan ({len(checklist.responses)})" if checklist.responses else "Tanggapan")
        self.accept.setEnabled(person.active)
        self._pages.setCurrentIndex(1)

    def _tell(self) -> None:
        """The line under the cursor in full: its name may be wider than the column."""
        line = self.papers.line()
        self.about.setText(f"{line.name}\n{line.about or _KEYS}" if line else "")

    def to_papers(self) -> None:
        """The hands go to the checklist."""
        self.tabs.setCurrentIndex(0)
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)


def _where(person: MemberDetails) -> str:
    seat = words.seat_label(person.role_name, person.seat_number) if person.seat_number else person.role_name
    return ", ".join(part for part in (seat, person.station, f"Kel. {person.kelurahan}") if part)


def _verdict(person: MemberDetails) -> str:
    if not person.active:
        return f"Keluar dari daftar: {words.leaving(person.left_reason)}"
    said = words.eligibility(person.eligibility)
    return f"{said} · cadangan ke-{person.reserve}" if person.reserve else said
