"""Two hundred nasty names on every paper that shows one: nothing lies on another thing, in silence, or is lost.

What a newcomer gets wrong: asking the drawing code what it drew. Lines of text, table rules and page edges are measured
in the finished PDF by another program (PDFium).
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle, groupby
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from kpps_desk import built_in
from kpps_desk.documents import FLOWING, certificate, id_card, integrity_pact, sign_in_sheet
from kpps_desk.domain import sign_in_sheets
from kpps_desk.domain.designs import Design
from kpps_desk.domain.sign_in_sheets import Line as Listed
from kpps_desk.settings import resources
from tests import every_paper
from tests.nasty_names import NAMES, shown

_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_HYPHEN = "\x02"  # what PDFium makes of one at a line's end
_MM = 72 / 25.4
_EDGE = 5 * _MM  # nearer to the paper's edge no printer prints
_SLACK = 1.0  # points that a letter may reach over a rule: its own side bearing
_KNOWN = frozenset(TTFontFile(str(resources() / "fonts" / "PlusJakartaSans-Bold.ttf")).charToGlyph)
_HIDDEN = frozenset(ord(letter) for name in NAMES for letter in name if unicodedata.category(letter)[0] == "C")
LACKING = [name for name in NAMES if any(ord(letter) not in _KNOWN for letter in shown(name))]


class Place(NamedTuple):
    left: float
    low: float
    right: float
    high: float


class Line(NamedTuple):
    text: str
    place: Place


class Sheet(NamedTuple):
    """What lies on one page: lines of text and upright rules, in points from its lower left."""

    size: tuple[float, float]
    lines: list[Line]
    rules: list[Place]

    @property
    def letters(self) -> str:
        runs = groupby((line.text for line in self.lines), str.isascii)
        return "".join(packed("".join(texts)) for _, texts in runs)


def packed(text: str) -> str:
    """Without blanks, which breaking lines takes away, and as PDFium tells letters: ligatures apart, no loose marks."""
    if text.isascii():
        return "".join(text.split())
    whole = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in whole if not letter.isspace() and not unicodedata.combining(letter))


def sheets_of(pdf: bytes) -> Iterator[Sheet]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        every = list(page.get_objects(max_depth=1, textpage=page.get_textpage()))
        lines = [
            Line(one.extract().replace(_HYPHEN, "-"), Place(*one.get_bounds())) for one in every if one.type == _TEXT
        ]
        drawn = [Place(*one.get_bounds()) for one in every if one.type == _PATH]
        yield Sheet(page.get_size(), lines, [one for one in drawn if one.right - one.left < 2 < one.high - one.low])
    document.close()


def troubles(sheet: Sheet) -> list[str]:
    """What lies where it must not: off the paper, on a rule, on another line."""
    width, height = sheet.size
    found = []
    upright = sorted({rule.left for rule in sheet.rules})  # in a table the same few, in each of its rows
    for line in sheet.lines:
        place = line.place
        crossed = bisect_right(upright, place.left + _SLACK) < bisect_left(upright, place.right - _SLACK)
        if place.left < _EDGE or place.low < _EDGE or place.right > width - _EDGE or place.high > height - _EDGE:
            found.append(f"off the paper: {line.text!r}")
        if crossed and any(_across(place, rule) for rule in sheet.rules):
            found.append(f"on a rule: {line.text!r}")
    ordered = sorted(sheet.lines, key=lambda line: line.place.left)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.place.left >= one.place.right - _SLACK:
                break
            if _beside(one.place, other.place):
                found.append(f"on each other: {one.text!r} and {other.text!r}")
    return found


def _across(place: Place, rule: Place) -> bool:
    return place.left + _SLACK < rule.left and rule.right < place.right - _SLACK and _beside(place, rule)


def _beside(one: Place, other: Place) -> bool:
    """Whether they share a good part of their heights."""
    shared = min(one.high, other.high) - max(one.low, other.low)
    return shared > 0.25 * min(one.high - one.low, other.high - other.low)


def judge(pdf: bytes, names: Sequence[str], reported: Sequence[certificate.Flaw]) -> None:
    """Every name is there, whole, nothing hidden with it; what lacks letters or room is reported."""
    sheets = list(sheets_of(pdf))
    letters = "".join(sheet.letters for sheet in sheets)
    assert sorted(map(hex, _HIDDEN & set(map(ord, letters)))) == []
    lost = [ascii(name) for name in names if not stands(name, letters)]
    assert lost[:20] == []
    told = {packed(shown(flaw.name)) for flaw in reported}
    silent = [name for name in names if name in LACKING and not _told(packed(shown(name)), told)]
    assert silent[:20] == []
    wrong = [trouble for sheet in sheets for trouble in troubles(sheet)]
    assert wrong[:20] == []


def _told(name: str, told: set[str]) -> bool:
    """A long one is told by its lines, a short one perhaps with what stands beside it."""
    return any(one and (one in name or name in one) for one in told)


def stands(name: str, letters: str) -> bool:
    """Whole, with its letters or with boxes for them; PDFium turns words that are written from the right."""
    whole = packed(shown(name))
    if whole in letters or boxed(name) in letters:
        return True
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in whole):
        return False
    return all(letter in letters for letter in whole if not unicodedata.combining(letter))


def boxed(name: str) -> str:
    """As a certificate shows it: a box for each letter that the typeface lacks."""
    return packed("".join(letter if ord(letter) in _KNOWN else "□" for letter in shown(name)))


def _values(name: str, code: str) -> tuple[list[Any], list[str]]:
    """As many SAMPLEs as it takes for all names to be drawn, and the names that are."""
    value = integrity_pact.LISTED if name == "listed" else every_paper.sample(name)
    marks = (f"ZQ{at}QZ" for at in count())
    marked = every_paper.with_names(value, marks)
    held = int(next(marks)[2:-2])
    text = "".join(sheet.letters for sheet in sheets_of(every_paper.flowing([marked], code, "A4")))
    shows = [f"ZQ{at}QZ" in text for at in range(held)]
    if not any(shows):
        return [], []
    names, filled, used = cycle(NAMES), list[Any](), list[str]()
    while len(used) < len(NAMES):
        some = [next(names) if drawn else "Contoh" for drawn in shows]
        filled.append(every_paper.with_names(value, iter(some)))
        used += [one for one, drawn in zip(some, shows, strict=True) if drawn]
    return filled, used


@pytest.mark.parametrize("size", every_paper.SIZES)
@pytest.mark.parametrize("name", [*FLOWING, "listed"])
def test_papers_of_boxes_take_them_all(name: str, size: str) -> None:
    code = "integrity_pact" if name == "listed" else name
    values, used = _values(name, code)
    if size == "F4" and len(used) == len(values):  # a name a document: each fourth on the other paper
        values, used = values[::4], used[::4]
    if values:
        reported: list[certificate.Flaw] = []
        judge(every_paper.flowing(values, code, size, reported), used, reported)


@pytest.mark.parametrize("design", built_in.designs(), ids=lambda design: design.name)
def test_every_look_of_a_certificate_takes_them_all(design: Design) -> None:
    ones = [certificate.SAMPLE[1]._replace(name=name, number=f"{at:06}/X") for at, name in enumerate(NAMES)]
    edition = replace(certificate.SAMPLE[0], kind=design.kind, topics=())
    pdf = every_paper.certificates(design, ones, edition)
    judge(pdf, NAMES, [flaw for one in ones for flaw in certificate.flaws(design, one)])
    item = next(item for item in design.items if item.text == "{nama}")
    left, top = item.x * _MM, design.size_mm[1] * _MM - item.y * _MM
    for name, sheet in zip(NAMES, sheets_of(pdf), strict=True):
        for line in sheet.lines:
            if packed(line.text) and packed(line.text) in boxed(name) and line.place.high > top - item.h * _MM > 0:
                assert left - _SLACK < line.place.left
                assert line.place.right < left + item.w * _MM + _SLACK
                assert line.place.high < top + _SLACK


@pytest.mark.parametrize("size", every_paper.SIZES)
def test_sign_in_sheets_take_them_all(size: str) -> None:
    lines = [Listed(name, "001", "Anggota KPPS") for name in NAMES]
    heading = sign_in_sheet.SAMPLE[0].heading
    many = len(sign_in_sheets.paginate(size, len(lines) + sign_in_sheets.BLANKS))
    codes = [f"CONTOH0000000{page:03}" for page in range(many)]
    pages = list(sign_in_sheet.pages_of(heading, size, lines, codes))
    pdf = every_paper.sign_in(pages, size)
    judge(pdf, NAMES, [flaw for page in pages for flaw in sign_in_sheet.flaws(page)])


@pytest.mark.parametrize("size", every_paper.SIZES)
def test_identity_cards_take_them_all(size: str) -> None:
    face, card = id_card.SAMPLE[0].face, id_card.SAMPLE[0].cards[0]
    sheets = list(id_card.sheets(face, (card._replace(name=name) for name in NAMES)))
    pdf = every_paper.cards(sheets, size)
    judge(pdf, NAMES, [flaw for sheet in sheets for flaw in id_card.flaws(sheet)])
    for sheet in sheets_of(pdf):
        middle = sheet.size[0] / 2
        for line in sheet.lines:
            assert line.place.right < middle - 2 * _MM or line.place.left > middle + 2 * _MM
            assert middle - 84 * _MM < line.place.left
            assert line.place.right < middle + 84 * _MM
