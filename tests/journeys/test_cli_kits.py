"""One session to a laptop and back by the shell: marked there, taken here, once."""

from pathlib import Path

import pytest

from kpps_desk.cli.kit_arguments import VARIABLE
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.store.database import Database
from tests.filled import fill
from tests.gatherings import gather
from tests.journeys.conftest import Shell


@pytest.fixture
def office(workspace_path: Path) -> Path:
    """Gambir with its crews and one swearing-in of TPS 001 and 002."""
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        gather(database, SessionKind.OATH, 1, 2)
    return workspace_path


def test_a_session_travels_to_a_laptop_and_back(
    shell: Shell, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shell("kit", office, 1, "--out", "sesi.kppssesi", "--by", "Kantor", "--json").object
    assert made["people"] == 18
    monkeypatch.setenv(VARIABLE, made["code"])
    opened = shell("kit-open", "sesi.kppssesi", "laptop", "--json").object
    small = opened["workspace"]
    assert any("jam laptop" in remark for remark in opened["remarks"])  # today is not 7 November 2024
    assert shell("check", small).code == 0
    assert shell("attend", small, 1, "--absent", "3,7", "--by", "Pelatih").code == 0
    written = shell("kit-result", small, "--out", "hasil.kppshasil", "--by", "Pelatih", "--json").object
    assert (written["people"], written["guests"]) == (18, 0)

    looked = shell("kit-take", office, "hasil.kppshasil", "--json").object
    assert (len(looked["new"]), looked["applied"]) == (18, None)
    assert shell("sessions", office, "--json").object["sessions"][0]["counts"]["present"] == 0
    applied = shell("kit-take", office, "hasil.kppshasil", "--apply", "--json").object["applied"]
    assert applied["marked"] == 18
    again = shell("kit-take", office, "hasil.kppshasil", "--apply")
    assert "sudah diterima" in again.out
    assert again.code == 0
    counts = shell("sessions", office, "--json").object["sessions"][0]["counts"]
    assert (counts["present"], counts["absent"], counts["unrecorded"]) == (16, 2, 0)
    assert shell("check", office).code == 0


def test_marks_that_differ_wait_for_a_choice(shell: Shell, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = shell("kit", office, 1, "--out", "sesi.kppssesi", "--json").object["code"]
    Path("kode.txt").write_text(f"{code}\n", encoding="utf-8")
    small = shell("kit-open", "sesi.kppssesi", "laptop", "--passphrase-file", "kode.txt", "--json").object["workspace"]
    shell("attend", small, 1, "--absent", "3")
    shell("kit-result", small, "--out", "hasil.kppshasil")
    shell("attend", office, 1, "--all-present")
    asked = shell("kit-take", office, "hasil.kppshasil", "--apply")
    assert (asked.code, "--prefer" in asked.err) == (1, True)
    assert shell("sessions", office, "--json").object["sessions"][0]["counts"]["absent"] == 0
    told = shell("kit-take", office, "hasil.kppshasil", "--apply", "--prefer", "there")
    assert "1 kehadiran dicatat" in told.out
    assert shell("sessions", office, "--json").object["sessions"][0]["counts"]["absent"] == 1


def test_a_wrong_code_or_file_is_a_sentence_and_leaves_nothing(shell: Shell, office: Path) -> None:
    shell("kit", office, 1, "--out", "sesi.kppssesi")
    Path("kode.txt").write_text("1" * 15, encoding="utf-8")
    Path("potong.kppssesi").write_bytes(Path("sesi.kppssesi").read_bytes()[:-1])
    for file, said in (("sesi.kppssesi", "tidak cocok"), ("potong.kppssesi", "terpotong"), ("uji.kpps", "bukan paket")):
        answer = shell("kit-open", file, "laptop", "--passphrase-file", "kode.txt")
        assert (answer.code, said in answer.err) == (1, True), answer
    assert not list(Path("laptop").glob("*")) if Path("laptop").exists() else True
    assert shell("kit", office, 99, "--out", "lain.kppssesi").code == 1
    assert not Path("lain.kppssesi").exists()
