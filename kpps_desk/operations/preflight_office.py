"""The half of the preflight that is about nobody: signatories, the pattern of numbers, the design, the day.

What a newcomer gets wrong: looking at the workspace's signatory alone. Each area's certificates are signed by its own
office, and any of them may still be unnamed.
"""

from collections.abc import Iterable, Iterator

from kpps_desk import words
from kpps_desk.documents import certificate as page
from kpps_desk.domain import certificates as rules
from kpps_desk.domain import design_faults
from kpps_desk.domain.certificates import Edition, Kind
from kpps_desk.domain.designs import Design
from kpps_desk.domain.election import DKI_2024, Election
from kpps_desk.domain.preflight import Code, Finding, Mend, Weight
from kpps_desk.operations.certificate_editions import Composer
from kpps_desk.queries import areas
from kpps_desk.queries import preflight as rows
from kpps_desk.store.snapshot import Snapshot

_SHOWN = 20  # sentences of one kind: an office has one mistake, and an area a line of it
_UNNAMED = DKI_2024.paper.signatory_name


def findings(
    db: Snapshot, kind: Kind, design: Design, kelurahan: Iterable[str], *, early: bool = False
) -> Iterator[Finding]:
    """What keeps, or would spoil, all certificates of these kelurahan alike."""
    election = areas.election(db)
    if early and (first := election.rules.certificate(kind).opens(election.voting_day)):
        told = f"{words.certificate_kind(kind)} baru dapat terbit mulai {words.long_date(first)}."
        yield _of_all(Code.TOO_EARLY, Weight.BAR, told, Mend.SETTINGS)
    if problem := rules.pattern_problem(election.number_template):
        yield _of_all(Code.WORDING, Weight.BAR, problem, Mend.SETTINGS)
    for fault in design_faults.faults(design)[:_SHOWN]:
        yield _of_all(Code.DESIGN, Weight.WARNING, f"Rancangan “{design.name}”: {fault.sentence}", Mend.DESIGN)
    composer = Composer(db, election, kind)
    names = areas.names(db)
    issuers = dict.fromkeys(composer.issuer(each) for each in kelurahan)
    for issuer in issuers:
        for title, name, _ in (issuer.signatory, *issuer.signatories):
            if _is_unnamed(name):
                yield _unsigned(title)
    shared = composer.of_member(next(iter(kelurahan), ""), None) if names else None
    for sentence in page.edition_flaws(design, shared)[:_SHOWN] if shared else ():
        yield _of_all(Code.WORDING, Weight.WARNING, sentence, Mend.SETTINGS)
    if kind is not Kind.TRAINER and not rows.names_are_confirmed(db):
        yield _of_all(Code.UNCONFIRMED, Weight.INFORMATION, "Belum ada nama yang dikonfirmasi orangnya.", Mend.CONFIRM)


def of_editions(db: Snapshot, editions: Iterable[Edition]) -> list[Finding]:
    """The same of what was issued: the signatories that were frozen."""
    titles = {
        title: None
        for edition in editions
        for title, name, *_ in ((edition.signatory_title, edition.signatory_name), *edition.signatories)
        if _is_unnamed(name)
    }
    return [_unsigned(title) for title in titles]


def longest_number(election: Election, kind: Kind) -> str:
    """A number as long as any will be, to be fitted; '' where the pattern is wrong."""
    if rules.pattern_problem(election.number_template):
        return ""
    rule = election.rules.certificate(kind)
    day = election.voting_day.replace(month=8, day=1)  # VIII, the widest of the Roman months
    return rules.number(election.number_template, sequence=888_888, code=rule.code, area="31.88.88", day=day)


def _is_unnamed(name: str) -> bool:
    return not name.strip() or name.strip() == _UNNAMED


def _unsigned(title: str) -> Finding:
    told = f"Nama penanda tangan “{title}” belum diisi."
    return _of_all(Code.SIGNATORY, Weight.WARNING, told, Mend.SETTINGS)


def _of_all(code: Code, weight: Weight, sentence: str, mend: Mend) -> Finding:
    return Finding(None, None, "", code, weight, sentence, mend)
