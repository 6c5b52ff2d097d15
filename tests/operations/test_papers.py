"""Letterhead and signatory."""

import pytest

from kpps_desk.operations import papers
from kpps_desk.problems import Invalid
from kpps_desk.queries import areas
from kpps_desk.store.database import Database


def _edit(database: Database, typed: dict[str, str]) -> bool:
    with database.write("Ubah kop dan penanda tangan", by="penguji") as tx:
        return papers.edit(tx, typed)


def test_the_signatory_is_kept_and_the_rest_stays(workspace: Database) -> None:
    assert _edit(
        workspace, {"signatory_name": "Siti Ma'ruf, S.H.", "letterhead": "PPK KECAMATAN GAMBIR\n\nJakarta Pusat"}
    )
    with workspace.read() as db:
        paper = areas.election(db).paper
    assert paper.signatory_name == "Siti Ma'ruf, S.H."
    assert paper.letterhead == ("PPK KECAMATAN GAMBIR", "Jakarta Pusat")
    assert paper.city == "Jakarta"


def test_the_same_again_changes_nothing(workspace: Database) -> None:
    assert _edit(workspace, {"city": "Bekasi"})
    assert not _edit(workspace, {"city": "Bekasi"})


@pytest.mark.parametrize(
    ("field", "text"),
    [("city", " "), ("signatory_name", "a\nb"), ("event", "x" * 121), ("letterhead", "a\nb\nc\nd\ne")],
)
def test_what_would_not_fit_the_page_is_refused_beside_its_field(workspace: Database, field: str, text: str) -> None:
    with pytest.raises(Invalid) as caught:
        _edit(workspace, {field: text})
    assert caught.value.field == field
