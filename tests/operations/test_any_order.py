"""Whatever people do with a roster, in whatever order: each act is done or refused, and `check` finds nothing after it.

What a newcomer gets wrong: planning the steps. Hypothesis chooses acts, people, seats and what to take back; most of it
makes no sense, as with people. A longer walk by hand: `python -m tests.operations.test_any_order 300`.
"""

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from kpps_desk.domain.leaving import REPLACED, Reason
from kpps_desk.domain.rules import Draft
from kpps_desk.operations import (
    checking,
    importing,
    leaving,
    members,
    merging,
    replacing,
    requirements,
    reserves,
    responses,
    rules,
    seats,
    twins,
    undo,
    upkeep,
    waiving,
)  # fmt: skip
from kpps_desk.problems import Problem
from kpps_desk.queries import history
from kpps_desk.queries import rules as kept
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from tests import people, rosters
from tests.conftest import GAMBIR

BY = "penguji"
_LIST = 6  # people on one list
_STATIONS = tuple(f"{people.STATION[:-1]}{number}" for number in (1, 2))
_DAYS = st.dates(date(2024, 11, 7), date(2024, 12, 9))
_MEMBERS = st.integers(1, 16)  # nearly all of them are there
_SOME = st.lists(_MEMBERS, min_size=1, max_size=4)
_SEATS = st.builds(lambda station, number: f"{station}{number}", st.sampled_from(_STATIONS), st.integers(0, 9))
_BIRTHS = st.sampled_from(("01-01-1990", "05-01-1964", "05-01-2008", "01-01-1990", "", "31-02-1990"))
_NIKS = st.sampled_from(("", *(f"317101010190{number:04}" for number in (1, 2, 3, 7))))
_TOKENS = st.sampled_from(("too_old", "too_young", "document_missing:ijazah", "education_low", "response_upheld"))
_LINE = st.fixed_dictionaries(
    {
        "NIK": _NIKS,
        "Tanggal_Lahir": _BIRTHS,
        "TPS": st.sampled_from(("001", "002", "", "888")),
        "Jabatan": st.sampled_from(("Anggota KPPS", "Anggota KPPS", "Ketua KPPS", "Petugas Ketertiban")),
        "Pendidikan": st.sampled_from(("SMA", "SMP", "")),
        "No_KPPS": st.sampled_from(("", "1", "2", "9")),
    }
)


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp()) / "gambir.kpps"
    upkeep.new(path, by=BY, only=GAMBIR).close()
    return path


class Office(RuleBasedStateMachine):
    """A kelurahan and its people."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self.database = Database.open(shutil.copy(_template(), self._folder / "uji.kpps"))
        self.refused = self.done = 0

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self._folder)

    def _do(self, act: Callable[[Transaction], object], title: str) -> None:
        with self._may_be_refused(), self.database.write(title, by=BY) as tx:
            act(tx)

    @contextlib.contextmanager
    def _may_be_refused(self) -> Any:
        try:
            yield
            self.done += 1
        except Problem:
            self.refused += 1

    def _version(self, member: int) -> int:
        with self.database.read() as db:
            return int(db.value(select(schema.member.c.version).where(schema.member.c.id == member)) or 0)

    @initialize()
    def begin(self) -> None:
        """Who tests may set objections aside; two crews, not full, and some people beside them."""
        with self.database.read() as db:
            draft = kept.current(db)
        self._adopt(replace(draft, rules=replace(draft.rules, entitled=(BY,))))
        for place, station in enumerate(_STATIONS):
            people.crew(self.database, station, first=10 * place + 1, size=4)
        with self.database.write("Daftar", by=BY) as tx:
            people.register(tx, [people.person(number, wanted=_STATIONS[number % 2]) for number in (31, 32, 33, 34)])
            people.register(tx, [people.person(number, nik=None) for number in (1, 31)])  # who may be one with another

    def _adopt(self, draft: Draft) -> None:
        with self._may_be_refused():
            rules.adopt(self.database, draft, reason="uji", by=BY)

    @rule(lines=st.lists(_LINE, min_size=1, max_size=_LIST), existing=st.sampled_from(("skip", "update", "fill")))
    def take_a_list(self, lines: list[dict[str, str]], existing: Any) -> None:
        rows = [rosters.row(number, **line) for number, line in enumerate(lines, 40)]
        path = rosters.write(self._folder / "daftar.csv", rows)
        with self._may_be_refused():
            found = importing.run(self.database, path, by=BY, existing=existing)
            assert found.read == len(lines) == found.created + found.updated + found.unchanged + found.rejected

    @rule(member=_MEMBERS, born=_BIRTHS, nik=_NIKS, education=st.sampled_from(("SMA/Sederajat", "SMP", "")))
    def correct_a_person(self, member: int, born: str, nik: str, education: str) -> None:
        typed, version = {"born": born, "nik": nik, "education": education}, self._version(member)
        self._do(lambda tx: members.edit(tx, member, typed, version=version), "Ubah data")

    @rule(some=_SOME, code=st.sampled_from(("ijazah", "ktp", "xyz")), sound=st.sampled_from(("sah", "tidak sah", "")))
    def take_a_paper(self, some: list[int], code: str, sound: str) -> None:
        day = date(2024, 9, 20)
        self._do(lambda tx: requirements.record_document(tx, some, code, received=day, verdict=sound), "Berkas")

    @rule(some=_SOME, day=_DAYS)
    def take_all_papers(self, some: list[int], day: date) -> None:
        self._do(lambda tx: requirements.accept_papers(tx, some, received=min(day, date(2024, 11, 7))), "Berkas")

    @rule(some=_SOME, met=st.booleans(), forget=st.booleans())
    def judge_by_a_question(self, some: list[int], met: bool, forget: bool) -> None:
        if forget:
            self._do(lambda tx: requirements.clear_requirement(tx, some, "wni"), "Syarat")
        else:
            self._do(lambda tx: requirements.judge_requirement(tx, some, "wni", met=met, note="uji"), "Syarat")

    @rule(member=_MEMBERS, upheld=st.sampled_from(("terbukti", "tidak terbukti", "")))
    def hear_what_people_say(self, member: int, upheld: str) -> None:
        def act(tx: Transaction) -> None:
            said = responses.add_response(tx, member, received=date(2024, 10, 1), source="Warga", content="Uji")
            responses.decide_response(tx, said, verdict=upheld, note="uji", version=1)

        self._do(act, "Tanggapan")

    @rule(member=_MEMBERS, objection=_TOKENS, back=st.booleans())
    def set_an_objection_aside(self, member: int, objection: str, back: bool) -> None:
        if back:
            self._do(lambda tx: waiving.withdraw_waiver(tx, member, objection), "Kesampingkan")
        else:
            self._do(lambda tx: waiving.waive(tx, member, objection, reason="izin"), "Kesampingkan")

    @rule(member=_MEMBERS, seat=_SEATS)
    def appoint(self, member: int, seat: str) -> None:
        self._do(lambda tx: seats.appoint(tx, member, seat), "Tetapkan")

    @rule(member=_MEMBERS, seat=_SEATS, since=_DAYS)
    def move(self, member: int, seat: str, since: date) -> None:
        self._do(lambda tx: seats.move(tx, member, seat, since=since), "Pindah")

    @rule(pairs=st.lists(st.tuples(_MEMBERS, _SEATS), min_size=1, max_size=5))
    def seat_many(self, pairs: list[tuple[int, str]]) -> None:
        self._do(lambda tx: seats.seat_many(tx, pairs), "Tempatkan")

    @rule(member=_MEMBERS, reason=st.sampled_from(list(Reason)), until=_DAYS)
    def leave_a_seat(self, member: int, reason: Reason, until: date) -> None:
        self._do(lambda tx: seats.vacate(tx, member, reason=reason, until=until), "Kosongkan")

    @rule(day=_DAYS)
    def decree(self, day: date) -> None:
        self._do(lambda tx: seats.appoint_area(tx, GAMBIR, decree_no="1/SK", decree_date=day), "SK")

    @rule(
        leaver=_MEMBERS,
        successor=st.none() | _MEMBERS,
        reason=st.sampled_from((*REPLACED, Reason.MOVED)),
        day=_DAYS,
    )
    def replace_somebody(self, leaver: int, successor: int | None, reason: Reason, day: date) -> None:
        def act(tx: Transaction) -> None:
            replacing.replace(tx, leaver, reason=reason, effective=day, successor=successor)

        self._do(act, "PAW")

    @rule(replacement=st.integers(1, 4), successor=_MEMBERS)
    def follow_later(self, replacement: int, successor: int) -> None:
        self._do(lambda tx: replacing.follow(tx, replacement, successor), "PAW")

    @rule(keep=_MEMBERS, leave=_MEMBERS, fields=st.sampled_from(((), ("nik",), ("born", "name", "phone"))))
    def merge(self, keep: int, leave: int, fields: tuple[str, ...]) -> None:
        self._do(lambda tx: merging.merge(tx, keep, leave, fields), "Gabungkan")

    @rule(one=_MEMBERS, other=_MEMBERS)
    def set_apart(self, one: int, other: int) -> None:
        self._do(lambda tx: twins.set_apart(tx, [(one, other)]), "Bukan orang yang sama")

    @rule(some=_SOME, back=st.booleans())
    def take_off_the_list(self, some: list[int], back: bool) -> None:
        act = leaving.readmit if back else leaving.withdraw
        self._do(lambda tx: act(tx, some), "Daftar")

    @rule(some=_SOME, clear=st.booleans())
    def rank(self, some: list[int], clear: bool) -> None:
        act = reserves.clear_reserve if clear else reserves.rank_reserves
        self._do(lambda tx: act(tx, some), "Cadangan")

    @rule(oldest=st.sampled_from((30, 55, 70)))
    def change_the_rules(self, oldest: int) -> None:
        with self.database.read() as db:
            draft = kept.current(db)
        self._adopt(replace(draft, rules=replace(draft.rules, max_age=oldest)))

    @rule(back=st.integers(0, 5))
    def take_back(self, back: int) -> None:
        """Something of the last acts: an undo, and an act that later ones rest on, too."""
        with self.database.read() as db:
            acts = history.acts(db, limit=6)
        if back < len(acts):
            with self._may_be_refused():
                undo.preview(self.database, acts[back].id)
                undo.undo(self.database, acts[back].id, by=BY)

    @invariant()
    def everything_agrees(self) -> None:
        assert checking.check(self.database) == []


def _walk(examples: int, steps: int) -> None:
    some = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Office, settings=some)


def test_whatever_is_done_in_whatever_order_the_workspace_stays_whole() -> None:
    _walk(5, 12)


if __name__ == "__main__":
    _walk(int(sys.argv[1]), 40)
