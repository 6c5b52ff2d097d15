"""What is done for a kelurahan at once in Kursi: a proposal for its vacant seats, its decree, where people are missing.

What a newcomer gets wrong: acting at once. Each page says first what it would do and to how many; one button does it,
Ctrl+Z takes it back as one.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from kpps_desk import words
from kpps_desk.domain.places import parent
from kpps_desk.operations import decrees as decreeing
from kpps_desk.operations import seats, suggesting
from kpps_desk.operations.suggesting import Preview, PreviewLine, Suggested
from kpps_desk.problems import Invalid
from kpps_desk.queries import crews, decrees
from kpps_desk.queries.crews import Balance
from kpps_desk.queries.decrees import DecreePreview
from kpps_desk.ui import seat_forms
from kpps_desk.ui.form import Form
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.seat_page import FormPage, SeatPage
from kpps_desk.ui.seat_panel import SeatPanel
from kpps_desk.ui.short_list import ShortModel

_PAIRS: tuple[Column[Any], ...] = (
    Column("seat", "Kursi", lambda line: line.label, 236),
    Column("name", "Nama", lambda line: line.name, 150, stretch=True),
    Column("why", "Keterangan", lambda line: line.why, 172),
)
_BALANCE: tuple[Column[Any], ...] = (
    Column("name", "Kelurahan", lambda row: row.name, 140, stretch=True, mark=lambda row: _scarce(row)),
    Column("stations", "TPS", lambda row: words.number(row.stations), 64, right=True),
    Column("kpps", "KPPS kosong / ada", lambda row: f"{row.kpps_vacant} / {row.kpps_spare}", 146, right=True),
    Column("officers", "Petugas kosong / ada", lambda row: f"{row.officers_vacant} / {row.officers_spare}", 162,
           right=True),
)  # fmt: skip


class Place(NamedTuple):
    """The kelurahan (or TPS) that an act is about: its code, and its name as people say it."""

    code: str
    name: str


def _scarce(row: Balance) -> Mark:
    short = row.kpps_spare < row.kpps_vacant or row.officers_spare < row.officers_vacant
    return Mark("state-no", "bad") if short else Mark("state-full", "good")


class ListPage(SeatPage):
    """A page with one list."""

    def __init__(self, title: str, columns: Sequence[Column[Any]]) -> None:
        super().__init__(title)
        self.model: ShortModel[Any] = ShortModel(columns, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(title)
        self.column.addWidget(self.view, 1)

    def begin(self) -> None:
        self.view.setFocus()


class AreaPages(QObject):
    """Opens these pages in the panel; `area_wanted`: a kelurahan's code that the list is to show."""

    area_wanted = Signal(str)

    def __init__(self, desk: Desk, panel: SeatPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel

    # -- a proposal ---------------------------------------------------------------------------------------------------

    def suggest(self, place: Place) -> None:
        """Show who would sit where, then seat them all or nobody."""
        page = ListPage(f"Sarankan regu, {place.name}", _PAIRS)
        page.say("Menyusun saran…")
        accept = page.button("&Isi kursi", lambda: self._accept(place, page), primary=True)
        accept.setEnabled(False)
        page.finish()

        def answer(found: Preview) -> None:
            page.model.put(dict(enumerate(found.lines)))
            page.view.say_empty("Tidak ada orang MS tanpa kursi di sini. Impor daftar, atau lihat Ketersediaan.")
            page.say(_told(found))
            accept.setEnabled(bool(found.lines))
            accept.setText(f"&Isi {words.number(len(found.lines))} kursi")
            accept.setFocus()

        self._panel.show_page(page)
        self._desk.background.ask(page, lambda db: suggesting.preview(db, place.code), answer, topic="preview")

    def _accept(self, place: Place, page: ListPage) -> None:
        lines: list[PreviewLine] = [
            line.row for line in map(page.model.line, range(page.model.total)) if line is not None
        ]
        pairs, by = [(line.member, line.seat) for line in lines], self._desk.background.by
        self._desk.background.run(
            self._panel,
            f"Mengisi {words.number(len(pairs))} kursi, {place.name}",
            lambda database, job: suggesting.accept(database, pairs, by=by, progress=job),
            lambda result: self._accepted(result, page),
        )

    def _accepted(self, result: Suggested, page: ListPage) -> None:
        if self._panel.page is page:
            self._panel.back()
        text = f"{words.number(len(result.done))} kursi terisi. Ctrl+Z mengurungkan semuanya."
        if result.refused:
            first = next(iter(result.refused.values()))
            self._desk.notices.warn(f"{text} {words.number(len(result.refused))} tidak: {first}")
        else:
            self._desk.notices.say(text)

    # -- the decree ---------------------------------------------------------------------------------------------------

    def decree(self, place: Place) -> None:
        """Show how many wait for a decree, and its form."""

        def answer(found: DecreePreview) -> None:
            form = Form(seat_forms.DECREE, save=f"&Tetapkan {words.number(found.people)} orang")
            page = FormPage(f"Tetapkan SK, {place.name}", form, _waiting(found))
            form.set_busy(not found.people)
            if found.known:
                page.button("Perbaiki SK yang salah…", lambda: self._correct(place, found))
                page.button("Cetak &lampiran SK…", lambda: self.print_annex(place))
            page.buttons.addStretch(1)
            page.column.addLayout(page.buttons)
            self._on_saved(form, lambda given: self._adopt(place, form, given))
            self._panel.show_page(page)

        self._desk.background.ask(self._panel, lambda db: decrees.preview(db, place.code), answer, topic="decree")

    def _adopt(self, place: Place, form: Form, given: dict[str, str]) -> None:
        day = seat_forms.needed_day("decree_date", given["decree_date"], "Tanggal SK")
        number = given["decree_no"]

        def done(people: int) -> None:
            self._panel.back()
            self._desk.notices.say(
                f"SK berlaku bagi {words.number(people)} orang. Ctrl+Z mengurungkannya.",
                act="Cetak lampiran SK",
                action=lambda: self.print_annex(place),
            )

        form.set_busy(True)
        self._desk.background.do(
            self._panel,
            f"Tetapkan SK {number.strip()}, {place.name}",
            lambda tx: seats.appoint_area(tx, place.code, decree_no=number, decree_date=day),
            done,
            failed=form.show_trouble,
        )

    def _correct(self, place: Place, found: DecreePreview) -> None:
        form = Form(seat_forms.correcting(found.known))
        form.put({"wrong": found.known[0].number})

        def save(given: dict[str, str]) -> None:
            day = seat_forms.needed_day("decree_date", given["decree_date"], "Tanggal SK")
            right = {"decree_no": given["decree_no"], "reason": given["reason"]}
            form.set_busy(True)
            self._desk.background.do(
                self._panel,
                f"Perbaiki SK {given['wrong']}, {place.name}",
                lambda tx: decreeing.correct(tx, place.code, given["wrong"], decree_date=day, **right),
                corrected,
                reason=given["reason"].strip() or None,
                failed=form.show_trouble,
            )

        def corrected(count: int) -> None:
            self._panel.close_all()
            self._desk.notices.say(f"SK diperbaiki pada {words.number(count)} penetapan.")

        self._on_saved(form, save)
        about = "Nomor dan tanggal diganti di mana pun SK ini dipakai di wilayah ini; alasannya dicatat."
        self._panel.show_page(FormPage(f"Perbaiki SK, {place.name}", form, about))

    def print_annex(self, place: Place) -> None:
        self._panel.papers.print_annex(place.code, place.name)

    # -- where people are missing -------------------------------------------------------------------------------------

    def balance(self, place: Place, around: str) -> None:
        """The kelurahan of the kecamatan (or of `around`) with vacant seats or people to spare."""
        area = around or parent(place.code)
        page = ListPage("Ketersediaan orang", _BALANCE)
        page.say("Kursi kosong dan orang MS tanpa kursi setiap kelurahan. Enter menampilkan TPS-nya yang belum penuh.")
        page.finish("&Kembali")
        found: list[Balance] = []

        def answer(rows: list[Balance]) -> None:
            found[:] = rows
            page.view.say_empty("Semua kursi terisi, dan tidak ada orang MS tanpa kursi.")
            page.model.put(dict(enumerate(rows)))

        page.view.opened.connect(lambda at: self.area_wanted.emit(found[at].code))
        self._panel.show_page(page)
        self._desk.background.ask(page, lambda db: crews.balance(db, area), answer, topic="balance")

    @staticmethod
    def _on_saved(form: Form, save: Callable[[dict[str, str]], None]) -> None:
        def saved(given: dict[str, str]) -> None:
            try:
                save(given)
            except Invalid as problem:
                form.show_trouble(problem)

        form.saved.connect(saved)


def _told(found: Preview) -> str:
    lines = [
        f"{words.number(len(found.lines))} kursi dapat diisi, {words.number(found.vacant)} tetap kosong, "
        f"{words.number(found.spare)} orang tidak mendapat kursi."
    ]
    if found.few_women:
        lines.append(
            f"{words.number(found.few_women)} dari {words.number(found.crews)} regu masih kurang perempuan: "
            "hanya penanda, tidak menghalangi."
        )
    return " ".join(lines)


def _waiting(found: DecreePreview) -> str:
    known = "; ".join(f"{one.number}: {words.number(one.people)} orang" for one in found.known[:4])
    parts = [
        f"{words.number(found.people)} orang di kursi belum ada SK",
        f"{words.number(found.decreed)} sudah" + (f" ({known})" if known else ""),
        f"{words.number(found.vacant)} kursi kosong",
    ]
    return ", ".join(parts) + "."
