"""What a kit's own workspace is filled with: the frame of one session, its people on their seats, the office's marks.

What a newcomer gets wrong: journaling any of it. It came with the file, so nothing of it can be undone on the laptop;
only what is marked there is a change.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from kpps_desk.domain import places, values
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.election import DKI_2024
from kpps_desk.domain.stages import Stage
from kpps_desk.exchange.kits import Kit, Person
from kpps_desk.operations import conclusions
from kpps_desk.operations import rules as rule_packs
from kpps_desk.problems import Refused
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction


def fill(tx: Transaction, kit: Kit) -> None:
    """All of it, and what the file is: its keys, and which marks it began with."""
    paper = replace(DKI_2024.paper, letterhead=(), city="", signatory_title="", signatory_name="", event="")
    election = {
        "name": kit.election,
        "voting_day": kit.voting_day,
        "rules": DKI_2024.rules.to_json(),
        "number_template": DKI_2024.number_template,
        "paper": json.dumps(asdict(paper)),
    }
    tx.fill_many(schema.election, [election])
    roles = dict(zip((role["code"] for role in kit.roles), tx.fill_many(schema.role, kit.roles), strict=True))
    rule_packs.keep_first(tx)
    area_ids = _fill_areas(tx, kit)
    stations, seats = _fill_stations(tx, kit, area_ids, roles)
    if kit.area not in area_ids or any(one.role not in roles for one in kit.people):
        raise Refused("Isi paket ini tidak lengkap.", "Minta paket baru dari kantor.")
    session = tx.fill_many(schema.session, [{**kit.session, "area_id": area_ids[kit.area]}])[0]
    tx.fill_many(schema.session_crew, [{"session_id": session, "station_id": stations[one]} for one in kit.stations])
    members = _fill_people(tx, kit, roles, seats)
    begun = _fill_marks(tx, kit, session, members)
    conclusions.judge(tx, members)
    conclusions.settle(tx, stations=stations.values())
    own = {
        "uid": kit.uid,
        "session": session,
        "made_at": kit.made_at,
        "made_by": kit.made_by,
        "opened_at": tx.now_ms,
        "office": kit.office,
        "recipient": kit.recipient,
        "key": kit.key,
        "people": list(members),
        "marks": begun,
    }
    tx.tell_of_file("kit", json.dumps(own))


def _fill_areas(tx: Transaction, kit: Kit) -> dict[str, int]:
    ids = {code: place for place, (code, _, _) in enumerate(kit.areas, 1)}
    tx.fill_many(
        schema.area,
        [
            {
                "code": code,
                "parent_id": ids.get(places.parent(code)),
                "level": level,
                "name": name,
                "name_key": values.name_key(name),
            }
            for code, level, name in kit.areas
        ],
    )
    return ids


def _fill_stations(
    tx: Transaction, kit: Kit, area_ids: Mapping[str, int], roles: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """The crews' stations and those where the invited sit, with all their seats: code -> record of both."""
    codes = sorted({*kit.stations, *(one.place[:13] for one in kit.people if len(one.place) == 14)})
    if any(places.dotted(code[:10]) not in area_ids for code in codes):
        raise Refused("Isi paket ini tidak lengkap.", "Minta paket baru dari kantor.")
    rows = [{"area_id": area_ids[places.dotted(code[:10])], "code": code, "number": code[10:]} for code in codes]
    stations = dict(zip(codes, tx.fill_many(schema.polling_station, rows), strict=True))
    seats: list[dict[str, Any]] = [
        {"station_id": station, "role_id": roles[role["code"]], "number": number, "code": f"{code}{number}"}
        for code, station in stations.items()
        for role in kit.roles
        for number in range(role["first_number"], role["first_number"] + role["seats"])
    ]
    return stations, dict(zip((seat["code"] for seat in seats), tx.fill_many(schema.seat, seats), strict=True))


def _fill_people(tx: Transaction, kit: Kit, roles: Mapping[str, int], seats: Mapping[str, int]) -> range:
    members = range(1, len(kit.people) + 1)
    tx.fill_known(schema.member, [_member(one, member, roles) for member, one in zip(members, kit.people, strict=True)])
    seated = [(member, one) for member, one in zip(members, kit.people, strict=True) if one.crew or one.invited]
    held = [
        {"member_id": member, "seat_id": seats[one.place], "decree_no": "", "since": None}
        for member, one in seated
        if one.place in seats
    ]
    tx.fill_many(schema.appointment, held)
    ends = [{"member_id": member, "digits": one.nik_end} for member, one in zip(members, kit.people, strict=True)]
    tx.fill_many(schema.nik_end, [end for end in ends if end["digits"]])
    return members


def _member(one: Person, member: int, roles: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": member,
        "uid": bytes.fromhex(one.uid),
        "title_before": one.title_before,
        "name": one.name,
        "title_after": one.title_after,
        "name_key": values.name_key(one.name),
        "role_id": roles[one.role],
        "wanted": one.place,
        "place": one.place,
        "eligibility": "BMS",
        "stage": int(Stage.REGISTERED),
    }


def _fill_marks(tx: Transaction, kit: Kit, session: int, members: range) -> list[tuple[int, int, int, int, str]]:
    """The marks that the office had already, and the invitations; (record, member, status, at, by) of the former."""
    people = list(zip(members, kit.people, strict=True))
    called = [
        {"session_id": session, "member_id": member, "invited_at": kit.made_at} for member, one in people if one.invited
    ]
    tx.fill_many(schema.invitation, called)
    rows: list[dict[str, Any]] = [
        {
            "session_id": session,
            "member_id": member,
            "status": int(one.mark.status),
            "walk_in": one.walk_in,
            "marked_at": one.mark.at,
            "marked_by": one.mark.by,
            "how": "paket",
        }
        for member, one in people
        if one.mark.status is not Attendance.NOT_RECORDED
    ]
    records = tx.fill_many(schema.attendance, rows)
    return [
        (record, row["member_id"], row["status"], row["marked_at"], row["marked_by"])
        for record, row in zip(records, rows, strict=True)
    ]
