"""Transport money: for those present, locked when paid, corrected by lines of their own."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance, merging, receipts, undo
from kpps_desk.operations.receipts import Made, Paid
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.queries import history, invariants
from kpps_desk.queries import receipts as questions
from kpps_desk.queries.receipts import ReceiptLine, Totals
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.gatherings import gather
from tests.people import crew

RATES = {1: 150_000, 2: 150_000, 3: 100_000}  # by role: ketua, anggota, ketertiban


def rate(database: Database, amounts: dict[int, int], kind: SessionKind = SessionKind.OATH) -> None:
    with database.write("Tarif", by="penguji") as tx:
        for one in questions.rates(tx, kind):
            if one.role_id in amounts:
                receipts.set_rate(tx, kind, one.role_id, amounts[one.role_id], version=one.version)


def mark(database: Database, session: int, people: Iterable[int], status: Attendance = Attendance.PRESENT) -> list[int]:
    with database.write("Tandai", by="penguji") as tx:
        return attendance.mark(tx, session, people, status).done


def make(database: Database, session: int) -> Made:
    with database.write("Susun", by="penguji") as tx:
        return receipts.make(tx, session)


def pay(database: Database, session: int) -> Paid:
    with database.write("Bayar", by="penguji") as tx:
        return receipts.pay(tx, session)


def correct(database: Database, receipt: int, amount: int, reason: str = "Salah hitung") -> int:
    with database.write("Koreksi", by="penguji") as tx:
        return receipts.correct(tx, receipt, amount, reason)


def lines(database: Database, session: int) -> list[ReceiptLine]:
    with database.read() as db:
        assert list(invariants.breaches(db)) == []
        return questions.lines(db, session)


def totals(database: Database, session: int) -> Totals:
    with database.read() as db:
        return questions.totals(db, session)


def gathered(database: Database) -> tuple[int, list[int]]:
    """An oath of one crew with its rates; nobody marked yet."""
    people = crew(database)
    rate(database, RATES)
    return gather(database, SessionKind.OATH), people


def test_everybody_present_gets_the_rate_of_their_role_and_nobody_else(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:1] + people[6:])
    mark(workspace, session, people[1:3], Attendance.SICK)
    assert make(workspace, session) == Made(4, 0, 0, 0)
    assert [(line.member_id, line.amount) for line in lines(workspace, session)] == [
        (people[0], 150_000), (people[6], 150_000), (people[7], 100_000), (people[8], 100_000)
    ]  # fmt: skip
    assert totals(workspace, session) == Totals(4, 0, 4, 500_000, 0)


def test_lines_follow_marks_and_rates_until_they_are_paid(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people)
    make(workspace, session)
    mark(workspace, session, people[:1], Attendance.EXCUSED)
    rate(workspace, {3: 125_000})
    with pytest.raises(Refused, match="tidak lagi tercatat hadir"):
        pay(workspace, session)
    assert make(workspace, session) == Made(0, 1, 2, 0)
    assert make(workspace, session) == Made(0, 0, 0, 0)
    assert pay(workspace, session) == Paid(8, 6 * 150_000 + 2 * 125_000)


def test_without_a_rate_nothing_is_made_and_a_rate_of_nothing_makes_no_line(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace, SessionKind.OATH)
    with pytest.raises(Refused, match="Belum ada yang tercatat hadir"):
        make(workspace, session)
    mark(workspace, session, people)
    rate(workspace, {1: 150_000, 2: 150_000})
    with pytest.raises(Refused, match="Petugas Ketertiban"):
        make(workspace, session)
    rate(workspace, {3: 0})
    assert make(workspace, session) == Made(7, 0, 0, 2)


def test_what_is_paid_stands(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people)
    make(workspace, session)
    assert pay(workspace, session) == Paid(9, 1_250_000)
    with pytest.raises(Refused, match="Tidak ada tanda terima yang belum dibayar"):
        pay(workspace, session)
    rate(workspace, {1: 1})
    assert make(workspace, session) == Made(0, 0, 0, 0)
    assert mark(workspace, session, people[:1], Attendance.ABSENT) == []
    with workspace.read() as db:
        acts = {act.title: act.id for act in reversed(history.acts(db))}
    with pytest.raises(Refused, match="sudah dibayar tidak dapat diurungkan"):
        undo.undo(workspace, acts["Bayar"], by="penguji")
    assert "9 tanda terima tetap ada" in undo.undo(workspace, acts["Susun"], by="penguji").kept[0]
    assert "transpornya sudah dibayar" in undo.undo(workspace, acts["Tandai"], by="penguji").kept[0]
    assert totals(workspace, session) == Totals(9, 0, 0, 0, 1_250_000)


def test_ctrl_z_never_takes_a_payment_back_but_an_unpaid_list(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people)
    make(workspace, session)
    with workspace.read() as db:
        latest = history.latest_undoable(db)
    assert latest is not None
    assert latest.title == "Susun"
    pay(workspace, session)
    with workspace.read() as db:
        assert history.latest_undoable(db) is None
    undone = gather(workspace, SessionKind.OATH)
    mark(workspace, undone, people)
    make(workspace, undone)
    with workspace.read() as db:
        latest = history.latest_undoable(db)
    assert latest is not None
    undo.undo(workspace, latest.id, by="penguji")
    assert lines(workspace, undone) == []


def test_a_correction_is_a_new_line_that_points_at_the_paid_one(workspace: Database, clock: Clock) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:2])
    make(workspace, session)
    first = lines(workspace, session)[0]
    with pytest.raises(Refused, match="belum dibayar"):
        correct(workspace, first.id, 1)
    pay(workspace, session)
    again = correct(workspace, first.id, 100_000, "Datang pada hari kedua; NIK 3171011501900001")
    with pytest.raises(Invalid, match="sudah Rp100"):
        correct(workspace, again, 100_000)
    correct(workspace, again, 175_000)
    found = lines(workspace, session)
    assert [(line.series, line.number, line.amount, line.corrects) for line in found] == [
        (1, 1, 150_000, None), (1, 2, 150_000, None), (2, 1, -50_000, (1, 1)), (2, 2, 75_000, (1, 1))
    ]  # fmt: skip
    assert found[0]._replace(present=True) == first._replace(paid_at=found[0].paid_at, paid_by="penguji")
    assert "3171011501900001" not in found[2].reason
    assert pay(workspace, session) == Paid(2, 25_000)
    assert totals(workspace, session).paid == 325_000
    for wrong in ({"amount": 1, "reason": " "}, {"amount": -1}, {"amount": 10**9}):
        with pytest.raises(Invalid):
            correct(workspace, first.id, **{"reason": "Uji", **wrong})  # type: ignore[arg-type]


def test_a_mark_may_be_changed_once_the_money_is_corrected_to_nothing(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:1])
    make(workspace, session)
    pay(workspace, session)
    correct(workspace, lines(workspace, session)[0].id, 0, "Bukan dia yang datang")
    assert mark(workspace, session, people[:1], Attendance.ABSENT) == []  # not given back yet
    pay(workspace, session)
    assert mark(workspace, session, people[:1], Attendance.ABSENT) == people[:1]
    assert lines(workspace, session)[0].amount == 150_000


def test_who_comes_later_stands_on_a_list_of_its_own(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[3:5])
    make(workspace, session)
    pay(workspace, session)
    mark(workspace, session, people[:2])
    assert totals(workspace, session).waiting == 2
    assert make(workspace, session).added == 2
    assert [(line.series, line.number, line.member_id) for line in lines(workspace, session)] == [
        (1, 1, people[3]), (1, 2, people[4]), (2, 1, people[0]), (2, 2, people[1])
    ]  # fmt: skip


def test_two_people_who_change_a_rate_are_told(workspace: Database) -> None:
    rate(workspace, RATES)
    with workspace.write("Tarif", by="penguji") as tx, pytest.raises(Conflict):
        receipts.set_rate(tx, SessionKind.OATH, 1, 5, version=0)


@pytest.mark.parametrize(
    ("text", "amount"), [("150000", 150_000), ("150.000", 150_000), (" Rp 1.250.000", 1_250_000), ("0", 0)]
)
def test_an_amount_is_read_as_it_is_written_here(text: str, amount: int) -> None:
    assert receipts.parse_amount(text) == amount


@pytest.mark.parametrize("text", ["", "15.00", "150,000", "-5", "1.5", "seribu", "٣", "999999999999", "1" * 40])
def test_any_other_amount_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        receipts.parse_amount(text)


def test_money_goes_with_the_mark_when_two_records_are_merged(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:2])
    make(workspace, session)
    pay(workspace, session)
    with workspace.write("Gabung", by="penguji") as tx:
        merging.merge(tx, people[1], people[0])
    assert [line.member_id for line in lines(workspace, session)] == people[:2]
    with workspace.write("Gabung", by="penguji") as tx:
        merging.merge(tx, people[2], people[1])
    assert {line.member_id for line in lines(workspace, session)} == {people[0], people[2]}
    with workspace.read() as db:
        latest = history.latest_undoable(db)
    assert latest is not None
    undo.undo(workspace, latest.id, by="penguji")
    assert [line.member_id for line in lines(workspace, session)] == people[:2]


def test_a_line_that_an_undo_would_bring_back_does_not_double_a_newer_one(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:2])
    make(workspace, session)
    mark(workspace, session, people[:1], Attendance.ABSENT)
    with workspace.write("Susun lagi", by="penguji") as tx:
        receipts.make(tx, session)
    removing = tx.changes.entries[0]
    mark(workspace, session, people[:1])
    make(workspace, session)
    assert undo.undo(workspace, removing, by="penguji").done == 0
    assert [line.member_id for line in lines(workspace, session)] == people[:2]


def test_check_finds_money_paid_to_somebody_who_was_not_there(workspace: Database) -> None:
    session, people = gathered(workspace)
    mark(workspace, session, people[:1])
    make(workspace, session)
    pay(workspace, session)
    with workspace.write("Rusak", by="penguji") as tx:
        tx.delete_many(schema.attendance, [1])
        first = tx.value(select(schema.receipt.c.id))
        tx.insert(
            schema.receipt,
            {"session_id": session, "member_id": people[1], "amount": -5, "corrects_id": first, "made_at": 1},
        )
    with workspace.read() as db:
        found = dict(invariants.breaches(db))
    assert found == {
        "uang transpor yang dibayar kepada orang yang tidak tercatat hadir": 1,
        "koreksi transpor tanpa tanda terima asal yang sudah dibayar, atau tanpa alasan": 1,
        "uang transpor yang jumlahnya kurang dari nol": 1,
    }


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), st.integers(0, 8), st.booleans()),
        st.tuples(st.just("rate"), st.integers(1, 3), st.integers(0, 9)),
        st.tuples(st.just("make")),
        st.tuples(st.just("pay")),
        st.tuples(st.just("correct"), st.integers(0, 8), st.integers(0, 300)),
    ),
    max_size=25,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_sum_is_what_those_present_get_and_the_corrections_whatever_the_order(
    workspace: Database, steps: list[Any]
) -> None:
    """A model beside it: what each person is due, and what each was paid."""
    with workspace.read() as db:
        people = db.column(select(schema.member.c.id).order_by(schema.member.c.id))
    people = people or crew(workspace)
    rate(workspace, RATES)
    session = gather(workspace, SessionKind.OATH)
    rates, present = dict(RATES), dict.fromkeys(people, False)
    due: dict[int, int] = {}
    paid: dict[int, int] = {}
    roles = {member: 1 if at == 0 else 2 if at < 7 else 3 for at, member in enumerate(people)}
    for step in [*steps, ("make",), ("pay",)]:
        match step:
            case ("mark", at, there):
                status = Attendance.PRESENT if there else Attendance.ABSENT
                if mark(workspace, session, [people[at]], status):
                    present[people[at]] = bool(there)
            case ("rate", role, thousands):
                rate(workspace, {role: thousands * 1000})
                rates[role] = thousands * 1000
            case ("make",):
                if not any(present.values()) and not due and not paid:
                    continue
                make(workspace, session)
                for member in people:
                    if member not in paid:
                        due.pop(member, None)
                        if present[member] and rates[roles[member]]:
                            due[member] = rates[roles[member]]
            case ("pay",):
                if not due or any(due[member] > 0 and not present[member] for member in due):
                    continue
                assert pay(workspace, session).amount == sum(due.values())
                paid = {member: paid.get(member, 0) + due.get(member, 0) for member in {*paid, *due}}
                due = {}
            case ("correct", at, thousands):
                first = [line for line in lines(workspace, session) if line.member_id == people[at]][:1]
                right = thousands * 1000
                until_now = paid.get(people[at], 0) + due.get(people[at], 0)
                if not first or first[0].paid_at is None or right == until_now:
                    continue
                correct(workspace, first[0].id, right)
                due[people[at]] = due.get(people[at], 0) + right - until_now
        now = totals(workspace, session)
        assert (now.due, now.paid) == (sum(due.values()), sum(paid.values()))
        assert sum(line.amount for line in lines(workspace, session)) == now.whole
