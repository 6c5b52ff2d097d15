"""Every paper is PDF/A-2b, its words can be found and copied, and the validator that says so is awake."""

import importlib
import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from kpps_desk import built_in, documents
from kpps_desk.documents import archival, certificate, flow, id_card, parts, sign_in_sheet
from kpps_desk.documents.archival import About
from kpps_desk.documents.certificate import SAMPLE, page_pdf
from kpps_desk.domain.certificates import Certificate, Kind
from tests import archive, every_paper

NAMES = [
    "Hj. Siti Ma'ruf, S.Pd.",
    "Nu’man ‘Abdullah",
    "Đặng Ñandú Ĺubica Øyvind",
    "office affinity ﬁ ﬂ",
    "\U0001f600 \U0001d49c pesta",
    "أحمد",
    "ꦗꦮ",
    "a\x01b\x7fc\td",
    "Siti\u202eimanA\u200b",
    "(Siti) \\ Tj ET Q EI",
    '<img src="/etc/passwd"/>',
]


def drawn(name: str) -> bytes:
    """The SAMPLE of this document."""
    module = importlib.import_module(f"kpps_desk.documents.{name}")
    file = io.BytesIO()
    if module is certificate:
        return page_pdf(built_in.first_of(Kind.CERTIFICATE), {}, *SAMPLE)
    if module is sign_in_sheet:
        list(sign_in_sheet.write(file, "A4", module.SAMPLE, title="Uji"))
    elif module is id_card:
        size, samples = module.SIZE, module.SAMPLE
        list(id_card.write(file, size, lambda: iter(samples), title="Uji"))
    else:
        list(flow.write(file, module.SIZE, lambda: [module.section(module.SAMPLE, module.SIZE)], title="Uji"))
    return file.getvalue()


def named(name: str) -> bytes:
    """A certificate of somebody with this name, in the whole of its design."""
    one: Certificate = SAMPLE[1]._replace(name=name)
    return page_pdf(built_in.first_of(Kind.CERTIFICATE), {}, SAMPLE[0], one)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


@pytest.mark.parametrize("name", documents.DOCUMENTS)
def test_every_paper_is_for_the_archive(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pdf = drawn(name)
    (tmp_path / "s.pdf").write_bytes(pdf)
    assert archive.structure(tmp_path / "s.pdf") == ""
    assert archive.faults(pdf) == []
    monkeypatch.setattr(parts, "qr_operators", lambda *_: b"")  # the validator stops at an inline image
    assert archive.faults(drawn(name)) == []


@pytest.mark.parametrize("one", list(every_paper.every()), ids=lambda one: one.name)
def test_every_size_and_look_is_for_the_archive(one: every_paper.Paper, tmp_path: Path) -> None:
    pdf = one.draw()
    (tmp_path / "s.pdf").write_bytes(pdf)
    assert archive.structure(tmp_path / "s.pdf") == ""
    assert archive.faults(pdf) == []


@pytest.mark.skipif(not archive.preflight_is_here(), reason="PDFBox Preflight is not installed")
@pytest.mark.parametrize("name", ["certificate", "annex", "sign_in_sheet", "id_card"])
def test_a_second_validator_that_looks_at_every_letter_finds_nothing(name: str, tmp_path: Path) -> None:
    assert archive.preflight(drawn(name), tmp_path) == ""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"/FontFile2", b"/FontFileX"),
        (b"/OutputIntents", b"/OutputIntentX"),
        (b"/Metadata", b"/MetadatX"),
        (b"\r\nendstream", b"  endstream"),
        (b"pdfaid:part", b"pdfaid:parX"),
    ],
)
def test_the_validator_is_awake(good: bytes, bad: bytes) -> None:
    pdf = drawn("annex")
    assert good in pdf
    assert archive.faults(pdf.replace(good, bad)) != []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_breaks_no_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.faults(named(name)) == []
    monkeypatch.setattr(parts, "qr_operators", lambda *_: b"")
    assert archive.faults(named(name)) == []


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_name_is_copied_from_the_page_as_it_was_typed(name: str) -> None:
    found = unicodedata.normalize("NFKC", text_of(named(name)))
    assert unicodedata.normalize("NFKC", name) in found


def test_a_document_says_the_same_of_itself_in_both_places() -> None:
    about = About("Sertifikat & <Piagam>\x00 “2024”", "KPU\nProvinsi", "Bimtek 名")
    said = archival.metadata(about).decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    info = archival.information(about)
    texts = [bytes.fromhex(each.decode()).decode("utf-16") for each in re.findall(rb"<(feff[0-9a-f]*)>", info)]
    assert texts == ["Sertifikat & <Piagam> “2024”", "KPU Provinsi", "Bimtek 名", "KPPS Desk"]
    for shown in ("Sertifikat &amp; &lt;Piagam&gt; “2024”", "KPU Provinsi", "Bimtek 名"):
        assert f">{shown}</rdf:li>" in said


def test_no_day_of_making_stands_in_a_document() -> None:
    pdf = drawn("annex")
    assert b"CreationDate" not in pdf
    assert str(date.today().year).encode() not in re.sub(rb"stream.*?endstream", b"", pdf, flags=re.DOTALL)  # noqa: DTZ011
