"""The list of people: what a text finds, and that first, count and ids tell the same story."""

from array import array
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kpps_desk import words
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.stages import Stage
from kpps_desk.queries import member_filter, member_values, members
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.people import STATION, crew, person, register


@pytest.fixture
def people(workspace: Database) -> Database:
    crew(workspace)
    crew(workspace, "3171011001002", first=101, size=4)
    with workspace.write("Daftar", by="penguji") as tx:
        register(
            tx,
            [
                person(201, "Siti Ma'ruf"),
                person(202, "SITI AMINAH", wanted="3171011001"),
                person(203, "Budi Siti", nik=None),
            ],
        )
    return workspace


def _names(database: Database, wanted: MemberFilter) -> list[str]:
    with database.read() as db:
        found = members.ids(db, wanted)
        rows = members.page(db, found)
    return [rows[member].name for member in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("siti", ["Budi Siti", "SITI AMINAH", "Siti Ma'ruf"]),
        ("SIT MAR", ["Siti Ma'ruf"]),
        ("ma'ruf", ["Siti Ma'ruf"]),
        ("aminah siti", ["SITI AMINAH"]),
        ("tidak ada", []),
        ("3171010101900201", ["Siti Ma'ruf"]),
        ("31710101019002", ["SITI AMINAH", "Siti Ma'ruf"]),
        ('" NOT *', []),
    ],
)
def test_a_text_finds_by_the_beginnings_of_words_or_of_the_nik(people: Database, text: str, names: list[str]) -> None:
    assert _names(people, MemberFilter(text, sort="name")) == names


def test_up_to_three_digits_are_a_tps_number(people: Database) -> None:
    assert len(_names(people, MemberFilter("2"))) == 4
    assert len(_names(people, MemberFilter("001"))) == 11


def test_filters_narrow_together(people: Database) -> None:
    assert len(_names(people, MemberFilter(area="31.71.01", stage=Stage.APPOINTED))) == 13
    assert len(_names(people, MemberFilter(area=STATION, role="ketua"))) == 1
    assert len(_names(people, MemberFilter("siti", stage=Stage.ELIGIBLE, eligibility="MS"))) == 3
    assert _names(people, MemberFilter(area="31.72")) == []


@pytest.fixture
def described(people: Database) -> Database:
    """201-203 with what the filters by column look at."""
    with people.write("Catat", by="penguji") as tx:
        ids = {row.name: row.id for row in tx.rows(select(schema.member.c.id, schema.member.c.name))}
        for name, facts in {
            "Siti Ma'ruf": {"address": "Jl. Mawar No. 15", "education": "S1", "sex": "P", "born": date(2007, 11, 27)},
            "SITI AMINAH": {"address": "JL MAWAR 151 Gg. Ma'ruf", "education": "SMA", "reserve": 1, "phone": ""},
            "Budi Siti": {"address": "Kp. Melayu Kecil", "phone": "+622112345678", "born": date(2007, 11, 28)},
        }.items():
            tx.update(schema.member, ids[name], facts)
        tx.keep_many(
            schema.member,
            [
                {"id": ids["Siti Ma'ruf"], "eligibility": "TMS", "objections": "document_missing:ijazah too_young"},
                {"id": ids["Budi Siti"], "eligibility": "BMS", "objections": "document_missing:ktp"},
            ],
        )
    return people


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"text": "Jl. Mawar"}, ["SITI AMINAH", "Siti Ma'ruf"]),
        ({"text": "jl mawar 15"}, ["SITI AMINAH", "Siti Ma'ruf"]),
        ({"text": "gg ma'ruf"}, ["SITI AMINAH"]),
        ({"text": "kp. mel"}, ["Budi Siti"]),
        ({"text": "jl mawar", "address": "151"}, ["SITI AMINAH"]),
        ({"address": "mawar 15 no"}, ["SITI AMINAH", "Siti Ma'ruf"]),
        ({"address": 'NOT " OR *'}, []),
        ({"text": "siti", "address": "kecil"}, ["Budi Siti"]),
        ({"text": "021-1234"}, ["Budi Siti"]),
        ({"text": "+62 21"}, ["Budi Siti"]),
        ({"text": "6221"}, ["Budi Siti"]),
        ({"text": "08120000201"}, ["Siti Ma'ruf"]),
        ({"text": "siti", "phone": "belum"}, ["SITI AMINAH"]),
        ({"text": "siti", "nik": "belum"}, ["Budi Siti"]),
        ({"text": "siti", "nik": "ada"}, ["SITI AMINAH", "Siti Ma'ruf"]),
        ({"sex": "P"}, ["Siti Ma'ruf"]),
        ({"reserve": True}, ["SITI AMINAH"]),
        ({"education": "SMA"}, ["SITI AMINAH"]),
        ({"text": "siti", "education": ""}, ["Budi Siti"]),
        ({"ages": (17, 17)}, ["Siti Ma'ruf"]),
        ({"ages": (0, 16)}, ["Budi Siti"]),
        ({"objection": "document_missing"}, ["Budi Siti", "Siti Ma'ruf"]),
        ({"objection": "document_missing:ijazah"}, ["Siti Ma'ruf"]),
        ({"objection": "too_young", "eligibility": "TMS"}, ["Siti Ma'ruf"]),
        ({"objection": "missing"}, []),
        ({"eligibility": "BMS"}, ["Budi Siti"]),
        ({"active": False}, []),
    ],
)
@pytest.mark.parametrize("few", [0, 2_000])
def test_every_column_narrows_alone_and_with_others(
    described: Database, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, Any], names: list[str], few: int
) -> None:
    """However many are found: `few` sets where a walk along the order begins."""
    monkeypatch.setattr(member_filter, "FEW", few)
    asked = MemberFilter(**wanted, sort="name")
    assert _names(described, asked) == names
    with described.read() as db:
        assert members.count(db, asked) == len(names)
        assert list(members.first(db, asked)) == list(members.ids(db, asked))


def test_digits_are_a_tps_a_phone_or_a_nik_by_how_they_begin(described: Database) -> None:
    assert len(_names(described, MemberFilter("08"))) == 0  # TPS 008
    assert len(_names(described, MemberFilter("0812"))) == 14
    assert len(_names(described, MemberFilter("3171"))) == 15
    with described.write("Pindahan", by="penguji") as tx:
        register(tx, [person(301, "Orang Palangka", nik="6271010101900001")])
    assert _names(described, MemberFilter("627101")) == ["Orang Palangka"]
    assert _names(described, MemberFilter("6271010101900001")) == ["Orang Palangka"]


def test_the_address_index_follows_every_change(described: Database) -> None:
    with described.write("Pindah rumah", by="penguji") as tx:
        (member,) = members.ids(tx, MemberFilter(address="melayu"))
        tx.update(schema.member, member, {"address": "Jl. Kenari"})
        (other,) = members.ids(tx, MemberFilter(address="151"))
        tx.delete_many(schema.member, [other])
    assert _names(described, MemberFilter(address="melayu")) == []
    assert _names(described, MemberFilter(address="kenari")) == ["Budi Siti"]
    assert _names(described, MemberFilter(address="151")) == []


def test_the_values_of_a_column_are_counted(described: Database) -> None:
    with described.read() as db:
        assert [(one.value, one.people) for one in member_values.values(db, "education")] == [
            ("", 14),
            ("S1", 1),
            ("SMA", 1),
        ]
        assert {(one.value, one.label, one.people) for one in member_values.objections(db)} == {
            ("document_missing", words.problem("document_missing"), 2),
            ("document_missing:ijazah", "Ijazah SMA atau sederajat tidak ada", 1),
            ("document_missing:ktp", "KTP-el tidak ada", 1),
            ("too_young", words.objection("too_young", DKI_2024.rules), 1),
        }


@pytest.mark.parametrize("sort", ["place", "name", "stage"])
@pytest.mark.parametrize("descending", [False, True])
def test_first_count_and_ids_agree_in_every_order(people: Database, sort: str, *, descending: bool) -> None:
    wanted = MemberFilter(sort=sort, descending=descending)
    with people.read() as db:
        ids = members.ids(db, wanted)
        assert members.first(db, wanted, 5) == ids[:5]
        assert members.count(db, wanted) == len(ids) == 16


@pytest.mark.parametrize("sort", ["place", "name", "stage"])
def test_few_are_all_of_them_in_order_and_many_are_left_to_a_page(
    people: Database, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    wanted = MemberFilter("a", sort=sort)
    with people.read() as db:
        assert members.few(db, wanted) == members.ids(db, wanted) != array("q")
        assert members.few(db, MemberFilter(sort=sort)) is None
        monkeypatch.setattr(member_filter, "FEW", 0)
        assert members.few(db, wanted) is None


@given(text=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_text_ever_fails(people: Database, text: str) -> None:
    with people.read() as db:
        for wanted in (MemberFilter(text), MemberFilter(address=text), MemberFilter(f"jl {text}")):
            assert members.count(db, wanted) == len(members.ids(db, wanted))


def test_a_row_masks_the_nik_and_says_the_seat(people: Database) -> None:
    with people.read() as db:
        row = members.page(db, members.ids(db, MemberFilter(area=STATION + "3")))
    (shown,) = row.values()
    assert (shown.nik, shown.place, shown.role) == ("317101**********", "TPS 001 · Gambir", "Anggota KPPS (3)")


def test_every_row_says_where_and_how_old(people: Database) -> None:
    with people.read() as db:
        rows = members.page(db, members.ids(db, MemberFilter()))
    assert len(rows) == 16
    assert all(row.kelurahan == row.kecamatan == "Gambir" and row.age for row in rows.values())
