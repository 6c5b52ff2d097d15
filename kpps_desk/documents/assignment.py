"""A trainer's letter of assignment (surat tugas narasumber): who is sent, and the sessions as a table.

What a newcomer gets wrong: a letter a session. A trainer gets one letter for all that they teach, and carries it along.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, Box, Column, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain.assignment_wordings import ASSIGNMENTS
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.office_papers import Assignment, Duty

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4


def _said(code: str) -> str:
    wording = ASSIGNMENTS[f"tugas.{code}"]
    return fill(wording.text, wording.tokens)


SAMPLE = Assignment(
    paper=DKI_2024.paper,
    title=_said("judul"),
    number=_said("nomor"),
    basis=tuple(_said("dasar").splitlines()),
    opening=_said("pembuka"),
    name="Dra. Siti Contoh Ma'ruf, M.Si.",
    institution="PPK Gambir",
    task=_said("untuk"),
    duties=tuple(
        Duty(day, time, "Aula Kelurahan Gambir, Jalan Contoh Nomor 1", "Kelurahan Gambir")
        for day in ("Jumat, 8 November 2024", "Sabtu, 9 November 2024")
        for time in ("08.00-12.00", "13.00-17.00")
    ),
    closing=_said("penutup"),
    dated="Jakarta, 4 November 2024",
    copies=("Ketua KPU Kota Jakarta Pusat", "Arsip"),
)


def section(letter: Assignment, size: Size = SIZE) -> Section:
    """The pages of one trainer."""
    return Section(f"{letter.title} · {letter.name}", tuple(_boxes(letter, size)))


def _boxes(letter: Assignment, size: Size) -> Iterator[Box]:
    yield office.letterhead(letter.paper, size)
    yield boxes.paragraph(letter.title, size, face=BOLD, letters=13, anchor=MIDDLE, joined=True, after=0)
    yield boxes.paragraph(f"Nomor: {letter.number}", size, anchor=MIDDLE, joined=True, after=14)
    if letter.basis:
        yield boxes.paragraph("Dasar:", size, joined=True, after=2)
        for number, line in enumerate(letter.basis, 1):
            yield _point(number, line, size)
        yield boxes.gap(6)
    yield boxes.paragraph(letter.opening, size, after=6)
    told = [("Nama", letter.name), ("Instansi", office.or_dots(letter.institution)), ("Sebagai", "Narasumber")]
    yield from office.pairs(size, told, name=80, indent=22)
    yield boxes.gap(10)
    yield boxes.paragraph(letter.task, size, joined=True, after=6)
    signed = office.signature(letter.paper, size, letter.dated)
    copies = tuple(_copies(letter.copies, size))
    yield from office.closing(
        _duties(letter, size), boxes.gap(6), boxes.paragraph(letter.closing, size, after=10), signed, *copies
    )


def _point(number: int, text: str, size: Size) -> Box:
    made = boxes.paragraph(text, size, indent=22, after=3)
    return made._replace(texts=(Text(MARGIN + 4, made.texts[0].y, f"{number}.", REGULAR, 10), *made.texts))


def _duties(letter: Assignment, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size, ("No.", 10, MIDDLE), Column("Hari, tanggal", 48, wraps=True), ("Waktu (WIB)", 26, MIDDLE),
        Column("Tempat", 54, wraps=True), Column("Wilayah", 38, wraps=True),
    )  # fmt: skip
    head = boxes.heading(wanted)
    yield head
    for number, duty in enumerate(letter.duties, 1):
        cells = (str(number), duty.day, duty.time, office.or_short_dots(duty.venue), duty.area)
        yield boxes.row(wanted, cells, above=head if number > 1 else None, least=18)


def _copies(copies: tuple[str, ...], size: Size) -> Iterator[Box]:
    """Who gets a copy, at the letter's foot."""
    if not copies:
        return
    yield boxes.gap(14)
    yield boxes.paragraph("Tembusan:", size, face=SEMIBOLD, letters=9, after=1)
    for number, line in enumerate(copies, 1):
        yield boxes.paragraph(f"{number}. {line}", size, letters=9, after=1)
