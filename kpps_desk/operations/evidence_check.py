"""Is this evidence bundle whole? From the PDF alone and the keys; with a workspace, also whether its scans still agree.

What a newcomer gets wrong: trusting what the file says of itself before each byte of it is accounted for. Parts and
scans are hashed where the index says that they are, and all the rest as the frame: no byte is left out.
"""

import hashlib
import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.exchange import evidence_index, seals
from kpps_desk.exchange.evidence_index import Entry, Index, Standing
from kpps_desk.exchange.seals import State
from kpps_desk.operations import keys as office
from kpps_desk.operations.keys import Trust
from kpps_desk.problems import Gone, Unavailable, reason
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import evidence_bundle as questions
from kpps_desk.queries import sheets
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

FRAME, INDEX = "Rangka berkas", "Indeks yang ditandatangani"
_OPENS = re.compile(rb"/KPPSBukti/Length ([1-9][0-9]{0,8})>>stream\n")
_MARKS = (evidence_index.HEADER.encode(), b"/KPPSBukti/Length ", b"/KPPSBukti 7 0 R")
_STEP = 1 << 20  # bytes hashed between two signs of life
_NAMED = 5  # parts that a sentence names


class Checked(NamedTuple):
    """`changed` are the parts that aren't what was signed; `differs` the scans that the workspace has otherwise."""

    state: State
    says: str
    notes: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    inside: Index | None = None


def is_bundle(path: Path) -> bool:
    """Whether a file claims to be one (whole or not)."""
    with _mapped(path) as content:
        return content is not None and any(content.find(mark) >= 0 for mark in _MARKS)


def check(
    path: Path,
    keys: Path | None = None,
    *,
    database: Database | None = None,
    trust: Trust | None = None,
    progress: Progress = silent,
) -> Checked:
    """Judge a bundle by a keys file, or by what a workspace trusts; `trust` where that is known already."""
    trust = trust or _trust(keys, database)
    with _mapped(path) as content:
        if content is None:
            return Checked(State.UNREADABLE, "Ini bukan berkas bukti KPPS.")
        found = _judged(content, trust, progress)
    if database is None or found.state not in (State.VALID, State.REVOKED) or found.inside is None:
        return found
    with database.read() as db:
        return _in_records(db, path, found, found.inside)


def _trust(keys: Path | None, database: Database | None) -> Trust:
    if keys is not None:
        known = office.read_file(keys)
        return Trust(known, seals.Revocations({name: key.since for name, key in known.items() if key.since}))
    if database is not None:
        with database.read() as db:
            return office.trust(db)
    return Trust({}, seals.NONE)


def _judged(content: mmap.mmap, trust: Trust, progress: Progress) -> Checked:
    if all(content.find(mark) < 0 for mark in _MARKS):
        return Checked(State.UNREADABLE, "Ini bukan berkas bukti KPPS.")
    place = _text_at(content)
    try:
        index = evidence_index.read(bytes(content[slice(*place)]).decode()) if place else None
    except ValueError:
        index = None
    if index is None or place is None:
        return _forged((INDEX,), None)
    public = trust.public.get(index.signer)
    standing = evidence_index.standing(index, public)
    if standing is Standing.FORGED:
        return _forged((INDEX,), index)
    changed = tuple(_changed(content, index, place, progress))
    if changed:
        return _forged(changed, index)
    if standing is Standing.UNKNOWN_KEY:
        says = f"Berkas bukti ini utuh, tetapi kunci {index.key_id} tidak dikenal: keasliannya tidak dapat dipastikan."
        return Checked(State.UNKNOWN_KEY, says, _notes(index), inside=index)
    since = trust.revocations.since.get(index.key_id, "")
    if since and index.day >= since:
        says = f"Tidak dipercaya: kunci penerbitnya ({index.key_id}) dicabut sejak {_day(since)}."
        return Checked(State.REVOKED, says, _notes(index), inside=index)
    return Checked(State.VALID, "Berkas bukti ini asli dan utuh.", _notes(index), inside=index)


def _forged(changed: tuple[str, ...], index: Index | None) -> Checked:
    named = "; ".join(changed[:_NAMED]) + (f"; dan {len(changed) - _NAMED} lainnya" if len(changed) > _NAMED else "")
    notes = _notes(index) if index else ()
    if index is not None and len(changed) > len(index.entries):
        notes = ("Seluruh isinya bergeser: berkas ini disimpan ulang oleh program lain, atau diubah.", *notes)
    return Checked(
        State.FORGED, f"Palsu: isinya berubah sesudah ditandatangani, yaitu {named}.", notes, changed, (), index
    )


def _notes(index: Index) -> tuple[str, ...]:
    counts = f"{len(index.parts)} bagian, {len(index.scans)} pindaian, {words.number(index.pages)} halaman"
    return (f"{index.area}, {index.office}.", f"Dibuat {_day(index.day)} oleh {index.by}: {counts}.")


def _text_at(content: mmap.mmap) -> tuple[int, int] | None:
    """Where the last index stands in the file."""
    at = content.rfind(b"/KPPSBukti/Length ")
    opened = _OPENS.match(content, at) if at >= 0 else None
    if opened is None or opened.end() + int(opened[1]) > len(content):
        return None
    return opened.end(), opened.end() + int(opened[1])


def _changed(content: mmap.mmap, index: Index, text: tuple[int, int], progress: Progress) -> Iterator[str]:
    """The names of what isn't as the index says; a run that lies over another, or nowhere, is changed too."""
    frame, at = hashlib.sha256(), 0
    runs: list[tuple[int, int, Entry | None]] = [(each.start, each.start + each.length, each) for each in index.entries]
    for start, end, entry in sorted([*runs, (*text, None)], key=lambda run: run[:2]):
        progress(at, len(content), "Memeriksa berkas bukti")
        if start < at or end > len(content):
            yield FRAME if entry is None else _name(entry)
            continue
        frame.update(content[at:start])
        at = end
        if entry is not None and _digest(content, start, end, progress) != entry.digest:
            yield _name(entry)
    frame.update(content[at:])
    if frame.hexdigest() != index.frame:
        yield FRAME


def _digest(content: mmap.mmap, start: int, end: int, progress: Progress) -> str:
    digest = hashlib.sha256()
    for at in range(start, end, _STEP):
        digest.update(content[at : min(at + _STEP, end)])
        progress(at, len(content), "Memeriksa berkas bukti")
    return digest.hexdigest()


def _name(entry: Entry) -> str:
    pages = f"halaman {entry.first}" if entry.first == entry.last else f"halaman {entry.first}-{entry.last}"
    title = entry.title if entry.scan is None else f"Pindaian no. {entry.scan}, {entry.title}"
    return f"{title} ({pages})"


def _in_records(db: Snapshot, path: Path, found: Checked, index: Index) -> Checked:
    """What the workspace that made it adds: whether it is recorded there, and its scans still are what was shown."""
    if index.key_id not in {row.key_id for row in office.keys(db) if row.own}:
        return found
    with path.open("rb") as file:
        known = questions.by_digest(db, hashlib.file_digest(file, "sha256").hexdigest())
    notes = found.notes
    if known is None:
        notes = (*notes, "Berkas bukti ini tidak tercatat di berkas kerja ini.")
    differs = tuple(_differing(db, index.scans))
    if not differs or found.state is not State.VALID:
        return found._replace(notes=notes, differs=differs)
    says = "Berkas bukti ini asli, tetapi di berkas kerja ini tidak lagi sama: " + "; ".join(differs[:_NAMED]) + "."
    return found._replace(says=says, notes=notes, differs=differs)


def _differing(db: Snapshot, scans: Iterable[Entry]) -> Iterator[str]:
    for entry in scans:
        try:
            content = sheets.picture(db, entry.scan or 0)
        except Gone:
            yield f"{_name(entry)} sudah tidak ada"
            continue
        if hashlib.sha256(content).hexdigest() != entry.digest:
            yield f"{_name(entry)} berubah"


def _day(text: str) -> str:
    try:
        return words.long_date(date.fromisoformat(text))
    except ValueError:
        return text


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap | None]:
    """The file's bytes, read where they are needed; None for an empty one."""
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                yield None
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                yield content
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error
