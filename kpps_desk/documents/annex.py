"""The annex of a decree of appointment: a kelurahan's crews, TPS by TPS, each whole on one page.

What a newcomer gets wrong: putting a NIK on it. The annex goes round and hangs on walls; name, sex and role tell who is
meant. KPPS members and officers are counted apart.
"""

from collections.abc import Iterator
from datetime import date

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.list_wordings import LISTS
from kpps_desk.domain.papers import Annex, CrewLines, Place, SeatLine

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4


def _said(code: str) -> str:
    wording = LISTS[f"lampiran.{code}"]
    return fill(wording.text, wording.tokens)


SAMPLE = Annex(
    paper=DKI_2024.paper,
    election=DKI_2024.name,
    place=Place("Gambir", "Gambir"),
    decree_no="000/CONTOH/2024",
    decree_date=date(2024, 11, 7),
    crews=tuple(
        CrewLines(
            f"{tps:03}",
            tuple(
                SeatLine(role.numbers[at], f"Nama Contoh {role.numbers[at]}, S.Pd.", "LP"[at % 2], role.name, role.kpps)
                for role in DKI_2024.roles
                for at in range(role.seats)
            ),
        )
        for tps in range(1, 6)
    ),
    of=_said("keputusan"),
    about=_said("tentang"),
    title=_said("judul"),
)


def section(annex: Annex, size: Size = SIZE) -> Section:
    """The pages of one kelurahan and decree."""
    number = f" Nomor {annex.decree_no}" if annex.decree_no else ""
    return Section(f"Lampiran Keputusan{number} · Kel. {annex.place.kelurahan}", tuple(_boxes(annex, size)))


def _boxes(annex: Annex, size: Size) -> Iterator[Box]:
    yield office.letterhead(annex.paper, size)
    yield from _head(annex, size)
    place, day = annex.paper.city, office.day_or_dots(annex.decree_date)
    yield from office.closing(
        _crews(annex, size),
        boxes.paragraph(_sum(annex), size, letters=9.5, after=10),
        office.signature(annex.paper, size, f"Ditetapkan di {place}", f"pada tanggal {day}"),
    )


def _crews(annex: Annex, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size, ("No.", 9, MIDDLE), ("Nama", 88), ("L/P", 12, MIDDLE), ("Jabatan", 55),
    )  # fmt: skip
    table_head = boxes.heading(wanted)
    for crew in annex.crews:
        yield boxes.paragraph(f"TPS {crew.tps}", size, face=SEMIBOLD, letters=10.5, joined=True, after=2)
        yield table_head
        last = len(crew.seats) - 1
        for at, seat in enumerate(crew.seats):
            cells = (str(seat.number), seat.name, seat.sex or "", seat.role)
            yield boxes.row(wanted, cells, joined=at < last, above=table_head if at else None)
        yield boxes.gap(9)


def _head(annex: Annex, size: Size) -> Iterator[Box]:
    told = [
        ("Lampiran", annex.of),
        ("Nomor", office.or_dots(annex.decree_no)),
        ("Tanggal", office.day_or_dots(annex.decree_date)),
        ("Tentang", annex.about),
    ]
    yield from office.pairs(size, told, letters=9.5, name=60, joined=True)
    yield boxes.gap(10, joined=True)
    yield from office.title(
        size,
        annex.title,
        f"KELURAHAN {annex.place.kelurahan.upper()}, KECAMATAN {annex.place.kecamatan.upper()}",
    )


def _sum(annex: Annex) -> str:
    members = sum(seat.kpps for crew in annex.crews for seat in crew.seats)
    officers = sum(len(crew.seats) for crew in annex.crews) - members
    parts = [f"{words.number(len(annex.crews))} TPS", f"{words.number(members)} anggota KPPS"]
    return f"Jumlah: {', '.join(parts)}, dan {words.number(officers)} petugas ketertiban."
