"""The certificate: A4 landscape, in three layers: the ground, drawn once; each edition's words; each person's page.

What a newcomer gets wrong: drawing in a layer what belongs to the one below. Each training session makes an edition, so
a province has 1,900 of them over one ground, and an edition's own words are two lines. A page holds the name, the
position, the number and the QR code, and nothing else: that makes 103,845 of them a minute's work and under 1,400 bytes
each.
"""

from datetime import date
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from kpps_desk import words
from kpps_desk.documents import paper, parts
from kpps_desk.documents.paper import BOLD, ITALIC, MEDIUM, REGULAR, SEMIBOLD, Sheet
from kpps_desk.domain.certificates import Certificate, Edition, Kind

SIZE = paper.A4_LANDSCAPE
FACES = (REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC)
_RED, _INK, _GRAY, _GOLD = (HexColor(color) for color in ("#8C1C20", "#1E1B1A", "#5F5855", "#BC9A5F"))
_INK_OPERATOR, _GRAY_OPERATOR = (b"%.3f %.3f %.3f rg\n" % color.rgb() for color in (_INK, _GRAY))
_MIDDLE = SIZE.width / 2
_ROOM = 226 * mm  # for one line of text
_QR = 28.5 * mm  # with its white border: the code itself is 25 to 26 mm
_QR_AT = (23 * mm, 20.5 * mm)
_SIGN_AT = 223 * mm
_NAME_AT = 114.5 * mm
_EVENT_AT, _EVENT_LEADING = 77.5 * mm, 16.5
_TITLES = {Kind.CERTIFICATE: "SERTIFIKAT", Kind.PIAGAM: "PIAGAM PENGHARGAAN"}
_AS = {Kind.CERTIFICATE: "sebagai Peserta", Kind.PIAGAM: "atas pengabdian sebagai"}


class Flaw(NamedTuple):
    """What a person should look at before the paper is signed; `what` is a whole Indonesian sentence."""

    number: str
    name: str
    what: str


SAMPLE = (
    Edition(
        kind=Kind.CERTIFICATE,
        letterhead=("KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA"),
        event="Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
        topics=(("Pemungutan dan penghitungan suara", 6), ("Sirekap", 2)),
        jp=8,
        place="Aula Kelurahan Gambir",
        dates="9 November 2024",
        city="Jakarta",
        day=date(2024, 11, 9),
        signatory_title="Ketua KPU Provinsi DKI Jakarta",
        signatory_name="(nama penanda tangan)",
    ),
    Certificate(
        number="000000/SERT/31.71.01/XI/2024",
        name="Hj. Siti Contoh Ma'ruf, S.Pd.",
        position="KPPS TPS 003 Kel. Gambir, Kec. Gambir",
        seal="CONTOH\nBukan sertifikat: halaman ini hanya memperlihatkan bentuknya.",
    ),
)


class Ground(NamedTuple):
    """What all editions of one office and event have in common."""

    kind: Kind
    letterhead: tuple[str, ...]
    event: str
    signatory_title: str
    signatory_name: str


def ground_of(edition: Edition) -> Ground:
    """Editions with the same one share its drawing."""
    return Ground(edition.kind, edition.letterhead, edition.event, edition.signatory_title, edition.signatory_name)


def lay(sheet: Sheet, ground: Ground) -> None:
    """Draw the ground: everything that a session or a person doesn't change."""
    canvas = sheet.canvas
    _frame(canvas)
    _letterhead(canvas, ground.letterhead)
    canvas.setFillColor(_RED)
    _title(canvas, _TITLES[ground.kind])
    canvas.setFillColor(_GRAY)
    parts.centred(canvas, _MIDDLE, 132.5 * mm, "Diberikan kepada", REGULAR, 12)
    parts.centred(canvas, _MIDDLE, 96.5 * mm, _AS[ground.kind], REGULAR, 12)
    _rule(canvas, _MIDDLE, 104.5 * mm, 64 * mm)
    event = _fitted_event(ground.event)
    canvas.setFillColor(_INK)
    for line, text in enumerate(event.lines):
        parts.centred(canvas, _MIDDLE, _EVENT_AT - line * _EVENT_LEADING, text, MEDIUM, event.size)
    _signature(canvas, ground)
    canvas.setFillColor(_GRAY)
    canvas.setFont(REGULAR, 7)
    for line, text in enumerate(("Pindai kode ini untuk memeriksa", "keaslian sertifikat.")):
        canvas.drawString(_QR_AT[0] + _QR + 2 * mm, _QR_AT[1] + 7.5 * mm - line * 9.5, text)


def inscribe(sheet: Sheet, edition: Edition) -> bytes:
    """The operators of an edition's own words, to be drawn over its ground: where and when, and the paper's date."""
    place = f"di {edition.place}, {edition.dates}" if edition.place else edition.dates
    hours = f", selama {edition.jp} jam pelajaran" if edition.jp else ""
    fitted = parts.fit(place + hours, REGULAR, _ROOM, largest=11, smallest=9, two_line=9)
    y = _EVENT_AT - len(_fitted_event(edition.event).lines) * _EVENT_LEADING - 1.5
    dated = f"{edition.city}, {words.long_date(edition.day)}"
    drawn = [_INK_OPERATOR, sheet.operators(_SIGN_AT, 56 * mm, dated, REGULAR, 11), _GRAY_OPERATOR]
    for line, text in enumerate(fitted.lines):
        drawn.append(sheet.operators(_MIDDLE, y - line * 12, text, REGULAR, fitted.size))
    return b"".join(drawn)


def paint(sheet: Sheet, one: Certificate) -> bytes:
    """The operators of one person's page, to be drawn over the edition."""
    name, position, number = _fitted(one)
    leading = name.size * 1.2
    top = _NAME_AT + (leading * 0.55 if len(name.lines) == 2 else 0)
    drawn = [_INK_OPERATOR]
    for line, text in enumerate(name.lines):
        drawn.append(sheet.operators(_MIDDLE, top - line * leading, text, BOLD, name.size))
    for line, text in enumerate(position.lines):
        drawn.append(sheet.operators(_MIDDLE, 89 * mm - line * 13, text, SEMIBOLD, position.size))
    drawn.append(_GRAY_OPERATOR)
    for line, text in enumerate(number.lines):
        shown = f"Nomor: {text}" if line == 0 else text
        drawn.append(sheet.operators(_MIDDLE, 144 * mm - line * 11, shown, REGULAR, number.size))
    drawn.append(parts.qr_operators(parts.qr(one.seal), *_QR_AT, _QR))
    return b"".join(drawn)


def flaws(one: Certificate) -> list[Flaw]:
    """What of this certificate doesn't fit its page, and which characters the typeface can't show."""
    found = []
    for text, fitted in zip((one.name, one.position, one.number), _fitted(one), strict=True):
        if fitted.overflow:
            found.append(Flaw(one.number, one.name, f"“{text}” terlalu panjang untuk halaman sertifikat."))
        if missing := paper.missing_glyphs(text):
            listed = " ".join(f"{character} (U+{ord(character):04X})" for character in missing)
            found.append(Flaw(one.number, one.name, f"Huruf ini tidak ada pada fon sertifikat: {listed}."))
    return found


def _fitted(one: Certificate) -> tuple[parts.Fitted, parts.Fitted, parts.Fitted]:
    return (
        parts.fit(one.name, BOLD, _ROOM, largest=34, smallest=22, two_line=25),
        parts.fit(one.position, SEMIBOLD, _ROOM, largest=14, smallest=10, two_line=11),
        parts.fit(one.number, REGULAR, _ROOM * 0.9, largest=11, smallest=8, two_line=8),
    )


def _frame(canvas: Any) -> None:
    """Two thin lines, and between them at head and foot the teeth of a Betawi house's eaves."""
    canvas.setLineJoin(0)
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(1.4)
    canvas.rect(9 * mm, 9 * mm, 279 * mm, 192 * mm)
    canvas.setStrokeColor(_GOLD)
    canvas.setLineWidth(0.5)
    canvas.rect(10.5 * mm, 10.5 * mm, 276 * mm, 189 * mm)
    canvas.setFillColor(_RED)
    for y, up in ((199.5 * mm, False), (10.5 * mm, True)):
        parts.gigi_balang(canvas, 10.5 * mm, y, 276 * mm, tooth=6 * mm, depth=4.4 * mm, up=up)
    canvas.setFillColor(_GOLD)
    for y in (199.5 * mm - 4 * mm, 10.5 * mm + 4 * mm):
        _diamonds(canvas, 10.5 * mm, y, 46, 6 * mm, 0.6 * mm)


def _diamonds(canvas: Any, x: float, y: float, teeth: int, tooth: float, half: float) -> None:
    """One small diamond in each notch between two teeth."""
    path = canvas.beginPath()
    for number in range(1, teeth):
        middle = x + number * tooth
        path.moveTo(middle - half, y)
        path.lineTo(middle, y + half * 1.5)
        path.lineTo(middle + half, y)
        path.lineTo(middle, y - half * 1.5)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _letterhead(canvas: Any, lines: tuple[str, ...]) -> None:
    """The office's name; the first lines are the weightier ones."""
    canvas.setFillColor(_INK)
    y = 180 * mm
    for number, text in enumerate(lines):
        largest = 14.0 if number < 2 else 10.0
        fitted = parts.fit(text, BOLD if number < 2 else REGULAR, _ROOM, largest=largest, smallest=7, two_line=7)
        for line in fitted.lines:
            parts.centred(canvas, _MIDDLE, y, line, BOLD if number < 2 else REGULAR, fitted.size, spacing=0.6)
            y -= fitted.size * 1.35


def _title(canvas: Any, text: str) -> None:
    size = 40 if len(text) <= 12 else 30
    parts.centred(canvas, _MIDDLE, 152 * mm, text, BOLD, size, spacing=size / 6)


def _rule(canvas: Any, x: float, y: float, length: float) -> None:
    """A fine line with a diamond in its middle."""
    canvas.setStrokeColor(_GOLD)
    canvas.setFillColor(_GOLD)
    canvas.setLineWidth(0.6)
    canvas.line(x - length / 2, y, x - 3 * mm, y)
    canvas.line(x + 3 * mm, y, x + length / 2, y)
    _diamonds(canvas, x - mm, y, 2, mm, 0.9 * mm)


def _fitted_event(event: str) -> parts.Fitted:
    return parts.fit(event, MEDIUM, _ROOM, largest=13, smallest=12, two_line=13)


def _signature(canvas: Any, ground: Ground) -> None:
    """Under the city and date: title, 22 mm for a wet signature and a stamp, name."""
    canvas.setFillColor(_INK)
    room = 108 * mm
    title = parts.fit(ground.signatory_title, REGULAR, room, largest=11, smallest=9, two_line=10)
    for line, text in enumerate(title.lines):
        parts.centred(canvas, _SIGN_AT, 51 * mm - line * 12, text, REGULAR, title.size)
    name = parts.fit(ground.signatory_name, BOLD, room, largest=11.5, smallest=8, two_line=8)
    for line, text in enumerate(name.lines):
        parts.centred(canvas, _SIGN_AT, 24 * mm - line * 10, text, BOLD, name.size)
