"""The lists of Kelola and of Bukti nama: narrowed by state and text, in the order of the seats."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.certificates import Kind
from kpps_desk.operations import certificates as issuing
from kpps_desk.operations import members, name_checks
from kpps_desk.queries import certificate_lists, certificates, name_lists, sessions
from kpps_desk.queries import members as member_questions
from kpps_desk.queries import name_checks as names
from kpps_desk.queries.certificate_lists import Standing, Wanted
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.filled import BY, fill


@pytest.fixture
def database(workspace_path: Path) -> Iterator[Database]:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    with Database.open(workspace_path) as found:
        yield found


def test_each_state_is_a_list_of_its_own(database: Database) -> None:
    with database.read() as db:
        first, second, *_ = certificates.ids(db)
    with database.write("Cabut", by=BY) as tx:
        issuing.revoke(tx, first, reason="Salah orang")
    with database.write("Ganti", by=BY) as tx:
        new = issuing.reissue(tx, second, reason="Nama salah")
    with database.read() as db:
        assert list(certificate_lists.ids(db, Wanted(GAMBIR, standing=Standing.REVOKED))) == [first]
        assert list(certificate_lists.ids(db, Wanted(GAMBIR, standing=Standing.REPLACED))) == [second]
        in_force = certificate_lists.ids(db, Wanted(GAMBIR, standing=Standing.IN_FORCE))
        assert new in in_force
        assert list(in_force) == list(certificates.ids(db, GAMBIR))
        everything = Wanted(GAMBIR)
        assert certificate_lists.count(db, everything) == 36
        assert list(certificate_lists.first(db, everything)) == list(certificate_lists.ids(db, everything))


def test_a_text_is_part_of_a_name_or_a_number(database: Database) -> None:
    with database.read() as db:
        one = certificates.ids(db)[4]
        row = certificates.page(db, [one])[one]
        assert one in certificate_lists.ids(db, Wanted(text=row.name[:5].upper()))
        assert list(certificate_lists.ids(db, Wanted(text=row.number))) == [one]
        assert list(certificate_lists.bearing(db, [one], "tidak ada")) == []


def test_changed_ones_are_asked_anew(database: Database) -> None:
    with database.read() as db:
        one = certificates.ids(db)[0]
        member = certificates.page(db, [one])[one].member_id or 0
        version = member_questions.details(db, member).version
        assert certificate_lists.count(db, Wanted(standing=Standing.CHANGED)) == 0
    with database.write("Ubah nama", by=BY) as tx:
        members.edit(tx, member, {"name": "Nama Lain"}, version=version)
    with database.read() as db:
        assert list(certificate_lists.first(db, Wanted(standing=Standing.CHANGED))) == [one]
        old = certificates.page(db, [one])[one].name
        assert list(certificate_lists.ids(db, Wanted(standing=Standing.CHANGED, text=old))) == [one]


def test_names_are_listed_as_the_sheet_has_them(database: Database) -> None:
    with database.read() as db:
        sheet = names.people(db, GAMBIR)
        found = name_lists.ids(db, name_lists.Wanted(GAMBIR))
        assert [row.member for row in sheet] == list(found)
        assert [name_lists.page(db, found)[one] for one in found] == sheet
    with database.write("Konfirmasi", by=BY) as tx:
        name_checks.confirm(tx, {row.member: row.name for row in sheet[:5]})
    with database.read() as db:
        sure = name_lists.Wanted(GAMBIR, standing=name_lists.Standing.CONFIRMED)
        open_ = name_lists.Wanted(GAMBIR, standing=name_lists.Standing.OPEN)
        assert list(name_lists.ids(db, sure)) == [row.member for row in sheet[:5]]
        assert name_lists.count(db, open_) == 30
        assert sheet[0].member in name_lists.first(db, name_lists.Wanted(text=sheet[0].name.split()[0].lower()))


def test_trainers_and_sessions_are_scopes_too(database: Database) -> None:
    with database.read() as db:
        assert certificate_lists.count(db, Wanted(kind=Kind.TRAINER)) == 0
        assert certificate_lists.count(db, Wanted(kind=Kind.PIAGAM)) == 0
        session = sessions.listing(db, GAMBIR, SessionKind.TRAINING)[0].id
        some = certificate_lists.ids(db, Wanted(session=session))
        assert set(some) == set(certificates.ids(db, session=session))
        assert name_lists.count(db, name_lists.Wanted(session=session)) == len(names.people(db, session=session))
