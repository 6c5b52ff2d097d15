"""How certificates are printed, as a person chooses it: where to, on what, in which order, how far moved.

What a newcomer gets wrong: one pair of offsets. Each printer pulls its paper in its own way; they are kept a printer.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from kpps_desk.domain.press import FARTHEST, PressSettings
from kpps_desk.ui import theme
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice

_FILE = "PDF"  # as whose offsets those of files are kept
FILE = ""  # the target that is no printer
_CHOICES: tuple[tuple[str, str, list[tuple[str, Any]]], ...] = (
    ("split", "&Berkas", [
        ("Satu berkas", "satu"), ("Satu setiap kelurahan", "kelurahan"), ("Satu setiap orang", "orang")]),
    ("size", "&Kertas", [("Menurut rancangan", None), ("A4", "A4"), ("F4, 215 × 330 mm", "F4"), ("Letter", "Letter")]),
    ("up", "L&embar", [("1 sertifikat selembar", 1), ("2 sertifikat selembar", 2)]),
    ("duplex", "S&isi", [("Muka saja", False), ("Muka dan belakang", True)]),
    ("sorting", "&Urutan", [("TPS dan kursi", "tps"), ("Sesi bimtek, lalu TPS", "sesi")]),
    ("copies", "SALI&NAN", [
        ("Pada yang pernah keluar", "otomatis"), ("Pada semua", "semua"), ("Tidak pernah", "tidak")]),
)  # fmt: skip


class PrintSettings(QWidget):
    """`settings` is what is chosen, `target` a printer's name or FILE."""

    changed = Signal()
    calibration_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = desk.kept
        self.target = Choice("Tujuan", [("Berkas PDF", FILE)])
        self.target.currentIndexChanged.connect(lambda _: self._retargeted())
        self.zipped = QCheckBox("&Dalam satu ZIP")
        self.zipped.toggled.connect(lambda on: self._keep("zipped", int(on)))
        self.zipped.setChecked(bool(self._kept.number("certificates/print/zipped", 0)))
        self.choices = {key: Choice(name.replace("&", ""), options) for key, name, options in _CHOICES}
        self.dx, self.dy = _offset("Geser ke kanan, milimeter"), _offset("Geser ke bawah, milimeter")
        for box in (self.dx, self.dy):
            box.valueChanged.connect(lambda _: self._keep_offsets())
        self.calibration = QPushButton("Kalibrasi")
        self.calibration.setToolTip("Halaman bergaris ukur: baca geserannya, lalu isikan di sini")
        self.calibration.clicked.connect(self.calibration_wanted)
        self.test = QPushButton("Halaman uji")
        self.test.setToolTip("Satu sertifikat contoh dengan setelan ini; tidak masuk catatan cetak")
        self.test.clicked.connect(self.test_wanted)
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        for key, choice in self.choices.items():
            choice.put_text(self._kept.text(f"certificates/print/{key}"))
            choice.currentIndexChanged.connect(lambda _, key=key: self._keep(key, str(self.choices[key].value)))
        self._retargeted()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, str, QWidget]] = [("target", "&Tujuan", self.target)]
        rows += [(key, name, self.choices[key]) for key, name, _ in _CHOICES]
        rows.insert(2, ("zipped", "", self.zipped))
        for at, (key, name, widget) in enumerate(rows):
            label = QLabel(name)
            label.setObjectName("caption")
            label.setBuddy(widget)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(widget, at, 1)
            self._labels[key] = label
        moved, tries = QHBoxLayout(), QHBoxLayout()
        for text, box in (("&Geser kanan", self.dx), ("turun", self.dy)):
            word = QLabel(text)
            word.setObjectName("caption")
            word.setBuddy(box)
            moved.addWidget(word)
            moved.addWidget(box, 1)
        for button in (self.calibration, self.test):
            tries.addWidget(button, 1)
        for at, line in enumerate((moved, tries)):
            line.setSpacing(theme.GRID)
            grid.addLayout(line, len(rows) + at, 0, 1, 2)

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def settings(self) -> PressSettings:
        chosen = {key: choice.value for key, choice in self.choices.items()}
        if self.printer:
            chosen["split"] = "satu"
        zipped = self.zipped.isChecked() and not self.printer
        return PressSettings(**chosen, zipped=zipped, dx=self.dx.value(), dy=self.dy.value())

    @property
    def printer(self) -> str:
        """The printer's name; '' for a file."""
        return str(self.target.value or "")

    def offer_printers(self, names: Sequence[str]) -> None:
        """The printers of this machine; the one used last is chosen again."""
        wanted = self.printer or self._kept.text("certificates/print/target")
        blocker = QSignalBlocker(self.target)
        self.target.clear()
        self.target.addItem("Berkas PDF", FILE)
        for name in names:
            self.target.addItem(name, name)
        self.target.setCurrentIndex(max(0, self.target.findData(wanted)))
        blocker.unblock()
        self._show_for_target()

    def _retargeted(self) -> None:
        self._kept.keep("certificates/print/target", self.printer)
        self._show_for_target()

    def _show_for_target(self) -> None:
        for key, widget in (("split", self.choices["split"]), ("zipped", self.zipped)):
            widget.setVisible(not self.printer)
            self._labels[key].setVisible(not self.printer)
        for name, box in (("dx", self.dx), ("dy", self.dy)):
            blocker = QSignalBlocker(box)
            box.setValue(self._kept.number(f"certificates/offset/{self.printer or _FILE}/{name}", 0) / 10)
            blocker.unblock()
        self.changed.emit()

    def _keep_offsets(self) -> None:
        for name, box in (("dx", self.dx), ("dy", self.dy)):
            self._kept.keep(f"certificates/offset/{self.printer or _FILE}/{name}", round(box.value() * 10))
        self.changed.emit()

    def _keep(self, key: str, value: str | int) -> None:
        self._kept.keep(f"certificates/print/{key}", value)
        self.changed.emit()


def _offset(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setAccessibleName(name)
    box.setRange(-FARTHEST, FARTHEST)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setMinimumWidth(56)
    box.setLocale(QLocale(QLocale.Language.Indonesian))
    box.setToolTip(f"{name}; kurang dari nol ke arah sebaliknya")
    return box
