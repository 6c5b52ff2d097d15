"""Areas, the election and its roles, as the workspace has them."""

import json
from dataclasses import fields

from sqlalchemy import bindparam, select

from kpps_desk.domain.election import Election, PaperSettings, Role, RulePack
from kpps_desk.domain.places import Area, Level
from kpps_desk.problems import Gone
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_AREA = schema.area.c
_ALL = select(_AREA.id, _AREA.code, _AREA.name, _AREA.level).order_by(_AREA.code)
_ONE = select(_AREA.id, _AREA.code, _AREA.name, _AREA.level).where(_AREA.code == bindparam("code"))
_ROLE = schema.role.c
_ROLES = select(
    _ROLE.id,
    _ROLE.code,
    _ROLE.name,
    _ROLE.first_number,
    _ROLE.seats,
    _ROLE.kpps,
    _ROLE.needs_oath,
    _ROLE.needs_training,
    _ROLE.needs_certificate,
).order_by(_ROLE.first_number)
_FIELDS = tuple(field.name for field in fields(Role))
_ELECTION = select(schema.election)


def all_areas(db: Snapshot) -> list[Area]:
    """Every area in the order of its code, parents first."""
    return [Area(row.code, row.name, Level(row.level)) for row in db.rows(_ALL)]


def names(db: Snapshot) -> dict[str, str]:
    """Code -> name of every area."""
    return {row.code: row.name for row in db.rows(_ALL)}


def codes(db: Snapshot) -> dict[int, str]:
    """Record id -> code of every area."""
    return {row.id: row.code for row in db.rows(_ALL)}


def area_id(db: Snapshot, code: str) -> int:
    """The record of an area; Gone with a sentence if the code is none."""
    row = db.row(_ONE, {"code": code})
    if row is None:
        raise Gone(f"Wilayah dengan kode {code} tidak ditemukan.", "Contoh kode kecamatan: 31.71.01.")
    return int(row.id)


def roles(db: Snapshot) -> dict[int, Role]:
    """Record id -> role, in the order of the seats."""
    return {row.id: Role(**{name: row._mapping[name] for name in _FIELDS}) for row in db.rows(_ROLES)}


def election(db: Snapshot) -> Election:
    """The one election of this workspace with its settings."""
    row = db.row(_ELECTION)
    if row is None:
        raise Gone("Berkas kerja ini belum berisi data pemilihan.")
    paper = json.loads(row.paper)
    return Election(
        name=row.name,
        voting_day=row.voting_day,
        roles=tuple(roles(db).values()),
        rules=RulePack.from_json(row.rules),
        number_template=row.number_template,
        paper=PaperSettings(**{**paper, "letterhead": tuple(paper["letterhead"])}),
    )


def election_version(db: Snapshot) -> int:
    """Counts the changes of the election's settings, for forms that save them."""
    return int(db.rows(_ELECTION)[0].version)


_KELURAHAN = select(_AREA.id, _AREA.code, _AREA.name).where(_AREA.level == int(Level.KELURAHAN)).order_by(_AREA.code)


def kelurahan(db: Snapshot) -> list[tuple[int, str, str]]:
    """(record id, code, name) of every kelurahan."""
    return [(row.id, row.code, row.name) for row in db.rows(_KELURAHAN)]
