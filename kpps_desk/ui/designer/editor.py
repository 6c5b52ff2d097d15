"""The table on which one design lies: ribbon, page, panels; what is drawn, what is wrong, what is kept.

What a newcomer gets wrong: saving on leaving. A template is saved by Simpan alone, as one entry of the journal; what is
left unsaved is kept as a draft.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from kpps_desk.domain.design_faults import Fault, faults
from kpps_desk.domain.designs import Design
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.designer.acts import Acts
from kpps_desk.ui.designer.canvas import REAL, Canvas
from kpps_desk.ui.designer.fault_list import FaultList, summary
from kpps_desk.ui.designer.fields import is_step_back
from kpps_desk.ui.designer.item_list import ItemList
from kpps_desk.ui.designer.item_panel import ItemPanel
from kpps_desk.ui.designer.page_panel import PagePanel
from kpps_desk.ui.designer.proof import Proof, Proofs, Wish
from kpps_desk.ui.designer.ribbon import Ribbon
from kpps_desk.ui.designer.work import Work
from kpps_desk.ui.keys import inside

_REST, _LONGEST = 30, 200  # ms: a worker that draws takes from the hand's own time
_PANEL, _PANEL_NARROW, _NARROW = 304, 272, 900


class Editor(QWidget):
    """`picture_wanted` carries what to do with the picture's (digest, width, height); the screen asks for the file."""

    left = Signal()
    save_wanted = Signal()
    picture_wanted = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = Work(self)
        self.acts = Acts(self.work, self)
        self.ribbon, self.canvas = Ribbon(self.acts), Canvas(self.work)
        self.item_panel, self.page_panel = ItemPanel(self.work), PagePanel(self.work)
        self.item_list, self.fault_list = ItemList(self.work), FaultList()
        self.proofs = Proofs(background, self)
        self.proof: Proof | None = None
        self.worst = False
        self.is_new = False
        self._drawing = QTimer(self, singleShot=True, interval=_REST)
        self._since = QElapsedTimer()
        self._drawing.timeout.connect(self._draw)
        self._lay_out()
        self._connect()
        self._keys()

    def _lay_out(self) -> None:
        self.panel = QTabWidget()
        self.panel.setDocumentMode(True)
        self.panel.tabBar().setDrawBase(False)
        self.panel.tabBar().setAccessibleName("Panel perancang")
        self.panel.tabBar().setUsesScrollButtons(False)
        for widget, title in (
            (self.item_panel, "Butir"),
            (self.item_list, "Daftar"),
            (self.page_panel, "Kertas"),
            (self.fault_list, "Masalah"),
        ):
            self.panel.addTab(widget, title)
        card = QFrame()
        card.setObjectName("panel")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.panel)
        self._card = card
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.canvas, 1)
        row.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.ribbon)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        work, ribbon, canvas = self.work, self.ribbon, self.canvas
        work.changed.connect(self._changed)
        work.chosen_changed.connect(self._side)
        work.steps_changed.connect(self.say_state)
        canvas.wanted.connect(self.draw)
        canvas.edit_wanted.connect(self.edit_item)
        canvas.zoom_changed.connect(self._say_zoom)
        ribbon.left.connect(self.left)
        ribbon.save_wanted.connect(self.save_wanted)
        ribbon.undo_wanted.connect(work.undo)
        ribbon.redo_wanted.connect(work.redo)
        ribbon.side_wanted.connect(lambda back: work.turn(back=back))
        ribbon.data_wanted.connect(self.show_worst)
        ribbon.zoom_wanted.connect(lambda step: canvas.zoom_by(step) if step else canvas.zoom_to(0.0))
        ribbon.picture_wanted.connect(lambda: self.picture_wanted.emit(self.acts.put_picture))
        self.item_panel.picture_wanted.connect(lambda: self.picture_wanted.emit(self._other_picture))
        self.item_panel.left.connect(lambda: canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        self.page_panel.background_wanted.connect(lambda: self.picture_wanted.emit(self._other_background))
        self.fault_list.chosen.connect(self.show_fault)
        self.proofs.made.connect(self._drawn)

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save_wanted.emit),
            ("F7", lambda: self.work.turn(back=not self.work.back and bool(self.work.design.back))),
            ("F8", lambda: self.show_worst(not self.worst)),
        )
        for key, act in keys:
            inside(self, key, act)
        for key in ("Delete", "Backspace"):
            inside(self.canvas, key, self.acts.delete.trigger)
        inside(self.canvas, "Ctrl+A", self.acts.choose_all.trigger)
        inside(self.item_list, "Delete", self.acts.delete.trigger)

    # -- beginning ----------------------------------------------------------------------------------------------------

    def start(self, design: Design, *, kept: Design | None) -> None:
        """Lay a design on the table; `kept` is how its template is saved, None for a new one."""
        self.proofs.begin()
        self.proof, self.worst, self.is_new = None, False, kept is None
        self.canvas.zoom_to(0.0)
        self.work.start(design, kept=kept)
        self.ribbon.show_data(worst=False)
        self.panel.setCurrentWidget(self.item_panel)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether the page in sight is older than the design."""
        return self.proofs.busy

    # -- the page -----------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Have the page made as it is wanted now: when the hand rests, and now and then while it doesn't."""
        if not self._drawing.isActive():
            self._since.start()
        if not self._drawing.isActive() or self._since.elapsed() < _LONGEST:
            self._drawing.start()

    def _draw(self) -> None:
        if self.work.state is not None and self.isVisible():
            self.proofs.want(Wish(self.work.design, self.work.back, self.worst, self.canvas.width_wanted))

    def show_worst(self, worst: bool) -> None:
        """With the longest data, or with the sample's."""
        self.worst = worst
        self.ribbon.show_data(worst=worst)
        self.draw()

    def _drawn(self, proof: Proof) -> None:
        if self.work.state is None or proof.wish.design.name != self.work.design.name:
            return
        self.proof = proof
        if proof.wish.back == self.work.back and proof.wish.design.size_mm == self.work.design.size_mm:
            self.canvas.put(proof.image)
        self._put_faults()

    # -- what follows from a change -----------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.ribbon.show_side(back=self.work.back, has_back=bool(self.work.design.back))
        self._put_faults()
        self.draw()
        self._say_zoom()

    def _side(self) -> None:
        if self.work.state is None:
            return
        self.ribbon.show_side(back=self.work.back, has_back=bool(self.work.design.back))
        if self.proof is None or self.proof.wish.back != self.work.back:
            self.draw()
            self._put_faults()

    @property
    def bars(self) -> list[Fault]:
        """What keeps it from being saved."""
        return [fault for fault in faults(self.work.design) if fault.bars]

    def _put_faults(self) -> None:
        found = faults(self.work.design)
        if self.proof is not None:
            found += [Fault(-1, f"Dengan data terpanjang: {flaw}", bars=False) for flaw in self.proof.flaws]
        self.fault_list.put(found)
        places = frozenset(fault.item for fault in found if fault.back == self.work.back and fault.item >= 0)
        self.canvas.put_faulty(places)
        sign = "⚠ " if any(fault.bars for fault in found) else ""
        self.panel.setTabText(3, f"{sign}Masalah {len(found)}" if found else "Masalah")
        self.panel.setTabToolTip(3, summary(found))

    def say_state(self) -> None:
        """How it stands: saved or not, and whether there is a way back."""
        work = self.work
        self.ribbon.undo.setEnabled(work.can_undo)
        self.ribbon.redo.setEnabled(work.can_redo)
        new = self.is_new and not work.dirty
        state = "Belum disimpan" if work.dirty else "Templat baru" if new else "Tersimpan"
        self.ribbon.say(work.design.name, state)
        self.ribbon.save.setEnabled(work.dirty)

    def _say_zoom(self) -> None:
        fitted = " (muat)" if not self.canvas.zoom else ""
        said = f"{round(self.canvas.scale / REAL * 100)}%{fitted}"
        if said != self.ribbon.zoom.text():
            self.ribbon.zoom.setText(said)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def edit_item(self) -> None:
        """To the chosen item's text."""
        self.panel.setCurrentWidget(self.item_panel)
        self.item_panel.focus_text()

    def show_fault(self, fault: Fault) -> None:
        """The item that it is about, on its side; of the whole sheet the panel that mends it."""
        if fault.item >= 0:
            self.work.turn(back=fault.back)
            self.work.choose([fault.item])
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.work.turn(back=False)
            self.ribbon.insert.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """What is typed into a field and not yet entered counts too."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit | QAbstractSpinBox) and field.hasFocus():
            field.clearFocus()
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_name(self) -> None:
        """Where the template's name is typed."""
        self.panel.setCurrentWidget(self.page_panel)
        self.page_panel.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_panel.name.selectAll()

    def show_faults(self) -> None:
        """The list of them."""
        self.panel.setCurrentWidget(self.fault_list)

    def _other_picture(self, digest: str, width: int, height: int) -> None:
        self.work.settle()
        self.work.change(lambda item: replace(item, asset=digest) if item.kind == "gambar" else item)

    def _other_background(self, digest: str, width: int, height: int) -> None:
        self.page_panel.put_background(digest)

    # -- keys and glass -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y are the table's while one works on it; the window's undo would take back an old act."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_step_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_step_back(event):
            redo = event.key() == Qt.Key.Key_Y or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.work.redo if redo else self.work.undo)()
        elif event.key() == Qt.Key.Key_Escape and self.canvas.hasFocus():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(_PANEL_NARROW if self.width() < _NARROW else _PANEL)
