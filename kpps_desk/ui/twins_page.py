"""The page of suspects: search, look at one pair after the other, decide; and merge at once whom nothing tells apart.

What a newcomer gets wrong: searching at every change. The search takes seconds, so its result is kept with its hour;
what was decided here leaves it, and a change made elsewhere only says that the list has aged.
"""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.operations import merging, twins
from kpps_desk.operations.twins import Found, Merged
from kpps_desk.queries import twin_records
from kpps_desk.queries.twin_records import Record
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import keys, theme
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.list_screen import Choice
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.twin_pairs import ALIKE, EVERY, Pairs
from kpps_desk.ui.twin_panel import TwinPanel
from kpps_desk.ui.twin_rows import PAIR_COLUMNS, PairRow

_NARROW = 1_000  # logical pixels
_FIRST = (
    "Belum dicari. Tekan Cari: setiap orang dibandingkan dengan yang NIK, nama, tanggal lahir, telepon, atau alamatnya "
    "mirip. Tidak ada yang digabung dengan sendirinya."
)
_NONE = "Tidak ada yang diduga tercatat dua kali."


class TwinsPage(QWidget):
    """Nothing is searched until the person asks for it."""

    counted = Signal(int)  # pairs that wait for a decision

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._turned = self._narrow = False
        self._own = ""  # the title of the change that this page makes itself
        self.pairs = Pairs()
        self.search = QPushButton("&Cari")
        self.search.setToolTip("Cari yang diduga tercatat dua kali (F5)")
        self.search.setObjectName("primary")
        self.search.clicked.connect(self.begin)
        self.kind = Choice("Dugaan", [("Semua dugaan", EVERY)])
        self.kind.currentIndexChanged.connect(lambda _: self._show_list())
        self.age = QLabel()
        self.age.setObjectName("muted")
        self.age.setWordWrap(True)
        self.bulk = QPushButton()
        self.bulk.clicked.connect(self.merge_alike)
        self.model: ShortModel[PairRow] = ShortModel(PAIR_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.setAccessibleName("Pasangan yang diduga satu orang")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_pair())
        self.panel = TwinPanel()
        self.view.opened.connect(lambda _: self.panel.fields.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.fields.left_behind.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        acts = (
            ("G", self.panel.merge_wanted, self.merge),
            ("B", self.panel.apart_wanted, self.set_apart),
            ("L", self.panel.skip_wanted, self.skip),
            ("T", self.panel.turn_wanted, self.turn),
        )
        self._lay_out()
        for key, wanted, act in acts:  # keys of list and panel: in the choice above a letter seeks a kind
            wanted.connect(act)
            keys.inside(self.splitter, key, act)
        self._show_list()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID)
        bar.addWidget(self.kind, 1)
        bar.addWidget(self.age, 2)
        bar.addWidget(self.bulk)
        bar.addWidget(self.search)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self._desk.kept.number("doctor/pairs", 460), 680])
        self.splitter.splitterMoved.connect(lambda *_: self._keep_sizes())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(bar)
        column.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            for column in (1, 2):  # the kind stands over the pair, too
                self.view.setColumnHidden(column, narrow)
            self.splitter.setSizes([210, 580] if narrow else [self._desk.kept.number("doctor/pairs", 460), 680])

    def _keep_sizes(self) -> None:
        if not self._narrow:
            self._desk.kept.keep("doctor/pairs", self.splitter.sizes()[0])

    # -- the search ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Search anew, with a bar and Cancel."""
        if self._job is None:
            at = int(time.time() * 1000)
            self.search.setEnabled(False)
            self._job = self._desk.background.run(
                self,
                "Cari yang diduga tercatat dua kali",
                lambda database, progress: _search(database, progress, at),
                self._found,
                ended=self._ended,
            )

    def _ended(self) -> None:
        self._job = None
        self.search.setEnabled(True)

    def _found(self, found: tuple[Found, list[tuple[Record, Record]]]) -> None:
        self.pairs.put(*found)
        self._show_list()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        """Something was changed: the list has aged, unless it was done here."""
        if changes.title != self._own:
            self.pairs.aged = True
            self._say_age()
        self._show_pair()

    # -- the list -----------------------------------------------------------------------------------------------------

    def _show_list(self) -> None:
        """The pairs of the chosen kind; the cursor stays on its line, where the next pair is now."""
        self.pairs.offer(self.kind)
        row = max(0, self.view.currentIndex().row())
        self.model.put(self.pairs.rows(self.kind.value))
        self.view.say_empty(_NONE if self.pairs.searched else _FIRST)
        if self.model.total:
            self.view.selectRow(min(row, self.model.total - 1))
        else:
            self._show_pair()
        self._dress_search()
        alike = len(self.pairs.alike())
        self.bulk.setText(f"Gab&ungkan {words.number(alike)} pasangan sama persis")
        self.bulk.setVisible(bool(alike) and self.kind.value == ALIKE)
        self._say_age()
        self.counted.emit(self.pairs.waiting)

    def _dress_search(self) -> None:
        """The one thing to do at first; afterwards that is a decision about a pair."""
        self.search.setText("&Cari lagi" if self.pairs.searched else "&Cari")
        self.search.setObjectName("" if self.pairs.searched else "primary")
        self.search.style().unpolish(self.search)
        self.search.style().polish(self.search)

    def _say_age(self) -> None:
        if not self.pairs.searched:
            self.age.setText("")
            return
        told = f"Dicari pukul {words.clock(self.pairs.at)}"
        if self.pairs.aged:
            told = f"Daftar ini dibuat pukul {words.clock(self.pairs.at)}, datanya sudah berubah: cari lagi"
        self.age.setText(told)

    def _show_pair(self) -> None:
        self._turned = False
        self._ask_pair()

    def _ask_pair(self) -> None:
        row = self.pairs.row(self.view.current_id())
        if row is None:
            self.panel.put("", None)
            return
        self._desk.background.ask(
            self, lambda db: _records(db, row), lambda pair: self._put_pair(row, pair), topic="pair"
        )

    def _put_pair(self, row: PairRow, pair: tuple[Record, Record] | None) -> None:
        if pair is None:
            self.panel.put("Salah satu catatan ini sudah tidak ada atau sudah digabung; cari lagi", None)
            return
        reason = words.twin_reason(row.kind) if row.kind else "Sudah dinyatakan bukan orang yang sama"
        self.panel.put(reason, pair[::-1] if self._turned else pair, declared=row.kind is None)

    # -- decisions ----------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """One record of the two, with the chosen values; the next pair follows."""
        pair, fields = self.panel.pair, self.panel.taken()
        if pair is None or not self.panel.merge.isEnabled():
            return
        keep, leave = pair[0].id, pair[1].id
        self._own = f"Gabungkan anggota no. {leave} ke no. {keep}"
        self._desk.background.do(
            self, self._own, lambda tx: merging.merge(tx, keep, leave, fields), lambda _: self._merged([leave])
        )

    def _merged(self, left: list[int]) -> None:
        self.pairs.drop(left)
        self._show_list()
        self._desk.notices.say(
            f"Catatan no. {left[0]} digabung. Ctrl+Z mengurungkannya."
            if len(left) == 1
            else f"{words.number(len(left))} pasangan digabung. Ctrl+Z mengurungkan semuanya."
        )

    def set_apart(self) -> None:
        """They are two people, and nobody is asked again; of those so declared, the other way round."""
        row = self.pairs.row(self.view.current_id())
        if row is None or self.panel.pair is None:
            return
        both = (row.first, row.second)
        declare = row.kind is not None
        act, said = (twins.set_apart, "Bukan") if declare else (twins.forget_apart, "Mungkin")
        self._own = f"{said} orang yang sama: anggota no. {both[0]} dan no. {both[1]}"
        self._desk.background.do(
            self, self._own, lambda tx: act(tx, [both]), lambda _: self._declared(row, two=declare)
        )

    def _declared(self, row: PairRow, *, two: bool) -> None:
        self.pairs.declare(row, two=two)
        self._show_list()
        told = (
            "Dicatat sebagai dua orang dan tidak ditanyakan lagi" if two else "Pencarian berikutnya menanyakannya lagi"
        )
        self._desk.notices.say(f"{told}. Ctrl+Z mengurungkannya.")

    def skip(self) -> None:
        """The next pair; after the last one the first."""
        if self.model.total:
            self.view.selectRow((self.view.currentIndex().row() + 1) % self.model.total)

    def turn(self) -> None:
        """Keep the other of the two."""
        if self.panel.pair is not None:
            self._turned = not self._turned
            self._ask_pair()

    def merge_alike(self) -> None:
        """All pairs that nothing tells apart, as the list shows them."""
        pairs, by = self.pairs.alike(), self._desk.background.by
        self._own = f"Gabungkan {words.number(len(pairs))} pasangan yang sama persis"
        self._desk.background.run(
            self,
            self._own,
            lambda database, progress: twins.merge_alike(database, pairs, by=by, progress=progress),
            self._all_merged,
        )

    def _all_merged(self, result: Merged) -> None:
        if result.done:
            self._merged([leave for _, leave in result.done])
        if result.refused:
            why = next(iter(result.refused.values()))
            self._desk.notices.warn(f"{words.number(len(result.refused))} pasangan tidak digabung: {why}")


def _search(database: Database, progress: Job, at: int) -> tuple[Found, list[tuple[Record, Record]]]:
    found = twins.find(database, progress, at=at)
    with database.read() as db:
        apart = twins.pairs_apart(db)
        records = twin_records.records(db, {number for pair in apart for number in pair})
    return found, [(records[one], records[other]) for one, other in apart if one in records and other in records]


def _records(db: Snapshot, row: PairRow) -> tuple[Record, Record] | None:
    """(the one to keep, the other), as they are now; None where one is gone or merged."""
    records = twin_records.records(db, (row.first, row.second))
    chosen = twins.choose(records, row.first, row.second)
    if chosen is None or any(one.merged for one in records.values()):
        return None
    return records[chosen[0]], records[chosen[1]]
