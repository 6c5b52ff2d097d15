"""The sheet of rejected rows: as they came, each with its reason, ready to be mended and imported again.

What a newcomer gets wrong: making the cells nice. They stay what they were: a NIK that Excel turned into a number stays
a number, so that it is refused again until somebody types it from the KTP.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kpps_desk import words
from kpps_desk.domain.findings import Finding, Severity
from kpps_desk.exchange import sheets
from kpps_desk.exchange.cells import text_of
from kpps_desk.exchange.columns import BY_NAME
from kpps_desk.exchange.preview import Layout, match_headers
from kpps_desk.exchange.tables import Cell, Row
from kpps_desk.progress import Progress, silent

_OURS = ("origin", "reason")


def write(
    path: Path,
    rows: Iterable[tuple[int, Row]],
    layout: Layout,
    findings: Mapping[int, Sequence[Finding]],
    progress: Progress = silent,
) -> int:
    """Write those of `rows` that were rejected under the file's own headers; how many there were."""
    ours = {layout.places[name] for name in _OURS if name in layout.places}
    kept = [place for place in range(len(layout.headers)) if place not in ours]
    widths = {match.place: match.column.width for match in layout.matches}
    headings = [sheets.Heading(_header(layout, place), widths.get(place, 16)) for place in kept]
    headings += [sheets.Heading(name, 20) for name in _labels(layout)]
    headings += [sheets.Heading(BY_NAME[name].header, BY_NAME[name].width) for name in _OURS]
    return sheets.write(path, headings, _rows(rows, layout, kept, findings), name="Ditolak", progress=progress)


def _header(layout: Layout, place: int) -> str:
    """The file's own header where the import reads it as this import did; else one that says how it was read."""
    header = layout.headers[place]
    match = next((one for one in layout.matches if one.place == place), None)
    guessed = next((one.column for one in match_headers([header])), None)
    if match is not None:
        return header if guessed is match.column else match.column.header
    return header if guessed is None else f"Kolom asli: {header}"


def _labels(layout: Layout) -> list[str]:
    """Columns for what only the titles said, which the new sheet has not."""
    return [BY_NAME[name].header for name in layout.defaults if name not in layout.places]


def _rows(
    rows: Iterable[tuple[int, Row]], layout: Layout, kept: Sequence[int], findings: Mapping[int, Sequence[Finding]]
) -> Iterator[list[Cell]]:
    defaults = [value for name, value in layout.defaults.items() if name not in layout.places]
    origin = layout.places.get("origin", -1)  # rejected once already: its row in the first list is the one that counts
    for number, row in rows:
        reasons = [found for found in findings.get(number, ()) if found.severity is Severity.REJECT]
        if reasons:
            cells = [row[place] if place < len(row) else "" for place in kept]
            earlier = text_of(row[origin]) if 0 <= origin < len(row) else ""
            yield [*cells, *defaults, earlier or str(number), _sentence(reasons)]


def _sentence(findings: Iterable[Finding]) -> str:
    return ". ".join(dict.fromkeys(words.finding(finding) for finding in findings)) + "."
