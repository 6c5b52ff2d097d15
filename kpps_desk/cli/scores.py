"""`scores`: what those present at a training knew before and after; typed elsewhere, taken from a list here.

What a newcomer gets wrong: an empty cell as a zero. It leaves the score as it is.
"""

import argparse

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.operations import trainings
from kpps_desk.operations.trainings import ScoreResult
from kpps_desk.queries import trainings as questions
from kpps_desk.queries.trainings import ScoreLine, TrainingSheet

_HEADS = ("No.", "Nama", "TPS", "Kursi", "Nilai awal", "Nilai akhir")


def run(args: argparse.Namespace) -> None:
    """Take the list, if there is one; then show the sheet."""
    with scope.opened(args, read_only=args.file is None) as workspace:
        taken = None
        if args.file is not None:
            taken = trainings.import_scores(workspace.database, args.session, args.file, by=workspace.by)
        with workspace.database.read() as db:
            sheet = questions.sheet(db, args.session)
    if args.json:
        output.as_json(_object(sheet, taken))
        return
    output.table(_HEADS, [_line(line) for line in sheet.lines], right=(0, 3, 4, 5))
    if taken is not None:
        _say(taken)
    print(_standing(sheet))


def _object(sheet: TrainingSheet, taken: ScoreResult | None) -> dict[str, object]:
    people = [
        {"number": line.number, "member": line.row.member_id, "name": line.row.name, "tps": line.row.tps,
         "seat": line.row.seat, "before": line.before, "after": line.after}
        for line in sheet.lines
    ]  # fmt: skip
    averages = {"before": sheet.average(after=False), "after": sheet.average(after=True)}
    told = {"session": sheet.session.id, "least": sheet.least, "averages": averages, "people": people}
    if taken is None:
        return told
    rejected = [one._asdict() for one in taken.rejected]
    return {**told, "taken": taken.taken, "same": taken.same, "rejected": rejected}


def _line(line: ScoreLine) -> tuple[object, ...]:
    scores = ("—" if score is None else score for score in (line.before, line.after))
    return (line.number, line.row.name, line.row.tps, line.row.seat or "—", *scores)


def _say(taken: ScoreResult) -> None:
    print(
        f"{words.number(taken.taken)} nilai dicatat, {words.number(taken.same)} sama seperti sebelumnya, "
        f"{words.number(len(taken.rejected))} baris ditolak."
    )
    for line in taken.rejected:
        print(f"Baris {line.line} tidak dicatat: {line.reason}")


def _standing(sheet: TrainingSheet) -> str:
    """`Rata-rata awal 45,0, akhir 78,5. 40 dari 49 mencapai nilai 70.`"""
    averages = (sheet.average(after=False), sheet.average(after=True))
    before, after = ("—" if one is None else f"{one:.1f}".replace(".", ",") for one in averages)
    text = f"Rata-rata nilai awal {before}, nilai akhir {after}."
    if sheet.least:
        text += f" {words.number(sheet.passed)} dari {words.number(len(sheet.lines))} mencapai nilai {sheet.least}."
    return text
