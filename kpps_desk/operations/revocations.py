"""Signed lists of numbers out of force: ours to a file and on paper, other offices' taken in.

What a newcomer gets wrong: a list as what this workspace judges by. It knows each number itself; lists are for those
who check elsewhere, and for the numbers of other offices.
"""

import hashlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import paper as papers
from kpps_desk.documents import revocation_sheet
from kpps_desk.documents.revocation_sheet import KeyLines, RevocationSheet
from kpps_desk.exchange import revocations
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.revocations import Flaw, RevocationList
from kpps_desk.exchange.seals import Listed, SigningKey
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import keys, paperwork
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.progress import silent
from kpps_desk.queries import keys as questions
from kpps_desk.queries.keys import ListRow
from kpps_desk.queries.office import Office
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

ENDING = ".txt"
_ASK = "Minta daftar yang terbaru langsung dari kantor penerbitnya."


class Made(NamedTuple):
    """What was written: a list a key."""

    path: Path
    keys: int
    revoked: int
    replaced: int
    pages: int  # of the paper; 0 without one


class Taken(NamedTuple):
    """`done` are the lists that count from now on, `refused` says why others don't: {key id: sentence}."""

    done: list[RevocationList]
    refused: dict[str, str]


def make(database: Database, out: Path, *, by: str, sheet: Path | None = None, size: str = "A4") -> Made:
    """Write a signed list of each of our keys to `out`, and on paper to `sheet`; they are kept as given out."""
    check_ending(out, ENDING)
    if sheet is not None:
        check_ending(sheet, ".pdf")
    with whole_file(out) as file, database.write("Buat daftar cabut", by=by) as tx:
        texts = ours(tx)
        content = "\n\n".join(texts) + "\n"
        file.write(content.encode())
        _keep(tx, texts, own=True)
        tx.leave_entry()
    lists = revocations.read_lists(content)
    pages = print_lists(database, content, sheet, size=size) if sheet is not None else 0
    return Made(out, len(lists), sum(one.revoked for one in lists), sum(one.replaced for one in lists), pages)


def ours(db: Snapshot) -> list[str]:
    """A list of each of our keys as things stand now, signed by itself, or by the key in use if it is revoked."""
    now, office = keys.signing(db), keys.office_name(db)
    found = []
    for row in reversed(questions.private(db)):
        signer = now if row.revoked_at else SigningKey(row.key_id, bytes(row.public), bytes(row.private))
        numbers = {
            one.number: Listed(one.replaced, one.by, db.today.isoformat())
            for one in questions.out_of_force(db, row.key_id)
        }
        try:
            found.append(revocations.make_list(row.key_id, office, db.today, numbers, signer))
        except ValueError as error:
            raise Refused(f"Nomor {error} tidak dapat ditulis pada daftar cabut.") from error
    return found


def everything(db: Snapshot) -> str:
    """What a checking page holds: our lists as of now, and the newest of other offices."""
    newest: dict[str, str] = {}
    for row in questions.lists(db):
        if not row.own:
            newest.setdefault(row.key_id, row.content)
    return "\n\n".join([*ours(db), *newest.values()]) + "\n"


def lists(db: Snapshot) -> list[ListRow]:
    """Those that are kept, the newest first."""
    return questions.lists(db)


def take(tx: Transaction, path: Path) -> Taken:
    """Learn what other offices revoked. Refused if nothing of the file counts; the first reason is told."""
    known = keys.known(tx)
    own = {row.key_id for row in questions.keys(tx) if row.own}
    kept = questions.lists(tx)
    taken = Taken([], {})
    for one in read_file(path):
        why = _why_not(one, known, own, kept)
        if why:
            taken.refused[one.about] = why
        else:
            taken.done.append(one)
    if not taken.done:
        raise Refused(next(iter(taken.refused.values())), _ASK)
    _keep(tx, [one.whole for one in taken.done], own=False)
    return taken


def read_file(path: Path) -> list[RevocationList]:
    """The lists of a file; Refused in a sentence where it is none."""
    try:
        if path.stat().st_size > revocations.LARGEST:
            raise Refused(f"{path.name} bukan daftar cabut.", _ASK)
        found = revocations.read_lists(path.read_text(encoding="utf-8"))
        for one in found:
            date.fromisoformat(one.day)
        return found
    except OSError as error:
        raise Unavailable(f"Daftar {path.name} tidak dapat dibaca: {reason(error)}.") from error
    except ValueError as error:
        raise Refused(f"{path.name} bukan daftar cabut yang utuh.", _ASK) from error


def believed(path: Path, known: dict[str, OfficeKey]) -> list[RevocationList]:
    """The lists of a file that these keys vouch for; Refused for the first that they don't."""
    found = read_file(path)
    for one in found:
        flaw = revocations.flaw(one, known)
        if flaw is not None:
            raise Refused(said(flaw, one), _ASK)
    return found


def said(flaw: Flaw, one: RevocationList) -> str:
    """Why a list isn't believed, in a sentence."""
    return {
        Flaw.UNKNOWN_KEY: f"Kunci daftar cabut ini ({one.about}, ditandatangani {one.signer}) tidak dikenal.",
        Flaw.OTHER_OFFICE: f"Daftar cabut kunci {one.about} ditandatangani kantor lain, jadi tidak dipakai.",
        Flaw.FORGED: f"Daftar cabut kunci {one.about} palsu: isinya bukan yang ditandatangani.",
        Flaw.REVOKED_KEY: f"Daftar cabut ini dibuat sesudah kunci penandatangannya ({one.signer}) dicabut.",
    }[flaw]


def print_lists(database: Database, content: str, out: Path, *, size: str = "A4") -> int:
    """These lists on paper, each with its own QR code or its hash; how many pages."""
    lists = revocations.read_lists(content)
    with database.read() as db:
        letterhead = Office(db).paper()
    digest = hashlib.sha256(content.encode()).hexdigest()
    sheet = RevocationSheet(letterhead, lists[-1].office, digest, tuple(_lines(one) for one in lists))
    with whole_file(out) as file:
        sections = [revocation_sheet.section(sheet, papers.SIZES[size])]
        return paperwork.bind(file, lambda: sections, "Daftar sertifikat dicabut dan diganti", size, silent).pages


def _lines(one: RevocationList) -> KeyLines:
    numbers = tuple((number, listed.replaced, listed.by) for number, listed in one.numbers.items())
    return KeyLines(one.about, one.signer, date.fromisoformat(one.day), one.revoked, one.replaced, numbers, one.whole)


def _why_not(one: RevocationList, known: dict[str, OfficeKey], own: set[str], kept: list[ListRow]) -> str:
    if one.about in own:
        return f"Daftar cabut kunci {one.about} adalah milik kantor ini sendiri."
    flaw = revocations.flaw(one, known)
    if flaw is not None:
        return said(flaw, one)
    newest = next((row for row in kept if row.key_id == one.about and not row.own), None)
    if newest is None:
        return ""
    if newest.content == one.whole:
        return f"Daftar cabut kunci {one.about} per {words.long_date(newest.made_on)} sudah diterima."
    if one.day < newest.made_on.isoformat():
        day = words.long_date(newest.made_on)
        return f"Daftar cabut kunci {one.about} ini lebih lama daripada yang sudah diterima ({day})."
    (before,) = revocations.read_lists(newest.content)
    missing = len(before.numbers.keys() - one.numbers.keys())
    if missing:
        count = words.number(missing)
        return f"Daftar cabut kunci {one.about} ini tidak lagi memuat {count} nomor yang sudah dicabut atau diganti."
    return ""


def _keep(tx: Transaction, texts: list[str], *, own: bool) -> None:
    """Beside the journal, which travels; a list that is kept already stays one."""
    rows = []
    for text in texts:
        digest = hashlib.sha256(text.encode()).hexdigest()
        if questions.has_list(tx, digest):
            continue
        (one,) = revocations.read_lists(text)
        rows.append(
            {
                "key_id": one.about,
                "made_on": date.fromisoformat(one.day),
                "own": own,
                "digest": digest,
                "content": text,
                "kept_at": tx.now_ms,
                "kept_by": tx.by,
            }
        )
    if rows:
        tx.fill_many(schema.revocation_list, rows)
