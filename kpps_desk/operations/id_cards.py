"""Print identity cards: a crew, a kelurahan or more, or chosen people; with photos where there are any.

What a newcomer gets wrong: printing whoever is in the roster. A card says that somebody serves at a TPS, so it is for
those who hold a seat.
"""

import io
from collections.abc import Collection, Iterator
from pathlib import Path

from PIL import Image

from kpps_desk.documents import id_card, paper
from kpps_desk.domain.office import Logo
from kpps_desk.domain.office_papers import Card, CardSheet
from kpps_desk.domain.scan_codes import person_code
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import collector
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import cards, paperwork
from kpps_desk.queries import members as people_
from kpps_desk.queries.cards import Faces, Holder
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_LARGEST = (236, 354)  # pixels of a photo as it is drawn: 20 x 30 mm at 300 dpi
_QUALITY = 82
_TITLE = "Kartu tanda pengenal"


def print_cards(
    database: Database,
    area: str,
    out: Path,
    progress: Progress = silent,
    *,
    size: str = "A4",
    members: Collection[int] = (),
    photos: bool = True,
) -> Printed:
    """The cards of everybody on a seat in this area (or TPS), or of these members alone, ten on a sheet."""
    check_ending(out, ".pdf")
    wanted, people = frozenset(members), 0
    if len(wanted) == 1 and not area:
        with database.read() as db:
            area = people_.details(db, *wanted).place[:13]

    def every() -> Iterator[CardSheet]:
        nonlocal people
        people = 0
        for sheet in _sheets(db, area, wanted, photos=photos):
            people += len(sheet.cards)
            yield sheet

    with collector.paused(), database.read(sweep=True) as db:
        if next(iter(every()), None) is None:
            raise Refused("Belum ada pemegang kursi di sini.", "Tetapkan regu di Kursi dahulu.")
        with whole_file(out) as file:
            pages, flaws = 0, []
            writing = id_card.write(file, paper.SIZES[size], every, title=_TITLE)
            try:
                while True:
                    done, pages = next(writing)
                    progress(done, pages, _TITLE)
            except StopIteration as end:
                flaws = end.value
            finally:
                writing.close()
    return Printed(pages, people, out, flaws)


def _sheets(db: Snapshot, area: str, members: frozenset[int], *, photos: bool) -> Iterator[CardSheet]:
    faces = Faces(db)
    for part in paperwork.kelurahan_of(db, area):
        found = cards.holders(db, part, members)
        if found:
            pictures = cards.photos(db, part) if photos else {}
            made = [_card(one, pictures.get(one.member)) for one in found]
            yield from id_card.sheets(faces.face(part), made)


def _card(one: Holder, photo: bytes | None) -> Card:
    picture = _small(photo) if photo else None
    return Card(one.name, one.role, one.tps, one.seat, person_code(one.uid), picture)


def _small(photo: bytes) -> Logo:
    """The kept JPEG as small as the card shows it: a kelurahan's 500 photos would make a file of 25 MB."""
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as image:
        image.draft("RGB", _LARGEST)
        made = image.convert("RGB")
    made.thumbnail(_LARGEST, Image.Resampling.BILINEAR)
    out = io.BytesIO()
    made.save(out, "JPEG", quality=_QUALITY)
    return Logo("", "image/jpeg", *made.size, out.getvalue())
