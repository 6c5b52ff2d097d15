"""Give away the page that checks certificates in any browser, with this office's keys and lists inside.

What a newcomer gets wrong: giving it once. What was revoked afterwards the page doesn't know; it shows the day of its
lists, and a new one is made as often as a list is.
"""

from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange import office_keys, revocations, verify_page
from kpps_desk.operations import keys
from kpps_desk.operations import revocations as lists
from kpps_desk.store.database import Database


class Page(NamedTuple):
    """`numbers` that are out of force by the lists inside."""

    path: Path
    keys: int
    numbers: int


def write(database: Database, out: Path) -> Page:
    """The page with every known public key, our lists as of now, and the newest of other offices."""
    with database.read() as db:
        known, listed = keys.known(db), lists.everything(db)
    verify_page.write(out, office_keys.keys_text(known.values()), listed)
    return Page(out, len(known), sum(len(one.numbers) for one in revocations.read_lists(listed)))
