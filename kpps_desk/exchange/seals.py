"""The seal of a certificate: readable lines and an Ed25519 signature over exactly those bytes.

    SERTIFIKAT KPPS v1
    <name as printed>
    KPPS TPS 003 Kel. Gambir, Kec. Gambir
    <event>, 8 JP, 2024-11-09
    No <number>
    <key id: 6 characters> <86 characters of base64url: the signature over the five lines above>

What a newcomer gets wrong: being kind while reading. UTF-8 in NFC, LF between the lines, no blank at an end, nothing
after the signature, one way to write its base64: anything else is not what was signed, so it is forged.
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEADER = "SERTIFIKAT KPPS v1"
_KEY_ID = 6  # characters
# A line: no control character, no blank at either end.
_LINE = r"(?!\s)[^\x00-\x1f\x7f-\x9f\u2028\u2029]+(?<!\s)"
_TEXT = re.compile(rf"{HEADER}\n(?P<name>{_LINE})\n(?P<position>{_LINE})\n(?P<event>{_LINE})\nNo (?P<number>{_LINE})")
_SEAL = re.compile(rf"(?P<text>{_TEXT.pattern})\n(?P<key_id>[A-Za-z0-9_-]{{6}}) (?P<signature>[A-Za-z0-9_-]{{86}})")
_LOOKS_LIKE_A_SEAL = re.compile(r"SERTIFIKAT\s+KPPS|[A-Za-z0-9_-]{6} [A-Za-z0-9_-]{80,90}\s*\Z", re.IGNORECASE)
_LONGEST = 4_000  # characters; the longest QR code holds fewer bytes


class SigningKey(NamedTuple):
    """Raw 32-byte keys; `key_id` is the first 6 characters of base64url(SHA-256(public))."""

    key_id: str
    public: bytes
    private: bytes


class State(StrEnum):
    VALID = "valid"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"


class Fields(NamedTuple):
    """What a seal says; true only if the verdict is VALID."""

    name: str
    position: str
    event: str
    number: str
    key_id: str


class Verdict(NamedTuple):
    state: State
    fields: Fields | None = None


def new_key() -> SigningKey:
    """A fresh key pair from the system's randomness."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    return SigningKey(key_id(public), public, private.private_bytes_raw())


def key_id(public: bytes) -> str:
    """The short name of a public key, as it stands on certificates."""
    return base64.urlsafe_b64encode(hashlib.sha256(public).digest())[:_KEY_ID].decode()


def signer(key: SigningKey) -> Callable[[str], str]:
    """A function that seals one text after another with this key (0.04 ms each)."""
    private = Ed25519PrivateKey.from_private_bytes(key.private)

    def seal(text: str) -> str:
        if not _canonical(text):
            raise ValueError("not the canonical form of a seal's text")
        signature = base64.urlsafe_b64encode(private.sign(text.encode()))[:86].decode()
        return f"{text}\n{key.key_id} {signature}"

    return seal


def sign(text: str, key: SigningKey) -> str:
    """The whole seal of one text (domain.certificates.seal_lines); ValueError if the text isn't canonical."""
    return signer(key)(text)


def _canonical(text: str) -> bool:
    return _TEXT.fullmatch(text) is not None and (text.isascii() or unicodedata.is_normalized("NFC", text))


def looks_like_seal(text: str) -> bool:
    """Does this text claim to be a seal (true or forged)?"""
    return len(text) <= _LONGEST and _LOOKS_LIKE_A_SEAL.search(text) is not None


def from_elsewhere(seal: str, ours: str) -> bool:
    """Whether a seal differs from one of ours in its text and in its key: nothing of it is ours."""
    text, _, signature = seal.rpartition("\n")
    our_text, _, our_signature = ours.rpartition("\n")
    return text != our_text and signature[:_KEY_ID] != our_signature[:_KEY_ID]


def read_seal(text: str, keys: Mapping[str, bytes]) -> Verdict:
    """Judge the text of a QR code by the public keys that are known: {key id: 32 bytes}."""
    if not looks_like_seal(text):
        return Verdict(State.UNREADABLE)
    found = _SEAL.fullmatch(text)
    if found is None or not unicodedata.is_normalized("NFC", text):
        return Verdict(State.FORGED)
    fields = Fields(found["name"], found["position"], found["event"], found["number"], found["key_id"])
    signature = base64.urlsafe_b64decode(found["signature"] + "==")
    if base64.urlsafe_b64encode(signature)[:86].decode() != found["signature"]:
        return Verdict(State.FORGED, fields)
    public = keys.get(fields.key_id)
    if public is None:
        return Verdict(State.UNKNOWN_KEY, fields)
    if key_id(public) != fields.key_id:
        return Verdict(State.FORGED, fields)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, found["text"].encode())
    except (InvalidSignature, ValueError):  # ValueError: the known key isn't 32 bytes
        return Verdict(State.FORGED, fields)
    return Verdict(State.VALID, fields)


def keys_text(keys: Mapping[str, bytes]) -> str:
    """The content of a keys file: one public key a line, `<key id> <base64url>`; nothing secret is in it."""
    lines = (f"{name} {base64.urlsafe_b64encode(public).decode()}" for name, public in sorted(keys.items()))
    return "".join(f"{line}\n" for line in lines)


def read_keys(text: str) -> dict[str, bytes]:
    """The keys of such a file; ValueError if a line is none or its key id doesn't fit the key."""
    found: dict[str, bytes] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, encoded = line.strip().partition(" ")
        public = base64.b64decode(encoded, altchars=b"-_", validate=True)
        if len(public) != 32 or key_id(public) != name:
            raise ValueError(line)
        found[name] = public
    return found
