"""Signed lists of revoked and replaced numbers, of one key each, in readable lines.

    DAFTAR CABUT KPPS v1
    <office>
    Kunci <key id>, per 2024-12-01: 1 dicabut, 1 diganti
    dicabut <number>
    diganti <number> => <the number in its place>
    <key id that signs> <86 characters of base64url: the signature over the lines above>

A file holds one or more of them. What a newcomer gets wrong: believing any list with a true signature. It must be
signed by the key that it is about or by another of the same office, and not after that key was revoked.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.exchange.office_keys import OfficeKey, plain_lines
from kpps_desk.exchange.seals import LINE, SIGNED_BY, Listed, Revocations, SigningKey, is_nfc, is_signed, signature_line

HEADER = "DAFTAR CABUT KPPS v1"
LARGEST = 20_000_000  # bytes of a file; a line takes some 50
BY = " => "
_SIGNATURE = re.compile(SIGNED_BY)
_HEAD = re.compile(
    r"Kunci (?P<about>[A-Za-z0-9_-]{6}), per (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}): "
    r"(?P<revoked>0|[1-9][0-9]{0,6}) dicabut, (?P<replaced>0|[1-9][0-9]{0,6}) diganti"
)
_LINE = re.compile(LINE)
_ENTRY = re.compile(r"(?P<state>dicabut|diganti) (?P<number>.+)")
_LEAST = 4  # lines: header, office, key and counts, signature


class RevocationList(NamedTuple):
    """One list, as it was read; nothing is true of it before `flaw` found none."""

    office: str
    about: str  # key id
    day: str  # ISO
    numbers: dict[str, Listed]
    signer: str  # key id
    signature: str
    text: str  # what was signed

    @property
    def whole(self) -> str:
        """As it stands in a file, without a line's end after it."""
        return f"{self.text}\n{self.signer} {self.signature}"

    @property
    def revoked(self) -> int:
        return sum(not one.replaced for one in self.numbers.values())

    @property
    def replaced(self) -> int:
        return len(self.numbers) - self.revoked


class Flaw(StrEnum):
    """Why a list isn't believed."""

    UNKNOWN_KEY = "unknown_key"
    OTHER_OFFICE = "other_office"
    FORGED = "forged"
    REVOKED_KEY = "revoked_key"


def make_list(about: str, office: str, day: date, numbers: Mapping[str, Listed], key: SigningKey) -> str:
    """The list of one key's numbers, signed; it ends without LF. ValueError if a number can't stand in a line."""
    revoked = sum(not one.replaced for one in numbers.values())
    counts = f"{revoked} dicabut, {len(numbers) - revoked} diganti"
    lines = [HEADER, office, f"Kunci {about}, per {day.isoformat()}: {counts}"]
    lines += (_entry(number, numbers[number]) for number in sorted(numbers))
    text = "\n".join(lines)
    whole = f"{text}\n{signature_line(key)(text)}"
    if [one.whole for one in read_lists(whole)] != [whole]:
        raise ValueError("a line that can't be read back")
    return whole


def read_lists(text: str) -> list[RevocationList]:
    """The lists of a file in their order; ValueError (the line) where it holds anything else, or nothing."""
    found: list[RevocationList] = []
    block: list[str] = []
    for line in plain_lines(text):
        if not block and (not line.strip(" \t") or line.startswith("#")):
            continue
        block.append(line)
        if len(block) >= _LEAST and _SIGNATURE.fullmatch(line):
            found.append(_read(block))
            block = []
    if block or not found:
        raise ValueError(block[0] if block else "")
    return found


def flaw(one: RevocationList, keys: Mapping[str, OfficeKey]) -> Flaw | None:
    """What keeps this list from being believed; None: nothing does."""
    signing, about = keys.get(one.signer), keys.get(one.about)
    if signing is None or about is None:
        return Flaw.UNKNOWN_KEY
    if signing != about and not (signing.office and signing.office == about.office):
        return Flaw.OTHER_OFFICE
    if not is_signed(one.text, one.signer, one.signature, signing.public):
        return Flaw.FORGED
    return Flaw.REVOKED_KEY if signing.since and one.day >= signing.since else None


def together(keys: Mapping[str, OfficeKey], lists: Iterable[RevocationList]) -> Revocations:
    """What is out of force by these keys and by those of the lists that are believed.

    A number out of force in one list stays so in all: nothing that was revoked comes back, and revoked outweighs
    replaced.
    """
    numbers: dict[str, dict[str, Listed]] = {}
    for one in sorted(lists, key=lambda each: each.day):
        if flaw(one, keys) is None:
            of_key = numbers.setdefault(one.about, {})
            for number, listed in one.numbers.items():
                known = of_key.get(number)
                of_key[number] = known if known and not known.replaced and listed.replaced else listed
    return Revocations({name: key.since for name, key in keys.items() if key.since}, numbers)


def _entry(number: str, listed: Listed) -> str:
    if BY in number or BY in listed.by:
        raise ValueError(number)
    if not listed.replaced:
        return f"dicabut {number}"
    return f"diganti {number}{BY}{listed.by}" if listed.by else f"diganti {number}"


def _read(block: list[str]) -> RevocationList:
    """ValueError where a line is none of its kind, a number stands twice, or the counts don't fit."""
    if block[0] != HEADER or not all(_LINE.fullmatch(line) and is_nfc(line) for line in block):
        raise ValueError(block[0])
    head, signed = _HEAD.fullmatch(block[2]), _SIGNATURE.fullmatch(block[-1])
    if head is None or signed is None:
        raise ValueError(block[2])
    numbers: dict[str, Listed] = {}
    for line in block[3:-1]:
        number, listed = _read_entry(line, head["day"])
        if number in numbers:
            raise ValueError(line)
        numbers[number] = listed
    found = RevocationList(
        block[1], head["about"], head["day"], numbers, signed["key_id"], signed["signature"], "\n".join(block[:-1])
    )
    if (found.revoked, found.replaced) != (int(head["revoked"]), int(head["replaced"])):
        raise ValueError(block[2])
    return found


def _read_entry(line: str, day: str) -> tuple[str, Listed]:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        raise ValueError(line)
    if entry["state"] == "dicabut":
        return entry["number"], Listed(replaced=False, by="", day=day)
    number, sign, by = entry["number"].partition(BY)
    if not number or (sign and not by):
        raise ValueError(line)
    return number, Listed(replaced=True, by=by, day=day)
