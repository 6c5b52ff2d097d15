"""What our QR codes say: one person, one crew, or one printed page of a list to sign.

What a newcomer gets wrong: reading a code only as it was printed. A scanner types like a keyboard, and the computer may
have Caps Lock on or think that it has a German or French one; such a burst is read as what was meant. A code never
holds a NIK or a name: it names a record of this workspace, and is worth nothing anywhere else.
"""

import base64
import binascii
import re
from typing import NamedTuple

PERSON, CREW, SHEET = "O", "R", "D"  # orang, regu, daftar hadir
_UID = 16  # bytes
_OURS = re.compile(r"KPPS([^\w\s])([ORD])\1([A-Z0-9-]+)")
_STATION = re.compile(r"\d{13}", re.ASCII)
_SHEET = re.compile(r"[A-Z0-9-]{4,40}", re.ASCII)
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")  # what some scanners put before it: `]Q1`
# What arrives where the scanner types for an American keyboard and the computer has another one.
_GERMAN = str.maketrans("YZÖß", "ZY:-")
_FRENCH = str.maketrans("QWAZM?,&É\"'(-È_ÇÀ)", "AZQW:MM1234567890-")


class PersonCode(NamedTuple):
    uid: bytes  # member.uid


class CrewCode(NamedTuple):
    station: str  # 13 digits


class SheetCode(NamedTuple):
    code: str  # sheet.code


Code = PersonCode | CrewCode | SheetCode


def person_code(uid: bytes) -> str:
    """`KPPS:O:` and 26 characters of base32; letters and digits only, so that the QR stays small."""
    if len(uid) != _UID:
        raise ValueError(uid)
    return f"KPPS:{PERSON}:{base64.b32encode(uid).decode().rstrip('=')}"


def crew_code(station: str) -> str:
    """`KPPS:R:3171011001003`."""
    if not _STATION.fullmatch(station):
        raise ValueError(station)
    return f"KPPS:{CREW}:{station}"


def sheet_code(code: str) -> str:
    """`KPPS:D:` and the page's own code: capitals, digits and hyphens."""
    if not _SHEET.fullmatch(code):
        raise ValueError(code)
    return f"KPPS:{SHEET}:{code}"


def read_code(text: str) -> Code | None:
    """What a scan or a paste means; None for what isn't one of ours."""
    typed = _SYMBOLOGY.sub("", text.strip()).upper()
    for meant in dict.fromkeys((typed, typed.translate(_GERMAN), typed.translate(_FRENCH))):
        if found := _OURS.fullmatch(meant):
            return _read(found[2], found[3])
    return None


def _read(kind: str, rest: str) -> Code | None:
    if kind == CREW:
        return CrewCode(rest) if _STATION.fullmatch(rest) else None
    if kind == SHEET:
        return SheetCode(rest) if _SHEET.fullmatch(rest) else None
    try:
        uid = base64.b32decode(rest + "=" * (-len(rest) % 8))
    except binascii.Error:
        return None
    whole = len(uid) == _UID and person_code(uid).endswith(f":{rest}")  # one spelling a person
    return PersonCode(uid) if whole else None
