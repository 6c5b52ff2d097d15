"""The personal data sheet: everything that the file holds about one person, for that person (UU 27/2022).

What a newcomer gets wrong: printing it to look somebody up. It shows the NIK in full, names a purpose, and leaves a
record of who printed it (operations.paperwork); who said what about the person in public stays unnamed.
"""

from collections.abc import Iterator

from reportlab.lib.units import mm

from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, Box, Column, Picture
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.list_wordings import LISTS
from kpps_desk.domain.papers import DataSheet, SheetTable

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
SAMPLE = DataSheet(
    paper=DKI_2024.paper,
    name="Hj. Siti Contoh Ma'ruf, S.Pd.",
    facts=(
        ("Nama lengkap", "Hj. Siti Contoh Ma'ruf, S.Pd."),
        ("NIK", "0000000000000000"),
        ("Jenis kelamin", "Perempuan"),
        ("Tempat, tanggal lahir", "Jakarta, 1 Januari 1990"),
        ("Alamat", "Jalan Contoh Nomor 1, RT/RW 003/005"),
    ),
    tables=(
        SheetTable(
            "Kelengkapan dokumen", (("Dokumen", 50), ("Diterima", 25), ("Hasil", 25)),
            (("KTP-el", "18-09-2024", "Sah"), ("Pas foto 4x6", "Belum", "")), "",
        ),
        SheetTable("Tanggapan masyarakat", (("Diterima", 20), ("Isi", 80)), (), "Tidak ada tanggapan."),
    ),
    purpose="Permintaan akses oleh yang bersangkutan",
    printed_by="petugas contoh",
    printed_at="18-11-2024 09.00",
    title=LISTS["data.judul"].text,
    law=LISTS["data.keterangan"].text,
)  # fmt: skip


_PHOTO = Size(30 * mm, 45 * mm)


def section(sheet: DataSheet, size: Size = SIZE) -> Section:
    """The pages of one person; the name isn't in the foot, where it would be reported twice."""
    return Section(f"Lembar data diri · dicetak {sheet.printed_at} oleh {sheet.printed_by}", tuple(_boxes(sheet, size)))


def _boxes(sheet: DataSheet, size: Size) -> Iterator[Box]:
    yield office.letterhead(sheet.paper, size)
    yield from office.title(size, sheet.title)
    for line in sheet.law.splitlines():
        yield boxes.paragraph(line, size, letters=9, after=8)
    told = [("Keperluan", sheet.purpose), ("Dicetak", f"{sheet.printed_at} oleh {sheet.printed_by}")]
    yield from office.pairs(size, told, letters=9.5, name=120)
    yield from _head(size, "Data diri")
    yield from _facts(sheet, size)
    dots = office.or_short_dots("")
    left = ("Diterima oleh yang bersangkutan,", f"tanggal {dots}", "", "", "", "", dots)
    signed = office.signature(sheet.paper, size, f"{sheet.paper.city}, {dots}", left=left)
    tables = (box for table in sheet.tables for box in _table(size, table))
    yield from office.closing(tables, boxes.gap(14), signed)


def _facts(sheet: DataSheet, size: Size) -> Iterator[Box]:
    """On the left of the photo, where there is one."""
    if sheet.photo is None:
        yield from office.pairs(size, sheet.facts, letters=9.5, name=120)
        return
    scale = min(_PHOTO.width / sheet.photo.width, _PHOTO.height / sheet.photo.height)
    wide, high = sheet.photo.width * scale, sheet.photo.height * scale
    left = size.width - boxes.MARGIN - wide
    narrow = Size(size.width - _PHOTO.width - 8, size.height)
    first, *others = office.pairs(narrow, sheet.facts, letters=9.5, name=120, joined=True)
    yield first._replace(pictures=(Picture(left, 0, wide, high, sheet.photo, own=True),))
    yield from others
    yield boxes.gap(max(0.0, high - sum(box.height for box in (first, *others))))


def _head(size: Size, text: str) -> Iterator[Box]:
    yield boxes.gap(9)
    yield boxes.paragraph(text, size, face=SEMIBOLD, letters=10.5, joined=True, after=3)


def _table(size: Size, table: SheetTable) -> Iterator[Box]:
    yield from _head(size, table.title)
    if not table.rows:
        yield boxes.paragraph(table.empty, size, letters=9)
        return
    wanted = boxes.columns(size, *(Column(title, share, wraps=True) for title, share in table.heads))
    head = boxes.heading(wanted, letters=8.5)
    yield head
    for cells in table.rows:
        yield boxes.row(wanted, cells, letters=8.5, above=head)
