"""The text of the oath, to be read aloud and repeated line by line: large print, a page for each form.

What a newcomer gets wrong: joining the lines of the body. Each is what is said in one breath; it is broken where the
paper ends, and the next begins with a space of its own.
"""

from collections.abc import Iterator

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain import oath_wordings
from kpps_desk.domain.filling import fill
from kpps_desk.domain.oaths import OathText, Spoken
from kpps_desk.domain.papers import Place

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_TEXTS = oath_wordings.OATHS
SAMPLE = OathText(
    place=Place("Gambir", "Gambir"),
    heading=_TEXTS["sumpah.judul"].text,
    occasion="Pelantikan KPPS Kelurahan Gambir, Kamis, 7 November 2024",
    question=_TEXTS["sumpah.pengantar"].text,
    body=fill(_TEXTS["sumpah.isi"].text, _TEXTS["sumpah.isi"].tokens),
    form=Spoken("Kristen Protestan", "Demi Tuhan, saya berjanji:", "Semoga Tuhan menolong saya.", 8),
)
_LARGE = 17.0  # points: read standing, at arm's length


def section(text: OathText, size: Size = SIZE) -> Section:
    """The page of one form."""
    return Section(f"{text.heading} · {text.form.name} · Kel. {text.place.kelurahan}", tuple(_boxes(text, size)))


def _boxes(text: OathText, size: Size) -> Iterator[Box]:
    yield from office.title(size, text.heading, text.occasion, letters=14)
    people = f" · {words.number(text.form.people)} orang" if text.form.people else ""
    yield boxes.paragraph(f"{text.form.name}{people}", size, face=BOLD, letters=20, anchor=MIDDLE, after=10)
    for line in text.question.splitlines():
        yield boxes.paragraph(line, size, letters=11, after=10)
    yield from _spoken(text.form.opening, size, BOLD)
    yield from _spoken(text.body, size, REGULAR)
    yield from _spoken(text.form.ending, size, SEMIBOLD)


def _spoken(text: str, size: Size, face: str) -> Iterator[Box]:
    for line in text.splitlines():
        yield boxes.paragraph(line, size, face=face, letters=_LARGE, after=7)
