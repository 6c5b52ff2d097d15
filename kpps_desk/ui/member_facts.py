"""The tabs of the card beside Anggota: steps and data, the checklist with the seat's holders, history, who looked.

What a newcomer gets wrong: a NIK among the facts. It has a line of its own (nik_line), which alone may show it in full.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kpps_desk import words
from kpps_desk.domain.findings import Severity
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries.disclosures import Disclosure
from kpps_desk.queries.history import Told
from kpps_desk.queries.members import MemberDetails
from kpps_desk.queries.requirements import Checklist
from kpps_desk.queries.seats import Holder
from kpps_desk.ui import theme
from kpps_desk.ui.labels import plain
from kpps_desk.ui.nik_line import NikLine

_TOLD = 60  # entries of the history
_MOST_LOOKS = 12


class Steps(QGridLayout):
    """How far a person has come: one line a step."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(theme.GRID)
        self.setVerticalSpacing(4)
        self.setColumnMinimumWidth(1, 96)
        self.setColumnStretch(2, 1)

    def show_person(self, person: MemberDetails, ratio: float) -> None:
        clear(self)
        seated = person.seat_number is not None
        steps = (
            ("Syarat", words.eligibility(person.eligibility), person.eligibility == "MS"),
            ("Ditetapkan", _seat_text(person) if seated else _unseated(person), seated),
            ("Sumpah janji", _day(person.sworn), person.sworn is not None),
            ("Bimtek", _day(person.trained), person.trained is not None),
            ("Sertifikat", "Sudah terbit" if person.certified else "Belum terbit", person.certified),
        )
        for row, (name, text, done) in enumerate(steps):
            unfit = name == "Syarat" and person.eligibility == "TMS"
            drawing = ("state-no", "bad") if unfit else ("state-full", "good") if done else ("state-open", "muted")
            icon = QLabel()
            icon.setPixmap(theme.pixmap(*drawing, 18, ratio))
            icon.setAccessibleName(f"{name}: {text}")
            self.addWidget(icon, row, 0)
            self.addWidget(plain(name, wrap=False), row, 1)
            self.addWidget(plain(text, "muted"), row, 2)


class Facts(QGridLayout):
    """What is known of a person; only lines that say something."""

    def __init__(self, nik: NikLine) -> None:
        super().__init__()
        self._nik = nik
        self.setHorizontalSpacing(theme.GRID * 2)
        self.setVerticalSpacing(6)
        self.setColumnStretch(1, 1)
        self._heading(0, "NIK")
        self.addWidget(nik, 0, 1)

    def show_person(self, person: MemberDetails) -> None:
        clear(self, keep=self._nik)
        self._heading(0, "NIK")
        self._nik.put(person.id, person.nik)
        born = ", ".join(
            part for part in (person.birth_place, words.long_date(person.born) if person.born else "") if part
        )
        rows = [
            ("Jenis kelamin", words.sex(person.sex)),
            ("Lahir", born),
            ("Alamat", person.address),
            ("RT/RW", person.rt_rw),
            ("Telepon", phone_on_paper(person.phone) if person.phone else ""),
            ("Surel", person.email),
            ("Pendidikan", person.education),
            ("Pekerjaan", person.occupation),
            ("Perkawinan", person.marital),
            ("Catatan", words.without_niks(person.note)),
            ("Keluar", "" if person.active else words.leaving(person.left_reason).capitalize()),
        ]
        for row, (name, text) in enumerate(((name, text) for name, text in rows if text), 1):
            self._heading(row, name)
            self.addWidget(plain(text), row, 1)

    def _heading(self, row: int, name: str) -> None:
        label = plain(name, "muted", wrap=False, select=False)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.addWidget(label, row, 0)


class Papers(QVBoxLayout):
    """The administrative check in short: objections first, then papers and requirements, then the seat's holders."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(6)

    def show_checklist(self, found: Checklist, line: Sequence[Holder]) -> None:
        clear(self)
        for one in found.objections:
            waived = f" (dikesampingkan {one.waived_by}: {one.waived_reason})" if one.waived_reason else ""
            name = "" if one.severity < Severity.WARNING or waived else "fieldtrouble"
            self.addWidget(plain(f"{one.sentence}{waived}", name))
        papers = [one for one in found.documents if one.required]
        there = sum(one.received is not None and one.verdict != "tidak" for one in papers)
        judged = [one for one in found.requirements if one.met is not None]
        self.addWidget(plain(f"Dokumen wajib: {there} dari {len(papers)} ada", "muted"))
        missing = [one.name for one in papers if one.known and one.received is None]
        if missing:
            self.addWidget(plain("Tidak ada: " + ", ".join(missing), "muted"))
        met = sum(bool(one.met) for one in judged)
        self.addWidget(plain(f"Syarat dinilai: {met} terpenuhi dari {len(found.requirements)}", "muted"))
        if found.responses:
            open_ = sum(not one.verdict for one in found.responses)
            self.addWidget(plain(f"Tanggapan masyarakat: {len(found.responses)}, {open_} belum diputuskan", "muted"))
        if len(line) > 1:
            self.addWidget(plain("Pemegang kursi ini", "caption", select=False))
            for holder in line:
                self.addWidget(plain(_held(holder), "muted"))
        self.addStretch(1)


class Stories(QVBoxLayout):
    """History and looks, one block each."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(theme.GRID)

    def show_told(self, told: Sequence[Told]) -> None:
        clear(self)
        for one in told[:_TOLD]:
            self.addLayout(_block(one.title, f"{words.moment(one.at)} · {one.by}", "\n".join(map(str, one.says))))
        if not told:
            self.addWidget(plain("Belum ada riwayat.", "muted", select=False))
        self.addStretch(1)

    def show_seen(self, seen: Sequence[Disclosure]) -> None:
        clear(self)
        for one in seen[:_MOST_LOOKS]:
            what = "NIK lengkap" if one.what == "nik" else one.what.capitalize()
            self.addLayout(_block(f"{one.by} melihat {what}", words.moment(one.at), one.purpose))
        if len(seen) > _MOST_LOOKS:
            self.addWidget(plain(f"dan {words.number(len(seen) - _MOST_LOOKS)} kali sebelumnya", "muted"))
        if not seen:
            self.addWidget(plain("NIK lengkap orang ini belum pernah dilihat.", "muted", select=False))
        self.addStretch(1)


def _block(title: str, caption: str, text: str) -> QVBoxLayout:
    card = QVBoxLayout()
    card.setSpacing(2)
    card.addWidget(plain(title))
    card.addWidget(plain(caption, "caption"))
    if text:
        card.addWidget(plain(text, "muted"))
    return card


def _held(holder: Holder) -> str:
    span = f"{words.short_date(holder.since) if holder.since else '…'} – "
    span += words.short_date(holder.until) if holder.until else "sekarang"
    return f"{holder.name}, {span}" + (f" ({holder.reason})" if holder.reason else "")


def _seat_text(person: MemberDetails) -> str:
    return f"Kursi {person.seat_number} {person.station}"


def _unseated(person: MemberDetails) -> str:
    return f"Cadangan ke-{person.reserve}" if person.reserve else "Belum memegang kursi"


def _day(day: date | None) -> str:
    return words.long_date(day) if day else "Belum"


def scrolling(*parts: "QGridLayout | QVBoxLayout") -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(theme.GRID * 2)
    for part in parts:
        column.addLayout(part)
    if len(parts) > 1:
        column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def clear(layout: "QGridLayout | QVBoxLayout", keep: QWidget | None = None) -> None:
    """Everything but this widget."""
    for at in reversed(range(layout.count())):
        item = layout.itemAt(at)
        if item is None or (keep is not None and item.widget() is keep):
            continue
        layout.takeAt(at)
        if (inner := item.layout()) is not None:
            clear(inner)  # type: ignore[arg-type]
            inner.deleteLater()
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
