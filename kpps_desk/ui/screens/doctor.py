"""Pemeriksaan: NIKs that say something else than what was typed, and records that may be one person.

What a newcomer gets wrong: mending by itself. Both pages only show; every change is one key by a person, with its name
in Ctrl+Z.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.ui.nik_page import NikPage
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.twins_page import TwinsPage

_NIK, _TWINS = "&NIK dan KTP", "Diduga &sama"


class DoctorScreen(Screen):
    """Two pages; `open('twins')` shows the second."""

    key = "doctor"
    title = "Pemeriksaan"
    icon = "doctor"
    tables = frozenset({"member", "appointment", "attendance", "certificate", "document", "waiver", "distinct_pair"})
    help_text = (
        "NIK dan KTP: siapa yang tanggal lahir atau jenis kelaminnya berbeda dengan NIK. Cocokkan dengan KTP, lalu "
        "tekan N bila NIK yang benar atau K bila isian yang benar; Ctrl+A memilih semua dalam daftar.\n"
        "Diduga sama: Cari membandingkan semua orang. Setiap pasangan tampil berdampingan; panah memilih isian, 1 atau "
        "kiri mempertahankan nilai kiri, 2 atau kanan mengambil nilai kanan. G menggabungkan, B mencatat bahwa "
        "keduanya bukan orang yang sama, L melewati, T menukar siapa yang dipertahankan.\n"
        "Kehadiran, berkas, dan kursi ikut pindah ke catatan yang dipertahankan; sertifikat tidak pernah pindah. Semua "
        "dapat diurungkan dengan Ctrl+Z. Dari NIK hanya angka yang berbeda yang tampak."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.nik = NikPage(desk)
        self.twins = TwinsPage(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.nik, _NIK)
        self.tabs.addTab(self.twins, _TWINS)
        self.tabs.setCurrentIndex(desk.kept.number("doctor/page", 0))
        self.tabs.currentChanged.connect(lambda at: desk.kept.keep("doctor/page", at))
        self.twins.counted.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def shown(self) -> None:
        self.nik.shown()
        page = self.tabs.currentWidget()
        if not page.isAncestorOf(self.focusWidget() or self):  # the keys are the list's
            (self.nik if page is self.nik else self.twins).view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.tables & self.tables:
            self.nik.reload()
            self.twins.changed(changes)

    def reload(self) -> None:
        if self.tabs.currentWidget() is self.nik:
            self.nik.reload()
        else:
            self.twins.begin()

    def open(self, target: object) -> None:
        """'nik' or 'twins'."""
        self.tabs.setCurrentWidget(self.twins if target == "twins" else self.nik)

    def to_search(self) -> None:
        page = self.nik.case if self.tabs.currentWidget() is self.nik else self.twins.kind
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[QAction]:
        action = QAction("Cari yang diduga tercatat dua kali", self)
        action.triggered.connect(self._search)
        return [action]

    def _search(self) -> None:
        self.open("twins")
        self.twins.begin()

    def _count(self, waiting: int) -> None:
        self.tabs.setTabText(1, f"{_TWINS}: {words.number(waiting)}" if waiting else _TWINS)
