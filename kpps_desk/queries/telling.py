"""What the journal's lines about a person say in words: seats, sessions and statuses by their names, not their numbers.

What a newcomer gets wrong: showing a line's fields as they are. They are stored values (ids, codes, milliseconds), and
one of them is a NIK.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.blocks import Line
from kpps_desk.store.snapshot import Snapshot

_seat, _station, _session = schema.seat.c, schema.polling_station.c, schema.session.c
_SEATS = select(_seat.id, _seat.code).where(_seat.id.in_(bindparam("ids", expanding=True)))
_SESSIONS = select(_session.id, _session.title, _session.day).where(_session.id.in_(bindparam("ids", expanding=True)))
# Whom and when the entry itself tells; numbers and keys that say nothing to a person.
_UNTOLD = frozenset(
    {"member_id", "edition_id", "name_key", "scope", "sequence", "seal", "key_id", "marked_at", "marked_by"}
    | {"issued_at", "issued_by", "trainer_id", "state_at", "replaced_by", "appointment_id", "successor_id"}
    | {"shown_to", "shown_at"}
    | {"checked_by", "checked_at", "judged_by", "judged_at", "granted_by", "granted_at", "decided_by", "decided_at"}
)
_DAYS = (
    *("born", "since", "until", "decree_date", "day", "sworn", "trained"),
    *("effective", "letter_date", "minutes_date"),
)
# Which paper or requirement a changed record is about stands in the record alone.
_CODES = {
    table.name: select(table.c.id, table.c.code).where(table.c.id.in_(bindparam("ids", expanding=True)))
    for table in (schema.document, schema.requirement)
}
_UNTOLD_OF = {"certificate": frozenset({"place", "kind"})}


class Difference(NamedTuple):
    """One field in words; '' for nothing before or after."""

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        """`Telepon: 0812 menjadi 0813`; only the value where something was set for the first time."""
        if not self.before:
            return f"{self.name}: {self.after}"
        return f"{self.name}: {self.before} menjadi {self.after or '(kosong)'}"


class Teller:
    """Puts lines into words; the names that they need are asked for once, all together."""

    def __init__(self, db: Snapshot, lines: Iterable[Line]) -> None:
        lines = list(lines)
        self._areas = areas.names(db)
        self._about = {
            (table, row.id): row.code
            for table, statement in _CODES.items()
            for row in db.rows(statement, {"ids": [line.id for line in lines if line.table == table]})
        }
        rules = areas.election(db).rules
        papers = {rule.code: rule.name for rule in rules.documents}
        requirements = {rule.code: rule.name for rule in rules.requirements}
        roles = areas.roles(db)
        seats = {row.id: row.code for row in db.rows(_SEATS, {"ids": _mentioned(lines, "seat_id")})}
        sessions = {
            row.id: f"{row.title}, {words.long_date(row.day)}"
            for row in db.rows(_SESSIONS, {"ids": _mentioned(lines, "session_id")})
        }
        self._spoken: Mapping[str, Callable[[Any], str]] = {
            "nik": words.masked_nik,
            "sex": words.sex,
            "what": lambda value: "NIK lengkap" if value == "nik" else str(value).capitalize(),
            "phone": values.phone_on_paper,
            "role_id": lambda value: roles[value].name if value in roles else str(value),
            "seat_id": lambda value: self._place(seats[value]) if value in seats else str(value),
            "session_id": lambda value: sessions.get(value, f"Sesi {value}"),
            "wanted": self._place,
            "place": self._place,
            "eligibility": words.eligibility,
            "objections": lambda value: "; ".join(map(words.problem, value.split())),
            "status": lambda value: words.attendance(Attendance(value)),
            "kind": lambda value: words.session_kind(SessionKind(value)) if value in set(SessionKind) else value,
            "state": words.certificate_state,
            **dict.fromkeys(("end_reason", "left_reason"), words.leaving),
            "topics": lambda value: ", ".join(topic for topic, _ in json.loads(value)),
            **dict.fromkeys(_DAYS, _day),
            **dict.fromkeys(("active", "walk_in", "required", "certified"), lambda value: "Ya" if value else "Tidak"),
            "met": lambda value: words.requirement_state(bool(value)),
            "objection": lambda value: words.objection(value, rules),
            "merged_into": lambda value: f"anggota no. {value}",
        }
        self._spoken_of: Mapping[tuple[str, str], Callable[[Any], str]] = {
            ("document", "code"): lambda value: papers.get(value, value),
            ("document", "received"): lambda value: _day(value) if value else "Tidak ada",
            ("document", "verdict"): lambda value: words.paper_state(True, True, value),
            ("requirement", "code"): lambda value: requirements.get(value, value),
            ("requirement", "met"): lambda value: words.requirement_state(bool(value)),
            ("response", "received"): _day,
            ("response", "verdict"): words.response_verdict,
            ("replacement", "reason"): words.leaving,
        }

    def differences(self, line: Line) -> tuple[Difference, ...]:
        """The fields of a line that tell a person something; of a new record those that hold something."""
        left_out = _UNTOLD | _UNTOLD_OF.get(line.table, frozenset())
        found = [
            Difference(
                words.field_name(name, line.table),
                "" if line.kind == "insert" else self._said(line.table, name, old),
                "" if line.kind == "delete" else self._said(line.table, name, new),
            )
            for name, (old, new) in line.fields.items()
            if name not in left_out
        ]
        if line.kind == "update" and (code := self._about.get((line.table, line.id))):
            found.insert(0, Difference(words.field_name("code", line.table), "", self._said(line.table, "code", code)))
        return tuple(one for one in found if one.before != one.after)

    def _said(self, table: str, name: str, value: object) -> str:
        if (table, name) == ("document", "received"):
            return self._spoken_of[table, name](value)
        if value in (None, "") or (name == "walk_in" and not value) or (name == "reserve" and not value):
            return ""
        spoken = self._spoken_of.get((table, name)) or self._spoken.get(name)
        return spoken(value) if spoken else words.without_niks(str(value))

    def _place(self, code: str) -> str:
        """`TPS 003 · Gambir, kursi 4` of a seat's code, or as much of it as there is."""
        area = self._areas.get(f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:10]}", code)
        station = words.station_label(code[10:13], area) if len(code) > 10 else f"Kel. {area}"
        return f"{station}, kursi {code[13:]}" if len(code) > 13 else station


def _day(value: str) -> str:
    return words.short_date(date.fromisoformat(value))


def _mentioned(lines: Iterable[Line], name: str) -> list[int]:
    return sorted({value for line in lines for value in line.fields.get(name, ()) if isinstance(value, int)})
