"""A NIK in full: only against a record of who saw it and why, which stands for good."""

import pytest

from kpps_desk.operations import disclosing, undo
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import disclosures, history
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.people import crew, person, register


@pytest.fixture
def people(workspace: Database) -> Database:
    crew(workspace, size=2)
    with workspace.write("Daftar", by="penguji") as tx:
        register(tx, [person(3, nik=None)])
    return workspace


def _look(database: Database, member: int = 1, purpose: str = "Mencocokkan dengan KTP") -> str:
    with database.write(f"Lihat NIK lengkap, anggota no. {member}", by="Sari") as tx:
        return disclosing.show_nik(tx, member, purpose=purpose)


def test_who_sees_a_nik_in_full_and_why_is_on_record(people: Database) -> None:
    assert _look(people) == "3171010101900001"
    with people.read() as db:
        (seen,) = disclosures.of_member(db, 1)
        assert (seen.by, seen.what, seen.purpose) == ("Sari", "nik", "Mencocokkan dengan KTP")
        assert disclosures.of_member(db, 2) == []
        told = history.of_member(db, 1)[0]
    assert told.title == "Lihat NIK lengkap, anggota no. 1"
    assert [str(one) for one in told.says] == ["Yang dilihat: NIK lengkap", "Keperluan: Mencocokkan dengan KTP"]


@pytest.mark.parametrize("purpose", ["", "   ", "\t\n"])
def test_without_a_purpose_nothing_is_shown_and_nothing_recorded(people: Database, purpose: str) -> None:
    with pytest.raises(Invalid):
        _look(people, purpose=purpose)
    with people.read() as db:
        assert disclosures.of_member(db, 1) == []


def test_a_nik_that_is_not_known_is_not_a_look(people: Database) -> None:
    with pytest.raises(Refused, match="belum ada"):
        _look(people, 3)
    with people.read() as db:
        assert disclosures.of_member(db, 3) == []


def test_a_nik_typed_as_the_purpose_is_masked(people: Database) -> None:
    _look(people, purpose="cocokkan 3171010101900001")
    with people.read() as db:
        assert disclosures.of_member(db, 1)[0].purpose == "cocokkan 317101**********"


def test_a_look_is_never_undone_and_does_not_stand_in_the_way_of_undo(people: Database) -> None:
    with people.write("Ubah catatan", by="Sari") as tx:
        tx.update(schema.member, 1, {"note": "lama"})
    _look(people)
    with people.read() as db:
        look = history.acts(db, 1)[0]
        next_in_turn = history.latest_undoable(db)
    assert next_in_turn is not None
    assert next_in_turn.title == "Ubah catatan"
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        undo.undo(people, look.id, by="Sari")
    undo.undo(people, next_in_turn.id, by="Sari")
    with people.read() as db:
        assert len(disclosures.of_member(db, 1)) == 1
