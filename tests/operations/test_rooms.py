"""Rooms and trainers: typed lines come in once, a line that isn't read keeps everything out."""

from datetime import date

import pytest

from kpps_desk.domain.room_lines import RoomLine, TrainerLine
from kpps_desk.operations import rooms
from kpps_desk.problems import Invalid
from kpps_desk.queries import rooms as questions
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR

NINTH = date(2024, 11, 9)


def take(database: Database, text: str, area: str = GAMBIR) -> rooms.TakenIn:
    with database.write("Ruang", by="penguji") as tx:
        return rooms.take_rooms(tx, area, text)


def test_typed_rooms_come_in_once_and_a_repeat_changes_nothing(workspace: Database) -> None:
    lines = "Aula; 60; Jl. Tanah Abang I; 9-11-2024\nBalai Warga\n\n31.71.01; Gelanggang; 200"
    assert take(workspace, lines) == (3, 0, 0)
    assert take(workspace, lines) == (0, 0, 3)
    assert take(workspace, "Aula; 45") == (0, 1, 0)
    with workspace.read() as db:
        found = questions.rooms(db, GAMBIR)
        assert [(row.area_code, row.name, row.capacity) for row in found] == [
            ("31.71.01", "Gelanggang", 200),
            (GAMBIR, "Aula", 45),
            (GAMBIR, "Balai Warga", 0),
        ]
        assert questions.rooms(db, "31.75") == []


@pytest.mark.parametrize("line", ["Aula; banyak", "Aula; 60; ; besok", "; 60", "Aula; 99999"])
def test_a_line_that_is_not_read_keeps_all_of_them_out(workspace: Database, line: str) -> None:
    with pytest.raises(Invalid):
        take(workspace, f"Balai\n{line}")
    with workspace.read() as db:
        assert questions.rooms(db) == []


def test_trainers_have_days_on_which_they_cant_come(workspace: Database) -> None:
    with workspace.write("Narasumber", by="penguji") as tx:
        taken = rooms.take_trainers(tx, "", "Dra. Siti Aminah; PPK Gambir; 0812; 9-11-2024\nBudi")
    assert taken == (2, 0, 0)
    with workspace.read() as db:
        budi, siti = questions.trainers(db, GAMBIR)
    assert (siti.institution, siti.absent, siti.area_code) == ("PPK Gambir", frozenset({NINTH}), "")
    with workspace.write("Narasumber", by="penguji") as tx:
        assert rooms.edit_trainer(tx, budi.id, TrainerLine("Budi", "KPU"), version=budi.version)
        rooms.remove_trainer(tx, siti.id)
    with workspace.read() as db:
        assert [row.institution for row in questions.trainers(db)] == ["KPU"]


def test_a_room_is_changed_and_removed(workspace: Database) -> None:
    take(workspace, "Aula; 60")
    with workspace.write("Ubah", by="penguji") as tx:
        (row,) = questions.rooms(tx)
        assert rooms.edit_room(tx, row.id, RoomLine("Aula Besar", 80, closed=frozenset({NINTH})), version=row.version)
        assert questions.rooms(tx)[0].closed == {NINTH}
        rooms.remove_room(tx, row.id)
        assert questions.rooms(tx) == []
        with pytest.raises(Invalid):
            rooms.put_room(tx, GAMBIR, RoomLine(" "))
