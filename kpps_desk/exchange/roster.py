"""From the rows of a sheet to people with a verdict each; the rules are the domain's.

What a newcomer gets wrong: looking for a database here. What is known of areas, stations and roles comes in as Guide;
who is known already and which seat is free is decided by operations.importing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, islice
from typing import Any, NamedTuple

from kpps_desk import words
from kpps_desk.domain import eligibility, nik
from kpps_desk.domain.election import Role, RulePack
from kpps_desk.domain.eligibility import Eligibility, Verdict
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.places import Gazetteer, PlaceError, digits
from kpps_desk.domain.values import Sex, name_keys, parse_names
from kpps_desk.exchange.cells import parse_seat_number, text_of
from kpps_desk.exchange.columns import BY_NAME
from kpps_desk.exchange.parsing import Batch, Parser, is_sound
from kpps_desk.exchange.preview import Layout, data_rows
from kpps_desk.exchange.roles import RoleReader
from kpps_desk.exchange.tables import Cell, Row, Sheet
from kpps_desk.exchange.titles import split_name

_AT_ONCE = 1_000  # rows turned into columns: four times as many fall out of the processor's cache, and take half longer
PART = 4_000  # rows: written in one transaction of a third of a second, so that others who wait hardly notice
_PLAIN = ("birth_place", "address", "rt_rw", "phone", "email", "education", "occupation", "marital", "note")
_AREA = ("kelurahan", "kecamatan", "kabkota")
_PLACE = (*_AREA, "tps")
_DOUBLES = tuple(
    (code, words.finding(Finding(code, Severity.REJECT)) + ": ") for code in (Code.NIK_TWICE, Code.PERSON_TWICE)
)


class Person(NamedTuple):
    """One usable row; '' and None: the file doesn't say."""

    row: int  # as Excel numbers it
    nik: str
    title_before: str
    name: str
    title_after: str
    name_key: str
    sex: str | None
    born: date | None
    birth_place: str
    address: str
    rt_rw: str
    phone: str
    email: str
    education: str
    occupation: str
    marital: str
    note: str
    role: str  # code
    seat_number: int  # 0: any free one of the role
    place: str  # kelurahan (10 digits) or station (13)
    eligibility: Eligibility
    objections: str  # tokens of domain.eligibility, blank-separated


_ROW, _NAME = Person._fields.index("row"), Person._fields.index("name")


@dataclass(frozen=True, slots=True)
class Guide:
    """What rows are read by: the workspace's areas, stations (13 digits each), roles and rules."""

    gazetteer: Gazetteer
    stations: frozenset[str]
    roles: tuple[Role, ...]
    rules: RulePack
    voting_day: date
    area_names: Mapping[str, str] = field(default_factory=dict)  # by the 10 digits of a kelurahan


@dataclass(slots=True)
class Roster:
    """Rows of a file. A row is in `columns`, or one of its findings rejects it."""

    columns: list[list[Any]] = field(default_factory=list)  # a field of Person each
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  # of the rows that have findings
    again: dict[int, Finding] = field(default_factory=dict)  # of a sheet of rejects: said to be somebody else's double
    read: int = 0
    prepared: Any = None  # what was made of these rows where they were read (list_reader.Reader.parts)

    @property
    def taken(self) -> int:
        """How many rows are in `columns`."""
        return len(self.columns[0]) if self.columns else 0

    def add(self, other: "Roster") -> None:
        """Put the rows behind these."""
        if not self.read:
            self.columns = [list(column) for column in other.columns]
        else:
            for column, more in zip(self.columns, other.columns, strict=True):
                column += more
        self.findings |= other.findings
        self.names |= other.names
        self.again |= other.again
        self.read += other.read

    def people(self) -> list[Person]:
        """The usable rows as records; they take three times as long to send as columns do."""
        return list(map(Person._make, zip(*self.columns, strict=True)))


def read_first(rows: Sequence[tuple[int, Row]], layout: Layout, guide: Guide) -> list[tuple[Person, list[Finding]]]:
    """A few rows by themselves, the unusable ones too, for a preview."""
    if not rows:
        return []
    columns, findings = RowReader(layout, guide).parse(rows)
    return [(person, findings.get(at, [])) for at, person in enumerate(Roster(columns).people())]


def parts(table: Sheet, layout: Layout, guide: Guide) -> Iterator[Roster]:
    """Every row with its verdict, in the order of the file, PART rows at a time; fewer at first, to be written soon."""
    reader = RowReader(layout, guide)
    rows = data_rows(table, layout)
    part, size = Roster(), min(_AT_ONCE, PART)
    while chunk := list(islice(rows, min(_AT_ONCE, size - part.read))):
        part.add(reader.read(chunk))
        if part.read == size:
            yield part
            part, size = Roster(), PART
    if part.read:
        yield part


class RowReader:
    """Turns rows into the fields of people; keeps what repeats from batch to batch: parsed texts, areas and roles."""

    def __init__(self, layout: Layout, guide: Guide) -> None:
        self._places = layout.places
        self._defaults = layout.defaults
        self._guide = guide
        self._panel = eligibility.panel(guide.rules, guide.voting_day)
        self._agreement = nik.Agreement(guide.voting_day)
        self._schooled = {role.code for role in guide.roles if role.kpps}
        self._roles = RoleReader(guide.roles)
        self._parsers = {name: Parser(column) for name, column in BY_NAME.items()}
        self._areas: dict[tuple[str, str, str], str | Finding] = {}
        self._kelurahan: dict[tuple[Cell, ...], str] = {}  # by cells; '' where a closer look is due
        self._stations: dict[tuple[Cell, ...], str] = {}  # by cells of which there is nothing to tell
        self._seats: dict[tuple[Cell, Cell], tuple[str, int]] = {}  # the same
        self._wishes: dict[tuple[str, int | None], tuple[str, int] | Finding] = {}
        self._mended = "origin" in self._places  # a sheet of rejects

    def read(self, chunk: Sequence[tuple[int, Row]]) -> Roster:
        columns, findings = self.parse(chunk)
        found = Roster(columns, read=len(chunk))
        if findings:
            rows, names = columns[_ROW], columns[_NAME]
            if rejected := {at for at, told in findings.items() if is_rejected(told)}:
                usable = [at not in rejected for at in range(len(chunk))]
                found.columns = [list(compress(column, usable)) for column in columns]
            found.findings = {rows[at]: told for at, told in findings.items()}
            found.names = {rows[at]: names[at] for at in findings}
        if self._mended:
            found.again = dict(self._doubles(chunk))
        return found

    def parse(self, chunk: Sequence[tuple[int, Row]]) -> tuple[list[list[Any]], dict[int, list[Finding]]]:
        """The fields of Person, as far as they can be read, and the findings by the row's place in the chunk."""
        batch = Batch(self._places, [row for _, row in chunk])
        numbers = [number for number, _ in chunk]
        names = self._names(batch)
        niks = self._niks_of(batch)
        sexes, births = self._parse("sex", batch), self._parse("born", batch)
        plain = {name: self._parse(name, batch) for name in _PLAIN}
        self._split_birth(batch, plain["birth_place"], births)
        self._join_rt_rw(batch, plain["rt_rw"])
        wishes = self._wishes_of(batch)
        places = self._places_of(batch)
        schools = [
            education if role in self._schooled else ""
            for education, role in zip(plain["education"], wishes[0], strict=True)
        ]
        verdicts = self._judge(batch, niks, sexes, births, schools)
        for at, texts in batch.left_over.items():
            plain["note"][at] = "; ".join(filter(None, (plain["note"][at], *texts)))
        return [numbers, niks, *names, sexes, births, *plain.values(), *wishes, places, *verdicts], batch.findings

    def named_seats(self, batch: Batch, rows: Sequence[Row]) -> set[tuple[str, str]]:
        """(station, role) of the rows, of which the batch is, that ask for one seat of its crew."""
        roles, seats = self._wishes_of(batch)
        if not any(seats):
            return set()
        asking = list(compress(rows, seats))
        return set(zip(self._places_of(Batch(self._places, asking)), compress(roles, seats), strict=True))

    def _doubles(self, chunk: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, Finding]]:
        """The rows that were rejected as doubles before; the first of the two isn't in this sheet."""
        place = self._places.get("reason", -1)
        for number, row in chunk:
            told = text_of(row[place]) if 0 <= place < len(row) else ""
            for code, beginning in _DOUBLES:
                if told.startswith(beginning):
                    yield number, Finding(code, Severity.REJECT, "nik", told[len(beginning) :].removesuffix("."))

    def _parse(self, name: str, batch: Batch) -> list[Any]:
        return self._parsers[name].parse(batch)

    def _names(self, batch: Batch) -> tuple[list[str], list[str], list[str], list[str]]:
        """Titles before, names, titles after, name keys."""
        whole = batch.texts("name")
        if "title_before" in batch or "title_after" in batch:
            given = zip(whole, batch.texts("title_before"), batch.texts("title_after"), strict=True)
            split = [split_name(*parts) for parts in given]
            before, names, after = (list(part) for part in zip(*split, strict=True))
        else:
            before, names, after = parse_names(whole)
        keys = name_keys(names)
        if "" in keys:
            for at, key in enumerate(keys):
                if not key and not is_rejected(batch.findings.get(at, ())):  # a name too long to be read is no lack
                    batch.reject(at, Code.NAME_MISSING, "name")
        return before, names, after, keys

    def _niks_of(self, batch: Batch) -> list[str]:
        if "nik" not in batch:
            return [""] * batch.size
        cells = batch.cells("nik")
        if nik.are_whole(cells):
            return list(cells)
        niks = []
        for at, cell in enumerate(cells):
            try:
                text, repaired = nik.repair(cell)
            except nik.NikError as error:
                batch.reject(at, error.code, "nik")
                text = ""
            else:
                if repaired and text:
                    batch.note(at, Code.NIK_REPAIRED, "nik")
            niks.append(text)
        return niks

    def _split_birth(self, batch: Batch, towns: list[str], births: list[date | None]) -> None:
        if "birth" in batch:
            for at, (town, born) in enumerate(self._parse("birth", batch)):
                towns[at] = towns[at] or town
                births[at] = births[at] or born

    def _join_rt_rw(self, batch: Batch, joined: list[str]) -> None:
        if "rt" in batch and "rw" in batch:
            pairs = zip(batch.texts("rt"), batch.texts("rw"), strict=True)
            texts = [f"{rt}/{rw}" if rt or rw else "" for rt, rw in pairs]
            joined[:] = [
                given or made
                for given, made in zip(joined, self._parsers["rt_rw"].parse_texts(batch, texts), strict=True)
            ]

    def _wishes_of(self, batch: Batch) -> tuple[list[str], list[int]]:
        """Role codes and seat numbers."""
        cells = list(zip(batch.cells("role"), batch.cells("seat_number"), strict=True))
        if all(map(self._learn_wish, set(cells).difference(self._seats))):
            wished = list(map(self._seats.__getitem__, cells))
            return [role for role, _ in wished], [seat for _, seat in wished]
        roles, seats = [], []
        for at, asked in enumerate(zip(batch.texts("role"), self._parse("seat_number", batch), strict=True)):
            wish = self._wishes.get(asked)
            if wish is None:
                wish = self._wishes[asked] = self._roles.find(*asked)
            if isinstance(wish, Finding):
                batch.findings[at].append(wish)
                wish = ("", 0)
            roles.append(wish[0])
            seats.append(wish[1])
        return roles, seats

    def _learn_wish(self, cells: tuple[Cell, Cell]) -> bool:
        """Take up what a role and a number mean; False where a closer look is due."""
        role, number = cells
        if not (is_sound(role, BY_NAME["role"]) and is_sound(number, BY_NAME["seat_number"])):
            return False
        try:
            wish = self._roles.find(str(role), parse_seat_number(str(number)))
        except ValueError:
            return False
        if not isinstance(wish, Finding):
            self._seats[cells] = wish
        return cells in self._seats

    def _places_of(self, batch: Batch) -> list[str]:
        """Station codes; the kelurahan alone where no TPS is named."""
        asked = list(zip(*(batch.cells(name, self._defaults.get(name, "")) for name in _PLACE), strict=True))
        if all(map(self._learn_station, set(asked).difference(self._stations))):
            return list(map(self._stations.__getitem__, asked))
        places = []
        named = zip(*(batch.texts(name, self._defaults.get(name, "")) for name in _AREA), strict=True)
        for at, (area, tps) in enumerate(zip(named, self._parse("tps", batch), strict=True)):
            kelurahan = self._areas.get(area)
            if kelurahan is None:
                kelurahan = self._areas[area] = self._find_area(area)
            place = ""
            if isinstance(kelurahan, Finding):
                batch.findings[at].append(kelurahan)
            elif not tps:
                place = kelurahan
                batch.warn(at, Code.TPS_UNKNOWN, "tps", "TPS kosong")
            elif (place := kelurahan + tps) not in self._guide.stations:
                batch.reject(at, Code.TPS_UNKNOWN, "tps", f"TPS {tps} {area[0]}")
            places.append(place)
        return places

    def _learn_station(self, asked: tuple[Cell, ...]) -> bool:
        """Take up the station that these cells mean; False where a closer look is due."""
        area, number = asked[:-1], self._parsers["tps"].sound(asked[-1])
        kelurahan = self._kelurahan.get(area)
        if kelurahan is None:
            kelurahan = self._kelurahan[area] = self._sound_area(area)
        if not (kelurahan and number and kelurahan + number in self._guide.stations):
            return False
        self._stations[asked] = kelurahan + number
        return True

    def _sound_area(self, cells: tuple[Cell, ...]) -> str:
        """The kelurahan that these cells mean; '' where a closer look is due."""
        if not all(is_sound(cell, BY_NAME[name]) for name, cell in zip(_AREA, cells, strict=True)):
            return ""
        found = self._find_area(tuple(map(str, cells)))
        return "" if isinstance(found, Finding) else found

    def _find_area(self, area: tuple[str, ...]) -> str | Finding:
        try:
            return digits(self._guide.gazetteer.find(*area))
        except PlaceError as error:
            return Finding(error.code, Severity.REJECT, "kelurahan", str(error))

    def _judge(
        self,
        batch: Batch,
        niks: list[str],
        sexes: list[str | None],
        births: list[date | None],
        educations: list[str],
    ) -> tuple[list[str], list[str]]:
        """Eligibilities and objections; fills an unknown sex and birth date from the NIK."""
        verdicts: list[str] = []
        objections: list[str] = []
        for at, agrees in enumerate(self._agreement.of(niks, births, sexes)):
            if agrees:
                verdict = self._panel.judge(births[at], (), educations[at])
            else:
                verdict = self._judge_closely(batch, at, niks, sexes, births, educations[at])
            verdicts.append(verdict.eligibility)
            objections.append(eligibility.objections_text(verdict))
            if verdict.findings:
                batch.findings[at] += verdict.findings
        return verdicts, objections

    def _judge_closely(
        self,
        batch: Batch,
        at: int,
        niks: list[str],
        sexes: list[str | None],
        births: list[date | None],
        education: str,
    ) -> Verdict:
        """The verdict on one whose NIK is missing, or says something else than was typed."""
        text, sex, born, day = niks[at], sexes[at], births[at], self._guide.voting_day
        try:
            found = nik.findings(text, born, Sex(sex) if sex else None, day)
            if text and not (sex and born):
                facts = nik.parse_nik(text, day)
                sexes[at], births[at] = sex or facts.sex.value, born or facts.born
        except nik.NikError as error:
            batch.reject(at, error.code, "nik")
            found = ()
        if not text and any(one.code is Code.NIK_DAMAGED for one in batch.findings.get(at, ())):
            found = ()  # a damaged NIK is not a missing one
        return self._panel.judge(births[at], found, education)


def is_rejected(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.REJECT for finding in findings)
