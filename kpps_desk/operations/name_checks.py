"""Confirm names before they are printed: the sheet, and what came back on it.

What a newcomer gets wrong: confirming a name that nobody read. A page is recorded by its code; where the list or a name
has changed since it was printed, nothing is confirmed before somebody compared them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import name_proof, paper
from kpps_desk.documents.flow import Section
from kpps_desk.domain import values
from kpps_desk.domain.name_proofs import NameProof, ProofPage, paged
from kpps_desk.domain.places import Level, dotted
from kpps_desk.domain.wordings import fill
from kpps_desk.exchange.writing import check_ending
from kpps_desk.operations import members as people
from kpps_desk.operations.paperwork import Printed, print_sections
from kpps_desk.problems import Conflict, Invalid, Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, name_checks, sessions, wordings
from kpps_desk.queries import members as member_questions
from kpps_desk.queries.name_checks import NameRow
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction


class Recorded(NamedTuple):
    """`left`: numbers that are to be asked again: named as wrong, without a correction."""

    confirmed: int
    corrected: int
    left: tuple[int, ...]


def print_proof(
    database: Database,
    out: Path,
    *,
    area: str = "",
    session: int | None = None,
    size: str = "A4",
    progress: Progress = silent,
) -> Printed:
    """The sheets of an area, one a kelurahan, or of a session, to one PDF."""
    check_ending(out, ".pdf")
    people_ = 0

    def sections(db: Snapshot) -> Iterator[Section]:
        nonlocal people_
        people_ = 0
        for proof in proofs(db, area, session):
            people_ += sum(len(page.lines) for page in proof.pages)
            yield name_proof.section(proof, paper.SIZES[size])

    nobody = Refused("Belum ada pemegang kursi di sini.", "Tetapkan regunya dahulu di Kursi.")
    bound = print_sections(database, out, sections, nobody, "Lembar konfirmasi nama", size, progress)
    return Printed(bound.pages, people_, out, bound.flaws)


def proofs(db: Snapshot, area: str = "", session: int | None = None) -> Iterator[NameProof]:
    """The sheets as they would be printed now."""
    dated = words.long_date(db.today)
    title, asked = (fill(text, {}) for text in wordings.texts(db, "nama").values())
    if session is not None:
        held = sessions.details(db, session)
        found = name_checks.people(db, session=session)
        if found:
            about = f"{held.title}, {words.long_date(held.day)} pukul {held.starts}"
            yield NameProof(title, about, dated, _pages(found), asked)
        return
    by_kelurahan: dict[str, list[NameRow]] = {}
    for row in name_checks.people(db, area):
        by_kelurahan.setdefault(row.place[:10], []).append(row)
    names = areas.names(db)
    for code, found in by_kelurahan.items():
        kecamatan = words.area_name(names[dotted(code[:6])], Level.KECAMATAN)
        about = f"{words.area_name(names[dotted(code)], Level.KELURAHAN)}, {kecamatan}"
        yield NameProof(title, about, dated, _pages(found), asked)


def page_of(db: Snapshot, number: int, *, area: str = "", session: int | None = None) -> ProofPage:
    """One page of a kelurahan's or a session's sheet as it would be printed now."""
    found = list(proofs(db, area, session))
    if len(found) > 1:
        raise Invalid("area", "Sebutkan satu kelurahan.", "Contoh: 31.71.01.1001.")
    pages = found[0].pages if found else ()
    if not 1 <= number <= len(pages):
        raise Invalid("page", f"Lembar ini tidak mempunyai halaman {number}.", f"Halamannya 1 sampai {len(pages)}.")
    return pages[number - 1]


def record(
    tx: Transaction,
    number: int,
    code: str,
    *,
    area: str = "",
    session: int | None = None,
    wrong: Collection[int] = (),
    corrections: Mapping[int, str] | None = None,
) -> Recorded:
    """A page came back: all its names are confirmed but `wrong`; `corrections` are what stands beside them by pen.

    Conflict where the page was printed before the list or a name on it changed.
    """
    page = page_of(tx, number, area=area, session=session)
    if code.strip().upper() != page.code:
        raise Conflict(
            f"Halaman {number} sudah berubah sejak lembar ini dicetak.",
            f"Bandingkan namanya dengan daftar sekarang; bila sama, catat dengan kode {page.code}.",
        )
    mended = dict(corrections or {})
    lines = {line.number: line for line in page.lines}
    unknown = sorted((set(wrong) | set(mended)) - set(lines))
    if unknown:
        raise Invalid("wrong", f"Nomor {unknown[0]} tidak ada di halaman {number}.")
    right = {line.member: line.name for no, line in lines.items() if no not in wrong and no not in mended}
    for no, name in mended.items():
        right[lines[no].member] = _correct(tx, lines[no].member, name)
    confirm(tx, right)
    return Recorded(len(right) - len(mended), len(mended), tuple(sorted(set(wrong) - set(mended))))


def confirm(tx: Transaction, names: Mapping[int, str]) -> None:
    """These people read these names, titles and all, and said that they are right."""
    known = name_checks.known(tx, names)
    said = {"checked_at": tx.now_ms, "checked_by": tx.by}
    changed = [
        {"id": known[member][0], "name": name, **said}
        for member, name in names.items()
        if member in known and known[member][1] != name
    ]
    if changed:
        tx.update_many(schema.name_check, changed)
    new = [{"member_id": member, "name": name, **said} for member, name in names.items() if member not in known]
    if new:
        tx.insert_many(schema.name_check, new)


def withdraw(tx: Transaction, members: Iterable[int]) -> None:
    """Their names are to be asked again."""
    known = name_checks.known(tx, members)
    tx.delete_many(schema.name_check, [record_id for record_id, _ in known.values()])


def _correct(tx: Transaction, member: int, text: str) -> str:
    """Save the name as its bearer wrote it; the name that will be printed now."""
    try:
        typed = values.parse_name(text)
    except ValueError:
        raise Invalid("name", "Nama perbaikan wajib diisi.") from None
    version = member_questions.details(tx, member).version
    people.edit(tx, member, typed._asdict(), version=version)
    now = member_questions.details(tx, member)
    return words.full_name(now.title_before, now.name, now.title_after)


def _pages(found: list[NameRow]) -> tuple[ProofPage, ...]:
    return paged([(row.member, row.place[10:13], row.name, row.confirmed) for row in found])
