"""Kelola: what became of the issued ones; replace, revoke, print again; data berubah mended in one step.

What a newcomer gets wrong: changing a certificate. What is printed stands: a wrong one is replaced by one with a new
number, to which the old one points, or it is revoked; both with a reason.
"""

from array import array
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import certificates as issuing
from kpps_desk.operations.certificates import Reissued
from kpps_desk.queries import certificate_lists, certificates, print_ledger
from kpps_desk.queries.certificate_lists import Standing, Wanted
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.queries.print_ledger import BatchState
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.certificate_page import CertificatePage
from kpps_desk.ui.certificate_print import Given
from kpps_desk.ui.certificate_reason import ReasonBar
from kpps_desk.ui.certificate_step import ListStepPage, OneJob, Scope
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine
from kpps_desk.ui.list_model import Column, ListModel, Mark, Source
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice, SearchBox
from kpps_desk.ui.stopping import Stopped, keeping

_MARKS = {
    "terbit": Mark("state-full", "good"),
    "diganti": Mark("state-ended", "muted"),
    "dicabut": Mark("state-no", "bad"),
}
SOURCE: Source[Wanted, CertificateRow] = Source(
    certificate_lists.first, certificate_lists.count, certificate_lists.ids, certificates.page
)
_COLUMNS: tuple[Column[CertificateRow], ...] = (
    Column("name", "Nama", lambda row: row.name, 140, stretch=True),
    Column("number", "Nomor", lambda row: row.number, 236),
    Column("state", "Keadaan", lambda row: words.certificate_state(row.state), 92, mark=lambda row: _MARKS[row.state]),
)
_STANDINGS = [
    ("Semua keadaan", Standing.ALL),
    ("Data berubah", Standing.CHANGED),
    ("Terbit", Standing.IN_FORCE),
    ("Diganti", Standing.REPLACED),
    ("Dicabut", Standing.REVOKED),
]
_CHANGED = "Data anggota berubah"
_TABLES = frozenset({"certificate", "member"})
_NUMBER = 1  # column
_NARROW = 900  # logical pixels


class ManagePage(ListStepPage):
    """The list on the left with what can be done below it; the page of the one under the cursor on the right."""

    tables = frozenset({"certificate", "member", "appointment", "print_batch", "trainer", "area"})
    spare = (_NUMBER, _NARROW)  # the number stands on its page too
    help_text = (
        "Kelola. Yang sudah terbit tidak diubah: sertifikat yang salah diganti (nomor lama menunjuk nomor baru) atau "
        "dicabut, keduanya dengan alasan dan tidak dapat diurungkan.\n"
        "Data berubah: nama atau jabatan pada sertifikat bukan lagi yang tercatat; G mengganti yang dipilih atau, "
        "tanpa pilihan, yang di bawah kursor. Ganti semua yang berubah mengganti sekaligus. "
        "C mencabut, U mencetak ulang dengan tanda SALINAN, Enter membuka orangnya."
    )

    def __init__(self, desk: Desk, jobs: OneJob, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._changed = 0
        self._wanted_id = 0
        self.standing = Choice("Keadaan", _STANDINGS)
        self.standing.currentIndexChanged.connect(lambda _: self._ask())
        self.model: ListModel[Wanted, CertificateRow] = ListModel(desk.background, SOURCE, _COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Sertifikat")
        self.view.opened.connect(lambda _: self.open_member())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.view.chosen_changed.connect(self._say)
        self.model.first_shown.connect(self._arrived)
        self.model.completed.connect(self._reach)
        self.search = SearchBox("Cari nama atau nomor", self.view)
        self.search.textChanged.connect(lambda _: self._ask())
        self.count = OneLine("muted")
        self.paper = CertificatePage(desk)
        self.story = OneLine("muted")
        self.replace_all = self._button("Ganti &semua yang berubah…", "", self.ask_replace_all)
        self.replace_all.setObjectName("primary")
        self.replace = self._button("&Ganti…", "G", self.ask_replace)
        self.revoke = self._button("&Cabut…", "C", self.ask_revoke)
        self.again = self._button("Cetak &ulang…", "U", self.print_again)
        self.acts = QWidget()
        self.reason = ReasonBar(self.view, self.acts)
        jobs.changed.connect(self._say)
        self._lay_out()
        self._say()

    def _button(self, text: str, key: str, act: Any) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        if key:
            button.setToolTip(f"{text.replace('&', '').rstrip('…')} ({key})")
            inside(self.view, key, button.click)
        return button

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column, page = QVBoxLayout(left), QVBoxLayout(right)
        for each in (column, page):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(theme.GRID)
        bar, acts, below = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self.acts)
        below.setContentsMargins(0, 0, 0, 0)
        for row in (bar, acts, below):
            row.setSpacing(theme.GRID)
        bar.addWidget(self.search, 2)
        bar.addWidget(self.standing, 1)
        for widget in (self.replace, self.revoke, self.again):
            acts.addWidget(widget)
        acts.addStretch(1)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.count)
        column.addWidget(self.reason)
        below.addLayout(acts)
        below.addWidget(self.replace_all)
        column.addWidget(self.acts)
        page.addWidget(self.paper, 1)
        page.addWidget(self.story)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.GRID * 2)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes(
            [self.desk.kept.number("certificates/list", 480), self.desk.kept.number("certificates/page", 640)]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    # -- the step's contract ------------------------------------------------------------------------------------------

    def put(self, scope: Scope) -> None:
        self.scope = scope
        self.reason.leave(keys=False)
        self._ask()
        self._count_changed()

    def reload(self) -> None:
        if self.model.filter is not None:
            self.model.refresh()
            self._count_changed()
            self._show_current(anew=True)

    def show_target(self, target: object) -> None:
        """A certificate's id, or a standing."""
        if isinstance(target, int):
            self._wanted_id = target
            self.standing.put(Standing.ALL)
            self.search.clear()
        elif target in list(Standing):
            self.standing.put(target)
        self._ask()

    # -- the list -----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        scope = self.scope
        standing = Standing(self.standing.value)
        self.model.ask(Wanted(scope.area, scope.session, scope.kind, standing, self.search.text()))

    def _count_changed(self) -> None:
        area, session, kind, _ = self.scope
        self.desk.background.ask(
            self, lambda db: len(certificates.changed(db, area, session, kind)), self._say_changed, topic="changed"
        )

    def _say_changed(self, count: int) -> None:
        self._changed = count
        self._say()

    def _arrived(self) -> None:
        searching = bool(self.search.text()) or self.standing.value != Standing.ALL
        self.view.say_empty(
            "Tidak ada yang cocok. Pilih “Semua keadaan” atau kosongkan pencarian."
            if searching
            else "Belum ada yang terbit di sini. Terbitkan dahulu pada langkah Terbitkan."
        )
        if self.view.current_id() < 0 and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.clearSelection()
        self._show_current()

    def _reach(self) -> None:
        if self._wanted_id and self.view.show_id(self._wanted_id):
            self._wanted_id = 0
        self._say()

    @property
    def row(self) -> CertificateRow | None:
        """The certificate under the cursor."""
        line = self.model.line(self.view.currentIndex().row()) if self.view.currentIndex().isValid() else None
        return line.row if line is not None else None

    def _chosen(self) -> "array[int]":
        """Those chosen, or the one under the cursor."""
        if self.view.chosen_count() > 1:
            return self.view.chosen()
        current = self.view.current_id()
        return array("q", [current] if current >= 0 else [])

    def _show_current(self, *, anew: bool = False) -> None:
        current = self.view.current_id()
        self.paper.put(current if current >= 0 else None, self.scope.kind, anew=anew)
        if current >= 0:
            self.desk.background.ask(self, lambda db: _story(db, current), self.story.setText, topic="story")
        else:
            self.story.setText("")
        self._say()

    def _say(self) -> None:
        chosen, total = self.view.chosen_count(), self.model.total
        text = f"{words.number(total)} sertifikat"
        self.count.setText(f"{words.number(chosen)} dari {text} dipilih" if chosen > 1 else text)
        row, free = self.row, not self.jobs.busy
        living = chosen > 1 or (row is not None and row.state == "terbit")
        for button in (self.replace, self.revoke):
            button.setEnabled(free and living)
        self.again.setEnabled(free and (chosen > 1 or row is not None))
        self.replace_all.setVisible(self._changed > 0)
        self.replace_all.setEnabled(free)
        self.replace_all.setText(f"Ganti &semua yang datanya berubah ({words.number(self._changed)})…")

    # -- what can be done ---------------------------------------------------------------------------------------------

    def open_member(self) -> None:
        """Whose it is."""
        if (row := self.row) is not None and row.member_id is not None:
            self.desk.go("members", row.member_id)

    def print_again(self) -> None:
        """Hand the chosen ones over to Cetak; what came out before bears SALINAN."""
        if chosen := self._chosen():
            self.turn_wanted.emit("print", Given(chosen, "Cetak ulang"))

    def ask_replace(self) -> None:
        """New ones for the chosen, from today's record."""
        chosen = self._chosen()
        if not chosen:
            return
        many = len(chosen) > 1
        changed = self.standing.value == Standing.CHANGED
        who = f"{words.number(len(chosen))} sertifikat" if many else (self.row.number if self.row else "")
        self.reason.ask(
            f"Ganti {who} dengan nomor baru menurut data hari ini, karena:",
            f"&Ya, ganti {words.number(len(chosen))}",
            lambda why: self.replace_these(chosen, why, only_changed=many or changed),
            reason=_CHANGED if changed else "",
            hint="Misalnya: nama salah tulis",
        )

    def ask_replace_all(self) -> None:
        """New ones for all whose data changed."""
        area, session, kind, name = self.scope
        self.reason.ask(
            f"Ganti {words.number(self._changed)} sertifikat di {name} yang datanya berubah dengan nomor baru, karena:",
            f"&Ya, ganti {words.number(self._changed)}",
            lambda why: self._replace_found(Wanted(area, session, kind, Standing.CHANGED), why),
            reason=_CHANGED,
        )

    def _replace_found(self, wanted: Wanted, why: str) -> None:
        def work(database: Database, job: Job) -> Reissued:
            with database.read() as db:
                changed = certificate_lists.ids(db, wanted)
            return issuing.reissue_changed(database, changed, reason=why, by=by, progress=job)

        by = self.desk.background.by
        self.jobs.run("Mengganti sertifikat yang datanya berubah", keeping(work, _TABLES), self._replaced)

    def replace_these(self, chosen: "array[int]", why: str, *, only_changed: bool) -> None:
        """One in one act; many, or where the data changed, as long work."""
        by = self.desk.background.by
        if only_changed:
            self.jobs.run(
                "Mengganti sertifikat",
                keeping(
                    lambda database, job: issuing.reissue_changed(database, chosen, reason=why, by=by, progress=job),
                    _TABLES,
                ),
                self._replaced,
            )
            return
        self.desk.background.do(
            self,
            "Ganti sertifikat",
            lambda tx: issuing.reissue(tx, chosen[0], reason=why),
            lambda new: self._tell_replaced({chosen[0]: new}),
            reason=why,
        )

    def _replaced(self, result: Reissued | Stopped) -> None:
        if isinstance(result, Stopped):
            self.desk.notices.warn(f"{result.why} Yang sudah diganti tetap berlaku.")
        elif result.refused:
            first = next(iter(result.refused.values()))
            many = f" dan {words.number(len(result.refused) - 1)} lainnya" if len(result.refused) > 1 else ""
            text = f"{words.number(len(result.done))} sertifikat diganti; tidak diganti: {first}{many}"
            if result.done:
                self.desk.notices.warn(text, act="&Cetak…", action=lambda: self._print_new(result.done))
            else:
                self.desk.notices.warn(text)
        else:
            self._tell_replaced(result.done)

    def _tell_replaced(self, done: dict[int, int]) -> None:
        self._wanted_id = next(iter(done.values()), 0)
        self._reach()
        self.desk.notices.say(
            f"{words.number(len(done))} sertifikat diganti; nomor lama menunjuk nomor baru.",
            act="&Cetak…",
            action=lambda: self._print_new(done),
        )

    def _print_new(self, done: dict[int, int]) -> None:
        self.turn_wanted.emit("print", Given(array("q", done.values()), "Pengganti"))

    def ask_revoke(self) -> None:
        """Take the chosen ones out of force."""
        chosen = self._chosen()
        if not chosen:
            return
        who = f"{words.number(len(chosen))} sertifikat" if len(chosen) > 1 else (self.row.number if self.row else "")
        self.reason.ask(
            f"Cabut {who}. Nomornya tidak dipakai lagi dan masuk daftar pencabutan, karena:",
            f"&Ya, cabut {words.number(len(chosen))}",
            lambda why: self.revoke_these(chosen, why),
            hint="Misalnya: tidak mengikuti bimtek",
        )

    def revoke_these(self, chosen: "array[int]", why: str) -> None:
        """All in one act."""

        def revoke(tx: Transaction) -> int:
            for certificate in chosen:
                issuing.revoke(tx, certificate, reason=why)
            return len(chosen)

        self.desk.background.do(
            self,
            f"Cabut {words.number(len(chosen))} sertifikat",
            revoke,
            lambda count: self.desk.notices.say(f"{words.number(count)} sertifikat dicabut."),
            reason=why,
        )


def _story(db: Snapshot, certificate: int) -> str:
    """How often and when it came out."""
    times = print_ledger.printed(db, certificate)
    printed = [one for one in times if one.out]
    sent = next((one for one in times if one.state is BatchState.SENT), None)
    if not printed and sent is not None:
        return f"Belum dicatat keluar: ada dalam cetakan no. {sent.batch_id}, belum dipastikan."
    if not printed:
        return "Belum pernah dicatat keluar."
    last = printed[0]
    copies = sum(one.copy for one in printed)
    how = f", {words.number(copies)} di antaranya SALINAN" if copies else ""
    return f"Keluar {words.number(len(printed))} kali{how}; terakhir {words.moment(last.at)} ke {last.target}."
