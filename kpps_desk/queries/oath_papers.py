"""What the papers of a swearing-in say: the office's texts filled, people counted by TPS and form.

What a newcomer gets wrong: refusing while something isn't known. What is missing is a dotted line for a pen, and
minutes of a session that isn't closed say that they are a draft.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from itertools import groupby

from kpps_desk import words
from kpps_desk.domain import oaths as rules
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.oaths import CrewCount, Form, Missing, OathMinutes, OathText, Pact, Signer, Spoken
from kpps_desk.domain.wordings import fill
from kpps_desk.queries import oath_tokens, oaths, office, wordings
from kpps_desk.queries.oaths import OathLine, Register
from kpps_desk.store.snapshot import Snapshot

Texts = Mapping[str, str]
_NONE: Texts = {}


def _filled(db: Snapshot, kind: str, known: Register, draft: Texts) -> dict[str, str]:
    """The texts of one paper by what follows the kind in their code, tokens replaced."""
    own = {code: text for code, text in draft.items() if code.startswith(f"{kind}.")}
    tokens = oath_tokens.occasion(db, known.session, known.officiant, known.office or known.usual_office)
    return {code.partition(".")[2]: fill(text, tokens) for code, text in {**wordings.texts(db, kind), **own}.items()}


def minutes(db: Snapshot, session_id: int, draft: Texts = _NONE) -> OathMinutes:
    """The minutes of one swearing-in as things stand; `draft`: texts by their code as they might be."""
    known = oaths.register(db, session_id)
    lines = oaths.roll(db, session_id)
    text = _filled(db, "pelantikan", known, draft)
    present = [line for line in lines if line.row.status is Attendance.PRESENT]
    return OathMinutes(
        paper=office.paper_for(db, known.session.area_code),
        place=oath_tokens.place(db, known.session),
        title=text["judul"],
        number=known.minutes_no or text["nomor"],
        opening=text["pembuka"],
        basis=text["dasar"],
        closing=text["penutup"],
        day=known.minutes_date or known.session.day,
        officiant=known.officiant,
        office=known.office or known.usual_office,
        witnesses=rules.parse_witnesses(known.witnesses),
        crews=_crews(lines),
        sworn_kpps=sum(line.kpps for line in present),
        sworn_officers=sum(not line.kpps for line in present),
        walk_ins=sum(line.row.walk_in for line in present),
        forms=_told_forms(present),
        missing=_missing(lines, known.session.day),
        attachments=tuple(text["lampiran"].splitlines()),
        draft=known.session.state != "selesai",
    )


def _crews(lines: list[OathLine]) -> tuple[CrewCount, ...]:
    """By TPS, in the order of the street; who came from elsewhere counts with their own."""
    by_station = sorted(lines, key=lambda line: line.row.place[:13])
    return tuple(
        CrewCount.of(station[10:] or "–", [(line.row.status, line.row.walk_in) for line in found])
        for station, found in groupby(by_station, key=lambda line: line.row.place[:13])
    )


def _told_forms(present: list[OathLine]) -> tuple[tuple[str, int], ...]:
    counted = Counter(line.form for line in present)
    order: list[Form | None] = [*Form, None]
    return tuple((words.oath_form(form), counted[form]) for form in order if counted[form])


def _missing(lines: list[OathLine], day: date) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            line.row.tps,
            line.row.name,
            line.row.role,
            line.row.status,
            line.sworn if line.sworn and line.sworn > day else None,
        )
        for line in lines
        if line.row.status is not Attendance.PRESENT
    )


def text(db: Snapshot, session_id: int, forms: Collection[Form] = (), draft: Texts = _NONE) -> list[OathText]:
    """The text to read aloud in each of these forms; without any, in the people's, or in all where none is known."""
    known = oaths.register(db, session_id)
    said = _filled(db, "sumpah", known, draft)
    counted = Counter(line.form for line in oaths.roll(db, session_id) if oaths.swears(line))
    wanted = [form for form in Form if (form in forms if forms else counted[form])] or list(Form)
    session = known.session
    return [
        OathText(
            place=oath_tokens.place(db, session),
            heading=said["judul"],
            occasion=f"{session.title}, {words.weekday_date(session.day)}",
            question=said["pengantar"],
            body=said["isi"],
            form=Spoken(words.oath_form(form), said[f"{form}.pembuka"], said[f"{form}.penutup"], counted[form]),
        )
        for form in wanted
    ]


def pact(
    db: Snapshot, session_id: int, *, listed: bool, members: Collection[int] = (), draft: Texts = _NONE
) -> list[Pact]:
    """A pact for each of these people (everybody who may swear here, without any), or one with all of them listed."""
    known = oaths.register(db, session_id)
    said = _filled(db, "pakta", known, draft)
    session, paper = known.session, office.paper_for(db, known.session.area_code)
    lines = [line for line in oaths.roll(db, session_id) if (line.row.member_id in members if members else True)]
    signers = [Signer(line.row.name, line.row.role, line.row.tps) for line in lines if members or oaths.swears(line)]
    together = [tuple(signers)] if listed else [(signer,) for signer in signers]
    return [
        Pact(
            paper=paper,
            place=oath_tokens.place(db, session),
            title=said["judul"],
            opening=said["pembuka"],
            points=tuple(said["isi"].splitlines()),
            closing=said["penutup"],
            signed_at=f"{paper.city}, {words.long_date(session.day)}",
            signers=who,
            listed=listed,
        )
        for who in together
        if who
    ]
