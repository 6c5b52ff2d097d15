"""Views of a list by name: what it was narrowed to, its order and its columns, back with one click or by Ctrl+K.

What a newcomer gets wrong: keeping the people. A view keeps the question; whom it finds is today's answer.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from kpps_desk.ui import theme
from kpps_desk.ui.name_sheet import NameSheet
from kpps_desk.ui.notices import Notices
from kpps_desk.ui.views import Views

State = dict[str, Any]
_NONE = "Tampilan"
_PERSONAL = 8  # digits in a searched text that mean one person


class SavedViews(QPushButton):
    """`take` gives the list's state, `apply` puts one back, `suggest` a name for it; `first` come with the program."""

    def __init__(
        self,
        kept: Views,
        notices: Notices,
        key: str,
        first: Mapping[str, State],
        *,
        take: Callable[[], State],
        apply: Callable[[State], None],
        suggest: Callable[[], str],
    ) -> None:
        super().__init__(_NONE)
        self._kept, self._notices, self._key = kept, notices, f"{key}/views"
        self._take, self._apply, self._suggest = take, apply, suggest
        self.views: dict[str, State] = self._read(first)
        self.current = ""
        self._sheet = NameSheet(self)
        self._sheet.taken.connect(self._named)
        self._renamed = ""
        self.setIcon(theme.icon("eye", "muted"))
        self.setIconSize(QSize(16, 16))
        self.setToolTip("Tampilan tersimpan: saringan, urutan, dan kolom dengan satu nama")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_matching(self) -> None:
        """Name the view that the list shows now, if it shows one."""
        now = self._take()
        self.current = next((name for name, view in self.views.items() if _fits(view, now)), "")
        self.setText(_short(self.current).replace("&", "&&") or _NONE)
        self.setAccessibleName(f"Tampilan tersimpan: {self.current or 'tidak ada'}")

    def choose(self, name: str) -> None:
        """Put this view back."""
        if (view := self.views.get(name)) is not None:
            self._apply(view)
            self.show_matching()

    def save_as(self, name: str) -> None:
        """What the list shows now, under this name; one of the same name is replaced."""
        replaced = name in self.views
        state = self._take()
        if sum(map(str.isdigit, str(state.get("text", "")))) >= _PERSONAL:
            state["text"] = ""  # a NIK or a phone stays in the workspace, never in the settings of this computer
        self.views[name] = state
        self._write()
        self._notices.say(f"Tampilan “{name}” {'diperbarui' if replaced else 'disimpan'}.")

    def rename(self, old: str, new: str) -> None:
        """The order stays."""
        if old in self.views and (new == old or new not in self.views):
            self.views = {new if name == old else name: view for name, view in self.views.items()}
            self._write()
        elif old in self.views:
            self._notices.warn(f"Tampilan bernama “{new}” sudah ada; pilih nama lain.")

    def remove(self, name: str) -> None:
        """Gone, and offered back."""
        before = dict(self.views)
        if self.views.pop(name, None) is not None:
            self._write()
            self._notices.say(f"Tampilan “{name}” dihapus.", act="Kembalikan", action=lambda: self._put_back(before))

    def actions_for_finder(self, owner: QPushButton | None = None) -> list[QAction]:
        """For Ctrl+K: every view, and saving this one."""
        found = []
        for name in self.views:
            action = QAction(f"Tampilan: {name}", self)
            action.triggered.connect(lambda _, name=name: self.choose(name))
            found.append(action)
        save = QAction("Simpan tampilan ini", self)
        save.triggered.connect(self.ask_name)
        return [*found, save]

    def ask_name(self) -> None:
        """Ask what the view of now is to be called."""
        self._renamed = ""
        self._sheet.ask(self, "Nama tampilan ini", self._suggest())

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.show_matching()
        self._menu.clear()
        for name in self.views:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self.current)
            action.triggered.connect(lambda _, name=name: self.choose(name))
        self._menu.addSeparator()
        self._menu.addAction("Simpan tampilan ini…").triggered.connect(self.ask_name)
        if self.current:
            shown = _short(self.current).replace("&", "&&")
            self._menu.addAction(f"Ganti nama “{shown}”…").triggered.connect(self._ask_rename)
            self._menu.addAction(f"Hapus “{shown}”").triggered.connect(lambda: self.remove(self.current))

    def _ask_rename(self) -> None:
        self._renamed = self.current
        self._sheet.ask(self, f"Nama baru untuk “{self.current}”", self.current)

    def _named(self, name: str) -> None:
        if self._renamed:
            self.rename(self._renamed, name)
        else:
            self.save_as(name)

    def _put_back(self, before: dict[str, State]) -> None:
        self.views = before
        self._write()

    def _write(self) -> None:
        self._kept.keep(self._key, json.dumps(self.views, ensure_ascii=False))
        self.show_matching()

    def _read(self, first: Mapping[str, State]) -> dict[str, State]:
        try:
            found = json.loads(self._kept.text(self._key))
        except ValueError:
            return dict(first)
        if not isinstance(found, dict):
            return dict(first)
        return {str(name): view for name, view in found.items() if isinstance(view, dict)}


def _fits(view: State, now: State) -> bool:
    """A view that says nothing of columns fits any."""
    blank: tuple[Any, ...] = ("", None, {}, [])
    keys = view.keys() | (now.keys() - {"columns"})
    return all(view.get(key) == now.get(key) or (view.get(key) in blank and now.get(key) in blank) for key in keys)


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"
