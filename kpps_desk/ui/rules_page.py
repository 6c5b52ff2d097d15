"""A page of Pengaturan that edits a part of the rules.

What a newcomer gets wrong: saving from a page. A page shows a draft (`put`) and lays what it says onto one (`onto`);
the screen shows whom that changes, and only then it is adopted.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Invalid
from kpps_desk.ui.labels import plain


class RulesPage(QWidget):
    """`fields`: what Invalid may name that this page shows."""

    edited = Signal()  # by the person

    title: ClassVar[str] = ""
    fields: ClassVar[frozenset[str]] = frozenset()

    def put(self, draft: Draft, versions: Sequence[Draft]) -> None:
        """Show this; `versions` are all that there were."""
        raise NotImplementedError

    def onto(self, draft: Draft) -> Draft:
        """The draft with what stands on this page; Invalid where that can't be read."""
        raise NotImplementedError

    def show_trouble(self, problem: Invalid) -> None:
        """Say it where it belongs, and put the cursor there."""
        raise NotImplementedError

    def clear_trouble(self) -> None:
        raise NotImplementedError

    def focus_first(self) -> None:
        raise NotImplementedError


def trouble_label() -> QLabel:
    """Hidden until there is something to say."""
    label = plain("", "fieldtrouble")
    label.hide()
    return label


def say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
