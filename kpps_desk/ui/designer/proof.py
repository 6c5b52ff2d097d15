"""The page as the press draws it, with sample or with the longest data: made on a worker, one at a time.

What a newcomer gets wrong: dropping the page that is being made when the hand moves on. Then nothing would be seen
until it rests; the one that is on its way is shown, and after it only the newest wish is made.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kpps_desk.documents import certificate
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.domain.designs import TOKENS, Asset, Design, Item
from kpps_desk.domain.filling import WordingError, fill
from kpps_desk.exchange.rendering import page_picture
from kpps_desk.problems import Problem
from kpps_desk.queries import designs, office
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.background import Background
from kpps_desk.ui.paper_glass import image_of

_SAMPLES = {name: token.sample for name, token in TOKENS.items()}


class Wish(NamedTuple):
    """Which side of what, with which data, how wide in pixels."""

    design: Design
    back: bool
    worst: bool
    width: int


class Proof(NamedTuple):
    """What came of a wish: the page, the PDF that it is of, and what doesn't fit there."""

    wish: Wish
    image: QImage
    pdf: bytes
    flaws: tuple[str, ...]
    assets: Mapping[str, Asset]


class Proofs(QObject):
    """`made` carries a Proof; what couldn't be read is told once."""

    made = Signal(object)
    failed = Signal(object)  # Problem

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._assets: dict[str, Asset] = {}
        self._making = False
        self._next: Wish | None = None

    @property
    def busy(self) -> bool:
        return self._making

    def begin(self) -> None:
        """Another design is on the table."""
        self._making, self._next = False, None

    def want(self, wish: Wish) -> None:
        """Make this page, after the one that is being made."""
        if self._making:
            self._next = wish
            return
        self._making = True
        known = dict(self._assets)
        self._background.ask(
            self, lambda db: make(db, wish, known), self._arrived, topic="proof", failed=self._not_made
        )

    def _arrived(self, proof: Proof) -> None:
        self._making = False
        self._assets.update(proof.assets)
        wish, self._next = self._next, None
        if wish is not None and wish != proof.wish:
            self.want(wish)
        self.made.emit(proof)

    def _not_made(self, problem: Problem) -> None:
        self.begin()
        self.failed.emit(problem)


def make(db: Snapshot, wish: Wish, known: Mapping[str, Asset]) -> Proof:
    """One page of the PDF that the press would make."""
    design = drawable(wish.design)
    edition, one = sample(db, design, worst=wish.worst)
    wanted = [*design.assets, edition.logo]
    assets = {**known, **designs.assets(db, [digest for digest in wanted if digest and digest not in known])}
    pdf = certificate.page_pdf(design, assets, edition, one)
    page = len(certificate.sides(design, edition)) - 1 if wish.back else 0
    image = image_of(page_picture(pdf, width=wish.width, page=page))
    longest, person = (edition, one) if wish.worst else sample(db, design, worst=True)
    found = [flaw.what for flaw in certificate.flaws(design, person, longest)]
    found += certificate.edition_flaws(design, longest)
    return Proof(wish, image, pdf, tuple(dict.fromkeys(found)), assets)


def drawable(design: Design) -> Design:
    """A text with a token half typed is shown as it stands; that it can't be printed so is told by its fault."""
    items, back = (tuple(map(_shown, side)) for side in (design.items, design.back))
    return replace(design, items=items, back=back)


def _shown(item: Item) -> Item:
    try:
        fill(item.text, _SAMPLES)
    except WordingError:
        return replace(item, text=item.text.replace("{", "{{").replace("}", "}}"))
    return item


def sample(db: Snapshot, design: Design, *, worst: bool) -> tuple[Edition, Certificate]:
    """Data to look at a design with: this office's letterhead and signatories and a sample person, or the longest."""
    edition, one = certificate.WORST if worst else certificate.SAMPLE
    if not worst:
        paper = office.Office(db).issuer()
        edition = replace(
            edition,
            letterhead=paper.letterhead,
            city=paper.city,
            event=paper.event,
            signatory_title=paper.signatory_title,
            signatory_name=paper.signatory_name,
            signatory_number=paper.signatory_number,
            signatories=office.signatories(db)[1:],
        )
    logo = office.logo(db)
    edition = replace(edition, kind=design.kind, logo=logo.digest if logo is not None else "")
    return _signed(edition, design), one


def _signed(edition: Edition, design: Design) -> Edition:
    """With as many signatories as the design has room for."""
    most = max((item.number for item in (*design.items, *design.back) if item.kind == "penanda_tangan"), default=1)
    lacking = tuple(
        (f"(Jabatan penanda tangan {number})", f"(nama penanda tangan {number})", "")
        for number in range(len(edition.signatories) + 2, most + 1)
    )
    return replace(edition, signatories=edition.signatories + lacking)
