"""Transpor: rates, who gets what, payment, corrections.

What a newcomer gets wrong: a dialog before paying. The bar above says how many and how much, and asks once; from then
on the lines stand, and the only way to mend one is a correction.
"""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import receipt_papers, receipts
from kpps_desk.operations.paperwork import Printed
from kpps_desk.operations.receipts import Made, Paid
from kpps_desk.problems import Problem
from kpps_desk.queries import receipts as questions
from kpps_desk.queries.receipts import Rate, ReceiptLine, Totals
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine, plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.transport_rates import RatesForm
from kpps_desk.ui.wording_pane import WordingPane

_COLUMNS: tuple[Column[ReceiptLine], ...] = (
    Column("number", "No.", lambda line: f"{line.series}.{line.number}", 64, right=True),
    Column("name", "Nama", lambda line: line.name, 130, stretch=True),
    Column("tps", "TPS", lambda line: line.tps, 56),
    Column("role", "Jabatan", lambda line: line.role, 140),
    Column("amount", "Jumlah", lambda line: words.rupiah(line.amount), 110, right=True),
    Column("paid", "Dibayar", lambda line: _paid(line), 150, mark=lambda line: _mark(line)),
    Column("note", "Keterangan", lambda line: receipt_papers.note(line), 190),
)
_ROLE, _NOTE = 3, 6
_SIZES = [("A4", "A4"), ("F4 (folio)", "F4")]
_CORRECTION = (
    Field("amount", "&Jumlah yang seharusnya diterima", "misalnya 100.000", required=True),
    Field("reason", "A&lasan", required=True),
)
_Found = tuple[list[Rate], list[ReceiptLine], Totals]


def _paid(line: ReceiptLine) -> str:
    if line.paid_at is not None:
        return words.moment(line.paid_at)
    return "belum" if line.present or line.amount < 0 else "tidak lagi hadir"


def _mark(line: ReceiptLine) -> Mark:
    if line.paid_at is not None:
        return Mark("state-full", "good")
    return Mark("state-open", "muted") if line.present or line.amount < 0 else Mark("state-no", "bad")


class Page(GatheringPage):
    """The list; the forms of rates and of a correction take its place."""

    tables = frozenset({"receipt", "transport_rate", "attendance", "session", "member", "role"})
    help_text = (
        "Uang transpor bagi yang tercatat hadir. Susun menambah baris bagi yang belum punya, mengikuti tarif dan "
        "kehadiran terbaru; boleh diulang sebelum dibayar.\n"
        "Tandai dibayar mengunci semua baris: sesudahnya tidak ada yang berubah dan tidak dapat diurungkan. Kesalahan "
        "diperbaiki dengan koreksi (F2 atau Enter pada barisnya): baris baru dengan selisih dan alasannya. Yang hadir "
        "belakangan masuk daftar tambahan."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.session: SessionDetails | None = None
        self._rates: list[Rate] = []
        self.totals = Totals(0, 0, 0, 0, 0)
        self._correcting: ReceiptLine | None = None
        self.rates_told, self.told = OneLine("muted"), OneLine("subheading")
        self.model: ShortModel[ReceiptLine] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Tanda terima transpor")
        self.view.opened.connect(lambda _: self.begin_correction())
        inside(self.view, "F2", self.begin_correction)
        self.size_choice = Choice("Ukuran kertas", _SIZES)
        self.rates = RatesForm()
        self.rates.saved.connect(self._save_rates)
        self.correction = Form(_CORRECTION, save="&Catat koreksi")
        self.correction.saved.connect(self._save_correction)
        for form in (self.rates, self.correction):
            form.cancelled.connect(self.show_list)
        self._whom = plain("", "subheading")
        self.wording = WordingPane(desk, ("transpor",))
        self.wording.left.connect(self.show_list)
        self._lay_out()

    def _lay_out(self) -> None:
        self.rate_button, self.make_button = QPushButton("&Tarif…"), QPushButton("S&usun")
        self.print_button, self.pay_button = QPushButton("Simpan &PDF…"), QPushButton("Tandai &dibayar…")
        self.correct_button = QPushButton("&Koreksi…")
        self.correct_button.setToolTip("F2")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.rates_told, 1)
        self.text_button = QPushButton("Te&ks…")
        head.addWidget(self.text_button)
        head.addWidget(self.rate_button)
        foot.addStretch(1)
        for widget in (self.size_choice, self.correct_button, self.print_button, self.make_button, self.pay_button):
            foot.addWidget(widget)
        for button, act in (
            (self.rate_button, self.begin_rates), (self.make_button, self.make), (self.print_button, self.pick_file),
            (self.pay_button, self.confirm_payment), (self.correct_button, self.begin_correction),
            (self.text_button, self.edit_texts),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, act=act: act())
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (head, foot):
            part.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.stack.addWidget(_above(self.rates, plain("Tarif transpor", "subheading")))
        self.stack.addWidget(_above(self.correction, self._whom))
        self.stack.addWidget(self.wording)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.GRID, 0, 0)
        whole.addWidget(self.stack)
        self.setFocusProxy(self.view)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, SessionDetails):
            self.session = target
            self.show_list()
            self.reload()

    def reload(self) -> None:
        if self.session is None:
            return
        session, kind = self.session.id, self.session.kind

        def question(db: Snapshot) -> _Found:
            return questions.rates(db, kind), questions.lines(db, session), questions.totals(db, session)

        self.desk.background.ask(self, question, self._show, topic="receipts")

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        for column, least in ((_ROLE, 900), (_NOTE, 760)):
            self.view.setColumnHidden(column, self.width() < least)

    def _show(self, found: _Found) -> None:
        self._rates, lines, self.totals = found
        told = (f"{rate.role} {words.rupiah(rate.amount) if rate.id else 'belum diisi'}" for rate in self._rates)
        self.rates_told.setText(f"Tarif: {', '.join(told)}")
        self.model.put({line.id: line for line in lines})
        self.view.say_empty(
            "Isi tarif, lalu Susun." if self.totals.present else "Belum ada yang tercatat hadir pada sesi ini."
        )
        totals = self.totals
        parts = [f"{words.number(totals.present)} hadir"]
        if totals.waiting:
            parts.append(f"{words.number(totals.waiting)} belum disusun")
        parts += [f"belum dibayar {words.rupiah(totals.due)}", f"dibayar {words.rupiah(totals.paid)}"]
        self.told.setText(" · ".join(parts))
        waits = totals.waiting or totals.unpaid
        self.make_button.setEnabled(bool(waits))
        self.pay_button.setEnabled(totals.unpaid > 0)
        primary = self.make_button if totals.waiting or not totals.unpaid else self.pay_button
        for button in (self.make_button, self.pay_button):
            button.setObjectName("primary" if button is primary else "")
            button.style().unpolish(button)
            button.style().polish(button)
        for button in (self.print_button, self.correct_button):
            button.setEnabled(bool(lines))

    def show_list(self) -> None:
        """Back from a form."""
        self.stack.setCurrentIndex(0)
        self.view.setFocus()

    # -- acts ---------------------------------------------------------------------------------------------------------

    def begin_rates(self) -> None:
        """What each role gets for a session of this kind."""
        self.rates.put_rates(self._rates)
        self.stack.setCurrentIndex(1)
        self.rates.focus_first()

    def edit_texts(self) -> None:
        """The wording of the list."""
        self.stack.setCurrentWidget(self.wording)
        self.wording.ask()

    def _save_rates(self, _: dict[str, str]) -> None:
        if self.session is None:
            return
        kind = self.session.kind
        try:
            wanted = self.rates.amounts()
        except Problem as problem:
            self.rates.show_trouble(problem)
            return
        versions = {rate.role_id: rate.version for rate in self._rates}

        def change(tx: Transaction) -> None:
            for role, amount in wanted.items():
                receipts.set_rate(tx, kind, role, amount, version=versions[role])

        title = f"Tetapkan tarif transpor {words.session_kind(kind).lower()}"
        self.desk.background.do(self, title, change, lambda _: self.show_list(), failed=self.rates.show_trouble)

    def make(self) -> None:
        """Lines for those present who have none."""
        if self.session is None:
            return
        if any(not rate.id for rate in self._rates):
            self.begin_rates()
            return
        session = self.session.id
        title = f"Susun tanda terima transpor, sesi {session}"
        self.desk.background.do(self, title, lambda tx: receipts.make(tx, session), self._made)

    def _made(self, made: Made) -> None:
        parts = [f"{words.number(made.added)} baris ditambahkan"]
        if made.removed:
            parts.append(f"{words.number(made.removed)} dihapus karena tidak lagi hadir atau tanpa tarif")
        if made.changed:
            parts.append(f"{words.number(made.changed)} mengikuti tarif baru")
        self.desk.notices.say(f"{', '.join(parts)}. Ctrl+Z mengurungkannya.")

    def confirm_payment(self) -> None:
        """Say how many and how much; the bar's button does it."""
        if not self.totals.unpaid or self.session is None:
            return
        count, amount = words.number(self.totals.unpaid), words.rupiah(self.totals.due)
        self.desk.notices.warn(
            f"{count} baris, {amount}, akan ditandai dibayar. Pembayaran tidak dapat diurungkan.",
            act="&Ya, sudah dibayar",
            action=partial(self.pay, self.session.id),
        )

    def pay(self, session: int) -> None:
        """Every line that isn't paid yet is paid now."""
        title = f"Bayar transpor, sesi {session}"
        self.desk.background.do(self, title, lambda tx: receipts.pay(tx, session), self._was_paid)

    def _was_paid(self, paid: Paid) -> None:
        self.desk.notices.say(f"{words.number(paid.lines)} baris, {words.rupiah(paid.amount)}, ditandai dibayar.")

    def begin_correction(self) -> None:
        """What the person of this line should have got."""
        line = self.model.line(self.view.currentIndex().row())
        if line is None:
            return
        row = line.row
        self._correcting = row
        sum_now = sum(one.amount for one in self._lines() if (one.corrects_id or one.id) == (row.corrects_id or row.id))
        self._whom.setText(f"Koreksi {row.name}, TPS {row.tps}: sampai sekarang {words.rupiah(sum_now)}")
        self.correction.put({})
        self.stack.setCurrentIndex(2)
        self.correction.focus_first()

    def _lines(self) -> list[ReceiptLine]:
        found = (self.model.line(at) for at in range(self.model.total))
        return [line.row for line in found if line is not None]

    def _save_correction(self, values: dict[str, str]) -> None:
        line = self._correcting
        if line is None:
            return
        try:
            amount = receipts.parse_amount(values["amount"])
        except Problem as problem:
            self.correction.show_trouble(problem)
            return
        reason = values["reason"]
        self.desk.background.do(
            self,
            f"Koreksi transpor, anggota no. {line.member_id}",
            lambda tx: receipts.correct(tx, line.id, amount, reason),
            lambda _: self._corrected(),
            reason=words.without_niks(reason).strip() or None,
            failed=self.correction.show_trouble,
        )

    def _corrected(self) -> None:
        self.show_list()
        self.desk.notices.say("Koreksi dicatat sebagai baris baru. Tandai dibayar setelah uangnya berpindah tangan.")

    def pick_file(self) -> None:
        """Ask where the PDF goes."""
        if self.session is None:
            return
        start = Path(self.desk.kept.text("calling/folder", str(Path.home()))) / f"transpor-sesi-{self.session.id}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan tanda terima", str(start), "PDF (*.pdf)")
        if name:
            self.print_to(Path(name))

    def print_to(self, path: Path) -> None:
        """Write all lists of the session to one PDF."""
        if self.session is None:
            return
        session, size = self.session.id, str(self.size_choice.value)
        self.desk.kept.keep("calling/folder", str(path.parent))
        self.desk.background.run(
            self,
            "Menyimpan tanda terima",
            lambda database, job: receipt_papers.print_receipts(database, session, path, job, size=size),
            self._printed,
        )

    def _printed(self, made: Printed) -> None:
        self.desk.notices.say(f"{words.number(made.pages)} halaman tersimpan di {made.path.name}.")


def _above(form: QWidget, title: QLabel) -> QWidget:
    """A form with a title over it, no wider than it need be."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    form.setMaximumWidth(theme.GRID * 60)
    column.addWidget(title)
    column.addWidget(form)
    column.addStretch(1)
    return page
