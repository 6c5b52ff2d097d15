"""Keys and what is out of force: which keys this workspace knows, what they signed, which lists it keeps.

What a newcomer gets wrong: reading `private` here. It is asked for where something is signed or backed up, and nowhere
else; a row that a screen shows has none.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_key, _certificate = schema.signing_key.c, schema.certificate.c
_edition, _list = schema.certificate_edition.c, schema.revocation_list.c


class KeyRow(NamedTuple):
    """One key; `own`: this workspace can sign with it, `signs`: it is the one that does."""

    id: int
    key_id: str
    public: bytes
    own: bool
    office: str
    created_at: int
    revoked_at: int | None
    revoked_from: date | None
    reason: str
    backed_up_at: int | None
    signs: bool


class Private(NamedTuple):
    """A key that can sign, as it is backed up."""

    key_id: str
    public: bytes
    private: bytes
    created_at: int
    revoked_at: int | None
    revoked_from: date | None
    reason: str

    def __repr__(self) -> str:  # a log or a bug report never shows the private half
        return f"Private({self.key_id})"


class Signed(NamedTuple):
    """How many certificates bear a key; `doubtful`: in force, but dated on or after the day of its revocation."""

    all: int
    in_force: int
    doubtful: int


class OutOfForce(NamedTuple):
    """A number that was revoked or replaced, and the number in its place."""

    number: str
    replaced: bool
    by: str


class ListRow(NamedTuple):
    """A signed list that is kept: one of ours as it was given out, or another office's."""

    id: int
    key_id: str
    made_on: date
    own: bool
    content: str
    kept_at: int
    kept_by: str


_OWN = _key.private.is_not(None)
_NEWEST = (_key.created_at.desc(), _key.id.desc())  # restored from a backup, an old key stays an old key
_KEYS = select(
    _key.id,
    _key.key_id,
    _key.public,
    _OWN.label("own"),
    _key.office,
    _key.created_at,
    _key.revoked_at,
    _key.revoked_from,
    _key.reason,
    _key.backed_up_at,
).order_by(_OWN.desc(), *_NEWEST)
_PRIVATE = select(*(_key[name] for name in Private._fields)).where(_OWN).order_by(*_NEWEST)
_IN_FORCE = func.sum(func.iif(_certificate.state == "terbit", 1, 0))
_counted = (  # first counted, then joined: 103,845 certificates bear some 2,000 editions
    select(_certificate.key_id, _certificate.edition_id, func.count().label("all"), _IN_FORCE.label("in_force"))
    .group_by(_certificate.key_id, _certificate.edition_id)
    .subquery()
)
_SIGNED_BY = select(
    _counted.c.key_id, func.json_extract(_edition.content, "$.day"), _counted.c.all, _counted.c.in_force
).join(schema.certificate_edition, _edition.id == _counted.c.edition_id)
_next = schema.certificate.alias("following")
_OUT = (
    select(_certificate.number, _certificate.state == "diganti", func.coalesce(_next.c.number, ""))
    .outerjoin(_next, _next.c.id == _certificate.replaced_by)
    .where(_certificate.key_id == bindparam("key"), _certificate.state.in_(("diganti", "dicabut")))
    .order_by(_certificate.number)
)
_LISTS = select(*(_list[name] for name in ListRow._fields)).order_by(_list.made_on.desc(), _list.id.desc())
_DIGEST = select(_list.id).where(_list.digest == bindparam("digest"))


def keys(db: Snapshot) -> list[KeyRow]:
    """All that are known: our own first, the newest of them on top."""
    rows = db.rows(_KEYS)
    signing = next((row.id for row in rows if row.own and row.revoked_at is None), None)
    return [
        KeyRow(
            row.id,
            row.key_id,
            bytes(row.public),
            bool(row.own),
            row.office,
            row.created_at,
            row.revoked_at,
            row.revoked_from,
            row.reason,
            row.backed_up_at,
            row.id == signing,
        )
        for row in rows
    ]


def private(db: Snapshot) -> list[Private]:
    """Our own with their private halves, the newest first."""
    return [Private(*row) for row in db.rows(_PRIVATE)]


def signed(db: Snapshot) -> dict[str, Signed]:
    """What bears each key."""
    since = {key.key_id: key.revoked_from.isoformat() for key in keys(db) if key.revoked_from}
    found: dict[str, Signed] = {}
    for name, day, count, in_force in db.rows(_SIGNED_BY):
        late = name in since and (day or "9") >= since[name]
        before = found.get(name, Signed(0, 0, 0))
        found[name] = Signed(
            before.all + count, before.in_force + in_force, before.doubtful + (in_force if late else 0)
        )
    return found


def out_of_force(db: Snapshot, key: str) -> list[OutOfForce]:
    """The numbers with this key that were revoked or replaced, in their order."""
    return [OutOfForce(number, bool(replaced), by) for number, replaced, by in db.rows(_OUT, {"key": key})]


def lists(db: Snapshot) -> list[ListRow]:
    """The signed lists that are kept, the newest first."""
    return [ListRow(*row) for row in db.rows(_LISTS)]


def has_list(db: Snapshot, digest: str) -> bool:
    """Whether exactly this list (SHA-256 of its text, hex) is kept."""
    return db.value(_DIGEST, {"digest": digest}) is not None
