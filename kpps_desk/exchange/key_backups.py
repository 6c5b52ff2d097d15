"""The backup of an office's keys: private halves in a file that only a passphrase opens.

    KPPS-KUNCI 1 <bytes that follow> <their SHA-256>\\n   then an age file, sealed by scrypt with the passphrase

The head tells a file that was cut off from a wrong passphrase. What a newcomer gets wrong: a short passphrase. Whoever
holds the file may guess for ever; twelve characters are the least.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from typing import NamedTuple

import pyrage

from kpps_desk.exchange import seals
from kpps_desk.problems import Invalid, Refused

VERSION = 1
LEAST = 12  # characters of a passphrase
LARGEST = 1_000_000  # bytes of a file; a key takes some 200
_HEAD = re.compile(rb"KPPS-KUNCI ([1-9]\d{0,3}) (\d{1,7}) ([0-9a-f]{64})\n")
_HEAD_MOST = 100  # bytes
_LOOKS = 20  # at a machine that something else may keep busy
_AGAIN = "Salin lagi berkas aslinya, lalu coba sekali lagi."


class Kept(NamedTuple):
    """One key as it is backed up; `since` is an ISO day, '' while it isn't revoked."""

    private: bytes
    created_at: int
    revoked_at: int | None
    since: str
    reason: str

    def __repr__(self) -> str:
        return "Kept(...)"


def seal(keys: Sequence[Kept], office: str, passphrase: str) -> bytes:
    """The file; Invalid where the passphrase is too short. Takes about a second and 512 MB: so does each guess."""
    if len(passphrase) < LEAST:
        raise Invalid("passphrase", f"Frasa sandi paling sedikit {LEAST} huruf.", "Gunakan beberapa kata.")
    lines = [each._asdict() | {"private": base64.b64encode(each.private).decode()} for each in keys]
    content = json.dumps({"office": office, "keys": lines}, ensure_ascii=False).encode()
    body: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return f"KPPS-KUNCI {VERSION} {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def open_sealed(data: bytes, passphrase: str) -> tuple[str, list[Kept]]:
    """(office, keys) of such a file; any other, and a wrong passphrase, has its sentence."""
    content = _decrypted(_body(data), passphrase)
    try:
        told = json.loads(content)
        return str(told["office"]), [_kept(each) for each in told["keys"]]
    except (ValueError, KeyError, TypeError):
        raise Refused("Isi cadangan kunci ini tidak dapat dibaca.", _AGAIN) from None


def _decrypted(body: bytes, passphrase: str) -> bytes:
    """age times the machine for a few milliseconds before it judges that it is too weak: one look may be unlucky."""
    for _ in range(_LOOKS):
        try:
            content: bytes = pyrage.passphrase.decrypt(body, passphrase)
        except pyrage.DecryptError as error:
            if "work" not in str(error).lower():
                raise Refused(
                    "Frasa sandi tidak cocok dengan cadangan ini.", "Periksa huruf besar, kecil, dan spasi."
                ) from None
        else:
            return content
    raise Refused("Komputer ini terlalu lemah untuk membuka cadangan ini.", "Buka di komputer yang lebih kuat.")


def _body(data: bytes) -> bytes:
    if not data:
        raise Refused("Berkas ini kosong.", _AGAIN)
    head = _HEAD.match(data[:_HEAD_MOST])
    if head is None:
        if b"KPPS-KUNCI ".startswith(data[:11]) or data.startswith(b"KPPS-KUNCI "):
            raise Refused("Cadangan kunci ini terpotong atau rusak.", _AGAIN)
        raise Refused("Berkas ini bukan cadangan kunci KPPS Desk.", "Pilih berkas berakhiran .kppskunci.")
    if int(head[1]) > VERSION:
        raise Refused("Cadangan ini dibuat oleh KPPS Desk yang lebih baru.", "Perbarui KPPS Desk di komputer ini.")
    body = data[head.end() :]
    if len(body) < int(head[2]):
        raise Refused("Cadangan kunci ini terpotong: sebagian isinya hilang.", _AGAIN)
    if len(body) > int(head[2]) or hashlib.sha256(body).hexdigest().encode() != head[3]:
        raise Refused("Cadangan kunci ini rusak: isinya tidak lagi seperti saat dibuat.", _AGAIN)
    return body


def _kept(told: dict[str, object]) -> Kept:
    private = base64.b64decode(str(told["private"]), validate=True)
    seals.key_of(private)  # ValueError unless it is one
    moment = told["revoked_at"]
    return Kept(
        private,
        int(str(told["created_at"])),
        None if moment is None else int(str(moment)),
        str(told["since"]),
        str(told["reason"]),
    )
