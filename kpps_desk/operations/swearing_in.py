"""The register of a swearing-in: before whom, in which form each swore, closing it; and late oaths.

What a newcomer gets wrong: writing a date into the member. Who is sworn is concluded from being present at a
swearing-in, also at a late one (susulan); its day is the day of the oath. A form says only with which words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain import oaths as rules
from kpps_desk.domain import values
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.oaths import Form
from kpps_desk.operations import attendance, closing, makeups, sessions
from kpps_desk.operations.attendance import MarkResult
from kpps_desk.operations.makeups import MakeupDraft
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.queries import oaths
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

RECORDED = ("officiant", "office", "witnesses", "minutes_no", "minutes_date")  # columns of schema.swearing_in
_member, _chosen = schema.member.c, schema.chosen.c
_oath, _known = schema.oath.c, schema.swearing_in.c
_ABLE = (
    select(_member.id)
    .join(schema.chosen, _chosen.id == _member.id)
    .join(
        schema.appointment,
        (schema.appointment.c.member_id == _member.id) & schema.appointment.c.until.is_(None),
    )
    .where(_member.sworn.is_(None))
)
_FORMS = select(_oath.id, _oath.member_id, _oath.form).where(_oath.session_id == bindparam("session"))
_UNMARKED_FORMS = (
    select(_oath.id)
    .outerjoin(
        schema.attendance,
        (schema.attendance.c.session_id == _oath.session_id) & (schema.attendance.c.member_id == _oath.member_id),
    )
    .where(_oath.session_id == bindparam("session"), schema.attendance.c.id.is_(None))
)
_KNOWN = select(_known.id).where(_known.session_id == bindparam("session"))


@dataclass(frozen=True, slots=True)
class LateOath:
    """Where and when; `officiant` takes the oath, as `office`. `forms` are those that are known."""

    area: str
    day: date
    starts: str = "08.00"
    ends: str = "09.00"
    venue: str = ""
    officiant: str = ""
    office: str = ""
    forms: Mapping[int, Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormResult:
    """Whose form is new or another, who had it already, and who is not on this swearing-in."""

    done: list[int]
    repeated: list[int]
    refused: dict[int, str]


def record(tx: Transaction, session_id: int, facts: Mapping[str, Any], *, version: int) -> bool:
    """Write down what the minutes say: RECORDED, and `venue`, `starts`, `ends` of the session itself.

    `version` is the register's that the person saw. Numbers and names may come after the closing; place and time not.
    """
    known = oaths.register(tx, session_id)
    if version != known.version:
        raise Conflict("Data pelantikan ini sudah diubah orang lain.", "Muat ulang, lalu ubah lagi.")
    cleaned = {name: _cleaned(name, value) for name, value in facts.items()}
    session = known.session
    held: dict[str, Any] = {name: cleaned.pop(name) for name in ("venue", "starts", "ends") if name in cleaned}
    held = {name: value for name, value in held.items() if value != getattr(session, name)}
    moved = bool(held) and sessions.edit(tx, session_id, held, version=session.version)
    if unknown := cleaned.keys() - set(RECORDED):
        raise ValueError(f"no facts of a swearing-in: {unknown}")
    changed = {name: value for name, value in cleaned.items() if value != getattr(known, name)}
    if not changed:
        return moved
    if not known.version:
        tx.insert(schema.swearing_in, {"session_id": session_id, "officiant": known.officiant, **changed})
    else:
        tx.update(schema.swearing_in, tx.value(_KNOWN, {"session": session_id}), changed, version=version)
    return True


def _cleaned(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = "\n".join(line for line in (values.clean(part)[0] for part in value.splitlines()) if line)
    if name != "witnesses":
        return text.replace("\n", " ")
    try:
        rules.parse_witnesses(text)
    except ValueError as line:
        raise Invalid(
            "witnesses", f"Nama saksi belum ada pada baris “{line}”.", "Tulis nama; jabatan, satu orang setiap baris."
        ) from None
    return text


def set_forms(tx: Transaction, session_id: int, members: Iterable[int], form: Form | None) -> FormResult:
    """In which form these people swear here; None takes it back. Nobody is stopped by another's refusal."""
    closing.refuse_closed(tx, session_id)
    oaths.register(tx, session_id)  # a swearing-in, and there
    here = {line.row.member_id for line in oaths.roll(tx, session_id)}
    known = {row.member_id: row for row in tx.rows(_FORMS, {"session": session_id})}
    result = FormResult([], [], {})
    for member in dict.fromkeys(members):
        held = known.get(member)
        if member not in here and form is not None:
            result.refused[member] = "Orang ini tidak diundang dan tidak hadir pada pelantikan ini."
        elif (held.form if held else None) == form:
            result.repeated.append(member)
        else:
            result.done.append(member)
    changed = [known[member].id for member in result.done if member in known]
    new = [member for member in result.done if member not in known]
    if form is None:
        tx.delete_many(schema.oath, changed)
        return result
    if changed:
        tx.update_many(schema.oath, [{"id": record, "form": form.value} for record in changed])
    tx.insert_many(schema.oath, [{"session_id": session_id, "member_id": member, "form": form.value} for member in new])
    return result


def set_rest(tx: Transaction, session_id: int, form: Form) -> FormResult:
    """Everybody who swears or may still swear here without a form gets this one: "sisanya Islam"."""
    rest = [line.row.member_id for line in oaths.roll(tx, session_id) if oaths.swears(line) and line.form is None]
    return set_forms(tx, session_id, rest, form)


def mark_rest_absent(tx: Transaction, session_id: int) -> MarkResult:
    """Whoever has no mark was absent without a word: what is left to do before closing."""
    return attendance.mark_rest(tx, session_id, Attendance.ABSENT)


def close(tx: Transaction, session_id: int) -> None:
    """The swearing-in is over: sworn are exactly those marked present, and that stands.

    Refused while somebody expected has no mark; closing guesses nothing.
    """
    known = oaths.register(tx, session_id)
    if not known.session.required:
        raise Refused("Pelantikan ini tidak ditandai wajib, sehingga tidak melantik siapa pun.", "Ubah sesinya dahulu.")
    closing.close(tx, session_id)
    # Who gave the seat up before the day has neither mark nor oath.
    tx.delete_many(schema.oath, tx.ids(_UNMARKED_FORMS, {"session": session_id}))


def reopen(tx: Transaction, session_id: int, reason: str) -> None:
    """Marks and forms may change again; give the reason to the door as well."""
    oaths.register(tx, session_id)
    closing.reopen(tx, session_id, reason)


def closing_title(area: str) -> str:
    """What the journal calls it."""
    return f"Tutup pelantikan, Kelurahan {area}"


def swear_in_late(tx: Transaction, members: Iterable[int], oath: LateOath) -> tuple[int, MarkResult]:
    """A swearing-in without crews at which these people are present; the session's id and the marks.

    Who is sworn already or holds no seat is refused by name of the rule, the others are sworn.
    """
    wanted = list(dict.fromkeys(members))
    tx.choose(wanted)
    found = set(tx.column(_ABLE))
    able = [member for member in wanted if member in found]
    if not able:
        raise Refused(
            "Tidak ada yang dapat diambil sumpahnya.", "Yang dipilih sudah disumpah atau belum memegang kursi."
        )
    officiant = (oath.officiant,) if oath.officiant else ()
    session_id = makeups.held(
        tx,
        MakeupDraft(SessionKind.OATH, oath.area, oath.day, oath.starts, oath.ends, oath.venue, len(able), officiant),
        able,
    )
    if oath.office:
        facts = {"session_id": session_id, "officiant": oath.officiant, "office": oath.office}
        tx.insert(schema.swearing_in, facts)
    result = attendance.mark(tx, session_id, able, Attendance.PRESENT, how="susulan")
    told = [(member, oath.forms[member]) for member in result.done if member in oath.forms]
    tx.insert_many(
        schema.oath, [{"session_id": session_id, "member_id": member, "form": form.value} for member, form in told]
    )
    barred = (member for member in wanted if member not in found)
    result.refused.update(dict.fromkeys(barred, "Sudah disumpah atau belum memegang kursi."))
    return session_id, result


def form_title(form: Form | None, people: int) -> str:
    """`Tata cara sumpah Islam, 49 orang`."""
    return f"Tata cara sumpah {words.oath_form(form)}, {words.number(people)} orang"
