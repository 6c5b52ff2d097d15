"""How people come to be members: papers, verdicts, responses, replacements, rule versions, and the lists that came in.

What a newcomer gets wrong: adding a key to an old table by a constraint of its own. SQLite can't; the column brings it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("existing", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("group_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )
    op.create_index("ix_import_run_fingerprint", "import_run", ["fingerprint"], unique=False)


def _rule_pack() -> None:
    op.create_table(
        "rule_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("adopted_by", sa.Text(), nullable=False),
        sa.Column("adopted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_pack"),
        sa.UniqueConstraint("number", name="uq_rule_pack_number"),
        sa.UniqueConstraint("uid", name="uq_rule_pack_uid"),
    )


def _disclosure() -> None:
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("shown_to", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_disclosure_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure"),
        sa.UniqueConstraint("uid", name="uq_disclosure_uid"),
    )
    op.create_index("ix_disclosure_member_id", "disclosure", ["member_id"], unique=False)


def _distinct_pair() -> None:
    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_distinct_pair_member_id"),
        sa.ForeignKeyConstraint(["other_id"], ["member.id"], name="fk_distinct_pair_other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_distinct_pair"),
        sa.UniqueConstraint("member_id", "other_id", name="uq_distinct_pair_member_id_other_id"),
        sa.UniqueConstraint("uid", name="uq_distinct_pair_uid"),
    )
    op.create_index("ix_distinct_pair_other_id", "distinct_pair", ["other_id"], unique=False)


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("verdict", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_document_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("member_id", "code", name="uq_document_member_id_code"),
        sa.UniqueConstraint("uid", name="uq_document_uid"),
    )


def _requirement() -> None:
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_requirement_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_requirement"),
        sa.UniqueConstraint("member_id", "code", name="uq_requirement_member_id_code"),
        sa.UniqueConstraint("uid", name="uq_requirement_uid"),
    )


def _response() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), server_default="", nullable=False),
        sa.Column("verdict_note", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_response_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("uid", name="uq_response_uid"),
    )
    op.create_index("ix_response_member_id", "response", ["member_id"], unique=False)


def _waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_waiver_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_waiver"),
        sa.UniqueConstraint("member_id", "objection", name="uq_waiver_member_id_objection"),
        sa.UniqueConstraint("uid", name="uq_waiver_uid"),
    )


def _replacement() -> None:
    op.create_table(
        "replacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("letter_no", sa.Text(), server_default="", nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("minutes_no", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes_date", sa.Date(), nullable=True),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_replacement_appointment_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_replacement_member_id"),
        sa.ForeignKeyConstraint(["successor_id"], ["appointment.id"], name="fk_replacement_successor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_replacement"),
        sa.UniqueConstraint("appointment_id", name="uq_replacement_appointment_id"),
        sa.UniqueConstraint("uid", name="uq_replacement_uid"),
    )
    op.create_index("ix_replacement_member_id", "replacement", ["member_id"], unique=False)


def _member() -> None:
    op.add_column("member", sa.Column("left_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("member", sa.Column("reserve", sa.SmallInteger(), server_default=sa.text("0"), nullable=False))
    op.execute(
        "ALTER TABLE member ADD COLUMN merged_into INTEGER CONSTRAINT fk_member_merged_into REFERENCES member (id)"
    )
    op.create_index(
        "ix_member_merged_into",
        "member",
        ["merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    for column in ("phone", "objections"):
        op.create_index(
            f"ix_member_{column}",
            "member",
            [column, "place", "id"],
            unique=False,
            sqlite_where=sa.text(f"{column} <> ''"),
            postgresql_where=sa.text(f"{column} <> ''"),
        )


_CREW = """
    SELECT count(*) FROM seat
    JOIN role ON role.id = seat.role_id
    JOIN appointment ON appointment.seat_id = seat.id AND appointment.until IS NULL
    JOIN member ON member.id = appointment.member_id
    WHERE seat.station_id = polling_station.id AND
"""


def _crews() -> None:
    for name, condition in (("women", "role.kpps AND member.sex = 'P'"), ("undecreed", "appointment.decree_no = ''")):
        op.add_column(
            "polling_station", sa.Column(name, sa.SmallInteger(), server_default=sa.text("0"), nullable=False)
        )
        op.execute(f"UPDATE polling_station SET {name} = ({_CREW} {condition})")  # noqa: S608
    for column in ("seat", "member"):
        op.create_index(f"ix_appointment_{column}_id", "appointment", [f"{column}_id"], unique=False)
        op.create_index(
            f"ix_appointment_ended_{column}",
            "appointment",
            [f"{column}_id"],
            unique=False,
            sqlite_where=sa.text("until IS NOT NULL"),
            postgresql_where=sa.text("until IS NOT NULL"),
        )


# Addresses are found by the beginnings of their words; no column sizes are kept, for nothing is ranked by them.
_ADDRESS = "member_search_address"
_SEARCH = (
    f"CREATE VIRTUAL TABLE {_ADDRESS} USING fts5(address, content='member', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2', columnsize=0)",
    f"INSERT INTO {_ADDRESS} (rowid, address) SELECT id, address FROM member WHERE address <> ''",  # noqa: S608
    f"CREATE TRIGGER {_ADDRESS}_insert AFTER INSERT ON member WHEN new.address <> '' BEGIN "  # noqa: S608
    f"INSERT INTO {_ADDRESS} (rowid, address) VALUES (new.id, new.address); END",
    f"CREATE TRIGGER {_ADDRESS}_delete AFTER DELETE ON member WHEN old.address <> '' BEGIN "  # noqa: S608
    f"INSERT INTO {_ADDRESS} ({_ADDRESS}, rowid, address) VALUES ('delete', old.id, old.address); END",
    # Who had no address was never put in: taking out what isn't there would leave the index malformed.
    f"CREATE TRIGGER {_ADDRESS}_update AFTER UPDATE OF address ON member WHEN old.address <> new.address BEGIN "
    f"INSERT INTO {_ADDRESS} ({_ADDRESS}, rowid, address) "
    "SELECT 'delete', old.id, old.address WHERE old.address <> ''; "
    f"INSERT INTO {_ADDRESS} (rowid, address) SELECT new.id, new.address WHERE new.address <> ''; END",
)


def _filters() -> None:
    """Few are TMS or a named reserve: an index of those alone costs an import nothing."""
    for name, columns, where in (
        ("eligibility", ["eligibility", "place", "id"], "eligibility <> 'MS'"),
        ("reserve", ["place", "reserve", "id"], "reserve > 0"),
    ):
        op.create_index(
            f"ix_member_{name}",
            "member",
            columns,
            unique=False,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


_TABLES = (
    ("import_run", _import_run),
    ("rule_pack", _rule_pack),
    ("disclosure", _disclosure),
    ("distinct_pair", _distinct_pair),
    ("document", _document),
    ("requirement", _requirement),
    ("response", _response),
    ("waiver", _waiver),
    ("replacement", _replacement),
)


def upgrade() -> None:
    _member()
    _crews()
    _filters()
    for _, create in _TABLES:
        create()
    for statement in _SEARCH:
        op.execute(statement)
    # Verdicts rest on more than ages now: whoever opens the file concludes them anew.
    op.execute("INSERT INTO workspace (key, value) SELECT 'behind', '0003' WHERE EXISTS (SELECT 1 FROM member)")


def downgrade() -> None:
    op.execute("DELETE FROM workspace WHERE key = 'behind'")
    for event in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER {_ADDRESS}_{event}")
    op.execute(f"DROP TABLE {_ADDRESS}")
    for index in ("eligibility", "reserve"):
        op.drop_index(f"ix_member_{index}", "member")
    for name, _ in reversed(_TABLES):
        op.drop_table(name)
    for column in ("seat", "member"):
        op.drop_index(f"ix_appointment_ended_{column}", "appointment")
        op.drop_index(f"ix_appointment_{column}_id", "appointment")
    for column in ("undecreed", "women"):
        op.drop_column("polling_station", column)
    for column in ("phone", "objections", "merged_into"):
        op.drop_index(f"ix_member_{column}", "member")
    for column in ("merged_into", "reserve", "left_reason"):
        op.drop_column("member", column)
