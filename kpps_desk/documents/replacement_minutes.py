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
_SIGNERS = ("Ketua PPS", "Anggota PPS", "Anggota PPS", "Anggota KPPS pengganti")
_CELL = 46.0  # points a signature


def section(minutes: Minutes, size: Size = SIZE) -> Section:
    """The pages of one replacement."""
    name = f"Konsep berita acara penggantian antarwaktu · TPS {minutes.tps} Kel. {minutes.place.kelurahan}"
    return Section(name, tuple(_boxes(minutes, size)))


def _boxes(minutes: Minutes, size: Size) -> Iterator[Box]:
    yield office.letterhead(minutes.paper, size)
    yield from office.title(
        size,
        "BERITA ACARA",
        "PENGGANTIAN ANTARWAKTU KELOMPOK PENYELENGGARA PEMUNGUTAN SUARA",
        f"NOMOR: {minutes.number or office.or_short_dots('')}",
    )
    yield boxes.paragraph(_opening(minutes), size, after=10)
    yield from _part(size, "1. Yang berhenti", _leaver(minutes))
    yield from _part(size, "2. Yang menggantikan", _newcomer(minutes))
    closing = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
    yield boxes.paragraph(closing, size, joined=True, after=14)
    yield _signatures(size)


def _opening(minutes: Minutes) -> str:
    if minutes.day is None:
        day = f"Pada hari ini {'.' * 20}, tanggal {'.' * 20}, bulan {'.' * 24}, tahun {'.' * 36},"
    else:
        weekday = words.weekday_date(minutes.day).split(",")[0]
        day = f"Pada hari ini {weekday}, {words.date_in_words(minutes.day)},"
    place = minutes.place
    return (
        f"{day} bertempat di {'.' * 40}, Panitia Pemungutan Suara (PPS) Kelurahan {place.kelurahan}, Kecamatan "
        f"{place.kecamatan}, melaksanakan penggantian antarwaktu pada penyelenggaraan {minutes.election}, "
        "sebagai berikut:"
    )


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


def _signatures(size: Size) -> Box:
    """A numbered line each, the places to sign alternating left and right."""
    middle = MARGIN + boxes.room(size) * 0.5
    texts: list[Text] = []
    rules: list[Rule] = []
    for at, role in enumerate(_SIGNERS):
        y = _CELL * at + 28
        x = middle + (90 if at % 2 else 0)
        texts.append(Text(MARGIN, y, f"{at + 1}. {role}", REGULAR, 10))
        texts.append(Text(MARGIN + 14, y + 14, f"Nama: {'.' * 36}", REGULAR, 10))
        texts.append(Text(x, y + 8, f"{at + 1}. {'.' * 30}", REGULAR, 10))
    return Box(_CELL * len(_SIGNERS) + 14, tuple(texts), tuple(rules))
