"""Two records side by side: choose field by field whose value is kept, then say whether they are one person.

What a newcomer gets wrong: a choice that only a mouse can make. Arrows go through the fields; 1 or Left keeps the left
value, 2 or Right takes the right one.
"""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk.queries.twin_records import Record
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.twin_rows import FIELD_COLUMNS, LEFT, RIGHT, FieldRow, field_rows, taken

_SIDES = {
    Qt.Key.Key_1: LEFT,
    Qt.Key.Key_Left: LEFT,
    Qt.Key.Key_2: RIGHT,
    Qt.Key.Key_Right: RIGHT,
}


class FieldList(ListView):
    """The fields of a pair."""

    side_wanted = Signal(str)
    left_behind = Signal()  # Escape: back to the list of pairs

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _SIDES:
            self.side_wanted.emit(_SIDES[key])
        elif key == Qt.Key.Key_Escape:
            self.left_behind.emit()
        else:
            super().keyPressEvent(event)


class TwinPanel(QFrame):
    """Empty until put() is given two records."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    skip_wanted = Signal()
    turn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.pair: tuple[Record, Record] | None = None
        self.rows: dict[int, FieldRow] = {}
        self._title, self._about = plain("", "subheading"), plain("", "muted")
        self.model: ShortModel[FieldRow] = ShortModel(FIELD_COLUMNS, self)
        self.fields = FieldList(self.model)
        self.fields.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.fields.setAccessibleName("Isian kedua catatan: 1 atau kiri, 2 atau kanan memilih")
        self.fields.say_empty("Pilih satu pasangan di daftar; isian keduanya tampil berdampingan di sini.")
        self.fields.side_wanted.connect(self._choose)
        self.fields.opened.connect(lambda _: self._choose(""))
        self.merge = self._button("&Gabungkan", "Jadikan satu catatan (G)", self.merge_wanted)
        self.merge.setObjectName("primary")
        self.apart = self._button("&Bukan orang yang sama", "Diingat, tidak ditanyakan lagi (B)", self.apart_wanted)
        self.skip = self._button("&Lewati", "Pasangan berikutnya (L)", self.skip_wanted)
        self.turn = self._button("&Tukar", "Pertahankan yang kanan (T)", self.turn_wanted)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 0, 16, 0)
        buttons.setSpacing(theme.GRID)
        for button in (self.merge, self.apart, self.skip, self.turn):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 12)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.fields, 1)
        column.addLayout(buttons)
        self.put("", None)

    @staticmethod
    def _button(text: str, tip: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(wanted)
        return button

    def put(self, reason: str, pair: tuple[Record, Record] | None, *, declared: bool = False) -> None:
        """Show (the one to keep, the other); `declared`: somebody said that they are two people."""
        self.pair = pair
        self.rows = field_rows(*pair) if pair else {}
        self.model.put(self.rows)
        self.fields.scrollToTop()
        if pair:
            self.fields.selectRow(next((at for at, row in self.rows.items() if not row.same), 0))
        self._title.setText(f"No. {pair[0].id} dan no. {pair[1].id}" if pair else "Dua catatan, satu orang?")
        self._about.setText(f"{reason}." if pair and reason else reason)
        self.apart.setText("Mungkin &sama" if declared else "&Bukan orang yang sama")
        for button in (self.merge, self.apart, self.skip, self.turn):
            button.setEnabled(pair is not None)
        if pair and declared:
            self.merge.setEnabled(False)

    def taken(self) -> tuple[str, ...]:
        """The fields whose right value was chosen."""
        return taken(self.rows)

    def _choose(self, side: str) -> None:
        """Keep this side's value of the current field; '' the other one than now."""
        at = self.fields.current_id()
        row = self.rows.get(at)
        if row is None or not row.field or row.same:
            return
        self.rows[at] = row._replace(chosen=side or (LEFT if row.chosen == RIGHT else RIGHT))
        self.model.change(at, self.rows[at])
