"""A plan's request as text that the file keeps, and back.

What a newcomer gets wrong: a field that older files lack. Whatever is missing reads as the request's default.
"""

import json
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.planning import Request

_KNOWN = frozenset(field.name for field in fields(Request))


def to_text(request: Request) -> str:
    """JSON; days as ISO dates."""
    return json.dumps(asdict(request), default=date.isoformat, ensure_ascii=False)


def from_text(text: str) -> Request:
    """The request; what this version doesn't know is left out."""
    given: dict[str, Any] = {name: value for name, value in json.loads(text).items() if name in _KNOWN}
    for name in ("times", "topics", "breaks"):
        given[name] = tuple((first, second) for first, second in given.get(name, ()))
    for name in ("rooms", "trainers"):
        given[name] = tuple(given.get(name, ()))
    given["days"] = tuple(date.fromisoformat(day) for day in given["days"])
    given["kind"] = SessionKind(given["kind"])
    return Request(**given)


def days_text(days: frozenset[date]) -> str:
    """Days on which a room or trainer can't be had, as the file keeps them."""
    return json.dumps(sorted(day.isoformat() for day in days))


def read_days(text: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, json.loads(text)))
