"""The pages that were read and the scans that are kept, as lines of one list.

What a newcomer gets wrong: hiding a page that couldn't be read. It stays in the list with its sentence, so that
somebody finds the paper again.
"""

from collections.abc import Sequence

from kpps_desk import words
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations.sheet_scans import PageReading
from kpps_desk.queries.sheets import KeptScan
from kpps_desk.ui.list_model import Column, Mark

Line = PageReading | KeptScan


def lines(read: Sequence[PageReading], kept: Sequence[KeptScan]) -> dict[int, Line]:
    """What was read now comes first; ids are only the places in this list."""
    return dict(enumerate((*read, *kept)))


def _sheet(line: Line) -> str:
    sheet = line if isinstance(line, KeptScan) else line.sheet
    return f"{sheet.page}/{sheet.pages}" if sheet else "–"


def _file(line: Line) -> str:
    return line.file_name if isinstance(line, KeptScan) else f"{line.file_name}, hlm. {line.number}"


def standing(line: Line) -> str:
    """In words: what is to be known of this page."""
    if isinstance(line, KeptScan):
        return f"Tersimpan {words.moment(line.taken_at)} oleh {line.taken_by}"
    if line.trouble:
        return line.trouble
    signed, empty, unsure = (line.count(one) for one in (Verdict.SIGNED, Verdict.EMPTY, Verdict.UNSURE))
    told = f"{words.number(signed)} bertanda, {words.number(empty)} kosong, {words.number(unsure)} ragu"
    return ". ".join([told, *line.notes])


def _mark(line: Line) -> Mark:
    if isinstance(line, KeptScan):
        return Mark("state-full", "good")
    if line.trouble:
        return Mark("state-no", "bad")
    return Mark("state-half", "warn") if line.count(Verdict.UNSURE) else Mark("state-three", "accent")


COLUMNS: tuple[Column[Line], ...] = (
    Column("sheet", "Lembar", _sheet, 76, mark=_mark),
    Column("standing", "Isi", standing, 260, stretch=True),
    Column("file", "Berkas", _file, 130),
)
