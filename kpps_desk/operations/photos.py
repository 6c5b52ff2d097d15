"""Take in pas foto of members: one by its file, or many by their file names; and take them away again.

What a newcomer gets wrong: naming a file. Offices name photos by NIK; neither the journal nor a message says more than
a member's number or a masked name. A photo is not journaled: taken away, it is gone.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.domain.photo_names import By, Named, read_name, shown
from kpps_desk.exchange import portraits
from kpps_desk.problems import Gone, Refused, Unavailable, reason
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import members, photos
from kpps_desk.store import schema
from kpps_desk.store.database import Database, new_group
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

ENDINGS = (".jpg", ".jpeg", ".png")
_AT_ONCE = 50  # files in one change
_CHOSEN = 500  # members asked for at once


class Missed(NamedTuple):
    """A file that was not taken in, by a name that tells no NIK, and why."""

    file: str
    why: str


class TakenIn(NamedTuple):
    """How many photos are new or took another's place, and what was left out."""

    new: int
    replaced: int
    missed: list[Missed]


def title(member: int) -> str:
    return f"Simpan pas foto, anggota no. {member}"


def take(tx: Transaction, member: int, source: Path | bytes) -> None:
    """Keep this photo of one member, instead of an older one. Title it with `title`."""
    members.details(tx, member)
    _keep(tx, {member: portraits.read(source)})


def remove(tx: Transaction, chosen: Iterable[int]) -> int:
    """Take the photos of these members away for good; how many there were."""
    return forget(tx, chosen)


def forget(tx: Transaction, chosen: Iterable[int]) -> int:
    """The same for people whose records go: a photo is deleted with its person."""
    members_, gone = list(chosen), 0
    for start in range(0, len(members_), _CHOSEN):
        records = list(photos.having(tx, members_[start : start + _CHOSEN]).values())
        gone += tx.clear_many(schema.photo, records) if records else 0
    return gone


def copy(tx: Transaction, keep: int, leave: int) -> None:
    """The photo of a record that turned out to be another's, if that one has none."""
    found = photos.photo(tx, leave)
    if found is not None and photos.photo(tx, keep) is None:
        _keep(tx, {keep: found.content})


def files_in(folder: Path) -> list[Path]:
    """The pictures of a folder, by name."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError as error:
        raise Unavailable(f"Folder {shown(folder.name)} tidak dapat dibaca: {reason(error)}.") from error


def take_many(
    database: Database, files: Sequence[Path], *, by: str, area: str = "", progress: Progress = silent
) -> TakenIn:
    """Take in these files by their names (domain.photo_names); `area` is the kelurahan of `003-1.jpg`.

    What can't be taken in is told and left out; a cancel keeps what was taken in until then.
    """
    if not files:
        raise Refused("Tidak ada foto di sana.", "Pilih berkas JPEG atau PNG.")
    with database.read() as db:
        whose, missed = _whose(db, files, area)
    new, replaced, group = 0, 0, new_group()
    every = list(whose.items())
    for start in range(0, len(every), _AT_ONCE):
        progress(start, len(every), "Menyimpan pas foto")
        some = every[start : start + _AT_ONCE]
        read = _read(some, missed)
        if read:
            with database.write(f"Simpan pas foto, {len(read)} orang", by=by, group=group) as tx:
                before = len(photos.having(tx, read))
                _keep(tx, read)
            new, replaced = new + len(read) - before, replaced + before
    progress(len(every), len(every), "Menyimpan pas foto")
    return TakenIn(new, replaced, missed)


def told(result: TakenIn) -> str:
    """`45 foto disimpan (3 menggantikan yang lama), 2 berkas dilewati.`"""
    text = f"{words.number(result.new + result.replaced)} foto disimpan"
    if result.replaced:
        text += f" ({words.number(result.replaced)} menggantikan yang lama)"
    return f"{text}, {words.number(len(result.missed))} berkas dilewati." if result.missed else f"{text}."


def _whose(db: Snapshot, files: Sequence[Path], area: str) -> tuple[dict[int, Path], list[Missed]]:
    """Member -> file, and the files that name nobody, or somebody for the second time."""
    named = {path: read_name(path.stem) for path in files}
    known = photos.whose(db, (one for one in named.values() if one), area)
    found: dict[int, Path] = {}
    missed = []
    for path, one in named.items():
        member = known.get(one) if one else None
        if member is None:
            missed.append(Missed(shown(path.name), _unknown(one, area)))
        elif member in found:
            missed.append(Missed(shown(path.name), "Orang ini sudah mempunyai foto lain dalam kiriman yang sama."))
        else:
            found[member] = path
    return found, missed


def _unknown(one: Named | None, area: str) -> str:
    if one is None:
        return "Nama berkas bukan NIK, nomor anggota, atau TPS dan kursi."
    if one.by is By.CREW and area.count(".") != 3:
        return "TPS dan kursi memerlukan kelurahan. Pilih kelurahannya dahulu."
    return {
        By.NIK: "Tidak ada anggota aktif dengan NIK ini.",
        By.SEAT: "Kursi ini tidak ada atau kosong.",
        By.CREW: "Kursi ini tidak ada atau kosong.",
        By.MEMBER: "Tidak ada anggota aktif dengan nomor ini.",
    }[one.by]


def _read(some: Iterable[tuple[int, Path]], missed: list[Missed]) -> dict[int, bytes]:
    read = {}
    for member, path in some:
        try:
            read[member] = portraits.read(path)
        except (Refused, Unavailable) as problem:
            missed.append(Missed(shown(path.name), shown(str(problem))))
    return read


def _keep(tx: Transaction, read: dict[int, bytes]) -> None:
    tx.clear_many(schema.photo, photos.having(tx, read).values())
    rows = [
        {"member_id": member, "content": content, "taken_at": tx.now_ms, "taken_by": tx.by}
        for member, content in read.items()
    ]
    tx.fill_many(schema.photo, rows)


def content(db: Snapshot, member: int) -> bytes:
    """The JPEG of a member; Gone where there is none."""
    found = photos.photo(db, member)
    if found is None:
        raise Gone("Orang ini belum mempunyai pas foto.")
    return found.content
