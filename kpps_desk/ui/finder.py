"""Ctrl+K: one box that finds a person, a TPS, an area, a session or a command.

What a newcomer gets wrong: a search of its own. People are found by the question behind Anggota; the rest is compared
here with a few hundred names, off the window's thread like everything else.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kpps_desk.ui import theme
from kpps_desk.ui.hits import Hit
from kpps_desk.ui.screen import Desk

if TYPE_CHECKING:
    from kpps_desk.domain.places import Area
    from kpps_desk.store.snapshot import Snapshot

_WIDTH, _LINE = 560, 36
_Index = QModelIndex | QPersistentModelIndex
_NOTE = Qt.ItemDataRole.UserRole


class _NoteAtTheRight(QStyledItemDelegate):
    """The line's text as the style draws it, and its note, muted, at the right edge."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        area: QRect = option.rect
        taken = painter.fontMetrics().horizontalAdvance(index.data() or "") + 64
        space = area.width() - taken - 12
        note = painter.fontMetrics().elidedText(index.data(_NOTE) or "", Qt.TextElideMode.ElideRight, max(0, space))
        painter.setPen(theme.colour("muted"))
        painter.drawText(
            area.adjusted(taken, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note
        )


class Found(NamedTuple):
    """The same as the question gives it: a screen and its target."""

    icon: str
    text: str
    note: str
    screen: str
    target: object


class Finder(QFrame):
    """A sheet under the heading; Escape or a click beside it closes it."""

    def __init__(self, desk: Desk, commands: Callable[[], Sequence[Hit]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("finder")
        self.setAccessibleName("Cari orang, TPS, sesi, atau perintah")
        self._desk = desk
        self._commands = commands
        self._hits: list[Hit] = []
        self._tallest = 432
        self.box = QLineEdit()
        self.box.setPlaceholderText("Cari orang, TPS, wilayah, sesi, atau perintah")
        self.box.setAccessibleName("Cari di seluruh berkas kerja")
        self.box.textChanged.connect(lambda _: self._ask())
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Hasil pencarian")
        self.list.setIconSize(QSize(18, 18))
        self.list.setItemDelegate(_NoteAtTheRight(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._choose())
        hint = QLabel("↑ ↓ memilih   ·   Enter membuka   ·   Esc menutup")
        hint.setObjectName("caption")
        hint.setContentsMargins(16, 4, 16, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for widget in (self.box, self.list, hint):
            layout.addWidget(widget)

    def show_over(self, window: QWidget) -> None:
        """Open empty, in the upper middle of the window."""
        width = min(_WIDTH, window.width() - 48)
        self._tallest = window.height() - 120
        self.resize(width, self._tallest)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 64)))
        self.box.clear()
        self._ask()
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            key = Qt.Key(event.key())
            if key in step:
                row = self.list.currentRow() + step[key]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        text = self.box.text().strip()
        words = text.casefold().split()
        commands = [hit for hit in self._commands() if all(word in hit.text.casefold() for word in words)]
        if not text or not self._desk.background.is_open:
            self._put(commands)
            return
        self._desk.background.ask(
            self, lambda db: find(db, text), lambda found: self._put(commands, found), topic="find"
        )

    def _put(self, commands: Sequence[Hit], found: Sequence[Found] = ()) -> None:
        self._hits = [
            *commands[: 4 if found else 20],
            *(
                Hit(one.icon, one.text, one.note, lambda one=one: self._desk.go(one.screen, one.target))  # type: ignore[misc]
                for one in found
            ),
        ]
        self.list.clear()
        for hit in self._hits:
            item = QListWidgetItem(theme.icon(hit.icon, "muted"), hit.text)
            item.setData(_NOTE, hit.note)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, hit.note)
            item.setSizeHint(QSize(0, _LINE))
            self.list.addItem(item)
        if not self._hits:
            empty = QListWidgetItem("Tidak ditemukan. Coba sebagian nama, NIK, atau “TPS 12 Gambir”.")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        self.list.setCurrentRow(0)
        self.resize(self.width(), min(self._tallest, 88 + _LINE * max(1, self.list.count())))

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._hits):
            self.hide()
            self._hits[row].act()


def find(db: "Snapshot", text: str) -> list[Found]:
    """People first, then TPS and areas, then sessions: a handful of each."""
    return [*_people(db, text), *_places(db, text), *_sessions(db, text)]


def _people(db: "Snapshot", text: str) -> list[Found]:
    from kpps_desk.queries import members
    from kpps_desk.queries.members import MemberFilter

    if text.isdigit() and len(text) <= 3:
        return []  # a TPS's number: its crew is found through the TPS
    ids = members.first(db, MemberFilter(text, sort="name"), 6)
    rows = members.page(db, ids)
    return [Found("user", rows[id_].name, rows[id_].place, "members", id_) for id_ in ids if id_ in rows]


def _places(db: "Snapshot", text: str) -> list[Found]:
    """`gambir` finds areas, `tps 12 gambir` a TPS; only what this workspace has."""
    from kpps_desk.domain.places import Level
    from kpps_desk.domain.values import name_key
    from kpps_desk.queries import areas, readiness

    said = [word for word in name_key(text).split() if word not in ("tps", "kel", "kec", "kelurahan", "kecamatan")]
    number = next((word for word in said if word.isdigit() and len(word) <= 3), "")
    names = [word for word in said if word != number]
    if not names:
        return []
    here = {row.code[:end] for row in readiness.by_level(db, "kelurahan") for end in (5, 8, 13)}
    fitting = [
        area for area in areas.all_areas(db) if area.code in here and all(word in name_key(area.name) for word in names)
    ]
    if not number:
        return [_area(area, db) for area in fitting[:6]]
    stations = []
    for area in [area for area in fitting if area.level is Level.KELURAHAN][:6]:
        code = area.code.replace(".", "") + number.zfill(3)
        if any(row.code == code for row in readiness.by_level(db, "tps", area.code)):
            stations.append(Found("chair", f"TPS {number.zfill(3)} {area.name}", "regu", "members", f"tps:{code}"))
    return stations


def _area(area: "Area", db: "Snapshot") -> Found:
    from kpps_desk import words
    from kpps_desk.domain.places import parent
    from kpps_desk.queries import areas

    name = words.area_name(words.short_area(area.name), area.level)
    return Found("pin", name, areas.names(db).get(parent(area.code) or "", ""), "readiness", area.code)


def _sessions(db: "Snapshot", text: str) -> list[Found]:
    from kpps_desk import words
    from kpps_desk.queries import sessions

    wanted = text.casefold().split()
    if len(text) < 3:
        return []
    found = []
    for row in sessions.listing(db):
        shown = f"{words.session_kind(row.kind)} {row.area} gelombang {row.wave} {words.short_date(row.day)}"
        if all(word in f"{shown} {row.title} {row.venue}".casefold() for word in wanted):
            note = f"{row.starts}–{row.ends} · {row.venue}"
            found.append(Found("sessions", shown, note, "attendance", row.id))
            if len(found) == 4:
                break
    return found
