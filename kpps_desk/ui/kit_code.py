"""The opening code of a kit that was just made: shown once, large enough to be read out over the telephone.

What a newcomer gets wrong: keeping it for later. It is nowhere in the file; a kit whose code is lost is made anew.
"""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations.kits import Made
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain

_TOLD = (
    "Sampaikan kode ini kepada pelatih terpisah dari berkasnya, misalnya lewat telepon. Kode ini tidak disimpan dan "
    "tidak dapat ditampilkan lagi."
)


class KitCode(QFrame):
    """Hidden until `put`, and again once the person has noted it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title, self.code = plain("", "caption"), plain("", "figure")
        self.copy = QPushButton("Salin kode")
        self.copy.clicked.connect(self._copy)
        self.done = QPushButton("Sudah dicatat")
        self.done.clicked.connect(self.forget)
        said = QVBoxLayout()
        said.setSpacing(4)
        for label in (self.title, self.code, plain(_TOLD, "muted", select=False)):
            said.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.GRID)
        row.addLayout(said, 1)
        row.addWidget(self.copy)
        row.addWidget(self.done)
        self.hide()

    def put(self, made: Made) -> None:
        """This kit's."""
        self.title.setText(f"Kode pembuka paket no. {made.kit} · {words.number(made.people)} orang · {made.path.name}")
        self.code.setText(made.code)
        self.show()

    def forget(self) -> None:
        """From now on nobody can look it up."""
        self.code.clear()
        self.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
