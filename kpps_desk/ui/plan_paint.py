"""How the board of a plan is painted: heads, lanes, blocks and the cursor.

What a newcomer gets wrong: a red block. A fault is a warning sign and words too; the colour only repeats them.
"""

from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from kpps_desk.ui import theme
from kpps_desk.ui.plan_grid import Block, Grid, Lane

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def head(painter: QPainter, room: QRect, grid: Grid, label: int) -> None:
    """The times, and the breaks within them."""
    painter.fillRect(room, theme.colour("surface"))
    wide = (room.width() - label) // max(1, len(grid.times))
    _write(painter, QRect(8, 0, label - 8, room.height()), "Ruang", "muted", 12, QFont.Weight.Medium)
    for column, (starts, ends) in enumerate(grid.times):
        pauses = ", ".join("–".join(pause) for pause in grid.pauses[column])
        text = f"{starts}–{ends}" + (f" · istirahat {pauses}" if pauses else "")
        at = QRect(label + column * wide + 8, 0, wide - 12, room.height())
        _write(painter, at, text, "text", 12, QFont.Weight.DemiBold)
    painter.setPen(theme.colour("edge"))
    painter.drawLine(room.bottomLeft(), room.bottomRight())


def lane(painter: QPainter, room: QRect, width: int, one: Lane) -> None:
    """A room's name at the left."""
    painter.setPen(theme.colour("line"))
    painter.drawLine(0, room.bottom(), width, room.bottom())
    half = room.height() // 2
    inner = room.adjusted(8, 4, -8, -4)
    token = "text" if one.room else "warn"
    top = QRect(inner.x(), inner.y(), inner.width(), half - 4) if one.note else inner
    _write(painter, top, one.label, token, 13, QFont.Weight.Medium)
    if one.note:
        _write(painter, QRect(inner.x(), inner.y() + half - 4, inner.width(), half - 4), one.note, "muted", 12)


def block(painter: QPainter, room: QRect, one: Block, *, chosen: bool, lifted: bool, ratio: float) -> None:
    """A session."""
    token = ("bad" if one.barred else "warn") if one.flaws else "edge"
    ground = ("bad_ground" if one.barred else "warn_ground") if one.flaws else "hover"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour("accent" if chosen else token), 1)
    if lifted:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("chosen" if chosen and not one.flaws else ground))
    painter.drawRoundedRect(room, 5, 5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    inner = room.adjusted(8, 3, -6, -3)
    if one.flaws:
        size = 16
        painter.drawPixmap(inner.x(), inner.y() + 3, theme.pixmap("warning", token, size, ratio))
        inner.setLeft(inner.left() + size + 6)
    half = inner.height() // 2
    _write(painter, QRect(inner.x(), inner.y(), inner.width(), half), one.title, "text", 13, QFont.Weight.Medium)
    body = "; ".join(one.flaws) if one.flaws else one.body
    _write(painter, QRect(inner.x(), inner.y() + half, inner.width(), half), body, token if one.flaws else "muted", 12)


def cursor(painter: QPainter, room: QRect, *, holding: bool) -> None:
    """Where the keyboard is; dashed while something is held over it."""
    pen = QPen(theme.colour("accent"), 2)
    pen.setStyle(Qt.PenStyle.DashLine if holding else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room)


def _write(
    painter: QPainter, room: QRect, text: str, token: str, pixels: int, weight: QFont.Weight = QFont.Weight.Normal
) -> None:
    painter.setFont(_font(pixels, weight))
    painter.setPen(theme.colour(token))
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_LEFT) | int(Qt.TextFlag.TextSingleLine), fitted)


@cache
def _font(pixels: int, weight: QFont.Weight) -> QFont:
    """Made once: a board asks hundreds of times a frame."""
    return theme.font(pixels, weight)
