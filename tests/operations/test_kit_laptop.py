"""A kit on the laptop: one session and nothing else, never a NIK, continued where it was left."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpps_desk.domain.attendance import Attendance, ByNikEnd, SessionKind
from kpps_desk.exchange import kit_files
from kpps_desk.exchange import kits as kit_texts
from kpps_desk.operations import attendance, checking, kit_laptop, kits
from kpps_desk.problems import Invalid, Problem, Refused
from kpps_desk.queries import attendance as door
from kpps_desk.queries import history, sessions
from kpps_desk.queries import kits as questions
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.kits import give_back, give_out, laptop, mark, office
from tests.people import person


def test_a_kit_opens_as_a_sound_workspace_of_one_session(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small:
        assert small.is_kit
        assert checking.check(small) == []
        with small.read() as db, workspace.read() as there:
            here = sessions.roll(db, 1)
            roll = sessions.roll(there, at.session)
        assert [(one.name, one.place, one.role, one.nik_end) for one in here] == [
            (one.name, one.place, one.role, one.nik_end) for one in roll
        ]
        assert {one.nik for one in here} == {"belum ada"}


def test_people_keep_their_codes_so_that_their_invitations_can_be_scanned(
    workspace: Database, tmp_path: Path, clock: Clock
) -> None:
    at = office(workspace)
    with (
        laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small,
        workspace.read() as there,
        small.read() as db,
    ):
        ours = {one.uid for one in questions.people(there, at.members).values()}
        assert {one.uid for one in questions.people(db, range(1, 10)).values()} == ours


def test_the_last_four_digits_find_somebody_without_a_nik(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small, small.read() as db:
        assert [row.name for row in door.find(db, 1, ByNikEnd("0003"))] == ["Orang Ke 3"]
        assert [row.name for row in door.find(db, 1, ByNikEnd(person(3)["nik"]))] == ["Orang Ke 3"]


def test_no_nik_is_in_any_byte_of_the_kit_nor_of_the_laptop(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    made = give_out(at, tmp_path)
    content, _ = kit_files.open_kit(made.path.read_bytes(), made.code)
    laptop(made, tmp_path / "laptop", clock).close()
    for data in (content, *(path.read_bytes() for path in (tmp_path / "laptop").iterdir())):
        assert b"Orang Ke 3" in data or b"KPPS" in data or not data
        for number in range(1, 10):
            nik = person(number)["nik"]
            assert nik.encode() not in data
            assert nik[:12].encode() not in data
    assert b"+62812" not in content


def test_a_kit_opened_twice_is_continued(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    made = give_out(office(workspace), tmp_path)
    with laptop(made, tmp_path / "laptop", clock) as small:
        mark(small, Attendance.PRESENT, 0, 1)
    opened = kit_laptop.open_kit(made.path, made.code, tmp_path / "laptop", by="x", clock=clock)
    assert opened.again
    with Database.open(opened.path) as small, small.read() as db:
        assert sessions.counts(db, 1).present == 2


def test_marks_of_the_office_come_along(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    with workspace.write("Tandai", by="Kantor") as tx:
        attendance.mark(tx, at.session, at.members[:1], Attendance.EXCUSED)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small:
        with small.read() as db:
            assert sessions.roll(db, 1)[0].status is Attendance.EXCUSED
            assert history.latest_undoable(db) is None
        told = _told(small, give_back(small, tmp_path / "h.kppshasil"), workspace)
        assert told.trails == ()


def _told(small: Database, path: Path, there: Database) -> kit_texts.Result:
    data = path.read_bytes()
    with there.read() as db:
        kit = questions.by_uid(db, kit_files.kit_of(data))
        assert kit is not None
        public, identity = questions.keys(db, kit.id)
    return kit_texts.read_result(kit_files.open_result(data, identity, public))


def test_a_result_tells_the_whole_way_of_each_mark(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small:
        for status in (Attendance.PRESENT, Attendance.SICK, Attendance.NOT_RECORDED, Attendance.EXCUSED):
            clock.forward(minutes=1)
            mark(small, status, 2)
        mark(small, Attendance.PRESENT, 0)
        told = _told(small, give_back(small, tmp_path / "h.kppshasil"), workspace)
    trails = [[int(one.status) for one in trail] for _, trail in told.trails]
    assert sorted(trails) == [[0, 1], [0, 1, 3, 0, 2]]


def test_a_guest_is_noted_by_the_name_that_was_typed(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small:
        with small.write("Tamu", by="x") as tx:
            kit_laptop.note_guest(tx, 1, "  Dra. Siti  Ma'ruf, M.Pd. ")
        with pytest.raises(Invalid), small.write("Tamu", by="x") as tx:
            kit_laptop.note_guest(tx, 1, " . ")
        assert checking.check(small) == []
        told = _told(small, give_back(small, tmp_path / "h.kppshasil"), workspace)
    assert [(one.name, one.mark.status) for one in told.guests] == [("Dra. Siti Ma'ruf, M.Pd.", Attendance.PRESENT)]
    assert told.trails == ()


def test_a_clock_that_is_wrong_is_said_when_the_kit_is_opened(
    workspace: Database, tmp_path: Path, clock: Clock
) -> None:
    made = give_out(office(workspace), tmp_path)
    clock.forward(days=-2)
    early = kit_laptop.open_kit(made.path, made.code, tmp_path / "a", by="x", clock=clock)
    assert "Betulkan jam laptop" in early.remarks[0]
    clock.forward(days=4)
    late = kit_laptop.open_kit(made.path, made.code, tmp_path / "b", by="x", clock=clock)
    assert "09-11-2024" in late.remarks[0]


def test_a_laptop_gives_no_kits_and_an_office_no_results(workspace: Database, tmp_path: Path, clock: Clock) -> None:
    at = office(workspace, SessionKind.TRAINING)
    with laptop(give_out(at, tmp_path), tmp_path / "laptop", clock) as small, pytest.raises(Refused):
        kits.make(small, 1, tmp_path / "x.kppssesi", by="x")
    with pytest.raises(Refused):
        kit_laptop.result(workspace, tmp_path / "x.kppshasil", by="x")
    assert not (tmp_path / "x.kppssesi").exists()


def test_a_kit_is_not_undone_and_leaves_its_keys_out_of_the_journal(workspace: Database, tmp_path: Path) -> None:
    at = office(workspace)
    give_out(at, tmp_path)
    with workspace.read() as db:
        assert history.acts(db)[0].title == f"Buat paket sesi no. {at.session}"
        assert history.tables(db, history.acts(db)[0].id) == set()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in a kit is tested, not what guessing at its code costs."""
    monkeypatch.setattr(kit_files, "_COST", {**kit_files._COST, "n": 2})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_kit_signed_by_anybody_opens_whole_or_ends_in_a_sentence(
    workspace: Database, tmp_path: Path, clock: Clock, cheap_codes: None, data: st.DataObject
) -> None:
    whole = _whole(workspace, tmp_path)
    spoilt = json.loads(json.dumps(whole))
    at: Any = spoilt
    key: Any = data.draw(st.sampled_from(sorted(spoilt)))
    while isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans()):
        at = at[key]
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
    at[key] = data.draw(_JSON)
    private, public, *_ = kit_files.new_keys()
    spoilt["office"] = public.hex()
    text = json.dumps(spoilt).encode()
    path = tmp_path / "aneh.kppssesi"
    path.write_bytes(kit_files.seal_kit(text, private, "1" * 15))
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    try:
        opened = kit_laptop.open_kit(path, "1" * 15, folder, by="x", clock=clock)
    except Problem:
        assert not list(folder.iterdir())
        return
    with Database.open(opened.path) as small:
        assert checking.check(small) == []
        with small.read() as db:
            sessions.roll(db, 1)
            sessions.details(db, 1)


def _whole(workspace: Database, folder: Path) -> dict[str, Any]:
    kept = folder / "isi.json"
    if not kept.exists():
        made = give_out(office(workspace), folder)
        kept.write_bytes(kit_files.open_kit(made.path.read_bytes(), made.code)[0])
    found: dict[str, Any] = json.loads(kept.read_bytes())
    return found
