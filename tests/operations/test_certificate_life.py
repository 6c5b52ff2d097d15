"""After issuing: what changed since, reissue in one step, whoever left a seat; and trainers' certificates."""

from datetime import date

import pytest

from kpps_desk import words
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import dotted
from kpps_desk.domain.room_lines import TrainerLine
from kpps_desk.exchange import seals
from kpps_desk.operations import certificates, checking, rooms, seats, sessions, teaching, trainings
from kpps_desk.operations.sessions import SessionDraft
from kpps_desk.problems import Refused
from kpps_desk.queries import areas, register
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import teaching as teaching_questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.trained import trained_crew


def rename(database: Database, member: int, **fields: str) -> None:
    with database.write("Ubah nama", by="x") as tx:
        tx.update(schema.member, member, fields)


def changed(database: Database, **where: object) -> list[int]:
    with database.read() as db:
        return list(questions.changed(db, **where))  # type: ignore[arg-type]


def test_a_name_a_title_or_a_seat_that_changed_since_is_told_and_nothing_else(workspace: Database) -> None:
    seated = trained_crew(workspace)
    issued = certificates.issue(workspace, by="x").issued
    assert changed(workspace) == []
    rename(workspace, seated[0], name="Nama Benar")
    rename(workspace, seated[1], title_after="S.Pd.")
    rename(workspace, seated[2], phone="+6281234567890")
    assert changed(workspace) == [issued[0], issued[1]]
    assert changed(workspace, area="31.71.01.1001", kind=Kind.CERTIFICATE) == [issued[0], issued[1]]
    assert changed(workspace, area="31.72") == []
    with workspace.write("Pindah", by="x") as tx:
        seats.move(tx, seated[3], "31710110010024", since=date(2024, 11, 10))
    assert set(changed(workspace)) == {issued[0], issued[1], issued[3]}


def test_what_changed_is_judged_by_the_same_texts_that_are_printed(workspace: Database) -> None:
    seated = trained_crew(workspace)
    rename(workspace, seated[0], title_before="dr.", title_after="Sp.A., M.Kes.")
    certificates.issue(workspace, by="x")
    with workspace.read() as db:
        names, roles = areas.names(db), areas.roles(db)
        for each in questions.candidates_of(db, seated[:7]):
            (row,) = questions.of_member(db, each.member_id)
            kelurahan, kecamatan = names[dotted(each.place[:10])], names[dotted(each.place[:6])]
            kpps = roles[each.role_id].kpps
            assert row.name == words.full_name(each.title_before, each.name, each.title_after)
            assert row.position == rules.position_line(kpps, each.place[10:13], kelurahan, kecamatan)
    assert changed(workspace) == []


def test_all_that_changed_are_reissued_in_one_step_and_no_number_is_lost(workspace: Database) -> None:
    seated = trained_crew(workspace)
    issued = list(certificates.issue(workspace, by="x").issued)
    rename(workspace, seated[0], name="Nama Benar")
    rename(workspace, seated[4], name="Nama Lain")
    with workspace.write("Cabut", by="x") as tx:
        certificates.revoke(tx, issued[6], reason="Salah orang")
    result = certificates.reissue_changed(workspace, [*issued, 999], reason="Nama dibetulkan", by="x")
    assert sorted(result.done) == [issued[0], issued[4]]
    assert set(result.refused) == {*issued, 999} - set(result.done)
    assert "sudah sesuai" in result.refused[issued[1]]
    assert "sudah dicabut" in result.refused[issued[6]]
    assert "tidak ada" in result.refused[999]
    assert changed(workspace) == []
    with workspace.read() as db:
        old, new = questions.of_member(db, seated[0])
        assert (old.state, old.reason, old.replaced_by, old.state_at) == (
            "diganti",
            "Nama dibetulkan",
            new.id,
            1730941200000,
        )
        assert (new.name, new.number[:6]) == ("Nama Benar", "000008")
        assert register.gaps(db) == []
        assert [one.last for one in register.scopes(db)] == [9]
    assert checking.check(workspace) == []


def test_a_reissue_needs_a_reason_and_a_leaver_keeps_the_seat_that_was_printed(workspace: Database) -> None:
    seated = trained_crew(workspace)
    issued = certificates.issue(workspace, by="x").issued
    with workspace.write("Kosongkan", by="x") as tx:
        seats.vacate(tx, seated[0], reason=Reason.RESIGNED, until=date(2024, 11, 20))
    assert changed(workspace) == []  # a certificate says where one served
    rename(workspace, seated[0], name="Nama Benar")
    with pytest.raises(Refused, match="Alasan penggantian wajib"), workspace.write("Ganti", by="x") as tx:
        certificates.reissue(tx, issued[0], reason=" ")
    with workspace.write("Ganti", by="x") as tx:
        new = certificates.reissue(tx, issued[0], reason="Nama")
    with workspace.read() as db:
        row = questions.page(db, [new])[new]
    assert (row.name, row.position) == ("Nama Benar", "KPPS TPS 001 Kel. Gambir, Kec. Gambir")
    assert checking.check(workspace) == []


# Trainers ------------------------------------------------------------------------------------------------------------


def teach(database: Database, day: int, came: tuple[str, ...], trainers: tuple[str, ...] = ()) -> int:
    draft = SessionDraft(
        kind=SessionKind.TRAINING,
        area=GAMBIR,
        title="Bimtek",
        day=date(2024, 11, day),
        starts="08.00",
        ends="12.00",
        venue=f"Aula {day}",
        capacity=60,
        topics=(("Pemungutan suara", 4), ("Sirekap", 2)),
        stations=(),
        trainers=trainers or came,
    )
    with database.write("Sesi", by="x") as tx:
        session = sessions.create(tx, draft)
        trainings.set_trainers_present(tx, session, came)
    return session


def note(database: Database, *names: str) -> None:
    with database.write("Narasumber", by="x") as tx:
        for name in names:
            rooms.put_trainer(tx, GAMBIR, TrainerLine(name))


def test_a_trainer_gets_one_for_all_that_they_taught(workspace: Database) -> None:
    note(workspace, "Dra. Siti Aminah", "Budi, S.H.", "Tuti")
    teach(workspace, 9, ("Dra. Siti Aminah", "Budi, S.H."))
    teach(workspace, 11, ("Dra. Siti Aminah",), ("Dra. Siti Aminah", "Tuti"))
    result = certificates.issue(workspace, kind=Kind.TRAINER, area=GAMBIR, by="x")
    with workspace.read() as db:
        rows = questions.page(db, result.issued)
        editions = questions.editions(db, result.issued)
        shown = {one.name: one for _, one in questions.prints(db, result.issued)}
        edition_of = dict(zip(shown, [edition for edition, _ in questions.prints(db, result.issued)], strict=True))
        keys = questions.keys(db)
        assert list(questions.ids(db, GAMBIR, kind=Kind.TRAINER)) == list(result.issued)
    assert list(result.refused.values()) == [Bar.NOT_TAUGHT]
    assert {row.position for row in rows.values()} == {"Narasumber Kel. Gambir, Kec. Gambir"}
    assert all(row.member_id is None and row.trainer_id for row in rows.values())
    siti = editions[edition_of["Dra. Siti Aminah"]]
    assert (siti.topics, siti.jp, siti.dates, siti.place) == (
        (("Pemungutan suara", 8), ("Sirekap", 4)), 12, "9-11 November 2024", ""
    )  # fmt: skip
    assert shown["Budi, S.H."].number == "000001/NARASUMBER/31.71.01/XI/2024"
    assert all(seals.read_seal(one.seal, keys).state is seals.State.VALID for one in shown.values())
    assert checking.check(workspace) == []


def test_a_trainer_who_is_renamed_still_taught_what_they_taught(workspace: Database) -> None:
    note(workspace, "Siti")
    teach(workspace, 9, ("Siti",))
    (issued,) = certificates.issue(workspace, kind=Kind.TRAINER, by="x").issued
    with workspace.read() as db:
        (trainer,) = teaching_questions.teachers(db)
    with workspace.write("Ubah", by="x") as tx:
        rooms.edit_trainer(tx, trainer.trainer_id, TrainerLine("Dra. Siti Aminah"))
    assert changed(workspace) == changed(workspace, kind=Kind.TRAINER) == [issued]
    assert changed(workspace, kind=Kind.CERTIFICATE) == []
    done = certificates.reissue_changed(workspace, [issued], reason="Nama", by="x").done
    with workspace.read() as db:
        row = questions.page(db, [done[issued]])[done[issued]]
    assert (row.name, row.position) == ("Dra. Siti Aminah", "Narasumber Kel. Gambir, Kec. Gambir")
    assert checking.check(workspace) == []


def test_who_was_present_but_stands_in_no_list_is_told_and_can_be_taken_in(workspace: Database) -> None:
    session = teach(workspace, 9, ("Tamu Ahli, S.Sos.",))
    assert list(certificates.issue(workspace, kind=Kind.TRAINER, by="x").issued) == []
    with workspace.read() as db:
        assert teaching_questions.unlisted(db) == {"Tamu Ahli, S.Sos.": [session]}
    with workspace.write("Catat", by="x") as tx:
        assert teaching.take_in(tx, session=session) == 1
    assert len(certificates.issue(workspace, kind=Kind.TRAINER, session=session, by="x").issued) == 1


def test_a_trainer_with_a_certificate_stays_in_the_list(workspace: Database) -> None:
    note(workspace, "Siti")
    teach(workspace, 9, ("Siti",))
    certificates.issue(workspace, kind=Kind.TRAINER, by="x")
    with workspace.read() as db:
        (trainer,) = teaching_questions.teachers(db)
    with pytest.raises(Refused), workspace.write("Hapus", by="x") as tx:
        rooms.remove_trainer(tx, trainer.trainer_id)


def test_presence_on_which_a_trainers_certificate_rests_stays_until_it_is_revoked(workspace: Database) -> None:
    note(workspace, "Siti", "Budi")
    session = teach(workspace, 9, ("Siti", "Budi"))
    with workspace.read() as db:
        siti = next(one.trainer_id for one in teaching_questions.teachers(db) if one.name == "Siti")
    (issued,) = certificates.issue(workspace, [siti], kind=Kind.TRAINER, by="x").issued
    with pytest.raises(Refused, match="Siti sudah menerima"), workspace.write("Ubah", by="x") as tx:
        trainings.set_trainers_present(tx, session, ["Budi"])
    with workspace.write("Ubah", by="x") as tx:
        trainings.set_trainers_present(tx, session, ["Siti"])  # Budi has none
        certificates.revoke(tx, issued, reason="Salah")
        trainings.set_trainers_present(tx, session, [])
