"""The office's keys: a new one, an end to one, those of other offices; and which of them are trusted.

What a newcomer gets wrong: journaling a key. The journal travels between offices, so a key is filled in beside it and
leaves an entry without lines; only what becomes of it (revoked, named) is a change with fields.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kpps_desk.domain import values
from kpps_desk.exchange import office_keys, revocations, seals
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.seals import Revocations, SigningKey
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Gone, Invalid, Refused, Unavailable
from kpps_desk.problems import reason as why_not
from kpps_desk.queries import keys as questions
from kpps_desk.queries.keys import KeyRow
from kpps_desk.queries.office import Office
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

ENDING = ".txt"
_LONGEST = 120  # letters of an office's name, or of a reason


class Taken(NamedTuple):
    """What came of a keys file: key ids that are new, now revoked (or from an earlier day), known already."""

    new: list[str]
    revoked: list[str]
    known: list[str]


class Trust(NamedTuple):
    """What verdicts rest on: the keys that are known, and what is out of force by them."""

    keys: dict[str, OfficeKey]
    revocations: Revocations

    @property
    def public(self) -> dict[str, bytes]:
        return {name: key.public for name, key in self.keys.items()}


def keys(db: Snapshot) -> list[KeyRow]:
    """All that are known; our own first."""
    return questions.keys(db)


def office_name(db: Snapshot) -> str:
    """How this office calls itself beside its keys: the name given in Pengaturan, else its letterhead."""
    for row in questions.keys(db):
        if row.own and row.office:
            return row.office
    lines = (values.clean(line)[0] for line in Office(db).paper().letterhead)
    return " ".join(line for line in lines if line)[:_LONGEST].strip() or "Kantor penerbit"


def known(db: Snapshot) -> dict[str, OfficeKey]:
    """Every key by its id, our own all under the one name of this office."""
    ours = office_name(db)
    return {
        row.key_id: OfficeKey(
            row.key_id,
            bytes(row.public),
            row.revoked_from.isoformat() if row.revoked_from else "",
            ours if row.own else row.office,
        )
        for row in questions.keys(db)
    }


def trust(db: Snapshot) -> Trust:
    """The keys and what is out of force by them and by the lists taken in from other offices."""
    found = known(db)
    kept = [one for row in questions.lists(db) if not row.own for one in revocations.read_lists(row.content)]
    return Trust(found, revocations.together(found, kept))


def signing(db: Snapshot) -> SigningKey:
    """The key that signs now; Refused where there is none."""
    row = next((row for row in questions.private(db) if row.revoked_at is None), None)
    if row is None:
        raise Refused("Berkas kerja ini tidak memiliki kunci segel.", "Buat kunci baru di Pengaturan, Kunci segel.")
    return SigningKey(row.key_id, bytes(row.public), bytes(row.private))


def new_key(tx: Transaction, *, office: str = "", reason: str = "") -> str:
    """A key that signs from now on; what older ones signed stays valid. Its id.

    `reason` belongs to the journal: hand it to write() as well.
    """
    name = _text(office, "office", "Nama kantor") if office.strip() else office_name(tx)
    made = seals.new_key()
    newest = max((row.created_at for row in questions.keys(tx) if row.own), default=0)
    row = {
        "key_id": made.key_id,
        "public": made.public,
        "private": made.private,
        "created_at": max(tx.now_ms, newest + 1),  # the newest signs, whatever this computer's clock says
        "office": name,
        "reason": _text(reason, "reason", "Alasan", required=False),
    }
    tx.fill_many(schema.signing_key, [row])
    return made.key_id


def revoke_key(tx: Transaction, key_id: str, *, since: date, reason: str) -> str:
    """What bears this key and the day `since` or a later one is trusted no more.

    If it was the one that signs, a new key does from now on: its id, else ''. An earlier day may be set later on, never
    a later one.
    """
    row = _row(tx, key_id)
    why = _text(reason, "reason", "Alasan")
    if since > tx.today:
        raise Invalid("since", "Tanggal pencabutan tidak boleh sesudah hari ini.")
    if row.revoked_from is not None and since >= row.revoked_from:
        raise Refused(f"Kunci {key_id} sudah dicabut sejak {row.revoked_from:%d-%m-%Y}.", "Hanya boleh dimajukan.")
    tx.update(
        schema.signing_key,
        row.id,
        {"revoked_at": row.revoked_at or tx.now_ms, "revoked_from": since, "reason": why},
    )
    return new_key(tx) if row.signs else ""


def name_office(tx: Transaction, key_id: str, office: str) -> bool:
    """Whose key it is, as this office calls them; of one of our own it names all of ours."""
    row = _row(tx, key_id)
    name = _text(office, "office", "Nama kantor")
    rows = [each for each in questions.keys(tx) if (each.own if row.own else each.id == row.id)]
    changed = [tx.update(schema.signing_key, each.id, {"office": name}) for each in rows]
    return any(changed)


def export(database: Database, out: Path) -> int:
    """Write every known public key to a file for those who check certificates; how many."""
    check_ending(out, ENDING)
    with database.read() as db:
        found = known(db)
    text = "# Kunci segel sertifikat KPPS: kunci, nilai umum, dicabut sejak (atau -), kantor\n"
    with whole_file(out) as file:
        file.write((text + office_keys.keys_text(found.values())).encode())
    return len(found)


def take(tx: Transaction, path: Path) -> Taken:
    """Learn the keys of a file. One that is known already may only become stricter, our own are never changed by it."""
    offered = read_file(path)
    here = {row.key_id: row for row in questions.keys(tx)}
    taken = Taken([], [], [])
    for name, key in offered.items():
        row = here.get(name)
        if row is None:
            taken.new.append(name)
            continue
        if bytes(row.public) != key.public:
            raise Refused(f"Kunci {name} berbeda dengan yang sudah dikenal.", "Tanyakan langsung kepada kantornya.")
        (taken.revoked if _stricter(tx, row, key) else taken.known).append(name)
    if taken.new:
        tx.fill_many(schema.signing_key, [_row_of(offered[name], tx.now_ms) for name in taken.new])
    return taken


def forget(tx: Transaction, key_id: str) -> None:
    """Trust another office's key no more; Refused for one of our own."""
    row = _row(tx, key_id)
    if row.own:
        raise Refused("Kunci kantor ini tidak dapat dibuang.", "Cabut kuncinya bila tidak boleh dipakai lagi.")
    tx.clear_many(schema.signing_key, [row.id])


def read_file(path: Path) -> dict[str, OfficeKey]:
    """The keys of a file; Refused in a sentence where it is none."""
    ask = "Minta berkas kunci dari kantor penerbit."
    try:
        if path.stat().st_size > office_keys.LARGEST:
            raise Refused(f"{path.name} bukan berkas kunci.", ask)
        found = office_keys.read_keys(path.read_text(encoding="utf-8"))
        for key in found.values():
            _day(key)
    except OSError as error:
        raise Unavailable(f"Berkas kunci {path.name} tidak dapat dibaca: {why_not(error)}.") from error
    except ValueError as error:
        raise Refused(f"{path.name} bukan berkas kunci.", ask) from error
    if not found:
        raise Refused(f"{path.name} tidak memuat kunci.", ask)
    return found


def _day(key: OfficeKey) -> date | None:
    """From when on it is revoked; ValueError if there is no such day."""
    return date.fromisoformat(key.since) if key.since else None


def _stricter(tx: Transaction, row: KeyRow, key: OfficeKey) -> bool:
    """Another office's key, revoked as the file says, if that is earlier than is known; named, if it has no name."""
    if row.own:
        return False
    changes: dict[str, object] = {}
    if key.since and (row.revoked_from is None or key.since < row.revoked_from.isoformat()):
        changes |= {"revoked_from": _day(key), "revoked_at": row.revoked_at or tx.now_ms}
    if key.office and not row.office:
        changes["office"] = key.office
    return tx.update(schema.signing_key, row.id, changes) and "revoked_from" in changes if changes else False


def _row_of(key: OfficeKey, now_ms: int) -> dict[str, object]:
    return {
        "key_id": key.key_id,
        "public": key.public,
        "created_at": now_ms,
        "revoked_at": now_ms if key.since else None,
        "revoked_from": _day(key),
        "office": key.office,
    }


def _row(db: Snapshot, key_id: str) -> KeyRow:
    row = next((row for row in questions.keys(db) if row.key_id == key_id), None)
    if row is None:
        raise Gone(f"Kunci {key_id} tidak ada di berkas kerja ini.")
    return row


def _text(typed: str, field: str, name: str, *, required: bool = True) -> str:
    text = values.clean(typed)[0]
    if required and not text:
        raise Invalid(field, f"{name} wajib diisi.")
    if len(text) > _LONGEST:
        raise Invalid(field, f"{name} terlalu panjang: paling banyak {_LONGEST} huruf.")
    return text
