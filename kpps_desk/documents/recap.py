"""The recapitulation of readiness: areas or TPS with what their crews have come to, KPPS and officers apart.

What a newcomer gets wrong: calling all of them KPPS. The sum of both is told as people, never as members.
"""

from collections.abc import Iterator

from kpps_desk import words
from kpps_desk.documents import boxes, office, paper
from kpps_desk.documents.boxes import FACES, MARGIN, MIDDLE, RIGHT, Box, Column, Rule, Text
from kpps_desk.documents.flow import Section
from kpps_desk.documents.paper import SEMIBOLD, Size
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.filling import fill
from kpps_desk.domain.office_papers import Recap, RecapLine
from kpps_desk.domain.readiness import Tally
from kpps_desk.domain.recap_wordings import RECAPS

__all__ = ["FACES", "SAMPLE", "SIZE", "section"]

SIZE = paper.A4
_LETTERS = 8.0
_HEAD = 13.0  # points: the row of the groups
_STEPS = ("Kursi", "Terisi", "Lantik", "Bimtek", "Sertif.")


def _said(code: str) -> str:
    wording = RECAPS[f"rekap.{code}"]
    return fill(wording.text, wording.tokens)


def _sample_line(name: str, stations: int, ready: int) -> RecapLine:
    kpps, officers, short = stations * 7, stations * 2, (stations - ready) * 2
    return RecapLine(
        name,
        stations,
        ready,
        Tally(kpps, kpps - short, kpps - short, kpps - 2 * short, kpps - 3 * short, ready * 7),
        Tally(officers, officers - short, officers - short, officers - short, 0, 0),
    )


_LINES = tuple(
    _sample_line(name, stations, ready)
    for name, stations, ready in (
        ("Gambir", 5, 3), ("Cideng", 26, 20), ("Petojo Utara", 31, 30), ("Petojo Selatan", 22, 22),
        ("Kebon Kelapa", 16, 2), ("Duri Pulo", 37, 12),
    )
)  # fmt: skip
SAMPLE = Recap(
    paper=DKI_2024.paper,
    of="Kecamatan Gambir",
    title=_said("judul"),
    opening=_said("pembuka"),
    closing=_said("penutup"),
    level="kelurahan",
    lines=_LINES,
    total=_sample_line("Jumlah", 137, 89),
    dated="Jakarta, 18 November 2024",
)  # fmt: skip


def section(recap: Recap, size: Size = SIZE) -> Section:
    """The pages of one table."""
    return Section(f"{recap.title} · {recap.of} · {recap.dated}", tuple(_boxes(recap, size)))


def _boxes(recap: Recap, size: Size) -> Iterator[Box]:
    yield office.letterhead(recap.paper, size)
    yield from office.title(size, recap.title, recap.of.upper())
    yield boxes.paragraph(recap.opening, size, letters=9.5, joined=True, after=6)
    end = [boxes.gap(4), boxes.paragraph(_sum(recap.total), size, letters=9.5, face=SEMIBOLD, after=3)]
    if recap.closing:
        end.append(boxes.paragraph(recap.closing, size, letters=9, after=10))
    yield from office.closing(_table(recap, size), *end, office.signature(recap.paper, size, recap.dated))


def _table(recap: Recap, size: Size) -> Iterator[Box]:
    wanted = _columns(recap, size)
    head = _heading(wanted)
    yield head
    for line in recap.lines:
        yield boxes.row(wanted, _cells(line), letters=_LETTERS, above=head)
    yield boxes.row(wanted, _cells(recap.total), letters=_LETTERS, face=SEMIBOLD, above=head)


def _columns(recap: Recap, size: Size) -> tuple[Column, ...]:
    steps = [Column(step, 17 if at < 2 else 16.5, RIGHT) for at, step in enumerate(_STEPS)]
    return boxes.columns(
        size, Column(_upper(recap.level), 35, wraps=True), Column("TPS", 15, RIGHT), Column("Siap", 15, RIGHT), *steps,
        *(Column(step, 15, RIGHT) for step in _STEPS[:3]),
    )  # fmt: skip


def _upper(text: str) -> str:
    """`Kabupaten/kota`; `TPS` stays so."""
    return text[:1].upper() + text[1:]


def _cells(line: RecapLine) -> tuple[str, ...]:
    kpps, officers = line.kpps, line.officers
    counts = (line.stations, line.ready, kpps.seats, kpps.filled, kpps.sworn, kpps.trained, kpps.certified,
              officers.seats, officers.filled, officers.sworn)  # fmt: skip
    return (line.name, *map(words.number, counts))


def _heading(wanted: tuple[Column, ...]) -> Box:
    """The names of the columns, under the two groups that they belong to."""
    below = boxes.heading(wanted, letters=7.5)
    edges = [float(MARGIN)]
    for column in wanted:
        edges.append(edges[-1] + column.width)
    groups = ((edges[3], edges[8], "Anggota KPPS"), (edges[8], edges[11], "Petugas ketertiban"))
    texts = [Text((left + right) / 2, _HEAD - 4, name, SEMIBOLD, 7.5, MIDDLE) for left, right, name in groups]
    texts += [text._replace(y=text.y + _HEAD) for text in below.texts]
    rules = [Rule(rule.x, rule.y + _HEAD, rule.to_x, rule.to_y + _HEAD, rule.width) for rule in below.rules]
    rules += [Rule(edges[3], 0, edges[-1], 0), *(Rule(edges[at], 0, edges[at], _HEAD) for at in (3, 8, 11))]
    return Box(below.height + _HEAD, tuple(texts), tuple(rules), joined=True)


def _sum(total: RecapLine) -> str:
    """`89 dari 137 TPS siap. 956 dari 959 anggota KPPS dan 273 dari 274 petugas ketertiban ...: 1.229 orang`."""
    kpps, officers = total.kpps, total.officers
    told = f"{words.number(total.ready)} dari {words.number(total.stations)} TPS siap."
    seated = (
        f"Kursi terisi: {words.number(kpps.filled)} dari {words.number(kpps.seats)} anggota KPPS dan "
        f"{words.number(officers.filled)} dari {words.number(officers.seats)} petugas ketertiban, seluruhnya "
        f"{words.number(kpps.filled + officers.filled)} dari {words.number(kpps.seats + officers.seats)} orang."
    )
    return f"{told} {seated}"
