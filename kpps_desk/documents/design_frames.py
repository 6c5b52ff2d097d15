"""The drawn frames of certificates, as vectors: the eaves of a Betawi house, fine lines, corners as on batik.

What a newcomer gets wrong: drawing to the paper's edge. Office printers leave some 4 mm white; every frame stands
9 mm or more inside, on any paper, whichever way it lies.
"""

import math
from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from kpps_desk.documents import parts
from kpps_desk.documents.paper import Size

GOLD = HexColor("#BC9A5F")
_INSET = 9 * mm


def draw(canvas: Any, name: str, size: Size, accent: str, *, back: bool = False) -> None:
    """The frame of this name round the page; a back bears two fine lines for any."""
    if not name:
        return
    canvas.saveState()
    canvas.setLineJoin(0)
    (_lines if back else _FRAMES[name])(canvas, size, HexColor(accent))
    canvas.restoreState()


def _rect(canvas: Any, size: Size, inset: float, color: Color, width: float) -> None:
    canvas.setStrokeColor(color)
    canvas.setLineWidth(width)
    canvas.rect(inset, inset, size.width - 2 * inset, size.height - 2 * inset)


def _gigi_balang(canvas: Any, size: Size, accent: Color) -> None:
    """Two thin lines, and between them at head and foot the teeth of the eaves."""
    _rect(canvas, size, _INSET, accent, 1.4)
    inner = _INSET + 1.5 * mm
    _rect(canvas, size, inner, GOLD, 0.5)
    length = size.width - 2 * inner
    teeth = round(length / (6 * mm))
    tooth = length / teeth
    canvas.setFillColor(accent)
    head, foot = size.height - inner, inner
    for y, up in ((head, False), (foot, True)):
        parts.gigi_balang(canvas, inner, y, length, tooth=tooth, depth=4.4 * mm, up=up)
    canvas.setFillColor(GOLD)
    for y in (head - 4 * mm, foot + 4 * mm):
        diamonds(canvas, inner, y, teeth, tooth, 0.6 * mm)


def diamonds(canvas: Any, x: float, y: float, teeth: int, tooth: float, half: float) -> None:
    """One small diamond in each notch between two teeth."""
    path = canvas.beginPath()
    for number in range(1, teeth):
        middle = x + number * tooth
        _diamond(path, middle, y, half, half * 1.5)
    canvas.drawPath(path, stroke=0, fill=1)


def _diamond(path: Any, x: float, y: float, across: float, up: float) -> None:
    path.moveTo(x - across, y)
    path.lineTo(x, y + up)
    path.lineTo(x + across, y)
    path.lineTo(x, y - up)
    path.close()


def _double_line(canvas: Any, size: Size, accent: Color) -> None:
    """A line of the accent and a fine golden one, their corners drawn in; a diamond in each corner."""
    _notched(canvas, size, _INSET + 1 * mm, 6 * mm, accent, 0.9)
    _notched(canvas, size, _INSET + 2.6 * mm, 6 * mm, GOLD, 0.4)
    path = canvas.beginPath()
    at = _INSET + 4 * mm
    for x in (at, size.width - at):
        for y in (at, size.height - at):
            _diamond(path, x, y, 1.5 * mm, 1.5 * mm)
    canvas.setFillColor(accent)
    canvas.drawPath(path, stroke=0, fill=1)


def _notched(canvas: Any, size: Size, inset: float, notch: float, color: Color, width: float) -> None:
    left, low, right, high = inset, inset, size.width - inset, size.height - inset
    path = canvas.beginPath()
    path.moveTo(left + notch, low)
    path.lineTo(right - notch, low)
    path.curveTo(right - notch, low + notch * 0.55, right - notch * 0.55, low + notch, right, low + notch)
    path.lineTo(right, high - notch)
    path.curveTo(right - notch * 0.55, high - notch, right - notch, high - notch * 0.55, right - notch, high)
    path.lineTo(left + notch, high)
    path.curveTo(left + notch, high - notch * 0.55, left + notch * 0.55, high - notch, left, high - notch)
    path.lineTo(left, low + notch)
    path.curveTo(left + notch * 0.55, low + notch, left + notch, low + notch * 0.55, left + notch, low)
    path.close()
    canvas.setStrokeColor(color)
    canvas.setLineWidth(width)
    canvas.drawPath(path, stroke=1, fill=0)


def _lines(canvas: Any, size: Size, accent: Color) -> None:
    _rect(canvas, size, _INSET, accent, 0.9)
    _rect(canvas, size, _INSET + 1.5 * mm, GOLD, 0.4)


# Corners as on batik -------------------------------------------------------------------------------------------------


def _batik(canvas: Any, size: Size, accent: Color) -> None:
    """Fine lines that end before the corners; in each a kawung, from which a tendril runs along both sides."""
    corners = ((0, 0), (size.width, 0), (size.width, size.height), (0, size.height))
    for turn, corner in enumerate(corners):
        across = size.height if turn % 2 else size.width
        canvas.saveState()
        canvas.translate(*corner)
        canvas.rotate(90 * turn)
        _side(canvas, across, accent)
        canvas.restoreState()


def _piagam(canvas: Any, size: Size, accent: Color) -> None:
    """More festive: a band of kawung along head and foot, the batik's corners inside it."""
    _rect(canvas, size, _INSET, accent, 1.6)
    _rect(canvas, size, _INSET + 1.4 * mm, GOLD, 0.5)
    band = 7 * mm
    low, left = _INSET + 2 * mm, _INSET + 2 * mm
    length = size.width - 2 * left
    count = round(length / band)
    step = length / count
    for y in (low + band / 2, size.height - low - band / 2):
        for number in range(count):
            _kawung(canvas, left + (number + 0.5) * step, y, step * 0.46, accent if number % 2 else GOLD)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.5)
    for y in (low + band + 1.2 * mm, size.height - low - band - 1.2 * mm):
        canvas.line(left, y, size.width - left, y)
    for x in (left + 1.2 * mm, size.width - left - 1.2 * mm):
        canvas.line(x, low + band + 1.2 * mm, x, size.height - low - band - 1.2 * mm)


_TENDRIL = 36 * mm
_WAVE = 9 * mm


def _side(canvas: Any, across: float, accent: Color) -> None:
    """The lower side, from its left corner to where the right one's tendril begins."""
    low, start = _INSET + 2.4 * mm, _INSET + 13.5 * mm
    canvas.setStrokeColor(accent)
    canvas.setLineWidth(1)
    canvas.line(start + _TENDRIL + 3 * mm, low, across - start - _TENDRIL - 3 * mm, low)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.4)
    canvas.line(start + _TENDRIL + 6 * mm, low + 1.5 * mm, across - start - _TENDRIL - 6 * mm, low + 1.5 * mm)
    middle = _INSET + 6.6 * mm
    _kawung(canvas, middle, middle, 6 * mm, accent)
    canvas.setFillColor(GOLD)
    for x, y in ((middle, middle), (middle + 6.2 * mm, middle), (middle, middle + 6.2 * mm)):
        path = canvas.beginPath()
        _diamond(path, x, y, 0.9 * mm, 0.9 * mm)
        canvas.drawPath(path, stroke=0, fill=1)
    _tendril(canvas, start, low, 1, accent)
    canvas.saveState()
    canvas.translate(across, 0)
    canvas.scale(-1, 1)
    _tendril(canvas, start, low, 1, accent)
    canvas.restoreState()


def _tendril(canvas: Any, x: float, y: float, up: int, accent: Color) -> None:
    """A wave that leads away from the corner, a leaf on each of its backs, smaller and smaller."""
    count = round(_TENDRIL / _WAVE)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for number in range(count):
        at, high = x + number * _WAVE, (2.0 - 0.42 * number) * mm * (1 if number % 2 == 0 else -1) * up
        path.curveTo(at + _WAVE * 0.3, y + high * 1.35, at + _WAVE * 0.7, y + high * 1.35, at + _WAVE, y)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.6)
    canvas.drawPath(path, stroke=1, fill=0)
    for number in range(count):
        back = 1 if number % 2 == 0 else -1
        at, long = x + (number + 0.08) * _WAVE, (5.2 - 0.75 * number) * mm
        _leaf(canvas, at, y, long, math.radians(-38 * back), accent, slim=0.62)
        _leaf(
            canvas,
            at + _WAVE * 0.45,
            y + back * (2.0 - 0.42 * number) * mm,
            long * 0.62,
            math.radians(52 * back),
            GOLD,
            slim=0.7,
        )
    canvas.setFillColor(accent)
    canvas.circle(x + _TENDRIL + 1 * mm, y, 0.55 * mm, stroke=0, fill=1)


def _kawung(canvas: Any, x: float, y: float, radius: float, color: Color) -> None:
    """Four leaves towards the corners of a square and a small diamond between them."""
    for quarter in range(4):
        angle = math.pi / 4 + quarter * math.pi / 2
        near = radius * 0.14
        _leaf(canvas, x + near * math.cos(angle), y + near * math.sin(angle), radius * 1.12, angle, color)


def _leaf(canvas: Any, x: float, y: float, length: float, angle: float, color: Color, slim: float = 1) -> None:
    """From its stem at x, y so long in this direction."""
    cos, sin = math.cos(angle), math.sin(angle)

    def at(along: float, aside: float) -> tuple[float, float]:
        return x + (along * cos - aside * sin) * length, y + (along * sin + aside * cos) * length

    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(*at(0.25, 0.36 * slim), *at(0.7, 0.38 * slim), *at(1, 0))
    path.curveTo(*at(0.7, -0.38 * slim), *at(0.25, -0.36 * slim), x, y)
    path.close()
    canvas.setFillColor(color)
    canvas.drawPath(path, stroke=0, fill=1)


_FRAMES: dict[str, Callable[[Any, Size, Color], None]] = {
    "gigi_balang": _gigi_balang,
    "garis_ganda": _double_line,
    "batik": _batik,
    "piagam": _piagam,
}
