"""Pengaturan, Kunci segel: the office's keys, other offices', the lists of what is out of force, the checking page.

What a newcomer gets wrong: hiding that a key has no backup. If the file is lost, so is the key, and with it every list
of revocations for what it signed: that is said above the table until there is one.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.exchange.key_backups import LEAST
from kpps_desk.operations import checking_page, key_backups, keys, revocations
from kpps_desk.problems import Invalid
from kpps_desk.ui import key_forms, theme
from kpps_desk.ui.key_forms import FormPlace, KeyForm
from kpps_desk.ui.key_lines import KEYS, LISTS, TABLES, KeyLine, ListLine, Shown, shown, warnings
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_LEAST_LIST = 146  # pixels: a head and three rows


class KeysPage(QWidget):
    """Asks for itself, and does what its buttons say."""

    title = "Kunci segel"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._office = ""
        self.lines: dict[int, KeyLine] = {}
        self.model: ShortModel[KeyLine] = ShortModel(KEYS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Kunci segel yang dikenal")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._fit_buttons())
        self.lists: ShortModel[ListLine] = ShortModel(LISTS, self)
        self.list_view = ListView(self.lists)
        self.list_view.setAccessibleName("Daftar cabut")
        self.list_view.say_empty("Belum ada daftar cabut yang dibuat atau diterima.")
        self.note = plain("", "warnnote")
        self.note.hide()
        for view in (self.view, self.list_view):
            view.setMinimumHeight(_LEAST_LIST)
        home = QScrollArea()
        home.setWidgetResizable(True)
        home.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        home.setWidget(self._build_home())
        self.place = FormPlace(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.place)

    # -- parts: a form is made when it is first asked for --------------------------------------------------------------

    @cached_property
    def backup(self) -> KeyForm:
        return key_forms.backup_form()

    @cached_property
    def restore(self) -> KeyForm:
        return key_forms.restore_form()

    @cached_property
    def replace(self) -> KeyForm:
        return key_forms.replace_form()

    @cached_property
    def revoke(self) -> KeyForm:
        return key_forms.revoke_form()

    @cached_property
    def named(self) -> KeyForm:
        return key_forms.name_form()

    def _build_home(self) -> QWidget:
        home = QWidget()
        column = QVBoxLayout(home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        told = "Kunci pribadi tidak pernah keluar dari berkas kerja ini, kecuali ke cadangan yang dikunci frasa sandi."
        for widget, stretch in ((plain(told, "muted"), 0), (self.note, 0), (self.view, 3)):
            column.addWidget(widget, stretch)
        for row in self._build_buttons():
            column.addLayout(row)
        column.addSpacing(theme.GRID)
        column.addLayout(self._build_list_head())
        column.addWidget(self.list_view, 2)
        return home

    def _build_buttons(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        self._backup_button = _button("Ca&dangkan…", self.ask_backup)
        self._revoke_button, self._forget_button = _button("&Cabut…", self.ask_revoke), _button("&Buang", self.forget)
        self._name_button = _button("&Namai kantor…", self.ask_name)
        ours = _row(
            self._backup_button, _button("&Ganti kunci…", self.ask_replace), self._revoke_button, self._name_button,
            self._forget_button,
        )  # fmt: skip
        others = _row(
            _button("Pu&lihkan dari cadangan…", self.ask_restore),
            _button("Simpan kunci &umum…", self.export),
            _button("&Terima kunci kantor lain…", self.take),
        )
        return ours, others

    def _build_list_head(self) -> QHBoxLayout:
        row = _row(
            _button("Buat da&ftar cabut…", self.make_list),
            _button("Terima daftar…", self.take_list),
            _button("&Halaman pemeriksa…", self.make_page),
        )
        row.insertWidget(0, plain("Daftar cabut", "subheading", wrap=False))
        return row

    # -- showing ------------------------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Ask for what is known now."""
        self.desk.background.ask(self, shown, self._show, topic="keys")

    def refresh(self, changes: Changes) -> None:
        if changes.tables & TABLES:
            self.look_again()

    def focus_first(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Shown) -> None:
        self._office, self.lines = found.office, found.keys
        self.model.put(found.keys)
        self.lists.put(found.lists)
        if self.view.currentIndex().row() < 0:
            self.view.selectRow(0)
        self.note.setText(warnings(found.keys))
        self.note.setVisible(bool(self.note.text()))
        self._fit_buttons()

    @property
    def line(self) -> KeyLine | None:
        """The chosen key."""
        return self.lines.get(self.view.current_id())

    def _fit_buttons(self) -> None:
        line = self.line
        bare = any(each.key.own and each.key.backed_up_at is None for each in self.lines.values())
        self._backup_button.setObjectName("primary" if bare else "")
        self._backup_button.style().polish(self._backup_button)
        self._forget_button.setEnabled(line is not None and not line.key.own)
        for button in (self._revoke_button, self._name_button):
            button.setEnabled(line is not None)

    # -- our keys -----------------------------------------------------------------------------------------------------

    def ask_backup(self) -> None:
        self.place.ask(self.backup, self._back_up)

    def _back_up(self, typed: dict[str, str]) -> None:
        if len(typed["passphrase"]) < LEAST:
            raise Invalid("passphrase", f"Frasa sandi paling sedikit {LEAST} huruf.")
        if typed["passphrase"] != typed["again"]:
            raise Invalid("again", "Kedua frasa sandi berbeda.")
        path = self._save_as(
            "Simpan cadangan kunci", f"kunci{key_backups.ENDING}", f"Cadangan kunci (*{key_backups.ENDING})"
        )
        if path is None:
            return
        by, passphrase = self.desk.background.by, typed["passphrase"]
        self.desk.background.run(
            self,
            "Mencadangkan kunci segel",
            lambda database, _: key_backups.back_up(database, path, passphrase, by=by),
            lambda count: self._done(f"{count} kunci dicadangkan ke {path.name}. Ingat frasa sandinya."),
        )

    def ask_restore(self) -> None:
        self.place.ask(self.restore, self._restore)

    def _restore(self, typed: dict[str, str]) -> None:
        path = self._open("Pulihkan kunci", f"Cadangan kunci (*{key_backups.ENDING})")
        if path is None:
            return
        by, passphrase = self.desk.background.by, typed["passphrase"]
        self.desk.background.run(
            self,
            "Memulihkan kunci segel",
            lambda database, _: key_backups.restore(database, path, passphrase, by=by),
            lambda done: self._done(f"{len(done.new)} kunci dipulihkan, {len(done.known)} sudah ada ({done.office})."),
            failed=self.place.show_trouble,
        )

    def ask_replace(self) -> None:
        self.place.ask(self.replace, self._replace, office=self._office)

    def _replace(self, typed: dict[str, str]) -> None:
        self.desk.background.do(
            self,
            "Buat kunci segel baru",
            lambda tx: keys.new_key(tx, office=typed["office"], reason=typed["reason"]),
            lambda made: self._done(f"Kunci {made} menandatangani mulai sekarang. Buat cadangannya."),
            reason=typed["reason"],
            failed=self.place.show_trouble,
        )

    def ask_revoke(self) -> None:
        if (line := self.line) is not None:
            self.revoke.told.setText(key_forms.revoking(line.key.key_id, line.key.signs, line.signed.all))
            self.place.ask(self.revoke, lambda typed: self._revoke(line.key.key_id, typed))

    def _revoke(self, key_id: str, typed: dict[str, str]) -> None:
        since = key_forms.read_day(typed["since"])
        self.desk.background.do(
            self,
            f"Cabut kunci {key_id}",
            lambda tx: keys.revoke_key(tx, key_id, since=since, reason=typed["reason"]),
            lambda made: self._done(
                f"Kunci {key_id} dicabut sejak {words.long_date(since)}."
                + (f" Kunci {made} menandatangani mulai sekarang." if made else "")
            ),
            reason=typed["reason"],
            failed=self.place.show_trouble,
        )

    def ask_name(self) -> None:
        if (line := self.line) is not None:
            self.place.ask(self.named, lambda typed: self._name(line.key.key_id, typed["office"]), office=line.office)

    def _name(self, key_id: str, office: str) -> None:
        self.desk.background.do(
            self,
            f"Namai kantor kunci {key_id}",
            lambda tx: keys.name_office(tx, key_id, office),
            lambda _: self._done("Nama kantor disimpan."),
            failed=self.place.show_trouble,
        )

    # -- other offices, those who check -------------------------------------------------------------------------------

    def forget(self) -> None:
        """Trust another office's key no more."""
        if (line := self.line) is not None and not line.key.own:
            key_id = line.key.key_id
            self.desk.background.do(
                self,
                f"Buang kunci {key_id}",
                lambda tx: keys.forget(tx, key_id),
                lambda _: self._done(f"Kunci {key_id} dibuang."),
            )

    def export(self) -> None:
        """Public keys to a file."""
        if (path := self._save_as("Simpan kunci umum", "kunci.txt", "Berkas kunci (*.txt)")) is not None:
            self.desk.background.run(
                self,
                "Menyimpan kunci umum",
                lambda database, _: keys.export(database, path),
                lambda count: self._done(f"{count} kunci umum disimpan ke {path.name}. Bagikan kepada yang memeriksa."),
            )

    def take(self) -> None:
        """Other offices' public keys from a file."""
        if (path := self._open("Terima kunci kantor lain", "Berkas kunci (*.txt)")) is not None:
            self.desk.background.do(
                self,
                "Terima kunci kantor lain",
                lambda tx: keys.take(tx, path),
                lambda taken: self._done(
                    f"{len(taken.new)} kunci baru, {len(taken.revoked)} kini dicabut, {len(taken.known)} sudah dikenal."
                ),
            )

    def make_list(self) -> None:
        """Our signed lists to a file, and on paper beside it."""
        path = self._save_as("Simpan daftar cabut", "daftar-cabut.txt", "Daftar cabut (*.txt)")
        if path is None:
            return
        by, sheet = self.desk.background.by, path.with_suffix(".pdf")
        self.desk.background.run(
            self,
            "Membuat daftar cabut",
            lambda database, _: revocations.make(database, path, by=by, sheet=sheet),
            lambda made: self._done(
                f"Daftar cabut {made.keys} kunci: {words.number(made.revoked)} dicabut, {words.number(made.replaced)} "
                f"diganti. Disimpan ke {path.name} dan {sheet.name}."
            ),
        )

    def take_list(self) -> None:
        """Another office's lists from a file."""
        if (path := self._open("Terima daftar cabut", "Daftar cabut (*.txt)")) is not None:
            self.desk.background.do(
                self,
                "Terima daftar cabut",
                lambda tx: revocations.take(tx, path),
                lambda taken: self._done(
                    " ".join([f"{len(taken.done)} daftar cabut diterima.", *taken.refused.values()])
                ),
            )

    def make_page(self) -> None:
        """The page that checks in any browser."""
        if (path := self._save_as("Simpan halaman pemeriksa", "periksa.html", "Halaman (*.html)")) is not None:
            self.desk.background.run(
                self,
                "Membuat halaman pemeriksa",
                lambda database, _: checking_page.write(database, path),
                lambda made: self._done(
                    f"{path.name} memuat {made.keys} kunci dan {words.number(made.numbers)} nomor yang tidak berlaku. "
                    "Buka di peramban mana pun, tanpa jaringan."
                ),
            )

    def _done(self, sentence: str) -> None:
        self.place.close_form()
        self.desk.notices.say(sentence)
        self.look_again()

    def _save_as(self, title: str, name: str, kinds: str) -> Path | None:
        start = Path(self.desk.kept.text("keys/folder", str(Path.home()))) / name
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(start), kinds)
        return self._remembered(chosen, Path(name).suffix)

    def _open(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, title, self.desk.kept.text("keys/folder", str(Path.home())), kinds
        )
        return self._remembered(chosen, "")

    def _remembered(self, chosen: str, ending: str) -> Path | None:
        if not chosen:
            return None
        path = Path(chosen)
        self.desk.kept.keep("keys/folder", str(path.parent))
        return path if path.suffix or not ending else path.with_suffix(ending)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda _=False: act())
    return button


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
