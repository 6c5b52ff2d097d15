"""Broken lists of every kind, some of each seed's: verdicts or one sentence, and the workspace stays whole.

Thousands of them, with a watch on time and memory: `python -m tests.mutant_runs 2000`.
"""

import pytest

from tests import mutant_runs, mutants

MANY = {".xlsx": 60, ".csv": 60, ".xls": 20, ".ods": 20}


@pytest.mark.parametrize("suffix", mutants.KINDS)
def test_a_mutated_list_ends_in_verdicts_or_one_sentence_and_leaves_no_half(suffix: str) -> None:
    with mutant_runs.ground() as (database, folder):
        ended = [mutant_runs.take(database, suffix, seed, folder) for seed in range(MANY[suffix])]
    assert any(one.said for one in ended)
    assert any(one.rows for one in ended)


def test_a_seed_gives_the_same_mutant_again() -> None:
    assert [make(7) for make in mutants.KINDS.values()] == [make(7) for make in mutants.KINDS.values()]
