"""Is this certificate true? From the text of its QR code, its PDF or a picture, by a workspace's keys or a keys file.

What a newcomer gets wrong: taking a true signature for a certificate in force. It may have been revoked or replaced
since; only the workspace that issued it knows.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.exchange import office_keys, scanning, seals
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.seals import Fields, State
from kpps_desk.exchange.writing import whole_file
from kpps_desk.problems import Refused, Unavailable
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import certificates as questions
from kpps_desk.store.database import Database


class Judgement(StrEnum):
    VALID = "valid"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"
    REVOKED = "revoked"
    REPLACED = "replaced"


EXIT_CODES = {
    Judgement.VALID: 0,
    Judgement.FORGED: 1,
    Judgement.UNKNOWN_KEY: 3,
    Judgement.UNREADABLE: 4,
    Judgement.REVOKED: 5,
    Judgement.REPLACED: 5,
}
_ENDINGS = {".pdf", ".png", ".jpg", ".jpeg"}
# Of several certificates in one file the gravest decides.
_GRAVITY = (
    Judgement.VALID,
    Judgement.REPLACED,
    Judgement.REVOKED,
    Judgement.UNREADABLE,
    Judgement.UNKNOWN_KEY,
    Judgement.FORGED,
)


class Checked(NamedTuple):
    """One certificate: `says` is an Indonesian sentence; `page` 0 for a text."""

    judgement: Judgement
    says: str
    fields: Fields | None
    page: int = 0


class Report(NamedTuple):
    """`judgement` is the gravest of all that was found in the text or file."""

    judgement: Judgement
    found: list[Checked]

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.judgement]


def verify(
    what: str | Path,
    *,
    database: Database | None = None,
    keys: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Judge a QR code's text, or every QR code in a PDF or picture (a Path, or a str that names a file)."""
    path = _file(what)
    known = _keys(database, keys)
    if path is None:
        return _report([_check(str(what), 0, known, database)])
    try:
        texts = [found for found in scanning.scan(path, progress) if seals.looks_like_seal(found.text)]
    except Refused as refused:
        return _report([Checked(Judgement.UNREADABLE, str(refused), None)])
    return _report([_check(found.text, found.page, known, database) for found in texts])


def export_keys(database: Database, out: Path) -> int:
    """Write the public keys of a workspace to a file for other offices; how many."""
    with database.read() as db:
        keys = questions.keys(db)
    with whole_file(out) as file:
        file.write(office_keys.keys_text(OfficeKey(*pair) for pair in keys.items()).encode())
    return len(keys)


def _file(what: str | Path) -> Path | None:
    """The file that is meant; None for a seal's text. Refused if it has a file's name but isn't there."""
    if isinstance(what, Path):
        return what
    try:
        if "\n" in what or "\0" in what:
            return None
        path = Path(what)
        if path.is_file():
            return path
    except OSError:  # longer than a file's name can be
        return None
    if path.suffix.lower() in _ENDINGS:
        raise Refused(f"Berkas {path.name} tidak ditemukan.")
    return None


def _keys(database: Database | None, keys: Path | None) -> Mapping[str, bytes]:
    if keys is not None:
        try:
            known = office_keys.read_keys(keys.read_text(encoding="utf-8"))
            return {name: key.public for name, key in known.items()}
        except OSError as error:
            raise Unavailable(f"Berkas kunci {keys.name} tidak dapat dibaca.") from error
        except ValueError as error:
            raise Refused(f"{keys.name} bukan berkas kunci.", "Minta berkas kunci dari kantor penerbit.") from error
    if database is None:
        return {}
    with database.read() as db:
        return questions.keys(db)


def _report(found: list[Checked]) -> Report:
    if not found:
        found = [Checked(Judgement.UNREADABLE, "Tidak ada kode QR sertifikat yang terbaca.", None)]
    return Report(max((each.judgement for each in found), key=_GRAVITY.index), found)


def _check(text: str, page: int, keys: Mapping[str, bytes], database: Database | None) -> Checked:
    verdict = seals.read_seal(text, keys)
    judgement, says = Judgement(verdict.state.value), _SAYS[verdict.state]
    if database is not None and verdict.fields is not None and judgement is not Judgement.FORGED:
        judgement, says = _in_records(database, text, verdict.fields, judgement, says)
    return Checked(judgement, says, verdict.fields, page)


def _in_records(
    database: Database, text: str, fields: Fields, judgement: Judgement, says: str
) -> tuple[Judgement, str]:
    """What the issuing workspace adds: the state of the certificate, or that this number says something else."""
    with database.read() as db:
        known = questions.by_number(db, fields.number)
        if known is None:
            return judgement, says
        row, seal = known
        if seals.from_elsewhere(text, seal):  # another office's numbers may be the same
            return judgement, says
        if seal != text:
            return Judgement.FORGED, f"Palsu: isinya berbeda dengan sertifikat {row.number} yang diterbitkan."
        if row.state == "dicabut":
            why = f" Alasan: {row.reason}." if row.reason else ""
            return Judgement.REVOKED, f"Sertifikat {row.number} asli, tetapi sudah dicabut.{why}"
        if row.state == "diganti":
            newer = questions.page(db, [row.replaced_by]).get(row.replaced_by) if row.replaced_by else None
            by = f" dengan nomor {newer.number}" if newer else ""
            return Judgement.REPLACED, f"Sertifikat {row.number} asli, tetapi sudah diganti{by}."
        return judgement, f"{says} Terbit {words.moment(row.issued_at)}."


_SAYS = {
    State.VALID: "Sertifikat ini asli.",
    State.FORGED: "Palsu: isi atau tanda tangannya bukan dari penerbit.",
    State.UNKNOWN_KEY: "Kunci penerbitnya tidak dikenal, jadi keasliannya tidak dapat dipastikan.",
    State.UNREADABLE: "Ini bukan teks sertifikat KPPS.",
}
