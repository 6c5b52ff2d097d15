"""Make-ups and scores by the shell: proposed, a session made, invited, marked, tested."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.exchange import sheets
from kpps_desk.operations import attendance
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.gatherings import GAMBIR, gather
from tests.journeys.conftest import Shell
from tests.people import crew
from tests.trained import hold

TODAY = datetime.now().astimezone().date()  # the shell's clock runs
YESTERDAY, TOMORROW, LATER = (TODAY + timedelta(days) for days in (-1, 1, 2))


class Missed(NamedTuple):
    """Two of a crew missed yesterday's training; the voting day is in three weeks."""

    file: Path
    members: list[int]
    session: int


@pytest.fixture
def missed(workspace_path: Path) -> Missed:
    with Database.open(workspace_path) as database:
        with database.write("Hari pemungutan suara", by="penguji") as tx:
            tx.update(schema.election, 1, {"voting_day": TODAY + timedelta(21)})
        members = crew(database)
        session = gather(database, SessionKind.TRAINING, day=YESTERDAY, capacity=20)
        with database.write("Tandai", by="penguji") as tx:
            attendance.mark(tx, session, members[:2], Attendance.ABSENT)
            attendance.mark_all_present(tx, session)
    return Missed(workspace_path, members, session)


def test_absentees_are_proposed_get_a_session_and_are_invited(missed: Missed, shell: Shell) -> None:
    file = missed.file

    def said(*more: object) -> Any:
        return shell("makeups", file, *more, "--json").object

    found = said("--area", GAMBIR)
    assert (found["needs"], found["placed"]) == (2, 0)
    assert [(one["member"], one["cause"], one["attempts"], one["session"]) for one in found["people"]] == [
        (member, "tidak hadir", 1, None) for member in missed.members[:2]
    ]
    assert "belum ada" in shell("makeups", file).out
    made = said("--area", GAMBIR, "--make", TOMORROW, "--hours", "13.00-17.00", "--venue", "Aula", "--capacity", 1)
    assert [one["session"] for one in made["people"]] == [made["made"], None]
    second = said("--area", GAMBIR, "--make", LATER, "--venue", "Balai")["made"]
    preview = shell("makeups", file)
    assert "2 orang perlu susulan, 2 mendapat sesi" in preview.out
    assert shell("makeups", file).out == preview.out  # looking changes nothing
    assert said("--cause", "belum-dipanggil")["needs"] == 0
    invited = said("--invite")
    assert (invited["invited"], invited["refused"]) == (2, {})
    assert [one["session"] for one in invited["people"]] == [made["made"], second]
    assert shell("makeups", file, "--invite").out == "Tidak ada yang memerlukan susulan.\n"
    assert shell("check", file).code == 0
    undone = shell("undo", file, shell("history", file, "--json").object["entries"][0]["id"])
    assert undone.code == 0, undone.err
    assert said()["needs"] == 2
    assert shell("makeups", file, "--invite").out == "2 orang diundang ke sesi susulan.\n"


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (("--area", "99.99.99"), 1, "99.99.99"),
        (("--make", TOMORROW), 2, "--area dan --venue"),
        (("--area", GAMBIR, "--make", YESTERDAY, "--venue", "Aula"), 1, "antara hari ini"),
        (("--area", GAMBIR, "--make", TOMORROW, "--venue", "Aula", "--hours", "pagi"), 1, "Jam pagi"),
        (("--area", GAMBIR, "--make", TOMORROW, "--venue", "Aula", "--capacity", 0), 1, "apasitas"),
        (("--make", TOMORROW, "--invite"), 2, "tidak dapat dipakai bersama"),
    ],
)
def test_a_make_up_that_cannot_be_is_one_sentence(
    missed: Missed, shell: Shell, more: tuple[object, ...], code: int, told: str
) -> None:
    answer = shell("makeups", missed.file, *more)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert told in answer.err


def _list(path: Path, *rows: tuple[object, ...]) -> Path:
    heads = [sheets.Heading(head) for head in ("No", "Nama", "Nilai awal", "Nilai akhir")]
    sheets.write(path, heads, [["" if cell is None else str(cell) for cell in row] for row in rows], titles=("", ""))
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_scores_come_from_a_list_and_bad_lines_come_back(
    workspace_path: Path, tmp_path: Path, shell: Shell, suffix: str
) -> None:
    with Database.open(workspace_path) as database:
        crew(database)
        session = hold(database, SessionKind.TRAINING, absent=(3,))
    taken = _list(
        tmp_path / f"nilai{suffix}",
        (1, "Orang Ke 1", 40, 80), (2, "", "", 90), (3, "", 50, 60), (1, "", 1, 2), (4, "Orang Lain", 1, 1),
        ("", "Orang Ke 5", 55, 101), ("", "orang ke 6", 60, 70),
    )  # fmt: skip
    first = shell("scores", workspace_path, session, "--file", taken, "--json").object
    assert (first["taken"], first["same"], len(first["rejected"])) == (3, 0, 4)
    scores = {one["number"]: (one["before"], one["after"]) for one in first["people"]}
    assert [scores[number] for number in (1, 2, 6)] == [(40, 80), (None, 90), (60, 70)]
    assert first["averages"] == {"before": 50.0, "after": 80.0}
    again = shell("scores", workspace_path, session, "--file", taken)
    assert "0 nilai dicatat, 3 sama seperti sebelumnya, 4 baris ditolak." in again.out
    assert "bukan Orang Lain; tulis NIK." in again.out
    shown = shell("scores", workspace_path, session)
    assert shown.out.endswith("Rata-rata nilai awal 50,0, nilai akhir 80,0.\n")
    assert shell("check", workspace_path).code == 0


def test_scores_of_something_else_are_one_sentence(workspace_path: Path, tmp_path: Path, shell: Shell) -> None:
    with Database.open(workspace_path) as database:
        crew(database)
        oath, training = hold(database, SessionKind.OATH), hold(database, SessionKind.TRAINING)
    empty = tmp_path / "kosong.csv"
    empty.write_text("apa;saja\n1;2\n", encoding="utf-8")
    for argv in ((oath,), (99,), (training, "--file", empty), (training, "--file", tmp_path / "tidak-ada.csv")):
        answer = shell("scores", workspace_path, *argv)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1), answer
