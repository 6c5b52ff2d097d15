"""A list with every fault of the field comes in by the shell: each under its own code, none lost, none in the way."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from kpps_desk.exchange import sheets, tables
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import upkeep
from tests import faulty
from tests.faulty import Planted
from tests.journeys.conftest import Shell

KECAMATAN = "31.71.01"


@pytest.fixture(scope="module")
def planted() -> Planted:
    return faulty.plant(area=KECAMATAN)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    upkeep.new(tmp_path / "kecamatan.kpps", by="Sari", only=KECAMATAN).close()
    return tmp_path / "kecamatan.kpps"


def _write(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    sheets.write(path, [sheets.Heading(column.header) for column in OFFICE], rows)
    return path


def _listed(shell: Shell, file: Path, name: str) -> str:
    """A hash of everything that the exported lists say."""
    digest = hashlib.sha256()
    for what in ("members", "attendance", "certificates"):
        done = shell("export", file, what, "--out", f"{name}-{what}.csv")
        assert done.code == 0, done.err
        digest.update((file.parent / f"{name}-{what}.csv").read_bytes())
    return digest.hexdigest()


def _reasons(path: Path) -> list[tuple[str, ...]]:
    """The rows, each reason without the record that it names: alone, a row meets people instead of other rows."""
    found = (list(map(str, row)) for row in tables.open_table(path).rows())
    return [(*cells, reason.partition(":")[0]) for *cells, reason in found]


def test_every_planted_fault_is_found_under_its_own_code_and_the_sums_are_right(
    shell: Shell, file: Path, planted: Planted, tmp_path: Path
) -> None:
    clean = shell("import", file, _write(tmp_path / "baik.xlsx", planted.mended), "--dry-run", "--json").object
    found = shell("import", file, _write(tmp_path / "salah.xlsx", planted.rows), "--json").object

    assert clean["rejected"] == 0
    assert found["read"] == len(planted.rows)
    assert found["read"] == found["created"] + found["updated"] + found["unchanged"] + found["rejected"]
    assert found["rejected"] == len(planted.rejected)
    codes = Counter(code.value for fault in planted.faults.values() for code in fault.codes)
    codes["nik_missing"] += 1  # the row whose person the next row names again
    assert Counter(found["problems"]) == Counter(clean["problems"]) + codes
    assert shell("check", file).code == 0


def test_the_rejected_rows_come_back_unchanged_and_mended_they_complete_the_list(
    shell: Shell, file: Path, planted: Planted, tmp_path: Path
) -> None:
    before = _listed(shell, file, "sebelum")
    first = _write(tmp_path / "salah.xlsx", planted.rows)
    assert shell("import", file, first, "--rejects", "ditolak.xlsx").code == 0

    again = shell("import", file, "ditolak.xlsx", "--rejects", "ditolak-lagi.xlsx", "--json").object
    assert (again["created"], again["updated"]) == (0, 0)
    assert (again["read"], again["rejected"]) == (len(planted.rejected), len(planted.rejected))
    assert _reasons(tmp_path / "ditolak-lagi.xlsx") == _reasons(tmp_path / "ditolak.xlsx")

    mended = _write(tmp_path / "diperbaiki.xlsx", [planted.mended[at] for at in sorted(planted.rejected)])
    last = shell("import", file, mended, "--json").object
    assert (last["created"], last["rejected"]) == (len(planted.rejected), 0)
    assert shell("import", file, first, "--dry-run", "--json").object["created"] == 0

    _undo_everything(shell, file)
    assert _listed(shell, file, "sesudah") == before
    assert shell("check", file).code == 0


def _undo_everything(shell: Shell, file: Path) -> None:
    entries = shell("history", file, "--json").object["entries"]
    for act in entries:
        if act["title"].startswith("Impor"):
            assert shell("undo", file, act["id"]).code == 0
