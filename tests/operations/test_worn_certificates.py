"""A certificate that was printed, turned, blurred and scanned is still true."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpps_desk import built_in
from kpps_desk.documents import certificate
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.exchange import scanning
from kpps_desk.operations import certificates, printing, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.store.database import Database
from tests import every_paper, worn_paper
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


@pytest.mark.parametrize(
    ("data", "may_fail"), [(certificate.SAMPLE, 0), (certificate.WORST, 3)], ids=["usual", "longest"]
)
def test_every_look_is_read_after_it_was_worn(data: tuple[Edition, Certificate], may_fail: int, tmp_path: Path) -> None:
    """One wear in forty is at the edge of what can be read of the longest, and its noise is new each time."""
    edition, one = data
    lines = rules.seal_lines(one.name, one.position, edition.event, edition.jp, edition.day, one.number)
    sealed = one._replace(seal=f"{lines}\nAbc-12 {'Ab4_' * 21}Zz")
    failed = []
    for at, design in enumerate(built_in.designs()):
        pdf = tmp_path / f"{at}.pdf"
        pdf.write_bytes(every_paper.certificates(design, [sealed] * (at + 1), replace(edition, kind=design.kind)))
        back = at * (2 if edition.topics and design.back else 1)
        found = [one.text for one in scanning.scan(worn_paper.worn(pdf, back, tmp_path / f"{at}.jpg"))]
        failed += [design.name] if found != [sealed.seal] else []
    assert len(failed) <= may_fail, failed
