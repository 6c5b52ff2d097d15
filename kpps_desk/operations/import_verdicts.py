"""What an import says of each row: its fate and everything that was found, kept only where there is something to say.

What a newcomer gets wrong: a verdict for all 133,515. Rows without a finding aren't listed; the sums tell of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.findings import Finding
from kpps_desk.exchange.roster import Roster, is_rejected

CREATED, UPDATED, UNCHANGED, REJECTED = "baru", "diperbarui", "sama", "ditolak"


class RowVerdict(NamedTuple):
    """`fate` is what became of the row (or would become): 'baru', 'diperbarui', 'sama', 'ditolak'."""

    row: int  # as Excel numbers it
    name: str
    fate: str
    findings: tuple[Finding, ...]


def collect(found: Roster, fates: Mapping[int, str]) -> tuple[RowVerdict, ...]:
    """Of all rows with findings, in the order of the file; `fates` by row, of those that could be read."""
    known: dict[Finding, Finding] = {}  # the same finding stands in thousands of rows
    return tuple(
        RowVerdict(
            row,
            found.names.get(row, ""),
            REJECTED if is_rejected(findings) else fates.get(row, UNCHANGED),
            tuple(known.setdefault(one, one) for one in findings),
        )
        for row, findings in sorted(found.findings.items())
    )


def counted(verdicts: Iterable[RowVerdict]) -> dict[str, int]:
    """Finding's code -> rows that have it."""
    problems: Counter[str] = Counter()
    for verdict in verdicts:
        problems.update({finding.code.value for finding in verdict.findings})
    return dict(sorted(problems.items()))


def as_texts(verdicts: Iterable[RowVerdict]) -> Iterator[Sequence[str]]:
    """Row, name, fate, field, problem, advice: a line a finding, NIKs masked."""
    for verdict in verdicts:
        for finding in sorted(verdict.findings, key=lambda one: -one.severity):
            yield (
                str(verdict.row),
                words.without_niks(verdict.name),
                verdict.fate,
                words.field_name(finding.field),
                words.without_niks(words.finding_alone(finding)),
                words.advice(finding.code),
            )
