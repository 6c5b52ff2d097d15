"""The list as a file: the columns that are seen, the people that are chosen, no NIK in full."""

from pathlib import Path

import pytest
from sqlalchemy import select

from kpps_desk.exchange import tables
from kpps_desk.exchange.sheets import Heading
from kpps_desk.operations import list_files
from kpps_desk.problems import Refused
from kpps_desk.queries import history
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui import member_columns
from tests.people import crew

COLUMNS = (
    (Heading("Nama"), lambda row: row.name),
    (Heading("NIK"), lambda row: row.nik),
    (Heading("HP"), lambda row: row.phone),
)


@pytest.fixture
def people(workspace: Database) -> Database:
    crew(workspace)
    with workspace.write("Catat", by="penguji") as tx:
        tx.update(schema.member, 2, {"note": "NIK lama 3171010101900002", "phone": "=1+1"})
    return workspace


@pytest.mark.parametrize("name", ["daftar.xlsx", "daftar.csv"])
def test_the_file_has_the_chosen_people_in_their_order(people: Database, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert list_files.write(people, [3, 1], COLUMNS, out, by="Sari") == 2
    rows = [list(row) for row in tables.open_table(out).rows()]
    assert [row[0] for row in rows] == ["Nama", "Orang Ke 3", "Orang Ke 1"]


def test_no_column_of_a_row_holds_a_nik_in_full(people: Database, tmp_path: Path) -> None:
    out = tmp_path / "daftar.csv"
    list_files.write(
        people, list(range(1, 10)), [(Heading(one.title), one.text) for one in member_columns.COLUMNS], out, by="Sari"
    )
    text = out.read_text(encoding="utf-8")
    with people.read() as db:
        niks = db.column(select(schema.member.c.nik))
    assert len(niks) == 9
    assert not [nik for nik in niks if nik in text]
    assert "317101**********" in text


def test_who_took_a_list_out_is_in_the_journal_and_nobody_is_named(people: Database, tmp_path: Path) -> None:
    list_files.write(people, [1], COLUMNS, tmp_path / "a.csv", by="Sari", described="siti 3171010101900002")
    with people.read() as db:
        act = history.acts(db, 1)[0]
    assert (act.title, act.by) == ("Ekspor daftar anggota, 1 orang, NIK disamarkan", "Sari")
    assert act.reason == "siti 317101**********"


def test_an_empty_choice_and_a_wrong_ending_are_said_before_anything_is_written(
    people: Database, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="Belum ada orang"):
        list_files.write(people, [], COLUMNS, tmp_path / "a.csv", by="Sari")
    with pytest.raises(Refused):
        list_files.write(people, [1], COLUMNS, tmp_path / "a.pdf", by="Sari")
    assert list(tmp_path.glob("a.*")) == []
