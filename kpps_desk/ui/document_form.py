"""What is to be made: the chosen paper's subject, size, options and purpose.

What a newcomer gets wrong: making the paper here. The form says what is wanted (`wanted`), and that it is to be made
(`make_wanted`); Dokumen makes it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kpps_desk.domain.document_kinds import OPTIONS, Kind, Scope
from kpps_desk.operations.documents import Wanted
from kpps_desk.problems import Invalid
from kpps_desk.ui import theme
from kpps_desk.ui.document_photos import DocumentPhotos
from kpps_desk.ui.document_subject import DocumentSubject
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import plain
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.search_box import Choice

_SIZES = [("A4", "A4"), ("F4 (folio)", "F4")]
_LEVELS = [
    ("Rincian otomatis", ""),
    ("Per kabupaten/kota", "kabkota"),
    ("Per kecamatan", "kecamatan"),
    ("Per kelurahan", "kelurahan"),
    ("Per TPS", "tps"),
]


class DocumentForm(QWidget):
    """`put` a kind; everything that it doesn't need is hidden."""

    changed = Signal()  # what was made is no longer what is wanted
    make_wanted = Signal()
    texts_wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind | None = None
        self.title, self.about = plain("", "subheading"), plain("", "muted")
        self.subject = DocumentSubject(desk)
        self.subject.changed.connect(self.changed)
        self.subject.entered.connect(self.make_wanted)
        self.photos = DocumentPhotos(desk, self.subject)
        self.photos.changed.connect(self.changed)
        self.paper_size = Choice("Ukuran kertas", _SIZES)
        self.level = Choice("Rincian", _LEVELS)
        for choice in (self.paper_size, self.level):
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.options = {name: QCheckBox(label) for name, label in OPTIONS.items()}
        for box in self.options.values():
            box.toggled.connect(lambda _: self.changed.emit())
        self.purpose = QLineEdit()
        self.purpose.setAccessibleName("Keperluan")
        self.purpose.setPlaceholderText("Keperluan, misalnya: permintaan akses oleh yang bersangkutan")
        self.purpose.textChanged.connect(lambda _: self.changed.emit())
        self.purpose.returnPressed.connect(self.make_wanted)
        self.trouble = plain("", "fieldtrouble")
        self.make, self.texts = QPushButton("&Buat"), QPushButton("Ubah &teks…")
        self.back = QPushButton("Semua &jenis")
        self.make.setObjectName("primary")
        self.make.setToolTip("Ctrl+Enter")
        self.back.setToolTip("Esc")
        for button, signal in (
            (self.make, self.make_wanted),
            (self.texts, self.texts_wanted),
            (self.back, self.left),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            inside(self, keys, self.make_wanted.emit)
        inside(self, "Escape", self.left.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        head, choices, acts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        for widget in (self.paper_size, self.level):
            choices.addWidget(widget, 1)
        for button in (self.make, self.texts):
            acts.addWidget(button)
        acts.addStretch(1)
        boxes = QHBoxLayout()
        for box in self.options.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.subject, 1)
        self._column = column
        for layout in (choices, boxes):
            column.addLayout(layout)
        column.addWidget(self.photos)
        column.addWidget(self.purpose)
        column.addWidget(self.trouble)
        column.addLayout(acts)
        self._rest = QWidget()  # takes the room where there is no list
        column.addWidget(self._rest, 1)
        for layout in (head, choices, boxes, acts):
            layout.setSpacing(theme.GRID)

    def put(self, kind: Kind, record: int | None = None) -> None:
        """Ask for this paper; `record`: the subject that it is to be about."""
        self.kind = kind
        self.title.setText(kind.name)
        self.about.setText(kind.about)
        listed = kind.scope is not Scope.AREA
        self._rest.setVisible(not listed)
        self._column.setStretchFactor(self.subject, int(listed))
        self.level.setVisible(kind.code == "recap")
        for name, box in self.options.items():
            box.setVisible(name in kind.options)
        self.purpose.setVisible(kind.purpose)
        self.purpose.clear()
        self.texts.setVisible(bool(kind.texts))
        self.say_trouble("")
        self.photos.put(kind)
        self.subject.begin(kind, record)

    def wanted(self) -> Wanted:
        """What is asked for as it stands."""
        kind = self.kind
        if kind is None:
            raise RuntimeError("no kind was chosen")
        one = self.subject.chosen
        record = one.record if one is not None else None
        of = kind.scope
        return Wanted(
            code=kind.code,
            area=self.subject.code,
            session=record if of in (Scope.SESSION, Scope.OATH) else None,
            member=record if of is Scope.MEMBER else None,
            replacement=record if of is Scope.REPLACEMENT else None,
            trainer=one.value if one is not None and of is Scope.TRAINER else "",
            size=str(self.paper_size.value),
            purpose=self.purpose.text(),
            level=str(self.level.value) if kind.code == "recap" else "",
            options=frozenset(name for name in kind.options if self.options[name].isChecked()),
        )

    def say_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def show_invalid(self, problem: Invalid) -> None:
        """Say what is missing, and put the cursor there."""
        self.say_trouble(f"{problem}")
        (self.purpose if problem.field == "purpose" else self.subject.search).setFocus()

    def set_busy(self, busy: bool) -> None:
        self.make.setEnabled(not busy)
