"""The fields of a session between what is typed and what the operations take.

What a newcomer gets wrong: letting a half-read line through. Whatever isn't read raises Invalid with the field's name,
and the form shows it there.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from kpps_desk import words
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.schedules import parse_times, parse_topics
from kpps_desk.domain.values import parse_date
from kpps_desk.operations.sessions import SessionDraft
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
    Field("breaks", "&Istirahat di dalamnya", "10.00-10.15"),
    Field("venue", "&Tempat"),
    Field("capacity", "&Kapasitas (orang)"),
    Field("trainers", "&Narasumber", "Satu nama sebaris", lines=3),
    Field("topics", "M&ateri", _TOPICS, lines=3),
)
WITH_CREWS = "regu"
COPIED = (
    Field("day", "Tan&ggal yang baru", "08-11-2024", required=True),
    Field("crews", "&Regu TPS", options=(("Dengan regu yang sama", WITH_CREWS), ("Tanpa regu", "tanpa"))),
)
EXTRA = (Field("kind", "&Jenis sesi", options=_KINDS), *EDITED)
FIRST_EXTRA = {
    "kind": SessionKind.TRAINING.value,
    "title": "Bimbingan teknis susulan",
    "starts": "08.00",
    "ends": "12.00",
}


def texts(session: SessionDetails) -> dict[str, str]:
    """A session as the form shows it."""
    return {
        "title": session.title,
        "day": words.short_date(session.day),
        "starts": session.starts,
        "ends": session.ends,
        "breaks": ", ".join(session.breaks),
        "venue": session.venue,
        "capacity": str(session.capacity or ""),
        "trainers": "\n".join(session.trainers),
        "topics": "\n".join(f"{topic}; {jp}" for topic, jp in session.topics),
    }


def copy_texts(session: SessionDetails) -> dict[str, str]:
    """A copy as the form first shows it: without crews, for they have this session already."""
    return {"day": words.short_date(session.day), "crews": "tanpa"}


def day_of(given: Mapping[str, str]) -> date:
    """The day that was typed; Invalid where there is none."""
    day = read("day", given["day"], parse_date, "Contoh: 08-11-2024.")
    if day is None:
        raise Invalid("day", "Tanggal sesi wajib diisi.", "Contoh: 08-11-2024.")
    return day


def changes(given: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a session from the texts that were changed."""
    found: dict[str, Any] = {key: text.strip() for key, text in given.items()}
    if "day" in given:
        found["day"] = day_of(given)
    if "breaks" in given:
        pauses = read("breaks", given["breaks"], parse_times, "Contoh: 10.00-10.15.")
        found["breaks"] = "\n".join("-".join(pause) for pause in pauses)
    if "capacity" in given:
        found["capacity"] = capacity(given["capacity"])
    if "trainers" in given:
        found["trainers"] = "\n".join(lines(given["trainers"]))
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
        breaks=tuple(found["breaks"].splitlines()),
    )


def read(key: str, text: str, parse: Callable[[str], T], hint: str) -> T:
    try:
        return parse(text)
    except ValueError as error:
        part = str(error).strip() or text
        raise Invalid(key, f"“{part}” tidak terbaca.", hint) from None


def capacity(text: str) -> int:
    text = text.strip().replace(".", "")
    if text and not text.isdecimal():
        raise Invalid("capacity", f"“{text}” bukan bilangan.", "Contoh: 60.")
    return int(text or 0)


def lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.splitlines())))
