"""The integrity pact (pakta integritas): a page for each to sign, or one statement with a line each for all.

What a newcomer gets wrong: two texts. Both ways say the same points; only who signs differs.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, Box, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain import oath_wordings
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.oaths import Pact, Signer
from kpps_desk.domain.papers import Place

__all__ = ["FACES", "LISTED", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_TEXTS = oath_wordings.OATHS
SAMPLE = Pact(
    paper=DKI_2024.paper,
    place=Place("Gambir", "Gambir"),
    title=_TEXTS["pakta.judul"].text,
    opening=fill(_TEXTS["pakta.pembuka"].text, _TEXTS["pakta.pembuka"].tokens),
    points=tuple(_TEXTS["pakta.isi"].text.splitlines()),
    closing=_TEXTS["pakta.penutup"].text,
    signed_at="Jakarta, 7 November 2024",
    signers=(Signer("dr. Siti Contoh Ma'ruf, S.H.", "Anggota KPPS", "003"),),
    listed=False,
)
LISTED = SAMPLE._replace(
    signers=tuple(
        Signer(f"Nama Contoh {tps * 9 + seat}, S.Pd.", "Ketua KPPS" if not seat else "Anggota KPPS", f"{tps:03}")
        for tps in range(1, 5)
        for seat in range(9)
    ),
    listed=True,
)
_SIGNED = 70.0  # points for a wet signature
_ROW = 24.0  # points: a signature needs the room


def section(pact: Pact, size: Size = SIZE) -> Section:
    """The pages of one pact."""
    kelurahan = f"Pakta integritas · Kel. {pact.place.kelurahan}"
    who = "daftar penanda tangan" if pact.listed else f"TPS {pact.signers[0].tps} · {pact.signers[0].name}"
    return Section(f"{kelurahan} · {who}", tuple(_listed(pact, size) if pact.listed else _alone(pact, size)))


def _statement(pact: Pact, size: Size) -> Iterator[Box]:
    yield office.letterhead(pact.paper, size)
    where = f"KELURAHAN {pact.place.kelurahan.upper()}, KECAMATAN {pact.place.kecamatan.upper()}"
    yield from office.title(size, pact.title, where)
    if not pact.listed:
        one = pact.signers[0]
        told = [("Nama", one.name), ("Jabatan", one.position), ("TPS", one.tps)]
        yield from office.pairs(size, told, name=80)
        yield boxes.gap(8)
    for line in pact.opening.splitlines():
        yield boxes.paragraph(line, size, after=6)
    for number, point in enumerate(pact.points, 1):
        yield _point(number, point, size)
    yield boxes.gap(4)


def _point(number: int, point: str, size: Size) -> Box:
    """The text hangs beside its number."""
    made = boxes.paragraph(point, size, indent=22, after=5)
    return made._replace(texts=(Text(MARGIN + 4, made.texts[0].y, f"{number}.", REGULAR, 10), *made.texts))


def _alone(pact: Pact, size: Size) -> Iterator[Box]:
    end = [boxes.paragraph(line, size, after=6) for line in pact.closing.splitlines()]
    yield from office.closing(_statement(pact, size), *end, _signature(pact, size))


def _signature(pact: Pact, size: Size) -> Box:
    width = boxes.room(size) / 2 - 8
    x = MARGIN + boxes.room(size) / 2 + 8 + width / 2
    texts = [Text(x, 24, pact.signed_at, REGULAR, 10, MIDDLE)]
    texts.append(Text(x, 38, "Yang membuat pernyataan,", REGULAR, 10, MIDDLE))
    y = 38 + _SIGNED
    for line in boxes.wrap(pact.signers[0].name, BOLD, 10, width):
        texts.append(Text(x, y, line, BOLD, 10, MIDDLE))
        y += 13
    return Box(y + 4, tuple(texts))


def _listed(pact: Pact, size: Size) -> Iterator[Box]:
    yield from _statement(pact, size)
    for line in pact.closing.splitlines():
        yield boxes.paragraph(line, size, after=8)
    yield boxes.paragraph(pact.signed_at, size, face=SEMIBOLD, joined=True, after=4)
    wanted = boxes.columns(
        size, ("No.", 10, MIDDLE), ("Nama", 62), ("TPS", 13, MIDDLE), ("Jabatan", 34), ("Tanda tangan", 64),
    )  # fmt: skip
    head = boxes.heading(wanted)
    yield head
    middle = MARGIN + boxes.room(size) - wanted[-1].width
    for number, one in enumerate(pact.signers, 1):
        made = boxes.row(wanted, (str(number), one.name, one.tps, one.position, ""), above=head if number > 1 else None)
        yield _signing_row(made, number, middle + (6 if number % 2 else wanted[-1].width / 2))


def _signing_row(row: Box, number: int, x: float) -> Box:
    """Higher than its text; the places to sign alternate left and right."""
    more = max(0.0, _ROW - row.height)
    texts = tuple(text._replace(y=text.y + more / 2) for text in row.texts)
    rules = tuple(
        rule._replace(y=rule.y + more if rule.y else 0.0, to_y=rule.to_y + more if rule.to_y else 0.0)
        for rule in row.rules
    )
    number_text = Text(x, row.height + more - 8, f"{number}.", REGULAR, 8)
    return row._replace(height=row.height + more, texts=(*texts, number_text), rules=rules)
