"""Everybody as the search for twins sees them, and the pairs that somebody has declared to be two people.

What a newcomer gets wrong: leaving out who has ended. A person who left and was put on the list again is one of the
twins looked for; only a record that was merged already is gone for good.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, true

from kpps_desk.domain import twins
from kpps_desk.domain.values import name_key
from kpps_desk.progress import Progress, silent
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_PART = 20_000  # people read between two looks at Cancel
_member = schema.member.c
_PEOPLE = (
    select(
        _member.id,
        _member.nik,
        _member.name_key,
        _member.sex,
        _member.born,
        _member.phone,
        _member.address,
        _member.rt_rw,
        _member.place,
    )
    .where(_member.merged_into.is_(None), _member.place >= bindparam("place"))
    .where((_member.place > bindparam("place")) | (_member.id > bindparam("id")))
    .order_by(_member.place, _member.id)
    .limit(bindparam("part"))
)
_ENDED = select(_member.id).where(_member.active != true(), _member.merged_into.is_(None))
_APART = select(schema.distinct_pair.c.member_id, schema.distinct_pair.c.other_id)


class Person(NamedTuple):
    """`home`: kelurahan, address and RT/RW as one key, '' where the address is no more than a street's name."""

    id: int
    nik: str | None
    key: str
    spelled: str
    initial: bool  # a word of the name is a single letter
    sex: str | None
    born: date | None
    phone: str
    home: str
    place: str
    active: bool


def everybody(db: Snapshot, progress: Progress = silent) -> list[Person]:
    """In the order of places; merged records are left out."""
    ended, people = set(db.ids(_ENDED)), list[Person]()
    place, last = "", 0
    while True:
        progress(len(people), 0, "Membaca anggota")
        if not (part := list(_people(db.rows(_PEOPLE, {"place": place, "id": last, "part": _PART}), ended))):
            return people
        people += part
        place, last = part[-1].place, part[-1].id


def _people(rows: Iterable[Any], ended: Collection[int]) -> Iterator[Person]:
    return (
        Person(
            number,
            nik,
            key,
            spelled := twins.spelling(key),
            any(len(word) == 1 for word in spelled.split()),
            sex,
            born,
            phone,
            f"{place[:10]} {name_key(address)} {rt_rw}" if address and rt_rw else "",
            place,
            number not in ended,
        )
        for number, nik, key, sex, born, phone, address, rt_rw, place in rows
    )


def apart(db: Snapshot) -> set[tuple[int, int]]:
    """Pairs of ids, the smaller first, of whom somebody said that they aren't one person."""
    return {(row[0], row[1]) for row in db.rows(_APART)}
