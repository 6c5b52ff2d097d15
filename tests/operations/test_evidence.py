"""The bundle of proofs: one signed PDF a kelurahan, and every byte of it accounted for."""

import hashlib
import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.exchange import office_keys, seals, straightening
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.seals import State
from kpps_desk.exchange.sheet_reading import Verdict
from kpps_desk.operations import attendance, certificates, evidence, evidence_check, keys, receipts, sheets
from kpps_desk.operations.evidence import Bundle, Options
from kpps_desk.operations.verifying import Judgement, verify
from kpps_desk.problems import Cancelled, Refused
from kpps_desk.queries import evidence_bundle as questions
from kpps_desk.queries import receipts as rates
from kpps_desk.queries import sessions
from kpps_desk.queries import sheets as printed
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import archive
from tests.cancelling import CancelAt
from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.filled import BY, fill
from tests.signed_sheets import sign


def scan(database: Database, folder: Path, session: int) -> None:
    """Its sheets printed, signed by all but one, the second page turned, read and confirmed."""
    pdf = folder / "hadir.pdf"
    sheets.print_sheets(database, session, pdf, by=BY)
    with database.read() as db:
        pages = printed.newest(db, session)
    rows = [[member is not None for member in page.frozen.members] for page in pages]
    pictures = [
        each.rotate(90 * turn, expand=True)
        for turn, each in enumerate(sign(pdf, [page.frozen.layout for page in pages], rows))
    ]
    first, *rest = pictures
    first.save(folder / "hadir.tiff", save_all=True, append_images=rest)
    read = [
        page.answered({row.number: True for row in page.rows if row.verdict is Verdict.UNSURE})
        for page in sheets.read_scan(database, folder / "hadir.tiff", session=session)
    ]
    with database.write("Tandai dari lembar", by=BY) as tx:
        sheets.confirm(tx, session, read)


def pay(database: Database, session: int) -> None:
    with database.write("Bayar", by=BY) as tx:
        kind = sessions.kind_of(tx, session)
        for rate in rates.rates(tx, kind):
            receipts.set_rate(tx, kind, rate.role_id, 150_000, version=rate.version)
        receipts.make(tx, session)
        receipts.pay(tx, session)


@pytest.fixture(scope="module")
def done(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gambir with everything: sworn, trained, certified, sheets scanned, two away, one number replaced, one revoked."""
    folder = tmp_path_factory.mktemp("bukti")
    path = folder / "gambir.kpps"
    path.write_bytes(template.read_bytes())
    fill(path, sworn=True, trained=True)
    with Database.open(path) as database:
        with database.read() as db:
            oath = next(row.id for row in sessions.listing(db, "", SessionKind.OATH))
            training, later, *_ = (row.id for row in sessions.listing(db, "", SessionKind.TRAINING))
            away = [row.member_id for row in sessions.roll(db, training)][3:5]
        with database.write("Tandai", by=BY) as tx:
            attendance.mark(tx, training, away, Attendance.SICK)
            attendance.mark(tx, later, away[:1], Attendance.PRESENT)
        certificates.issue(database, area=GAMBIR, by=BY)
        scan(database, folder, oath)
        pay(database, oath)
        with database.write("Ganti", by=BY) as tx:
            numbers = questions.numbers(tx, GAMBIR)
            certificates.reissue(tx, numbers[5], reason="Nama dibetulkan, NIK 3171010101900001")
            certificates.revoke(tx, numbers[6], reason="Salah orang")
    return path


@pytest.fixture
def database(done: Path, tmp_path: Path) -> Iterator[Database]:
    copy = tmp_path / "gambir.kpps"
    copy.write_bytes(done.read_bytes())
    with Database.open(copy) as database:
        yield database


def make(database: Database, out: Path, **options: object) -> Bundle:
    return evidence.make(database, GAMBIR, out, by=BY, options=Options(**options))  # type: ignore[arg-type]


def keys_of(database: Database, out: Path) -> Path:
    keys.export(database, out)
    return out


def toc(path: Path) -> list[tuple[int, str, int]]:
    document = pypdfium2.PdfDocument(path)
    found = [(mark.level, mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
    document.close()
    return found


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_a_bundle_holds_everything_with_its_pages_and_its_bookmarks(
    database: Database, tmp_path: Path, size: str
) -> None:
    out = tmp_path / "bukti.pdf"
    bundle = make(database, out, size=size, certificates=True)
    texts = texts_of(out.read_bytes())
    assert (bundle.pages, bundle.scans, bundle.missing) == (len(texts), 3, ())
    for number, text in enumerate(texts, 1):
        assert f"Berkas bukti, halaman {number} dari {bundle.pages}" in text
    marks = toc(out)
    chapters = [title for level, title, _ in marks if not level]
    assert chapters == [
        "Sampul", "Daftar isi", "Kesiapan setiap TPS", "Rencana sesi", "Daftar hadir yang dicetak",
        "Pindaian daftar hadir", "Ketidakhadiran", "Susulan", "Pelantikan", "Sertifikat", "Tanda terima transpor",
        "Indeks",
    ]  # fmt: skip
    for title, said in (
        ("Kesiapan setiap TPS", "KESIAPAN SETIAP TPS"), ("TPS 004, siap", "TPS 004, siap"),
        ("Rencana sesi", "RENCANA SESI"), ("Lembar 2", "lembar 2 dari"),
        ("Ketidakhadiran", "Sakit"), ("Susulan", "datang sendiri"),
        ("Pelantikan", "REGISTER PELANTIKAN"), ("Sertifikat", "Diganti"), ("Tanda terima transpor", "TANDA TERIMA"),
        ("Indeks", "INDEKS"), ("Daftar isi", "DAFTAR ISI"),
    ):  # fmt: skip
        page = next(at for _, each, at in marks if each == title)
        assert said in texts[page - 1], title
    contents = texts[1]
    for _, title, page in (mark for mark in marks[2:] if not mark[0]):
        assert re.search(rf"{re.escape(title)}[ .]*{page}\b", contents), title
    assert "SALINAN" in " ".join(texts)


def test_a_bundle_is_for_the_archive(database: Database, tmp_path: Path) -> None:
    out = tmp_path / "bukti.pdf"
    make(database, out, certificates=True)
    assert archive.structure(out) == ""
    assert archive.faults(out.read_bytes()) == []


def test_no_nik_stands_in_it(database: Database, tmp_path: Path) -> None:
    out = tmp_path / "bukti.pdf"
    bundle = make(database, out)
    with database.read() as db:
        niks = [nik for nik in db.column(select(schema.member.c.nik)) if nik]
    text = " ".join(texts_of(out.read_bytes())) + bundle.beside.read_text()
    assert niks
    assert not [nik for nik in [*niks, "3171010101900001"] if nik in text]


def test_scans_lie_in_it_upright_and_just_as_they_are_kept(database: Database, tmp_path: Path) -> None:
    out = tmp_path / "bukti.pdf"
    make(database, out)
    found = evidence_check.check(out, database=database).inside
    assert found is not None
    content = out.read_bytes()
    with database.read() as db:
        for entry in found.scans:
            kept = printed.picture(db, entry.scan or 0)
            assert content[entry.start : entry.start + entry.length] == kept
            assert entry.digest == hashlib.sha256(kept).hexdigest()
    document = pypdfium2.PdfDocument(content)
    for entry in found.scans:
        picture = document[entry.first - 1].render(scale=2).to_pil()
        codes, _ = straightening.codes(picture.convert("L"))
        (left, top), (right, low) = codes[0].corners[:2]
        assert right - left > 5 * abs(low - top)
    document.close()


def test_the_index_beside_is_the_one_inside(database: Database, tmp_path: Path) -> None:
    bundle = make(database, tmp_path / "bukti.pdf")
    assert bundle.beside == tmp_path / "bukti.indeks.txt"
    assert bundle.beside.read_bytes().rstrip(b"\n") in bundle.path.read_bytes()
    with database.read() as db:
        (given,) = questions.given(db)
    assert given.digest == hashlib.sha256(bundle.path.read_bytes()).hexdigest() == bundle.digest
    assert (given.area, given.pages, given.made_by, given.key_id) == (GAMBIR, bundle.pages, BY, bundle.key_id)


def test_a_whole_bundle_is_true_by_keys_or_workspace(database: Database, tmp_path: Path) -> None:
    out = make(database, tmp_path / "bukti.pdf").path
    known = keys_of(database, tmp_path / "kunci.txt")
    for found in (evidence_check.check(out, known), evidence_check.check(out, database=database)):
        assert (found.state, found.changed, found.differs) == (State.VALID, (), ())
    assert verify(out, keys=known).judgement is Judgement.VALID


def test_a_byte_changed_anywhere_is_told_with_its_part(database: Database, tmp_path: Path) -> None:
    out = make(database, tmp_path / "bukti.pdf").path
    known = keys_of(database, tmp_path / "kunci.txt")
    whole = bytearray(out.read_bytes())
    index = evidence_check.check(out, known).inside
    assert index is not None
    places = {entry.start + entry.length // 2: entry.title for entry in index.entries}
    text = whole.rfind(b"BERKAS BUKTI KPPS v1")
    dice = random.Random(7)
    frame = {0: "", 20: "", len(whole) - 1: "", whole.rfind(b"xref\n0"): ""}
    for at in [
        *places,
        *frame,
        *(text + dice.randrange(3_000) for _ in range(60)),
        *(dice.randrange(len(whole)) for _ in range(60)),
    ]:
        before = whole[at]
        whole[at] = before ^ (1 << dice.randrange(8))
        out.write_bytes(whole)
        found = evidence_check.check(out, known)
        assert found.state is State.FORGED, at
        assert found.changed, at
        if at in places:
            assert any(places[at] in each for each in found.changed), (places[at], found.changed)
            assert len(found.changed) == 1
        elif at in frame:
            assert found.changed == (evidence_check.FRAME,)
        whole[at] = before


@pytest.mark.parametrize("more", [b"\n", b"%%EOF\n", b"\n%PDF trailing"])
def test_a_file_with_something_after_it_or_cut_off_is_forged(database: Database, tmp_path: Path, more: bytes) -> None:
    out = make(database, tmp_path / "bukti.pdf").path
    known = keys_of(database, tmp_path / "kunci.txt")
    whole = out.read_bytes()
    for changed in (whole + more, whole[: -len(more)], whole[: len(whole) // 2], whole[:60]):
        out.write_bytes(changed)
        assert evidence_check.check(out, known).state is State.FORGED


def test_an_old_index_put_behind_a_changed_file_proves_nothing(database: Database, tmp_path: Path) -> None:
    out = make(database, tmp_path / "bukti.pdf").path
    known = keys_of(database, tmp_path / "kunci.txt")
    whole = out.read_bytes()
    at = whole.rfind(b"7 0 obj\n<</Type/KPPSBukti")
    out.write_bytes(whole.replace(b"DAFTAR", b"daftar") + b"\n" + whole[at:])
    assert evidence_check.check(out, known).state is State.FORGED


def test_another_office_s_key_doesn_t_vouch_for_it(database: Database, tmp_path: Path) -> None:
    out = make(database, tmp_path / "bukti.pdf").path
    other = seals.new_key()
    others = tmp_path / "lain.txt"
    others.write_text(office_keys.keys_text([OfficeKey(other.key_id, other.public)]))
    assert evidence_check.check(out, others).state is State.UNKNOWN_KEY
    assert verify(out, keys=others).exit_code == 3
    whole = bytearray(out.read_bytes())
    whole[5_000] ^= 1
    out.write_bytes(whole)
    assert evidence_check.check(out, others).state is State.FORGED


def test_a_revoked_key_vouches_for_nothing_made_since(database: Database, tmp_path: Path) -> None:
    bundle = make(database, tmp_path / "bukti.pdf")
    with database.write("Cabut", by=BY) as tx:
        keys.revoke_key(tx, bundle.key_id, since=tx.today, reason="Bocor")
    known = keys_of(database, tmp_path / "kunci.txt")
    assert evidence_check.check(bundle.path, known).state is State.REVOKED
    assert verify(bundle.path, database=database).exit_code == 5


def test_a_scan_changed_in_the_workspace_is_seen(database: Database, tmp_path: Path) -> None:
    bundle = make(database, tmp_path / "bukti.pdf")
    with database.write("Ubah", by=BY) as tx:
        first = tx.rows(select(schema.scan.c.id).order_by(schema.scan.c.id))[0].id
        tx.keep_many(schema.scan, [{"id": first, "content": jpeg()}])
    found = evidence_check.check(bundle.path, database=database)
    assert (found.state, len(found.differs)) == (State.VALID, 1)
    assert f"Pindaian no. {first}" in found.differs[0]
    report = verify(bundle.path, database=database)
    assert report.exit_code == 5
    assert "tidak lagi sama" in report.found[0].says


def test_what_can_t_be_drawn_is_told_and_the_rest_goes_on(database: Database, tmp_path: Path) -> None:
    with database.write("Rusak", by=BY) as tx:
        first = tx.rows(select(schema.scan.c.id).order_by(schema.scan.c.id))[0].id
        tx.keep_many(schema.scan, [{"id": first, "content": b"\xff\xd8 rusak"}])
        sheet = tx.rows(select(schema.sheet.c.id))[0].id
        tx.keep_many(schema.sheet, [{"id": sheet, "layout": "{"}])
    bundle = make(database, tmp_path / "bukti.pdf")
    assert bundle.scans == 0 or bundle.scans == 2
    told = texts_of(bundle.path.read_bytes())[0]
    assert "Bagian yang tidak dapat dibuat" in told
    assert any("Pindaian" in each.what for each in bundle.missing)
    assert any("Daftar hadir" in each.what for each in bundle.missing)
    assert evidence_check.check(bundle.path, database=database).state is State.VALID


def test_a_kelurahan_with_nothing_says_so(workspace: Database, tmp_path: Path) -> None:
    bundle = evidence.make(workspace, GAMBIR, tmp_path / "kosong.pdf", by=BY)
    text = " ".join(texts_of(bundle.path.read_bytes()))
    for said in ("Belum ada sesi.", "Belum ada pindaian", "Belum ada sertifikat", "Belum ada tanda terima", "(kosong)"):
        assert said in text
    assert bundle.missing == ()


def test_cancel_leaves_nothing(database: Database, tmp_path: Path) -> None:
    out = tmp_path / "bukti.pdf"
    for moment in (0, 3, 9, 25, 40):
        with pytest.raises(Cancelled):
            evidence.make(database, GAMBIR, out, by=BY, progress=CancelAt(moment))
        assert not list(tmp_path.glob("bukti.*"))
    with database.read() as db:
        assert questions.given(db) == []


def test_a_kecamatan_is_a_file_a_kelurahan(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "semua"
    (one,) = evidence.make_many(database, "31.71.01", folder, by=BY)
    assert sorted(path.name for path in folder.iterdir()) == [
        "berkas-bukti-3171011001-gambir.indeks.txt", "berkas-bukti-3171011001-gambir.pdf",
    ]  # fmt: skip
    assert evidence_check.check(one.path, database=database).state is State.VALID
    archived = evidence.make_many(database, "31.71.01", tmp_path / "semua.zip", by=BY)
    with zipfile.ZipFile(archived[0].path) as opened:
        assert sorted(opened.namelist()) == sorted(path.name for path in folder.iterdir())


def test_only_a_kelurahan_fits_one_pdf(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="satu kelurahan"):
        evidence.make(database, "31.71.01", tmp_path / "x.pdf", by=BY)
    with pytest.raises(Refused):
        evidence.make(database, GAMBIR, tmp_path / "x.kpps", by=BY)


def test_what_is_no_bundle_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4\n")
    assert evidence_check.check(tmp_path / "x.pdf").state is State.UNREADABLE
    (tmp_path / "y.pdf").write_bytes(b"")
    assert evidence_check.check(tmp_path / "y.pdf").state is State.UNREADABLE
    assert not evidence_check.is_bundle(tmp_path / "y.pdf")


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("L", (400, 600), 240).save(file, "JPEG")
    return file.getvalue()
