"""Kursi: every TPS with its seats: choose for them, move, replace, decree. The list on the left, one crew on the right.

What a newcomer gets wrong: taking a former holder for a mistake. Nobody is ever overwritten; the line of holders (F9)
says who sat where, from when until when and why they left.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kpps_desk import words
from kpps_desk.domain.places import Area, dotted
from kpps_desk.queries import crews
from kpps_desk.queries.crews import CrewFilter, CrewRow
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.area_pages import AreaPages, Place
from kpps_desk.ui.certificate_scope import areas_with_stations
from kpps_desk.ui.list_model import Column, Mark, Source
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.seat_panel import SeatPanel, shown

SOURCE: Source[CrewFilter, CrewRow] = Source(crews.first, crews.count, crews.ids, crews.page)
_LOW = 500  # logical pixels
_LACKS = (
    ("Semua TPS", ""),
    ("Ada kursi kosong", "vacant"),
    ("Semua kursi kosong", "empty"),
    ("Ada yang TMS", "unfit"),
    ("Belum ada SK", "undecreed"),
    ("Perempuan di bawah batas", "women"),
)


def _filled(row: CrewRow) -> Mark:
    if row.unfit:
        return Mark("state-no", "bad")
    if row.filled == row.seats:
        return Mark("state-full", "good")
    return Mark("state-half", "warn") if row.filled else Mark("state-none", "muted")


def _women(row: CrewRow) -> str:
    return f"{row.women} · {words.percent(row.women / row.kpps_filled)}" if row.kpps_filled else "–"


def _decree(row: CrewRow) -> str:
    if not row.filled:
        return "–"
    return f"{row.undecreed} belum" if row.undecreed else "Lengkap"


class SeatsScreen(ListScreen[CrewFilter, CrewRow]):
    """TPS in the order of their codes."""

    key = "seats"
    title = "Kursi"
    icon = "chair"
    noun = "TPS"
    placeholder = "Cari nomor TPS atau kelurahan"
    first_sort = "place"
    tables = frozenset({"member", "appointment", "replacement", "polling_station", "seat", "election", "role"})
    empty_text = "Belum ada TPS di berkas ini."
    help_text = (
        "Di kiri: semua TPS dengan kursi terisi (KPPS dan petugas terpisah), perempuan di antara anggota KPPS, dan SK. "
        "Di kanan: kursi satu regu.\n"
        "Enter pada kursi kosong membuka daftar calon, cadangan lebih dahulu; pada kursi terisi, garis pemegangnya. "
        "F6 pindahkan, F7 kosongkan, F8 penggantian antarwaktu (PAW), F9 garis pemegang.\n"
        "Sarankan regu menyusun usul bagi satu kelurahan: cadangan menurut urutan, yang diusulkan untuk TPS itu, lalu "
        "yang lain. Tetapkan SK memberi nomor SK kepada semua yang belum punya di kelurahan itu.\n"
        "Yang berhenti tetap memiliki sumpah, kehadiran, dan sertifikatnya. Ctrl+Z mengurungkan."
    )
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column("tps", "TPS", lambda row: words.station_label(row.number, row.kelurahan), 150, sort="place",
               stretch=True, mark=_filled),
        Column("kpps", "KPPS", lambda row: f"{row.kpps_filled} / {row.kpps_seats}", 66, right=True),
        Column("officers", "Petugas", lambda row: f"{row.officer_filled} / {row.officer_seats}", 76, right=True),
        Column("women", "Perempuan", _women, 112,
               mark=lambda row: Mark("warning", "warn") if row.few_women else None),
        Column("decree", "SK", _decree, 88),
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SOURCE, parent)
        self._names: dict[str, str] = {}
        self._target = ""
        self.area = AreaButton()
        self.area.put(desk.kept.text("seats/area"))
        self.area.changed.connect(self._area_changed)
        self.add_filter_widget(self.area)
        self.add_filter("lack", "Yang kurang", _LACKS)
        self.panel = SeatPanel(desk)
        self.panel.opened.connect(self.show_details)
        self.panel.closed.connect(self._page_closed)
        self.set_details(self.panel, 560)
        self.pages = AreaPages(desk, self.panel)
        self.pages.area_wanted.connect(self._show_vacant)
        for text, act in (
            ("Keterse&diaan…", self.balance),
            ("Sara&nkan regu…", self.suggest),
            ("&Tetapkan SK…", self.decree),
        ):
            button = QPushButton(text)
            button.clicked.connect(act)
            self.actions_bar.addWidget(button)
        self.view.setSelectionMode(self.view.SelectionMode.SingleSelection)
        self.view.opened.connect(lambda _: self._into_crew())
        self.model.first_shown.connect(self._reach)
        self.model.completed.connect(self._reach)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def wanted(self) -> CrewFilter:
        return CrewFilter(self.search.text(), self.area.code, self.value("lack") or "", self.descending)

    def shown(self) -> None:
        if not self._names:
            self.desk.background.ask(self, areas_with_stations, self._offer, topic="areas")
        super().shown()

    def reload(self) -> None:
        super().reload()
        self.current_changed(self.view.current_id())

    def open(self, target: object) -> None:
        """`tps:<13 digits>` shows that TPS among those of its kelurahan; another text is an area's code."""
        text = str(target).removeprefix("tps:")
        self._target = text if len(text) == 13 else ""
        self.clear_filters()
        self.panel.close_all()
        self._put_area(dotted(text[:10]) if self._target else text)
        self.ask()

    def current_changed(self, id_: int) -> None:
        if id_ < 0:
            self.panel.put(None)
            return
        self.desk.background.ask(self, lambda db: shown(db, id_), self.panel.put, topic="crew")

    def commands(self) -> list[QAction]:
        found = []
        for text, act in (
            ("Sarankan regu", self.suggest),
            ("Tetapkan SK", self.decree),
            ("Cetak lampiran SK", self.print_annex),
            ("Ketersediaan orang", self.balance),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, act=act: act())
            found.append(action)
        return found

    def show_list(self) -> None:
        """Escape takes a page away first, then the panel."""
        if not self.panel.back():
            super().show_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.card.set_low(self.height() < _LOW)

    # -- acts of a kelurahan ------------------------------------------------------------------------------------------

    def suggest(self) -> None:
        """Propose people for the vacant seats of the kelurahan."""
        if (place := self._place()) is not None:
            self.pages.suggest(place)

    def decree(self) -> None:
        """Give the kelurahan's appointments their decree."""
        if (place := self._place()) is not None:
            self.pages.decree(place)

    def print_annex(self) -> None:
        if (place := self._place()) is not None:
            self.pages.print_annex(place)

    def balance(self) -> None:
        """Where people are missing and to spare."""
        if (place := self._place()) is not None:
            self.pages.balance(place, self.area.code if len(self.area.code) in (2, 5, 8) else "")

    def _place(self) -> Place | None:
        """The chosen kelurahan, else the one of the TPS under the cursor."""
        code = self.area.code if len(self.area.code) == 13 and "." in self.area.code else ""
        crew = self.panel.card.crew
        if not code and crew is not None:
            code = dotted(crew.code[:10])
        if not code:
            self.desk.notices.warn("Pilih dahulu kelurahan atau satu TPS.")
            return None
        return Place(code, f"Kel. {self._names.get(code, code)}")

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _into_crew(self) -> None:
        self.show_details()
        self.panel.card.view.setFocus()

    def _page_closed(self) -> None:
        if not self.panel.isVisible():
            self.view.setFocus()

    def _reach(self) -> None:
        """Put the cursor on what was asked for, or on the first line."""
        if self._target:
            code, self._target = self._target, ""  # before a reader may ask for it
            self.desk.background.ask(self, lambda db: crews.one(db, code).id, self._show_target, topic="target")
        elif self.view.current_id() < 0 and self.model.total:
            self.view.selectRow(0)
        elif not self.model.total:
            self.panel.put(None)

    def _show_target(self, id_: int) -> None:
        if self.view.show_id(id_):
            self._into_crew()

    def _show_vacant(self, code: str) -> None:
        self.panel.close_all()
        self._filters["lack"].put("vacant")
        self._put_area(code)
        self.ask()
        self.view.setFocus()

    def _offer(self, areas: list[Area]) -> None:
        self._names = {area.code: words.short_area(area.name) for area in areas}
        self.area.offer(areas)

    def _area_changed(self, code: str) -> None:
        self._put_area(code)
        self.ask()

    def _put_area(self, code: str) -> None:
        self.area.put(code)
        self.desk.kept.keep("seats/area", code)
