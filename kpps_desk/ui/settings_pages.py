"""The pages of Pengaturan and the list that turns them.

What a newcomer gets wrong: a page that saves. Those of the rules lay what they say onto one draft; only what stands
outside the rules, the offices and the keys, is saved by its own form.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

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
_RULES: tuple[type[RulesPage], ...] = (
    *(GeneralPage, DocumentsPage, RequirementsPage, RolesPage),
    CertificatesPage,  # behind the roles: it reads what they are
)


class SettingsPages(QStackedWidget):
    """`list` is laid beside it by whoever shows it."""

    edited = Signal()
    look_wanted = Signal()  # Ctrl+S on a page of the rules
    reuse_wanted = Signal(object)  # a Version
    turned = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._put: tuple[Draft, list[Draft]] | None = None  # what the pages show, also those not made yet
        self._versions: Sequence[Version] = ()
        self._rules: tuple[LaterPane[RulesPage], ...] = tuple(LaterPane(kind, self._rules_made) for kind in _RULES)
        self._kept = LaterPane(VersionsPage, self._versions_made)
        self._paper = LaterPane(lambda: PaperForm(desk, takes_focus=False), lambda form: form.closed.connect(form.ask))
        self.list = QListWidget()
        self.list.setAccessibleName("Halaman pengaturan")
        self.list.setFixedWidth(168)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind, page in zip(_RULES, self._rules, strict=True):
            self._add(kind.title, _scrolling(page) if kind in (GeneralPage, CertificatesPage) else page)
        self._add(VersionsPage.title, self._kept)
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
    def general(self) -> GeneralPage:
        return cast(GeneralPage, self._rules[0].pane)

    @property
    def documents(self) -> DocumentsPage:
        return cast(DocumentsPage, self._rules[1].pane)

    @property
    def requirements(self) -> RequirementsPage:
        return cast(RequirementsPage, self._rules[2].pane)

    @property
    def roles(self) -> RolesPage:
        return cast(RolesPage, self._rules[3].pane)

    @property
    def certificates(self) -> CertificatesPage:
        return cast(CertificatesPage, self._rules[4].pane)

    @property
    def versions(self) -> VersionsPage:
        return self._kept.pane

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
        self._put = draft, [version.draft for version in versions]
        for page in self._made:
            page.put(*self._put)

    def put_versions(self, versions: Sequence[Version]) -> None:
        """All that there were, newest first."""
        self._versions = versions
        if self._kept.built is not None:
            self._kept.built.put(versions)

    def onto(self, draft: Draft) -> Draft:
        """The draft with what stands on all pages; Invalid where one can't be read.

        A page that nobody turned to stands as it was put, unless it follows roles that were changed.
        """
        for page in self._rules:
            changed = self._put is not None and draft.roles != self._put[0].roles
            if page.built is not None or (changed and page is self._rules[-1]):
                draft = page.pane.onto(draft)
        return draft

    def clear_troubles(self) -> None:
        for page in self._made:
            page.clear_trouble()

    def show_invalid(self, problem: Invalid) -> bool:
        """Say it on its page, and turn to it; False where no page has that field."""
        row = next((row for row, kind in enumerate(_RULES) if problem.field in kind.fields), None)
        if row is not None:
            self.list.setCurrentRow(row)
            self._rules[row].pane.show_trouble(problem)
        return row is not None

    @property
    def _made(self) -> list[RulesPage]:
        return [page.built for page in self._rules if page.built is not None]

    def _rules_made(self, page: RulesPage) -> None:
        page.edited.connect(self.edited)
        inside(page, "Ctrl+S", self.look_wanted.emit)
        if self._put is not None:
            page.put(*self._put)

    def _versions_made(self, page: VersionsPage) -> None:
        page.reuse_wanted.connect(self.reuse_wanted)
        page.put(self._versions)

    # -- turning ------------------------------------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    @property
    def on_rules(self) -> bool:
        """Whether the page that is shown edits the draft."""
        return self.list.currentRow() < len(_RULES)

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
        pages: tuple[LaterPane[RulesPage] | LaterPane[VersionsPage], ...] = (*self._rules, self._kept)
        if (row := self.list.currentRow()) < len(pages):
            pages[row].pane.focus_first()
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
        at = self.list.currentRow() - len(_RULES) - 1
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
