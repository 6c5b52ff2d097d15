"""The records, as SQLAlchemy Core tables: the one description that migrations are proved equal to.

What a newcomer gets wrong: a member's `stage`, `place`, `sworn`, `trained` and a station's counts and `ready` are
CONCLUSIONS. operations.conclusions keeps them beside the facts for speed, `kpps-desk check` proves them equal to
the rules in domain/; never set them by hand, and they never enter the journal.

Texts, never numbers: NIK, phone, TPS number, RT/RW. Dates are local dates; moments are UTC milliseconds (`_at`).
`place` is the spine of every list: kelurahan code without dots (10 digits), then the TPS (3), then the seat (1), as
far as known: `31710110010013` sorts in the order of the street, and an area is a range of it.
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
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _uid() -> Column[bytes]:
    """UUIDv7: names the record in the journal and on its travels between offices."""
    return Column("uid", LargeBinary(16), nullable=False, unique=True)


def _version() -> Column[int]:
    """Counts the changes of a record that people edit in forms; the door raises it, and Conflict when it differs."""
    return Column("version", Integer, nullable=False, server_default=text("1"))


def _count(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False, server_default=text("0"))


workspace = Table(  # facts of this file alone: device, who works here; never journaled
    "workspace",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

election = Table(
    "election",
    metadata,
    _id(),
    _uid(),
    _version(),
    Column("name", Text, nullable=False),
    Column("voting_day", Date, nullable=False),
    Column("rules", Text, nullable=False),  # JSON of domain.election.RulePack
    Column("number_template", Text, nullable=False),  # of certificates: domain.certificates.number
    Column("paper", Text, nullable=False),  # JSON of domain.election.PaperSettings: letterhead, city, signatory
)

role = Table(
    "role",
    metadata,
    _id(),
    _uid(),
    _version(),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("first_number", SmallInteger, nullable=False),  # seats first_number .. first_number + seats - 1 of a crew
    Column("seats", SmallInteger, nullable=False),
    Column("kpps", Boolean, nullable=False),  # a member of the KPPS; the officers are not
    Column("needs_oath", Boolean, nullable=False),
    Column("needs_training", Boolean, nullable=False),
    Column("needs_certificate", Boolean, nullable=False),
)

area = Table(
    "area",
    metadata,
    _id(),
    Column("code", Text, nullable=False, unique=True),  # Kemendagri's, with dots
    Column("parent_id", ForeignKey("area.id")),
    Column("level", SmallInteger, nullable=False),  # domain.places.Level
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
)

polling_station = Table(
    "polling_station",
    metadata,
    _id(),
    Column("area_id", ForeignKey("area.id"), nullable=False, index=True),
    Column("code", Text, nullable=False, unique=True),  # 13 digits, as KPU writes it
    Column("number", Text, nullable=False),  # '001'
    *(
        _count(f"{group}_{count}")
        for group in ("kpps", "officer")
        for count in ("seats", "filled", "eligible", "sworn", "trained", "certified")
    ),
    Column("ready", Boolean, nullable=False, server_default=text("0")),
    Index("ix_polling_station_number", "number", "code"),
)

seat = Table(
    "seat",
    metadata,
    _id(),
    Column("station_id", ForeignKey("polling_station.id"), nullable=False),
    Column("role_id", ForeignKey("role.id"), nullable=False),
    Column("number", SmallInteger, nullable=False),  # 1..9 in the crew; 1..7 are KPPS 1..7
    Column("code", Text, nullable=False, unique=True),  # 14 digits: station code + number
    UniqueConstraint("station_id", "number"),
)

member = Table(
    "member",
    metadata,
    _id(),
    _uid(),
    _version(),
    Column("nik", Text),  # None: not known yet; two unknowns are never equal
    Column("title_before", Text, nullable=False, server_default=""),
    Column("name", Text, nullable=False),  # as typed, without titles
    Column("title_after", Text, nullable=False, server_default=""),
    Column("name_key", Text, nullable=False),  # domain.values.name_key(name)
    Column("sex", Text),  # 'L' | 'P'
    Column("birth_place", Text, nullable=False, server_default=""),
    Column("born", Date),
    Column("address", Text, nullable=False, server_default=""),
    Column("rt_rw", Text, nullable=False, server_default=""),  # '003/005'
    Column("phone", Text, nullable=False, server_default=""),  # '+62...'
    Column("email", Text, nullable=False, server_default=""),
    Column("education", Text, nullable=False, server_default=""),
    Column("occupation", Text, nullable=False, server_default=""),
    Column("marital", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("role_id", ForeignKey("role.id"), nullable=False),  # asked for or held
    Column("wanted", Text, nullable=False),  # kelurahan (10) or TPS (13) or seat (14 digits) that the list named
    Column("eligibility", Text, nullable=False),  # 'MS' | 'TMS' | 'BMS'
    Column("objections", Text, nullable=False, server_default=""),  # finding codes, blank-separated
    Column("active", Boolean, nullable=False, server_default=text("1")),  # False: left the roster
    # conclusions
    Column("place", Text, nullable=False),  # the held seat's code, else `wanted`
    Column("stage", SmallInteger, nullable=False),  # domain.stages.Stage
    Column("sworn", Date),
    Column("trained", Date),
    Column("certified", Boolean, nullable=False, server_default=text("0")),
    Index("ix_member_place", "place", "id"),
    Index("ix_member_name", "name_key", "id"),
    Index("ix_member_stage", "stage", "place", "id"),
    Index(
        "uq_member_nik",
        "nik",
        unique=True,
        sqlite_where=text("active AND nik IS NOT NULL"),
    ),
    Index("ix_member_nik", "nik", "active", "place"),  # the beginning of a NIK in the order of the street, by itself
    sqlite_autoincrement=True,  # the journal speaks of members by id: a removed one's id is never given again
)

appointment = Table(
    "appointment",
    metadata,
    _id(),
    _uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("seat_id", ForeignKey("seat.id"), nullable=False),
    Column("decree_no", Text, nullable=False, server_default=""),
    Column("decree_date", Date),
    Column("since", Date),
    Column("until", Date),  # None: holds the seat now
    Column("end_reason", Text, nullable=False, server_default=""),
    *(
        Index(
            f"uq_appointment_open_{column}",
            f"{column}_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
        )
        for column in ("seat", "member")
    ),
)

session = Table(
    "session",
    metadata,
    _id(),
    _uid(),
    _version(),
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
    Column("required", Boolean, nullable=False, server_default=text("1")),  # False: a deepening, trains nobody
    Column("state", Text, nullable=False, server_default="rencana"),  # 'rencana' | 'selesai'
    Index("ix_session_kind_day", "kind", "day", "starts", "id"),
)

session_crew = Table(  # which crews are expected; their people are the open appointments whose role needs the session
    "session_crew",
    metadata,
    _id(),
    _uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("station_id", ForeignKey("polling_station.id"), nullable=False, index=True),
    UniqueConstraint("session_id", "station_id"),
)

attendance = Table(  # one row a mark; no row is "belum dicatat"
    "attendance",
    metadata,
    _id(),
    _uid(),
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
    _id(),
    _uid(),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False, unique=True),  # JSON of domain.certificates.Edition
)

certificate = Table(
    "certificate",
    metadata,
    _id(),
    _uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("edition_id", ForeignKey("certificate_edition.id"), nullable=False),
    Column("kind", Text, nullable=False),  # 'sertifikat' | 'piagam'
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
    UniqueConstraint("scope", "sequence"),
    Index(
        "uq_certificate_open_member",
        "member_id",
        "kind",
        unique=True,
        sqlite_where=text("state = 'terbit'"),
    ),
)

signing_key = Table(
    "signing_key",
    metadata,
    _id(),
    _uid(),
    Column("key_id", Text, nullable=False, unique=True),  # first 6 characters of base64url(SHA-256(public))
    Column("public", LargeBinary, nullable=False),
    Column("private", LargeBinary),  # None: a key of another office, for checking only
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)

journal = Table(
    "journal",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),  # UUIDv7
    Column("device", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("clock", BigInteger, nullable=False),  # hybrid: milliseconds << 16 | counter
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("reason", Text),
    Column("group_id", LargeBinary(16), index=True),
    Column("undoes", LargeBinary(16), index=True),  # the entry or the group that this one took back
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("device", "seq"),
)

journal_block = Table(  # up to 1,000 lines of one table in one entry
    "journal_block",
    metadata,
    _id(),
    Column("entry_id", ForeignKey("journal.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("commitments", LargeBinary, nullable=False),  # 16 bytes a line; these the chain's hash covers
    Column("content", LargeBinary, nullable=False),  # compressed [uid, salt, {field: [from, to]}]: personal, erasable
)

journal_subject = Table(  # where the lines about a member lie
    "journal_subject",
    metadata,
    Column("member_id", Integer, primary_key=True, autoincrement=False),
    Column("block_id", ForeignKey("journal_block.id"), primary_key=True),
    Column("line", SmallInteger, primary_key=True),
    sqlite_with_rowid=False,
)

chosen = Table(  # temporary, one a connection: the ids of Snapshot.choose(), to join with; no part of the file
    "chosen",
    MetaData(),
    Column("id", Integer, primary_key=True),
    prefixes=["TEMPORARY"],
)

# Kept beside the facts for speed: written by the doors like any column, never journaled.
CONCLUSIONS: dict[str, frozenset[str]] = {
    "member": frozenset({"place", "stage", "sworn", "trained", "certified"}),
    "polling_station": frozenset(
        {"ready"}
        | {
            f"{group}_{count}"
            for group in ("kpps", "officer")
            for count in ("seats", "filled", "eligible", "sworn", "trained", "certified")
        }
    ),
}
