"""Lines of the administrative check: required papers that are there, and what the filters offer."""

from datetime import date

from kpps_desk.operations import requirements
from kpps_desk.queries import check_rows
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import person, register

DAY = date(2024, 9, 18)


def test_a_line_counts_required_papers_that_are_there_and_not_unsound(workspace: Database) -> None:
    with workspace.write("Daftarkan", by="penguji") as tx:
        ids = register(tx, [person(1), person(2)])
        requirements.record_document(tx, ids[:1], "ktp", received=DAY, verdict="sah")
        requirements.record_document(tx, ids[:1], "foto", received=DAY)
        requirements.record_document(tx, ids[:1], "ijazah", received=DAY, verdict="tidak")
        requirements.record_document(tx, ids[:1], "sehat", received=None)
        requirements.record_document(tx, ids[:1], "parpol", received=DAY, verdict="sah")  # not required
    with workspace.read() as db:
        rows = check_rows.page(db, [*ids, 999])
    assert set(rows) == set(ids)
    assert [(rows[one].papers, rows[one].asked, rows[one].eligibility) for one in ids] == [(2, 7, "TMS"), (0, 7, "MS")]
    assert rows[ids[0]].objections == "Ijazah SMA atau sederajat tidak sah; Surat keterangan sehat tidak ada"


def test_the_filters_offer_what_there_is_in_the_area(workspace: Database) -> None:
    with workspace.write("Daftarkan", by="penguji") as tx:
        ids = register(tx, [person(1), person(2), person(3)])
        requirements.record_document(tx, ids[:2], "ktp", received=None)
        requirements.withdraw(tx, ids[1:2])
    with workspace.read() as db:
        offered = check_rows.offered(db, GAMBIR)
        nothing = check_rows.offered(db, "31.75")
        checked = check_rows.checked(db, ids[0])
    assert offered.tally == {"MS": 1, "TMS": 1, "BMS": 0}
    assert offered.objections == (("document_missing:ktp", "KTP-el tidak ada", 1),)
    assert nothing.objections == ()
    assert checked.checklist.eligibility == "TMS"
    assert checked.rules.entitled == ()
