"""What the papers of an area need: crews by decree, applicants with their results, one replacement.

What a newcomer gets wrong: asking for the province at once. `kelurahan_of` names the parts, and a paper is made of one
part after the other, so that no more than a kelurahan is ever held.
"""

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, true

from kpps_desk import words
from kpps_desk.domain.election import Election, PaperSettings
from kpps_desk.domain.findings import Code
from kpps_desk.domain.papers import (
    SPECIFIC,
    Annex,
    Announcement,
    Applicant,
    CrewLines,
    Minutes,
    Place,
    SeatLine,
)
from kpps_desk.domain.places import Level, digits, dotted, parent
from kpps_desk.domain.wordings import fill
from kpps_desk.queries import areas, office, seats, wordings
from kpps_desk.queries.office import Office
from kpps_desk.queries.seats import ReplacementDetails
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_member, _role, _seat = schema.member.c, schema.role.c, schema.seat.c
_appointment, _waiver = schema.appointment.c, schema.waiver.c
_NAME = (_member.title_before, _member.name, _member.title_after)
_SPECIFIC = "Alasan tidak diumumkan karena menyangkut data pribadi spesifik"
# What makes somebody TMS or keeps a verdict back; the other objections are doubts for the office alone.
_GROUNDS = frozenset(
    {Code.TOO_YOUNG, Code.AGE_UNKNOWN, Code.EDUCATION_LOW, Code.DOCUMENT_MISSING, Code.DOCUMENT_INVALID}
    | {Code.REQUIREMENT_UNMET, Code.RESPONSE_UPHELD}
)
_CREWS = (
    select(_appointment.decree_no, _appointment.decree_date, _seat.code, _seat.number, *_NAME, _member.sex,
           _role.name.label("role"), _role.kpps)
    .join_from(schema.seat, schema.appointment, _appointment.seat_id == _seat.id)
    .join(schema.member, _member.id == _appointment.member_id)
    .join(schema.role, _role.id == _seat.role_id)
    .where(_appointment.until.is_(None), _seat.code >= bindparam("low"), _seat.code < bindparam("high"))
    .order_by(_appointment.decree_date, _appointment.decree_no, _seat.code)
)  # fmt: skip
_IN_AREA = (_member.active == true(), _member.place >= bindparam("low"), _member.place < bindparam("high"))
_APPLICANTS = (
    select(_member.id, _member.name, _member.nik, _member.place, _role.name.label("role"), _member.eligibility,
           _member.objections, _member.reserve)
    .join(schema.role, _role.id == _member.role_id)
    .where(*_IN_AREA)
    .order_by(func.substr(_member.place, 11, 3), _member.name_key, _member.id)
)  # fmt: skip
_WAIVED = select(_waiver.member_id, _waiver.objection).join(schema.member, _member.id == _waiver.member_id).where(
    *_IN_AREA
)  # fmt: skip
_COUNT = select(func.count()).select_from(schema.member).where(*_IN_AREA)
_STEPS = select(_member.sworn, _member.trained).where(_member.id == bindparam("member"))


class Part(NamedTuple):
    """A kelurahan of the area that a paper is about: its code with dots, and the range of places asked for."""

    code: str
    place: Place
    low: str

    @property
    def range(self) -> dict[str, str]:
        return {"low": self.low, "high": self.low + ":"}


def kelurahan_of(db: Snapshot, area: str) -> list[Part]:
    """The kelurahan of an area's code ('' for all), or the one that a TPS's 13 digits lie in."""
    wanted, names = digits(area), areas.names(db)
    found = []
    for one in areas.all_areas(db):
        code = digits(one.code)
        if one.level is Level.KELURAHAN and (code.startswith(wanted) or wanted.startswith(code)):
            place = Place(one.name, names.get(parent(one.code), ""))
            found.append(Part(one.code, place, max(code, wanted, key=len)))
    return found


def annexes(db: Snapshot, election: Election, offices: Office, part: Part, decree_no: str | None = None) -> list[Annex]:
    """The crews of a kelurahan, one annex a decree (or only that of `decree_no`); [] where nobody holds a seat."""
    rows = [row for row in db.rows(_CREWS, part.range) if decree_no is None or row.decree_no == decree_no]
    headed = offices.paper(part.code)
    said = _wording(db, election, part, headed) if rows else {}
    return [
        Annex(headed, election.name, part.place, number, day, _crews(list(lines)), **said)
        for (number, day), lines in groupby(rows, key=attrgetter("decree_no", "decree_date"))
    ]


def _wording(db: Snapshot, election: Election, part: Part, headed: PaperSettings) -> dict[str, str]:
    """The office's wording of the annex."""
    tokens = {
        "pemilihan": election.name,
        "kelurahan": part.place.kelurahan,
        "kecamatan": part.place.kecamatan,
        "kota": headed.city,
        "jabatan_penanda_tangan": headed.signatory_title,
        "nama_penanda_tangan": headed.signatory_name,
    }
    said = {code: fill(text, tokens) for code, text in wordings.texts(db, "lampiran").items()}
    return {"of": said["lampiran.keputusan"], "about": said["lampiran.tentang"], "title": said["lampiran.judul"]}


def _crews(rows: list[AnyRow]) -> tuple[CrewLines, ...]:
    return tuple(
        CrewLines(station[10:], tuple(map(_seat_line, lines)))
        for station, lines in groupby(rows, key=lambda row: row.code[:13])
    )


def _seat_line(row: AnyRow) -> SeatLine:
    name = words.full_name(row.title_before, row.name, row.title_after)
    return SeatLine(row.number, name, row.sex, row.role, bool(row.kpps))


def announcement(db: Snapshot, election: Election, offices: Office, part: Part, day: date) -> Announcement | None:
    """The results of a kelurahan, masked; None where nobody is listed."""
    waived = {(row.member_id, row.objection) for row in db.rows(_WAIVED, part.range)}
    applicants = tuple(
        Applicant(
            words.masked_name(row.name),
            words.masked_nik(row.nik),
            row.place[10:13],
            row.role,
            row.eligibility,
            row.reserve,
            _reasons(row, election, waived),
        )
        for row in db.rows(_APPLICANTS, part.range)
    )
    if not applicants:
        return None
    headed, said = offices.paper(part.code), wordings.plain(db, "pengumuman")
    return Announcement(headed, election.name, part.place, day, applicants, said)


def _reasons(row: AnyRow, election: Election, waived: set[tuple[int, str]]) -> tuple[str, ...]:
    """Why not MS, in words; what was set aside or is only a doubt says nothing to the public."""
    if row.eligibility == "MS":
        return ()
    standing = [token for token in row.objections.split() if (row.id, token) not in waived]
    said = [_said(token, election) for token in standing if _is_ground(token)]
    return tuple(dict.fromkeys(said))


def _is_ground(token: str) -> bool:
    code, _, detail = token.partition(":")
    return code in _GROUNDS and detail != "nik"


def _said(token: str, election: Election) -> str:
    code, _, detail = token.partition(":")
    if code == Code.REQUIREMENT_UNMET and detail in SPECIFIC:
        return _SPECIFIC
    return words.objection(token, election.rules)


def people(db: Snapshot, area: str) -> int:
    """How many an announcement of this area lists."""
    low = digits(area)
    return int(db.value(_COUNT, {"low": low, "high": low + ":"}))


def minutes(db: Snapshot, replacement: int) -> Minutes:
    """Everything about one replacement; Gone if there is no such one."""
    one = seats.replacement(db, replacement)
    election, names = areas.election(db), areas.names(db)
    kelurahan = dotted(one.station[:10])
    return Minutes(
        paper=office.paper_for(db, kelurahan),
        election=election.name,
        place=Place(names.get(kelurahan, ""), names.get(parent(kelurahan), "")),
        number=one.minutes_no,
        day=one.minutes_date,
        leaver=one.leaver.name,
        newcomer=one.successor.name if one.successor else "",
        role=one.role_name,
        tps=one.station[10:],
        seat=one.seat_number,
        reason=words.leaving(one.reason),
        explanation=one.explanation,
        letter_no=one.letter_no,
        letter_date=one.letter_date,
        effective=one.effective,
        needs=_needs(db, one, election),
        texts=wordings.plain(db, "penggantian"),
    )


def _needs(db: Snapshot, one: ReplacementDetails, election: Election) -> tuple[str, ...]:
    """What the newcomer, known or not, still has to do for this seat."""
    steps = db.row(_STEPS, {"member": one.successor.id}) if one.successor else None
    sworn, trained = steps or (None, None)
    role = election.role_at(one.seat_number)
    needs = []
    if role.needs_oath and sworn is None:
        needs.append("pengambilan sumpah/janji susulan")
    if role.needs_training and trained is None:
        needs.append("bimbingan teknis susulan")
    return tuple(needs)
