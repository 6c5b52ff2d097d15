"""What a verdict rests on, for the ids in `schema.chosen`: the person, papers, judgements, responses, waivers.

What a newcomer gets wrong: joining the papers. Seven documents a person would make nearly a million rows of a province;
each person's come as one short text, and of those there are so few different ones that each is read once.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, case, func, literal, literal_column, select, true, type_coerce
from sqlalchemy.sql.expression import ScalarSelect

from kpps_desk.domain.eligibility import SCHOOLING, Evidence
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _document, _requirement = schema.member.c, schema.document.c, schema.requirement.c
_waiver, _response = schema.waiver.c, schema.response.c
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)  # see queries.facts
_MET, _UNMET = "+", "-"
UPHELD = "terbukti"  # a response's verdict


class Judged(NamedTuple):
    """A member with the verdict as it is kept."""

    member: int
    evidence: Evidence
    eligibility: str
    objections: str


def _listed(text: ColumnElement[str], *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    """One text of all that a member has, blank-separated; None for nothing."""
    return select(func.aggregate_strings(text, " ")).where(*conditions).scalar_subquery()


_PEOPLE = (
    select(
        _member.id,
        _member.nik,
        _member.born,
        _member.sex,
        _member.education,
        _member.eligibility,
        _member.objections,
        _listed(
            _document.code + case((_document.received.is_(None), _UNMET), else_=_MET) + _document.verdict,
            _document.member_id == _member.id,
        ),
        _listed(
            case((_requirement.met == true(), _MET), else_=_UNMET) + _requirement.code,
            _requirement.member_id == _member.id,
            (_requirement.met != true()) | (_requirement.code == SCHOOLING),
        ),
        select(func.count())
        .select_from(schema.response)
        .where(_response.member_id == _member.id, _response.verdict == literal(UPHELD))
        .scalar_subquery(),
        _listed(_waiver.objection, _waiver.member_id == _member.id),
        schema.role.c.kpps,
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _EACH)
    .join(schema.role, schema.role.c.id == _member.role_id)
)


def of_chosen(db: Snapshot) -> Iterator[Judged]:
    """The evidence about each chosen member beside the verdict that is kept."""
    for row in db.rows(_PEOPLE):
        member, nik, born, sex, education, eligibility, objections, papers, judged, upheld, waived, kpps = row
        unmet, met = _requirements(judged) if judged else ((), ())
        found = Evidence(
            nik,
            born,
            sex,
            education,
            _documents(papers) if papers else (),
            unmet,
            upheld,
            frozenset(waived.split()) if waived else frozenset(),
            met,
            bool(kpps),
        )
        yield Judged(member, found, eligibility, objections)


@lru_cache(maxsize=20_000)
def _documents(text: str) -> tuple[tuple[str, bool, str], ...]:
    """`ijazah+sah foto- ktp+` as (code, received, verdict), by code."""
    found = []
    for one in sorted(text.split(" ")):
        received = _MET in one
        code, _, verdict = one.partition(_MET if received else _UNMET)
        found.append((code, received, verdict))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _requirements(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(unmet, met) of `+pendidikan -domisili`."""
    codes = sorted(text.split(" "))
    return tuple(one[1:] for one in codes if one[0] == _UNMET), tuple(one[1:] for one in codes if one[0] == _MET)
