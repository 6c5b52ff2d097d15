"""Anggota: who is in the roster, found as one types."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter, MemberRow
from kpps_desk.ui.list_model import Column, Mark, Source
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.screen import Desk

_MARKS = {
    0: Mark("state-ended", "muted"),
    10: Mark("state-no", "bad"),
    20: Mark("state-none", "muted"),
    30: Mark("state-open", "muted"),
    40: Mark("state-quarter", "warn"),
    50: Mark("state-half", "warn"),
    60: Mark("state-three", "good"),
    70: Mark("state-full", "good"),
}
SOURCE: Source[MemberFilter, MemberRow] = Source(members.first, members.count, members.ids, members.page)


class MembersScreen(ListScreen[MemberFilter, MemberRow]):
    """The roster."""

    key = "members"
    title = "Anggota"
    icon = "members"
    noun = "orang"
    placeholder = "Cari nama, NIK, atau nomor TPS"
    first_sort = "place"
    tables = frozenset({"member", "appointment", "attendance", "certificate"})
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column("name", "Nama", lambda row: row.name, 220, sort="name", stretch=True),
        Column("nik", "NIK", lambda row: row.nik, 150),
        Column("place", "TPS", lambda row: row.place, 190, sort="place"),
        Column("role", "Jabatan", lambda row: row.role, 150),
        Column("stage", "Tahap", lambda row: row.stage_text, 150, sort="stage", mark=lambda row: _MARKS[row.stage]),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SOURCE, parent)

    def wanted(self) -> MemberFilter:
        return MemberFilter(self.search.text(), sort=self.sort, descending=self.descending)
