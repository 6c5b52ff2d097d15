"""Why a certificate is replaced or revoked: one line below the list, Enter does it, Escape leaves it.

What a newcomer gets wrong: a second question after it. A reason typed and Enter pressed is the confirmation.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.ui import theme
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain


class ReasonBar(QFrame):
    """Hidden until `ask`; takes the place of `instead`, and gives the keys back to `back` when it is left."""

    def __init__(self, back: QWidget, instead: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._back, self._instead = back, instead
        self._act: Callable[[str], None] = lambda _: None
        self.told = plain("", select=False)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Alasan, wajib diisi")
        self.reason.setMaxLength(300)
        self.yes = QPushButton()
        self.reason.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.yes.setObjectName("primary")
        self.no = QPushButton("&Batal")
        self.no.setToolTip("Esc")
        self.reason.returnPressed.connect(self._do)
        self.yes.clicked.connect(self._do)
        self.no.clicked.connect(lambda: self.leave())
        inside(self, "Escape", self.leave)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.reason, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, theme.GRID, 12, theme.GRID)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addLayout(row)
        self.hide()

    def ask(self, what: str, yes: str, act: Callable[[str], None], *, reason: str = "", hint: str = "") -> None:
        """`what` will be done for a reason; `reason` is the usual one."""
        self._act = act
        self.told.setText(what)
        self.yes.setText(yes)
        self.reason.setText(reason)
        self.reason.setPlaceholderText(hint or "Alasan")
        self.yes.setEnabled(bool(reason))
        self._instead.hide()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    def leave(self, *, keys: bool = True) -> None:
        """Nothing is done; `keys`: back to the list with them."""
        self.hide()
        self._instead.show()
        if keys:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self) -> None:
        if self.reason.text().strip():
            act, reason = self._act, self.reason.text().strip()
            self.leave()
            act(reason)
