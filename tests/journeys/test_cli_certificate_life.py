"""The life of certificates by the shell: names confirmed, preflight, issue, reissue, revocation, register."""

from pathlib import Path

import pytest

from tests.conftest import GAMBIR
from tests.filled import fill
from tests.journeys.conftest import Shell

KPPS = 35


@pytest.fixture
def trained(workspace_path: Path) -> Path:
    fill(workspace_path, sworn=True, trained=True)
    return workspace_path


def test_from_the_sheet_of_names_to_the_register(shell: Shell, trained: Path) -> None:
    made = shell("certificate", "proof", trained, "--area", GAMBIR, "--out", "nama.pdf", "--json").object
    assert (made["people"], made["pages"]) == (KPPS, 1)
    wrong = shell("certificate", "confirm", trained, "--area", GAMBIR, "--page", 1, "--code", "AAAAAA")
    assert wrong.code == 1
    code = wrong.err.strip().rsplit(" ", 1)[1].rstrip(".")
    done = shell(
        "certificate", "confirm", trained, "--area", GAMBIR, "--page", 1, "--code", code,
        "--except", "3,7", "--correct", "7=Hj. Siti Contoh, S.Pd.", "--json",
    )  # fmt: skip
    assert done.object == {"confirmed": KPPS - 2, "corrected": 1, "left": [3]}

    looked = shell("certificates", trained, "--area", GAMBIR, "--preflight", "--json").object
    assert looked["entitled"] == KPPS
    assert looked["counts"]["unconfirmed"] == 1
    assert {"member", "code", "sentence", "mend", "weight"} <= looked["findings"][0].keys()
    dry = shell("certificates", trained, "--issue", "--dry-run", "--json").object
    assert dry == {"entitled": KPPS, "refused": {"role": 10}}
    assert shell("certificates", trained, "--issue", "--json").object["issued"] == KPPS

    first, second = (f"{number:06d}/SERT/31.71.01/XI/2024" for number in (1, 2))
    revoked = shell("certificate", "revoke", trained, first, "--reason", "Salah orang", "--json")
    assert revoked.object == {"revoked": first}
    replaced = shell("certificate", "reissue", trained, second, "--reason", "Rusak", "--json").object
    assert replaced == {"replaced": second, "number": f"{KPPS + 1:06d}/SERT/31.71.01/XI/2024"}
    assert shell("certificate", "show", trained, second, "--json").object["replaced_by"] == replaced["number"]
    told = shell("certificate", "show", trained, first)
    assert "Dicabut" in told.out
    assert "Salah orang" in told.out
    again = shell("certificate", "revoke", trained, first, "--reason", "Lagi")
    assert (again.code, "sudah dicabut" in again.err) == (1, True)

    register = shell("certificate", "register", trained, "--out", "register.csv", "--json").object
    assert register["gaps"] == []
    assert (register["scopes"][0]["last"], register["scopes"][0]["revoked"], register["lines"]) == (
        KPPS + 1,
        1,
        KPPS + 1,
    )
    assert shell("check", trained).code == 0


def test_what_changed_is_listed_and_reissued_in_one_step(shell: Shell, trained: Path) -> None:
    assert shell("certificates", trained, "--issue").code == 0
    assert shell("certificate", "changed", trained, "--json").object == {"changed": []}
    page = shell("certificate", "confirm", trained, "--area", GAMBIR, "--page", 1, "--code", "X").err.rsplit(" ", 1)[1]
    shell("certificate", "confirm", trained, "--area", GAMBIR, "--page", 1, "--code", page.strip().rstrip("."),
          "--correct", "1=Nama Yang Benar")  # fmt: skip
    (one,) = shell("certificate", "changed", trained, "--area", GAMBIR, "--json").object["changed"]
    assert shell("certificate", "changed", trained, "--reissue").code == 2  # no reason
    done = shell("certificate", "changed", trained, "--reissue", "--reason", "Nama dibetulkan", "--json").object
    assert list(done["replaced"]) == [one["number"]]
    assert shell("certificate", "show", trained, done["replaced"][one["number"]]).out.count("Nama Yang Benar") == 1
    assert shell("certificate", "changed", trained, "--json").object == {"changed": []}
    assert shell("check", trained).code == 0


def test_kinds_have_their_own_rules_and_numbers(shell: Shell, trained: Path) -> None:
    early = shell("certificates", trained, "--kind", "piagam", "--issue", "--json").object
    assert (early["issued"], sum(early["refused"].values())) in ((45, 0), (0, 45))  # by the day of this machine
    none = shell("certificate", "trainers", trained, "--json").object
    assert none == {"trainers": [], "unlisted": [], "added": 0}
    assert shell("certificates", trained, "--kind", "lain", "--issue").code == 2
    assert shell("certificates", trained).code == 2
    assert shell("check", trained).code == 0


def test_a_number_that_was_never_given_is_a_sentence(shell: Shell, trained: Path) -> None:
    answer = shell("certificate", "show", trained, "000001/LAIN")
    assert (answer.code, "tidak ada" in answer.err) == (1, True)
    assert shell("certificate", "register", trained, "--out", "r.pdf").code == 1
    assert not Path("r.pdf").exists()
