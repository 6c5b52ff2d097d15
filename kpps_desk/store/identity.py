"""Names that no two offices can give twice: UUIDv7, made in bulk.

What a newcomer gets wrong: reading an order between batches out of them. Within one batch they rise by one (so an
index appends and the journal compresses them to almost nothing); between batches only the millisecond orders them.
"""

import secrets
import time

_VERSION = 7 << 76
_VARIANT = 2 << 62


def new_uids(count: int, now_ms: int | None = None) -> list[bytes]:
    """`count` UUIDv7 of 16 bytes each, rising; 74 bits of each batch's start are random."""
    milliseconds = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    # The top bit of the counter stays 0, so that no batch can run over into the variant.
    first = (milliseconds << 80) | _VERSION | (secrets.randbits(12) << 64) | _VARIANT | secrets.randbits(61)
    return [number.to_bytes(16, "big") for number in range(first, first + count)]


def new_uid(now_ms: int | None = None) -> bytes:
    """One UUIDv7."""
    return new_uids(1, now_ms)[0]
