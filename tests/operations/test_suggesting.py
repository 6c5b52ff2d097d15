"""A proposal for a kelurahan, accepted in one act and undone as one."""

from kpps_desk.operations import checking, seats, suggesting
from kpps_desk.operations.undo import undo
from kpps_desk.queries import candidates, crews
from kpps_desk.queries.crews import CrewFilter
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.people import STATION, person, register


def _applicants(workspace: Database) -> list[int]:
    with workspace.write("Daftar", by="penguji") as tx:
        rows = [person(number, wanted=f"317101100100{1 + number % 5}") for number in range(1, 21)]
        rows += [person(30, role_id=1, wanted="3171011001"), person(31, role_id=3, wanted="3171011001")]
        rows += [person(40, eligibility="BMS")]
        return register(tx, rows)


def test_a_kelurahan_is_filled_in_one_act_and_emptied_by_one_undo(workspace: Database) -> None:
    ids = _applicants(workspace)
    with workspace.read() as db:
        proposal = suggesting.propose(db, GAMBIR)
        assert crews.count(db, CrewFilter(lack="empty")) == 5
    pairs = [(pair.candidate.id, pair.seat.code) for pair in proposal.pairs]
    assert {member for member, _ in pairs} == set(ids[:22])
    assert (proposal.vacant, proposal.spare) == (45 - 22, 0)
    result = suggesting.accept(workspace, pairs, by="penguji")
    assert (sorted(result.done), result.refused) == (ids[:22], {})
    with workspace.read() as db:
        assert candidates.able(db, GAMBIR) == []
    undo(workspace, result.group, by="penguji")
    with workspace.read() as db:
        assert crews.count(db, CrewFilter(lack="empty")) == 5
        assert len(candidates.able(db, GAMBIR)) == 22


def test_a_seat_taken_between_preview_and_yes_stays_with_its_holder(workspace: Database) -> None:
    ids = _applicants(workspace)
    with workspace.read() as db:
        proposal = suggesting.propose(db, STATION)
    pairs = [(pair.candidate.id, pair.seat.code) for pair in proposal.pairs]
    member, code = pairs[0]
    other = next(one for one in ids if one not in dict(pairs))
    with workspace.write("Isi kursi", by="penguji") as tx:
        seats.appoint(tx, other, code)
    result = suggesting.accept(workspace, pairs, by="penguji")
    assert list(result.refused) == [member]
    assert len(result.done) == len(pairs) - 1


def test_nothing_proposed_changes_nothing(workspace: Database) -> None:
    result = suggesting.accept(workspace, [], by="penguji")
    assert (result.done, result.group) == ([], "")
    assert checking.check(workspace) == []
