"""The list of transport money: rows to sign, sums and words at the foot of each page and for all of it.

What a newcomer gets wrong: leaving the pages to flow. A page's own sum must stand under its last row, so the rows are
dealt out here, by their heights; the end with the signatures never stands without a row of the list.
"""

from collections.abc import Iterator, Sequence

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, RIGHT, Box, Column, Text
from kpps_desk.documents.flow import LOWEST, Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.receipts import Payment, ReceiptList

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_ROW = 25.0  # points: room for a signature
_LETTERS = 8.5
_KEPT = 2  # rows that go with the signatures
SAMPLE = ReceiptList(
    paper=DKI_2024.paper,
    title="TANDA TERIMA UANG TRANSPOR",
    subtitle="",
    facts=(("Kegiatan", "Bimbingan teknis KPPS, gelombang 2"), ("Hari, tanggal", "Jumat, 8 November 2024")),
    statement="Yang bertanda tangan di bawah ini telah menerima uang transpor.",
    payments=tuple(
        Payment(at, f"Nama Contoh {at}, S.Pd.", f"{(at - 1) // 7 + 1:03}", "Anggota KPPS", 150_000)
        for at in range(1, 50)
    ),
    paid="",
    payer="Yang membayarkan,",
    knowing=DKI_2024.paper.signatory_title,
    dated="Jakarta, 8 November 2024",
)


def section(listed: ReceiptList, size: Size = SIZE) -> Section:
    """The pages of one list."""
    name = " · ".join(part for part in (listed.title.capitalize(), listed.subtitle, listed.facts[0][1]) if part)
    return Section(name, tuple(_boxes(listed, size)))


def _boxes(listed: ReceiptList, size: Size) -> Iterator[Box]:
    wanted = _columns(size)
    table_head = boxes.heading(wanted, letters=_LETTERS)
    front = [*_front(listed, size), table_head]
    rows = [boxes.row(wanted, _cells(one), letters=_LETTERS, least=_ROW) for one in listed.payments]
    end = _end(listed, size)
    pages = _dealt(rows, front, table_head, end, size)
    at = 0
    for number, dealt in enumerate(pages):
        last = number == len(pages) - 1
        sums = _sums(listed.payments[at : at + len(dealt)], size) if len(pages) > 1 else []
        at += len(dealt)
        page = [*(front if number == 0 else [table_head]), *dealt, *sums, *(end if last else [])]
        yield from (box._replace(joined=True) for box in page[:-1])
        yield page[-1]._replace(joined=False)


def _dealt(rows: Sequence[Box], front: Sequence[Box], head: Box, end: Sequence[Box], size: Size) -> list[list[Box]]:
    """The rows of each page, so that its head, its sums and, on the last, the end fit."""
    whole = size.height - MARGIN - LOWEST
    foot = _height(_sums([Payment(0, "", "", "", 10**14)], size)) + 1
    pages: list[list[Box]] = [[]]
    room = whole - _height(front) - foot
    for row in rows:
        if row.height > room and pages[-1]:
            pages.append([])
            room = whole - head.height - foot
        pages[-1].append(row)
        room -= row.height
    if _height(end) > room and len(pages[-1]) > _KEPT:
        pages.append([pages[-1].pop() for _ in range(_KEPT)][::-1])
    return pages


def _height(some: Sequence[Box]) -> float:
    return sum(box.height for box in some)


def _columns(size: Size) -> tuple[Column, ...]:
    return boxes.columns(
        size, ("No.", 9, MIDDLE), Column("Nama", 50, wraps=True), ("TPS", 11, MIDDLE), ("Jabatan", 31),
        ("Jumlah", 25, RIGHT), ("Tanda tangan", 25), ("", 25),
    )  # fmt: skip


def _cells(one: Payment) -> tuple[str, ...]:
    """Signatures alternate left and right, so that nobody writes into the next one's cell."""
    mark = f"{one.number}."
    left, right = (mark, "") if one.number % 2 else ("", mark)
    name = f"{one.name} ({one.note})" if one.note else one.name
    return str(one.number), name, one.tps, one.role, words.rupiah(one.amount), left, right


def _front(listed: ReceiptList, size: Size) -> Iterator[Box]:
    yield office.letterhead(listed.paper, size)
    yield from office.title(size, *(line for line in (listed.title, listed.subtitle.upper()) if line))
    yield from office.pairs(size, listed.facts, letters=9.5, name=80, joined=True)
    yield boxes.gap(4, joined=True)
    yield boxes.paragraph(listed.statement, size, letters=9.5, joined=True, after=6)


def _sums(payments: Sequence[Payment], size: Size) -> list[Box]:
    """The sum of one page."""
    amount = sum(one.amount for one in payments)
    said = f"Jumlah halaman ini: {words.rupiah(amount)} ({words.rupiah_in_words(amount)})"
    return [boxes.gap(3), boxes.paragraph(said, size, letters=8.5, after=2)]


def _end(listed: ReceiptList, size: Size) -> list[Box]:
    amount = sum(one.amount for one in listed.payments)
    people = len(listed.payments)
    total = f"Jumlah seluruhnya: {words.rupiah(amount)} untuk {words.number(people)} baris"
    spoken = words.rupiah_in_words(amount)
    return [
        boxes.gap(5),
        boxes.paragraph(total, size, face=SEMIBOLD, letters=10, after=0),
        boxes.paragraph(f"Terbilang: {spoken[:1].upper()}{spoken[1:]}", size, letters=9.5, after=3),
        *([boxes.paragraph(listed.paid, size, letters=9.5, after=3)] if listed.paid else []),
        _signatures(listed, size),
    ]


def _signatures(listed: ReceiptList, size: Size) -> Box:
    """On the left who knows of it, on the right who pays."""
    half = boxes.room(size) / 2
    texts: list[Text] = []
    lowest = 0.0
    sides = (
        (MARGIN + half / 2, ("", "Mengetahui,", listed.knowing), listed.paper.signatory_name,
         listed.paper.signatory_number),
        (MARGIN + half * 1.5, (listed.dated, listed.payer), office.or_short_dots(""), ""),
    )  # fmt: skip
    for x, above, name, number in sides:
        y = 12.0
        for text in above:
            for line in boxes.wrap(text, REGULAR, 9.5, half - 16) or [""]:
                if line:
                    texts.append(Text(x, y, line, REGULAR, 9.5, MIDDLE))
                y += 13
        y = max(y + 40, 92)
        for line in boxes.wrap(name, BOLD, 9.5, half - 16):
            texts.append(Text(x, y, line, BOLD, 9.5, MIDDLE))
            y += 13
        if number:
            texts.append(Text(x, y, boxes.shown(number), REGULAR, 8.5, MIDDLE))
            y += 12
        lowest = max(lowest, y)
    return Box(lowest, tuple(texts))
