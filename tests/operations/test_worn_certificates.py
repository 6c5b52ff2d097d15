"""A certificate that was printed, turned, blurred and scanned is still true."""

from pathlib import Path

from kpps_desk.operations import certificates, printing, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.store.database import Database
from tests import worn_paper
from tests.trained import trained_crew


def test_printed_at_150_dots_turned_and_blurred_they_still_verify(workspace: Database, tmp_path: Path) -> None:
    trained_crew(workspace)
    issued = certificates.issue(workspace, by="penguji").issued
    pdf = printing.print_certificates(workspace, tmp_path / "s.pdf").path
    found = [
        verifying.verify(worn_paper.worn(pdf, page, tmp_path / f"{page}.jpg"), database=workspace).judgement
        for page in range(len(issued))
    ]
    assert found == [Judgement.VALID] * 7
