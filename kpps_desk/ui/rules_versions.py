"""Pengaturan, Versi aturan: who adopted which rules when and why, what each changed, and an old one used again.

What a newcomer gets wrong: an undo. An old version is laid before the person as a draft, and goes every draft's way.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.queries.rules import Version
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel

_COLUMNS: tuple[Column[Version], ...] = (
    Column("number", "Versi", lambda one: str(one.number), 60, right=True),
    Column("at", "Ditetapkan", lambda one: words.moment(one.at), 152),
    Column("by", "Oleh", lambda one: one.by, 140),
    Column("reason", "Alasan", lambda one: one.reason, 180, stretch=True),
)


class VersionsPage(QWidget):
    """`reuse_wanted` carries the version."""

    reuse_wanted = Signal(object)

    title = "Versi aturan"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: dict[int, Version] = {}
        self.model: ShortModel[Version] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(self.title)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self._head, self.told = plain("", "subheading"), plain("")
        self._again = QPushButton("Pakai lagi versi ini")
        self._again.clicked.connect(self._reuse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.view, 3)
        column.addWidget(self._card(), 2)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self.told)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Perubahan pada versi ini")
        scroll.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._again)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        return card

    def put(self, versions: Sequence[Version]) -> None:
        """Newest first."""
        self._versions = {version.number: version for version in versions}
        self.model.put(self._versions)
        if self.view.currentIndex().row() < 0:
            self.view.selectRow(0)
        self._show()

    def focus_first(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        version = self._versions.get(self.view.current_id())
        if version is None:
            return
        newest = version.number == max(self._versions)
        before = self._versions.get(version.number - 1)
        self._head.setText(f"Versi {version.number}" + (", berlaku sekarang" if newest else ""))
        changes = words.rule_changes(before.draft, version.draft) if before is not None else []
        lines = [f"• {line}" for line in changes] or ["Aturan yang pertama di berkas kerja ini."]
        self.told.setText("\n".join([f"{version.by}, {words.moment(version.at)}: {version.reason}", "", *lines]))
        self._again.setText(f"&Pakai lagi versi {version.number}")
        self._again.setVisible(not newest)

    def _reuse(self) -> None:
        version = self._versions.get(self.view.current_id())
        if version is not None:
            self.reuse_wanted.emit(version)
