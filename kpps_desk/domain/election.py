"""The election's settings: its roles, seats and needs, and the rule pack. Data, not constants of the program.

What a newcomer gets wrong: writing 7, 9 or 17 somewhere else. The defaults below are DKI Jakarta's governor election
of 27 November 2024; a workspace keeps its own copy, and every rule takes it as an argument.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from kpps_desk.domain.office import Logo


@dataclass(frozen=True, slots=True)
class Role:
    """One role in a crew; its seats are numbered first_number .. first_number + seats - 1 within the crew."""

    code: str
    name: str
    first_number: int
    seats: int
    kpps: bool  # a member of the KPPS; officers work at the TPS but are not
    needs_oath: bool
    needs_training: bool
    needs_certificate: bool

    @property
    def numbers(self) -> range:
        return range(self.first_number, self.first_number + self.seats)


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A paper of the checklist. One that isn't `required` is listed, but nobody is held up for it."""

    code: str
    name: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """What somebody judges of a person by papers or questions; `waivable`: an entitled person may set it aside."""

    code: str
    name: str
    waivable: bool = False


DOCUMENTS = (
    DocumentRule("pendaftaran", "Surat pendaftaran"),
    DocumentRule("pernyataan", "Surat pernyataan"),
    DocumentRule("riwayat", "Daftar riwayat hidup"),
    DocumentRule("ktp", "KTP-el"),
    DocumentRule("ijazah", "Ijazah SMA atau sederajat"),
    DocumentRule("foto", "Pas foto 4x6"),
    DocumentRule("sehat", "Surat keterangan sehat"),
    DocumentRule("parpol", "Surat keterangan partai (bagi mantan anggota)", required=False),
)
REQUIREMENTS = (
    RequirementRule("wni", "Warga negara Indonesia"),
    RequirementRule("pancasila", "Setia kepada Pancasila dan UUD 1945"),
    RequirementRule("parpol", "Bukan anggota partai politik dalam 5 tahun terakhir"),
    RequirementRule("domisili", "Berdomisili di wilayah kerja KPPS", waivable=True),
    RequirementRule("sehat", "Sehat jasmani dan rohani"),
    RequirementRule("pendidikan", "Berpendidikan SMA atau sederajat", waivable=True),
    RequirementRule("pidana", "Tidak pernah dipidana penjara 5 tahun atau lebih"),
    RequirementRule("netral", "Bukan tim kampanye atau saksi peserta pemilihan"),
    RequirementRule("perkawinan", "Tidak terikat perkawinan dengan sesama penyelenggara"),
)


@dataclass(frozen=True, slots=True)
class Completion:
    """What makes one trained: presence at so many required trainings, lesson hours at any training, a post-test.

    As it stands here: presence at one required training. 0 asks for nothing.
    """

    sessions: int = 1
    jp: int = 0
    score: int = 0  # 0 .. 100, at any one of the trainings attended


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """Who may have one kind of certificate, from which day on.

    `roles` are codes; none: for a sertifikat the roles that must have one, for the others every role. `sworn` and
    `trained` hold for a role that needs the step. `sessions` is the trainers' alone: at so many trainings they taught.
    """

    kind: str  # domain.certificates.Kind
    code: str  # {kode} of its numbers
    roles: tuple[str, ...] = ()
    seated: bool = True
    sworn: bool = True
    trained: bool = True
    sessions: int = 1
    after_voting: bool = False  # not before the day after the voting day
    not_before: date | None = None  # a day that counts instead

    def opens(self, voting_day: date) -> date | None:
        """The first day on which it is given; None: any."""
        if self.not_before is not None:
            return self.not_before
        return voting_day + timedelta(days=1) if self.after_voting else None

    def admits(self, role: Role) -> bool:
        """Whether whoever holds this role may have one."""
        if self.roles:
            return role.code in self.roles
        return role.needs_certificate or self.kind != "sertifikat"


CERTIFICATES = (
    CertificateRule("sertifikat", "SERT"),
    CertificateRule("narasumber", "NARASUMBER", seated=False, sworn=False, trained=False),
    CertificateRule("piagam", "PIAGAM", trained=False, after_voting=True),
)


@dataclass(frozen=True, slots=True)
class RulePack:
    """Who may serve. Ages are full years on `age_day`; below `min_age` is TMS, above `max_age` a warning.

    `papers_first`: whoever lacks a required document is BMS. Off, a document that nobody has looked for says nothing:
    offices send lists of people whom they have checked on paper. One that was looked for and is missing always counts.
    """

    min_age: int = 17
    max_age: int = 55
    minor_age: int = 18  # younger: a minor under the data-protection law, flagged
    women_share: float = 0.30  # soft: an indicator, never a block
    age_day: date | None = None  # None: the voting day
    documents: tuple[DocumentRule, ...] = DOCUMENTS
    requirements: tuple[RequirementRule, ...] = REQUIREMENTS
    papers_first: bool = False
    entitled: tuple[str, ...] = ()  # names of those who may set an objection aside
    completion: Completion = Completion()
    certificates: tuple[CertificateRule, ...] = CERTIFICATES

    def certificate(self, kind: str) -> CertificateRule:
        """The rule of a kind of certificate."""
        return next(rule for rule in (*self.certificates, *CERTIFICATES) if rule.kind == kind)

    def to_json(self) -> str:
        """For the file; `from_json` reads it back."""
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> "RulePack":
        """What isn't in the text, for it is older than the rule, is as by default."""
        kept: dict[str, Any] = json.loads(text)
        if kept.get("age_day"):
            kept["age_day"] = date.fromisoformat(kept["age_day"])
        for name, rule in (("documents", DocumentRule), ("requirements", RequirementRule)):
            if name in kept:
                kept[name] = tuple(rule(**one) for one in kept[name])
        if "entitled" in kept:
            kept["entitled"] = tuple(kept["entitled"])
        if "completion" in kept:
            kept["completion"] = Completion(**kept["completion"])
        if "certificates" in kept:
            kept["certificates"] = tuple(map(_certificate_rule, kept["certificates"]))
        return replace(cls(), **kept)


def _certificate_rule(kept: dict[str, Any]) -> CertificateRule:
    day = kept.get("not_before")
    return CertificateRule(
        **{**kept, "roles": tuple(kept.get("roles", ())), "not_before": date.fromisoformat(day) if day else None}
    )


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """What every paper of an office shares; `signatory_number`, a NIP or the like, stands below the name."""

    letterhead: tuple[str, ...]
    city: str
    signatory_title: str
    signatory_name: str
    event: str
    signatory_number: str = ""
    logo: Logo | None = None  # never in the election's own JSON: queries.office adds it


@dataclass(frozen=True, slots=True)
class Election:
    """The whole of it, as `kpps-desk new` writes it into a workspace."""

    name: str
    voting_day: date
    roles: tuple[Role, ...]
    rules: RulePack
    number_template: str  # tokens {urut} {kode} {wilayah} {bulan_romawi} {tahun}
    paper: PaperSettings

    @property
    def crew(self) -> int:
        """Seats of one crew."""
        return sum(role.seats for role in self.roles)

    def role_at(self, number: int) -> Role:
        """The role that sits on seat `number` of a crew; LookupError if there is no such seat."""
        for role in self.roles:
            if number in role.numbers:
                return role
        raise LookupError(number)


# Officers swear in with their crew but training and certificate are the KPPS's: the printed plan of a kelurahan
# counts 7 people a crew and session (58 TPS, 406 KPPS, 49 a session).
ROLES = (
    Role("ketua", "Ketua KPPS", 1, 1, True, True, True, True),
    Role("anggota", "Anggota KPPS", 2, 6, True, True, True, True),
    Role("ketertiban", "Petugas Ketertiban", 8, 2, False, True, False, False),
)

DKI_2024 = Election(
    name="Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    voting_day=date(2024, 11, 27),
    roles=ROLES,
    rules=RulePack(),
    number_template="{urut}/{kode}/{wilayah}/{bulan_romawi}/{tahun}",
    paper=PaperSettings(
        letterhead=("KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA"),
        city="Jakarta",
        signatory_title="Ketua KPU Provinsi DKI Jakarta",
        signatory_name="(nama penanda tangan)",
        event="Bimbingan Teknis KPPS Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2024",
    ),
)
