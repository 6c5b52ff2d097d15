"""Finding names: the index keeps itself in step, and no text that somebody types can raise."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kpps_desk.domain.values import name_key
from kpps_desk.store import schema, search
from kpps_desk.store.database import Database, Snapshot
from tests.store import records

_FOUND = {
    walk: select(schema.member.c.name)
    .where(search.name_matches(walk=walk))
    .order_by(schema.member.c.name_key, schema.member.c.id)
    for walk in (False, True)
}
_NAMES = ("Siti Ma'ruf", "Budi", "Siti Aminah", "José Sitepu", "Ahmad Fauzi bin Umar", "Ürsula")


@pytest.fixture
def peopled(workspace: Database) -> Database:
    with workspace.write("Tambah", by="penguji") as tx:
        tx.insert_many(schema.member, [records.member(number, name) for number, name in enumerate(_NAMES)])
    return workspace


def _found(db: Snapshot, typed: str) -> list[str]:
    few, many = (db.column(_FOUND[walk], {"match": search.match(typed)}) for walk in (False, True))
    assert few == many
    assert search.match_count(db, typed) == len(few)
    return few


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("siti", ["Siti Aminah", "Siti Ma'ruf"]),
        ("SIT", ["José Sitepu", "Siti Aminah", "Siti Ma'ruf"]),
        ("maruf siti", ["Siti Ma'ruf"]),
        ("ma'ruf", ["Siti Ma'ruf"]),
        ("jose", ["José Sitepu"]),
        ("urs", ["Ürsula"]),
        ("u", ["Ahmad Fauzi bin Umar", "Ürsula"]),
        ("budi OR siti", []),
        ("zzz", []),
    ],
)
def test_every_word_is_the_beginning_of_one_in_the_name(peopled: Database, typed: str, found: list[str]) -> None:
    with peopled.read() as db:
        assert _found(db, typed) == found


def test_the_index_follows_every_change_by_itself(peopled: Database) -> None:
    with peopled.write("Ubah", by="penguji") as tx:
        first, second = tx.ids(records.MEMBERS)[:2]
        tx.update(schema.member, first, {"name": "Zainab", "name_key": "zainab"})
        tx.delete_many(schema.member, [second])
        tx.insert_many(schema.member, [records.member(n, "Yusuf") for n in range(100, 200)])
    with peopled.read() as db:
        assert _found(db, "zain") == ["Zainab"]
        assert _found(db, "maruf") == _found(db, "budi") == []
        assert search.match_count(db, "yus") == 100


def test_what_was_rolled_back_is_not_found(peopled: Database) -> None:
    with pytest.raises(ZeroDivisionError), peopled.write("Gagal", by="penguji") as tx:
        _ = tx.insert(schema.member, records.member(50, "Yusuf")) // 0
    with peopled.read() as db:
        assert _found(db, "yusuf") == []


def test_a_count_stops_at_its_cap(peopled: Database) -> None:
    with peopled.read() as db:
        assert search.match_count(db, "si", cap=2) == 2


def test_two_thousand_random_texts_never_raise(peopled: Database) -> None:
    chance = random.Random(20241127)
    alphabet = [chr(code) for code in (*range(0x250), *range(0x600, 0x700), 0x2019, 0xD800, 0xDFFF, 0x1F600, 0x10FFFF)]
    syntax = ['"', "*", "(", ")", "^", ":", "+", "-", "{", "}", " OR ", " NOT ", " NEAR(", "\0", "a"]
    with peopled.read() as db:
        for _ in range(2000):
            typed = "".join(chance.choices(alphabet + syntax * 20, k=chance.randint(0, 12)))
            if search.match(typed):
                _found(db, typed)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=20).filter(lambda text: name_key(text) != ""))
def test_everybody_is_found_by_their_own_name(workspace: Database, name: str) -> None:
    with workspace.write("Tambah", by="penguji") as tx:
        made = tx.insert(schema.member, records.member(1, "x", nik=None, name_key=name_key(name)))
        found = select(schema.member.c.id).where(search.name_matches(walk=False))
        assert made in tx.ids(found, {"match": search.match(name)})
