"""Pengaturan, Sertifikat: who may have which kind, from which day on, and what its numbers are called by.

What a newcomer gets wrong: reading the boxes of the roles when nobody touched them. A rule that names no roles follows
the page Jabatan; it goes on following until somebody ticks.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.election import CertificateRule, Role
from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Invalid
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.rules_general import Number
from kpps_desk.ui.rules_page import RulesPage, say, trouble_label

_STEPS = (("seated", "Memegang kursi TPS"), ("sworn", "Sudah disumpah"), ("trained", "Sudah terlatih"))


class CertificatesPage(RulesPage):
    """One block a kind."""

    title = "Aturan sertifikat"
    fields = frozenset({"certificates"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = {kind: KindBlock(kind) for kind in Kind}
        self._trouble = trouble_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 4, theme.GRID * 2, 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self._trouble)
        for block in self.kinds.values():
            block.edited.connect(self.edited)
            column.addWidget(block)
        column.addStretch(1)

    def put(self, draft: Draft, versions: Sequence[Draft]) -> None:
        for kind, block in self.kinds.items():
            block.put(draft.rules.certificate(kind), draft.roles)
        self.clear_trouble()

    def onto(self, draft: Draft) -> Draft:
        rules = tuple(block.read(draft.roles) for block in self.kinds.values())
        return replace(draft, rules=replace(draft.rules, certificates=rules))

    def show_trouble(self, problem: Invalid) -> None:
        say(self._trouble, str(problem))
        self.focus_first()

    def clear_trouble(self) -> None:
        say(self._trouble, "")

    def focus_first(self) -> None:
        self.kinds[Kind.CERTIFICATE].focus_first()


class KindBlock(QWidget):
    """The rule of one kind."""

    edited = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._name = words.certificate_kind(kind)
        self._rule = CertificateRule(kind, "")
        self._roles_touched = False
        self.code, self.first_day = QLineEdit(), QLineEdit()
        self.first_day.setPlaceholderText("tidak ditentukan")
        self.after_voting = QCheckBox("Sesudah hari pemungutan suara")
        self.sessions = Number(" bimtek", 50)
        self.steps = {name: QCheckBox(text) for name, text in _STEPS}
        self.roles: dict[str, QCheckBox] = {}
        self._role_row = QHBoxLayout()
        self._role_row.setSpacing(theme.GRID * 2)
        self._build()
        self.code.textChanged.connect(self.edited)
        self.first_day.textChanged.connect(self.edited)
        self.sessions.valueChanged.connect(self.edited)
        for box in (self.after_voting, *self.steps.values()):
            box.toggled.connect(self.edited)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme.GRID)
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        head = QLabel(self._name)
        head.setObjectName("subheading")
        grid.addWidget(head, 0, 0, 1, 3)
        self._line(grid, "Kode dalam nomor", self.code, "Pengganti {kode} pada pola nomor.")
        if self._kind is Kind.TRAINER:
            self._line(grid, "Hadir mengajar pada", self.sessions, "Paling sedikit, sebagai narasumber yang hadir.")
        else:
            grid.addWidget(QLabel("Jabatan yang berhak"), grid.rowCount(), 0)
            grid.addLayout(self._role_row, grid.rowCount() - 1, 1, 1, 2)
            steps = QHBoxLayout()
            steps.setSpacing(theme.GRID * 2)
            for box in self.steps.values():
                box.setAccessibleName(f"{self._name}: {box.text()}")
                steps.addWidget(box)
            steps.addStretch(1)
            grid.addWidget(QLabel("Syarat"), grid.rowCount(), 0)
            grid.addLayout(steps, grid.rowCount() - 1, 1, 1, 2)
        self._line(grid, "Paling cepat terbit", self.first_day, "Contoh: 28-11-2024. Mendahului pilihan di bawah.")
        self.after_voting.setAccessibleName(f"{self._name}: {self.after_voting.text()}")
        grid.addWidget(self.after_voting, grid.rowCount(), 1, 1, 2)

    def _line(self, grid: QGridLayout, text: str, editor: QWidget, told: str) -> None:
        label = QLabel(text)
        label.setBuddy(editor)
        editor.setAccessibleName(f"{self._name}: {text}")
        editor.setAccessibleDescription(told)
        editor.setFixedWidth(200)
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1)
        grid.addWidget(plain(told, "caption"), row, 2)

    def put(self, rule: CertificateRule, roles: Sequence[Role]) -> None:
        """Show a rule; the boxes are those of these roles."""
        self._rule, self._roles_touched = rule, False
        blockers = [
            QSignalBlocker(part)
            for part in (self.code, self.first_day, self.sessions, self.after_voting, *self.steps.values())
        ]
        self.code.setText(rule.code)
        self.first_day.setText(words.short_date(rule.not_before) if rule.not_before else "")
        self.sessions.setValue(rule.sessions)
        self.after_voting.setChecked(rule.after_voting)
        for name, box in self.steps.items():
            box.setChecked(getattr(rule, name))
        for blocker in blockers:
            blocker.unblock()
        if self._kind is not Kind.TRAINER:
            self._put_roles(rule, roles)

    def _put_roles(self, rule: CertificateRule, roles: Sequence[Role]) -> None:
        while (item := self._role_row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.roles = {role.code: QCheckBox(role.name) for role in roles}
        for role in roles:
            box = self.roles[role.code]
            box.setChecked(rule.admits(role))
            box.setAccessibleName(f"{self._name}: {role.name}")
            box.toggled.connect(self._touch_roles)
            self._role_row.addWidget(box)
        self._role_row.addStretch(1)

    def _touch_roles(self) -> None:
        self._roles_touched = True
        self.edited.emit()

    def read(self, roles: Sequence[Role]) -> CertificateRule:
        """What stands here; Invalid where it can't be read."""
        typed = self.first_day.text().strip()
        try:
            day = values.parse_date(typed) if typed else None
        except ValueError:
            raise Invalid("certificates", f"{self._name}: “{typed}” bukan tanggal.", "Contoh: 28-11-2024.") from None
        known = {role.code for role in roles}
        chosen = tuple(code for code, box in self.roles.items() if box.isChecked() and code in known)
        if self._roles_touched and not chosen:
            raise Invalid("certificates", f"{self._name}: pilih paling sedikit satu jabatan yang berhak.")
        kept = tuple(code for code in self._rule.roles if code in known)
        return replace(
            self._rule,
            code=values.clean(self.code.text())[0],
            roles=chosen if self._roles_touched else kept,
            sessions=self.sessions.value(),
            after_voting=self.after_voting.isChecked(),
            not_before=day,
            seated=self.steps["seated"].isChecked(),
            sworn=self.steps["sworn"].isChecked(),
            trained=self.steps["trained"].isChecked(),
        )

    def focus_first(self) -> None:
        self.code.setFocus()
