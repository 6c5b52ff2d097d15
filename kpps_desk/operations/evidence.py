"""Make evidence bundles: of a kelurahan one signed PDF with all that proves its crews, its index as a text beside it.

What a newcomer gets wrong: stopping at a part that can't be drawn. It is told on the cover, and the rest goes on; only
what keeps the file itself from being written (a full disk, Cancel) stops it, and then nothing is left behind.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.taken_apart import taken_apart
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.evidence import Cover, IndexSheet
from kpps_desk.domain.places import Level, digits, level_of
from kpps_desk.domain.values import name_key
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import collector, keys
from kpps_desk.operations.evidence_binding import Binding, Drawn, Telling
from kpps_desk.operations.evidence_lists import Lists
from kpps_desk.operations.evidence_parts import Missing, Parts, drawn
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Refused, Unavailable, reason
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas
from kpps_desk.queries import evidence_bundle as questions
from kpps_desk.queries import paperwork as roster
from kpps_desk.queries.office import Office
from kpps_desk.queries.paperwork import Part as Kelurahan
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

INDEX_ENDING = ".indeks.txt"
_HOW = (
    "Berkas ini diperiksa dengan “kpps-desk verify BERKAS.pdf --keys KUNCI.txt”, atau dalam KPPS Desk di Periksa "
    "sertifikat. Bila satu bita saja berubah, hasilnya “palsu” dan bagian yang berubah disebutkan. Kunci umum kantor "
    "ini ditulis dengan “kpps-desk keys export”, atau di Pengaturan, Kunci segel.",
    "Indeks yang ditandatangani (Ed25519) tersimpan sebagai teks di dalam PDF ini, objek KPPSBukti, dan dalam berkas "
    ".indeks.txt di sampingnya. Setiap baris menyebut halaman, bita pertama, jumlah bita, dan SHA-256 bagian itu; "
    "baris rangka adalah SHA-256 semua bita lain, dan baris terakhir adalah tanda tangan atas baris-baris di atasnya. "
    "SHA-256 sebuah pindaian adalah milik gambar seperti tersimpan dalam berkas kerja. PDF yang disimpan ulang oleh "
    "program lain kehilangan tanda tangannya.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """`certificates`: their pages too, each marked SALINAN."""

    size: str = "A4"
    certificates: bool = False


class Bundle(NamedTuple):
    """`missing` are the parts that could not be made; `beside` the index as a text."""

    path: Path
    beside: Path
    area: str
    pages: int
    parts: int
    scans: int
    digest: str
    key_id: str
    missing: tuple[Missing, ...]


def make(
    database: Database,
    area: str,
    out: Path,
    *,
    by: str,
    options: Options = Options(),
    progress: Progress = silent,
    recorded: str = "",
) -> Bundle:
    """The bundle of one kelurahan; that it was made is recorded (under this name) if the workspace may be written."""
    check_ending(out, ".pdf")
    if not _is_kelurahan(area):
        raise Refused("Berkas bukti dibuat untuk satu kelurahan.", "Untuk kecamatan, pilih berkas .zip atau folder.")
    try:
        with tempfile.TemporaryDirectory(prefix="kpps-bukti-") as folder:
            bundle = _made(database, area, out, by or "KPPS Desk", options, Path(folder), progress)
    except OSError as error:
        raise Unavailable(
            f"Berkas {out.name} tidak dapat disusun: {reason(error)}.", "Kosongkan penyimpanan."
        ) from error
    if not database.read_only:
        _record(database, bundle, recorded or bundle.path.name, by or "KPPS Desk")
    return bundle


def make_many(
    database: Database,
    area: str,
    out: Path,
    *,
    by: str,
    options: Options = Options(),
    progress: Progress = silent,
) -> list[Bundle]:
    """A bundle a kelurahan of an area, in a folder (made if need be; what is finished stays on Cancel) or a .zip."""
    zipped = out.suffix.lower() == ".zip"
    if not zipped and out.suffix:
        check_ending(out, ".zip")
    with database.read() as db:
        wanted = [one for one in roster.kelurahan_of(db, area) if questions.has_seats(db, one.code)]
    if not wanted:
        raise Refused("Belum ada TPS di wilayah ini.", "Impor daftar dengan TPS dahulu.")
    if not zipped:
        return _into(database, wanted, out, by, options, progress)
    try:
        with tempfile.TemporaryDirectory(prefix="kpps-bukti-") as folder:
            bundles = _into(database, wanted, Path(folder), by, options, progress)
            with whole_file(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                for bundle in bundles:
                    archive.write(bundle.path, bundle.path.name)
                    archive.write(bundle.beside, bundle.beside.name)
    except OSError as error:
        raise Unavailable(
            f"Berkas {out.name} tidak dapat disusun: {reason(error)}.", "Kosongkan penyimpanan."
        ) from error
    return [bundle._replace(path=out, beside=out) for bundle in bundles]


def print_bundles(
    database: Database, area: str, out: Path, *, by: str, options: Options, progress: Progress = silent
) -> Printed:
    """As Dokumen and the shell ask for it: one kelurahan to a .pdf, more to a folder or a .zip.

    More to a .pdf: the first of them, to look at, with all in a .zip of that name.
    """
    if _is_kelurahan(area) and out.suffix.lower() == ".pdf":
        with database.read() as db:
            name = next(map(file_name, roster.kelurahan_of(db, area)), "")
        found = [make(database, area, out, by=by, options=options, progress=progress, recorded=name)]
    elif out.suffix.lower() == ".pdf":
        if not area:
            raise Refused("Berkas bukti dibuat untuk kelurahan atau kecamatan.", "Pilih wilayahnya dahulu.")
        archive = out.with_suffix(".zip")
        found = make_many(database, area, archive, by=by, options=options, progress=progress)
        with whole_file(out) as file, zipfile.ZipFile(archive) as opened:
            file.write(opened.read(opened.namelist()[0]))
    else:
        found = make_many(database, area, out, by=by, options=options, progress=progress)
    return told(found, out)


def told(found: Sequence[Bundle], out: Path) -> Printed:
    """What was made, as of any paper: its pages, its parts, what is missing."""
    pages = found[0].pages if out.suffix.lower() == ".pdf" else sum(each.pages for each in found)
    flaws = [Flaw(each.area, one.what, one.why) for each in found for one in each.missing]
    return Printed(pages, sum(each.parts for each in found), out, flaws)


def beside(out: Path) -> Path:
    """Where the index of a bundle lies as a text."""
    return out.with_name(out.stem + INDEX_ENDING)


def _is_kelurahan(area: str) -> bool:
    try:
        return level_of(area) is Level.KELURAHAN
    except ValueError:
        return False


def file_name(one: Kelurahan) -> str:
    """`berkas-bukti-3171011001-gambir.pdf`."""
    plain = "-".join("".join(letter if letter.isalnum() else " " for letter in name_key(one.place.kelurahan)).split())
    return f"berkas-bukti-{digits(one.code)}-{plain}.pdf"


def _into(
    database: Database, wanted: Sequence[Kelurahan], folder: Path, by: str, options: Options, progress: Progress
) -> list[Bundle]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Folder {folder.name} tidak dapat dibuat: {reason(error)}.", "Pilih tempat lain.") from error
    found = []
    for at, one in enumerate(wanted):
        said = f"Berkas bukti {one.place.kelurahan}"
        progress(at, len(wanted), said)

        def told(done: int, total: int, what: str = "", at: int = at, said: str = said) -> None:
            progress(at, len(wanted), said)

        found.append(make(database, one.code, folder / file_name(one), by=by, options=options, progress=told))
    progress(len(wanted), len(wanted), "Berkas bukti")
    return found


def _made(
    database: Database, area: str, out: Path, by: str, options: Options, folder: Path, progress: Progress
) -> Bundle:
    with collector.paused(), database.read(sweep=True) as db:
        headed, name = Office(db).paper(area), _called(db, area)
        lists = Lists(db, area, name, headed)
        parts = Parts(database, db, area, headed, lists, options.size)
        found = _drawn(parts, options, folder, progress)
        scans = sum(len(one.part.kept) for one in found)
        told = _telling(db, area, lists, headed, tuple(parts.missing), scans, by)
        binding = Binding(found, told, options.size, folder, progress)
        with whole_file(out) as file:
            whole = binding.write(file)
    with whole_file(beside(out)) as file:
        file.write((whole.text + "\n").encode())
    with out.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    missing = tuple(parts.missing)
    return Bundle(out, beside(out), area, whole.pages, len(found), scans, digest, told.key.key_id, missing)


def _telling(
    db: Snapshot, area: str, lists: Lists, headed: PaperSettings, missing: Sequence[Missing], scans: int, by: str
) -> Telling:
    """What cover and index say."""
    key, office, name = keys.signing(db), keys.office_name(db), lists.name
    facts = (
        *_counts(lists),
        ("Pindaian", words.number(scans)),
        ("Dibuat", f"{words.moment(int(db.now.timestamp() * 1000))} oleh {by}"),
        ("Ditandatangani", f"{office}, kunci {key.key_id}"),
    )
    lacking = tuple((each.what, each.why) for each in missing)
    dated = f"{headed.city}, {words.long_date(db.today)}"
    cover = Cover(headed, name, areas.election(db).name, _PROVES, facts, lacking, _HOW[:1], dated)
    signed = (("Kantor", office), ("Kunci", key.key_id), ("Tanggal", words.weekday_date(db.today)), ("Oleh", by))
    sheet = IndexSheet(headed, name, signed, (), _HOW)
    return Telling(cover, sheet, office, f"{name} ({area})", db.today.isoformat(), by, key)


def _drawn(parts: Parts, options: Options, folder: Path, progress: Progress) -> list[Drawn]:
    """Every part that can be drawn, as a file of its own."""
    found: list[Drawn] = []
    for part in parts.all(certificates=options.certificates):
        progress(len(found), 0, f"Menyusun {part.chapter.lower()}")
        out = folder / f"{len(found):04}.pdf"

        def told(done: int, total: int, what: str = "", part: str = part.chapter) -> None:
            progress(len(found), 0, f"Menyusun {part.lower()}")

        if drawn(part, out, told, parts.missing):
            with taken_apart(out) as made:
                found.append(Drawn(part, out, len(made.pages)))
    return found


_PROVES = (
    "Siapa yang duduk di setiap kursi setiap TPS, kapan diangkat, dilantik, dan dilatih, dan nomor sertifikatnya, "
    "disertai daftar hadir, pindaian yang disahkan, berita acara, register, dan tanda terima yang mendasarinya.",
    "Keadaan ini tercatat pada saat berkas dibuat. NIK tidak dimuat.",
)


def _counts(lists: Lists) -> tuple[tuple[str, str], ...]:
    """What the cover says in numbers."""
    crews = lists.readiness().crews
    ready = sum(crew.ready for crew in crews)
    seated = sum(bool(seat.name) for crew in crews for seat in crew.seats)
    seats = sum(len(crew.seats) for crew in crews)
    return (
        ("TPS", f"{words.number(len(crews))}, {words.number(ready)} di antaranya siap"),
        ("Kursi terisi", f"{words.number(seated)} dari {words.number(seats)}"),
        ("Sesi", f"{words.number(len(lists.own))}, dan {words.number(len(lists.elsewhere))} di wilayah lain"),
    )


def _called(db: Snapshot, area: str) -> str:
    """`Kelurahan Gambir, Kecamatan Gambir`."""
    known = {one.code: one for one in areas.all_areas(db)}
    one = known.get(area)
    if one is None:
        raise Refused(f"Wilayah dengan kode {area} tidak ditemukan.")
    above = known.get(area.rpartition(".")[0])
    return ", ".join(words.area_name(each.name, each.level) for each in (one, above) if each)


def _record(database: Database, bundle: Bundle, name: str, by: str) -> None:
    with database.write(f"Buat berkas bukti, wilayah {bundle.area}", by=by) as tx:
        row = {
            "area_id": areas.area_id(tx, bundle.area),
            "file_name": name,
            "digest": bundle.digest,
            "pages": bundle.pages,
            "key_id": bundle.key_id,
            "made_at": tx.now_ms,
            "made_by": by,
        }
        tx.fill_many(schema.evidence, [row])
        tx.leave_entry()
