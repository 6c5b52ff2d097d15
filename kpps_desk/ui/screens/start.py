"""The first page: whose name enters the journal, and which file to work on: a new one, one's own, or a sample.

What a newcomer gets wrong: making the file here. Long work is the background's; this page only says what is wanted and
hands the finished file to the window (`opened`).
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import settings
from kpps_desk.problems import Refused
from kpps_desk.ui import theme
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.kit_opening import FILES as _KITS
from kpps_desk.ui.kit_opening import KitOpening
from kpps_desk.ui.labels import plain
from kpps_desk.ui.list_screen import Choice
from kpps_desk.ui.notices import Notices

_SAMPLE_AREA = "31.71.01"
_WIDTH = 640
_FILES = "Berkas kerja KPPS Desk (*.kpps)"


class StartPage(QScrollArea):
    """Stays until a file is chosen or made."""

    opened = Signal(Path)

    def __init__(self, background: Background, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._notices = notices
        self._busy = False
        page = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GRID)
        self._column.addStretch(1)
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addLayout(self._column)
        row.addStretch(1)
        self._build_name()
        self._build_choices()
        self._build_recent()
        self._column.addStretch(2)
        self.setWidget(page)
        self.setWidgetResizable(True)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _build_name(self) -> None:
        title = QLabel("Pastikan setiap TPS siap")
        title.setObjectName("heading")
        said = QLabel(
            "Setiap kursi terisi, disumpah, mengikuti bimtek, dan bersertifikat sebelum hari pemungutan suara."
        )
        said.setObjectName("muted")
        said.setWordWrap(True)
        said.setFixedWidth(_WIDTH)
        label = QLabel("&Nama Anda")
        label.setObjectName("caption")
        self.name = QLineEdit(settings.load().operator)
        self.name.setPlaceholderText("Nama ini dicatat pada setiap perubahan yang Anda buat")
        self.name.setAccessibleName("Nama Anda, wajib diisi")
        self.name.setMaxLength(80)
        label.setBuddy(self.name)
        self.name_trouble = QLabel("Isi nama Anda terlebih dahulu.")
        self.name_trouble.setObjectName("fieldtrouble")
        self.name_trouble.hide()
        self.name.textChanged.connect(lambda _: self.name_trouble.hide())
        self._column.addWidget(title)
        self._column.addWidget(said)
        self._column.addSpacing(theme.GRID * 2)
        self._column.addWidget(label)
        self._column.addWidget(self.name)
        self._column.addWidget(self.name_trouble)
        self._column.addSpacing(theme.GRID * 2)

    def _build_choices(self) -> None:
        self.scope = Choice("Wilayah berkas baru", [("Seluruh DKI Jakarta", "")])
        self.scope.setMinimumContentsLength(18)
        self.new = self._choice("new", "&Buat baru", "TPS dan kursi kosong dari wilayah di samping.")
        self.open_button = self._choice("folder", "Buk&a berkas", "Lanjutkan berkas kerja (.kpps) yang sudah ada.")
        self.sample = self._choice(
            "sample", "&Contoh data", "Kecamatan Gambir dengan nama-nama rekaan, untuk mencoba tanpa risiko."
        )
        self.kit_button = self._choice(
            "attendance", "Buka &paket sesi", "Catat kehadiran satu sesi di laptop ini, dari berkas .kppssesi kantor."
        )
        self.kit = KitOpening(self._background, self._notices)
        self.kit.opened.connect(self.opened)
        self.kit_button.clicked.connect(self._ask_kit)
        self.new.clicked.connect(self._ask_new)
        self.open_button.clicked.connect(self._ask_open)
        self.sample.clicked.connect(self.make_sample)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.new, 1)
        row.addWidget(self.scope)
        self._column.addLayout(row)
        for widget in (self.open_button, self.kit_button, self.kit, self.sample):
            self._column.addWidget(widget)

    def offer_areas(self) -> None:
        """The kecamatan for which a file can be made; called once the page is shown."""
        from kpps_desk.domain.places import Level
        from kpps_desk.exchange import areas

        if self.scope.count() == 1:
            for area in areas.areas():
                if area.level is Level.KABKOTA:
                    self.scope.addItem(area.name, area.code)
                elif area.level is Level.KECAMATAN:
                    self.scope.addItem(f"   Kec. {area.name}", area.code)

    @staticmethod
    def _choice(icon: str, title: str, note: str) -> QPushButton:
        """A large button: icon, title, and what it does."""
        button = QPushButton()
        button.setObjectName("choice")
        button.setShortcut(f"Alt+{title[title.index('&') + 1].upper()}")
        name = title.replace("&", "")
        button.setAccessibleName(name)
        button.setAccessibleDescription(note)
        button.setToolTip(button.shortcut().toString())
        drawing = QLabel()
        drawing.setPixmap(theme.pixmap(icon, "accent", 24, button.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, look in ((name, "choicetitle"), (note, "muted")):
            words.addWidget(plain(text, look, wrap=False, select=False))
        row = QHBoxLayout(button)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(drawing)
        row.addLayout(words, 1)
        for label in button.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return button

    def _build_recent(self) -> None:
        recent = [Path(path) for path in settings.load().recent if Path(path).is_file()][:5]
        self.recent: list[QPushButton] = []
        if not recent:
            return
        self._column.addSpacing(theme.GRID * 2)
        label = QLabel("Terakhir dibuka")
        label.setObjectName("caption")
        self._column.addWidget(label)
        card = QFrame()
        card.setObjectName("card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(4, 4, 4, 4)
        lines.setSpacing(0)
        for path in recent:
            button = QPushButton(f"{path.stem}     {path.parent}".replace("&", "&&"))
            button.setObjectName("quiet")
            button.setStyleSheet("text-align: left;")
            button.setIcon(theme.icon("folder", "muted"))
            button.setAccessibleName(f"Buka {path.name}")
            button.clicked.connect(lambda _=False, path=path: self.choose(path))
            lines.addWidget(button)
            self.recent.append(button)
        self._column.addWidget(card)

    # -- what one can do ----------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """Where the cursor belongs."""
        if not self.name.text().strip():
            return self.name
        return self.recent[0] if self.recent else self.new

    def choose(self, path: Path) -> None:
        """Work on this file."""
        if self._named():
            self.opened.emit(path)

    def ask_kit(self, path: Path) -> None:
        """Ask for the code of this kit, then work on its session."""
        if self._named():
            self.kit.ask(path)

    def make(self, path: Path, only: str = "") -> None:
        """Make a new file of this area, then work on it."""
        if not self._named() or self._busy:
            return
        by = self.name.text().strip()

        def work(progress: Job) -> Path:
            from kpps_desk import app

            progress(0, 0, "Menyiapkan TPS dan kursi")
            app.new_workspace(path, by, only=only).close()
            return path

        self._prepare(f"Membuat {path.name}", work)

    def make_sample(self) -> None:
        """Open the sample; make it the first time."""
        if not self._named() or self._busy:
            return
        by = self.name.text().strip()
        path = settings.data_folder() / "contoh-gambir.kpps"
        if path.is_file():
            self.opened.emit(path)
            return

        def work(progress: Job) -> Path:
            from kpps_desk import app
            from kpps_desk.exchange import sample
            from kpps_desk.operations import importing

            roster, part = path.with_suffix(".xlsx"), path.with_name("contoh-gambir-baru.kpps")
            part.unlink(missing_ok=True)
            sample.write(roster, area=_SAMPLE_AREA, progress=progress)
            with app.new_workspace(part, by, only=_SAMPLE_AREA) as workspace:
                importing.run(workspace.database, roster, by=by, progress=progress)
            roster.unlink()
            part.rename(path)
            return path

        self._prepare("Menyiapkan contoh data", work)

    def _prepare(self, title: str, work: "object") -> None:
        self._set_busy(True)
        self._background.prepare(self, title, work, self.opened.emit, ended=lambda: self._set_busy(False))  # type: ignore[arg-type]

    def _ask_new(self) -> None:
        if not self._named():
            return
        area = self.scope.currentText().strip().removeprefix("Kec. ") if self.scope.value else "DKI Jakarta"
        proposed = str(Path.home() / f"KPPS {area}.kpps")
        chosen, _ = QFileDialog.getSaveFileName(self, "Simpan berkas kerja baru", proposed, _FILES)
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix == ".kpps" else path.with_name(path.name + ".kpps")
        if path.exists():
            self._notices.trouble(Refused(f"Berkas {path.name} sudah ada.", "Pilih nama lain, atau buka berkas itu."))
            return
        self.make(path, self.scope.value)

    def _ask_open(self) -> None:
        if not self._named():
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "Buka berkas kerja", str(Path.home()), _FILES)
        if chosen:
            self.choose(Path(chosen))

    def _ask_kit(self) -> None:
        if not self._named():
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "Buka paket sesi", str(Path.home()), _KITS)
        if chosen:
            self.ask_kit(Path(chosen))

    def _named(self) -> bool:
        name = " ".join(self.name.text().split())
        if not name:
            self.name_trouble.show()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._background.by = name
        known = settings.load()
        if known.operator != name:
            settings.save(replace(known, operator=name))
        return True

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.new, self.open_button, self.kit_button, self.sample, self.scope, *self.recent):
            button.setEnabled(not busy)
