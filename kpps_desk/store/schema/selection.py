"""How people come to be members and stop being it: papers, verdicts, responses, replacements, lists that came in.

What a newcomer gets wrong: a verdict on the member. These are the facts; domain.eligibility concludes MS, TMS or BMS.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from kpps_desk.store.schema.foundation import metadata, record_id, uid, version

replacement = Table(  # PAW: why a holder left a seat, and who came; the appointments themselves stay as they were
    "replacement",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),  # the leaver
    Column("appointment_id", ForeignKey("appointment.id"), nullable=False, unique=True),  # that ended
    Column("successor_id", ForeignKey("appointment.id")),  # that followed; None: nobody yet
    Column("reason", Text, nullable=False),  # domain.leaving.Reason
    Column("explanation", Text, nullable=False, server_default=""),
    Column("letter_no", Text, nullable=False, server_default=""),
    Column("letter_date", Date),
    Column("minutes_no", Text, nullable=False, server_default=""),  # berita acara
    Column("minutes_date", Date),
    Column("effective", Date, nullable=False),
)

document = Table(  # what a person handed in; no row: nothing is known yet
    "document",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("code", Text, nullable=False),  # a DocumentRule of the rule pack
    Column("received", Date),  # None: looked for and not there
    Column("verdict", Text, nullable=False, server_default=""),  # '' not checked | 'sah' | 'tidak'
    Column("note", Text, nullable=False, server_default=""),
    Column("checked_by", Text, nullable=False),
    Column("checked_at", BigInteger, nullable=False),
    UniqueConstraint("member_id", "code"),
)

requirement = Table(  # what somebody judged of a person by papers or questions; no row: not judged
    "requirement",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("code", Text, nullable=False),  # a RequirementRule of the rule pack
    Column("met", Boolean, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("judged_by", Text, nullable=False),
    Column("judged_at", BigInteger, nullable=False),
    UniqueConstraint("member_id", "code"),
)

waiver = Table(  # an objection that somebody entitled to it set aside; it stays listed
    "waiver",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("objection", Text, nullable=False),  # its token
    Column("reason", Text, nullable=False),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", BigInteger, nullable=False),
    UniqueConstraint("member_id", "objection"),
)

response = Table(  # what the public said about a person
    "response",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("received", Date, nullable=False),
    Column("source", Text, nullable=False),  # who said it
    Column("contact", Text, nullable=False, server_default=""),
    Column("content", Text, nullable=False),
    Column("verdict", Text, nullable=False, server_default=""),  # '' | 'terbukti' | 'tidak terbukti'
    Column("verdict_note", Text, nullable=False, server_default=""),
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("decided_at", BigInteger),
)

distinct_pair = Table(  # "bukan orang yang sama": suspects that a person has looked at
    "distinct_pair",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False),  # the smaller id
    Column("other_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", BigInteger, nullable=False),
    UniqueConstraint("member_id", "other_id"),
)

disclosure = Table(  # who saw what is masked elsewhere; never undone
    "disclosure",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("what", Text, nullable=False),  # 'nik' | 'lembar data diri'
    Column("purpose", Text, nullable=False),
    Column("shown_to", Text, nullable=False),
    Column("shown_at", BigInteger, nullable=False),
)

rule_pack = Table(  # the versions of the election's rules; the newest is the election's own
    "rule_pack",
    metadata,
    record_id(),
    uid(),
    Column("number", Integer, nullable=False, unique=True),
    Column("content", Text, nullable=False),  # JSON: rules and roles
    Column("reason", Text, nullable=False),
    Column("adopted_by", Text, nullable=False),
    Column("adopted_at", BigInteger, nullable=False),
)

import_run = Table(  # one list that came in; never journaled: its entries carry group_id, an undo leaves it standing
    "import_run",
    metadata,
    record_id(),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False),  # SHA-256, hex
    Column("sheet", Text, nullable=False, server_default=""),
    Column("fingerprint", Text, nullable=False, index=True),  # of its headers
    Column("mapping", Text, nullable=False),  # JSON {column's name: position}: remembered for this fingerprint
    Column("existing", Text, nullable=False),  # 'skip' | 'update' | 'fill'
    Column("counts", Text, nullable=False),  # JSON of operations.importing.ImportResult's sums
    Column("group_id", LargeBinary(16)),  # None: nothing changed
    Column("content", LargeBinary),  # the file, compressed; None: too large to keep
)
