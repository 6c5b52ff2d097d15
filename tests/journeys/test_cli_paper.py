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
from tests.pictures import jpeg


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
        (("annex", "--area", STATION[:10], "--tps", "1"), 8, "TPS 001"),
        (("id-card", "--area", STATION[:10], "--tps", "001", "--plain"), 8, "TPS 001"),
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


@pytest.mark.parametrize(
    ("words", "people", "shown"),
    [
        (("id-card", "--area", "31.71.01.1001"), 8, "KARTU TANDA PENGENAL"),
        (("id-card", "--area", STATION, "--size", "F4", "--plain"), 8, "TPS 001"),
        (("one-card", "--member", 1), 1, "TPS 001"),
        (("recap", "--area", "31.71.01", "--level", "tps"), 5, "TPS 001"),
        (("recap",), 5, "DKI JAKARTA"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_cards_and_recaps_are_written_from_the_shell(
    shell: Shell, seated: Path, tmp_path: Path, words: tuple[object, ...], people: int, shown: str
) -> None:
    out = tmp_path / "hasil.pdf"
    answer = shell("paper", seated, *words, "--out", out, "--json")
    assert answer.code == 0, answer.err
    assert answer.object["people"] == people
    assert shown in " ".join(texts_of(out.read_bytes()))


def test_photos_go_in_by_their_names_and_out_again(shell: Shell, seated: Path, tmp_path: Path) -> None:
    (tmp_path / "foto").mkdir()
    for name in ("3171010101900001.jpg", "001-2.jpg", "Siti.jpg"):
        (tmp_path / "foto" / name).write_bytes(jpeg(400, 600))
    answer = shell("photos", seated, tmp_path / "foto", "--area", "31.71.01.1001")
    assert answer.code == 0, answer.err
    assert "3171010101900001" not in answer.out
    assert "Siti.jpg: Nama berkas bukan NIK" in answer.out
    alone = shell("photos", seated, tmp_path / "foto" / "Siti.jpg", "--member", 3, "--json")
    assert alone.object == {"new": 1}
    assert shell("photos", seated, "--member", 3, "--remove").out == "Pas foto dihapus.\n"
    assert "tidak mempunyai" in shell("photos", seated, "--member", 3, "--remove").out
    assert shell("photos", seated, "--remove").code == 1
    assert shell("photos", seated, tmp_path / "foto", "--member", 3).code == 1


def test_the_announcement_is_also_a_table(shell: Shell, seated: Path, tmp_path: Path) -> None:
    answer = shell("paper", seated, "announcement", "--out", tmp_path / "umum.xlsx")
    assert (answer.code, answer.out) == (0, f"{tmp_path / 'umum.xlsx'}: 8 orang.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("minutes",), "--replacement"),
        (("invitation",), "--session"),
        (("one-card",), "--member"),
        (("kartu",), "JENIS"),
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
        (("annex", "--area", STATION[:10], "--tps", "99"), "Tidak ada TPS 99"),
        (("annex", "--area", "31.71.01", "--tps", "1"), "Tidak ada TPS 1"),
        (("recap", "--area", STATION[:10], "--tps", "1"), "tidak dibuat untuk satu TPS"),
        (("annex", "--decree", "tak pernah"), "Belum ada"),
        (("invitation", "--session", "99"), "tidak"),
        (("assignment",), "Belum ada narasumber"),
        (("id-card", "--area", "3171011001999"), "pemegang kursi"),
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
