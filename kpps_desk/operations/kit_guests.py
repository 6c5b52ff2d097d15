"""Names typed at a laptop's door that are in no list: the office says who each one was, or that nobody was meant.

What a newcomer gets wrong: guessing by the name. Two people may bear it; a person points at the record, and until then
the name stays open beside the session.
"""

import json
from datetime import date

from kpps_desk import words
from kpps_desk.domain import kits as rules
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.kits import Mark
from kpps_desk.operations import closing, conclusions
from kpps_desk.operations.kit_results import mark_values
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import kits as questions
from kpps_desk.queries import roster, sessions
from kpps_desk.queries.kits import KitRow
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

NOBODY = 0  # in the place of a member: the name was dropped


def settle(tx: Transaction, result_id: int, place: int, member: int) -> None:
    """The guest at this place of a result (from 0) was `member`; NOBODY drops the name. Each is said once."""
    result = questions.result(tx, result_id)
    if not 0 <= place < len(result.guests):
        raise Gone("Nama tamu ini sudah tidak ada.")
    guest = result.guests[place]
    if guest["member"] is not None:
        raise Refused(f"Siapa “{guest['name']}” sudah dipastikan.", "Urungkan dahulu bila keliru.")
    kit = questions.kit(tx, result.kit_id)
    if member != NOBODY:
        _mark(tx, kit, member, Mark(Attendance(guest["status"]), guest["at"], guest["by"]))
    guest["member"] = member
    tx.update(schema.kit_result, result_id, {"guests": json.dumps(result.guests, ensure_ascii=False)})


def _mark(tx: Transaction, kit: KitRow, member: int, told: Mark) -> None:
    closing.refuse_closed(tx, kit.session_id)
    known = questions.marks(tx, kit.session_id).get(member)
    if known is not None and known[1].status is not told.status:
        raise Refused(
            f"{roster.name(tx, member)} sudah tercatat {words.attendance(known[1].status).lower()}.",
            "Ubah dahulu di Kehadiran bila itu keliru.",
        )
    if known is not None:
        return
    if not questions.people(tx, [member]):
        raise Gone("Orang ini sudah tidak ada di daftar anggota.")
    days = (date.fromisoformat(kit.given["day"]), sessions.details(tx, kit.session_id).day)
    doubted = rules.doubt(told.at, days, kit.made_at, tx.now_ms) is not None
    on_roll = questions.roll(tx, kit.session_id).get(member)
    row = {
        "session_id": kit.session_id,
        "member_id": member,
        "walk_in": on_roll is None or on_roll.walk_in,
        **mark_values(told, doubted=doubted),
    }
    tx.insert(schema.attendance, row)
    conclusions.settle(tx, [member])
