"""A file from an older version: its verdicts are concluded by today's rules when it is opened."""

import shutil
from pathlib import Path

from kpps_desk import app
from kpps_desk.operations import catching_up, checking
from kpps_desk.queries import members as people
from kpps_desk.store import schema, sqlite, upgrade
from kpps_desk.store.database import Database
from tests.people import crew


def _older(path: Path) -> list[int]:
    """A crew whose second member's school nobody asked for then; the file goes down to the version before."""
    with Database.open(path) as database:
        ids = crew(database)
        with database.write("Isi lama", by="penguji") as tx:
            tx.update(schema.member, ids[1], {"education": "SMP"})
    engine = sqlite.engine(path, key=None, mode="rw")
    with engine.connect() as connection:
        upgrade.migrate(connection, "0002")
    engine.dispose()
    return ids


def test_opening_an_older_file_concludes_its_verdicts_by_todays_rules(workspace_path: Path) -> None:
    ids = _older(workspace_path)
    with app.open_workspace(workspace_path, "penguji") as workspace:
        assert not workspace.database.behind
        with workspace.database.read() as db:
            shown = people.details(db, ids[1])
        assert (shown.eligibility, shown.objections, shown.seat_number) == ("TMS", ("education_low",), 2)
        assert checking.check(workspace.database) == []
    with Database.open(workspace_path) as database:
        assert not database.behind


def test_a_file_that_is_not_behind_is_left_alone(workspace_path: Path, tmp_path: Path) -> None:
    with Database.open(workspace_path) as database:
        crew(database)
    before = Path(shutil.copy(workspace_path, tmp_path / "sebelum.kpps")).read_bytes()
    with Database.open(workspace_path) as database:
        assert catching_up.catch_up(database) == 0
    assert workspace_path.read_bytes() == before


def test_reading_only_concludes_nothing(workspace_path: Path) -> None:
    _older(workspace_path)
    Database.open(workspace_path).close()
    with Database.open(workspace_path, read_only=True) as database:
        assert catching_up.catch_up(database) == 0
    with Database.open(workspace_path) as database:
        assert catching_up.catch_up(database) == 1
