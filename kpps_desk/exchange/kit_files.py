"""The sealed files that travel with a laptop: a kit (`.kppssesi`) and what comes back from it (`.kppshasil`).

    KPPS-SESI 1 <bytes that follow> <their SHA-256>\\n   then 16 bytes of salt and the age file
    KPPS-HASIL 1 <bytes that follow> <their SHA-256>\\n  then 16 bytes naming the kit and the age file

In the age file lie an Ed25519 signature (64 bytes) and the compressed content. What a newcomer gets wrong: age's own
passphrases. Its scrypt takes what the making machine manages in a second (512 MB here), which an old laptop can't
open; so the key is derived here, at one fixed price, and handed to age as an identity.
"""

import hashlib
import re
import secrets
import zlib
from enum import StrEnum

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kpps_desk.exchange.age_keys import identity_of
from kpps_desk.problems import Refused

VERSION = 1
DIGITS = 15  # of an opening code: 50 bits, each guess at scrypt's price
LARGEST = 4_000_000  # bytes of a file; a whole kelurahan's swearing-in takes some 60,000
_LARGEST_CONTENT = 32_000_000
_NAME = 16  # bytes: the salt, or the kit's uid
_SIGNATURE = 64
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26, "dklen": 32}  # 32 MB, some 0.1 s
_HEAD = re.compile(rb"KPPS-(SESI|HASIL) ([1-9]\d{0,3}) (\d{1,9}) ([0-9a-f]{64})\n")
_HEAD_MOST = 100  # bytes
_ASK_AGAIN = "Salin lagi berkas aslinya, misalnya lewat flashdisk, lalu coba sekali lagi."


class Kind(StrEnum):
    KIT = "SESI"
    RESULT = "HASIL"


def new_code() -> str:
    """An opening code: digits alone, for they are read out over the telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def seal_kit(content: bytes, private: bytes, code: str) -> bytes:
    """The file of a kit; `private` is the office's Ed25519 key."""
    salt = secrets.token_bytes(_NAME)
    return _seal(Kind.KIT, salt, content, private, str(_unlocking(code, salt).to_public()))


def open_kit(data: bytes, code: str) -> tuple[bytes, bytes]:
    """(content, signature); the content names the key that must have signed it: `check_signature`."""
    salt, sealed = _parted(Kind.KIT, data)
    digits = re.sub(r"[\s.\-]", "", code)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == DIGITS):
        raise Refused(
            f"Kode pembuka terdiri atas {DIGITS} angka.", "Tanyakan lagi kepada kantor yang membuat paketnya."
        )
    try:
        return _unpacked(pyrage.decrypt(sealed, [_unlocking(digits, salt)]))
    except pyrage.DecryptError:
        raise Refused("Kode pembuka tidak cocok dengan paket ini.", "Periksa angkanya satu per satu.") from None


def seal_result(content: bytes, kit: bytes, private: bytes, recipient: str) -> bytes:
    """The file of a result: signed with the kit's key, readable by the office alone."""
    return _seal(Kind.RESULT, kit, content, private, recipient)


def kit_of(data: bytes) -> bytes:
    """Which kit (uid) a result belongs to; Refused if the file isn't a whole result."""
    return _parted(Kind.RESULT, data)[0]


def open_result(data: bytes, identity: str, public: bytes) -> bytes:
    """The content of a result; Refused unless it was sealed for this office and signed by its kit."""
    _, sealed = _parted(Kind.RESULT, data)
    try:
        content, signature = _unpacked(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError:
        raise Refused("Hasil paket ini tidak dapat dibuka dengan kunci kantor ini.", _ASK_AGAIN) from None
    check_signature(Kind.RESULT, content, signature, public)
    return content


def check_signature(kind: Kind, content: bytes, signature: bytes, public: bytes) -> None:
    """Refused unless `public` signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(kind, content))
    except (InvalidSignature, ValueError):
        raise Refused("Tanda tangan berkas ini tidak sah: isinya sudah diubah.", _ASK_AGAIN) from None


def new_keys() -> tuple[bytes, bytes, str, str]:
    """Of one kit: (private, public) Ed25519 for its results, (identity, recipient) of age for the office."""
    private = Ed25519PrivateKey.generate()
    identity = pyrage.x25519.Identity.generate()
    pair = (private.private_bytes_raw(), private.public_key().public_bytes_raw())
    return *pair, str(identity), str(identity.to_public())


def _seal(kind: Kind, name: bytes, content: bytes, private: bytes, recipient: str) -> bytes:
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_signed(kind, content))
    sealed = pyrage.encrypt(signature + zlib.compress(content, 9), [pyrage.x25519.Recipient.from_str(recipient)])
    body: bytes = name + sealed
    return f"KPPS-{kind} {VERSION} {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def _parted(kind: Kind, data: bytes) -> tuple[bytes, bytes]:
    """(name, age file) of a whole file of this kind; any other has its sentence."""
    if not data:
        raise Refused("Berkas ini kosong.", _ASK_AGAIN)
    head = _HEAD.match(data[:_HEAD_MOST])
    if head is None:
        raise _not_ours(kind, data)
    if int(head[2]) > VERSION:
        raise Refused(
            "Berkas ini dibuat oleh KPPS Desk yang lebih baru.", "Perbarui KPPS Desk di komputer ini, lalu coba lagi."
        )
    if head[1].decode() != kind:
        raise _other_kind(kind)
    body, size = data[head.end() :], int(head[3])
    if len(body) < size:
        raise Refused("Berkas ini terpotong: sebagian isinya hilang.", _ASK_AGAIN)
    if len(body) > size or len(body) > LARGEST or hashlib.sha256(body).hexdigest().encode() != head[4]:
        raise Refused("Berkas ini rusak: isinya tidak lagi seperti saat dibuat.", _ASK_AGAIN)
    return body[:_NAME], body[_NAME:]


def _not_ours(kind: Kind, data: bytes) -> Refused:
    start = data[:_HEAD_MOST]
    if any(f"KPPS-{one} ".encode().startswith(start[:11]) or start.startswith(f"KPPS-{one} ".encode()) for one in Kind):
        return Refused("Berkas ini terpotong atau rusak.", _ASK_AGAIN)
    if kind is Kind.KIT:
        return Refused("Berkas ini bukan paket sesi KPPS Desk.", "Pilih berkas berakhiran .kppssesi.")
    return Refused("Berkas ini bukan hasil paket sesi KPPS Desk.", "Pilih berkas berakhiran .kppshasil.")


def _other_kind(wanted: Kind) -> Refused:
    if wanted is Kind.KIT:
        return Refused("Ini hasil paket, bukan paket sesi.", "Berikan berkas ini kepada kantor yang membuat paketnya.")
    return Refused("Ini paket sesi, bukan hasilnya.", "Hasil disimpan dari laptop yang membuka paket itu.")


def _unpacked(plain: bytes) -> tuple[bytes, bytes]:
    opener = zlib.decompressobj()
    try:
        content = opener.decompress(plain[_SIGNATURE:], _LARGEST_CONTENT)
    except zlib.error:
        raise Refused("Isi berkas ini tidak dapat dibaca.", _ASK_AGAIN) from None
    if not opener.eof or opener.unused_data:
        raise Refused("Isi berkas ini tidak dapat dibaca.", _ASK_AGAIN)
    return content, plain[:_SIGNATURE]


def _signed(kind: Kind, content: bytes) -> bytes:
    return f"KPPS-{kind} {VERSION}\n".encode() + content


def _unlocking(code: str, salt: bytes) -> pyrage.x25519.Identity:
    return identity_of(hashlib.scrypt(code.encode(), salt=salt, **_COST))
