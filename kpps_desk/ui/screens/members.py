"""Anggota: everybody in the roster, found while one types; the person's data, history and corrections beside it.

What a newcomer gets wrong: adding up roles. The list holds KPPS and officers; the filter by role tells them apart, and
the count says "orang", never "anggota KPPS".
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.domain.election import Role
from kpps_desk.domain.places import Area
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import disclosing
from kpps_desk.operations import members as changing
from kpps_desk.problems import Problem
from kpps_desk.queries import areas, member_story, members, readiness
from kpps_desk.queries.members import MemberFilter, MemberRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import member_files, theme
from kpps_desk.ui.area_button import AreaButton
from kpps_desk.ui.bulk_panel import BulkPanel
from kpps_desk.ui.conditions import Conditions
from kpps_desk.ui.list_model import Source
from kpps_desk.ui.list_screen import ListScreen
from kpps_desk.ui.member_card import MemberCard
from kpps_desk.ui.member_columns import COLUMNS, FILTERS, VIEWS, narrowed
from kpps_desk.ui.saved_views import SavedViews
from kpps_desk.ui.screen import Desk

SOURCE: Source[MemberFilter, MemberRow] = Source(members.first, members.count, members.ids, members.page, members.few)
_PAUSE = 200  # ms


def offered(db: Snapshot) -> tuple[list[Area], list[Role]]:
    """The areas that have TPS in this workspace, and the election's roles: what the filters offer."""
    codes = {row.code[:end] for row in readiness.by_level(db, "kelurahan") for end in (2, 5, 8, 13)}
    return [area for area in areas.all_areas(db) if area.code in codes], list(areas.roles(db).values())


class MembersScreen(ListScreen[MemberFilter, MemberRow]):
    """The roster."""

    key = "members"
    title = "Anggota"
    icon = "members"
    noun = "orang"
    placeholder = "Cari nama, NIK, telepon, jl. alamat, atau nomor TPS"
    first_sort = "place"
    tables = frozenset(
        {"member", "appointment", "attendance", "certificate", "document", "requirement", "response", "waiver"}
        | {"replacement", "disclosure", "rule_pack"}
    )
    empty_text = "Belum ada orang di berkas ini. Buka Impor dan pilih daftar dari kantor Anda."
    help_text = (
        "Ketik sebagian nama, awal NIK, awal telepon (0812 atau +62812), alamat yang diawali jl., gang, atau blok, "
        "atau nomor TPS; daftar menyempit seketika. Saring menurut wilayah, tahap, jabatan, dan hasil; “Saring "
        "kolom” (Alt+S) menyaring menurut isi kolom lain. Setiap saringan kolom tampil di atas daftar dan hilang "
        "dengan sekali klik.\n“Tampilan” menyimpan saringan, urutan, dan kolom dengan satu nama; Ctrl+K juga "
        "menemukannya. Kolom dipilih dan diurutkan lewat tombol kolom; judul kolom dapat digeser.\n"
        "Pilih seseorang untuk melihat langkah, data, berkas, dan riwayatnya; Enter membuka formulir untuk "
        "memperbaikinya.\nCtrl+A memilih semua yang sesuai saringan, bukan hanya yang terlihat. “Ubah yang dipilih” "
        "mengubah satu isian untuk semuanya, dengan pratinjau, dan Ctrl+Z mengurungkannya.\n"
        "NIK disamarkan. Yang lengkap hanya tampil setelah keperluannya dicatat, selama satu menit; formulir "
        "menampilkannya karena diperlukan untuk perbaikan, dan itu pun dicatat."
    )
    columns = COLUMNS

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
        self.set_conditions(Conditions(desk, self.key, FILTERS))
        self.views = SavedViews(
            desk.kept,
            desk.notices,
            self.key,
            VIEWS,
            take=self._state,
            apply=self._apply,
            suggest=lambda: self.described() or "Tampilan saya",
        )
        self.bar.addWidget(self.views)
        self._build_panel()
        self._build_actions()
        self.view.opened.connect(lambda _: self.edit())
        self.view.chosen_changed.connect(self._chosen_changed)
        self.model.completed.connect(self._show_wanted)
        self.model.completed.connect(self._chosen_changed)
        self._naming = QTimer(self, singleShot=True, interval=_PAUSE)  # the view's name waits until the keys rest
        self._naming.timeout.connect(self.views.show_matching)
        self.model.first_shown.connect(self._naming.start)
        self._offered = False
        self._wanted = -1
        self._known: tuple[list[Area], list[Role]] = ([], [])

    def _build_panel(self) -> None:
        self.card = MemberCard()
        self.card.edit_wanted.connect(self.edit)
        self.card.saved.connect(self._save)
        self.card.nik_wanted.connect(self.show_nik)
        self.card.sheet_wanted.connect(self._print_sheet)
        self.panel = QStackedWidget()
        self.panel.addWidget(self.card)
        self.set_details(self.panel)

    @cached_property
    def bulk(self) -> BulkPanel:
        """Made when some are first to be changed together: Anggota comes up sooner."""
        made = BulkPanel(self.desk)
        made.closed.connect(self._close_bulk)
        made.refused_wanted.connect(self._choose)
        made.value.offer(*self._known)
        self.panel.addWidget(made)
        return made

    @property
    def _changing_many(self) -> bool:
        return isinstance(self.panel.currentWidget(), BulkPanel)

    def _build_actions(self) -> None:
        self.edit_chosen = QPushButton("Ubah yang &dipilih…")
        self.edit_chosen.setIcon(theme.icon("edit", "text"))
        self.edit_chosen.setToolTip("Satu isian untuk semua yang dipilih, dengan pratinjau")
        self.edit_chosen.clicked.connect(self.open_bulk)
        self.export = QPushButton("&Ekspor daftar…")
        self.export.setIcon(theme.icon("export", "text"))
        self.export.setToolTip("Kolom yang tampil, orang yang dipilih atau semua dalam saringan; NIK disamarkan")
        self.export.clicked.connect(self._export)
        for button in (self.edit_chosen, self.export):
            self.actions_bar.addWidget(button)
        self._chosen_changed()

    def wanted(self) -> MemberFilter:
        asked = MemberFilter(
            text=self.search.text(),
            area=self.area.code,
            stage=self.value("stage"),
            role=self.value("role") or "",
            eligibility=self.value("eligibility") or "",
            sort=self.sort,
            descending=self.descending,
        )
        return narrowed(asked, self.conditions.values if self.conditions else {})

    def described(self) -> str:
        """What the list is narrowed to, in words: `Tidak memenuhi syarat, Catatan penelitian: ..., Kec. Cakung`."""
        parts = [f"“{self.search.text().strip()}”"] if self.search.text().strip() else []
        parts += self.filter_texts()
        parts += self.conditions.says() if self.conditions else []
        parts += [self.area.text().replace("&&", "&")] if self.area.code else []
        return words.without_niks(", ".join(parts))

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
        self._ask_person(id_)

    def _ask_person(self, member: int) -> None:
        if member >= 0:
            self.desk.background.ask(
                self,
                lambda db: member_story.story(db, member),
                self.card.show_person,
                topic="person",
                failed=self._gone,
            )

    def refresh(self, changes: Changes) -> None:
        """A look at a NIK concerns the card alone."""
        if changes.tables & self.tables == {"disclosure"}:
            self._ask_person(self.shown_id())
        else:
            super().refresh(changes)

    def reload(self) -> None:
        super().reload()
        if (id_ := self.shown_id()) >= 0:
            self.current_changed(id_)

    def shown_id(self) -> int:
        """Whom the panel shows."""
        return self.card.person.id if self.card.person is not None else -1

    def commands(self) -> list[QAction]:
        found = []
        for text, slot in (
            ("Ubah data orang yang ditunjuk", self.edit),
            ("Ubah satu isian untuk semua yang dipilih", self.open_bulk),
            ("Ekspor daftar ini", self._export),
            ("Pilih kolom", self.list_columns.open),
            ("Kosongkan pencarian dan saringan", self._clear),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _, slot=slot: slot())
            found.append(action)
        return [*found, *self.views.actions_for_finder()]

    # -- corrections --------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the form; that it shows the NIK in full is on record before.

        Titles name people by number: they are hashed into the chain, where a name could never be erased.
        """
        person = self.card.person
        if person is None:
            return
        self._close_bulk()
        self.show_details()
        if not person.nik:
            self.card.open_form()
            return
        self._disclose(person.id, disclosing.CORRECTING, lambda _: self.card.open_form())

    def show_nik(self, purpose: str) -> None:
        """The NIK of the person on the card, in full for a minute."""
        person = self.card.person
        if person is not None:
            self._disclose(person.id, purpose, lambda nik: self.card.show_nik(person.id, nik))

    def _disclose(self, member: int, purpose: str, done: Callable[[str], None]) -> None:
        self.desk.background.do(
            self,
            f"Lihat NIK lengkap, anggota no. {member}",
            lambda tx: disclosing.show_nik(tx, member, purpose=purpose),
            done,
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

    def _gone(self, problem: Problem) -> None:
        self.card.clear()
        self.desk.notices.trouble(problem)

    # -- many people --------------------------------------------------------------------------------------------------

    def open_bulk(self) -> None:
        """The panel for those who are chosen."""
        if self.model.complete and self.view.chosen_count():
            self.card.close_form()
            self.panel.setCurrentWidget(self.bulk)
            self.show_details()
            self.bulk.open(self.view.chosen())

    def _close_bulk(self) -> None:
        if self._changing_many:
            self.panel.setCurrentWidget(self.card)
            self.show_list()

    def _choose(self, people: Sequence[int]) -> None:
        self._close_bulk()
        self.view.choose(people)

    def _chosen_changed(self) -> None:
        chosen = self.view.chosen_count()
        if self.edit_chosen.isEnabled() != bool(chosen):
            self.edit_chosen.setEnabled(bool(chosen))
        if self._changing_many and self.model.complete:
            if chosen:
                self.bulk.open_again(self.view.chosen())
            else:
                self._close_bulk()

    # -- files --------------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Ekspor daftar", str(Path.home() / "anggota.xlsx"), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if name and self.model.complete:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """The chosen people (all in the filter where one or none is chosen), in the columns that are seen."""
        people = list(self.view.chosen() if self.view.chosen_count() > 1 else self.model.ids)
        member_files.export(self, self.desk, people, self.list_columns.shown(), path, self.described())

    def _print_sheet(self, purpose: str) -> None:
        person = self.card.person
        if person is None:
            return
        start = str(Path.home() / f"data-diri-{person.id}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, "Simpan lembar data diri", start, "PDF (*.pdf)")
        if name:
            member_files.print_sheet(self, self.desk, person.id, Path(name), purpose)

    # -- views --------------------------------------------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        filters = {key: text for key in ("stage", "role", "eligibility") if (text := str(self.value(key) or ""))}
        return {
            "text": self.search.text(),
            "area": self.area.code,
            "filters": filters,
            "where": self.conditions.state() if self.conditions else {},
            "sort": self.sort if (self.sort, self.descending) != (self.first_sort, False) else "",
            "descending": self.descending or None,
            "columns": self.list_columns.state(),
        }

    def _apply(self, view: dict[str, Any]) -> None:
        self.clear_filters()
        self.put_search(str(view.get("text", "")))
        self._area_put(str(view.get("area", "")))
        for key, text in (view.get("filters") or {}).items():
            self.put_filter(key, str(text))
        if self.conditions is not None:
            self.conditions.hold_only(view.get("where") or {})
        if columns := view.get("columns"):
            self.list_columns.put(columns)
        self.put_order(str(view.get("sort") or self.first_sort), descending=bool(view.get("descending")))
        self.ask()

    def _clear(self) -> None:
        self.clear_filters()
        self._area_put("")
        self.ask()

    # -- filters ------------------------------------------------------------------------------------------------------

    def _offer(self, found: tuple[list[Area], list[Role]]) -> None:
        known, roles = self._known = found
        self.area.offer(known)
        if "bulk" in vars(self):
            self.bulk.value.offer(*found)
        self.offer_values("role", [(role.name, role.code) for role in roles])

    def _area_changed(self, code: str) -> None:
        self.desk.kept.keep("members/area", code)
        self.ask()

    def _area_put(self, code: str) -> None:
        self.area.put(code)
        self.desk.kept.keep("members/area", code if "." in code else "")
