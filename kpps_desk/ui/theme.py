"""The look: one typeface, an 8-pixel grid, one accent (deep red), light and dark as the system says.

What a newcomer gets wrong: a colour written into a widget. Colours have names here; QSS gets them as {name} from
resources/style/desk.qss, painting code asks `theme.colour(name)`. Icons are our own line drawings in resources/icons.
"""

from functools import cache
from typing import NamedTuple
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from kpps_desk import settings

GRID = 8  # every distance is a multiple of it, or its half
ROW = 34  # height of a line in a list
WIDEST = 13  # no letter of the lists' font is wider, in pixels
FAMILY = "Plus Jakarta Sans"
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


class Palette(NamedTuple):
    """The tokens. `muted` keeps 4.5:1 on every ground it stands on."""

    ground: str  # behind everything
    surface: str  # lists, panels, fields
    rail: str
    line: str  # hairlines
    edge: str  # outlines of fields and buttons
    text: str
    muted: str
    accent: str
    accent_strong: str  # pressed, hovered
    on_accent: str
    chosen: str  # ground of chosen rows
    hover: str
    good: str
    warn: str
    bad: str
    warn_ground: str
    bad_ground: str
    good_ground: str


LIGHT = Palette(
    ground="#f7f5f4",
    surface="#ffffff",
    rail="#efebe9",
    line="#e8e3e0",
    edge="#cfc7c3",
    text="#231d1b",
    muted="#6a605c",
    accent="#96172e",
    accent_strong="#7a1025",
    on_accent="#ffffff",
    chosen="#f7e2e6",
    hover="#f6f2f0",
    good="#1d6b43",
    warn="#855300",
    bad="#a32a1c",
    warn_ground="#fdf3dc",
    bad_ground="#fbe7e4",
    good_ground="#e5f3ea",
)
DARK = Palette(
    ground="#191615",
    surface="#211d1c",
    rail="#141110",
    line="#322c2a",
    edge="#4d4441",
    text="#efe9e7",
    muted="#aba19d",
    accent="#ec7086",
    accent_strong="#f48fa1",
    on_accent="#2a060e",
    chosen="#43222a",
    hover="#2a2523",
    good="#78caa0",
    warn="#e4b25f",
    bad="#f28f7d",
    warn_ground="#3a2e16",
    bad_ground="#41211c",
    good_ground="#1d3427",
)

_state = {"palette": LIGHT}


def is_dark() -> bool:
    return _state["palette"] is DARK


def colour(name: str) -> QColor:
    """A token of the palette in use."""
    return _colour(getattr(_state["palette"], name))


@cache
def _colour(value: str) -> QColor:
    return QColor(value)


def apply(app: QApplication, *, dark: bool | None = None) -> None:
    """Dress the application; `dark` None follows the system."""
    if dark is None:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _state["palette"] = DARK if dark else LIGHT
    if "fonts" not in _fonts():
        _load_fonts(app)
    app.setStyle("Fusion")
    app.setPalette(_palette(_state["palette"]))
    for window in list(_windows()):
        if shiboken6.isValid(window):
            dress(window)


def dress(window: QWidget) -> None:
    """Give a window the sheet, which all within it follow, also its menus, popups and dialogs.

    Never the application: a sheet of the application is matched anew for everything in a part each time that part is
    put into another. Making Pengaturan took 0.46 s with one and 0.06 without.
    """
    _windows().add(window)
    window.setStyleSheet(_sheet(_state["palette"]))


@cache
def _windows() -> "WeakSet[QWidget]":
    return WeakSet()


@cache
def _fonts() -> set[str]:
    return set()


def _load_fonts(app: QApplication) -> None:
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(settings.resources() / "fonts" / f"PlusJakartaSans-{face}.ttf"))
    font = QFont(FAMILY)
    font.setPixelSize(13)
    app.setFont(font)
    _fonts().add("fonts")


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The typeface in a size; Qt scales logical pixels to the screen."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def _palette(tokens: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in (
        (role.Window, tokens.ground),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.hover),
        (role.Button, tokens.surface),
        (role.Text, tokens.text),
        (role.WindowText, tokens.text),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.chosen),
        (role.HighlightedText, tokens.text),
        (role.Link, tokens.accent),
        (role.Accent, tokens.accent),
        (role.Mid, tokens.edge),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return palette


def _sheet(tokens: Palette) -> str:
    sheet = (settings.resources() / "style" / "desk.qss").read_text(encoding="utf-8")
    for name, value in sorted(tokens._asdict().items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace("{" + name + "}", value)
    sheet = sheet.replace("{dark}", "-dark" if tokens is DARK else "")
    return sheet.replace("{icons}", (settings.resources() / "icons").as_posix())


def icon(name: str, token: str = "text", alone: int = 0) -> QIcon:  # noqa: S107  a colour's name
    """A line icon in a token's colour, and a paler one for disabled controls; `alone`: of this size, never disabled."""
    return _icon(name, getattr(_state["palette"], token), _state["palette"], alone)


@cache
def _icon(name: str, stroke: str, tokens: Palette, alone: int) -> QIcon:
    """For the sharpest screen that is there now; every size costs a drawing, so only those in use."""
    made = QIcon()
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    for size in (alone,) if alone else (16, 20):
        made.addPixmap(_pixmap(name, stroke, tokens.surface, size, ratio))
        if not alone:
            made.addPixmap(_pixmap(name, tokens.edge, tokens.surface, size, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A line icon as a picture of `size` logical pixels."""
    return _pixmap(name, getattr(_state["palette"], token), _state["palette"].surface, size, ratio)


@cache
def _drawing(name: str) -> str:
    return (settings.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, stroke: str, ground: str, size: int, ratio: float) -> QPixmap:
    drawing = _drawing(name).replace("#fff", ground).replace('"#000"', f'"{stroke}"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
