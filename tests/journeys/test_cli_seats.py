"""`seats` and `replace` in the shell: list, propose, decree, replace, undo."""

from pathlib import Path

import pytest

from tests.filled import fill
from tests.journeys.conftest import Shell

GAMBIR = "31.71.01.1001"


@pytest.fixture
def full(workspace_path: Path) -> Path:
    fill(workspace_path)
    return workspace_path


def test_a_replacement_leaves_a_seat_that_a_reserve_may_take(shell: Shell, full: Path) -> None:
    listed = shell("seats", full, "--json").object
    assert listed["total"] == {"stations": 5, "seats": 45, "filled": 45, "undecreed": 45, "few_women": 0} | {
        "few_women": listed["total"]["few_women"]
    }
    done = shell(
        "replace", full, 1, "--reason", "mengundurkan_diri", "--effective", "2024-11-20", "--letter", "3/PPS", "--json"
    ).object
    assert (done["leaver"], done["successor"]) == (1, None)
    vacant = shell("seats", full, "--vacant", "--json").object
    assert [row["code"] for row in vacant["rows"]] == [done["seat"][:13]]
    assert "1 TPS, 8 dari 9 kursi terisi" in shell("seats", full, "--vacant").out
    assert shell("undo", full, done["entry"]).code == 0
    assert shell("seats", full, "--vacant", "--json").object["total"]["stations"] == 0
    assert shell("check", full).code == 0


def test_a_decree_covers_the_kelurahan_once(shell: Shell, full: Path) -> None:
    given = ("seats", full, "--area", GAMBIR, "--decree", "12/SK", "--date", "7 November 2024")
    assert "berlaku bagi 45 orang" in shell(*given).out
    again = shell(*given)
    assert again.code == 1
    assert "Tidak ada penetapan tanpa SK" in again.err


def test_a_proposal_may_be_seen_without_changing_anything(shell: Shell, full: Path) -> None:
    seen = shell("seats", full, "--suggest", "--area", GAMBIR, "--dry-run")
    assert "Hanya saran: tidak ada yang diubah." in seen.out
    done = shell("seats", full, "--suggest", "--area", f"{GAMBIR.replace('.', '')}001", "--json").object
    assert (done["seated"], done["group"]) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--dry-run",),
        ("--suggest",),
        ("--area", GAMBIR, "--decree", "1/SK"),
        ("--area", GAMBIR, "--date", "2024-11-07"),
        ("--area", GAMBIR, "--decree", "1/SK", "--date", "kemarin"),
        ("--vacant", "--suggest"),
    ],
)
def test_options_that_make_no_sense_are_one_sentence(shell: Shell, full: Path, words: tuple[str, ...]) -> None:
    answer = shell("seats", full, *words)
    assert answer.code == 2
    assert len(answer.err.strip().splitlines()) == 1
