"""Correcting one person's record."""

from datetime import date

import pytest

from kpps_desk.operations import members
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.queries import history
from kpps_desk.queries import members as people
from kpps_desk.store.database import Database
from tests.people import crew, person, register


def _edit(database: Database, member: int, typed: dict[str, str], *, version: int = 0) -> bool:
    with database.write("Perbaiki data", by="penguji") as tx:
        version = version or people.details(tx, member).version
        return members.edit(tx, member, typed, version=version)


def test_a_correction_is_kept_as_typed_and_told_in_the_history(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    assert _edit(workspace, member, {"name": "SITI MA'RUF", "phone": "0812-3456-789", "born": "2 Februari 1991"})
    with workspace.read() as db:
        shown = people.details(db, member)
        told = history.of_member(db, member)[0]
    assert (shown.name, shown.phone, shown.born) == ("SITI MA'RUF", "+628123456789", date(1991, 2, 2))
    assert told.fields["name"] == ("Orang Ke 1", "SITI MA'RUF")
    assert told.by == "penguji"


def test_saving_the_same_again_leaves_no_entry(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    with workspace.read() as db:
        before = len(history.acts(db))
    assert not _edit(workspace, member, {"name": "Orang Ke 1"})
    with workspace.read() as db:
        assert len(history.acts(db)) == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "  "),
        ("nik", "123"),
        ("nik", "3171013201900001"),
        ("nik", "3.17101E+15"),
        ("born", "31 Februari 1990"),
        ("phone", "abc"),
        ("sex", "X"),
        ("email", "bukan surel"),
        ("address", "x" * 301),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(workspace: Database, field: str, text: str) -> None:
    (member,) = crew(workspace, size=1)
    with pytest.raises(Invalid) as caught:
        _edit(workspace, member, {field: text})
    assert caught.value.field == field


def test_who_comes_second_is_told(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    with workspace.read() as db:
        version = people.details(db, member).version
    _edit(workspace, member, {"name": "Pertama"}, version=version)
    with pytest.raises(Conflict):
        _edit(workspace, member, {"name": "Kedua"}, version=version)


def test_the_nik_of_another_active_person_is_refused(workspace: Database) -> None:
    first, second = crew(workspace, size=2)
    with workspace.read() as db:
        nik = people.details(db, first).nik
    with pytest.raises(Refused, match="NIK"):
        _edit(workspace, second, {"nik": nik or ""})


def test_a_seat_holder_cannot_be_made_too_young(workspace: Database) -> None:
    (member,) = crew(workspace, size=1)
    with pytest.raises(Refused, match="memegang kursi"):
        _edit(workspace, member, {"born": "01-01-2010"})


def test_a_reserve_who_turns_out_too_young_is_kept_as_tms(workspace: Database) -> None:
    with workspace.write("Daftar", by="penguji") as tx:
        (member,) = register(tx, [person(1)])
    _edit(workspace, member, {"born": "01-01-2010"})
    with workspace.read() as db:
        shown = people.details(db, member)
    assert shown.eligibility == "TMS"
    assert "too_young" in shown.objections
