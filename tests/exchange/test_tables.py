import struct
import zipfile
from pathlib import Path

import pytest

from kpps_desk.exchange import preview, tables
from kpps_desk.exchange.sheets import Heading, write
from kpps_desk.problems import Refused, Unavailable


def _csv(tmp_path: Path, content: bytes) -> list[tables.Row]:
    path = tmp_path / "daftar.csv"
    path.write_bytes(content)
    return list(tables.open_table(path).rows())


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        list(tables.open_table(path).rows())
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_encoding_and_dialect(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(("Nama", "Alamat", "NIK")) + "\n" + delimiter.join(("José", '"Jl. A; B, C"', "1")) + "\n"
    assert _csv(tmp_path, text.encode(encoding)) == [["Nama", "Alamat", "NIK"], ["José", "Jl. A; B, C", "1"]]


def test_an_xlsx_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Heading("NIK"), Heading("Nama")], [["0012345678901234", "=1+1"]], titles=["Judul", ""])
    assert list(tables.open_table(path).rows()) == [
        ["Judul", ""],
        ["", ""],
        ["NIK", "Nama"],
        ["0012345678901234", "=1+1"],
    ]


def test_a_csv_that_we_write_has_a_mark_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, [Heading("Nama")], [["=HYPERLINK(1)"]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK" in path.read_text(encoding="utf-8-sig")


def test_a_missing_folder_is_refused_and_an_unknown_ending_too(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write(tmp_path / "tidak" / "a.xlsx", [Heading("A")], [])
    with pytest.raises(Refused):
        write(tmp_path / "a.pdf", [Heading("A")], [])


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(Unavailable):
        write(tmp_path / "a.xlsx", [Heading("A")], [["1"]])
    assert [found.name for found in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gambar.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500))
    assert "bukan tabel" in _refusal(path)


def test_a_file_that_isnt_there_is_refused(tmp_path: Path) -> None:
    assert "tidak ditemukan" in _refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert "kosong" in _refusal(path)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [], [])
    assert "kosong" in _refusal(path)


def test_nul_bytes_in_a_csv_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Nama,NIK\nBudi\0,1\n" * 50)
    assert "bukan teks" in _refusal(path)


def test_an_encrypted_workbook_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "kata sandi" in _refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "rusak" in _refusal(path)


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_cut_off_workbook_is_refused(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Heading("Nama")], [[f"Orang {number}"] for number in range(500)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert "rusak" in _refusal(path)


def test_a_workbook_with_spoiled_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Heading("Nama")], [[f"Orang {number}"] for number in range(500)])
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    middle = entry.header_offset + entry.compress_size // 2
    content[middle : middle + 60] = bytes(60)
    path.write_bytes(content)
    assert "rusak" in _refusal(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("halo.txt", "halo")
    assert "bukan berkas Excel" in _refusal(path)


def test_a_zip_bomb_is_seen_in_the_directory_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
    assert "terlalu besar" in _refusal(path)


@pytest.mark.parametrize(("cell", "said"), [("XFD1", "kolom"), ("A1048576", "baris"), ("B600000", "baris")])
def test_one_cell_far_out_is_refused_before_the_reader_makes_a_rectangle(tmp_path: Path, cell: str, said: str) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Heading("Nama")], [["Budi"]])
    spoiled = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(spoiled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'r="A2"', f'r="{cell}"'.encode())
            target.writestr(name, content)
    assert said in _refusal(spoiled)


def test_a_csv_above_200_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"Nama,NIK\n")
        file.truncate(300 * 1024 * 1024)
    assert "200 MB" in _refusal(path)


def test_an_unclosed_quote_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nama,NIK\nBudi,"1\n' + b"Orang,2\n" * 40_000)
    assert "tidak dapat dibaca pada baris" in _refusal(path)


def test_a_header_that_lies_about_its_size_is_no_way_in(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(5_000_000))
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 4_000)))
    _refusal(path)


def test_a_cell_without_an_end_in_the_first_rows_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nama,NIK\n"' + b"x" * 200_000)
    assert "tidak dapat dibaca pada baris" in _refusal(path)


def test_a_folder_in_the_place_of_a_list_is_told_in_indonesian(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="tidak dapat dibaca: nama itu milik sebuah folder"):
        tables.open_table(tmp_path)


def test_empty_columns_without_number_are_no_columns(tmp_path: Path) -> None:
    """A spreadsheet that once was touched far to the right."""
    assert _csv(tmp_path, b"Nama,NIK" + b"," * 1_000_000 + b"\nBudi,1\n")[0][:3] == ["Nama", "NIK", ""]
    assert len(_csv(tmp_path, b"Nama,NIK" + b"," * 1_000_000 + b"\nBudi,1\n")[0]) == 200


def test_a_cell_of_a_million_brackets_is_no_header_and_takes_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nama,Kelurahan,TPS\n" + "(" * 100_000 + ",Gambir,001\n")
    assert preview.guess_layout(tables.open_table(path)).places.keys() == {"name", "kelurahan", "tps"}
