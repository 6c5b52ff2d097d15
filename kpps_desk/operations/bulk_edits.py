"""One field of many people at once: what it would change, whom it can't, then the change itself, undone as one act.

What a newcomer gets wrong: changing what wasn't shown. Preview and change draw the same plan (bulk_plans), the change
from the people as they are then.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.operations import conclusions, leaving, reserves
from kpps_desk.operations.bulk_plans import Edit, Plan, plan
from kpps_desk.operations.outcome import Outcome
from kpps_desk.progress import Progress, silent
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_CHUNK = 5_000  # people in one transaction
_WHOLE = ("reserve", "left")  # ranks count from the whole choice


class Step(NamedTuple):
    """So many people change from this to that, in words."""

    before: str
    after: str
    people: int


class Preview(NamedTuple):
    """What an edit would do; `same` are so already."""

    changing: int
    same: int
    steps: list[Step]  # the most frequent first
    refused: dict[int, str]

    def reasons(self) -> list[tuple[str, int]]:
        """Why some are refused, and how many each."""
        return Counter(self.refused.values()).most_common()


class Edited(NamedTuple):
    """`group` is what an undo takes."""

    done: int
    refused: dict[int, str]
    changes: Changes


def title(edit: Edit, people: int) -> str:
    """As the journal calls it: the field and how many, nobody's name."""
    what = {
        "note": "Tambah catatan",
        "reserve": "Jadikan cadangan" if edit.value == "ya" else "Hapus dari cadangan",
        "left": "Keluarkan dari daftar",
    }.get(edit.field, f"Ubah {words.field_name(edit.field).lower()}")
    return f"{what}, {words.number(people)} orang"


def preview(db: Snapshot, members: Sequence[int], edit: Edit) -> Preview:
    """Look without changing; Invalid names the field whose value can't be accepted."""
    whole = _joined(plan(db, part, edit) for part in _parts(members, edit))
    steps = [Step(*pair, people) for pair, people in whole.steps.most_common()]
    return Preview(len(whole.new), whole.same, steps, whole.refused)


def edit_many(tx: Transaction, members: Sequence[int], edit: Edit) -> Outcome:
    """Change these people; whoever can't be is refused with a sentence."""
    drawn = plan(tx, members, edit)
    chosen = list(drawn.new)
    if edit.field == "left":
        leaving.withdraw(tx, chosen, reason=edit.value)
    elif edit.field == "reserve":
        (reserves.rank_reserves if edit.value == "ya" else reserves.clear_reserve)(tx, chosen)
    else:
        column = "role_id" if edit.field == "role" else edit.field
        tx.update_many(schema.member, [{"id": member, column: value} for member, value in drawn.new.items()])
        if edit.field in ("education", "role"):
            conclusions.judge(tx, chosen)
        elif edit.field == "wanted":
            conclusions.settle(tx, chosen)
    return Outcome(len(chosen), drawn.refused)


def run(
    database: Database, members: Sequence[int], edit: Edit, *, by: str, reason: str = "", progress: Progress = silent
) -> Edited:
    """The same for any number of people; what was finished before a cancel stays, and is undone with the rest."""
    group, changes, done = new_group(), Changes(), 0
    refused: dict[int, str] = {}
    named = title(edit, len(members))
    seen = 0
    for part in _parts(members, edit):
        progress(seen, len(members), named)
        with database.write(named, by=by, reason=reason or None, group=group) as tx:
            outcome = edit_many(tx, part, edit)
        seen += len(part)
        done += outcome.done
        refused |= outcome.refused
        changes |= tx.changes
    progress(len(members), len(members), named)
    return Edited(done, refused, changes)


def _parts(members: Sequence[int], edit: Edit) -> Iterable[Sequence[int]]:
    if edit.field in _WHOLE:
        return [members] if members else []
    return [members[start : start + _CHUNK] for start in range(0, len(members), _CHUNK)]


def _joined(plans: Iterable[Plan]) -> Plan:
    whole = Plan({}, 0, Counter(), {})
    for one in plans:
        whole.new.update(one.new)
        whole.steps.update(one.steps)
        whole.refused.update(one.refused)
        whole = whole._replace(same=whole.same + one.same)
    return whole
