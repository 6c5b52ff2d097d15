"""The big answer at the door: a word, a drawing and a ground, read from two metres away.

What a newcomer gets wrong: a green light before the commit. `put` is called with what the writer brought back.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.door import Answer, Outcome
from kpps_desk.queries.sessions import RollRow
from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.marks import KEYS, MARKS

_ICON, _BIG_ICON = 36, 64
_TONES = {
    Attendance.PRESENT: "good",
    Attendance.EXCUSED: "warn",
    Attendance.SICK: "warn",
    Attendance.ABSENT: "bad",
    Attendance.NOT_RECORDED: "",
}


class Verdict(QFrame):
    """Head line, what it is about, and one line more."""

    told = Signal(str, str, str, str)  # tone, icon, head, detail: for a second screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self._icon = QLabel()
        self.head, self.detail = OneLine("verdicthead", least=0.65), OneLine("verdictdetail", least=0.85)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        self.tone = "-"
        self.icon = "attendance"
        self._size = 0
        self.set_large(False)

    def set_large(self, large: bool) -> None:
        """Where the window has room, the answer is read from two metres away."""
        size = _BIG_ICON if large else _ICON
        if size == self._size:
            return
        self._size = size
        self._icon.setFixedSize(size, size)
        for widget in (self.head, self.detail):
            widget.setProperty("large", large)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._draw_icon()

    def _draw_icon(self) -> None:
        tone = self.tone if self.tone not in ("-", "") else "muted"
        self._icon.setPixmap(theme.pixmap(self.icon, tone, self._size, self.devicePixelRatioF()))

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self.head.text()}\n{self.detail.text()}"

    def say(self, tone: str, icon: str, head: str, detail: str = "") -> None:
        """`tone` is good, warn, bad or '' for calm; the icon's shape repeats what the head says."""
        if tone != self.tone:
            self.tone = tone
            self.setProperty("tone", tone)
            for widget in (self, self.head, self.detail):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.icon = icon
        self._draw_icon()
        self.head.setText(head)
        self.detail.setText(detail)
        self.setAccessibleName(f"{head}. {detail}")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{head}. {detail}"))
        self.told.emit(tone, icon, head, detail)

    def put(self, outcome: Outcome, where: str, elsewhere: str = "") -> None:
        """What became of a mark; `where` is the person's place, `elsewhere` the session where they are expected."""
        person = outcome.person
        if outcome.note:
            where = f"{where} · {outcome.note.rstrip('.')}" if where else outcome.note.rstrip(".")
        if outcome.answer is Answer.NOBODY or person is None:
            self._put_unfound(outcome)
        elif outcome.answer is Answer.REFUSED:
            self.say("bad", "cross", f"DITOLAK · {person.name}", f"{where}. {outcome.reason}")
        elif outcome.answer is Answer.OUTSIDER:
            key = KEYS[outcome.status]
            head = f"BUKAN PESERTA SESI · {person.name}"
            self.say("warn", "warning", head, f"{key} sekali lagi untuk tetap mencatat. {where}. {elsewhere}".strip())
        elif outcome.answer is Answer.REPEATED:
            since = f" {words.clock(person.marked_at)}" if person.marked_at else ""
            said = words.attendance(outcome.status).lower()
            head = f"Sudah {said}{since}" if person.marked_at else "Memang belum dicatat"
            self.say("warn", "info", f"{head} · {person.name}", f"{where}. Tidak ada yang diubah.")
        else:
            self._put_marked(outcome, person, where)

    def put_many(self, result: MarkResult, status: Attendance) -> None:
        """What became of several people at once."""
        said = words.attendance(status)
        more = []
        if result.repeated:
            more.append(f"{words.number(len(result.repeated))} sudah {said.lower()}")
        if result.refused:
            more.append(f"{words.number(len(result.refused))} ditolak: {next(iter(result.refused.values()))}")
        tone = "bad" if result.refused else "good" if result.done else "warn"
        head = f"{said.upper()} · {words.number(len(result.done))} orang"
        self.say(tone, MARKS[status].icon, head, ", ".join(more) or "Tersimpan.")

    def _put_marked(self, outcome: Outcome, person: RollRow, where: str) -> None:
        said = words.attendance(outcome.status).upper()
        detail = where
        if outcome.before is not Attendance.NOT_RECORDED:
            detail += f" · sebelumnya {words.attendance(outcome.before).lower()}"
        if person.walk_in:
            detail += " · di luar daftar"
        icon = "check" if outcome.status is Attendance.PRESENT else MARKS[outcome.status].icon
        self.say(_TONES[outcome.status], icon, f"{said} · {person.name}", detail)

    def _put_unfound(self, outcome: Outcome) -> None:
        if outcome.station:
            head = f"REGU TPS {outcome.station[10:]} · {words.number(len(outcome.candidates))} orang"
            self.say("warn", "info", head, "Shift+Enter: hadir semua yang belum dicatat. Satu orang: ↑ ↓ lalu Enter.")
        elif outcome.answer is Answer.MANY:
            head = f"{words.number(len(outcome.candidates))} orang cocok dengan “{outcome.text}”"
            self.say("warn", "info", head, "Pilih dengan ↑ ↓, lalu tekan Enter. Belum ada yang dicatat.")
        else:
            reason = outcome.reason or "Periksa TPS dan kursi, atau cari namanya."
            self.say("bad", "cross", f"TIDAK DITEMUKAN · “{outcome.text}”", f"{reason} Belum tercatat.")
