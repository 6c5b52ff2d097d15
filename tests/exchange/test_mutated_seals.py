"""200 true seals and 20,000 that were tampered with: all of the ones, none of the others."""

from collections import Counter

import pytest

from kpps_desk.exchange import seals
from kpps_desk.exchange.seals import State
from tests import mutated_seals

KEYS = [seals.key_of(bytes([at]) * 32) for at in range(1, 5)]
KNOWN = {key.key_id: key.public for key in KEYS}
TRUE = mutated_seals.true_seals(200, KEYS)


def test_two_hundred_true_seals_are_valid() -> None:
    assert {seals.read_seal(seal, KNOWN).state for seal in TRUE} == {State.VALID}
    assert len(set(TRUE)) == 200


def test_none_of_twenty_thousand_tampered_texts_is_valid() -> None:
    found = Counter(
        (each.kind, seals.read_seal(each.text, KNOWN).state) for each in mutated_seals.mutations(TRUE, 20_000)
    )
    assert sum(found.values()) == 20_000
    assert [what for what in found if what[1] not in {State.FORGED, State.UNKNOWN_KEY, State.UNREADABLE}] == []


def test_the_corpus_is_the_same_each_time() -> None:
    assert list(mutated_seals.mutations(TRUE, 200)) == list(mutated_seals.mutations(TRUE, 200))


@pytest.mark.parametrize("kind", ["base64", "line end", "blank", "signature", "normal form"])
def test_another_way_to_write_a_true_seal_is_forged_or_nothing(kind: str) -> None:
    tampered = [each.text for each in mutated_seals.mutations(TRUE, 2_000) if each.kind == kind]
    assert {seals.read_seal(text, KNOWN).state for text in tampered} <= {State.FORGED, State.UNREADABLE}
