"""A roster in which every kind of fault of the field is planted once or more, each in a crew of its own.

What a newcomer gets wrong: counting the codes of the whole list. The sample has people from outside Jakarta already;
what the planted rows add is known row by row. `mended` is the same list before the planting.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from kpps_desk.domain.findings import Code
from kpps_desk.exchange import sample
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.tables import Cell

PLACE = {column.name: place for place, column in enumerate(OFFICE)}
_CREW = 9
_HOME = "317101"
Fields = list[Cell]


@dataclass(frozen=True, slots=True)
class Fault:
    """`spoil` changes one row of a crew (its place is `at`); `codes` are what must be found of it."""

    name: str
    codes: frozenset[Code]
    spoil: Callable[[list[Fields], int, int], None]  # the crew's rows, the row's place, a running number
    at: int = 3  # an ordinary member
    rejects: bool = True


@dataclass(slots=True)
class Planted:
    """`faults` by the number of the row within the list, counted from 0."""

    rows: list[Fields] = field(default_factory=list)
    mended: list[Fields] = field(default_factory=list)
    faults: dict[int, Fault] = field(default_factory=dict)

    @property
    def rejected(self) -> set[int]:
        return {at for at, fault in self.faults.items() if fault.rejects}


def plant(*, area: str = "", times: int = 1, seed: int = 1) -> Planted:
    """The sample roster of an area with each fault planted `times` times, in the first crews of the list."""
    found = Planted()
    source: Iterator[list[str]] = sample.rows(area=area, seed=seed)
    wanted = [fault for fault in FAULTS for _ in range(times)]
    for number, crew in enumerate(iter(lambda: list(islice(source, _CREW)), [])):
        mended: list[Fields] = [list(row) for row in crew]
        if number < len(wanted):
            _make_plain(mended, number)
        spoilt = [list(row) for row in mended]
        if number < len(wanted):
            fault = wanted[number]
            fault.spoil(spoilt, fault.at, number + 1)
            found.faults[len(found.rows) + fault.at] = fault
        found.mended += mended
        found.rows += spoilt
    if len(found.faults) < len(wanted):
        raise ValueError(f"{len(wanted)} crews are needed")
    return found


def _make_plain(crew: list[Fields], number: int) -> None:
    """Home-registered people, so that a planted row shows its own fault and no other."""
    for place, row in enumerate(crew):
        born = date(1985, 1, 1) + timedelta(days=number + 400 * place)
        _put(row, sex="L", born=f"{born:%d-%m-%Y}", nik=_nik(born, place + 1), seat_number="", phone="081234567890")
        _put(row, education="SMA/Sederajat", email="", name=f"Orang Rekaan {_letters(number)} {_letters(place)}")
    for place, row in enumerate(crew[:7]):
        _put(row, seat_number=str(place + 1))


def _letters(number: int) -> str:
    """A made-up name for a number: 0 -> 'Ba', 20 -> 'Beba'."""
    syllables = [first + vowel for vowel in "aeiou" for first in "bdgk"]
    text = syllables[number % 20]
    while number := number // 20:
        text = syllables[number % 20] + text
    return text.capitalize()


def _nik(born: date, serial: int, *, woman: bool = False, area: str = _HOME) -> str:
    return f"{area}{born.day + 40 * woman:02}{born:%m%y}{serial + 9000:04}"


def _put(row: Fields, **values: Cell) -> None:
    for name, value in values.items():
        row[PLACE[name]] = value


def _puts(**values: Cell) -> Callable[[list[Fields], int, int], None]:
    def spoil(crew: list[Fields], at: int, _: int) -> None:
        _put(crew[at], **values)

    return spoil


def _nik_as(change: Callable[[str], Cell]) -> Callable[[list[Fields], int, int], None]:
    def spoil(crew: list[Fields], at: int, _: int) -> None:
        _put(crew[at], nik=change(str(crew[at][PLACE["nik"]])))

    return spoil


def _born(day: date) -> Callable[[list[Fields], int, int], None]:
    def spoil(crew: list[Fields], at: int, number: int) -> None:
        _put(crew[at], born=f"{day:%d-%m-%Y}", nik=_nik(day, number))

    return spoil


def _same_nik(crew: list[Fields], at: int, _: int) -> None:
    _put(crew[at], nik=crew[at - 1][PLACE["nik"]])


def _same_person(crew: list[Fields], at: int, _: int) -> None:
    """Two rows without a NIK that mean one person."""
    _put(crew[at - 1], nik="belum ada")
    _put(crew[at], nik="belum ada", name=crew[at - 1][PLACE["name"]], born=crew[at - 1][PLACE["born"]])


def _same_seat(crew: list[Fields], at: int, _: int) -> None:
    _put(crew[at], seat_number=crew[at - 1][PLACE["seat_number"]])


def _fault(
    name: str, spoil: Callable[[list[Fields], int, int], None], *codes: Code, at: int = 3, rejects: bool = True
) -> Fault:
    return Fault(name, frozenset(codes), spoil, at, rejects)


FAULTS = (
    _fault("15 digits", _nik_as(lambda nik: nik[:15]), Code.NIK_LENGTH),
    _fault("17 digits", _nik_as(lambda nik: nik + "1"), Code.NIK_LENGTH),
    _fault("letters in a NIK", _nik_as(lambda nik: "O" + nik[1:]), Code.NIK_LENGTH),
    _fault("day 35", _nik_as(lambda nik: nik[:6] + "35" + nik[8:]), Code.NIK_DATE),
    _fault("day 72", _nik_as(lambda nik: nik[:6] + "72" + nik[8:]), Code.NIK_DATE),
    _fault("30 February", _nik_as(lambda nik: nik[:6] + "3002" + nik[10:]), Code.NIK_DATE),
    _fault("serial 0000", _nik_as(lambda nik: nik[:12] + "0000"), Code.NIK_SERIAL),
    _fault("one digit repeated", _nik_as(lambda _: "3" * 16), Code.NIK_SAME_DIGIT),
    _fault("a numeric cell", _nik_as(float), Code.NIK_DAMAGED),
    _fault("scientific notation", _puts(nik="3,17101E+15"), Code.NIK_DAMAGED),
    _fault("the same NIK twice", _same_nik, Code.NIK_TWICE, Code.NIK_BIRTH_DIFFERS),
    _fault("the same person twice, without a NIK", _same_person, Code.PERSON_TWICE, Code.NIK_MISSING),
    _fault("no name", _puts(name=""), Code.NAME_MISSING),
    _fault("a name of 300 letters", _puts(name="Panjang " * 40), Code.TEXT_TOO_LONG),
    _fault("no such kelurahan", _puts(kelurahan="Antah Berantah"), Code.AREA_UNKNOWN),
    _fault("no such TPS", _puts(tps="888"), Code.TPS_UNKNOWN),
    _fault("a TPS that is no number", _puts(tps="barat"), Code.TPS_UNKNOWN),
    _fault("no such role", _puts(role="Sopir", seat_number=""), Code.ROLE_UNKNOWN),
    _fault("a second chair", _puts(role="Ketua KPPS", seat_number=""), Code.SECOND_CHAIR),
    _fault("an eighth member", _puts(role="Anggota KPPS", seat_number=""), Code.CREW_FULL, at=8),
    _fault("a seat named twice", _same_seat, Code.SEAT_TAKEN),
    _fault("16 years old", _born(date(2008, 1, 5)), Code.TOO_YOUNG, Code.MINOR, rejects=False),
    _fault("17 years old", _born(date(2007, 1, 5)), Code.MINOR, rejects=False),
    _fault("60 years old", _born(date(1964, 1, 5)), Code.TOO_OLD, rejects=False),
    _fault("neither NIK nor birth date", _puts(nik="", born=""), Code.NIK_MISSING, Code.AGE_UNKNOWN, rejects=False),
    _fault("no NIK yet", _puts(nik="belum ada"), Code.NIK_MISSING, rejects=False),
    _fault("another birth date", _puts(born="09-09-1999"), Code.NIK_BIRTH_DIFFERS, rejects=False),
    _fault("another sex", _puts(sex="P"), Code.NIK_SEX_DIFFERS, rejects=False),
    _fault("registered elsewhere", _nik_as(lambda nik: "327501" + nik[6:]), Code.NIK_ELSEWHERE, rejects=False),
    _fault(
        "blanks in a NIK", _nik_as(lambda nik: f"{nik[:6]} {nik[6:12]} {nik[12:]}"), Code.NIK_REPAIRED, rejects=False
    ),
    _fault("dots in a NIK", _nik_as(lambda nik: f"{nik[:6]}.{nik[6:12]}.{nik[12:]}"), Code.NIK_REPAIRED, rejects=False),
    _fault("an apostrophe before a NIK", _nik_as(lambda nik: f"'{nik}"), Code.NIK_REPAIRED, rejects=False),
    _fault("a hidden character", _puts(name="Orang \u202eRekaan"), Code.TEXT_CLEANED, rejects=False),
    _fault("no such date", _puts(born="31-02-1990"), Code.DATE_UNREADABLE, rejects=False),
    _fault("the month first", _puts(born="02/28/1985"), Code.DATE_UNREADABLE, rejects=False),
    _fault("a sex of another kind", _puts(sex="X"), Code.SEX_UNREADABLE, rejects=False),
    _fault("a telephone that is none", _puts(phone="tidak punya hp"), Code.PHONE_UNREADABLE, rejects=False),
    _fault("an address of no mail", _puts(email="bukan surel"), Code.VALUE_UNREADABLE, rejects=False),
    _fault("schooling below SMA", _puts(education="SMP"), Code.EDUCATION_LOW, rejects=False),
)
