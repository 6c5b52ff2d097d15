"""What every table shares: the names of its constraints, its id, its uid, its version.

What a newcomer gets wrong: a table without a uid that is journaled. The uid names a record in the journal and on its
travels between offices.
"""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, SmallInteger, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def record_id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def uid() -> Column[bytes]:
    """UUIDv7: names the record in the journal and on its travels between offices."""
    return Column("uid", LargeBinary(16), nullable=False, unique=True)


def version() -> Column[int]:
    """Counts the changes of a record that people edit in forms; the door raises it, and Conflict when it differs."""
    return Column("version", Integer, nullable=False, server_default=text("1"))


def tally(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False, server_default=text("0"))
