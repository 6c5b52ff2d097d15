"""A secret of 32 bytes as an age identity: its text is Bech32 (BIP 173), which pyrage reads but doesn't write.

What a newcomer gets wrong: thinking this weak because it is short. The secret itself comes from scrypt; here it is only
spelled.
"""

from collections.abc import Iterable

import pyrage

_PREFIX = "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity_of(secret: bytes) -> pyrage.x25519.Identity:
    """The identity whose private key these 32 bytes are."""
    return pyrage.x25519.Identity.from_str(_bech32(_PREFIX, secret).upper())


def _bech32(prefix: str, data: bytes) -> str:
    values = list(_fives(data))
    spread = [*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix)]
    check = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in values)}"


def _fives(data: bytes) -> Iterable[int]:
    """The bits in groups of five, the last one filled up with zeros."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return (int(bits[at : at + 5], 2) for at in range(0, len(bits), 5))


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(_GENERATOR):
            check ^= factor if (top >> place) & 1 else 0
    return check
