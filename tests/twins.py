"""Pairs planted among many: one of every kind that the search must find, and look-alikes that it must leave alone.

What a newcomer gets wrong: giving a planted pair two traits. Each has just what its kind needs, so that a rule that
stops working is seen.
"""

from datetime import date, timedelta
from typing import Any
from zlib import crc32

from kpps_desk.domain.twins import Kind
from kpps_desk.store.database import Database
from tests.people import person, register

CROWD = 3_000
_STATIONS = tuple(f"3171011001{number:03}" for number in range(1, 6))
_FIRST = ("Adi", "Bayu", "Cakra", "Darto", "Edwin", "Farhan", "Gilang", "Heru", "Imron", "Jefri", "Kusno", "Latif")
_MIDDLE = ("Pratama", "Saputra", "Wicaksono", "Nugraha", "Maulana", "Hakim", "Kusuma", "Laksana", "Mahendra", "Yudha")
_LAST = ("Siregar", "Tanjung", "Lubis", "Panjaitan", "Rumapea", "Hutabarat", "Ginting", "Sembiring", "Tarigan", "Pane")


def crowd(size: int = CROWD) -> list[dict[str, Any]]:
    """People who have nothing in common: a NIK that agrees with the birth date, one name in 1,200 at a time."""
    rows = []
    for number in range(size):
        born = date(1970, 1, 1) + timedelta(days=(number * 7) % 12_000)
        name = " ".join((_FIRST[number % 12], _MIDDLE[number // 12 % 10], _LAST[number // 120 % 10]))
        nik = f"3171{number % 8 + 1:02}{born:%d%m%y}{number * 37 % 9_000 + 1:04}"
        rows.append(_row(number, name, nik=nik, born=born))
    return rows


def _row(number: int, name: str, **fields: Any) -> dict[str, Any]:
    place = fields.pop("wanted", _STATIONS[number % 5])
    usual = {"phone": f"+62813{number:07}", "address": "", "rt_rw": "", "active": True, "left_reason": ""}
    return person(number % 9_000 + 1, name, wanted=place, **usual | fields)


def _known(name: str, nik: str | None, born: date | None, station: int = 0, **fields: Any) -> dict[str, Any]:
    number = crc32(f"{name} {nik} {station}".encode()) % 1_000_000 + 5_000_000  # for a phone of one's own
    return _row(number, name, nik=nik, born=born, wanted=_STATIONS[station], **fields)


PLANTED: dict[Kind, tuple[dict[str, Any], dict[str, Any]]] = {
    Kind.SAME_NIK: (
        _known("Surya Dinata", "3171011203850007", date(1985, 3, 12)),
        _known("Surya D.", "3171011203850007", date(1985, 3, 12), 1, active=False, left_reason="mengundurkan_diri"),
    ),
    Kind.NIK_DIGIT: (
        _known("Wartini Lestari", "3171015506900003", date(1990, 6, 15), sex="P"),
        _known("Wartini Lestari", "3171015506900008", None, 0, sex="P"),
    ),
    Kind.NIK_SWAPPED: (
        _known("Zulkarnain Basri", "3171011402880012", date(1988, 2, 14)),
        _known("Zulkarnaen Basri", "3171011402880021", None),
    ),
    Kind.TWO_STATIONS: (
        _known("Ngatiman Sujarwo", "3171012905790001", date(1979, 5, 29), 0),
        _known("Ngatiman Sujarwo", None, date(1979, 5, 29), 3),
    ),
    Kind.SAME_PERSON: (
        _known("Rosmala Dewanti", "3171016107920001", date(1992, 7, 21), 2, sex="P"),
        _known("Rosmala Dewanti", None, date(1992, 7, 21), 2, sex="P"),
    ),
    Kind.NEAR_NAME: (
        _known("Muhammad Rizky Ramadhan", "3171010309950001", date(1995, 9, 3), 0),
        _known("Moh. Riski Ramadan", None, date(1995, 9, 3), 4),
    ),
}
# Names as one writes them in two lists of one kelurahan; the birth date agrees.
SPELLINGS = (
    ("Siti Nurhaliza", "St. Nurhalizah"),
    ("M. Yusuf Hidayat", "Muhammad Yusuf Hidayat"),
    ("Bambang Sutrisno", "Bambang Soetrisno"),
    ("Fattimah Azzahra", "Fatimah Azahra"),
    ("A. Budi Santoso", "Ahmad Budi Santoso"),
    ("Slamet Riyadi", "Slamet Riadi"),
)
LOOK_ALIKES: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    (  # a common name, nothing else
        _known("Taufik", "3171010101800001", date(1980, 1, 1)),
        _known("Taufik", "3171012210910002", date(1991, 10, 22)),
    ),
    (  # brother and sister, twins by birth: consecutive NIKs, one home, one phone
        _known("Rangga Permadi", "3171011808990001", date(1999, 8, 18), phone="+628111", address="Jl. A 1", sex="L"),
        _known("Ranggi Permadi", "3171015808990001", date(1999, 8, 18), phone="+628111", address="Jl. A 1", sex="P"),
    ),
    (  # one birth day, two names
        _known("Gunadi Wirawan", "3171010712870001", date(1987, 12, 7)),
        _known("Hasbullah Thamrin", "3171010712870002", date(1987, 12, 7)),
    ),
    (  # brothers: near names, one address, NIKs that are nowhere near each other
        _known("Budiman Haryono", "3171010405890001", date(1989, 5, 4), address="Jl. B 2", rt_rw="001/002"),
        _known("Budiono Haryanto", "3171012611930002", date(1993, 11, 26), address="Jl. B 2", rt_rw="001/002"),
    ),
    (  # the office's number behind two people
        _known("Kasmin Subarjo", "3171011909760001", date(1976, 9, 19), phone="+628222"),
        _known("Lasmini Astuti", "3171014110810001", date(1981, 10, 1), phone="+628222", sex="P"),
    ),
    (  # NIKs one digit apart, two names
        _known("Parulian Manurung", "3171012308840001", date(1984, 8, 23)),
        _known("Ucok Situmorang", "3171012308840002", date(1984, 8, 23)),
    ),
)


def put(database: Database, *rows: dict[str, Any]) -> list[int]:
    """Register these people; their ids."""
    with database.write("Daftarkan", by="penguji") as tx:
        return register(tx, rows)
