"""How the journal's lines lie in a block: compressed, each with a salted commitment of its own.

What a newcomer gets wrong: hashing the content. The chain covers the 16-byte commitments only; salts and lines lie
apart and can be erased (a person's right) while the chain still verifies.

A block holds up to 1,000 lines of one table and one kind in one entry:
    content = number of lines (2 bytes) + salts (16 bytes a line) + zlib(shape, newline, line, newline, ...)
    shape = JSON {"table", "kind": "insert" | "update" | "delete", "fields": [...]}
    line of insert, delete = id, uid in hex, value of each field ...
    line of update = id, uid in hex, {field: [from, to]}
    commitment = SHA-256(salt + SHA-256(shape) + line), its first 16 bytes
A line is JSON without its outer brackets and with \\x1e for the commas: JSON's texts never hold that character, so a
whole block is encoded at once and cut at `]\\x1e[`, which takes two thirds of the time of a thousand lines.
An erased line is empty and its salt is zeros. Values are as stored: dates as ISO text, booleans as 0 and 1.
"""

import json
import secrets
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from kpps_desk.problems import Unavailable

SIZE = 1000
_SALT = 16
_COUNT = 2
_COMMA = "\x1e"

_encode_many = json.JSONEncoder(ensure_ascii=False, separators=(_COMMA, ":"), check_circular=False).encode
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Line(NamedTuple):
    """One record in one entry; `fields` is {name: (from, to)}, values as stored (dates ISO text, booleans 0 and 1)."""

    table: str
    kind: str  # 'insert' | 'update' | 'delete'
    id: int
    uid: bytes
    fields: Mapping[str, tuple[Any, Any]]


class Block(NamedTuple):
    """As it is stored, but for `subjects`: JSON, each line's member id or null; '' where none has one."""

    table_name: str
    lines: int
    commitments: bytes
    content: bytes
    subjects: str


class Packed(NamedTuple):
    """New records that have their ids and uids, and whose lines are packed: by another process, say."""

    ids: range
    uids: list[bytes]
    block: Block


class Shape(NamedTuple):
    """What the lines of a block share; no fields for updates, whose lines name their own."""

    table: str
    kind: str
    fields: tuple[str, ...]


def make(shape: Shape, records: Sequence[Sequence[Any]], about: Sequence[int | None]) -> Iterator[Block]:
    """Cut `records` ([id, uid in hex, ...]) into blocks; `about` names the member of each."""
    for start in range(0, len(records), SIZE):
        yield _block(shape, records[start : start + SIZE], about[start : start + SIZE])


def pack_members(facts: Mapping[str, Sequence[Any]], ids: range, uids: list[bytes]) -> Packed:
    """The lines of at most SIZE new members; `facts` are columns by the member's fields, values as stored."""
    records = list(zip(ids, map(bytes.hex, uids), *facts.values(), strict=True))
    return Packed(ids, uids, _block(Shape("member", "insert", tuple(facts)), records, ids))


def stored(value: Any) -> Any:
    """As SQLite keeps it, and so the journal: dates as ISO text, booleans as 0 and 1."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


_stored_once = lru_cache(maxsize=50_000)(stored)


def all_stored(column: Sequence[Any]) -> list[Any]:
    """The same of a column of dates or booleans, which repeat."""
    return list(map(_stored_once, column))


def _block(shape: Shape, records: Sequence[Sequence[Any]], about: Sequence[int | None]) -> Block:
    head = encode(shape._asdict()).encode()
    shared = sha256(head).digest()
    lines = _encode_many(records)[2:-2].encode().split(b"]\x1e[")
    salts = secrets.token_bytes(_SALT * len(lines))
    cut = [salts[at : at + _SALT] for at in range(0, len(salts), _SALT)]
    commitments = b"".join(_commitment(salt, shared, line) for salt, line in zip(cut, lines, strict=True))
    content = len(lines).to_bytes(_COUNT, "big") + salts + zlib.compress(b"\n".join([head, *lines]), 1)
    subjects = encode(list(about)) if any(about) else ""
    return Block(shape.table, len(lines), commitments, content, subjects)


_begin = sha256().copy  # half the time of a new one: OpenSSL looks the algorithm up each time


def _commitment(salt: bytes, shared: bytes, line: bytes) -> bytes:
    hashed = _begin()
    hashed.update(salt + shared + line)
    return hashed.digest()[:16]


def _opened(content: bytes) -> tuple[list[bytes], bytes, list[bytes]]:
    """(salts, shape, lines)"""
    count = int.from_bytes(content[:_COUNT], "big")
    end = _COUNT + _SALT * count
    salts = [content[at : at + _SALT] for at in range(_COUNT, end, _SALT)]
    head, *lines = zlib.decompress(content[end:]).split(b"\n")
    return salts, head, lines


def read(content: bytes) -> list[Line | None]:
    """The lines of a stored block, None in the place of an erased one; Unavailable where it is damaged."""
    try:
        _, head, lines = _opened(content)
        shape = json.loads(head)
        records = iter(_decoded([line for line in lines if line]))
        return [_line(shape, next(records)) if line else None for line in lines]
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        raise Unavailable("Isi catatan aktivitas rusak.", "Periksa dengan kpps-desk check.") from error


def _decoded(lines: Sequence[bytes]) -> list[list[Any]]:
    """All at once: decoding a line at a time takes twice as long."""
    records: list[list[Any]] = json.loads(f"[[{b'],['.join(lines).decode().replace(_COMMA, ',')}]]") if lines else []
    if len(records) != len(lines):
        raise ValueError("a line that is no record")
    return records


def _line(shape: Mapping[str, Any], record: Sequence[Any]) -> Line:
    record_id, uid, *values = record
    fields: dict[str, tuple[Any, Any]]
    if shape["kind"] == "update":
        fields = {name: (old, new) for name, (old, new) in values[0].items()}
    elif shape["kind"] == "insert":
        fields = {name: (None, value) for name, value in zip(shape["fields"], values, strict=True)}
    else:
        fields = {name: (value, None) for name, value in zip(shape["fields"], values, strict=True)}
    return Line(shape["table"], shape["kind"], record_id, bytes.fromhex(uid), fields)


def is_sound(content: bytes, commitments: bytes) -> bool:
    """Whether every line is what was committed to; erased lines are."""
    try:
        salts, head, lines = _opened(content)
    except zlib.error:
        return False
    if len(lines) != len(salts) or len(commitments) != 16 * len(lines):
        return False
    shared = sha256(head).digest()
    return all(
        not line or _commitment(salt, shared, line) == commitments[16 * number : 16 * number + 16]
        for number, (salt, line) in enumerate(zip(salts, lines, strict=True))
    )


def erased(content: bytes, numbers: set[int]) -> bytes:
    """The block without the lines `numbers`: text and salt gone, the commitments untouched."""
    salts, head, lines = _opened(content)
    for number in numbers:
        lines[number] = b""
        salts[number] = bytes(_SALT)
    return content[:_COUNT] + b"".join(salts) + zlib.compress(b"\n".join([head, *lines]), 1)
