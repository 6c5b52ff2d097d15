"""What a design's items show, laid out: letterhead, signatories, the table of topics, texts, lines.

What a newcomer gets wrong: laying out in the press alone. Preview, flaws and the designer's boxes come from the same
`laid`, so that what is seen is what is printed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.units import mm

from kpps_desk import words
from kpps_desk.documents import design_text
from kpps_desk.documents.design_text import LEADING, Box, box, color_operator, fit, shown
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, width
from kpps_desk.documents.parts import Fitted
from kpps_desk.domain.certificates import Edition
from kpps_desk.domain.designs import DIAMOND, Design, Item
from kpps_desk.domain.filling import fill

_INK, _GRAY = "#1E1B1A", "#5F5855"
_STAMP = 20 * mm  # between an official's title and name: a wet signature and a stamp
_GAP = 3 * mm  # between a diamond's middle and the line beside it
_NARROW = 120 * mm  # a row of signatories this wide gives a single one only its half


class Line(NamedTuple):
    """One line of text around x, standing at y (points from the lower left)."""

    x: float
    y: float
    text: str
    face: str
    size: float
    anchor: float
    color: bytes
    spacing: float = 0


class Bar(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: bytes


class Diamond(NamedTuple):
    """Around its middle; `half` of its width."""

    x: float
    y: float
    half: float
    color: bytes


class Laid(NamedTuple):
    """What one item draws; `overflow` are the texts that had to be smaller than is good."""

    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    overflow: tuple[str, ...] = ()
    diamonds: tuple[Diamond, ...] = ()


@lru_cache(maxsize=2)  # both sides, both layers
def tokens_of(edition: Edition) -> Mapping[str, str]:
    """What the tokens of ground and edition stand for."""
    place = f"di {edition.place}, {edition.dates}" if edition.place else edition.dates
    return {
        "acara": edition.event,
        "tempat": edition.place,
        "tanggal": edition.dates,
        "jp": str(edition.jp),
        "pelaksanaan": place + (f", selama {edition.jp} jam pelajaran" if edition.jp else ""),
        "kota": edition.city,
        "tanggal_terbit": words.long_date(edition.day),
        "tahun": str(edition.day.year),
    }


def signers(edition: Edition) -> list[tuple[str, str, str]]:
    """Title, name and number of all who sign, whose office it is first."""
    return [(edition.signatory_title, edition.signatory_name, edition.signatory_number), *edition.signatories]


def laid(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    """One item of an edition, or of a page if `values` know the person too; pictures and codes have nothing laid."""
    make = _KINDS.get(item.kind)
    return make(design, item, edition, values, height) if make else Laid()


def operators(sheet: Any, drawn: Laid) -> bytes:
    """The PDF operators of it."""
    out: list[bytes] = []
    color = b""
    for bar in drawn.bars:
        if bar.color != color:
            color = bar.color
            out.append(color)
        out.append(b"%.2f %.2f %.2f %.2f re f\n" % bar[:4])
    for x, y, half, color in drawn.diamonds:
        corners = (x - half, y, x, y + half * 1.5, x + half, y, x, y - half * 1.5)
        out.append(color + b"%.2f %.2f m %.2f %.2f l %.2f %.2f l %.2f %.2f l f\n" % corners)
    for line in drawn.lines:
        if line.color != color:
            color = line.color
            out.append(color)
        at = (line.x, line.y, line.text, line.face, line.size, line.anchor, line.spacing)
        out.append(design_text.line_operators(sheet, *at))
    return b"".join(out)


def lines_in(place: Box, text: str) -> Laid:
    """A text in its box."""
    fitted = place.fitted(text)
    lines = tuple(
        Line(place.x, foot, line, place.face, fitted.size, place.anchor, place.color, place.spacing)
        for line, foot in zip(fitted.lines, place.feet(fitted), strict=True)
        if line
    )
    return Laid(lines, (), (text,) if fitted.overflow else ())


def _text(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    return lines_in(box(item, height), shown(fill(item.text, values)))


def _rule(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    """A line, or with DIAMOND as its text one with a diamond in its middle."""
    thick, long = max(item.h, 0.1) * mm, max(item.w, 0.1) * mm
    color = color_operator(item.color)
    bar = Bar(item.x * mm, height - item.y * mm - thick, long, thick, color)
    if item.text != DIAMOND or long < 4 * _GAP:
        return Laid((), (bar,))
    part = long / 2 - _GAP
    halves = (bar._replace(width=part), bar._replace(x=bar.x + long - part, width=part))
    return Laid((), halves, (), (Diamond(bar.x + long / 2, bar.y + thick / 2, 0.9 * mm, color),))


def _letterhead(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    """The office's lines from the box's upper edge; the first two are the weightier ones."""
    place = box(item, height)
    fitted = []
    for number, text in enumerate(edition.letterhead):
        face, size = (BOLD, item.size) if number < 2 else (REGULAR, item.size * 0.72)
        least = min(item.smallest, size)
        fitted.append((face, fit(shown(text), face, place.width, place.height, size, least, 2, item.spacing)))
    weighty = min((each.size for face, each in fitted if face == BOLD), default=0)
    fitted = [(face, each._replace(size=weighty) if face == BOLD else each) for face, each in fitted]
    needed = sum(len(each.lines) * each.size * 1.35 for _, each in fitted)
    shrink = min(1.0, place.height / needed) if needed else 1.0
    lines, top = [], place.top
    for face, each in fitted:
        size = each.size * shrink
        for text in each.lines:
            lines.append(Line(place.x, top - size, text, face, size, place.anchor, place.color, item.spacing))
            top -= size * 1.35
    small = [" ".join(each.lines) for _, each in fitted if each.overflow or each.size * shrink < item.smallest * 0.72]
    return Laid(tuple(lines), (), tuple(small))


# Signatories ---------------------------------------------------------------------------------------------------------


def _signatures(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    """One of them (`number`), or all in a row (0): the first stands at the right, where the date is."""
    people = signers(edition)
    if item.number:
        people = people[item.number - 1 : item.number]
    if not people:
        return Laid()
    place = box(item, height)
    columns = _columns(place, len(people), item.align)
    style = _sizes(item, columns, people)
    parts = [_signature(place, item, style, column, person) for column, person in zip(columns, people, strict=True)]
    lines = [line for part in parts for line in part.lines]
    if item.text:
        middle, room = columns[0]
        size = item.size
        date = fit(shown(fill(item.text, values)), REGULAR, room, size * LEADING, size, item.smallest, 1)
        foot = place.top - size * 0.95
        lines += [Line(middle, foot, text, REGULAR, date.size, 0.5, place.color) for text in date.lines]
    return Laid(tuple(lines), (), tuple(text for part in parts for text in part.overflow))


class _Sizes(NamedTuple):
    """What the signatories of a row have in common."""

    title: float
    name: float
    numbered: bool  # somebody has a number, so all names stand a line higher


def _sizes(item: Item, columns: Sequence[tuple[float, float]], people: Sequence[tuple[str, str, str]]) -> _Sizes:
    size = item.size
    pairs = list(zip(columns, people, strict=True))
    titles = [_title(item, room, title, size).size for (_, room), (title, _, _) in pairs]
    names = [_name(item, room, name, size + 0.5).size for (_, room), (_, name, _) in pairs]
    return _Sizes(min(titles), min(names), any(number for _, _, number in people))


def _title(item: Item, room: float, text: str, size: float) -> Fitted:
    return fit(shown(text), REGULAR, room, item.size * 3.2 * LEADING, size, min(item.smallest + 1, size), 3)


def _name(item: Item, room: float, text: str, size: float) -> Fitted:
    return fit(shown(text), BOLD, room, item.size * 2.4 * LEADING, size, min(item.smallest, size), 2)


def _columns(place: Box, count: int, align: str) -> list[tuple[float, float]]:
    """Middle and width of each column, the first signatory's first."""
    if count == 1:
        room = place.width / 2 if place.width > _NARROW else place.width
        left = place.left + (place.width - room) * {"kiri": 0.0, "tengah": 0.5, "kanan": 1.0}[align]
        return [(left + room / 2, room)]
    room = place.width / count
    middles = [(place.left + (number + 0.5) * room, room - 4 * mm) for number in range(count)]
    return middles if align == "kiri" else middles[-1:] + middles[:-1]


def _signature(
    place: Box, item: Item, style: _Sizes, column: tuple[float, float], person: tuple[str, str, str]
) -> Laid:
    """Title, room for signature and stamp, name, number, from below the date to the box's lower edge."""
    middle, room = column
    size, lines = item.size, list[Line]()

    def put(texts: Iterable[str], face: str, size: float, first: float) -> float:
        for text in texts:
            lines.append(Line(middle, first, text, face, size, 0.5, place.color))
            first -= size * LEADING
        return first

    title, name = _title(item, room, person[0], style.title), _name(item, room, person[1], style.name)
    end = put(title.lines, REGULAR, title.size, place.top - size * (2.25 if item.text else 0.95))
    foot = place.top - place.height + size * 0.26
    if person[2]:
        number = fit(shown(person[2]), REGULAR, room, size * LEADING, style.name * 0.82, item.smallest * 0.8, 1)
        put(number.lines, REGULAR, number.size, foot)
    foot += size * LEADING if style.numbered else 0
    upper = foot + (len(name.lines) - 1) * name.size * LEADING
    put(name.lines, BOLD, name.size, upper)
    crowded = end - (upper + name.size) < _STAMP * 0.55 or title.size < min(item.smallest + 1, size)
    small = [text for text, bad in zip(person[:2], (crowded, name.size < item.smallest), strict=True) if bad]
    return Laid(tuple(lines), (), tuple(small))


# The table of topics -------------------------------------------------------------------------------------------------


def _table(design: Design, item: Item, edition: Edition, values: Mapping[str, str], height: float) -> Laid:
    """Number, topic and JP, a line each, and their sum; as large as the box allows."""
    if not edition.topics:
        return Laid()
    place = box(item, height)
    low, high = 6, max(int(item.size * 2), 6)  # half points
    while low < high:
        middle = (low + high + 1) // 2
        if _rows(design, place, edition, middle / 2)[1] <= place.height:
            low = middle
        else:
            high = middle - 1
    drawn, needed = _rows(design, place, edition, low / 2)
    small = low / 2 < item.smallest or needed > place.height
    return drawn._replace(overflow=("Materi dan JP",) if small else ())


def _rows(design: Design, place: Box, edition: Edition, size: float) -> tuple[Laid, float]:
    numbers, hours = size * 3.2, size * 5.5
    room = place.width - numbers - hours
    accent, ink, gray = color_operator(design.accent), place.color, color_operator("#C9C2BE")
    lines, bars, top = list[Line](), list[Bar](), place.top

    def row(first: str, topic: str, last: str, faces: str, color: bytes) -> None:
        nonlocal top
        fitted = fit(shown(topic), faces, room, 1e6, size, size, 6)
        pad, foot = size * 0.42, top - size * 0.42 - size * 0.92
        lines.append(Line(place.left + numbers * 0.5, foot, first, faces, size, 0.5, color))
        for number, text in enumerate(fitted.lines):
            at = (place.left + numbers, foot - number * size * LEADING)
            lines.append(Line(*at, text, faces, fitted.size, 0, color))
        lines.append(Line(place.left + place.width - hours * 0.5, foot, last, faces, size, 0.5, color))
        top -= len(fitted.lines) * size * LEADING + 2 * pad

    def rule(color: bytes, thick: float) -> None:
        bars.append(Bar(place.left, top - thick / 2, place.width, thick, color))

    rule(accent, 1.2)
    row("No.", "Materi", "JP", SEMIBOLD, accent)
    rule(accent, 0.6)
    for number, (topic, jp) in enumerate(edition.topics, 1):
        row(str(number), topic, str(jp) if jp else "–", REGULAR, ink)
        rule(gray, 0.4)
    bars.pop()
    rule(accent, 0.6)
    total = edition.jp or sum(jp for _, jp in edition.topics)
    row("", "Jumlah", f"{total} JP", BOLD, ink)
    rule(accent, 1.2)
    return Laid(tuple(line for line in lines if line.text), tuple(bars)), place.top - top


_KINDS: dict[str, Callable[[Design, Item, Edition, Mapping[str, str], float], Laid]] = {
    "teks": _text,
    "garis": _rule,
    "kop": _letterhead,
    "penanda_tangan": _signatures,
    "materi": _table,
}


class Extent(NamedTuple):
    """What a laid item really takes, in mm from the paper's upper left."""

    x: float
    y: float
    w: float
    h: float


def extent(drawn: Laid, height: float) -> Extent | None:
    """None: it draws nothing."""
    lefts, lows, rights, highs = [], [], [], []
    for line in drawn.lines:
        wide = width(line.text, line.face, line.size) + line.spacing * max(len(line.text) - 1, 0)
        lefts.append(line.x - wide * line.anchor)
        rights.append(line.x + wide * (1 - line.anchor))
        lows.append(line.y - line.size * 0.22)
        highs.append(line.y + line.size * 0.75)
    for bar in drawn.bars:
        lefts.append(bar.x)
        rights.append(bar.x + bar.width)
        lows.append(bar.y)
        highs.append(bar.y + bar.height)
    if not lefts:
        return None
    left, top = min(lefts), height - max(highs)
    return Extent(left / mm, top / mm, (max(rights) - left) / mm, (height - min(lows) - top) / mm)
