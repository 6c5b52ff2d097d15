"""What trainers are assigned to: the trainings that name them, in the order of their days.

What a newcomer gets wrong: asking by record. A session names its trainers as text; somebody whom nobody wrote down as a
trainer gets a letter all the same, with a dotted line for the institution.
"""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.office_papers import Duty
from kpps_desk.domain.places import Level
from kpps_desk.queries import areas
from kpps_desk.queries import rooms as rooms_
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _area, _room = schema.session.c, schema.area.c, schema.room.c
_TRAININGS = (
    select(_session.day, _session.starts, _session.ends, _session.venue, _session.trainers, _area.code, _area.name,
           _area.level)
    .join(schema.area, _area.id == _session.area_id)
    .where(
        _session.kind == SessionKind.TRAINING.value,
        _session.trainers != "",
        _area.code >= bindparam("low"),
        _area.code < bindparam("high"),
    )
    .order_by(_session.day, _session.starts, _area.code, _session.id)
)  # fmt: skip
_ADDRESSES = (
    select(_room.name, _room.address, _area.code)
    .join(schema.area, _area.id == _room.area_id)
    .where(_room.address != "")
)


class Assigned(NamedTuple):
    """One trainer with all that they teach; `areas` are the codes of where, each once."""

    name: str
    institution: str
    duties: tuple[Duty, ...]
    areas: tuple[str, ...]


def assigned(db: Snapshot, area: str = "", trainer: str = "") -> list[Assigned]:
    """Everybody who teaches within the area by name, or only this one; [] where nobody does."""
    addresses = {(row.code, row.name): row.address for row in db.rows(_ADDRESSES)}
    found: dict[str, list[tuple[str, Duty]]] = defaultdict(list)
    for row in db.rows(_TRAININGS, {"low": area, "high": area + ":"}):
        address = next((addresses[key] for key in ((row.code, row.venue), (row.code[:8], row.venue))
                        if key in addresses), "")  # fmt: skip
        duty = Duty(
            words.weekday_date(row.day),
            f"{row.starts}-{row.ends}",
            f"{row.venue}, {address}" if address else row.venue,
            words.area_name(row.name, Level(row.level)),
        )
        for name in row.trainers.splitlines():
            if not trainer or name == trainer:
                found[name].append((row.code, duty))
    institutions = {one.name: one.institution for one in rooms_.trainers(db)}
    return [
        Assigned(name, institutions.get(name, ""), tuple(duty for _, duty in duties), _once(duties))
        for name, duties in sorted(found.items(), key=lambda pair: pair[0].casefold())
    ]


def names(db: Snapshot, area: str = "") -> list[str]:
    """Who teaches within the area."""
    return [one.name for one in assigned(db, area)]


def around(found: Assigned) -> str:
    """The narrowest area in which all of it lies, '' where there is none: `31.71.01` for two of its kelurahan."""
    first, *others = (code.split(".") for code in found.areas)
    shared = 0
    while shared < len(first) and all(other[: shared + 1] == first[: shared + 1] for other in others):
        shared += 1
    return ".".join(first[:shared])


def _once(duties: list[tuple[str, Duty]]) -> tuple[str, ...]:
    return tuple(sorted({code for code, _ in duties}))


def area_called(db: Snapshot, code: str) -> str:
    """`Kecamatan Gambir`; the province's name for ''."""
    names_ = {one.code: one for one in areas.all_areas(db)}
    one = names_.get(code) or next(iter(names_.values()))
    return words.area_name(one.name, one.level)
