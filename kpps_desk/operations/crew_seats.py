"""Bring every crew's seats and the roles to another layout, in the transaction that adopts the rules.

What a newcomer gets wrong: making the seats anew. A seat that stays keeps its record, and with it its holder and all
who held it; only its number and code follow. A seat that anybody ever held is never taken away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kpps_desk import words
from kpps_desk.domain.crew_layout import Relayout, relayout
from kpps_desk.domain.election import Role
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, rules
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction


def refusal(db: Snapshot, new: Sequence[Role]) -> Refused | None:
    """Why this layout can't be taken: it would drop seats that were held, or a role that people bear."""
    known = areas.roles(db)
    old = list(known.values())
    removed = relayout(old, new).removed
    if removed and (held := rules.seats_ever_held(db, removed)):
        names = {role.name for role in old if set(role.numbers) & set(removed)}
        return Refused(
            f"{words.number(held)} kursi {_listed(names)} yang akan dihapus sedang atau pernah dipegang orang.",
            "Pertahankan jumlah kursinya: riwayat pemegangnya tidak boleh hilang.",
        )
    kept = {role.code for role in new}
    leaving = {record: role for record, role in known.items() if role.code not in kept}
    borne = rules.people_on_roles(db, leaving)
    if borne:
        names = {leaving[record].name for record in borne}
        return Refused(
            f"{words.number(sum(borne.values()))} orang dalam daftar berjabatan {_listed(names)}.",
            "Ubah dahulu jabatan yang mereka minta, atau pertahankan jabatan ini.",
        )
    return None


def lay_out(tx: Transaction, new: Sequence[Role]) -> Relayout:
    """Refused as `refusal` says; otherwise every station has the new layout, and the roles say so."""
    if problem := refusal(tx, new):
        raise problem
    known = areas.roles(tx)
    change = relayout(list(known.values()), new)
    ids = {role.code: record for record, role in known.items()}
    for role in new:
        if role.code not in ids:
            ids[role.code] = tx.insert(schema.role, asdict(role))
        else:
            tx.update(schema.role, ids[role.code], asdict(role))
    if change.removed:
        tx.clear_many(schema.seat, [row.id for row in rules.seats_numbered(tx, change.removed)])
    _renumber(tx, change.renumbered)
    if change.added:
        _add(tx, [(ids[code], number) for code, number in change.added])
    gone = ids.keys() - {role.code for role in new}
    if gone:
        tx.delete_many(schema.role, [ids[code] for code in gone])
    return change


def _renumber(tx: Transaction, numbers: Mapping[int, int]) -> None:
    if numbers:
        rows = [
            {"id": row.id, "number": numbers[row.number], "code": f"{row.code[:-1]}{numbers[row.number]}"}
            for row in rules.seats_numbered(tx, numbers)
        ]
        tx.renumber_many(schema.seat, rows)


def _add(tx: Transaction, seats: Sequence[tuple[int, int]]) -> None:
    rows: list[dict[str, Any]] = [
        {"station_id": station.id, "role_id": role, "number": number, "code": f"{station.code}{number}"}
        for station in rules.stations(tx)
        for role, number in seats
    ]
    tx.fill_many(schema.seat, rows)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))
