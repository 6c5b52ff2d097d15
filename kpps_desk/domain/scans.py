"""Scans at the door: the text of a certificate's seal, which a scanner types as several lines, and its number.

What a newcomer gets wrong: taking each line for a person. From the seal's first line on, lines belong together until
the signature, or until a short pause says that no more will come. Some scanners send blanks or nothing for the ends of
lines; the number is found all the same.
"""

import re

_HEAD = re.compile(r"(\][A-Za-z][0-9A-Za-z])?\s*SERTIFIKAT\s+KPPS\s+v\d+", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"No\s+(?P<number>\S.*)", re.IGNORECASE)
_SIGNATURE = r"[A-Za-z0-9_-]{6}\s[A-Za-z0-9_-]{86}"
_SIGNED = re.compile(_SIGNATURE)
_ONE_LINE = re.compile(rf".*No\s+(?P<number>\S.*?)\s*{_SIGNATURE}\s*", re.IGNORECASE | re.DOTALL)
_TYPED_NUMBER = re.compile(r"No\.?\s+(?P<number>[^\s/]*\d[^\s/]*/\S+)", re.IGNORECASE)
_CODED = re.compile(r"\s*(\][A-Za-z][0-9A-Za-z])?\s*(KPPS[^A-Za-z0-9\s]|SERTIFIKAT\s+KPPS)", re.IGNORECASE)
_NUMBERED = 5  # lines of a seal with its number; the signature is the sixth
_MOST = 8  # lines, for a scanner that breaks one of them


def is_seal(text: str) -> bool:
    """Does it begin like the seal of a certificate?"""
    return _HEAD.match(text.strip()) is not None


def looks_coded(text: str) -> bool:
    """Whether this, perhaps only begun, is a code and not what a person types."""
    return _CODED.match(text) is not None


def certificate_number(text: str) -> str | None:
    """The number in a seal's text, or typed as `No 000123/KPPS/...`; None for anything else, and for a seal cut off."""
    text = text.strip()
    if not is_seal(text):
        found = _TYPED_NUMBER.fullmatch(text)
        return found["number"] if found else None
    lines = [line.strip() for line in text.splitlines()]
    numbers = [found["number"] for line in lines[2:] if (found := _NUMBER_LINE.fullmatch(line))]
    if numbers:
        return numbers[-1]  # an event may begin with No; what comes last is the number
    found = _ONE_LINE.fullmatch(" ".join(lines))
    return found["number"] if found else None


def certificate_name(text: str) -> str:
    """The name that a seal of whole lines tells; '' where the lines ran into each other."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return lines[1] if len(lines) >= 5 and _HEAD.fullmatch(lines[0]) else ""


def shown(text: str) -> str:
    """A scan as it is repeated to a person: a seal by its number, anything else as it is."""
    if not is_seal(text):
        return text
    number = certificate_number(text)
    return f"No {number}" if number else "kode sertifikat"


class Gathering:
    """Puts the lines of a seal together; any other line is a text of its own."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    @property
    def under_way(self) -> bool:
        """A seal has begun and isn't whole yet."""
        return bool(self._lines)

    def take(self, line: str) -> list[str]:
        """The texts that are whole now: none while lines of a seal are missing, two where another text cut it off."""
        if self._lines and self._is_another(line):
            return [self.rest(), *self.take(line)]
        if not self._lines and (not is_seal(line) or _ONE_LINE.fullmatch(line)):
            return [line]
        self._lines.append(line)
        return [self.rest()] if _SIGNED.fullmatch(line.strip()) or len(self._lines) >= _MOST else []

    def _is_another(self, line: str) -> bool:
        """A code begins, or after the number comes no signature."""
        numbered = len(self._lines) >= _NUMBERED and _NUMBER_LINE.fullmatch(self._lines[-1].strip())
        return looks_coded(line) or bool(numbered and not _SIGNED.fullmatch(line.strip()))

    def rest(self) -> str:
        """What has come so far; nothing is under way any more."""
        text = "\n".join(self._lines)
        self._lines = []
        return text
