"""Choose what a paper is about: an area, and within it a TPS, a session, a member, a trainer or a replacement.

What a newcomer gets wrong: asking at each key. The words are asked for once the hands rest.
"""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpps_desk.domain.document_kinds import Kind, Scope
from kpps_desk.queries import document_subjects
from kpps_desk.queries.document_subjects import Subject
from kpps_desk.ui import theme
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.certificate_scope import areas_with_stations
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice, SearchBox
from kpps_desk.ui.short_list import ShortModel

_EVERY_STATION = "Semua TPS"
_PAUSE = 180  # ms after the last key
_COLUMNS: tuple[Column[Subject], ...] = (
    Column("name", "Nama", lambda one: one.name, 120, stretch=True),
    Column("detail", "Keterangan", lambda one: one.detail, 156),
)
_SEARCH = {
    Scope.SESSION: ("Cari sesi: kelurahan, tempat, tanggal", "Belum ada sesi. Susun di Sesi dahulu."),
    Scope.OATH: ("Cari pelantikan: kelurahan, tanggal", "Belum ada pelantikan. Susun di Sesi dahulu."),
    Scope.MEMBER: ("Cari nama, TPS, atau NIK", "Tidak ada orang yang cocok."),
    Scope.TRAINER: ("Cari narasumber", "Belum ada narasumber pada bimbingan teknis di wilayah ini."),
    Scope.REPLACEMENT: ("Cari nama yang berhenti", "Belum ada penggantian di wilayah ini."),
}


class DocumentSubject(QWidget):
    """`area` (`code` with the TPS, for kinds that one may be asked for), and `chosen` for scopes that need more."""

    changed = Signal()
    entered = Signal()  # Enter on a line: this is it

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = Scope.AREA
        self._found: dict[int, Subject] = {}
        self._wanted: int | None = None  # to be chosen when it comes
        self.area = AreaButton()
        self.area.changed.connect(lambda _: self._asked_anew())
        self.station = Choice("TPS", [(_EVERY_STATION, "")])
        self.station.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._stations = False  # whether one may be asked for
        self.model: ShortModel[Subject] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.setAccessibleName("Pilihan")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.changed.emit())
        self.view.opened.connect(lambda _: self.entered.emit())
        self.search = SearchBox("Cari", self.view)
        self.search.returnPressed.connect(self._first)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda _: self._later.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.area, self.station, self.search):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    @property
    def code(self) -> str:
        """The area's code, or the 13 digits of the TPS within it."""
        return str(self.station.value or self.area.code) if self._stations else self.area.code

    @property
    def chosen(self) -> Subject | None:
        return self._found.get(self.view.current_id())

    def begin(self, kind: Kind, record: int | None = None) -> None:
        """Choose for this kind; `record` is chosen if it is among what is found."""
        self._scope, self._wanted, self._stations = kind.scope, record, kind.station
        self.station.setVisible(kind.station)
        listed = kind.scope is not Scope.AREA
        self.search.setVisible(listed)
        self.view.setVisible(listed)
        if listed:
            placeholder, empty = _SEARCH[kind.scope]
            self.search.setPlaceholderText(placeholder)
            self.view.say_empty(empty)
        self._found = {}
        self.model.put({})
        self.ask()

    def ask(self) -> None:
        """Areas, and what may be chosen within the chosen one."""
        self._desk.background.ask(self, areas_with_stations, self.area.offer, topic="areas")
        area = self.area.code
        if self._stations:
            ask = self._desk.background.ask
            ask(self, lambda db: document_subjects.stations(db, area), self._offer_stations, topic="stations")
        if self._scope is not Scope.AREA:
            scope, text = self._scope, self.search.text()
            self._desk.background.ask(
                self,
                lambda db: document_subjects.subjects(db, scope, text, area),
                self._show,
                topic="subjects",
            )

    def to_first(self) -> None:
        """The cursor to where one begins."""
        (self.area if self._scope is Scope.AREA else self.search).setFocus()

    def _asked_anew(self) -> None:
        self.ask()
        self.changed.emit()

    def _offer_stations(self, codes: list[str]) -> None:
        offered = [(_EVERY_STATION, ""), *((f"TPS {code[10:]}", code) for code in codes)]
        self.station.setEnabled(bool(codes))
        self.station.setToolTip("TPS" if codes else "Pilih kelurahan untuk memilih satu TPS")
        if offered == [(self.station.itemText(at), self.station.itemData(at)) for at in range(self.station.count())]:
            return
        before = self.station.value
        blocker = QSignalBlocker(self.station)
        self.station.clear()
        for label, code in offered:
            self.station.addItem(label, code)
        self.station.put(before)
        blocker.unblock()
        if self.station.value != before:
            self.changed.emit()

    def _show(self, found: list[Subject]) -> None:
        before = self._wanted if self._wanted is not None else self.view.current_id()
        self._found = {one.record: one for one in found}
        self.model.put(self._found)
        at = self.model.position(before)
        if found:
            self.view.selectRow(max(at, 0))
        self._wanted = None
        self.changed.emit()

    def _first(self) -> None:
        if self.chosen is not None:
            self.entered.emit()
