"""People whose NIK has something to say: it and the typed values differ, it is missing, or it is another province's.

What a newcomer gets wrong: looking for a NIK that is no NIK. Such a row never comes in (domain.nik refuses it, and the
index holds a NIK to one active person); these are the findings of DOMAIN's table that leave a person standing.
"""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, literal_column, or_, select, true, type_coerce
from sqlalchemy.sql import Select

from kpps_desk import words
from kpps_desk.domain import eligibility
from kpps_desk.domain import nik as niks
from kpps_desk.domain.findings import Code
from kpps_desk.domain.places import digits
from kpps_desk.problems import Gone
from kpps_desk.queries import areas
from kpps_desk.queries.member_filter import objections_in_use
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _waiver = schema.member.c, schema.waiver.c


class Case(StrEnum):
    """What is shown together; the first is all that asks for a decision."""

    OPEN = "open"
    BORN = "born"
    SEX = "sex"
    AGE = "age"  # by the NIK's date the age is out of range: only a doubt, the typed date decides
    MISSING = "missing"
    ELSEWHERE = "elsewhere"  # information only: people move


TOKENS: Mapping[Case, tuple[str, ...]] = {
    Case.BORN: (Code.NIK_BIRTH_DIFFERS.value,),
    Case.SEX: (Code.NIK_SEX_DIFFERS.value,),
    Case.AGE: (f"{Code.TOO_YOUNG.value}:nik", f"{Code.TOO_OLD.value}:nik"),
}
ASKING = tuple(token for tokens in TOKENS.values() for token in tokens)  # objections that somebody has to look at


class CaseFilter(NamedTuple):
    """`area`: a code, '' for everywhere."""

    case: Case = Case.OPEN
    area: str = ""


class CaseRow(NamedTuple):
    """One line: `says` is what the NIK has to say, in words."""

    id: int
    name: str
    place: str
    nik: str  # masked
    says: str
    asking: bool  # somebody has to look at the KTP


class CaseDetails(NamedTuple):
    """The typed values beside the NIK's. Ages are full years on the day that the rules count on."""

    id: int
    name: str
    place: str
    nik: str  # masked
    typed_born: date | None
    nik_born: date | None
    typed_sex: str | None
    nik_sex: str | None
    typed_age: int | None
    nik_age: int | None
    home: bool  # first registered here
    open: tuple[str, ...]  # ASKING tokens that nobody has settled
    settled: tuple[str, ...]
    seated: bool


def _unsettled(token: str, number: int) -> ColumnElement[bool]:
    """The objection stands and nobody has settled it."""
    texts: Any = bindparam(f"texts{number}", expanding=True)
    settled = select(_waiver.id).where(_waiver.member_id == _member.id, _waiver.objection == token).exists()
    return and_(_member.objections != "", _member.objections.in_(texts), ~settled)


@cache
def _wanted(case: Case) -> ColumnElement[bool]:
    within = (_member.place >= bindparam("low")) & (_member.place < bindparam("high"))
    if case is Case.MISSING:
        return and_(_member.nik.is_(None), _member.active == true(), within)
    if case is Case.ELSEWHERE:
        after = niks.HOME[:-1] + chr(ord(niks.HOME[-1]) + 1)
        return and_(or_(_member.nik < niks.HOME, _member.nik >= after), _member.active == true(), within)
    tokens = ASKING if case is Case.OPEN else TOKENS[case]
    return and_(or_(*(_unsettled(token, ASKING.index(token)) for token in tokens)), _member.active == true(), within)


@cache
def _ids(case: Case, limited: bool) -> Select[Any]:
    found = select(_member.id).where(_wanted(case)).order_by(_member.place, _member.id)
    return found.limit(100) if limited else found


@cache
def _count(case: Case) -> Select[Any]:
    return select(func.count()).select_from(schema.member).where(_wanted(case))


def _params(db: Snapshot, wanted: CaseFilter) -> dict[str, Any]:
    low = digits(wanted.area)
    params: dict[str, Any] = {"low": low, "high": low + ":"}
    if wanted.case in (Case.MISSING, Case.ELSEWHERE):
        return params
    known = objections_in_use(db)
    tokens = ASKING if wanted.case is Case.OPEN else TOKENS[wanted.case]
    return params | {f"texts{ASKING.index(one)}": [text for text in known if one in text.split()] for one in tokens}


def first(db: Snapshot, wanted: CaseFilter) -> "array[int]":
    """The first page in the order of places."""
    return db.ids(_ids(wanted.case, limited=True), _params(db, wanted))


def ids(db: Snapshot, wanted: CaseFilter) -> "array[int]":
    """All of them in the order of places."""
    return db.ids(_ids(wanted.case, limited=False), _params(db, wanted))


def count(db: Snapshot, wanted: CaseFilter) -> int:
    return int(db.value(_count(wanted.case), _params(db, wanted)))


def counts(db: Snapshot, area: str = "") -> dict[Case, int]:
    """How many there are of each case."""
    return {case: count(db, CaseFilter(case, area)) for case in Case}


# The unary plus makes SQLite begin with the chosen few: it else walks through everybody.
_EACH: ColumnElement[int] = type_coerce(literal_column("+chosen.id"), Integer)
_SETTLED = (
    select(_waiver.member_id, _waiver.objection)
    .select_from(schema.chosen)
    .join(schema.waiver, _waiver.member_id == _EACH)
)
_ROWS = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.nik,
        _member.born,
        _member.sex,
        _member.objections,
        _member.place,
        schema.appointment.c.id.label("seat"),
    )
    .select_from(schema.chosen)
    .join(schema.member, _member.id == _EACH)
    .outerjoin(
        schema.appointment,
        (schema.appointment.c.member_id == _member.id) & schema.appointment.c.until.is_(None),
    )
)


def page(db: Snapshot, chosen: Sequence[int]) -> dict[int, CaseRow]:
    """The rows of these members."""
    return {one.id: _row(one) for one in details_of(db, chosen)}


def details(db: Snapshot, member: int) -> CaseDetails:
    """One person; Gone if there is no such member."""
    found = details_of(db, [member])
    if not found:
        raise Gone("Anggota ini sudah tidak ada.", "Muat ulang daftarnya.")
    return found[0]


def details_of(db: Snapshot, chosen: Sequence[int]) -> list[CaseDetails]:
    """Those of these members that are there."""
    db.choose(chosen)
    settled = {(row.member_id, row.objection) for row in db.rows(_SETTLED)}
    rows = db.rows(_ROWS)
    election = areas.election(db)
    day = election.rules.age_day or election.voting_day
    names = {digits(code): name for code, name in areas.names(db).items()}
    return [_details(row, settled, names, election.voting_day, day) for row in rows]


def _details(
    row: AnyRow, settled: set[tuple[int, str]], names: Mapping[str, str], voting_day: date, day: date
) -> CaseDetails:
    said = niks.parse_nik(row.nik, voting_day) if row.nik else None
    asking = [token for token in row.objections.split() if token in ASKING]
    area = names.get(row.place[:10], "")
    return CaseDetails(
        id=row.id,
        name=words.full_name(row.title_before, row.name, row.title_after),
        place=words.station_label(row.place[10:13], area) if len(row.place) > 12 else area,
        nik=words.masked_nik(row.nik),
        typed_born=row.born,
        nik_born=said.born if said else None,
        typed_sex=row.sex,
        nik_sex=said.sex.value if said else None,
        typed_age=eligibility.age_on(row.born, day) if row.born else None,
        nik_age=eligibility.age_on(said.born, day) if said else None,
        home=said is None or said.area.startswith(niks.HOME),
        open=tuple(token for token in asking if (row.id, token) not in settled),
        settled=tuple(token for token in asking if (row.id, token) in settled),
        seated=row.seat is not None,
    )


def _row(one: CaseDetails) -> CaseRow:
    return CaseRow(one.id, one.name, one.place, one.nik, says(one), bool(one.open))


def says(one: CaseDetails) -> str:
    """What the NIK has to say of this person: `NIK: lahir 07-11-2000, diketik 11-07-2000; umur 16 tahun`."""
    if one.nik_born is None:
        return "NIK belum ada"
    told = []
    if one.typed_born and one.typed_born != one.nik_born:
        told.append(f"lahir {words.short_date(one.nik_born)}, diketik {words.short_date(one.typed_born)}")
    if one.typed_sex and one.typed_sex != one.nik_sex:
        told.append(f"{words.sex(one.nik_sex).lower()}, diketik {words.sex(one.typed_sex).lower()}")
    if any(token in TOKENS[Case.AGE] for token in (*one.open, *one.settled)):
        told.append(f"umur {one.nik_age} tahun")
    if told:
        return f"NIK: {'; '.join(told)}"
    return "NIK sesuai dengan isian" if one.home else "NIK pertama kali terdaftar di luar DKI Jakarta"
