"""The minutes of a swearing-in (berita acara pelantikan): who took whose oath, where and when, how many by TPS.

What a newcomer gets wrong: counting the absent as zero. Who isn't recorded yet has a column of its own, and minutes of
a session that isn't closed say that they are a draft.
"""

from collections.abc import Iterator
from datetime import date

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, Box, Column, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import BOLD, REGULAR, SEMIBOLD, Size
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.oaths import CrewCount, Missing, OathMinutes, Witness
from kpps_desk.domain.papers import Place

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
SAMPLE = OathMinutes(
    paper=DKI_2024.paper,
    place=Place("Gambir", "Gambir"),
    title="PELANTIKAN DAN PENGAMBILAN SUMPAH/JANJI\nANGGOTA KELOMPOK PENYELENGGARA PEMUNGUTAN SUARA",
    number="000/BA/CONTOH/XI/2024",
    opening=(
        "Pada hari ini Kamis, tanggal tujuh, bulan November, tahun dua ribu dua puluh empat, pukul 08.00 WIB, "
        "bertempat di Aula Kelurahan Gambir, Kelurahan Gambir, Kecamatan Gambir, Budi Contoh, S.E., Ketua Panitia "
        "Pemungutan Suara (PPS) Kelurahan Gambir, telah melantik dan mengambil sumpah/janji anggota Kelompok "
        "Penyelenggara Pemungutan Suara (KPPS) beserta petugas ketertiban TPS, menurut agama masing-masing."
    ),
    basis="Pelantikan ini berdasarkan Keputusan PPS Nomor 000/CONTOH/2024 tentang penetapan anggota KPPS.",
    closing="Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
    day=date(2024, 11, 7),
    officiant="Budi Contoh, S.E.",
    office="Ketua Panitia Pemungutan Suara (PPS) Kelurahan Gambir",
    witnesses=(Witness("Siti Contoh Ma'ruf", "Anggota PPS"), Witness("Rohaniwan Contoh", "Rohaniwan Islam")),
    crews=tuple(
        CrewCount(f"{tps:03}", 9, 9 if tps % 3 else 7, 0 if tps % 3 else 1, 0, 0 if tps % 3 else 1, 0)
        for tps in range(1, 13)
    ),
    sworn_kpps=78,
    sworn_officers=22,
    walk_ins=0,
    forms=(("Islam", 86), ("Kristen Protestan", 8), ("Buddha", 4), ("Janji", 2)),
    missing=tuple(
        Missing(
            f"{tps:03}",
            f"Nama Contoh {tps}",
            "Anggota KPPS",
            Attendance.EXCUSED if at else Attendance.ABSENT,
            date(2024, 11, 9) if at else None,
        )
        for tps in range(3, 13, 3)
        for at in range(2)
    ),
    attachments=("Daftar hadir pelantikan yang ditandatangani", "Naskah sumpah/janji", "Pakta integritas"),
    draft=False,
)
_CELL = 40.0  # points a witness
_SIGNED = 64.0  # points for a wet signature and a stamp


def section(minutes: OathMinutes, size: Size = SIZE) -> Section:
    """The pages of one swearing-in."""
    name = f"Berita acara pelantikan · Kel. {minutes.place.kelurahan}, Kec. {minutes.place.kecamatan}"
    return Section(f"Konsep {name[0].lower()}{name[1:]}" if minutes.draft else name, tuple(_boxes(minutes, size)))


def _boxes(minutes: OathMinutes, size: Size) -> Iterator[Box]:
    yield office.letterhead(minutes.paper, size)
    number = f"NOMOR: {minutes.number or office.or_short_dots('')}"
    yield from office.title(size, "BERITA ACARA", *minutes.title.splitlines(), number)
    if minutes.draft:
        told = "KONSEP: pelantikan ini belum ditutup; hitungan di bawah ini belum tetap."
        yield boxes.paragraph(told, size, face=SEMIBOLD, anchor=MIDDLE, after=8)
    for text in (minutes.opening, minutes.basis):
        yield from _paragraphs(text, size)
    yield from _sworn(minutes, size)
    yield from office.closing(_tables(minutes, size), *_end(minutes, size))


def _paragraphs(text: str, size: Size) -> Iterator[Box]:
    for line in text.splitlines():
        yield boxes.paragraph(line, size, after=6)


def _sworn(minutes: OathMinutes, size: Size) -> Iterator[Box]:
    whole = minutes.sworn_kpps + minutes.sworn_officers
    forms = ", ".join(f"{name} {words.number(people)} orang" for name, people in minutes.forms)
    told = [
        ("Yang mengucapkan sumpah/janji", f"{words.number(whole)} ({words.in_words(whole)}) orang"),
        ("Anggota KPPS", f"{words.number(minutes.sworn_kpps)} orang"),
        ("Petugas ketertiban", f"{words.number(minutes.sworn_officers)} orang"),
        ("Tata cara", forms or office.DOTS),
    ]
    if minutes.walk_ins:
        told.append(("Di luar daftar undangan", f"{words.number(minutes.walk_ins)} orang, sudah termasuk di atas"))
    yield from office.pairs(size, told, name=170)
    yield boxes.gap(8)


def _tables(minutes: OathMinutes, size: Size) -> Iterator[Box]:
    yield from _counts(minutes, size)
    if minutes.missing:
        yield from _absent(minutes, size)
    if minutes.attachments:
        yield boxes.paragraph("Lampiran", size, face=SEMIBOLD, joined=True, after=2)
        last = len(minutes.attachments)
        for number, line in enumerate(minutes.attachments, 1):
            yield boxes.paragraph(f"{number}. {line}", size, indent=10, after=10 if number == last else 1)


def _counts(minutes: OathMinutes, size: Size) -> Iterator[Box]:
    open_too = any(crew.unrecorded for crew in minutes.crews)
    heads = ["TPS", "Diundang", "Dilantik", "Izin", "Sakit", "Tanpa ket.", *(["Belum dicatat"] if open_too else [])]
    wanted = boxes.columns(size, *((head, 22.0, MIDDLE) for head in heads))
    yield boxes.paragraph("Kehadiran menurut TPS", size, face=SEMIBOLD, joined=True, after=2)
    head = boxes.heading(wanted)
    yield head
    for at, crew in enumerate(minutes.crews):
        yield boxes.row(wanted, _cells(crew, open_too), above=head if at else None)
    sums = (sum(counts) for counts in zip(*(crew.counts for crew in minutes.crews), strict=True))
    yield boxes.row(wanted, _cells(CrewCount("Jumlah", *sums), open_too), face=SEMIBOLD, above=head)
    yield boxes.gap(10)


def _cells(crew: CrewCount, open_too: bool) -> tuple[str, ...]:
    cells = tuple(words.number(count) for count in crew.counts)
    return (crew.tps, *(cells if open_too else cells[:-1]))


def _absent(minutes: OathMinutes, size: Size) -> Iterator[Box]:
    wanted = boxes.columns(
        size, ("No.", 9, MIDDLE), ("Nama", 62), ("TPS", 13, MIDDLE), ("Jabatan", 36),
        Column("Keterangan", 50, wraps=True),
    )  # fmt: skip
    yield boxes.paragraph("Yang belum mengucapkan sumpah/janji", size, face=SEMIBOLD, joined=True, after=2)
    head = boxes.heading(wanted)
    yield head
    for number, one in enumerate(minutes.missing, 1):
        told = words.attendance(one.status)
        if one.late:
            told = f"{told}; susulan {words.long_date(one.late)}"
        cells = (str(number), one.name, one.tps, one.role, told)
        yield boxes.row(wanted, cells, above=head if number > 1 else None)
    yield boxes.gap(10)


def _end(minutes: OathMinutes, size: Size) -> tuple[Box, ...]:
    lines = [boxes.paragraph(line, size, after=4) for line in minutes.closing.splitlines()]
    return (*lines, boxes.gap(8), _signatures(minutes, size))


def _signatures(minutes: OathMinutes, size: Size) -> Box:
    """The officiant on the right; the witnesses numbered on the left, two dotted lines where none is named."""
    width = boxes.room(size) / 2 - 12
    x = MARGIN + boxes.room(size) / 2 + 12 + width / 2
    texts: list[Text] = []
    y = 12.0
    for line in (f"{minutes.paper.city}, {words.long_date(minutes.day)}", "Yang mengambil sumpah/janji,",
                 *boxes.wrap(minutes.office, REGULAR, 10, width)):  # fmt: skip
        texts.append(Text(x, y, boxes.shown(line), REGULAR, 10, MIDDLE))
        y += 14
    y += _SIGNED - 14
    for line in boxes.wrap(minutes.officiant or "." * 36, BOLD, 10, width):
        texts.append(Text(x, y, line, BOLD, 10, MIDDLE))
        y += 13
    left = 26.0
    texts.append(Text(MARGIN, 12, "Saksi-saksi:", REGULAR, 10))
    for number, one in enumerate(minutes.witnesses or (Witness("", ""),) * 2, 1):
        told = one.name or "." * 36
        for at, line in enumerate(boxes.wrap(f"{number}. {told}", REGULAR, 10, width)):
            left += 13 * bool(at)
            texts.append(Text(MARGIN, left + 4, line, REGULAR, 10))
        for line in boxes.wrap(one.office, REGULAR, 8.5, width - 14) if one.office else ():
            left += 12
            texts.append(Text(MARGIN + 13, left + 4, line, REGULAR, 8.5))
        texts.append(Text(MARGIN + width - 90, left + 20, f"{number}. {'.' * 22}", REGULAR, 9))
        left += _CELL
    return Box(max(y, left) + 4, tuple(texts))
