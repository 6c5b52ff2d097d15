"""What users of such programs complain of, about lists and imports: one test each, named after it, by the shell.

What a newcomer gets wrong: proving that a module works. Each test takes the file or does the deed that the complaint is
about, and looks at what a person would look at: the answer, the workspace, the file that comes out.
"""

import codecs
import csv
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from kpps_desk.exchange.tables import open_table
from tests import rosters, sheetfiles
from tests.filled import write_roster
from tests.journeys.conftest import Shell

_FULL = re.compile(r"(?<!\d)\d{16}(?!\d)")


def _people(shell: Shell, file: Path, name: str = "orang.csv") -> list[dict[str, str]]:
    """Everybody, as the exported list says."""
    assert shell("export", file, "members", "--out", name, "--full", "--reason", "uji").code == 0
    with (file.parent / name).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def _taken(shell: Shell, file: Path, roster: Path, *words: str) -> Any:
    done = shell("import", file, roster, "--json", *words)
    assert done.code == 0, done.err
    return done.object


def _as_excel_saves_it(path: Path, count: int = 8) -> Path:
    """NIK, phone, TPS and RT/RW as numbers, in the way that Excel stores what somebody typed."""
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rosters.HEADERS)
        for line in range(1, count + 1):
            cells = rosters.row(line)
            for place, header in enumerate(rosters.HEADERS):
                if header == "NIK":
                    sheet.write_number(line, place, 3171010101900000 + line * 10)
                elif header == "TPS":
                    sheet.write_number(line, place, 1)
                elif header == "No. HP":
                    sheet.write_number(line, place, 81234567890)
                else:
                    sheet.write(line, place, cells[place])
    return path


def test_excel_turns_a_nik_into_3_17e15_or_ends_it_in_0(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """A whole column is refused in one sentence; one cell is its row's trouble; nothing is guessed."""
    whole = shell("import", workspace_path, _as_excel_saves_it(tmp_path / "rusak.xlsx"))
    assert whole.code == 1
    assert "rusak oleh Excel" in whole.err
    zeros = [rosters.row(number, NIK=f"317101010190{number:03}0") for number in range(1, 31)]
    ended = shell("import", workspace_path, rosters.write(tmp_path / "nol.csv", zeros))
    assert (ended.code, "rusak oleh Excel" in ended.err) == (1, True)

    rows = [rosters.row(number, TPS=f"00{number % 3 + 1}") for number in range(1, 10)]
    rows.append(rosters.row(10, NIK="3,17101E+15"))
    found = _taken(shell, workspace_path, rosters.write(tmp_path / "satu.xlsx", rows), "--rejects", "ditolak.xlsx")
    assert (found["created"], found["rejected"], found["problems"]["nik_damaged"]) == (9, 1, 1)
    assert "3,17101E+15" in [str(cell) for row in open_table(tmp_path / "ditolak.xlsx").rows() for cell in row]


def test_zeros_of_phone_and_tps_are_lost(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """What Excel made a number of is read as it was meant, and goes out as text: a NIK, 081..., 001, 003/005."""
    rows = [rosters.row(number, TPS=1, **{"No._HP": 81234567890}) for number in range(1, 4)]
    taken = _taken(shell, workspace_path, rosters.write(tmp_path / "angka.xlsx", rows))
    assert taken["created"] == 3
    for out in ("orang.csv", "orang.xlsx"):
        shell("export", workspace_path, "members", "--out", out, "--full", "--reason", "uji")
        cells = {str(cell) for row in open_table(tmp_path / out).rows() for cell in row}
        assert {"001", "3171010101900001"} <= cells
        assert any(cell.startswith("081234567890") for cell in cells), cells


def test_imported_but_nothing_arrived_or_only_a_count_of_failures(
    shell: Shell, workspace_path: Path, tmp_path: Path
) -> None:
    """The sums add up, the people are there, and each rejected row comes back with its reason, ready to be mended."""
    roster = write_roster(tmp_path / "daftar.xlsx", faults=0.3)
    found = _taken(shell, workspace_path, roster, "--rejects", "ditolak.xlsx", "--problems", "masalah.xlsx")
    assert found["read"] == 45 == found["created"] + found["updated"] + found["unchanged"] + found["rejected"]
    assert len(_people(shell, workspace_path)) == found["created"] > 0
    head, *rejected = open_table(tmp_path / "ditolak.xlsx").rows()
    reason = head.index("Alasan Ditolak") if "Alasan Ditolak" in head else len(head) - 1
    assert len(rejected) == found["rejected"] > 0
    assert all(str(row[reason]).endswith(".") for row in rejected)
    told = list(open_table(tmp_path / "masalah.xlsx").rows())
    assert {str(row[0]) for row in told if "ditolak" in map(str, row)} != set()
    again = _taken(shell, workspace_path, tmp_path / "ditolak.xlsx")
    assert (again["read"], again["rejected"], again["created"]) == (found["rejected"], found["rejected"], 0)


def test_reimport_doubles_people(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """The same file, and what was exported, change nothing; fewer columns and blanks erase nothing."""
    roster = write_roster(tmp_path / "daftar.xlsx")
    _taken(shell, workspace_path, roster)
    before = _people(shell, workspace_path)
    for choice in ("skip", "update", "fill"):
        same = _taken(shell, workspace_path, roster, "--existing", choice)
        assert (same["created"], same["updated"], same["unchanged"]) == (0, 0, 45)
        back = _taken(shell, workspace_path, tmp_path / "orang.csv", "--existing", choice)
        assert (back["created"], back["updated"], back["rejected"]) == (0, 0, 0)
    assert _people(shell, workspace_path) == before


def test_the_mapping_is_asked_again_each_time(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """Said once, it is remembered by the header, for the next file of that office."""
    for number in (1, 2):
        lines = (
            f"Personel;Kode Diri;Desa;Pos;Tugas\nOrang Ke {number};317101010190{number:04};Gambir;001;Anggota KPPS\n"
        )
        (tmp_path / f"kantor-{number}.csv").write_text(lines)
    said = ("--map", "Nama=Personel", "--map", "NIK=Kode Diri", "--map", "TPS=Pos", "--map", "Jabatan=Tugas")
    first = _taken(shell, workspace_path, tmp_path / "kantor-1.csv", *said)
    second = _taken(shell, workspace_path, tmp_path / "kantor-2.csv")
    assert (first["created"], second["created"]) == (1, 1)
    assert any("diingat" in note for note in second["notes"])
    assert {row["NIK"] for row in _people(shell, workspace_path)} == {"3171010101900001", "3171010101900002"}


def _titled(path: Path) -> Path:
    """Titles, a header over two rows, merged cells, and the row of column numbers."""
    upper = ["No", "Nama", "NIK", "Alamat", "", "TPS", "Jabatan", "L/P", "Tanggal Lahir"]
    lower = ["", "", "", "RT", "RW", "", "", "", ""]
    known = ("003", "005", "001", "Anggota KPPS", "L", "01-01-1990")
    rows = [[str(number), f"Orang Ke {number}", f"317101010190{number:04}", *known] for number in range(1, 4)]
    titles = [["DAFTAR CALON KPPS"], ["KELURAHAN : GAMBIR"], ["KECAMATAN : GAMBIR"], []]
    numbers = [str(place + 1) for place in range(len(upper))]
    return sheetfiles.xlsx(path, {"Daftar": [*titles, upper, lower, numbers, *rows]}, merged=("D5:E5",))


def _encoded(encoding: str, delimiter: str, mark: bytes = b"") -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        rows: list[Sequence[object]] = [
            rosters.HEADERS,
            *(rosters.row(number, Alamat="Jl. Café") for number in range(1, 4)),
        ]
        text = "".join(delimiter.join(str(cell) for cell in row) + "\r\n" for row in rows)
        path = path.with_suffix(".csv")
        path.write_bytes(mark + text.encode(encoding))
        return path

    return made


@pytest.mark.parametrize(
    "made",
    [
        _titled,
        _encoded("utf-8", ";", codecs.BOM_UTF8),
        _encoded("utf-8", ","),
        _encoded("utf-16", "\t"),
        _encoded("cp1252", ";"),
    ],
)
def test_title_rows_merged_headers_semicolons_and_bom(
    shell: Shell, workspace_path: Path, tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    found = _taken(shell, workspace_path, made(tmp_path / "daftar.xlsx"))
    assert (found["read"], found["created"], found["rejected"]) == (3, 3, 0)
    people = _people(shell, workspace_path)
    assert {row["NIK"] for row in people} == {f"317101010190{number:04}" for number in range(1, 4)}
    assert {(row["Kelurahan"], row["TPS"]) for row in people} == {("Gambir", "001")}


def test_day_and_month_are_swapped(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """Dates are read day first, and held against the NIK: an American one is told, not taken."""
    rows = [
        rosters.row(1, NIK="3171010502900001", Tanggal_Lahir="05/02/1990"),
        rosters.row(2, NIK="3171010502900002", Tanggal_Lahir="02/05/1990"),
        rosters.row(3, NIK="3171012802900003", Tanggal_Lahir="02/28/1990"),
    ]
    found = _taken(shell, workspace_path, rosters.write(tmp_path / "tanggal.csv", rows))
    assert (found["problems"]["nik_birth_differs"], found["problems"]["date_unreadable"]) == (1, 1)
    assert found["created"] == 3
    born = {row["NIK"]: row["Tanggal Lahir"] for row in _people(shell, workspace_path)}
    assert (born["3171010502900001"], born["3171012802900003"]) == ("05-02-1990", "28-02-1990")


def test_degrees_are_recased(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """Names and titles leave as they were typed, by list and again by list."""
    names = [
        "Drs. H. Ma'ruf Amin, S.STP., M.Si.",
        "Siti Nur'aini, S.Tr.Keb.",
        "dr. R.A. Kartini",
        "ABDUL aziz, A.Md.Kom.",
    ]
    rows = [rosters.row(number, Nama_Lengkap=name) for number, name in enumerate(names, 1)]
    _taken(shell, workspace_path, rosters.write(tmp_path / "gelar.xlsx", rows))
    assert {row["Nama Lengkap"] for row in _people(shell, workspace_path)} == set(names)
    again = _taken(shell, workspace_path, tmp_path / "orang.csv", "--existing", "update")
    assert (again["updated"], again["unchanged"]) == (0, 4)


def test_two_pcs_import_at_once_and_the_database_is_locked(
    shell: Shell,
    starting: "Callable[..., subprocess.Popen[str]]",
    workspace_path: Path,
    tmp_path: Path,
) -> None:
    """Two processes write one file: each waits for its turn, everybody arrives once."""
    ranges = (range(1, 400), range(200, 600))
    lists = [
        rosters.write(tmp_path / f"daftar-{at}.csv", [rosters.row(number, TPS="") for number in numbers])
        for at, numbers in enumerate(ranges)
    ]  # fmt: skip
    running = [starting("import", workspace_path, one, "--json") for one in lists]
    for one in running:
        _, err = one.communicate(timeout=200)
        assert one.returncode == 0, err
    assert len({row["NIK"] for row in _people(shell, workspace_path)}) == len(_people(shell, workspace_path)) == 599
    assert shell("check", workspace_path).code == 0


def test_niks_on_lists_that_went_round_by_chat(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """A list that leaves is masked; in full only for a reason, which stays; a masked one can't come back as people."""
    _taken(shell, workspace_path, write_roster(tmp_path / "daftar.xlsx", faults=0.3), "--problems", "masalah.csv")
    for what in ("members", "attendance", "certificates"):
        for ending in (".csv", ".xlsx"):
            assert shell("export", workspace_path, what, "--out", f"{what}{ending}").code == 0
            cells = [str(cell) for row in open_table(tmp_path / f"{what}{ending}").rows() for cell in row]
            assert not any(map(_FULL.search, cells))
    assert not _FULL.search((tmp_path / "masalah.csv").read_text(encoding="utf-8-sig"))
    assert shell("export", workspace_path, "members", "--out", "penuh.csv", "--full").code == 2
    assert shell("export", workspace_path, "members", "--out", "penuh.csv", "--full", "--reason", "KPU Kota").code == 0
    assert "KPU Kota" in shell("history", workspace_path, "--json").out
    assert not _FULL.search(shell("history", workspace_path, "--json").out)
    masked = shell("import", workspace_path, tmp_path / "members.csv")
    assert (masked.code, "disamarkan" in masked.err) == (1, True)


def test_a_file_on_a_share_gets_corrupt(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """Where another program copies the file between two of its writes, no list comes in; nothing is touched."""
    shared = tmp_path / "Dropbox" / "kantor" / "dki.kpps"
    shared.parent.mkdir(parents=True)
    shutil.copy(workspace_path, shared)
    before = shared.read_bytes()
    refused = shell("import", shared, write_roster(tmp_path / "daftar.xlsx"))
    assert refused.code == 1
    assert "disinkronkan Dropbox" in refused.err
    assert shared.read_bytes() == before
    assert [path.name for path in shared.parent.iterdir()] == [shared.name]


def test_two_pcs_have_two_truths(shell: Shell, workspace_path: Path, tmp_path: Path) -> None:
    """Each one's people come to the other by list, record by record: nobody twice, what was known stays, gaps fill."""
    other = Path(shutil.copy(workspace_path, tmp_path / "lain.kpps"))
    phones = {number: {"No. HP": "081211111111"} for number in range(1, 25)}
    here = [rosters.row(number, TPS="", **phones.get(number, {})) for number in range(1, 31)]
    there = [rosters.row(number, TPS="", **{"No. HP": "081299999999"}) for number in range(21, 51)]
    for file, rows in ((workspace_path, here), (other, there)):
        _taken(shell, file, rosters.write(tmp_path / "daftar.xlsx", rows))
    _people(shell, workspace_path, "sini.csv")
    _people(shell, other, "sana.csv")
    to_there = _taken(shell, other, tmp_path / "sini.csv", "--existing", "fill")
    to_here = _taken(shell, workspace_path, tmp_path / "sana.csv", "--existing", "fill")
    assert (to_there["created"], to_there["updated"]) == (20, 0)
    assert (to_here["created"], to_here["updated"]) == (20, 6)
    ours, theirs = ({row["NIK"]: row for row in _people(shell, file)} for file in (workspace_path, other))
    assert len(_people(shell, other)) == len(ours) == 50
    assert ours.keys() == theirs.keys()
    differing = [nik for nik in ours if ours[nik]["No. HP"] != theirs[nik]["No. HP"]]
    assert len(differing) == 4  # 21 to 24: each computer's own word stands, until somebody decides
