"""How sessions are prepared and proved: rooms, plans, invitations, sheets and their scans, scores, receipts, kits.

What a newcomer gets wrong: a second list of who is expected. Crews are expected by `session_crew`; `invitation` names
single people besides, as a make-up session needs.
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

room = Table(
    "room",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("area_id", ForeignKey("area.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False, server_default=""),
    Column("capacity", SmallInteger, nullable=False),
    Column("closed", Text, nullable=False, server_default="[]"),  # JSON of days on which it can't be used
    UniqueConstraint("area_id", "name"),
)

trainer = Table(  # narasumber; sessions name them, one a line
    "trainer",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("name", Text, nullable=False, unique=True),  # with titles, as on paper
    Column("institution", Text, nullable=False, server_default=""),
    Column("phone", Text, nullable=False, server_default=""),
    Column("area_id", ForeignKey("area.id")),  # where they teach; None: everywhere
    Column("absent", Text, nullable=False, server_default="[]"),  # JSON of days on which they can't come
)

plan = Table(  # a draft of sessions that people rearrange, compare and publish
    "plan",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("area_id", ForeignKey("area.id"), nullable=False),
    Column("request", Text, nullable=False),  # JSON: days, hours, rooms, trainers, capacity, breaks, topics
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("published_at", BigInteger),
)

planned_session = Table(  # one session of a plan; a row each, so that moving one is one line of the journal
    "planned_session",
    metadata,
    record_id(),
    uid(),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("number", Integer, nullable=False),  # names it within the plan
    Column("area_id", ForeignKey("area.id"), nullable=False),
    Column("wave", SmallInteger, nullable=False),
    Column("day", Date),  # None, as the three after it '': no room and time yet
    Column("starts", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("crews", Text, nullable=False),  # codes of their stations, in order, blanks between
    Column("trainers", Text, nullable=False),  # names, one a line
    Column("stands_for", Integer),  # the session that it rearranges; None: publishing makes a new one
    UniqueConstraint("plan_id", "number"),
    Index("ix_planned_session_plan_id_day", "plan_id", "day"),
)

invitation = Table(  # one person called to one session, besides the crews
    "invitation",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("missed_id", ForeignKey("session.id")),  # what is made up for; None: a newcomer
    Column("invited_at", BigInteger, nullable=False),
    UniqueConstraint("session_id", "member_id"),
)

score = Table(
    "score",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("before", SmallInteger),  # 0 .. 100; None: not taken
    Column("after", SmallInteger),
    UniqueConstraint("session_id", "member_id"),
)

oath = Table(  # in which religious form somebody swore; whether they did is told by attendance
    "oath",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("form", Text, nullable=False),  # domain.oaths.Form
    UniqueConstraint("session_id", "member_id"),
)

swearing_in = Table(  # what the minutes of an oath say besides the marks; no row: nothing of it is known yet
    "swearing_in",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("session_id", ForeignKey("session.id"), nullable=False, unique=True),
    Column("officiant", Text, nullable=False, server_default=""),  # who takes the oath, with titles
    Column("office", Text, nullable=False, server_default=""),  # as what; '': as the office's wording has it
    Column("witnesses", Text, nullable=False, server_default=""),  # `name; as what`, one a line
    Column("minutes_no", Text, nullable=False, server_default=""),
    Column("minutes_date", Date),  # None: the day of the session
)

wording = Table(  # texts of papers that the office may change; no row: as built in
    "wording",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("code", Text, nullable=False, unique=True),
    Column("content", Text, nullable=False),
)

sheet = Table(  # one printed page of a list to sign: which row is whom, frozen
    "sheet",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False, index=True),
    Column("code", Text, nullable=False, unique=True),  # what its QR says
    Column("page", SmallInteger, nullable=False),
    Column("pages", SmallInteger, nullable=False),
    Column("layout", Text, nullable=False),  # JSON: paper, cells, and the member of each row
    Column("printed_at", BigInteger, nullable=False),
)

scan = Table(  # a picture of a signed sheet; kept with the session, never journaled
    "scan",
    metadata,
    record_id(),
    Column("sheet_id", ForeignKey("sheet.id"), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False, unique=True),  # SHA-256 of the picture, hex
    Column("content", LargeBinary, nullable=False),
    Column("verdicts", Text, nullable=False),  # JSON: of each row signed, empty or unsure, and what a person said
    Column("taken_at", BigInteger, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("confirmed_at", BigInteger),
)

transport_rate = Table(
    "transport_rate",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("kind", Text, nullable=False),
    Column("role_id", ForeignKey("role.id"), nullable=False),
    Column("amount", Integer, nullable=False),  # rupiah
    UniqueConstraint("kind", "role_id"),
)

receipt = Table(  # transport money of one person for one session; paid ones are never changed, a correction is a line
    "receipt",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False, index=True),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("amount", Integer, nullable=False),  # rupiah; a correction may be negative
    Column("corrects_id", ForeignKey("receipt.id")),
    Column("reason", Text, nullable=False, server_default=""),
    Column("made_at", BigInteger, nullable=False),
    Column("paid_at", BigInteger),
    Column("paid_by", Text, nullable=False, server_default=""),
)

kit = Table(  # one session given out to a laptop of its own; never journaled but for its recall
    "kit",
    metadata,
    record_id(),
    uid(),
    Column("session_id", ForeignKey("session.id"), nullable=False, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),  # Ed25519: what its results are signed with
    Column("identity", Text, nullable=False),  # age: the office's own key, to which its results are sealed
    Column("given", Text, nullable=False),  # JSON: day, times and venue of the session, and who was on the laptop
    Column("recalled", Boolean, nullable=False, server_default=text("0")),
)

kit_result = Table(  # a result that came back; the same one twice changes nothing
    "kit_result",
    metadata,
    record_id(),
    uid(),
    Column("kit_id", ForeignKey("kit.id"), nullable=False, index=True),
    Column("file_hash", Text, nullable=False, unique=True),
    Column("taken_at", BigInteger, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("counts", Text, nullable=False),  # JSON: new, same, in conflict
    Column("day", Date),  # that the laptop's clock said
    Column("content", Text, nullable=False),  # JSON of what it said: what was not taken over stays known too
    Column(
        "guests", Text, nullable=False, server_default="[]"
    ),  # JSON: names typed at the door, and who they turned out to be
)

nik_end = Table(  # only in a kit's own workspace: the last four digits of a NIK that isn't there; never journaled
    "nik_end",
    metadata,
    record_id(),
    Column("member_id", ForeignKey("member.id"), nullable=False, unique=True),
    Column("digits", Text, nullable=False),
)
