"""What the pages of Pengaturan about an area's office share: which area, and how they ask.

What a newcomer gets wrong: the areas with TPS alone. The province and a kabupaten/kota have an office too, also where
this workspace holds a single kelurahan; every area may be chosen.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.places import Area
from kpps_desk.problems import Problem
from kpps_desk.queries import areas
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk


class AreaOfficePage(QWidget):
    """Override `_ask_for`, `_show` and `focus_first`; `area` is '' for the whole workspace."""

    title: ClassVar[str] = ""
    about: ClassVar[str] = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names: dict[str, str] = {}
        self.where = AreaButton()
        self.where.changed.connect(lambda _: self.ask())
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.GRID)
        self.head.addWidget(self.where, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        self.column.setSpacing(theme.GRID)
        self.column.addWidget(plain(self.title, "subheading"))
        self.column.addWidget(plain(self.about, "muted"))
        self.column.addLayout(self.head)

    @property
    def area(self) -> str:
        return self.where.code

    def area_name(self, code: str) -> str:
        return self._names.get(code, code) if code else "Seluruh wilayah kerja"

    def look_again(self) -> None:
        """Show what is kept now."""
        self.desk.background.ask(self, areas.all_areas, self._offer, topic="areas")
        self.ask()

    def ask(self) -> None:
        """The same for the chosen area alone."""
        area = self.area
        self.desk.background.ask(self, lambda db: self._ask_for(db, area), self._show, topic="office")

    def do(
        self, title: str, change: Callable[[Transaction], Any], said: str, failed: Callable[[Problem], None]
    ) -> None:
        """One change; what is kept then is shown, and `said` told."""

        def done(_: object) -> None:
            self.ask()
            if said:
                self.desk.notices.say(said)

        self.desk.background.do(self, title, change, done, failed=failed)

    def focus_first(self) -> None:
        self.where.setFocus()

    def _offer(self, known: list[Area]) -> None:
        self._names = {area.code: words.area_name(words.short_area(area.name), area.level) for area in known}
        self.where.offer(known)

    def _ask_for(self, db: Snapshot, area: str) -> Any:
        """Called on a reader's thread."""
        raise NotImplementedError

    def _show(self, found: Any) -> None:
        raise NotImplementedError
