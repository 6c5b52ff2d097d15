"""Every paper by one way in; the office of the area on all of them; the office's wording."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from kpps_desk.domain.document_kinds import CODES, KINDS, kind_of
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.wordings import named
from kpps_desk.operations import assignments, designs, documents, office, replacing, wordings
from kpps_desk.operations.documents import Wanted
from kpps_desk.problems import Invalid, Refused
from kpps_desk.queries import members, sessions
from kpps_desk.queries.members import MemberFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.conftest import GAMBIR
from tests.documents.test_flow import texts_of
from tests.filled import BY, fill
from tests.pictures import png

PPS = "PANITIA PEMUNGUTAN SUARA GAMBIR"
CHAIR = "Siti Ma'ruf, S.H."


@pytest.fixture
def filled(workspace_path: Path) -> Path:
    """All 45 on seats, sworn and trained, trainers named, one replaced, the PPS with a letterhead and a chair."""
    fill(workspace_path, sworn=True, trained=True)
    with Database.open(workspace_path) as database:
        with database.read() as db:
            leaver = int(members.ids(db, MemberFilter())[-1])
        with database.write("Isi", by=BY) as tx:
            for row in tx.rows(select(schema.session.c.id, schema.session.c.kind)):
                if row.kind == "bimtek":
                    tx.update(schema.session, row.id, {"trainers": "Dra. Contoh\nBudi Contoh"})
            replacing.replace(tx, leaver, reason=Reason.RESIGNED, effective=date(2024, 11, 12))
            logo = designs.take_picture(tx, png(40, 40))
            office.save_letterhead(tx, GAMBIR, lines=["KPU KOTA", PPS], city="Gambir", logo=logo)
            office.save_official(tx, GAMBIR, {"title": "Ketua PPS", "name": CHAIR, "number": "NIP 1"})
    return workspace_path


def _about(database: Database, code: str) -> Mapping[str, object]:
    """What a paper of this kind is asked for."""
    with database.read() as db:
        oath, training = (
            next(row.id for row in sessions.listing(db) if row.kind.value == kind) for kind in ("pelantikan", "bimtek")
        )
        member = int(members.ids(db, MemberFilter())[0])
    asked: dict[str, Mapping[str, object]] = {
        "invitation": {"session": training},
        "sign-in": {"session": training},
        "oath-minutes": {"session": oath},
        "oath-text": {"session": oath},
        "pact": {"session": oath},
        "pact-list": {"session": oath},
        "minutes": {"replacement": 1},
        "data-sheet": {"member": member, "purpose": "Akses"},
        "one-card": {"member": member},
        "recap": {"area": GAMBIR},
    }
    return asked.get(code, {"area": GAMBIR})


def _make(database: Database, code: str, out: Path, **more: object) -> str:
    wanted = Wanted(code, **{**_about(database, code), **more})  # type: ignore[arg-type]
    made = documents.make(database, wanted, out, by=BY)
    assert made.pages == len(texts_of(out.read_bytes()))
    return " ".join(texts_of(out.read_bytes()))


_NEEDS_MORE = {"receipts", "call-list"}  # money to be paid, somebody without a session
_UNHEADED = {"oath-text", "name-proof"}  # read aloud; passed round at a session


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("code", [code for code in CODES if code not in _NEEDS_MORE])
def test_each_paper_bears_the_letterhead_and_signatory_of_its_area(
    filled: Path, tmp_path: Path, code: str, size: str
) -> None:
    with Database.open(filled) as database:
        text = _make(database, code, tmp_path / "hasil.pdf", size=size)
    if code not in _UNHEADED:
        assert PPS in text, code
    if code not in _UNHEADED | {"id-card", "one-card", "oath-minutes", "pact", "pact-list", "minutes"}:
        assert CHAIR in text, code


def test_who_is_missing_from_a_paper_is_said_before_anything_is_written(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled) as database:
        for code in CODES:
            kind = kind_of(code)
            wanted = Wanted(code)
            if kind.purpose or kind.scope.value in ("session", "oath", "member", "replacement"):
                with pytest.raises(Invalid):
                    documents.make(database, wanted, tmp_path / "hasil.pdf", by=BY)
    assert list(tmp_path.glob("hasil*")) == []


def test_every_kind_has_a_sample_on_both_papers_and_a_name_of_its_own() -> None:
    for kind in KINDS:
        for size, width in (("A4", 595), ("F4", 609)):
            document = pypdfium2.PdfDocument(documents.sample(kind.code, size))
            assert int(document[0].get_width()) == width
            document.close()
        assert documents.file_name(kind).endswith(".pdf")
        assert all(named(texts) for texts in kind.texts)
    assert len({documents.file_name(kind) for kind in KINDS}) == len(KINDS)
    with pytest.raises(KeyError):
        kind_of("entah")


@pytest.mark.parametrize(
    ("text", "code"),
    [("hadir.judul", "sign-in"), ("lampiran.judul", "annex"), ("data.judul", "data-sheet"), ("kartu.judul", "id-card"),
     ("rekap.judul", "recap"), ("tugas.judul", "assignment"), ("pakta.judul", "pact"),
     ("sumpah.judul", "oath-text"), ("pengumuman.judul", "announcement"),
     ("pengumuman.tentang", "announcement"), ("pengumuman.pembuka", "announcement"),
     ("pengumuman.keterangan", "announcement"), ("penggantian.judul", "minutes"), ("penggantian.tentang", "minutes"),
     ("penggantian.pembuka", "minutes"), ("penggantian.berhenti", "minutes"), ("penggantian.pengganti", "minutes"),
     ("penggantian.penutup", "minutes"), ("penggantian.penanda_tangan", "minutes"), ("nama.judul", "name-proof"),
     ("nama.petunjuk", "name-proof")],
)  # fmt: skip
def test_the_office_words_its_papers(filled: Path, tmp_path: Path, text: str, code: str) -> None:
    with Database.open(filled) as database:
        with database.write("Ubah teks", by=BY) as tx:
            wordings.change(tx, text, "JUDUL KANTOR INI", 0)
        assert "JUDUL KANTOR INI" in _make(database, code, tmp_path / "hasil.pdf")


def test_cards_are_for_those_on_seats_and_of_one_tps_or_person_alone(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled) as database:
        every = documents.make(database, Wanted("id-card", GAMBIR), tmp_path / "a.pdf", by=BY)
        crew = documents.make(database, Wanted("id-card", "3171011001002"), tmp_path / "b.pdf", by=BY)
        with database.read() as db:
            member = int(members.ids(db, MemberFilter())[0])
            gone = int(members.ids(db, MemberFilter(active=False))[0])
            name = members.details(db, member).name
        one = documents.make(database, Wanted("one-card", member=member), tmp_path / "c.pdf", by=BY)
        assert (every.people, every.pages, crew.people, one.people) == (44, 5, 9, 1)
        assert name in texts_of((tmp_path / "c.pdf").read_bytes())[0]
        with pytest.raises(Refused, match="pemegang kursi"):
            documents.make(database, Wanted("one-card", member=gone), tmp_path / "d.pdf", by=BY)
    assert not (tmp_path / "d.pdf").exists()


def test_a_card_never_bears_a_nik(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled) as database:
        text = _make(database, "id-card", tmp_path / "a.pdf")
        with database.read() as db:
            for member in members.ids(db, MemberFilter()):
                assert str(members.details(db, member).nik) not in text


def test_each_trainer_gets_one_letter_with_all_their_sessions(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled) as database:
        made = documents.make(database, Wanted("assignment", GAMBIR), tmp_path / "a.pdf", by=BY)
        alone = documents.make(database, Wanted("assignment", trainer="Budi Contoh"), tmp_path / "b.pdf", by=BY)
        assert (made.people, alone.people) == (2, 1)
        with database.read() as db:
            taught = sum(row.kind.value == "bimtek" for row in sessions.listing(db))
            letters = list(assignments.letters(db, ""))
        assert [len(letter.duties) for letter in letters] == [taught, taught]
        with pytest.raises(Refused, match="belum mengajar"):
            documents.make(database, Wanted("assignment", trainer="Orang Lain"), tmp_path / "c.pdf", by=BY)


def test_a_recap_by_tps_has_a_table_a_kelurahan(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled) as database:
        for level, shown in (("kabkota", "Jakarta Pusat"), ("kelurahan", "Gambir"), ("tps", "TPS 005")):
            text = _make(database, "recap", tmp_path / f"{level}.pdf", area="", level=level)
            assert shown in text
        assert "34 dari 35 anggota KPPS" in text or "35 dari 35 anggota KPPS" in text


def test_what_was_made_is_kept_whole_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    assert documents.keep(tmp_path / "a.pdf", tmp_path / "b.pdf").read_bytes() == b"%PDF-"
    with pytest.raises(Refused, match="akhiran"):
        documents.keep(tmp_path / "a.pdf", tmp_path / "b.kpps")
