"""Make any paper of domain.document_kinds: one way in for the Dokumen screen, the shell and the tests.

What a newcomer gets wrong: a paper that only a screen can make. A new kind gets its line in KINDS and its maker here,
and everybody has it.
"""

import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from kpps_desk.documents import flow, id_card, paper, sign_in_sheet
from kpps_desk.domain.document_kinds import KINDS, Kind, Scope, kind_of
from kpps_desk.domain.values import name_key
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import (
    assignments,
    call_lists,
    calling,
    evidence,
    id_cards,
    name_checks,
    oath_papers,
    paperwork,
    receipt_papers,
)
from kpps_desk.operations import recaps as recap_papers
from kpps_desk.operations import sheets as sheet_papers
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Invalid
from kpps_desk.progress import Progress, silent
from kpps_desk.store.database import Database

__all__ = [
    "KINDS", "Kind", "Scope", "Wanted", "check", "drop", "file_name", "keep", "kind_of", "make", "sample", "together",
]  # fmt: skip

_NAMES = {"session": "Sesi", "member": "Anggota", "replacement": "Penggantian"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the paper's code, what it is about, and on which paper. What a kind doesn't ask for is ignored."""

    code: str
    area: str = ""  # '' all; a TPS's 13 digits where the kind says so
    session: int | None = None
    member: int | None = None
    replacement: int | None = None
    trainer: str = ""  # '' all of the area
    size: str = "A4"
    purpose: str = ""
    decree: str | None = None
    level: str = ""
    day: date | None = None
    options: frozenset[str] = frozenset()

    def on(self, option: str) -> bool:
        return option in self.options


def check(wanted: Wanted) -> None:
    """Invalid names what is still to be chosen."""
    kind = kind_of(wanted.code)
    for field, scopes in (
        ("session", (Scope.SESSION, Scope.OATH)),
        ("member", (Scope.MEMBER,)),
        ("replacement", (Scope.REPLACEMENT,)),
    ):
        if kind.scope in scopes and getattr(wanted, field) is None:
            raise Invalid(field, f"{_NAMES[field]} belum dipilih.", f"{kind.name} dibuat untuk satu di antaranya.")
    if kind.purpose and not wanted.purpose.strip():
        raise Invalid("purpose", "Keperluan wajib diisi.", "Tuliskan untuk apa lembar ini dicetak.")


def make(database: Database, wanted: Wanted, out: Path, *, by: str, progress: Progress = silent) -> Printed:
    """Write the paper to this file; Refused or Invalid where there is nothing to write."""
    check(wanted)
    return _MAKERS[wanted.code](database, wanted, out, by, progress)


def sample(code: str, size: str = "A4") -> bytes:
    """What a paper of this kind looks like, with nobody's data."""
    if code in ("id-card", "one-card"):
        return _drawn(lambda file: id_card.write(file, paper.SIZES[size], lambda: id_card.SAMPLE, title="Contoh"))
    if code == "sign-in":
        shown = sign_in_sheet.SAMPLE if size == "A4" else sign_in_sheet.sample(size)
        return _drawn(lambda file: sign_in_sheet.write(file, size, shown, title="Contoh"))
    module = import_module(f"kpps_desk.documents.{_SAMPLES.get(code, code)}")
    value = module.LISTED if code == "pact-list" else module.SAMPLE
    on = paper.SIZES[size]
    return _drawn(lambda file: flow.write(file, on, lambda: [module.section(value, on)], title="Contoh"))


def file_name(kind: Kind) -> str:
    """`kartu-tanda-pengenal.pdf`."""
    plain = "".join(letter if letter.isalnum() else " " for letter in name_key(kind.name))
    return "-".join(plain.split()) + ".pdf"


def keep(made: Path, out: Path) -> Path:
    """The paper that was made, under another name, whole or not at all; of many, all of them as a .zip."""
    if (archive := together(made)) is not None:
        check_ending(out, ".zip")
        return _copied(archive, out)
    check_ending(out, ".pdf")
    if (beside := evidence.beside(made)).exists():
        _copied(beside, evidence.beside(out))
    return _copied(made, out)


def together(made: Path) -> Path | None:
    """The archive of which this paper is the first; None where it is alone."""
    archive = made.with_suffix(".zip")
    return archive if archive.exists() else None


def drop(made: Path) -> None:
    """Take a paper away that nobody wants, and what lies beside it."""
    for path in (made, made.with_suffix(".zip"), evidence.beside(made)):
        path.unlink(missing_ok=True)


def _copied(made: Path, out: Path) -> Path:
    with whole_file(out) as file, made.open("rb") as source:
        shutil.copyfileobj(source, file)
    return out


_SAMPLES = {  # where the module isn't called as the code
    "oath-minutes": "oath_minutes",
    "oath-text": "oath_text",
    "pact": "integrity_pact",
    "pact-list": "integrity_pact",
    "receipts": "receipt_list",
    "minutes": "replacement_minutes",
    "data-sheet": "data_sheet",
    "call-list": "call_list",
    "evidence": "evidence_cover",
    "name-proof": "name_proof",
}


def _drawn(writing: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    for _ in writing(file):  # type: ignore[attr-defined]  # each tells how far it is
        continue
    return file.getvalue()


_Maker = Callable[[Database, Wanted, Path, str, Progress], Printed]


def _invitation(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    style = calling.Style(wanted.on("crews"), 2 if wanted.on("two") else 1, wanted.size, wanted.day)
    made = calling.print_session(database, _number(wanted.session), out, style, progress)
    return Printed(made.pages, made.people, out, made.flaws)


def _sign_in(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    made = sheet_papers.print_sheets(database, _number(wanted.session), out, size=wanted.size, by=by, progress=progress)
    return Printed(made.pages, made.people, out, made.flaws)


def _of_oath(what: oath_papers.Paper) -> _Maker:
    def made(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
        printed = oath_papers.print_paper(
            database, _number(wanted.session), what, out, size=wanted.size, progress=progress
        )
        return Printed(printed.pages, 0, out, printed.flaws)

    return made


def _receipts(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return receipt_papers.print_receipts(database, _number(wanted.session), out, progress, size=wanted.size)


def _annex(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return paperwork.print_annex(database, wanted.area, out, progress, decree_no=wanted.decree, size=wanted.size)


def _minutes(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return paperwork.print_minutes(database, _number(wanted.replacement), out, size=wanted.size)


def _announcement(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return paperwork.announce(database, wanted.area, out, by=by, progress=progress, size=wanted.size, day=wanted.day)


def _id_card(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    members = () if wanted.member is None else (wanted.member,)
    return id_cards.print_cards(
        database, wanted.area, out, progress, size=wanted.size, members=members, photos=not wanted.on("plain")
    )


def _recap(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return recap_papers.print_recap(
        database, wanted.area, out, progress, level=wanted.level, size=wanted.size, day=wanted.day
    )


def _assignment(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return assignments.print_assignments(
        database, wanted.area, out, progress, trainer=wanted.trainer, size=wanted.size, day=wanted.day
    )


def _data_sheet(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return paperwork.print_data_sheet(
        database, _number(wanted.member), out, by=by, purpose=wanted.purpose, size=wanted.size
    )


def _name_proof(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return name_checks.print_proof(database, out, area=wanted.area, size=wanted.size, progress=progress)


def _call_list(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    return call_lists.write(database, wanted.area, out, by=by, size=wanted.size, progress=progress)


def _evidence(database: Database, wanted: Wanted, out: Path, by: str, progress: Progress) -> Printed:
    options = evidence.Options(wanted.size, wanted.on("certificates"))
    return evidence.print_bundles(database, wanted.area, out, by=by, options=options, progress=progress)


def _number(record: int | None) -> int:
    """`check` has made sure that there is one."""
    if record is None:
        raise ValueError("nothing was chosen")
    return record


_MAKERS: Mapping[str, _Maker] = {
    "invitation": _invitation,
    "sign-in": _sign_in,
    "oath-minutes": _of_oath(oath_papers.Paper.MINUTES),
    "oath-text": _of_oath(oath_papers.Paper.TEXT),
    "pact": _of_oath(oath_papers.Paper.PACT),
    "pact-list": _of_oath(oath_papers.Paper.PACT_LIST),
    "receipts": _receipts,
    "annex": _annex,
    "minutes": _minutes,
    "announcement": _announcement,
    "id-card": _id_card,
    "one-card": _id_card,
    "recap": _recap,
    "assignment": _assignment,
    "data-sheet": _data_sheet,
    "call-list": _call_list,
    "evidence": _evidence,
    "name-proof": _name_proof,
}
