"""Papers bound to one: their pages and words stay, foreign files and lost pages are refused, indexes read strictly."""

import io
from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.documents import annex, flow, recap
from kpps_desk.documents.archival import About
from kpps_desk.documents.binding import Binder, Mark
from kpps_desk.documents.taken_apart import TakenApart, taken_apart
from kpps_desk.exchange import evidence_index, seals
from kpps_desk.exchange.evidence_index import Entry, Index, Standing
from tests import archive
from tests.documents.test_flow import texts_of


def paper(path: Path, module: object) -> Path:
    section = module.section(module.SAMPLE, module.SIZE)  # type: ignore[attr-defined]
    with path.open("wb") as file:
        list(flow.write(file, module.SIZE, lambda: [section], title="Uji"))  # type: ignore[attr-defined]
    return path


def test_bound_papers_keep_their_words_and_get_their_numbers(tmp_path: Path) -> None:
    parts = [paper(tmp_path / "a.pdf", annex), paper(tmp_path / "b.pdf", recap)]
    texts = [text for part in parts for text in texts_of(part.read_bytes())]
    file = io.BytesIO()
    binder = Binder(file, About("Uji"), len(texts), "uji")
    at = len(texts) + 1
    for part in reversed(parts):  # the order of binding is not that of the pages
        with taken_apart(part) as source:
            at -= len(source.pages)
            binder.add(source, at, lambda page: None, lambda: None)
    binder.close([Mark("Pertama", 1, (Mark("Anak", 2),))], lambda frame: frame)
    content = file.getvalue()
    (tmp_path / "c.pdf").write_bytes(content)
    for number, (bound, text) in enumerate(zip(texts_of(content), texts, strict=True), 1):
        assert text in bound
        assert f"halaman {number} dari {len(texts)}" in bound
    assert archive.structure(tmp_path / "c.pdf") == ""
    assert archive.faults(content) == []


def test_a_page_that_is_missing_is_no_bundle(tmp_path: Path) -> None:
    binder = Binder(io.BytesIO(), About("Uji"), 7, "uji")
    with taken_apart(paper(tmp_path / "a.pdf", annex)) as source:
        binder.add(source, 1, lambda page: None, lambda: None)
    with pytest.raises(ValueError, match="missing"):
        binder.close([], lambda frame: frame)


def test_a_foreign_file_isn_t_taken_apart() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    file = io.BytesIO()
    document.save(file)
    document.close()
    for content in (file.getvalue(), b"", b"%PDF-1.5\nstartxref\n9\n%%EOF"):
        with pytest.raises((ValueError, IndexError)):
            TakenApart(content)


ENTRIES = (Entry("Kesiapan", 3, 9, 37, 100, "a" * 64), Entry("Sesi 1, lembar 1", 10, 10, 200, 50, "b" * 64, 17))


def test_an_index_is_read_as_it_was_written_and_only_so() -> None:
    key = seals.new_key()
    index = Index("KPU Contoh", "Kel. Gambir", key.key_id, "2024-12-01", "Sari: 9 bagian, 9", 12, ENTRIES, "c" * 64)
    text = evidence_index.signed(index, key)
    found = evidence_index.read(text)
    assert found[:8] == index[:8]
    assert evidence_index.standing(found, key.public) is Standing.TRUE
    assert evidence_index.standing(found, None) is Standing.UNKNOWN_KEY
    assert evidence_index.standing(found, seals.new_key().public) is Standing.FORGED
    for old, new in (
        ("\n", "\r\n"), ("v1", "v2"), ("2 bagian", "3 bagian"), ("1 bagian", "01 bagian"), ("rangka ", "rangka  "),
        ("bagian 3-9", "bagian 3 - 9"), ("Gambir", "Gambir "), ("pindaian 10", "gambar 10"),
    ):  # fmt: skip
        if old in text:
            with pytest.raises(ValueError):
                evidence_index.read(text.replace(old, new, 1))
    renamed = text.replace(f"Kunci {key.key_id}", "Kunci AAAAAA")
    assert evidence_index.standing(evidence_index.read(renamed), key.public) is Standing.FORGED
    assert (
        evidence_index.standing(evidence_index.read(text.replace("Kesiapan", "kesiapan")), key.public)
        is Standing.FORGED
    )
