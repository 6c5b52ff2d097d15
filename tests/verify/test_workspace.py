"""A workspace gives its page away: what was issued, revoked, replaced or tampered with is told as by the program."""

from datetime import date
from pathlib import Path

from kpps_desk.exchange import seals
from kpps_desk.operations import certificates, checking_page, keys, verifying
from kpps_desk.queries import certificates as questions
from kpps_desk.store.database import Database
from tests.mutated_seals import mutations, true_seals
from tests.trained import trained_crew
from tests.verify.chromium import Tab


def _seals(workspace: Database, ids: list[int]) -> list[str]:
    with workspace.read() as db:
        return [one.seal for _, one in questions.prints(db, ids)]


def _states(tab: Tab, workspace: Database, out: Path, texts: list[str]) -> list[str]:
    checking_page.write(workspace, out)
    tab.open(out)
    tab.run("await periksa.ready; return true")
    return [answer["state"] for answer in tab.run("return await periksa.verdicts(arguments[0])", texts)]


def test_the_page_that_an_office_gives_away_agrees_with_its_workspace(
    workspace: Database, tab: Tab, tmp_path: Path
) -> None:
    trained_crew(workspace)
    ids = list(certificates.issue(workspace, by="penguji").issued)
    texts = _seals(workspace, ids)
    with workspace.write("Cabut", by="penguji") as tx:
        certificates.revoke(tx, ids[0], reason="Bukan orangnya")
        newer = certificates.reissue(tx, ids[1], reason="Nama salah")
    texts += _seals(workspace, [newer])
    expected = [verifying.verify(text, database=workspace).judgement.value for text in texts]
    assert expected == ["revoked", "replaced", *["valid"] * 6]
    assert _states(tab, workspace, tmp_path / "periksa.html", texts) == expected
    true = [*texts, *true_seals(2, [seals.key_of(bytes(range(32)))])]  # a stranger's, with letters beyond ASCII
    tampered = [mutation.text for mutation in mutations(true, 400) if "\n" in mutation.text]
    by_program = [verifying.verify(text, database=workspace).judgement.value for text in tampered]
    by_page = _states(tab, workspace, tmp_path / "periksa.html", tampered)
    differing = {pair for pair in zip(by_page, by_program, strict=True) if pair[0] != pair[1]}
    assert differing <= {("unknown_key", "forged")}  # the workspace knows what that number says


def test_after_its_key_was_stolen_the_page_trusts_no_certificate_dated_later(
    workspace: Database, tab: Tab, tmp_path: Path
) -> None:
    trained_crew(workspace)
    ids = list(certificates.issue(workspace, by="penguji").issued)
    texts = _seals(workspace, ids[:2])
    with workspace.write("Cabut kunci", by="penguji") as tx:
        keys.revoke_key(tx, texts[0].split("\n")[5][:6], since=date(2024, 11, 1), reason="Laptop dicuri")
    assert [verifying.verify(text, database=workspace).judgement.value for text in texts] == ["revoked"] * 2
    assert _states(tab, workspace, tmp_path / "periksa.html", texts) == ["revoked"] * 2
