"""What the shell says when it can't: one sentence in Indonesian, and the code that scripts rely on."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kpps_desk import cli, settings
from kpps_desk.cli.usage import indonesian
from kpps_desk.problems import Cancelled

Said = tuple[int, str, str]


class _NoGlass:
    def open(self, workspace: Path | None) -> int:
        raise AssertionError("no window in this test")

    def pictures(self, workspace: Path, folder: Path) -> list[Path]:
        raise AssertionError("no pictures in this test")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The shell within this process: the same `main`, without the half second of a new Python."""

    def run(*words: object) -> Said:
        code = cli.main([str(word) for word in words], _NoGlass())
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def _is_one_sentence(text: str) -> bool:
    return text.startswith("kpps-desk: ") and text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


def _refused(said: Said, code: int = 1) -> str:
    assert said[0] == code, said
    assert said[1] == ""
    assert _is_one_sentence(said[2]), said[2]
    return said[2]


@pytest.mark.parametrize("content", [b"", b"bukan berkas kerja", b"SQLite format 3\0" + bytes(500), b"PK\x03\x04" * 99])
def test_something_else_is_no_workspace(say: Callable[..., Said], tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lain.kpps"
    file.write_bytes(content)
    _refused(say("status", file))
    assert file.read_bytes() == content


def test_another_programs_database_is_no_workspace(say: Callable[..., Said], tmp_path: Path) -> None:
    file = tmp_path / "lain.kpps"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE barang (id)")
    other.close()
    _refused(say("check", file))


def test_stopped_before_anybody_knew_how_much_there_was_names_no_figure() -> None:
    assert str(Cancelled(0, 0)) == "Berhenti sebelum selesai."
    assert str(Cancelled(1_200, 3_000)) == "Berhenti setelah 1.200 dari 3.000."


def test_a_missing_file_and_a_folder_are_no_workspaces(say: Callable[..., Said], tmp_path: Path) -> None:
    _refused(say("status", tmp_path / "tidak-ada.kpps"))
    _refused(say("status", tmp_path))


def test_a_newer_workspace_is_left_alone(say: Callable[..., Said], workspace_path: Path) -> None:
    newer = sqlite3.connect(workspace_path)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    before = workspace_path.read_bytes()
    sentence = _refused(say("status", workspace_path))
    assert "baru" in sentence
    assert workspace_path.read_bytes() == before


def test_a_file_that_exists_is_never_overwritten_by_new(say: Callable[..., Said], workspace_path: Path) -> None:
    before = workspace_path.read_bytes()
    _refused(say("new", workspace_path))
    assert workspace_path.read_bytes() == before


@pytest.fixture
def locked_folder(tmp_path: Path) -> Path:
    """A folder in which nothing can be made; root may write anywhere but in the kernel's own trees."""
    if os.geteuid() == 0:
        if not os.path.ismount("/proc"):
            pytest.skip("root, and no folder that refuses root")
        return Path("/proc")
    folder = tmp_path / "terkunci"
    folder.mkdir(mode=0o500)
    return folder


def test_a_folder_that_cannot_be_written_is_a_sentence(say: Callable[..., Said], locked_folder: Path) -> None:
    _refused(say("new", locked_folder / "a.kpps", "--area", "31.71.01.1001"))
    _refused(say("sample", locked_folder / "a.xlsx", "--kecamatan", "31.71.01.1001"))


@pytest.mark.parametrize("area", ["31.99", "99", "31.71.01.9999", "Gambir", "31.71.0"])
def test_an_unknown_area_is_a_sentence(say: Callable[..., Said], workspace_path: Path, area: str) -> None:
    _refused(say("status", workspace_path, "--area", area))
    _refused(say("sessions", workspace_path, "--area", area))
    _refused(say("sessions", "plan", workspace_path, "--area", area, "--days", "2024-11-07"))


def test_an_unknown_area_makes_no_workspace(say: Callable[..., Said], tmp_path: Path) -> None:
    _refused(say("new", tmp_path / "a.kpps", "--area", "31.99"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_session_member_or_entry_is_a_sentence(say: Callable[..., Said], workspace_path: Path) -> None:
    _refused(say("attend", workspace_path, 99, "--all-present"))
    _refused(say("history", workspace_path, 99))
    _refused(say("history", workspace_path, "3171010101900001"))
    _refused(say("undo", workspace_path, "abc"))
    _refused(say("undo", workspace_path, "0" * 32))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"bukan lembar kerja"),
        ("a.xlsx", b"PK\x03\x04 rusak"),
        ("a.xlsx", b""),
        ("a.csv", b"a\0b\0c"),
        ("a.csv", b"satu,dua\n1,2\n"),
    ],
)
def test_what_is_no_roster_is_a_sentence(
    say: Callable[..., Said], workspace_path: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    _refused(say("import", workspace_path, tmp_path / name))


def test_no_certificates_is_a_sentence_and_leaves_no_file(
    say: Callable[..., Said], workspace_path: Path, tmp_path: Path
) -> None:
    code, _, err = say("certificates", workspace_path, "--out", tmp_path / "a.pdf")
    assert code == 1
    assert _is_one_sentence(err)
    assert not list(tmp_path.glob("a.pdf*"))


@pytest.mark.parametrize(
    "words",
    [
        ("bukan-perintah",),
        ("status",),
        ("status", "a.kpps", "--by", "kampung"),
        ("attend", "a.kpps", "satu", "--all-present"),
        ("attend", "a.kpps", "1"),
        ("attend", "a.kpps", "1", "--all-present", "--absent", "1"),
        ("attend", "a.kpps", "1", "--absent", "x"),
        ("sessions", "plan", "a.kpps"),
        ("sessions", "plan", "a.kpps", "--days", "kapan-kapan"),
        ("sessions", "plan", "a.kpps", "--days", "2024-11-07", "--times", "pagi"),
        ("sample", "a.xlsx", "--all", "--kecamatan", "31.71.01"),
        ("sample", "a.xlsx", "--seed", "x"),
        ("export", "a.kpps", "members"),
        ("export", "a.kpps", "members", "--out", "a.csv", "--full"),
        ("verify",),
        ("status", "a.kpps", "--jso"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_indonesian_sentence(say: Callable[..., Said], words: tuple[str, ...]) -> None:
    code, out, err = say(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    for english in ("argument", "required", "invalid", "usage", "unrecognized", "choose"):
        assert english not in err


def test_what_argparse_may_say_in_a_newer_python_still_ends_in_indonesian() -> None:
    assert indonesian("something quite new happened") == "perintah ini tidak dipahami"


def test_help_is_in_indonesian_and_lists_the_commands(say: Callable[..., Said]) -> None:
    code, out, _ = say("--help")
    assert code == 0
    for command in (
        "new",
        "import",
        "status",
        "sessions",
        "attend",
        "certificates",
        "verify",
        "undo",
        "export",
        "check",
    ):
        assert command in out
    assert "usage" not in out
    assert "show this help" not in out


def test_verify_has_codes_of_its_own(say: Callable[..., Said], workspace_path: Path, tmp_path: Path) -> None:
    assert say("verify", "bukan sertifikat")[0] == 4
    assert say("verify", "x" * 5000)[0] == 4
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert say("verify", tmp_path / "a.pdf")[0] == 4
    assert say("verify", "apa saja", "--workspace", tmp_path / "tidak-ada.kpps")[0] == 2
    assert say("verify", "apa saja", "--keys", workspace_path)[0] == 2


def test_a_bug_ends_with_70_and_the_log_holds_the_report(
    say: Callable[..., Said], workspace_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpps_desk.cli import status

    def broken(args: object) -> None:
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr(status, "show", broken)
    code, out, err = say("status", workspace_path)
    assert (code, out) == (70, "")
    assert _is_one_sentence(err)
    log = Path(err.rsplit(" ", 1)[1].rstrip(".\n"))
    assert home in log.parents
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), Cancelled(1500, 4000)])
def test_cancelling_ends_with_130(
    say: Callable[..., Said], workspace_path: Path, monkeypatch: pytest.MonkeyPatch, stopped: BaseException
) -> None:
    from kpps_desk.cli import status

    def cancelled(args: object) -> None:
        raise stopped

    monkeypatch.setattr(status, "show", cancelled)
    code, _, err = say("status", workspace_path)
    assert code == 130
    assert _is_one_sentence(err)
    if isinstance(stopped, Cancelled):
        assert "1.500 dari 4.000" in err


def test_without_a_display_the_window_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpps_desk.__main__ import main

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.argv", ["kpps-desk"])
    assert main() == 1
    assert _is_one_sentence(capsys.readouterr().err)


def test_a_damaged_workspace_is_a_sentence(say: Callable[..., Said], workspace_path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "rusak.kpps"
    shutil.copy(workspace_path, damaged)
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size // 2 // 4096 * 4096)
    code, _, err = say("check", damaged)
    assert code == 1
    assert "Traceback" not in err


def test_a_number_that_can_be_no_session_is_a_usage_error(say: Callable[..., Said], workspace_path: Path) -> None:
    for number in ("99999999999999999999", "-1", "²", "x"):
        assert say("attend", workspace_path, number, "--all-present")[0] == 2
    assert say("certificates", workspace_path, "--session", "9" * 30, "--out", "x.pdf")[0] == 2
    _refused(say("attend", workspace_path, 99, "--all-present"))


def test_what_is_no_member_is_told_and_a_nik_is_not_repeated(say: Callable[..., Said], workspace_path: Path) -> None:
    for text in ("²", "abc", "99", "1" * 40):
        _refused(say("history", workspace_path, text))
    assert "3171010101900001" not in _refused(say("history", workspace_path, "3171010101900001"))
    assert "3171010101900001" not in _refused(say("history", workspace_path, "NIK-3171010101900001"))
    assert "3171010101900001" not in say("attend", workspace_path, "3171010101900001", "--absent", "y")[2]


def test_a_name_with_bytes_that_are_no_text_enters_the_journal_without_them(
    say: Callable[..., Said], workspace_path: Path, tmp_path: Path
) -> None:
    assert say("sample", tmp_path / "a.xlsx", "--kecamatan", "31.71.01.1001")[0] == 0
    assert say("import", workspace_path, tmp_path / "a.xlsx", "--by", "Bu\udcffdi\x1b[31m")[0] == 0
    assert '"by": "Budi[31m"' in say("history", workspace_path, "--json")[1]


def test_a_bugs_report_holds_no_nik(
    say: Callable[..., Said], workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("3171010101900001")

    monkeypatch.setattr("kpps_desk.queries.history.acts", fail)
    code, _, err = say("history", workspace_path)
    assert code == 70
    assert "3171010101900001" not in err
    log = settings.log_file().read_text(encoding="utf-8")
    assert "LookupError: 317101**********" in log
    assert "3171010101900001" not in log
