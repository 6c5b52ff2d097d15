"""Looks at the pages of a design person after person: what doesn't fit, and which letters the typeface can't show.

What a newcomer gets wrong: fitting each text to see whether it fits. Nearly every one stands in one line at the
smallest size that is good, which its width alone tells; a province is looked at in a few seconds so.
"""

from functools import lru_cache

from kpps_desk.documents import design_blocks, paper
from kpps_desk.documents.design_pages import Painter
from kpps_desk.documents.design_sides import Side
from kpps_desk.documents.design_text import LEADING, Box, lacking
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.domain.designs import TOKENS, Design


class Looks:
    """Of one design. `edition` is needed only where a person's text mixes an edition's tokens in."""

    def __init__(self, design: Design, edition: Edition | None = None) -> None:
        known = design_blocks.tokens_of(edition) if edition else dict.fromkeys(TOKENS, "")
        self._painters = [Painter(Side(design, back), known) for back in (False, True)]

    def overflowing(self, one: Certificate) -> list[str]:
        """The texts of this person's page that had to be smaller than is good."""
        return [
            text
            for painter in self._painters
            for place, text in painter.texts(one)
            if not _stands_in_a_line(place, text) and place.fitted(text).overflow
        ]

    def lacking(self, one: Certificate) -> str:
        """The letters that the typeface can't show, each once."""
        return lacking(f"{one.name}\n{one.position}\n{one.number}")


def _stands_in_a_line(place: Box, text: str) -> bool:
    if "\n" in text or place.smallest * LEADING > place.height:
        return False
    spaced = place.spacing * max(len(text) - 1, 0)
    return _width(text, place.face) * place.smallest + spaced <= place.width


@lru_cache(maxsize=64)  # a crew's position is the same seven times
def _width(text: str, face: str) -> float:
    return paper.width(text, face, 1)
