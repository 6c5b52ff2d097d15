"""The long works of a roster and of its sessions on a small file, in many parts: to be cancelled and killed.

What a newcomer gets wrong: works that end in one part. Parts are made small here: there is a moment between two.
`state` is all that a work may change, without what differs from run to run (uids, versions, moments).
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Table, select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.operations import (
    attendance,
    bulk_edits,
    bulk_plans,
    call_lists,
    calling,
    conclusions,
    importing,
    replacing,
    rules,
    sheets,
    twins,
    undo,
)
from kpps_desk.problems import Gone
from kpps_desk.progress import Progress
from kpps_desk.queries import history
from kpps_desk.queries import rules as standing
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.filled import fill, write_roster
from tests.gatherings import GAMBIR, gather
from tests.people import person, register
from tests.twins import crowd

BY = "penguji"
PAIRS = 12
_member = schema.member.c
_TABLES: tuple[Table, ...] = (
    schema.member, schema.appointment, schema.replacement, schema.session, schema.session_crew, schema.invitation,
    schema.attendance, schema.election, schema.rule_pack, schema.distinct_pair, schema.polling_station,
)  # fmt: skip
_VOLATILE = ("uid", "version")
_SMALL = (  # so many at once, instead of thousands
    (twins, "_CHUNK", 3), (rules, "_CHUNK", 20), (conclusions, "_CHUNK", 20), (conclusions, "_SETTLED", 20),
    (attendance, "_CHUNK", 9), (bulk_edits, "_CHUNK", 20), (undo, "_SETTLED", 20),
)  # fmt: skip
Run = Callable[[Database, Path, Progress], object]


@dataclass(frozen=True, slots=True)
class Work:
    """`whole`: cancelled, it leaves everything as it was; else whole parts stay, and the next run does the rest."""

    run: Run
    whole: bool = True


def prepare(path: Path) -> None:
    """A full kelurahan, pairs that nothing tells apart, people without a seat, and two sessions to come."""
    fill(path)
    with Database.open(path) as database:
        with database.write("Pasangan", by=BY) as tx:
            for number, row in enumerate(crowd(PAIRS)):
                again = {**row, "nik": None, "phone": ""}
                register(tx, [person(number, **_without_seat(one)) for one in (row, again)])
            conclusions.judge_everybody(tx)
        gather(database, SessionKind.OATH, 1, 2)
        gather(database, SessionKind.OATH, 3, day=date(2024, 11, 8))
        gather(database, SessionKind.TRAINING, 1, 2, 3, capacity=60)


def _without_seat(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "eligibility": "BMS"}


def state(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """What is in the file, by table."""
    found = {}
    with database.read() as db:
        for table in _TABLES:
            columns = [one for one in table.columns if one.name not in _VOLATILE and not one.name.endswith("_at")]
            found[table.name] = [tuple(row) for row in db.rows(select(*columns).order_by(table.c.id))]
    return found


def in_small_parts() -> ExitStack:
    """While this is open, each work goes in many parts."""
    stack = ExitStack()
    for module, name, size in _SMALL:
        if hasattr(module, name):
            stack.enter_context(patch.object(module, name, size))
    stack.enter_context(patch("kpps_desk.exchange.roster.PART", 10))
    return stack


def _find(database: Database, folder: Path, progress: Progress) -> object:
    return twins.find(database, progress).suspects


def _merge(database: Database, folder: Path, progress: Progress) -> object:
    return twins.merge_alike(database, twins.find(database).alike(), by=BY, progress=progress)


def _adopt(database: Database, folder: Path, progress: Progress) -> object:
    with database.read() as db:
        now = standing.current(db)
    draft = replace(now, rules=replace(now.rules, max_age=40, papers_first=True))
    return rules.adopt(database, draft, reason="Keputusan 12", by=BY, progress=progress)


def _undo(database: Database, folder: Path, progress: Progress) -> object:
    with database.read() as db:
        act = next(act for act in history.acts(db) if act.title.startswith("Impor "))
    return undo.undo(database, act.id, by=BY, progress=progress)


def _import(database: Database, folder: Path, progress: Progress) -> object:
    """With names corrected, so that each part changes somebody."""
    listed = folder / "lain.xlsx"
    if not listed.exists():
        write_roster(listed, faults=0.3)
    return importing.run(database, listed, by=BY, existing="update", progress=progress)


def _mark(database: Database, folder: Path, progress: Progress) -> object:
    return attendance.mark_area_present(database, GAMBIR, SessionKind.OATH, by=BY, progress=progress)


def _edit(database: Database, folder: Path, progress: Progress) -> object:
    with database.read() as db:
        members = db.ids(select(_member.id).order_by(_member.id))
    return bulk_edits.run(database, members, bulk_plans.Edit("occupation", "Guru"), by=BY, progress=progress)


def _replace_all(database: Database, folder: Path, progress: Progress) -> object:
    """Everybody of TPS 001, one after another: an act each."""
    _held = schema.appointment.c
    with database.read() as db:
        holders = db.ids(select(_held.member_id).where(_held.until.is_(None)).order_by(_held.id))[:9]
    for done, member in enumerate(holders):
        progress(done, len(holders))
        with database.write(f"Penggantian anggota no. {member}", by=BY) as tx:
            replacing.replace(tx, member, reason=Reason.RESIGNED, effective=date(2024, 11, 8))
    progress(len(holders), len(holders))
    if not holders:
        raise Gone("Tidak ada lagi.")
    return None


def _print_sheets(database: Database, folder: Path, progress: Progress) -> object:
    return sheets.print_sheets(database, 1, folder / "hasil.pdf", by=BY, progress=progress)


def _print_invitations(database: Database, folder: Path, progress: Progress) -> object:
    return calling.print_area(database, GAMBIR, folder / "hasil.pdf", progress=progress)


def _call_list(database: Database, folder: Path, progress: Progress) -> object:
    return call_lists.write(database, GAMBIR, folder / "hasil.xlsx", by=BY, progress=progress)


WORKS: dict[str, Work] = {
    "find": Work(_find),
    "merge": Work(_merge, whole=False),
    "adopt": Work(_adopt),
    "undo": Work(_undo),
    "import": Work(_import, whole=False),
    "mark": Work(_mark, whole=False),
    "edit": Work(_edit, whole=False),
    "sheets": Work(_print_sheets),
    "invitations": Work(_print_invitations),
    "call list": Work(_call_list),
}
REPLACE = Work(_replace_all, whole=False)
# By their names: those that a kill must not hurt.
KILLED: dict[str, Work] = {**{name: WORKS[name] for name in ("merge", "adopt", "undo")}, "replace": REPLACE}
