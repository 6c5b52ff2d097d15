"""The pages that try a printer out: how far it moves a page, and the sample as the settings would print it.

What a newcomer gets wrong: trying with a real certificate. It would be paper with a number on it that nobody ordered.
"""

import io
from dataclasses import replace
from functools import partial

from kpps_desk.documents import calibration, certificate, imposition, streaming
from kpps_desk.documents.calibration import Calibration
from kpps_desk.documents.certificate import Press
from kpps_desk.documents.streaming import Page
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.queries import designs as templates
from kpps_desk.store.snapshot import Snapshot

_TEST = "Halaman uji sertifikat"


def calibration_page(db: Snapshot, kind: Kind, settings: PressSettings, printer: str = "") -> bytes:
    """On the paper that these settings print on, with the offset that they have."""
    design = templates.chosen(db, kind)
    paper = settings.size or design.paper
    value = Calibration(
        printer=printer,
        size=next(size for size in ("A4", "F4", "Letter") if size == paper),
        landscape=design.landscape == (settings.up == 1),
        dx=settings.dx,
        dy=settings.dy,
        duplex=settings.duplex,
    )
    file = io.BytesIO()
    for _ in calibration.write(file, value):
        pass
    return file.getvalue()


def test_page(db: Snapshot, kind: Kind, settings: PressSettings) -> bytes:
    """One sheet of the sample: the chosen design, as many on it and as much moved as the settings say."""
    design = templates.chosen(db, kind)
    edition, one = certificate.SAMPLE
    edition = replace(edition, kind=kind, design="")
    assets = templates.assets(db, design.assets)
    press = Press({0: edition}, {"": design}, assets, partial(imposition.scale, settings))
    size = press.size_of(0)
    laid = imposition.sheets(settings, size)
    one = one._replace(copy=settings.copies == "semua")
    front, *back = press.pages(0, one)
    pages = [imposition.impose(laid, [front] * settings.up)]
    if settings.duplex:
        backs: list[Page | None] = [*back] or [None]
        pages.append(imposition.impose(laid, backs * settings.up))
    style = press.style(certificate.characters_of(one))._replace(size=size)
    forms = [form._replace(size=size) for form in press.forms]
    file = io.BytesIO()
    for _ in streaming.write(
        file, style, press.grounds, forms, [pages], pages=len(pages), title=_TEST, duplex=settings.duplex
    ):
        pass
    return file.getvalue()
