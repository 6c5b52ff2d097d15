"""Templates of text: `Yth. {nama}` becomes `Yth. Siti Aminah`.

What a newcomer gets wrong: filling twice. A value is put in as it is, braces and all; only the template's own tokens
count. A brace that is meant is doubled: `{{` and `}}`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kpps_desk.problems import Invalid

_PARTS = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


class Wording(NamedTuple):
    """A built-in text: its name in lists, the text, what each token stands for (a sample), and how high a field.

    `optional`: the office may leave it empty.
    """

    name: str
    text: str
    tokens: Mapping[str, str]
    lines: int = 1
    optional: bool = False


class WordingError(Invalid):
    """A template that can't be filled; `token` is what is wrong with it."""

    def __init__(self, token: str, message: str, hint: str = "") -> None:
        super().__init__("content", message, hint)
        self.token = token


def fill(text: str, values: Mapping[str, str]) -> str:
    """The template with its tokens replaced; WordingError names a token that there is none of, or a lone brace."""

    def put(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        name = found[1]
        if name is None:
            raise WordingError(found[0], f"Ada tanda {found[0]} tanpa pasangannya.", "Contoh penulisan: {nama}.")
        if name not in values:
            known = ", ".join(f"{{{one}}}" for one in values)
            raise WordingError(name, f"Tanda {{{name}}} tidak dikenal.", f"Yang dapat dipakai: {known}.")
        return values[name]

    return _PARTS.sub(put, text)


def tokens(text: str) -> list[str]:
    """The tokens of a template in their order, each once."""
    return list(dict.fromkeys(found[1] for found in _PARTS.finditer(text) if found[1] is not None))
