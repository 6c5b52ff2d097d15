"""What Kunci segel lists: each key with what it signed, and the signed lists that are kept.

What a newcomer gets wrong: calling an old key invalid. What it signed stays true; only a revoked one is trusted no
more, from a day on.
"""

from typing import NamedTuple

from kpps_desk import words
from kpps_desk.exchange import revocations as files
from kpps_desk.operations import keys, revocations
from kpps_desk.queries import keys as questions
from kpps_desk.queries.keys import KeyRow, ListRow, Signed
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.ui.list_model import Column, Mark

TABLES = frozenset({"signing_key", "revocation_list", "certificate"})
_NEVER = Signed(0, 0, 0)


class KeyLine(NamedTuple):
    key: KeyRow
    office: str
    signed: Signed


class ListLine(NamedTuple):
    """A signed list that is kept."""

    key_id: str
    office: str
    day: str
    counts: str
    own: bool


class Shown(NamedTuple):
    keys: dict[int, KeyLine]
    lists: dict[int, ListLine]
    office: str


def shown(db: Snapshot) -> Shown:
    """All that the page shows."""
    signed, known, office = questions.signed(db), keys.known(db), keys.office_name(db)
    lines = {row.id: KeyLine(row, known[row.key_id].office, signed.get(row.key_id, _NEVER)) for row in keys.keys(db)}
    return Shown(lines, {row.id: _list_line(row) for row in revocations.lists(db)}, office)


def _list_line(row: ListRow) -> ListLine:
    (one,) = files.read_lists(row.content)
    counts = f"{words.number(one.revoked)} dicabut, {words.number(one.replaced)} diganti"
    return ListLine(one.about, one.office, words.short_date(row.made_on), counts, row.own)


def state(line: KeyLine) -> str:
    """What a key is for now."""
    key = line.key
    if key.revoked_from is not None:
        return f"Dicabut sejak {words.short_date(key.revoked_from)}"
    return "Menandatangani" if key.signs else "Lama, tetap sah" if key.own else "Untuk memeriksa"


def _mark(line: KeyLine) -> Mark:
    if line.key.revoked_from is not None:
        return Mark("cross", "bad")
    return Mark("check", "good") if line.key.signs else Mark("state-ended" if line.key.own else "eye", "muted")


def _backup(line: KeyLine) -> str:
    if not line.key.own:
        return "–"
    return words.moment(line.key.backed_up_at) if line.key.backed_up_at else "BELUM ADA"


KEYS: tuple[Column[KeyLine], ...] = (
    Column("key", "Kunci", lambda line: line.key.key_id, 84),
    Column("state", "Keadaan", state, 216, mark=_mark),
    Column("office", "Kantor", lambda line: line.office or "belum dinamai", 140, stretch=True),
    Column("backup", "Cadangan", _backup, 150),
    Column("signed", "Sertifikat", lambda line: words.number(line.signed.all), 84, right=True),
)
LISTS: tuple[Column[ListLine], ...] = (
    Column("key", "Kunci", lambda line: line.key_id, 84),
    Column("day", "Per", lambda line: line.day, 100),
    Column("counts", "Isi", lambda line: line.counts, 190),
    Column("office", "Kantor", lambda line: line.office, 140, stretch=True),
    Column("own", "Asal", lambda line: "kantor ini" if line.own else "kantor lain", 100),
)


def warnings(lines: dict[int, KeyLine]) -> str:
    bare = [line.key.key_id for line in lines.values() if line.key.own and line.key.backed_up_at is None]
    said = []
    if bare:
        said.append(
            f"Kunci {', '.join(bare)} belum mempunyai cadangan: bila berkas kerja ini hilang, kuncinya ikut hilang."
        )
    said += [
        f"{words.number(line.signed.doubtful)} sertifikat berlaku memakai kunci {line.key.key_id} yang dicabut: "
        "terbitkan ulang di Sertifikat."
        for line in lines.values()
        if line.signed.doubtful
    ]
    return "\n".join(said)
