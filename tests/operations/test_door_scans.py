"""Scans at the door: codes of people, crews and certificates, whatever became of them since."""

import pytest
from sqlalchemy import select

from kpps_desk.domain import scan_codes
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.operations import attendance, certificates, door
from kpps_desk.operations.door import Answer, Outcome
from kpps_desk.queries import sessions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.gatherings import gather, tps
from tests.people import crew
from tests.trained import trained_crew


def uid(database: Database, member: int) -> bytes:
    with database.read() as db:
        return bytes(db.value(select(schema.member.c.uid).where(schema.member.c.id == member)))


def scan(database: Database, session: int, text: str, status: Attendance = Attendance.PRESENT) -> Outcome:
    with database.write("Tandai", by="penguji") as tx:
        return door.mark_sought(tx, session, text, status)


def seal(database: Database, member: int) -> str:
    """The text of the certificate issued to this one."""
    with database.read() as db:
        return str(db.value(select(schema.certificate.c.seal).where(schema.certificate.c.member_id == member)))


def test_the_code_of_an_invitation_marks_its_person(workspace: Database) -> None:
    members = crew(workspace)
    session = gather(workspace)
    outcome = scan(workspace, session, scan_codes.person_code(uid(workspace, members[4])))
    assert (outcome.answer, outcome.person and outcome.person.member_id) == (Answer.MARKED, members[4])
    again = scan(workspace, session, scan_codes.person_code(uid(workspace, members[4])))
    assert again.answer is Answer.REPEATED


def test_somebody_of_another_session_is_offered_as_a_walk_in(workspace: Database) -> None:
    crew(workspace)
    others = crew(workspace, tps(2), 10)
    session = gather(workspace)
    outcome = scan(workspace, session, scan_codes.person_code(uid(workspace, others[0])))
    assert (outcome.answer, outcome.person and outcome.person.member_id) == (Answer.OUTSIDER, others[0])


def test_a_crews_code_offers_its_nine_and_marks_nobody(workspace: Database) -> None:
    members = crew(workspace)
    session = gather(workspace)
    outcome = scan(workspace, session, scan_codes.crew_code(tps(1)))
    assert outcome.answer is Answer.MANY
    assert [row.member_id for row in outcome.candidates] == members
    assert outcome.station == tps(1)


def test_who_is_missing_of_a_crew_is_marked_with_one_key(workspace: Database) -> None:
    members = crew(workspace)
    session = gather(workspace)
    with workspace.write("Tandai", by="penguji") as tx:
        attendance.mark(tx, session, members[:6], Attendance.PRESENT)
        result = door.mark_missing(tx, session, tps(1), Attendance.SICK)
    assert result.done == members[6:]
    with workspace.read() as db:
        counts = sessions.counts(db, session)
    assert (counts.present, counts.sick, counts.unrecorded) == (6, 3, 0)


def test_a_certificate_means_its_holder(workspace: Database) -> None:
    members = trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    session = gather(workspace, SessionKind.TRAINING, required=False)
    text = seal(workspace, members[2])
    outcome = scan(workspace, session, text)
    assert (outcome.answer, outcome.person and outcome.person.member_id) == (Answer.MARKED, members[2])
    assert outcome.text.startswith("No ")
    assert scan(workspace, session, outcome.text).answer is Answer.REPEATED
    assert scan(workspace, session, text.replace("\n", " ")).answer is Answer.REPEATED


def test_a_revoked_certificate_says_so_and_still_means_its_holder(workspace: Database) -> None:
    members = trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    session = gather(workspace, SessionKind.TRAINING, required=False)
    issued = schema.certificate.c
    with workspace.write("Cabut", by="penguji") as tx:
        found = tx.value(select(issued.id).where(issued.member_id == members[2]))
        tx.update(schema.certificate, found, {"state": "dicabut", "reason": "Salah orang"})
    outcome = scan(workspace, session, seal(workspace, members[2]))
    assert outcome.answer is Answer.MARKED
    assert outcome.note == "Sertifikat ini sudah dicabut: Salah orang."


def test_the_code_of_a_merged_record_means_the_one_that_was_kept(workspace: Database) -> None:
    members = crew(workspace)
    session = gather(workspace)
    with workspace.write("Gabung", by="penguji") as tx:
        gone = tx.value(select(schema.member.c.id).where(schema.member.c.id == members[8]))
        tx.update(schema.member, gone, {"merged_into": members[0]})
    outcome = scan(workspace, session, scan_codes.person_code(uid(workspace, members[8])))
    assert (outcome.answer, outcome.person and outcome.person.member_id) == (Answer.MARKED, members[0])
    assert "digabungkan" in outcome.note


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (scan_codes.person_code(bytes(16)), "berkas kerja lain"),
        (scan_codes.crew_code("3299999999001"), "berkas kerja lain"),
        (scan_codes.sheet_code("AB12-1"), "lembar daftar hadir"),
        ("KPPS:O:MFRGG", "tidak terbaca utuh"),
        ("No 000099/KPPS/2024", "tidak diterbitkan di sini"),
        ("SERTIFIKAT KPPS v1\nSiti", "tidak terbaca utuh"),
    ],
)
def test_a_scan_of_something_else_marks_nobody_and_says_why(workspace: Database, text: str, said: str) -> None:
    crew(workspace)
    outcome = scan(workspace, gather(workspace), text)
    assert outcome.answer is Answer.NOBODY
    assert said in outcome.reason


def test_a_seal_under_another_name_marks_nobody(workspace: Database) -> None:
    members = trained_crew(workspace)
    certificates.issue(workspace, by="penguji")
    session = gather(workspace, SessionKind.TRAINING, required=False)
    lines = seal(workspace, members[2]).split("\n")
    lines[1] = "Orang Lain"
    assert scan(workspace, session, "\n".join(lines)).answer is Answer.NOBODY
