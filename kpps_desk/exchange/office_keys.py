"""The keys file: public keys of offices, one a line, for whoever checks certificates; nothing secret is in it.

    <key id> <base64url of the 32 bytes, with its => [<- or the ISO day from which it is revoked> [<office>]]

What a newcomer gets wrong: taking such a file for signed. It is trusted because of who handed it over; what it says of
a key that is known already may only make checking stricter.
"""

import base64
import re
from collections.abc import Iterable
from typing import NamedTuple

from kpps_desk.exchange.seals import LINE, is_nfc, key_id

LARGEST = 1_000_000  # bytes of a file; one key takes some 100
_KEY = re.compile(
    r"(?P<key_id>[A-Za-z0-9_-]{6}) (?P<public>[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=)"
    rf"( (?P<since>-|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})( (?P<office>{LINE}))?)?"
)
_BLANKS = " \t"


class OfficeKey(NamedTuple):
    """One public key; `since` is the ISO day from which it is revoked ('': it isn't), `office` whose it is ('': ?)."""

    key_id: str
    public: bytes
    since: str = ""
    office: str = ""


def keys_text(keys: Iterable[OfficeKey]) -> str:
    """The content of a keys file, in the order of the key ids."""
    return "".join(f"{_line(key)}\n" for key in sorted(keys))


def read_keys(text: str) -> dict[str, OfficeKey]:
    """The keys of such a file by key id; ValueError if a line is none or its key id doesn't fit the key."""
    found: dict[str, OfficeKey] = {}
    for typed in plain_lines(text):
        line = typed.strip(_BLANKS)
        if not line or line.startswith("#"):
            continue
        key = _KEY.fullmatch(line)
        public = base64.urlsafe_b64decode(key["public"]) if key else b""
        if key is None or not is_nfc(line) or key_id(public) != key["key_id"]:
            raise ValueError(line)
        if key["key_id"] in found and found[key["key_id"]].public != public:  # 36 bits of a hash can be hit on purpose
            raise ValueError(line)
        since = (key["since"] or "-").removeprefix("-")
        found[key["key_id"]] = OfficeKey(key["key_id"], public, since, key["office"] or "")
    return found


def plain_lines(text: str) -> list[str]:
    """The lines of a file that may have gone through mail or Windows: LF, CRLF or CR, and a BOM before the first."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(key: OfficeKey) -> str:
    line = f"{key.key_id} {base64.urlsafe_b64encode(key.public).decode()}"
    if key.since or key.office:
        line += f" {key.since or '-'}"
    return f"{line} {key.office}" if key.office else line
