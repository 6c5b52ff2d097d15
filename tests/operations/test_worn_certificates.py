"""A certificate that was printed, turned, blurred and scanned is still true."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpps_desk import built_in
from kpps_desk.documents import certificate, imposition
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.domain.press import PressSettings
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


def sealed(data: tuple[Edition, Certificate]) -> Certificate:
    """With a seal as long as such a text makes it."""
    edition, one = data
    lines = rules.seal_lines(one.name, one.position, edition.event, edition.jp, edition.day, one.number)
    return one._replace(seal=f"{lines}\nAbc-12 {'Ab4_' * 21}Zz")


@pytest.mark.parametrize("data", [certificate.SAMPLE, certificate.WORST], ids=["usual", "longest"])
def test_every_look_is_read_after_it_was_worn(data: tuple[Edition, Certificate], tmp_path: Path) -> None:
    """Each worn in its own way."""
    edition, one = data[0], sealed(data)
    failed = []
    for at, design in enumerate(built_in.designs()):
        pdf = tmp_path / f"{at}.pdf"
        pdf.write_bytes(every_paper.certificates(design, [one], replace(edition, kind=design.kind)))
        seed = at * (2 if edition.topics and design.back else 1)
        found = [code.text for code in scanning.scan(worn_paper.worn(pdf, 0, tmp_path / f"{at}.jpg", seed=seed))]
        failed += [design.name] if found != [one.seal] else []
    assert failed == []


def test_two_on_a_sheet_are_read_too_and_what_could_not_be_is_said_before(tmp_path: Path) -> None:
    settings = PressSettings(up=2)
    one, long = sealed(certificate.SAMPLE), sealed(certificate.WORST)
    edition = replace(certificate.SAMPLE[0], topics=())
    for at, design in enumerate(built_in.designs()):
        scale = imposition.scale(settings, certificate.Side(design, False).size)
        assert certificate.flaws(design, one, scale=scale) == []
        assert [flaw.what for flaw in certificate.flaws(design, long, scale=scale)] == [certificate.TOO_FINE_SMALLER]
        assert certificate.flaws(design, long) == []
        pdf = tmp_path / f"{at}.pdf"
        other = one._replace(seal=one.seal.replace("Siti", "Budi"))
        pdf.write_bytes(every_paper.two_on_a_sheet(design, (one, other), edition))
        found = {code.text for code in scanning.scan(worn_paper.worn(pdf, 0, tmp_path / f"{at}.jpg", seed=at))}
        assert found == {one.seal, other.seal}, design.name
