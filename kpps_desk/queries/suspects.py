"""The search for records that may be one person: keys bring a few together, the rules of domain.twins look at them.

What a newcomer gets wrong: comparing everybody with everybody. 133,515 people are 9,000 million pairs; whoever could be
one shares a key (a NIK without one digit, a birth date without one digit, a phone, an address), and only those who
share one are compared. There is no map in the file, so "neighbouring" means the same kelurahan or another one of the
same kecamatan.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, combinations, groupby, islice
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from kpps_desk.domain import twins
from kpps_desk.domain.places import digits
from kpps_desk.domain.twins import Kind, Likeness, Suspects
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import suspect_people
from kpps_desk.queries.suspect_people import Person
from kpps_desk.store.snapshot import Snapshot

_CROWD = 40  # so many sharing a phone or an address: an office's number, a made-up one; it says nothing of a person
_THRONG = 300  # so many born on one day in a kecamatan: a made-up date; their names must then begin alike
_INITIALS, _PART = 96, 93  # likeness by initials, and of a name that stands whole in the other
_TURNED = 97  # likeness of names with the same words in another order
_FLOOR = 20  # a slip in the NIK with less is chance: Taufik beside Taufik, born on other days
_AT_ONCE = 2_000  # people let go of at a time
_COMPARED = 10_000  # pairs compared between two looks at Cancel
_DATE = range(6, 12)  # positions in a NIK
_BESIDE = range(5, 12)  # the first of two neighbouring digits, of which one at least is the date's

Pair = tuple[Person, Person]
Rule = Callable[[Person, Person, Likeness], "Kind | None"]


class _Step(NamedTuple):
    """One part of the search: what it does, and the pairs that one rule looks at."""

    what: str
    rule: Rule
    pairs: Callable[[], Iterable[Pair]]


def find(db: Snapshot, area: str = "", progress: Progress = silent) -> list[Suspects]:
    """Who may be one person, the likeliest first; with `area` at least one of the two is placed there."""
    people = suspect_people.everybody(db, progress)
    try:
        found = _search(people, suspect_people.apart(db), digits(area), progress)
    finally:
        while people:  # all at once they would hold the interpreter, and so the window, for a tenth of a second
            del people[-_AT_ONCE:]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _search(people: list[Person], apart: set[tuple[int, int]], low: str, progress: Progress) -> list[Suspects]:
    bearers = Counter(person.spelled for person in people)
    found: dict[tuple[int, int], Suspects] = {}
    steps = [*_by_nik(people), *_by_name(people)]
    for at, step in enumerate(steps):
        for one, other in _heeding(step.pairs(), partial(progress, at, len(steps), step.what)):
            name = likeness(one, other)
            if name < twins.NEAR and step.rule is not _one_nik:
                continue
            key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if key in found or key in apart or not (one.active or other.active):
                continue
            of = _compared(one, other, name, max(bearers[one.spelled], bearers[other.spelled]))
            kind = step.rule(one, other, of)
            if kind and (one.place.startswith(low) or other.place.startswith(low)):
                found[key] = Suspects(*key, kind, twins.score(of))
    progress(len(steps), len(steps), "Selesai")
    return list(found.values())


def _heeding(pairs: Iterable[Pair], tell: Callable[[], None]) -> Iterator[Pair]:
    """The pairs of a step, with a look at Cancel before them and now and then between them."""
    rest = iter(pairs)
    tell()
    while part := list(islice(rest, _COMPARED)):
        yield from part
        tell()


def _compared(one: Person, other: Person, name: int, bearers: int) -> Likeness:
    nik = len(twins.differing(one.nik, other.nik)) if one.nik and other.nik else None
    born = one.born == other.born if one.born and other.born else None
    return Likeness(
        name=name,
        bearers=bearers,
        nik=1 if nik == 2 and twins.nik_slip(one.nik or "", other.nik or "") else nik,
        born=born,
        near_born=born is False and twins.near_born(one.born, other.born),
        phone=bool(one.phone) and one.phone == other.phone,
        address=bool(one.home) and one.home == other.home,
        sex=one.sex == other.sex if one.sex and other.sex else None,
    )


def likeness(one: Person, other: Person) -> int:
    """0..100 of two names in their common spelling; what is far below twins.NEAR is 0."""
    a, b = one.spelled, other.spelled
    if a == b:
        return 100
    if (one.initial or other.initial) and twins.initials_agree(a, b):
        return _INITIALS
    if (a in b or b in a) and twins.holds(a, b):
        return _PART
    if rough := fuzz.ratio(a, b, score_cutoff=twins.NEAR):
        return _word_by_word(a, b, rough)
    return _TURNED if fuzz.token_sort_ratio(a, b, score_cutoff=_TURNED) else 0


def _word_by_word(a: str, b: str, rough: float) -> int:
    """A long family name drowns what differs: Rina and Rini Kartika Sari are two, so the weakest word counts half."""
    words, others = a.split(), b.split()
    if len(words) != len(others):
        return int(fuzz.ratio("".join(words), "".join(others)))  # Nur Hidayat, Nurhidayat
    return int((rough + min(map(fuzz.ratio, words, others))) / 2)


# -- rules ------------------------------------------------------------------------------------------------------------


def _one_nik(one: Person, other: Person, of: Likeness) -> Kind | None:
    return Kind.SAME_NIK


def _slip(one: Person, other: Person, of: Likeness) -> Kind | None:
    if (of.name < 100 and of.sex is False) or twins.score(of) < _FLOOR:
        return None
    return twins.nik_slip(one.nik or "", other.nik or "")


def _one_name(one: Person, other: Person, of: Likeness) -> Kind | None:
    stations = {person.place[:13] for person in (one, other) if person.active and len(person.place) > 12}
    return Kind.TWO_STATIONS if len(stations) == 2 else Kind.SAME_PERSON


def _near(one: Person, other: Person, of: Likeness) -> Kind | None:
    return Kind.NEAR_NAME if twins.near_kind(of) else None


# -- who is brought together ------------------------------------------------------------------------------------------


def _by_nik(people: Sequence[Person]) -> Iterator[_Step]:
    known = [person for person in people if person.nik]
    yield _Step("Mencari NIK yang sama", _one_nik, lambda: _sharing(known, lambda person: person.nik))
    what = "Mencari angka NIK yang keliru"
    # Who shares birth date and serial, or area and birth date, is soon compared; area and serial thousands share.
    yield _Step(what, _slip, lambda: _slipped(_sharing(known, lambda person: (person.nik or "")[6:])))
    yield _Step(what, _slip, lambda: _slipped(_sharing(known, lambda person: (person.nik or "")[:12])))
    for at in _DATE:
        yield _Step(what, _slip, partial(_sharing, known, _without(at)))
    yield _Step(what, _slip, lambda: _swapped(known))


def _by_name(people: Sequence[Person]) -> Iterator[_Step]:
    dated = [person for person in people if person.born]
    what = "Membandingkan nama dan tanggal lahir"
    yield _Step(what, _one_name, lambda: _sharing(dated, lambda person: (person.key, person.born)))
    kecamatan = [list(block) for _, block in groupby(people, key=lambda person: person.place[:6])]
    for block in kecamatan:
        yield _Step("Membandingkan nama yang mirip", _near, partial(_close_by, block))
    yield _Step("Membandingkan nomor telepon", _near, lambda: _sharing(people, lambda person: person.phone, _CROWD))


def _without(at: int) -> Callable[[Person], Hashable]:
    return lambda person: person.nik[:at] + person.nik[at + 1 :] if person.nik else None


def _slipped(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those whose NIKs differ so little that a slip may have made one of the other."""
    return (pair for pair in pairs if Hamming.distance(pair[0].nik or "", pair[1].nik or "") <= 2)


def _swapped(known: Sequence[Person]) -> Iterator[Pair]:
    """Pairs whose NIKs become each other when two neighbouring digits, one at least of the date, change places."""
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        bearers[person.nik or ""].append(person)
    for nik, people in bearers.items():
        for at in _BESIDE:
            if nik[at] < nik[at + 1]:  # of the two only this one looks for the other
                other = f"{nik[:at]}{nik[at + 1]}{nik[at]}{nik[at + 2 :]}"
                if other in bearers:
                    yield from ((a, b) for a in people for b in bearers[other])


def _close_by(people: Sequence[Person]) -> Iterator[Pair]:
    """Of one kecamatan: born on one day, on days that one slip makes of each other, or of one address."""
    for group in _groups(people, lambda person: person.born):
        crowded = len(group) >= _THRONG
        yield from _sharing(group, lambda person: person.spelled[:3]) if crowded else combinations(group, 2)
    yield from _sharing(people, lambda person: person.home, _CROWD)
    forms: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.born:
            for form in twins.born_forms(person.born):
                forms[form].append(person)
    for group in forms.values():
        if len(group) < _THRONG:
            yield from ((a, b) for a, b in combinations(group, 2) if a.born != b.born)


def _groups(people: Iterable[Person], key: Callable[[Person], Hashable]) -> Iterator[list[Person]]:
    """Those who share a key; who has none (None, '') shares nothing. Most share none, so lists are made late."""
    first: dict[Hashable, Person] = {}
    groups: dict[Hashable, list[Person]] = {}
    for person in people:
        if shared := key(person):
            earlier = first.setdefault(shared, person)
            if earlier is not person:
                groups.setdefault(shared, [earlier]).append(person)
    return iter(groups.values())


def _sharing(people: Iterable[Person], key: Callable[[Person], Hashable], crowd: int = 1_000) -> Iterator[Pair]:
    return chain.from_iterable(combinations(group, 2) for group in _groups(people, key) if len(group) < crowd)
