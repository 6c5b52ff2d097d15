"""Printing and verifying: from the workspace to a PDF, and from the PDF, a picture or a text back to the truth."""

import io
import multiprocessing
import os
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pypdfium2
import pytest

from kpps_desk import built_in
from kpps_desk.documents import certificate, streaming
from kpps_desk.exchange.writing import whole_file
from kpps_desk.operations import certificates, keys, printing, upkeep, verifying
from kpps_desk.operations.verifying import Judgement
from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.queries import certificates as questions
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.cancelling import CancelAt
from tests.trained import trained_crew


@pytest.fixture
def issued(workspace: Database) -> list[int]:
    """Seven certificates of one crew."""
    trained_crew(workspace)
    return list(certificates.issue(workspace, by="penguji").issued)


def seal_of(workspace: Database, certificate: int) -> str:
    with workspace.read() as db:
        return questions.prints(db, [certificate])[0][1].seal


def picture(pdf: Path, out: Path, page: int = 0) -> Path:
    document = pypdfium2.PdfDocument(pdf)
    document[page].render(scale=150 / 72).to_pil().save(out)
    document.close()
    return out


def test_certificates_print_in_the_order_of_their_seats(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    result = printing.print_certificates(workspace, tmp_path / "s.pdf", certificates=reversed(issued))
    assert (result.pages, result.flaws) == (7, [])
    document = pypdfium2.PdfDocument(result.path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert [f"Orang Ke {number}" in text for number, text in enumerate(texts, 1)] == [True] * 7


def test_printing_again_gives_the_same_bytes_with_any_number_of_processes(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    first, again, shared = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    printing.print_certificates(workspace, first)
    printing.print_certificates(workspace, again, area="31.71.01.1001")
    printing.print_certificates(workspace, shared, workers=2)
    assert first.read_bytes() == again.read_bytes() == shared.read_bytes()


def test_nothing_to_print_is_said_in_a_sentence(workspace: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Belum ada sertifikat"):
        printing.print_certificates(workspace, tmp_path / "s.pdf")
    assert list(tmp_path.glob("s.pdf*")) == []


@pytest.mark.parametrize("workers", [0, 2])
def test_cancel_leaves_nothing_and_the_old_file_stays(
    workspace: Database, issued: list[int], tmp_path: Path, workers: int
) -> None:
    out = tmp_path / "s.pdf"
    out.write_bytes(b"old")

    def stop(done: int, total: int, what: str = "") -> None:
        if what == "Mencetak sertifikat":
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        printing.print_certificates(workspace, out, progress=stop, workers=workers)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.glob("*.part")) == []


def test_cancel_at_any_moment_leaves_nothing(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 2)
    out = tmp_path / "s.pdf"
    for moment in count():
        try:
            printing.print_certificates(workspace, out, progress=CancelAt(moment))
        except Cancelled:
            assert list(tmp_path.glob("s.pdf*")) == []
        else:
            break
    assert moment >= 4 + 4 + 1  # the batches looked at, the batches drawn, the form of the edition


@pytest.mark.parametrize("moment", [4, 8, 20])
def test_cancel_ends_the_processes_at_once_whatever_they_are_at(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 2)
    with pytest.raises(Cancelled):
        printing.print_certificates(workspace, tmp_path / "s.pdf", workers=2, progress=CancelAt(moment))
    assert multiprocessing.active_children() == []
    assert list(tmp_path.glob("s.pdf*")) == []


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / "s.pdf"
    folder.mkdir()
    for out in (tmp_path / "tidak-ada" / "s.pdf", folder):
        with pytest.raises(Unavailable, match="tidak dapat ditulis"):
            printing.print_certificates(workspace, out)


def test_a_disk_that_fills_up_leaves_nothing(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))  # the system refuses the write as on a full disk
    try:
        with pytest.raises(Unavailable, match="tidak dapat ditulis"):
            printing.print_certificates(workspace, tmp_path / "s.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.glob("s.pdf*")) == []


def test_a_disk_full_at_page_2000_leaves_the_file_of_before(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    edition, one = certificate.SAMPLE
    press = certificate.Press({0: replace(edition, topics=())}, {"": built_in.designs()[0]}, {})
    batches = [[press.pages(0, one._replace(number=f"{at:06}"))[0] for at in range(low, low + 100)]
               for low in range(0, 2_500, 100)]  # fmt: skip
    shared = (press.style(""), press.grounds, press.forms, batches)
    whole, out, told = io.BytesIO(), tmp_path / "s.pdf", list[int]()
    list(streaming.write(whole, *shared, pages=2_500, title="Uji"))
    out.write_bytes(b"yang lama")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole.getvalue()) * 2_000 // 2_500, hard))
    try:
        with pytest.raises(Unavailable, match="tidak dapat ditulis"), whole_file(out) as file:
            told.extend(streaming.write(file, *shared, pages=2_500, title="Uji"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert 1_800 < told[-1] < 2_500
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"yang lama"]


def test_a_device_is_never_replaced_by_a_file(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipa.pdf")
    with pytest.raises(Unavailable, match="tidak dapat ditulis"):
        printing.print_certificates(workspace, tmp_path / "pipa.pdf")
    assert (tmp_path / "pipa.pdf").is_fifo()


def test_the_preview_is_the_page_that_is_printed(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    both_sides = printing.PressSettings(duplex=True)
    printing.print_certificates(workspace, tmp_path / "s.pdf", certificates=issued[:1], settings=both_sides)
    assert printing.preview(workspace, issued[0]) == (tmp_path / "s.pdf").read_bytes()
    with pytest.raises(Refused):
        printing.preview(workspace, 999)


def test_the_sample_is_a_page_that_no_one_takes_for_a_certificate(tmp_path: Path) -> None:
    path = tmp_path / "contoh.pdf"
    path.write_bytes(printing.sample())
    assert verifying.verify(path).judgement is Judgement.UNREADABLE


def test_names_that_need_a_look_are_listed_before_printing(workspace: Database) -> None:
    seated = trained_crew(workspace)
    with workspace.write("Ubah", by="x") as tx:
        tx.update(schema.member, seated[0], {"name": "Kevin 名"})
    certificates.issue(workspace, by="x")
    (flaw,) = printing.preflight(workspace)
    assert "名" in flaw.what


def test_a_preview_is_drawn_as_pixels_of_the_width_asked_for() -> None:
    drawn = printing.picture(printing.sample(), 900)
    assert (drawn.width, drawn.height) == (900, 637)
    assert len(drawn.pixels) == drawn.stride * drawn.height
    assert drawn.pixels[:3] == b"\xff\xff\xff"
    assert bytes.fromhex("8c1c20") in drawn.pixels


def test_a_worker_that_dies_changes_nothing(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 1)

    def kill(done: int, total: int, what: str = "") -> None:
        for child in multiprocessing.active_children():
            child.kill()

    alone = printing.print_certificates(workspace, tmp_path / "a.pdf", workers=0).path
    bereft = printing.print_certificates(workspace, tmp_path / "b.pdf", workers=2, progress=kill).path
    assert alone.read_bytes() == bereft.read_bytes()


# Verifying -----------------------------------------------------------------------------------------------------------


def test_a_certificate_is_true_from_text_pdf_and_picture(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    pdf = printing.print_certificates(workspace, tmp_path / "s.pdf", certificates=issued[:1]).path
    for what in (seal_of(workspace, issued[0]), pdf, str(pdf), picture(pdf, tmp_path / "s.png")):
        report = verifying.verify(what, database=workspace)
        assert (report.judgement, report.exit_code) == (Judgement.VALID, 0)
        assert report.found[0].fields is not None
        assert report.found[0].fields.name == "Orang Ke 1"
    assert verifying.verify(picture(pdf, tmp_path / "s.jpg"), database=workspace).judgement is Judgement.VALID


def test_every_page_of_a_pdf_is_checked_and_the_gravest_decides(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    pdf = printing.print_certificates(workspace, tmp_path / "s.pdf").path
    report = verifying.verify(pdf, database=workspace)
    assert [(each.page, each.judgement) for each in report.found] == [(page, Judgement.VALID) for page in range(1, 8)]
    with workspace.write("Cabut", by="x") as tx:
        certificates.revoke(tx, issued[3], reason="Salah orang")
    report = verifying.verify(pdf, database=workspace)
    assert (report.judgement, report.exit_code) == (Judgement.REVOKED, 5)
    assert "Salah orang" in report.found[3].says


def test_a_changed_text_is_forged(workspace: Database, issued: list[int]) -> None:
    seal = seal_of(workspace, issued[0])
    report = verifying.verify(seal.replace("Orang Ke 1", "Orang Ke 9"), database=workspace)
    assert (report.judgement, report.exit_code) == (Judgement.FORGED, 1)


def test_with_the_workspace_a_changed_key_id_is_forged_too(workspace: Database, issued: list[int]) -> None:
    *lines, last = seal_of(workspace, issued[0]).split("\n")
    other = "\n".join([*lines, ("A" if last[0] != "A" else "B") + last[1:]])
    assert verifying.verify(other, database=workspace).judgement is Judgement.FORGED
    assert verifying.verify(other).exit_code == 3


def test_a_replaced_certificate_names_the_new_one(workspace: Database, issued: list[int]) -> None:
    seal = seal_of(workspace, issued[0])
    with workspace.write("Ganti", by="x") as tx:
        certificates.reissue(tx, issued[0], reason="Nama dibetulkan")
    report = verifying.verify(seal, database=workspace)
    assert (report.judgement, report.exit_code) == (Judgement.REPLACED, 5)
    assert "000008/" in report.found[0].says


def test_a_keys_file_is_enough_and_without_it_the_key_is_unknown(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    seal = seal_of(workspace, issued[0])
    assert keys.export(workspace, tmp_path / "kunci.txt") == 1
    assert verifying.verify(seal, keys=tmp_path / "kunci.txt").judgement is Judgement.VALID
    assert (verifying.verify(seal).judgement, verifying.verify(seal).exit_code) == (Judgement.UNKNOWN_KEY, 3)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nrusak", b"\x89PNG\r\n\x1a\nrusak", b"PK\x03\x04", b"halo\0"])
def test_a_file_without_a_seal_is_unreadable_and_never_a_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "berkas.png"
    path.write_bytes(content)
    report = verifying.verify(path)
    assert (report.judgement, report.exit_code) == (Judgement.UNREADABLE, 4)


@pytest.mark.parametrize("text", ["halo", "", "x" * 5_000, "a\0b", "https://kpu.go.id/x.html"])
def test_a_text_without_a_seal_is_unreadable(text: str) -> None:
    assert verifying.verify(text).exit_code == 4


def test_a_file_that_is_not_there_and_a_keys_file_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak ditemukan"):
        verifying.verify(str(tmp_path / "hilang.pdf"))
    (tmp_path / "kunci.txt").write_text("bukan kunci")
    with pytest.raises(Refused, match="bukan berkas kunci"):
        verifying.verify("halo", keys=tmp_path / "kunci.txt")


def test_a_batch_is_never_printed_over_a_workspace(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    before = workspace.path.read_bytes()
    for out in (workspace.path, tmp_path / "baru.kpps", tmp_path / "tanpa-akhiran"):
        with pytest.raises(Refused, match=r"akhiran \.pdf"):
            printing.print_certificates(workspace, out)
    with pytest.raises(Refused, match=r"akhiran \.txt"):
        keys.export(workspace, workspace.path)
    assert workspace.path.read_bytes() == before


def test_another_offices_certificate_with_a_number_of_ours_is_not_called_forged(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    ours = seal_of(workspace, issued[0])
    with upkeep.new(tmp_path / "lain.kpps", by="x", only="31.71.01.1001") as other:
        trained_crew(other)
        theirs = seal_of(other, certificates.issue(other, by="x", day=date(2024, 11, 20)).issued[0])
    assert theirs.splitlines()[4] == ours.splitlines()[4]
    report = verifying.verify(theirs, database=workspace)
    assert (report.judgement, report.exit_code) == (Judgement.UNKNOWN_KEY, 3)
