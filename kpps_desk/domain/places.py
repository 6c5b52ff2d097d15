"""Areas, TPS and their codes; finding an area by the name that an office typed.

What a newcomer gets wrong: joining on names. A kelurahan often bears its kecamatan's name (Gambir/Gambir), and
spellings vary (Pal Merah/Palmerah, `Kel.`, `Kp.`): names are only read at the door, everything behind it uses codes.
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from kpps_desk.domain.findings import Code
from kpps_desk.domain.values import name_key


class Level(IntEnum):
    PROVINCE = 1
    KABKOTA = 2
    KECAMATAN = 3
    KELURAHAN = 4


class Area(NamedTuple):
    """`code` is Kemendagri's with dots: `31.71.01.1001`."""

    code: str
    name: str
    level: Level


class PlaceError(ValueError):
    """Why no area was found: AREA_UNKNOWN or AREA_AMBIGUOUS."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


_DIGITS = {2: Level.PROVINCE, 4: Level.KABKOTA, 6: Level.KECAMATAN, 10: Level.KELURAHAN}


def digits(code: str) -> str:
    """`31.71.01.1001` as KPU writes it: `3171011001`."""
    return code.replace(".", "")


def dotted(text: str) -> str:
    """`3171011001` as Kemendagri writes it; ValueError if it isn't the digits of an area."""
    if len(text) not in _DIGITS or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)


def level_of(code: str) -> Level:
    """The level of an area's code, with dots or without; ValueError if it is none."""
    level = _DIGITS.get(len(digits(code)))
    if level is None:
        raise ValueError(code)
    return level


def parent(code: str) -> str:
    """The code of the area around this one, '' above the province: `31.71.01` for `31.71.01.1001`."""
    return code.rpartition(".")[0]


def station_code(kelurahan: str, tps: str) -> str:
    """KPU's 13 digits of a TPS from the kelurahan's code and `001`."""
    return digits(kelurahan) + tps


_LEVEL_WORDS = frozenset(
    (
        "kel",
        "kelurahan",
        "desa",
        "ds",
        "kec",
        "kecamatan",
        "kab",
        "kabupaten",
        "adm",
        "administrasi",
        "administratif",
        "prov",
        "provinsi",
    )
)
_SHORT = {
    "kp": "kampung",
    "kmp": "kampung",
    "kep": "kepulauan",
    "gn": "gunung",
    "pd": "pondok",
    "pdk": "pondok",
    "tj": "tanjung",
    "tg": "tanjung",
    "tjg": "tanjung",
    "kb": "kebon",
    "ps": "pasar",
    "psr": "pasar",
    "utr": "utara",
    "sel": "selatan",
    "slt": "selatan",
    "brt": "barat",
    "tim": "timur",
    "tmr": "timur",
    "jakpus": "jakartapusat",
    "jakut": "jakartautara",
    "jakbar": "jakartabarat",
    "jaksel": "jakartaselatan",
    "jaktim": "jakartatimur",
}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """What two spellings of one area share: no case, blanks, level words, doubled letters; short forms in full."""
    words = name_key(name).split()
    while len(words) > 1 and (
        words[0] in _LEVEL_WORDS or (words[0] == "kota" and words[1] in {"adm", "administrasi", "jakarta"})
    ):  # Kota Bambu Selatan is a kelurahan
        del words[0]
    return _DOUBLED.sub(r"\1", "".join(_SHORT.get(word, word) for word in words))


_TPS = re.compile(r"(?:t\.?p\.?s\.?[\s:-]*)?(?:no\.?[\s:]*)?(\d{1,3})(?:[.,]0+)?", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=10_000)
def parse_tps(value: str | int | float) -> str:
    """The number of a TPS as three digits; ValueError if there is none in it. `1`, `1.0`, `TPS 01` are `001`."""
    text = str(value).strip().lstrip("'")
    found = _TPS.fullmatch(text)
    if not found or not int(found[1]):
        raise ValueError(text)
    return found[1].zfill(3)


class Gazetteer:
    """Finds a kelurahan's code by what was typed; each combination is worked out once."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._names = {area.code: place_key(area.name) for area in areas}
        self._kelurahan: dict[str, list[str]] = {}
        for code, key in self._names.items():
            if level_of(code) is Level.KELURAHAN:
                self._kelurahan.setdefault(key, []).append(code)
        self._known: dict[tuple[str, str, str], str | PlaceError] = {}

    def find(self, kelurahan: str, kecamatan: str = "", kabkota: str = "") -> str:
        """The kelurahan's code; PlaceError if there is none that bears all given names, or more than one.

        Any of the three may be a code instead of a name.
        """
        asked = (kelurahan, kecamatan, kabkota)
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._look_up(*asked)
        if isinstance(known, PlaceError):
            raise PlaceError(known.code, str(known))
        return known

    def _look_up(self, kelurahan: str, kecamatan: str, kabkota: str) -> str | PlaceError:
        code = self._as_code(kelurahan)
        candidates = [code] if code else self._kelurahan.get(place_key(kelurahan), [])
        found = [
            code
            for code in candidates
            if self._bears(parent(code), kecamatan) and self._bears(parent(parent(code)), kabkota)
        ]
        if len(found) == 1:
            return found[0]
        text = ", ".join(part for part in (kelurahan, kecamatan, kabkota) if part)
        return PlaceError(Code.AREA_AMBIGUOUS if found else Code.AREA_UNKNOWN, text)

    def _as_code(self, text: str) -> str:
        """The code that the text is, '' if it is a name."""
        try:
            code = dotted(digits(text.strip()))
        except ValueError:
            return ""
        return code if code in self._names and level_of(code) is Level.KELURAHAN else ""

    def _bears(self, code: str, typed: str) -> bool:
        if not typed or typed.isspace():
            return True
        if digits(typed.strip()) == digits(code):
            return True
        return place_key(typed) in (key := self._names.get(code, ""), key.removeprefix("jakarta"))
