"""The roster: areas, stations, seats, people, who holds which seat; the search index over names.

What a newcomer gets wrong: editing a migration that has left the house. A shipped one is history; write the next.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# The search index keeps itself in step, whoever changes a name.
_SEARCH = (
    "CREATE VIRTUAL TABLE member_search USING fts5(name_key, content='member', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')",
    "CREATE TRIGGER member_search_insert AFTER INSERT ON member BEGIN "
    "INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END",
    "CREATE TRIGGER member_search_delete AFTER DELETE ON member BEGIN "
    "INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); END",
    "CREATE TRIGGER member_search_update AFTER UPDATE OF name_key ON member WHEN old.name_key <> new.name_key BEGIN "
    "INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); "
    "INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END",
)


def _area() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name="fk_area_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
        sa.UniqueConstraint("code", name="uq_area_code"),
    )


def _election() -> None:
    op.create_table(
        "election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("voting_day", sa.Date(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("number_template", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_election"),
        sa.UniqueConstraint("uid", name="uq_election_uid"),
    )


def _role() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_number", sa.SmallInteger(), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("kpps", sa.Boolean(), nullable=False),
        sa.Column("needs_oath", sa.Boolean(), nullable=False),
        sa.Column("needs_training", sa.Boolean(), nullable=False),
        sa.Column("needs_certificate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_role"),
        sa.UniqueConstraint("code", name="uq_role_code"),
        sa.UniqueConstraint("uid", name="uq_role_uid"),
    )


def _workspace() -> None:
    op.create_table(
        "workspace",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_workspace"),
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("title_before", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_after", sa.Text(), server_default="", nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_place", sa.Text(), server_default="", nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("rt_rw", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("education", sa.Text(), server_default="", nullable=False),
        sa.Column("occupation", sa.Text(), server_default="", nullable=False),
        sa.Column("marital", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("eligibility", sa.Text(), nullable=False),
        sa.Column("objections", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("sworn", sa.Date(), nullable=True),
        sa.Column("trained", sa.Date(), nullable=True),
        sa.Column("certified", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name="fk_member_role_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("uid", name="uq_member_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_name", "member", ["name_key", "id"], unique=False)
    op.create_index("ix_member_place", "member", ["place", "id"], unique=False)
    op.create_index("ix_member_stage", "member", ["stage", "place", "id"], unique=False)
    op.create_index("ix_member_nik", "member", ["nik", "active", "place"], unique=False)
    op.create_index(
        "uq_member_nik",
        "member",
        ["nik"],
        unique=True,
        sqlite_where=sa.text("active AND nik IS NOT NULL"),
        postgresql_where=sa.text("active AND nik IS NOT NULL"),
    )


def _polling_station() -> None:
    op.create_table(
        "polling_station",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kpps_seats", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kpps_filled", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kpps_eligible", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kpps_sworn", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kpps_trained", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kpps_certified", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_seats", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_filled", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_eligible", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_sworn", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_trained", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("officer_certified", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("ready", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_polling_station_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_polling_station"),
        sa.UniqueConstraint("code", name="uq_polling_station_code"),
    )
    op.create_index("ix_polling_station_area_id", "polling_station", ["area_id"], unique=False)
    op.create_index("ix_polling_station_number", "polling_station", ["number", "code"], unique=False)


def _seat() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name="fk_seat_role_id"),
        sa.ForeignKeyConstraint(["station_id"], ["polling_station.id"], name="fk_seat_station_id"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("code", name="uq_seat_code"),
        sa.UniqueConstraint("station_id", "number", name="uq_seat_station_id_number"),
    )


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("decree_no", sa.Text(), server_default="", nullable=False),
        sa.Column("decree_date", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_appointment_member_id"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_appointment_seat_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("uid", name="uq_appointment_uid"),
    )
    op.create_index(
        "uq_appointment_open_member",
        "appointment",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index(
        "uq_appointment_open_seat",
        "appointment",
        ["seat_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


_TABLES = (
    ("area", _area),
    ("election", _election),
    ("role", _role),
    ("workspace", _workspace),
    ("member", _member),
    ("polling_station", _polling_station),
    ("seat", _seat),
    ("appointment", _appointment),
)


def upgrade() -> None:
    for _, create in _TABLES:
        create()
    for statement in _SEARCH:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE member_search")
    for name, _ in reversed(_TABLES):
        op.drop_table(name)
