"""Replacement (PAW): the leaver keeps all, the newcomer gets the seat and its needs, the seat remembers everybody."""

from datetime import date
from typing import Any

import pytest

from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.operations import certificates, checking, replacing, seats, swearing_in
from kpps_desk.operations.swearing_in import LateOath
from kpps_desk.operations.undo import undo
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import members, readiness
from kpps_desk.queries import seats as asking
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import STATION, crew, person, register
from tests.trained import trained_crew

DAY = date(2024, 11, 20)
PAPERS: dict[str, Any] = {
    "letter_no": "3/PPS",
    "letter_date": date(2024, 11, 18),
    "minutes_no": "4/BA",
    "minutes_date": date(2024, 11, 19),
}


def _replace(workspace: Database, leaver: int, successor: int | None = None, **other: Any) -> tuple[int, str]:
    with workspace.write("PAW", by="penguji") as tx:
        made = replacing.replace(
            tx, leaver, **{"reason": Reason.RESIGNED, "effective": DAY, **PAPERS, "successor": successor} | other
        )
    return made, tx.changes.entries[0]


def _newcomer(workspace: Database, number: int = 50, **other: Any) -> int:
    with workspace.write("Daftar", by="penguji") as tx:
        return register(tx, [person(number, **other)])[0]


def test_the_leaver_keeps_oath_training_and_certificate_and_leaves_the_roster(workspace: Database) -> None:
    ids = trained_crew(workspace)
    certificates.issue(workspace, area=GAMBIR, by="penguji")
    _replace(workspace, ids[2])
    with workspace.read() as db:
        gone = members.details(db, ids[2])
        (holder, *_) = asking.holders(db, STATION + "3")
    assert (gone.stage, gone.active, gone.certified) == (Stage.ENDED, False, True)
    assert (gone.sworn, gone.trained) == (date(2024, 11, 7), date(2024, 11, 9))
    assert (holder.until, holder.certified, holder.reason) == (DAY, True, "mengundurkan diri")
    assert checking.check(workspace) == []


def test_the_newcomer_needs_a_late_oath_and_a_make_up_training(workspace: Database) -> None:
    ids = trained_crew(workspace)
    newcomer = _newcomer(workspace)
    _replace(workspace, ids[2], newcomer)
    with workspace.read() as db:
        lacks = next(row for row in readiness.not_ready(db) if row.code == STATION).lacks
        assert members.details(db, newcomer).stage == Stage.APPOINTED
    assert lacks[:2] == (Lack("sumpah", 1), Lack("bimtek", 1))
    with workspace.write("Sumpah susulan", by="penguji") as tx:
        swearing_in.swear_in_late(tx, [newcomer], LateOath(GAMBIR, date(2024, 11, 21)))
    with workspace.read() as db:
        assert members.details(db, newcomer).sworn == date(2024, 11, 21)
    assert checking.check(workspace) == []


def test_the_seat_remembers_its_holders_and_the_minutes_have_everything(workspace: Database) -> None:
    ids = crew(workspace)
    newcomer = _newcomer(workspace, name="Siti Aminah")
    made, _ = _replace(workspace, ids[0], newcomer, explanation="pindah ke luar kota")
    with workspace.read() as db:
        first, second = asking.holders(db, STATION + "1")
        found = asking.replacement(db, made)
    assert (first.name, first.since, first.until, first.minutes_no) == ("Orang Ke 1", date(2024, 11, 7), DAY, "4/BA")
    assert (second.name, second.since, second.until) == ("Siti Aminah", DAY, None)
    assert (found.leaver.name, found.role_name, found.station, found.reason) == (
        "Orang Ke 1",
        "Ketua KPPS",
        STATION,
        Reason.RESIGNED,
    )
    assert found.successor is not None
    assert (found.successor.name, found.successor_since) == ("Siti Aminah", DAY)
    assert (found.explanation, found.letter_no, found.decree_no) == ("pindah ke luar kota", "3/PPS", "1/SK")


def test_without_a_successor_the_seat_waits_and_is_filled_later(workspace: Database) -> None:
    ids = crew(workspace)
    made, _ = _replace(workspace, ids[0])
    with workspace.read() as db:
        assert asking.crew(db, STATION)[0].waiting == made
        assert asking.replacement(db, made).successor is None
    newcomer = _newcomer(workspace)
    with workspace.write("Isi pengganti", by="penguji") as tx:
        replacing.follow(tx, made, newcomer)
    with workspace.read() as db:
        assert asking.crew(db, STATION)[0].waiting is None
        assert asking.replacement(db, made).successor_since == DAY
    with pytest.raises(Refused, match="sudah ada penggantinya"), workspace.write("Lagi", by="penguji") as tx:
        replacing.follow(tx, made, _registered(tx, 51))
    assert checking.check(workspace) == []


def _registered(tx: Any, number: int) -> int:
    return register(tx, [person(number)])[0]


def test_a_waiting_replacement_is_closed_by_whoever_comes_to_sit_there(workspace: Database) -> None:
    ids = crew(workspace)
    made, _ = _replace(workspace, ids[0])
    newcomer = _newcomer(workspace)
    with workspace.write("Isi kursi", by="penguji") as tx:
        seats.appoint(tx, newcomer, STATION + "1")
    with workspace.read() as db:
        found = asking.replacement(db, made).successor
    assert found is not None
    assert found.id == newcomer


def test_impossible_days_are_told_beside_their_field(workspace: Database) -> None:
    ids = crew(workspace)
    for field, given in (
        ("effective", {"effective": date(2024, 11, 6)}),
        ("effective", {"effective": date(2024, 12, 9)}),
        ("minutes_date", {"minutes_date": date(2024, 11, 1)}),
        ("letter_date", {"letter_date": date(2042, 11, 18)}),
        ("reason", {"reason": Reason.MOVED}),
        ("successor", {"successor": ids[0]}),
    ):
        with pytest.raises(Invalid) as caught:
            _replace(workspace, ids[0], **given)
        assert caught.value.field == field
    assert checking.check(workspace) == []


def test_an_unfit_successor_leaves_everything_as_it_was(workspace: Database) -> None:
    ids = crew(workspace)
    with workspace.write("Daftar", by="penguji") as tx:
        (unfit,) = register(tx, [person(50, eligibility="TMS")])
    with pytest.raises(Refused, match="belum memenuhi syarat"):
        _replace(workspace, ids[0], unfit)
    with workspace.read() as db:
        assert members.details(db, ids[0]).seat_number == 1


def test_who_holds_no_seat_is_not_replaced(workspace: Database) -> None:
    newcomer = _newcomer(workspace)
    with pytest.raises(Gone, match="tidak memegang kursi"):
        _replace(workspace, newcomer)


def test_a_replacement_is_undone_whole(workspace: Database) -> None:
    ids = crew(workspace)
    newcomer = _newcomer(workspace, reserve=1)
    made, entry = _replace(workspace, ids[0], newcomer)
    result = undo(workspace, entry, by="penguji")
    assert result.kept == []
    with workspace.read() as db:
        back, reserve = members.details(db, ids[0]), members.details(db, newcomer)
        assert (back.place, back.active) == (STATION + "1", True)
        assert reserve.seat_number is None
        assert len(asking.holders(db, STATION + "1")) == 1
        with pytest.raises(Gone):
            asking.replacement(db, made)
    assert checking.check(workspace) == []


def test_a_successor_found_later_is_undone_alone(workspace: Database) -> None:
    ids = crew(workspace)
    made, _ = _replace(workspace, ids[0])
    newcomer = _newcomer(workspace)
    with workspace.write("Isi pengganti", by="penguji") as tx:
        replacing.follow(tx, made, newcomer)
    undo(workspace, tx.changes.entries[0], by="penguji")
    with workspace.read() as db:
        assert asking.replacement(db, made).successor is None
        assert asking.crew(db, STATION)[0].member is None
    assert checking.check(workspace) == []


def test_an_undo_after_the_seat_was_filled_anew_keeps_the_new_holder(workspace: Database) -> None:
    ids = crew(workspace)
    _, entry = _replace(workspace, ids[0])
    newcomer = _newcomer(workspace)
    with workspace.write("Isi kursi", by="penguji") as tx:
        seats.appoint(tx, newcomer, STATION + "1")
    with pytest.raises(Refused):
        undo(workspace, entry, by="penguji")
    with workspace.read() as db:
        assert asking.crew(db, STATION)[0].member == newcomer
    assert checking.check(workspace) == []


def test_the_papers_are_completed_days_later_and_two_writers_are_told_apart(workspace: Database) -> None:
    ids = crew(workspace)
    made, _ = _replace(workspace, ids[0], minutes_no="", minutes_date=None)
    with workspace.read() as db:
        version = asking.replacement(db, made).version
    given = {**PAPERS, "explanation": "sakit lama"}
    with workspace.write("Lengkapi surat", by="penguji") as tx:
        assert replacing.amend(tx, made, version=version, **given)
    with pytest.raises(Conflict), workspace.write("Lengkapi surat", by="penguji") as tx:
        replacing.amend(tx, made, version=version, **{**given, "letter_no": "9"})
    with workspace.read() as db:
        assert asking.replacement(db, made).minutes_no == "4/BA"
