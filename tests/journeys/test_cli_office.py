"""`office` in the shell: what holds in an area, and changing it."""

from pathlib import Path

from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.filled import fill
from tests.journeys.conftest import Shell
from tests.pictures import png


def test_an_office_is_written_down_and_heads_the_papers_of_its_area(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    fill(workspace_path)
    (tmp_path / "lambang.png").write_bytes(png(64, 64))
    assert "Kop: KOMISI PEMILIHAN UMUM / PROVINSI DKI JAKARTA" in shell("office", workspace_path).out
    answer = shell(
        "office", workspace_path, "--area", GAMBIR, "--letterhead", "KPU KOTA;PPS GAMBIR", "--city", "Gambir",
        "--logo", tmp_path / "lambang.png", "--official", "Ketua PPS; Siti Ma'ruf, S.H.; NIP 1", "--signs", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert answer.object["letterhead"] == ["KPU KOTA", "PPS GAMBIR"]
    assert answer.object["logo"] == "64 x 64 piksel"
    assert answer.object["certificates"] == ["Siti Ma'ruf, S.H."]
    out = tmp_path / "lampiran.pdf"
    assert shell("paper", workspace_path, "annex", "--area", GAMBIR, "--out", out).code == 0
    text = " ".join(texts_of(out.read_bytes()))
    assert "PPS GAMBIR" in text
    assert "Siti Ma'ruf, S.H. NIP 1" in text
    again = shell("office", workspace_path, "--area", GAMBIR, "--letterhead", "-", "--remove", 1)
    assert "Kop: KOMISI PEMILIHAN UMUM" in again.out
    assert "Kota: Gambir" in again.out


def test_what_cannot_be_kept_is_one_sentence_and_changes_nothing(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "palsu.png").write_bytes(b"bukan gambar")
    for words, said in (
        (("--logo", tmp_path / "palsu.png"), "bukan gambar"),
        (("--official", "Ketua"), "jabatan; nama; NIP"),
        (("--numbers", "{tahun}"), "{urut}"),
        (("--remove", 9), "sudah dihapus"),
        (("--area", "31.99", "--city", "X"), "tidak ditemukan"),
    ):
        answer = shell("office", workspace_path, *words)
        assert (answer.code, answer.out) == (1, "")
        assert said in answer.err
    assert shell("office", workspace_path, "--json").object["officials"] == []
