"""The index of an evidence bundle: which bytes each part is, their SHA-256, and a signature over exactly these lines.

    BERKAS BUKTI KPPS v1
    <office>
    <area>
    Kunci <key id>, 2024-12-01, oleh <who>: 2 bagian, 1 pindaian, 12 halaman
    bagian 1-9 37 30778 <SHA-256> <title>
    pindaian 10 31001 90000 <SHA-256> 17 <title>
    rangka <SHA-256 of all other bytes of the file>
    <key id> <86 characters of base64url: the signature over the lines above>

A part says its pages, where its bytes begin and how many they are; of a scan they are those that the workspace keeps
under the number 17. What a newcomer gets wrong: hashing the file. It holds this text, so the frame is everything but
the parts, the scans and the text itself.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.exchange.seals import LINE, SIGNED_BY, SigningKey, is_nfc, is_signed, signature_line

HEADER = "BERKAS BUKTI KPPS v1"
_SIGNATURE = re.compile(SIGNED_BY)
_LINE = re.compile(LINE)
_NUMBER = r"(?:0|[1-9][0-9]{0,11})"
_HEAD = re.compile(
    rf"Kunci (?P<key_id>[A-Za-z0-9_-]{{6}}), (?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}), oleh (?P<by>.+): "
    rf"(?P<parts>{_NUMBER}) bagian, (?P<scans>{_NUMBER}) pindaian, (?P<pages>{_NUMBER}) halaman"
)
_ENTRY = re.compile(
    rf"(?P<kind>bagian|pindaian) (?P<first>{_NUMBER})(?:-(?P<last>{_NUMBER}))? (?P<start>{_NUMBER})"
    rf" (?P<length>{_NUMBER}) (?P<digest>[0-9a-f]{{64}}) (?P<rest>.+)"
)
_FRAME = re.compile(r"rangka (?P<digest>[0-9a-f]{64})")
_SCAN = re.compile(rf"(?P<scan>{_NUMBER}) (?P<title>.+)")
_LEAST = 6  # lines: header, office, area, key and counts, frame, signature


class Entry(NamedTuple):
    """One part, or (`scan` is its number in the workspace) one picture as it is kept there."""

    title: str
    first: int  # page
    last: int
    start: int  # byte
    length: int
    digest: str
    scan: int | None = None


class Index(NamedTuple):
    """An index as it was read; nothing is true of it before `state` found no fault."""

    office: str
    area: str
    key_id: str
    day: str  # ISO
    by: str
    pages: int
    entries: tuple[Entry, ...]
    frame: str  # digest
    text: str = ""  # what was signed
    signer: str = ""
    signature: str = ""

    @property
    def parts(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.scan is None)

    @property
    def scans(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.scan is not None)


class Standing(StrEnum):
    """What the signature says."""

    TRUE = "true"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"


def signed(index: Index, key: SigningKey) -> str:
    """The whole text; it ends without LF. ValueError where a line can't be read back."""
    text = "\n".join(lines(index))
    whole = f"{text}\n{signature_line(key)(text)}"
    if key.key_id != index.key_id or read(whole)[:8] != index[:8]:
        raise ValueError("a line that can't be read back")
    return whole


def lines(index: Index) -> Iterable[str]:
    """What is signed, line by line."""
    yield HEADER
    yield index.office
    yield index.area
    counts = f"{len(index.parts)} bagian, {len(index.scans)} pindaian, {index.pages} halaman"
    yield f"Kunci {index.key_id}, {index.day}, oleh {index.by}: {counts}"
    for each in index.entries:
        kind, number = ("bagian", "") if each.scan is None else ("pindaian", f"{each.scan} ")
        pages = str(each.first) if each.first == each.last else f"{each.first}-{each.last}"
        yield f"{kind} {pages} {each.start} {each.length} {each.digest} {number}{each.title}"
    yield f"rangka {index.frame}"


def read(text: str) -> Index:
    """An index and its signature, not yet judged; ValueError (the line) where anything isn't as it is written."""
    found = text.split("\n")
    if len(found) < _LEAST or found[0] != HEADER:
        raise ValueError(found[0])
    if not all(_LINE.fullmatch(line) and is_nfc(line) for line in found):
        raise ValueError("a line that none can be")
    head, frame, by = _HEAD.fullmatch(found[3]), _FRAME.fullmatch(found[-2]), _SIGNATURE.fullmatch(found[-1])
    if head is None or frame is None or by is None:
        raise ValueError(found[3])
    index = Index(
        found[1], found[2], head["key_id"], head["day"], head["by"], int(head["pages"]),
        tuple(map(_entry, found[4:-2])), frame["digest"], "\n".join(found[:-1]), by["key_id"], by["signature"],
    )  # fmt: skip
    if (len(index.parts), len(index.scans)) != (int(head["parts"]), int(head["scans"])):
        raise ValueError(found[3])
    return index


def standing(index: Index, public: bytes | None) -> Standing:
    """Whether this key signed it; a key named otherwise above than below was tampered with."""
    if index.signer != index.key_id:
        return Standing.FORGED
    if public is None:
        return Standing.UNKNOWN_KEY
    true = is_signed(index.text, index.signer, index.signature, public)
    return Standing.TRUE if true else Standing.FORGED


def _entry(line: str) -> Entry:
    found = _ENTRY.fullmatch(line)
    if found is None:
        raise ValueError(line)
    title, scan = found["rest"], None
    if found["kind"] == "pindaian":
        named = _SCAN.fullmatch(title)
        if named is None:
            raise ValueError(line)
        title, scan = named["title"], int(named["scan"])
    first = int(found["first"])
    last = first if found["last"] is None else int(found["last"])
    return Entry(title, first, last, int(found["start"]), int(found["length"]), found["digest"], scan)
