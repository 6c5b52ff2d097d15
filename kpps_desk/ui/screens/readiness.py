"""Kesiapan: which TPS are not ready, and whom to call. The screen that the window opens on.

What a newcomer gets wrong: one total of people. KPPS and officers are two cards and two groups of columns; nothing here
adds 103,845 and 29,670 together.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.domain.places import digits, dotted, level_of
from kpps_desk.domain.readiness import ORDER, Tally
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries import areas, readiness
from kpps_desk.queries.readiness import AreaRow, NotReady, StationRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.board import COLUMNS, BoardRow, BoardView
from kpps_desk.ui.list_model import Column, ListModel, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.meters import MeterCard
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.station_card import StationCard
from kpps_desk.ui.stranded import StrandedLine, StrandedPeople, Wanted, sentence, standing
from kpps_desk.ui.trail import Trail

_LEVELS = {2: "kabkota", 4: "kecamatan", 6: "kelurahan", 10: "tps"}  # digits of the shown area -> what its lines are
SOURCE: Source[NotReady, StationRow] = Source(
    readiness.first_not_ready, readiness.count_not_ready, readiness.not_ready_ids, readiness.stations
)


_NARROW, _LOW = 1_000, 500  # logical pixels


class Board(NamedTuple):
    """What the board shows: an area's parts and their sum. `trail` is (code, name) from the province down."""

    trail: tuple[tuple[str, str], ...]
    level: str
    rows: tuple[AreaRow, ...]
    total: AreaRow


def board(db: Snapshot, area: str, *, descend: bool = False) -> Board:
    """The parts of an area ('' the province); `descend` goes on while there is only one, as in a PPK's own file."""
    while True:
        code = digits(area) if area else ""
        level = _LEVELS[max(len(code), 2)]
        rows = readiness.by_level(db, level, area)
        if not descend or len(rows) != 1 or level == "tps":
            break
        area = rows[0].code
    names = {digits(known): name for known, name in areas.names(db).items()}
    trail = tuple(_step_up(dotted(code[:end]), names[code[:end]]) for end in (2, 4, 6, 10) if end <= len(code))
    province = ("", next(name for known, name in names.items() if len(known) == 2))
    return Board((province, *trail[1:]), level, tuple(rows), readiness.total(rows))


def _step_up(code: str, name: str) -> tuple[str, str]:
    return code, words.area_name(words.short_area(name), level_of(code))


def _lacks(row: StationRow) -> str:
    """`1 kursi · 2 sumpah`; the card says it in full."""
    return " · ".join(f"{lack.people} {lack.what}" for lack in row.lacks)


def _call(row: StationRow) -> str:
    return f"{phone_on_paper(row.call.phone) or 'tanpa nomor'} · {row.call.name}" if row.call else "belum ada orang"


class ReadinessScreen(Screen):
    """Board on the left, the TPS that aren't ready on the right."""

    key = "readiness"
    title = "Kesiapan"
    icon = "readiness"
    tables = frozenset({"member", "appointment", "attendance", "certificate", "polling_station", "session",
                        "session_crew", "invitation"})  # fmt: skip
    help_text = (
        "Di kiri: berapa TPS siap, menurut wilayah. Enter atau klik ganda membuka wilayah sampai ke TPS, "
        "Backspace naik.\n"
        "Di kanan: TPS yang belum siap pada baris yang dipilih, apa yang kurang, dan siapa yang dapat dihubungi.\n"
        "TPS siap bila semua kursinya terisi, disumpah, mengikuti bimtek, dan bersertifikat menurut kebutuhan "
        "jabatannya. "
        "Petugas ketertiban bukan anggota KPPS dan dihitung tersendiri: kolom Petugas adalah bagian "
        "petugas yang sudah disumpah.\n"
        "Paling atas: yang tidak diundang ke sesi mana pun sebelum hari pemungutan suara. Enter menampilkan nama, TPS, "
        "dan teleponnya; Esc kembali."
    )
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column("tps", "TPS", lambda row: words.station_label(row.number, row.kelurahan), 168),
        Column("lacks", "Yang kurang", _lacks, 150, stretch=True),
        Column("call", "Hubungi", _call, 178),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._board: Board | None = None
        self._asked = False
        self._build_heads()
        self._build_board()
        self._build_list()
        left, right = QWidget(), QWidget()
        _column(left, self.view)
        _column(right, self._list_head, self.side)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes([desk.kept.number("readiness/board", 600), desk.kept.number("readiness/list", 500)])
        self.splitter.splitterMoved.connect(lambda *_: self._keep_sizes())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.stranded)
        layout.addWidget(self.trail)
        layout.addLayout(self._cards)
        layout.addWidget(self.splitter, 1)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_heads(self) -> None:
        self.stranded = StrandedLine()
        self.stranded.wanted.connect(self._show_stranded)
        self.trail = Trail()
        self.trail.wanted.connect(self.open)
        self.stations = MeterCard("Wilayah", "TPS", ("Siap",))
        self.kpps = MeterCard("Anggota KPPS", "kursi", ("Kursi terisi", "Disumpah", "Bimtek", "Bersertifikat"))
        self.officers = MeterCard("Petugas ketertiban", "kursi", ("Kursi terisi", "Disumpah"))
        self._cards = QHBoxLayout()
        self._cards.setSpacing(theme.GRID * 2)
        for card, stretch in ((self.stations, 5), (self.kpps, 11), (self.officers, 6)):
            self._cards.addWidget(card, stretch)

    def _build_board(self) -> None:
        self.rows: ShortModel[BoardRow] = ShortModel(COLUMNS, self)
        self.view = BoardView(self.rows)
        self.view.setAccessibleName("Kesiapan menurut wilayah")
        self.view.opened.connect(self._open_line)
        self.view.up_wanted.connect(self.trail.go_up)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._look())

    def _build_list(self) -> None:
        self.model: ListModel[NotReady, StationRow] = ListModel(self.desk.background, SOURCE, self.columns, self)
        self.list = ListView(self.model)
        self.list.setAccessibleName("TPS yang belum siap")
        self.list.setMinimumHeight(theme.ROW * 3)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_card())
        self.list.opened.connect(lambda _: self._open_crew())
        for arrived in (self.model.first_shown, self.model.completed):
            arrived.connect(self._list_arrived)
        self.model.dataChanged.connect(lambda *_: self._show_card())
        self.model.counted.connect(self._say_count)
        self.card = StationCard()
        self.card.crew_wanted.connect(lambda code: self.desk.go("members", code))
        self.card.seats_wanted.connect(lambda code: self.desk.go("seats", f"tps:{code}"))
        self.card.copied.connect(lambda number: self.desk.notices.say(f"Nomor {number} disalin."))
        self.count = QLabel()
        self.count.setObjectName("subheading")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.lack = Choice(
            "Yang kurang", [("Semua kekurangan", ""), *((words.lack_name(what), what) for what in ORDER)]
        )
        self.lack.setMinimumContentsLength(17)
        self.lack.currentIndexChanged.connect(lambda _: self._ask_list())
        self._list_head = QWidget()
        head = QHBoxLayout(self._list_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.count, 1)
        head.addWidget(self.lack)
        found = QWidget()
        _column(found, self.list, self.card)
        self.side = QStackedWidget()
        self.nobody = _message(
            "Belum ada anggota",
            "Semua kursi TPS masih kosong. Langkah berikutnya: impor daftar calon anggota KPPS dan petugas ketertiban "
            "dari berkas Excel atau CSV.",
            "&Impor daftar…",
            lambda: self.desk.go("importing"),
        )
        self.all_ready = _message(
            "Semua TPS siap",
            "Setiap kursi di wilayah ini terisi, disumpah, mengikuti bimtek, dan bersertifikat menurut jabatannya.",
            "Lihat &sertifikat",
            lambda: self.desk.go("certificates"),
        )
        for page in (found, self.nobody, self.all_ready):
            self.side.addWidget(page)

    @cached_property
    def people(self) -> StrandedPeople:
        """Made when somebody first asks who they are."""
        made = StrandedPeople(self.desk.background)
        made.member_wanted.connect(lambda member: self.desk.go("members", member))
        made.makeups_wanted.connect(lambda area: self.desk.go("sessions", f"area:makeups:{area}"))
        made.left.connect(self._leave_stranded)
        self.side.addWidget(made)
        return made

    @property
    def _on_people(self) -> bool:
        return isinstance(self.side.currentWidget(), StrandedPeople)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._ask(self.desk.kept.text("readiness/area"), descend=True)

    def reload(self) -> None:
        if self._board is not None:
            self._ask(self._board.trail[-1][0])
            self._ask_stranded()
            self.model.refresh()
            if self._on_people:
                self.people.model.refresh()

    def open(self, target: object) -> None:
        """Show an area's parts: its code, '' for the province."""
        self._ask(str(target))

    def to_search(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At 150 % on a small screen there are some 775 by 400 points."""
        super().resizeEvent(event)
        for card in (self.stations, self.kpps, self.officers):
            card.set_compact(self.width() < _NARROW)
        self.card.set_low(self.height() < _LOW)

    # -- the board ----------------------------------------------------------------------------------------------------

    def _ask(self, area: str, *, descend: bool = False) -> None:
        self._asked = True

        def question(db: Snapshot) -> Board:
            found = board(db, area, descend=descend)
            return found if found.rows else board(db, "", descend=True)

        self.desk.background.ask(self, question, self._show, topic="board")

    def _show(self, found: Board) -> None:
        first = self._board is None
        moved = self._board is None or self._board.trail != found.trail
        self._board = found
        self.desk.kept.keep("readiness/area", found.trail[-1][0])
        if moved and self._on_people:
            self.side.setCurrentIndex(0)
        self.trail.put(found.trail)
        kind = "station" if found.level == "tps" else "area"
        lines = [BoardRow("Seluruhnya", found.total, "whole")]
        lines += [BoardRow(words.short_area(row.name), row, kind) for row in found.rows]
        self.rows.put(dict(enumerate(lines)))
        if moved or self.view.current_id() < 0:
            self.view.setCurrentIndex(self.rows.index(0, 0))
        self._look()
        if first and self.model.filter is not None:  # at the start the lists come first: they load less
            self.model.first_shown.connect(self._ask_stranded, Qt.ConnectionType.SingleShotConnection)
        elif moved:
            self._ask_stranded()

    def _ask_stranded(self) -> None:
        if self._board is not None:
            area = self._board.trail[-1][0]
            self.desk.background.ask(self, lambda db: standing(db, area), self.stranded.put, topic="stranded")

    def _line(self) -> BoardRow | None:
        line = self.rows.line(self.view.currentIndex().row())
        return line.row if line is not None else None

    def _open_line(self, id_: int) -> None:
        line = self.rows.line(self.rows.position(id_))
        if line is not None and line.row.kind == "area":
            self.open(line.row.row.code)
        elif line is not None and line.row.kind == "station":
            self.desk.go("members", line.row.row.code)

    def _look(self) -> None:
        """Show what the current line says: its counts, and its TPS that aren't ready."""
        line = self._line()
        if line is None:
            return
        row = line.row
        name = line.name if line.kind != "whole" or self._board is None else self._board.trail[-1][1]
        self.stations.put(row.stations, row.ready, name=name)
        self.kpps.put(row.kpps.seats, *_steps(row.kpps))
        self.officers.put(row.officers.seats, *_steps(row.officers)[:2])
        self._ask_list()

    def _ask_list(self) -> None:
        line = self._line()
        if line is None or self._board is None:
            return
        wanted = NotReady(line.row.code or self._board.trail[-1][0], self.lack.value)
        whole = self._board.total
        nobody = whole.kpps.filled + whole.officers.filled == 0
        if not self._on_people:
            self.side.setCurrentIndex(1 if nobody else 2 if line.row.ready == line.row.stations else 0)
        self._list_head.setVisible(self.side.currentIndex() == 0)
        if wanted != self.model.filter:
            self.model.ask(wanted)

    # -- who is left behind --------------------------------------------------------------------------------------------

    def _show_stranded(self, wanted: Wanted) -> None:
        line = self.stranded.standing
        self.side.setCurrentWidget(self.people)
        self._list_head.hide()
        self.people.put(wanted, sentence(wanted.kind, line.people.get(wanted.kind, 0), line) + ":")

    def _leave_stranded(self) -> None:
        self.side.setCurrentIndex(0)
        self._ask_list()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the list -----------------------------------------------------------------------------------------------------

    def _list_arrived(self) -> None:
        self.list.say_empty("Tidak ada TPS dengan kekurangan ini.")
        if self.model.total and self.list.current_id() < 0:
            self.list.selectRow(0)
        self._say_count(self.model.total)
        self._show_card()

    def _say_count(self, total: int) -> None:
        self.count.setText(f"{words.number(total)} TPS belum siap" if total else "Tidak ada TPS")

    def _show_card(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        self.card.put(line.row if line is not None else None)

    def _open_crew(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        if line is not None:
            self.desk.go("members", line.row.code)

    def _keep_sizes(self) -> None:
        for name, size in zip(("board", "list"), self.splitter.sizes(), strict=True):
            self.desk.kept.keep(f"readiness/{name}", size)


def _steps(tally: Tally) -> tuple[int, int, int, int]:
    return tally.filled, tally.sworn, tally.trained, tally.certified


def _column(into: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(into)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.GRID)
    for part in parts:
        layout.addWidget(part, 1 if isinstance(part, (ListView, QStackedWidget)) else 0)


def _message(title: str, text: str, act: str, action: Any) -> QFrame:
    """A card that says how things stand and what to do next."""
    card = QFrame()
    card.setObjectName("card")
    head, body, button = QLabel(title), QLabel(text), QPushButton(act)
    head.setObjectName("heading")
    body.setWordWrap(True)
    button.setObjectName("primary")
    button.clicked.connect(lambda: action())
    column = QVBoxLayout(card)
    column.setContentsMargins(32, 32, 32, 32)
    column.setSpacing(theme.GRID * 2)
    column.addStretch(1)
    column.addWidget(head)
    column.addWidget(body)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(2)
    return card
