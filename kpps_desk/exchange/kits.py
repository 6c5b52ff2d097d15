"""What a session kit and its result say, as values and as canonical JSON.

What a newcomer gets wrong: trusting what is signed. A laptop that was given a kit can sign anything with its key, so
every field is read for its kind and its length, and what doesn't fit ends in one sentence.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from kpps_desk.domain import values
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.kits import NO_MARK, Mark, Trail
from kpps_desk.domain.places import Level
from kpps_desk.problems import Refused

T = TypeVar("T")
_TEXT, _MANY = 4_000, 20_000  # characters of a text, lines of a list
_LATEST = 2**52  # ms: far beyond any clock
_CREW = 99  # seats that a role may have, and the last number of one


class Person(NamedTuple):
    """Somebody of the session as the laptop may know them: never a whole NIK."""

    uid: str  # hex
    title_before: str
    name: str
    title_after: str
    role: str  # code
    place: str  # the seat's code, or where they belong
    nik_end: str  # four digits, '' for none
    crew: bool  # expected with their crew; else invited by name, or there without being expected
    invited: bool
    mark: Mark
    walk_in: bool


class Kit(NamedTuple):
    """One session for a laptop that has only that. `session` and `roles` are columns of the schema by name."""

    uid: str  # hex
    made_at: int
    made_by: str
    office: str  # hex of the public key that signs it
    recipient: str  # age: whom results are sealed to
    key: str  # hex of the private key that signs results
    election: str
    voting_day: date
    roles: tuple[Mapping[str, Any], ...]
    areas: tuple[tuple[str, int, str], ...]  # code, level, name; parents first
    session: Mapping[str, Any]
    area: str  # code, of the session
    stations: tuple[str, ...]  # of its crews
    people: tuple[Person, ...]


class Guest(NamedTuple):
    """A name typed at the door that is in no list."""

    uid: str  # hex, the laptop's own
    name: str
    mark: Mark


class Result(NamedTuple):
    """What a laptop gives back: everybody whose mark it touched, the whole trail of each."""

    kit: str  # hex
    device: str
    made_at: int
    made_by: str
    opened_at: int
    trails: tuple[tuple[str, Trail], ...]  # by uid
    guests: tuple[Guest, ...]


_ROLE = (
    ("code", str),
    ("name", str),
    ("first_number", int),
    ("seats", int),
    ("kpps", bool),
    ("needs_oath", bool),
    ("needs_training", bool),
    ("needs_certificate", bool),
)
_SESSION = (
    ("kind", str),
    ("wave", int),
    ("title", str),
    ("venue", str),
    ("day", str),
    ("starts", str),
    ("ends", str),
    ("capacity", int),
    ("topics", str),
    ("trainers", str),
    ("breaks", str),
    ("required", bool),
)
ROLE_FIELDS, SESSION_FIELDS = (tuple(name for name, _ in fields) for fields in (_ROLE, _SESSION))


def kit_text(kit: Kit) -> bytes:
    """Canonical: the same kit, the same bytes."""
    return _canonical({**kit._asdict(), "people": [_plain(person) for person in kit.people]})


def read_kit(content: bytes) -> Kit:
    """Refused where it isn't a kit that this program understands."""
    return _read(content, _kit)


def result_text(result: Result) -> bytes:
    """Canonical: the same result, the same bytes."""
    trails = [[uid, [_plain(mark) for mark in trail]] for uid, trail in result.trails]
    return _canonical({**result._asdict(), "trails": trails, "guests": [_plain(guest) for guest in result.guests]})


def read_result(content: bytes) -> Result:
    """Refused where it isn't a result that this program understands."""
    return _read(content, _result)


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat).encode()


def _plain(value: Any) -> Any:
    """NamedTuples within as lists."""
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _read(content: bytes, reader: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        found = json.loads(content)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return reader(found)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, OverflowError):
        raise Refused(
            "Isi berkas ini tidak sesuai dengan yang seharusnya.", "Minta berkas baru dari yang memberikannya."
        ) from None


def _kit(found: Mapping[str, Any]) -> Kit:
    kit = Kit(
        uid=_hex(found["uid"], 16),
        made_at=_moment(found["made_at"]),
        made_by=_text(found["made_by"]),
        office=_hex(found["office"], 32),
        recipient=_text(found["recipient"]),
        key=_hex(found["key"], 32),
        election=_text(found["election"]),
        voting_day=date.fromisoformat(_text(found["voting_day"])),
        roles=tuple(_role(one) for one in _list(found["roles"])),
        areas=tuple((_text(code), int(Level(level)), _text(name)) for code, level, name in _list(found["areas"])),
        session=_session(found["session"]),
        area=_text(found["area"]),
        stations=tuple(_digits(code, 13) for code in _list(found["stations"])),
        people=tuple(_person(one) for one in _list(found["people"])),
    )
    if not kit.roles or not kit.people:
        raise ValueError("nobody")
    _once(role["code"] for role in kit.roles)
    _once(code for code, _, _ in kit.areas)
    _once(kit.stations)
    _once(one.uid for one in kit.people)
    return kit


def _once(names: Iterable[str]) -> None:
    listed = list(names)
    if len(set(listed)) < len(listed):
        raise ValueError("twice the same")


def _role(found: Mapping[str, Any]) -> dict[str, Any]:
    role = _record(found, _ROLE)
    if not (0 < role["first_number"] <= _CREW and 0 <= role["seats"] <= _CREW):
        raise ValueError(role)
    return role


def _session(found: Mapping[str, Any]) -> dict[str, Any]:
    session = _record(found, _SESSION)
    SessionKind(session["kind"])
    for topic, jp in _list(json.loads(session["topics"])):
        _text(topic)
        _number(jp)
    return {**session, "day": date.fromisoformat(session["day"])}


def _person(found: Sequence[Any]) -> Person:
    uid, before, name, after, role, place, end, crew, invited, mark, walk_in = found
    texts = (_text(before), _text(name), _text(after), _text(role), _text(place))
    flags = (_flag(crew), _flag(invited))
    ending = _digits(end, 4) if end else ""
    if place and len(place) not in (10, 13, 14):
        raise ValueError(place)
    _digits(place, len(place))
    return Person(_hex(uid, 16), *texts, ending, *flags, _mark(mark), _flag(walk_in))


def _result(found: Mapping[str, Any]) -> Result:
    trails = tuple((_hex(uid, 16), _trail(trail)) for uid, trail in _list(found["trails"]))
    _once(uid for uid, _ in trails)
    return Result(
        kit=_hex(found["kit"], 16),
        device=_hex(found["device"], 16),
        made_at=_moment(found["made_at"]),
        made_by=_text(found["made_by"]),
        opened_at=_moment(found["opened_at"]),
        trails=trails,
        guests=tuple(_guest(one) for one in _list(found["guests"])),
    )


def _guest(found: Sequence[Any]) -> Guest:
    uid, name, mark = found
    return Guest(_hex(uid, 16), values.clean(_text(name))[0], _mark(mark))


def _trail(found: Any) -> Trail:
    trail = tuple(_mark(one) for one in _list(found))
    if len(trail) < 2:
        raise ValueError("a trail of nothing")
    return trail


def _mark(found: Sequence[Any]) -> Mark:
    status, at, by = found
    mark = Mark(Attendance(_number(status)), _moment(at), _text(by))
    return NO_MARK if mark.status is Attendance.NOT_RECORDED else mark


def _record(found: Mapping[str, Any], fields: Sequence[tuple[str, type]]) -> dict[str, Any]:
    readers: dict[type, Callable[[Any], Any]] = {str: _text, int: _number, bool: _flag}
    return {name: readers[kind](found[name]) for name, kind in fields}


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list) or len(found) > _MANY:
        raise ValueError(found)
    return found


def _text(found: Any) -> str:
    if not isinstance(found, str) or len(found) > _TEXT or "\0" in found:
        raise ValueError(found)
    found.encode()  # a lone surrogate is no text
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) > _LATEST:
        raise ValueError(found)
    return found


def _moment(found: Any) -> int:
    if _number(found) < 0:
        raise ValueError(found)
    return int(found)


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError(found)
    return found


def _digits(found: Any, count: int) -> str:
    text = _text(found)
    if (text and not (text.isascii() and text.isdecimal())) or len(text) != count:
        raise ValueError(text)
    return text


def _hex(found: Any, size: int) -> str:
    text = _text(found)
    if len(bytes.fromhex(text)) != size or text != text.lower() or len(text) != 2 * size:
        raise ValueError(text)
    return text
