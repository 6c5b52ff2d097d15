"""Certificates: who is entitled to one, its number, what it says and the text that its seal signs.

What a newcomer gets wrong: composing the page from today's record. What is issued is a frozen copy (Certificate and
Edition); a name corrected later changes nothing that is printed or signed until a reissue.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kpps_desk.domain.election import CertificateRule, Role


class Kind(StrEnum):
    CERTIFICATE = "sertifikat"  # took part in the training
    TRAINER = "narasumber"  # taught it
    PIAGAM = "piagam"  # thanks for service


class Bar(StrEnum):
    """Why a person can't have a certificate (now)."""

    NOT_SEATED = "not_seated"
    ROLE = "role"
    NOT_SWORN = "not_sworn"
    NOT_TRAINED = "not_trained"
    NOT_TAUGHT = "not_taught"
    TOO_EARLY = "too_early"
    ALREADY = "already"


def bar(
    rule: CertificateRule, role: Role, seated: bool, sworn: bool, trained: bool, held: bool, opened: bool = True
) -> Bar | None:
    """What keeps a member from a certificate of this kind; None: entitled. The first reason in the order of the steps.

    `held`: they have one in force; `opened`: the rule's first day has come.
    """
    if held:
        return Bar.ALREADY
    if rule.seated and not seated:
        return Bar.NOT_SEATED
    if not rule.admits(role):
        return Bar.ROLE
    if rule.sworn and role.needs_oath and not sworn:
        return Bar.NOT_SWORN
    if rule.trained and role.needs_training and not trained:
        return Bar.NOT_TRAINED
    return None if opened else Bar.TOO_EARLY


def trainer_bar(rule: CertificateRule, taught: int, held: bool, opened: bool = True) -> Bar | None:
    """The same of a trainer who was present at so many trainings."""
    if held:
        return Bar.ALREADY
    if taught < max(1, rule.sessions):
        return Bar.NOT_TAUGHT
    return None if opened else Bar.TOO_EARLY


def scope(kind: Kind, code: str, template: str, day: date) -> str:
    """What a sequence counts in: the year, and for all but the sertifikat its code where the number bears one."""
    year = str(day.year)
    return year if kind is Kind.CERTIFICATE or "{kode}" not in template else f"{year} {code}"


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOKEN = re.compile(r"\{([^{}]*)\}")


def number(template: str, *, sequence: int, code: str, area: str, day: date) -> str:
    """A certificate's number: {urut} in 6 digits, {kode}, {wilayah}, {bulan_romawi}, {tahun}; ValueError if unknown."""
    tokens = {
        "urut": f"{sequence:06d}",
        "kode": code,
        "wilayah": area,
        "bulan_romawi": ROMAN[day.month - 1],
        "tahun": str(day.year),
    }
    pieces = _pieces(template)
    unknown = [token for token in pieces[1::2] if token not in tokens]
    if unknown:
        raise ValueError(", ".join(f"{{{token}}}" for token in unknown))
    return "".join([tokens[piece] if place % 2 else piece for place, piece in enumerate(pieces)])


def pattern_problem(template: str) -> str:
    """Why no number can be made by this pattern, a sentence; '' where one can."""
    if "{urut}" not in template:
        return "Pola nomor sertifikat harus memuat {urut}."
    try:
        number(template, sequence=1, code="", area="", day=date(2024, 1, 1))
    except ValueError as error:
        return f"Pola nomor sertifikat memuat bagian yang tidak dikenal: {error}."
    return ""


@lru_cache(maxsize=8)
def _pieces(template: str) -> tuple[str, ...]:
    """The template's texts, and between each two the token that stands there."""
    return tuple(_TOKEN.split(template))


@dataclass(frozen=True, slots=True)
class Edition:
    """What a batch of certificates shares on paper. `topics` are (topic, JP); `dates` is the training's, in words.

    `design` is the digest of the design that it is printed by ('': the built-in one of its kind), `signatories` are
    (title, name, number) of those who sign beside the first, `logo` is the digest of the letterhead's picture.
    """

    kind: Kind
    letterhead: tuple[str, ...]
    event: str
    topics: tuple[tuple[str, int], ...]
    jp: int
    place: str
    dates: str
    city: str
    day: date
    signatory_title: str
    signatory_name: str
    design: str = ""
    signatories: tuple[tuple[str, str, str], ...] = ()
    logo: str = ""
    signatory_number: str = ""  # of the first, below the name

    def to_json(self) -> str:
        """One canonical text: equal editions give equal texts, so that a batch finds its record."""
        return json.dumps(asdict(self) | {"day": self.day.isoformat()}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Edition":
        content = json.loads(text)
        return cls(
            **content
            | {
                "kind": Kind(content["kind"]),
                "letterhead": tuple(content["letterhead"]),
                "topics": tuple((topic, jp) for topic, jp in content["topics"]),
                "day": date.fromisoformat(content["day"]),
                "signatories": tuple(tuple(each) for each in content.get("signatories", ())),
            }
        )


class Certificate(NamedTuple):
    """What one page shows of one person; `seal` is the whole text of the QR code, `copy` marks it SALINAN."""

    number: str
    name: str
    position: str
    seal: str
    copy: bool = False


def position_line(kpps: bool, tps: str, kelurahan: str, kecamatan: str) -> str:
    """`KPPS TPS 003 Kel. Gambir, Kec. Gambir`; an officer is never called a KPPS."""
    return f"{'KPPS' if kpps else 'Petugas Ketertiban'} TPS {tps} Kel. {kelurahan}, Kec. {kecamatan}"


def trainer_line(places: Iterable[tuple[str, ...]]) -> str:
    """`Narasumber Kel. Gambir, Kec. Gambir`, by the areas where somebody taught: names from the province down to the
    kelurahan, or as far as a session's area goes. Several: as far down as they agree."""
    found = list(dict.fromkeys(places))
    agreed = []
    for names in zip(*found, strict=False):
        if len(set(names)) > 1:
            break
        agreed.append(names[0])
    if len(agreed) > 3:
        return f"Narasumber Kel. {agreed[3]}, Kec. {agreed[2]}"
    return f"Narasumber {'Kec. ' if len(agreed) == 3 else ''}{agreed[-1]}" if agreed else "Narasumber"


def seal_lines(name: str, position: str, event: str, jp: int, day: date, number: str) -> str:
    """The text that is signed: five lines in NFC, LF between but not after them, no stray blanks, no NIK."""
    lines = ("SERTIFIKAT KPPS v1", name, position, f"{event}, {jp} JP, {day.isoformat()}", f"No {number}")
    return "\n".join([unicodedata.normalize("NFC", " ".join(line.split())) for line in lines])
