"""The fields of a session, and of a plan of many, between what is typed and what the operations take.

What a newcomer gets wrong: letting a half-read line through. Whatever isn't read raises Invalid with the field's name,
and the form shows it there.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.schedules import parse_days, parse_times, parse_topics
from kpps_desk.domain.values import parse_date
from kpps_desk.operations.sessions import PlanRequest, SessionDraft
from kpps_desk.problems import Invalid
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.ui.form import Field

T = TypeVar("T")
_TOPICS = "Satu materi sebaris, dengan JP: Pemungutan suara; 4"
_KINDS = tuple((words.session_kind(kind), kind.value) for kind in (SessionKind.TRAINING, SessionKind.OATH))

EDITED = (
    Field("title", "&Judul", required=True),
    Field("day", "Tan&ggal", "08-11-2024", required=True),
    Field("starts", "&Mulai", "08.00", required=True),
    Field("ends", "S&elesai", "12.00", required=True),
    Field("venue", "&Tempat"),
    Field("capacity", "&Kapasitas (orang)"),
    Field("trainers", "&Narasumber", "Satu nama sebaris", lines=3),
    Field("topics", "M&ateri", _TOPICS, lines=3),
)
PLANNED = (
    Field("kind", "&Jenis sesi", options=_KINDS),
    Field("days", "&Hari", "8-12 November 2024", required=True),
    Field("times", "Ja&m", "08.00-12.00, 13.00-17.00", required=True),
    Field("rooms", "&Ruang di setiap kelurahan, satu sebaris", "Aula Kelurahan {kelurahan}", lines=2, required=True),
    Field("capacity", "&Kapasitas satu sesi (orang)", "60; untuk pelantikan boleh kosong"),
    Field("trainers", "&Narasumber atau pejabat pelantik", "Satu nama sebaris", lines=2),
    Field("topics", "M&ateri", _TOPICS, lines=2),
    Field("title", "Jud&ul", "Kosong: judul yang lazim dengan nama kelurahan"),
    Field("venue", "&Tempat, ditambahkan pada nama ruang", "Misalnya Gedung Serbaguna"),
)
EXTRA = (Field("kind", "&Jenis sesi", options=_KINDS), *EDITED)
FIRST_EXTRA = {
    "kind": SessionKind.TRAINING.value,
    "title": "Bimbingan teknis susulan",
    "starts": "08.00",
    "ends": "12.00",
}
FIRST = {
    "kind": SessionKind.TRAINING.value,
    "days": "8-12 November 2024",
    "times": "08.00-12.00, 13.00-17.00",
    "rooms": "Aula Kelurahan {kelurahan}",
    "capacity": "60",
}


def texts(session: SessionDetails) -> dict[str, str]:
    """A session as the form shows it."""
    return {
        "title": session.title,
        "day": words.short_date(session.day),
        "starts": session.starts,
        "ends": session.ends,
        "venue": session.venue,
        "capacity": str(session.capacity or ""),
        "trainers": "\n".join(session.trainers),
        "topics": "\n".join(f"{topic}; {jp}" for topic, jp in session.topics),
    }


def changes(given: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a session from the texts that were changed."""
    found: dict[str, Any] = {key: text.strip() for key, text in given.items()}
    if "day" in given:
        found["day"] = _read("day", given["day"], parse_date, "Contoh: 08-11-2024.")
        if found["day"] is None:
            raise Invalid("day", "Tanggal sesi wajib diisi.", "Contoh: 08-11-2024.")
    if "capacity" in given:
        found["capacity"] = _capacity(given["capacity"])
    if "trainers" in given:
        found["trainers"] = "\n".join(_lines(given["trainers"]))
    if "topics" in given:
        found["topics"] = parse_topics(given["topics"])
    return found


def make_up(given: Mapping[str, str], area: str) -> SessionDraft:
    """A session without crews."""
    found = changes({key: text for key, text in given.items() if key != "kind"})
    return SessionDraft(
        SessionKind(given["kind"]),
        area,
        found["title"],
        found["day"],
        found["starts"],
        found["ends"],
        venue=found["venue"],
        capacity=found["capacity"],
        topics=found["topics"],
        trainers=tuple(found["trainers"].splitlines()),
    )


def request(given: Mapping[str, str], area: str) -> PlanRequest:
    """A plan from the texts of the form; Invalid names the field that isn't read."""
    days = _read("days", given["days"], parse_days, "Contoh: 8-12 November 2024, atau 08-11-2024, 09-11-2024.")
    times = _read("times", given["times"], parse_times, "Contoh: 08.00-12.00, 13.00-17.00.")
    rooms = _lines(given["rooms"])
    for key, found, name in (("days", days, "Hari"), ("times", times, "Jam"), ("rooms", rooms, "Ruang")):
        if not found:
            raise Invalid(key, f"{name} wajib diisi.")
    return PlanRequest(
        SessionKind(given["kind"]),
        area,
        days,
        times,
        rooms,
        _capacity(given["capacity"]),
        given["title"].strip(),
        parse_topics(given["topics"]),
        _lines(given["trainers"]),
        given["venue"].strip(),
    )


def _read(key: str, text: str, parse: Callable[[str], T], hint: str) -> T:
    try:
        return parse(text)
    except ValueError as error:
        part = str(error).strip() or text
        raise Invalid(key, f"“{part}” tidak terbaca.", hint) from None


def _capacity(text: str) -> int:
    text = text.strip().replace(".", "")
    if text and not text.isdecimal():
        raise Invalid("capacity", f"“{text}” bukan bilangan.", "Contoh: 60.")
    return int(text or 0)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.splitlines())))
