"""The name-confirmation sheet: forty names a page, large, with room for a correction and initials.

What a newcomer gets wrong: letting a long name take two lines. Forty rows have to stand on a page, and the name that
is hard to read is the one to be checked; it is shrunk, and broken only within its row.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, paper, parts
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, Box, Column, Text
from kpps_desk.documents.flow import LOWEST, Section
from kpps_desk.documents.paper import BOLD, SEMIBOLD, Size
from kpps_desk.domain.name_proofs import PAGE, NameProof, ProofPage, paged
from kpps_desk.domain.selection_wordings import SELECTION

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_LARGEST, _SMALLEST = 12.0, 7.0
SAMPLE = NameProof(
    title=SELECTION["nama.judul"].text,
    about="Kelurahan Gambir, Kecamatan Gambir",
    dated="7 November 2024",
    pages=paged([(at, f"{(at - 1) // 7 + 1:03}", f"Hj. Nama Contoh {at}, S.Pd.", at % 5 == 0) for at in range(1, 43)]),
)


def section(proof: NameProof, size: Size = SIZE) -> Section:
    """The pages of one sheet."""
    return Section(f"Konfirmasi nama · {proof.about}", tuple(_boxes(proof, size)))


def _boxes(proof: NameProof, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size, ("No.", 26, MIDDLE), ("TPS", 30, MIDDLE), ("Nama seperti akan dicetak", 232), ("Perbaikan", 138),
        ("Paraf", 52),
    )  # fmt: skip
    for page in proof.pages:
        head = [*_head(proof, page, size), boxes.heading(wanted, letters=8)]
        room = size.height - MARGIN - LOWEST - sum(box.height for box in head) - 1
        height = int(room / PAGE * 10) / 10
        rows = [_row(wanted, line.number, line.tps, line.name, line.confirmed, height) for line in page.lines]
        yield from head
        yield from rows[:-1]
        yield rows[-1]._replace(joined=False)


def _head(proof: NameProof, page: ProofPage, size: Size) -> list[Box]:
    title = boxes.paragraph(proof.title, size, face=BOLD, letters=12, joined=True, after=0)
    code = f"Halaman {page.number} dari {len(proof.pages)} · Kode {page.code}"
    right = Text(size.width - MARGIN, title.texts[0].y, code, SEMIBOLD, 9, boxes.RIGHT)
    return [
        title._replace(texts=(*title.texts, right)),
        boxes.paragraph(f"{proof.about} · dicetak {proof.dated}", size, letters=9, joined=True, after=1),
        *(boxes.paragraph(line, size, letters=7.5, joined=True, after=3) for line in proof.asked.splitlines() if line),
    ]


def _row(wanted: tuple[Column, ...], number: int, tps: str, name: str, confirmed: bool, height: float) -> Box:
    made = boxes.row(
        wanted, (str(number), tps, "", "", "sudah" if confirmed else ""), letters=8, joined=True, least=height
    )
    left = MARGIN + wanted[0].width + wanted[1].width + 4
    shown = boxes.shown(name)
    fitted = parts.fit(
        shown, SEMIBOLD, wanted[2].width - 8, largest=_LARGEST, smallest=_SMALLEST, two_line=height / 2.5
    )
    leading = fitted.size * 1.12
    top = (height - leading * len(fitted.lines)) / 2
    texts = tuple(
        Text(left, top + leading * at + fitted.size * 0.93, line, SEMIBOLD, fitted.size)
        for at, line in enumerate(fitted.lines)
    )
    return made._replace(texts=(*made.texts, *texts), tight=(name,) if fitted.size < _SMALLEST - 1 else ())
