"""Anggota for many: filters in sight, views by name, columns, one field of many people, a NIK only for a purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kpps_desk.operations import requirements
from kpps_desk.queries import disclosures, history
from kpps_desk.store import schema
from kpps_desk.ui.finder import find
from kpps_desk.ui.screens.members import MembersScreen
from tests.filled import fill
from tests.ui.stage import Stage

_FACTS = select(schema.member.c.id, schema.member.c.nik, schema.member.c.phone, schema.member.c.address).order_by(
    schema.member.c.id
)


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("penuh") / "gambir.kpps"
    path.write_bytes(template.read_bytes())
    fill(path)
    return path


@pytest.fixture
def stage(qtbot: QtBot, filled: Path, workspace_path: Path) -> Iterator[Stage[MembersScreen]]:
    workspace_path.write_bytes(filled.read_bytes())
    made = Stage(qtbot, workspace_path, MembersScreen)
    yield made
    made.background.close()


def _person(stage: Stage[MembersScreen], at: int = 0) -> tuple[int, str, str, str]:
    """Somebody with a NIK, as the file has them."""
    found: list[tuple[int, str, str, str]] = []

    def answered(rows: object) -> None:
        found.extend(tuple(row) for row in rows if row.nik and row.phone)  # type: ignore[attr-defined]

    stage.background.ask(stage.screen, lambda db: db.rows(_FACTS), answered)
    stage.settle()
    return found[at]


def _chips(stage: Stage[MembersScreen]) -> list[QPushButton]:
    conditions = stage.screen.conditions
    assert conditions is not None
    return [chip for chip in conditions.findChildren(QPushButton, "chip") if chip.isVisible()]


def _texts(stage: Stage[MembersScreen]) -> str:
    return "\n".join(label.text() for label in stage.screen.panel.findChildren(QLabel) if label.isVisible())


def _found(stage: Stage[MembersScreen], text: str) -> list[object]:
    """What Ctrl+K finds."""
    targets: list[object] = []
    stage.background.ask(
        stage.screen, lambda db: find(db, text), lambda hits: targets.extend(hit.target for hit in hits)
    )
    stage.settle()
    return targets


def _acts(stage: Stage[MembersScreen]) -> list[str]:
    titles: list[str] = []
    stage.background.ask(stage.screen, lambda db: [act.title for act in history.acts(db, 3)], titles.extend)
    stage.settle()
    return titles


# -- filters ----------------------------------------------------------------------------------------------------------


def test_a_column_filter_stands_above_the_list_and_goes_with_a_click(stage: Stage[MembersScreen]) -> None:
    conditions = stage.screen.conditions
    assert conditions is not None
    conditions.hold("sex", "P", "Perempuan")
    stage.settle()
    women = stage.screen.model.total
    assert 0 < women < 45
    (chip,) = _chips(stage)
    assert chip.text() == "Jenis kelamin: Perempuan"
    chip.click()
    stage.settle()
    assert stage.screen.model.total == 45
    assert not _chips(stage)


def test_column_filters_are_back_after_a_restart_and_still_in_sight(stage: Stage[MembersScreen]) -> None:
    assert stage.screen.conditions is not None
    stage.screen.conditions.hold("ages", [41, 55], "41–55 tahun")
    stage.settle()
    again = MembersScreen(stage.screen.desk)
    again.shown()
    stage.settle()
    assert again.conditions is not None
    assert again.conditions.says() == ["Usia: 41–55 tahun"]
    assert again.model.total == stage.screen.model.total < 45


def test_the_values_of_a_column_are_offered_with_how_many_have_them(stage: Stage[MembersScreen]) -> None:
    conditions = stage.screen.conditions
    assert conditions is not None
    conditions.open("education")
    stage.settle()
    sheet = conditions._sheet
    offered = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    assert sum(int(text.rsplit(maxsplit=1)[1]) for text in offered) == 45
    QTest.keyClick(sheet.box, Qt.Key.Key_Return)
    stage.settle()
    assert conditions.says()[0].removeprefix("Pendidikan: ") == offered[0].rsplit("   ", 1)[0]
    assert stage.screen.model.total == int(offered[0].rsplit(maxsplit=1)[1])


def test_words_of_an_address_are_typed_into_its_filter(stage: Stage[MembersScreen]) -> None:
    conditions = stage.screen.conditions
    assert conditions is not None
    street = _person(stage)[3].split()[1]
    conditions.open("address")
    QTest.keyClicks(conditions._sheet.box, street.lower())
    QTest.keyClick(conditions._sheet.box, Qt.Key.Key_Return)
    stage.settle()
    assert conditions.says() == [f"Alamat: {street.lower()}"]
    assert 0 < stage.screen.model.total < 45


def test_people_are_found_by_phone_and_by_address_in_the_search_box_and_everywhere(stage: Stage[MembersScreen]) -> None:
    member, _, phone, address = _person(stage)
    for text in (f"0{phone[3:9]}", phone, phone[1:], f"0{phone[3:6]}-{phone[6:9]}", address, address.replace(".", "")):
        stage.screen.search.setText(text)
        stage.settle()
        assert stage.screen.model.position(member) >= 0, text
        found = _found(stage, text)
        assert member in found or len(found) >= 6, text


# -- views ------------------------------------------------------------------------------------------------------------


def test_a_view_brings_back_filters_order_and_columns_by_its_name(stage: Stage[MembersScreen], qtbot: QtBot) -> None:
    screen = stage.screen
    assert screen.conditions is not None
    screen.role.setCurrentIndex(screen.role.findData("anggota"))
    screen.conditions.hold("sex", "P", "Perempuan")
    screen.put_order("name", descending=True)
    screen.list_columns.show(8, shown=True)
    screen.ask()
    stage.settle()
    total = screen.model.total
    assert screen.described() == "Anggota KPPS, Jenis kelamin: Perempuan"
    screen.views.save_as("Anggota perempuan")
    screen._clear()
    screen.list_columns.reset()
    stage.settle()
    qtbot.waitUntil(lambda: not screen.views.current, timeout=60_000)  # the name waits until the keys rest
    assert screen.model.total == 45
    screen.views.choose("Anggota perempuan")
    stage.settle()
    assert (screen.model.total, screen.views.current, screen.sort) == (total, "Anggota perempuan", "name")
    assert "address" not in screen.list_columns.hidden()


def test_views_can_be_renamed_and_removed_and_a_removed_one_comes_back(stage: Stage[MembersScreen]) -> None:
    views = stage.screen.views
    assert list(views.views) == ["TMS", "Belum ada NIK", "Cadangan"]
    views.rename("TMS", "Tidak lolos")
    views.rename("Cadangan", "Tidak lolos")
    assert list(views.views) == ["Tidak lolos", "Belum ada NIK", "Cadangan"]
    views.remove("Belum ada NIK")
    assert "Belum ada NIK" not in views.views
    stage.notices.findChildren(QPushButton)[0].click()
    assert list(views.views) == ["Tidak lolos", "Belum ada NIK", "Cadangan"]
    assert "Tampilan: Tidak lolos" in [action.text() for action in stage.screen.commands()]


def test_a_view_never_keeps_a_nik_or_a_phone_that_was_typed(stage: Stage[MembersScreen]) -> None:
    for typed in ("3171010101900001", "0812 3456 789"):
        stage.screen.search.setText(typed)
        stage.settle()
        stage.screen.views.save_as("Satu orang")
        assert typed not in stage.screen.desk.kept.text("members/views")


def test_tms_lacking_an_ijazah_in_a_kecamatan_is_one_view(stage: Stage[MembersScreen]) -> None:
    screen = stage.screen
    assert screen.conditions is not None
    chosen = [int(member) for member in screen.model.ids[:3]]
    stage.background.do(
        screen, "Catat ijazah", lambda tx: requirements.record_document(tx, chosen, "ijazah", received=None)
    )
    stage.settle()
    screen.views.choose("TMS")
    screen.conditions.open("objection")
    stage.settle()
    sheet = screen.conditions._sheet
    assert [sheet.list.item(row).text() for row in range(sheet.list.count())] == [
        "Ijazah SMA atau sederajat tidak ada   3"
    ]
    QTest.keyClick(sheet.box, Qt.Key.Key_Return)
    screen.area.choose("31.71.01")
    stage.settle()
    assert sorted(screen.model.ids) == sorted(chosen)
    assert screen.described() == (
        "Tidak memenuhi syarat, Catatan penelitian: Ijazah SMA atau sederajat tidak ada, Kec. Gambir"
    )


# -- columns ----------------------------------------------------------------------------------------------------------


def test_columns_shown_moved_and_widened_are_kept(stage: Stage[MembersScreen]) -> None:
    columns = stage.screen.list_columns
    assert "phone" in columns.hidden()
    columns.show(7, shown=True)
    columns.move(7, -1)
    stage.screen.view.setColumnWidth(7, 177)
    again = MembersScreen(stage.screen.desk)
    assert "phone" not in again.list_columns.hidden()
    assert again.list_columns.order().index("phone") == 6
    assert again.view.columnWidth(7) == 177
    again.list_columns.reset()
    assert "phone" in again.list_columns.hidden()
    assert again.list_columns.order()[7] == "phone"


def test_names_keep_their_width_when_many_columns_are_shown(stage: Stage[MembersScreen]) -> None:
    for position in range(1, len(stage.screen.columns)):
        stage.screen.list_columns.show(position, shown=True)
    assert stage.screen.view.columnWidth(0) >= 128


# -- many people ------------------------------------------------------------------------------------------------------


def test_all_in_the_filter_are_edited_after_a_preview_and_one_undo_takes_it_back(
    stage: Stage[MembersScreen], qtbot: QtBot, workspace_path: Path
) -> None:
    screen = stage.screen
    assert not screen.edit_chosen.isEnabled()
    screen.view.selectAll()
    screen.open_bulk()
    stage.settle()
    assert not screen.bulk.button.isEnabled()
    screen.bulk.value.text.setEditText("Paket C")
    qtbot.waitUntil(lambda: screen.bulk.preview is not None, timeout=60_000)
    assert "Ubah 45 orang" in screen.bulk.button.text().replace("&", "")
    assert "→ Paket C" in screen.bulk.told.text()
    screen.bulk.button.click()
    stage.settle()
    assert screen.panel.currentWidget() is screen.card
    assert "45 orang diubah" in stage.notices.text
    assert _acts(stage)[0] == "Ubah pendidikan, 45 orang"


def test_who_cannot_be_edited_is_told_and_can_be_chosen(stage: Stage[MembersScreen], qtbot: QtBot) -> None:
    screen = stage.screen
    screen.view.selectAll()
    screen.open_bulk()
    screen.bulk.value.field.setCurrentIndex(screen.bulk.value.field.findData("left"))
    qtbot.waitUntil(lambda: screen.bulk.preview is not None, timeout=60_000)
    assert not screen.bulk.button.isEnabled()
    assert "Ditolak 45 orang: Memegang kursi" in screen.bulk.doubts.text()
    screen.bulk._refused.click()
    stage.settle()
    assert screen.view.chosen_count() == 45


def test_an_edit_follows_the_choice(stage: Stage[MembersScreen], qtbot: QtBot) -> None:
    screen = stage.screen
    screen.view.selectAll()
    screen.open_bulk()
    screen.view.selectRow(0)
    screen.bulk.value.text.setEditText("Paket C")
    qtbot.waitUntil(lambda: screen.bulk.preview is not None, timeout=60_000)
    assert screen.bulk.preview is not None
    assert screen.bulk.preview.changing == 1
    screen.view.clearSelection()
    assert screen.panel.currentWidget() is screen.card


# -- a NIK in full ----------------------------------------------------------------------------------------------------


def _look(stage: Stage[MembersScreen]) -> tuple[int, str]:
    member, nik, *_ = _person(stage)
    stage.screen.open(member)
    stage.settle()
    stage.screen.card.nik._choose("Mencocokkan dengan KTP")
    stage.settle()
    return member, nik


def test_a_nik_is_shown_in_full_for_a_purpose_and_only_after_it_is_recorded(stage: Stage[MembersScreen]) -> None:
    member, nik = _look(stage)
    assert stage.screen.card.nik.text.replace(" ", "") == nik
    seen: list[disclosures.Disclosure] = []
    stage.background.ask(stage.screen, lambda db: disclosures.of_member(db, member), seen.extend)
    stage.settle()
    assert [(one.by, one.what, one.purpose) for one in seen] == [("penguji", "nik", "Mencocokkan dengan KTP")]
    assert _acts(stage)[0] == f"Lihat NIK lengkap, anggota no. {member}"
    stage.screen.card._tabs.setCurrentIndex(3)
    assert "penguji melihat NIK lengkap" in _texts(stage)


def test_a_nik_in_full_goes_after_its_minute_with_the_person_and_with_the_screen(stage: Stage[MembersScreen]) -> None:
    _, nik = _look(stage)
    line = stage.screen.card.nik
    assert line.hiding.interval() == 60_000
    line.hiding.timeout.emit()
    assert line.text == f"{nik[:6]}**********"
    line._toggle()
    stage.settle()
    assert line.text.replace(" ", "") == nik
    stage.screen.open(_person(stage, 1)[0])
    stage.settle()
    assert nik not in _texts(stage).replace(" ", "")
    _look(stage)
    stage.screen.hide()
    assert "*" in line.text


def test_nothing_on_the_screen_holds_a_nik_in_full_until_it_is_asked_for(stage: Stage[MembersScreen]) -> None:
    screen = stage.screen
    niks: list[str] = []
    stage.background.ask(screen, lambda db: db.column(select(schema.member.c.nik)), niks.extend)
    for position in range(len(screen.columns)):
        screen.list_columns.show(position, shown=True)
    screen.search.setText("")
    screen.view.selectRow(0)
    stage.settle()
    lines = [screen.model.line(row) for row in range(screen.model.total)]
    told = "\n".join(
        [text for line in lines if line for text in line.cells]
        + [_texts(stage), stage.notices.text, screen.described(), screen.view.toolTip()]
        + [str(child.accessibleName()) + child.toolTip() for child in screen.findChildren(QLabel)]
        + _acts(stage)
    )
    assert len(niks) == 45
    assert not [nik for nik in niks if nik and nik in told]


def test_a_closed_form_keeps_no_nik(stage: Stage[MembersScreen]) -> None:
    member, nik, *_ = _person(stage)
    stage.screen.open(member)
    stage.settle()
    stage.screen.edit()
    stage.settle()
    assert stage.screen.card.form.values()["nik"] == nik
    stage.screen.card.close_form()
    assert nik not in stage.screen.card.form.values().values()


# -- files ------------------------------------------------------------------------------------------------------------


def test_the_list_goes_out_as_it_is_seen(stage: Stage[MembersScreen], tmp_path: Path) -> None:
    stage.screen.list_columns.show(7, shown=True)
    stage.screen.list_columns.show(2, shown=False)
    stage.screen.search.setText("3")
    stage.settle()
    stage.screen.export_to(tmp_path / "daftar.csv")
    stage.settle()
    head, *rows = (tmp_path / "daftar.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head == "Nama,NIK,Jabatan,Tahap,Telepon"
    assert len(rows) == 9
    assert "9 orang ditulis" in stage.notices.text


def test_a_data_sheet_is_printed_for_a_purpose(
    stage: Stage[MembersScreen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = _person(stage)[0]
    stage.screen.open(member)
    stage.settle()
    out = tmp_path / "lembar.pdf"
    monkeypatch.setattr(
        "kpps_desk.ui.screens.members.QFileDialog.getSaveFileName", lambda *_: (str(out), "PDF (*.pdf)")
    )
    stage.screen.card.sheet_wanted.emit("Permintaan akses oleh yang bersangkutan")
    stage.settle()
    assert out.read_bytes().startswith(b"%PDF")
    assert "lembar.pdf" in stage.notices.text
