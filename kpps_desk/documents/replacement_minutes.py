"""The minutes of a replacement (berita acara penggantian antarwaktu): a draft, for the PPS to complete and sign.

What a newcomer gets wrong: refusing to print while something is missing. The draft is what one takes to the meeting;
what isn't known yet is a dotted line.
"""

from collections.abc import Iterator
from datetime import date

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, Box, Rule, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import REGULAR, SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.papers import Minutes, Place

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
SAMPLE = Minutes(
    paper=DKI_2024.paper,
    election=DKI_2024.name,
    place=Place("Gambir", "Gambir"),
    number="000/BA-PAW/CONTOH/2024",
    day=date(2024, 11, 15),
    leaver="Budi Contoh, S.E.",
    newcomer="Siti Contoh Ma'ruf",
    role="Anggota KPPS",
    tps="003",
    seat=4,
    reason="mengundurkan diri",
    explanation="Pindah tempat kerja ke luar kota.",
    letter_no="",
    letter_date=None,
    effective=date(2024, 11, 16),
    needs=("pengambilan sumpah/janji susulan", "bimbingan teknis susulan"),
)
_CELL = 46.0  # points a signature


def section(minutes: Minutes, size: Size = SIZE) -> Section:
    """The pages of one replacement."""
    name = f"Konsep berita acara penggantian antarwaktu · TPS {minutes.tps} Kel. {minutes.place.kelurahan}"
    return Section(name, tuple(_boxes(minutes, size)))


def _boxes(minutes: Minutes, size: Size) -> Iterator[Box]:
    said = _texts(minutes)
    yield office.letterhead(minutes.paper, size)
    yield from office.title(
        size,
        said["judul"],
        said["tentang"],
        f"NOMOR: {minutes.number or office.or_short_dots('')}",
    )
    yield boxes.paragraph(said["pembuka"], size, after=10)
    yield from _part(size, said["berhenti"], _leaver(minutes))
    yield from _part(size, said["pengganti"], _newcomer(minutes))
    signers = [line for line in said["penanda_tangan"].splitlines() if line]
    yield boxes.paragraph(said["penutup"], size, joined=bool(signers), after=14)
    if signers:
        yield _signatures(signers, size)


def _texts(minutes: Minutes) -> dict[str, str]:
    """The office's wording, filled; what isn't known is a dotted line."""
    values = {
        "pemilihan": minutes.election,
        "kelurahan": minutes.place.kelurahan,
        "kecamatan": minutes.place.kecamatan,
        "kota": minutes.paper.city,
        "hari_dengan_huruf": _day(minutes.day),
        "tempat": "." * 40,
        "tps": minutes.tps,
        "berhenti": office.or_dots(minutes.leaver),
        "pengganti": office.or_dots(minutes.newcomer),
        "alasan": office.or_dots(minutes.reason),
    }
    return {code: fill(text, values) for code, text in minutes.texts.items()}


def _day(day: date | None) -> str:
    if day is None:
        return f"{'.' * 20}, tanggal {'.' * 20}, bulan {'.' * 24}, tahun {'.' * 36}"
    return f"{words.weekday_date(day).split(',')[0]}, {words.date_in_words(day)}"


def _part(size: Size, head: str, told: list[tuple[str, str]]) -> Iterator[Box]:
    yield boxes.paragraph(head, size, face=SEMIBOLD, joined=True, after=3)
    yield from office.pairs(size, told, name=130, indent=14)
    yield boxes.gap(9)


def _seat(minutes: Minutes) -> str:
    return f"{words.seat_label(minutes.role, minutes.seat)}, TPS {minutes.tps} Kelurahan {minutes.place.kelurahan}"


def _leaver(minutes: Minutes) -> list[tuple[str, str]]:
    letter = f"Nomor {office.or_short_dots(minutes.letter_no)} tanggal {office.day_or_dots(minutes.letter_date)}"
    return [
        ("Nama", office.or_dots(minutes.leaver)),
        ("Jabatan", _seat(minutes)),
        ("Alasan", office.or_dots(minutes.reason)),
        ("Keterangan", office.or_dots(minutes.explanation)),
        ("Surat yang mendasari", letter),
        ("Berlaku mulai", words.weekday_date(minutes.effective)),
    ]


def _newcomer(minutes: Minutes) -> list[tuple[str, str]]:
    told = [("Nama", office.or_dots(minutes.newcomer)), ("Jabatan", _seat(minutes))]
    if minutes.needs:
        told.append(("Wajib mengikuti", " dan ".join(minutes.needs)))
    return told


def _signatures(signers: list[str], size: Size) -> Box:
    """A numbered line each, the places to sign alternating left and right."""
    middle = MARGIN + boxes.room(size) * 0.5
    texts: list[Text] = []
    rules: list[Rule] = []
    for at, role in enumerate(signers):
        y = _CELL * at + 28
        x = middle + (90 if at % 2 else 0)
        texts.append(Text(MARGIN, y, f"{at + 1}. {role}", REGULAR, 10))
        texts.append(Text(MARGIN + 14, y + 14, f"Nama: {'.' * 36}", REGULAR, 10))
        texts.append(Text(x, y + 8, f"{at + 1}. {'.' * 30}", REGULAR, 10))
    return Box(_CELL * len(signers) + 14, tuple(texts), tuple(rules))
