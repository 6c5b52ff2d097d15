"""The book of one session: everything around it in pages, in the place of the list.

What a newcomer gets wrong: handing a page the session as it was. When it is changed, here or by an undo, the book looks
it up anew; when it is gone, the book closes.
"""

from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.problems import Gone, Problem
from kpps_desk.queries import sessions
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui.gatherings import SESSION_PAGES
from kpps_desk.ui.page_host import PageHost
from kpps_desk.ui.screen import Desk

_SESSION = frozenset({"session", "session_crew", "invitation"})


class SessionBook(PageHost):
    """`open_session` shows one; `left` is emitted when the person, or the session, is gone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SESSION_PAGES, parent=parent)
        self.tabs.setAccessibleName("Buku sesi")
        self.session: SessionDetails | None = None

    def open_session(self, session_id: int, page: str = "") -> None:
        """Look the session up and show it, at this page or where the book lay open."""
        self.desk.background.ask(
            self,
            lambda db: sessions.details(db, session_id),
            lambda found: self._open(found, page),
            topic="session",
            failed=self._failed,
        )

    def refresh(self, changes: Changes) -> None:
        super().refresh(changes)
        if self.session is not None and changes.tables & _SESSION:
            self.open_session(self.session.id)

    def _open(self, session: SessionDetails, page: str) -> None:
        known = self.session
        self.session = session
        if known is None or session._replace(counts=known.counts) != known:
            self.put(session, _title(session), page)
        if page:
            self.show_page(page)

    def _failed(self, problem: Problem) -> None:
        self.session = None
        self.left.emit()
        if not isinstance(problem, Gone):
            self.desk.notices.trouble(problem)


def _title(session: SessionDetails) -> str:
    when = f"{words.short_date(session.day)}, {session.starts}–{session.ends}"
    return f"{session.title} · gelombang {session.wave} · {when}"
