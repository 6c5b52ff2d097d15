"""Templates with tokens: filled once, and wrong ones named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.wordings import WORDINGS, WordingError, fill, tokens


@pytest.mark.parametrize("code", WORDINGS)
def test_every_built_in_text_can_be_filled(code: str) -> None:
    wording = WORDINGS[code]
    assert set(tokens(wording.text)) <= set(wording.tokens)
    assert "{" not in fill(wording.text, wording.tokens)


@given(st.text(max_size=40))
def test_a_value_is_put_in_as_it_is(value: str) -> None:
    assert fill("Yth. {nama}.", {"nama": value}) == f"Yth. {value}."


def test_doubled_braces_are_meant() -> None:
    assert fill("{{nama}} {nama}", {"nama": "Siti"}) == "{nama} Siti"


@pytest.mark.parametrize(("text", "token"), [("{nma}", "nma"), ("{nama", "{"), ("nama}", "}"), ("{}", "")])
def test_what_is_wrong_is_named(text: str, token: str) -> None:
    with pytest.raises(WordingError) as caught:
        fill(text, {"nama": "Siti"})
    assert caught.value.token == token
