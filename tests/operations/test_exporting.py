from pathlib import Path

import pytest
from sqlalchemy import select

from kpps_desk.exchange import tables
from kpps_desk.operations import exporting, importing
from kpps_desk.problems import Refused
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import people, rosters

_LAST = select(schema.journal.c.title, schema.journal.c.reason).order_by(schema.journal.c.seq.desc())


@pytest.mark.parametrize("what", ["members", "attendance", "certificates"])
def test_an_empty_list_still_has_its_headings(workspace: Database, tmp_path: Path, what: str) -> None:
    out = tmp_path / "a.xlsx"
    assert exporting.run(workspace, what, out, by="penguji") == 0
    assert "".join(str(cell) for row in tables.open_table(out).rows() for cell in row)


def test_niks_are_masked_unless_a_reason_is_given_and_kept(workspace: Database, tmp_path: Path) -> None:
    people.crew(workspace)
    out = tmp_path / "a.csv"
    assert exporting.run(workspace, "members", out, by="penguji") == 9
    assert "3171010101900001" not in out.read_text(encoding="utf-8")
    with pytest.raises(Refused):
        exporting.run(workspace, "members", out, by="penguji", full=True, reason=" ")
    exporting.run(workspace, "members", out, by="penguji", full=True, reason="Diminta KPU Kota")
    assert "3171010101900001" in out.read_text(encoding="utf-8")
    with workspace.read() as db:
        entry = db.row(_LAST)
    assert entry is not None
    assert (entry.title, entry.reason) == ("Ekspor lengkap: Anggota", "Diminta KPU Kota")


def test_a_full_export_imports_again_without_a_change(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [rosters.row(1), rosters.row(2)]), by="penguji")
    exporting.run(workspace, "members", tmp_path / "b.xlsx", by="penguji", full=True, reason="uji")
    result = importing.run(workspace, tmp_path / "b.xlsx", by="penguji", existing="update")
    assert (result.unchanged, result.read) == (2, 2)


def test_an_area_without_people_gives_no_rows(workspace: Database, tmp_path: Path) -> None:
    people.crew(workspace)
    assert exporting.run(workspace, "members", tmp_path / "a.csv", by="penguji", area="31.72") == 0
    assert exporting.run(workspace, "members", tmp_path / "a.csv", by="penguji", area="31.71.01") == 9


def test_an_unknown_list_is_refused(workspace: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        exporting.run(workspace, "semua", tmp_path / "a.csv", by="penguji")
