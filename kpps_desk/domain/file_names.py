"""Names for files that any computer takes: what a person is called may hold letters that Windows refuses.

What a newcomer gets wrong: comparing names as they are. Windows and macOS take "BUDI.pdf" and "Budi.pdf" for one file,
and é written in two ways; the second would replace the first without a word.
"""

import unicodedata

LONGEST = 100  # letters of a name without its ending: a folder's path comes before it, and Windows counts 260
_BYTES = 200  # the same as UTF-8; Linux takes 255
_ILLEGAL = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"}
)


def safe(text: str) -> str:
    """`text` as a file's name without ending: nothing illegal, no device's name, not too long, never empty."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(_allowed(character) for character in composed)
    name = _cut(" ".join(shown.split()), LONGEST).strip(" .")
    if not name:
        return "tanpa nama"
    return f"_{name}" if name.split(".")[0].rstrip().casefold() in _DEVICES else name


class Names:
    """Gives each file of a folder a name of its own; the second Budi is `Budi (2)`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, text: str, ending: str) -> str:
        """A safe name with its ending ('.pdf') that was not given before."""
        stem = safe(text)
        number = 1
        name = f"{stem}{ending}"
        while _folded(name) in self._taken:
            number += 1
            mark = f" ({number})"
            name = f"{_cut(stem, LONGEST - len(mark)).strip(' .')}{mark}{ending}"
        self._taken.add(_folded(name))
        return name


def _allowed(character: str) -> str:
    if character in _ILLEGAL:
        return "-"
    return character if character.isprintable() else " "


def _cut(text: str, longest: int) -> str:
    text = text[:longest]
    while len(text.encode("utf-8", "replace")) > _BYTES:
        text = text[:-1]
    return text


def _folded(name: str) -> str:
    """Equal for names that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
