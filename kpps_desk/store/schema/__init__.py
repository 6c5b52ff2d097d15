"""The records, as SQLAlchemy Core tables: the one description that migrations are proved equal to.

What a newcomer gets wrong: a member's `eligibility`, `objections`, `stage`, `place`, `sworn`, `trained` and a station's
counts and `ready` are CONCLUSIONS. operations.conclusions keeps them beside the facts for speed, `kpps-desk check`
proves them equal to the rules in domain/; never set them by hand, and they never enter the journal.

Texts, never numbers: NIK, phone, TPS number, RT/RW. Dates are local dates; moments are UTC milliseconds (`_at`).
`place` is the spine of every list: kelurahan code without dots (10 digits), then the TPS (3), then the seat (1), as
far as known: `31710110010013` sorts in the order of the street, and an area is a range of it.
"""

from sqlalchemy import Column, Integer, MetaData, Table

from kpps_desk.store.schema.election import area, election, polling_station, role, seat, workspace
from kpps_desk.store.schema.events import (
    attendance,
    certificate,
    certificate_edition,
    session,
    session_crew,
    signing_key,
)
from kpps_desk.store.schema.foundation import metadata
from kpps_desk.store.schema.gatherings import (
    invitation,
    kit,
    kit_result,
    nik_end,
    oath,
    plan,
    planned_session,
    receipt,
    room,
    scan,
    score,
    sheet,
    swearing_in,
    trainer,
    transport_rate,
    wording,
)
from kpps_desk.store.schema.journal import journal, journal_block, journal_subject
from kpps_desk.store.schema.papers import (
    asset,
    design,
    evidence,
    letterhead,
    name_check,
    official,
    photo,
    print_batch,
    print_line,
    revocation_list,
    template,
)
from kpps_desk.store.schema.roster import appointment, member
from kpps_desk.store.schema.selection import (
    disclosure,
    distinct_pair,
    document,
    import_run,
    replacement,
    requirement,
    response,
    rule_pack,
    waiver,
)

__all__ = [
    "CONCLUSIONS",
    "appointment",
    "area",
    "asset",
    "attendance",
    "certificate",
    "certificate_edition",
    "chosen",
    "design",
    "disclosure",
    "distinct_pair",
    "document",
    "election",
    "evidence",
    "import_run",
    "invitation",
    "journal",
    "journal_block",
    "journal_subject",
    "kit",
    "kit_result",
    "letterhead",
    "member",
    "metadata",
    "name_check",
    "nik_end",
    "oath",
    "official",
    "photo",
    "plan",
    "planned_session",
    "polling_station",
    "print_batch",
    "print_line",
    "receipt",
    "replacement",
    "requirement",
    "response",
    "revocation_list",
    "role",
    "room",
    "rule_pack",
    "scan",
    "score",
    "seat",
    "session",
    "session_crew",
    "sheet",
    "signing_key",
    "swearing_in",
    "template",
    "trainer",
    "transport_rate",
    "waiver",
    "wording",
    "workspace",
]

chosen = Table(  # temporary, one a connection: the ids of Snapshot.choose(), to join with; no part of the file
    "chosen",
    MetaData(),
    Column("id", Integer, primary_key=True),
    prefixes=["TEMPORARY"],
)

# Kept beside the facts for speed: written by the doors like any column, never journaled.
CONCLUSIONS: dict[str, frozenset[str]] = {
    "member": frozenset({"eligibility", "objections", "place", "stage", "sworn", "trained", "certified"}),
    "polling_station": frozenset(
        {"ready", "women", "undecreed"}
        | {
            f"{group}_{count}"
            for group in ("kpps", "officer")
            for count in ("seats", "filled", "eligible", "sworn", "trained", "certified")
        }
    ),
}
