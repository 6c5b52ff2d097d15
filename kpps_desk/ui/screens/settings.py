"""Pengaturan: the election's rules as a draft, whom it would change, its adoption; and what stands on every paper.

What a newcomer gets wrong: saving while typing. What is edited is one draft over all pages; it stays until it is
adopted or thrown away, wherever the person goes meanwhile.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import rules as adopting
from kpps_desk.operations.rules import Adopted, Effect
from kpps_desk.problems import Conflict, Invalid, Problem
from kpps_desk.queries import rules
from kpps_desk.queries.rules import Version
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import theme
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.rules_effect import EffectPanel
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.settings_pages import SettingsPages

_OFFICE = frozenset({"letterhead", "official", "room", "trainer", "wording"})


class _Standing(NamedTuple):
    """The rules in force, and all versions, newest first."""

    draft: Draft
    versions: list[Version]


def _standing(db: Snapshot) -> _Standing:
    return _Standing(rules.current(db), rules.versions(db))


class SettingsScreen(Screen):
    """Pages on the left; the draft's bar below those that edit the rules."""

    key = "settings"
    title = "Pengaturan"
    icon = "settings"
    help_text = (
        "Aturan pemilihan diubah sebagai rancangan: sunting halaman mana pun, lalu Lihat pengaruhnya. Anda melihat "
        "siapa yang hasil penelitiannya berubah, kursi yang bertambah, dan TPS yang kesiapannya berubah sebelum apa "
        "pun disimpan. Isi alasannya dan tekan Tetapkan.\n"
        "Setiap penetapan menjadi versi baru. Penetapan tidak diurungkan; versi lama dapat dipakai lagi sebagai "
        "rancangan pada halaman Versi aturan.\n"
        "Di daftar: Insert menambah, Delete menghapus, Alt+↑ dan Alt+↓ memindahkan, F2 menyunting. Ctrl+S melihat "
        "pengaruhnya, lalu menetapkan; Esc kembali ke rancangan.\n"
        "Kop wilayah, Pejabat, Tempat, dan Pola nomor disimpan sekali di sini dan dipakai semua surat, kartu, dan "
        "sertifikat: yang kosong pada satu wilayah mengikuti kantor di atasnya."
    )
    tables = frozenset({"election", "role", "rule_pack", "signing_key", "revocation_list"} | _OFFICE)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._standing: _Standing | None = None
        self._job: Job | None = None
        self._effect_of: Draft | None = None
        self._adopting = False
        self.pages = SettingsPages(desk)
        self.pages.edited.connect(self._edited)
        self.pages.look_wanted.connect(self.look)
        self.pages.turned.connect(self._turned)
        self.pages.reuse_wanted.connect(self.reuse)
        self._build()
        desk.background.job_ended.connect(self._ended)

    @cached_property
    def effect(self) -> EffectPanel:
        """Made when a draft is first looked at: Pengaturan comes up sooner."""
        made = EffectPanel(self.desk.background)
        made.adopt_wanted.connect(self.adopt)
        made.back_wanted.connect(self.back)
        made.member_wanted.connect(lambda member: self.desk.go("members", member))
        self.right.addWidget(made)
        return made

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        editing = QWidget()
        column = QVBoxLayout(editing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.pages, 1)
        column.addWidget(self._build_bar())
        self.right = QStackedWidget()
        self.right.addWidget(editing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self.pages.list)
        row.addWidget(self.right, 1)

    def _build_bar(self) -> QWidget:
        self.bar = QWidget()
        self.state = OneLine("muted")
        self._look = QPushButton("&Lihat pengaruhnya")
        self._look.setObjectName("primary")
        self._look.setToolTip("Ctrl+S")
        self._look.clicked.connect(self.look)
        self._drop = QPushButton("B&uang rancangan")
        self._drop.clicked.connect(self.drop)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.state, 1)
        row.addWidget(self._drop)
        row.addWidget(self._look)
        return self.bar

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if self._standing is None:
            self.reload()

    def reload(self) -> None:
        self.desk.background.ask(self, _standing, self._take, topic="rules")
        self.pages.look_again()

    def open(self, target: object) -> None:
        """A page by its name."""
        self.pages.open(str(target))

    def to_search(self) -> None:
        self.pages.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[QAction]:
        found = []
        for name in self.pages.names:
            action = QAction(f"Pengaturan: {name}", self)
            action.triggered.connect(lambda _=False, name=name: self.open(name))
            found.append(action)
        return found

    # -- the draft ----------------------------------------------------------------------------------------------------

    @property
    def changes(self) -> list[str]:
        """What the draft changes, in words; Invalid where a page can't be read."""
        return words.rule_changes(self._standing.draft, self.draft()) if self._standing is not None else []

    def draft(self) -> Draft:
        """What stands on the pages."""
        if self._standing is None:
            raise RuntimeError("nothing is shown yet")
        return self.pages.onto(self._standing.draft)

    def _take(self, standing: _Standing) -> None:
        """The rules in force arrived; a draft that was begun stays, and says when it is late."""
        if standing == self._standing:
            return
        if self._standing is None or not self._is_begun():
            self._begin(standing, standing.draft)
        else:
            latest = standing.versions[0]
            self.pages.put_versions(standing.versions)
            self.desk.notices.warn(
                f"Aturan sudah diubah oleh {latest.by}: versi {latest.number}. Rancangan Anda berdasar versi lama.",
                act=f"Buang rancangan, lihat versi {latest.number}",
                action=lambda: self._begin(standing, standing.draft),
            )

    def _is_begun(self) -> bool:
        try:
            return self._standing is not None and not self.draft().same(self._standing.draft)
        except Invalid:
            return True

    def _begin(self, standing: _Standing, draft: Draft) -> None:
        self._standing = standing
        self.pages.put_versions(standing.versions)
        self._put(draft)
        self.back()

    def _put(self, draft: Draft) -> None:
        if self._standing is not None:
            self.pages.put(draft, self._standing.versions)
        self._edited()

    def _edited(self) -> None:
        if self._standing is None:
            return
        self.pages.clear_troubles()
        number = self._standing.draft.based_on
        begun, lines = self._is_begun(), []
        try:
            lines = self.changes
            state = f"Rancangan: {words.number(len(lines))} perubahan dari versi {number}. {'. '.join(lines)}"
        except Invalid as problem:
            state = f"Rancangan belum terbaca. {problem}"
        self.state.setText(state if begun else f"Yang berlaku: versi {number}. Sunting untuk membuat rancangan.")
        self.state.setToolTip("\n".join(lines))
        self._set_buttons(begun)

    def _set_buttons(self, begun: bool) -> None:
        self._look.setEnabled(begun and self._job is None)
        self._drop.setEnabled(begun and self._job is None)

    def drop(self) -> None:
        """Show the rules in force again; the draft can be fetched back from the notice."""
        if self._standing is None:
            return
        try:
            draft = self.draft()
        except Invalid:
            draft = self._standing.draft
        self._put(self._standing.draft)
        self.reload()
        self.desk.notices.say("Rancangan dibuang.", act="Kembalikan", action=lambda: self._put(draft))

    def reuse(self, version: Version) -> None:
        """Lay an old version before the person as a draft."""
        if self._standing is None:
            return
        self._put(version.draft)
        self.pages.list.setCurrentRow(0)
        self.desk.notices.say(f"Versi {version.number} menjadi rancangan. Lihat pengaruhnya, lalu tetapkan.")

    # -- its effect, its adoption -------------------------------------------------------------------------------------

    def look(self) -> None:
        """Compute whom the draft changes."""
        if self._standing is None or self._job is not None or not self._is_begun():
            return
        try:
            draft = self.draft()
        except Invalid as problem:
            self._show_invalid(problem)
            return
        self._run(
            "Menghitung pengaruh rancangan",
            lambda database, progress: _effect(database, draft, progress),
            lambda effect: self._show_effect(draft, effect),
            self._show_invalid,
        )

    def _show_effect(self, draft: Draft, effect: Effect) -> None:
        if self._standing is not None:
            self._effect_of = draft
            self.effect.put(effect, self._standing.draft, draft)
            self.right.setCurrentWidget(self.effect)
            self.pages.list.hide()
            self.effect.focus_first()

    def _show_invalid(self, problem: Problem) -> None:
        self.back()
        if not isinstance(problem, Invalid) or not self.pages.show_invalid(problem):
            self.desk.notices.trouble(problem)

    def back(self) -> None:
        """From the effect to the pages; not while it is being adopted, for what is edited then would be lost."""
        if not self._adopting:
            self.right.setCurrentIndex(0)
            self.pages.list.show()

    def adopt(self, reason: str) -> None:
        """Make the draft whose effect is shown the next version."""
        draft, by = self._effect_of, self.desk.background.by
        if draft is None or self._job is not None:
            return
        self._adopting = True
        self.effect.set_busy(True)
        self._run(
            f"Menetapkan aturan versi {draft.based_on + 1}",
            lambda database, progress: adopting.adopt(database, draft, reason=reason, by=by, progress=progress),
            self._adopted,
            self._not_adopted,
        )

    def _adopted(self, done: Adopted) -> None:
        self.effect.reason.clear()
        self._standing = None
        self.back()
        self.reload()
        self.desk.notices.say(
            f"Aturan versi {done.number} berlaku. {words.number(done.judged)} orang berubah hasilnya."
        )

    def _not_adopted(self, problem: Problem) -> None:
        self.effect.show_trouble(problem)
        if isinstance(problem, Conflict):
            self.reload()
        elif isinstance(problem, Invalid) and problem.field != "reason":
            self._show_invalid(problem)

    def _run(
        self,
        title: str,
        work: Callable[..., object],
        done: Callable[..., None],
        failed: Callable[[Problem], None],
    ) -> None:
        self._job = self.desk.background.run(self, title, work, done, failed=failed)
        self._set_buttons(begun=True)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job, self._adopting = None, False
            self.effect.set_busy(False)
            self._edited()

    def _turned(self) -> None:
        self.back()
        self.bar.setVisible(self.pages.on_rules)


def _effect(database: Database, draft: Draft, progress: Job) -> Effect:
    with database.read(sweep=True) as db:
        return adopting.effect(db, draft, progress)
