"""The pages of Pengaturan and the list that turns them.

What a newcomer gets wrong: a page that saves. Those of the rules lay what they say onto one draft; only what stands
outside the rules, the offices and the keys, is saved by its own form.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QScrollArea, QStackedWidget, QWidget

from kpps_desk.domain.rules import Draft
from kpps_desk.problems import Invalid
from kpps_desk.queries.rules import Version
from kpps_desk.ui.keys import inside
from kpps_desk.ui.keys_page import KeysPage
from kpps_desk.ui.later_pane import LaterPane
from kpps_desk.ui.letterhead_page import LetterheadPage
from kpps_desk.ui.numbers_page import NumbersPage
from kpps_desk.ui.officials_page import OfficialsPage
from kpps_desk.ui.paper_form import PaperForm
from kpps_desk.ui.places_page import PlacesPage
from kpps_desk.ui.rules_certificates import CertificatesPage
from kpps_desk.ui.rules_general import GeneralPage
from kpps_desk.ui.rules_lists import DocumentsPage, RequirementsPage, RolesPage
from kpps_desk.ui.rules_page import RulesPage
from kpps_desk.ui.rules_versions import VersionsPage
from kpps_desk.ui.screen import Desk

_PAPER = "Kop surat dan penanda tangan"


class SettingsPages(QStackedWidget):
    """`list` is laid beside it by whoever shows it."""

    edited = Signal()
    look_wanted = Signal()  # Ctrl+S on a page of the rules
    turned = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.general, self.documents = GeneralPage(), DocumentsPage()
        self.requirements, self.roles = RequirementsPage(), RolesPage()
        self.certificates = CertificatesPage()
        self.rules: tuple[RulesPage, ...] = (
            *(self.general, self.documents, self.requirements, self.roles),
            self.certificates,  # behind the roles: it reads what they are
        )
        self.versions = VersionsPage()
        self._paper = LaterPane(lambda: PaperForm(desk, takes_focus=False), lambda form: form.closed.connect(form.ask))
        self.list = QListWidget()
        self.list.setAccessibleName("Halaman pengaturan")
        self.list.setFixedWidth(168)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self.rules:
            page.edited.connect(self.edited)
            inside(page, "Ctrl+S", self.look_wanted.emit)
            self._add(page.title, _scrolling(page) if page in (self.general, self.certificates) else page)
        self._add(self.versions.title, self.versions)
        self._add(_PAPER, _scrolling(self._paper))
        self._letterheads = LaterPane(lambda: LetterheadPage(desk), _ready)
        self._officials = LaterPane(lambda: OfficialsPage(desk), _ready)
        self._places = LaterPane(lambda: PlacesPage(desk), _ready)
        self._numbers = LaterPane(lambda: NumbersPage(desk), _ready)
        self._add(LetterheadPage.title, _scrolling(self._letterheads))
        self._add(OfficialsPage.title, _scrolling(self._officials))
        self._add(PlacesPage.title, self._places)
        self._add(NumbersPage.title, _scrolling(self._numbers))
        self._keys = LaterPane(lambda: KeysPage(desk), _ready)
        self._add(KeysPage.title, self._keys)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._turn)
        self.list.itemActivated.connect(lambda _: self._enter())

    @property
    def paper(self) -> PaperForm:
        return self._paper.pane

    @property
    def letterheads(self) -> LetterheadPage:
        return self._letterheads.pane

    @property
    def officials(self) -> OfficialsPage:
        return self._officials.pane

    @property
    def places(self) -> PlacesPage:
        return self._places.pane

    @property
    def numbers(self) -> NumbersPage:
        return self._numbers.pane

    @property
    def keys(self) -> KeysPage:
        return self._keys.pane

    def _add(self, title: str, page: QWidget) -> None:
        self.list.addItem(title)
        self.addWidget(page)

    # -- the rules ----------------------------------------------------------------------------------------------------

    def put(self, draft: Draft, versions: Sequence[Version]) -> None:
        """Show a draft."""
        ever = [version.draft for version in versions]
        for page in self.rules:
            page.put(draft, ever)

    def onto(self, draft: Draft) -> Draft:
        """The draft with what stands on all pages; Invalid where one can't be read."""
        for page in self.rules:
            draft = page.onto(draft)
        return draft

    def clear_troubles(self) -> None:
        for page in self.rules:
            page.clear_trouble()

    def show_invalid(self, problem: Invalid) -> bool:
        """Say it on its page, and turn to it; False where no page has that field."""
        page = next((page for page in self.rules if problem.field in page.fields), None)
        if page is not None:
            self.list.setCurrentRow(self.rules.index(page))
            page.show_trouble(problem)
        return page is not None

    # -- turning ------------------------------------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    @property
    def on_rules(self) -> bool:
        """Whether the page that is shown edits the draft."""
        return self.list.currentRow() < len(self.rules)

    def open(self, name: str) -> None:
        """A page by its name, with the cursor on the list."""
        if name in self.names:
            self.list.setCurrentRow(self.names.index(name))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_again(self) -> None:
        """What stands outside the rules asks for itself."""
        if (page := self._asking()) is not None:
            page.look_again()

    def _turn(self, row: int) -> None:
        self.setCurrentIndex(row)
        self.turned.emit()
        self.look_again()

    def _enter(self) -> None:
        """Enter in the list: into the page."""
        pages: tuple[RulesPage | VersionsPage, ...] = (*self.rules, self.versions)
        if (row := self.list.currentRow()) < len(pages):
            pages[row].focus_first()
        elif (page := self._asking()) is not None:
            page.focus_first()

    def _asking(self) -> "_Asking | None":
        """The page that is shown, if it asks for itself."""
        pages: tuple[Callable[[], _Asking], ...] = (
            lambda: self.paper,
            lambda: self.letterheads,
            lambda: self.officials,
            lambda: self.places,
            lambda: self.numbers,
            lambda: self.keys,
        )
        at = self.list.currentRow() - len(self.rules) - 1
        return pages[at]() if 0 <= at < len(pages) else None


def _ready(page: QWidget) -> None:
    """A page that was just made asks when it is turned to."""


class _Asking(Protocol):
    """A page that stands outside the rules."""

    def look_again(self) -> None: ...

    def focus_first(self) -> None: ...


def _scrolling(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(page)
    return scroll
