"""How much of a whole is done: a figure in words with a calm bar under it.

What a newcomer gets wrong: letting the bar speak alone. The words carry the state (`961 dari 987`), the bar only lets
the eye compare; its colour says nothing that isn't written.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.ui import theme

HEIGHT = 6  # of a bar


def paint_bar(painter: QPainter, rect: QRectF, share: float) -> None:
    """A track and how much of it is filled; a started one always shows a little, an unfinished one never all."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        room = rect.width() - (rect.height() if share < 1 else 0)
        filled = QRectF(rect.left(), rect.top(), max(rect.height(), room * min(share, 1.0)), rect.height())
        painter.setBrush(theme.colour("good"))
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()


class Bar(QWidget):
    """The bar alone; whoever places it says in words what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.GRID * 10, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()), self._share)
        painter.end()


class Meter(QWidget):
    """A name, how many are done, the share and its bar."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        title = _label(name, "caption")
        self._figure = _label("", "subheading")
        self._share = _label("", "caption")
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self._figure)
        line.addWidget(self._share, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._bar = Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(title)
        column.addLayout(line)
        column.addWidget(self._bar)

    @property
    def text(self) -> str:
        """What it says: `961 97,4%`."""
        return f"{self._figure.text()} {self._share.text()}"

    def set_compact(self, compact: bool) -> None:
        """Without the share, where there is no room for it; the bar still shows it."""
        self._share.setVisible(not compact)

    def put(self, done: int, whole: int, *, say_whole: bool = True) -> None:
        """`say_whole` False: whoever stands above says of how many."""
        share = done / whole if whole else 0.0
        self._figure.setText(words.number(done))
        self._share.setText(f"dari {words.number(whole)} · " * say_whole + words.percent(share))
        self._bar.put(share)
        self.setAccessibleName(f"{self._name}: {words.number(done)} dari {words.number(whole)}")


class MeterCard(QFrame):
    """A titled card with meters of one whole side by side; the title says the whole."""

    def __init__(self, title: str, noun: str, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._noun = title, noun
        self.setObjectName("card")
        self.title = _label(title, "subheading")
        self.meters = tuple(Meter(name) for name in names)
        self._whole, self._shown_name, self._compact = 0, title, False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.GRID)
        self._column.addWidget(self.title)
        self._row = QHBoxLayout()
        for meter in self.meters:
            self._row.addWidget(meter, 1)
        self._column.addLayout(self._row)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """For a narrow window: figures alone, less air."""
        self._compact = compact
        side = 12 if compact else 16
        self._column.setContentsMargins(side, 12, side, 14)
        self._row.setSpacing(12 if compact else theme.GRID * 3)
        for meter in self.meters:
            meter.set_compact(compact)
        self._say_title()

    def _say_title(self) -> None:
        noun = "" if self._compact else f" {self._noun}"
        self.title.setText(f"{self._shown_name} · {words.number(self._whole)}{noun}")

    def put(self, whole: int, *done: int, name: str = "") -> None:
        """How many of `whole` each meter has."""
        self._whole, self._shown_name = whole, name or self._name
        self._say_title()
        for meter, count in zip(self.meters, done, strict=True):
            meter.put(count, whole, say_whole=False)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
