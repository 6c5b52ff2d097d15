"""`oaths` in the shell: how swearings-in stand, forms, closing, opening again, papers, and what it refuses."""

from pathlib import Path

import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.store.database import Database
from tests.gatherings import gather
from tests.journeys.conftest import Shell
from tests.people import crew


@pytest.fixture
def seated(workspace_path: Path) -> Path:
    """A crew of nine and their swearing-in, session 1; session 2 is a training."""
    with Database.open(workspace_path) as database:
        crew(database)
        gather(database)
        gather(database, SessionKind.TRAINING)
    return workspace_path


def test_a_swearing_in_is_marked_closed_printed_and_opened_again(shell: Shell, seated: Path, tmp_path: Path) -> None:
    assert shell("attend", seated, 1, "--absent", "9").code == 0
    closed = shell("oaths", seated, 1, "--rest", "islam", "--close", "--minutes", "ba.pdf", "--text", "naskah.pdf",
                   "--pact", "pakta.pdf", "--pact-list", "daftar.pdf", "--json").object  # fmt: skip
    assert (closed["state"], closed["present"], closed["formless"]) == ("selesai", 8, 0)
    assert closed["forms"]["islam"] == 8
    assert [(file["file"], file["pages"]) for file in closed["files"]] == [
        ("ba.pdf", 1), ("naskah.pdf", 1), ("pakta.pdf", 8), ("daftar.pdf", 1),
    ]  # fmt: skip
    assert all((tmp_path / file["file"]).is_file() for file in closed["files"])
    refused = shell("attend", seated, 1, "--all-present")
    assert refused.code == 1
    assert "sudah ditutup" in refused.err
    listed = shell("oaths", seated, "--json").object["oaths"]
    assert [(one["id"], one["state"], one["formless"]) for one in listed] == [(1, "selesai", 0)]
    assert "Selesai" in shell("oaths", seated, "--area", "31.71.01").out
    assert "1 berita acara dalam 1 berkas." in shell("oaths", seated, "--minutes", "folder").out
    assert "direncanakan" in shell("oaths", seated, 1, "--reopen", "Salah catat").out
    assert "Salah catat" in shell("history", seated).out + shell("history", seated, "--json").out
    assert shell("check", seated).code == 0


def test_what_is_not_recorded_is_told_and_closed_only_when_somebody_says_so(shell: Shell, seated: Path) -> None:
    refused = shell("oaths", seated, 1, "--close")
    assert refused.code == 1
    assert "9 dari 9 orang belum dicatat" in refused.err
    assert shell("oaths", seated, 1, "--rest-absent", "--close").code == 0
    assert shell("status", seated, "--json").object["total"]["sworn"] == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((2, "--close"), 1, "bukan pelantikan"),
        ((99,), 1, "tidak ditemukan"),
        ((1, "--reopen", "x"), 1, "belum ditutup"),
        ((1, "--minutes", "ba.docx"), 1, "Jenis berkas"),
        (("--minutes", "folder"), 1, "Belum ada pelantikan yang ditutup"),
        (("--close",), 2, "sebutkan SESI"),
        ((1, "--rest", "lain"), 2, "lain"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    shell: Shell, seated: Path, words: tuple[object, ...], code: int, said: str
) -> None:
    answer = shell("oaths", seated, *words)
    assert answer.code == code
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) <= 2
