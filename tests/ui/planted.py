"""A list with faults of every kind brought in, mended and taken back by the window's wizard, however long it is.

What a newcomer gets wrong: an empty workspace. Some of the list's people are in it already, on their seats: taking the
list back must leave just them, and nothing may be said of them that isn't said of the list before the planting.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from kpps_desk.domain.findings import Code
from kpps_desk.exchange import sheets, tables
from kpps_desk.exchange.columns import OFFICE
from kpps_desk.exchange.tables import Cell
from kpps_desk.operations import checking, exporting, importing, upkeep
from kpps_desk.store.database import Database
from kpps_desk.ui.importing_outcome import OutcomePanel
from kpps_desk.ui.screens.importing import CHOOSE, RESULT, UNDO
from tests.faulty import Planted
from tests.ui.wizard import Wizard

_FIRST_ROW = 2  # as Excel numbers it, below the headings
_ALREADY_IN = 20  # one of so many rows, the last of the list
Tell = Callable[[str], None]


def silent(step: str) -> None:
    """For those who don't look at the clock."""


def prepare(file: Path, planted: Planted, *, area: str) -> None:
    """A workspace with the last people of the list on their seats."""
    upkeep.new(file, by="Sari", only=area).close()
    known = planted.mended[-(len(planted.mended) // _ALREADY_IN) :]
    with Database.open(file) as database:
        importing.run(database, write(file.with_name("lama.xlsx"), known), by="Sari")


def write(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    sheets.write(path, [sheets.Heading(column.header) for column in OFFICE], rows)
    return path


def listed(file: Path) -> str:
    """A hash of the exported lists; `check` finds nothing."""
    digest = hashlib.sha256()
    with Database.open(file) as database:
        for what in ("members", "attendance", "certificates"):
            out = file.with_name(f"{what}.csv")
            exporting.run(database, what, out, by="Sari", full=True, reason="uji")
            digest.update(out.read_bytes())
        assert checking.check(database) == []
    return digest.hexdigest()


def sums(panel: OutcomePanel) -> tuple[int, ...]:
    """Read, new, updated, alike, rejected: as the window writes them."""
    return tuple(int(part.replace(".", "")) for part in panel.sums.text.split())


def faults_are_told(wizard: Wizard, planted: Planted, folder: Path, tell: Tell = silent) -> Counter[str]:
    """Each planted row has its own codes and no others, all other rows what they had; and the sums are right."""
    wizard.check(write(folder / "baik.xlsx", planted.mended))
    tell("periksa daftar tanpa cacat")
    clean = _codes(wizard)
    wizard.check(write(folder / "salah.xlsx", planted.rows))
    tell("periksa daftar dengan cacat")
    assert _codes(wizard) == {**clean, **_planted_codes(planted)}
    panel = wizard.screen.check.outcome
    read, created, updated, unchanged, rejected = sums(panel)
    assert (read, rejected) == (len(planted.rows), len(planted.rejected))
    assert read == created + updated + unchanged + rejected
    counted = Counter(code.value for codes in _codes(wizard).values() for code in codes)
    assert Counter({kind.code: kind.rows for kind in panel.verdicts.kinds}) == counted
    for place, kind in enumerate(panel.verdicts.kinds):
        panel.kinds_view.setCurrentIndex(panel.kinds.index(place, 0))
        wizard.settle()
        assert panel.rows.total == kind.rows
    return counted


def mended_it_is_complete_and_undone_it_is_gone(
    wizard: Wizard, file: Path, planted: Planted, folder: Path, tell: Tell = silent
) -> None:
    """In comes the list, then its rejects as they are, then mended; what came in is taken back, the last one first."""
    people, before = wizard.people(), listed(file)
    tell("daftar sebelum impor, dan check")
    wizard.run(write(folder / "salah.xlsx", planted.rows))
    tell("impor daftar dengan cacat")
    assert wizard.screen.step == RESULT
    assert wizard.people() == len(planted.rows) - len(planted.rejected)
    rejects = wizard.screen.result.rejects
    assert rejects is not None

    wizard.screen.result.mended.click()  # the sheet of rejects as it is: all of it comes back
    wizard.settle()
    wizard.run(rejects)
    tell("impor berkas tolakan apa adanya")
    assert sums(wizard.screen.result.outcome)[0::4] == (len(planted.rejected), len(planted.rejected))

    wizard.run(_mended(rejects, planted, folder / "diperbaiki.xlsx"))
    tell("impor berkas tolakan yang diperbaiki")
    assert sums(wizard.screen.result.outcome)[0:2] == (len(planted.rejected), len(planted.rejected))
    assert wizard.people() == len(planted.rows)
    listed(file)
    tell("daftar lengkap, dan check")

    wizard.screen.result.undo.click()
    wizard.settle()
    _confirm(wizard)
    tell("urungkan impor yang diperbaiki")
    wizard.screen.go_to(CHOOSE)
    history = wizard.screen.choose.history
    history.view.setCurrentIndex(history.runs.index(2, 0))  # the rejects that changed nothing lie between
    wizard.settle()
    history.card.undo.click()
    wizard.settle()
    tell("lihat apa yang akan kembali")
    _confirm(wizard)
    tell("urungkan impor daftar")
    assert wizard.people() == people
    assert listed(file) == before
    tell("daftar sesudahnya, dan check")


def _codes(wizard: Wizard) -> dict[int, frozenset[Code]]:
    """What the check says of each row."""
    rows = wizard.screen.check.outcome.verdicts.rows
    return {row.row: frozenset(finding.code for finding in row.findings) for row in rows}


def _planted_codes(planted: Planted) -> dict[int, frozenset[Code]]:
    found = {at + _FIRST_ROW: fault.codes for at, fault in planted.faults.items()}
    twice = [at for at, codes in found.items() if Code.PERSON_TWICE in codes]
    return found | {at - 1: frozenset({Code.NIK_MISSING}) for at in twice}  # whom the row below names again


def _mended(rejects: Path, planted: Planted, path: Path) -> Path:
    """The wizard's own sheet of rejects with what was typed wrong put right; its last columns stay."""
    header, *rows = tables.open_table(rejects).rows()
    right = [planted.mended[at] for at in sorted(planted.rejected)]
    assert len(rows) == len(right)
    mended = [[*good, *row[len(OFFICE) :]] for row, good in zip(rows, right, strict=True)]
    sheets.write(path, [sheets.Heading(str(text)) for text in header], mended)
    return path


def _confirm(wizard: Wizard) -> None:
    assert wizard.screen.step == UNDO
    wizard.screen.undoing.go.click()
    wizard.settle()
