"""What the list of people can be asked, and what that means in SQL.

What a newcomer gets wrong: one statement for every filter. Whatever finds few people (a name, a phone, an address, an
objection) is where SQLite must begin; what finds many is a condition on the walk along the order. `Shape` says which,
and a statement is built once for each shape.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Text,
    and_,
    bindparam,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy import text as sql
from sqlalchemy.sql import Select

from kpps_desk.domain.places import digits
from kpps_desk.domain.stages import Stage
from kpps_desk.queries import areas
from kpps_desk.store import schema, search
from kpps_desk.store.snapshot import Snapshot

_member, _role, _station = schema.member.c, schema.role.c, schema.polling_station.c
FEW = 2_000  # matches; up to here sorting them beats walking the whole sort index with the match as a filter
_ADDRESS_BEGINS = frozenset({"jl", "jln", "jalan", "gg", "gang", "blok", "komplek", "kompleks", "kampung", "kp", "rt"})


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What the list shows.

    `text`: words are prefixes of names, 1-3 digits a TPS number, digits from 0, 62 or +62 a phone's beginning, other
    digits a NIK's; `jl.`, `gang`, `blok` and the like begin an address. None and '' ask nothing.
    """

    text: str = ""
    area: str = ""  # code, with or without dots; also a TPS's 13 digits
    stage: Stage | None = None
    role: str = ""  # a role's code
    eligibility: str = ""
    sort: str = "place"  # 'place' | 'name' | 'stage'
    descending: bool = False
    objection: str = ""  # a token of domain.eligibility, or its code before the ':'
    sex: str = ""  # 'L' | 'P' | '?' not known
    active: bool | None = None  # True: in the roster now; False: left it
    reserve: bool = False  # the named reserves alone
    nik: str = ""  # 'ada' | 'belum'
    phone: str = ""  # 'ada' | 'belum'
    address: str = ""  # words of it
    education: str | None = None  # exactly this; '' those without
    occupation: str | None = None
    marital: str | None = None
    ages: tuple[int, int] | None = None  # full years on the day that the rules count on, both included


class Shape(NamedTuple):
    """Everything of a filter that changes the statement, and nothing that is a mere value."""

    text: str  # '' | 'tps' | 'nik' | 'few' | 'many'
    words: int  # of many
    parts: frozenset[str]  # names in _PARTS
    sort: str
    descending: bool


def _hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column behind a unary plus: the planner doesn't start from its index."""
    return type_coerce(literal_column(f"+{column}"), Text)


def _phone(column: Any) -> ColumnElement[bool]:
    return and_(column >= bindparam("phone"), column < bindparam("phone_end"))


_TOKENS: BindParameter[str] = bindparam("objections", expanding=True)
_HAS_PHONE, _OBJECTED = sql("member.phone <> ''"), sql("member.objections <> ''")  # as the partial indexes have them
_PARTS: dict[str, Any] = {
    "area": (_member.place >= bindparam("low")) & (_member.place < bindparam("high")),
    "stage": _member.stage == bindparam("stage"),
    "role": _member.role_id == select(_role.id).where(_role.code == bindparam("role")).scalar_subquery(),
    "eligibility": _member.eligibility == bindparam("eligibility"),
    "unfit": sql("member.eligibility <> 'MS'"),
    "objection few": and_(_OBJECTED, _member.objections.in_(_TOKENS)),
    "objection many": _hidden(_member.objections).in_(_TOKENS),
    "sex": _member.sex == bindparam("sex"),
    "sex unknown": _member.sex.is_(None),
    "active": _member.active == true(),
    "left": _member.active == false(),
    "reserve": sql("member.reserve > 0"),
    "nik known": _member.nik.is_not(None),
    "nik unknown": _member.nik.is_(None),
    "has phone": _member.phone != "",
    "no phone": _member.phone == "",
    "phone few": and_(_HAS_PHONE, _phone(_member.phone)),
    "phone many": _phone(_hidden(_member.phone)),
    "phone or nik": or_(
        and_(_HAS_PHONE, _phone(_member.phone)),
        and_(_member.nik >= bindparam("nik"), _member.nik < bindparam("nik_end")),
    ),
    "address few": search.address_matches(walk=False),
    "address many": search.address_matches(walk=True),
    "education": _member.education == bindparam("education"),
    "occupation": _member.occupation == bindparam("occupation"),
    "marital": _member.marital == bindparam("marital"),
    "ages": (_member.born > bindparam("born_after")) & (_member.born <= bindparam("born_by")),
}
_CAP: BindParameter[int] = bindparam("cap")
_COUNT_PHONES = select(func.count()).select_from(
    select(_member.id).where(_HAS_PHONE, _phone(_member.phone)).limit(_CAP).subquery()
)
_COUNT_OBJECTED = select(func.count()).select_from(
    select(_member.id).where(_OBJECTED, _member.objections.in_(_TOKENS)).limit(_CAP).subquery()
)
_WHOLE = {"phone many": "phone few", "objection many": "objection few"}
# One step of the index for each different text, not one for each person (loose index scan).
_OBJECTIONS = sql(
    "WITH RECURSIVE d(o) AS (SELECT min(objections) FROM member WHERE objections <> '' UNION ALL "
    "SELECT (SELECT min(objections) FROM member WHERE objections <> '' AND objections > d.o) FROM d "
    "WHERE d.o IS NOT NULL) SELECT o FROM d WHERE o IS NOT NULL"
)


def objections_in_use(db: Snapshot) -> list[str]:
    """The different `objections` that members have, each a blank-separated list of tokens."""
    return db.column(_OBJECTIONS)


def question(db: Snapshot, wanted: MemberFilter) -> tuple[Shape, dict[str, Any]]:
    """The statement's shape and its values. What may find few people or many is looked at first."""
    asking = _Asking(db)
    text, words = asking.text(wanted.text)
    asking.plain(wanted)
    asking.address(wanted.address)
    asking.objection(wanted.objection)
    asking.ages(wanted.ages)
    return Shape(text, words, frozenset(asking.parts), wanted.sort, wanted.descending), asking.values


class _Asking:
    """Collects the parts of one filter and their values."""

    def __init__(self, db: Snapshot) -> None:
        self._db = db
        self.parts: set[str] = set()
        self.values: dict[str, Any] = {}

    def text(self, text: str) -> tuple[str, int]:
        """The kind of the typed text, and how many words it has where it finds many people."""
        compact = text.replace(" ", "").replace(".", "")
        if compact[:1] in ("0", "+"):
            compact = compact.replace("-", "")
        number = compact.removeprefix("+")
        if number.isascii() and number.isdigit():
            return self._number(number, plus=compact[0] == "+"), 0
        if _is_address(text):
            self.address(text)
            return "", 0
        if not search.match(text):
            return "", 0
        self.values["match"] = search.match(text)
        if search.match_count(self._db, text, FEW + 1) <= FEW:
            return "few", 0
        self.values |= search.walk_words(text)
        return "many", len(search.walk_words(text))

    def _number(self, number: str, *, plus: bool) -> str:
        if len(number) <= 3 and not plus:
            self.values["tps"] = number.zfill(3)
            return "tps"
        self.values |= {"nik": number, "nik_end": number + ":"}
        if len(number) < 16 and (plus or number.startswith(("0", "62"))):
            self._phone(number, plus=plus)
            return ""
        return "nik"

    def _phone(self, number: str, *, plus: bool) -> None:
        """As it is stored, from +62; without the plus `62...` may be a NIK of Kalimantan Tengah as well."""
        begins = "+" + number if plus else "+62" + number.removeprefix("0" if number[0] == "0" else "62")
        self.values |= {"phone": begins, "phone_end": begins + ":"}
        if not plus and number[0] != "0":
            self.parts.add("phone or nik")
            return
        self.parts.add(self._sized("phone", self._db.value(_COUNT_PHONES, {**self.values, "cap": FEW + 1})))

    @staticmethod
    def _sized(name: str, count: int) -> str:
        return f"{name} few" if count <= FEW else f"{name} many"

    def plain(self, wanted: MemberFilter) -> None:
        """What is one condition each."""
        if wanted.area:
            self._add("area", low=digits(wanted.area), high=digits(wanted.area) + ":")
        if wanted.eligibility == "TMS" or (wanted.eligibility == "BMS" and not wanted.text):
            self.parts.add("unfit")
        for name in ("role", "eligibility"):
            if value := getattr(wanted, name):
                self._add(name, **{name: value})
        for name in ("stage", "education", "occupation", "marital"):
            if (value := getattr(wanted, name)) is not None:
                self._add(name, **{name: value})
        if wanted.sex:
            self._add("sex unknown" if wanted.sex == "?" else "sex", sex=wanted.sex)
        if wanted.active is not None:
            self.parts.add("active" if wanted.active else "left")
        if wanted.reserve:
            self.parts.add("reserve")
        if wanted.nik:
            self.parts.add("nik known" if wanted.nik == "ada" else "nik unknown")
        if wanted.phone:
            self.parts.add("has phone" if wanted.phone == "ada" else "no phone")

    def _add(self, part: str, **values: Any) -> None:
        self.parts.add(part)
        self.values |= values

    def address(self, text: str) -> None:
        if expression := search.match_address(text):
            both = f"{self.values['address']} {expression}" if "address" in self.values else expression
            self.parts -= {"address few", "address many"}
            found = search.address_count(self._db, both, FEW + 1)
            self._add(self._sized("address", found), address=both)

    def objection(self, token: str) -> None:
        if token:
            known = [text for text in objections_in_use(self._db) if any(_is(one, token) for one in text.split())]
            self.values["objections"] = known
            count = self._db.value(_COUNT_OBJECTED, {"objections": known, "cap": FEW + 1})
            self.parts.add(self._sized("objection", count))

    def ages(self, ages: tuple[int, int] | None) -> None:
        if ages is not None:
            election = areas.election(self._db)
            day = election.rules.age_day or election.voting_day
            low, high = ages
            self._add("ages", born_after=_years_before(day, high + 1), born_by=_years_before(day, low))


def _is_address(text: str) -> bool:
    first = text.replace(".", " ").casefold().split(maxsplit=1)
    return bool(first) and first[0] in _ADDRESS_BEGINS and bool(search.match_address(text))


def _is(token: str, wanted: str) -> bool:
    return token == wanted or token.partition(":")[0] == wanted


def _years_before(day: date, years: int) -> date:
    """The day on which one is born who becomes so old on `day`; 29 February becomes the 28th."""
    year = max(1, day.year - years)
    leap = day.month == 2 and day.day == 29 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return day.replace(year=year, day=28 if leap else day.day)


def _conditions(shape: Shape, *, walking: bool) -> list[Any]:
    # Only a page of many is a walk; whatever asks for all of them begins at the index that holds them.
    parts = shape.parts if walking else {_WHOLE.get(part, part) for part in shape.parts}
    found: list[Any] = [_PARTS[part] for part in sorted(parts)]
    if shape.text == "nik":
        # The index on (nik, active, place) answers this alone: no member is looked up for 30,000 alike beginnings.
        found += [_member.active == true(), _member.nik >= bindparam("nik"), _member.nik < bindparam("nik_end")]
    elif walking and shape.text == "many":
        found += search.walk(shape.words)
    elif shape.text in ("few", "many"):
        found.append(search.name_matches(walk=shape.text == "many"))
    return found


def statement(shape: Shape, *columns: Any, walking: bool = False) -> Select[Any]:
    """A SELECT of these columns of the people whom the shape means; `walking` for a page of many.

    A TPS number is looked up among the stations first: their ranges of `place` are then short walks.
    """
    conditions = _conditions(shape, walking=walking)
    if shape.text != "tps":
        return select(*columns).where(*conditions)
    return (
        select(*columns)
        .select_from(schema.polling_station)
        .join(schema.member, (_member.place >= _station.code) & (_member.place < _station.code + ":"))
        .where(_station.number == bindparam("tps"), *conditions)
    )
