"""On a laptop with a kit: what this window is, a guest by name, and the result for the office.

What a newcomer gets wrong: closing the session here. A result may be saved at any time and again; each holds all that
was marked so far, and the office sorts out what it has already.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from kpps_desk import words
from kpps_desk.problems import Problem
from kpps_desk.ui import theme
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.screen import Desk

if TYPE_CHECKING:
    from kpps_desk.store.snapshot import Snapshot

_TOLD = "Paket sesi: hanya satu sesi. Setelah selesai, simpan hasilnya dan serahkan berkasnya kepada kantor."


class KitBar(QWidget):
    """Above the door. `session_known` tells which session the window has."""

    session_known = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = 0
        self.guest = QLineEdit()
        self.guest.setPlaceholderText("Nama orang yang tidak ada di daftar")
        self.guest.setAccessibleName("Nama orang yang hadir tetapi tidak ada di daftar mana pun")
        self.guest.setMaxLength(120)
        self.guest.setFixedWidth(theme.GRID * 32)
        self.guest.returnPressed.connect(self.note)
        self._note = QPushButton("Catat ta&mu")
        self._note.setToolTip("Kantor akan memastikan siapa orangnya")
        self._note.clicked.connect(self.note)
        self.save = QPushButton("&Simpan hasil…")
        self.save.setObjectName("primary")
        self.save.clicked.connect(self.ask)
        for button in (self._note, self.save):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor at the door
        self.guest.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        told = OneLine("muted")
        told.setText(_TOLD)
        told.setToolTip(_TOLD)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(told, 1)
        for widget in (self.guest, self._note, self.save):
            row.addWidget(widget)

    def begin(self) -> None:
        """Look up which session this file was opened for; what saves results is imported meanwhile."""

        def question(db: "Snapshot") -> dict[str, Any] | None:
            from kpps_desk.operations import kit_laptop as _  # noqa: F401  here, off the window's thread
            from kpps_desk.queries import kits

            return kits.own(db)

        self._desk.background.ask(self, question, self._put)

    def _put(self, own: dict[str, Any] | None) -> None:
        if own is not None:
            self._session = own["session"]
            self.session_known.emit(self._session)

    def note(self) -> None:
        """Somebody who is in no list is present, under this name."""
        from kpps_desk.operations import kit_laptop

        name, session = self.guest.text().strip(), self._session
        if not name or not session:
            self.guest.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def noted(_: int) -> None:
            self.guest.clear()
            self._desk.notices.say(f"{name} dicatat hadir sebagai tamu; kantor akan memastikan siapa orangnya.")
            self._desk.go("attendance")

        def failed(problem: Problem) -> None:
            self._desk.notices.trouble(problem)

        self._desk.background.do(
            self, "Catat tamu, 1 orang", lambda tx: kit_laptop.note_guest(tx, session, name), noted, failed=failed
        )

    def ask(self) -> None:
        """Where the result goes."""
        path = self._desk.background.path
        start = Path(self._desk.kept.text("kit/folder", str(Path.home())))
        proposed = f"Hasil {path.stem}.kppshasil" if path else "Hasil.kppshasil"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan hasil", str(start / proposed), "Hasil (*.kppshasil)")
        if name:
            self._desk.kept.keep("kit/folder", str(Path(name).parent))
            found = Path(name)
            self.write(found if found.suffix == ".kppshasil" else found.with_name(f"{found.name}.kppshasil"))

    def write(self, path: Path) -> None:
        """The result, whole or not at all."""
        from kpps_desk.operations import kit_laptop

        by = self._desk.background.by

        def written(result: kit_laptop.Written) -> None:
            guests = f" dan {words.number(result.guests)} tamu" if result.guests else ""
            self._desk.notices.say(
                f"Kehadiran {words.number(result.people)} orang{guests} tersimpan di {path.name}. "
                "Serahkan berkas ini kepada kantor."
            )

        self._desk.background.run(
            self, "Menyimpan hasil", lambda database, _: kit_laptop.result(database, path, by=by), written
        )
