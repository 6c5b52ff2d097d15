"""The seal of a certificate: readable lines and an Ed25519 signature over exactly those bytes.

    SERTIFIKAT KPPS v1
    <name as printed>
    KPPS TPS 003 Kel. Gambir, Kec. Gambir
    <event>, 8 JP, 2024-11-09
    No <number>
    <key id: 6 characters> <86 characters of base64url: the signature over the five lines above>

What a newcomer gets wrong: being kind while reading. UTF-8 in NFC, LF between the lines, no blank at an end, nothing
after the signature, one way to write its base64: anything else is not what was signed, so it is forged. The page that
checks without this program judges by the same rules, written down in docs/decisions/0015.
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEADER = "SERTIFIKAT KPPS v1"
_KEY_ID = 6  # characters
_BLANK = r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# A line: no control character, no half of a surrogate pair, no blank at either end.
LINE = rf"(?!{_BLANK})[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+(?<!{_BLANK})"
# 86 characters hold 516 bits, a signature 512: the last one's spare bits are 0, so it is one of four.
SIGNED_BY = r"(?P<key_id>[A-Za-z0-9_-]{6}) (?P<signature>[A-Za-z0-9_-]{85}[AQgw])"
_TEXT = re.compile(rf"{HEADER}\n(?P<name>{LINE})\n(?P<position>{LINE})\n(?P<event>{LINE})\nNo (?P<number>{LINE})")
_SEAL = re.compile(rf"(?P<text>{_TEXT.pattern})\n{SIGNED_BY}")
_DAY = re.compile(r", ([0-9]{4}-[0-9]{2}-[0-9]{2})\Z")
_LOOKS_LIKE_A_SEAL = re.compile(
    r"SERTIFIKAT[ \t\r\n]+KPPS|[A-Z0-9_-]{6} [A-Z0-9_-]{80,90}[ \t\r\n]*\Z", re.IGNORECASE | re.ASCII
)
_LONGEST = 4_000  # bytes; the longest QR code holds fewer


class SigningKey(NamedTuple):
    """Raw 32-byte keys; `key_id` is the first 6 characters of base64url(SHA-256(public))."""

    key_id: str
    public: bytes
    private: bytes

    def __repr__(self) -> str:  # a log or a bug report never shows the private half
        return f"SigningKey({self.key_id})"


class State(StrEnum):
    VALID = "valid"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Fields(NamedTuple):
    """What a seal says; true only if its signature is. `day` is the ISO date at the event's end, '' without one."""

    name: str
    position: str
    event: str
    number: str
    key_id: str
    day: str = ""


class Listed(NamedTuple):
    """A number out of force, as a signed list tells it: replaced by another ('' if none is named), or revoked."""

    replaced: bool
    by: str  # the number in its place
    day: str  # ISO date of the list


class Revocations(NamedTuple):
    """What is out of force: keys from a day (ISO) on, and numbers of a key."""

    since: Mapping[str, str] = MappingProxyType({})
    numbers: Mapping[str, Mapping[str, Listed]] = MappingProxyType({})


NONE = Revocations()


class Verdict(NamedTuple):
    """`key_since`: its key is revoked from that day on (a valid one is older); `listed`: by a list, of a number."""

    state: State
    fields: Fields | None = None
    key_since: str = ""
    listed: Listed | None = None


def new_key() -> SigningKey:
    """A fresh key pair from the system's randomness."""
    return key_of(Ed25519PrivateKey.generate().private_bytes_raw())


def key_of(private: bytes) -> SigningKey:
    """The pair of a private key; ValueError unless it has 32 bytes."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return SigningKey(key_id(public), public, private)


def key_id(public: bytes) -> str:
    """The short name of a public key, as it stands on certificates."""
    return base64.urlsafe_b64encode(hashlib.sha256(public).digest())[:_KEY_ID].decode()


def signer(key: SigningKey) -> Callable[[str], str]:
    """A function that seals one text after another with this key (0.04 ms each)."""
    signed = signature_line(key)

    def seal(text: str) -> str:
        if not _canonical(text):
            raise ValueError("not the canonical form of a seal's text")
        return f"{text}\n{signed(text)}"

    return seal


def signature_line(key: SigningKey) -> Callable[[str], str]:
    """A function that makes the last line, `<key id> <signature>`, of any text."""
    private = Ed25519PrivateKey.from_private_bytes(key.private)
    return lambda text: f"{key.key_id} {signature_text(private.sign(text.encode()))}"


def signature_text(signature: bytes) -> str:
    """64 bytes in 86 characters."""
    return base64.urlsafe_b64encode(signature)[:86].decode()


def signature_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


def sign(text: str, key: SigningKey) -> str:
    """The whole seal of one text (domain.certificates.seal_lines); ValueError if the text isn't canonical."""
    return signer(key)(text)


def _canonical(text: str) -> bool:
    return _TEXT.fullmatch(text) is not None and is_nfc(text)


def is_nfc(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def looks_like_seal(text: str) -> bool:
    """Does this text claim to be a seal (true or forged)?"""
    short = len(text) <= _LONGEST and len(text.encode("utf-8", "surrogatepass")) <= _LONGEST
    return short and _LOOKS_LIKE_A_SEAL.search(text) is not None


def from_elsewhere(seal: str, ours: str) -> bool:
    """Whether a seal differs from one of ours in its text and in its key: nothing of it is ours."""
    text, _, signature = seal.rpartition("\n")
    our_text, _, our_signature = ours.rpartition("\n")
    return text != our_text and signature[:_KEY_ID] != our_signature[:_KEY_ID]


def is_signed(text: str, name: str, signature: str, public: bytes) -> bool:
    """Whether the key `public`, whose id must be `name`, signed exactly this text."""
    if key_id(public) != name:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature_bytes(signature), text.encode())
    except (InvalidSignature, ValueError):  # ValueError: the known key isn't 32 bytes
        return False
    return True


def read_seal(text: str, keys: Mapping[str, bytes], revocations: Revocations = NONE) -> Verdict:
    """Judge the text of a QR code by the public keys that are known ({key id: 32 bytes}) and what is out of force."""
    if not looks_like_seal(text):
        return Verdict(State.UNREADABLE)
    found = _SEAL.fullmatch(text)
    if found is None or not is_nfc(text):
        return Verdict(State.FORGED)
    fields = _fields(found)
    public = keys.get(fields.key_id)
    if public is None:
        return Verdict(State.UNKNOWN_KEY, fields)
    if not is_signed(found["text"], fields.key_id, found["signature"], public):
        return Verdict(State.FORGED, fields)
    return _standing(fields, revocations)


def _fields(found: "re.Match[str]") -> Fields:
    day = _DAY.search(found["event"])
    said: dict[str, Any] = {name: found[name] for name in ("name", "position", "event", "number", "key_id")}
    return Fields(**said, day=day[1] if day else "")


def _standing(fields: Fields, revocations: Revocations) -> Verdict:
    """Of a truly signed one: its key first, then its number. One without a day has no proof of being older."""
    since = revocations.since.get(fields.key_id, "")
    if since and (not fields.day or fields.day >= since):
        return Verdict(State.REVOKED, fields, since)
    listed = revocations.numbers.get(fields.key_id, {}).get(fields.number)
    if listed is None:
        return Verdict(State.VALID, fields, since)
    return Verdict(State.REPLACED if listed.replaced else State.REVOKED, fields, since, listed)
