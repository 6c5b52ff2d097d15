"""The election's settings: its roles, seats and needs, and the rule pack. Data, not constants of the program.

What a newcomer gets wrong: writing 7, 9 or 17 somewhere else. The defaults below are DKI Jakarta's governor election
of 27 November 2024; a workspace keeps its own copy, and every rule takes it as an argument.
"""

from dataclasses import dataclass
from datetime import date


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
class RulePack:
    """Who may serve. Ages are full years on the voting day; below `min_age` is TMS, above `max_age` a warning."""

    min_age: int = 17
    max_age: int = 55
    minor_age: int = 18  # younger: a minor under the data-protection law, flagged
    women_share: float = 0.30  # soft: an indicator, never a block


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """What every paper of the office shares."""

    letterhead: tuple[str, ...]
    city: str
    signatory_title: str
    signatory_name: str
    event: str


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
