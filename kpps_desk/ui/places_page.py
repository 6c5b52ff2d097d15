"""Tempat dan narasumber: rooms and trainers of an area, as plans and letters of assignment use them.

What a newcomer gets wrong: a second list of rooms. It is the very list that the planner in Sesi shows.
"""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpps_desk.domain.places import Area
from kpps_desk.queries import areas
from kpps_desk.ui import theme
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.room_lists import RoomLists
from kpps_desk.ui.screen import Desk


class PlacesPage(QWidget):
    title: ClassVar[str] = "Tempat"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.where = AreaButton()
        self.where.changed.connect(lambda _: self.look_again())
        self.lists = RoomLists(desk, can_leave=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.where)
        column.addWidget(self.lists, 1)

    def look_again(self) -> None:
        """Show what is kept now."""
        self._desk.background.ask(self, areas.all_areas, self._offer, topic="areas")

    def focus_first(self) -> None:
        self.where.setFocus()

    def _offer(self, known: list[Area]) -> None:
        self.where.offer(known)
        self.lists.begin(self.where.code, self.where.text())
