"""The panel of the chosen item: its text with tokens, its letters, its colour, its place in millimetres, its picture.

What a newcomer gets wrong: a button that takes over what was typed. Every change is on the page at once;
the way back is Ctrl+Z.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain.designs import KINDS, MOST_SIGNATORIES, TOKENS, Item
from kpps_desk.ui.designer.arranging import is_square
from kpps_desk.ui.designer.fields import Choice, ColourField, NumberField, TextField
from kpps_desk.ui.designer.grid import Cell, Fields, scrolled
from kpps_desk.ui.designer.naming import item_name, typed
from kpps_desk.ui.designer.work import Work
from kpps_desk.ui.labels import OneLine, plain

WEIGHTS = {"Regular": "Biasa", "Medium": "Sedang", "SemiBold": "Agak tebal", "Bold": "Tebal", "Italic": "Miring"}
ALIGNS = {"kiri": "Kiri", "tengah": "Tengah", "kanan": "Kanan"}
UPRIGHTS = {"atas": "Atas", "tengah": "Tengah", "bawah": "Bawah"}
_ABOUT = {
    "kode_qr": "Paling kecil 26,5 mm dengan tepi putihnya, agar terbaca setelah dicetak.",
    "kop": "Baris kop surat kantor, dari Pengaturan.",
    "logo": "Logo kop surat kantor, dari Pengaturan. Kosong selama kantor belum memilihnya.",
    "penanda_tangan": "Nama dan jabatan dari Pengaturan; teks di bawah ini berdiri di atasnya.",
    "materi": "Materi dan JP bimtek; halaman ini dilewati bila tidak ada materinya.",
}
ORNAMENTS = {"": "Tanpa hiasan", "◆": "Belah ketupat"}
_LETTERED = frozenset({"teks", "penanda_tangan", "kop", "materi"})
_ALIGNED = _LETTERED - {"materi"}
_COLOURED = _LETTERED | {"garis"}


class ItemPanel(QWidget):
    """`picture_wanted`: the chosen picture is to be another one; `left`: back to the page."""

    picture_wanted = Signal()
    left = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._cells: list[tuple[frozenset[str], Cell]] = []
        self.title = OneLine("subheading")
        self.hint = plain(
            "Klik sebuah butir pada halaman, atau tekan Tab di sana. Butir baru: tombol Sisipkan.",
            "muted",
            select=False,
        )
        self.about = plain("", "caption", select=False)
        self._build_fields()
        fields = Fields()
        self._lay_out(fields)
        self.fields = fields
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.title, self.hint, self.about, fields))
        work.changed.connect(self.show_item)
        work.chosen_changed.connect(self.show_item)
        self.show_item()

    def _build_fields(self) -> None:
        self.text = TextField("Teks butir")
        self.text.typed.connect(self._type)
        self.text.left.connect(self.left)
        self.tokens = QPushButton("Sisipkan tanda")
        self.tokens.setObjectName("dropdown")
        menu = QMenu(self.tokens)
        for code, token in TOKENS.items():
            act = menu.addAction(f"{token.name}  {{{code}}}")
            act.triggered.connect(partial(self.insert_token, code))
        self.tokens.setMenu(menu)
        self.weight = self._choice("Tebal huruf", WEIGHTS, "weight")
        self.align = self._choice("Perataan", ALIGNS, "align")
        self.upright = self._choice("Perataan tegak", UPRIGHTS, "upright")
        self.largest = self._number("Ukuran huruf, poin", 4, 120, "size", step=0.5)
        self.smallest = self._number("Ukuran huruf terkecil, poin", 4, 120, "smallest", step=0.5)
        self.lines = self._number("Baris paling banyak", 1, 20, "lines", decimals=0)
        self.spacing = self._number("Jarak huruf, poin", 0, 40, "spacing", step=0.5)
        signers = {"0": "Semua, berjajar"} | {
            str(at): f"Penanda tangan ke-{at}" for at in range(1, MOST_SIGNATORIES + 1)
        }
        self.number = Choice("Siapa yang menandatangani di sini", signers)
        self.number.picked.connect(lambda value: self._set("number", int(value)))
        self.ornament = self._choice("Hiasan di tengah garis", ORNAMENTS, "text")
        self.colour = ColourField("Warna")
        self.colour.picked.connect(lambda value: self._set("color", value))
        self.place = {
            name: self._number(f"{caption}, milimeter", least, 500, name)
            for name, caption, least in (
                ("x", "Dari kiri", -500),
                ("y", "Dari atas", -500),
                ("w", "Lebar", 0),
                ("h", "Tinggi", 0),
            )
        }
        self.picture = QPushButton("Pilih gambar…")
        self.picture.clicked.connect(self.picture_wanted)

    def _lay_out(self, fields: Fields) -> None:
        text = frozenset({"teks"})
        self._cells += [
            (text | {"penanda_tangan"}, fields.add("&Teks", self.text)),
            (text | {"penanda_tangan"}, fields.add("", self.tokens)),
            (frozenset({"garis"}), fields.add("Hiasan", self.ornament)),
            (frozenset({"gambar"}), fields.add("Gambar", self.picture)),
            (frozenset({"penanda_tangan"}), fields.add("Yang menandatangani di sini", self.number)),
        ]
        self._pair(fields, _COLOURED, ("Warna", self.colour), ("Tebal", self.weight), second=text)
        self._pair(fields, _LETTERED, ("Ukuran (pt)", self.largest), ("Terkecil (pt)", self.smallest))
        self._pair(fields, _ALIGNED, ("Perataan", self.align), ("Tegak", self.upright), second=text)
        spaced = text | {"kop"}
        self._pair(fields, spaced, ("Jarak huruf (pt)", self.spacing), ("Baris paling banyak", self.lines), second=text)
        everything = frozenset(KINDS)
        self._pair(fields, everything, ("Dari kiri (mm)", self.place["x"]), ("Dari atas (mm)", self.place["y"]))
        self._pair(fields, everything, ("Lebar (mm)", self.place["w"]), ("Tinggi (mm)", self.place["h"]))

    def _pair(
        self,
        fields: Fields,
        kinds: frozenset[str],
        one: tuple[str, QWidget],
        other: tuple[str, QWidget],
        *,
        second: frozenset[str] | None = None,
    ) -> None:
        first, then = fields.add_pair(one, other)
        self._cells += [(kinds, first), (second or kinds, then)]

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_item(self) -> None:
        """The chosen item, or what to do to choose one."""
        item = self._work.item if self._work.state is not None else None
        self.fields.setVisible(item is not None)
        self.hint.setVisible(item is None)
        if item is None:
            self.about.hide()
            self.title.setText("Tidak ada butir yang dipilih")
            return
        many = len(self._work.chosen)
        self.title.setText(f"{many} butir dipilih" if many > 1 else item_name(item))
        self.title.setToolTip(item_name(item))
        self.about.setText(_ABOUT.get(item.kind, ""))
        self.about.setVisible(item.kind in _ABOUT and many == 1)
        for kinds, cell in self._cells:
            cell.setVisible(item.kind in kinds)
        self._put(item)

    def _put(self, item: Item) -> None:
        self.text.put(item.text)
        for choice, value in ((self.weight, item.weight), (self.align, item.align), (self.upright, item.upright)):
            choice.put(value)
        for field, number in (
            (self.largest, item.size),
            (self.smallest, item.smallest),
            (self.lines, item.lines),
            (self.spacing, item.spacing),
        ):
            field.put(number)
        self.colour.put(item.color)
        self.number.put(str(item.number))
        self.ornament.put(item.text if item.text in ORNAMENTS else "")
        for name, field in self.place.items():
            field.put(getattr(item, name))
        self.picture.setText("Ganti gambar…" if item.asset else "Pilih gambar…")

    def focus_text(self) -> None:
        """To what one changes most: the text, else the first number."""
        item = self._work.item
        if item is not None:
            field: QWidget = self.text if item.kind == "teks" else self.place["x"]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if item.kind == "teks":
                self.text.selectAll()

    # -- what is changed ----------------------------------------------------------------------------------------------

    def insert_token(self, code: str) -> None:
        """At the cursor."""
        self.text.insertPlainText(f"{{{code}}}")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, text: str) -> None:
        """Only the leading one: several items seldom say the same."""
        at = self._work.current
        if at >= 0:
            items = list(self._work.items)
            items[at] = replace(items[at], text=typed(text))
            self._work.put_items(items, topic=f"type {at}")

    def _choice(self, name: str, options: dict[str, str], field: str) -> Choice:
        made = Choice(name, options)
        made.picked.connect(lambda value: self._set(field, value))
        return made

    def _number(
        self, name: str, least: float, most: float, field: str, *, step: float = 1.0, decimals: int = 1
    ) -> NumberField:
        made = NumberField(name, least, most, step=step, decimals=decimals)
        made.typed.connect(lambda value: self._set(field, int(value) if decimals == 0 else value))
        return made

    def _set(self, field: str, value: Any) -> None:
        self._work.change(_with(field, value))


def _with(field: str, value: Any) -> Callable[[Item], Item]:
    """The change of one field; a square item stays square."""

    def change(item: Item) -> Item:
        if field in ("w", "h") and is_square(item):
            return replace(item, w=value, h=value)
        return replace(item, **{field: value})

    return change
