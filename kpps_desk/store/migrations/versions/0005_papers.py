"""Papers: designs and their frozen copies, letterheads, officials, photos, the print ledger, lists of revoked numbers.

What a newcomer gets wrong: altering `certificate` in place. SQLite can't take a NOT NULL away; the table is made anew,
and a certificate may then belong to a trainer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _asset() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asset"),
        sa.UniqueConstraint("digest", name="uq_asset_digest"),
    )


def _design() -> None:
    op.create_table(
        "design",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_design"),
        sa.UniqueConstraint("digest", name="uq_design_digest"),
        sa.UniqueConstraint("uid", name="uq_design_uid"),
    )


def _print_batch() -> None:
    op.create_table(
        "print_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("printer", sa.Boolean(), nullable=False),
        sa.Column("sorting", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("out", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_print_batch"),
        sa.UniqueConstraint("uid", name="uq_print_batch_uid"),
    )


def _revocation_list() -> None:
    op.create_table(
        "revocation_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revocation_list"),
        sa.UniqueConstraint("digest", name="uq_revocation_list_digest"),
        sa.UniqueConstraint("uid", name="uq_revocation_list_uid"),
    )
    op.create_index("ix_revocation_list_key_id", "revocation_list", ["key_id"], unique=False)


def _template() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sa.UniqueConstraint("name", name="uq_template_name"),
        sa.UniqueConstraint("uid", name="uq_template_uid"),
    )
    op.create_index("uq_template_chosen_kind", "template", ["kind"], unique=True, sqlite_where=sa.text("chosen"))


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_evidence_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("uid", name="uq_evidence_uid"),
    )
    op.create_index("ix_evidence_area_id", "evidence", ["area_id"], unique=False)


def _letterhead() -> None:
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("logo", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_letterhead_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letterhead"),
        sa.UniqueConstraint("area_id", name="uq_letterhead_area_id"),
        sa.UniqueConstraint("uid", name="uq_letterhead_uid"),
    )


def _official() -> None:
    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("rank", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("signs", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_official_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_official"),
        sa.UniqueConstraint("uid", name="uq_official_uid"),
    )
    op.create_index("ix_official_area_id", "official", ["area_id"], unique=False)


def _name_check() -> None:
    op.create_table(
        "name_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_name_check_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_name_check"),
        sa.UniqueConstraint("member_id", name="uq_name_check_member_id"),
        sa.UniqueConstraint("uid", name="uq_name_check_uid"),
    )


def _photo() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_photo_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
        sa.UniqueConstraint("member_id", name="uq_photo_member_id"),
    )


def _print_line() -> None:
    op.create_table(
        "print_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["print_batch.id"], name="fk_print_line_batch_id"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name="fk_print_line_certificate_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_line"),
        sa.UniqueConstraint("batch_id", "position", name="uq_print_line_batch_id_position"),
    )
    op.create_index("ix_print_line_certificate_id", "print_line", ["certificate_id"], unique=False)


_TABLES = (
    ("asset", _asset),
    ("design", _design),
    ("print_batch", _print_batch),
    ("revocation_list", _revocation_list),
    ("template", _template),
    ("evidence", _evidence),
    ("letterhead", _letterhead),
    ("official", _official),
    ("name_check", _name_check),
    ("photo", _photo),
    ("print_line", _print_line),
)


_KEPT = (
    "id, uid, member_id, edition_id, kind, scope, sequence, number, name, position, place, seal, key_id, issued_at, "
    "issued_by, state, replaced_by, reason"
)


def _certificate(*, bearers: bool) -> None:
    """The table anew: with `bearers` a certificate is a member's or a trainer's, without them a member's."""
    parts: list[sa.schema.SchemaItem] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=bearers),
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
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.ForeignKeyConstraint(["edition_id"], ["certificate_edition.id"], name="fk_certificate_edition_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_certificate_member_id"),
        sa.ForeignKeyConstraint(["replaced_by"], ["certificate.id"], name="fk_certificate_replaced_by"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint("scope", "sequence", name="uq_certificate_scope_sequence"),
        sa.UniqueConstraint("uid", name="uq_certificate_uid"),
    ]
    if bearers:
        parts.append(sa.Column("trainer_id", sa.Integer(), nullable=True))
        parts.append(sa.Column("state_at", sa.BigInteger(), nullable=True))
        parts.append(sa.ForeignKeyConstraint(["trainer_id"], ["trainer.id"], name="fk_certificate_trainer_id"))
    op.create_table("certificate_anew", *parts)
    op.execute(
        f"INSERT INTO certificate_anew ({_KEPT}) SELECT {_KEPT} FROM certificate WHERE member_id IS NOT NULL"  # noqa: S608
    )
    op.drop_table("certificate")
    op.rename_table("certificate_anew", "certificate")
    op.create_index("ix_certificate_member_id", "certificate", ["member_id"])
    op.create_index("ix_certificate_place", "certificate", ["place"])
    open_ones = sa.text("state = 'terbit'")
    op.create_index(
        "uq_certificate_open_member", "certificate", ["member_id", "kind"], unique=True, sqlite_where=open_ones
    )


def _certificate_bearers() -> None:
    _certificate(bearers=True)
    op.create_index(
        "uq_certificate_open_trainer",
        "certificate",
        ["trainer_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'terbit' AND trainer_id IS NOT NULL"),
    )
    op.create_index("ix_certificate_state_kind_place", "certificate", ["state", "kind", "place"])


def _key() -> None:
    op.add_column("signing_key", sa.Column("revoked_from", sa.Date(), nullable=True))
    op.add_column("signing_key", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column("signing_key", sa.Column("office", sa.Text(), server_default="", nullable=False))
    op.add_column("signing_key", sa.Column("backed_up_at", sa.BigInteger(), nullable=True))


def upgrade() -> None:
    for _, create in _TABLES:
        create()
    _certificate_bearers()
    _key()


def downgrade() -> None:
    """Trainers' certificates go: an older program has no place for them."""
    for name, _ in reversed(_TABLES):
        op.drop_table(name)
    _certificate(bearers=False)
    for column in ("backed_up_at", "office", "reason", "revoked_from"):
        op.drop_column("signing_key", column)
