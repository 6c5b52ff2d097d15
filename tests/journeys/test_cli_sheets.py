"""`sheets` and `attend --scan` in the shell: printed, read, answered, confirmed, counted, closed."""

from pathlib import Path

import pytest
from PIL import Image

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.queries import sheets
from kpps_desk.store.database import Database
from tests.filled import fill
from tests.gatherings import gather
from tests.journeys.conftest import Shell
from tests.signed_sheets import sign


@pytest.fixture
def session(workspace_path: Path) -> int:
    """A swearing-in of two crews of the full kelurahan."""
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        return gather(database, SessionKind.OATH, 1, 2)


def scanned(workspace: Path, session: int, pdf: Path, out: Path, absent: set[int]) -> Path:
    with Database.open(workspace, read_only=True) as database, database.read() as db:
        pages = sheets.newest(db, session)
    rows = [
        [
            member is not None and number not in absent
            for number, member in enumerate(page.frozen.members, page.frozen.first)
        ]
        for page in pages
    ]
    first, *rest = sign(pdf, [page.frozen.layout for page in pages], rows, seed=4)
    first.save(out, save_all=True, append_images=rest)
    return out


def test_sheets_are_printed_scanned_confirmed_and_closed(
    shell: Shell, workspace_path: Path, session: int, tmp_path: Path
) -> None:
    pdf = tmp_path / "daftar.pdf"
    made = shell("sheets", workspace_path, session, "--out", pdf, "--size", "F4", "--json").object
    assert (made["people"], made["again"], made["flaws"]) == (18, False, [])
    scan = scanned(workspace_path, session, pdf, tmp_path / "pindaian.pdf", {3, 7, 12})
    Image.new("L", (600, 800), 230).save(tmp_path / "lain.png")
    files = (scan, tmp_path / "lain.png")
    seen = shell("attend", workspace_path, session, "--scan", *files, "--json").object
    assert (seen["confirmed"], seen["present"], seen["absent"], seen["conflicts"]) == (False, 15, 3, [])
    assert "tidak terbaca" in seen["pages"][-1]["trouble"]
    told = shell("attend", workspace_path, session, "--scan", *files, "--confirm")
    assert "Dicatat: 15 hadir, 3 tanpa keterangan; 0 sudah tercatat." in told.out
    again = shell("attend", workspace_path, session, "--scan", scan, "--confirm", "--json").object
    assert (again["present"], again["absent"], again["repeated"]) == (0, 0, 18)
    wrong = shell("attend", workspace_path, session, "--close", 16)
    assert wrong.code == 1
    assert "16, yang dicatat hadir 15" in wrong.err
    assert "ditutup: 15 orang hadir" in shell("attend", workspace_path, session, "--close", 15).out
    late = shell("attend", workspace_path, session, "--present", "3")
    assert late.code == 1
    assert "sudah ditutup" in late.err
    assert shell("check", workspace_path).code == 0


def test_present_rows_are_typed_and_a_contradiction_is_told(shell: Shell, workspace_path: Path, session: int) -> None:
    shell("attend", workspace_path, session, "--present", "1-10", "--json")
    told = shell("attend", workspace_path, session, "--absent", "3")
    assert "Baris 3 tidak dicatat: di lembar kosong, sudah dicatat hadir" in told.out


def test_a_sheet_of_another_workspace_is_told_and_nothing_is_marked(
    shell: Shell, workspace_path: Path, session: int, tmp_path: Path
) -> None:
    pdf = tmp_path / "daftar.pdf"
    shell("sheets", workspace_path, session, "--out", pdf)
    scan = scanned(workspace_path, session, pdf, tmp_path / "pindaian.pdf", set())
    other = tmp_path / "lain.kpps"
    shell("new", other, "--area", "31.71.01.1001")
    with Database.open(other) as database:
        there = gather(database, SessionKind.OATH)
    told = shell("attend", other, there, "--scan", scan, "--json").object
    assert {page["trouble"] for page in told["pages"]} == {"Lembar ini tidak dikenal: dicetak dari berkas kerja lain."}
    assert (told["present"], told["absent"]) == (0, 0)
