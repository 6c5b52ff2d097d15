"""The texts that the office has changed.

What a newcomer gets wrong: expecting a row a text. There is one only where the office wrote its own; the rest is built
in (kpps_desk/domain/wordings.py).
"""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk.domain.wordings import WORDINGS, named
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_wording = schema.wording.c
_ONE = select(_wording.id, _wording.version, _wording.content).where(_wording.code == bindparam("code"))
_ALL = select(_wording.code, _wording.version, _wording.content)


class Stored(NamedTuple):
    """A text as it holds; `version` 0: as built in. `id` 0 likewise."""

    id: int
    version: int
    content: str


def stored(db: Snapshot, code: str) -> Stored:
    """The text with this code; KeyError for a code that there is none of."""
    row = db.row(_ONE, {"code": code})
    return Stored(row.id, row.version, row.content) if row else Stored(0, 0, WORDINGS[code].text)


def texts(db: Snapshot, kind: str) -> dict[str, str]:
    """All texts whose code begins with `kind` and a dot, as they hold."""
    own = {row.code: row.content for row in db.rows(_ALL)}
    return {code: own.get(code, wording.text) for code, wording in named(kind).items()}


def plain(db: Snapshot, kind: str) -> dict[str, str]:
    """The same by their codes without the kind."""
    return {code.partition(".")[2]: text for code, text in texts(db, kind).items()}


def versions(db: Snapshot, kind: str) -> dict[str, int]:
    """The versions of the same, 0 where it is as built in: what `change` wants to know."""
    own = {row.code: row.version for row in db.rows(_ALL)}
    return {code: own.get(code, 0) for code in named(kind)}
