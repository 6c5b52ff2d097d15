"""Seals as a scanner types them: other ends of lines, blanks in their place, the letters of another keyboard.

What a newcomer gets wrong: fearing that this lets a forgery through. A repair is only a guess at what was signed; the
guess counts only if its signature is true, letter for letter. What can't be put right stays forged, and it is said
that a scanner may have done it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from kpps_desk.exchange.seals import HEADER

_MOST_GUESSES = 4_000  # of where lines ended; a tenth of a millisecond each
_LONGEST = 4_000  # characters
_SYMBOLOGY = re.compile(r"\A[\ufeff\s]*(\][A-Za-z][0-9A-Za-z])?[\ufeff\s]*")
_ENDS = re.compile(r"[ \t\u00a0]*(?:\r\n|[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029])[\s]*")
_JOINED = re.compile(
    rf"{HEADER} ?(?P<body>.+?, \d{{1,3}} JP, \d{{4}}-\d{{2}}-\d{{2}}) ?No (?P<number>.+?) ?"
    r"(?P<signed>[A-Za-z0-9_-]{6} ?[A-Za-z0-9_-]{85}[AQgw])"
)
_POSITION = re.compile(r"(KPPS|Petugas Ketertiban) TPS |Narasumber")
# What comes out of a computer set to a German or French keyboard where the scanner meant an American one.
_GERMAN = str.maketrans('zyZYß?-ÖöäÄ)="/(§_;:ü+', "yzYZ-_/:;'\"()@&*#?<>[]")
_FRENCH = str.maketrans("qazwQAZW,?;:!§mMù%)°&é\"'(-è_çà907123", "aqwzAQWZmM,./?;:'\"-_1234567890()&!@#")


class Mended(NamedTuple):
    """What was signed, and what the scanner had done to it, to say it ('': nothing)."""

    text: str
    what: str


def mend(typed: str, is_true: Callable[[str], bool]) -> Mended | None:
    """The true seal that was typed; None if no repair gives one. `is_true`: whether a text's signature is true."""
    if is_true(typed):
        return Mended(typed, "")
    for text, what in _guesses(typed) if len(typed) <= _LONGEST else ():
        if is_true(text):
            return Mended(text, what)
    return None


def _guesses(typed: str) -> Iterator[tuple[str, str]]:
    lines, letters = "akhir barisnya", "susunan papan tombolnya"
    ended = plain(typed)
    yield ended, lines
    whole: tuple[tuple[str, str], ...] = (
        (ended, lines),
        (ended.translate(_GERMAN), letters),
        (ended.translate(_FRENCH), letters),
        (ended.swapcase(), "huruf besar dan kecilnya"),
    )
    for read, what in whole:
        text = unicodedata.normalize("NFC", read)
        yield text, what
        if text.count("\n") < 5:
            yield from ((guess, what) for guess in islice(_parted(text), _MOST_GUESSES))


def plain(typed: str) -> str:
    """Without what scanners put around, each end of a line as LF."""
    return _ENDS.sub("\n", _SYMBOLOGY.sub("", typed, count=1)).strip()


def _parted(text: str) -> Iterator[str]:
    """Every way to part a text that lost its ends of lines into six, the likely ones first."""
    joined = _JOINED.fullmatch(text.replace("\n", " "))
    if joined is None:
        return
    body, signed = joined["body"].strip(), joined["signed"]
    last = f"No {joined['number']}\n{signed[:6]} {signed[-86:]}"
    for name, position, event in _thirds(body):
        yield f"{HEADER}\n{name}\n{position}\n{event}\n{last}"


def _thirds(body: str) -> Iterator[tuple[str, str, str]]:
    """The body in three, parted at blanks or between letters; where the second begins is known of most."""
    known = [found.start() for found in _POSITION.finditer(body)]
    blanks = [at for at, letter in enumerate(body) if letter == " "]
    for first in known:
        for second in range(first + 1, len(body)):
            yield body[:first].strip(), body[first:second].strip(), body[second:].strip()
    for first in blanks:
        for second in blanks:
            if second > first:
                yield body[:first], body[first + 1 : second], body[second + 1 :]
