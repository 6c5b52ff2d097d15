"""Ctrl+Z by name: what it would take back stands on the button, before it is pressed.

What a newcomer gets wrong: a stack of undo commands in the window. What can be taken back is a question to the journal,
so it survives a restart and knows what other windows did.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from kpps_desk.changes import Changes
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.notices import Notices

if TYPE_CHECKING:
    from kpps_desk.operations.undo import UndoResult
    from kpps_desk.queries.history import Act
    from kpps_desk.store.snapshot import Snapshot

_SHOWN = 44  # letters of a title on the button


def _latest(db: "Snapshot") -> "Act | None":
    from kpps_desk.queries import history

    return history.latest_undoable(db)


class Undoing(QObject):
    """Keeps the button's text true and does what it says."""

    def __init__(self, background: Background, notices: Notices, button: QPushButton) -> None:
        super().__init__(button)
        self._background = background
        self._notices = notices
        self.button = button
        self._act: Act | None = None
        self._running = False
        button.setIcon(theme.icon("undo", "muted"))
        button.setShortcut(QKeySequence("Ctrl+Z"))
        button.clicked.connect(self.undo)
        background.changed.connect(self._changed)
        self._show(None)

    def look(self) -> None:
        """Ask what could be taken back now."""
        self._background.ask(self, _latest, self._show, topic="latest")

    def undo(self) -> None:
        """Take back what the button says."""
        if self._act is None or self._running:
            return
        self._running = True
        self.button.setEnabled(False)
        act, by = self._act, self._background.by

        def work(database: "object", progress: "object") -> "UndoResult":
            from kpps_desk.operations import undo

            return undo.undo(database, act.id, by=by, progress=progress)  # type: ignore[arg-type]

        self._background.run(self, f"Urungkan: {act.title}", work, self._done, ended=self._ended)

    def _done(self, result: "UndoResult") -> None:
        if result.kept:
            more = f" (dan {len(result.kept) - 1} catatan lain)" if len(result.kept) > 1 else ""
            self._notices.warn(f"Diurungkan sebagian: {result.title}. {result.kept[0]}{more}")
        else:
            self._notices.say(f"Diurungkan: {result.title}.")

    def _ended(self) -> None:
        self._running = False
        self.look()

    def _changed(self, _: Changes) -> None:
        self.look()

    def _show(self, act: "Act | None") -> None:
        self._act = act
        title = act.title if act is not None else ""
        shown = title if len(title) <= _SHOWN else title[: _SHOWN - 1] + "…"
        self.button.setText(f"Urungkan: {shown}".replace("&", "&&") if title else "Urungkan")
        self.button.setShortcut(QKeySequence("Ctrl+Z"))  # setText takes the shortcut away
        self.button.setAccessibleName(f"Urungkan: {title}" if title else "Tidak ada yang dapat diurungkan")
        self.button.setToolTip(f"{title} (Ctrl+Z)" if title else "Belum ada yang dapat diurungkan")
        self.button.setEnabled(act is not None and not self._running)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
