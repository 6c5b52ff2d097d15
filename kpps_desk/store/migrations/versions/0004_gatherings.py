"""How sessions are prepared and proved: rooms, plans, invitations, sheets and scans, scores, receipts, kits.

What a newcomer gets wrong: looking for attendance here. A sheet, a scan and a kit lead to marks; they are none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _wording() -> None:
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wording"),
        sa.UniqueConstraint("code", name="uq_wording_code"),
        sa.UniqueConstraint("uid", name="uq_wording_uid"),
    )


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_plan_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("uid", name="uq_plan_uid"),
    )


def _planned_session() -> None:
    op.create_table(
        "planned_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("crews", sa.Text(), nullable=False),
        sa.Column("trainers", sa.Text(), nullable=False),
        sa.Column("stands_for", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_planned_session_area_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_planned_session_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned_session"),
        sa.UniqueConstraint("plan_id", "number", name="uq_planned_session_plan_id_number"),
        sa.UniqueConstraint("uid", name="uq_planned_session_uid"),
    )
    op.create_index("ix_planned_session_plan_id_day", "planned_session", ["plan_id", "day"], unique=False)


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("closed", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_room_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("area_id", "name", name="uq_room_area_id_name"),
        sa.UniqueConstraint("uid", name="uq_room_uid"),
    )
    op.create_index("ix_room_area_id", "room", ["area_id"], unique=False)


def _trainer() -> None:
    op.create_table(
        "trainer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_trainer_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trainer"),
        sa.UniqueConstraint("name", name="uq_trainer_name"),
        sa.UniqueConstraint("uid", name="uq_trainer_uid"),
    )


def _transport_rate() -> None:
    op.create_table(
        "transport_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name="fk_transport_rate_role_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transport_rate"),
        sa.UniqueConstraint("kind", "role_id", name="uq_transport_rate_kind_role_id"),
        sa.UniqueConstraint("uid", name="uq_transport_rate_uid"),
    )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("missed_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_invitation_member_id"),
        sa.ForeignKeyConstraint(["missed_id"], ["session.id"], name="fk_invitation_missed_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_invitation_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("session_id", "member_id", name="uq_invitation_session_id_member_id"),
        sa.UniqueConstraint("uid", name="uq_invitation_uid"),
    )
    op.create_index("ix_invitation_member_id", "invitation", ["member_id"], unique=False)


def _kit() -> None:
    op.create_table(
        "kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("recalled", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_kit_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kit"),
        sa.UniqueConstraint("uid", name="uq_kit_uid"),
    )
    op.create_index("ix_kit_session_id", "kit", ["session_id"], unique=False)


def _oath() -> None:
    op.create_table(
        "oath",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_oath_member_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_oath_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_oath"),
        sa.UniqueConstraint("session_id", "member_id", name="uq_oath_session_id_member_id"),
        sa.UniqueConstraint("uid", name="uq_oath_uid"),
    )
    op.create_index("ix_oath_member_id", "oath", ["member_id"], unique=False)


def _swearing_in() -> None:
    op.create_table(
        "swearing_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("officiant", sa.Text(), server_default="", nullable=False),
        sa.Column("office", sa.Text(), server_default="", nullable=False),
        sa.Column("witnesses", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes_no", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_swearing_in_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_swearing_in"),
        sa.UniqueConstraint("session_id", name="uq_swearing_in_session_id"),
        sa.UniqueConstraint("uid", name="uq_swearing_in_uid"),
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("paid_at", sa.BigInteger(), nullable=True),
        sa.Column("paid_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["receipt.id"], name="fk_receipt_corrects_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_receipt_member_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_receipt_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.UniqueConstraint("uid", name="uq_receipt_uid"),
    )
    op.create_index("ix_receipt_member_id", "receipt", ["member_id"], unique=False)
    op.create_index("ix_receipt_session_id", "receipt", ["session_id"], unique=False)


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.SmallInteger(), nullable=True),
        sa.Column("after", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_score_member_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_score_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_score"),
        sa.UniqueConstraint("session_id", "member_id", name="uq_score_session_id_member_id"),
        sa.UniqueConstraint("uid", name="uq_score_uid"),
    )
    op.create_index("ix_score_member_id", "score", ["member_id"], unique=False)


def _sheet() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("page", sa.SmallInteger(), nullable=False),
        sa.Column("pages", sa.SmallInteger(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_sheet_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint("code", name="uq_sheet_code"),
        sa.UniqueConstraint("uid", name="uq_sheet_uid"),
    )
    op.create_index("ix_sheet_session_id", "sheet", ["session_id"], unique=False)


def _kit_result() -> None:
    op.create_table(
        "kit_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("guests", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name="fk_kit_result_kit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kit_result"),
        sa.UniqueConstraint("file_hash", name="uq_kit_result_file_hash"),
        sa.UniqueConstraint("uid", name="uq_kit_result_uid"),
    )
    op.create_index("ix_kit_result_kit_id", "kit_result", ["kit_id"], unique=False)


def _nik_end() -> None:
    op.create_table(
        "nik_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_nik_end_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_nik_end"),
        sa.UniqueConstraint("member_id", name="uq_nik_end_member_id"),
    )


def _scan() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("verdicts", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_scan_sheet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_scan"),
        sa.UniqueConstraint("file_hash", name="uq_scan_file_hash"),
    )
    op.create_index("ix_scan_sheet_id", "scan", ["sheet_id"], unique=False)


_TABLES = (
    ("wording", _wording),
    ("plan", _plan),
    ("planned_session", _planned_session),
    ("room", _room),
    ("trainer", _trainer),
    ("transport_rate", _transport_rate),
    ("invitation", _invitation),
    ("kit", _kit),
    ("oath", _oath),
    ("swearing_in", _swearing_in),
    ("receipt", _receipt),
    ("score", _score),
    ("sheet", _sheet),
    ("kit_result", _kit_result),
    ("scan", _scan),
    ("nik_end", _nik_end),
)


def upgrade() -> None:
    op.add_column("session", sa.Column("trainers_present", sa.Text(), server_default="", nullable=False))
    op.add_column("session", sa.Column("breaks", sa.Text(), server_default="", nullable=False))
    op.add_column("session", sa.Column("signatures", sa.SmallInteger(), nullable=True))
    op.add_column("session", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("session", sa.Column("closed_by", sa.Text(), server_default="", nullable=False))
    for _, create in _TABLES:
        create()


def downgrade() -> None:
    for name, _ in reversed(_TABLES):
        op.drop_table(name)
    for column in ("closed_by", "closed_at", "signatures", "breaks", "trainers_present"):
        op.drop_column("session", column)
