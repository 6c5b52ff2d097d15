"""What happens to the crews: sessions, marks, certificates.

What a newcomer gets wrong: a list of expected people. A session has crews; who is expected follows from the seats.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kpps_desk.store.schema.foundation import metadata, record_id, uid, version

session = Table(
    "session",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("kind", Text, nullable=False),  # domain.attendance.SessionKind: 'pelantikan' | 'bimtek'
    Column("area_id", ForeignKey("area.id"), nullable=False, index=True),
    Column("wave", SmallInteger, nullable=False, server_default=text("1")),
    Column("title", Text, nullable=False),
    Column("venue", Text, nullable=False, server_default=""),
    Column("day", Date, nullable=False),
    Column("starts", Text, nullable=False),  # '08.00', local
    Column("ends", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("topics", Text, nullable=False, server_default="[]"),  # JSON [[topic, jp], ...]
    Column("trainers", Text, nullable=False, server_default=""),  # names, one a line; the officiant of an oath
    Column("trainers_present", Text, nullable=False, server_default=""),  # those of `trainers` who came, one a line
    Column("breaks", Text, nullable=False, server_default=""),  # '12.00-13.00', one a line, within its hours
    Column("required", Boolean, nullable=False, server_default=text("1")),  # False: a deepening, trains nobody
    Column("state", Text, nullable=False, server_default="rencana"),  # 'rencana' | 'selesai'
    Column("signatures", SmallInteger),  # counted on the signed sheets; None: not yet
    Column("closed_at", BigInteger),
    Column("closed_by", Text, nullable=False, server_default=""),
    Index("ix_session_kind_day", "kind", "day", "starts", "id"),
)

session_crew = Table(  # which crews are expected; their people are the open appointments whose role needs the session
    "session_crew",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("station_id", ForeignKey("polling_station.id"), nullable=False, index=True),
    UniqueConstraint("session_id", "station_id"),
)

attendance = Table(  # one row a mark; no row is "belum dicatat"
    "attendance",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("status", SmallInteger, nullable=False),  # domain.attendance.Attendance
    Column("walk_in", Boolean, nullable=False, server_default=text("0")),
    Column("marked_at", BigInteger, nullable=False),
    Column("marked_by", Text, nullable=False),
    Column("how", Text, nullable=False),  # 'ketik' | 'berkas' | 'semua' | ...
    UniqueConstraint("session_id", "member_id"),
)

certificate_edition = Table(  # what a batch of certificates shares on paper, frozen
    "certificate_edition",
    metadata,
    record_id(),
    uid(),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False, unique=True),  # JSON of domain.certificates.Edition
)

certificate = Table(
    "certificate",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), index=True),  # None: a trainer's
    Column("edition_id", ForeignKey("certificate_edition.id"), nullable=False),
    Column("kind", Text, nullable=False),  # domain.certificates.Kind
    Column("scope", Text, nullable=False),  # what the sequence counts in: '2024'
    Column("sequence", Integer, nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),  # as printed, titles included
    Column("position", Text, nullable=False),  # 'KPPS TPS 003 Kel. Gambir, Kec. Gambir'
    Column("place", Text, nullable=False, index=True),  # sorts the print: the seat at the time of issue
    Column("seal", Text, nullable=False),  # the whole signed text of the QR
    Column("key_id", Text, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="terbit"),  # 'terbit' | 'diganti' | 'dicabut'
    Column("replaced_by", ForeignKey("certificate.id")),
    Column("reason", Text, nullable=False, server_default=""),
    Column("trainer_id", ForeignKey("trainer.id")),  # exactly one of this and member_id
    Column("state_at", BigInteger),  # when it was replaced or revoked
    UniqueConstraint("scope", "sequence"),
    Index(
        "uq_certificate_open_member",
        "member_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'terbit'"),
    ),
    Index(
        "uq_certificate_open_trainer",
        "trainer_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'terbit' AND trainer_id IS NOT NULL"),
    ),
    Index("ix_certificate_state_kind_place", "state", "kind", "place"),
)

signing_key = Table(
    "signing_key",
    metadata,
    record_id(),
    uid(),
    Column("key_id", Text, nullable=False, unique=True),  # first 6 characters of base64url(SHA-256(public))
    Column("public", LargeBinary, nullable=False),
    Column("private", LargeBinary),  # None: a key of another office, for checking only
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),  # when it was said; from when on it holds: revoked_from
    Column("revoked_from", Date),  # what bears this date or a later one isn't trusted
    Column("reason", Text, nullable=False, server_default=""),
    Column("office", Text, nullable=False, server_default=""),  # whose key, as its holder calls itself
    Column("backed_up_at", BigInteger),
)
