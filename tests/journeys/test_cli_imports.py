"""Lists by the shell: looked at first, mapped by hand, each problem in a sheet, the file given back, undo looked at."""

from pathlib import Path

from tests import rosters
from tests.journeys.conftest import Shell
from tests.rosters import row


def test_a_list_is_looked_at_mapped_and_told_problem_by_problem(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tim.csv"
    path.write_text("Personel;Wilayah Tugas;TPS;Jabatan\nBudi;Gambir;1;Ketua\nSiti;Gambir;999;Anggota\n", "utf-8")
    mapping = ("--map", "Nama=Personel", "--map", "kabkota=", "--map", "Kelurahan=wilayah tugas")
    assert shell("import", workspace_path, path).code == 1
    seen = shell("import", workspace_path, path, *mapping, "--preview", "--json").object
    assert seen["columns"]["Nama Lengkap"] == "Personel"
    assert seen["rows"][0]["read"]["place"] == "TPS 001 · Gambir"
    assert shell("imports", workspace_path, "--json").object == {"imports": []}
    done = shell("import", workspace_path, path, *mapping, "--problems", "masalah.csv", "--json").object
    assert (done["created"], done["rejected"]) == (1, 1)
    assert "3,Siti,ditolak,TPS,TPS tidak ditemukan: TPS 999 Gambir" in (tmp_path / "masalah.csv").read_text("utf-8")
    again = shell("import", workspace_path, path)  # remembered
    assert again.code == 0
    assert "Susunan kolom diingat" in again.out


def test_the_history_gives_the_file_back_and_undo_is_looked_at_first(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [row(1), row(2)])
    shell("import", workspace_path, path)
    (run,) = shell("imports", workspace_path, "--json").object["imports"]
    assert shell("imports", workspace_path, run["id"], "--out", "lagi.xlsx").code == 0
    assert (tmp_path / "lagi.xlsx").read_bytes() == path.read_bytes()
    seen = shell("undo", workspace_path, run["group"], "--preview", "--json").object
    assert (seen["records"], seen["kept"]) == ({"appointment": 2, "member": 2}, [])
    assert shell("undo", workspace_path, run["group"]).code == 0
    assert "diurungkan" in shell("imports", workspace_path).out
    assert shell("imports", workspace_path, run["id"], "--purge", "--reason", "selesai").code == 0
    assert shell("imports", workspace_path, run["id"], "--out", "lagi2.xlsx").code == 1


def test_what_the_shell_cannot_do_with_a_list_is_one_sentence(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [row(1)])
    before = path.read_bytes()
    for words in (("--map", "Hobi=TPS"), ("--map", "Nama=Tidak Ada"), ("--sheet", "Lain"), ("--problems", path)):
        answer = shell("import", workspace_path, path, *words)
        assert (answer.code, answer.err.count("\n")) == (1, 1), answer.err
    assert shell("import", workspace_path, path, "--map", "Nama").code == 2
    assert shell("imports", workspace_path, "--out", "x.xlsx").code == 2
    assert path.read_bytes() == before
