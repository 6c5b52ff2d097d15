"""Bring an older file's verdicts to today's rules, once, after its tables were brought up.

What a newcomer gets wrong: doing this in a migration. Those import nothing of ours, so that they mean the same next
year; a verdict is concluded by the rules of today.
"""

from kpps_desk.operations import conclusions
from kpps_desk.progress import Progress, silent
from kpps_desk.store.database import Database


def catch_up(database: Database, progress: Progress = silent) -> int:
    """How many verdicts or objections changed; 0 at once for a file that isn't behind, or is only read."""
    if not database.behind:
        return 0
    with database.write("Teliti ulang syarat setelah pembaruan", by="KPPS Desk") as tx:
        changed = conclusions.judge_everybody(tx, progress)
        tx.leave_behind()
    database.behind = False
    return changed
