"""Keep the office's keys safe: to a file that a passphrase opens, and from there into a workspace.

What a newcomer gets wrong: a restored key that signs. It keeps the day on which it was made, so the newest of the
office's keys signs, as before; and a key that this workspace revoked stays revoked.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kpps_desk.exchange import key_backups, seals
from kpps_desk.exchange.key_backups import Kept
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import keys as operations
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.queries import keys as questions
from kpps_desk.queries.keys import KeyRow, Private
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction

ENDING = ".kppskunci"


class Restored(NamedTuple):
    """Key ids: `new` ones can sign here now, `known` ones could already."""

    office: str
    new: list[str]
    known: list[str]


def back_up(database: Database, out: Path, passphrase: str, *, by: str) -> int:
    """Write all of the office's own keys, sealed; how many. The workspace remembers that they have a backup."""
    check_ending(out, ENDING)
    with database.read() as db:
        found, office = questions.private(db), operations.office_name(db)
    if not found:
        raise Refused("Berkas kerja ini tidak memiliki kunci sendiri.")
    data = key_backups.seal([_kept(each) for each in found], office, passphrase)
    with whole_file(out) as file:
        file.write(data)
    names = {each.key_id for each in found}
    with database.write(f"Cadangkan {len(found)} kunci segel", by=by) as tx:
        for row in questions.keys(tx):
            if row.key_id in names:
                tx.update(schema.signing_key, row.id, {"backed_up_at": tx.now_ms})
    return len(found)


def restore(database: Database, path: Path, passphrase: str, *, by: str) -> Restored:
    """Take the keys of a backup into this workspace; nothing changes unless all of them can be read."""
    office, kept = key_backups.open_sealed(_contents(path), passphrase)
    with database.write(f"Pulihkan {len(kept)} kunci segel", by=by) as tx:
        here = {row.key_id: row for row in questions.keys(tx)}
        done = Restored(office, [], [])
        for each in kept:
            pair = seals.key_of(each.private)
            row = here.get(pair.key_id)
            if row is not None and bytes(row.public) != pair.public:
                raise Refused(f"Kunci {pair.key_id} berbeda dengan yang sudah dikenal.", "Cadangan ini tidak dipakai.")
            if row is not None and row.own:
                done.known.append(pair.key_id)
                continue
            _put(tx, each, office, row)
            done.new.append(pair.key_id)
        tx.leave_entry()
    return done


def _put(tx: Transaction, kept: Kept, office: str, row: KeyRow | None) -> None:
    """Never journaled: neither the key nor that a known one can sign now."""
    pair = seals.key_of(kept.private)
    if row is not None:
        changes = {"private": pair.private, "created_at": kept.created_at, "backed_up_at": tx.now_ms}
        tx.keep_many(schema.signing_key, [{"id": row.id} | changes])
        return
    tx.fill_many(
        schema.signing_key,
        [
            {
                "key_id": pair.key_id,
                "public": pair.public,
                "private": pair.private,
                "created_at": kept.created_at,
                "revoked_at": kept.revoked_at,
                "revoked_from": date.fromisoformat(kept.since) if kept.since else None,
                "reason": kept.reason,
                "office": office,
                "backed_up_at": tx.now_ms,
            }
        ],
    )


def _kept(row: Private) -> Kept:
    since = row.revoked_from.isoformat() if row.revoked_from else ""
    return Kept(bytes(row.private), row.created_at, row.revoked_at, since, row.reason)


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > key_backups.LARGEST:
            raise Refused(f"{path.name} bukan cadangan kunci KPPS Desk.", f"Pilih berkas berakhiran {ENDING}.")
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(f"Cadangan {path.name} tidak dapat dibaca: {reason(error)}.") from error
