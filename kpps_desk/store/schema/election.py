"""The frame of the work: the file itself, the election with its roles, areas, stations and their seats.

What a newcomer gets wrong: looking for these in the journal. They come with a new workspace, in
one entry without lines.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, SmallInteger, Table, Text, UniqueConstraint, text

from kpps_desk.store.schema.foundation import metadata, record_id, tally, uid, version

workspace = Table(  # facts of this file alone: device, who works here; never journaled
    "workspace",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

election = Table(
    "election",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("name", Text, nullable=False),
    Column("voting_day", Date, nullable=False),
    Column("rules", Text, nullable=False),  # JSON of domain.election.RulePack
    Column("number_template", Text, nullable=False),  # of certificates: domain.certificates.number
    Column("paper", Text, nullable=False),  # JSON of domain.election.PaperSettings: letterhead, city, signatory
)

role = Table(
    "role",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("first_number", SmallInteger, nullable=False),  # seats first_number .. first_number + seats - 1 of a crew
    Column("seats", SmallInteger, nullable=False),
    Column("kpps", Boolean, nullable=False),  # a member of the KPPS; the officers are not
    Column("needs_oath", Boolean, nullable=False),
    Column("needs_training", Boolean, nullable=False),
    Column("needs_certificate", Boolean, nullable=False),
)

area = Table(
    "area",
    metadata,
    record_id(),
    Column("code", Text, nullable=False, unique=True),  # Kemendagri's, with dots
    Column("parent_id", ForeignKey("area.id")),
    Column("level", SmallInteger, nullable=False),  # domain.places.Level
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
)

polling_station = Table(
    "polling_station",
    metadata,
    record_id(),
    Column("area_id", ForeignKey("area.id"), nullable=False, index=True),
    Column("code", Text, nullable=False, unique=True),  # 13 digits, as KPU writes it
    Column("number", Text, nullable=False),  # '001'
    *(
        tally(f"{group}_{count}")
        for group in ("kpps", "officer")
        for count in ("seats", "filled", "eligible", "sworn", "trained", "certified")
    ),
    Column("ready", Boolean, nullable=False, server_default=text("0")),
    tally("women"),  # among the KPPS on seats
    tally("undecreed"),  # people on seats, officers too, whose appointment rests on no decree yet
    Index("ix_polling_station_number", "number", "code"),
)

seat = Table(
    "seat",
    metadata,
    record_id(),
    Column("station_id", ForeignKey("polling_station.id"), nullable=False),
    Column("role_id", ForeignKey("role.id"), nullable=False),
    Column("number", SmallInteger, nullable=False),  # 1..9 in the crew; 1..7 are KPPS 1..7
    Column("code", Text, nullable=False, unique=True),  # 14 digits: station code + number
    UniqueConstraint("station_id", "number"),
)
