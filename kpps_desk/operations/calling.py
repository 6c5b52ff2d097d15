"""Call people to their sessions: invitations as PDF, by TPS and seat, for one session or everybody of an area.

What a newcomer gets wrong: a list of the invited that is kept. Who is expected today is who gets a letter today; a seat
that is filled tomorrow gets its letter tomorrow.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kpps_desk.documents import invitation, paper
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.flow import Section
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import collector, paperwork
from kpps_desk.operations.invitation_texts import Letters
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import calling, sessions
from kpps_desk.queries import paperwork as parts
from kpps_desk.queries.calling import Called, Occasion
from kpps_desk.queries.paperwork import Part
from kpps_desk.store.database import Database, utcnow
from kpps_desk.store.snapshot import Snapshot

_TITLE = "Undangan"


@dataclass(frozen=True, slots=True)
class Style:
    """`crews`: a letter a crew instead of a person; `on_sheet` 1 or 2; `dated` None: today."""

    crews: bool = False
    on_sheet: int = 1
    size: str = "A4"
    dated: date | None = None


class Invited(NamedTuple):
    """What was printed: `letters` for `people`, in `files` at `path` (a PDF, or a folder of them)."""

    letters: int
    people: int
    pages: int
    files: int
    path: Path
    flaws: list[Flaw]


def print_session(
    database: Database, session_id: int, out: Path, style: Style = Style(), progress: Progress = silent
) -> Invited:
    """The invitations of one session, by TPS and seat, to one PDF."""
    check_ending(out, ".pdf")
    with collector.paused(), database.read(sweep=True) as db:
        sessions.kind_of(db, session_id)
        return _print(db, calling.of_session(db, session_id), out, style, progress)


def print_area(
    database: Database,
    area: str,
    out: Path,
    style: Style = Style(),
    progress: Progress = silent,
    *,
    kind: SessionKind | None = None,
) -> Invited:
    """Everybody of an area for each session still to be held: a PDF for a kelurahan, else a folder of them."""
    with collector.paused(), database.read(sweep=True) as db:
        found = parts.kelurahan_of(db, area)
        if len(found) == 1 and not out.is_dir():
            check_ending(out, ".pdf")
            return _print(db, calling.of_places(db, found[0].low, kind), out, style, progress)
        return _print_folder(db, found, out, style, progress, kind)


def preview(
    db: Snapshot, session_id: int, style: Style = Style(), texts: Mapping[str, str] | None = None
) -> bytes | None:
    """The PDF of a session's first sheet, with wordings that are tried out; None where nobody is called."""
    called = calling.of_session(db, session_id)
    first = [one for one in called if one.station == called[0].station] if style.crews else called[: style.on_sheet]
    if not first:
        return None
    file = io.BytesIO()
    paperwork.bind(file, lambda: list(_sections(db, first, style, texts)), _TITLE, style.size, silent)
    return file.getvalue()


def _print(db: Snapshot, called: list[Called], out: Path, style: Style, progress: Progress) -> Invited:
    if not called:
        raise nobody()
    letters = len({(one.station, one.session_id) for one in called}) if style.crews else len(called)
    with whole_file(out) as file:
        bound = paperwork.bind(file, lambda: _sections(db, called, style), _TITLE, style.size, progress)
    return Invited(letters, len(called), bound.pages, 1, out, bound.flaws)


def _print_folder(
    db: Snapshot, found: list[Part], out: Path, style: Style, progress: Progress, kind: SessionKind | None
) -> Invited:
    """One kelurahan after the other; a cancel keeps the whole files that are there, and no part of another."""
    if out.suffix.lower() == ".pdf":
        raise Refused("Undangan lebih dari satu kelurahan ditulis ke sebuah folder.", "Sebutkan nama folder.")
    sums, flaws = [0, 0, 0, 0], []
    for at, part in enumerate(found):
        called = calling.of_places(db, part.low, kind)
        if not called:
            continue
        made = _print(db, called, _folder(out) / _file_name(part), style, _within(progress, at, found))
        sums = [one + more for one, more in zip(sums, made[:4], strict=True)]
        flaws += made.flaws
    if not sums[3]:
        raise nobody()
    progress(len(found), len(found), _TITLE)
    letters, people, pages, files = sums
    return Invited(letters, people, pages, files, out, flaws)


def _within(progress: Progress, at: int, found: list[Part]) -> Progress:
    def tell(done: int, total: int, what: str = "") -> None:
        progress(at, len(found), f"Undangan Kel. {found[at].place.kelurahan}")

    return tell


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {out.name} tidak dapat dibuat: {reason(error)}.", "Pilih tempat lain.") from error
    return out


def _file_name(part: Part) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in part.place.kelurahan)
    return f"undangan-{part.low[:10]}-{name}.pdf"


def _sections(
    db: Snapshot, called: Iterable[Called], style: Style, texts: Mapping[str, str] | None = None
) -> Iterator[Section]:
    """The letters a TPS and session at a time; two on a sheet begin anew with each TPS, for they are handed out so."""
    letters = Letters(db, style.dated or utcnow().astimezone().date(), texts)
    size = paper.SIZES[style.size]
    known: dict[int, Occasion] = {}
    for station, people in groupby(called, key=lambda one: one.station):
        crew = list(people)
        if unknown := {one.session_id for one in crew} - known.keys():
            known |= calling.occasions(db, unknown)
        if style.crews:
            held = groupby(sorted(crew, key=lambda one: one.session_id), key=lambda one: one.session_id)
            made = [letters.to_crew(list(group), known[session]) for session, group in held]
        else:
            made = [letters.to_person(one, known[one.session_id]) for one in crew]
        if style.on_sheet == 1:
            yield from (invitation.section(one, size) for one in made)
        else:
            yield invitation.sheets(f"Undangan · TPS {station[10:]}", made, size)


def nobody() -> Refused:
    return Refused("Belum ada yang diundang di sini.", "Susun sesi dengan regu TPS dahulu, atau undang orangnya.")
