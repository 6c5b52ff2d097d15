"""The administrative check read by the shell."""

from datetime import date
from pathlib import Path

from kpps_desk.operations import requirements
from kpps_desk.store.database import Database
from tests.journeys.conftest import Shell
from tests.people import crew


def _checked(path: Path) -> None:
    with Database.open(path) as database:
        ids = crew(database, size=3)
        with database.write("Teliti", by="Sari") as tx:
            requirements.record_document(tx, ids[:1], "ijazah", received=None)
            requirements.add_response(
                tx, ids[0], received=date(2024, 10, 1), source="Warga", content="NIK 3171010101900001 dipakai."
            )


def test_the_sums_of_an_area_say_who_meets_the_requirements_and_why_not(shell: Shell, workspace_path: Path) -> None:
    _checked(workspace_path)
    told = shell("requirements", workspace_path, "--area", "31.71.01", "--json")
    assert told.object == {
        "eligibility": {"MS": 2, "TMS": 1, "BMS": 0},
        "objections": {"document_missing:ijazah": 1},
    }
    assert "Ijazah SMA atau sederajat tidak ada" in shell("requirements", workspace_path).out
    assert shell("requirements", workspace_path, "--area", "99.99").code == 1


def test_one_persons_checklist_names_papers_and_objections_and_masks_the_nik(
    shell: Shell, workspace_path: Path
) -> None:
    _checked(workspace_path)
    told = shell("requirements", workspace_path, "3171010101900001")
    assert "Tidak memenuhi syarat" in told.out
    assert "Ijazah SMA atau sederajat tidak ada" in told.out
    assert "3171010101900001" not in told.out
    found = shell("requirements", workspace_path, "1", "--json").object
    assert (found["eligibility"], len(found["documents"]), len(found["requirements"])) == ("TMS", 8, 9)
    assert "3171010101900001" not in shell("requirements", workspace_path, "1", "--json").out
