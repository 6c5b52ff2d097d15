"""The forms of Kunci segel, each in the place of the page: no window over it.

What a newcomer gets wrong: a passphrase typed once. It is asked twice before a backup is written, for nobody can open
that file without it; and it is never kept or shown.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.problems import Invalid, Problem
from kpps_desk.ui import theme
from kpps_desk.ui.form import Field, Form
from kpps_desk.ui.labels import plain


class KeyForm(QFrame):
    """A head, what it does, its fields; `done` gives the texts, `left` says that nothing is wanted."""

    done = Signal(dict)
    left = Signal()

    def __init__(
        self,
        head: str,
        told: str,
        fields: Sequence[Field],
        save: str,
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.place: QScrollArea | None = None
        self.form = Form(fields, save=save)
        self.form.saved.connect(self.done)
        self.form.cancelled.connect(self._leave)
        if secret:
            for editor in self.form.findChildren(QLineEdit):
                editor.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID, theme.GRID * 2, theme.GRID)
        column.setSpacing(4)
        column.addWidget(plain(head, "subheading"))
        self.told = plain(told, "muted")
        column.addWidget(self.told)
        column.addWidget(self.form)
        column.addStretch(1)

    def ask(self, **texts: str) -> None:
        """Show these and wait."""
        self.form.put(texts)
        self.form.focus_first()

    def _leave(self) -> None:
        self.form.put({})  # a passphrase doesn't wait behind a page
        self.left.emit()


def backup_form() -> KeyForm:
    return KeyForm(
        "Cadangkan kunci",
        "Berkasnya hanya terbuka dengan frasa sandi ini. Simpan berkas dan frasanya terpisah; tanpa frasa itu tidak "
        "seorang pun dapat membukanya.",
        (
            Field("passphrase", "&Frasa sandi, paling sedikit 12 huruf", "beberapa kata", required=True),
            Field("again", "&Sekali lagi", required=True),
        ),
        "&Pilih tempat berkasnya…",
        secret=True,
    )


def restore_form() -> KeyForm:
    return KeyForm(
        "Pulihkan kunci",
        "Kunci dari cadangan menjadi milik berkas kerja ini. Yang menandatangani tetap kunci yang terbaru.",
        (Field("passphrase", "&Frasa sandi cadangan itu", required=True),),
        "&Pilih cadangannya…",
        secret=True,
    )


def replace_form() -> KeyForm:
    return KeyForm(
        "Ganti kunci",
        "Kunci baru menandatangani mulai sekarang. Sertifikat yang sudah terbit tetap sah dengan kunci lamanya. "
        "Sesudahnya: cadangkan, dan bagikan kunci umum yang baru.",
        (Field("reason", "&Alasan", "misalnya: penanggung jawab berganti", required=True),
         Field("office", "Nama &kantor")),
        "&Ganti kunci",
    )  # fmt: skip


def revoke_form() -> KeyForm:
    return KeyForm(
        "Cabut kunci",
        "",
        (Field("since", "&Tidak dipercaya sejak tanggal", "7-11-2024", required=True),
         Field("reason", "&Alasan", "misalnya: laptop dicuri", required=True)),
        "&Cabut kunci",
    )  # fmt: skip


def name_form() -> KeyForm:
    return KeyForm(
        "Namai kantor",
        "Nama ini tampil pada setiap pemeriksaan. Untuk kunci sendiri, nama ini tercantum pada berkas kunci dan daftar "
        "cabut yang Anda bagikan.",
        (Field("office", "&Nama kantor", required=True),),
        "&Simpan",
    )


def read_day(text: str) -> date:
    """The day in a field; Invalid where there is none."""
    try:
        found = values.parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Invalid("since", "Isi dengan tanggal, misalnya 7-11-2024.")
    return found


def revoking(key_id: str, signs: bool, issued: int) -> str:
    """What revoking this key would do."""
    said = (
        f"Sertifikat berkunci {key_id} yang bertanggal itu atau sesudahnya dinyatakan dicabut di mana pun diperiksa; "
        "yang lebih lama tetap sah."
    )
    if issued:
        said += f" {words.number(issued)} sertifikat memakai kunci ini."
    if signs:
        said += " Kunci baru langsung dibuat dan menandatangani mulai sekarang."
    return f"{said} Ini tidak dapat diurungkan."


class FormPlace(QStackedWidget):
    """A page, or one of the forms in its place."""

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._form: KeyForm | None = None
        self._then: Callable[[dict[str, str]], None] | None = None
        self.addWidget(home)

    def _add(self, form: KeyForm) -> QScrollArea:
        form.left.connect(self.close_form)
        form.done.connect(self._done)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        self.addWidget(scroll)
        return scroll

    def ask(self, form: KeyForm, then: Callable[[dict[str, str]], None], **texts: str) -> None:
        """Show this form; `then` gets what was typed."""
        self._form, self._then = form, then
        if form.place is None:
            form.place = self._add(form)
        self.setCurrentWidget(form.place)
        form.ask(**texts)

    def close_form(self) -> None:
        """Back to the page; nothing that was typed stays."""
        if self._form is not None:
            self._form.form.put({})
        self._form = None
        self.setCurrentWidget(self._home)

    def show_trouble(self, problem: Problem) -> None:
        """Beside the field that it is about."""
        if self._form is not None:
            self._form.form.show_trouble(problem)

    @property
    def asking(self) -> KeyForm | None:
        """The form that is shown."""
        return self._form

    def _done(self, typed: dict[str, str]) -> None:
        if self._then is not None:
            try:
                self._then(typed)
            except Invalid as problem:
                self.show_trouble(problem)
