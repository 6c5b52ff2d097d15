"""The journal: entries chained by hash, their lines in blocks, and whom a line is about.

What a newcomer gets wrong: reading these here. store.journal writes them, queries.history reads them.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, SmallInteger, Table, Text, UniqueConstraint

from kpps_desk.store.schema.foundation import metadata, record_id

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
    record_id(),
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
