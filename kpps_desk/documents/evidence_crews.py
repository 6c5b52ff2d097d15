"""The proof of each TPS: its nine seats, who sits there and what they have done.

What a newcomer gets wrong: leaving a vacant seat out. Nine lines a TPS, and where nothing can be shown a dash.
"""

from collections.abc import Iterator

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.evidence import CrewProof, Readiness, SeatProof

__all__ = ["FACES", "SAMPLE", "SIZE", "section", "title_of"]

SIZE = paper.A4
_LETTERS = 7.6
SAMPLE = Readiness(
    paper=DKI_2024.paper,
    area="Kelurahan Gambir, Kecamatan Gambir",
    day="20 November 2024",
    sums="3 TPS: 2 siap, 1 belum.",
    crews=tuple(
        CrewProof(
            f"{tps:03}",
            tps != 2,
            "" if tps != 2 else "belum sertifikat 1 orang",
            tuple(
                SeatProof(
                    number,
                    "Ketua" if number == 1 else "Anggota" if number < 8 else "Petugas ketertiban",
                    f"Nama Contoh {number}, S.Pd.",
                    "07-11-2024",
                    "07-11-2024" if number < 8 else "",
                    "09-11-2024" if number < 8 else "",
                    f"{number:06d}/SERT/31.71.01/XI/2024" if number < 8 and (tps, number) != (2, 3) else "",
                )
                for number in range(1, 10)
            ),
        )
        for tps in range(1, 4)
    ),
)


def section(one: Readiness, size: Size = SIZE) -> Section:
    """All crews of a kelurahan."""
    return Section(f"Kesiapan setiap TPS · {one.area}", tuple(_boxes(one, size)))


def title_of(crew: CrewProof) -> str:
    """What stands over a crew's lines, and in the bookmarks."""
    state = "siap" if crew.ready else f"belum siap: {crew.lacks}"
    return f"TPS {crew.tps}, {state}"


def _boxes(one: Readiness, size: Size) -> Iterator[Box]:
    yield office.letterhead(one.paper, size, letters=11)
    yield from office.title(size, "KESIAPAN SETIAP TPS", one.area, letters=11)
    yield boxes.paragraph(f"Keadaan {one.day}. {one.sums}", size, letters=9.5, after=6, joined=True)
    wanted = boxes.columns(
        size, ("No.", 9, MIDDLE), ("Nama", 62), ("Jabatan", 34), ("Diangkat", 27, MIDDLE), ("Dilantik", 27, MIDDLE),
        ("Bimtek", 27, MIDDLE), ("Sertifikat", 56),
    )  # fmt: skip
    head = boxes.heading(wanted, letters=_LETTERS)
    for crew in one.crews:
        yield boxes.paragraph(title_of(crew), size, face=SEMIBOLD, letters=9.5, joined=True, after=2)
        yield head
        last = len(crew.seats) - 1
        for at, seat in enumerate(crew.seats):
            done = (seat.appointed, seat.sworn, seat.trained, seat.certificate)
            cells = (str(seat.number), seat.name or "(kosong)", seat.role, *(each or "–" for each in done))
            yield boxes.row(wanted, cells, letters=_LETTERS, joined=at < last, above=head if at else None)
        yield boxes.gap(8)
