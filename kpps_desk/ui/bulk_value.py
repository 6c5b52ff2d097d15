"""What is to be changed, and into what: the upper half of the panel for many people.

What a newcomer gets wrong: one editor for every field. A text may be any (the file's own are offered), a place is
picked from the areas, a role, a reserve or a reason from its few.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.election import Role
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import Area
from kpps_desk.operations.bulk_plans import Edit
from kpps_desk.queries import member_values
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.screen import Desk

_FIELDS = (
    ("Pendidikan", "education"),
    ("Pekerjaan", "occupation"),
    ("Status perkawinan", "marital"),
    ("Tambahkan catatan", "note"),
    ("Tempat tugas yang diminta", "wanted"),
    ("Jabatan yang diminta", "role"),
    ("Cadangan", "reserve"),
    ("Keluarkan dari daftar", "left"),
)
_KNOWN = ("education", "occupation", "marital")  # texts of which the file knows some
_REASONS = (Reason.WITHDRAWN, Reason.RESIGNED, Reason.UNABLE, Reason.DIED, Reason.DISMISSED)


class BulkValue(QWidget):
    """`edit()` is what it asks for now; `changed` when that is something else."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._roles: Sequence[tuple[str, str]] = ()
        self.field = QComboBox()
        for label, key in _FIELDS:
            self.field.addItem(label, key)
        self.text = QComboBox()
        self.text.setEditable(True)
        self.text.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.area, self.station, self.choice = AreaButton(), QLineEdit(), QComboBox()
        self.station.setPlaceholderText("Nomor TPS, boleh kosong")
        for editor, name in ((self.field, "Yang diubah"), (self.text, "Isi baru"), (self.choice, "Isi baru")):
            editor.setAccessibleName(name)
        self.station.setAccessibleName("Nomor TPS")
        self._value = QLabel("&Isi baru")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        caption = QLabel("&Yang diubah")
        caption.setBuddy(self.field)
        for one in (caption, self._value):
            one.setObjectName("caption")
        for widget in (caption, self.field, self._value, self.text, self.area, self.station, self.choice):
            layout.addWidget(widget)
        self.field.currentIndexChanged.connect(lambda _: self.start())
        self.text.editTextChanged.connect(lambda _: self.changed.emit())
        self.area.changed.connect(lambda _: self.changed.emit())
        self.station.textChanged.connect(lambda _: self.changed.emit())
        self.choice.currentIndexChanged.connect(lambda _: self.changed.emit())

    def offer(self, areas: Sequence[Area], roles: Sequence[Role]) -> None:
        """The areas and roles of this workspace."""
        self.area.offer(areas)
        self._roles = [(role.name, role.code) for role in roles]

    def edit(self) -> Edit:
        field = str(self.field.currentData())
        if field == "wanted":
            number = self.station.text().strip()
            return Edit(field, self.area.code.replace(".", "") + (number.zfill(3) if number else ""))
        if field in ("role", "reserve", "left"):
            return Edit(field, str(self.choice.currentData() or ""))
        return Edit(field, self.text.currentText())

    def start(self) -> None:
        """The editors of the chosen field, empty."""
        field = str(self.field.currentData())
        choices: dict[str, Sequence[tuple[str, str]]] = {
            "role": self._roles,
            "reserve": (("Jadikan cadangan", "ya"), ("Bukan cadangan lagi", "tidak")),
            "left": [(words.leaving(one).capitalize(), str(one)) for one in _REASONS],
        }
        shown: QWidget = self.choice if field in choices else self.area if field == "wanted" else self.text
        for editor in (self.text, self.area, self.choice):
            editor.setVisible(editor is shown)
        self.station.setVisible(field == "wanted")
        self._value.setBuddy(shown)
        self.choice.clear()
        for label, value in choices.get(field, ()):
            self.choice.addItem(label, value)
        self.text.clear()
        if field in _KNOWN:
            self._desk.background.ask(self, lambda db: member_values.values(db, field), self._known, topic="known")
        self.changed.emit()

    def focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _known(self, found: Sequence[member_values.Value]) -> None:
        """Offer what the file has; what was typed meanwhile stays."""
        typed = self.text.currentText()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.addItems([one.value for one in found if one.value][:30])
        self.text.setEditText(typed)
        self.text.blockSignals(False)
