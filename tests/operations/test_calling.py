"""Invitations, broadcasts and lists of whom to call: who stands on them, and what never does."""

import csv
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.scan_codes import CrewCode, PersonCode, read_code
from kpps_desk.operations import broadcasting, call_lists, calling, closing, wordings
from kpps_desk.operations.calling import Style
from kpps_desk.problems import Cancelled, Conflict, Invalid, Refused
from kpps_desk.queries import history, uncalled
from kpps_desk.queries.uncalled import UncalledFilter
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests.gatherings import gather
from tests.people import crew
from tests.trained import hold

SECOND = "3171011001002"


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def codes(path: Path, page: int = 0) -> list[object]:
    document = pypdfium2.PdfDocument(path)
    picture = document[page].render(scale=150 / 72).to_pil()
    document.close()
    return [read_code(found.text) for found in zxingcpp.read_barcodes(picture)]


def name(database: Database, member: int, text: str, phone: str | None = None) -> None:
    with database.write("Ubah", by="penguji") as tx:
        tx.update(schema.member, member, {"name": text, **({} if phone is None else {"phone": phone})})


def test_a_letter_a_person_by_tps_and_seat_with_their_own_code(workspace: Database, tmp_path: Path) -> None:
    crew(workspace, SECOND, 11)
    people = crew(workspace)
    session = gather(workspace, SessionKind.OATH, 2, 1, venue="Aula")
    out = tmp_path / "undangan.pdf"
    made = calling.print_session(workspace, session, out)
    assert (made.letters, made.people, made.pages, made.flaws) == (18, 18, 18, [])
    found = texts(out)
    assert [f"TPS {tps} · Kursi {seat}" in text for text, (tps, seat) in zip(
        found, [(f"{tps:03}", seat) for tps in (1, 2) for seat in range(1, 10)], strict=True
    )] == [True] * 18  # fmt: skip
    assert "pukul 08.00-12.00 WIB" in found[0]
    assert "3171010101900001" not in "".join(found)
    with workspace.read() as db:
        uid = db.value(select(schema.member.c.uid).where(schema.member.c.id == people[0]))
    assert codes(out) == [PersonCode(bytes(uid))]
    again = tmp_path / "lagi.pdf"
    calling.print_session(workspace, session, again)
    assert again.read_bytes() == out.read_bytes()


def test_a_letter_a_crew_names_its_people(workspace: Database, tmp_path: Path) -> None:
    crew(workspace)
    session = gather(workspace, SessionKind.TRAINING)
    made = calling.print_session(workspace, session, tmp_path / "regu.pdf", Style(crews=True, size="F4"))
    assert (made.letters, made.people, made.pages) == (1, 7, 1)  # officers need no training
    assert "Orang Ke 7" in texts(made.path)[0]
    assert codes(made.path) == [CrewCode("3171011001001")]


@pytest.mark.parametrize(
    "bad", ['<img src="/etc/passwd"/>', "Siti\u202eimanA\x00", "x" * 400, "名 \U0001f600", "{nama}"]
)
def test_two_on_a_sheet_stay_apart_whatever_a_name_is(workspace: Database, tmp_path: Path, bad: str) -> None:
    people = crew(workspace)
    name(workspace, people[0], bad)
    session = gather(workspace, SessionKind.OATH)
    made = calling.print_session(workspace, session, tmp_path / "dua.pdf", Style(on_sheet=2))
    assert made.pages == 5
    assert len(codes(made.path)) == 2
    assert bool(made.flaws) == ("名" in bad)


def test_more_than_a_kelurahan_is_a_folder_and_a_cancel_leaves_no_half_file(
    workspace: Database, tmp_path: Path
) -> None:
    crew(workspace)
    gather(workspace, SessionKind.OATH)
    gather(workspace, SessionKind.TRAINING)
    out = tmp_path / "surat"
    out.mkdir()
    made = calling.print_area(workspace, "31.71", out)
    assert (made.letters, made.files) == (16, 1)
    assert [path.name for path in out.iterdir()] == ["undangan-3171011001-Gambir.pdf"]
    one = calling.print_area(workspace, "31.71.01.1001", tmp_path / "g.pdf", kind=SessionKind.TRAINING)
    assert one.letters == 7

    def stop(done: int, total: int, what: str = "") -> None:
        raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        calling.print_area(workspace, "31.71.01.1001", tmp_path / "h.pdf", progress=stop)
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.stem in ("h", "h.pdf")) == []


def test_nobody_is_invited_where_nobody_sits(workspace: Database, tmp_path: Path) -> None:
    session = gather(workspace, SessionKind.OATH)
    with pytest.raises(Refused, match="Belum ada yang diundang"):
        calling.print_session(workspace, session, tmp_path / "u.pdf")
    with workspace.read() as db:
        assert calling.preview(db, session) is None


def test_a_broadcast_asks_what_for_and_lists_the_silent_apart(workspace: Database, tmp_path: Path) -> None:
    people = crew(workspace)
    name(workspace, people[1], "=CMD|' /C calc'!A0", "")
    name(workspace, people[2], "@Budi")
    session = gather(workspace, SessionKind.OATH)
    out = tmp_path / "siaran.csv"
    with pytest.raises(Invalid) as caught:
        broadcasting.broadcast(workspace, out, by="penguji", purpose=" ", session=session)
    assert caught.value.field == "purpose"
    assert not out.exists()
    made = broadcasting.broadcast(workspace, out, by="penguji", purpose="Undangan pelantikan", session=session)
    assert (made.people, made.without) == (8, 1)
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    assert rows[1][:3] == ["1", "Orang Ke 1", "628120000001"]
    assert rows[1][3].startswith("Yth. Orang Ke 1, Ketua KPPS TPS 001 Kelurahan Gambir.\n")
    assert rows[2][1] == "'@Budi"
    assert made.path_without is not None
    assert "'=CMD" in made.path_without.read_text(encoding="utf-8-sig")
    assert "3171010101900001" not in out.read_text(encoding="utf-8-sig")
    with workspace.read() as db:
        act = history.acts(db)[0]
    assert (act.title, act.reason) == ("Ekspor siaran undangan, 8 nomor telepon", "Undangan pelantikan")


def test_the_office_s_wording_is_checked_kept_and_taken_back(workspace: Database) -> None:
    def change(text: str, version: int) -> bool:
        with workspace.write("Ubah naskah", by="penguji") as tx:
            return wordings.change(tx, "undangan.hal", text, version)

    with pytest.raises(Invalid, match="acra"):
        change("Undangan {acra}", 0)
    assert change("Panggilan {acara}", 0)
    with pytest.raises(Conflict):
        change("Lain", 0)
    crew(workspace)
    session = gather(workspace, SessionKind.OATH)
    with workspace.read() as db:
        assert wordings.text(db, "undangan.hal") == "Panggilan {acara}"
        assert calling.preview(db, session, texts={"undangan.hal": "Coba"}) != calling.preview(db, session)
    with workspace.write("Bawaan", by="penguji") as tx:
        assert wordings.reset(tx, "undangan.hal")
        assert wordings.text(tx, "undangan.hal") == "Undangan {acara}"


def test_uncalled_are_the_seated_without_a_session_that_is_still_to_be_held(
    workspace: Database, tmp_path: Path
) -> None:
    people = crew(workspace)
    crew(workspace, SECOND, 11, 2)

    def ids(kind: SessionKind | None = None, phone: str = "") -> list[int]:
        with workspace.read() as db:
            wanted = UncalledFilter(kind=kind, phone=phone)
            found = list(uncalled.ids(db, wanted))
            assert list(uncalled.first(db, wanted)) == found[:100]
            assert uncalled.count(db, wanted) == len(found)
            return found

    assert len(ids()) == 11
    assert len(ids(SessionKind.TRAINING)) == 9
    session = gather(workspace, SessionKind.OATH)
    assert people[0] not in ids(SessionKind.OATH)
    assert people[0] in ids()
    with workspace.write("Tutup", by="penguji") as tx:
        tx.update(schema.session, session, {"state": closing.CLOSED})
    assert people[0] in ids(SessionKind.OATH)
    hold(workspace, SessionKind.OATH)
    assert len(ids(SessionKind.OATH)) == 2
    assert ids(SessionKind.OATH, phone="tidak") == []
    with workspace.read() as db:
        row = uncalled.page(db, people[:1])[people[0]]
    assert (row.lacks, row.phone, row.tps, row.seat) == ("Bimtek", "08120000001", "001", "1")
    for ending in ("pdf", "xlsx"):
        made = call_lists.write(workspace, "31.71.01", tmp_path / f"panggil.{ending}", by="penguji")
        assert made.people == 9
    assert "08120000001" in texts(tmp_path / "panggil.pdf")[0]
    assert "3171010101900001" not in texts(tmp_path / "panggil.pdf")[0]
    with workspace.write("Ubah teks", by="penguji") as tx:
        wordings.change(tx, "panggil.petunjuk", "Sebutkan nama kantor {kelurahan} dahulu.", 0)
        wordings.change(tx, "panggil.pembuka", "Ada {jumlah} orang.", 0)
    call_lists.write(workspace, "31.71.01", tmp_path / "kantor.pdf", by="penguji")
    assert "Sebutkan nama kantor Gambir dahulu." in texts(tmp_path / "kantor.pdf")[0]
    assert "Ada 9 orang." in texts(tmp_path / "kantor.pdf")[0]
    with pytest.raises(Refused, match="sudah mempunyai sesi"):
        call_lists.write(workspace, "31.72", tmp_path / "kosong.pdf", by="penguji")
