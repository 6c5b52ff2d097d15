"""Anggota: everybody in the roster, found while one types; the person's data, history and corrections beside it.

What a newcomer gets wrong: adding up roles. The list holds KPPS and officers; the filter by role tells them apart, and
the count says "orang", never "anggota KPPS".
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.domain.election import Role
from kpps_desk.domain.places import Area
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import members as changing
from kpps_desk.queries import areas, history, members, readiness
from kpps_desk.queries.history import Told
from kpps_desk.queries.members import MemberDetails, MemberFilter, MemberRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.list_model import Column, Mark, Source
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.member_card import MemberCard
from kpps_desk.ui.screen import Desk

SOURCE: Source[MemberFilter, MemberRow] = Source(members.first, members.count, members.ids, members.page)
_MARKS = {
    Stage.ENDED: Mark("state-ended", "muted"),
    Stage.INELIGIBLE: Mark("state-no", "bad"),
    Stage.REGISTERED: Mark("state-none", "muted"),
    Stage.ELIGIBLE: Mark("state-open", "muted"),
    Stage.APPOINTED: Mark("state-quarter", "warn"),
    Stage.SWORN: Mark("state-half", "warn"),
    Stage.TRAINED: Mark("state-three", "good"),
    Stage.CERTIFIED: Mark("state-full", "good"),
}


def offered(db: Snapshot) -> tuple[list[Area], list[Role]]:
    """The areas that have TPS in this workspace, and the election's roles: what the filters offer."""
    codes = {row.code[:end] for row in readiness.by_level(db, "kelurahan") for end in (2, 5, 8, 13)}
    return [area for area in areas.all_areas(db) if area.code in codes], list(areas.roles(db).values())


def _told(db: Snapshot, member: int) -> tuple[MemberDetails, list[Told]]:
    return members.details(db, member), history.of_member(db, member)


class MembersScreen(ListScreen[MemberFilter, MemberRow]):
    """The roster."""

    key = "members"
    title = "Anggota"
    icon = "members"
    noun = "orang"
    placeholder = "Cari nama, NIK, atau nomor TPS"
    first_sort = "place"
    tables = frozenset({"member", "appointment", "attendance", "certificate"})
    empty_text = "Belum ada orang di berkas ini. Buka Impor (Ctrl+3) dan pilih daftar dari kantor Anda."
    help_text = (
        "Ketik sebagian nama, awal NIK, atau nomor TPS; daftar menyempit seketika. Saring menurut wilayah, tahap, "
        "jabatan, dan hasil penelitian.\nPilih seseorang untuk melihat langkah, data, dan riwayatnya; Enter membuka "
        "formulir untuk memperbaikinya.\nCtrl+A memilih semua yang sesuai saringan, bukan hanya yang terlihat.\n"
        "NIK disamarkan. Formulir menampilkannya lengkap karena diperlukan untuk perbaikan, dan itu dicatat."
    )
    columns: ClassVar[Sequence[Column[Any]]] = (
        Column("name", "Nama", lambda row: row.name, 200, sort="name", stretch=True),
        Column("nik", "NIK", lambda row: row.nik, 134),
        Column("place", "TPS", lambda row: row.place, 176, sort="place"),
        Column("role", "Jabatan", lambda row: row.role, 158),
        Column("stage", "Tahap", lambda row: row.stage_text, 148, sort="stage", mark=lambda row: _MARKS[row.stage]),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, SOURCE, parent)
        self.area = AreaButton()
        self.area.put(desk.kept.text("members/area"))
        self.area.changed.connect(self._area_changed)
        self.add_filter_widget(self.area)
        self.stage = self.add_filter(
            "stage", "Tahap", [("Semua tahap", None), *((words.stage(one), one) for one in reversed(Stage))]
        )
        self.role = self.add_filter("role", "Jabatan", [("Semua jabatan", "")])
        self.add_filter(
            "eligibility",
            "Hasil penelitian",
            [("Semua hasil", ""), *((words.eligibility(one), one) for one in ("MS", "TMS", "BMS"))],
        )
        self.card = MemberCard()
        self.card.edit_wanted.connect(self.edit)
        self.card.saved.connect(self._save)
        self.set_details(self.card)
        self.view.opened.connect(lambda _: self.edit())
        self.model.completed.connect(self._show_wanted)
        self._offered = False
        self._wanted = -1

    def wanted(self) -> MemberFilter:
        return MemberFilter(
            text=self.search.text(),
            area=self.area.code,
            stage=self.value("stage"),
            role=self.value("role") or "",
            eligibility=self.value("eligibility") or "",
            sort=self.sort,
            descending=self.descending,
        )

    def shown(self) -> None:
        if not self._offered:
            self._offered = True
            self.desk.background.ask(self, offered, self._offer, topic="offered")
        super().shown()

    def open(self, target: object) -> None:
        """A member's id shows that person; `tps:<13 digits>` or an area's code filters."""
        text = str(target)
        self.clear_filters()
        if isinstance(target, int):
            self._wanted = target
            self.area.put("")
            self.ask()
            self.current_changed(target)
        else:
            self._area_put(text.removeprefix("tps:"))
            self.ask()
            self.view.setFocus()

    def _show_wanted(self) -> None:
        if self._wanted >= 0:
            self.view.show_id(self._wanted)
            self.view.setFocus()
            self._wanted = -1

    def current_changed(self, id_: int) -> None:
        if id_ < 0:
            if not self.card.editing and self._wanted < 0:
                self.card.clear()
            return
        if self.card.editing and self.card.person is not None and self.card.person.id != id_:
            self.card.close_form()
        self.desk.background.ask(
            self, lambda db: _told(db, id_), lambda found: self.card.show_person(*found), topic="person"
        )

    def reload(self) -> None:
        super().reload()
        if (id_ := self.shown_id()) >= 0:
            self.current_changed(id_)

    def shown_id(self) -> int:
        """Whom the panel shows."""
        return self.card.person.id if self.card.person is not None else -1

    def commands(self) -> list[QAction]:
        edit = QAction("Ubah data orang yang dipilih", self)
        edit.triggered.connect(self.edit)
        clear = QAction("Kosongkan pencarian dan saringan", self)
        clear.triggered.connect(self._clear)
        return [edit, clear]

    # -- corrections --------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the form; that it shows the NIK in full is left in the journal.

        Titles name people by number: they are hashed into the chain, where a name could never be erased.
        """
        person = self.card.person
        if person is None:
            return
        self.show_details()
        if not person.nik:
            self.card.open_form()
            return
        self.desk.background.do(
            self,
            f"Lihat NIK lengkap, anggota no. {person.id}",
            lambda tx: tx.leave_entry(),
            lambda _: self.card.open_form(),
        )

    def _save(self, changed: dict[str, str], version: int) -> None:
        person = self.card.person
        if person is None:
            return
        self.desk.background.do(
            self,
            f"Ubah data anggota no. {person.id}",
            lambda tx: changing.edit(tx, person.id, changed, version=version),
            lambda _: self._saved(person.id, person.full_name),
            failed=self.card.show_trouble,
        )

    def _saved(self, member: int, name: str) -> None:
        self.card.close_form()
        self.current_changed(member)
        self.desk.notices.say(f"Data {name} disimpan.")

    def _clear(self) -> None:
        self.clear_filters()
        self._area_put("")
        self.ask()

    # -- filters ------------------------------------------------------------------------------------------------------

    def _offer(self, found: tuple[list[Area], list[Role]]) -> None:
        known, roles = found
        self.area.offer(known)
        self.offer_values("role", [(role.name, role.code) for role in roles])

    def _area_changed(self, code: str) -> None:
        self.desk.kept.keep("members/area", code)
        self.ask()

    def _area_put(self, code: str) -> None:
        self.area.put(code)
        self.desk.kept.keep("members/area", code if "." in code else "")
