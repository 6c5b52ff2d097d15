"""The door's tones: made here, left out where nothing plays, never a complaint."""

import threading
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpps_desk.ui import sounds
from kpps_desk.ui.sounds import Sounds


@pytest.mark.parametrize("tone", ["good", "warn", "bad"])
def test_a_tone_is_a_short_wav_that_begins_and_ends_in_silence(tone: str, tmp_path: Path) -> None:
    with wave.open(str(sounds.write(tone, tmp_path))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert 0.1 < file.getnframes() / file.getframerate() < 0.5
    made = sounds.samples(tone)
    assert made[0] == 0
    assert abs(made[-1]) < 100
    assert max(made) > 5_000


def test_tones_are_played_in_order_and_none_where_they_are_off(qtbot: QtBot) -> None:
    played: list[str] = []
    gate = threading.Event()

    def play(path: Path) -> bool:
        played.append(path.stem)
        gate.wait(60)
        return path.stem != "warn"  # the last: its thread ends

    made = Sounds(play)
    made.play("good")
    qtbot.waitUntil(lambda: played == ["good"])
    made.on = False
    made.play("bad")
    made.on = True
    made.play("warn")
    made.play("")
    gate.set()
    qtbot.waitUntil(lambda: played == ["good", "warn"])
    qtbot.waitUntil(lambda: made._play is None)


def test_a_player_that_fails_is_asked_no_more(qtbot: QtBot) -> None:
    asked: list[str] = []

    def play(path: Path) -> bool:
        asked.append(path.stem)
        return False

    made = Sounds(play)
    made.play("good")
    qtbot.waitUntil(lambda: made._play is None)
    for _ in range(5):
        made.play("good")
    assert asked == ["good"]


def test_nothing_is_played_without_a_real_screen(qtbot: QtBot) -> None:
    assert sounds.player() is None


def test_a_program_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert sounds._run(("tidak-ada-program-ini",), tmp_path / "a.wav") is False
