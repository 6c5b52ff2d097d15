"""The announcement of the administrative check: who meets the requirements, a kelurahan a section.

What a newcomer gets wrong: masking here. What comes in is masked already (domain.papers.Applicant); this draws it.
"""

from collections.abc import Iterator
from datetime import date

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MIDDLE, Box, Column
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.papers import Announcement, Applicant, Place

__all__ = ["FACES", "SAMPLE", "SIZE", "result", "section", "texts"]

SIZE = paper.A4
_MASKED = "317101" + "*" * 10
SAMPLE = Announcement(
    paper=DKI_2024.paper,
    election=DKI_2024.name,
    place=Place("Gambir", "Gambir"),
    day=date(2024, 9, 30),
    applicants=(
        Applicant("S*** C***** M*****", _MASKED, "001", "Ketua KPPS", "MS", 0, ()),
        Applicant("B*** C*****", _MASKED, "001", "Anggota KPPS", "MS", 1, ()),
        Applicant(
            "A**", _MASKED, "002", "Anggota KPPS", "TMS", 0,
            ("Umur pada hari pemungutan suara di bawah batas", "Ijazah SMA atau sederajat tidak ada"),
        ),
        Applicant("D*** C*****", "belum ada", "", "Petugas Ketertiban", "BMS", 0, ()),
    ),
)  # fmt: skip


def section(announcement: Announcement, size: Size = SIZE) -> Section:
    """The pages of one kelurahan."""
    name = f"Pengumuman hasil penelitian administrasi · Kel. {announcement.place.kelurahan}"
    return Section(name, tuple(_boxes(announcement, size)))


def result(one: Applicant) -> str:
    """`Memenuhi syarat (cadangan ke-1)`, `Tidak memenuhi syarat: ...` with every reason."""
    said = words.eligibility(one.result)
    if one.reserve:
        said = f"{said} (cadangan ke-{one.reserve})"
    return f"{said}: {'; '.join(one.reasons)}" if one.reasons else said


def texts(announcement: Announcement) -> dict[str, str]:
    """The office's wording, filled."""
    values = {
        "pemilihan": announcement.election,
        "kelurahan": announcement.place.kelurahan,
        "kecamatan": announcement.place.kecamatan,
        "kota": announcement.paper.city,
        "tanggal": words.long_date(announcement.day),
        "rekap": _sum(announcement),
        "jumlah": words.number(len(announcement.applicants)),
    }
    return {code: fill(text, values) for code, text in announcement.texts.items()}


def _boxes(announcement: Announcement, size: Size) -> Iterator[Box]:
    place = announcement.place
    yield office.letterhead(announcement.paper, size)
    said = texts(announcement)
    yield from office.title(
        size,
        said["judul"],
        said["tentang"],
        f"KELURAHAN {place.kelurahan.upper()}, KECAMATAN {place.kecamatan.upper()}",
    )
    yield boxes.paragraph(said["pembuka"], size, letters=9.5, after=4)
    yield boxes.paragraph(said["keterangan"], size, letters=9.5, after=8)
    dated = f"{announcement.paper.city}, {words.long_date(announcement.day)}"
    signed = office.signature(announcement.paper, size, dated)
    yield from office.closing(_table(announcement, size), boxes.gap(10), signed)


def _table(announcement: Announcement, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size, ("No.", 11, MIDDLE), ("Nama", 38), ("NIK", 34), ("TPS", 11, MIDDLE), ("Jabatan", 33),
        Column("Hasil", 50, wraps=True),
    )  # fmt: skip
    head = boxes.heading(wanted, letters=8.5)
    yield head
    for number, one in enumerate(announcement.applicants, 1):
        cells = (words.number(number), one.name, one.nik, one.tps or "–", one.role, result(one))
        yield boxes.row(wanted, cells, letters=8.5, above=head)


def _sum(announcement: Announcement) -> str:
    count = dict.fromkeys(("MS", "TMS", "BMS"), 0)
    for one in announcement.applicants:
        count[one.result] += 1
    reserves = sum(1 for one in announcement.applicants if one.reserve)
    told = [f"{words.number(count[code])} {words.eligibility(code).lower()}" for code in count]
    listed = f"Jumlah pendaftar {words.number(len(announcement.applicants))} orang: {', '.join(told)}"
    return f"{listed}; {words.number(reserves)} di antaranya cadangan." if reserves else f"{listed}."
