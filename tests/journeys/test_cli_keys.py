"""A key change by the shell: backed up, replaced, revoked, told to another office, who checks by what it was given."""

from pathlib import Path

import pytest
from sqlalchemy import select

from kpps_desk.cli.keys_arguments import VARIABLE
from kpps_desk.operations import certificates, upkeep
from kpps_desk.queries import keys
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.journeys.conftest import Shell
from tests.trained import trained_crew

_SEALS = select(schema.certificate.c.seal).order_by(schema.certificate.c.id)


@pytest.fixture
def ours(workspace_path: Path) -> Path:
    """Seven certificates of 9 November 2024."""
    with Database.open(workspace_path) as database:
        trained_crew(database)
        certificates.issue(database, by="penguji")
    return workspace_path


def seals(path: Path) -> list[str]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return list(db.column(_SEALS))


def end(path: Path) -> None:
    """The first revoked, the second replaced."""
    with Database.open(path) as database:
        with database.write("Cabut", by="x") as tx:
            certificates.revoke(tx, 1, reason="Salah orang")
        with database.write("Ganti", by="x") as tx:
            certificates.reissue(tx, 2, reason="Nama dibetulkan")


def test_a_key_is_changed_and_another_office_hears_of_it(
    shell: Shell, ours: Path, tmp_path: Path, cheap_age: None
) -> None:
    (tmp_path / "frasa.txt").write_text("tiga kucing menyeberang jalan\n", encoding="utf-8")
    listed = shell("keys", "list", ours, "--json").object["keys"]
    old = listed[0]["key_id"]
    assert (listed[0]["signs"], listed[0]["backed_up_at"]) == (True, None)
    assert "tanpa cadangan" in shell("keys", "list", ours).out
    backed = shell("keys", "backup", ours, "--out", "k.kppskunci", "--passphrase-file", "frasa.txt", "--json")
    assert backed.object["keys"] == 1
    assert "tanpa cadangan" not in shell("keys", "list", ours).out

    new = shell("keys", "new", ours, "--reason", "Penanggung jawab berganti", "--office", "KPU Kota Contoh", "--json")
    assert shell("verify", seals(ours)[0], "--workspace", ours).code == 0
    end(ours)
    assert seals(ours)[7].split("\n")[5].startswith(new.object["key"])
    assert [shell("verify", seal, "--workspace", ours).code for seal in seals(ours)] == [5, 5, 0, 0, 0, 0, 0, 0]

    assert shell("keys", "export", ours, "--out", "kunci.txt").code == 0
    made = shell("revocations", "make", ours, "--out", "cabut.txt", "--sheet", "cabut.pdf", "--json").object
    assert (made["keys"], made["revoked"], made["replaced"], made["pages"]) == (2, 1, 1, 1)
    with_files = ("--keys", "kunci.txt", "--list", "cabut.txt")
    assert [shell("verify", seal, *with_files).code for seal in seals(ours)] == [5, 5, 0, 0, 0, 0, 0, 0]
    assert "000008/" in shell("verify", seals(ours)[1], *with_files).out
    assert shell("verify", seals(ours)[2].replace("Orang", "Arang"), *with_files).code == 1
    assert shell("verify", seals(ours)[2]).code == 3
    assert shell("verify", "halo", *with_files).code == 4
    (tmp_path / "palsu.txt").write_text((tmp_path / "cabut.txt").read_text().replace("000001", "000003"))
    forged = shell("verify", seals(ours)[2], "--keys", "kunci.txt", "--list", "palsu.txt")
    assert (forged.code, "palsu" in forged.err) == (2, True)

    upkeep.new(tmp_path / "lain.kpps", by="x", only="31.71.01.1001").close()
    assert shell("keys", "take", "lain.kpps", "kunci.txt", "--json").object["new"] == sorted([old, new.object["key"]])
    assert shell("revocations", "take", "lain.kpps", "cabut.txt").code == 0
    assert shell("revocations", "take", "lain.kpps", "palsu.txt").code == 1
    assert len(shell("revocations", "list", "lain.kpps", "--json").object["lists"]) == 2
    assert [shell("verify", seal, "--workspace", "lain.kpps").code for seal in seals(ours)[:3]] == [5, 5, 0]

    stolen = shell(
        "keys", "revoke", ours, f"--key={old}", "--since", "2024-11-01", "--reason", "laptop dicuri", "--json"
    )
    assert (stolen.object["new"], stolen.object["doubtful"]) == ("", 5)
    assert [shell("verify", seal, "--workspace", ours).code for seal in seals(ours)] == [5, 5, 5, 5, 5, 5, 5, 0]
    shell("keys", "export", ours, "--out", "kunci2.txt")
    assert shell("keys", "take", "lain.kpps", "kunci2.txt", "--json").object["revoked"] == [old]
    assert shell("verify", seals(ours)[3], "--workspace", "lain.kpps").code == 5

    assert shell("keys", "page", ours, "--out", "periksa.html").code == 0
    assert old in (tmp_path / "periksa.html").read_text(encoding="utf-8")
    assert shell("check", ours).code == 0
    private = _private(ours)
    for written in ("k.kppskunci", "kunci.txt", "cabut.txt", "cabut.pdf", "periksa.html"):
        assert all(one not in (tmp_path / written).read_bytes() for one in private)


def test_a_lost_workspace_leaves_its_key_to_the_next(
    shell: Shell, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "tiga kucing menyeberang jalan")
    shell("keys", "backup", ours, "--out", "k.kppskunci")
    seal = seals(ours)[0]
    ours.unlink()
    upkeep.new(tmp_path / "baru.kpps", by="x", only="31.71.01.1001").close()
    assert shell("verify", seal, "--workspace", "baru.kpps").code == 3
    monkeypatch.setenv(VARIABLE, "bukan frasa sandinya")
    wrong = shell("keys", "restore", "baru.kpps", "k.kppskunci")
    assert (wrong.code, "tidak cocok" in wrong.err) == (1, True)
    monkeypatch.setenv(VARIABLE, "tiga kucing menyeberang jalan")
    assert shell("keys", "restore", "baru.kpps", "k.kppskunci").code == 0
    answer = shell("verify", seal, "--workspace", "baru.kpps")
    assert answer.code == 0
    assert "tidak tercatat" in answer.out


def test_usage_is_told_in_a_sentence(shell: Shell, ours: Path) -> None:
    for words in (("keys",), ("keys", "apa"), ("keys", "revoke", ours), ("revocations",), ("keys", "backup", ours)):
        answer = shell(*words)
        assert answer.code == 2
        assert answer.err.count("\n") == 1
    assert "Tindakan" in shell("keys", "--help").out


def _private(path: Path) -> list[bytes]:
    with Database.open(path, read_only=True) as database, database.read() as db:
        return [bytes(row.private) for row in keys.private(db)]
