"""The head of the door's page: which session this is, what is unusual about it, the sound and the second screen.

What a newcomer gets wrong: stopping anybody. Another day and a clock that is wrong are said and nothing is refused;
only a closed session takes no marks, and the operation says that.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.closing import CLOSED
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import session_list, theme
from kpps_desk.ui.labels import OneLine

_NARROW = 900  # logical pixels; below, the buttons say less


class SessionStrip(QFrame):
    """One card; the line below it is there only when something is unusual."""

    other_wanted = Signal()
    screen_wanted = Signal(int)  # the monitor's place among Qt's screens; -1: whichever fits
    sound_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title, self._about, self.note = OneLine("subheading"), OneLine("muted"), QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        self.sound = QPushButton()
        self.sound.setCheckable(True)
        self.sound.toggled.connect(self._sound_set)
        self.big = QPushButton()
        self.big.clicked.connect(lambda: self._big_clicked())
        self.other = QPushButton("&Ganti sesi…")
        self.other.clicked.connect(self.other_wanted)
        named = QVBoxLayout()
        named.setSpacing(0)
        for label in (self.title, self._about):
            named.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addLayout(named, 1)
        for button in (self.sound, self.big, self.other):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the field
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self._name_buttons()

    def put(self, session: SessionDetails, today: date) -> None:
        """This session, on the day that this computer says it is."""
        self.title.setText(f"{session.title} · gelombang {session.wave}")
        self._about.setText(session_list.about(session))
        note = unusual(session, today)
        self.note.setText(note)
        self.note.setObjectName("badnote" if session.state == CLOSED else "warnnote")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setVisible(bool(note))

    def put_sound(self, on: bool) -> None:
        self.sound.setChecked(on)
        self._name_buttons()

    def _sound_set(self, on: bool) -> None:
        self._name_buttons()
        self.sound_wanted.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_buttons()

    def _name_buttons(self) -> None:
        narrow = self.width() < _NARROW
        on = self.sound.isChecked()
        self.sound.setIcon(theme.icon("sound" if on else "silent", "muted"))
        self.sound.setText("" if narrow else "&Bunyi")
        self.sound.setAccessibleName("Bunyi menyala" if on else "Bunyi mati")
        self.sound.setToolTip("Bunyi menyala (Alt+B)" if on else "Bunyi mati (Alt+B)")
        self.big.setIcon(theme.icon("projector", "muted"))
        self.big.setText("" if narrow else "&Layar penuh  F11")
        self.big.setAccessibleName("Layar penuh untuk proyektor (F11)")
        self.big.setToolTip("Layar penuh untuk proyektor atau layar kedua (F11)")

    def _big_clicked(self) -> None:
        """With one monitor there is nothing to choose."""
        screens = QGuiApplication.screens()
        if len(screens) < 2:
            self.screen_wanted.emit(-1)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, screen in enumerate(screens):
            here = " · jendela ini" if screen is self.screen() else ""
            size = screen.size()
            text = f"&{place + 1}  {screen.name()} {size.width()}×{size.height()}{here}"
            menu.addAction(text, partial(self.screen_wanted.emit, place))
        menu.popup(self.big.mapToGlobal(self.big.rect().bottomLeft()))


def unusual(session: SessionDetails, today: date) -> str:
    """What whoever stands at the door should know before the first person; '' for a session of today."""
    if session.state == CLOSED:
        return "Sesi ini sudah ditutup: kehadirannya tidak dapat diubah. Buka lagi di Sesi, dengan alasan."
    if session.day == today:
        return ""
    when, now = words.weekday_date(session.day), words.weekday_date(today)
    return f"Dijadwalkan {when}; menurut komputer hari ini {now}. Pencatatan tetap diterima."
