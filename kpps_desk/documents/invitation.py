"""The invitation: a letter to one person or one crew, whose code is scanned at the door; one or two on a sheet.

What a newcomer gets wrong: a letter cut off at half a sheet. Of two on a sheet each is set smaller until it fits; one
that doesn't fit even so gets as much room as it takes, and the next begins below it or on a sheet of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, RIGHT, Box, Scan, Text
from kpps_desk.documents.flow import LOWEST, Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.invitations import Guest, Invitation, Summons
from kpps_desk.domain.scan_codes import crew_code

__all__ = ["FACES", "SAMPLE", "SIZE", "section", "sheets"]

SIZE = paper.A4
_WHOLE = 10.5  # letters of a sheet's only invitation, in points
_HALVES = (8.5, 8.0, 7.5, 7.0)  # of one of two: the largest that fits
_CODE = 68.0  # points: 24 mm with its white border
_LABEL = 7.0
_WET = 5.2  # lines left for pen and stamp
_CUT = 14.0
SAMPLE = Invitation(
    Summons(
        paper=replace(DKI_2024.paper, signatory_title="Ketua PPS Kelurahan Gambir"),
        number="......../UND/3171011001/XI/2024",
        nature="Penting",
        subject="Undangan Bimbingan teknis KPPS",
        dated="Jakarta, 4 November 2024",
        day="Jumat, 8 November 2024",
        time="pukul 08.00-12.00 WIB",
        venue="Aula Kelurahan Gambir",
        event="Bimbingan teknis KPPS",
    ),
    to=("Regu TPS 003", "KPPS dan petugas ketertiban, Kelurahan Gambir, Kecamatan Gambir", "di tempat"),
    opening=f"Sehubungan dengan {DKI_2024.name}, kami mengundang Saudara untuk hadir pada:",
    closing="Mohon hadir tepat waktu dan membawa surat undangan ini. Kodenya dipindai di pintu masuk.",
    code=crew_code("3171011001003"),
    label="TPS 003",
    guests=tuple(
        Guest(str(seat), f"Nama Contoh {seat}, S.Pd.", DKI_2024.role_at(seat).name)
        for seat in range(1, DKI_2024.crew + 1)
    ),
)


def section(invitation: Invitation, size: Size = SIZE) -> Section:
    """One invitation on sheets of its own."""
    return Section(_name(invitation), tuple(_letter(invitation, size, _WHOLE)))


def sheets(name: str, invitations: Iterable[Invitation], size: Size = SIZE) -> Section:
    """These invitations, two on a sheet wherever two fit."""
    return Section(name, tuple(_halves(invitations, size)))


def _name(invitation: Invitation) -> str:
    return f"Undangan · {invitation.label}"


def _halves(invitations: Iterable[Invitation], size: Size) -> Iterator[Box]:
    half = (size.height - MARGIN - LOWEST) / 2
    upper = True
    for invitation in invitations:
        letter = _fitted(invitation, size, half - _CUT)
        height = sum(box.height for box in letter)
        if height > half - _CUT:  # it takes a sheet of its own
            yield from letter
            upper = True
            continue
        yield from (box._replace(joined=True) for box in letter)
        if upper:
            yield boxes.gap(half - _CUT - height, joined=True)
            yield _cut(size)
        else:
            yield boxes.gap(half - height - 1)
        upper = not upper


def _fitted(invitation: Invitation, size: Size, room: float) -> list[Box]:
    letter: list[Box] = []
    for letters in _HALVES:
        letter = list(_letter(invitation, size, letters))
        if sum(box.height for box in letter) <= room:
            break
    return letter


@lru_cache(maxsize=4)
def _cut(size: Size) -> Box:
    """Where the two are cut apart."""
    dash = "–  "
    line = dash * int(boxes.room(size) / paper.width(dash, REGULAR, 6))
    return Box(_CUT, (Text(size.width / 2, _CUT / 2, line.strip(), REGULAR, 6, MIDDLE),))


def _letter(invitation: Invitation, size: Size, letters: float) -> Iterator[Box]:
    yield from _head(invitation.summons, size, letters)
    yield from _addressee(invitation.to, size, letters)
    yield boxes.gap(letters * 0.8, joined=True)
    yield from _paragraphs(invitation.opening, size, letters)
    yield from _when(invitation.summons, size, letters)
    yield boxes.gap(letters * 0.4, joined=True)
    yield from _paragraphs(invitation.closing, size, letters)
    if invitation.guests:
        yield from _guests(invitation.guests, size, letters)
    yield _end(invitation, size, letters)


@lru_cache(maxsize=64)  # one session's letters come together
def _head(summons: Summons, size: Size, letters: float) -> tuple[Box, ...]:
    """Letterhead, number and subject, with the date on the right."""
    told = [("Nomor", summons.number), ("Sifat", summons.nature), ("Hal", summons.subject)]
    lines = office.pairs(size, told, letters=letters, name=letters * 5, joined=True)
    right = Text(size.width - MARGIN, letters * 1.4 * 0.85, summons.dated, REGULAR, letters, RIGHT)
    first = lines[0]._replace(texts=(*lines[0].texts, right))
    head = office.letterhead(summons.paper, size, letters=13.0 if letters >= _WHOLE else 11.0)
    return (head, first, *lines[1:], boxes.gap(letters, joined=True))


def _addressee(to: Sequence[str], size: Size, letters: float) -> Iterator[Box]:
    yield boxes.paragraph("Yth.", size, letters=letters, joined=True, after=0)
    for at, line in enumerate(to):
        face = SEMIBOLD if at == 0 else REGULAR
        yield boxes.paragraph(line, size, face=face, letters=letters, joined=True, after=0)


def _paragraphs(text: str, size: Size, letters: float) -> Iterator[Box]:
    for part in text.splitlines():
        yield boxes.paragraph(part, size, letters=letters, joined=True, after=letters * 0.4)


@lru_cache(maxsize=64)
def _when(summons: Summons, size: Size, letters: float) -> tuple[Box, ...]:
    told = [
        ("Hari, tanggal", summons.day),
        ("Waktu", summons.time),
        ("Tempat", office.or_dots(summons.venue)),
        ("Acara", summons.event),
    ]
    return tuple(office.pairs(size, told, letters=letters, name=letters * 8, indent=letters * 2, joined=True))


def _guests(guests: Sequence[Guest], size: Size, letters: float) -> Iterator[Box]:
    wanted = boxes.columns(size, ("Kursi", 9, MIDDLE), ("Nama", 96), ("Jabatan", 50))
    head = boxes.heading(wanted, letters=letters - 1)
    yield boxes.gap(letters * 0.4, joined=True)
    yield head
    for guest in guests:
        yield boxes.row(wanted, guest, letters=letters - 1, joined=True, above=head)
    yield boxes.gap(letters * 0.6, joined=True)


def _end(invitation: Invitation, size: Size, letters: float) -> Box:
    """The code on the left, the signature on the right."""
    width = boxes.room(size) / 2 - 8
    middle = MARGIN + boxes.room(size) / 2 + 8 + width / 2
    leading = letters * 1.4
    signatory = invitation.summons.paper
    texts: list[Text] = []
    y = letters * 1.4
    for line in boxes.wrap(signatory.signatory_title, REGULAR, letters, width):
        texts.append(Text(middle, y, line, REGULAR, letters, MIDDLE))
        y += leading
    y += letters * _WET - leading
    for line in boxes.wrap(signatory.signatory_name, BOLD, letters, width):
        texts.append(Text(middle, y, line, BOLD, letters, MIDDLE))
        y += leading
    for line in boxes.wrap(signatory.signatory_number, REGULAR, letters - 1, width)[:1]:
        if line:
            texts.append(Text(middle, y, line, REGULAR, letters - 1, MIDDLE))
            y += leading
    below = 4 + _CODE + _LABEL
    label = boxes.wrap(invitation.label, REGULAR, _LABEL, width)[:1]
    texts += [Text(MARGIN + 6, below, line, REGULAR, _LABEL) for line in label]
    scan = Scan(MARGIN - 6, 2, _CODE, invitation.code)  # its white border reaches into the margin
    return Box(max(y - leading + 4, below + 4), tuple(texts), scans=(scan,))
