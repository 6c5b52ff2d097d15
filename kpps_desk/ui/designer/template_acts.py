"""What can be done with a template as a whole: each one act, told by a line that goes away.

What a newcomer gets wrong: a name that is taken. A copy gets a number; whoever types a taken name is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kpps_desk.operations import designs
from kpps_desk.problems import Problem
from kpps_desk.queries import designs as questions
from kpps_desk.queries.designs import TemplateRow
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui.jobs import Job
from kpps_desk.ui.screen import Desk


class TemplateActs(QObject):
    """`done` is called with the name of the template that is to be looked at next."""

    def __init__(self, desk: Desk, done: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._done = desk, done

    def choose(self, row: TemplateRow) -> None:
        """Its kind is issued by it from now on."""
        which: int | str = row.id or row.name
        self._do(
            f"Pakai templat: {row.name}",
            lambda tx: designs.choose(tx, which),
            f"Sertifikat berikutnya terbit dengan templat “{row.name}”. Yang sudah terbit tetap seperti semula.",
            row.name,
        )

    def copy(self, row: TemplateRow, taken: Sequence[str]) -> None:
        """Another one of the office's own."""
        copied = replace(row.design, name=free_name(row.name, taken))
        self._do(
            f"Salin templat: {row.name}", lambda tx: designs.save(tx, copied), "Templat disalin.", copied.name
        )  # fmt: skip

    def rename(self, row: TemplateRow, name: str, failed: Callable[[Problem], None]) -> None:
        """The same under another name."""
        named, id_, version = replace(row.design, name=name), row.id, row.version
        self._do(
            f"Ganti nama templat: {name}",
            lambda tx: designs.save(tx, named, id=id_, version=version),
            "Nama templat diganti.",
            name,
            failed,
        )

    def remove(self, row: TemplateRow) -> None:
        id_, version = row.id, row.version
        self._do(
            f"Hapus templat: {row.name}",
            lambda tx: designs.remove(tx, id_, version=version),
            "Templat dihapus. Ctrl+Z mengurungkannya.",
            "",
        )

    def take(self, path: Path) -> None:
        """From a file of another office."""

        def change(tx: Transaction) -> str:
            return _name(tx, designs.take_file(tx, path))

        def taken(name: str) -> None:
            self._desk.notices.say(f"Templat “{name}” diimpor.")
            self._done(name)

        self._desk.background.do(self, f"Impor templat: {path.name}", change, taken)

    def give(self, row: TemplateRow, path: Path) -> None:
        """As one file, pictures and all."""
        which: int | str = row.id or row.name

        def work(database: Database, job: Job) -> Path:
            designs.export_file(database, which, path)
            return path

        said = f"Templat disimpan di {path.name}."
        self._desk.background.run(self, "Mengekspor templat", work, lambda _: self._desk.notices.say(said))

    def _do(
        self, title: str, change: Any, said: str, name: str, failed: Callable[[Problem], None] | None = None
    ) -> None:
        def done(_: object) -> None:
            self._desk.notices.say(said)
            self._done(name)

        self._desk.background.do(self, title, change, done, failed=failed)


def free_name(name: str, taken: Sequence[str]) -> str:
    """`Resmi (salinan)`, `Resmi (salinan 2)`."""
    known = {one.casefold() for one in taken}
    stem = name.split(" (salinan")[0][:60]
    names = (f"{stem} (salinan{f' {number}' if number > 1 else ''})" for number in range(1, len(known) + 2))
    return next(free for free in names if free.casefold() not in known)


def _name(tx: Transaction, template: int) -> str:
    return questions.template(tx, template).name
