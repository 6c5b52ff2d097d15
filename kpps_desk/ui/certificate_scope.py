"""What Sertifikat looks at: an area, within a kecamatan perhaps one session of training, and the kind of certificate.

What a newcomer gets wrong: listing the sessions of the province. There are some two thousand; they are offered once a
kecamatan is chosen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.places import Area, digits
from kpps_desk.queries import areas, readiness, sessions
from kpps_desk.queries.sessions import SessionRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.area_choice import AreaChoice
from kpps_desk.ui.certificate_step import Scope
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice

_KECAMATAN = 6  # digits of its code


def areas_with_stations(db: Snapshot) -> list[Area]:
    """The areas that this workspace is about."""
    codes = {row.code[:end] for row in readiness.by_level(db, "kelurahan") for end in (5, 8, 13)}
    return [area for area in areas.all_areas(db) if area.code in codes]


class CertificateScope(QWidget):
    """Asks for its own choices; `value` is the Scope of all steps."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.area = AreaChoice()
        self.area.changed.connect(lambda _: self._area_changed())
        self.session = Choice("Sesi bimtek", [("Semua sesi bimtek", None)])
        self.session.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.kind = Choice("Jenis sertifikat", [(words.certificate_kind(kind), kind) for kind in Kind])
        self.kind.put_text(desk.kept.text("certificates/kind"))
        self.kind.currentIndexChanged.connect(lambda _: self._kind_changed())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.kind, 1)
        row.addWidget(self.area, 3)
        row.addWidget(self.session, 1)

    @property
    def value(self) -> Scope:
        return Scope(self.area.code, self.session.value, Kind(self.kind.value), self.name)

    @property
    def name(self) -> str:
        """`Kec. Gambir`, or the session's day and place."""
        return self.area.name if self.session.value is None else f"sesi {self.session.currentText()}"

    def ask(self) -> None:
        """Find the areas; `changed` follows."""
        self._desk.background.ask(self, areas_with_stations, self._put_areas, topic="areas")

    def reload_sessions(self) -> None:
        """Sessions were made or changed; the chosen one stays chosen."""
        area = self.area.code
        if len(digits(area)) >= _KECAMATAN if area else False:
            self._desk.background.ask(
                self, lambda db: sessions.listing(db, area, SessionKind.TRAINING), self._put_sessions, topic="sessions"
            )

    def _put_areas(self, found: list[Area]) -> None:
        self.area.put(found, self._desk.kept.text("certificates/area"))
        self._area_changed()

    def _kind_changed(self) -> None:
        self._desk.kept.keep("certificates/kind", str(self.kind.value))
        self.changed.emit()

    def _area_changed(self) -> None:
        self._desk.kept.keep("certificates/area", self.area.code)
        self._put_sessions(())
        self.reload_sessions()
        self.changed.emit()

    def _put_sessions(self, found: Sequence[SessionRow]) -> None:
        chosen, area = self.session.value, self.area.code
        blocker = QSignalBlocker(self.session)
        self.session.clear()
        narrow = bool(area) and len(digits(area)) >= _KECAMATAN
        self.session.addItem("Semua sesi bimtek" if narrow else "Sesi: pilih kecamatan dahulu", None)
        for row in found:
            self.session.addItem(f"{words.short_date(row.day)} {row.starts} · {row.area} {row.wave}", row.id)
        self.session.setEnabled(bool(found))
        self.session.put(chosen)
        blocker.unblock()
