"""One person's story as the journal tells it: complete, in words, and without a NIK in full."""

from pathlib import Path

from sqlalchemy import select

from kpps_desk.operations import members
from kpps_desk.queries import history
from kpps_desk.queries import members as people
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.filled import fill


def _story(database: Database, member: int) -> list[list[str]]:
    with database.read() as db:
        return [list(map(str, told.says)) for told in history.of_member(db, member)]


def test_a_members_story_names_seats_sessions_and_statuses_not_their_numbers(workspace_path: Path) -> None:
    fill(workspace_path, sworn=True, trained=True, certified=True)
    with Database.open(workspace_path) as database:
        certificate, training, oath, seat, registered = _story(database, 5)
        with database.read() as db:
            number = db.value(select(schema.certificate.c.number).where(schema.certificate.c.member_id == 5))
            name = people.details(db, 5).name
    assert f"Nomor: {number}" in certificate
    assert "Kehadiran: Hadir" in training
    assert training[0].startswith("Sesi: Bimbingan Teknis KPPS Kelurahan Gambir, ")
    assert oath[0] == "Sesi: Pelantikan KPPS Kelurahan Gambir, 7 November 2024"
    assert seat[0] == "Kursi: TPS 001 · Gambir, kursi 5"
    assert f"Nama: {name}" in registered
    assert "Jabatan: Anggota KPPS" in registered
    assert registered[0] == "NIK: 317101**********"


def test_a_correction_is_told_from_what_to_what_and_a_nik_in_a_note_is_masked(workspace_path: Path) -> None:
    fill(workspace_path)
    with Database.open(workspace_path) as database:
        typed = {"phone": "0812 3456 7890", "note": "NIK lama 3171010101900001"}
        with database.write("Perbaiki data", by="penguji") as tx:
            before = people.details(tx, 5)
            assert members.edit(tx, 5, typed, version=before.version)
        told = _story(database, 5)[0]
    old = "0" + before.phone[3:]
    assert told == [f"Telepon: {old} menjadi 081234567890", "Catatan: NIK lama 317101**********"]
