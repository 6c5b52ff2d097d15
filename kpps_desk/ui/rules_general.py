"""Pengaturan, Aturan pemilihan: ages and their day, women's share, training, papers, who may set aside.

What a newcomer gets wrong: reading the day as typed in English order. It is parsed like every date: day, month, year.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.election import Completion
from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Invalid
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.rules_page import RulesPage, say, trouble_label

_NUMBERS = (  # field, label, suffix, most, what it means
    ("min_age", "Umur &terendah", " tahun", 120, "Di bawahnya tidak memenuhi syarat."),
    ("max_age", "Umur terting&gi", " tahun", 120, "Di atasnya perlu diperiksa; dapat dikesampingkan dengan alasan."),
    ("minor_age", "Batas umur &anak", " tahun", 120, "Di bawahnya ditandai anak menurut hukum pelindungan data."),
    ("women_share", "Bagian &perempuan", " %", 100, "Anjuran untuk setiap regu, tidak pernah menghalangi."),
)
_COMPLETION = (  # the same, of RulePack.completion
    ("sessions", "Bimtek &wajib diikuti", " sesi", 20, "Hadir pada sekian bimtek wajib agar terlatih."),
    ("jp", "&JP paling sedikit", " JP", 200, "Semua bimtek yang dihadiri, pendalaman juga. 0: tidak disyaratkan."),
    ("score", "&Nilai akhir terendah", "", 100, "Pada salah satu bimtek yang dihadiri. 0: tidak disyaratkan."),
)


class Number(QSpinBox):
    """The wheel scrolls the page, it doesn't change a number in passing."""

    def __init__(self, suffix: str = "", most: int = 120) -> None:
        super().__init__()
        self.setRange(0, most)
        self.setSuffix(suffix)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class GeneralPage(RulesPage):
    """One field a line, its meaning beside it."""

    title = "Aturan pemilihan"
    fields = frozenset(
        {"min_age", "max_age", "minor_age", "women_share", "age_day", "entitled", "sessions", "jp", "score"}
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = {key: Number(suffix, most) for key, _, suffix, most, _ in (*_NUMBERS, *_COMPLETION)}
        self.age_day = QLineEdit()
        self.age_day.setPlaceholderText("hari pemungutan suara")
        self.papers_first = QCheckBox("Dokumen wajib harus leng&kap dahulu")
        self.entitled = QPlainTextEdit()
        self.entitled.setTabChangesFocus(True)
        self.entitled.setFixedHeight(74)
        self._troubles = {key: trouble_label() for key in self.fields}
        self._build()
        for number in self.numbers.values():
            number.valueChanged.connect(self.edited)
        self.age_day.textChanged.connect(self.edited)
        self.papers_first.toggled.connect(self.edited)
        self.entitled.textChanged.connect(self.edited)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.GRID, 4, theme.GRID * 2, 4)
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for key, label, _, _, told in _NUMBERS[:3]:
            self._line(grid, key, label, self.numbers[key], told)
        self._line(
            grid, "age_day", "Umur &dihitung pada", self.age_day, "Contoh: 27-11-2024. Kosong: hari pemungutan suara."
        )
        key, label, _, _, told = _NUMBERS[3]
        self._line(grid, key, label, self.numbers[key], told)
        for key, label, _, _, told in _COMPLETION:
            self._line(grid, key, label, self.numbers[key], told)
        self.papers_first.setAccessibleName("Dokumen wajib harus lengkap dahulu")
        row = grid.rowCount()
        grid.addWidget(self.papers_first, row, 0, 1, 2)
        grid.addWidget(_told("Yang dokumennya belum dicatat menjadi BMS."), row, 2)
        self._line(
            grid, "entitled", "&Yang berwenang", self.entitled,
            "Nama pemakai yang boleh mengesampingkan keberatan dengan alasan, satu sebaris.",
        )  # fmt: skip
        grid.setRowStretch(grid.rowCount(), 1)

    def _line(self, grid: QGridLayout, key: str, text: str, editor: QWidget, told: str) -> None:
        label = QLabel(text)
        label.setBuddy(editor)
        editor.setAccessibleName(text.replace("&", ""))
        editor.setAccessibleDescription(told)
        editor.setFixedWidth(200)
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1)
        grid.addWidget(_told(told), row, 2)
        grid.addWidget(self._troubles[key], row + 1, 1, 1, 2)

    def put(self, draft: Draft, versions: Sequence[Draft]) -> None:
        rules = draft.rules
        blockers = [QSignalBlocker(part) for part in (*self.numbers.values(), self.age_day, self.papers_first)]
        blockers.append(QSignalBlocker(self.entitled))
        for key in ("min_age", "max_age", "minor_age"):
            self.numbers[key].setValue(getattr(rules, key))
        self.numbers["women_share"].setValue(round(rules.women_share * 100))
        for key, *_ in _COMPLETION:
            self.numbers[key].setValue(getattr(rules.completion, key))
        self.age_day.setText(words.short_date(rules.age_day) if rules.age_day else "")
        self.papers_first.setChecked(rules.papers_first)
        self.entitled.setPlainText("\n".join(rules.entitled))
        for blocker in blockers:
            blocker.unblock()
        self.clear_trouble()

    def onto(self, draft: Draft) -> Draft:
        try:
            day = values.parse_date(self.age_day.text().strip()) if self.age_day.text().strip() else None
        except ValueError:
            text = f"“{self.age_day.text().strip()}” bukan tanggal."
            raise Invalid("age_day", text, "Contoh: 27-11-2024.") from None
        share = self.numbers["women_share"].value()
        kept = draft.rules.women_share  # a share with decimals stays as it is until somebody changes it
        rules = replace(
            draft.rules,
            min_age=self.numbers["min_age"].value(),
            max_age=self.numbers["max_age"].value(),
            minor_age=self.numbers["minor_age"].value(),
            women_share=kept if share == round(kept * 100) else share / 100,
            age_day=day,
            completion=Completion(**{key: self.numbers[key].value() for key, *_ in _COMPLETION}),
            papers_first=self.papers_first.isChecked(),
            entitled=tuple(filter(None, (values.clean(line)[0] for line in self.entitled.toPlainText().splitlines()))),
        )
        return replace(draft, rules=rules)

    def show_trouble(self, problem: Invalid) -> None:
        self.clear_trouble()
        say(self._troubles[problem.field], str(problem))
        editors: dict[str, QWidget] = {**self.numbers, "age_day": self.age_day, "entitled": self.entitled}
        editors[problem.field].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_trouble(self) -> None:
        for label in self._troubles.values():
            say(label, "")

    def focus_first(self) -> None:
        self.numbers["min_age"].setFocus(Qt.FocusReason.OtherFocusReason)


def _told(text: str) -> QLabel:
    return plain(text, "caption")
