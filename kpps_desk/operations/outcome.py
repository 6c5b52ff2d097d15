"""What a bulk act hands back: how many people it changed, and whom it could not, with a reason each.

What a newcomer gets wrong: raising at the first who is refused. The others are done; the screen lists the refused.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Outcome(NamedTuple):
    """`done` people were changed; those neither done nor `refused` (member -> sentence) were so already."""

    done: int
    refused: Mapping[int, str]
