"""What a column of the roster holds, and how often: the choices of a filter.

What a newcomer gets wrong: asking while the list is asked. These walk the whole table (50 ms for the province), so they
are asked when somebody opens the choice.
"""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk import words
from kpps_desk.queries import areas
from kpps_desk.queries.member_filter import objections_in_use
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member = schema.member.c
_MOST = 300  # a column of free text may hold as many texts as people
_VALUES = {
    column: select(_member[column], func.count().label("people"))
    .group_by(_member[column])
    .order_by(func.count().desc(), _member[column])
    .limit(_MOST)
    for column in ("education", "occupation", "marital")
}
_OBJECTED = select(func.count()).where(_member.objections == bindparam("objections"))


class Value(NamedTuple):
    """One choice: as it is shown, as the filter takes it, how many people have it."""

    label: str
    value: str
    people: int


def values(db: Snapshot, column: str) -> list[Value]:
    """'education', 'occupation' or 'marital': the most frequent first."""
    return [Value(text or "(kosong)", text, people) for text, people in db.rows(_VALUES[column])]


def objections(db: Snapshot) -> list[Value]:
    """The objections that somebody has; one of several kinds (any document that is missing) before its kinds."""
    rules = areas.election(db).rules
    people: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    for text in objections_in_use(db):
        count = int(db.value(_OBJECTED, {"objections": text}))
        tokens = text.split()
        for token in tokens:
            people[token] += count
            kinds.setdefault(token.partition(":")[0], set()).add(token)
        for code in {token.partition(":")[0] for token in tokens} - set(tokens):
            people[code] += count
    several = {code for code, tokens in kinds.items() if len(tokens) > 1}
    return [
        Value(words.problem(token) if token in several else words.objection(token, rules), token, count)
        for token, count in people.most_common()
        if token in several or token in kinds.get(token.partition(":")[0], ())
    ]
