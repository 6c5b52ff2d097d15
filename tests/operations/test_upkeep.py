"""A new workspace."""

from pathlib import Path

import pytest

from kpps_desk.operations import checking, upkeep
from kpps_desk.problems import Refused, Unavailable
from kpps_desk.queries import areas, history, readiness
from kpps_desk.store.database import Database


def test_the_province_has_14835_stations_and_133515_empty_seats(tmp_path: Path) -> None:
    with upkeep.new(tmp_path / "dki.kpps", by="penguji") as database:
        with database.read() as db:
            whole = readiness.total(readiness.by_level(db, "kabkota"))
            levels = {level: len(readiness.by_level(db, level)) for level in readiness.LEVELS}
        assert levels == {"kabkota": 6, "kecamatan": 44, "kelurahan": 267, "tps": 14_835}
        assert (whole.stations, whole.kpps.seats, whole.officers.seats) == (14_835, 103_845, 29_670)
        assert (whole.ready, whole.kpps.filled, whole.officers.filled) == (0, 0, 0)
        assert checking.check(database) == []


def test_a_workspace_keeps_its_own_copy_of_the_election(workspace: Database) -> None:
    with workspace.read() as db:
        election = areas.election(db)
    assert election.crew == 9
    assert election.role_at(1).code == "ketua"
    assert not election.role_at(8).kpps


def test_making_it_is_told_in_the_journal_but_cannot_be_undone(workspace: Database) -> None:
    with workspace.read() as db:
        assert [act.title for act in history.acts(db)] == ["Buat berkas kerja"]
        assert history.latest_undoable(db) is None


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "penting.kpps"
    path.write_text("jangan hilang")
    with pytest.raises(Refused, match="sudah ada"):
        upkeep.new(path, by="penguji")
    assert path.read_text() == "jangan hilang"


def test_an_unknown_area_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"99\.99"):
        upkeep.new(tmp_path / "uji.kpps", by="penguji", only="99.99")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises((Refused, Unavailable), match="tidak"):
        upkeep.new(tmp_path / "tidak-ada" / "uji.kpps", by="penguji")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no folder here refuses even root")
def test_a_folder_that_refuses_files_is_told_in_a_sentence() -> None:
    with pytest.raises(Unavailable, match="tidak boleh ditulisi"):
        upkeep.new(Path("/proc/baru.kpps"), by="penguji", only="31.71.01.1001")
