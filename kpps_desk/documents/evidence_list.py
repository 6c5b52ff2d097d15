"""A list of an evidence bundle: plan, absences, make-ups, swearings-in, certificates, receipts.

What a newcomer gets wrong: one module for each of them. They differ in their columns alone.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, LEFT, MIDDLE, Box, Column
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.evidence import Group, Listing

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_LETTERS = 8.0
SAMPLE = Listing(
    paper=DKI_2024.paper,
    title="KETIDAKHADIRAN",
    subtitle="Kelurahan Gambir, Kecamatan Gambir",
    intro="Semua orang yang diundang dan tidak hadir, menurut sesi.",
    columns=(("No.", 8, True), ("Nama", 60, False), ("TPS", 12, True), ("Jabatan", 34, False), ("Status", 40, False)),
    groups=tuple(
        Group(
            f"Sesi {at}, Sabtu, 9 November 2024, pukul 08.00-12.00 WIB",
            tuple((str(row), f"Nama Contoh {row}, S.Pd.", f"{row:03}", "Anggota KPPS", "Sakit") for row in range(1, 9)),
            "Dicatat oleh petugas pada 09-11-2024 12.30.",
        )
        for at in range(1, 4)
    ),
    sums="24 orang pada 3 sesi.",
)


def section(listing: Listing, size: Size = SIZE) -> Section:
    """The pages of one list."""
    return Section(f"{listing.title.capitalize()} · {listing.subtitle}", tuple(_boxes(listing, size)))


def _boxes(listing: Listing, size: Size) -> Iterator[Box]:
    yield office.letterhead(listing.paper, size, letters=11)
    yield from office.title(size, listing.title, listing.subtitle, letters=11)
    if listing.intro:
        yield boxes.paragraph(listing.intro, size, letters=9, after=6, joined=True)
    wanted = boxes.columns(
        size,
        *(
            Column(title, share, MIDDLE if middle else LEFT, wraps=not middle)
            for title, share, middle in listing.columns
        ),
    )
    head = boxes.heading(wanted, letters=_LETTERS)
    if not listing.groups:
        yield boxes.paragraph(listing.empty or "Tidak ada.", size, letters=10)
    for group in listing.groups:
        yield from _group(group, wanted, head, size)
    if listing.sums:
        yield boxes.paragraph(f"Jumlah: {listing.sums}", size, face=SEMIBOLD, letters=9.5)


def _group(group: Group, wanted: tuple[Column, ...], head: Box, size: Size) -> Iterator[Box]:
    if group.title:
        yield boxes.paragraph(group.title, size, face=SEMIBOLD, letters=10, joined=True, after=2)
    if group.rows:
        yield head
    for at, row in enumerate(group.rows):
        yield boxes.row(wanted, row, letters=_LETTERS, above=head if at else None)
    if group.note:
        yield boxes.gap(3)
        yield boxes.paragraph(group.note, size, letters=8.5, after=0)
    yield boxes.gap(9)
