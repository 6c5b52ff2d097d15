"""One line a person for the list of Anggota: every column that it can show, in words.

What a newcomer gets wrong: a NIK in full. A row has it masked, also in the note; so whatever is made of rows (the list,
its tooltips, an export of it) can't give one away.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk import words
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.eligibility import age_on
from kpps_desk.domain.stages import Stage
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _role, _appointment = schema.member.c, schema.role.c, schema.appointment.c
_kelurahan, _kecamatan = schema.area.alias("kelurahan"), schema.area.alias("kecamatan")


class MemberRow(NamedTuple):
    """One line of the list, in words; the NIK is masked."""

    id: int
    name: str
    nik: str
    place: str  # 'TPS 003 · Gambir', 'Gambir' without a TPS
    role: str  # with the seat's number when one is held: 'Anggota KPPS (3)'
    stage: int
    stage_text: str
    phone: str  # as it is stored
    kelurahan: str = ""
    kecamatan: str = ""
    sex: str = ""
    age: str = ""  # full years on the day that the rules count on
    address: str = ""  # with RT/RW
    education: str = ""
    occupation: str = ""
    marital: str = ""
    eligibility: str = ""
    objections: str = ""
    reserve: str = ""  # a named reserve's rank
    decree: str = ""  # of the seat that is held
    note: str = ""


def dotted(column: Any, *, kelurahan: bool) -> Any:
    """The kelurahan's or kecamatan's code of a `place`, as areas have it."""
    parts = func.substr(column, 1, 2) + "." + func.substr(column, 3, 2) + "." + func.substr(column, 5, 2)
    return parts + "." + func.substr(column, 7, 4) if kelurahan else parts


_NIK_LENGTH = 16
_ELECTION = select(schema.election.c.voting_day, schema.election.c.rules)
_PAGE = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.nik,
        _member.place,
        _member.stage,
        _member.phone,
        _member.sex,
        _member.born,
        _member.address,
        _member.rt_rw,
        _member.education,
        _member.occupation,
        _member.marital,
        _member.eligibility,
        _member.objections,
        _member.reserve,
        _member.note,
        _role.name.label("role"),
        _kelurahan.c.name.label("kelurahan"),
        _kecamatan.c.name.label("kecamatan"),
        _appointment.decree_no,
    )
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(_kelurahan, _kelurahan.c.code == dotted(_member.place, kelurahan=True))
    .outerjoin(_kecamatan, _kecamatan.c.code == dotted(_member.place, kelurahan=False))
    .outerjoin(schema.appointment, (_appointment.member_id == _member.id) & _appointment.until.is_(None))
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, MemberRow]:
    """The rows of some ids (a page of 100, not all of them); an id that is gone has no row."""
    election = db.row(_ELECTION)
    if election is None:
        return {}
    rules = _rules(election.rules)
    day = rules.age_day or election.voting_day
    return {row.id: _row(row, day, rules) for row in db.rows(_PAGE, {"ids": list(ids)})}


@lru_cache(maxsize=4)
def _rules(text: str) -> RulePack:
    return RulePack.from_json(text)


_STAGES = {int(stage): words.stage(stage) for stage in Stage}


def _row(row: Any, day: date, rules: RulePack) -> MemberRow:
    # Taken apart by position: by name each value costs ten times as much, and a page is asked at every key.
    (id_, before, name, after, nik, place, stage, phone, sex, born, address, rt_rw, education, occupation, marital,
     eligibility, objections, reserve, note, role, kelurahan, kecamatan, decree) = row  # fmt: skip
    kelurahan = kelurahan or ""
    if rt_rw:
        address = f"{address}, RT/RW {rt_rw}"
    return MemberRow(
        id_,
        words.full_name(before, name, after),
        words.masked_nik(nik),
        words.station_label(place[10:13], kelurahan) if len(place) > 10 else kelurahan,
        words.seat_label(role, int(place[13:])) if stage >= Stage.APPOINTED else role,
        stage,
        _STAGES[stage],
        phone_on_paper(phone),
        kelurahan,
        kecamatan or "",
        sex or "",
        str(age_on(born, day)) if born else "",
        words.without_niks(address) if len(address) >= _NIK_LENGTH else address,
        education,
        occupation,
        marital,
        eligibility,
        "; ".join(words.objection(token, rules) for token in objections.split()) if objections else "",
        str(reserve or ""),
        decree or "",
        words.without_niks(note) if len(note) >= _NIK_LENGTH else note,
    )
