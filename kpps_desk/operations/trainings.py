"""Write down what a training left: scores of those present, and which trainers came.

What a newcomer gets wrong: a score as a decoration. Where the rules ask for one, it decides who is trained, so it is
settled like a mark; and it can't fall below the rule under somebody whose certificate is out.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import bindparam, select

from kpps_desk.changes import Changes
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.nik import NikError, repair
from kpps_desk.domain.values import name_key
from kpps_desk.exchange import scores
from kpps_desk.operations import conclusions
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import teaching, trainings
from kpps_desk.queries.trainings import ScoreLine, TrainingSheet
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.transaction import Transaction

_score, _member = schema.score.c, schema.member.c
_KNOWN = select(_score.id, _score.member_id).where(_score.session_id == bindparam("session"))
_PEOPLE = select(_member.id, _member.nik, _member.name_key, _member.certified).join(
    schema.chosen, schema.chosen.c.id == _member.id
)


class ScoreText(NamedTuple):
    """One line of a list as written: the number on the roll, or the NIK, or the name; `line` counts in the file."""

    line: int
    before: str
    after: str
    number: str = ""
    nik: str = ""
    name: str = ""


class RejectedScore(NamedTuple):
    """A line that was not taken, and why."""

    line: int
    reason: str


class ScoreResult(NamedTuple):
    """Lines read = taken + same + rejected."""

    taken: int
    same: int
    rejected: list[RejectedScore]
    changes: Changes = Changes()


class _Scores(NamedTuple):
    before: int | None
    after: int | None


def parse_score(text: str, field: str = "after") -> int | None:
    """A whole number from 0 to 100, None for nothing; Invalid for anything else."""
    text = text.strip().removesuffix(".0").removesuffix(",0")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
        raise Invalid(field, f"Nilai {text[:12]} bukan bilangan bulat 0 sampai 100.")
    return int(text)


def set_score(tx: Transaction, session_id: int, member: int, before: int | None, after: int | None) -> bool:
    """The scores of one person; both None takes them away. False where nothing differed; Refused for who was absent."""
    sheet = trainings.sheet(tx, session_id)
    line = next((line for line in sheet.lines if line.row.member_id == member), None)
    if line is None:
        raise Refused("Orang ini tidak hadir pada bimtek ini.", "Catat kehadirannya dahulu.")
    people = _people(tx, [line])
    if problem := _problem(sheet, line, _Scores(before, after), people[member].certified):
        raise Refused(problem)
    return bool(_write(tx, sheet, {member: _Scores(before, after)}))


def take_scores(tx: Transaction, session_id: int, lines: Sequence[ScoreText]) -> ScoreResult:
    """A whole list; every line is taken or comes back with its reason. An empty cell leaves the score as it is."""
    sheet = trainings.sheet(tx, session_id)
    people = _people(tx, sheet.lines)
    finder = _Finder(sheet, people)
    wanted: dict[int, _Scores] = {}
    rejected: list[RejectedScore] = []
    for text in lines:
        try:
            line = finder.line(text)
            before, after = parse_score(text.before, "before"), parse_score(text.after)
            found = _Scores(line.before if before is None else before, line.after if after is None else after)
            member = line.row.member_id
            problem = "Orang ini sudah disebut di atas." if member in wanted else ""
            problem = problem or _problem(sheet, line, found, people[member].certified)
        except (ValueError, Invalid) as reason:
            problem = str(reason)
        if problem:
            rejected.append(RejectedScore(text.line, problem))
        else:
            wanted[member] = found
    taken = _write(tx, sheet, wanted)
    return ScoreResult(taken, len(wanted) - taken, rejected)


def import_scores(database: Database, session_id: int, path: Path, *, by: str) -> ScoreResult:
    """The same from a CSV or XLSX with a column no, nik or nama, and nilai awal or nilai akhir."""
    lines = [ScoreText(*row) for row in scores.read(path)]
    with database.write(f"Impor nilai bimtek dari {path.name}", by=by) as tx:
        result = take_scores(tx, session_id, lines)
    return result._replace(changes=tx.changes)


def set_trainers_present(tx: Transaction, session_id: int, names: Iterable[str]) -> bool:
    """Which of the session's trainers came; False where nothing differed.

    Refused where it takes away what a trainer's certificate says.
    """
    sheet = trainings.sheet(tx, session_id)
    listed, came = sheet.session.trainers, set(names)
    if unknown := came - set(listed):
        raise Refused(f"{min(unknown)} bukan narasumber sesi ini.", "Tambahkan namanya pada sesi dahulu.")
    if certified := teaching.certified(tx, set(sheet.came) - came):
        raise Refused(
            f"{certified[0]} sudah menerima sertifikat narasumber, jadi kehadirannya tetap.",
            "Cabut sertifikatnya dahulu.",
        )
    present = "\n".join(name for name in listed if name in came)
    return tx.update(schema.session, session_id, {"trainers_present": present})


class _Person(NamedTuple):
    nik: str | None
    name_key: str
    certified: bool


def _people(tx: Transaction, lines: Iterable[ScoreLine]) -> dict[int, _Person]:
    tx.choose(line.row.member_id for line in lines)
    return {row.id: _Person(row.nik, row.name_key, row.certified) for row in tx.rows(_PEOPLE)}


def _problem(sheet: TrainingSheet, line: ScoreLine, found: _Scores, certified: bool) -> str:
    """Why these scores can't be this person's; '' where they can."""
    emptied = found == (None, None)
    if line.row.status is not Attendance.PRESENT and not emptied:
        return "Orang ini tidak hadir pada bimtek ini."
    had, has = (value if value is not None else -1 for value in (line.after, found.after))
    if certified and sheet.least and has < sheet.least <= had:
        return f"Nilainya tidak dapat turun di bawah {sheet.least}: sertifikatnya sudah terbit."
    return ""


def _write(tx: Transaction, sheet: TrainingSheet, wanted: dict[int, _Scores]) -> int:
    """How many people's scores differ now."""
    session_id = sheet.session.id
    known = {row.member_id: row.id for row in tx.rows(_KNOWN, {"session": session_id})}
    before = {line.row.member_id: _Scores(line.before, line.after) for line in sheet.lines}
    changed = {member: new for member, new in wanted.items() if new != before.get(member)}
    emptied = [known[member] for member, new in changed.items() if new == (None, None) and member in known]
    tx.delete_many(schema.score, emptied)
    full = {member: new for member, new in changed.items() if new != (None, None)}
    updated = [{"id": known[member], **new._asdict()} for member, new in full.items() if member in known]
    if updated:
        tx.update_many(schema.score, updated)
    tx.insert_many(
        schema.score,
        [
            {"session_id": session_id, "member_id": member, **new._asdict()}
            for member, new in full.items()
            if member not in known
        ],
    )
    conclusions.settle(tx, changed)
    return len(changed)


class _Finder:
    """Whom a line means among the lines of the sheet."""

    def __init__(self, sheet: TrainingSheet, people: dict[int, _Person]) -> None:
        self._people = people
        self._by_number = {line.number: line for line in sheet.lines}
        self._by_nik = {people[line.row.member_id].nik: line for line in sheet.lines}
        self._by_name: dict[str, list[ScoreLine]] = {}
        for line in sheet.lines:
            self._by_name.setdefault(people[line.row.member_id].name_key, []).append(line)

    def line(self, text: ScoreText) -> ScoreLine:
        """ValueError with the reason in words. A NIK says more than a number, and a name is asked last."""
        if text.nik.strip():
            try:
                return self._by_nik[repair(text.nik)[0]]
            except (NikError, KeyError):
                raise ValueError("NIK ini bukan peserta yang hadir.") from None
        number = text.number.strip().removesuffix(".0")
        if number:
            found = self._by_number.get(int(number)) if number.isascii() and number.isdigit() else None
            if found is None:
                raise ValueError(f"Nomor {number[:12]} bukan peserta yang hadir.")
            if text.name.strip() and name_key(text.name) != self._people[found.row.member_id].name_key:
                raise ValueError(f"Nomor {number[:12]} bukan {text.name[:40]}; tulis NIK.")
            return found
        named = self._by_name.get(name_key(text.name), []) if text.name.strip() else []
        if len(named) != 1:
            raise ValueError(
                "Nama ini dimiliki lebih dari satu peserta; tulis NIK." if named else "Nama tidak ditemukan."
            )
        return named[0]
