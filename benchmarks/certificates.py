"""Certificates by the whole job: read who is entitled, number, sign, keep, draw with the QR, write the file."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, least, most, times_least
from benchmarks.gauges import peak, stopwatch
from benchmarks.plain import pages, typeset
from benchmarks.scene import BY, Scene
from kpps_desk.operations import certificates, printing
from kpps_desk.store.database import Database


def measure(scene: Scene) -> Iterator[Figure]:
    """The baselines get their people for nothing and keep no record of them."""
    naive = _naive(scene)
    typst = _typst(scene)
    out = scene.folder / "certificates.pdf"
    with Database.open(scene.copy("certificates", of=scene.trained())) as database, peak() as grown:
        with stopwatch() as issuing:
            issued = len(certificates.issue(database, area=scene.area, by=BY).issued)
        with stopwatch() as printing_:
            printed = printing.print_certificates(database, out, area=scene.area).pages
    seconds = issuing.seconds + printing_.seconds
    parts = f"issue {issuing.seconds:.1f} s, print {printing_.seconds:.1f} s"
    speed = printed / seconds
    yield Figure(
        "certificates, everything included", speed, "pages/s", naive, "naive reportlab", (times_least(80),), parts
    )
    yield Figure("certificates, against a typesetter", speed, "pages/s", typst, "typst, QR as PNG", (times_least(2),))
    yield Figure(f"all {printed:,} certificates", seconds, "s", None, "", () if scene.quick else (most(120),))
    yield Figure("certificates: bytes a page", out.stat().st_size / printed, "bytes", goals=(most(1400),))
    yield Figure("certificates: memory growth, all processes", grown.growth, "MB", goals=(most(150),))
    yield Figure("certificates issued, one each", issued, "", printed, "pages printed", (least(1), times_least(1)))


def _naive(scene: Scene) -> float:
    people = pages.people(10 if scene.quick else 36)
    with stopwatch() as watch:
        pages.draw(people, scene.folder / "naive.pdf")
    return len(people) / watch.seconds


def _typst(scene: Scene) -> float:
    people = pages.people(200 if scene.quick else 2_000)
    folder = Path(scene.folder / "typst")
    folder.mkdir(exist_ok=True)
    with stopwatch() as watch:
        typeset.draw(people, folder)
    return len(people) / watch.seconds
