"""The figures as one table: for the terminal, and as Markdown for the README."""

from collections.abc import Sequence

from benchmarks.figures import Figure, Goal

HEADER = ("what", "ours", "baseline", "ratio", "to reach", "reached?")
_DIGITS = ((100.0, 0), (10.0, 1), (1.0, 2))


def amount(value: float | None, unit: str = "") -> str:
    """`1,234 pages/s`, `4.27 s`; three figures that mean something, a dash without a value."""
    if value is None:
        return "-"
    digits = next((digits for bound, digits in _DIGITS if abs(value) >= bound), 3)
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.{digits}f}"
    return f"{text} {unit}".rstrip()


def cells(figure: Figure) -> tuple[str, ...]:
    """One row, a text a column of HEADER."""
    baseline = amount(figure.baseline, figure.unit) if figure.baseline is not None else "-"
    against = f"{baseline} ({figure.against})" if figure.against else baseline
    ratio = "-" if figure.ratio is None else f"{amount(figure.ratio)} x"
    note = f" [{figure.note}]" if figure.note else ""
    return (
        figure.what,
        amount(figure.ours, figure.unit) + note,
        against,
        ratio,
        ", ".join(_goal(goal, figure.unit) for goal in figure.goals) or "-",
        {True: "yes", False: "NO", None: "-"}[figure.reached],
    )


def plain(figures: Sequence[Figure]) -> str:
    """Columns as wide as their widest cell."""
    rows = [HEADER, *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def markdown(figures: Sequence[Figure]) -> str:
    """A table of GitHub's Markdown; what isn't reached stands out."""
    lines = [_line(HEADER), _line(["---"] * len(HEADER))]
    for figure in figures:
        row = [text.replace("|", "\\|") for text in cells(figure)]
        lines.append(_line([*row[:-1], "**NO**" if figure.reached is False else row[-1]]))
    return "\n".join(lines)


def _line(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _goal(goal: Goal, unit: str) -> str:
    sign = ">=" if goal.least else "<="
    return f"{sign} {amount(goal.bound, unit if goal.of == 'ours' else 'x')}"
