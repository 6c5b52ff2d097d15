"""What the person is told without being stopped: a bar above the screen; a box only where trying again may help.

What a newcomer gets wrong: a message box for success, or a name shown as rich text. Success is a line that goes away;
every label here is plain text, because names come from files that others wrote.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSizePolicy, QToolButton, QWidget

from kpps_desk.problems import Cancelled, Problem, Unavailable
from kpps_desk.ui import theme

_SECONDS = 8
_TONES = {"good": "check", "warn": "info", "bad": "warning"}


class Notices(QFrame):
    """One bar: the newest message, with at most one thing to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Pemberitahuan")
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = QPushButton()
        self._close = QToolButton()
        self._close.setObjectName("quiet")
        self._close.setAccessibleName("Tutup pemberitahuan")
        self._close.setToolTip("Tutup (Esc)")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(theme.GRID)
        for widget in (self._icon, self._text, self._act, self._close):
            layout.addWidget(widget)
        self._away = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._away.timeout.connect(self.hide)
        self._action: Callable[[], None] | None = None
        self._act.clicked.connect(self._clicked)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says now; '' while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, *, act: str = "", action: Callable[[], None] | None = None) -> None:
        """Something went well; goes away by itself."""
        self._show("good", text, act, action)
        self._away.start()

    def warn(self, text: str, *, act: str = "", action: Callable[[], None] | None = None) -> None:
        """Something to know; stays until it is closed or replaced."""
        self._show("warn", text, act, action)

    def trouble(self, problem: Exception, retry: Callable[[], None] | None = None) -> None:
        """A rule said no: the bar. The machine said no: a box with Retry."""
        if isinstance(problem, Cancelled):
            self.warn(str(problem))
        elif isinstance(problem, Unavailable) and retry is not None:
            self._box(problem, retry)
        elif isinstance(problem, Problem):
            self._show("bad", str(problem), "", None)
        else:
            raise problem

    def _show(self, tone: str, text: str, act: str, action: Callable[[], None] | None) -> None:
        self._away.stop()
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.setPixmap(theme.pixmap(_TONES[tone], tone, 18, self.devicePixelRatioF()))
        self._close.setIcon(theme.icon("close", "muted"))
        self._text.setText(text)
        self.setAccessibleDescription(text)
        self._action = action
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self.show()

    def _clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _box(self, problem: Unavailable, retry: Callable[[], None]) -> None:
        box = QMessageBox(self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("KPPS Desk")
        box.setText(problem.message)
        box.setInformativeText(problem.hint)
        again = box.addButton("&Coba lagi", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("&Batal", QMessageBox.ButtonRole.RejectRole)
        again.clicked.connect(lambda: retry())
        box.open()
