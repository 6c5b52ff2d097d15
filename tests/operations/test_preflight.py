"""Before issuing and before printing: every finding with its person, its code and where it is mended."""

from collections import Counter

import pytest

from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.preflight import Code, Mend, Weight
from kpps_desk.operations import certificates, name_checks, preflight
from kpps_desk.problems import Cancelled
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.operations.test_certificate_life import note, teach
from tests.people import crew
from tests.trained import trained_crew

OFFICE = (Code.SIGNATORY, Code.UNCONFIRMED)  # what a new workspace lacks: a named signatory, confirmed names


def spoil(database: Database, member: int, **fields: str) -> None:
    with database.write("Ubah", by="x") as tx:
        tx.update(schema.member, member, fields)


def of_people(found: preflight.Preflight) -> list[tuple[int | None, Code]]:
    return [(one.member, one.code) for one in found.findings if one.member is not None]


def test_a_clean_crew_leaves_only_what_the_office_has_to_fill_in(workspace: Database) -> None:
    trained_crew(workspace)
    found = preflight.before(workspace, area=GAMBIR)
    assert (found.entitled, found.barred) == (7, {Bar.ROLE: 2})
    assert found.counts == Counter(OFFICE)
    signatory = next(one for one in found.findings if one.code is Code.SIGNATORY)
    assert (signatory.member, signatory.mend, signatory.weight) == (None, Mend.SETTINGS, Weight.WARNING)
    assert "Ketua KPU Provinsi DKI Jakarta" in signatory.sentence


@pytest.mark.parametrize(
    ("fields", "code", "says"),
    [
        ({"name": "Xyz" + "y" * 130}, Code.OVERFLOW, "terlalu panjang"),
        ({"name": "Siti ꦱꦶꦠꦶ"}, Code.GLYPH, "U+A9B1"),
        ({"name": "siti aminah"}, Code.CAPITALS, "huruf kecil semua"),
        ({"name": "SITI AMINAH"}, Code.CAPITALS, "huruf besar semua"),
        ({"name": "SitI Aminah"}, Code.CAPITALS, "“SitI”"),
        ({"title_after": "S.stp."}, Code.DEGREE, "“S.STP.”"),
        ({"name": "Siti  Aminah"}, Code.BLANKS, "spasi"),
    ],
)
def test_each_oddity_of_a_name_is_found_under_its_code(
    workspace: Database, fields: dict[str, str], code: Code, says: str
) -> None:
    seated = trained_crew(workspace)
    spoil(workspace, seated[2], **fields)
    found = preflight.before(workspace, area=GAMBIR)
    assert of_people(found) == [(seated[2], code)]
    (one,) = [one for one in found.findings if one.member]
    assert (says in one.sentence, one.mend) == (True, Mend.MEMBER)
    assert found.entitled == 7  # looked at, never held up


def test_a_whole_office_in_capitals_is_its_way_and_no_finding(workspace: Database) -> None:
    for number, member in enumerate(trained_crew(workspace)):
        spoil(workspace, member, name=f"NAMA KE{'X' * number}")
    assert Code.CAPITALS not in preflight.before(workspace).counts


def test_the_same_name_twice_in_a_crew_is_told_of_both_and_of_nobody_elsewhere(workspace: Database) -> None:
    first = trained_crew(workspace)
    second = trained_crew(workspace, "3171011001002", first=100)
    for member in (first[1], first[5], second[3]):
        spoil(workspace, member, name="Budi Nasution", name_key="budi nasution")
    assert of_people(preflight.before(workspace)) == [(first[1], Code.DOUBLE), (first[5], Code.DOUBLE)]


def test_who_lacks_a_step_is_a_finding_and_who_needs_no_certificate_is_only_counted(workspace: Database) -> None:
    seated = crew(workspace)
    found = preflight.before(workspace)
    assert (found.entitled, found.barred) == (0, {Bar.ROLE: 2, Bar.NOT_SWORN: 7})
    assert of_people(found) == [(member, Code.NOT_SWORN) for member in seated[:7]]
    assert found.of_weight(Weight.BAR) == 7


def test_names_are_asked_for_one_by_one_once_the_office_confirms_them(workspace: Database) -> None:
    seated = trained_crew(workspace)
    with workspace.write("Konfirmasi", by="x") as tx:
        name_checks.confirm(tx, {member: f"Orang Ke {at}" for at, member in enumerate(seated[:6], 1)})
    spoil(workspace, seated[0], name="Nama Lain")
    found = preflight.before(workspace)
    assert of_people(found) == [(seated[0], Code.UNCONFIRMED), (seated[6], Code.UNCONFIRMED)]
    assert "Orang Ke 1" in found.findings[-2].sentence
    assert {one.mend for one in found.findings if one.member} == {Mend.CONFIRM}


def test_what_bars_everybody_is_told_in_one_line_each(
    workspace: Database,
) -> None:
    trained_crew(workspace)
    with workspace.write("Atur", by="x") as tx:
        tx.update(schema.election, 1, {"number_template": "{kode}"})
    found = preflight.before(workspace, kind=Kind.PIAGAM)
    told = [(one.code, one.weight) for one in found.findings if one.weight is Weight.BAR]
    assert told == [(Code.TOO_EARLY, Weight.BAR), (Code.WORDING, Weight.BAR)]
    assert "28 November 2024" in found.findings[0].sentence
    assert found.barred == {Bar.TOO_EARLY: 9}


def test_a_trainer_present_but_unlisted_is_found(workspace: Database) -> None:
    note(workspace, "Tuti")
    teach(workspace, 9, ("Tamu Ahli",), ("Tamu Ahli", "Tuti"))
    found = preflight.before(workspace, kind=Kind.TRAINER, area=GAMBIR)
    assert {(one.name, one.code, one.mend) for one in found.findings if one.name} == {
        ("Tuti", Code.NOT_TAUGHT, Mend.SESSION),
        ("Tamu Ahli", Code.UNLISTED, Mend.SESSION),
    }


def test_before_printing_the_frozen_copies_are_looked_at(workspace: Database) -> None:
    seated = trained_crew(workspace)
    spoil(workspace, seated[1], name="siti")
    issued = certificates.issue(workspace, by="x").issued
    spoil(workspace, seated[1], name="Siti")
    found = preflight.before_printing(workspace, area=GAMBIR)
    assert found.entitled == 7
    assert of_people(found) == [(seated[1], Code.CAPITALS), (seated[1], Code.CHANGED)]
    assert {one.certificate for one in found.findings if one.member} == {issued[1]}
    assert found.counts[Code.SIGNATORY] == 1
    assert preflight.before_printing(workspace, [issued[0]]).counts == Counter([Code.SIGNATORY])


def test_looking_can_be_cancelled_and_changes_nothing(workspace: Database) -> None:
    trained_crew(workspace)

    def stop(done: int, total: int, what: str = "") -> None:
        raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        preflight.before(workspace, progress=stop)
