"""The door on a projector or a second monitor: who was just marked, how many came, what time it is.

What a newcomer gets wrong: a second field. There is one; whatever is typed or scanned while this window is in
front goes to it and is mirrored here. No NIK is ever shown, not even its end.
"""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFont, QHideEvent, QKeyEvent, QResizeEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui import marks, theme
from kpps_desk.ui.big_text import BigText
from kpps_desk.ui.door import DoorPanel
from kpps_desk.ui.roll import Roll
from kpps_desk.ui.roll_panel import FIGURES

_BOLD, _HALF = QFont.Weight.Bold, QFont.Weight.DemiBold
_WELCOME = ("Selamat datang", "", "Tunjukkan kode undangan Anda, atau sebutkan TPS dan nama.")
_CHOICES = 4  # candidates shown while somebody has to be chosen
_TICK = 1_000  # milliseconds between two looks at the clock


class Projector(QWidget):
    """A window of its own, full screen; Esc and F11 leave it."""

    def __init__(self, door: DoorPanel, keys: Callable[[QWidget], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("projector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Kehadiran — layar penuh")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its shortcuts want the cursor within it
        self._door, self._home = door, parent
        keys(self)
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._tick)
        self._build()
        door.verdict.told.connect(self._tell)
        door.field.textChanged.connect(self._mirror)
        door.choice_changed.connect(self._mirror)
        self._tell(door.verdict.tone, door.verdict.icon, door.verdict.head.text(), door.verdict.detail.text())

    def _build(self) -> None:
        self.title, self.place = BigText(40, weight=_HALF), BigText(28, colour="muted")
        self.clock = BigText(72, weight=_HALF, align=Qt.AlignmentFlag.AlignRight)
        head, named = QHBoxLayout(), QVBoxLayout()
        named.setSpacing(0)
        for text in (self.title, self.place):
            named.addWidget(text)
        head.addLayout(named, 3)
        head.addWidget(self.clock, 1)
        self.card = QFrame()
        self.card.setObjectName("verdict")
        self._icon = QLabel()
        self.word, self.name = BigText(112, weight=_BOLD), BigText(84, weight=_HALF)
        self.detail = BigText(40)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch()
        for text in (self.word, self.name, self.detail):
            said.addWidget(text, 0)
        said.addStretch()
        inside = QHBoxLayout(self.card)
        inside.setContentsMargins(48, 8, 48, 8)
        inside.setSpacing(40)
        inside.addWidget(self._icon)
        inside.addLayout(said, 1)
        self.typed = BigText(36, colour="muted")
        self.choices = [BigText(30) for _ in range(_CHOICES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 16)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.card, 1)
        for choice in self.choices:
            column.addWidget(choice)
            choice.hide()
        column.addLayout(self._counts())
        column.addWidget(self.typed)

    def _counts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(32)
        self._figures: dict[object, tuple[QLabel, BigText]] = {}
        for status, _ in FIGURES:
            icon, figure, caption = QLabel(), BigText(72, weight=_HALF), BigText(26, colour="muted")
            caption.put(words.attendance(status))
            below = QHBoxLayout()
            below.setSpacing(theme.GRID)
            below.addWidget(icon)
            below.addWidget(caption, 1)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            cell.addLayout(below)
            row.addLayout(cell, 1)
            self._figures[status] = (icon, figure)
        return row

    # -- what it shows ------------------------------------------------------------------------------------------------

    def put(self, session: SessionDetails, roll: Roll) -> None:
        """How the session stands now."""
        self.title.put(session.title)
        self.place.put(" · ".join(part for part in (words.weekday_date(session.day), session.venue) if part))
        counted = roll.counts()
        for status, (_, figure) in self._figures.items():
            figure.put(words.number(counted[status]))  # type: ignore[index]

    def _tell(self, tone: str, icon: str, head: str, detail: str) -> None:
        word, _, name = head.partition(" · ")
        if icon == "attendance" and not tone:
            word, name, detail = _WELCOME
        colour = tone if tone in ("good", "warn", "bad") else "text"
        self.word.put(word, colour)
        self.name.put(name)
        self.name.setVisible(bool(name))
        self.detail.put(detail)
        self._drawn = (icon, tone)
        self.card.setProperty("tone", tone)
        self.card.style().unpolish(self.card)
        self.card.style().polish(self.card)
        self._draw_icons()

    def _draw_icons(self) -> None:
        scale = self.height() / 1080
        icon, tone = self._drawn
        ratio = self.devicePixelRatioF()
        token = tone if tone in ("good", "warn", "bad") else "muted"
        self._icon.setPixmap(theme.pixmap(icon, token, max(48, int(220 * scale)), ratio))
        for status, (label, _) in self._figures.items():
            mark = marks.MARKS[status]  # type: ignore[index]
            label.setPixmap(theme.pixmap(mark.icon, mark.token, max(12, int(26 * scale)), ratio))

    def _mirror(self, *_: object) -> None:
        """What stands in the field, and of several candidates the chosen one and those around it."""
        text = self._door.text
        self.typed.put(f"▸ {text}" if text else "")
        rows = self._door.known_rows() if text else []
        at = self._door.chosen_row()
        first = max(0, min(at - 1, len(rows) - _CHOICES))
        for place, label in enumerate(self.choices):
            row = rows[first + place] if len(rows) > 1 and first + place < len(rows) else None
            label.setVisible(row is not None)
            if row is not None:
                here = first + place == at
                line = f"{'▸' if here else '  '} {marks.seat(row)}   {row.name}   {marks.status(row)}"
                label.put(line, "accent" if here else "text")

    def _tick(self) -> None:
        self.clock.put(QDateTime.currentDateTime().toString("HH.mm"))

    # -- the window ---------------------------------------------------------------------------------------------------

    def show_on(self, screen: QScreen) -> None:
        """Full screen there. On another monitor than the main window's, that one keeps the keyboard."""
        main = self._home.window()
        elsewhere = screen is not main.screen()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, elsewhere)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self._mirror()
        self.showFullScreen()
        (main if elsewhere else self).activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field = self._door.field
        if event.key() == Qt.Key.Key_Escape and not field.text() and not self._door.unsettled.texts:
            self.close()
            return
        copy = QKeyEvent(
            event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
        )
        QApplication.sendEvent(field, copy)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab ends some scanners' bursts."""
        self._door.field.focusNextPrevChild(forward)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for text in self.findChildren(BigText):
            text.updateGeometry()
        self._draw_icons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_drawn"):
            self._draw_icons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()
        self._tick()
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        main = self._home.window()
        if main.isVisible():
            main.activateWindow()
