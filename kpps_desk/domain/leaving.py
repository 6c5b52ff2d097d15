"""Why somebody leaves a seat or the roster.

What a newcomer gets wrong: taking "moved" for leaving. Who moves to another TPS stays in the roster, and so does who
gives a seat up to be a reserve; the others are ended. The codes are stored, so never rename one.
"""

from enum import StrEnum


class Reason(StrEnum):
    DIED = "meninggal"
    UNABLE = "berhalangan"  # permanently
    RESIGNED = "mengundurkan_diri"
    DISMISSED = "diberhentikan"
    MOVED = "pindah"  # to another seat: no replacement in the sense of the law
    MERGED = "digabung"  # the record turned out to be somebody else's
    WITHDRAWN = "dikeluarkan"  # taken off the list before any seat
    RELEASED = "dilepas"  # gives the seat up and stays in the roster, as a reserve


REPLACED = (Reason.DIED, Reason.UNABLE, Reason.RESIGNED, Reason.DISMISSED)  # what PAW knows


def ends(reason: Reason) -> bool:
    """Whether who leaves for this reason leaves the roster too."""
    return reason not in (Reason.MOVED, Reason.RELEASED)
