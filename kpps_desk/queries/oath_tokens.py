"""The tokens that the texts of a swearing-in may use, as one session fills them.

What a newcomer gets wrong: leaving a token empty. What isn't known yet is a dotted line, for a pen.
"""

from sqlalchemy import bindparam

from kpps_desk import words
from kpps_desk.domain.certificates import ROMAN
from kpps_desk.domain.papers import Place
from kpps_desk.domain.places import digits, parent
from kpps_desk.queries import areas
from kpps_desk.queries import office as offices
from kpps_desk.queries.expected import CREW, expected
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_DOTS = "." * 36
_MOST = 3  # decrees that are told in one sentence
_appointment = schema.appointment.c
_DECREES = (
    expected(_appointment.decree_no, _appointment.decree_date)
    .where(CREW.session_id == bindparam("session"), _appointment.decree_no != "")
    .distinct()
    .order_by(_appointment.decree_date, _appointment.decree_no)
    .limit(_MOST)
)


def place(db: Snapshot, session: SessionDetails) -> Place:
    """The kelurahan and kecamatan of the session's area."""
    return Place(session.area, areas.names(db).get(parent(session.area_code), ""))


def occasion(db: Snapshot, session: SessionDetails, officiant: str = "", office: str = "") -> dict[str, str]:
    """Every token with its value."""
    election, where = areas.election(db), place(db, session)
    day = session.day
    return {
        "pemilihan": election.name,
        "acara": session.title,
        "kelurahan": where.kelurahan,
        "kecamatan": where.kecamatan,
        "kode": digits(session.area_code),
        "hari": words.weekday_date(day).split(",")[0],
        "tanggal": words.long_date(day),
        "tanggal_terbilang": words.date_in_words(day),
        "bulan_romawi": ROMAN[day.month - 1],
        "tahun": str(day.year),
        "pukul": session.starts,
        "tempat": session.venue or _DOTS,
        "kota": offices.paper_for(db, session.area_code).city,
        "pelantik": officiant or _DOTS,
        "jabatan_pelantik": office or _DOTS,
        "sk": _decrees(db, session.id),
    }


def _decrees(db: Snapshot, session_id: int) -> str:
    told = [
        f"Nomor {row.decree_no}" + (f" tanggal {words.long_date(row.decree_date)}" if row.decree_date else "")
        for row in db.rows(_DECREES, {"session": session_id})
    ]
    return "; ".join(told) or f"Nomor {_DOTS}"
