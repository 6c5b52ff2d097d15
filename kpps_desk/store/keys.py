"""The file's key: where it goes into a connection, whoever will keep it.

What a newcomer gets wrong: passing a passphrase. SQLCipher would derive a key from it on every connection (299 ms);
a raw key of 32 bytes, derived once elsewhere, costs 1.1 ms. Files are plain until a key is given.
"""

from typing import Any

LENGTH = 32


def unlock(connection: Any, key: bytes | None) -> None:
    """Must be the first thing said on a connection; None leaves the file plain."""
    if key is None:
        return
    if len(key) != LENGTH:
        raise ValueError(f"a file key has {LENGTH} bytes, not {len(key)}")
    connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
