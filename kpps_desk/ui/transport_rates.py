"""What each role gets for a session of one kind: a field a role.

What a newcomer gets wrong: an empty field for nothing. Nothing is 0, said on purpose; an empty field isn't known yet.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import receipts
from kpps_desk.problems import Invalid, Problem
from kpps_desk.queries.receipts import Rate
from kpps_desk.ui.form import Field, Form


class RatesForm(QWidget):
    """`put_rates` makes its fields, for roles are the election's settings."""

    saved = Signal(dict)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def put_rates(self, rates: Sequence[Rate]) -> None:
        """Show these."""
        layout = self.layout()
        if layout is None:
            return
        if self.form is not None:
            layout.removeWidget(self.form)
            self.form.deleteLater()
        fields = [
            Field(f"role{rate.role_id}", f"{rate.role} (&{number})", "0 bila tidak mendapat", required=True)
            for number, rate in enumerate(rates, 1)
        ]
        self.form = Form(fields)
        self.form.put({f"role{rate.role_id}": words.number(rate.amount) if rate.id else "" for rate in rates})
        self.form.saved.connect(self.saved)
        self.form.cancelled.connect(self.cancelled)
        layout.addWidget(self.form)

    def amounts(self) -> dict[int, int]:
        """Rupiah by role; Invalid names the field."""
        found = {}
        for key, text in (self.form.values() if self.form else {}).items():
            try:
                found[int(key.removeprefix("role"))] = receipts.parse_amount(text)
            except Invalid as problem:
                raise Invalid(key, problem.message, problem.hint) from None
        return found

    def focus_first(self) -> None:
        if self.form is not None:
            self.form.focus_first()

    def show_trouble(self, problem: Problem) -> None:
        if self.form is not None:
            self.form.show_trouble(problem)
