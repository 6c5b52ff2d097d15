"""Who may have a certificate and who not, as lists."""

from pathlib import Path

from kpps_desk.domain.certificates import Bar
from kpps_desk.queries import certificates, entitlement
from kpps_desk.queries.entitlement import Group
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.filled import fill


def test_every_active_person_is_in_exactly_one_group(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True)
    with Database.open(workspace_path) as database, database.read() as db:
        groups = [entitlement.ids(db, Group(GAMBIR, bar=why)) for why in (None, *Bar)]
        everybody = sorted(certificates.considered(db, GAMBIR))
    assert sorted(member for group in groups for member in group) == everybody


def test_the_lists_are_as_long_as_the_counts_say(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    with Database.open(workspace_path) as database, database.read() as db:
        for why in (None, *Bar):
            group = Group(GAMBIR, bar=why)
            found = entitlement.ids(db, group)
            assert len(found) == entitlement.count(db, group)
            assert entitlement.first(db, group, 3) == found[:3]
        assert entitlement.count(db, Group(GAMBIR, bar=Bar.ROLE)) == 10
        assert entitlement.count(db, Group(GAMBIR, bar=Bar.ALREADY)) == 35
