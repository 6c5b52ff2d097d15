"""The acts of the walk: what a person does on each screen, on the full province.

What a newcomer gets wrong: looking a thing up when the list of acts is made. Each act is asked for when the one before
has come to rest, so that it finds what that one has shown.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kpps_desk.domain.crews import Slot
from kpps_desk.ui.certificate_pages import PAGES
from kpps_desk.ui.gatherings import AREA_PAGES, SESSION_PAGES
from kpps_desk.ui.screens import ENTRIES
from kpps_desk.ui.window import Window

Acts = Iterator[tuple[str, Callable[[], object]]]
_ALT = Qt.KeyboardModifier.AltModifier


class Places(NamedTuple):
    """What the walk goes to in the file."""

    oath: int  # the largest session of its kind
    training: int
    plan: int  # of the whole province, open


class Walker:
    """`acts` in their order."""

    def __init__(self, window: Window, places: Places) -> None:
        self.window, self.places = window, places

    @property
    def screen(self) -> Any:
        return cast(Any, self.window.stack.currentWidget())

    def acts(self) -> Acts:
        for entry in ENTRIES:
            yield entry.title, partial(self.window.go, entry.key)
            yield from getattr(self, f"_{entry.key}", tuple)()
        for entry in ENTRIES:
            yield f"{entry.title}, again", partial(self.window.go, entry.key)
        yield from self._finder()

    def _readiness(self) -> Acts:
        yield "Kesiapan: asked anew", self.screen.reload

    def _members(self) -> Acts:
        view = self.screen.view
        bar = view.verticalScrollBar()
        yield "Anggota: a key", lambda: QTest.keyClicks(self.screen.search, "s")
        yield "Anggota: all again", lambda: self.screen.search.clear()
        yield "Anggota: to the end", lambda: bar.setValue(bar.maximum())
        yield "Anggota: another order", lambda: self.screen._order("name", True)
        yield "Anggota: a card", lambda: view.selectRow(3)
        yield "Anggota: the next card", lambda: view.selectRow(4)
        yield "Anggota: edit the person", self.screen.edit
        yield "Anggota: leave the form", lambda: _key(self.window, Qt.Key.Key_Escape)
        yield "Anggota: no card", view.clearSelection
        yield "Anggota: choose all", view.selectAll
        yield "Anggota: edit the chosen", self.screen.open_bulk
        yield "Anggota: choose none", view.clearSelection

    def _doctor(self) -> Acts:
        yield "Pemeriksaan: Diduga sama", lambda: self.screen.open("twins")
        yield "Diduga sama: searched", self.screen.twins.begin
        twins = self.screen.twins
        for at in range(twins.kind.count()):
            yield f"Diduga sama: kind {at + 1}", partial(twins.kind.setCurrentIndex, at)
        yield "Diduga sama: all kinds", lambda: twins.kind.setCurrentIndex(0)
        yield "Diduga sama: the last pair", lambda: twins.view.selectRow(twins.model.total - 1)
        for name in ("skip", "turn", "merge", "set_apart"):
            yield f"Diduga sama: {name}", getattr(twins, name)

    def _requirements(self) -> Acts:
        yield "Penelitian: a card", lambda: self.screen.view.selectRow(2)
        yield "Penelitian: choose all", self.screen.view.selectAll

    def _seats(self) -> Acts:
        yield "Kursi: a crew", lambda: self.screen.view.selectRow(5)
        for name in ("suggest", "decree", "balance"):
            yield f"Kursi: {name}", getattr(self.screen, name)
            yield f"Kursi: after {name}", self.screen.panel.close_all

    def _sessions(self) -> Acts:
        for page in AREA_PAGES:
            yield f"Sesi: {page.title}", partial(self.screen.around.show_page, page.key)
        yield "Sesi: Rencana again", lambda: self.screen.around.show_page("planning")
        yield from self._planning(self.screen.around.page)
        for kind, session in zip(("pelantikan", "bimtek"), self.places[:2], strict=True):
            for page in SESSION_PAGES:
                if page.kind in (None, kind):
                    yield f"Buku {kind}: {page.title}", partial(self.screen.open_book, session, page.key)
        yield "Buku: closed", lambda: self.screen.book.leave()

    def _planning(self, page: Any) -> Acts:
        yield "Rencana: the province's board", lambda: page.open_plan(self.places.plan)
        desk = page.board
        board, keys = desk.board, [one.key for one in desk.plan.draft.sessions if one.slot is not None]
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            yield f"Papan: {key.name}", partial(QTest.keyClick, board, key)
        yield "Papan: another day", lambda: desk.days.setCurrentIndex(1)
        yield "Papan: the first day", lambda: desk.days.setCurrentIndex(0)
        yield "Papan: two swapped", lambda: desk.swap(keys[0], keys[-1])
        yield "Papan: a session without a room", lambda: desk.move_session(keys[1], None)
        yield "Papan: a session moved", lambda: desk.move_session(keys[1], _free(desk))
        yield "Papan: a crew to its neighbours", lambda: QTest.keyClick(board, Qt.Key.Key_Right, _ALT)
        for name in ("slip", "lose_room", "lose_day", "place_waiting"):
            yield f"Papan: {name}", getattr(desk, name)
        yield "Papan: undone", self.window.undoing.undo
        yield "Rencana: compared", lambda: page.show_differences(self.places.plan)
        yield "Rencana: its form", page.begin
        yield "Rencana: rooms and trainers", page.show_rooms
        yield "Rencana: the board again", lambda: page.open_plan(self.places.plan)
        yield "Rencana: published", desk.make_public
        yield "Rencana: its sessions rearranged", lambda: page.rearrange("pelantikan")
        yield "Rencana: the list", page.show_list
        yield "Sesi: the list with them", lambda: self.screen.around.leave()

    def _attendance(self) -> Acts:
        for kind, session in zip(("pelantikan", "bimtek"), self.places[:2], strict=True):
            yield f"Kehadiran: the largest {kind}", partial(self.screen.open, session)
            field = self.screen.door.field
            yield "Kehadiran: a name is sought", partial(QTest.keyClicks, field, "a")
            yield "Kehadiran: marked", partial(QTest.keyClick, field, Qt.Key.Key_F6)
            yield "Kehadiran: taken back", self.window.undoing.undo
            yield "Kehadiran: the projector", self.screen.toggle_projector
            yield "Projector: a name is sought", partial(QTest.keyClicks, field, "b")
            yield "Projector: closed", self.screen.toggle_projector
            yield "Kehadiran: the whole roll chosen", self.screen.panel.view.selectAll
            yield "Kehadiran: all of them marked", lambda: QTest.keyClick(self.screen.panel.view, Qt.Key.Key_F7)
            yield "Kehadiran: all taken back", self.window.undoing.undo
        yield "Kehadiran: another session", self.screen.choose

    def _certificates(self) -> Acts:
        for key, page in PAGES.items():
            yield f"Sertifikat: {page.title}", partial(self.screen.show_page, key)
        yield "Sertifikat: Cetak again", lambda: self.screen.show_page("print")
        preview = self.screen.page.preview
        for at in (1, 2, 400):
            yield f"Cetak: page {at}", partial(preview.go, at)
        yield "Cetak: a name is sought", lambda: preview.look_for("siti")
        yield "Cetak: what is printed, changed", lambda: self.screen.page.which.setCurrentIndex(1)

    def _designer(self) -> Acts:
        rows = self.screen.list.list
        for row in range(rows.count()):
            if self._selectable(row):
                yield f"Perancang: look {row}", partial(rows.setCurrentRow, row)
                yield f"Perancang: look {row} laid out", lambda: self.screen.design(self.screen.list.current)
                yield f"Perancang: look {row} left", self.screen.leave

    def _selectable(self, row: int) -> bool:
        return bool(self.screen.list.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable)

    def _documents(self) -> Acts:
        for row in range(self.screen.model.rowCount()):
            yield f"Dokumen: kind {row + 1}", partial(self.screen.kinds.selectRow, row)
            yield f"Dokumen: form {row + 1}", self.screen.choose
            yield f"Dokumen: back {row + 1}", self.screen.back

    def _settings(self) -> Acts:
        for name in self.screen.pages.names:
            yield f"Pengaturan: {name}", partial(self.screen.pages.open, name)

    def _finder(self) -> Acts:
        yield "Ctrl+K", self.window.show_finder
        for letter in "siti":
            yield f"Ctrl+K: {letter}", partial(QTest.keyClicks, self._sought, letter)
        yield "Ctrl+K: there", lambda: QTest.keyClick(self._sought, Qt.Key.Key_Return)
        yield "Ctrl+K, again", self.window.show_finder
        yield "Ctrl+K: closed", lambda: cast(QWidget, self.window.finder).hide()

    @property
    def _sought(self) -> QWidget:
        assert self.window.finder is not None
        return self.window.finder.box


def _key(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)


def _free(desk: Any) -> Slot:
    """Where a session stands on another day: the one that is moved there shares it, and the board says so."""
    found: Slot = next(one.slot for one in reversed(desk.plan.draft.sessions) if one.slot is not None)
    return found
