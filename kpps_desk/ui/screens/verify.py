"""Periksa sertifikat: is it true, is it in force? From a scanner, a pasted text, a picture or a PDF.

What a newcomer gets wrong: letting a click take the cursor. The field has it always, for the next scan comes at any
moment; what is typed elsewhere on this screen goes there too.
"""

from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.operations import keys, verifying
from kpps_desk.operations.verifying import Checked, Judgement
from kpps_desk.progress import Progress
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui import sounds, theme
from kpps_desk.ui.checked_card import CheckedCard, look
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_model import Column, Mark
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk, Screen
from kpps_desk.ui.seal_field import SealField, files_of
from kpps_desk.ui.short_list import ShortModel
from kpps_desk.ui.verdict import Verdict

_KEPT = 200  # checks that are listed; older ones go
_NARROW = 900  # pixels; below it the list shows less
_WIDE_ONLY = (3, 4)  # columns
_ROOMY = 620
_FIELD, _LOW_FIELD = 76, 48  # pixels: a seal's first lines, or one of them
_FILES = "Gambar atau PDF (*.pdf *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp)"
_HINT = "Pindai, tempel (Ctrl+V), atau buka berkas (Ctrl+O). Hasilnya tampil di sini."


class Line(NamedTuple):
    """One check as it is listed: when, what came of it, whose key; `source` is a file's name and page."""

    at: str
    checked: Checked
    office: str
    source: str


class Answer(NamedTuple):
    """What was found in one text or file, and the offices of the keys."""

    found: list[Checked]
    offices: dict[str, str]


def _mark(line: Line) -> Mark:
    tone, icon, _ = look(line.checked)
    return Mark(icon, tone or "muted")


_COLUMNS: tuple[Column[Line], ...] = (
    Column("at", "Pukul", lambda line: line.at, 64),
    Column("verdict", "Hasil", lambda line: look(line.checked)[2].capitalize(), 150, mark=_mark),
    Column("name", "Nama", lambda line: line.checked.fields.name if line.checked.fields else "–", 150, stretch=True),
    Column("number", "Nomor", lambda line: line.checked.fields.number if line.checked.fields else "–", 190),
    Column("source", "Asal", lambda line: line.source, 110),
)


class VerifyScreen(Screen):
    """The field, the verdict, what the certificate says, and the last checks."""

    key = "verify"
    title = "Periksa sertifikat"
    icon = "verify"
    help_text = (
        "Pindai kode QR sertifikat: kolom di atas selalu siap. Teks segel dapat juga ditempel, dan gambar atau PDF "
        "dapat dibuka (Ctrl+O) atau diseret ke sini; satu berkas boleh memuat banyak sertifikat.\n"
        "ASLI: tertulis dan ditandatangani persis begitu. SUDAH DIGANTI dan DICABUT: asli, tetapi tidak berlaku lagi. "
        "PALSU: isinya bukan yang ditandatangani. KUNCI TIDAK DIKENAL: minta berkas kunci kantor penerbitnya.\n"
        "Segel diperiksa huruf demi huruf. Bila alat pindai mengubah akhir baris atau susunan papan tombol, teksnya "
        "dipulihkan hanya bila hasilnya tepat seperti yang ditandatangani, dan itu disebutkan.\n"
        "Ctrl+Enter memeriksa yang diketik, Esc mengosongkan, ↑ ↓ pada daftar memperlihatkan hasil sebelumnya."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        on = bool(desk.kept.number("verify/sound", 1))
        self.sounds = sounds.Sounds(sounds.player(), on=on)
        self.lines: OrderedDict[int, Line] = OrderedDict()
        self._next = 1
        self.field = SealField()
        self.field.entered.connect(self.check)
        self.field.dropped.connect(self.look_into)
        self.verdict = Verdict()
        self.card = CheckedCard()
        self.card.record_wanted.connect(lambda record: desk.go("certificates", f"manage:{record}"))
        self.card.keys_wanted.connect(lambda: desk.go("settings", "Kunci segel"))
        self.model: ShortModel[Line] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Pemeriksaan terakhir")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.say_empty("Belum ada yang diperiksa.")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_line())
        self.counts = plain("", "muted", wrap=False)
        self._build()
        inside(self, "Ctrl+O", self.choose)
        self.verdict.say("", "verify", "Siap memeriksa", _HINT)

    def _build(self) -> None:
        self._open_button = QPushButton("&Buka gambar atau PDF…")
        self._open_button.setIcon(theme.icon("folder", "text"))
        self._open_button.setToolTip("Ctrl+O")
        self._open_button.clicked.connect(self.choose)
        self.sound = QToolButton()
        self.sound.setCheckable(True)
        self.sound.setChecked(self.sounds.on)
        self.sound.setAccessibleName("Bunyi")
        self.sound.toggled.connect(self._set_sound)
        for button in (self._open_button, self.sound):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(plain("Pemeriksaan terakhir", "subheading", wrap=False))
        head.addWidget(self.counts, 1)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self.field, 1)
        for button in (self._open_button, self.sound):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        said = QScrollArea()
        said.setWidgetResizable(True)
        said.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said.setWidget(self.card)
        parts = QHBoxLayout()
        parts.setSpacing(theme.GRID * 2)
        parts.addWidget(said, 2)
        parts.addWidget(listed, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID)
        whole.addLayout(top)
        whole.addWidget(self.verdict)
        whole.addLayout(parts, 1)
        self._set_sound(self.sounds.on)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        self.to_search()

    def to_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, target: object) -> None:
        """A seal's text, or the path of a file."""
        if isinstance(target, Path):
            self.look_into([target])
        else:
            self.check(str(target))

    def commands(self) -> list[QAction]:
        found = []
        for text, act in (("Buka gambar atau PDF sertifikat…", self.choose), ("Bunyi pemeriksaan", self.sound.toggle)):
            action = QAction(text, self)
            action.triggered.connect(act)
            found.append(action)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed beside the field is meant for it."""
        if event.text() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.to_search()
            self.field.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in _WIDE_ONLY:
            self.view.setColumnHidden(column, self.width() < _NARROW)
        roomy = self.height() >= _ROOMY
        self.field.setFixedHeight(_FIELD if roomy else _LOW_FIELD)
        self.verdict.set_large(roomy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := files_of(event.mimeData()):
            event.acceptProposedAction()
            self.look_into(files)

    # -- checking -----------------------------------------------------------------------------------------------------

    def check(self, text: str) -> None:
        """Judge one text, as it was typed or pasted."""
        self.desk.background.ask(self, lambda db: _typed(db, text), partial(self._take, source=""))

    def choose(self) -> None:
        """Ctrl+O."""
        start = self.desk.kept.text("verify/folder", str(Path.home()))
        names, _ = QFileDialog.getOpenFileNames(self, "Buka gambar atau PDF sertifikat", start, _FILES)
        if names:
            self.desk.kept.keep("verify/folder", str(Path(names[0]).parent))
            self.look_into([Path(name) for name in names])
        self.to_search()

    def look_into(self, files: list[Path]) -> None:
        """Judge every seal of these files."""
        for path in files:
            self.desk.background.run(
                self, f"Memeriksa {path.name}", partial(_file, path=path), partial(self._take, source=path.name)
            )

    def _take(self, answer: Answer, source: str) -> None:
        """The graver ones come last, so that they stand on top; the gravest is told aloud."""
        at = words.clock(int(utcnow().timestamp() * 1000))
        for checked in answer.found:
            page = f", hlm. {checked.page}" if checked.page and len(answer.found) > 1 else ""
            office = answer.offices.get(checked.fields.key_id, "") if checked.fields else ""
            self.lines[self._next] = Line(at, checked, office, f"{source}{page}" if source else "pindaian")
            self._next += 1
        while len(self.lines) > _KEPT:
            self.lines.popitem(last=False)
        newest = dict(reversed(self.lines.items()))
        self.model.put(newest)
        gravest = verifying.gravest(answer.found)
        first = next(id_ for id_, line in newest.items() if line.checked.judgement is gravest)
        self.view.selectRow(list(newest).index(first))
        self._show_line()
        self._tell_of_many(answer.found, source)
        self.sounds.play(self.verdict.tone)
        self.to_search()

    def _tell_of_many(self, found: list[Checked], source: str) -> None:
        valid = sum(each.judgement is Judgement.VALID and not each.doubtful for each in found)
        if len(found) > 1:
            said = f"{words.number(valid)} dari {words.number(len(found))} sertifikat asli dan berlaku"
            tone, icon, head = look(self.line.checked) if self.line else ("", "verify", "")
            self.verdict.say(tone, icon, f"{head} · {said}" if valid < len(found) else f"SEMUA ASLI · {said}", source)
        every = len(self.lines)
        good = sum(line.checked.judgement is Judgement.VALID for line in self.lines.values())
        self.counts.setText(f"{words.number(every)} diperiksa, {words.number(good)} asli")

    @property
    def line(self) -> Line | None:
        """The check that is shown."""
        return self.lines.get(self.view.current_id())

    def _show_line(self) -> None:
        line = self.line
        if line is None:
            return
        tone, icon, head = look(line.checked)
        fields = line.checked.fields
        name, number = (f" · {fields.name}", f" No {fields.number}.") if fields else ("", "")
        self.verdict.say(tone, icon, f"{head}{name}", f"{line.checked.says}{number}")
        self.card.put(line.checked, line.office)

    def _set_sound(self, on: bool) -> None:
        self.sounds.on = on
        self.sound.setIcon(theme.icon("sound" if on else "silent", "text"))
        self.sound.setToolTip("Bunyi menyala" if on else "Bunyi mati")
        self.desk.kept.keep("verify/sound", int(on))


def _typed(db: Snapshot, text: str) -> Answer:
    return Answer([verifying.check_typed(db, text)], _offices(db))


def _file(database: Database, progress: Progress, *, path: Path) -> Answer:
    with database.read() as db:
        trust, offices = keys.trust(db), _offices(db)
    return Answer(verifying.verify_file(path, trust, database, progress).found, offices)


def _offices(db: Snapshot) -> dict[str, str]:
    return {name: key.office for name, key in keys.known(db).items()}
