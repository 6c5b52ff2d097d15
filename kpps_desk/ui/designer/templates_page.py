"""The templates by kind: which one is issued by, how each looks; copy, rename, remove, hand on as one file.

What a newcomer gets wrong: changing a built-in one. To design one of them is to design a copy.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.design_faults import faults
from kpps_desk.queries.designs import TemplateRow
from kpps_desk.ui import theme
from kpps_desk.ui.designer.drafts import Draft
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine, plain
from kpps_desk.ui.page_view import PageView
from kpps_desk.ui.wrapping import WrappingRow

_LINE = Qt.ItemDataRole.UserRole
Line = TemplateRow | Draft


class Preview(PageView):
    """A page of any paper, fitted."""

    def __init__(self) -> None:
        super().__init__(297 / 210)
        self.setMinimumSize(theme.GRID * 24, theme.GRID * 16)

    def lie(self, width: float, height: float) -> None:
        """Of this proportion from now on."""
        self._proportion = width / height


class TemplatesPage(QWidget):
    """Says what is wanted of the current line; the screen does it."""

    current_changed = Signal(object)  # Line | None
    design_wanted = Signal(object)
    choose_wanted = Signal(object)
    copy_wanted = Signal(object)
    rename_wanted = Signal(object, str)
    remove_wanted = Signal(object)
    import_wanted = Signal()
    export_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName("Templat menurut jenisnya; Enter merancangnya")
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._turned())
        self.list.itemActivated.connect(lambda _: self._want_design())
        self.view = Preview()
        self.title, self.about = OneLine("subheading"), plain("", "muted")
        self.form = Form([Field("name", "Nama templat", required=True)], save="&Ganti nama")
        self.form.saved.connect(lambda typed: self.rename_wanted.emit(self.current, typed["name"].strip()))
        self.form.cancelled.connect(self.end_renaming)
        self._build_buttons()
        self._lay_out()

    def _build_buttons(self) -> None:
        self.design, self.choose = QPushButton("&Rancang"), QPushButton("&Pakai")
        self.design.setObjectName("primary")
        self.copy, self.rename, self.remove = QPushButton("&Salin"), QPushButton("Ganti &nama…"), QPushButton("&Hapus")
        self.take, self.give = QPushButton("&Impor…"), QPushButton("&Ekspor…")
        for button, act in (
            (self.design, self._want_design),
            (self.choose, lambda: self.choose_wanted.emit(self.current)),
            (self.copy, lambda: self.copy_wanted.emit(self.current)),
            (self.rename, self.begin_renaming),
            (self.remove, lambda: self.remove_wanted.emit(self.current)),
            (self.take, self.import_wanted.emit),
            (self.give, lambda: self.export_wanted.emit(self.current)),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
        inside(self.list, "F2", self.begin_renaming)
        inside(self.list, "Delete", self.remove.click)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.list, 1)
        column.addWidget(self.form)
        self.form.hide()
        self.buttons = WrappingRow()
        self.buttons.put([self.design, self.choose, self.copy, self.rename, self.remove, self.take, self.give])
        column.addWidget(self.buttons)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addWidget(self.title)
        page.addWidget(self.about)
        page.addWidget(self.view, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Line | None:
        item = self.list.currentItem()
        found = item.data(_LINE) if item is not None else None
        return found if isinstance(found, TemplateRow | Draft) else None

    def put(self, rows: Sequence[TemplateRow], drafts: Sequence[Draft]) -> None:
        """Show these; the cursor stays on the template that it was on."""
        before = name_of(self.current)
        self.list.blockSignals(True)
        self.list.clear()
        begun, known = {draft.template for draft in drafts}, {row.id for row in rows if row.id}
        for kind in Kind:
            self._heading(words.certificate_kind(kind))
            for draft in drafts:
                if draft.design.kind is kind and draft.template not in known:
                    self._add(draft, f"{draft.design.name} · belum disimpan", "edit", "warn")
            for row in rows:
                if row.design.kind is kind:
                    self._add(row, _told(row, begun=row.id != 0 and row.id in begun), *_sign(row))
        lines = [at for at in range(self.list.count()) if self.list.item(at).data(_LINE) is not None]
        same = [at for at in lines if name_of(self.list.item(at).data(_LINE)) == before]
        self.list.setCurrentRow((same or lines or [-1])[0])
        self.list.blockSignals(False)
        self._turned()

    def go_to(self, name: str) -> None:
        """Put the cursor on the template of this name."""
        for at in range(self.list.count()):
            if name_of(self.list.item(at).data(_LINE)) == name:
                self.list.setCurrentRow(at)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(12, QFont.Weight.DemiBold))
        item.setForeground(theme.colour("muted"))
        self.list.addItem(item)

    def _add(self, line: Line, text: str, icon: str, token: str) -> None:
        item = QListWidgetItem(theme.icon(icon, token), text)
        item.setToolTip(text)
        item.setData(_LINE, line)
        self.list.addItem(item)

    def _turned(self) -> None:
        line = self.current
        own = isinstance(line, TemplateRow) and line.id > 0
        made = isinstance(line, TemplateRow)
        self.choose.setEnabled(isinstance(line, TemplateRow) and not line.chosen)
        self.design.setEnabled(line is not None)
        for button in (self.copy, self.give):
            button.setEnabled(made)
        self.rename.setEnabled(own)
        self.remove.setEnabled(isinstance(line, Draft) or (isinstance(line, TemplateRow) and own and not line.chosen))
        self.design.setToolTip("" if own or not made else "Membuka salinannya: yang bawaan tetap seperti semula")
        self.end_renaming()
        self.title.setText(name_of(line))
        self.about.setText(_about(line))
        self.current_changed.emit(line)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def begin_renaming(self) -> None:
        if self.rename.isEnabled():
            self.form.put({"name": name_of(self.current)})
            self.buttons.hide()
            self.form.show()
            self.form.focus_first()

    def end_renaming(self) -> None:
        if not self.form.isHidden():
            self.form.hide()
            self.buttons.show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_design(self) -> None:
        if self.current is not None:
            self.design_wanted.emit(self.current)


def name_of(line: object) -> str:
    if isinstance(line, Draft):
        return line.design.name
    return line.name if isinstance(line, TemplateRow) else ""


def _sign(row: TemplateRow) -> tuple[str, str]:
    """Its shape says which is issued by; a colour only repeats it."""
    return ("check", "good") if row.chosen else ("certificates", "muted")


def _told(row: TemplateRow, *, begun: bool) -> str:
    marks = [*(["dipakai"] if row.chosen else []), *(["bawaan"] if not row.id else [])]
    marks += ["perubahan belum disimpan"] if begun else []
    return " · ".join([row.name, *marks])


def _about(line: Line | None) -> str:
    if line is None:
        return ""
    design = line.design
    way = "mendatar" if design.landscape else "tegak"
    parts = [words.certificate_kind(design.kind), f"{design.paper} {way}"]
    parts.append("dua muka" if design.back else "satu muka")
    if isinstance(line, TemplateRow) and line.changed_at:
        parts.append(f"diubah {words.moment(line.changed_at)} oleh {line.changed_by}")
    bars = sum(fault.bars for fault in faults(design))
    if bars:
        parts.append(f"{bars} masalah harus diperbaiki sebelum dipakai")
    return " · ".join(parts)
