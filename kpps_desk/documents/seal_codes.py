"""How strong the QR code of a seal may be, and whether paper still shows it: what decides is the size of a module.

What a newcomer gets wrong: the stronger the better. On paper of 150 dots an inch, turned and blurred, a code of 23 mm
was read 282 times of 300 with strength M (modules of 0.30 mm) and 293 times with L (0.34 mm). So a long text gives
strength up for larger modules. What counts is the size on paper, two on a sheet too.
"""

from bisect import bisect_left
from functools import lru_cache
from typing import Literal

from reportlab.lib.units import mm

from kpps_desk.documents import parts

Strength = Literal["M", "L"]

# Bytes that a code of this strength holds, by its version from 1 on; one of version v has 17 + 4 v modules a side.
_HOLDS: dict[Strength, tuple[int, ...]] = {
    "M": (
        14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857,
        911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
    ),
    "L": (
        17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003,
        1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
    ),
}  # fmt: skip
_SAFE = 0.36 * mm  # of a module: smaller ones are worth some strength
_FINEST: dict[Strength, float] = {"M": 0.325 * mm, "L": _SAFE}  # below, less than 99 of 100 were read
_MARK = 2  # bytes that say which letters they are


@lru_cache(maxsize=4_096)
def strength(size: int, edge: float) -> Strength:
    """Of a code for `size` bytes that is printed `edge` points wide, its white border included."""
    return "M" if _module(size, edge, "M") >= _SAFE or _module(size, edge, "L") <= _module(size, edge, "M") else "L"


@lru_cache(maxsize=4_096)
def too_fine(size: int, edge: float) -> bool:
    """Whether its modules are hard to read on paper, however weak it is made."""
    chosen = strength(size, edge)
    return bool(_module(size, edge, chosen) < _FINEST[chosen])


def _module(size: int, edge: float, strength: Strength) -> float:
    version = 1 + bisect_left(_HOLDS[strength], size + _MARK)
    return edge / (17 + 4 * version + 2 * parts.QUIET)
