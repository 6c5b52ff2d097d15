"""In which order certificates are printed, and what a file of them is called after.

What a newcomer gets wrong: asking for the session. A certificate keeps the edition that a session made: it sorts a pile
of paper into sessions, even after somebody changed the session.
"""

from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select

from kpps_desk.domain.certificates import Edition
from kpps_desk.domain.press import Sorting
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_certificate = schema.certificate.c
_CHOSEN = (
    select(_certificate.id, _certificate.edition_id, _certificate.place)
    .join(schema.chosen, schema.chosen.c.id == _certificate.id)
    .order_by(_certificate.place, _certificate.id)
)


class Order(NamedTuple):
    """Certificates as they come; `editions` and `kelurahan` (numbers into `places`) are beside them."""

    ids: "array[int]"
    editions: "array[int]"
    kelurahan: "array[int]"
    places: tuple[str, ...]  # the first ten digits of where each belongs

    def picked(self, places: Iterable[int]) -> "Order":
        """Those that stand at these places, in this order."""
        chosen = list(places)
        ids, editions, kelurahan = (
            array("q", [column[place] for place in chosen]) for column in (self.ids, self.editions, self.kelurahan)
        )
        return Order(ids, editions, kelurahan, self.places)


def order(db: Snapshot, certificates: Iterable[int], sorting: Sorting, editions: Mapping[int, Edition]) -> Order:
    """These certificates by TPS and seat, or by session first; ids that are none are left out. Fills `chosen`."""
    db.choose(certificates)
    rows = db.rows(_CHOSEN)
    if sorting == "sesi":
        ranks = {key: (edition.day, edition.place, key) for key, edition in editions.items()}
        rows = sorted(rows, key=lambda row: ranks[row[1]])
    return _arranged([(row[0], row[1], row[2]) for row in rows])


def as_given(db: Snapshot, certificates: Iterable[int]) -> Order:
    """The same in the order that they have: a batch goes on as it began. Fills `chosen`."""
    given = list(certificates)
    db.choose(given)
    known = {row[0]: row for row in db.rows(_CHOSEN)}
    return _arranged([(one, known[one][1], known[one][2]) for one in given if one in known])


def _arranged(rows: Iterable[tuple[int, int, str]]) -> Order:
    ids, editions, kelurahan, places = array("q"), array("q"), array("q"), dict[str, int]()
    for one, edition, place in rows:
        ids.append(one)
        editions.append(edition)
        kelurahan.append(places.setdefault(place[:10], len(places)))
    return Order(ids, editions, kelurahan, tuple(places))
