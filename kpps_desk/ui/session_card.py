"""One session beside the list: when and where, who teaches what, which crews, how many came; and what to do with it.

What a newcomer gets wrong: a dead button. What can't be done now is disabled and its tooltip says why.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.queries.sessions import Counts, SessionDetails
from kpps_desk.ui import theme
from kpps_desk.ui.marks import MARKS

_STATUSES = (
    (Attendance.PRESENT, "present"),
    (Attendance.EXCUSED, "excused"),
    (Attendance.SICK, "sick"),
    (Attendance.ABSENT, "absent"),
    (Attendance.NOT_RECORDED, "unrecorded"),
)


class SessionCard(QFrame):
    """Empty until put() is given a session."""

    door_wanted = Signal(int)
    book_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    all_present_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.session: SessionDetails | None = None
        self._title, self._when = _text("subheading"), _text("")
        self._venue, self._crews, self._trainers, self._topics = (_text("") for _ in range(4))
        self._figures: dict[Attendance, QLabel] = {}
        self._captions: list[QLabel] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._when)
        column.addWidget(self._venue)
        column.addSpacing(theme.GRID)
        column.addLayout(self._counts())
        for name, label in (("Regu TPS", self._crews), ("Narasumber", self._trainers), ("Materi", self._topics)):
            column.addSpacing(theme.GRID)
            caption = QLabel(name)
            caption.setObjectName("caption")
            self._captions.append(caption)
            column.addWidget(caption)
            column.addWidget(label)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 12)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._buttons())
        self.put(None)

    def _counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(4)
        for row, (status, _) in enumerate(_STATUSES):
            icon, name, figure = QLabel(), QLabel(words.attendance(status)), QLabel()
            mark = MARKS[status]
            icon.setPixmap(theme.pixmap(mark.icon, mark.token, 16, self.devicePixelRatioF()))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.setAccessibleName(words.attendance(status))
            for at, widget in enumerate((icon, name, figure)):
                grid.addWidget(widget, row, at)
            self._figures[status] = figure
        grid.setColumnStretch(1, 1)
        return grid

    def _open_door(self) -> None:
        if self.session is not None:
            self.door_wanted.emit(self.session.id)

    def _buttons(self) -> QVBoxLayout:
        self.door = QPushButton("&Buka kehadiran")
        self.door.setObjectName("primary")
        self.door.setToolTip("Enter pada daftar")
        self.door.clicked.connect(self._open_door)
        self.all_present = QPushButton("Tandai semua &hadir")
        self.all_present.clicked.connect(self.all_present_wanted)
        self.book = QPushButton("Buku s&esi")
        self.book.setToolTip("Undangan, daftar hadir, dan yang lain tentang sesi ini (Ctrl+Enter pada daftar)")
        self.book.clicked.connect(self.book_wanted)
        self.edit = QPushButton("&Ubah…")
        self.edit.clicked.connect(self.edit_wanted)
        self.copy = QPushButton("Salin…")
        self.copy.setToolTip("Sesi yang sama pada hari lain, dengan regunya atau tanpa regu")
        self.copy.clicked.connect(self.copy_wanted)
        self.remove = QPushButton("Hapu&s")
        self.remove.clicked.connect(self.remove_wanted)
        column = QVBoxLayout()
        column.setContentsMargins(16, 4, 16, 0)
        column.setSpacing(theme.GRID)
        for pair in ((self.door, self.all_present), (self.book, self.edit), (self.copy, self.remove)):
            row = QHBoxLayout()
            row.setSpacing(theme.GRID)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        return column

    @property
    def text(self) -> str:
        """All that it says."""
        labels = (self._title, self._when, self._venue, self._crews, self._trainers, self._topics)
        return "\n".join(label.text() for label in labels)

    def put(self, session: SessionDetails | None) -> None:
        """Show this one; None: nothing is chosen."""
        self.session = session
        for button in (self.door, self.book, self.edit, self.copy):
            button.setEnabled(session is not None)
        for caption in self._captions:
            caption.setVisible(session is not None)
        self._offer(session.counts if session else Counts())
        if session is None:
            self._title.setText("Pilih satu sesi")
            self._when.setText("Regu, narasumber, materi, dan kehadirannya tampil di sini.")
            for label in (self._venue, self._crews, self._trainers, self._topics):
                label.setText("")
            return
        self._title.setText(f"{session.title} · gelombang {session.wave}")
        pauses = f", istirahat {', '.join(session.breaks)}" if session.breaks else ""
        self._when.setText(f"{words.weekday_date(session.day)}, pukul {session.starts}–{session.ends}{pauses}")
        self._venue.setText(session.venue or "Tempat belum diisi")
        self._crews.setText(_crews(session))
        self._trainers.setText("\n".join(session.trainers) or "Belum diisi")
        self._topics.setText("\n".join(f"{topic}, {jp} JP" for topic, jp in session.topics) or "Belum diisi")
        self._captions[1].setText("Pejabat pelantik" if session.kind is SessionKind.OATH else "Narasumber")
        for widget in (self._captions[2], self._topics):
            widget.setVisible(session.kind is SessionKind.TRAINING)

    def _offer(self, counts: Counts) -> None:
        for status, name in _STATUSES:
            self._figures[status].setText(words.number(getattr(counts, name)) if self.session else "–")
        marked = counts.present + counts.excused + counts.sick + counts.absent
        self.all_present.setEnabled(bool(counts.unrecorded))
        self.all_present.setToolTip(
            f"{words.number(counts.unrecorded)} orang yang belum dicatat ditandai hadir; yang lain tetap"
            if counts.unrecorded
            else "Tidak ada yang belum dicatat"
        )
        self.remove.setEnabled(self.session is not None and not marked)
        self.remove.setToolTip("Sesi ini sudah berisi catatan kehadiran" if marked else "Hapus sesi ini")


def _crews(session: SessionDetails) -> str:
    if not session.stations:
        return "Tanpa regu: setiap orang dicatat sebagai peserta di luar daftar"
    numbers = ", ".join(code[10:] for code in session.stations)
    walk_ins = f"; {words.number(session.counts.walk_ins)} di luar daftar" if session.counts.walk_ins else ""
    people = words.number(session.counts.expected)
    limit = f", kapasitas {words.number(session.capacity)}" if session.capacity else ""
    return f"{numbers}\n{words.number(len(session.stations))} TPS, {people} orang diundang{limit}{walk_ins}"


def _text(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
