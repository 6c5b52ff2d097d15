"""What one edit would make of many people: drawn for the preview, and again for the change.

What a newcomer gets wrong: a field that tells who somebody is. NIK, name and birth date are one person's alone and
never among FIELDS.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.leaving import Reason, ends
from kpps_desk.exchange import columns
from kpps_desk.operations import leaving, reserves
from kpps_desk.problems import Invalid
from kpps_desk.queries import areas, requirements, roster
from kpps_desk.queries.requirements import Standing
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

FIELDS = ("education", "occupation", "marital", "note", "wanted", "role", "reserve", "left")
TEXTS = ("education", "occupation", "marital", "note")
_LEFT, _SEATED = "Sudah keluar dari daftar.", "Memegang kursi; pindahkan lewat layar Kursi."
_member, _chosen = schema.member.c, schema.chosen.c
# The chosen members' values: requirements.standings has just chosen them.
_KEPT = {
    column: select(_member.id, _member[column]).join(schema.chosen, _chosen.id == _member.id)
    for column in ("education", "occupation", "marital", "note", "wanted", "role_id")
}


class Edit(NamedTuple):
    """`field` of FIELDS and what to put there.

    note: a sentence that is added; wanted: a kelurahan's or a TPS's code; role: a role's code; reserve: 'ya' or
    'tidak'; left: a domain.leaving.Reason.
    """

    field: str
    value: str


class Plan(NamedTuple):
    """`new`: what each gets; `steps`: how many from what to what, in words; `same`: how many are so already."""

    new: dict[int, Any]
    same: int
    steps: Counter[tuple[str, str]]
    refused: dict[int, str]


def plan(db: Snapshot, members: Sequence[int], edit: Edit) -> Plan:
    """Invalid names what can't be accepted of the edit itself; whoever can't be changed is refused with a sentence."""
    change = _change(db, edit)
    standing = requirements.standings(db, members)
    kept = {row[0]: row[1] for row in db.rows(_KEPT[change.column])} if change.column else {}
    found = Plan({}, 0, Counter(), {})
    same = 0
    for member in dict.fromkeys(members):
        one = standing.get(member)
        before = kept.get(member, "") if change.column else change.before(one)
        if why := change.refuses(one, before):
            found.refused[member] = why
        elif (after := change.after(before)) == before:
            same += 1
        else:
            found.new[member] = after
            found.steps[change.says(before), change.says(after)] += 1
    return found._replace(same=same)


class _Change(NamedTuple):
    """One edit made ready: whom it refuses, what it makes of a value, how that is said."""

    column: str  # of schema.member; '' where the standing tells the value
    after: Callable[[Any], Any]
    refuses: Callable[[Standing | None, Any], str]
    says: Callable[[Any], str]
    before: Callable[[Standing | None], Any] = lambda one: ""


def _change(db: Snapshot, edit: Edit) -> _Change:
    if edit.field in TEXTS:
        return _text(edit)
    if edit.field == "wanted":
        code = _place(db, edit.value)
        names = areas.names(db)
        return _Change("wanted", lambda _: code, _not_seated, lambda value: _place_name(value, names))
    if edit.field == "role":
        known = areas.roles(db)
        chosen = next((id_ for id_, role in known.items() if role.code == edit.value), None)
        if chosen is None:
            raise Invalid("role", "Jabatan itu tidak dikenal.", "Pilih salah satu jabatan yang tersedia.")
        return _Change("role_id", lambda _: chosen, _not_seated, lambda value: known[value].name)
    if edit.field == "reserve":
        return _reserve(edit.value == "ya")
    if edit.field == "left":
        return _left(edit.value)
    raise Invalid("field", "Isian itu tidak dapat diubah untuk banyak orang sekaligus.")


def _text(edit: Edit) -> _Change:
    column = columns.BY_NAME[edit.field]
    text, _ = values.clean(edit.value)
    if len(text) > column.longest:
        raise Invalid("value", f"{column.header} terlalu panjang: paling banyak {column.longest} huruf.")
    if edit.field != "note":
        return _Change(edit.field, lambda _: text, _present, _said)
    if not text:
        raise Invalid("value", "Tuliskan catatan yang hendak ditambahkan.")

    def fits(one: Standing | None, before: str) -> str:
        long = len(_with(before, text)) > column.longest
        return _present(one, before) or ("Catatannya menjadi terlalu panjang." if long else "")

    # The notes themselves differ from one to the next: only whether there was one is told.
    return _Change("note", lambda before: _with(before, text), fits, lambda note: _told(note, text))


def _with(note: str, text: str) -> str:
    if text in note:
        return note
    return f"{note}; {text}" if note else text


def _told(note: str, text: str) -> str:
    if text in note:
        return f"Catatan ditambah “{words.without_niks(text)}”"
    return "Ada catatan" if note else "(kosong)"


def _said(value: str) -> str:
    return words.without_niks(value) or "(kosong)"


def _place(db: Snapshot, code: str) -> str:
    digits = code.replace(".", "")
    if len(digits) == 13 and digits in roster.station_ids(db):
        return digits
    if len(digits) == 10 and _dotted(digits) in areas.names(db):
        return digits
    raise Invalid("value", "Tempat tugas itu tidak dikenal.", "Pilih kelurahan, atau kelurahan dan nomor TPS.")


def _dotted(code: str) -> str:
    return f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:10]}"


def _place_name(code: str, names: Mapping[str, str]) -> str:
    area = names.get(_dotted(code), code[:10])
    return words.station_label(code[10:13], area) if len(code) > 10 else f"Kel. {area}"


def _reserve(named: bool) -> _Change:
    def refuses(one: Standing | None, before: bool) -> str:
        return (reserves.unfit(one) if named else _present(one, before)) if before != named else ""

    return _Change(
        "",
        lambda _: named,
        refuses,
        lambda on: "Cadangan" if on else "Bukan cadangan",
        lambda one: bool(one and one.reserve),
    )


def _left(reason: str) -> _Change:
    if reason not in set(Reason) or reason == Reason.MERGED or not ends(Reason(reason)):
        raise Invalid("value", "Alasan keluar dari daftar tidak dikenal.", "Pilih salah satu alasan yang tersedia.")
    return _Change(
        "",
        lambda _: reason,
        lambda one, _: leaving.keeps(one),
        lambda why: f"Keluar: {words.leaving(why)}" if why else "Dalam daftar",
    )


def _present(one: Standing | None, _: Any) -> str:
    return "" if one is not None and one.active else _LEFT


def _not_seated(one: Standing | None, _: Any) -> str:
    return _present(one, _) or (_SEATED if one is not None and one.seated else "")
