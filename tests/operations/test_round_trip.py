"""What goes out in full comes back without a change: no complaint of doubled people, split names or lost zeros."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kpps_desk.domain import values
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import checking, conclusions, exporting, importing, seats
from kpps_desk.operations.importing import ImportResult
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.people import STATION, crew, person, register

_EVERYBODY = select(schema.member).order_by(schema.member.c.id)
_SEATS = select(schema.appointment).order_by(schema.appointment.c.id)


def _facts(database: Database) -> list[Any]:
    with database.read() as db:
        return [tuple(row) for statement in (_EVERYBODY, _SEATS) for row in db.rows(statement)]


def _there_and_back(database: Database, out: Path, existing: str = "update") -> ImportResult:
    before = _facts(database)
    exporting.run(database, "members", out, by="Sari", full=True, reason="uji bolak-balik")
    result = importing.run(database, out, by="Sari", existing=existing)  # type: ignore[arg-type]
    assert (result.created, result.updated, result.rejected, result.group) == (0, 0, 0, None), result.verdicts
    assert _facts(database) == before
    return result


def _register(database: Database, *people: dict[str, Any]) -> list[int]:
    with database.write("Daftar", by="Sari") as tx:
        ids = [number for one in people for number in register(tx, [one])]
        conclusions.judge(tx, ids)
    return ids


ODD: tuple[dict[str, Any], ...] = (
    {"name": "Siti Ma'ruf", "title_before": "dr.", "title_after": "S.H., M.H."},
    {"name": "Siti", "title_after": "S.Pd."},
    {"name": "H. Ahmad"},  # a title that somebody typed into the name
    {"name": "Rina, binti Umar"},
    {"name": "Rina, binti Umar", "title_after": "S.E."},
    {"name": "'Aisyah", "title_before": "Hj."},
    {"name": "=SUM(A1)", "note": "-5 derajat"},
    {"name": "'=Kutip", "address": "@rumah"},
    {"name": "Nu’man", "note": "menelepon 0812; kata ayahnya: “nanti”"},
    {"name": "Ω Ünal Ⅳ", "rt_rw": "003/005", "email": "a@contoh.id", "education": "S1", "marital": "Kawin"},
    {"name": "Tanpa Nik", "nik": None},
    {"name": "Tanpa Apa", "nik": None, "born": None, "sex": None, "phone": ""},
    {"name": "Di Kelurahan", "wanted": "3171011001"},
    {"name": "Minta Kursi", "wanted": f"{STATION}7"},
    {"name": "Cadangan", "reserve": 1},
    {"name": "Muda", "born": date(2010, 1, 1), "nik": "3171010101100001"},
    {"name": "Telepon Rumah", "phone": "+62215551234", "role_id": 3},
)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("existing", ["skip", "update", "fill"])
def test_a_workspace_with_everything_in_it_comes_back_unchanged(
    workspace: Database, tmp_path: Path, ending: str, existing: str
) -> None:
    holders = crew(workspace)
    odd = [
        person(100 + number, **{"place": fields.get("wanted", STATION), **fields}) for number, fields in enumerate(ODD)
    ]
    for fields in odd:
        fields["name_key"] = values.name_key(fields["name"])
    _register(workspace, *odd)
    with workspace.write("Kosongkan", by="Sari") as tx:
        seats.vacate(tx, holders[4], reason=Reason.RELEASED, until=date(2024, 11, 9))
    _there_and_back(workspace, tmp_path / f"a.{ending}", existing)
    assert checking.check(workspace) == []


def test_who_left_the_roster_is_not_brought_back_by_an_old_list(workspace: Database, tmp_path: Path) -> None:
    with_nik, without = _register(workspace, person(1), person(2, nik=None))
    with workspace.write("Keluar", by="Sari") as tx:
        for member in (with_nik, without):
            tx.update(schema.member, member, {"active": False, "left_reason": "meninggal"})
        conclusions.judge(tx, [with_nik, without])
    result = _there_and_back(workspace, tmp_path / "a.xlsx")
    assert (result.unchanged, result.problems["left_roster"]) == (2, 2)


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" '’.,-/()"), min_size=1, max_size=30
).map(lambda text: values.clean(text)[0])
_NAMES = _TEXT.filter(lambda text: bool(values.name_key(text)))
_TITLES = st.one_of(st.just(""), st.sampled_from(["dr.", "Hj.", "S.Pd.", "S.H., M.H.", "Tgk."]), _TEXT).filter(
    lambda text: text != "-"
)
_FREE = st.one_of(st.just(""), _TEXT.filter(lambda text: text != "-"))
_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": _NAMES,
            "title_before": _TITLES,
            "title_after": _TITLES,
            "address": _FREE,
            "birth_place": _FREE,
            "education": st.sampled_from(["", "S1", "SMA/Sederajat"]),
            "occupation": _FREE,
            "note": _FREE,
            "known": st.booleans(),
            "seated": st.booleans(),
            "tps": st.sampled_from([STATION, f"{STATION}3", "3171011001002", "3171011001"]),
            "rt_rw": st.sampled_from(["", "001/012", "013/002"]),
            "phone": st.sampled_from(["", "+6281234567890", "+62215551234"]),
        }
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda fields: values.name_key(str(fields["name"])),
)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@given(people=_PEOPLE)
@settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_people_come_back_unchanged(
    people: list[dict[str, Any]], make: Callable[[], Database], tmp_path: Path, ending: str
) -> None:
    with make() as database:
        rows = []
        for number, given_fields in enumerate(people):
            fields = dict(given_fields)
            known, seated, place = fields.pop("known"), fields.pop("seated"), fields.pop("tps")
            wanted = STATION if seated else place
            made = (
                person(number + 1, wanted=wanted, **fields)
                if known
                else person(number + 1, wanted=wanted, nik=None, **fields)
            )
            rows.append((made, seated))
        ids = _register(database, *(row for row, _ in rows))
        with database.write("Tetapkan", by="Sari") as tx:
            for seat, (member, (_, seated)) in enumerate(zip(ids, rows, strict=True), 2):
                if seated and seat < 8:
                    seats.appoint(tx, member, f"{STATION}{seat}")
        _there_and_back(database, tmp_path / f"a.{ending}")


@pytest.fixture
def make(template: Path, tmp_path: Path, clock: Any) -> Callable[[], Database]:
    """A new workspace for each example."""

    def new() -> Database:
        path = tmp_path / "contoh.kpps"
        for left in tmp_path.glob("contoh.kpps*"):
            left.unlink()
        path.write_bytes(template.read_bytes())
        return Database.open(path, clock=clock)

    return new
