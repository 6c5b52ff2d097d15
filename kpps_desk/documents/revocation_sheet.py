"""The list of certificates out of force on paper, a key after the other, with its own QR code.

What a newcomer gets wrong: taking the paper for the list. What counts is the signed text: a short list stands whole in
its QR code, of a longer one the code holds the hash, by which the file is known again.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reportlab.lib.units import mm

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, Box, Scan, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024, PaperSettings

__all__ = ["FACES", "SAMPLE", "SIZE", "KeyLines", "RevocationSheet", "code", "section"]

SIZE = paper.A4
_WHOLE = 700  # bytes of a list that still stands in a code that any telephone reads
_SIDE = 46 * mm
_LETTERS = 9


class KeyLines(NamedTuple):
    """The list of one key: `numbers` are (number, replaced?, the number in its place), `whole` its signed text."""

    key_id: str
    signer: str
    day: date
    revoked: int
    replaced: int
    numbers: tuple[tuple[str, bool, str], ...]
    whole: str


class RevocationSheet(NamedTuple):
    """`digest` is the SHA-256 (hex) of the file that was written beside the paper."""

    paper: PaperSettings
    office: str
    digest: str
    keys: tuple[KeyLines, ...]


def _sample(key_id: str, signer: str, count: int) -> KeyLines:
    numbers = tuple(
        (f"{at:06d}/SERT/31.71.01/XI/2024", at % 3 == 0, f"{900 + at:06d}/SERT/31.71.01/XI/2024" if at % 3 == 0 else "")
        for at in range(1, count + 1)
    )
    replaced = sum(one[1] for one in numbers)
    text = f"DAFTAR CABUT KPPS v1\nKantor Contoh\nKunci {key_id}\n" + "\n".join(one[0] for one in numbers)
    return KeyLines(key_id, signer, date(2024, 12, 1), count - replaced, replaced, numbers, text)


SAMPLE = RevocationSheet(
    DKI_2024.paper,
    "KPU Kota Contoh",
    hashlib.sha256(b"contoh").hexdigest(),
    (_sample("AbC123", "xYz_-9", 4), _sample("xYz_-9", "xYz_-9", 60), _sample("Qq0000", "Qq0000", 0)),
)


def section(sheet: RevocationSheet, size: Size = SIZE) -> Section:
    """All keys of one office."""
    return Section(f"Daftar sertifikat dicabut dan diganti · {sheet.office}", tuple(_boxes(sheet, size)))


def code(lines: KeyLines) -> str:
    """What the QR code of one list holds: the list itself, or its hash."""
    if len(lines.whole.encode()) <= _WHOLE:
        return lines.whole
    return (
        f"DAFTAR CABUT KPPS, ringkasan\nKunci {lines.key_id}, per {lines.day.isoformat()}: "
        f"{lines.revoked} dicabut, {lines.replaced} diganti\nSHA-256 {_hash(lines)}"
    )


def _hash(lines: KeyLines) -> str:
    return hashlib.sha256(lines.whole.encode()).hexdigest()


def _boxes(sheet: RevocationSheet, size: Size) -> Iterator[Box]:
    yield office.letterhead(sheet.paper, size)
    yield from office.title(size, "DAFTAR SERTIFIKAT", "YANG DICABUT DAN YANG DIGANTI")
    about = (
        f"Dikeluarkan oleh {sheet.office}. Sertifikat dengan nomor pada daftar ini tidak berlaku lagi, walaupun tanda "
        "tangan digitalnya sah. Setiap daftar ditandatangani dengan kunci yang disebut; untuk memeriksa sertifikat, "
        "pakai berkas daftarnya, bukan kertas ini."
    )
    yield boxes.paragraph(about, size, letters=9.5, after=10)
    for lines in sheet.keys:
        yield _head(lines, size)
        yield from _table(lines, size)
        yield boxes.gap(14)
    end = boxes.paragraph(f"Sidik (SHA-256) berkas daftar: {_spaced(sheet.digest)}", size, letters=8, after=8)
    day = max((lines.day for lines in sheet.keys), default=None)
    place = f"{sheet.paper.city}, {office.day_or_dots(day)}"
    yield from office.closing([], end, office.signature(sheet.paper, size, place))


def _head(lines: KeyLines, size: Size) -> Box:
    """What the list is, its QR code on the right; on one page with the table's first line."""
    whole = len(lines.whole.encode()) <= _WHOLE
    width = boxes.room(size) - _SIDE - 12
    told = [
        (f"Kunci {lines.key_id}", SEMIBOLD, 12.0),
        (f"Per {words.long_date(lines.day)}", REGULAR, 10.0),
        (f"{words.number(lines.revoked)} dicabut, {words.number(lines.replaced)} diganti", SEMIBOLD, 10.0),
        (f"Ditandatangani dengan kunci {lines.signer}", REGULAR, 9.0),
        ("Kode QR memuat daftar ini seutuhnya." if whole else "Kode QR memuat sidik daftar ini.", REGULAR, 8.5),
        (f"SHA-256 {_spaced(_hash(lines))}", REGULAR, 7.0),
    ]
    texts: list[Text] = []
    y = 10.0
    for text, face, letters in told:
        for line in boxes.wrap(text, face, letters, width):
            y += letters * 1.4
            texts.append(Text(MARGIN, y, line, face, letters))
        y += 2
    left = MARGIN + boxes.room(size) - _SIDE
    return Box(max(y + 8, _SIDE + 4), tuple(texts), joined=True, scans=(Scan(left, 0, _SIDE, code(lines)),))


def _table(lines: KeyLines, size: Size) -> Iterator[Box]:
    if not lines.numbers:
        yield boxes.paragraph("Belum ada nomor yang dicabut atau diganti.", size, letters=9.5)
        return
    wanted = boxes.columns(
        size, ("No.", 12, MIDDLE), ("Nomor sertifikat", 66), ("Keadaan", 24, MIDDLE), ("Diganti dengan nomor", 66),
    )  # fmt: skip
    head = boxes.heading(wanted, letters=_LETTERS)
    yield head
    for at, (number, replaced, by) in enumerate(lines.numbers, 1):
        cells = (words.number(at), number, "Diganti" if replaced else "Dicabut", by)
        yield boxes.row(wanted, cells, letters=_LETTERS, above=head)


def _spaced(digest: str) -> str:
    """In groups of eight, for eyes."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
