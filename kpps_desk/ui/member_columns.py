"""What Anggota can show and be narrowed by: its columns, the filters by column, the views that come with the program.

What a newcomer gets wrong: a column without its question. A cell is made of a MemberRow, which has the NIK masked; a
filter is a field of MemberFilter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kpps_desk import words
from kpps_desk.domain.stages import Stage
from kpps_desk.queries import member_values
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.condition_sheet import Option
from kpps_desk.ui.conditions import ColumnFilter
from kpps_desk.ui.list_model import Column, Mark

_MARKS = {
    Stage.ENDED: Mark("state-ended", "muted"),
    Stage.INELIGIBLE: Mark("state-no", "bad"),
    Stage.REGISTERED: Mark("state-none", "muted"),
    Stage.ELIGIBLE: Mark("state-open", "muted"),
    Stage.APPOINTED: Mark("state-quarter", "warn"),
    Stage.SWORN: Mark("state-half", "warn"),
    Stage.TRAINED: Mark("state-three", "good"),
    Stage.CERTIFIED: Mark("state-full", "good"),
}
_VERDICTS = {"MS": Mark("state-full", "good"), "TMS": Mark("state-no", "bad"), "BMS": Mark("state-open", "muted")}

COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "Nama", lambda row: row.name, 200, sort="name", stretch=True),
    Column("nik", "NIK", lambda row: row.nik, 134),
    Column("place", "TPS", lambda row: row.place, 176, sort="place"),
    Column("role", "Jabatan", lambda row: row.role, 158),
    Column("stage", "Tahap", lambda row: row.stage_text, 148, sort="stage", mark=lambda row: _MARKS[row.stage]),
    Column("sex", "L/P", lambda row: row.sex, 56, shown=False),
    Column("age", "Usia", lambda row: row.age, 64, right=True, shown=False),
    Column("phone", "Telepon", lambda row: row.phone, 132, shown=False),
    Column("address", "Alamat", lambda row: row.address, 224, shown=False),
    Column("education", "Pendidikan", lambda row: row.education, 128, shown=False),
    Column("occupation", "Pekerjaan", lambda row: row.occupation, 144, shown=False),
    Column("marital", "Perkawinan", lambda row: row.marital, 112, shown=False),
    Column(
        "eligibility",
        "Hasil",
        lambda row: row.eligibility,
        80,
        mark=lambda row: _VERDICTS.get(row.eligibility),
        shown=False,
    ),
    Column("objections", "Catatan penelitian", lambda row: row.objections, 280, shown=False),
    Column("reserve", "Cadangan ke-", lambda row: row.reserve, 104, right=True, shown=False),
    Column("decree", "Nomor SK", lambda row: row.decree, 168, shown=False),
    Column("kelurahan", "Kelurahan", lambda row: row.kelurahan, 152, shown=False),
    Column("kecamatan", "Kecamatan", lambda row: row.kecamatan, 152, shown=False),
    Column("note", "Catatan", lambda row: row.note, 224, shown=False),
)
_AGES = (
    ("di bawah 17 tahun", [0, 16]),
    ("17 tahun", [17, 17]),
    ("18–25 tahun", [18, 25]),
    ("26–40 tahun", [26, 40]),
    ("41–55 tahun", [41, 55]),
    ("56 tahun ke atas", [56, 150]),
)


def _options(found: Sequence[member_values.Value]) -> list[Option]:
    return [Option(*one) for one in found]


def _asking(column: str) -> ColumnFilter:
    return ColumnFilter(
        column, words.field_name(column), ask=lambda db: _options(member_values.values(db, column)), column=column
    )


def _objections(db: Snapshot) -> list[Option]:
    return _options(member_values.objections(db))


FILTERS = (
    ColumnFilter("objection", "Catatan penelitian", ask=_objections, column="objections"),
    ColumnFilter("nik", "NIK", (Option("belum ada", "belum"), Option("sudah ada", "ada"))),
    ColumnFilter("phone", "Telepon", (Option("belum ada", "belum"), Option("sudah ada", "ada"))),
    ColumnFilter("address", "Alamat", typed="Kata dari alamat, misalnya mawar 15"),
    ColumnFilter(
        "sex", "Jenis kelamin", tuple(Option(words.sex(one), one or "?") for one in ("P", "L", "")), column="sex"
    ),
    ColumnFilter("ages", "Usia", tuple(Option(label, ages) for label, ages in _AGES), column="age"),
    _asking("education"),
    _asking("occupation"),
    _asking("marital"),
    ColumnFilter("reserve", "Cadangan", (Option("ya", True),)),
    ColumnFilter(
        "active", "Daftar", (Option("masih dalam daftar", True), Option("sudah keluar", False)), column="stage"
    ),
)
VIEWS: Mapping[str, dict[str, Any]] = {
    "TMS": {"filters": {"eligibility": "TMS"}},
    "Belum ada NIK": {"where": {"nik": ["belum", "belum ada"], "active": [True, "masih dalam daftar"]}},
    "Cadangan": {"where": {"reserve": [True, "ya"]}},
}


def narrowed(wanted: MemberFilter, values: Mapping[str, Any]) -> MemberFilter:
    """The filter with what the chips hold."""
    held: dict[str, Any] = {key: tuple(value) if key == "ages" else value for key, value in values.items()}
    return replace(wanted, **held)
