"""Make the papers of swearings-in: minutes, the text to read aloud, integrity pacts; minutes for a whole area at once.

What a newcomer gets wrong: one file for a day of 267 swearings-in. Each kelurahan signs and keeps its own, so an
area gets a folder of whole files; what was stopped leaves those that are finished and no half one.
"""

import io
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents import integrity_pact, oath_minutes, oath_text, paper
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.flow import Section
from kpps_desk.domain.oaths import Form
from kpps_desk.domain.places import digits
from kpps_desk.domain.values import name_key
from kpps_desk.exchange import rendering
from kpps_desk.exchange.rendering import Picture
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import closing, collector, paperwork
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import oath_papers, oaths
from kpps_desk.queries.oath_papers import Texts
from kpps_desk.queries.oaths import Standing
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

_NONE: Texts = {}


class Paper(StrEnum):
    MINUTES = "minutes"
    TEXT = "text"
    PACT = "pact"
    PACT_LIST = "pact-list"


TITLES = {
    Paper.MINUTES: "Berita acara pelantikan",
    Paper.TEXT: "Naskah sumpah/janji",
    Paper.PACT: "Pakta integritas",
    Paper.PACT_LIST: "Pakta integritas, daftar penanda tangan",
}


class Printed(NamedTuple):
    """`flaws` are the texts to look at before it is signed."""

    pages: int
    path: Path
    flaws: list[Flaw]


class AreaPrinted(NamedTuple):
    """`files` of `sessions` closed swearings-in lie in `folder`; `open` ones were left out."""

    files: int
    sessions: int
    open: int
    pages: int
    folder: Path
    flaws: list[Flaw]


class Preview(NamedTuple):
    """One page of a paper on the glass, `page` counted from 0."""

    picture: Picture
    page: int
    pages: int


def print_paper(
    database: Database,
    session_id: int,
    what: Paper,
    out: Path,
    *,
    size: str = "A4",
    members: Collection[int] = (),
    forms: Collection[Form] = (),
    progress: Progress = silent,
) -> Printed:
    """One paper of one swearing-in to one PDF; `members` narrows the pacts, `forms` the text."""
    check_ending(out, ".pdf")
    with collector.paused():
        with database.read() as db:
            made = sections(db, session_id, what, size=size, members=members, forms=forms)
        with whole_file(out) as file:
            bound = paperwork.bind(file, made, TITLES[what], size, progress)
    return Printed(bound.pages, out, bound.flaws)


print_minutes = partial(print_paper, what=Paper.MINUTES)


def sections(
    db: Snapshot,
    session_id: int,
    what: Paper,
    *,
    size: str = "A4",
    members: Collection[int] = (),
    forms: Collection[Form] = (),
    draft: Texts = _NONE,
) -> Callable[[], Iterable[Section]]:
    """What `paperwork.bind` wants: the sections of one paper, told anew each time."""
    on = paper.SIZES[size]
    if what is Paper.MINUTES:
        minutes = oath_papers.minutes(db, session_id, draft)
        return lambda: [oath_minutes.section(minutes, on)]
    if what is Paper.TEXT:
        texts = oath_papers.text(db, session_id, forms, draft)
        return lambda: (oath_text.section(text, on) for text in texts)
    pacts = oath_papers.pact(db, session_id, listed=what is Paper.PACT_LIST, members=members, draft=draft)
    if not pacts:
        raise Refused("Belum ada yang diundang ke pelantikan ini.", "Pilih regu TPS sesi ini dahulu.")
    return lambda: (integrity_pact.section(pact, on) for pact in pacts)


def preview(
    db: Snapshot,
    session_id: int,
    what: Paper,
    *,
    width: int,
    page: int = 0,
    size: str = "A4",
    forms: Collection[Form] = (),
    draft: Texts = _NONE,
) -> Preview:
    """One page as it would come out of the printer; of the pacts only the first, for all are alike.

    `draft`: texts by their code, as somebody is typing them.
    """
    members: Collection[int] = ()
    if what is Paper.PACT:
        members = [line.row.member_id for line in oaths.roll(db, session_id) if oaths.swears(line)][:1]
    file = io.BytesIO()
    with collector.paused():  # one round over a kelurahan's boxes held the window up for 0.3 s
        made = sections(db, session_id, what, size=size, members=members, forms=forms, draft=draft)
        bound = paperwork.bind(file, made, TITLES[what], size, silent)
        del made
    shown = min(max(page, 0), bound.pages - 1)
    return Preview(rendering.page_picture(file.getvalue(), width=width, page=shown), shown, bound.pages)


def print_area_minutes(
    database: Database, area: str, folder: Path, *, size: str = "A4", progress: Progress = silent
) -> AreaPrinted:
    """The minutes of all closed swearings-in of an area ('' all), a PDF a kelurahan in this folder (made if need be).

    Refused where none is closed. A cancel leaves the files that are finished.
    """
    with database.read() as db:
        found = oaths.standings(db, area)
    done = [one for one in found if one.session.state == closing.CLOSED]
    if not done:
        raise Refused("Belum ada pelantikan yang ditutup di wilayah ini.", "Tutup pelantikannya dahulu.")
    _make(folder)
    files, pages, told = 0, 0, 0
    flaws: list[Flaw] = []
    for _, part in groupby(sorted(done, key=lambda one: one.session.area_code), key=lambda one: one.session.area_code):
        together = list(part)
        progress(told, len(done), f"Berita acara {together[0].session.area}")
        bound = _print_kelurahan(database, together, folder, size)
        files, pages, told = files + 1, pages + bound.pages, told + len(together)
        flaws += bound.flaws
    progress(told, len(done), "Berita acara pelantikan")
    return AreaPrinted(files, told, len(found) - told, pages, folder, flaws)


def _print_kelurahan(database: Database, together: list[Standing], folder: Path, size: str) -> Printed:
    with collector.paused(), database.read() as db:
        found = [oath_papers.minutes(db, one.session.id) for one in together]
        out = folder / file_name(together[0].session.area_code, together[0].session.area)
        with whole_file(out) as file:
            bound = paperwork.bind(
                file,
                lambda: (oath_minutes.section(one, paper.SIZES[size]) for one in found),
                TITLES[Paper.MINUTES],
                size,
                silent,
            )
    return Printed(bound.pages, out, bound.flaws)


def file_name(code: str, name: str) -> str:
    """`berita-acara-pelantikan-3171011001-gambir.pdf`."""
    plain = "-".join("".join(letter if letter.isalnum() else " " for letter in name_key(name)).split())
    return f"berita-acara-pelantikan-{digits(code)}-{plain}.pdf"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {folder.name} tidak dapat dibuat: {reason(error)}.", "Pilih tempat lain.") from error


def told(result: AreaPrinted) -> str:
    """`12 berita acara dalam 11 berkas; 3 pelantikan belum ditutup dan dilewati.`"""
    text = f"{words.number(result.sessions)} berita acara dalam {words.number(result.files)} berkas"
    left = f"; {words.number(result.open)} pelantikan belum ditutup dan dilewati" if result.open else ""
    return f"{text}{left}."
