"""The main job by the shell alone, on one kelurahan: roster, oath, training, certificates, proof, undo."""

import csv
from pathlib import Path

import pytest

from kpps_desk import cli
from kpps_desk.ui.window import available
from tests.conftest import GAMBIR
from tests.journeys.conftest import Shell

PEOPLE, KPPS, OFFICERS, STATIONS = 45, 35, 10, 5


@pytest.fixture
def seated(shell: Shell, workspace_path: Path, tmp_path: Path) -> Path:
    """A workspace into which the sample roster was imported."""
    assert shell("sample", tmp_path / "daftar.xlsx", "--kecamatan", GAMBIR).code == 0
    done = shell("import", workspace_path, tmp_path / "daftar.xlsx", "--by", "Sari")
    assert done.code == 0, done.err
    return workspace_path


def _train(shell: Shell, file: Path) -> None:
    """Plan both kinds of session and let everybody come."""
    for kind, day in (("pelantikan", "2024-11-07"), ("bimtek", "8-11-2024")):
        planned = shell("sessions", "plan", file, "--kind", kind, "--area", GAMBIR, "--days", day, "--json")
        assert planned.code == 0, planned.err
        for session in planned.object["sessions"]:
            marked = shell("attend", file, session, "--all-present")
            assert marked.code == 0, marked.err


def test_a_roster_becomes_certificates_that_verify(shell: Shell, process: Shell, seated: Path, tmp_path: Path) -> None:
    _train(shell, seated)
    issued = process("certificates", seated, "--issue", "--out", "sertifikat.pdf", "--json")
    assert issued.code == 0, issued.err
    assert issued.object["issued"] == issued.object["pages"] == KPPS
    assert issued.object["refused"] == {"role": OFFICERS}
    pdf = tmp_path / "sertifikat.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-")

    proof = shell("verify", pdf, "--workspace", seated, "--json")
    assert proof.code == 0, proof.err
    assert proof.object["judgement"] == "valid"
    assert len(proof.object["found"]) == KPPS
    assert shell("verify", pdf).code == 3
    assert shell("export", seated, "keys", "--out", "kunci.txt").code == 0
    assert shell("verify", pdf, "--keys", "kunci.txt").code == 0

    total = shell("status", seated, "--by", "tps", "--json").object["total"]
    assert (total["stations"], total["ready"]) == (STATIONS, STATIONS)
    assert total["kpps"]["certified"] == KPPS
    assert (total["officers"]["sworn"], total["officers"]["certified"]) == (OFFICERS, 0)
    assert shell("check", seated).code == 0


def test_the_import_accounts_for_every_row_and_a_second_one_changes_nothing(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    assert shell("sample", "daftar.csv", "--kecamatan", GAMBIR, "--seed", 7).code == 0
    first = shell("import", workspace_path, "daftar.csv", "--json").object
    assert first["read"] == PEOPLE
    assert first["read"] == first["created"] + first["updated"] + first["unchanged"] + first["rejected"]
    assert first["seated"] == PEOPLE
    second = shell("import", workspace_path, "daftar.csv", "--existing", "update", "--json").object
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, PEOPLE)


def test_a_dry_run_changes_nothing(shell: Shell, workspace_path: Path) -> None:
    shell("sample", "daftar.xlsx", "--kecamatan", GAMBIR)
    assert shell("import", workspace_path, "daftar.xlsx", "--dry-run", "--json").object["created"] == PEOPLE
    assert shell("status", workspace_path, "--json").object["total"]["filled"] == 0


def test_an_import_is_undone_as_one_under_its_name(shell: Shell, seated: Path) -> None:
    latest = shell("history", seated, "--json").object["entries"][0]
    assert latest["by"] == "Sari"
    undone = shell("undo", seated, latest["id"], "--by", "Budi")
    assert undone.code == 0, undone.err
    assert latest["title"] in undone.out
    assert shell("status", seated, "--json").object["total"]["filled"] == 0
    again = shell("undo", seated, latest["id"])
    assert again.code == cli.PROBLEM
    assert shell("check", seated).code == 0


def test_absent_numbers_are_lines_of_the_roll_and_the_absent_get_no_oath(shell: Shell, seated: Path) -> None:
    planned = shell(
        "sessions", "plan", seated, "--kind", "pelantikan", "--area", GAMBIR, "--days", "2024-11-07", "--json"
    )
    (session,) = planned.object["sessions"]
    marked = shell("attend", seated, session, "--absent", "3,7-8", "--json").object
    assert (marked["present"], marked["absent"], marked["unrecorded"]) == (PEOPLE - 3, 3, 0)
    assert shell("status", seated, "--json").object["total"]["sworn"] == PEOPLE - 3
    listed = shell("sessions", seated, "--json").object["sessions"]
    assert [row["counts"]["present"] for row in listed] == [PEOPLE - 3]


def test_marks_come_from_a_file_and_a_bad_line_comes_back(shell: Shell, seated: Path, tmp_path: Path) -> None:
    shell("sessions", "plan", seated, "--kind", "pelantikan", "--area", GAMBIR, "--days", "2024-11-07")
    with (tmp_path / "hadir.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [("TPS", "Kursi", "Status"), ("1", "1", "hadir"), ("001", "2", "sakit"), ("9", "1", "hadir")]
        )
    marked = shell("attend", seated, 1, "--file", "hadir.csv", "--json").object
    assert (marked["present"], marked["sick"], marked["unrecorded"]) == (1, 1, PEOPLE - 2)
    assert [line["line"] for line in marked["rejected"]] == [4]


def test_one_member_has_a_history(shell: Shell, seated: Path) -> None:
    told = shell("history", seated, 1)
    assert told.code == 0, told.err
    assert "Sari" in told.out


def test_an_export_masks_every_nik_unless_a_reason_is_given(shell: Shell, seated: Path, tmp_path: Path) -> None:
    masked = shell("export", seated, "members", "--out", "anggota.csv", "--json")
    assert masked.code == 0, masked.err
    assert masked.object["rows"] == PEOPLE
    text = (tmp_path / "anggota.csv").read_text(encoding="utf-8-sig")
    assert "**********" in text
    assert shell("export", seated, "members", "--out", "penuh.csv", "--full").code == 2
    full = shell("export", seated, "members", "--out", "penuh.csv", "--full", "--reason", "Laporan ke KPU Kota")
    assert full.code == 0, full.err
    assert "**********" not in (tmp_path / "penuh.csv").read_text(encoding="utf-8-sig")
    assert any(
        "Laporan ke KPU Kota" in (entry["reason"] or "")
        for entry in shell("history", seated, "--json").object["entries"]
    )


def test_a_demo_runs_the_whole_job_and_ends_with_its_paths(process: Shell, tmp_path: Path) -> None:
    done = process("demo", "peragaan", "--kecamatan", GAMBIR, "--json")
    assert done.code == 0, done.err
    answer = done.object
    assert (answer["issued"], answer["refused"], answer["faults"]) == (KPPS, {"role": OFFICERS}, [])
    assert answer["status"]["ready"] == STATIONS
    for path in (answer["workspace"], answer["pdf"], *answer["pictures"]):
        assert (tmp_path / path).stat().st_size > 0
    assert len(answer["pictures"]) == len(available())


def test_topics_of_a_plan_and_their_hours_stand_on_the_certificates(shell: Shell, seated: Path, tmp_path: Path) -> None:
    plan = ("sessions", "plan", seated, "--area", GAMBIR)
    assert shell(*plan, "--kind", "pelantikan", "--days", "7 November 2024").code == 0
    topics = ("--topic", "Pemungutan suara; 6", "--topic", "Sirekap: 2 JP")
    assert shell(*plan, "--days", "8-9 November 2024", "--times", "8:00-12:00", *topics).code == 0
    for session in shell("sessions", seated, "--json").object["sessions"]:
        assert shell("attend", seated, session["id"], "--all-present").code == 0
    assert shell("certificates", seated, "--issue", "--out", "s.pdf").code == 0
    found = shell("verify", tmp_path / "s.pdf", "--workspace", seated, "--json").object["found"]
    assert {", 8 JP, " in one["fields"]["event"] for one in found} == {True}


def test_a_plan_is_kept_as_a_draft_and_says_what_it_lacks(seated: Path, shell: Shell) -> None:
    plan = ("sessions", "plan", seated, "--area", GAMBIR, "--days", "9 November 2024", "--capacity", "7")
    kept = shell(*plan, "--trainers", "Ani;Budi", "--each", "1", "--breaks", "10.00-10.15", "--draft", "A", "--json")
    assert kept.object["sessions"] == 5
    assert kept.object["short"] == ["Kurang 2 ruang pada 9 Nov"]
    assert shell("sessions", seated, "--json").object["sessions"] == []
