"""What the wizard does off the window's thread: rehearse, import, write the problems down, find a place for rejects.

What a newcomer gets wrong: making the rows ready for the list in the window. 20,000 findings are counted by kind here,
where nobody waits for a key.
"""

import os
from collections.abc import Callable
from pathlib import Path

from kpps_desk import settings
from kpps_desk.exchange import problem_sheet
from kpps_desk.operations import import_history, import_verdicts, importing
from kpps_desk.operations.importing_rows import Existing
from kpps_desk.progress import Progress
from kpps_desk.queries import imports
from kpps_desk.store.database import Database
from kpps_desk.ui.importing_draft import Draft
from kpps_desk.ui.importing_outcome import Outcome
from kpps_desk.ui.importing_verdicts import VerdictFilter, Verdicts


def importing_of(
    draft: Draft, existing: Existing, by: str, *, dry_run: bool
) -> Callable[[Database, Progress], Outcome]:
    """The work of one run over this list; a dry run changes nothing and writes no file."""

    def work(database: Database, progress: Progress) -> Outcome:
        draft.check_unchanged()
        result = importing.run(
            database,
            draft.path,
            by=by,
            existing=existing,
            dry_run=dry_run,
            rejects=None if dry_run else rejects_path(draft.path),
            mapping=draft.layout,
            sheet=draft.found.sheet,
            progress=progress,
        )
        if dry_run and draft.by_hand:
            _remember(database, draft, by)
        return Outcome(result, Verdicts(result.verdicts))

    return work


def _remember(database: Database, draft: Draft, by: str) -> None:
    """What somebody corrected by hand is kept even if they don't import this list in the end."""
    with database.read() as db:
        before = imports.mapping_for(db, draft.layout.fingerprint)
    if before is None or before.columns != draft.layout.places:
        with database.write("Ingat susunan kolom", by=by) as tx:
            import_history.remember(tx, draft.path, draft.found.sheet, draft.layout)


def problems_to(
    path: Path, verdicts: Verdicts, wanted: VerdictFilter, source: str
) -> Callable[[Database, Progress], int]:
    """The work of writing these rows' problems, a line each; how many it wrote."""

    def work(_: Database, progress: Progress) -> int:
        rows = verdicts.page(verdicts.find(wanted)).values()
        return problem_sheet.write(path, import_verdicts.as_texts(rows), source, progress=progress)

    return work


def rejects_path(source: Path) -> Path:
    """Beside the list, under a name that isn't taken; where nothing may be written, among our own files."""
    folder = source.parent
    if not os.access(folder, os.W_OK):
        folder = settings.data_folder() / "ditolak"
        folder.mkdir(parents=True, exist_ok=True)
    stem = source.stem.split("-ditolak")[0]
    for number in range(1, 1_000):
        path = folder / f"{stem}-ditolak{f'-{number}' if number > 1 else ''}.xlsx"
        if not path.exists():
            break
    return path
