"""Pengaturan: the lists of documents, requirements and roles.

What a newcomer gets wrong: numbering seats by hand. They follow the order of the roles, and so does the list.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from kpps_desk import words
from kpps_desk.domain.crew_layout import MOST_SEATS, laid_out
from kpps_desk.domain.election import DocumentRule, RequirementRule, Role
from kpps_desk.domain.rules import Draft
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.rules_general import Number
from kpps_desk.ui.rules_lines import LinesPage


def _yes(value: bool) -> str:
    return "Ya" if value else "Tidak"


def _numbers(role: Role) -> str:
    numbers = role.numbers
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]) if numbers else "-"


_DOCUMENTS: tuple[Column[DocumentRule], ...] = (
    Column("name", "Dokumen", lambda rule: rule.name or "(belum bernama)", 200, stretch=True),
    Column("required", "Wajib", lambda rule: _yes(rule.required), 76),
)
_REQUIREMENTS: tuple[Column[RequirementRule], ...] = (
    Column("name", "Syarat", lambda rule: rule.name or "(belum bernama)", 200, stretch=True),
    Column("waivable", "Dikesampingkan", lambda rule: _yes(rule.waivable), 132),
)
_ROLES: tuple[Column[Role], ...] = (
    Column("seats", "Kursi", _numbers, 60),
    Column("name", "Jabatan", lambda role: role.name or "(belum bernama)", 152),
    Column("needs", "Wajib", words.role_needs, 140, stretch=True),
)


class DocumentsPage(LinesPage[DocumentRule]):
    """The papers of the checklist."""

    title = "Dokumen persyaratan"
    fields = frozenset({"documents"})
    noun = "dokumen"
    told = "Dokumen yang dihapus dari daftar tidak dihitung lagi; catatannya tetap tersimpan."
    columns = _DOCUMENTS

    def lines_of(self, draft: Draft) -> Sequence[DocumentRule]:
        return draft.rules.documents

    def with_lines(self, draft: Draft, lines: Sequence[DocumentRule]) -> Draft:
        return replace(draft, rules=replace(draft.rules, documents=tuple(lines)))

    def fresh(self, code: str) -> DocumentRule:
        return DocumentRule(code, "")

    def coded(self, line: DocumentRule, code: str) -> DocumentRule:
        return replace(line, code=code)

    def add_fields(self, grid: QGridLayout) -> Sequence[QWidget]:
        self.required = QCheckBox("&Wajib diserahkan")
        self.required.toggled.connect(lambda _: self._typed())
        grid.addWidget(self.required, grid.rowCount(), 0, 1, 2)
        return (self.required,)

    def fill(self, line: DocumentRule) -> None:
        self.required.setChecked(line.required)

    def read(self, line: DocumentRule, name: str) -> DocumentRule:
        return replace(line, name=name, required=self.required.isChecked())


class RequirementsPage(LinesPage[RequirementRule]):
    """What somebody judges of a person."""

    title = "Syarat"
    fields = frozenset({"requirements"})
    noun = "syarat"
    told = "Yang dapat dikesampingkan: oleh yang berwenang, dengan alasan, dan tetap tercantum."
    columns = _REQUIREMENTS

    def lines_of(self, draft: Draft) -> Sequence[RequirementRule]:
        return draft.rules.requirements

    def with_lines(self, draft: Draft, lines: Sequence[RequirementRule]) -> Draft:
        return replace(draft, rules=replace(draft.rules, requirements=tuple(lines)))

    def fresh(self, code: str) -> RequirementRule:
        return RequirementRule(code, "")

    def coded(self, line: RequirementRule, code: str) -> RequirementRule:
        return replace(line, code=code)

    def add_fields(self, grid: QGridLayout) -> Sequence[QWidget]:
        self.waivable = QCheckBox("&Dapat dikesampingkan")
        self.waivable.toggled.connect(lambda _: self._typed())
        grid.addWidget(self.waivable, grid.rowCount(), 0, 1, 2)
        return (self.waivable,)

    def fill(self, line: RequirementRule) -> None:
        self.waivable.setChecked(line.waivable)

    def read(self, line: RequirementRule, name: str) -> RequirementRule:
        return replace(line, name=name, waivable=self.waivable.isChecked())


_NEEDS = (
    ("kpps", "Anggota &KPPS"),
    ("needs_oath", "Wajib &disumpah"),
    ("needs_training", "Wajib ikut &bimtek"),
    ("needs_certificate", "Wajib bersertifikat"),
)


class RolesPage(LinesPage[Role]):
    """Who sits in a crew."""

    title = "Jabatan dan kursi"
    fields = frozenset({"roles"})
    noun = "jabatan"
    told = (
        f"Urutan jabatan menentukan nomor kursi; paling banyak {MOST_SEATS} kursi seregu. Pemegang tetap di kursinya."
    )
    columns = _ROLES

    def lines_of(self, draft: Draft) -> Sequence[Role]:
        return draft.roles

    def with_lines(self, draft: Draft, lines: Sequence[Role]) -> Draft:
        return replace(draft, roles=laid_out(lines))

    def fresh(self, code: str) -> Role:
        return Role(code, "", 0, 1, kpps=True, needs_oath=True, needs_training=True, needs_certificate=True)

    def coded(self, line: Role, code: str) -> Role:
        return replace(line, code=code)

    def add_fields(self, grid: QGridLayout) -> Sequence[QWidget]:
        self.seats = Number(most=MOST_SEATS)
        self.seats.valueChanged.connect(lambda _: self._typed())
        label = QLabel("&Jumlah kursi")
        label.setObjectName("caption")
        label.setBuddy(self.seats)
        self.seats.setAccessibleName("Jumlah kursi dalam satu regu")
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(self.seats, row, 1)
        self.needs = {key: QCheckBox(text) for key, text in _NEEDS}
        for box in self.needs.values():
            box.toggled.connect(lambda _: self._typed())
            grid.addWidget(box, grid.rowCount(), 0, 1, 2)
        return (self.seats, *self.needs.values())

    def fill(self, line: Role) -> None:
        self.seats.setValue(line.seats)
        for key, box in self.needs.items():
            box.setChecked(getattr(line, key))

    def read(self, line: Role, name: str) -> Role:
        checked = {key: box.isChecked() for key, box in self.needs.items()}
        return Role(line.code, name, line.first_number, self.seats.value(), **checked)

    def _lay_out(self) -> None:
        self._lines = dict(zip(self._lines, laid_out(self._lines.values()), strict=True))
