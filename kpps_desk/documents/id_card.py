"""Identity cards of the crews: ten on a sheet, 86 x 54 mm, with marks to cut along and a code for the door.

What a newcomer gets wrong: ten designs a sheet. What a kelurahan's cards share is one form, drawn once and placed ten
times; a page holds the names, codes and photos. A card never bears a NIK.
"""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import BinaryIO, NamedTuple

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from kpps_desk.documents import boxes, paper, parts, streaming
from kpps_desk.documents.boxes import LEFT, MIDDLE, Box, Picture, Scan, Text
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.paper import BOLD, MEDIUM, REGULAR, SEMIBOLD, Sheet, Size
from kpps_desk.documents.streaming import Form, Style
from kpps_desk.domain.card_wordings import CARDS
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.office_papers import Card, CardFace, CardSheet
from kpps_desk.domain.papers import Place
from kpps_desk.domain.scan_codes import person_code

__all__ = ["FACES", "PER_SHEET", "SAMPLE", "SIZE", "flaws", "paint", "sheets", "write"]

SIZE = paper.A4
FACES = (REGULAR, MEDIUM, SEMIBOLD, BOLD)
WIDTH, HEIGHT = 86.0, 54.0  # millimetres, as a bank card
ACROSS, DOWN = 2, 5
PER_SHEET = ACROSS * DOWN
_MARK = 5.0  # length of a cutting mark
_PHOTO = (4.0, 17.6, 20.0, 30.0)  # left, top, width, height: a pas foto of 2 x 3 cm can be glued in
_CODE = (61.5, 27.4, 22.5)  # left, top, side with its white border
_TEXT, _TEXT_END = 27.0, 83.0  # where names stand
_HEAD = 12.2  # under the letterhead
_ACCENT = (0.56, 0.09, 0.12)


def _said(code: str) -> str:
    wording = CARDS[f"kartu.{code}"]
    return fill(wording.text, wording.tokens)


_FACE = CardFace(
    DKI_2024.paper, Place("Gambir", "Gambir"), _said("judul"), _said("acara"), _said("berlaku"), _said("hilang")
)
SAMPLE = tuple(
    CardSheet(_FACE, cards)
    for cards in (
        tuple(
            Card(
                ("Hj. Siti Contoh Ma'ruf, S.Pd.", "Muhammad Contoh Abdurrahman Panjang Sekali Namanya, S.Kom., M.Kom.",
                 "Contoh")[at % 3],
                DKI_2024.role_at(at % 9 + 1).name,
                f"{at // 9 + 1:03}",
                at % 9 + 1,
                person_code(bytes([at]) * 16),
            )
            for at in part
        )
        for part in (range(10), range(10, 18))
    )
)  # fmt: skip


class _Page(NamedTuple):
    """`form` is where the face is drawn."""

    cards: tuple[Card, ...]
    form: int
    size: Size


def sheets(face: CardFace, cards: Iterable[Card]) -> Iterator[CardSheet]:
    """The cards of one kelurahan in their order, ten on a sheet."""
    left = iter(cards)
    while some := tuple(islice(left, PER_SHEET)):
        yield CardSheet(face, some)


def write(
    file: BinaryIO, size: Size, every: Callable[[], Iterable[CardSheet]], *, title: str
) -> Generator[tuple[int, int], None, list[Flaw]]:
    """Write all sheets, telling (done, of how many); `every` tells them anew each time, so that none is held.

    It gives what to look at before the cards are cut. ValueError without a sheet.
    """
    found: list[Flaw] = []
    characters: set[str] = set()
    faces: dict[CardFace, int] = {}
    pages = 0
    for each in every():
        faces.setdefault(each.face, len(faces) + 1)
        characters.update(letter for text in _texts(each) for letter in text if ord(letter) > 127)
        found += flaws(each)
        pages += 1
        yield 0, 0
    if not pages:
        raise ValueError("no sheet came")
    style = Style(size, FACES, "".join(sorted(characters)), paint)
    grounds: list[Callable[[Sheet], None]] = [partial(_marks, size), *(partial(_logo, face) for face in faces)]
    forms = [Form(0, lambda sheet: b""), *(Form(at, partial(_face, face)) for face, at in faces.items())]
    drawn = ([streaming.Page(0, _Page(each.cards, faces[each.face], size))] for each in every())
    for done in streaming.write(file, style, grounds, forms, drawn, pages=pages, title=title):
        yield done, pages
    return found


def flaws(sheet: CardSheet) -> list[Flaw]:
    """Names that the typeface can't show, or that are printed very small."""
    found = []
    for card in sheet.cards:
        label = f"TPS {card.tps} kursi {card.seat}"
        if missing := paper.missing_glyphs(card.name):
            found.append(Flaw(label, card.name, f"Huruf ini tidak ada pada fon: {' '.join(missing)}."))
        if _name(card.name).overflow:
            found.append(Flaw(label, card.name, "Nama terlalu panjang sehingga dicetak sangat kecil."))
    return found


# The sheet -----------------------------------------------------------------------------------------------------------


def _corners(size: Size) -> list[tuple[float, float]]:
    """The lower left corner of each place, in points, row by row from the top."""
    left = (size.width - ACROSS * WIDTH * mm) / 2
    top = size.height - (size.height - DOWN * HEIGHT * mm) / 2
    return [(left + at % ACROSS * WIDTH * mm, top - (at // ACROSS + 1) * HEIGHT * mm) for at in range(PER_SHEET)]


def _marks(size: Size, sheet: Sheet) -> None:
    """Where to cut: marks outside the cards for a cutter, a hairline between them for scissors."""
    canvas, (left, low), (right, high) = sheet.canvas, _corners(size)[-ACROSS], _corners(size)[ACROSS - 1]
    right, high, mark = right + WIDTH * mm, high + HEIGHT * mm, _MARK * mm
    xs = [left + at * WIDTH * mm for at in range(ACROSS + 1)]
    ys = [low + at * HEIGHT * mm for at in range(DOWN + 1)]
    canvas.setLineWidth(0.25)
    canvas.setStrokeGray(0.75)
    for x in xs:
        canvas.line(x, low, x, high)
    for y in ys:
        canvas.line(left, y, right, y)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.4)
    for x in xs:
        canvas.line(x, high + 1.5 * mm, x, high + 1.5 * mm + mark)
        canvas.line(x, low - 1.5 * mm, x, low - 1.5 * mm - mark)
    for y in ys:
        canvas.line(left - 1.5 * mm, y, left - 1.5 * mm - mark, y)
        canvas.line(right + 1.5 * mm, y, right + 1.5 * mm + mark, y)


def paint(sheet: Sheet, page: _Page) -> bytes:
    """The operators of one sheet: each card in its place, over the form of its kelurahan."""
    drawn = []
    for (x, y), card in zip(_corners(page.size), page.cards, strict=False):
        drawn.append(b"q 1 0 0 1 %.2f %.2f cm /E%d Do\n" % (x, y, page.form))
        drawn.append(boxes.paint(sheet, _card(card), HEIGHT * mm))
        drawn.append(b"Q\n")
    return b"".join(drawn)


# The card: places in millimetres from its upper left corner ----------------------------------------------------------


def _logo(face: CardFace, sheet: Sheet) -> None:
    """The picture of the letterhead and the row of teeth under it."""
    canvas = sheet.canvas
    if (logo := face.paper.logo) is not None:
        scale = min(9.5 * mm / logo.height, 12 * mm / logo.width)
        wide, high = logo.width * scale, logo.height * scale
        picture = ImageReader(io.BytesIO(logo.content))
        canvas.drawImage(picture, 3.5 * mm, HEIGHT * mm - 6.5 * mm - high / 2, wide, high, mask="auto")
    canvas.setFillColorRGB(*_ACCENT)
    parts.gigi_balang(canvas, 0, (HEIGHT - _HEAD) * mm, WIDTH * mm, tooth=2 * mm, depth=1.1 * mm, up=False)
    canvas.rect(0, (HEIGHT - _HEAD) * mm, WIDTH * mm, 0.5 * mm, stroke=0, fill=1)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    left, top, width, height = _PHOTO
    canvas.rect(left * mm, (HEIGHT - top - height) * mm, width * mm, height * mm, stroke=1, fill=0)


def _face(face: CardFace, sheet: Sheet) -> bytes:
    """The words that a kelurahan's cards share."""
    return boxes.paint(sheet, Box(HEIGHT * mm, tuple(_shared(face))), HEIGHT * mm)


def _shared(face: CardFace) -> Iterator[Text]:
    side = 17.0 if face.paper.logo else 4.0
    lines = face.paper.letterhead[:3]
    y = 7.2 - 1.6 * (len(lines) - 1)
    for at, line in enumerate(lines):
        face_, largest = (BOLD, 7.5) if at == 0 else (SEMIBOLD, 6.5)
        yield from _line(line, WIDTH / 2, y, WIDTH - 2 * side, face_, largest, smallest=4.5, anchor=MIDDLE)
        y += 3.3
    yield from _line(face.event, WIDTH / 2, 16.1, WIDTH - 8, REGULAR, 5.8, smallest=4, anchor=MIDDLE)
    yield from _line(face.title, _TEXT, 20.2, _TEXT_END - _TEXT, BOLD, 7.5, smallest=5)
    yield Text((_PHOTO[0] + _PHOTO[2] / 2) * mm, (_PHOTO[1] + 16) * mm, "Pas foto", REGULAR, 5.5, MIDDLE)
    where = f"Kel. {face.place.kelurahan}"
    yield from _line(where, _TEXT, 42.4, _CODE[0] - _TEXT, MEDIUM, 7, smallest=5)
    yield from _line(f"Kec. {face.place.kecamatan}", _TEXT, 45.5, _CODE[0] - _TEXT, MEDIUM, 7, smallest=5)
    yield from _line(face.validity, _PHOTO[0], 50.3, WIDTH - 8, SEMIBOLD, 6, smallest=4.5)
    yield from _line(face.note, _PHOTO[0], 52.5, WIDTH - 8, REGULAR, 4.75, smallest=3.5)


def _card(card: Card) -> Box:
    """What is one person's."""
    texts: list[Text] = []
    fitted = _name(card.name)
    y = 25.2
    for line in fitted.lines:
        texts.append(Text(_TEXT * mm, y * mm, line, BOLD, fitted.size))
        y += fitted.size * 0.42
    texts += _line(card.role, _TEXT, 34.8, _CODE[0] - _TEXT, SEMIBOLD, 8, smallest=6)
    texts.append(Text(_TEXT * mm, 38.8 * mm, f"TPS {card.tps}", BOLD, 9))
    left, top, side = _CODE
    scan = Scan(left * mm, top * mm, side * mm, card.code)
    pictures = (_photo(card),) if card.photo else ()
    return Box(HEIGHT * mm, tuple(texts), scans=(scan,), pictures=tuple(each for each in pictures if each))


def _photo(card: Card) -> Picture | None:
    """In its frame, as large as it can be."""
    if card.photo is None:
        return None
    left, top, width, height = _PHOTO
    scale = min(width / card.photo.width, height / card.photo.height)
    wide, high = card.photo.width * scale, card.photo.height * scale
    x, y = left + (width - wide) / 2, top + (height - high) / 2
    return Picture(x * mm, y * mm, wide * mm, high * mm, card.photo, own=True)


def _name(name: str) -> parts.Fitted:
    return parts.fit(boxes.shown(name), BOLD, (_TEXT_END - _TEXT) * mm, largest=11, smallest=7.5, two_line=8.5)


def _line(
    text: str, x: float, y: float, room: float, face: str, largest: float, *, smallest: float, anchor: float = LEFT
) -> Iterator[Text]:
    """One line, as small as it must be."""
    shown = boxes.shown(text)
    if shown:
        size = min(largest, max(smallest, int(room * mm / paper.width(shown, face, 1) * 4) / 4))
        yield Text(x * mm, y * mm, shown, face, size, anchor)


@lru_cache(maxsize=64)
def _of_face(face: CardFace) -> tuple[str, ...]:
    return tuple(text.text for text in _shared(face))


def _texts(sheet: CardSheet) -> Sequence[str]:
    return [*_of_face(sheet.face), *(text for card in sheet.cards for text in (card.name, card.role, card.tps))]
