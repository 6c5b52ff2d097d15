"""Who taught which trainings, by what the sessions say: the trainers that were present, one name a line.

What a newcomer gets wrong: counting the sessions of the area alone. Whoever taught in an area or at a session is
listed with all that they taught anywhere, for that is what their certificate tells.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.certificates import Bar, Kind, trainer_bar, trainer_line
from kpps_desk.domain.places import digits, dotted
from kpps_desk.domain.values import name_key
from kpps_desk.queries import areas, sessions
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_session, _trainer, _certificate = schema.session.c, schema.trainer.c, schema.certificate.c
_SESSIONS = (
    select(
        _session.id,
        _session.day,
        _session.venue,
        schema.area.c.code,
        _session.topics,
        _session.trainers,
        _session.trainers_present,
    )
    .join(schema.area, schema.area.c.id == _session.area_id)
    .where(_session.kind == SessionKind.TRAINING.value, (_session.trainers != "") | (_session.trainers_present != ""))
    .order_by(_session.day, _session.starts, _session.id)
)
_TRAINERS = select(_trainer.id, _trainer.name, _trainer.institution, schema.area.c.code).outerjoin(
    schema.area, schema.area.c.id == _trainer.area_id
)
_ISSUED = select(_certificate.trainer_id, _certificate.name, _certificate.state).where(
    _certificate.trainer_id.is_not(None)
)


class Taught(NamedTuple):
    """A training at which a trainer was present."""

    session_id: int
    day: date
    venue: str
    area_code: str
    topics: str  # JSON [[topic, jp], ...]


class Teacher(NamedTuple):
    """A trainer with all that they taught, the first day first; `bar`: what keeps them from a certificate now."""

    trainer_id: int
    name: str
    institution: str
    taught: tuple[Taught, ...]
    held: bool
    bar: Bar | None


def teachers(db: Snapshot, area: str = "", session: int | None = None) -> list[Teacher]:
    """The trainers who were to teach in this area or at this session, by name; '' also lists who taught nowhere."""
    found = _read(db, area, session)
    everybody = not area and session is None
    return [one for one in _teachers(db, found) if everybody or one.trainer_id in found.here]


def of(db: Snapshot, trainers: Iterable[int]) -> list[Teacher]:
    """These trainers, with all that they taught."""
    chosen = set(trainers)
    return [one for one in _teachers(db, _read(db, "", None)) if one.trainer_id in chosen]


def lines(db: Snapshot, found: Iterable[Teacher]) -> dict[int, str]:
    """What stands below the name of each on paper: where they taught."""
    names = areas.names(db)
    return {
        one.trainer_id: trainer_line(_names_around(names, digits(taught.area_code)) for taught in one.taught)
        for one in found
    }


def certified(db: Snapshot, names: Iterable[str]) -> list[str]:
    """Which of these names are those of trainers with a certificate in force, now or when it was issued."""
    wanted = {name_key(name): name for name in names}
    if not wanted:
        return []
    holders = {trainer: name for trainer, name, state in db.rows(_ISSUED) if state == "terbit"}
    now = {row.id: row.name for row in db.rows(_TRAINERS) if row.id in holders}
    found = (wanted.get(name_key(name)) for name in (*holders.values(), *now.values()))
    return list(dict.fromkeys(name for name in found if name is not None))


def _names_around(names: Mapping[str, str], code: str) -> tuple[str, ...]:
    """The names of an area and of those around it, the province first."""
    return tuple(names[dotted(code[:end])] for end in (2, 4, 6, 10) if end <= len(code))


def unlisted(db: Snapshot, area: str = "", session: int | None = None) -> dict[str, list[int]]:
    """Names that were present as trainers here and stand in no record of a trainer -> the sessions."""
    return _read(db, area, session).strangers


class _Read(NamedTuple):
    names: dict[int, tuple[str, str]]  # trainer -> (name, institution)
    taught: dict[int, list[Taught]]
    here: set[int]  # trainers that sessions of the asked area name
    strangers: dict[str, list[int]]
    held: set[int]


def _read(db: Snapshot, area: str, session: int | None) -> _Read:
    if session is not None:
        sessions.kind_of(db, session)  # Gone if there is none
    names: dict[int, tuple[str, str]] = {}
    by_key: dict[str, int] = {}
    rows = db.rows(_ISSUED)
    for trainer, name, _ in rows:  # under an earlier name they taught too
        by_key[name_key(name)] = trainer
    here: set[int] = set()
    low = digits(area)
    for row in db.rows(_TRAINERS):
        names[row.id] = (row.name, row.institution)
        by_key[name_key(row.name)] = row.id
        if session is None and low and row.code and digits(row.code).startswith(low):
            here.add(row.id)
    found = _Read(names, {}, here, {}, {trainer for trainer, _, state in rows if state == "terbit"})
    for row in db.rows(_SESSIONS):
        asked = row.id == session if session is not None else digits(row.code).startswith(low)
        _note(found, row.trainers_present.splitlines(), Taught(*row[:5]), by_key, asked)
        if asked:
            keys = map(name_key, row.trainers.splitlines())
            found.here.update(by_key[key] for key in keys if key in by_key)
    return found


def _note(found: _Read, present: Iterable[str], taught: Taught, by_key: dict[str, int], asked: bool) -> None:
    for name in present:
        trainer = by_key.get(name_key(name))
        if trainer is not None:
            found.taught.setdefault(trainer, []).append(taught)
            if asked:
                found.here.add(trainer)
        elif asked:
            found.strangers.setdefault(name, []).append(taught.session_id)


def _teachers(db: Snapshot, found: _Read) -> list[Teacher]:
    election = areas.election(db)
    rule = election.rules.certificate(Kind.TRAINER)
    first = rule.opens(election.voting_day)
    opened = first is None or db.today >= first
    made = []
    for trainer, (name, institution) in sorted(found.names.items(), key=lambda each: name_key(each[1][0])):
        taught = tuple(found.taught.get(trainer, ()))
        held = trainer in found.held
        why = trainer_bar(rule, len(taught), held, opened)
        made.append(Teacher(trainer, name, institution, taught, held, why))
    return made
