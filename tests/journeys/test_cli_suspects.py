"""`suspects` points at pairs with their NIKs masked, and changes nothing."""

import re
from pathlib import Path

from kpps_desk.domain.twins import Kind
from kpps_desk.store.database import Database
from tests import twins as planted
from tests.conftest import GAMBIR
from tests.journeys.conftest import Shell


def test_every_kind_is_told_under_its_code_and_no_nik_is_shown(shell: Shell, workspace_path: Path) -> None:
    with Database.open(workspace_path) as database:
        for pair in planted.PLANTED.values():
            planted.put(database, *pair)
    found = shell("suspects", workspace_path, "--json")
    assert found.code == 0
    assert found.object["kinds"] == {kind.value: 1 for kind in Kind}
    assert {one["kind"] for one in found.object["suspects"]} == set(found.object["kinds"])
    table = shell("suspects", workspace_path, "--area", GAMBIR)
    assert "NIK beda satu angka" in table.out
    assert "317101*********8" in table.out
    assert not re.search(r"\d{16}", found.out + table.out)
    assert shell("suspects", workspace_path, "--json").object == found.object


def test_nobody_twice_and_an_unknown_area_are_sentences(shell: Shell, workspace_path: Path) -> None:
    assert shell("suspects", workspace_path).out == "Tidak ada yang diduga tercatat dua kali.\n"
    assert shell("suspects", workspace_path, "--json").object == {"suspects": [], "kinds": {}, "alike": 0}
    refused = shell("suspects", workspace_path, "--area", "99.99")
    assert (refused.code, refused.out) == (1, "")
    assert "99.99" in refused.err
