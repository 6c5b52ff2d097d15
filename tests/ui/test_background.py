"""Off the window's thread: answers, dropped answers, changes, long work, and the tripwire."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from kpps_desk.changes import Changes
from kpps_desk.problems import Cancelled, Refused
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.background import Background
from kpps_desk.ui.jobs import Job

COUNT = select(schema.area.c.id)
ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def background(workspace: Database, qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    made.by = "penguji"
    made.attach(workspace, threading.get_ident())
    yield made
    made.close()


def _idle(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: background.idle, timeout=60_000)


def _same(key: int, _: Snapshot) -> int:
    return key


def _rename(tx: object) -> str:
    tx.update(schema.election, 1, {"name": "Nama baru"})  # type: ignore[attr-defined]
    return "selesai"


def test_the_question_is_asked_elsewhere_and_answered_here(background: Background, qtbot: QtBot) -> None:
    here, threads = threading.get_ident(), []
    background.ask(
        background,
        lambda db: threads.append(threading.get_ident()) or len(db.rows(COUNT)),  # type: ignore[func-returns-value]
        lambda found: threads.extend([threading.get_ident(), found]),
    )
    _idle(qtbot, background)
    assert threads[0] != here
    assert threads[1] == here
    assert threads[2] > 300


def test_the_doors_are_shut_on_the_windows_thread(background: Background, workspace: Database) -> None:
    with pytest.raises(AssertionError, match="background"), workspace.read():
        pass
    with pytest.raises(AssertionError, match="background"), workspace.write("x", by="x"):
        pass


def test_the_answer_to_a_widget_that_is_gone_is_dropped(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    answers: list[int] = []
    background.ask(owner, lambda db: len(db.rows(COUNT)), answers.append)
    shiboken6.delete(owner)
    _idle(qtbot, background)
    assert answers == []


def test_the_next_key_interrupts_the_running_search(background: Background, qtbot: QtBot) -> None:
    started = threading.Event()
    answers: list[object] = []

    def endless(db: Snapshot) -> int:
        started.set()
        return int(db.value(ENDLESS))

    background.ask(background, endless, answers.append, topic="cari")
    assert started.wait(5)
    background.ask(background, lambda db: "baru", answers.append, topic="cari")
    _idle(qtbot, background)
    assert answers == ["baru"]


def test_older_answers_of_one_topic_never_arrive(background: Background, qtbot: QtBot) -> None:
    answers: list[int] = []
    for key in range(20):
        background.ask(background, partial(_same, key), answers.append, topic="cari")
    _idle(qtbot, background)
    assert answers == [19]


def test_stages_are_answered_one_after_another_from_one_snapshot(background: Background, qtbot: QtBot) -> None:
    told: list[object] = []
    background.ask_stages(
        background,
        [(lambda db: "baris", told.append), (lambda db: db.value(select(text("1"))), told.append)],
        topic="ids",
    )
    _idle(qtbot, background)
    assert told == ["baris", 1]


def test_a_change_is_announced_before_its_caller_hears(background: Background, qtbot: QtBot) -> None:
    told: list[object] = []
    background.changed.connect(told.append)
    background.do(background, "Ganti nama", _rename, told.append)
    _idle(qtbot, background)
    assert isinstance(told[0], Changes)
    assert told[0].tables == {"election"}
    assert told[1] == "selesai"


def test_saving_is_said_until_the_change_is_durable(background: Background, qtbot: QtBot) -> None:
    said: list[bool] = []
    background.saving.connect(said.append)
    background.do(background, "Ganti nama", _rename)
    _idle(qtbot, background)
    assert said == [True, False]


def test_a_refusal_goes_to_whoever_asked_else_to_the_notices(background: Background, qtbot: QtBot) -> None:
    def refuse(_: object) -> None:
        raise Refused("Tidak boleh.")

    told: list[object] = []
    background.troubled.connect(lambda problem, _: told.append(f"semua: {problem}"))
    background.do(background, "x", refuse)
    background.do(background, "x", refuse, failed=lambda problem: told.append(f"formulir: {problem}"))
    _idle(qtbot, background)
    assert sorted(map(str, told)) == ["formulir: Tidak boleh.", "semua: Tidak boleh."]


def test_a_bug_is_raised_on_the_windows_thread_and_the_next_answer_still_comes(
    background: Background, qtbot: QtBot
) -> None:
    answers: list[int] = []
    with qtbot.captureExceptions() as bugs:
        background.ask(background, lambda db: 1 // 0, answers.append)
        background.ask(background, lambda db: 7, answers.append)
        _idle(qtbot, background)
        qtbot.waitUntil(lambda: bool(bugs) and answers == [7])
    assert bugs[0][0] is ZeroDivisionError


def test_cancelled_work_says_how_far_it_came(background: Background, qtbot: QtBot) -> None:
    going, told = threading.Event(), []
    background.troubled.connect(lambda problem, _: told.append(problem))

    def work(_: Database, progress: Job) -> None:
        for step in range(1, 10_000_000):
            progress(step, 10_000_000)
            going.set()

    job = background.run(background, "Kerja panjang", work, ended=lambda: told.append("berakhir"))
    assert going.wait(5)
    job.cancel()
    _idle(qtbot, background)
    assert told[0] == "berakhir"
    assert isinstance(told[1], Cancelled)
    assert told[1].done > 0
    assert background.jobs == []


def test_closing_waits_for_what_is_being_written(workspace: Database, qtbot: QtBot) -> None:
    background = Background()
    background.by = "penguji"
    background.attach(workspace, threading.get_ident())
    background.do(background, "Ganti nama", _rename)
    background.close()
    with Database.open(workspace.path) as again, again.read() as db:
        assert db.value(select(schema.election.c.name)) == "Nama baru"
