"""The first rows of a list as they will be read, in words: what the preview shows beside the cells.

What a newcomer gets wrong: showing the cells alone. The name stands apart from its titles, a date as `7 November 1990`,
the TPS by its number and kelurahan; a NIK is masked, in the cells beside them too.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from kpps_desk import words
from kpps_desk.domain.findings import Severity
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.exchange.cells import text_of
from kpps_desk.exchange.preview import SHOWN, Layout, Line, rows_of
from kpps_desk.exchange.roster import Guide, Person, is_rejected, read_first
from kpps_desk.exchange.tables import Row

_PLAIN = ("title_before", "name", "title_after")
_REST = ("birth_place", "address", "rt_rw", "phone", "email", "education", "occupation", "marital", "note")


def read_lines(top: Sequence[Row], layout: Layout, guide: Guide) -> tuple[Line, ...]:
    """`top` are the sheet's rows from its beginning."""
    if "name" not in layout.places:
        return ()
    rows = list(islice(rows_of(iter(top), layout), SHOWN))
    return tuple(
        Line(
            number,
            tuple(_cell(cell, place == layout.places.get("nik")) for place, cell in enumerate(row)),
            frozenset(place for place, cell in enumerate(row) if cell and _cell_at(top[number - 1], place) != cell),
            tuple((what, text) for what, text in _said(person, guide) if text),
            tuple(dict.fromkeys(words.finding(one) for one in sorted(found, key=lambda one: -one.severity))),
            is_rejected(found),
            tuple((one.field, words.finding(one)) for one in found if one.severity > Severity.INFO),
        )
        for (number, row), (person, found) in zip(rows, read_first(rows, layout, guide), strict=True)
    )


def _cell(cell: object, is_nik: bool) -> str:
    text = text_of(cell)  # type: ignore[arg-type]
    return words.masked_nik(text) if is_nik and text.strip() else words.without_niks(text)


def _cell_at(row: Row, place: int) -> object:
    return row[place] if place < len(row) else None


def _said(person: Person, guide: Guide) -> Iterator[tuple[str, str]]:
    """(a column's name, its value) of everything that the row says; `place` and `role` are what they came to."""
    for name in _PLAIN:
        yield name, getattr(person, name)
    yield "nik", words.masked_nik(person.nik) if person.nik else ""
    yield "place", _place(person.place, guide)
    yield "role", _role(person, guide)
    yield "sex", words.sex(person.sex) if person.sex else ""
    yield "born", words.long_date(person.born) if person.born else ""
    for name in _REST:
        text = getattr(person, name)
        yield name, phone_on_paper(text) if name == "phone" else words.without_niks(text)
    yield "eligibility", words.eligibility(person.eligibility) if person.place and person.role else ""


def _place(place: str, guide: Guide) -> str:
    kelurahan = guide.area_names.get(place[:10], place[:10])
    return words.station_label(place[10:13], kelurahan) if len(place) > 10 else kelurahan


def _role(person: Person, guide: Guide) -> str:
    role = next((role.name for role in guide.roles if role.code == person.role), "")
    return words.seat_label(role, person.seat_number) if person.seat_number else role
