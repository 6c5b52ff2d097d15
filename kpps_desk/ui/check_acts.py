"""What can be done on Penelitian, for one person or for all that are chosen; each is one entry that Ctrl+Z takes back.

What a newcomer gets wrong: a name in a title. Titles are hashed into the journal's chain, where a name could never be
erased: one person is a number, many are a count.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from kpps_desk import words
from kpps_desk.changes import Changes
from kpps_desk.operations import collector, requirements
from kpps_desk.operations.outcome import Outcome
from kpps_desk.problems import Problem
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui.check_papers import ABSENT, UNKNOWN, UNSOUND, Line
from kpps_desk.ui.check_responses import day_of
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.stopping import Stopped, keeping

_AT_ONCE = 300  # people; more is work with a bar
_CHUNK = 500
_TOUCHED = frozenset({"member", "document", "requirement", "polling_station"})
_Change = Callable[[Transaction], Outcome]
_Bulk = Callable[[Transaction, Sequence[int]], Outcome]
_Failed = Callable[[Problem], None]


class _Done(NamedTuple):
    outcome: Outcome
    changes: Changes


class CheckActs:
    """The changes of one screen (`owner`)."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk, self._owner = desk, owner

    # -- one person ---------------------------------------------------------------------------------------------------

    def answer(self, member: int, line: Line, answer: str) -> None:
        """What was found out about a line of the checklist."""
        what = "berkas" if line.paper else "syarat"
        title = f"Catat {what} {line.code}, anggota no. {member}"
        change = _paper(member, line.code, answer) if line.paper else _requirement(member, line.code, answer)
        self._desk.background.do(self._owner, title, change, self._say_refused)

    def waive(self, member: int, token: str, reason: str, done: Callable[[], None], failed: _Failed) -> None:
        self._desk.background.do(
            self._owner,
            f"Kesampingkan keberatan {token}, anggota no. {member}",
            lambda tx: requirements.waive(tx, member, token, reason=reason),
            lambda _: done(),
            reason=reason.strip() or None,
            failed=failed,
        )

    def withdraw_waiver(self, member: int, token: str) -> None:
        self._desk.background.do(
            self._owner,
            f"Berlakukan lagi keberatan {token}, anggota no. {member}",
            lambda tx: requirements.withdraw_waiver(tx, member, token),
        )

    def add_response(self, member: int, typed: dict[str, str], done: Callable[[], None], failed: _Failed) -> None:
        def change(tx: Transaction) -> int:
            return requirements.add_response(
                tx,
                member,
                received=day_of(typed["received"]),
                source=typed["source"],
                contact=typed["contact"],
                content=typed["content"],
            )

        self._desk.background.do(
            self._owner,
            f"Catat tanggapan masyarakat, anggota no. {member}",
            change,
            lambda _: done(),
            failed=failed,
        )

    def decide(
        self,
        member: int,
        response: int,
        typed: dict[str, str],
        version: int,
        done: Callable[[], None],
        failed: _Failed,
    ) -> None:
        self._desk.background.do(
            self._owner,
            f"Putuskan tanggapan masyarakat, anggota no. {member}",
            lambda tx: requirements.decide_response(
                tx, response, verdict=typed["verdict"], note=typed["note"], version=version
            ),
            lambda _: done(),
            failed=failed,
        )

    # -- one or many --------------------------------------------------------------------------------------------------

    def accept(self, members: Sequence[int]) -> None:
        """All papers are here and sound, all requirements met, as far as nothing else is known."""

        def change(tx: Transaction, some: Sequence[int]) -> Outcome:
            return requirements.accept_papers(tx, some, received=tx.now.astimezone().date())

        self._do("Semua berkas lengkap", members, change, "dinyatakan lengkap", chunk=_CHUNK)

    def rank(self, members: Sequence[int]) -> None:
        self._do("Jadikan cadangan", members, requirements.rank_reserves, "menjadi cadangan")

    def unrank(self, members: Sequence[int]) -> None:
        self._do("Cabut cadangan", members, requirements.clear_reserve, "bukan cadangan lagi")

    def withdraw(self, members: Sequence[int], reason: str) -> None:
        said = f"keluar dari daftar ({words.leaving(reason)})"
        self._do("Keluarkan dari daftar", members, partial(requirements.withdraw, reason=reason), said)

    def readmit(self, members: Sequence[int]) -> None:
        self._do("Kembalikan ke daftar", members, requirements.readmit, "kembali ke dalam daftar")

    def _do(self, act: str, members: Sequence[int], change: _Bulk, said: str, *, chunk: int = 0) -> None:
        """`chunk`: so many at a time where they are many; else all in one transaction, as their order asks."""
        if not members:
            self._desk.notices.warn("Pilih dahulu orangnya di daftar.")
            return
        who = f"anggota no. {members[0]}" if len(members) == 1 else f"{words.number(len(members))} orang"
        title, background = f"{act}, {who}", self._desk.background
        if len(members) <= _AT_ONCE:
            background.do(self._owner, title, lambda tx: change(tx, members), lambda outcome: self._say(outcome, said))
            return
        by, size = background.by, chunk or len(members)

        def work(database: Database, job: Job) -> _Done:
            return _in_chunks(database, job, title, by, members, change, size)

        background.run(self._owner, title, keeping(work, _TOUCHED), lambda done: self._finished(done, said))

    def _finished(self, done: _Done | Stopped, said: str) -> None:
        if isinstance(done, Stopped):
            self._desk.notices.warn(f"{done.why} Yang sudah tercatat tetap tercatat.")
        else:
            self._say(done.outcome, said)

    def _say(self, outcome: Outcome, said: str) -> None:
        if outcome.done:
            text = f"{words.number(outcome.done)} orang {said}."
            refused = f" {refusals(outcome)}" if outcome.refused else ""
            (self._desk.notices.warn if refused else self._desk.notices.say)(text + refused)
        elif outcome.refused:
            self._desk.notices.warn(refusals(outcome))
        else:
            self._desk.notices.say("Tidak ada yang berubah: sudah tercatat demikian.")

    def _say_refused(self, outcome: Outcome) -> None:
        if outcome.refused:
            self._desk.notices.warn(refusals(outcome))


def _in_chunks(
    database: Database, job: Job, title: str, by: str, members: Sequence[int], change: _Bulk, size: int
) -> _Done:
    """One group of entries, undone as one; Cancel keeps what is done."""
    group, done, changes = new_group(), 0, Changes()
    refused: dict[int, str] = {}
    for start in range(0, len(members), size):
        job(start, len(members), title)
        with collector.paused(), database.write(title, by=by, group=group) as tx:
            outcome = change(tx, members[start : start + size])
        done, changes = done + outcome.done, changes | tx.changes
        refused.update(outcome.refused)
    return _Done(Outcome(done, refused), changes)


def refusals(outcome: Outcome) -> str:
    """`3 orang dilewati: Sudah memegang kursi.`, each reason once with its number."""
    counts: dict[str, int] = {}
    for why in outcome.refused.values():
        counts[why] = counts.get(why, 0) + 1
    return " ".join(f"{words.number(count)} orang dilewati: {why}" for why, count in counts.items())


def _paper(member: int, code: str, answer: str) -> _Change:
    def change(tx: Transaction) -> Outcome:
        if answer == UNKNOWN:
            return requirements.clear_document(tx, [member], code)
        if answer == ABSENT:
            return requirements.record_document(tx, [member], code, received=None)
        today = tx.now.astimezone().date()
        return requirements.record_document(tx, [member], code, received=today, verdict=answer)

    return change


def _requirement(member: int, code: str, answer: str) -> _Change:
    def change(tx: Transaction) -> Outcome:
        if answer == UNKNOWN:
            return requirements.clear_requirement(tx, [member], code)
        return requirements.judge_requirement(tx, [member], code, met=answer != UNSOUND)

    return change
