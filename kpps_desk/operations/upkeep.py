"""A workspace's life: made new with every area, TPS and empty seat.

What a newcomer gets wrong: making seats when somebody is appointed. Seats are made with the stations, so that *vacant*
is a fact that can be counted; an appointment puts a member on one.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kpps_desk.domain import places, values
from kpps_desk.domain.election import DKI_2024, Election
from kpps_desk.exchange import areas, seals
from kpps_desk.operations import rules
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.store import files, schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction


def new(path: Path, *, by: str, election: Election = DKI_2024, only: str = "") -> Database:
    """Make and open a workspace; `only` (an area's code) keeps just that area's stations, for one PPK or a test.

    Refused if something lies at `path` already; nothing is left behind when it fails.
    """
    files.check_new(path)
    part = path.with_name(path.name + ".part")
    try:
        files.discard(part)
        with Database.create(part) as database, database.write("Buat berkas kerja", by=by) as tx:
            _fill(tx, election, only)
        part.rename(path)
    except OSError as error:
        raise Unavailable(
            f"Berkas {path.name} tidak dapat dibuat: {reason(error)}.", "Periksa folder tujuan."
        ) from error
    finally:
        with contextlib.suppress(OSError):  # the folder refuses: that is told already
            files.discard(part)
    return Database.open(path)


def _fill(tx: Transaction, election: Election, only: str) -> None:
    settings = {
        "name": election.name,
        "voting_day": election.voting_day,
        "rules": election.rules.to_json(),
        "number_template": election.number_template,
        "paper": json.dumps(asdict(election.paper), ensure_ascii=False),
    }
    tx.fill_many(schema.election, [settings])
    tx.fill_many(schema.role, [asdict(role) for role in election.roles])
    rules.keep_first(tx)
    key = seals.new_key()
    # Filled, not inserted: the journal travels between offices, a private key never does.
    tx.fill_many(
        schema.signing_key,
        [{"key_id": key.key_id, "public": key.public, "private": key.private, "created_at": tx.now_ms}],
    )
    area_ids = _fill_areas(tx)
    stations = list(_stations(area_ids, only))
    if not stations:
        raise Refused(f"Wilayah {only} tidak memiliki TPS.", "Contoh kode kecamatan: 31.71.01.")
    station_ids = tx.fill_many(schema.polling_station, _with_counts(stations, election))
    codes = [station["code"] for station in stations]
    tx.fill_many(schema.seat, list(_seats(zip(station_ids, codes, strict=True), election)))


def _fill_areas(tx: Transaction) -> dict[str, int]:
    rows: list[dict[str, Any]] = []
    ids: dict[str, int] = {}
    for area in areas.areas():
        ids[area.code] = len(ids) + 1
        rows.append(
            {
                "code": area.code,
                "parent_id": ids.get(places.parent(area.code)),
                "level": int(area.level),
                "name": area.name,
                "name_key": values.name_key(area.name),
            }
        )
    tx.fill_many(schema.area, rows)
    return ids


def _stations(area_ids: dict[str, int], only: str) -> Iterator[dict[str, Any]]:
    for kelurahan, count in areas.stations():
        if kelurahan == only or only == "" or kelurahan.startswith(only + "."):
            for number in range(1, count + 1):
                tps = places.parse_tps(str(number))
                code = places.station_code(kelurahan, tps)
                yield {"area_id": area_ids[kelurahan], "code": code, "number": tps}


def _with_counts(stations: list[dict[str, Any]], election: Election) -> list[dict[str, Any]]:
    counts = {
        "kpps_seats": sum(role.seats for role in election.roles if role.kpps),
        "officer_seats": sum(role.seats for role in election.roles if not role.kpps),
    }
    return [station | counts for station in stations]


def _seats(stations: Iterable[tuple[int, str]], election: Election) -> Iterator[dict[str, Any]]:
    crew = [(index + 1, number) for index, role in enumerate(election.roles) for number in role.numbers]
    for station, code in stations:
        for role_id, number in crew:
            yield {"station_id": station, "role_id": role_id, "number": number, "code": f"{code}{number}"}
