"""Plain records for the store's own tests, made without any operation.

What a newcomer gets wrong: these people obey no rule of the field; tests of rules use tests/people.py.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from kpps_desk.domain.values import name_key
from kpps_desk.store import schema
from kpps_desk.store.database import Snapshot

NAMES = select(schema.member.c.name).order_by(schema.member.c.name_key, schema.member.c.id)
MEMBERS = select(schema.member.c.id).order_by(schema.member.c.id)


def member(number: int, name: str = "", **others: Any) -> dict[str, Any]:
    """A row of schema.member; synthetic NIKs of an area that doesn't exist."""
    name = name or f"Orang Contoh {number}"
    return {
        "nik": f"99{number:014d}",
        "name": name,
        "name_key": name_key(name),
        "sex": "P" if number % 2 else "L",
        "born": date(1990, 1 + number % 12, 1 + number % 28),
        "phone": "",
        "role_id": 1,
        "wanted": "3171011001001",
        "eligibility": "MS",
        "place": "3171011001001",
        "stage": 0,
        **others,
    }


def members(numbers: Iterable[int]) -> list[dict[str, Any]]:
    return [member(number) for number in numbers]


def names(db: Snapshot) -> list[str]:
    return [str(name) for name in db.column(NAMES)]
