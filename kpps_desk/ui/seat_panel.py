"""Kursi's panel: one crew, and over it the pages in which a seat is filled, given up, replaced or looked back at.

What a newcomer gets wrong: keeping a page. Each is made when it is wanted and goes when it is done; the crew below it
is asked anew after every change.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget

from kpps_desk import words
from kpps_desk.domain import crew_choice, replacing
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import dotted
from kpps_desk.operations import replacing as changing
from kpps_desk.operations import seats, swearing_in
from kpps_desk.problems import Invalid
from kpps_desk.queries import areas, candidates, crews
from kpps_desk.queries import seats as asking
from kpps_desk.queries.candidates import CandidateRow, VacantSeat
from kpps_desk.queries.crews import CrewRow
from kpps_desk.queries.seats import SeatLine
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui import seat_forms
from kpps_desk.ui.crew_card import CrewCard
from kpps_desk.ui.form import Form
from kpps_desk.ui.holders_page import HoldersPage
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.seat_page import FormPage, PickPage, SeatPage
from kpps_desk.ui.seat_papers import SeatPapers

REACHES = (("Kelurahan ini", 10), ("Kecamatan ini", 6), ("Kabupaten/kota ini", 4))
_SEX = {"L": "L", "P": "P"}
_PEOPLE: tuple[Column[Any], ...] = (
    Column("name", "Nama", lambda row: row.name, 160, stretch=True),
    Column("sex", "L/P", lambda row: _SEX.get(row.sex or "", "–"), 48),
    Column("why", "Keterangan", lambda row: words.nearness(row.near, row.reserve, row.home), 210),
)
_SEATS: tuple[Column[Any], ...] = (
    Column("home", "TPS", lambda row: row.home, 180, stretch=True),
    Column("seat", "Kursi", lambda row: row.label, 180),
)
_OFFERED = 60  # in the combo box of a replacement


class Shown(NamedTuple):
    """A crew as the panel shows it, and the share of women that the rules ask for."""

    crew: CrewRow
    lines: list[SeatLine]
    share: float


def shown(db: Snapshot, station: int) -> Shown | None:
    """One TPS by its id; None when it is gone."""
    row = crews.page(db, [station]).get(station)
    return Shown(row, asking.crew(db, row.code), areas.election(db).rules.women_share) if row is not None else None


class SeatPanel(QStackedWidget):
    """`opened`: a page came over the crew; `closed`: the crew is seen again."""

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.papers = SeatPapers(desk, self)
        self.card = CrewCard()
        self.card.wanted.connect(self.begin)
        self.addWidget(self.card)
        self.setMinimumWidth(420)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def page(self) -> SeatPage | None:
        """The page over the crew, None while the crew itself is seen."""
        found = self.currentWidget()
        return found if isinstance(found, SeatPage) else None

    def put(self, found: Shown | None) -> None:
        """Show this crew; pages of another one go."""
        before = self.card.crew
        if found is None:
            self.card.put(None, (), 0.0)
        else:
            self.card.put(found.crew, found.lines, found.share)
        after = self.card.crew
        if before is not None and (after is None or after.code != before.code):
            self.close_all()

    def show_page(self, page: SeatPage) -> None:
        """Over what is there now; Escape comes back to it."""
        page.closed.connect(self.back)
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.opened.emit()
        page.begin()

    def back(self) -> bool:
        """One page away; False where none was open."""
        page = self.page
        if page is None:
            return False
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.setCurrentIndex(self.count() - 1)
        if self.page is None:
            self.card.view.setFocus()
            self.closed.emit()
        return True

    def close_all(self) -> None:
        while self.back():
            pass

    def begin(self, act: str) -> None:
        """One of crew_card.ACTS, for the seat under the cursor."""
        line = self.card.line
        if line is not None:
            {
                "fill": self._fill,
                "move": self._move,
                "vacate": self._vacate,
                "replace": self._replace,
                "holders": self.show_holders,
                "oath": self._oath,
            }[act](line)

    # -- fill and move ------------------------------------------------------------------------------------------------

    def _fill(self, line: SeatLine) -> None:
        page = PickPage(f"Isi {_seat(line)}", _PEOPLE, "&Tempatkan", REACHES)
        page.say("Cadangan didahulukan menurut urutannya, lalu yang diusulkan untuk TPS ini, lalu kelurahan.")

        def ask() -> None:
            text, reach = page.search.text(), page.reach.value
            self._desk.background.ask(
                page,
                lambda db: candidates.for_role(db, line.code[:13], line.role, within=reach, text=text),
                lambda rows: page.put(
                    {row.id: row for row in rows},
                    "Tidak ada yang memenuhi syarat tanpa kursi di sini. Perluas jangkauan di atas.",
                ),
                topic="pick",
            )

        def picked(id_: int) -> None:
            row: CandidateRow = page.model.line(page.model.position(id_)).row  # type: ignore[union-attr]
            self._do(
                f"Isi kursi {line.code}, anggota no. {id_}",
                partial(_place, row=row, code=line.code),
                f"{row.name} menempati {_seat(line)}. Sumpah dan bimteknya tampil sebagai kekurangan sampai dicatat.",
            )

        self._show_picking(page, ask, picked)

    def _move(self, line: SeatLine) -> None:
        page = PickPage(f"Pindahkan {line.name}", _SEATS, "&Pindahkan", REACHES)
        page.say("Sumpah, kehadiran, dan sertifikat ikut. Penetapan yang baru menunggu SK.")
        day = QLineEdit(words.short_date(seat_forms.today()))
        day.setAccessibleName("Berlaku mulai, wajib diisi")
        label = plain("Berlaku &mulai", "caption", wrap=False, select=False)
        label.setBuddy(day)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(day, 1)
        page.column.insertLayout(page.column.count() - 1, row)
        found: list[VacantSeat] = []

        def arrived(rows: list[VacantSeat]) -> None:
            found[:] = rows
            page.put(dict(enumerate(rows)), "Tidak ada kursi kosong di sini. Perluas jangkauan di atas.")

        def ask() -> None:
            text, reach = page.search.text(), page.reach.value
            self._desk.background.ask(
                page,
                lambda db: candidates.vacant_near(db, line.code[:13], line.role, within=reach, text=text),
                arrived,
                topic="pick",
            )

        def picked(position: int) -> None:
            target, member = found[position], line.member
            try:
                since = seat_forms.needed_day("since", day.text(), "Tanggal berlaku")
            except Invalid as problem:
                self._desk.notices.trouble(problem)
                day.setFocus()
                return
            self._do(
                f"Pindahkan anggota no. {member} ke kursi {target.code}",
                lambda tx: seats.move(tx, member or 0, target.code, since=since),
                f"{line.name} pindah ke {target.home}, {target.label}.",
            )

        self._show_picking(page, ask, picked)

    def _show_picking(self, page: PickPage, ask: Callable[[], None], picked: Callable[[int], None]) -> None:
        page.asked.connect(ask)
        page.picked.connect(picked)
        self.show_page(page)
        ask()

    # -- give up and replace ------------------------------------------------------------------------------------------

    def _vacate(self, line: SeatLine) -> None:
        form = Form(seat_forms.VACATE, save="&Kosongkan kursi")
        form.put({"until": words.short_date(seat_forms.today())})
        about = f"{line.name} tetap di daftar sebagai cadangan. Untuk yang berhenti, pakai PAW."

        def save(given: dict[str, str]) -> None:
            until = seat_forms.needed_day("until", given["until"], "Tanggal berlaku")
            self._do(
                f"Kosongkan kursi {line.code}, anggota no. {line.member}",
                lambda tx: seats.vacate(
                    tx, line.member or 0, reason=Reason.RELEASED, until=until, explanation=given["explanation"]
                ),
                f"{line.name} kembali menjadi cadangan; {_seat(line)} kosong.",
                form,
            )

        self._show_form(f"Kosongkan {_seat(line)}", form, save, about)

    def _replace(self, line: SeatLine) -> None:
        def question(db: Snapshot) -> tuple[list[CandidateRow], date]:
            offered = candidates.for_role(db, line.code[:13], line.role, _OFFERED)
            return offered, replacing.term_ends(areas.election(db).voting_day)

        def answer(found: tuple[list[CandidateRow], date]) -> None:
            offered, last = found
            form = Form(seat_forms.replacing(offered), save="&Catat PAW")
            form.put({"effective": words.short_date(min(seat_forms.today(), last))})
            about = f"{line.name} keluar dari daftar; sumpah, kehadiran, dan sertifikatnya tetap."
            self._show_form(f"PAW {_seat(line)}", form, lambda given: self._save_replacement(line, form, given), about)

        self._desk.background.ask(self, question, answer, topic="replace")

    def _save_replacement(self, line: SeatLine, form: Form, given: dict[str, str]) -> None:
        parsed = seat_forms.replacement(given)
        follows = parsed["successor"] is not None
        self._do(
            f"PAW kursi {line.code}, anggota no. {line.member}",
            lambda tx: changing.replace(tx, line.member or 0, **parsed),
            "PAW dicatat. Pengganti perlu sumpah susulan dan bimtek susulan."
            if follows
            else "PAW dicatat; kursi menunggu pengganti.",
            form,
            then=lambda made: self._offer_minutes(made),
        )

    def _offer_minutes(self, replacement: int) -> None:
        self._desk.notices.say(
            f"{self._desk.notices.text} Ctrl+Z mengurungkannya.",
            act="Cetak berita acara",
            action=lambda: self.papers.print_minutes(replacement),
        )

    def _oath(self, line: SeatLine) -> None:
        form = Form(seat_forms.OATH, save="&Catat sumpah")
        form.put({"day": words.short_date(seat_forms.today())})
        area = dotted(line.code[:10])

        def save(given: dict[str, str]) -> None:
            oath = seat_forms.oath(given, area)
            self._do(
                f"Sumpah susulan, anggota no. {line.member}",
                lambda tx: swearing_in.swear_in_late(tx, [line.member or 0], oath),
                f"Sumpah {line.name} dicatat pada {words.long_date(oath.day)}.",
                form,
            )

        self._show_form(f"Sumpah susulan {line.name}", form, save, "Sesi pelantikan tersendiri dibuat dan ia hadir.")

    # -- look back ----------------------------------------------------------------------------------------------------

    def show_holders(self, line: SeatLine) -> None:
        """Who held this seat, and the papers of each change."""
        page = HoldersPage()
        page.person_wanted.connect(lambda member: self._desk.go("members", member))
        page.minutes_wanted.connect(self.papers.print_minutes)
        page.papers_wanted.connect(self._amend)
        station = self.card.crew.number if self.card.crew is not None else line.code[10:13]
        title = f"Pemegang TPS {station}, {_seat(line)}"
        self._desk.background.ask(
            page, lambda db: asking.holders(db, line.code), lambda found: page.put(title, found), topic="holders"
        )
        self.show_page(page)

    def _amend(self, replacement: int) -> None:
        def answer(found: asking.ReplacementDetails) -> None:
            form = Form(seat_forms.PAPERS)
            form.put(seat_forms.paper_texts(found))

            def save(given: dict[str, str]) -> None:
                parsed = seat_forms.papers(given)
                self._do(
                    f"Lengkapi surat PAW kursi {found.seat}",
                    lambda tx: changing.amend(tx, replacement, version=found.version, **parsed),
                    "Surat PAW disimpan.",
                    form,
                )

            self._show_form(f"Surat PAW {found.leaver.name}", form, save, "")

        self._desk.background.ask(self, lambda db: asking.replacement(db, replacement), answer, topic="papers")

    # -- underneath ---------------------------------------------------------------------------------------------------

    def _show_form(self, title: str, form: Form, save: Callable[[dict[str, str]], None], about: str) -> None:
        def saved(given: dict[str, str]) -> None:
            try:
                save(given)
            except Invalid as problem:
                form.show_trouble(problem)

        form.saved.connect(saved)
        self.show_page(FormPage(title, form, about))

    def _do(
        self,
        title: str,
        change: Callable[[Transaction], Any],
        said: str,
        form: Form | None = None,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        page = self.page

        def done(result: Any) -> None:
            if self.page is page:
                self.back()
            if isinstance(held := self.page, HoldersPage):
                self.back()
                if self.card.line is not None:
                    self.show_holders(self.card.line)
                held.hide()
            self._desk.notices.say(said)
            if then is not None:
                then(result)

        failed = None
        if form is not None:
            form.set_busy(True)
            failed = form.show_trouble
        self._desk.background.do(self, title, change, done, failed=failed)


def _place(tx: Transaction, *, row: CandidateRow, code: str) -> None:
    """Somebody of another kelurahan belongs to this one from now on."""
    if row.near == crew_choice.OUTSIDE:
        seats.move(tx, row.id, code, since=tx.now.astimezone().date())
    else:
        seats.appoint(tx, row.id, code)


def _seat(line: SeatLine) -> str:
    return f"kursi {words.seat_label(line.role_name, line.number)}"
