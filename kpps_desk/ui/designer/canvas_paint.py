"""What lies over the page while it is designed: outlines, handles, guides, the numbers beside a moving hand.

What a newcomer gets wrong: the dark theme's colours. Paper is white by night too, so what lies on it is drawn in the
light ones.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from kpps_desk.ui import theme
from kpps_desk.ui.designer.arranging import box_of
from kpps_desk.ui.designer.boxes import around
from kpps_desk.ui.designer.naming import place_text

if TYPE_CHECKING:
    from kpps_desk.ui.designer.canvas import Canvas

HANDLE = 8  # logical pixels
HANDLES = {"lt": (0.0, 0.0), "t": (0.5, 0.0), "rt": (1.0, 0.0), "r": (1.0, 0.5), "rb": (1.0, 1.0), "b": (0.5, 1.0),
           "lb": (0.0, 1.0), "l": (0.0, 0.5)}  # fmt: skip


def _ink(token: str, alpha: int = 255) -> QColor:
    found = QColor(getattr(theme.LIGHT, token))
    found.setAlpha(alpha)
    return found


def page(painter: QPainter, sheet: QRectF, picture: QPixmap | None) -> None:
    """The paper; white until its first picture comes."""
    painter.fillRect(sheet.adjusted(-1, -1, 1, 1), theme.colour("edge"))
    painter.fillRect(sheet, _ink("surface"))
    if picture is None:
        return
    if abs(picture.deviceIndependentSize().width() - sheet.width()) < 1:
        painter.drawPixmap(sheet.topLeft().toPoint(), picture)  # made for just this size
    else:
        painter.drawPixmap(sheet, picture, QRectF(picture.rect()))


def focus(painter: QPainter, room: QRect) -> None:
    """The keyboard is here."""
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(0, 0, -1, -1))


def overlays(painter: QPainter, canvas: "Canvas", *, busy: bool) -> None:
    """Everything that isn't printed."""
    work = canvas.work
    for at, item in enumerate(work.items):
        if at not in work.chosen:
            _outline(painter, canvas.rect_of(box_of(item)), hovered=at == canvas.hovered)
    for at in work.chosen:
        _chosen(painter, canvas.rect_of(box_of(work.items[at])), leads=at == work.current)
    for at in canvas.faulty:
        if at < len(work.items):
            _fault(painter, canvas.rect_of(box_of(work.items[at])))
    _guides(painter, canvas)
    if canvas.band is not None:
        painter.setPen(QPen(_ink("accent"), 1, Qt.PenStyle.DashLine))
        painter.fillRect(canvas.rect_of(canvas.band), _ink("accent", 24))
        painter.drawRect(canvas.rect_of(canvas.band))
    elif len(work.chosen) == 1:
        _handles(painter, canvas.rect_of(box_of(work.items[work.current])))
    if busy and canvas.band is None and work.chosen:
        box = around(list(work.boxes().values()))
        _numbers(painter, canvas.rect_of(box), place_text(box), canvas.viewport().rect())


def handle_at(rect: QRectF, point: QPointF) -> str:
    """Which handle of this box is under the point: letters of its edges, '' for none."""
    reach = HANDLE
    for edges, (across, down) in _handles_of(rect).items():
        at = QPointF(rect.left() + across * rect.width(), rect.top() + down * rect.height())
        if abs(at.x() - point.x()) <= reach and abs(at.y() - point.y()) <= reach:
            return edges
    return ""


def _handles_of(rect: QRectF) -> dict[str, tuple[float, float]]:
    """Of a flat or slender box only those in the middle of its sides: the others would lie on each other."""
    slight = min(rect.width(), rect.height()) < 3.5 * HANDLE
    return {edges: at for edges, at in HANDLES.items() if not slight or len(edges) == 1}


def _outline(painter: QPainter, rect: QRectF, *, hovered: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(_ink("muted", 200 if hovered else 90), 1, Qt.PenStyle.SolidLine if hovered else Qt.PenStyle.DotLine)
    )
    painter.drawRect(rect)


def _chosen(painter: QPainter, rect: QRectF, *, leads: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_ink("surface", 190), 3))
    painter.drawRect(rect)
    painter.setPen(QPen(_ink("accent"), 1.6 if leads else 1, Qt.PenStyle.SolidLine))
    painter.drawRect(rect)


def _handles(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(_ink("accent"), 1.2))
    painter.setBrush(_ink("surface"))
    for across, down in _handles_of(rect).values():
        x, y = rect.left() + across * rect.width(), rect.top() + down * rect.height()
        painter.drawRect(QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fault(painter: QPainter, rect: QRectF) -> None:
    """A dashed frame and a sign: not by colour alone."""
    painter.setPen(QPen(_ink("bad"), 1.2, Qt.PenStyle.DashLine))
    painter.drawRect(rect.adjusted(-2, -2, 2, 2))
    sign = QRectF(rect.right() - 4, rect.top() - 12, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ink("bad"))
    painter.drawRoundedRect(sign, 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_ink("surface"))
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "!")


def _guides(painter: QPainter, canvas: "Canvas") -> None:
    sheet, scale = canvas.sheet, canvas.scale
    painter.setPen(QPen(_ink("good"), 1, Qt.PenStyle.DashLine))
    for at in canvas.lines.upright:
        x = sheet.x() + at * scale
        painter.drawLine(QPointF(x, sheet.top()), QPointF(x, sheet.bottom()))
    for at in canvas.lines.lying:
        y = sheet.y() + at * scale
        painter.drawLine(QPointF(sheet.left(), y), QPointF(sheet.right(), y))


def _numbers(painter: QPainter, rect: QRectF, text: str, room: QRect) -> None:
    """Where the held box is, beside it, always in sight."""
    wide = painter.fontMetrics().horizontalAdvance(text) + 16
    x = min(max(rect.left(), 4.0), room.width() - wide - 4.0)
    y = rect.bottom() + 10 if rect.bottom() + 36 < room.height() else max(rect.top() - 34, 4.0)
    label = QRectF(x, y, wide, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ink("text", 225))
    painter.drawRoundedRect(label, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_ink("surface"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
