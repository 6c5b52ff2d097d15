"""The files that Anggota makes: the list as a table, one person's data sheet.

What a newcomer gets wrong: writing on the window's thread. Both are long work for the background, and say where the
file lies when it is whole.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from kpps_desk import words
from kpps_desk.exchange.sheets import Heading
from kpps_desk.operations import list_files, paperwork
from kpps_desk.operations.paperwork import Printed
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.outside import open_file
from kpps_desk.ui.screen import Desk

_LETTER = 7  # logical pixels a character of a column's width


def export(
    owner: QWidget, desk: Desk, people: Sequence[int], shown: Sequence[Column[Any]], path: Path, described: str
) -> None:
    """These people in these columns."""
    columns = [(Heading(one.title, max(8, one.width // _LETTER)), one.text) for one in shown]
    by = desk.background.by

    def written(rows: int) -> None:
        text = f"{words.number(rows)} orang ditulis ke {path.name}; NIK disamarkan."
        desk.notices.say(text, act="Buka", action=lambda: open_file(path))

    desk.background.run(
        owner,
        f"Menulis {path.name}",
        lambda database, progress: list_files.write(
            database, people, columns, path, by=by, described=described, progress=progress
        ),
        written,
    )


def print_sheet(owner: QWidget, desk: Desk, member: int, path: Path, purpose: str) -> None:
    """One person's data sheet as PDF."""
    by = desk.background.by

    def printed(result: Printed) -> None:
        told = f"Lembar data diri disimpan sebagai {path.name}."
        if result.flaws:
            desk.notices.warn(f"{told} Periksa isinya: ada tulisan yang tidak muat.", act="Buka", action=show)
        else:
            desk.notices.say(told, act="Buka", action=show)

    def show() -> None:
        open_file(path)

    desk.background.run(
        owner,
        f"Mencetak lembar data diri, anggota no. {member}",
        lambda database, _: paperwork.print_data_sheet(database, member, path, by=by, purpose=purpose),
        printed,
    )
