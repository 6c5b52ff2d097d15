"""Change the designs of certificates: keep, choose, remove, freeze; take in pictures and whole design files.

What a newcomer gets wrong: looking for a way to make a template the chosen one by saving it. An office works on a
design for days; what is issued meanwhile follows `choose`. What is issued is frozen, so a later change of a template
touches nothing that has been issued.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from kpps_desk import built_in
from kpps_desk.domain.design_faults import faults
from kpps_desk.domain.designs import Asset, Design, digest
from kpps_desk.exchange import design_files, pictures
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import designs as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_KEPT = select(schema.asset.c.id).where(schema.asset.c.digest == bindparam("digest"))


def save(tx: Transaction, design: Design, *, id: int | None = None, version: int | None = None) -> int:  # noqa: A002
    """Keep a template under its name; its id. `version` is the one that the person saw; DesignError as from a file."""
    design = replace(Design.from_json(design.to_json()), name=design.name.strip())
    _check_name(tx, design.name, id)
    _check_pictures(tx, design)
    if id is None:
        return tx.insert(schema.template, _values(tx, design) | {"chosen": False})
    now = questions.template(tx, id)
    if now.chosen and (now.design.kind != design.kind or _bars(design)):
        reason = next(iter(_bars(design)), "Jenis templat yang sedang dipakai tidak dapat diubah.")
        raise Refused(
            f"Templat ini sedang dipakai. {reason}", "Pilih templat lain dahulu, atau simpan dengan nama lain."
        )
    if now.design != design:
        tx.update(schema.template, id, _values(tx, design), version=version)
    return id


def choose(tx: Transaction, template: int | str) -> None:
    """Its kind is issued by this from now on: the office's own by id, a built-in one by name. Refused with faults."""
    design = _design_of(tx, template)
    if found := _bars(design):
        raise Refused(f"Templat “{design.name}” belum dapat dipakai: {found[0]}", "Perbaiki dahulu di Perancang.")
    now = questions.choice(tx, design.kind)
    if now is not None and now.id != template:
        if built_in.named(now.name):  # such a row only says that this built-in one was chosen
            tx.delete_many(schema.template, [now.id])
        else:
            tx.update(schema.template, now.id, {"chosen": False})
    if isinstance(template, int):
        tx.update(schema.template, template, {"chosen": True})
    elif design != built_in.first_of(design.kind):
        tx.insert(schema.template, _values(tx, design) | {"chosen": True})


def remove(tx: Transaction, template: int, *, version: int | None = None) -> None:
    """Refused while its kind is issued by it. What was issued by it keeps its frozen copy."""
    now = questions.template(tx, template)
    if now.chosen:
        raise Refused(
            f"Templat “{now.name}” sedang dipakai untuk menerbitkan.", "Pilih templat lain dahulu, lalu hapus yang ini."
        )
    if version is not None:
        tx.update(schema.template, template, {"changed_by": now.changed_by}, version=version)
    tx.delete_many(schema.template, [template])


def freeze(tx: Transaction, design: Design) -> str:
    """Keep this design as it is for what is being issued by it; its digest."""
    name = digest(design)
    if not questions.used(tx, design):
        tx.insert(schema.design, {"digest": name, "content": design.to_json()})
    return name


def take_picture(tx: Transaction, source: Path | bytes) -> str:
    """Keep a picture for logos and designs, re-encoded without anything hidden; its digest."""
    return _keep(tx, pictures.read(source))


def take_file(tx: Transaction, path: Path) -> int:
    """A template from a file of `export_file`, with its pictures; its id. A name that is taken gets a number."""
    design, found = design_files.read(path)
    for one in found:
        _keep(tx, one)
    return save(tx, replace(design, name=_free_name(tx, design.name)))


def export_file(database: Database, template: int | str, out: Path) -> None:
    """One template (the office's own by id, a built-in one by name) with its pictures as one file."""
    with database.read() as db:
        design = _design_of(db, template)
        found = questions.assets(db, design.assets)
    design_files.write(out, design, list(found.values()))


def _values(tx: Transaction, design: Design) -> dict[str, Any]:
    content = {"name": design.name, "kind": design.kind.value, "content": design.to_json()}
    return content | {"changed_at": tx.now_ms, "changed_by": tx.by}


def _design_of(db: Snapshot, template: int | str) -> Design:
    if isinstance(template, int):
        return questions.template(db, template).design
    design = built_in.named(template)
    if design is None:
        raise Refused(f"Tidak ada templat bawaan bernama “{template}”.")
    return design


def _bars(design: Design) -> list[str]:
    return [fault.sentence for fault in faults(design) if fault.bars]


def _check_name(tx: Transaction, name: str, own: int | None) -> None:
    for row in questions.templates(tx):
        if row.name.casefold() == name.casefold() and (row.id == 0 or row.id != own):
            whose = "templat bawaan" if row.id == 0 else "templat lain"
            raise Invalid("name", f"Nama “{name}” sudah dipakai {whose}.", "Pilih nama lain.")


def _free_name(tx: Transaction, name: str) -> str:
    taken = {row.name.casefold() for row in questions.templates(tx)}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name[:70]} ({number})"
    return free


def _check_pictures(tx: Transaction, design: Design) -> None:
    kept = questions.assets(tx, design.assets)
    if any(each not in kept for each in design.assets):
        raise Invalid("asset", "Gambar yang dipakai templat ini tidak ada di berkas kerja.", "Pilih gambarnya lagi.")


def _keep(tx: Transaction, picture: Asset) -> str:
    if tx.value(_KEPT, {"digest": picture.digest}) is None:
        tx.keep_new(schema.asset, [picture._asdict()])
    return picture.digest
