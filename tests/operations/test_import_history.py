"""Lists that came in: each is kept with its file, remembered by its header, and can be taken out again."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kpps_desk.exchange import preview, roster
from kpps_desk.operations import import_history, import_preview, importing, undo
from kpps_desk.problems import Cancelled, Gone, Refused
from kpps_desk.queries import history, imports
from kpps_desk.queries.imports import ImportRun
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import rosters
from tests.conftest import Clock
from tests.rosters import row

_ENTRIES = select(func.count()).select_from(schema.journal)


def _runs(database: Database) -> list[ImportRun]:
    with database.read() as db:
        return imports.runs(db)


def _csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "tim.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_import_is_kept_with_its_file_and_given_back_byte_for_byte(
    workspace: Database, tmp_path: Path, ending: str
) -> None:
    path = rosters.write(tmp_path / f"a.{ending}", [row(1), row(2, NIK="1")])
    result = importing.run(workspace, path, by="Sari", existing="fill")
    (run,) = _runs(workspace)
    assert (run.by, run.file_name, run.existing, run.group) == ("Sari", f"a.{ending}", "fill", result.group)
    assert run.file_hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert run.counts == {"read": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1, "seated": 1}
    assert 0 < run.kept_bytes <= path.stat().st_size
    out = tmp_path / f"lagi.{ending}"
    import_history.save_file(workspace, run.id, out, by="Budi", reason="diminta PPS")
    assert out.read_bytes() == path.read_bytes()
    with workspace.read() as db:
        taken = history.acts(db)[0]
    assert (taken.title, taken.by, taken.reason) == ("Simpan lagi berkas impor no. 1", "Budi", "diminta PPS")


def test_an_import_that_changes_nothing_is_kept_too_and_leaves_no_entry(workspace: Database, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [row(1)])
    importing.run(workspace, path, by="Sari")
    with workspace.read() as db:
        entries = db.value(_ENTRIES)
    importing.run(workspace, path, by="Sari")
    importing.run(workspace, path, by="Sari", dry_run=True)
    assert [run.group is None for run in _runs(workspace)] == [True, False]
    with workspace.read() as db:
        assert db.value(_ENTRIES) == entries


def test_a_cancelled_import_is_kept_with_what_it_did(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PART", 2)

    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done >= 4:
            raise Cancelled(done, total)

    path = rosters.write(tmp_path / "a.xlsx", [row(number) for number in range(1, 7)])
    with pytest.raises(Cancelled):
        importing.run(workspace, path, by="Sari", progress=stop)
    (run,) = _runs(workspace)
    assert run.stopped
    assert (run.counts["created"], run.counts["read"]) == (4, 6)
    assert run.group is not None
    assert undo.undo(workspace, run.group, by="Sari").kept == []
    assert _runs(workspace)[0].undone


def test_a_file_that_is_too_large_is_not_kept_and_the_import_says_so(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_history, "MAX_KEPT", 100)
    result = importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]), by="Sari")
    assert result.notes == ("a.xlsx lebih besar dari 64 MB, jadi berkasnya tidak ikut disimpan.",)
    assert _runs(workspace)[0].kept_bytes == 0
    with pytest.raises(Gone, match="tidak disimpan"):
        import_history.save_file(workspace, 1, tmp_path / "b.xlsx", by="Sari")


def test_a_kept_file_is_taken_out_with_a_reason_and_the_run_stays(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]), by="Sari")
    with pytest.raises(Refused, match="alasan"):
        import_history.purge(workspace, 1, by="Sari", reason="  ")
    import_history.purge(workspace, 1, by="Sari", reason="masa kerja selesai")
    assert [run.kept_bytes for run in _runs(workspace)] == [0]
    with workspace.read() as db:
        assert history.acts(db)[0].reason == "masa kerja selesai"
    for wrong in (1, 7):
        with pytest.raises(Gone):
            import_history.purge(workspace, wrong, by="Sari", reason="lagi")


def test_a_saved_file_keeps_its_kind_and_never_becomes_a_workspace(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]), by="Sari")
    for name in ("a.csv", "uji.kpps"):
        with pytest.raises(Refused):
            import_history.save_file(workspace, 1, tmp_path / name, by="Sari")


def test_a_nik_in_a_files_name_is_masked_in_the_history(workspace: Database, tmp_path: Path) -> None:
    importing.run(workspace, rosters.write(tmp_path / "3171010101900001.xlsx", [row(1)]), by="Sari")
    assert _runs(workspace)[0].file_name == "317101**********.xlsx"


ODD = ("Personel,Wilayah Tugas,TPS,Jabatan", "Budi,Gambir,001,Ketua")


def test_the_mapping_is_asked_once_and_then_remembered(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    path = _csv(tmp_path, *ODD)
    with workspace.read() as db:
        found = import_preview.look(db, path)
        assert found.trouble
        corrected = import_preview.look_again(db, found, {"name": 0, "kabkota": None, "kelurahan": 1})
    assert (corrected.trouble, corrected.lines[0].read[0]) == ("", ("name", "Budi"))
    importing.run(workspace, path, by="Sari", mapping=corrected.layout)
    clock.forward(days=1)
    with workspace.read() as db:
        again = import_preview.look(db, path)
    assert again.remembered == "Susunan kolom diingat dari impor tanggal 7 November 2024."
    assert again.layout.places == corrected.layout.places
    second = importing.run(workspace, path, by="Sari")
    assert (second.unchanged, second.notes[0]) == (1, again.remembered)


def test_a_correction_is_remembered_before_any_import(workspace: Database, tmp_path: Path) -> None:
    path = _csv(tmp_path, *ODD)
    layout = preview.layout_with(rosters.preview(path).layout, {"name": 0, "kabkota": None, "kelurahan": 1})
    with workspace.write("Ingat susunan kolom", by="Sari") as tx:
        import_history.remember(tx, path, "", layout)
    assert _runs(workspace) == []
    with workspace.read() as db:
        assert import_preview.look(db, path).layout.places == layout.places


def test_the_first_rows_are_shown_as_they_will_be_read(workspace: Database, tmp_path: Path) -> None:
    rows = [
        row(1, Nama_Lengkap="dr. Siti Ma'ruf, S.H.", Tanggal_Lahir="7/11/1990", TPS="1", Jabatan="KPPS 3"),
        row(2, NIK="12", Tanggal_Lahir="kemarin"),
    ]
    with workspace.read() as db:
        first, second = import_preview.look(db, rosters.write(tmp_path / "a.xlsx", rows)).lines
    read = dict(first.read)
    assert (read["title_before"], read["name"], read["title_after"]) == ("dr.", "Siti Ma'ruf", "S.H.")
    assert (read["born"], read["nik"]) == ("7 November 1990", "317101**********")
    assert (read["place"], read["role"]) == ("TPS 001 · Gambir", "Anggota KPPS (3)")
    assert "3171010101900001" not in " ".join(first.cells)
    assert not first.rejected
    assert second.rejected
    assert {"NIK harus terdiri atas 16 angka", "Tanggal tidak terbaca: kemarin; tulis seperti 07-11-2000"} <= set(
        second.problems
    )
