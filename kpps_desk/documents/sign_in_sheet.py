"""The sign-in sheet (daftar hadir): numbered lines, large names to be corrected by pen, signature cells left and right.

What a newcomer gets wrong: drawing something inside a signature cell, or moving it here. A scan is judged by the ink in
the cells of domain.sign_in_sheets, against a form that has nothing there but the number in the upper left corner.
"""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import BinaryIO, NamedTuple

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from kpps_desk import words
from kpps_desk.documents import boxes, paper, parts, streaming
from kpps_desk.documents.boxes import LEFT, MIDDLE, RIGHT, Box, Rule, Text
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Sheet
from kpps_desk.documents.streaming import Form, Style
from kpps_desk.domain import scan_codes, sign_in_sheets
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.sign_in_sheets import BLANKS, EDGE, MARK, Heading, Line, Rect, SheetPage

__all__ = ["FACES", "SAMPLE", "SIZE", "flaws", "pages_of", "paint", "write"]

SIZE = paper.A4
FACES = (REGULAR, SEMIBOLD, BOLD)
_NUMBER, _TPS, _ROLE = 10.0, 12.0, 26.0  # widths of the columns before the name
_HEAD = 7.0
_NAME_HEAD = "Nama (betulkan ejaan pada garis titik-titik)"
_LARGE, _SMALL = 13.0, 9.0  # letters of a name
_LOGO, _LOGO_MIDDLE = 22.0, 31.0  # its height, and where its middle stands


def pages_of(heading: Heading, size: str, lines: Sequence[Line], codes: Sequence[str]) -> Iterator[SheetPage]:
    """The pages of a list with its blank lines; `codes` are one a page, as many as `sign_in_sheets.paginate` tells."""
    counts = sign_in_sheets.paginate(size, len(lines) + BLANKS)
    every: list[Line | None] = [*lines, *[None] * BLANKS]
    at = 0
    for page, (count, code) in enumerate(zip(counts, codes, strict=True), 1):
        layout = sign_in_sheets.lay_out(size, count, at + 1)
        yield SheetPage(heading, layout, code, page, len(counts), at + 1, tuple(every[at : at + count]))
        at += count


_SAMPLE = Heading(
    letterhead=(*DKI_2024.paper.letterhead, "PANITIA PEMUNGUTAN SUARA KELURAHAN GAMBIR"),
    title=f"Bimbingan Teknis KPPS {DKI_2024.name}",
    details=(
        ("Hari, tanggal", words.weekday_date(date(2024, 11, 9))),
        ("Waktu", "pukul 08.00-12.00 WIB"),
        ("Tempat", "Aula Kelurahan Gambir, Jalan Contoh No. 1"),
        ("Wilayah", "Kelurahan Gambir, Kecamatan Gambir"),
    ),
    signed_at="Jakarta, 9 November 2024",
    signatory_title="Ketua PPS Kelurahan Gambir",
    signatory_name="(nama penanda tangan)",
)


def sample(size: str) -> tuple[SheetPage, ...]:
    """The SAMPLE on this size of paper."""
    lines = [
        Line(f"Hj. Siti Contoh Ma'ruf {number}, S.Pd.", f"{1 + number // 7:03}", role)
        for number, role in enumerate(("Ketua KPPS", *["Anggota KPPS"] * 6) * 3)
    ]
    pages = len(sign_in_sheets.paginate(size, len(lines) + BLANKS))
    return tuple(pages_of(_SAMPLE, size, lines, [f"CONTOH000000000{page}" for page in range(1, pages + 1)]))


SAMPLE = sample("A4")


class _Column(NamedTuple):
    title: str
    left: float
    right: float


def write(file: BinaryIO, size: str, pages: Sequence[SheetPage], *, title: str) -> Generator[int, None, None]:
    """Write these pages, all on one size of paper, telling how many are done; the same pages give the same bytes."""
    shown = {character for page in pages for text in _texts(page) for character in text if ord(character) > 127}
    style = Style(paper.SIZES[size], FACES, "".join(sorted(shown)), paint)
    grounds: list[Callable[[Sheet], None]] = [lambda sheet: None, partial(_logo, pages[0])]
    forms = [Form(number, lambda sheet: b"") for number in range(len(grounds))]
    batches = [[streaming.Page(int(page.page == 1), page) for page in pages]]
    yield from streaming.write(file, style, grounds, forms, batches, pages=len(pages), title=title)


def _logo(page: SheetPage, sheet: Sheet) -> None:
    """The picture of the letterhead, on the left of a list's first page and clear of the mark in its corner."""
    logo = page.heading.logo
    if logo is not None:
        scale = min(_LOGO / logo.height, _LOGO * 1.2 / logo.width) * mm
        wide, high = logo.width * scale, logo.height * scale
        middle = (page.layout.size.height - _LOGO_MIDDLE) * mm
        picture = ImageReader(io.BytesIO(logo.content))
        sheet.canvas.drawImage(picture, EDGE * mm, middle - high / 2, wide, high, mask="auto")


def flaws(page: SheetPage) -> list[Flaw]:
    """Names that the typeface can't show, or that are printed very small."""
    found = []
    for number, line in enumerate(page.lines, page.first):
        if line is None:
            continue
        if missing := paper.missing_glyphs(line.name):
            found.append(Flaw(f"Baris {number}", line.name, f"Huruf ini tidak ada pada fon: {' '.join(missing)}."))
        if _fitted(line.name, _columns(page)[3]).overflow:
            found.append(Flaw(f"Baris {number}", line.name, "Nama terlalu panjang sehingga dicetak sangat kecil."))
    return found


def paint(sheet: Sheet, page: SheetPage) -> bytes:
    """The operators of one page."""
    height = page.layout.size.height * mm
    code = page.layout.code
    qr = parts.qr(scan_codes.sheet_code(page.code))
    quiet = code.width * parts.QUIET / qr.side
    drawn = [
        b"0 g\n",
        *(_square(x, y, height) for x, y in page.layout.marks),
        parts.qr_operators(
            qr, (code.left - quiet) * mm, height - (code.bottom + quiet) * mm, (code.width + 2 * quiet) * mm
        ),
        b"0 G\n",
        boxes.paint(sheet, Box(0, tuple(_texts_placed(page)), tuple(_rules(page))), height),
        *_dotted(page, height),
    ]
    return b"".join(drawn)


def _square(x: float, y: float, height: float) -> bytes:
    side = MARK * mm
    return b"%.2f %.2f %.2f %.2f re f\n" % (x * mm - side / 2, height - y * mm - side / 2, side, side)


def _texts(page: SheetPage) -> Iterable[str]:
    return (text.text for text in _texts_placed(page))


def _texts_placed(page: SheetPage) -> Iterator[Text]:
    yield from _letterhead(page) if page.page == 1 else _short_head(page)
    yield from _head(page)
    for number, (line, cell) in enumerate(zip(page.lines, page.layout.cells, strict=True), page.first):
        yield from _row(number, line, cell, _columns(page))
    if page.page == page.pages:
        yield from _signatory(page)
    yield from _foot(page)


def _at(x: float, y: float, text: str, face: str = REGULAR, size: float = 9, anchor: float = LEFT) -> Text:
    return Text(x * mm, y * mm, boxes.shown(text), face, size, anchor)


def _lines(
    x: float, y: float, text: str, room: float, face: str, largest: float, *, smallest: float, anchor: float = LEFT
) -> Iterator[Text]:
    """A text in one line or two; the first baseline at y."""
    fitted = parts.fit(boxes.shown(text), face, room * mm, largest=largest, smallest=smallest, two_line=smallest)
    for at, line in enumerate(fitted.lines):
        yield Text(x * mm, y * mm + at * fitted.size * 1.2, line, face, fitted.size, anchor)


def _letterhead(page: SheetPage) -> Iterator[Text]:
    """Beside the code: the office, then title and what is known of the session."""
    heading, code = page.heading, page.layout.code
    right = code.left - 6
    left = EDGE + (_LOGO * 1.2 + 4 if heading.logo else 0)
    middle, y = (left + right) / 2, 21.0
    for number, text in enumerate(heading.letterhead[:5]):
        face, largest = (BOLD, 13.0) if number < 2 else (REGULAR, 9.5)
        for line in _lines(middle, y, text, right - left, face, largest, smallest=8, anchor=MIDDLE):
            yield line
            y = line.y / mm + line.size * 0.47
    centre = page.layout.size.width / 2
    yield _at(centre, 55, heading.name, BOLD, 13, MIDDLE)
    yield from _lines(centre, 60.5, heading.title, page.layout.size.width - 2 * EDGE, SEMIBOLD, 10, smallest=8,
                      anchor=MIDDLE)  # fmt: skip
    for at, (name, value) in enumerate(heading.details[:4]):
        y = 67.5 + 4.9 * at
        yield _at(EDGE, y, name)
        yield _at(EDGE + 25, y, ":")
        yield from _lines(EDGE + 28, y, value, page.layout.size.width - 2 * EDGE - 28, REGULAR, 9, smallest=7)


def _short_head(page: SheetPage) -> Iterator[Text]:
    heading, code = page.heading, page.layout.code
    room = code.left - 6 - EDGE
    yield _at(EDGE, 21, f"{heading.name} (lanjutan)", BOLD, 12)
    yield from _lines(EDGE, 27, heading.title, room, SEMIBOLD, 9.5, smallest=7.5)
    for at, (_, value) in enumerate(heading.details[:3]):
        yield from _lines(EDGE, 34.5 + 4.6 * at, value, room, REGULAR, 9, smallest=7)


def _columns(page: SheetPage) -> list[_Column]:
    right = page.layout.size.width - EDGE
    signed = right - 2 * page.layout.cells[0].width
    stops = (EDGE, EDGE + _NUMBER, EDGE + _NUMBER + _TPS, EDGE + _NUMBER + _TPS + _ROLE, signed, right)
    names = ("No.", "TPS", "Jabatan", _NAME_HEAD, "Tanda tangan")
    return [_Column(*one) for one in zip(names, stops[:-1], stops[1:], strict=True)]


def _head(page: SheetPage) -> Iterator[Text]:
    y = page.layout.cells[0].top - _HEAD / 2 + 1.1
    for column in _columns(page):
        middle, room = (column.left + column.right) / 2, column.right - column.left - 2
        yield from _lines(middle, y, column.title, room, SEMIBOLD, 9, smallest=7, anchor=MIDDLE)


def _row(number: int, line: Line | None, cell: Rect, columns: Sequence[_Column]) -> Iterator[Text]:
    middle = cell.top + cell.height / 2 + 1.2
    first, tps, role, name, _ = columns
    yield _at((first.left + first.right) / 2, middle, str(number), REGULAR, 9, MIDDLE)
    yield _at(cell.left + 0.9, cell.top + 2.6, str(number), REGULAR, 6.5)
    if line is None:
        return
    yield _at((tps.left + tps.right) / 2, middle, line.tps, REGULAR, 9, MIDDLE)
    fitted = parts.fit(line.role, REGULAR, (role.right - role.left - 2) * mm, largest=8, smallest=8, two_line=8)
    up = 1.5 if len(fitted.lines) > 1 else 0
    yield from _lines(role.left + 1, middle - up, line.role, role.right - role.left - 2, REGULAR, 8, smallest=8)
    large = _fitted(line.name, name)
    base = cell.top + (5.6 if len(large.lines) == 1 else 4.0)
    for at, text in enumerate(large.lines):
        yield Text((name.left + 1.5) * mm, base * mm + at * large.size * 1.2, text, SEMIBOLD, large.size)


def _fitted(name: str, column: _Column) -> parts.Fitted:
    room = (column.right - column.left - 3) * mm
    return parts.fit(boxes.shown(name), SEMIBOLD, room, largest=_LARGE, smallest=_SMALL, two_line=_SMALL)


def _signatory(page: SheetPage) -> Iterator[Text]:
    size = page.layout.size
    middle, y = size.width - EDGE - 40, page.layout.cells[-1].bottom + 6
    heading = page.heading
    yield _at(middle, y, heading.signed_at, anchor=MIDDLE)
    yield from _lines(middle, y + 4.6, heading.signatory_title, 78, REGULAR, 9, smallest=7.5, anchor=MIDDLE)
    yield from _lines(middle, y + 27, heading.signatory_name, 78, SEMIBOLD, 9, smallest=7.5, anchor=MIDDLE)
    if heading.signatory_number:
        yield from _lines(middle, y + 32.4, heading.signatory_number, 78, REGULAR, 8, smallest=6.5, anchor=MIDDLE)


def _foot(page: SheetPage) -> Iterator[Text]:
    """Between the two lower marks."""
    size = page.layout.size
    y, left = size.height - size.mark_y, size.mark_x + MARK
    told = f"Lembar {page.page} dari {page.pages} · {page.code}"
    yield _at(size.width - left, y + 0.9, told, REGULAR, 7.5, RIGHT)
    yield from _lines(left, y + 0.9, page.heading.hint, 112, REGULAR, 6.8, smallest=4.5)


def _rules(page: SheetPage) -> Iterator[Rule]:
    cells, right = page.layout.cells, page.layout.size.width - EDGE
    top, bottom = cells[0].top - _HEAD, cells[-1].bottom
    if page.page == 1:
        yield _rule(EDGE, 48.5, right, 48.5, 1.6)
        yield _rule(EDGE, 49.4, right, 49.4, 0.5)
    for y in (top, *(cell.top for cell in cells), bottom):
        yield _rule(EDGE, y, right, y)
    for x in (EDGE, *(column.right for column in _columns(page))):
        yield _rule(x, top, x, bottom)
    yield _rule(right - cells[0].width, cells[0].top, right - cells[0].width, bottom)
    if page.page == page.pages:
        size = page.layout.size
        yield _rule(size.width - EDGE - 75, bottom + 34, size.width - EDGE - 5, bottom + 34)


def _rule(x: float, y: float, to_x: float, to_y: float, width: float = 0.5) -> Rule:
    return Rule(x * mm, y * mm, to_x * mm, to_y * mm, width)


def _dotted(page: SheetPage, height: float) -> Iterator[bytes]:
    """Under each name a line to write it on as it should be; blank lines are written on as they are."""
    name = _columns(page)[3]
    yield b"[0.6 1.8] 0 d 0.55 G 0.5 w\n"
    for line, cell in zip(page.lines, page.layout.cells, strict=True):
        if line is not None and len(_fitted(line.name, name).lines) == 1:
            y = height - (cell.bottom - 1.2) * mm
            yield b"%.2f %.2f m %.2f %.2f l S\n" % ((name.left + 1.5) * mm, y, (name.right - 1.5) * mm, y)
    yield b"[] 0 d 0 G\n"
