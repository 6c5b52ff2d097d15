"""`print` in the shell: to files, what came out, a jam and its rest, reprints, the pages that try a printer out."""

from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.operations import certificates
from kpps_desk.store.database import Database
from tests import archive
from tests.journeys.conftest import Shell
from tests.trained import trained_crew


@pytest.fixture
def issued(workspace_path: Path) -> Path:
    """A workspace with seven certificates, numbers 000001 to 000007."""
    with Database.open(workspace_path) as database:
        trained_crew(database)
        certificates.issue(database, by="penguji")
    return workspace_path


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_a_jam_goes_on_from_its_number_and_only_true_reprints_are_salinan(
    shell: Shell, issued: Path, tmp_path: Path
) -> None:
    assert shell("print", issued).out == "Belum ada cetakan.\n"
    made = shell("print", issued, "--area", "31.71.01.1001", "--out", "semua.pdf", "--by", "Sari", "--json").object
    assert (made["batch"], made["certificates"], made["copies"], made["pages"]) == (1, 7, 0, 7)
    told = shell("print", issued, 1, "--jam", "0005")
    assert told.out == "Cetakan no. 1: 4 dari 7 keluar, macet.\n"
    assert "Pastikan yang keluar" in shell("print", issued).out
    rest = shell("print", issued, 1, "--resume", "0005", "--out", "sisa.pdf")
    assert rest.out.startswith("Cetakan no. 2: 3 sertifikat.\n")
    assert "2 --confirm" in rest.out
    assert ["SALINAN" in text for text in texts(tmp_path / "sisa.pdf")] == [False] * 3
    early = shell("print", issued, "--out", "lagi.pdf")
    assert "4 di antaranya SALINAN" in early.out
    assert "3 di antaranya ada dalam cetakan no. 2 yang belum dipastikan keluar." in early.out
    assert "3 dari 3 keluar, keluar" in shell("print", issued, 2, "--confirm").out
    assert "0 dari 7 keluar, tidak dicetak" in shell("print", issued, 3, "--cancel").out
    again = shell("print", issued, "--out", "lagi.pdf")
    assert "7 di antaranya SALINAN" in again.out
    batches = shell("print", issued, "--json").object["batches"]
    assert [(one["id"], one["out"], one["state"]) for one in batches] == [
        (4, 0, "dikirim"),
        (3, 0, "batal"),
        (2, 3, "keluar"),
        (1, 4, "batal"),
    ]
    number = shell("print", issued, 1, "--json").object["lines"][4]["number"]
    times = shell("print", issued, "--history", number)
    assert [line.split("cetakan no. ")[1] for line in times.out.splitlines()] == [
        "4 ke lagi.pdf: belum keluar (belum dipastikan), SALINAN",
        "3 ke lagi.pdf: belum keluar (dihentikan)",
        "2 ke sisa.pdf: keluar",
        "1 ke semua.pdf: belum keluar (dihentikan)",
    ]


def test_the_shell_confirms_a_part_and_shows_which(shell: Shell, issued: Path) -> None:
    shell("print", issued, "--out", "semua.pdf")
    assert shell("print", issued, 1, "--confirm", "#3").out == "Cetakan no. 1: 3 dari 7 keluar, macet.\n"
    lines = shell("print", issued, 1).out.splitlines()
    assert [line.split()[-1] for line in lines if "/SERT/" in line] == ["keluar"] * 3 + ["belum"] * 4
    assert shell("print", issued, 1, "--confirm", "--json").object["state"] == "keluar"
    assert "dihentikan" in shell("print", issued, 1, "--cancel").out


def test_several_batches_are_answered_for_at_once(shell: Shell, issued: Path) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        shell("print", issued, "--out", name)
    assert shell("print", issued, 2, 3, "--cancel").out.count("tidak dicetak") == 2
    assert shell("print", issued, 1, 9, "--confirm").code == 1
    states = [one["state"] for one in shell("print", issued, "--json").object["batches"]]
    assert states == ["batal", "batal", "dikirim"]
    assert [one["state"] for one in shell("print", issued, 1, 2, "--confirm", "--json").object["batches"]] == [
        "keluar"
    ] * 2
    assert shell("print", issued, 1, 2, "--jam", "3").code == 2


def test_files_are_split_and_zipped_with_the_settings_asked_for(shell: Shell, issued: Path, tmp_path: Path) -> None:
    each = shell("print", issued, "--split", "orang", "--out", "orang", "--duplex", "--json").object
    assert len(each["files"]) == 7
    assert all(len(texts(Path(file))) == 2 for file in each["files"])
    zipped = shell("print", issued, "--split", "kelurahan", "--zip", "--out", "kel.zip", "--up", 2, "--size", "F4")
    assert "4 halaman dalam 1 berkas" in zipped.out
    wrong = shell("print", issued, "--split", "orang", "--out", "a.pdf")
    assert (wrong.code, "Untuk beberapa berkas" in wrong.err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("--jam", "3"),
        ("1", "--resume"),
        ("1", "--out", "a.pdf"),
        ("--dx", "30", "--out", "a.pdf"),
        ("--dx", "nan", "--out", "a.pdf"),
        ("--up", "3", "--out", "a.pdf"),
    ],
)
def test_what_makes_no_sense_is_a_wrong_use(shell: Shell, issued: Path, words: tuple[str, ...]) -> None:
    assert shell("print", issued, *words).code == 2


def test_what_is_not_there_is_told_in_a_sentence(shell: Shell, issued: Path) -> None:
    assert "Cetakan no. 9 tidak ada" in shell("print", issued, 9).err
    assert "Tidak ada sertifikat bernomor x" in shell("print", issued, "--history", "x").err
    shell("print", issued, "--out", "semua.pdf")
    assert "Tidak ada sertifikat no. 0137" in shell("print", issued, 1, "--jam", "0137").err


def test_a_printer_is_tried_out_with_two_pages_that_are_nobodys(shell: Shell, issued: Path, tmp_path: Path) -> None:
    shell("print", issued, "--calibration", "k.pdf", "--printer", "EPSON L3210", "--dx", "1,5")
    assert "EPSON L3210 · A4 mendatar · geseran yang sedang dipakai: kanan 1,5 mm" in texts(tmp_path / "k.pdf")[0]
    shell("print", issued, "--test", "u.pdf", "--up", 2, "--duplex", "--copies", "semua")
    front, back = texts(tmp_path / "u.pdf")
    assert front.count("000000/") == 2
    assert "SALINAN" in front
    assert "JP" in back
    for name in ("k.pdf", "u.pdf"):
        assert archive.faults((tmp_path / name).read_bytes()) == []
    assert shell("print", issued).out == "Belum ada cetakan.\n"
