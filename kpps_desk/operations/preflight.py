"""Preflight: everything to look at before certificates are issued or printed, each with its person and a way to mend.

What a newcomer gets wrong: stopping at the first. Every person of the area is looked at, and what was found is counted
by code. Who needs no certificate (a role that gets none, no seat, one in force) is counted and is no finding.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kpps_desk import words
from kpps_desk.documents.design_looks import Looks
from kpps_desk.domain import certificates as rules
from kpps_desk.domain.certificates import Bar, Certificate, Edition, Kind, position_line
from kpps_desk.domain.designs import Design
from kpps_desk.domain.places import dotted
from kpps_desk.domain.preflight import Code, Finding, Mend, Weight
from kpps_desk.domain.values import name_key
from kpps_desk.operations import collector, preflight_office
from kpps_desk.operations.name_looks import NameLooks, Person
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, certificate_changes, designs, teaching
from kpps_desk.queries import certificates as questions
from kpps_desk.queries import preflight as rows
from kpps_desk.queries.preflight import IssuedRow, PersonRow
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot

__all__ = ["Code", "Finding", "Preflight", "before", "before_printing"]

_CHUNK = 5_000  # people looked at between two chances to cancel
_TELLS = "Memeriksa sebelum terbit"
_STEPS = {
    Bar.NOT_SWORN: (Code.NOT_SWORN, "Belum disumpah, jadi belum berhak."),
    Bar.NOT_TRAINED: (Code.NOT_TRAINED, "Belum mengikuti bimbingan teknis, jadi belum berhak."),
    Bar.NOT_TAUGHT: (Code.NOT_TAUGHT, "Belum tercatat hadir sebagai narasumber pada cukup bimtek."),
}

_SETTLED = frozenset({Bar.ALREADY, Bar.ROLE, Bar.NOT_SEATED})  # counted, and no finding


class Preflight(NamedTuple):
    """`entitled`: how many would be issued (or printed); `barred`: how many not, for which first reason."""

    entitled: int
    barred: dict[Bar, int]
    findings: list[Finding]

    @property
    def counts(self) -> Counter[Code]:
        """How many findings of which code, the most frequent first when asked for `most_common`."""
        return Counter(finding.code for finding in self.findings)

    def of_weight(self, weight: Weight) -> int:
        return sum(finding.weight is weight for finding in self.findings)


def before(
    database: Database,
    *,
    kind: Kind = Kind.CERTIFICATE,
    area: str = "",
    session: int | None = None,
    progress: Progress = silent,
) -> Preflight:
    """Before issuing: everybody of an area or a session."""
    with collector.paused(), database.read(sweep=True) as db:
        look = _Look(db, kind, designs.chosen(db, kind))
        if kind is Kind.TRAINER:
            findings = list(look.trainers(area, session))
        else:
            findings = list(look.members(questions.considered(db, area, session), progress))
        office = list(preflight_office.findings(db, kind, look.design, look.kelurahan, early=look.is_early))
        return Preflight(look.entitled, look.told_bars(), office + findings)


def before_printing(
    database: Database,
    certificates: Iterable[int] | None = None,
    *,
    kind: Kind = Kind.CERTIFICATE,
    area: str = "",
    session: int | None = None,
    progress: Progress = silent,
) -> Preflight:
    """Before printing: these certificates, or all of a kind in force of an area or a session, as they were frozen."""
    with collector.paused(), database.read(sweep=True) as db:
        chosen = array("q", certificates) if certificates is not None else questions.ids(db, area, session, kind)
        editions = questions.editions(db, chosen)
        findings = list(_issued(db, chosen, editions, progress))
        office = preflight_office.of_editions(db, editions.values())
        return Preflight(len(chosen), {}, [*office, *findings])


class _Look:
    """One pass over the people of a kind: counts as it goes."""

    def __init__(self, db: Snapshot, kind: Kind, design: Design) -> None:
        self._db = db
        self._kind = kind
        self.design = design
        self._page = Looks(design)
        self._election = areas.election(db)
        self._rule = self._election.rules.certificate(kind)
        self._opened = questions.opened(db, self._rule, self._election.voting_day)
        self._roles = areas.roles(db)
        self._names = areas.names(db)
        self._number = preflight_office.longest_number(self._election, kind)
        self._confirms = rows.names_are_confirmed(db)
        self._ruled: dict[tuple[int, ...], Bar | None] = {}
        self.entitled = 0
        self.bars: Counter[Bar] = Counter()
        self.kelurahan: dict[str, None] = {}  # of those entitled

    @property
    def is_early(self) -> bool:
        return not self._opened

    def told_bars(self) -> dict[Bar, int]:
        return {why: self.bars[why] for why in Bar if self.bars[why]}

    def members(self, members: Sequence[int], progress: Progress) -> Iterator[Finding]:
        looks = NameLooks()
        for start in range(0, len(members), _CHUNK):
            progress(start, len(members), _TELLS)
            for row in rows.people(self._db, members[start : start + _CHUNK], self._kind):
                yield from self._member(row, looks)
        yield from looks.together()
        progress(len(members), len(members), _TELLS)

    def _member(self, row: PersonRow, looks: NameLooks) -> Iterator[Finding]:
        why = self._bar(row.role_id, row.seated, row.sworn, row.trained, row.held)
        if why is None:
            self.entitled += 1
            self.kelurahan[row.place[:10]] = None
        else:
            self.bars[why] += 1
            if why in _SETTLED:
                return
        shown = words.full_name(row.title_before, row.name, row.title_after)
        one = Person(row.id, None, shown, *row[1:5], row.place[:13])
        if why in _STEPS:
            yield one.finding(_STEPS[why][0], Weight.BAR, _STEPS[why][1])
        yield from looks.see(one)
        position = self._position(self._roles[row.role_id].kpps, row.place)
        yield from _fitting(self._page, one, Certificate(self._number, shown, position, ""))
        if self._confirms and row.confirmed != shown:
            yield _unconfirmed(one, row.confirmed)

    def _bar(self, role: int, *steps: bool) -> Bar | None:
        """The rule, asked once for each of a few dozen combinations."""
        if (role, *steps) not in self._ruled:
            seated, sworn, trained, held = map(bool, steps)
            why = rules.bar(self._rule, self._roles[role], seated, sworn, trained, held, self._opened)
            self._ruled[role, *steps] = why
        return self._ruled[role, *steps]

    def _position(self, kpps: bool, place: str) -> str:
        if len(place) < 13:
            return ""
        kelurahan, kecamatan = _areas_of(place[:10])
        return position_line(kpps, place[10:13], self._names[kelurahan], self._names[kecamatan])

    def trainers(self, area: str, session: int | None) -> Iterator[Finding]:
        looks = NameLooks()
        teachers = teaching.teachers(self._db, area, session)
        lines = teaching.lines(self._db, teachers)
        for each in teachers:
            one = Person(None, each.trainer_id, each.name, "", each.name, "", name_key(each.name), "")
            if each.bar is not None:
                self.bars[each.bar] += 1
            else:
                self.entitled += 1
                self.kelurahan[each.taught[0].area_code.replace(".", "")] = None
            if each.bar in _STEPS:
                code, sentence = _STEPS[each.bar]
                yield one.finding(code, Weight.BAR, sentence, Mend.SESSION)
            if each.bar is None or each.bar is Bar.TOO_EARLY:
                yield from looks.see(one)
                yield from _fitting(self._page, one, Certificate(self._number, each.name, lines[each.trainer_id], ""))
        yield from looks.together()
        for name, sessions in teaching.unlisted(self._db, area, session).items():
            told = f"Hadir sebagai narasumber pada {len(sessions)} bimtek, tetapi belum ada dalam daftar narasumber."
            yield Finding(None, None, name, Code.UNLISTED, Weight.BAR, told, Mend.SESSION)


def _issued(db: Snapshot, chosen: Sequence[int], editions: dict[int, Edition], progress: Progress) -> Iterator[Finding]:
    looks = NameLooks()
    asked = {(edition.design, edition.kind) for edition in editions.values()}
    pages = {(name, kind): Looks(designs.frozen(db, name, kind)) for name, kind in asked}
    page_of = {id_: pages[edition.design, edition.kind] for id_, edition in editions.items()}
    confirms = rows.names_are_confirmed(db)
    changed = set(certificate_changes.among(db, chosen))
    for start in range(0, len(chosen), _CHUNK):
        progress(start, len(chosen), "Memeriksa sebelum dicetak")
        for row in rows.issued(db, chosen[start : start + _CHUNK]):
            one = _person_of(row)
            yield from looks.see(one)
            shown = Certificate(row.number, row.name, row.position, "")
            yield from _fitting(page_of[row.edition_id], one, shown)
            if row.id in changed:
                told = f"Data berubah sejak sertifikat {row.number} terbit."
                yield one.finding(Code.CHANGED, Weight.WARNING, told, Mend.REISSUE)
            if confirms and row.member_id is not None and row.confirmed != row.name:
                yield _unconfirmed(one, row.confirmed)
    yield from looks.together()
    progress(len(chosen), len(chosen), "Memeriksa sebelum dicetak")


def _person_of(row: IssuedRow) -> Person:
    """Titles can't be told from a frozen name; what follows the comma reads like them."""
    name, _, after = row.name.partition(",")
    crew = row.place[:13] if row.member_id is not None else ""
    return Person(row.member_id, row.trainer_id, row.name, "", name, after, name_key(name), crew, row.id)


def _fitting(looks: Looks, one: Person, shown: Certificate) -> Iterator[Finding]:
    for text in looks.overflowing(shown):
        yield one.finding(Code.OVERFLOW, Weight.WARNING, f"“{text}” terlalu panjang untuk halaman sertifikat.")
    if missing := looks.lacking(shown):
        listed = " ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
        yield one.finding(Code.GLYPH, Weight.WARNING, f"Huruf ini tidak ada pada fon sertifikat: {listed}.")


def _unconfirmed(one: Person, confirmed: str | None) -> Finding:
    told = f"Nama yang dikonfirmasi: “{confirmed}”." if confirmed else "Nama belum dikonfirmasi orangnya."
    return one.finding(Code.UNCONFIRMED, Weight.INFORMATION, told, Mend.CONFIRM)


@lru_cache(maxsize=300)
def _areas_of(kelurahan: str) -> tuple[str, str]:
    return dotted(kelurahan), dotted(kelurahan[:6])
