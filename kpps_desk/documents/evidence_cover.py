"""The cover of an evidence bundle: what it proves, whose it is, when and by whom it was made, how to check it.

What a newcomer gets wrong: hiding what is missing. A part that could not be made is told here, with why.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import BOLD, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.evidence import Cover

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
SAMPLE = Cover(
    paper=DKI_2024.paper,
    area="Kelurahan Gambir, Kecamatan Gambir",
    election=DKI_2024.name,
    proves=("Setiap kursi KPPS terisi, dilantik, dilatih, dan bersertifikat sebelum hari pemungutan suara.",),
    facts=(
        ("Keadaan", "Rabu, 20 November 2024"),
        ("TPS", "58, siap 57"),
        ("Dibuat oleh", "Petugas Contoh"),
        ("Kunci", "AbC123"),
    ),
    missing=(("Pindaian: sesi 3, lembar 1", "Gambarnya rusak."),),
    check=("Keaslian berkas ini diperiksa dengan: kpps-desk verify BERKAS.pdf --keys KUNCI.txt.",),
    dated="Jakarta, 20 November 2024",
)


def section(cover: Cover, size: Size = SIZE) -> Section:
    """The one page, or more where much is missing."""
    return Section(f"Berkas bukti · {cover.area}", tuple(_boxes(cover, size)))


def _boxes(cover: Cover, size: Size) -> Iterator[Box]:
    yield office.letterhead(cover.paper, size)
    yield boxes.gap(size.height * 0.05)
    yield boxes.paragraph("BERKAS BUKTI", size, face=BOLD, letters=26, anchor=MIDDLE, joined=True, after=2)
    yield boxes.paragraph("kesiapan KPPS", size, face=SEMIBOLD, letters=15, anchor=MIDDLE, joined=True, after=10)
    yield boxes.paragraph(cover.area, size, face=SEMIBOLD, letters=14, anchor=MIDDLE, joined=True, after=2)
    yield boxes.paragraph(cover.election, size, letters=10.5, anchor=MIDDLE, after=26)
    yield boxes.paragraph("Yang dibuktikan", size, face=SEMIBOLD, letters=11, joined=True)
    for sentence in cover.proves:
        yield boxes.paragraph(sentence, size, letters=10, after=5)
    yield boxes.gap(8)
    yield from office.pairs(size, cover.facts, name=130)
    if cover.missing:
        yield boxes.gap(10)
        told = "Bagian yang tidak dapat dibuat"
        yield boxes.paragraph(told, size, face=SEMIBOLD, letters=11, joined=True)
        for what, why in cover.missing:
            yield boxes.paragraph(f"{what}: {why}", size, letters=9.5, indent=10, after=3)
    yield boxes.gap(10)
    yield boxes.paragraph("Memeriksa keasliannya", size, face=SEMIBOLD, letters=11, joined=True)
    check = [boxes.paragraph(sentence, size, letters=9, after=4) for sentence in cover.check]
    yield from office.closing(check, boxes.gap(14), office.signature(cover.paper, size, cover.dated))
