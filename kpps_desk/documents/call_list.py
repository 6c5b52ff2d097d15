"""The list of whom to call: who has no session yet, with phones and room for what they said; a kelurahan a section.

What a newcomer gets wrong: a NIK to tell two people apart. The list lies beside a telephone; TPS and seat tell them
apart.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box, Column
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import Size
from kpps_desk.domain.election import DKI_2024, PaperSettings
from kpps_desk.domain.filling import fill
from kpps_desk.domain.papers import Place
from kpps_desk.domain.selection_wordings import SELECTION

__all__ = ["FACES", "SAMPLE", "SIZE", "CallLine", "CallList", "section"]

SIZE = paper.A4


_BUILT_IN = {code.partition(".")[2]: one.text for code, one in SELECTION.items() if code.startswith("panggil.")}


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
    election: str = DKI_2024.name
    texts: Mapping[str, str] = _BUILT_IN  # the office's wording


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
    said = _texts(listed)
    yield office.letterhead(listed.paper, size)
    yield from office.title(
        size,
        said["judul"],
        f"KELURAHAN {listed.place.kelurahan.upper()}, KECAMATAN {listed.place.kecamatan.upper()}",
    )
    told = [text for text in (said["pembuka"], *said["petunjuk"].splitlines()) if text]
    for text in told:
        yield boxes.paragraph(text, size, letters=9.5, joined=True, after=6)
    wanted = boxes.columns(
        size, ("No.", 11, MIDDLE), ("TPS", 11, MIDDLE), ("Kursi", 12, MIDDLE), Column("Nama", 42, wraps=True),
        ("Jabatan", 30), ("Telepon", 29), Column("Perlu sesi", 33, wraps=True), ("Catatan", 28),
    )  # fmt: skip
    head = boxes.heading(wanted, letters=8)
    yield head
    for number, line in enumerate(listed.lines, 1):
        cells = (str(number), line.tps, line.seat, line.name, line.role, line.phone or "–", line.lacks, "")
        yield boxes.row(wanted, cells, letters=8, above=head, least=20)


def _texts(listed: CallList) -> dict[str, str]:
    """The office's wording, filled."""
    silent = sum(1 for line in listed.lines if not line.phone)
    values = {
        "pemilihan": listed.election,
        "kelurahan": listed.place.kelurahan,
        "kecamatan": listed.place.kecamatan,
        "kota": listed.paper.city,
        "jumlah": words.number(len(listed.lines)),
        "tanpa_telepon": words.number(silent),
        "tanggal": listed.day,
    }
    return {code: fill(text, values) for code, text in listed.texts.items()}
