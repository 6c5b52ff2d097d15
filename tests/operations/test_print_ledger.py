"""The ledger of prints: what came out, a jam and its rest, SALINAN on true reprints, two computers, a sudden end."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk import words
from kpps_desk.domain.press import PressSettings
from kpps_desk.operations import certificates, checking, print_ledger, printing, undo
from kpps_desk.problems import Conflict, Gone, Refused, Unavailable
from kpps_desk.queries import history
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.store.database import Database
from tests.conftest import Clock
from tests.trained import trained_crew


@pytest.fixture
def issued(workspace: Database) -> list[int]:
    """Seven certificates, numbers 000001 to 000007."""
    trained_crew(workspace)
    return list(certificates.issue(workspace, by="penguji").issued)


@pytest.fixture
def send(workspace: Database, issued: list[int]) -> Callable[..., Batch]:
    """Begin a batch on a printer."""

    def begin(chosen: list[int] | None = None, **settings: object) -> Batch:
        with workspace.write("Cetak", by="Sari") as tx:
            batch = print_ledger.begin(
                tx,
                issued if chosen is None else chosen,
                target="EPSON L3210",
                printer=True,
                settings=PressSettings(**settings),  # type: ignore[arg-type]
                title="Gambir",
            )
            return ledger.batch(tx, batch)

    return begin


def say(database: Database, what: Callable[..., Batch], *given: object, **named: object) -> Batch:
    with database.write("Cetakan", by="Sari") as tx:
        return what(tx, *given, **named)


def marked(database: Database, batch: int) -> list[int]:
    """The positions that bear SALINAN."""
    with database.read() as db:
        return [line.position for line in ledger.lines(db, batch) if line.copy]


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_a_batch_that_nobody_confirmed_is_shown_as_such(workspace: Database, send: Callable[..., Batch]) -> None:
    batch = send()
    assert (batch.state, batch.out, batch.total, batch.unsettled) == (BatchState.SENT, 0, 7, True)
    with workspace.read() as db:
        assert ledger.waiting(db) == 1
        assert ledger.batches(db) == [batch]
        assert [line.out for line in ledger.lines(db, batch.id)] == [False] * 7


def test_all_out_then_again_is_salinan_on_every_page(
    workspace: Database, issued: list[int], send: Callable[..., Batch], tmp_path: Path
) -> None:
    first = send()
    assert marked(workspace, first.id) == []
    done = say(workspace, print_ledger.came_out, first.id)
    assert (done.state, done.out, done.unsettled) == (BatchState.OUT, 7, False)
    again = send()
    assert marked(workspace, again.id) == [1, 2, 3, 4, 5, 6, 7]
    result = printing.draw_batch(workspace, again.id, tmp_path / "s.pdf")
    assert result.copies == 7
    assert ["SALINAN" in text for text in texts(result.path)] == [True] * 7
    assert "SALINAN" not in texts(printing.draw_batch(workspace, first.id, tmp_path / "t.pdf").path)[0]


def test_what_was_sent_but_never_came_out_is_no_copy(workspace: Database, send: Callable[..., Batch]) -> None:
    send()
    cancelled = send()
    say(workspace, print_ledger.cancel, cancelled.id)
    assert marked(workspace, send().id) == []


def test_a_jam_keeps_what_came_out_and_the_rest_is_exactly_the_rest(
    workspace: Database, issued: list[int], send: Callable[..., Batch]
) -> None:
    batch = send()
    jammed = say(workspace, print_ledger.jam, batch.id, "0004")
    assert (jammed.state, jammed.out) == (BatchState.JAMMED, 3)
    with workspace.read() as db:
        assert list(print_ledger.resume(db, batch.id)) == issued[3:]
        assert list(print_ledger.resume(db, batch.id, "0004")) == issued[3:]
        assert list(print_ledger.resume(db, batch.id, 6)) == issued[5:]
    rest = send(issued[3:])
    assert marked(workspace, rest.id) == []
    say(workspace, print_ledger.came_out, rest.id)
    with workspace.read() as db:
        times = ledger.printed(db, issued[4])
    assert [(each.batch_id, each.position, each.out, each.copy) for each in times] == [
        (rest.id, 2, True, False),
        (batch.id, 5, False, False),
    ]
    assert marked(workspace, send().id) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("number", ["0137", "0", "x", "#8", "#0", 8, 0, "000004/SERT/"])
def test_a_number_that_is_not_in_the_batch_is_refused(
    workspace: Database, send: Callable[..., Batch], number: int | str
) -> None:
    batch = send()
    with pytest.raises(Refused):
        say(workspace, print_ledger.jam, batch.id, number)


def test_a_number_is_understood_whole_short_and_as_a_position(
    workspace: Database, issued: list[int], send: Callable[..., Batch]
) -> None:
    batch = send(issued[2:])
    with workspace.read() as db:
        whole = ledger.lines(db, batch.id)[1].number
        for number in (whole, "4", "0004", "000004", "#2", 2, f" {whole} "):
            assert print_ledger.position_of(db, batch, number) == 2


def test_nothing_is_left_to_resume_once_all_is_out(workspace: Database, send: Callable[..., Batch]) -> None:
    batch = say(workspace, print_ledger.came_out, send().id)
    with workspace.read() as db, pytest.raises(Refused, match="sudah keluar"):
        print_ledger.resume(db, batch.id)


def test_a_part_that_came_out_is_a_jam_behind_it(workspace: Database, send: Callable[..., Batch]) -> None:
    batch = say(workspace, print_ledger.came_out, send().id, "0005")
    assert (batch.state, batch.out) == (BatchState.JAMMED, 5)


def test_the_second_of_two_computers_sees_that_somebody_has_said_so_already(
    workspace: Database, workspace_path: Path, send: Callable[..., Batch]
) -> None:
    batch = send()
    with Database.open(workspace_path) as other:
        with other.read() as db:
            seen = ledger.batch(db, batch.id)
        say(workspace, print_ledger.jam, batch.id, 3, batch.version)
        with pytest.raises(Conflict):
            say(other, print_ledger.came_out, batch.id, "semua", seen.version)
        with other.read() as db:
            assert ledger.batch(db, batch.id).out == 2


def test_two_computers_that_save_one_list_keep_two_batches_and_the_second_hears_of_the_first(
    workspace: Database, workspace_path: Path, issued: list[int], tmp_path: Path
) -> None:
    with Database.open(workspace_path) as other:
        first = printing.print_certificates(workspace, tmp_path / "a.pdf", by="Sari")
        second = printing.print_certificates(other, tmp_path / "b.pdf", by="Budi")
    assert (first.copies, second.copies) == (0, 0)
    assert (dict(first.unanswered), dict(second.unanswered)) == ({}, {1: 7})
    assert words.unanswered(second.unanswered) == (
        "7 di antaranya ada dalam cetakan no. 1 yang belum dipastikan keluar."
    )
    with workspace.read() as db:
        assert [(one.started_by, one.out) for one in ledger.batches(db)] == [("Budi", 0), ("Sari", 0)]


def test_a_saved_file_waits_for_a_person_and_a_preview_leaves_no_line(
    workspace: Database, issued: list[int], tmp_path: Path
) -> None:
    printing.print_certificates(workspace, tmp_path / "a.pdf")
    printing.preview(workspace, issued[0])
    with workspace.read() as db:
        assert ledger.batches(db) == []
    printing.print_certificates(workspace, tmp_path / "a.pdf", by="Sari", session=None, area="31.71.01.1001")
    with workspace.read() as db:
        (batch,) = ledger.batches(db)
        assert ledger.earlier(db, issued) == (set(), {batch.id: 7})
        assert ledger.waiting(db) == 1
    assert (batch.title, batch.target, batch.printer, batch.total) == ("Gambir", "a.pdf", False, 7)
    assert (batch.state, batch.out, batch.waits) == (BatchState.SENT, 0, True)


def test_saved_twice_is_no_copy_and_printed_is_one(workspace: Database, issued: list[int], tmp_path: Path) -> None:
    printing.print_certificates(workspace, tmp_path / "salah.pdf", by="Sari")
    saved = printing.print_certificates(workspace, tmp_path / "benar.pdf", by="Sari")
    assert "SALINAN" not in "".join(texts(saved.path))
    say(workspace, print_ledger.cancel, 1)
    say(workspace, print_ledger.came_out, 2)
    with workspace.read() as db:
        assert ledger.earlier(db, issued) == (set(issued), {})
        assert ledger.waiting(db) == 0
    again = printing.print_certificates(workspace, tmp_path / "lagi.pdf", by="Sari")
    assert (again.copies, dict(again.unanswered)) == (7, {})


def test_the_rest_after_a_jam_is_no_copy_though_the_list_was_saved_meanwhile(
    workspace: Database, issued: list[int], send: Callable[..., Batch], tmp_path: Path
) -> None:
    batch = send()
    say(workspace, print_ledger.jam, batch.id, "0004")
    meanwhile = printing.print_certificates(workspace, tmp_path / "arsip.pdf", by="Budi")
    assert meanwhile.copies == 3
    assert marked(workspace, send(issued[3:]).id) == []


def test_the_rest_as_a_file_ends_the_jammed_batch_once_the_file_is_whole(
    workspace: Database, issued: list[int], send: Callable[..., Batch], tmp_path: Path
) -> None:
    batch = send()
    say(workspace, print_ledger.jam, batch.id, "0004")
    for target, after in (
        (tmp_path / "tidak-ada" / "s.pdf", BatchState.JAMMED),
        (tmp_path / "s.pdf", BatchState.CANCELLED),
    ):
        with suppress(Unavailable):
            printing.print_certificates(workspace, target, certificates=issued[3:], by="Sari", follows=batch.id)
        with workspace.read() as db:
            assert (ledger.batch(db, batch.id).state, ledger.batch(db, batch.id).out) == (after, 3)


def test_a_file_that_nobody_answers_for_is_asked_about_for_two_weeks_and_a_printer_for_ever(
    workspace: Database, issued: list[int], send: Callable[..., Batch], clock: Clock, tmp_path: Path
) -> None:
    saved = printing.print_certificates(workspace, tmp_path / "a.pdf", by="Sari").batch or 0
    sent = send().id
    for days, asked in ((13, [sent, saved]), (2, [sent])):
        clock.forward(days=days)
        with workspace.read() as db:
            assert [one.id for one in ledger.batches(db) if one.waits] == asked
            assert ledger.waiting(db) == len(asked)
    done = say(workspace, print_ledger.came_out, saved)
    assert (done.state, done.out) == (BatchState.OUT, 7)


def test_copies_may_be_marked_on_all_or_on_none(workspace: Database, send: Callable[..., Batch]) -> None:
    assert marked(workspace, send(copies="semua").id) == [1, 2, 3, 4, 5, 6, 7]
    say(workspace, print_ledger.came_out, 1)
    assert marked(workspace, send(copies="tidak").id) == []


def test_what_a_person_said_can_be_taken_back_but_not_that_paper_was_sent(
    workspace: Database, send: Callable[..., Batch]
) -> None:
    batch = send()
    say(workspace, print_ledger.jam, batch.id, 3)
    with workspace.read() as db:
        (act,) = (act for act in history.acts(db) if act.title == "Cetakan")
    undo.undo(workspace, act.id, by="Sari")
    with workspace.read() as db:
        assert (ledger.batch(db, batch.id).state, ledger.batch(db, batch.id).out) == (BatchState.SENT, 0)
        assert len(ledger.lines(db, batch.id)) == 7
    assert checking.check(workspace) == []


def test_no_batch_is_begun_of_nobody_and_none_is_found_that_is_not_there(
    workspace: Database, send: Callable[..., Batch]
) -> None:
    with pytest.raises(Refused, match="Belum ada sertifikat"):
        send([])
    with workspace.read() as db, pytest.raises(Gone):
        ledger.batch(db, 99)


def test_a_killed_process_leaves_its_batch_to_be_looked_at(
    workspace: Database, workspace_path: Path, issued: list[int], tmp_path: Path
) -> None:
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from kpps_desk.operations import printing
        from kpps_desk.store.database import Database

        def kill(done, total, what=""):
            if what == "Mencetak sertifikat":
                os.kill(os.getpid(), signal.SIGKILL)

        with Database.open(Path(sys.argv[1])) as database:
            printing.print_certificates(database, Path(sys.argv[2]), by="Sari", progress=kill)
        """
    )
    out = tmp_path / "s.pdf"
    done = subprocess.run([sys.executable, "-c", program, str(workspace_path), str(out)], check=False)
    assert done.returncode != 0
    assert not out.exists()
    with workspace.read() as db:
        (batch,) = ledger.batches(db)
        assert (batch.state, batch.out, len(ledger.lines(db, batch.id))) == (BatchState.SENT, 0, 7)
        assert list(print_ledger.resume(db, batch.id)) == issued


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(0, 7)), min_size=1, max_size=6))
def test_salinan_is_exactly_what_lies_in_an_earlier_tray(
    salinan_file: Database, batches: list[tuple[int, int]]
) -> None:
    """`batches`: (first of those sent, how many of them came out)."""
    with salinan_file.read() as db:
        chosen = [row.certificate_id for row in ledger.lines(db, 1)]
    with salinan_file.write("Uji", by="x") as tx:
        for one in ledger.batches(tx):
            print_ledger.cancel(tx, one.id, 0)
        lain: set[int] = set()
        for first, out in batches:
            sent = chosen[first - 1 :]
            batch = print_ledger.begin(tx, sent, target="x", printer=True, settings=PressSettings(), title="x")
            assert {line.certificate_id for line in ledger.lines(tx, batch) if line.copy} == lain & set(sent)
            out = min(out, len(sent))
            print_ledger.cancel(tx, batch, out)
            lain |= set(sent[:out])


@pytest.fixture(scope="module")
def salinan_file(template: Path, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A workspace for all examples, with one batch of seven in it."""
    path = tmp_path_factory.mktemp("salinan") / "uji.kpps"
    path.write_bytes(template.read_bytes())
    with Database.open(path) as database:
        trained_crew(database)
        issued = certificates.issue(database, by="x").issued
        with database.write("Cetak", by="x") as tx:
            print_ledger.begin(tx, issued, target="x", printer=True, settings=PressSettings(), title="x")
        yield database
