"""What happens to the roster: sessions, marks, certificates, the journal.

What a newcomer gets wrong: relying on the order of tables. Parents come first, and downgrade goes the other way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _certificate_edition() -> None:
    op.create_table(
        "certificate_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_edition"),
        sa.UniqueConstraint("content", name="uq_certificate_edition_content"),
        sa.UniqueConstraint("uid", name="uq_certificate_edition_uid"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("clock", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("group_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("undoes", sa.LargeBinary(length=16), nullable=True),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("device", "seq", name="uq_journal_device_seq"),
    )
    op.create_index("ix_journal_group_id", "journal", ["group_id"], unique=False)
    op.create_index("ix_journal_undoes", "journal", ["undoes"], unique=False)


def _signing_key() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
        sa.UniqueConstraint("key_id", name="uq_signing_key_key_id"),
        sa.UniqueConstraint("uid", name="uq_signing_key_uid"),
    )


def _journal_block() -> None:
    op.create_table(
        "journal_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("commitments", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal.id"], name="fk_journal_block_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_block"),
    )
    op.create_index("ix_journal_block_entry_id", "journal_block", ["entry_id"], unique=False)


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("topics", sa.Text(), server_default="[]", nullable=False),
        sa.Column("trainers", sa.Text(), server_default="", nullable=False),
        sa.Column("required", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("state", sa.Text(), server_default="rencana", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_session_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("uid", name="uq_session_uid"),
    )
    op.create_index("ix_session_area_id", "session", ["area_id"], unique=False)
    op.create_index("ix_session_kind_day", "session", ["kind", "day", "starts", "id"], unique=False)


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attendance_member_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_attendance_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("session_id", "member_id", name="uq_attendance_session_id_member_id"),
        sa.UniqueConstraint("uid", name="uq_attendance_uid"),
    )
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"], unique=False)


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="terbit", nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["certificate_edition.id"], name="fk_certificate_edition_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_certificate_member_id"),
        sa.ForeignKeyConstraint(["replaced_by"], ["certificate.id"], name="fk_certificate_replaced_by"),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint("scope", "sequence", name="uq_certificate_scope_sequence"),
        sa.UniqueConstraint("uid", name="uq_certificate_uid"),
    )
    op.create_index("ix_certificate_member_id", "certificate", ["member_id"], unique=False)
    op.create_index("ix_certificate_place", "certificate", ["place"], unique=False)
    op.create_index(
        "uq_certificate_open_member",
        "certificate",
        ["member_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'terbit'"),
        postgresql_where=sa.text("state = 'terbit'"),
    )


def _journal_subject() -> None:
    op.create_table(
        "journal_subject",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["journal_block.id"], name="fk_journal_subject_block_id"),
        sa.PrimaryKeyConstraint("member_id", "block_id", "line", name="pk_journal_subject"),
        sqlite_with_rowid=False,
    )


def _session_crew() -> None:
    op.create_table(
        "session_crew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_session_crew_session_id"),
        sa.ForeignKeyConstraint(["station_id"], ["polling_station.id"], name="fk_session_crew_station_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session_crew"),
        sa.UniqueConstraint("session_id", "station_id", name="uq_session_crew_session_id_station_id"),
        sa.UniqueConstraint("uid", name="uq_session_crew_uid"),
    )
    op.create_index("ix_session_crew_station_id", "session_crew", ["station_id"], unique=False)


_TABLES = (
    ("certificate_edition", _certificate_edition),
    ("journal", _journal),
    ("signing_key", _signing_key),
    ("journal_block", _journal_block),
    ("session", _session),
    ("attendance", _attendance),
    ("certificate", _certificate),
    ("journal_subject", _journal_subject),
    ("session_crew", _session_crew),
)


def upgrade() -> None:
    for _, create in _TABLES:
        create()


def downgrade() -> None:
    for name, _ in reversed(_TABLES):
        op.drop_table(name)
