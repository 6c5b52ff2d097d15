"""The sums of an import as an equation that adds up: dibaca = baru + diperbarui + sama + ditolak.

What a newcomer gets wrong: a count of failures alone. Where nothing is lost, the figures say so themselves.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.importing import ImportResult
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

_FIGURES = (
    ("Dibaca", "read"),
    ("Baru", "created"),
    ("Diperbarui", "updated"),
    ("Sama", "unchanged"),
    ("Ditolak", "rejected"),
)


class Sums(QFrame):
    """One line of figures, and beside it what else is worth a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(theme.GRID * 2)
        self._figures: dict[str, QLabel] = {}
        for number, (title, name) in enumerate(_FIGURES):
            if number:
                row.addWidget(plain("=" if number == 1 else "+", "subheading", wrap=False, select=False))
            self._figures[name] = figure = plain("–", "sum", wrap=False)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            cell.addWidget(plain(title, "caption", wrap=False, select=False))
            row.addLayout(cell)
        self._more = plain("", "muted")
        row.addSpacing(theme.GRID)
        row.addWidget(self._more, 1)

    @property
    def text(self) -> str:
        """The figures as one reads them."""
        return " ".join(label.text() for label in self._figures.values())

    def put(self, result: ImportResult | None) -> None:
        """Show these; None while they are being counted."""
        for name, label in self._figures.items():
            label.setText("–" if result is None else words.number(getattr(result, name)))
        if result is None:
            self._more.setText("")
            self.setAccessibleName("Jumlah belum dihitung")
            return
        self._more.setText(
            f"{words.number(result.seated)} mendapat kursi · {words.number(result.warned)} diterima tetapi perlu dicek"
        )
        told = (f"{title} {self._figures[name].text()}" for title, name in _FIGURES)
        self.setAccessibleName(f"{', '.join(told)}. {self._more.text()}.")
