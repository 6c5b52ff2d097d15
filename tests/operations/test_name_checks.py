"""The name-confirmation sheet: printed, and recorded by its page's code when it comes back."""

from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.name_proofs import PAGE
from kpps_desk.operations import checking, name_checks
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.queries import members
from kpps_desk.queries import name_checks as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import crew
from tests.trained import hold


def code(database: Database, page: int = 1) -> str:
    with database.read() as db:
        return name_checks.page_of(db, page, area=GAMBIR).code


def confirmed(database: Database) -> list[bool]:
    with database.read() as db:
        return [row.confirmed for row in questions.people(db, GAMBIR)]


def test_all_but_these_rows_are_confirmed_and_corrections_become_the_name(workspace: Database) -> None:
    seated = crew(workspace)
    with workspace.write("Konfirmasi", by="Sari") as tx:
        done = name_checks.record(
            tx, 1, code(workspace).lower(), area=GAMBIR, wrong=[3, 5], corrections={5: "Hj. Siti Aminah, S.Pd., M.M."}
        )
    assert done == name_checks.Recorded(5, 1, (3,))
    assert confirmed(workspace) == [True, True, False, True, True, True, True]
    with workspace.read() as db:
        who = members.details(db, seated[4])
        assert questions.counts(db, GAMBIR) == (7, 6)
    assert (who.title_before, who.name, who.title_after) == ("Hj.", "Siti Aminah", "S.Pd., M.M.")
    assert checking.check(workspace) == []


def test_a_name_that_changed_since_is_unconfirmed_again_and_its_page_no_longer_taken(workspace: Database) -> None:
    seated = crew(workspace)
    printed = code(workspace)
    with workspace.write("Ubah", by="x") as tx:
        tx.update(schema.member, seated[0], {"name": "Nama Lain"})
    with pytest.raises(Conflict, match="berubah sejak") as refused, workspace.write("Catat", by="x") as tx:
        name_checks.record(tx, 1, printed, area=GAMBIR)
    assert code(workspace) in refused.value.hint
    with workspace.write("Catat", by="x") as tx:
        name_checks.record(tx, 1, code(workspace), area=GAMBIR)
    assert all(confirmed(workspace))
    with workspace.write("Ubah", by="x") as tx:
        tx.update(schema.member, seated[0], {"title_after": "S.H."})
    assert confirmed(workspace) == [False, *[True] * 6]


def test_a_number_that_is_not_on_the_page_is_refused_and_nothing_is_kept(workspace: Database) -> None:
    crew(workspace)
    for wrong, page in (([8], 1), ([], 2)):
        with pytest.raises(Invalid), workspace.write("Catat", by="x") as tx:
            name_checks.record(tx, page, code(workspace), area=GAMBIR, wrong=wrong)
    with pytest.raises(Invalid, match="tidak mempunyai"), workspace.write("Catat", by="x") as tx:
        name_checks.record(tx, 1, "X", area="31.72")
    assert not any(confirmed(workspace))


def test_a_confirmation_can_be_withdrawn(workspace: Database) -> None:
    seated = crew(workspace)
    with workspace.write("Catat", by="x") as tx:
        name_checks.record(tx, 1, code(workspace), area=GAMBIR)
        name_checks.withdraw(tx, seated[:2])
    assert confirmed(workspace) == [False, False, *[True] * 5]


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_names_stand_there_as_they_will_be_printed(workspace: Database, tmp_path: Path, size: str) -> None:
    for station in range(1, 6):
        crew(workspace, f"3171011001{station:03}", first=station * 100)
    with workspace.write("Gelar", by="x") as tx:
        tx.update(schema.member, 1, {"title_before": "Dr.", "title_after": "S.STP., M.Si."})
    made = name_checks.print_proof(workspace, tmp_path / "nama.pdf", area=GAMBIR, size=size)
    with workspace.read() as db:
        people = questions.people(db, GAMBIR)
    assert (made.people, made.pages) == (len(people), -(-len(people) // PAGE))
    with pypdfium2.PdfDocument(made.path) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert f"Kode {code(workspace)}" in text
    assert "Dr. Orang Ke 100, S.STP., M.Si." in text
    assert all(row.name in text for row in people[1:PAGE])


def test_the_sheet_of_a_session_lists_who_is_expected_there(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    session = hold(workspace, SessionKind.TRAINING)
    assert name_checks.print_proof(workspace, tmp_path / "a.pdf", session=session).people == 7


def test_an_area_without_people_is_a_sentence_and_leaves_no_file(workspace: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Belum ada pemegang kursi"):
        name_checks.print_proof(workspace, tmp_path / "a.pdf", area=GAMBIR)
    assert list(tmp_path.glob("*.pdf*")) == []
