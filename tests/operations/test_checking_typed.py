"""What a scanner typed at the office: judged letter for letter, put right only where that can be proved, and said."""

import pytest

from kpps_desk.exchange import seals
from kpps_desk.operations import certificates, verifying
from kpps_desk.operations.verifying import Checked, Judgement
from kpps_desk.queries import certificates as questions
from kpps_desk.store.database import Database
from tests.trained import trained_crew


@pytest.fixture
def seal(workspace: Database) -> str:
    trained_crew(workspace)
    found = certificates.issue(workspace, by="penguji").issued
    with workspace.read() as db:
        return questions.prints(db, [found[0]])[0][1].seal


def check(workspace: Database, typed: str) -> Checked:
    with workspace.read() as db:
        return verifying.check_typed(db, typed)


def test_a_true_seal_tells_its_state_here(workspace: Database, seal: str) -> None:
    found = check(workspace, seal)
    assert found.judgement is Judgement.VALID
    assert "masih berlaku" in found.notes[0]
    assert found.recorded is not None
    assert not found.doubtful


def test_crlf_is_put_right_and_said(workspace: Database, seal: str) -> None:
    found = check(workspace, seal.replace("\n", "\r\n"))
    assert found.judgement is Judgement.VALID
    assert "tepat seperti yang ditandatangani" in found.notes[-1]


def test_a_broken_text_is_forged_and_the_scanner_is_named_as_a_cause(workspace: Database, seal: str) -> None:
    text, _, signature = seal.replace("\n", "\r\n").rpartition("\r\n")
    found = check(workspace, f"{text}\r\n{signature[:-1]}ß")  # a letter that no signature has
    assert found.judgement is Judgement.FORGED
    assert "papan tombol US" in found.notes[-1]


def test_a_changed_letter_is_forged_and_nothing_is_excused(workspace: Database, seal: str) -> None:
    found = check(workspace, seal.replace("Orang", "Arang"))
    assert (found.judgement, found.notes) == (Judgement.FORGED, ())


def test_an_unknown_key_is_told_whatever_ends_the_lines(workspace: Database, seal: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        foreign = seals.sign(seal.rpartition("\n")[0].replace("000001", "000099"), seals.new_key())
        found = check(workspace, foreign.replace("\n", end) + end)
        assert found.judgement is Judgement.UNKNOWN_KEY
        assert found.fields is not None
