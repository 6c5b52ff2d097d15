"""Every text of a paper or message that the office may change, by its code: as built in.

What a newcomer gets wrong: showing one of these. What holds is `operations.wordings.text`: the office's own wording
where it has one. A kind of paper brings its texts in a module of its own and adds them to WORDINGS.
"""

from collections.abc import Mapping

from kpps_desk.domain.assignment_wordings import ASSIGNMENTS
from kpps_desk.domain.card_wordings import CARDS
from kpps_desk.domain.filling import Wording, WordingError, fill, tokens
from kpps_desk.domain.invitation_wordings import INVITATIONS
from kpps_desk.domain.list_wordings import LISTS
from kpps_desk.domain.oath_wordings import OATHS
from kpps_desk.domain.recap_wordings import RECAPS
from kpps_desk.domain.receipt_wordings import RECEIPTS
from kpps_desk.domain.selection_wordings import SELECTION

__all__ = ["WORDINGS", "Wording", "WordingError", "fill", "named", "tokens"]

WORDINGS: Mapping[str, Wording] = {
    **INVITATIONS,
    **RECEIPTS,
    **OATHS,
    **CARDS,
    **RECAPS,
    **ASSIGNMENTS,
    **LISTS,
    **SELECTION,
}


def named(code: str) -> dict[str, Wording]:
    """The built-in texts whose code begins with `code` and a dot: those of one kind of paper."""
    return {known: wording for known, wording in WORDINGS.items() if known.startswith(f"{code}.")}
