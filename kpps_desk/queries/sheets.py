"""Printed sign-in sheets and their scans: which row is whom, who lacks on paper, what was kept.

What a newcomer gets wrong: numbering people anew. A row is whoever was printed there; somebody who took a seat since is
lacking on the sheet, and a record that was merged into another counts as that one.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from kpps_desk import words
from kpps_desk.domain import sign_in_sheets
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.sign_in_sheets import Frozen, Heading
from kpps_desk.domain.wordings import fill
from kpps_desk.problems import Gone
from kpps_desk.queries import areas, office, sessions, wordings
from kpps_desk.queries.sessions import RollRow, SessionDetails
from kpps_desk.store import schema
from kpps_desk.store.snapshot import AnyRow, Snapshot

_sheet, _scan, _session = schema.sheet.c, schema.scan.c, schema.session.c
_member, _mark, _role = schema.member.c, schema.attendance.c, schema.role.c


class PrintedSheet(NamedTuple):
    """One printed page."""

    id: int
    session_id: int
    code: str
    page: int
    pages: int
    printed_at: int
    frozen: Frozen


class Signer(NamedTuple):
    """Whoever stands on a row, as they are now; `member` is who they became if records were merged."""

    member: int
    name: str
    tps: str
    role: str
    status: Attendance
    marked_at: int | None
    marked_by: str


class KeptScan(NamedTuple):
    """A scan that is in the file; the picture is asked for by itself."""

    id: int
    page: int
    pages: int
    file_name: str
    taken_at: int
    taken_by: str
    confirmed_at: int | None


class Standing(NamedTuple):
    """How the paper of a session stands. `lacking`: expected people who are on no row of the newest print."""

    session: SessionDetails
    signatures: int | None
    closed_at: int | None
    closed_by: str
    printed: tuple[PrintedSheet, ...]  # the pages of the newest print
    lacking: tuple[RollRow, ...]
    scans: tuple[KeptScan, ...]

    @property
    def rows(self) -> int:
        """People on paper, without the blank lines."""
        return sum(member is not None for sheet in self.printed for member in sheet.frozen.members)


_OF_SESSION = select(schema.sheet).where(_sheet.session_id == bindparam("session")).order_by(_sheet.id)
_BY_CODE = select(schema.sheet).where(_sheet.code == bindparam("code"))
_CLOSING = select(_session.signatures, _session.closed_at, _session.closed_by).where(
    _session.id == bindparam("session")
)
_SCANS = (
    select(_scan.id, _sheet.page, _sheet.pages, _scan.file_name, _scan.taken_at, _scan.taken_by, _scan.confirmed_at)
    .join(schema.sheet, _sheet.id == _scan.sheet_id)
    .where(_sheet.session_id == bindparam("session"))
    .order_by(_sheet.page, _scan.id)
)
_SCAN_BY_HASH = (
    select(_scan.id, _sheet.page, _sheet.pages, _scan.file_name, _scan.taken_at, _scan.taken_by, _scan.confirmed_at)
    .join(schema.sheet, _sheet.id == _scan.sheet_id)
    .where(_scan.file_hash == bindparam("digest"))
)
_PICTURE = select(_scan.content).where(_scan.id == bindparam("scan"))
_BECAME = (
    select(_member.id, _member.merged_into)
    .join(schema.chosen, schema.chosen.c.id == _member.id)
    .where(_member.merged_into.is_not(None))
)
_SIGNERS = (
    select(
        _member.id,
        _member.title_before,
        _member.name,
        _member.title_after,
        _member.place,
        _role.name.label("role"),
        func.coalesce(_mark.status, 0).label("status"),
        _mark.marked_at,
        _mark.marked_by,
    )
    .select_from(schema.member)
    .join(schema.chosen, schema.chosen.c.id == _member.id)
    .join(schema.role, _role.id == _member.role_id)
    .outerjoin(schema.attendance, (_mark.member_id == _member.id) & (_mark.session_id == bindparam("session")))
)


def of_session(db: Snapshot, session_id: int) -> list[PrintedSheet]:
    """Every page that was printed for a session, all prints."""
    return [_printed(row) for row in db.rows(_OF_SESSION, {"session": session_id})]


def newest(db: Snapshot, session_id: int, size: str = "") -> list[PrintedSheet]:
    """The pages of the print made last, on this size of paper ('' any)."""
    found = [sheet for sheet in of_session(db, session_id) if size in ("", sheet.frozen.layout.paper)]
    last = max((sheet.frozen.batch for sheet in found), default=0)
    return [sheet for sheet in found if sheet.frozen.batch == last]


def sizes_printed(db: Snapshot, session_id: int) -> list[str]:
    """The sizes of paper on which a session's sheets were printed."""
    return list(dict.fromkeys(sheet.frozen.layout.paper for sheet in of_session(db, session_id)))


def by_code(db: Snapshot, code: str) -> PrintedSheet | None:
    """The page whose QR says this."""
    row = db.row(_BY_CODE, {"code": code})
    return _printed(row) if row is not None else None


def _printed(row: AnyRow) -> PrintedSheet:
    frozen = sign_in_sheets.from_json(row.layout)
    return PrintedSheet(row.id, row.session_id, row.code, row.page, row.pages, row.printed_at, frozen)


def signers(db: Snapshot, session_id: int, members: Iterable[int]) -> dict[int, Signer]:
    """Who these members, as printed, are now, and how they stand at the session."""
    wanted = list(dict.fromkeys(members))
    became = _became(db, wanted)
    db.choose(dict.fromkeys(became.values()))
    now = {row.id: _signer(row) for row in db.rows(_SIGNERS, {"session": session_id})}
    return {member: now[became[member]] for member in wanted if became[member] in now}


def _became(db: Snapshot, members: Sequence[int]) -> dict[int, int]:
    found = {member: member for member in members}
    while True:
        db.choose(dict.fromkeys(found.values()))
        merged = {row.id: row.merged_into for row in db.rows(_BECAME)}
        if not merged:
            return found
        found = {member: merged.get(now, now) for member, now in found.items()}


def _signer(row: AnyRow) -> Signer:
    return Signer(
        row.id,
        words.full_name(row.title_before, row.name, row.title_after),
        row.place[10:13],
        row.role,
        Attendance(row.status),
        row.marked_at,
        row.marked_by or "",
    )


def standing(db: Snapshot, session_id: int) -> Standing:
    """All that the page about a session's paper shows; Gone if there is no such session."""
    session = sessions.details(db, session_id)
    printed = tuple(newest(db, session_id))
    members = [member for sheet in printed for member in sheet.frozen.members if member is not None]
    there = set(_became(db, members).values())
    expected = [row for row in sessions.roll(db, session_id) if not row.walk_in]
    lacking = tuple(row for row in expected if printed and row.member_id not in there)
    closing = db.row(_CLOSING, {"session": session_id})
    if closing is None:
        raise Gone(f"Sesi {session_id} tidak ditemukan.")
    scans = tuple(KeptScan(*row) for row in db.rows(_SCANS, {"session": session_id}))
    return Standing(session, closing[0], closing[1], closing[2], printed, lacking, scans)


def known_scan(db: Snapshot, digest: str) -> KeptScan | None:
    """The scan with this hash, if it was kept."""
    row = db.row(_SCAN_BY_HASH, {"digest": digest})
    return KeptScan(*row) if row is not None else None


def picture(db: Snapshot, scan: int) -> bytes:
    """A kept scan, a JPEG; Gone if there is none."""
    content = db.value(_PICTURE, {"scan": scan})
    if content is None:
        raise Gone("Pindaian ini tidak ada.")
    return bytes(content)


def heading(db: Snapshot, session_id: int) -> Heading:
    """What all pages of a session's list say above and below the table."""
    session = sessions.details(db, session_id)
    paper = office.paper_for(db, session.area_code)
    place = _area(db, session.area_code)
    said = _said(db, session, paper)
    return Heading(
        letterhead=paper.letterhead,
        title=session.title,
        details=(
            ("Hari, tanggal", words.weekday_date(session.day)),
            ("Waktu", f"pukul {session.starts}-{session.ends} WIB"),
            ("Tempat", session.venue or "................................................"),
            ("Wilayah", f"{place}, gelombang {session.wave}"),
        ),
        signed_at=f"{paper.city}, {words.long_date(session.day)}",
        signatory_title=said["jabatan"],
        signatory_name=said["penanda"],
        name=said["judul"],
        hint=said["petunjuk"],
        logo=paper.logo,
        signatory_number=paper.signatory_number if said["penanda"] == paper.signatory_name else "",
    )


def _said(db: Snapshot, session: SessionDetails, paper: PaperSettings) -> dict[str, str]:
    """The office's wording of the list."""
    tokens = {
        "acara": session.title,
        "gelombang": str(session.wave),
        "hari_tanggal": words.weekday_date(session.day),
        "waktu": f"pukul {session.starts}-{session.ends} WIB",
        "tempat": session.venue or "................",
        "wilayah": session.area,
        "pemilihan": areas.election(db).name,
        "kota": paper.city,
        "jabatan_penanda_tangan": paper.signatory_title,
        "nama_penanda_tangan": paper.signatory_name,
    }
    return {code.partition(".")[2]: fill(text, tokens) for code, text in wordings.texts(db, "hadir").items()}


def _area(db: Snapshot, code: str) -> str:
    """`Kelurahan Gambir, Kecamatan Gambir`."""
    names = {area.code: area for area in areas.all_areas(db)}
    parts = code.split(".")
    found = [names[".".join(parts[:count])] for count in range(len(parts), 0, -1) if ".".join(parts[:count]) in names]
    return ", ".join(words.area_name(area.name, area.level) for area in found[:2])
