"""The register of certificate numbers on paper: each number with its name and what became of it, each gap with its why.

What a newcomer gets wrong: a register that ends where the list does. Its last page says how many numbers were given
out, replaced and revoked, and is signed.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box, Column
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.registers import RegisterLine, RegisterPart

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_LETTERS = 7.2
SAMPLE = RegisterPart(
    paper=DKI_2024.paper,
    scope="2024",
    sums="30 nomor: 28 terbit, 1 diganti, 1 dicabut; 1 nomor tidak ada.",
    lines=(
        *(
            RegisterLine(
                str(at), f"{at:06d}/SERT/31.71.01/XI/2024", f"Nama Contoh {at}, S.Pd.",
                f"KPPS TPS {at // 7 + 1:03} Kel. Gambir, Kec. Gambir", "Sertifikat",
                {3: "Diganti", 9: "Dicabut"}.get(at, "Terbit"), "09-11-2024",
                {3: "Diganti 000031/SERT/31.71.01/XI/2024: nama dibetulkan.", 9: "Salah orang."}.get(at, ""),
            )
            for at in range(1, 31)
        ),
        RegisterLine("31", "", "", "", "", "Tidak ada", "", "Tidak diketahui."),
    ),
    last=True,
)  # fmt: skip


def section(part: RegisterPart, size: Size = SIZE) -> Section:
    """The pages of one part."""
    ends = f" · {part.lines[0].sequence} sampai {part.lines[-1].sequence}" if part.lines else ""
    return Section(f"Register nomor sertifikat {part.scope}{ends}", tuple(_boxes(part, size)))


def _boxes(part: RegisterPart, size: Size) -> Iterator[Box]:
    yield office.letterhead(part.paper, size, letters=11)
    yield from office.title(size, "REGISTER NOMOR SERTIFIKAT", f"URUTAN {part.scope}", letters=11)
    if not part.last:
        yield from _table(part, size)
        return
    yield from office.closing(
        _table(part, size),
        boxes.paragraph(f"Jumlah: {part.sums}", size, letters=9, after=8),
        office.signature(part.paper, size),
    )


def _table(part: RegisterPart, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size,
        ("Urut", 30, MIDDLE),
        ("Nomor", 110),
        Column("Nama dan jabatan", 124, wraps=True),
        ("Status", 42, MIDDLE),
        ("Terbit", 50, MIDDLE),
        Column("Keterangan", 126, wraps=True),  # the number that another was replaced by stays whole
    )
    head = boxes.heading(wanted, letters=_LETTERS)
    yield head
    for line in part.lines:
        who = " · ".join(filter(None, (line.name, line.position)))
        cells = (line.sequence, line.number, who, line.state, line.issued, line.note)
        yield boxes.row(wanted, cells, letters=_LETTERS, above=head)
    yield boxes.gap(6)
