"""Whether an education as offices type it lies below SMA: `SD`, `SLTP/Sederajat`, `Tamat SMP`, `MTs N 3`, `Paket B`.

What a newcomer gets wrong: refusing what isn't understood. Only a text that names a lower school and no higher one is
called low; a typed word decides nothing for good, the ijazah and whoever judges the person do.
"""

import re
from functools import lru_cache

_LOW = re.compile(
    r"\b(?:sdn?|sdlb|sr|min?|mis|smpn?|smplb|sltp|smtp|smep|mts[ns]?|tsanawiyah|ibtidaiyah|tk|paud)\d*\b"
    r"|\b(?:sekolah (?:dasar|rakyat)|(?:menengah|tingkat|lanjutan) pertama|paket [ab]|buta huruf)\b"
    r"|\b(?:tidak|belum|tdk|blm|tak)(?: (?:tidak|belum|pernah))* ?(?:ber)?sekolah\b|\btidak (?:ada|punya) ijazah\b"
)
_UPPER = re.compile(
    r"\b(?:sma[nu]?|smkn?|smu[n]?|smalb|slta|smta|smea|smkk|stm|spg|sgo|spk|ma[nk]?|aliyah)\d*\b"
    r"|\b(?:menengah (?:atas|umum|kejuruan)|(?:tingkat|lanjutan) atas|paket c)\b"
)
_HIGHER = re.compile(
    r"\b(?:d ?[1-4]|d (?:i{1,3}|iv)|s ?[1-3]|s i{1,3}|dii|diii|div|sii|siii)\b"
    r"|\b(?:diploma|akademi|sarjana|strata|magister|master|doktor|profesi|kuliah|mahasiswa|mahasiswi)\b"
    r"|\b(?:universitas|politeknik|institut)\b"
)
_UNFINISHED = re.compile(r"\b(?:tidak|belum|tdk|blm|putus)(?: (?:tidak|belum))* (?:tamat|lulus|selesai|menamatkan)\b")


@lru_cache(maxsize=10_000)
def below_upper_secondary(education: str) -> bool:
    """False too for nothing, and for what says neither."""
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", education.casefold().replace(".", "")).split())
    if not text or _HIGHER.search(text):
        return False
    if _UPPER.search(text):
        return bool(_UNFINISHED.search(text))
    return bool(_LOW.search(text))
