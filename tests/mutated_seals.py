"""Texts that were tampered with, from true seals, each with the kind of tampering: what no checker may take for true.

The same corpus for Python and for the page in the browser: `mutations(seals, count, seed)` gives the same texts for the
same seals. What a newcomer gets wrong: thinking each of them differs. Swapping a field with an equal one changes
nothing, so a text that equals a true seal is left out here.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kpps_desk.domain.certificates import seal_lines
from kpps_desk.exchange import seals
from kpps_desk.exchange.seals import SigningKey

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NAMES = (
    "Siti Contoh", "Hj. Renée Ma'ruf, S.Pd.", "I Gusti Ngurah Þorđur", "Ñandú Ångström Œuvre", "Muh. Al-Fath 3",
    "Abdullah bin Contoh", "𝒜stral Contoh", "ꦱꦶꦠꦶ Contoh", "محمد Contoh", "dr. R. A. Contoh, Sp.A(K)", "Mononim",
)  # fmt: skip
_LOOKALIKES = {
    "A": "Α", "B": "В", "C": "С", "E": "Е", "I": "Ι", "K": "K", "M": "М", "O": "О", "P": "Р", "S": "Ѕ", "T": "Т",
    "a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ſ", "x": "х", "y": "у", "v": "ν", "0": "O",
    "1": "l", "-": "‐", ".": "․", ",": "‚", "'": "’", "/": "∕", " ": "\u00a0", "Å": "Å", "2": "２", "é": "e\u0301",
}  # fmt: skip
_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u0301\u0323\u0000\u0007\u0085\u2028\u2029\ud800\U000e0041"
)
_BLANKS = " \t\u00a0\u2003\u3000\u202f\u1680\r\n\v\f"


class Mutation(NamedTuple):
    kind: str
    text: str


def true_seals(count: int, keys: Sequence[SigningKey], seed: int = 5) -> list[str]:
    """`count` seals as the program makes them: names of many scripts, a number each, the keys in turn."""
    pick = random.Random(seed)
    made = []
    for at in range(count):
        name = f"{_NAMES[at % len(_NAMES)]} {pick.choice('BCDFGHJKLM')}{at // len(_NAMES) or ''}"
        place = f"KPPS TPS {pick.randint(1, 120):03d} Kel. Gambir, Kec. Gambir"
        day = date(2024, 11, 8) + timedelta(days=at % 14)
        number = f"{at + 1:06d}/SERT/31.71.01/XI/2024"
        text = seal_lines(name, place, "Bimbingan Teknis KPPS", 2 + at % 9, day, number)
        made.append(seals.sign(text, keys[at % len(keys)]))
    return made


def mutations(true: Sequence[str], count: int, seed: int = 7) -> Iterator[Mutation]:
    """`count` tampered texts, the kinds in turn; none of them equals a true seal."""
    pick = random.Random(seed)
    known = set(true)
    kinds = list(_KINDS.items())
    made = 0
    while made < count:
        kind, tamper = kinds[made % len(kinds)]
        text = tamper(pick, true)
        if text not in known:
            made += 1
            yield Mutation(kind, text)


def _bit(pick: random.Random, true: Sequence[str]) -> str:
    data = bytearray(pick.choice(true).encode())
    for _ in range(pick.choice((1, 1, 1, 2, 8))):
        data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    return data.decode("utf-8", "replace")


def _byte(pick: random.Random, true: Sequence[str]) -> str:
    data = bytearray(pick.choice(true).encode())
    at = pick.randrange(len(data))
    data[at : at + pick.randint(0, 2)] = pick.randbytes(pick.randint(0, 2))
    return data.decode("latin-1" if pick.random() < 0.2 else "utf-8", "replace")


def _lookalike(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    places = [at for at, letter in enumerate(text) if letter in _LOOKALIKES]
    for at in pick.sample(places, pick.choice((1, 1, 2, 5))):
        text = text[:at] + _LOOKALIKES[text[at]][:1] + text[at + 1 :]
    return text


def _normal_form(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice([each for each in true if not each.isascii()])
    return unicodedata.normalize(pick.choice(("NFD", "NFKC", "NFKD")), text)


def _invisible(pick: random.Random, true: Sequence[str]) -> str:
    return _put(pick, pick.choice(true), pick.choice(_INVISIBLE))


def _blank(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    if pick.random() < 0.3:
        return text.replace(" ", pick.choice(("", "  ", "\u00a0", "\t")), pick.choice((1, -1)))
    return _put(pick, text, pick.choice(_BLANKS) * pick.choice((1, 1, 2)))


def _line_end(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    end = pick.choice(("\r\n", "\r", "\n\n", "\n\r", " \n", "\n ", "\v", "\u2028", "\x85", " ", ""))
    return text.replace("\n", end, pick.choice((1, 2, -1)))


def _around(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    more = pick.choice(("\n", " ", "\r\n", "\ufeff", "=", "==", "\0", "A", "\n\n", "]Q1", "\n" + pick.choice(true)))
    return text + more if pick.random() < 0.6 else more + text


def _base64(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    how = pick.randrange(5)
    if how == 0:  # the spare bits of the last character
        last = _ALPHABET.index(text[-1])
        return text[:-1] + _ALPHABET[(last & ~15) | pick.randrange(16)]
    if how == 1:
        return text[:-86] + text[-86:].replace("-", "+").replace("_", "/")
    if how == 2:
        return text + "=" * pick.randint(1, 3)
    if how == 3:
        return text[:-86] + text[-86:].swapcase()
    at = len(text) - pick.randint(1, 85)
    return text[:at] + pick.choice(("\n", " ", "=", ".")) + text[at:]


def _lines(pick: random.Random, true: Sequence[str]) -> str:
    """A line doubled, lost, or in another's place."""
    lines = pick.choice(true).split("\n")
    at, other = pick.sample(range(len(lines)), 2)
    how = pick.randrange(3)
    if how == 0:
        lines.insert(other, lines[at])
    elif how == 1:
        del lines[at]
    else:
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _cut(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    at = pick.randrange(1, len(text))
    return text[:at] if pick.random() < 0.7 else text[at:]


def _swapped(pick: random.Random, true: Sequence[str]) -> str:
    """Some lines of one certificate, the others of another."""
    first, second = (text.split("\n") for text in pick.sample(true, 2))
    taken = pick.sample(range(1, 6), pick.randint(1, 4))
    return "\n".join(second[at] if at in taken else line for at, line in enumerate(first))


def _other_key(pick: random.Random, true: Sequence[str]) -> str:
    """Signed by a stranger: under the stranger's key id, or under the true one."""
    text, _, signed = pick.choice(true).rpartition("\n")
    if pick.random() < 0.5:
        text = text.replace("Contoh", "Palsu")
    forged = seals.sign(text, seals.key_of(pick.randbytes(32)))
    return forged if pick.random() < 0.3 else f"{text}\n{signed[:6]}{forged[-87:]}"


def _key_id(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    other = pick.choice(true)[-93:-87] if pick.random() < 0.5 else "".join(pick.choices(_ALPHABET, k=6))
    return text[:-93] + other + text[-87:]


def _edited(pick: random.Random, true: Sequence[str]) -> str:
    """What somebody would gain by: another name, seat, hours, day or number."""
    text = pick.choice(true)
    digits = [at for at, letter in enumerate(text[:-93]) if letter.isascii() and letter.isdigit()]
    if pick.random() < 0.5:
        at = pick.choice(digits)
        return text[:at] + pick.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]
    lines = text.split("\n")
    lines[1] = pick.choice(("Orang Lain", lines[1] + ", S.H.", lines[1].upper(), lines[1][:-1] + "z"))
    return "\n".join(lines)


def _case(pick: random.Random, true: Sequence[str]) -> str:
    text = pick.choice(true)
    return pick.choice((text.swapcase, text.upper, text.lower, text.casefold, text.title))()


def _signature(pick: random.Random, true: Sequence[str]) -> str:
    """Another 64 bytes: zeros, ones, the order of the group added to S, the other certificate's."""
    text = pick.choice(true)
    how = pick.randrange(3)
    if how == 0:
        return text[:-86] + pick.choice(("A" * 86, "_" * 85 + "w", "AQ" + "A" * 84))
    if how == 1:
        return text[:-86] + pick.choice(true)[-86:]
    raw = seals.signature_bytes(text[-86:])
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = (int.from_bytes(raw[32:], "little") + order * pick.randint(1, 7)) % 2**256
    return text[:-86] + seals.signature_text(raw[:32] + scalar.to_bytes(32, "little"))


def _put(pick: random.Random, text: str, what: str) -> str:
    at = pick.randrange(len(text) + 1)
    return text[:at] + what + text[at:]


_KINDS: dict[str, Callable[[random.Random, Sequence[str]], str]] = {
    "bit": _bit,
    "byte": _byte,
    "lookalike": _lookalike,
    "normal form": _normal_form,
    "invisible": _invisible,
    "blank": _blank,
    "line end": _line_end,
    "around": _around,
    "base64": _base64,
    "lines": _lines,
    "cut": _cut,
    "swapped": _swapped,
    "other key": _other_key,
    "key id": _key_id,
    "edited": _edited,
    "case": _case,
    "signature": _signature,
}
