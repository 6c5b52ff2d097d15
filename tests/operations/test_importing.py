from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from kpps_desk.exchange import roster, sample, sheets, tables
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import checking, importing, undo
from kpps_desk.operations.importing import ImportResult
from kpps_desk.problems import Cancelled, Refused
from kpps_desk.queries import history
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import rosters
from tests.rosters import row

_MEMBERS = select(schema.member).order_by(schema.member.c.id)
_SEATED = (
    select(schema.member.c.name, schema.seat.c.number)
    .join_from(schema.appointment, schema.member)
    .join(schema.seat, schema.seat.c.id == schema.appointment.c.seat_id)
    .where(schema.appointment.c.until.is_(None))
)
_ENTRIES = select(func.count()).select_from(schema.journal)


def take(database: Database, path: Path, **options: Any) -> ImportResult:
    result = importing.run(database, path, by="penguji", **options)
    assert result.read == result.created + result.updated + result.unchanged + result.rejected
    return result


def seats(database: Database) -> dict[str, int]:
    with database.read() as db:
        return dict(db.rows(_SEATED))


def members(database: Database) -> list[Any]:
    with database.read() as db:
        return list(db.rows(_MEMBERS))


def crew(first: int = 1, **fields: Cell) -> list[list[Cell]]:
    roles = ["Ketua KPPS"] + ["Anggota KPPS"] * 6 + ["Petugas Ketertiban"] * 2
    return [row(first + at, Jabatan=role, **fields) for at, role in enumerate(roles)]


def reasons(path: Path) -> list[str]:
    rows = list(tables.open_table(path).rows())
    place = rows[0].index("Alasan Ditolak")
    return [str(found[place]) for found in rows[1:]]


def test_a_crew_is_seated_by_role_in_the_order_of_its_rows(workspace: Database, tmp_path: Path) -> None:
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", crew()))
    assert (result.created, result.seated, result.rejected, result.warned) == (9, 9, 0, 0)
    assert seats(workspace) == {f"Orang Ke {number}": number for number in range(1, 10)}
    assert checking.check(workspace) == []


def test_the_same_file_again_changes_nothing(workspace: Database, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [*crew(), row(50, NIK="", TPS="2")])
    take(workspace, path)
    with workspace.read() as db:
        before = db.value(_ENTRIES)
    for existing in ("skip", "update", "fill"):
        result = take(workspace, path, existing=existing)
        assert (result.unchanged, result.created, result.updated, result.group) == (10, 0, 0, None)
        assert not result.changes
    with workspace.read() as db:
        assert db.value(_ENTRIES) == before


def test_a_named_seat_is_kept_for_the_row_that_names_it(workspace: Database, tmp_path: Path) -> None:
    rows = [row(1), row(2, Nomor_KPPS="2"), row(3, Jabatan="KPPS 5"), row(4, Jabatan="Petugas Ketertiban 2")]
    take(workspace, rosters.write(tmp_path / "a.xlsx", rows))
    assert seats(workspace) == {"Orang Ke 1": 3, "Orang Ke 2": 2, "Orang Ke 3": 5, "Orang Ke 4": 9}


def test_who_names_no_seat_waits_for_nobody_of_another_role_or_tps(workspace: Database, tmp_path: Path) -> None:
    there = row(5, TPS="2")
    rows = [row(1), row(2, Jabatan="Linmas"), there, row(3, Jabatan="KPPS 2"), row(2, Jabatan="KPPS 4"), row(4)]
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", rows))
    assert result.problems == {"nik_twice": 1}  # whoever stands first in the file is the one who is taken
    assert seats(workspace) == {"Orang Ke 1": 3, "Orang Ke 2": 8, "Orang Ke 3": 2, "Orang Ke 4": 4, "Orang Ke 5": 2}
    with workspace.read() as db:
        written = db.column(select(schema.member.c.name).order_by(schema.member.c.id))
    assert written == [f"Orang Ke {number}" for number in (2, 5, 3, 1, 4)]


def test_second_chair_eighth_member_and_taken_seat_are_reasons(workspace: Database, tmp_path: Path) -> None:
    extra = [row(10, Jabatan="Ketua"), row(11), row(12, Jabatan="KPPS 3"), row(13, Jabatan="Linmas")]
    rows = crew()
    rows[2][6] = "3"
    path, out = rosters.write(tmp_path / "a.xlsx", [*rows, *extra]), tmp_path / "ditolak.xlsx"
    result = take(workspace, path, rejects=out)
    assert (result.created, result.rejected, result.rejects) == (9, 4, out)
    assert result.problems == {"second_chair": 1, "crew_full": 2, "seat_taken": 1}
    assert "Orang Ke 1" in reasons(out)[0]
    again = take(workspace, path, rejects=out)
    assert (again.unchanged, again.rejected) == (9, 4)
    assert "Orang Ke 3" in reasons(out)[2]


def test_rejects_come_back_ready_to_mend_and_import_again(workspace: Database, tmp_path: Path) -> None:
    spoiled = [row(1, NIK="123"), row(2, Kelurahan="Antah Berantah"), row(3, Nama_Lengkap=""), row(4, TPS="999")]
    out = tmp_path / "ditolak.xlsx"
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", spoiled), rejects=out)
    assert (result.rejected, result.created) == (4, 0)
    found = list(tables.open_table(out).rows())
    assert found[0][: len(OFFICE)] == rosters.HEADERS
    assert all(reasons(out))
    mended = [row(number) + list(found[number][len(OFFICE) :]) for number in range(1, 5)]
    again = tmp_path / "b.xlsx"
    sheets.write(again, [sheets.Heading(str(header)) for header in found[0]], mended)
    second = take(workspace, again)
    assert (second.created, second.rejected, second.notes) == (4, 0, ())


def test_who_is_too_young_is_kept_as_tms_without_a_seat(workspace: Database, tmp_path: Path) -> None:
    young = row(1, Tanggal_Lahir="28-11-2007", NIK="3171012811070001")
    of_age = row(2, Tanggal_Lahir="27-11-2007", NIK="3171012711070001")
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", [young, of_age]))
    assert (result.created, result.rejected, result.seated, result.warned) == (2, 0, 1, 2)
    assert [(found.eligibility, found.stage) for found in members(workspace)] == [("TMS", 10), ("MS", 40)]
    assert "too_young" in members(workspace)[0].objections
    assert checking.check(workspace) == []


def test_without_any_birth_date_nobody_is_judged(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, NIK="", Tanggal_Lahir="")]))
    assert members(workspace)[0].eligibility == "BMS"
    take(workspace, rosters.write(tmp_path / "b.xlsx", [row(2, Tanggal_Lahir="", Jenis_Kelamin="")]))
    assert members(workspace)[1].born == date(1990, 1, 1)
    assert members(workspace)[1].sex == "L"


@pytest.mark.parametrize(
    "fields",
    [
        {"Kelurahan": "Kel. GAMBIR", "Kecamatan": "KEC. GAMBIR", "TPS": "1"},
        {"Kelurahan": "gambir ", "Kecamatan": "", "TPS": "TPS 01"},
        {"Kelurahan": "31.71.01.1001", "TPS": 1.0},
        {"Jabatan": "ANGGOTA", "Jenis Kelamin": "Laki-laki", "Tanggal Lahir": "1 Januari 1990"},
        {"NIK": "3171 0101 0190 0001", "Tanggal Lahir": date(1990, 1, 1)},
        {"NIK": "'3171010101900001"},
    ],
)
def test_usual_spellings_mean_the_same(workspace: Database, tmp_path: Path, fields: dict[str, Cell]) -> None:
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, **fields)]))
    assert (result.created, result.seated) == (1, 1)
    (found,) = members(workspace)
    assert (found.nik, found.place, found.born) == ("3171010101900001", "31710110010012", date(1990, 1, 1))


def test_the_same_nik_twice_in_a_file_rejects_the_second(workspace: Database, tmp_path: Path) -> None:
    nik = "3171010101900001"
    out = tmp_path / "ditolak.xlsx"
    rows = [row(1), row(2, NIK=nik), row(3, NIK=""), row(3, NIK="")]
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", rows), rejects=out)
    assert (result.created, result.rejected) == (2, 2)
    assert result.problems == {"nik_twice": 1, "person_twice": 1, "nik_missing": 2}
    assert "baris 4" in reasons(out)[0]


def test_a_nik_that_is_somebody_elses_is_rejected_with_their_name(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, Nama_Lengkap="Siti")]))
    out = tmp_path / "ditolak.xlsx"
    other = row(2, Nama_Lengkap="Budi", NIK="3171010101900001", Tanggal_Lahir="02-02-1992")
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", [other]), rejects=out)
    assert result.rejected == 1
    assert "Siti" in reasons(out)[0]


def test_a_damaged_nik_stays_damaged_in_the_rejects(workspace: Database, tmp_path: Path) -> None:
    out = tmp_path / "ditolak.xlsx"
    spoiled = [row(1, NIK=3171010101900000.0), row(2, NIK="3,17101E+15")]
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", [*crew(10), *spoiled]), rejects=out)
    assert result.problems == {"nik_damaged": 2}
    again = take(workspace, out)
    assert (again.rejected, again.created) == (2, 0)


@pytest.mark.parametrize("as_number", [True, False])
def test_a_column_of_damaged_niks_is_refused_as_a_whole(workspace: Database, tmp_path: Path, as_number: bool) -> None:
    niks = [f"31710101019{number:04}0" for number in range(30)]
    rows = [row(at, NIK=float(nik) if as_number else nik) for at, nik in enumerate(niks)]
    with pytest.raises(Refused, match="rusak oleh Excel"):
        take(workspace, rosters.write(tmp_path / "a.xlsx", rows))
    assert members(workspace) == []


def test_what_cant_be_read_is_a_warning_and_goes_to_the_note(workspace: Database, tmp_path: Path) -> None:
    odd = row(1, **{"No. HP": "tidak punya", "Email": "siti@", "RT/RW": "tiga", "Keterangan": "baru"})
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", [odd]))
    assert (result.created, result.warned, result.rejected) == (1, 1, 0)
    (found,) = members(workspace)
    assert found.phone == found.email == found.rt_rw == ""
    for text in ("baru", "No. HP: tidak punya", "Email: siti@", "RT/RW: tiga"):
        assert text in found.note


def test_update_corrects_fill_completes_and_a_blank_never_erases(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, Alamat="Jl. Lama"), row(2, Alamat="Jl. Dua")]))
    new = [row(1, Alamat="Jl. Baru", Pekerjaan="Guru"), row(2)]
    path = rosters.write(tmp_path / "b.xlsx", new)
    assert take(workspace, path).unchanged == 2
    assert (filled := take(workspace, path, existing="fill")).updated == 1
    assert filled.unchanged == 1
    assert [(found.address, found.occupation) for found in members(workspace)] == [
        ("Jl. Lama", "Guru"),
        ("Jl. Dua", ""),
    ]
    assert take(workspace, path, existing="update").updated == 1
    assert members(workspace)[0].address == "Jl. Baru"
    assert seats(workspace) == {"Orang Ke 1": 2, "Orang Ke 2": 3}


def test_a_nik_that_comes_later_completes_the_person(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, NIK="")]))
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", [row(1)]), existing="fill")
    assert (result.updated, result.created) == (1, 0)
    assert [found.nik for found in members(workspace)] == ["3171010101900001"]


def test_a_seat_holder_is_never_made_unfit_by_a_list(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]))
    result = take(
        workspace, rosters.write(tmp_path / "b.xlsx", [row(1, Tanggal_Lahir="01-01-2010")]), existing="update"
    )
    assert result.rejected == 1
    assert members(workspace)[0].eligibility == "MS"


def test_a_person_listed_at_another_tps_keeps_the_seat_with_a_warning(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1)]))
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", [row(1, TPS="2")]), existing="update")
    assert (result.unchanged, result.warned, result.problems) == (1, 1, {"seat_elsewhere": 1})


def test_one_group_is_undone_as_one(workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "PART", 4)
    result = take(workspace, rosters.write(tmp_path / "a.xlsx", [*crew(), *crew(20, TPS="2")]))
    assert len(result.changes.entries) == 5
    assert result.group is not None
    undo.undo(workspace, result.group, by="penguji")
    assert members(workspace) == []
    assert checking.check(workspace) == []


def test_cancel_keeps_the_chunks_already_done(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PART", 4)

    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done >= 8:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        take(workspace, rosters.write(tmp_path / "a.xlsx", crew()), progress=stop)
    assert len(members(workspace)) == 8
    assert checking.check(workspace) == []


def test_a_rehearsal_counts_alike_and_changes_nothing(workspace: Database, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [*crew(), row(30), row(31, NIK="1")])
    rehearsed = take(workspace, path, dry_run=True)
    assert members(workspace) == []
    done = take(workspace, path)
    assert (rehearsed.created, rehearsed.rejected, rehearsed.seated, rehearsed.problems) == (
        done.created,
        done.rejected,
        done.seated,
        done.problems,
    )


def test_what_somebody_else_writes_between_two_chunks_is_seen(
    workspace: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PART", 4)
    other = rosters.write(tmp_path / "b.xlsx", [row(90, Jabatan="Petugas Ketertiban")])

    def meanwhile(done: int, total: int, what: str = "") -> None:
        if what == "Menyimpan" and done == 4:
            importing.run(workspace, other, by="lain")

    result = take(workspace, rosters.write(tmp_path / "a.xlsx", crew()), progress=meanwhile)
    assert (result.created, result.rejected, result.problems) == (8, 1, {"crew_full": 1})
    assert checking.check(workspace) == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_sample_with_planted_faults_adds_up(workspace: Database, tmp_path: Path, ending: str) -> None:
    path, out = tmp_path / f"a.{ending}", tmp_path / "ditolak.xlsx"
    sample.write(path, area="31.71.01.1001", faults=0.2)
    result = take(workspace, path, rejects=out)
    assert result.rejected == len(reasons(out)) > 0
    expected = {"too_young", "nik_length", "nik_twice", "area_unknown", "second_chair"}
    assert expected <= result.problems.keys()
    assert all(reasons(out))
    assert checking.check(workspace) == []


def test_rejects_are_never_written_over_the_list_and_a_bad_place_is_told_before_anything_changes(
    workspace: Database, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "a.xlsx", [row(1), row(2, TPS="999")])
    before = path.read_bytes()
    for rejects in (path, tmp_path / "tidak-ada" / "r.xlsx", tmp_path / "r.txt", workspace.path):
        with pytest.raises(Refused):
            take(workspace, path, rejects=rejects)
    assert path.read_bytes() == before
    assert members(workspace) == []


@pytest.mark.parametrize("asked", [{"Nomor_KPPS": "6"}, {"Jabatan": "Ketua KPPS"}, {"TPS": "002"}])
@pytest.mark.parametrize("existing", ["skip", "update", "fill"])
def test_a_row_that_asks_for_another_seat_than_the_one_held_is_a_warning(
    workspace: Database, tmp_path: Path, asked: dict[str, str], existing: str
) -> None:
    take(workspace, rosters.write(tmp_path / "a.xlsx", [row(1, Nomor_KPPS="5")]))
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", [row(1, **asked)]), existing=existing)
    assert (result.unchanged, result.warned, result.problems) == (1, 1, {"seat_elsewhere": 1})
    assert seats(workspace) == {"Orang Ke 1": 5}


@pytest.mark.parametrize("name", ["²", "12"])
def test_a_second_chair_is_told_whatever_the_first_ones_name_is(workspace: Database, tmp_path: Path, name: str) -> None:
    rows = [row(1, Jabatan="Ketua", Nama_Lengkap=name), row(2, Jabatan="Ketua")]
    take(workspace, rosters.write(tmp_path / "a.xlsx", rows), rejects=tmp_path / "r.xlsx")
    assert reasons(tmp_path / "r.xlsx") == [f"TPS ini sudah memiliki ketua: TPS 001, {name}."]


@pytest.mark.parametrize("completed", [{}, {"NIK": ""}])
def test_a_person_whose_birth_date_comes_later_is_completed_and_not_doubled(
    workspace: Database, tmp_path: Path, completed: dict[str, Cell]
) -> None:
    bare = rosters.write(tmp_path / "a.xlsx", [row(1, NIK="", Tanggal_Lahir="")])
    take(workspace, bare)
    result = take(workspace, rosters.write(tmp_path / "b.xlsx", [row(1, **completed)]), existing="fill")
    assert (result.created, result.updated, result.seated) == (0, 1, 1)
    assert (take(workspace, bare).unchanged, len(members(workspace))) == (1, 1)
    assert checking.check(workspace) == []


def test_a_nik_in_a_files_name_does_not_enter_the_journals_titles(workspace: Database, tmp_path: Path) -> None:
    take(workspace, rosters.write(tmp_path / "3171010101900001.xlsx", [row(1)]))
    with workspace.read() as db:
        assert history.acts(db)[0].title == "Impor 1 baris dari 317101**********.xlsx"
