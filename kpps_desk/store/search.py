"""Finding people by the beginnings of words: FTS5 over names (member.name_key) and addresses, kept in step by triggers.

What a newcomer gets wrong: passing what somebody typed to MATCH. Most texts raise there; match() makes each word a
quoted prefix, and it alone writes the `match` parameter of the clauses below.
"""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Integer, Text, bindparam, func, literal_column, select, text, type_coerce

from kpps_desk.domain.values import name_key
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

TABLE = "member_search"
ADDRESSES = "member_search_address"

_MATCHING = select(literal_column("rowid", Integer)).select_from(text(TABLE)).where(text(f"{TABLE} MATCH :match"))
_COUNT = text(f"SELECT count(*) FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :match LIMIT :cap)")  # noqa: S608


def match(typed: str) -> str:
    """The MATCH expression for what somebody typed: every word a prefix, all of them wanted; '' for no word at all."""
    return " ".join(f'"{word}"*' for word in name_key(typed).replace("\0", " ").replace('"', " ").split())


def match_count(db: Snapshot, typed: str, cap: int = 1_000_000) -> int:
    """How many people the text matches, counted no further than `cap`."""
    expression = match(typed)
    return int(db.value(_COUNT, {"match": expression, "cap": cap})) if expression else 0


def walk_words(typed: str) -> dict[str, str]:
    """The parameters of `walk(len(...))`: one a word."""
    return {f"word_{at}": f" {word}" for at, word in enumerate(name_key(typed).split())}


def walk(words: int) -> list[ColumnElement[bool]]:
    """The same condition on name_key itself, for the first page of many matches (0.2 ms against 12 for one letter).

    Only for many: SQLite walks the sort's own index until the page is full, and of few it never is.
    """
    key: ColumnElement[str] = literal_column("' '", Text) + schema.member.c.name_key
    return [func.instr(key, bindparam(f"word_{at}")) > 0 for at in range(words)]


def name_matches(*, walk: bool) -> ColumnElement[bool]:
    """A condition on schema.member with the parameter `match` (made by match()).

    walk=False starts from the matches and sorts them: for few (up to some 2,000). walk=True keeps SQLite on the sort's
    own index, with the matches as a filter: for many, where the page is full after a short walk.
    """
    member_id = schema.member.c.id
    # The unary plus hides the column from the planner, which else starts from the matches.
    left = type_coerce(literal_column("+member.id"), Integer) if walk else member_id
    return left.in_(_MATCHING)


# Words that nearly every address has: they would match everybody and tell nobody apart.
_EVERYWHERE = frozenset({"jl", "jln", "jalan", "no", "nomor", "nmr"})
_WORD = re.compile(r"[^\W_]+")
_AT_ADDRESS = (
    select(literal_column("rowid", Integer)).select_from(text(ADDRESSES)).where(text(f"{ADDRESSES} MATCH :address"))
)
_COUNT_ADDRESS = text(
    f"SELECT count(*) FROM (SELECT rowid FROM {ADDRESSES} WHERE {ADDRESSES} MATCH :address LIMIT :cap)"  # noqa: S608
)


def match_address(typed: str) -> str:
    """The MATCH expression for words of an address, all of them wanted; '' where only `Jl.` and `No.` are left."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(typed.casefold()) if word not in _EVERYWHERE)


def address_count(db: Snapshot, expression: str, cap: int = 1_000_000) -> int:
    """How many people live where an expression of match_address() says, counted no further than `cap`."""
    return int(db.value(_COUNT_ADDRESS, {"address": expression, "cap": cap}))


def address_matches(*, walk: bool) -> ColumnElement[bool]:
    """As name_matches, with the parameter `address` (made by match_address())."""
    left = type_coerce(literal_column("+member.id"), Integer) if walk else schema.member.c.id
    return left.in_(_AT_ADDRESS)


# As the migrations made them: what keeps the two in step, whoever changes a name or an address.
TRIGGERS = {
    "member_search_insert": "AFTER INSERT ON member BEGIN "
    "INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END",
    "member_search_delete": "AFTER DELETE ON member BEGIN "
    "INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); END",
    "member_search_update": "AFTER UPDATE OF name_key ON member WHEN old.name_key <> new.name_key BEGIN "
    "INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); "
    "INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END",
    "member_search_address_insert": "AFTER INSERT ON member WHEN new.address <> '' BEGIN "
    "INSERT INTO member_search_address (rowid, address) VALUES (new.id, new.address); END",
    "member_search_address_delete": "AFTER DELETE ON member WHEN old.address <> '' BEGIN "
    "INSERT INTO member_search_address (member_search_address, rowid, address) "
    "VALUES ('delete', old.id, old.address); END",
    "member_search_address_update": "AFTER UPDATE OF address ON member WHEN old.address <> new.address BEGIN "
    "INSERT INTO member_search_address (member_search_address, rowid, address) SELECT 'delete', old.id, old.address "
    "WHERE old.address <> ''; "
    "INSERT INTO member_search_address (rowid, address) SELECT new.id, new.address WHERE new.address <> ''; END",
}


def set_aside() -> Iterator[str]:
    """The statements after which nobody who comes is found, or costs anything."""
    return (f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS)


def fill() -> Iterator[str]:
    """The statements that take everybody in anew, and keep them found; of one transaction, or somebody may be missed.

    The members of a province take 0.5 s at once where a statement at a time they take 1.2; out of their order, by an
    index that happens to hold the names, 1.7.
    """
    yield "INSERT INTO member_search (member_search) VALUES ('delete-all')"
    yield "INSERT INTO member_search (rowid, name_key) SELECT id, name_key FROM member ORDER BY id"
    yield "INSERT INTO member_search_address (member_search_address) VALUES ('delete-all')"
    yield (
        "INSERT INTO member_search_address (rowid, address) "
        "SELECT id, address FROM member WHERE address <> '' ORDER BY id"
    )
    for name, rule in TRIGGERS.items():
        yield f"CREATE TRIGGER IF NOT EXISTS {name} {rule}"
