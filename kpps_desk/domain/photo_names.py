"""Whose photo a file is, by its name, as offices name them: NIK, seat, TPS and seat, or the number in the roster.

What a newcomer gets wrong: showing the file's name. It may be a NIK; whoever tells of a file uses `shown`.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from kpps_desk.domain.places import parse_tps


class By(StrEnum):
    NIK = "nik"
    SEAT = "seat"  # 14 digits
    CREW = "crew"  # TPS and seat, without a kelurahan: '0032' is seat 2 of TPS 003
    MEMBER = "member"


class Named(NamedTuple):
    by: By
    value: str


_NIK = re.compile(r"(\d{16})(?!\d)")
_SEAT = re.compile(r"(\d{14})(?!\d)")
_STATION = re.compile(r"(\d{13})[\s_.-]+(\d)(?!\d)")
_CREW = re.compile(r"(?:tps[\s_.-]*)?(\d{1,3})[\s_.-]+(?:(?:kursi|kpps|seat)[\s_.-]*)?([1-9])(?!\d)", re.IGNORECASE)
_MEMBER = re.compile(r"(?:no[\s_.-]*)?(\d{1,9})", re.IGNORECASE)
_LONG = re.compile(r"\d{6,}")


def read_name(stem: str) -> Named | None:
    """`3171010101900001`, `31710110010031`, `TPS 003 kursi 1 Siti`, `003-1`, `no 123`; None for what says nobody."""
    text = stem.strip()
    if found := _NIK.match(text):
        return Named(By.NIK, found[1])
    if found := _SEAT.match(text):
        return Named(By.SEAT, found[1])
    if found := _STATION.match(text):
        return Named(By.SEAT, found[1] + found[2])
    if found := _CREW.match(text):
        return _crew(found[1], found[2])
    if found := _MEMBER.fullmatch(text):
        return Named(By.MEMBER, found[1])
    return None


def _crew(tps: str, seat: str) -> Named | None:
    try:
        return Named(By.CREW, parse_tps(tps) + seat)
    except ValueError:
        return None


def shown(name: str) -> str:
    """The file's name without what may be a NIK: `317101**********.jpg`."""
    return _LONG.sub(lambda found: found[0] if len(found[0]) < 15 else found[0][:6] + "*" * (len(found[0]) - 6), name)
