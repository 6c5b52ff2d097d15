"""Synthetic people for tests: sound NIKs that agree with their birth dates, put straight into a workspace."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kpps_desk.domain import values
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import conclusions, seats
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction

STATION = "3171011001001"  # TPS 001 of Gambir


def person(number: int, name: str = "", *, wanted: str = STATION, **other: Any) -> dict[str, Any]:
    """A row of schema.member: an eligible man born in 1990."""
    name = name or f"Orang Ke {number}"
    return {
        "nik": f"317101010190{number:04}",
        "name": name,
        "name_key": values.name_key(name),
        "sex": "L",
        "born": date(1990, 1, 1),
        "phone": f"+62812000{number:04}",
        "role_id": 2,
        "wanted": wanted,
        "eligibility": "MS",
        "place": wanted,
        "stage": int(Stage.ELIGIBLE),
        **other,
    }


def register(tx: Transaction, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert them and conclude; their ids."""
    ids = list(tx.insert_many(schema.member, rows))
    conclusions.settle(tx, ids)
    return ids


def crew(database: Database, station: str = STATION, first: int = 1, size: int = 9) -> list[int]:
    """A crew on the first `size` seats of a station; the members' ids in the order of their seats."""
    with database.write("Bentuk regu", by="penguji") as tx:
        ids = register(tx, [person(first + number, wanted=station) for number in range(size)])
        for number, member in enumerate(ids, 1):
            seats.appoint(tx, member, f"{station}{number}", decree_no="1/SK", decree_date=date(2024, 11, 7))
    return ids


def rule(tx: Transaction, rules: RulePack) -> None:
    """Put these rules in force as they are, in their newest version too; nobody is judged by them yet."""
    tx.update(schema.election, 1, {"rules": rules.to_json()})
    newest = tx.stored(schema.rule_pack, [1])[0]
    content = {**json.loads(newest["content"]), "rules": json.loads(rules.to_json())}
    tx.update(schema.rule_pack, 1, {"content": json.dumps(content)})
