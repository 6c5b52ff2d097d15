"""No NIK in full where nobody asked for one: reports of bugs, Ctrl+K, history, what the journal calls things."""

import pytest
from sqlalchemy import select

from kpps_desk.operations import bulk_edits, disclosing
from kpps_desk.operations import members as changing
from kpps_desk.operations.bulk_plans import Edit
from kpps_desk.queries import history, member_story, members
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.ui import bugs
from kpps_desk.ui.finder import find
from tests.people import crew

NIK = "3171010101900001"


@pytest.fixture
def people(workspace: Database) -> Database:
    """Whose notes, addresses and occupations hold NIKs, as offices' lists do."""
    ids = crew(workspace)
    with workspace.write("Catat", by="penguji") as tx:
        for member in ids:
            tx.update(schema.member, member, {"note": f"NIK lama {NIK}", "address": f"Jl. Mawar {NIK}"})
    with workspace.write("Ubah NIK", by="penguji") as tx:
        changing.edit(tx, 2, {"nik": "3171010101900099"}, version=members.details(tx, 2).version)
    bulk_edits.run(workspace, ids, Edit("note", f"lihat {NIK}"), by="penguji")
    with workspace.write("Lihat NIK lengkap, anggota no. 1", by="penguji") as tx:
        disclosing.show_nik(tx, 1, purpose=f"cocokkan {NIK}")
    return workspace


def _niks(database: Database) -> list[str]:
    with database.read() as db:
        return [NIK, *db.column(select(schema.member.c.nik))]


def _holds(niks: list[str], text: object) -> list[str]:
    return [nik for nik in niks if nik in str(text)]


def test_a_report_of_a_bug_masks_the_values_that_it_quotes() -> None:
    try:
        int(f"x{NIK[:0]} {NIK}")
    except ValueError as error:
        report = bugs.text_of(ValueError, error, error.__traceback__)
    assert NIK not in report
    assert "317101**********" in report


@pytest.mark.parametrize("text", ["orang", "3171", "jl mawar", "0812", NIK])
def test_ctrl_k_shows_no_nik(people: Database, text: str) -> None:
    with people.read() as db:
        assert not _holds(_niks(people), [(hit.text, hit.note) for hit in find(db, text)])


def test_neither_history_nor_titles_nor_reasons_hold_a_nik(people: Database) -> None:
    niks = _niks(people)
    with people.read() as db:
        acts = history.acts(db, 50)
        assert not _holds(niks, [(act.title, act.reason) for act in acts])
        for member in range(1, 10):
            story = member_story.story(db, member)
            said = [(told.title, [str(one) for one in told.says]) for told in story.told]
            assert not _holds(niks, said)
            assert not _holds(niks, (story.checklist, story.line, story.seen))


def test_the_preview_of_an_edit_shows_no_nik(people: Database) -> None:
    niks = _niks(people)
    with people.read() as db:
        for edit in (Edit("note", f"baru {NIK}"), Edit("occupation", NIK)):
            shown = bulk_edits.preview(db, list(range(1, 10)), edit)
            assert not _holds(niks, (shown.steps, shown.refused, bulk_edits.title(edit, 9)))


def test_a_row_masks_a_nik_that_strayed_into_note_or_address(people: Database) -> None:
    with people.read() as db:
        rows = members.page(db, members.ids(db, members.MemberFilter(NIK)))
    assert len(rows) == 1
    assert not _holds(_niks(people), rows)
