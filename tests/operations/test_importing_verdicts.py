"""What an import says of each row, and what a sheet of rejects says when it comes back."""

from pathlib import Path

import pytest

from kpps_desk.exchange import preview, sheets, tables
from kpps_desk.problems import Refused
from kpps_desk.store.database import Database
from tests import rosters
from tests.operations.test_importing import crew, members, take
from tests.rosters import row
from tests.sheetfiles import xlsx


def test_every_row_with_something_to_say_has_a_verdict(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]))
    rows = [
        row(1, Alamat="Jl. Baru", TPS="2"),
        row(2, NIK="1", Email="siti@"),
        row(3, NIK=""),
        row(4),
        row(5, NIK="3171010101900004"),
    ]
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", rows), existing="update")
    told = [(one.row, one.name, one.fate, {found.code.value for found in one.findings}) for one in result.verdicts]
    assert told == [
        (4, "Orang Ke 1", "diperbarui", {"seat_elsewhere"}),
        (5, "Orang Ke 2", "ditolak", {"nik_length", "value_unreadable"}),
        (6, "Orang Ke 3", "baru", {"nik_missing"}),
        (8, "Orang Ke 5", "ditolak", {"nik_twice"}),
    ]
    assert result.problems == {
        "nik_length": 1,
        "nik_missing": 1,
        "nik_twice": 1,
        "seat_elsewhere": 1,
        "value_unreadable": 1,
    }


def test_rejects_of_every_kind_are_rejected_again_alike(workspace: Database, tmp_path: Path) -> None:
    nik = "3171010101900001"
    spoiled = [
        *(row(number) for number in (1, 2)),
        row(3, NIK=nik),
        row(4, NIK=""),
        row(4, NIK=""),
        *(row(number, NIK=3171010101900000.0 + number) for number in range(10, 20)),
        row(30, Nama_Lengkap="x" * 120),
        row(31, TPS="999"),
        *crew(40, TPS="2"),
        row(60, TPS="2", Jabatan="Ketua"),
    ]
    spoiled += [row(200 + number, TPS="3") for number in range(6)]
    first, second = tmp_path / "ditolak.xlsx", tmp_path / "ditolak-lagi.xlsx"
    take(workspace, rosters.write(tmp_path / "a.xlsx", spoiled), rejects=first)
    again = take(workspace, first, rejects=second, existing="update")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 0)
    assert list(tables.open_table(second).rows()) == list(tables.open_table(first).rows())


def test_a_double_whose_nik_was_mended_is_a_person_of_their_own(workspace: Database, tmp_path: Path) -> None:
    first = tmp_path / "ditolak.xlsx"
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1), row(2, NIK="3171010101900001")]), rejects=first)
    headers, rejected = tables.open_table(first).rows()
    rejected[headers.index("NIK")] = "3171010101900002"
    mended = tmp_path / "perbaikan.xlsx"
    sheets.write(mended, [sheets.Heading(str(header)) for header in headers], [rejected])
    assert take(workspace, mended).created == 1


def test_rejects_keep_a_mapping_that_was_made_by_hand(workspace: Database, tmp_path: Path) -> None:
    path = tmp_path / "tim.csv"
    path.write_text("Personel,Wilayah Tugas,TPS,Jabatan,Nama\nBudi,Gambir,999,Ketua,abaikan\n", encoding="utf-8")
    layout = preview.layout_with(rosters.preview(path).layout, {"name": 0, "kabkota": None, "kelurahan": 1, "tps": 2})
    first = tmp_path / "ditolak.xlsx"
    take(workspace, path, mapping=layout, rejects=first)
    found = rosters.preview(first)
    assert found.layout.headers == (
        "Nama Lengkap",
        "Kelurahan",
        "TPS",
        "Jabatan",
        "Kolom asli: Nama",
        "Baris Asal",
        "Alasan Ditolak",
    )
    assert take(workspace, first).problems == {"tps_unknown": 1, "nik_missing": 1, "age_unknown": 1}


def test_a_masked_list_is_told_apart_from_a_damaged_one(workspace: Database, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [row(number, NIK="317101**********") for number in range(1, 4)])
    with pytest.raises(Refused, match="disamarkan"):
        take(workspace, path)


def test_a_damaged_column_with_a_few_sound_niks_is_refused_too(workspace: Database, tmp_path: Path) -> None:
    rows = [row(at, NIK=f"31710101019{at:04}0") for at in range(1, 30)] + [row(31), row(32)]
    with pytest.raises(Refused, match="rusak oleh Excel"):
        take(workspace, rosters.write(tmp_path / "a.xlsx", rows))
    rows = [row(at, NIK=3171010101900000.0 + at) for at in range(1, 9)] + [row(31), row(32)]
    with pytest.raises(Refused, match="rusak oleh Excel"):
        take(workspace, rosters.write(tmp_path / "b.xlsx", rows))


def test_merged_areas_come_in_for_each_row_and_are_told(workspace: Database, tmp_path: Path) -> None:
    rows = [
        ["Kelurahan", "TPS", "Nama", "Tanggal Lahir", "Jabatan"],
        *([["", "", f"Orang {n}", "01-01-1990", "Anggota"] for n in range(6)]),
    ]
    rows[1][:2], rows[4][:2] = ["Gambir", "001"], ["Gambir", "002"]
    path = xlsx(tmp_path / "a.xlsx", {"Daftar": rows}, merged=["A2:A4", "B2:B4", "A5:A7", "B5:B7"])
    result = take(workspace, path, rejects=tmp_path / "r.xlsx")
    assert "Kolom yang sel kosongnya diisi dari baris di atasnya: Kelurahan, TPS." in result.notes
    assert {found.place[:13] for found in members(workspace)} == {"3171011001001", "3171011001002"}


def test_a_list_that_says_less_than_is_known_takes_nothing_away(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, Tanggal_Lahir="", NIK="", Nomor_KPPS="4")]))
    bare = row(1, Tanggal_Lahir="", NIK="", Jabatan="Anggota")
    assert take(workspace, rosters.write(tmp_path / "b.xlsx", [bare]), existing="update").unchanged == 1
    assert members(workspace)[0].wanted == "31710110010014"
