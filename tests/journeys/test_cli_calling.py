"""Invitations, who has no session, and transport by the shell."""

from pathlib import Path
from typing import Any

import pytest

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.store.database import Database
from tests.gatherings import gather
from tests.journeys.conftest import Shell
from tests.people import crew
from tests.trained import hold


def test_people_are_invited_called_and_paid(workspace_path: Path, tmp_path: Path, shell: Shell) -> None:
    def said(*argv: object) -> Any:
        return shell(*argv, "--json").object

    with Database.open(workspace_path) as database:
        crew(database)
        oath = hold(database, SessionKind.OATH)
    file = workspace_path
    assert len(said("uncalled", file)["people"]) == 7
    with Database.open(workspace_path) as database:
        training = gather(database, SessionKind.TRAINING)
    assert said("uncalled", file, "--area", "31.71.01")["people"] == []
    out = tmp_path / "undangan.pdf"
    assert said("invitations", file, "--session", training, "--two", "--out", out)["letters"] == 7
    assert out.read_bytes().startswith(b"%PDF")
    told = said("invitations", file, "--area", "", "--out", tmp_path / "s.csv", "--purpose", "Uji")
    assert told["people"] == 16  # the oath isn't closed: its people are called as well
    rates = ["--rate", "Ketua KPPS=150.000", "--rate", "Anggota KPPS=150.000", "--rate", "Petugas Ketertiban=100.000"]
    paid = said("receipts", file, oath, *rates, "--make", "--pay", "--out", tmp_path / "t.pdf")
    assert (paid["paid"], paid["due"], paid["total"]) == (1_250_000, 0, 1_250_000)
    assert shell("check", file).code == 0


@pytest.mark.parametrize(
    "more", [("--purpose", ""), ("--session", "99", "--purpose", "x")], ids=["no purpose", "no such session"]
)
def test_what_cannot_be_is_one_sentence(
    workspace_path: Path, tmp_path: Path, shell: Shell, more: tuple[str, ...]
) -> None:
    whom = () if "--session" in more else ("--area", "")
    answer = shell("invitations", workspace_path, "--out", tmp_path / "s.csv", *whom, *more)
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert shell("receipts", workspace_path, 99, "--make").code == 1
    assert list(tmp_path.glob("s.csv*")) == []
