"""`paper` in the shell: each kind, what it asks for, and what it says when it can't."""

from datetime import date
from pathlib import Path

import pytest

from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import replacing
from kpps_desk.store.database import Database
from tests.documents.test_flow import texts_of
from tests.journeys.conftest import Shell
from tests.people import STATION, crew


@pytest.fixture
def seated(workspace_path: Path) -> Path:
    """One crew, of which the second member has left: replacement 1."""
    with Database.open(workspace_path) as database:
        leaver = crew(database)[1]
        with database.write("Ganti", by="penguji") as tx:
            replacing.replace(tx, leaver, reason=Reason.DIED, effective=date(2024, 11, 12))
    return workspace_path


@pytest.mark.parametrize(
    ("words", "people", "shown"),
    [
        (("annex", "--area", "31.71.01"), 8, "TPS 001"),
        (("annex", "--area", STATION, "--decree", "1/SK", "--size", "F4"), 8, "1/SK"),
        (("announcement", "--area", "3171", "--day", "2024-10-01"), 8, "1 Oktober 2024"),
        (("minutes", "--replacement", 1), 1, "meninggal dunia"),
        (("data-sheet", "--member", 2, "--purpose", "Permintaan akses", "--by", "Sari"), 1, "3171010101900002"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_each_paper_is_written_and_counted(
    shell: Shell, seated: Path, tmp_path: Path, words: tuple[object, ...], people: int, shown: str
) -> None:
    out = tmp_path / "hasil.pdf"
    answer = shell("paper", seated, *words, "--out", out, "--json")
    assert answer.code == 0, answer.err
    assert answer.object == {"file": str(out), "pages": answer.object["pages"], "people": people, "flaws": []}
    assert shown in " ".join(texts_of(out.read_bytes()))


def test_the_announcement_is_also_a_table(shell: Shell, seated: Path, tmp_path: Path) -> None:
    answer = shell("paper", seated, "announcement", "--out", tmp_path / "umum.xlsx")
    assert (answer.code, answer.out) == (0, f"{tmp_path / 'umum.xlsx'}: 8 orang.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("minutes",), "--replacement"),
        (("data-sheet", "--member", "2"), "--purpose"),
        (("data-sheet", "--purpose", "x"), "--member"),
        (("data-sheet", "--member", "dua", "--purpose", "x"), "bukan nomor"),
        (("announcement", "--day", "kemarin"), "bukan tanggal"),
    ],
)
def test_what_is_missing_is_a_usage_error_in_one_sentence(
    shell: Shell, seated: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = shell("paper", seated, *words, "--out", tmp_path / "hasil.pdf")
    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "hasil.pdf").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("minutes", "--replacement", "99"), "tidak ada"),
        (("data-sheet", "--member", "99", "--purpose", "x"), "tidak ada"),
        (("annex", "--area", "31.99.99"), "tidak ditemukan"),
        (("annex", "--decree", "tak pernah"), "Belum ada"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_leaves_nothing(
    shell: Shell, seated: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = shell("paper", seated, *words, "--out", tmp_path / "hasil.pdf")
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.glob("hasil*")) == []
