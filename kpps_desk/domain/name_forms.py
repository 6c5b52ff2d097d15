"""How a name is written: what looks like a slip of the keyboard, to be pointed at and never changed.

What a newcomer gets wrong: re-casing. `S.stp.` may be wrong, but it is its bearer's to say; names and degrees are
printed as typed.
"""

import re
from collections.abc import Iterator

_PARTICLES = frozenset({"al", "bin", "binti", "bte", "da", "de", "den", "der", "di", "el", "ibn", "la", "van", "von"})
_WORD = re.compile(r"[^\W\d_]+(?:['’`.\-][^\W\d_]+)*\.?")
_INNER = re.compile(r"(?<!\bMc)(?<!\bMac)(?<=[a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]")  # dEwi, SitiAminah
_USUAL = """
    A.Md. A.Md.Keb. A.Md.Kep. A.Md.Kom. Ak. Apt. apt. BA B.A. B.Sc. CA CPA Dr. dr. Dra. drg. drh. Drs. Ed.D. H. Hj.
    Ir. ir. K.H. Lc. LL.M. M.A. M.Ag. M.AP. M.E. M.Eng. M.Farm. M.H. M.Hum. M.I.Kom. M.Kes. M.Kn. M.Kom. M.M. M.Pd.
    M.Pd.I. M.PH. M.Psi. M.Sc. M.Si. M.Sn. M.T. MBA Ners. Ns. Ph.D. Prof. Psi. S.A. S.Ab. S.AB. S.Ag. S.Ak. S.AP. S.Ars.
    S.Ds. S.E. S.E.I. S.Farm. S.Fil. S.Gz. S.H. S.H.I. S.Hum. S.Hut. S.I.Kom. S.IIP. S.IP. S.Ikom. S.Kep. S.Kes.
    S.Kom. S.KM. S.M. S.Mat. S.P. S.Pd. S.Pd.I. S.Psi. S.Pt. S.S. S.ST. S.STP. S.Si. S.Sn. S.Sos. S.Sos.I. S.Stat. S.Sy.
    S.T. S.TP. S.Th. S.Tr. S.Tr.Keb. S.Tr.Kep. Sp.A. Sp.B. Sp.OG. Sp.PD. Th.M. Ust.
"""


def _letters(degree: str) -> str:
    return "".join(filter(str.isalpha, degree))


_KNOWN: dict[str, dict[str, str]] = {}  # letters without case -> letters as they are written -> the whole
for _one in _USUAL.split():
    _KNOWN.setdefault(_letters(_one).casefold(), {})[_letters(_one)] = _one


def all_small(name: str) -> bool:
    """`siti aminah`: letters, and no capital among them."""
    return name.islower()


def all_capitals(name: str) -> bool:
    """`SITI AMINAH`; not initials alone."""
    return name.isupper() and any(len(word) > 2 for word in _WORD.findall(name))


def odd_words(name: str) -> list[str]:
    """Words that begin small where the name has capitals, or have a capital inside: `siti` Aminah, `SItI`."""
    if name.istitle() or all_small(name) or all_capitals(name):  # the first is nearly everybody
        return []
    return [word for word in _WORD.findall(name) if _is_odd(word)]


def _is_odd(word: str) -> bool:
    if _letters(word) in _KNOWN.get(_letters(word).casefold(), {}):  # dr., drg., S.Pd.
        return False
    small = word[0].islower() and word.casefold().rstrip(".") not in _PARTICLES and word[1:2] != "'"
    return small or (_INNER.search(word) is not None)


def odd_degrees(before: str, after: str) -> Iterator[tuple[str, str]]:
    """(as written, as usual) of degrees whose capitals are unusual: ('S.stp.', 'S.STP.'). Dots don't matter."""
    if not before and not after:
        return
    for written in (*before.split(), *(part.strip() for part in after.split(","))):
        usual = _KNOWN.get(_letters(written).casefold())
        if usual and _letters(written) not in usual:
            yield written, next(iter(usual.values()))


def stray_blanks(text: str) -> bool:
    """Two blanks in a row, one at an end, or one before a comma."""
    return "  " in text or " ," in text or text != text.strip()
