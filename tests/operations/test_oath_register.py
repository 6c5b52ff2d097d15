"""The register of a swearing-in: forms, officiant, closing and opening again; sworn are exactly those present."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.oaths import Form
from kpps_desk.operations import attendance, closing, conclusions, merging, seats, sessions, swearing_in, undo
from kpps_desk.operations.checking import check
from kpps_desk.operations.swearing_in import LateOath
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import history, members, oaths
from kpps_desk.queries import sessions as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from tests.conftest import Clock
from tests.gatherings import GAMBIR, OATH_DAY, gather
from tests.people import STATION, crew, person, register

BY = "penguji"


def mark(database: Database, session: int, people: list[int], status: Attendance = Attendance.PRESENT) -> None:
    with database.write("Catat", by=BY) as tx:
        attendance.mark(tx, session, people, status)


def close(database: Database, session: int) -> None:
    with database.write("Tutup pelantikan", by=BY) as tx:
        swearing_in.close(tx, session)


def sworn(database: Database, people: list[int]) -> list[int]:
    with database.read() as db:
        return [one for one in people if members.details(db, one).sworn is not None]


def test_closing_waits_until_everybody_expected_has_a_mark_and_says_how_many_lack_one(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people[:6])
    with pytest.raises(Refused, match=r"3 dari 9 orang belum dicatat.*tanpa keterangan"):
        close(workspace, session)
    with workspace.write("Sisanya", by=BY) as tx:
        assert swearing_in.mark_rest_absent(tx, session).done == people[6:]
    close(workspace, session)
    assert sworn(workspace, people) == people[:6]
    with workspace.read() as db:
        register = oaths.register(db, session)
    assert (register.session.state, register.closed_by) == (closing.CLOSED, BY)
    assert check(workspace) == []


def test_a_closed_swearing_in_takes_no_marks_forms_crews_or_edits(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people)
    close(workspace, session)
    acts: tuple[Callable[[Transaction], object], ...] = (
        lambda tx: attendance.mark(tx, session, people[:1], Attendance.ABSENT),
        lambda tx: attendance.mark_all_present(tx, session),
        lambda tx: swearing_in.mark_rest_absent(tx, session),
        lambda tx: swearing_in.set_forms(tx, session, people, Form.ISLAM),
        lambda tx: sessions.set_crews(tx, session, []),
        lambda tx: sessions.edit(tx, session, {"day": date(2024, 11, 8)}),
        lambda tx: swearing_in.close(tx, session),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"sudah ditutup pada .* oleh penguji"), workspace.write("Ubah", by=BY) as tx:
            act(tx)
    assert sworn(workspace, people) == people


def test_opened_again_with_a_reason_a_late_mark_counts_and_the_reason_stays_in_the_journal(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people[:8])
    mark(workspace, session, people[8:], Attendance.ABSENT)
    close(workspace, session)
    with pytest.raises(Invalid), workspace.write("Buka", by=BY) as tx:
        swearing_in.reopen(tx, session, " ")
    why = "Salah catat satu orang"
    with workspace.write("Buka kembali", by=BY, reason=why) as tx:
        swearing_in.reopen(tx, session, why)
    mark(workspace, session, people[8:])
    mark(workspace, session, people[:1], Attendance.SICK)
    close(workspace, session)
    assert sworn(workspace, people) == people[1:]
    with workspace.read() as db:
        assert why in {entry.reason for entry in history.acts(db)}
    assert check(workspace) == []


def test_a_session_that_is_open_or_no_swearing_in_cannot_be_reopened_or_closed_as_one(workspace: Database) -> None:
    training = gather(workspace, SessionKind.TRAINING)
    session = gather(workspace)
    with pytest.raises(Refused), workspace.write("Uji", by=BY) as tx:
        swearing_in.reopen(tx, session, "x")
    for wrong, problem in ((training, Refused), (session, Refused), (99, Gone)):
        with pytest.raises(problem):
            close(workspace, wrong)


def test_an_undo_of_marks_leaves_those_of_a_closed_session_and_says_so(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people)
    with workspace.read() as db:
        act = history.acts(db)[0].id
    close(workspace, session)
    result = undo.undo(workspace, act, by=BY)
    assert (result.done, result.kept) == (0, ["9 kehadiran tetap tercatat: sesinya sudah ditutup."])
    assert sworn(workspace, people) == people
    with workspace.read() as db:
        closed = next(one.id for one in history.acts(db) if one.title == "Tutup pelantikan")
    assert undo.undo(workspace, closed, by=BY).done == 1
    mark(workspace, session, people[:1], Attendance.SICK)
    assert sworn(workspace, people) == people[1:]
    assert check(workspace) == []


def test_a_form_is_set_for_many_changed_for_one_and_taken_back(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    with workspace.write("Tata cara", by=BY) as tx:
        swearing_in.set_forms(tx, session, people[:2], Form.CATHOLIC)
        rest = swearing_in.set_rest(tx, session, Form.ISLAM)
        again = swearing_in.set_forms(tx, session, people[1:3], Form.CATHOLIC)
        gone = swearing_in.set_forms(tx, session, people[:1], None)
    assert rest.done == people[2:]
    assert (again.done, again.repeated) == (people[2:3], people[1:2])
    assert gone.done == people[:1]
    with workspace.read() as db:
        forms = [line.form for line in oaths.roll(db, session)]
    assert forms == [None, Form.CATHOLIC, Form.CATHOLIC, *[Form.ISLAM] * 6]


def test_the_rest_is_whoever_may_still_swear_not_those_who_stayed_away(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people[:1], Attendance.SICK)
    with workspace.write("Tata cara", by=BY) as tx:
        assert swearing_in.set_rest(tx, session, Form.HINDU).done == people[1:]


def test_a_form_of_somebody_who_is_not_there_is_refused_for_them_alone(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    with workspace.write("Daftar", by=BY) as tx:
        (stranger,) = register(tx, [person(77)])
        result = swearing_in.set_forms(tx, session, [people[0], stranger], Form.PROMISE)
    assert result.done == people[:1]
    assert list(result.refused) == [stranger]


def test_a_form_of_who_left_before_the_oath_goes_when_it_is_closed(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    with workspace.write("Tata cara", by=BY) as tx:
        swearing_in.set_rest(tx, session, Form.ISLAM)
    with workspace.write("Kosongkan", by=BY) as tx:
        seats.vacate(tx, people[0], reason=Reason.RESIGNED, until=OATH_DAY)
    mark(workspace, session, people[1:])
    close(workspace, session)
    assert check(workspace) == []


def test_what_the_minutes_say_is_kept_with_its_version_and_may_come_after_closing(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    facts = {"officiant": " Budi\u202e Santosa, S.E. ", "witnesses": "Siti; Anggota PPS\n\nRohaniwan", "venue": "Aula"}
    with workspace.write("Data pelantikan", by=BY) as tx:
        assert swearing_in.record(tx, session, facts, version=0)
    mark(workspace, session, people)
    close(workspace, session)
    with workspace.write("Nomor", by=BY) as tx:
        assert swearing_in.record(tx, session, {"minutes_no": "1/BA", "minutes_date": OATH_DAY}, version=1)
        assert not swearing_in.record(tx, session, {"minutes_no": "1/BA"}, version=2)
    with pytest.raises(Conflict), workspace.write("Nomor", by=BY) as tx:
        swearing_in.record(tx, session, {"minutes_no": "2/BA"}, version=1)
    with pytest.raises(Refused, match="ditutup"), workspace.write("Tempat", by=BY) as tx:
        swearing_in.record(tx, session, {"venue": "Lain"}, version=2)
    with workspace.read() as db:
        found = oaths.register(db, session)
    assert (found.officiant, found.session.venue, found.minutes_no) == ("Budi Santosa, S.E.", "Aula", "1/BA")
    assert found.witnesses == "Siti; Anggota PPS\nRohaniwan"
    assert found.usual_office == "Ketua Panitia Pemungutan Suara (PPS) Kelurahan Gambir"


def test_a_witness_without_a_name_and_a_time_that_is_none_are_refused_at_their_field(workspace: Database) -> None:
    session = gather(workspace)
    for facts, field in (({"witnesses": "; Saksi"}, "witnesses"), ({"starts": "pagi"}, "starts")):
        with pytest.raises(Invalid) as problem, workspace.write("Data", by=BY) as tx:
            swearing_in.record(tx, session, facts, version=0)
        assert problem.value.field == field


def test_a_late_oath_keeps_form_and_officiant_and_is_told_where_they_were_missing(workspace: Database) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people[1:])
    mark(workspace, session, people[:1], Attendance.EXCUSED)
    late = LateOath(GAMBIR, date(2024, 11, 9), officiant="Budi", office="Ketua PPS", forms={people[0]: Form.BUDDHIST})
    with workspace.write("Susulan", by=BY) as tx:
        made, _ = swearing_in.swear_in_late(tx, people[:1], late)
    close(workspace, session)
    close(workspace, made)
    with workspace.read() as db:
        (line,) = oaths.roll(db, made)
        missed = oaths.roll(db, session)[0]
        found = oaths.register(db, made)
    assert (line.form, found.officiant, found.office) == (Form.BUDDHIST, "Budi", "Ketua PPS")
    assert (missed.row.status, missed.sworn) == (Attendance.EXCUSED, date(2024, 11, 9))
    assert check(workspace) == []


def test_who_takes_a_seat_after_the_closing_is_no_fault_of_it(workspace: Database, clock: Clock) -> None:
    people = crew(workspace, size=8)
    session = gather(workspace)
    mark(workspace, session, people)
    clock.forward(minutes=5)
    close(workspace, session)
    clock.forward(minutes=5)
    with workspace.write("Tetapkan", by=BY) as tx:
        (newcomer,) = register(tx, [person(99, role_id=3)])
        seats.appoint(tx, newcomer, f"{STATION}9")
    assert check(workspace) == []
    assert sworn(workspace, [*people, newcomer]) == people


_STATUS = st.sampled_from([status for status in Attendance if status is not Attendance.NOT_RECORDED])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_sworn_are_exactly_those_present_whatever_was_marked_and_mended(
    workspace: Database, data: st.DataObject
) -> None:
    with workspace.read() as db:
        seated = [row.member_id for row in questions.roll(db, 1)] if questions.listing(db) else []
    people = seated or crew(workspace)
    session = gather(workspace)
    with workspace.write("Batalkan yang lama", by=BY) as tx:
        for other in questions.listing(tx, GAMBIR):
            if other.state == closing.CLOSED:
                swearing_in.reopen(tx, other.id, "ulang")
            attendance.mark(tx, other.id, people, Attendance.NOT_RECORDED)
    first = data.draw(st.lists(_STATUS, min_size=9, max_size=9))
    for member, status in zip(people, first, strict=True):
        mark(workspace, session, [member], status)
    close(workspace, session)
    mended = data.draw(st.dictionaries(st.sampled_from(people), _STATUS))
    with workspace.write("Buka", by=BY) as tx:
        swearing_in.reopen(tx, session, "perbaikan")
    for member, status in mended.items():
        mark(workspace, session, [member], status)
    close(workspace, session)
    final = dict(zip(people, first, strict=True)) | mended
    assert sworn(workspace, people) == [member for member in people if final[member] is Attendance.PRESENT]
    assert check(workspace) == []


def test_check_names_who_was_expected_at_a_closing_without_a_mark_and_forms_of_nobody(
    workspace: Database, clock: Clock
) -> None:
    people = crew(workspace)
    session = gather(workspace)
    mark(workspace, session, people)
    with workspace.write("Tata cara", by=BY) as tx:
        swearing_in.set_forms(tx, session, people[:2], Form.ISLAM)
    clock.forward(minutes=1)
    close(workspace, session)
    with workspace.write("Rusak", by=BY) as tx:
        marks = tx.ids(select(schema.attendance.c.id).where(schema.attendance.c.member_id.in_(people[:1])))
        tx.delete_many(schema.attendance, marks)
        conclusions.settle(tx, people)
    assert check(workspace) == [
        "1 orang dari regu belum dicatat pada pelantikan yang sudah ditutup.",
        "1 tata cara sumpah pada pelantikan yang ditutup milik orang yang tidak diundang dan tidak hadir.",
    ]


def test_two_records_made_one_keep_the_form_of_the_oath(workspace: Database) -> None:
    people = crew(workspace, size=8)
    session = gather(workspace)
    with workspace.write("Daftar", by=BY) as tx:
        (twin,) = register(tx, [person(99, eligibility="MS")])
        attendance.mark(tx, session, [twin], Attendance.PRESENT)
        swearing_in.set_forms(tx, session, [twin], Form.CATHOLIC)
    with workspace.write("Gabungkan", by=BY) as tx:
        merging.merge(tx, people[0], twin)
    with workspace.read() as db:
        line = oaths.roll(db, session)[0]
    assert (line.row.member_id, line.row.status, line.form) == (people[0], Attendance.PRESENT, Form.CATHOLIC)
    assert check(workspace) == []


def test_a_swearing_in_that_is_taken_away_takes_its_forms_and_register_along(workspace: Database) -> None:
    crew(workspace)
    session = gather(workspace)
    with workspace.write("Tata cara", by=BY) as tx:
        swearing_in.set_rest(tx, session, Form.ISLAM)
        swearing_in.record(tx, session, {"officiant": "Budi"}, version=0)
    with workspace.write("Hapus", by=BY) as tx:
        sessions.remove(tx, session)
    with workspace.read() as db:
        assert questions.listing(db) == []
        act = history.acts(db)[0].id
    undo.undo(workspace, act, by=BY)
    with workspace.read() as db:
        assert oaths.register(db, session).officiant == "Budi"
        assert {line.form for line in oaths.roll(db, session)} == {Form.ISLAM}
    assert check(workspace) == []
