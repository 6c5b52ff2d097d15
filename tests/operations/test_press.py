"""Batches to files: split, zipped, two on a sheet, with backs, moved; and what trouble in the middle leaves behind."""

import errno
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from kpps_desk.documents import streaming
from kpps_desk.domain.press import PressSettings
from kpps_desk.operations import certificates, printing
from kpps_desk.operations.printing import PrintResult, StoppedAfter
from kpps_desk.problems import Cancelled, Refused, Unavailable
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_ledger import BatchState
from kpps_desk.store import schema
from kpps_desk.store.database import Database
from tests import archive
from tests.people import STATION
from tests.trained import trained_crew

SECOND = STATION[:-1] + "2"


@pytest.fixture
def issued(workspace: Database) -> list[int]:
    """Fourteen certificates of two crews, each trained in a session of its own."""
    trained_crew(workspace, SECOND, first=10)
    trained_crew(workspace)
    return list(certificates.issue(workspace, by="penguji").issued)


@pytest.fixture
def to_file(workspace: Database, issued: list[int], tmp_path: Path) -> Callable[..., PrintResult]:
    def write(name: str = "s.pdf", **settings: object) -> PrintResult:
        chosen = PressSettings(**settings)  # type: ignore[arg-type]
        return printing.print_certificates(workspace, tmp_path / name, settings=chosen, by="Sari")

    return write


def texts(pdf: Path | bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def size_of(pdf: Path) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def numbers(database: Database, chosen: list[int]) -> list[str]:
    from kpps_desk.queries import certificates as questions

    with database.read() as db:
        return [one.number for _, one in questions.prints(db, chosen)]


def test_the_order_is_that_of_tps_and_seat(
    workspace: Database, issued: list[int], to_file: Callable[..., PrintResult]
) -> None:
    result = to_file()
    assert (result.pages, result.certificates, len(result.files)) == (14, 14, 1)
    with workspace.read() as db:
        lines = ledger.lines(db, result.batch or 0)
    assert [line.number in text for line, text in zip(lines, texts(result.path), strict=True)] == [True] * 14
    assert "TPS 001" in texts(result.path)[0]
    assert "TPS 002" in texts(result.path)[7]


def test_by_session_the_piles_are_those_of_the_sessions(
    workspace: Database, to_file: Callable[..., PrintResult]
) -> None:
    by_session = texts(to_file(sorting="sesi").path)
    assert sorted(by_session) == sorted(texts(to_file("t.pdf", copies="tidak").path))
    places = [text.split("TPS ")[1][:3] for text in by_session]
    assert places in (["001"] * 7 + ["002"] * 7, ["002"] * 7 + ["001"] * 7)


def test_one_file_a_person_bears_seat_and_name(to_file: Callable[..., PrintResult]) -> None:
    result = to_file("orang", split="orang")
    assert len(result.files) == 14
    assert result.files[0].name == "Gambir 001-1 Orang Ke 1.pdf"
    for file in result.files:
        (text,) = texts(file)
        assert file.name[len("Gambir 001-1 ") : -len(".pdf")] in text
        assert archive.faults(file.read_bytes()) == []
        assert archive.structure(file) == ""


def test_one_file_a_kelurahan_bears_its_code_and_name(to_file: Callable[..., PrintResult]) -> None:
    result = to_file("kel", split="kelurahan", sorting="sesi")
    assert [file.name for file in result.files] == ["31.71.01.1001 Gambir.pdf"]
    assert len(texts(result.files[0])) == 14


def test_two_people_of_one_name_get_two_files(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    with workspace.write("Ubah", by="x") as tx:
        rows = [{"id": one, "name": "CON?", "place": "3171011001"} for one in issued[:3]]
        tx.keep_many(schema.certificate, rows)
    settings = PressSettings(split="orang")
    result = printing.print_certificates(workspace, tmp_path / "o", certificates=issued[:3], settings=settings)
    assert [file.name for file in result.files] == ["Gambir CON-.pdf", "Gambir CON- (2).pdf", "Gambir CON- (3).pdf"]


def test_a_zip_holds_the_same_files_and_is_the_same_again(tmp_path: Path, to_file: Callable[..., PrintResult]) -> None:
    loose = to_file("orang", split="orang")
    zipped = to_file("orang.zip", split="orang", zipped=True, copies="tidak")
    again = to_file("lagi.zip", split="orang", zipped=True, copies="tidak")
    assert zipped.path.read_bytes() == again.path.read_bytes()
    with zipfile.ZipFile(zipped.path) as bundle:
        assert bundle.testzip() is None
        assert {name: bundle.read(name) for name in bundle.namelist()} == {
            file.name: file.read_bytes() for file in loose.files
        }


def test_one_file_may_lie_in_a_zip_too(to_file: Callable[..., PrintResult]) -> None:
    with zipfile.ZipFile(to_file("satu.zip", zipped=True).path) as bundle:
        (name,) = bundle.namelist()
        assert name == "Sertifikat KPPS.pdf"
        assert len(texts(bundle.read(name))) == 14


@pytest.mark.parametrize(("up", "sheets"), [(1, 14), (2, 7)])
def test_with_backs_each_sheet_has_two_sides(up: int, sheets: int, to_file: Callable[..., PrintResult]) -> None:
    result = to_file(up=up, duplex=True, size="F4")
    found = texts(result.path)
    assert (result.pages, len(found)) == (sheets * 2, sheets * 2)
    assert size_of(result.path) == ((215, 330) if up == 2 else (330, 215))
    assert found[0].count("KPPS TPS 001") == up
    assert found[1].count("Sirekap") == up  # the topics
    assert b"DuplexFlipLongEdge" in result.path.read_bytes()
    assert archive.faults(result.path.read_bytes()) == []
    assert archive.structure(result.path) == ""


def test_an_odd_one_out_has_a_sheet_of_its_own(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    settings = PressSettings(up=2)
    result = printing.print_certificates(workspace, tmp_path / "s.pdf", certificates=issued[:5], settings=settings)
    assert [text.count("Nomor:") for text in texts(result.path)] == [2, 2, 1]


def test_an_offset_moves_every_page(to_file: Callable[..., PrintResult]) -> None:
    def first_letter(path: Path) -> tuple[float, float]:
        document = pypdfium2.PdfDocument(path)
        left, bottom, _, _ = document[3].get_textpage().get_charbox(0)
        document.close()
        return left, bottom

    plain, moved = to_file().path, to_file("t.pdf", dx=2, dy=1, copies="tidak").path
    across, up = (there - here for here, there in zip(first_letter(plain), first_letter(moved), strict=True))
    assert (across, up) == pytest.approx((2 * 72 / 25.4, -72 / 25.4), abs=0.02)


def test_a_target_of_another_kind_is_refused_with_the_way_out(to_file: Callable[..., PrintResult]) -> None:
    for name, settings in (("a.zip", {}), ("a.pdf", {"zipped": True}), ("a.pdf", {"split": "orang"}), ("b.kpps", {})):
        with pytest.raises(Refused):
            to_file(name, **settings)


def test_somebody_whose_seal_fits_no_code_is_left_out_and_the_rest_goes_on(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    with workspace.write("Ubah", by="x") as tx:
        tx.keep_many(schema.certificate, [{"id": issued[2], "seal": "x" * 3_000}])
    result = printing.print_certificates(workspace, tmp_path / "s.pdf", by="Sari")
    assert (result.certificates, result.left_out) == (13, (issued[2],))
    assert "tidak ikut dicetak" in result.flaws[0].what
    with workspace.read() as db:
        assert issued[2] not in [line.certificate_id for line in ledger.lines(db, result.batch or 0)]


def test_the_shared_processes_draw_the_same_files(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 3)
    settings = PressSettings(split="orang", duplex=True)
    made = [
        printing.print_certificates(workspace, tmp_path / str(workers), settings=settings, workers=workers).files
        for workers in (0, 2)
    ]
    assert [file.read_bytes() for file in made[0]] == [file.read_bytes() for file in made[1]]


# Trouble -------------------------------------------------------------------------------------------------------------


class Stop:
    """Cancels once so many pages are written."""

    def __init__(self, after: int) -> None:
        self.after = after

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if what == "Mencetak sertifikat" and done >= self.after:
            raise Cancelled(done, total)


def only_batch(workspace: Database) -> ledger.Batch:
    with workspace.read() as db:
        (batch,) = ledger.batches(db)
    return batch


def test_cancel_keeps_the_finished_files_and_names_them(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    settings = PressSettings(split="orang")
    with pytest.raises(StoppedAfter, match=r"Orang Ke 1\.pdf, .* dan 1 lainnya") as stopped:
        printing.print_certificates(workspace, tmp_path / "o", settings=settings, by="Sari", progress=Stop(5))
    kept = sorted((tmp_path / "o").iterdir())
    assert kept == sorted(stopped.value.files)
    assert len(kept) == 4
    for file in kept:
        assert len(texts(file)) == 1
    batch = only_batch(workspace)
    assert (batch.state, batch.out, batch.total) == (BatchState.SENT, 0, 4)
    assert "Cetakan no. 1 memuat 4 sertifikat di dalamnya saja." in str(stopped.value)
    with workspace.read() as db:
        assert [line.position for line in ledger.lines(db, batch.id)] == [1, 2, 3, 4]


def test_a_cancel_before_the_first_file_leaves_no_folder(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    settings = PressSettings(split="orang")
    with pytest.raises(Cancelled):
        printing.print_certificates(workspace, tmp_path / "o", settings=settings, progress=Stop(0))
    assert not (tmp_path / "o").exists()


def test_a_cancelled_zip_is_not_there(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    settings = PressSettings(split="orang", zipped=True)
    with pytest.raises(Cancelled):
        printing.print_certificates(workspace, tmp_path / "o.zip", settings=settings, by="Sari", progress=Stop(5))
    assert list(tmp_path.glob("o.zip*")) == []
    assert (only_batch(workspace).state, only_batch(workspace).out) == (BatchState.CANCELLED, 0)


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """The system refuses files beyond so many bytes, as a full disk does."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_in_the_middle_names_what_is_finished(
    workspace: Database, issued: list[int], tmp_path: Path, full_disk: Callable[[int], None]
) -> None:
    settings = PressSettings(split="orang")
    sizes = [
        file.stat().st_size for file in printing.print_certificates(workspace, tmp_path / "a", settings=settings).files
    ]
    limit = sizes[0] + 2_000
    with workspace.write("Ubah", by="x") as tx:  # the fifth needs more room than the others
        tx.keep_many(schema.certificate, [{"id": issued[4], "seal": "".join(map(chr, range(256, 1_300)))}])
    full_disk(limit)
    with pytest.raises(Unavailable, match=r"tidak dapat ditulis.*tetap ada: "):
        printing.print_certificates(workspace, tmp_path / "o", settings=settings)
    assert list((tmp_path / "o").glob("*.part")) == []
    assert 0 < len(list((tmp_path / "o").iterdir())) < 14


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(Unavailable, match="tidak dapat dibuat"):
        printing.print_certificates(workspace, tmp_path / "berkas" / "o", settings=PressSettings(split="orang"))


def test_a_file_that_is_open_elsewhere_is_reported_and_the_rest_goes_on(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if "Orang Ke 3" in target.name:  # as Windows answers while another program has it open
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    settings = PressSettings(split="orang")
    result = printing.print_certificates(workspace, tmp_path / "o", settings=settings, by="Sari")
    assert (len(result.files), result.certificates) == (13, 13)
    (unwritten,) = result.unwritten
    assert "001-3 Orang Ke 3.pdf tidak dapat ditulis" in unwritten.what
    assert sorted((tmp_path / "o").iterdir()) == sorted(result.files)
    with workspace.read() as db:
        batch = ledger.batch(db, result.batch or 0)
        lines = ledger.lines(db, batch.id)
    assert (batch.state, batch.total, batch.out) == (BatchState.SENT, 13, 0)
    assert [line.position for line in lines] == list(range(1, 14))
    assert "Orang Ke 3" not in [line.name for line in lines]


def test_one_file_that_is_open_elsewhere_is_said_in_a_sentence(
    workspace: Database, issued: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "open elsewhere")

    monkeypatch.setattr(Path, "replace", held)
    for name, settings in (("s.pdf", PressSettings()), ("o", PressSettings(split="orang"))):
        with pytest.raises(Unavailable, match="tidak dapat ditulis"):
            printing.print_certificates(workspace, tmp_path / name, settings=settings, by="Sari")
    assert list(tmp_path.rglob("*.p*")) == []
