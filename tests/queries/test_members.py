"""The list of people: what a text finds, and that first, count and ids tell the same story."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpps_desk.domain.stages import Stage
from kpps_desk.queries import members
from kpps_desk.queries.members import MemberFilter
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


@pytest.mark.parametrize("sort", ["place", "name", "stage"])
@pytest.mark.parametrize("descending", [False, True])
def test_first_count_and_ids_agree_in_every_order(people: Database, sort: str, *, descending: bool) -> None:
    wanted = MemberFilter(sort=sort, descending=descending)
    with people.read() as db:
        ids = members.ids(db, wanted)
        assert members.first(db, wanted, 5) == ids[:5]
        assert members.count(db, wanted) == len(ids) == 16


@given(text=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_text_ever_fails(people: Database, text: str) -> None:
    with people.read() as db:
        wanted = MemberFilter(text)
        assert members.count(db, wanted) == len(members.ids(db, wanted))


def test_a_row_masks_the_nik_and_says_the_seat(people: Database) -> None:
    with people.read() as db:
        row = members.page(db, members.ids(db, MemberFilter(area=STATION + "3")))
    (shown,) = row.values()
    assert (shown.nik, shown.place, shown.role) == ("317101**********", "TPS 001 · Gambir", "Anggota KPPS (3)")
