"""The list of whom to call: who has no session yet, with phones and room for what they said; a kelurahan a section.

What a newcomer gets wrong: a NIK to tell two people apart. The list lies beside a telephone; TPS and seat tell them
apart.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box, Column
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import Size
from kpps_desk.domain.election import DKI_2024, PaperSettings
from kpps_desk.domain.papers import Place

__all__ = ["FACES", "SAMPLE", "SIZE", "CallLine", "CallList", "section"]

SIZE = paper.A4


class CallLine(NamedTuple):
    """One person; `lacks`: which session they need."""

    tps: str
    seat: str
    name: str
    role: str
    phone: str
    lacks: str


class CallList(NamedTuple):
    """The people of one kelurahan."""

    paper: PaperSettings
    place: Place
    day: str
    lines: tuple[CallLine, ...]


SAMPLE = CallList(
    DKI_2024.paper,
    Place("Gambir", "Gambir"),
    "7 November 2024",
    tuple(
        CallLine(f"{at:03}", "1", f"Nama Contoh {at}, S.Pd.", "Ketua KPPS", "081200000000" if at % 3 else "",
                 "Pelantikan, bimtek")
        for at in range(1, 12)
    ),
)  # fmt: skip


def section(listed: CallList, size: Size = SIZE) -> Section:
    """The pages of one kelurahan."""
    return Section(f"Daftar panggil · Kel. {listed.place.kelurahan}", tuple(_boxes(listed, size)))


def _boxes(listed: CallList, size: Size) -> Iterator[Box]:
    yield office.letterhead(listed.paper, size)
    yield from office.title(
        size,
        "DAFTAR PANGGIL: BELUM MEMPUNYAI SESI",
        f"KELURAHAN {listed.place.kelurahan.upper()}, KECAMATAN {listed.place.kecamatan.upper()}",
    )
    silent = sum(1 for line in listed.lines if not line.phone)
    told = f"{words.number(len(listed.lines))} orang, {words.number(silent)} tanpa nomor telepon. Per {listed.day}."
    yield boxes.paragraph(told, size, letters=9.5, joined=True, after=6)
    wanted = boxes.columns(
        size, ("No.", 11, MIDDLE), ("TPS", 11, MIDDLE), ("Kursi", 12, MIDDLE), Column("Nama", 42, wraps=True),
        ("Jabatan", 30), ("Telepon", 29), Column("Perlu sesi", 33, wraps=True), ("Catatan", 28),
    )  # fmt: skip
    head = boxes.heading(wanted, letters=8)
    yield head
    for number, line in enumerate(listed.lines, 1):
        cells = (str(number), line.tps, line.seat, line.name, line.role, line.phone or "–", line.lacks, "")
        yield boxes.row(wanted, cells, letters=8, above=head, least=20)
