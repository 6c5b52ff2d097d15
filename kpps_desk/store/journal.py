"""The journal: who changed what, when, from what to what; chained by hash, erasable line by line.

What a newcomer gets wrong: hashing the content. The chain covers 16-byte commitments, each salted and made over one
line; salts and lines lie apart in the block and can be erased (a person's right) while the chain still verifies.

A block holds up to 1,000 lines of one table and one kind in one entry:
    content = salts (16 bytes a line) + zlib(shape, newline, line, newline, ...)
    shape = JSON {"table", "kind": "insert" | "update" | "delete", "fields": [...]}
    line of insert, delete = JSON [id, uid in hex, value of each field ...]
    line of update = JSON [id, uid in hex, {field: [from, to]}]
An erased line is empty and its salt is zeros. Values are as stored: dates as ISO text, booleans as 0 and 1.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

BLOCK = 1000
SALT = 16
NO_HASH = bytes(32)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Line(NamedTuple):
    """One record in one entry; `fields` is {name: (from, to)}, values as stored (dates ISO text)."""

    table: str
    kind: str
    id: int
    uid: bytes
    fields: Mapping[str, tuple[Any, Any]]


class Block(NamedTuple):
    """Ready to be stored; `subjects` are (member id, line)."""

    table: str
    lines: int
    commitments: bytes
    content: bytes
    subjects: Sequence[tuple[int, int]]


class Head(NamedTuple):
    """Everything of an entry that its hash covers, but the blocks."""

    id: bytes
    device: str
    seq: int
    clock: int
    at: int
    by: str
    title: str
    reason: str | None
    group_id: bytes | None
    undoes: bytes | None
    previous: bytes


def next_clock(last: int, now_ms: int) -> int:
    """Hybrid clock: never goes back, though the computer's own may."""
    return max(now_ms << 16, last + 1)


def entry_hash(head: Head, blocks: Sequence[tuple[str, int, bytes]]) -> bytes:
    """SHA-256 over the entry and its blocks' (table, lines, commitments)."""
    shown = [value.hex() if isinstance(value, bytes) else value for value in head]
    digest = hashlib.sha256(_encode(shown).encode())
    for table, lines, commitments in blocks:
        digest.update(_encode([table, lines]).encode())
        digest.update(commitments)
    return digest.digest()


def blocks_of(
    table: str,
    kind: str,
    fields: Sequence[str],
    records: Sequence[Sequence[Any]],
    subjects: Sequence[int | None] | None,
) -> Iterator[Block]:
    """Cut `records` ([id, uid in hex, ...]) into blocks; `subjects` is the member of each, or None for none at all."""
    for start in range(0, len(records), BLOCK):
        part = records[start : start + BLOCK]
        about = subjects[start : start + BLOCK] if subjects else ()
        yield _block(table, kind, fields, part, about)


def _block(
    table: str, kind: str, fields: Sequence[str], records: Sequence[Sequence[Any]], about: Sequence[int | None]
) -> Block:
    shape = _encode({"table": table, "kind": kind, "fields": list(fields)})
    prefix = hashlib.sha256(shape.encode()).digest()
    lines = [_encode(record).encode() for record in records]
    salts = secrets.token_bytes(SALT * len(lines))
    commitments = b"".join(
        hashlib.blake2b(salts[at : at + SALT] + prefix + line, digest_size=16).digest()
        for at, line in zip(range(0, len(salts), SALT), lines, strict=True)
    )
    content = salts + zlib.compress(b"\n".join([shape.encode(), *lines]), 1)
    subjects = [(member, line) for line, member in enumerate(about) if member is not None]
    return Block(table, len(lines), commitments, content, subjects)


def read_block(content: bytes, lines: int) -> list[Line | None]:
    """The lines of a stored block, None for an erased one."""
    shape_text, *texts = zlib.decompress(content[SALT * lines :]).split(b"\n")
    shape = json.loads(shape_text)
    return [_line(shape, text) if text else None for text in texts]


def _line(shape: Mapping[str, Any], text: bytes) -> Line:
    record_id, uid, *values = json.loads(text)
    kind: str = shape["kind"]
    if kind == "update":
        fields = {name: (old, new) for name, (old, new) in values[0].items()}
    elif kind == "insert":
        fields = {name: (None, value) for name, value in zip(shape["fields"], values, strict=True)}
    else:
        fields = {name: (value, None) for name, value in zip(shape["fields"], values, strict=True)}
    return Line(shape["table"], kind, record_id, bytes.fromhex(uid), fields)


def faults_of_block(lines: int, commitments: bytes, content: bytes) -> list[int]:
    """Numbers of the lines that aren't what was committed to; erased ones are no fault."""
    salts, packed = content[: SALT * lines], content[SALT * lines :]
    shape, *texts = zlib.decompress(packed).split(b"\n")
    prefix = hashlib.sha256(shape).digest()
    if len(texts) != lines or len(commitments) != SALT * lines:
        return list(range(lines))
    cuts = (slice(at, at + SALT) for at in range(0, SALT * lines, SALT))
    return [
        number
        for number, (text, cut) in enumerate(zip(texts, islice(cuts, lines), strict=True))
        if text and hashlib.blake2b(salts[cut] + prefix + text, digest_size=16).digest() != commitments[cut]
    ]


def erased(content: bytes, lines: int, numbers: set[int]) -> bytes:
    """The block without the lines `numbers`: text and salt gone, the commitments untouched."""
    salts = bytearray(content[: SALT * lines])
    shape, *texts = zlib.decompress(content[SALT * lines :]).split(b"\n")
    for number in numbers:
        texts[number] = b""
        salts[SALT * number : SALT * (number + 1)] = bytes(SALT)
    return bytes(salts) + zlib.compress(b"\n".join([shape, *texts]), 1)
