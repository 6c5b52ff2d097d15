"""One line a person for the administrative check, and what its filters offer with how many of each.

What a newcomer gets wrong: counting papers for the whole list. They are counted for the page that is painted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk import words
from kpps_desk.domain.election import RulePack
from kpps_desk.queries import areas, members, requirements
from kpps_desk.queries.members import MemberDetails
from kpps_desk.queries.requirements import Checklist
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_document = schema.document.c
_PAPERS = (
    select(_document.member_id, func.count())
    .where(
        _document.member_id.in_(bindparam("ids", expanding=True)),
        _document.code.in_(bindparam("codes", expanding=True)),
        _document.received.is_not(None),
        _document.verdict != "tidak",
    )
    .group_by(_document.member_id)
)


class CheckRow(NamedTuple):
    """`papers` of `asked`: required documents that are there and not found unsound."""

    id: int
    name: str
    place: str
    eligibility: str
    reserve: str
    objections: str
    papers: int
    asked: int


class Checked(NamedTuple):
    """One person with everything that the check knows, and the rules, which say who may set objections aside."""

    person: MemberDetails
    checklist: Checklist
    rules: RulePack


class Offered(NamedTuple):
    """How many active people of an area have which result, and each objection: (token, sentence, people)."""

    tally: dict[str, int]
    objections: tuple[tuple[str, str, int], ...]


def page(db: Snapshot, ids: Sequence[int]) -> dict[int, CheckRow]:
    """The rows of some ids (a page of 100); an id that is gone has no row."""
    codes = [rule.code for rule in areas.election(db).rules.documents if rule.required]
    papers: dict[int, int] = {row[0]: row[1] for row in db.rows(_PAPERS, {"ids": list(ids), "codes": codes})}
    return {
        id_: CheckRow(
            id_, row.name, row.place, row.eligibility, row.reserve, row.objections, papers.get(id_, 0), len(codes)
        )
        for id_, row in members.page(db, ids).items()
    }


def checked(db: Snapshot, member: int) -> Checked:
    """One person; Gone if there is no such member."""
    person = members.details(db, member)
    return Checked(person, requirements.checklist(db, member), areas.election(db).rules)


def offered(db: Snapshot, area: str = "") -> Offered:
    """What the filters offer in this area."""
    rules = areas.election(db).rules
    counts = requirements.objection_counts(db, area)
    said = tuple((token, words.objection(token, rules), people) for token, people in counts.items())
    return Offered(requirements.tally(db, area), said)
