"""Is this certificate true? From the text of its QR code, its PDF or a picture, by a workspace's keys or a keys file.

What a newcomer gets wrong: taking a true signature for a certificate in force. It may have been revoked or replaced
since: the workspace that issued it knows, and whoever has its signed list.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.exchange import revocations, scanning, seals, typed_seals
from kpps_desk.exchange.seals import Fields, Verdict
from kpps_desk.exchange.seals import State as Judgement
from kpps_desk.operations import evidence_check
from kpps_desk.operations import keys as office
from kpps_desk.operations import revocations as lists
from kpps_desk.operations.keys import Trust
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import certificates as questions
from kpps_desk.queries.certificates import CertificateRow
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

__all__ = ["EXIT_CODES", "Checked", "Judgement", "Report", "check_typed", "gravest", "verify", "verify_file"]

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
_NOTHING = "Tidak ada kode QR sertifikat yang terbaca."
_LIST = "Teks ini daftar cabut, bukan sertifikat: terima berkasnya di Pengaturan, Kunci segel."
_SCANNER = "Bila ini ketikan alat pindai: setel alatnya ke papan tombol US, atau pilih gambar atau PDF sertifikatnya."


class Checked(NamedTuple):
    """One certificate: `says` is an Indonesian sentence, `notes` are more of them; `page` 0 for a text.

    `recorded` is the certificate's record in this workspace, `successor` the number in its place; `doubtful`: true, but
    nobody here knows of it.
    """

    judgement: Judgement
    says: str
    fields: Fields | None
    page: int = 0
    notes: tuple[str, ...] = ()
    recorded: int | None = None
    successor: str = ""
    doubtful: bool = False


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
    listed: Path | None = None,
    progress: Progress = silent,
) -> Report:
    """Judge a QR code's text, or every QR code in a PDF or picture (a Path, or a str that names a file)."""
    path = _file(what)
    trust = _trust(database, keys, listed)
    if path is None:
        return _report([_check(str(what), 0, trust, database)])
    return verify_file(path, trust, database, progress)


def verify_file(path: Path, trust: Trust, database: Database | None, progress: Progress = silent) -> Report:
    """Judge every QR code of a PDF or picture, page after page; of an evidence bundle the whole file."""
    if path.suffix.lower() == ".pdf" and path.is_file() and evidence_check.is_bundle(path):
        return _report([_bundle(evidence_check.check(path, database=database, trust=trust, progress=progress))])
    try:
        texts = [found for found in scanning.scan(path, progress) if seals.looks_like_seal(found.text)]
    except Refused as refused:
        return _report([Checked(Judgement.UNREADABLE, str(refused), None)])
    return _report([_check(found.text, found.page, trust, database) for found in texts])


def _bundle(found: evidence_check.Checked) -> Checked:
    """One that differs from the workspace's records is true, and its exit code isn't that of one in force."""
    judgement = Judgement.REPLACED if found.differs and found.state is Judgement.VALID else found.state
    return Checked(judgement, found.says, None, notes=found.notes, doubtful=bool(found.differs))


def check_typed(db: Snapshot, typed: str) -> Checked:
    """Judge what a scanner typed or a person pasted; what the typing did to it is put right if that can be proved."""
    trust = office.trust(db)

    def is_true(text: str) -> bool:
        known = seals.read_seal(text, trust.public).state
        return known is Judgement.VALID

    mended = typed_seals.mend(typed, is_true)
    checked = _judged(mended.text if mended else _formed(typed), 0, trust, db)
    if mended and mended.what:
        note = f"Alat pindai mengubah {mended.what}; setelah dipulihkan, isinya tepat seperti yang ditandatangani."
        return checked._replace(notes=(*checked.notes, note))
    if checked.judgement is Judgement.FORGED and checked.fields is None and not checked.notes:
        return checked._replace(notes=(*checked.notes, _SCANNER))
    return checked


def _formed(typed: str) -> str:
    """With plain ends of lines, if it then has a seal's form: whose key it names is told, and it stays as untrue."""
    text = typed_seals.plain(typed)
    return text if seals.read_seal(text, {}).state is Judgement.UNKNOWN_KEY else typed


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


def _trust(database: Database | None, keys: Path | None, listed: Path | None) -> Trust:
    """What is known: of the workspace, or of the files that were given."""
    trust = Trust({}, seals.NONE)
    if keys is not None:
        found = office.read_file(keys)
        trust = Trust(found, revocations.together(found, ()))
    elif database is not None:
        with database.read() as db:
            trust = office.trust(db)
    if listed is not None:
        more = revocations.together(trust.keys, lists.believed(listed, trust.keys)).numbers
        numbers = {name: {**trust.revocations.numbers.get(name, {}), **found} for name, found in more.items()}
        trust = Trust(trust.keys, trust.revocations._replace(numbers={**trust.revocations.numbers, **numbers}))
    return trust


def _report(found: list[Checked]) -> Report:
    if not found:
        found = [Checked(Judgement.UNREADABLE, _NOTHING, None)]
    return Report(gravest(found), found)


def gravest(found: list[Checked]) -> Judgement:
    """Of several certificates the one that decides."""
    return max((each.judgement for each in found), key=_GRAVITY.index)


def _check(text: str, page: int, trust: Trust, database: Database | None) -> Checked:
    if database is None:
        return _judged(text, page, trust, None)
    with database.read() as db:
        return _judged(text, page, trust, db)


def _judged(text: str, page: int, trust: Trust, db: Snapshot | None) -> Checked:
    verdict = seals.read_seal(text, trust.public, trust.revocations)
    checked = Checked(verdict.state, _says(verdict), verdict.fields, page, _notes(verdict))
    if text.startswith(revocations.HEADER):
        checked = checked._replace(notes=(_LIST,))
    if verdict.listed is not None:
        checked = checked._replace(successor=verdict.listed.by)
    if db is not None and verdict.fields is not None and verdict.state is not Judgement.FORGED:
        return _in_records(db, text, checked, verdict.fields)
    return checked


def _in_records(db: Snapshot, text: str, checked: Checked, fields: Fields) -> Checked:
    """What the issuing workspace adds: the state of the certificate, or that this number says something else."""
    known = questions.by_number(db, fields.number)
    if known is None or seals.from_elsewhere(text, known[1]):  # another office's numbers may be the same
        return _unrecorded(db, checked, fields)
    row, seal = known
    if seal != text:
        says = f"Palsu: isinya berbeda dengan sertifikat {row.number} yang diterbitkan."
        return Checked(Judgement.FORGED, says, fields, checked.page, recorded=row.id)
    checked = checked._replace(recorded=row.id)
    if row.state == "terbit" or (checked.judgement is Judgement.REVOKED and row.state == "dicabut"):
        still = " dan masih berlaku" if checked.judgement is Judgement.VALID else ""
        issued = f"Terbit {words.moment(row.issued_at)}{still}."
        return checked._replace(notes=(issued, *checked.notes, *_reason(row)))
    return _out_of_force(db, checked, row)


def _out_of_force(db: Snapshot, checked: Checked, row: CertificateRow) -> Checked:
    if row.state == "dicabut":
        says = " ".join([f"Sertifikat {row.number} asli, tetapi sudah dicabut.", *_reason(row)])
        return checked._replace(judgement=Judgement.REVOKED, says=says)
    newer = questions.page(db, [row.replaced_by]).get(row.replaced_by) if row.replaced_by else None
    by = f" dengan nomor {newer.number}" if newer else ""
    says = f"Sertifikat {row.number} asli, tetapi sudah diganti{by}."
    if checked.judgement is Judgement.REVOKED:  # its key is: that weighs more
        return checked._replace(notes=(*checked.notes, says), successor=newer.number if newer else "")
    return checked._replace(
        judgement=Judgement.REPLACED, says=says, successor=newer.number if newer else "", notes=_reason(row)
    )


def _reason(row: CertificateRow) -> tuple[str, ...]:
    return (f"Alasan: {row.reason}",) if row.reason else ()


def _unrecorded(db: Snapshot, checked: Checked, fields: Fields) -> Checked:
    """A true signature of our own key over what we never gave: an older copy of this file, or a thief."""
    own = {row.key_id for row in office.keys(db) if row.own}
    if checked.judgement is not Judgement.VALID or fields.key_id not in own:
        return checked
    note = "Nomor ini tidak tercatat di berkas kerja ini: cocokkan dengan register kantor penerbit."
    return checked._replace(notes=(*checked.notes, note), doubtful=True)


_SAYS = {
    Judgement.VALID: "Sertifikat ini asli.",
    Judgement.FORGED: "Palsu: isi atau tanda tangannya bukan dari penerbit.",
    Judgement.UNKNOWN_KEY: "Kunci penerbitnya tidak dikenal, jadi keasliannya tidak dapat dipastikan.",
    Judgement.UNREADABLE: "Ini bukan teks sertifikat KPPS.",
}


def _says(verdict: Verdict) -> str:
    if verdict.state in _SAYS:
        return _SAYS[verdict.state]
    if verdict.listed is None:
        return f"Tidak dipercaya: kunci penerbitnya ({_key(verdict)}) dicabut sejak {_day(verdict.key_since)}."
    per = f"menurut daftar cabut per {_day(verdict.listed.day)}"
    if not verdict.listed.replaced:
        return f"Sertifikat ini asli, tetapi sudah dicabut {per}."
    by = f" dengan nomor {verdict.listed.by}" if verdict.listed.by else ""
    return f"Sertifikat ini asli, tetapi sudah diganti{by} {per}."


def _notes(verdict: Verdict) -> tuple[str, ...]:
    if verdict.state is not Judgement.VALID or not verdict.key_since:
        return ()
    since = _day(verdict.key_since)
    note = f"Kuncinya dicabut sejak {since}, sesudah tanggal sertifikat ini."
    return (f"{note} Bila ragu, cocokkan dengan register penerbit.",)


def _key(verdict: Verdict) -> str:
    return verdict.fields.key_id if verdict.fields else ""


def _day(text: str) -> str:
    """An ISO day in words; as it stands where the calendar has none."""
    try:
        return words.long_date(date.fromisoformat(text))
    except ValueError:
        return text
