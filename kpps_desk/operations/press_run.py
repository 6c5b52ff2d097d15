"""A run of certificates: looked through once, then drawn into one file or into many.

What a newcomer gets wrong: making fonts for each file. All files of a run show the same set of letters, so that what
their pages share is made once for each set of forms, and the same processes draw one file after the other.
"""

from array import array
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from kpps_desk.documents import certificate, imposition, paper, streaming
from kpps_desk.documents.archival import About
from kpps_desk.documents.certificate import Flaw, Press
from kpps_desk.documents.hands import Hand
from kpps_desk.documents.imposition import Sheets
from kpps_desk.documents.paper import Size
from kpps_desk.documents.streaming import Page, Plates, Style
from kpps_desk.domain.certificates import Certificate, Edition, Kind
from kpps_desk.domain.designs import Design
from kpps_desk.domain.press import PressSettings
from kpps_desk.progress import Progress
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import designs as templates
from kpps_desk.queries.print_order import Order
from kpps_desk.store.snapshot import Snapshot

TITLES = {
    Kind.CERTIFICATE: "Sertifikat KPPS",
    Kind.TRAINER: "Sertifikat Narasumber KPPS",
    Kind.PIAGAM: "Piagam Penghargaan KPPS",
}
_LONGEST_SEAL = 2_300  # bytes; the largest QR code of this strength takes 2,331
_TOO_LONG = "Teks segelnya terlalu panjang untuk kode QR; sertifikat ini tidak ikut dicetak."
_KEPT = 4  # sets of plates at hand


@dataclass(slots=True)
class Look:
    """What the first look at all certificates found."""

    characters: set[str] = field(default_factory=set)
    flaws: list[Flaw] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)


def look(
    db: Snapshot,
    ids: "array[int]",
    editions: dict[int, Edition],
    designs: dict[str, Design],
    progress: Progress,
    settings: PressSettings = PressSettings(),  # noqa: B008  frozen
) -> Look:
    """Which letters, what to look at before signing, and who can't be printed at all."""
    found = Look()
    scales = {name: imposition.scale(settings, certificate.Side(one, False).size) for name, one in designs.items()}
    for start in range(0, len(ids), streaming.BATCH):
        some = ids[start : start + streaming.BATCH]
        for one_id, (edition, one) in zip(some, questions.prints(db, some), strict=True):
            found.characters.update(certificate.characters_of(one))
            if len(one.seal) > _LONGEST_SEAL or len(one.seal.encode()) > _LONGEST_SEAL:
                found.left_out.add(one_id)
                found.flaws.append(Flaw(one.number, one.name, _TOO_LONG))
            else:
                design = editions[edition].design
                found.flaws += certificate.flaws(designs[design], one, scale=scales[design])
        progress(start + len(some), len(ids), "Memeriksa sertifikat")
    return found


def frozen_designs(db: Snapshot, editions: dict[int, Edition]) -> dict[str, Design]:
    """The designs that these editions name, by digest."""
    wanted = {edition.design: edition.kind for edition in editions.values()}
    return {name: templates.frozen(db, name, kind) for name, kind in wanted.items()}


def has_backs(db: Snapshot, editions: dict[int, Edition]) -> bool:
    """Whether any of these editions has something on the back."""
    designs = frozen_designs(db, editions)
    return any(len(certificate.sides(designs[edition.design], edition)) > 1 for edition in editions.values())


def too_fine(db: Snapshot, ids: "array[int]", settings: PressSettings) -> int:
    """Of how many of these the code would be hard to read only because the settings print it smaller."""
    editions = questions.editions(db, ids)
    designs = frozen_designs(db, editions)
    scales = {name: imposition.scale(settings, certificate.Side(one, False).size) for name, one in designs.items()}
    if min(scales.values(), default=1) == 1:
        return 0
    found = 0
    for edition, size, count in questions.seal_sizes(db, ids):
        name = editions[edition].design
        fine = [certificate.too_fine(designs[name], size, scale) for scale in (scales[name], 1.0)]
        found += count if fine == [True, False] else 0
    return found


class Run:
    """Certificates in their order with all that drawing them needs.

    With settings.duplex each sheet has a back, if only an empty one: else the next front would be printed there.
    """

    def __init__(
        self,
        db: Snapshot,
        order: Order,
        editions: dict[int, Edition],
        settings: PressSettings,
        copies: Collection[int],
        progress: Progress,
    ) -> None:
        designs = frozen_designs(db, editions)
        looked = look(db, order.ids, editions, designs, progress, settings)
        self.flaws, self.left_out = looked.flaws, looked.left_out
        self.order = _without(order, looked.left_out)
        self.settings = settings
        self.copies = frozenset(copies)
        self._editions = editions
        pictures = {digest for design in designs.values() for digest in design.assets}
        pictures |= {edition.logo for edition in editions.values()}
        self._press = Press(editions, designs, templates.assets(db, pictures), partial(imposition.scale, settings))
        self._sheets = {key: imposition.sheets(settings, self._press.size_of(key)) for key in editions}
        style = self._press.style("".join(sorted(looked.characters)))
        sizes = [self._press.size_of(key) for key in editions]
        self._canvas = style._replace(size=_around(sizes))
        self.style: Style = style._replace(
            size=self._sheets[self.order.editions[0]].size if self.order.ids else paper.A4
        )
        self._plates: dict[tuple[int, ...], tuple[Plates, dict[int, int]]] = {}

    @property
    def whole(self) -> range:
        return range(len(self.order.ids))

    def pages(self, part: range) -> int:
        """How many pages these certificates take."""
        sheets = sum(1 for _ in imposition.groups(self._keys(part), self.settings.up))
        return sheets * 2 if self.settings.duplex else sheets

    def write(
        self, db: Snapshot, file: BinaryIO, part: range, title: str, hands: Sequence[Hand]
    ) -> Generator[int, None, None]:
        """One PDF of these, yielding how many of its pages are written."""
        keys = set(self.order.editions[part.start : part.stop])
        plates, numbers = yield from self._engraved(keys)
        edition = self._editions[self.order.editions[part.start]]
        author = " ".join(edition.letterhead[:2])
        yield from streaming.bind(
            file,
            self.style,
            plates,
            self._batches(db, part, numbers),
            pages=self.pages(part),
            about=About(title, author, edition.event),
            duplex=self.settings.duplex,
            hands=hands,
        )

    def title(self) -> str:
        kinds = {edition.kind for edition in self._editions.values()}
        return TITLES[kinds.pop()] if len(kinds) == 1 else "Sertifikat dan piagam KPPS"

    def _keys(self, part: range) -> list[Size]:
        """What must be equal for two to share a sheet."""
        return [self._sheets[key].size for key in self.order.editions[part.start : part.stop]]

    def _engraved(self, keys: set[int]) -> Generator[int, None, tuple[Plates, dict[int, int]]]:
        """The plates of these editions, and which number each form has on them."""
        sizes: dict[int, Size] = {}
        for key in keys:
            for page in self._press.pages(key, _ANYBODY):
                if page.form is not None:
                    sizes[page.form] = self._press.size_of(key)
        wanted = tuple(sorted(sizes))
        if wanted not in self._plates:
            forms = [self._press.forms[number]._replace(size=sizes[number]) for number in wanted]
            below = sorted({form.ground for form in forms if form.ground is not None})
            places = {ground: place for place, ground in enumerate(below)}
            forms = [form if form.ground is None else form._replace(ground=places[form.ground]) for form in forms]
            plates = yield from streaming.engrave(self._canvas, [self._press.grounds[one] for one in below], forms)
            while len(self._plates) >= _KEPT:
                self._plates.pop(next(iter(self._plates)))
            self._plates[wanted] = plates, {number: place for place, number in enumerate(wanted)}
        return self._plates[wanted]

    def _batches(self, db: Snapshot, part: range, numbers: dict[int, int]) -> Iterator[list[Page]]:
        """The pages of these, some hundred at a time."""
        start, counts, held = part.start, list[int](), 0
        for count in imposition.groups(self._keys(part), self.settings.up):
            counts.append(count)
            held += count
            if held >= streaming.BATCH:
                yield self._batch(db, start, counts, numbers)
                start, counts, held = start + held, [], 0
        if counts:
            yield self._batch(db, start, counts, numbers)

    def _batch(self, db: Snapshot, start: int, counts: list[int], numbers: dict[int, int]) -> list[Page]:
        ids = self.order.ids[start : start + sum(counts)]
        ones = zip(ids, questions.prints(db, ids), strict=True)
        pages: list[Page] = []
        for count in counts:
            fronts, backs = list[Page | None](), list[Page | None]()
            for _ in range(count):
                one_id, (key, one) = next(ones)
                front, *back = self._faces(key, one_id, one, numbers)
                fronts.append(front)
                backs.append(back[0] if back else None)
            laid = self._sheets[key]
            pages.append(self._side(laid, fronts))
            if self.settings.duplex:
                pages.append(self._side(laid, backs))
        return pages

    def _faces(self, key: int, one_id: int, one: Certificate, numbers: dict[int, int]) -> list[Page]:
        if one_id in self.copies:
            one = one._replace(copy=True)
        pages = self._press.pages(key, one)
        return [page if page.form is None else page._replace(form=numbers[page.form]) for page in pages]

    def _side(self, laid: Sheets, pages: list[Page | None]) -> Page:
        side = imposition.impose(laid, pages)
        return side._replace(size=None) if laid.size == self.style.size else side


_ANYBODY = certificate.SAMPLE[1]


def _around(sizes: Sequence[Size]) -> Size:
    """What any of these fits into."""
    return Size(max((size.width for size in sizes), default=1), max((size.height for size in sizes), default=1))


def _without(order: Order, left_out: set[int]) -> Order:
    if not left_out:
        return order
    return order.picked([place for place, one in enumerate(order.ids) if one not in left_out])
