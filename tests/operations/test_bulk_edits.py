"""One field of many people: what is shown is what happens, whoever can't be is told why, one undo takes it all back."""

import pytest

from kpps_desk.domain.stages import Stage
from kpps_desk.operations import bulk_edits, undo
from kpps_desk.operations.bulk_plans import FIELDS, Edit
from kpps_desk.problems import Cancelled, Invalid
from kpps_desk.queries import history, members
from kpps_desk.store.database import Database
from tests.people import STATION, crew, person, register


@pytest.fixture
def people(workspace: Database) -> Database:
    """1-3 hold seats; 4-6 don't, 6 has left the roster."""
    crew(workspace, size=3)
    with workspace.write("Daftar", by="penguji") as tx:
        register(tx, [person(4, education="SMA")])
        register(tx, [person(5, education="S1", note="Koordinator RW 05")])
        register(tx, [person(6, active=False, left_reason="dikeluarkan")])
    return workspace


EVERYBODY = [1, 2, 3, 4, 5, 6]


def _preview(database: Database, edit: Edit, chosen: list[int] = EVERYBODY) -> bulk_edits.Preview:
    with database.read() as db:
        return bulk_edits.preview(db, chosen, edit)


def _run(database: Database, edit: Edit, chosen: list[int] = EVERYBODY) -> bulk_edits.Edited:
    return bulk_edits.run(database, chosen, edit, by="penguji")


def _values(database: Database, field: str) -> list[object]:
    with database.read() as db:
        return [getattr(members.details(db, member), field) for member in EVERYBODY]


def test_the_preview_counts_from_what_to_what_and_whom_it_refuses(people: Database) -> None:
    shown = _preview(people, Edit("education", "SMA"))
    assert [(step.before, step.after, step.people) for step in shown.steps] == [
        ("(kosong)", "SMA", 3),
        ("S1", "SMA", 1),
    ]
    assert (shown.changing, shown.same) == (4, 1)
    assert shown.refused == {6: "Sudah keluar dari daftar."}
    assert _values(people, "education") == ["", "", "", "SMA", "S1", ""]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("education", "S2"),
        Edit("note", "Hadir gladi"),
        Edit("wanted", "3171011001002"),
        Edit("role", "ketua"),
        Edit("reserve", "ya"),
        Edit("left", "mengundurkan_diri"),
    ],
)
def test_what_was_shown_is_what_happens(people: Database, edit: Edit) -> None:
    shown = _preview(people, edit)
    done = _run(people, edit)
    assert (done.done, done.refused) == (shown.changing, shown.refused)
    assert _preview(people, edit).changing == 0


def test_a_note_is_added_to_and_never_overwritten(people: Database) -> None:
    _run(people, Edit("note", "Hadir gladi"))
    assert _values(people, "note")[3:5] == ["Hadir gladi", "Koordinator RW 05; Hadir gladi"]
    assert _run(people, Edit("note", "Hadir gladi")).done == 0


def test_seat_holders_keep_place_and_role_and_are_told_so(people: Database) -> None:
    done = _run(people, Edit("wanted", "3171011001002"))
    assert done.done == 2
    assert {done.refused[member] for member in (1, 2, 3)} == {"Memegang kursi; pindahkan lewat layar Kursi."}
    assert _values(people, "place")[:5] == [*(f"{STATION}{n}" for n in (1, 2, 3)), "3171011001002", "3171011001002"]


def test_low_education_is_judged_at_once(people: Database) -> None:
    _run(people, Edit("education", "SMP"), [4, 5])
    assert all(objections for objections in _values(people, "objections")[3:5])


def test_reserves_are_ranked_in_the_order_of_the_choice(people: Database) -> None:
    _run(people, Edit("reserve", "ya"), [5, 4, 1])
    assert _values(people, "reserve") == [0, 0, 0, 2, 1, 0]
    _run(people, Edit("reserve", "tidak"), [5])
    assert _values(people, "reserve") == [0, 0, 0, 1, 0, 0]


def test_who_is_taken_off_the_list_is_ended_with_the_reason(people: Database) -> None:
    _run(people, Edit("left", "mengundurkan_diri"), [4, 1])
    assert _values(people, "stage")[3] == Stage.ENDED
    assert _values(people, "left_reason")[3] == "mengundurkan_diri"
    assert _values(people, "active")[0]


@pytest.mark.parametrize("field", ["nik", "name", "name_key", "born", "sex", "active", "objections", "id"])
def test_nobodys_identity_is_edited_in_bulk(people: Database, field: str) -> None:
    assert field not in FIELDS
    with pytest.raises(Invalid):
        _run(people, Edit(field, "x"))


@pytest.mark.parametrize(
    "edit",
    [
        Edit("education", "x" * 500),
        Edit("note", "  "),
        Edit("wanted", "3171019999"),
        Edit("wanted", "3171011001999"),
        Edit("role", "camat"),
        Edit("left", "bosan"),
        Edit("left", "pindah"),
    ],
)
def test_a_value_that_cannot_be_is_refused_before_anybody_is_changed(people: Database, edit: Edit) -> None:
    with pytest.raises(Invalid):
        _preview(people, edit)
    with pytest.raises(Invalid):
        _run(people, edit)


def test_one_undo_takes_back_all_chunks_by_name(people: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_edits, "_CHUNK", 2)
    _run(people, Edit("occupation", "Guru"))
    with people.read() as db:
        act = history.latest_undoable(db)
    assert act is not None
    assert act.title == "Ubah pekerjaan, 6 orang"
    undo.undo(people, act.id, by="penguji")
    assert _values(people, "occupation") == [""] * 6


def test_cancel_keeps_the_chunks_already_done(people: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_edits, "_CHUNK", 2)

    def progress(done: int, total: int, what: str = "") -> None:
        if done >= 2:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        bulk_edits.run(people, EVERYBODY, Edit("occupation", "Guru"), by="penguji", progress=progress)
    assert _values(people, "occupation") == ["Guru", "Guru", "", "", "", ""]
