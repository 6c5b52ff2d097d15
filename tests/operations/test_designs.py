"""Templates of an office: kept, chosen, removed, frozen at issue, passed on as a file."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kpps_desk import built_in
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Design, Item, digest
from kpps_desk.operations import designs, undo
from kpps_desk.problems import Conflict, Gone, Invalid, Refused
from kpps_desk.queries import designs as questions
from kpps_desk.queries import history
from kpps_desk.store.database import Database

FIRST = built_in.first_of(Kind.CERTIFICATE)
OURS = replace(FIRST, name="Milik kami")
SECOND = next(each for each in built_in.designs() if each.kind == Kind.CERTIFICATE and each != FIRST)


def picture(color: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "PNG")
    return out.getvalue()


def save(workspace: Database, design: Design = OURS, **rest: int) -> int:
    with workspace.write("Simpan templat", by="Budi") as tx:
        return designs.save(tx, design, **rest)


def choose(workspace: Database, which: int | str) -> None:
    with workspace.write("Pilih templat", by="Budi") as tx:
        designs.choose(tx, which)


def rows(workspace: Database) -> dict[str, questions.TemplateRow]:
    with workspace.read() as db:
        return {row.name: row for row in questions.templates(db)}


def chosen(workspace: Database, kind: Kind = Kind.CERTIFICATE) -> str:
    with workspace.read() as db:
        names = [row.name for row in questions.templates(db) if row.chosen and row.design.kind == kind]
        assert names == [questions.chosen(db, kind).name]
    return names[0]


def test_a_new_workspace_issues_by_what_ships(workspace: Database) -> None:
    listed = rows(workspace)
    assert list(listed) == [design.name for design in built_in.designs()]
    for kind in Kind:
        assert chosen(workspace, kind) == built_in.first_of(kind).name


def test_a_template_is_kept_changed_and_removed(workspace: Database) -> None:
    one = save(workspace)
    row = rows(workspace)["Milik kami"]
    assert (row.id, row.design, row.chosen, row.used, row.changed_by) == (one, OURS, False, False, "Budi")
    better = replace(OURS, accent="#224466")
    assert save(workspace, better, id=one, version=row.version) == one
    assert rows(workspace)["Milik kami"].design == better
    with pytest.raises(Conflict):
        save(workspace, OURS, id=one, version=row.version)
    with workspace.write("Hapus templat", by="Budi") as tx:
        designs.remove(tx, one)
    assert "Milik kami" not in rows(workspace)
    with pytest.raises(Gone):
        save(workspace, OURS, id=one)


def test_a_template_can_be_kept_half_made_but_not_chosen(workspace: Database) -> None:
    half = save(workspace, replace(OURS, items=()))
    with pytest.raises(Refused, match="belum dapat dipakai"):
        choose(workspace, half)
    assert chosen(workspace) == FIRST.name


def test_one_template_a_kind_is_chosen(workspace: Database) -> None:
    one = save(workspace)
    other = save(workspace, replace(OURS, name="Lain"))
    piagam = save(workspace, replace(built_in.first_of(Kind.PIAGAM), name="Piagam kami"))
    for which, name in (
        (one, "Milik kami"),
        (other, "Lain"),
        (SECOND.name, SECOND.name),
        (SECOND.name, SECOND.name),
        (one, "Milik kami"),
        (FIRST.name, FIRST.name),
        (SECOND.name, SECOND.name),
        (FIRST.name, FIRST.name),
    ):
        choose(workspace, which)
        assert chosen(workspace) == name
    assert len(rows(workspace)) == len(built_in.designs()) + 3
    choose(workspace, piagam)
    assert chosen(workspace, Kind.PIAGAM) == "Piagam kami"
    assert chosen(workspace) == FIRST.name
    with pytest.raises(Refused, match="bawaan"):
        choose(workspace, "Tidak ada")


def test_the_chosen_template_is_neither_removed_nor_made_unfit(workspace: Database) -> None:
    one = save(workspace)
    choose(workspace, one)
    with pytest.raises(Refused, match="sedang dipakai"), workspace.write("Hapus templat", by="Budi") as tx:
        designs.remove(tx, one)
    with pytest.raises(Refused, match="sedang dipakai"):
        save(workspace, replace(OURS, items=()), id=one)
    with pytest.raises(Refused, match="sedang dipakai"):
        save(workspace, replace(OURS, kind=Kind.PIAGAM), id=one)


def test_a_name_stands_for_one_template(workspace: Database) -> None:
    save(workspace)
    for name in ("milik KAMI", FIRST.name, " Milik kami "):
        with pytest.raises(Invalid, match="sudah dipakai") as caught:
            save(workspace, replace(OURS, name=name))
        assert caught.value.field == "name"


def test_what_was_issued_by_a_template_stays_as_it_was(workspace: Database) -> None:
    one = save(workspace)
    with workspace.write("Terbitkan", by="Budi") as tx:
        name = designs.freeze(tx, OURS)
        assert designs.freeze(tx, OURS) == name == digest(OURS)
    assert rows(workspace)["Milik kami"].used
    save(workspace, replace(OURS, accent="#224466"), id=one)
    with workspace.read() as db:
        assert questions.frozen(db, name) == OURS
        assert questions.frozen(db, "") == built_in.of_old(Kind.CERTIFICATE)
        assert questions.frozen(db, "", Kind.PIAGAM) == built_in.of_old(Kind.PIAGAM)
        with pytest.raises(Gone):
            questions.frozen(db, "0" * 64)


def test_pictures_are_kept_once_and_must_be_there(workspace: Database) -> None:
    with workspace.write("Ambil gambar", by="Budi") as tx:
        name = designs.take_picture(tx, picture())
        assert designs.take_picture(tx, picture()) == name
    with workspace.read() as db:
        found = questions.assets(db, ["", name, "0" * 64])
    assert list(found) == [name]
    assert (found[name].media, found[name].width, found[name].height) == ("image/png", 40, 30)
    save(workspace, replace(OURS, background=name))
    with pytest.raises(Invalid, match="Gambar"):
        save(workspace, replace(OURS, name="Lain", background="0" * 64))


def test_a_template_travels_as_a_file(workspace: Database, tmp_path: Path) -> None:
    with workspace.write("Ambil gambar", by="Budi") as tx:
        name = designs.take_picture(tx, picture())
    item = Item("gambar", 30, 30, 20, 20, asset=name)
    ours = replace(OURS, background=name, back=(*OURS.back, item))
    one = save(workspace, ours)
    out = tmp_path / "kami.kppstemplat"
    designs.export_file(workspace, one, out)
    other = Database.create(tmp_path / "lain.kpps")
    try:
        with other.write("Impor templat", by="Siti") as tx:
            taken = designs.take_file(tx, out)
            again = designs.take_file(tx, out)
        with other.read() as db:
            assert questions.template(db, taken).design == ours
            assert questions.template(db, again).design == replace(ours, name="Milik kami (2)")
            assert list(questions.assets(db, ours.assets)) == [name]
    finally:
        other.close()
    designs.export_file(workspace, FIRST.name, tmp_path / "bawaan.kppstemplat")


def test_choosing_and_keeping_can_be_undone(workspace: Database) -> None:
    one = save(workspace)
    choose(workspace, one)
    for _ in range(2):
        with workspace.read() as db:
            act = next(act for act in history.acts(db) if not act.undone and not act.undoes)
        undo.undo(workspace, act.id, by="Budi")
    assert "Milik kami" not in rows(workspace)
    assert chosen(workspace) == FIRST.name
