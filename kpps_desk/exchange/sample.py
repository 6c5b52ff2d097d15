"""A synthetic roster in the shape that offices send: for a first look, for tests, and for measuring at full size.

What a newcomer gets wrong: taking real people. Names are drawn from lists of common names and every NIK is made up,
though sound: it agrees with the birth date and sex beside it, and no two are alike. The same seed gives the same rows.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kpps_desk import words
from kpps_desk.domain.election import DKI_2024, Election
from kpps_desk.domain.places import digits
from kpps_desk.exchange import areas, sheets
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent

Fields = list[str]  # in the order of columns.OFFICE

_MEN = [
    "Ahmad",
    "Budi",
    "Agus",
    "Dedi",
    "Eko",
    "Fajar",
    "Galih",
    "Hadi",
    "Irfan",
    "Joko",
    "Kurnia",
    "Lukman",
    "Muhammad",
    "Nanang",
    "Oki",
    "Putra",
    "Rizky",
    "Slamet",
    "Taufik",
    "Umar",
    "Wahyu",
    "Yusuf",
    "Zainal",
    "Bambang",
    "Cahyo",
    "Dimas",
    "Edi",
    "Ferry",
    "Gunawan",
    "Hendra",
    "Ilham",
    "Jamal",
    "Ma'ruf",
    "Nu'man",
    "Rahmat",
    "Surya",
]
_WOMEN = [
    "Siti",
    "Dewi",
    "Ayu",
    "Bunga",
    "Citra",
    "Dian",
    "Endang",
    "Fitri",
    "Gita",
    "Hana",
    "Indah",
    "Juwita",
    "Kartika",
    "Lestari",
    "Maya",
    "Nur",
    "Oktavia",
    "Putri",
    "Ratna",
    "Sri",
    "Tuti",
    "Umi",
    "Vina",
    "Wulan",
    "Yuni",
    "Zahra",
    "Aisyah",
    "Bella",
    "Desi",
    "Eka",
    "Fatimah",
    "Halimah",
    "Sa'diyah",
    "Ni'mah",
    "Rina",
    "Yanti",
]
_FAMILY = [
    "Santoso",
    "Wijaya",
    "Saputra",
    "Hidayat",
    "Nugroho",
    "Pratama",
    "Kusuma",
    "Setiawan",
    "Permana",
    "Ramadhan",
    "Siregar",
    "Nasution",
    "Simanjuntak",
    "Lubis",
    "Harahap",
    "Sihombing",
    "Rumbewas",
    "Tanjung",
    "Chaniago",
    "Syafi'i",
    "Mulyadi",
    "Suryadi",
    "Iskandar",
    "Firmansyah",
    "Hakim",
    "Maulana",
    "Fauzi",
    "Al-Amin",
    "Wibowo",
    "Susanto",
    "Utami",
    "Lestari",
    "Rahayu",
    "Handayani",
    "Wulandari",
    "Anggraini",
    "Puspita",
    "Maharani",
    "Kurniasih",
    "Safitri",
]
_BEFORE = ("Hj.", "H.", "Drs.", "Ir.", "dr.")
_AFTER = ("S.Pd.", "S.E.", "S.H.", "S.Kom.", "A.Md.", "S.Sos., M.Si.", "S.H., M.H.")
_TOWNS = (
    "Jakarta",
    "Jakarta",
    "Jakarta",
    "Bogor",
    "Bekasi",
    "Tangerang",
    "Bandung",
    "Medan",
    "Padang",
    "Surabaya",
    "Ambon",
)
_STREETS = (
    "Mawar",
    "Melati",
    "Kenanga",
    "Anggrek",
    "Cempaka",
    "Dahlia",
    "Flamboyan",
    "Kamboja",
    "Teratai",
    "Bougenville",
)
_SCHOOLS = ("SMA/Sederajat", "SMA/Sederajat", "SMK", "D3", "S1", "S1", "S2")
_WORK = (
    "Karyawan Swasta",
    "Wiraswasta",
    "Ibu Rumah Tangga",
    "Mahasiswa",
    "Guru Honorer",
    "Buruh Harian Lepas",
    "Pedagang",
)
_MARITAL = ("Kawin", "Belum Kawin", "Cerai Hidup", "Cerai Mati")
_ROLES = {
    "ketua": ("Ketua KPPS", "KETUA", "Ketua"),
    "anggota": ("Anggota KPPS", "ANGGOTA", "Anggota"),
    "ketertiban": ("Petugas Ketertiban", "PETUGAS KETERTIBAN", "Linmas"),
}
_ELSEWHERE = ("320101", "327501", "367101", "330201", "127101")  # first registered outside Jakarta
_FAULTS = ("too_young", "bad_nik", "same_nik", "unknown_area", "second_chair", "eighth_member")
_PLACE = {column.name: place for place, column in enumerate(OFFICE)}
_OLDEST, _YOUNGEST = 55, 18


def write(path: Path, *, area: str = "", seed: int = 1, faults: float = 0.0, progress: Progress = silent) -> int:
    """Write the roster of an area (its code; '' for all 133,515) as XLSX or CSV; how many people it holds."""
    people = count(area)
    if not people:
        raise Refused(f"Wilayah {area} tidak ditemukan.", "Contoh kode kecamatan: 31.71.01.")
    titles = ("DAFTAR CALON ANGGOTA KPPS DAN PETUGAS KETERTIBAN TPS", DKI_2024.name.upper(), _place_line(area), "")
    return sheets.write(
        path,
        [sheets.Heading(column.header, column.width) for column in OFFICE],
        rows(area=area, seed=seed, faults=faults),
        titles=titles,
        expected=people,
        progress=progress,
    )


def count(area: str = "", election: Election = DKI_2024) -> int:
    """How many people the roster of an area holds."""
    return sum(kelurahan.stations for kelurahan in areas.stations() if _within(kelurahan.code, area)) * election.crew


def rows(*, area: str = "", seed: int = 1, faults: float = 0.0, election: Election = DKI_2024) -> Iterator[Fields]:
    """One row a person, crew by crew; `faults` is the share of people whose row is spoiled, each in one of six ways."""
    names = {found.code: found.name for found in areas.areas()}
    maker = _Maker(Random(seed), election)  # noqa: S311  a sample must be the same each time
    number = planted = 0
    for kelurahan, stations in areas.stations():
        if not _within(kelurahan, area):
            continue
        style = maker.style(names, kelurahan)
        for tps in range(1, stations + 1):
            for role in election.roles:
                for seat in role.numbers:
                    number += 1
                    fields = maker.person(style, tps, role.code, seat)
                    if faults and maker.random.random() < faults:
                        maker.spoil(fields, _FAULTS[planted % len(_FAULTS)], role.code)
                        planted += 1
                    maker.previous = fields[_PLACE["nik"]]
                    fields[0] = str(number)
                    yield fields


def _within(code: str, area: str) -> bool:
    return digits(code).startswith(digits(area))


def _place_line(area: str) -> str:
    for found in areas.areas():
        if area and digits(found.code) == digits(area):
            return words.area_name(found.name, found.level).upper()
    return "PROVINSI DKI JAKARTA"


class _Maker:
    """Draws people; keeps the serials of the NIKs given out."""

    def __init__(self, random: Random, election: Election) -> None:
        self.random = random
        self.day = election.voting_day
        self.first = date(self.day.year - _OLDEST, self.day.month, self.day.day)
        self.days = (date(self.day.year - _YOUNGEST, self.day.month, self.day.day) - self.first).days
        self.serials: dict[str, int] = {}
        self.previous = ""  # NIK of the row before

    def style(self, names: dict[str, str], kelurahan: str) -> dict[str, object]:
        """How this kelurahan's secretary writes."""
        choose = self.random.choice
        upper = self.random.random() < 0.3
        kecamatan, kabkota = kelurahan[:8], kelurahan[:5]
        return {
            "kabkota": names[kabkota].upper() if upper else names[kabkota],
            "kecamatan": names[kecamatan].upper() if upper else names[kecamatan],
            "kelurahan": choose(("", "", "Kel. ")) + (names[kelurahan].upper() if upper else names[kelurahan]),
            "area": digits(kecamatan),
            "case": choose((str.upper, str.upper, str.title, str)),
            "tps": choose(("{:03}", "{:03}", "{}", "TPS {:02}")),
            "day": choose(("{0:%d-%m-%Y}", "{0:%d/%m/%Y}", "{1}")),
            "named": self.random.random() < 0.5,
            "role": self.random.randrange(3),
        }

    def person(self, style: dict[str, object], tps: int, role: str, seat: int) -> Fields:
        random = self.random
        chance = random.random()
        woman = chance < 0.45
        born = self.first + timedelta(days=1 + int(random.random() * (self.days - 1)))
        name = self.name(woman)
        phone = f"08{random.choice('1235789')}{int(random.random() * 1e9):09}"
        handle = "".join(letter for letter in name.lower() if letter.isalpha())[:16]
        place, words_day = style["day"], words.long_date(born)
        return [
            "",
            str(style["kabkota"]),
            str(style["kecamatan"]),
            str(style["kelurahan"]),
            str(style["tps"]).format(tps),
            _ROLES[role][int(str(style["role"]))] if role in _ROLES else role,
            str(seat) if style["named"] and role != "ketertiban" else "",
            self.titled(style["case"](name)),  # type: ignore[operator]
            self.make_nik(str(style["area"]), born, woman),
            "P" if woman else "L",
            _TOWNS[int(random.random() * len(_TOWNS))],
            str(place).format(born, words_day),
            f"Jl. {_STREETS[int(random.random() * 10)]} No. {1 + int(random.random() * 200)}",
            f"{1 + int(random.random() * 16):03}/{1 + int(random.random() * 12):03}",
            phone,
            f"{handle}{int(random.random() * 1000)}@contoh.id" if chance < 0.9 else "",
            _SCHOOLS[int(random.random() * len(_SCHOOLS))],
            _WORK[int(random.random() * len(_WORK))],
            _MARITAL[min(3, int(random.expovariate(1.2)))],
            "",
        ]

    def name(self, woman: bool) -> str:
        """One to three words; one in twelve people has a single name."""
        random = self.random
        first = _WOMEN if woman else _MEN
        parts = [first[int(random.random() * len(first))]]
        chance = random.random()
        if chance > 0.08:
            parts.append(_FAMILY[int(random.random() * len(_FAMILY))])
        if chance > 0.6:
            parts.insert(1, first[int(random.random() * len(first))])
        return " ".join(parts)

    def titled(self, name: str) -> str:
        chance = self.random.random()
        if chance < 0.02:
            name = f"{_BEFORE[int(self.random.random() * len(_BEFORE))]} {name}"
        if chance > 0.92:
            name = f"{name}, {_AFTER[int(self.random.random() * len(_AFTER))]}"
        return name

    def make_nik(self, area: str, born: date, woman: bool) -> str:
        if self.random.random() < 0.1:
            area = _ELSEWHERE[int(self.random.random() * len(_ELSEWHERE))]
        front = f"{area}{born.day + 40 * woman:02}{born.month:02}{born.year % 100:02}"
        self.serials[front] = serial = self.serials.get(front, 0) + 1
        return f"{front}{serial:04}"

    def spoil(self, fields: Fields, fault: str, role: str) -> None:
        """Make a row wrong in one way; a role that the fault doesn't suit gets a bad NIK instead."""
        if fault == "too_young":
            born = date(self.day.year - 16, 1 + self.random.randrange(12), 1 + self.random.randrange(28))
            fields[_PLACE["born"]] = f"{born:%d-%m-%Y}"
            fields[_PLACE["nik"]] = self.make_nik("317101", born, fields[_PLACE["sex"]] == "P")
        elif fault == "same_nik" and self.previous:
            fields[_PLACE["nik"]] = self.previous
        elif fault == "unknown_area":
            fields[_PLACE["kelurahan"]] = "Antah Berantah"
        elif fault == "second_chair" and role != "ketua":
            fields[_PLACE["role"]], fields[_PLACE["seat_number"]] = "Ketua KPPS", ""
        elif fault == "eighth_member" and role == "ketertiban":
            fields[_PLACE["role"]] = "Anggota KPPS"
        else:
            fields[_PLACE["nik"]] = fields[_PLACE["nik"]][:15]
