"""Designs of certificates: the office's templates, the one that a kind is issued by, and what was issued by, frozen.

What a newcomer gets wrong: printing by `chosen`. What was issued names its design by a digest, and `frozen` gives it,
however the template has changed since.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select

from kpps_desk import built_in
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.designs import Asset, Design, digest
from kpps_desk.problems import Gone
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_template, _design, _asset = schema.template.c, schema.design.c, schema.asset.c
_TEMPLATES = select(
    _template.id,
    _template.version,
    _template.name,
    _template.kind,
    _template.content,
    _template.chosen,
    _template.changed_at,
    _template.changed_by,
).order_by(_template.name, _template.id)
_CHOSEN = select(_template.id, _template.name, _template.content).where(
    _template.kind == bindparam("kind"), _template.chosen
)
_FROZEN = select(_design.content).where(_design.digest == bindparam("digest"))
_IS_FROZEN = select(exists(select(_design.id).where(_design.digest == bindparam("digest"))))
_ASSETS = select(_asset.digest, _asset.media, _asset.width, _asset.height, _asset.content).where(
    _asset.digest.in_(bindparam("digests", expanding=True))
)


class TemplateRow(NamedTuple):
    """A template to choose from; `id` 0: built in, and then nothing is known of a change."""

    id: int
    version: int
    design: Design
    chosen: bool  # its kind is issued by it
    used: bool  # something was issued by it as it is now
    changed_at: int
    changed_by: str

    @property
    def name(self) -> str:
        return self.design.name


class Choice(NamedTuple):
    """What a kind is issued by, where the office has chosen; a built-in one is only named."""

    id: int
    name: str
    design: Design


def templates(db: Snapshot) -> list[TemplateRow]:
    """The office's own by name, then the built-in ones; in each kind exactly one is chosen."""
    own, taken = [], {kind: built_in.first_of(kind).name for kind in Kind}
    for row in db.rows(_TEMPLATES):
        design = built_in.named(row.name) or Design.from_json(row.content)
        if row.chosen:
            taken[design.kind] = row.name
        if not built_in.named(row.name):
            marks = (used(db, design), row.changed_at, row.changed_by)
            own.append(TemplateRow(row.id, row.version, design, row.chosen, *marks))
    shipped = [
        TemplateRow(0, 0, design, taken[design.kind] == design.name, used(db, design), 0, "")
        for design in built_in.designs()
    ]
    return own + shipped


def template(db: Snapshot, template_id: int) -> TemplateRow:
    """One of the office's own; Gone if it isn't there."""
    found = next((row for row in templates(db) if row.id == template_id and template_id), None)
    if found is None:
        raise Gone("Templat ini sudah tidak ada.")
    return found


def chosen(db: Snapshot, kind: Kind) -> Design:
    """What this kind is issued by now."""
    found = choice(db, kind)
    return found.design if found else built_in.first_of(kind)


def choice(db: Snapshot, kind: Kind) -> Choice | None:
    """None: nobody has chosen, so the first built-in one of its kind holds."""
    row = db.row(_CHOSEN, {"kind": kind.value})
    if row is None:
        return None
    return Choice(row.id, row.name, built_in.named(row.name) or Design.from_json(row.content))


def frozen(db: Snapshot, name: str, kind: Kind = Kind.CERTIFICATE) -> Design:
    """The design with this digest as it was when something was issued by it; '': from before there were designs."""
    if not name:
        return built_in.of_old(kind)
    content = db.value(_FROZEN, {"digest": name})
    if content is None:
        raise Gone("Templat yang dipakai saat penerbitan tidak ada di berkas kerja ini.")
    return Design.from_json(content)


def used(db: Snapshot, design: Design) -> bool:
    """Whether something was issued by exactly this."""
    return bool(db.value(_IS_FROZEN, {"digest": digest(design)}))


def assets(db: Snapshot, digests: Iterable[str]) -> dict[str, Asset]:
    """The pictures with these digests, as far as they are kept here."""
    wanted = sorted({each for each in digests if each})
    return {row.digest: Asset(*row) for row in db.rows(_ASSETS, {"digests": wanted})} if wanted else {}
