"""What the shell draws: a bar on a terminal only, columns of numbers, a cancel at a safe point."""

import io
import signal

import pytest

from kpps_desk.cli import output
from kpps_desk.problems import Cancelled


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_and_wiped_afterwards() -> None:
    terminal = _Terminal()
    with output.Bar(terminal) as bar:
        bar(1500, 4000, "Mengimpor")
        bar(4000, 4000, "Mengimpor")
    drawn = terminal.getvalue()
    assert "1.500 dari 4.000 Mengimpor" in drawn
    assert drawn.endswith("\r\x1b[2K")


def test_a_bar_is_silent_in_a_pipe() -> None:
    pipe = io.StringIO()
    with output.Bar(pipe) as bar:
        bar(1, 2, "Mengimpor")
        bar(2, 2, "Mengimpor")
    assert pipe.getvalue() == ""


def test_ctrl_c_cancels_at_the_next_safe_point_and_the_second_one_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with output.Bar(io.StringIO()) as bar:
        bar(1, 3)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled) as stopped:
            bar(2, 3)
        assert (stopped.value.done, stopped.value.total) == (2, 3)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_table_aligns_numbers_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    output.table(("Nama", "Jumlah"), [("Gambir", 1269), ("Cideng", 5)], right=(1,))
    assert capsys.readouterr().out.splitlines() == ["Nama    Jumlah", "Gambir   1.269", "Cideng       5"]
