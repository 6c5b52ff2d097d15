"""A sheet of what is wrong with a list, a line a problem, for whoever has to mend it at its source.

What a newcomer gets wrong: taking this for the rejected rows. Those come back as they were, to be mended and imported
(rejects.py); this one names a row's number, its fate, the problem and the advice, and holds no NIK.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kpps_desk.exchange import sheets
from kpps_desk.progress import Progress, silent

HEADINGS = (
    sheets.Heading("Baris", 9),
    sheets.Heading("Nama", 32),
    sheets.Heading("Menjadi", 14),
    sheets.Heading("Kolom", 20),
    sheets.Heading("Masalah", 60),
    sheets.Heading("Yang perlu dilakukan", 48),
)


def write(path: Path, rows: Iterable[Sequence[str]], source: str, *, progress: Progress = silent) -> int:
    """Write rows of six texts, the list's name above them; .xlsx or .csv by the path's ending."""
    return sheets.write(path, HEADINGS, rows, titles=(f"Masalah dalam {source}", ""), name="Masalah", progress=progress)
