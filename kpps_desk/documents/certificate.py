"""The certificate: any design drawn in three layers: a ground an office, an edition's words, each person's page.

What a newcomer gets wrong: drawing in a layer what belongs to the one below. Each training session makes an edition, so
a province has 1,900 of them over at most 267 grounds. A page holds the name, the position, the number and the QR code,
and nothing else: that makes 103,845 of them a minute's work and under 1,400 bytes each.

`Press` gives streaming all that it needs, `page_pdf` is the same for one person; nothing else draws a certificate.
"""

import functools
import io
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from kpps_desk.documents import code_places, design_blocks, seal_codes, streaming
from kpps_desk.documents.design_blocks import Extent
from kpps_desk.documents.design_pages import Painter, Paints
from kpps_desk.documents.design_samples import SAMPLE, WORST
from kpps_desk.documents.design_sides import Side, ground_of, inscribe, lay, sides, words_of
from kpps_desk.documents.design_text import SQUARE, lacking, shown
from kpps_desk.documents.paper import BOLD, ITALIC, MEDIUM, REGULAR, SEMIBOLD, Sheet, Size
from kpps_desk.documents.streaming import Form, Page, Style
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.domain.designs import TOKENS, Asset, Design, Layer
from kpps_desk.domain.filling import tokens

__all__ = [
    "SAMPLE",
    "WORST",
    "Flaw",
    "Paints",
    "Press",
    "Side",
    "edition_flaws",
    "extents",
    "flaws",
    "page_pdf",
    "sides",
    "too_fine",
]

FACES = (REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC)
_TITLE = "Sertifikat KPPS"
_LONG_SEAL = 180  # letters: shorter ones fit any code
TOO_FINE = "Kode QR-nya rapat karena teksnya panjang, jadi sulit dipindai: perbesar kodenya di templat."
TOO_FINE_SMALLER = (
    "Kode QR-nya rapat karena teksnya panjang dan halamannya diperkecil, jadi sulit dipindai: "
    "cetak 1 sertifikat selembar pada kertas templatnya."
)


class Flaw(NamedTuple):
    """What a person should look at before the paper is signed; `what` is a whole Indonesian sentence."""

    number: str
    name: str
    what: str


class Press:
    """All that streaming needs to print certificates of these editions.

    `editions` by any key; `designs` by the digest that an edition names. Papers of several sizes may come together:
    `size_of` tells each edition's. `scale`: how much smaller a page of this size will be on its sheet.
    """

    def __init__(
        self,
        editions: Mapping[Any, Edition],
        designs: Mapping[str, Design],
        assets: Mapping[str, Asset],
        scale: Callable[[Size], float] = lambda _: 1.0,
    ) -> None:
        self.grounds: list[Callable[[Sheet], None]] = []
        self.forms: list[Form] = []
        self._assets = assets
        self._designs = designs
        self._editions = editions
        self._ground_numbers: dict[Hashable, int] = {}
        self._form_numbers: dict[Hashable, int] = {}
        self._painted: dict[Hashable, int] = {}
        self._scale = scale
        self._sides: list[tuple[Side, Mapping[str, str], float]] = []
        self._pages = {
            key: tuple(
                (self._form(side, edition), self._painter(side, edition))
                for side in sides(designs[edition.design], edition)
            )
            for key, edition in editions.items()
        }
        self._paints = Paints(self._sides)

    def style(self, characters: str) -> Style:
        """`characters`: all that names, positions and numbers show beyond ASCII."""
        size = max((self.size_of(key) for key in self._editions), default=Size(0, 0))
        return Style(size, FACES, _beyond_ascii(characters + self.characters + SQUARE), self._paints)

    def size_of(self, key: Any) -> Size:
        """The paper of this edition."""
        return Side(self._designs[self._editions[key].design], False).size

    def pages(self, key: Any, one: Certificate) -> list[Page]:
        """One person's: the front, and the back where there is one."""
        return [Page(form, None if number is None else (number, one)) for form, number in self._pages[key]]

    def sides_of(self, key: Any) -> int:
        """How many pages a certificate of this edition has."""
        return len(self._pages[key])

    def flaws(self, key: Any, one: Certificate) -> list[Flaw]:
        """What to look at on this person's page."""
        return _flaws((self._paints.painter(number) for _, number in self._pages[key] if number is not None), one)

    @property
    def characters(self) -> str:
        """What designs and editions show beyond ASCII."""
        shown_texts = [text for edition in self._editions.values() for text in _texts_of(edition)]
        for design in self._designs.values():
            shown_texts += [item.text for item in (*design.items, *design.back)]
        return _beyond_ascii("".join(dict.fromkeys(shown_texts)) + "–")

    def _form(self, side: Side, edition: Edition) -> int:
        named = (id(side.design), side.back)
        under = (named, ground_of(side, edition))
        if under not in self._ground_numbers:
            self._ground_numbers[under] = len(self.grounds)
            self.grounds.append(functools.partial(lay, side=side, edition=edition, assets=self._assets))
        over = (named, words_of(side, edition))
        if over not in self._form_numbers:
            self._form_numbers[over] = len(self.forms)
            draw = functools.partial(inscribe, side=side, edition=edition)
            self.forms.append(Form(self._ground_numbers[under], draw))
        return self._form_numbers[over]

    def _painter(self, side: Side, edition: Edition) -> int | None:
        items = side.of(Layer.PAGE)
        if not items:
            return None
        wanted = {token for item in items for token in tokens(item.text)}
        known = {token: text for token, text in design_blocks.tokens_of(edition).items() if token in wanted}
        named = (id(side.design), side.back, *sorted(known.items()))
        if named not in self._painted:
            self._painted[named] = len(self._sides)
            self._sides.append((side, known, self._scale(side.size)))
        return self._painted[named]


def _texts_of(edition: Edition) -> list[str]:
    people = [text for person in design_blocks.signers(edition) for text in person]
    topics = [topic for topic, _ in edition.topics]
    return [*edition.letterhead, edition.event, edition.place, edition.dates, edition.city, *people, *topics]


def _beyond_ascii(text: str) -> str:
    """What is drawn of it beyond ASCII, each letter once.

    Each by itself too: where several people's letters stand together, one's accent would join another's letter.
    """
    if text.isascii():
        return ""
    drawn = "".join(map(shown, dict.fromkeys(text))) + shown(text)
    return "".join(sorted({character for character in drawn if ord(character) > 127}))


def characters_of(one: Certificate) -> str:
    """What the page of this person shows beyond ASCII, for Press.style."""
    text = f"{one.name} {one.position} {one.number}"
    return "" if text.isascii() else _beyond_ascii(text)


# One person, and what to look at -------------------------------------------------------------------------------------


def page_pdf(design: Design, assets: Mapping[str, Asset], edition: Edition, one: Certificate) -> bytes:
    """The certificate of one person, front and back, by the very code that prints a province."""
    press = Press({0: edition}, {edition.design: design}, assets)
    pages = press.pages(0, one)
    file = io.BytesIO()
    style = press.style(characters_of(one))
    for _ in streaming.write(file, style, press.grounds, press.forms, [pages], pages=len(pages), title=_TITLE):
        pass
    return file.getvalue()


def extents(design: Design, edition: Edition, one: Certificate, *, back: bool = False) -> list[Extent]:
    """What each item of a side really takes, in mm: a text as it was fitted, anything else its box."""
    side = Side(design, back)
    values = {**design_blocks.tokens_of(edition), "nama": one.name, "jabatan": one.position, "nomor": one.number}
    height = side.size.height
    found = []
    for item in side.items:
        drawn = design_blocks.laid(design, item, edition, values, height)
        found.append(design_blocks.extent(drawn, height) or Extent(item.x, item.y, item.w, item.h))
    return found


def flaws(design: Design, one: Certificate, edition: Edition | None = None, *, scale: float = 1.0) -> list[Flaw]:
    """What of this certificate doesn't fit its page, and which letters the typeface can't show.

    `edition` is needed only by designs that mix an edition's tokens into a person's text; `scale`: how much smaller the
    page will be on its sheet.
    """
    return _flaws(_painters(design, edition, scale), one)


def _flaws(painters: Iterable[Painter], one: Certificate) -> list[Flaw]:
    found = []
    for painter in painters:
        for place, text in painter.texts(one):
            if place.fitted(text).overflow:
                found.append(Flaw(one.number, one.name, f"“{text}” terlalu panjang untuk halaman sertifikat."))
        if len(one.seal) > _LONG_SEAL and painter.too_fine(one):
            found.append(Flaw(one.number, one.name, TOO_FINE if painter.scale == 1 else TOO_FINE_SMALLER))
    if missing := lacking(f"{one.name}\n{one.position}\n{one.number}"):
        found.append(Flaw(one.number, one.name, _lacking_sentence(missing)))
    return found


def too_fine(design: Design, size: int, scale: float) -> bool:
    """Whether a seal of `size` bytes makes a code that is hard to read on paper, the page made smaller by `scale`."""
    return seal_codes.too_fine(size, code_places.edge_on_paper(Side(design, False), scale))


def edition_flaws(design: Design, edition: Edition) -> list[str]:
    """The same of what an edition's certificates share: whole sentences."""
    values = design_blocks.tokens_of(edition)
    found = []
    for side in sides(design, edition):
        for item in (*side.of(Layer.GROUND), *side.of(Layer.EDITION)):
            drawn = design_blocks.laid(design, item, edition, values, side.size.height)
            found += [f"“{text}” terlalu panjang untuk tempatnya di sertifikat." for text in drawn.overflow]
    if missing := lacking("\n".join(_texts_of(edition))):
        found.append(_lacking_sentence(missing))
    return list(dict.fromkeys(found))


def _lacking_sentence(missing: str) -> str:
    listed = " ".join(f"{character} (U+{ord(character):04X})" for character in missing)
    return f"Huruf ini tidak ada pada fon sertifikat: {listed}."


def _painters(design: Design, edition: Edition | None, scale: float) -> tuple[Painter, ...]:
    if edition is None:
        return _bare_painters(design, scale)
    known = design_blocks.tokens_of(edition)
    return tuple(Painter(side, known, scale) for side in sides(design, edition))


@functools.lru_cache(maxsize=8)
def _bare_painters(design: Design, scale: float) -> tuple[Painter, ...]:
    blank = dict.fromkeys(TOKENS, "")
    return tuple(Painter(Side(design, back), blank, scale) for back in (False, True))
