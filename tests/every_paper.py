"""Every kind of paper that KPPS Desk makes, drawn from its SAMPLE, on A4 and on F4, or with other people's names on it.

What a newcomer gets wrong: listing papers here. They come from documents.FLOWING and from the looks that ship, so a new
one is drawn, held against its golden and filled with nasty names from its first day.
"""

import importlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple

from kpps_desk import built_in
from kpps_desk.documents import (
    FLOWING,
    calibration,
    certificate,
    flow,
    id_card,
    imposition,
    integrity_pact,
    paper,
    sign_in_sheet,
    streaming,
)
from kpps_desk.documents.calibration import Calibration
from kpps_desk.documents.certificate import Flaw
from kpps_desk.documents.streaming import Style
from kpps_desk.domain.certificates import Certificate, Edition
from kpps_desk.domain.designs import Design
from kpps_desk.domain.press import PressSettings
from kpps_desk.domain.sign_in_sheets import SheetPage

SIZES: tuple[Literal["A4", "F4"], ...] = ("A4", "F4")
_NAMED = frozenset({"name", "leaver", "newcomer", "officiant", "signatory_name"})  # fields that hold a person's name


class Paper(NamedTuple):
    """`draw` gives the bytes of the whole document."""

    name: str
    draw: Callable[[], bytes]


def every() -> Iterator[Paper]:
    """All of them, each under a name that a file may bear."""
    for design in built_in.designs():
        yield Paper(f"sertifikat-{_plain(design.name)}", partial(_look, design))
    marked = certificate.SAMPLE[1]._replace(copy=True)
    yield Paper("sertifikat-salinan", partial(_look, built_in.designs()[0], marked))
    yield Paper("sertifikat-dua-selembar", _two_on_a_sheet)
    for name in FLOWING:
        for size in SIZES:
            yield Paper(f"{name}-{size}", partial(flowing, [sample(name)], name, size))
    for size in SIZES:
        yield Paper(f"integrity_pact_list-{size}", partial(flowing, [integrity_pact.LISTED], "integrity_pact", size))
        yield Paper(f"sign_in_sheet-{size}", partial(sign_in, sign_in_sheet.sample(size), size))
        yield Paper(f"id_card-{size}", partial(cards, id_card.SAMPLE, size))
        value = Calibration("Pencetak contoh", size, landscape=size == "A4", dx=1.5, dy=-0.5, duplex=size == "F4")
        yield Paper(f"calibration-{size}", partial(_calibrated, value))


def _plain(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def sample(name: str) -> Any:
    """The SAMPLE of a paper made of boxes."""
    return importlib.import_module(f"kpps_desk.documents.{name}").SAMPLE


def flowing(values: Sequence[Any], name: str, size: str, reported: list[Flaw] | None = None) -> bytes:
    """One document of these values, a section each; what it has to report is added to `reported`."""
    module, on = importlib.import_module(f"kpps_desk.documents.{name}"), paper.SIZES[size]

    def written() -> Iterator[object]:
        bound = yield from flow.write(file, on, lambda: [module.section(value, on) for value in values], title="Contoh")
        if reported is not None:
            reported.extend(bound.flaws)

    file = io.BytesIO()
    list(written())
    return file.getvalue()


def sign_in(pages: Sequence[SheetPage], size: str) -> bytes:
    file = io.BytesIO()
    list(sign_in_sheet.write(file, size, pages, title="Contoh"))
    return file.getvalue()


def cards(sheets: Sequence[Any], size: str) -> bytes:
    file = io.BytesIO()
    list(id_card.write(file, paper.SIZES[size], lambda: iter(sheets), title="Contoh"))
    return file.getvalue()


def certificates(design: Design, ones: Sequence[Certificate], edition: Edition = certificate.SAMPLE[0]) -> bytes:
    """One document of these people's certificates."""
    press = certificate.Press({0: edition}, {edition.design: design}, {})
    pages = [page for one in ones for page in press.pages(0, one)]
    return _streamed(press, press.style("".join(map(certificate.characters_of, ones))), pages)


def _streamed(press: certificate.Press, style: Style, pages: Sequence[streaming.Page]) -> bytes:
    file = io.BytesIO()
    list(streaming.write(file, style, press.grounds, press.forms, [pages], pages=len(pages), title="Contoh"))
    return file.getvalue()


def _look(design: Design, one: Certificate = certificate.SAMPLE[1]) -> bytes:
    return certificates(design, [one], replace(certificate.SAMPLE[0], kind=design.kind))


def _two_on_a_sheet() -> bytes:
    edition, one = certificate.SAMPLE
    return two_on_a_sheet(built_in.designs()[0], (one, one._replace(name="Budi Contoh")), edition)


def two_on_a_sheet(design: Design, ones: Sequence[Certificate], edition: Edition) -> bytes:
    """Two people's, one beside the other along the long edge, and their backs behind them."""
    settings = PressSettings(up=2, duplex=True)
    scale = partial(imposition.scale, settings)
    press = certificate.Press({0: edition}, {edition.design: design}, {}, scale)
    laid = imposition.sheets(settings, press.size_of(0))
    sides = zip(*(press.pages(0, one) for one in ones), strict=True)
    pages = [imposition.impose(laid, side) for side in sides]
    return _streamed(press, press.style(""), pages)


def _calibrated(value: Calibration) -> bytes:
    file = io.BytesIO()
    list(calibration.write(file, value))
    return file.getvalue()


def with_names(value: Any, names: Iterator[str]) -> Any:
    """The value, with the next name wherever it holds a person's."""
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{key: _renamed(key, each, names) for key, each in held.items()})
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        named: Any = value
        held = named._asdict()
        return named._replace(**{key: _renamed(key, each, names) for key, each in held.items()})
    if isinstance(value, tuple):
        return tuple(with_names(each, names) for each in value)
    return value


def _renamed(key: str, value: Any, names: Iterator[str]) -> Any:
    return next(names) if key in _NAMED and isinstance(value, str) else with_names(value, names)
