"""Who is in the roster and who holds which seat.

What a newcomer gets wrong: setting what stands under "conclusions"; see the package's own page.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, SmallInteger, Table, Text, text

from kpps_desk.store.schema.foundation import metadata, record_id, uid, version

member = Table(
    "member",
    metadata,
    record_id(),
    uid(),
    version(),
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
    Column("active", Boolean, nullable=False, server_default=text("1")),  # False: left the roster
    Column("left_reason", Text, nullable=False, server_default=""),  # domain.leaving.Reason; '' while active
    Column("merged_into", ForeignKey("member.id")),  # the record that this one turned out to be
    Column("reserve", SmallInteger, nullable=False, server_default=text("0")),  # 1, 2, ...: a named reserve's rank
    # conclusions
    Column("eligibility", Text, nullable=False),  # 'MS' | 'TMS' | 'BMS'
    Column("objections", Text, nullable=False, server_default=""),  # tokens of domain.eligibility, blank-separated
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
    Index("ix_member_phone", "phone", "place", "id", sqlite_where=text("phone <> ''")),
    Index("ix_member_objections", "objections", "place", "id", sqlite_where=text("objections <> ''")),
    Index("ix_member_eligibility", "eligibility", "place", "id", sqlite_where=text("eligibility <> 'MS'")),
    Index("ix_member_reserve", "place", "reserve", "id", sqlite_where=text("reserve > 0")),
    # Without it, each record removed by an undo would look through the whole table for who points at it.
    Index("ix_member_merged_into", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    sqlite_autoincrement=True,  # the journal speaks of members by id: a removed one's id is never given again
)

appointment = Table(
    "appointment",
    metadata,
    record_id(),
    uid(),
    # Indexed whole: SQLite looks here for each removed member, and the partial indexes below don't serve that.
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("seat_id", ForeignKey("seat.id"), nullable=False, index=True),
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
    *(  # former holders are few: their indexes cost an import nothing
        Index(f"ix_appointment_ended_{column}", f"{column}_id", sqlite_where=text("until IS NOT NULL"))
        for column in ("seat", "member")
    ),
)
