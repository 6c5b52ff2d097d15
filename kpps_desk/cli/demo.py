"""`demo`: the whole main job without a hand on it, from a synthetic roster to certificates and pictures.

What a newcomer gets wrong: a second way to do things. Each step calls the operation that the window and the other
commands call; nothing here touches a record.
"""

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kpps_desk import app, settings, words
from kpps_desk.cli import certificates as paper
from kpps_desk.cli import output, rosters, status
from kpps_desk.domain.attendance import SessionKind
from kpps_desk.domain.planning import Request
from kpps_desk.exchange import sample
from kpps_desk.operations import attendance, checking, importing, planning, printing
from kpps_desk.operations import certificates as issuing
from kpps_desk.problems import Refused, reason
from kpps_desk.queries import readiness

_OATH_DAY = date(2024, 11, 7)
_TRAINING_DAYS = tuple(date(2024, 11, day) for day in range(8, 13))
_TIMES = (("08.00", "12.00"), ("13.00", "17.00"))
_ROOMS = ("Aula Kelurahan {kelurahan}", "Balai Warga {kelurahan}", "Ruang Serbaguna {kelurahan}")
_TOPICS = (
    ("Tugas, wewenang, dan kewajiban KPPS", 2),
    ("Tata cara pemungutan suara", 2),
    ("Tata cara penghitungan suara dan pengisian formulir", 3),
    ("Penggunaan Sirekap", 1),
)
_CAPACITY = 60


@dataclass(slots=True)
class _Demo:
    """One run: where it writes, what it covers, and what it has found out so far."""

    folder: Path
    area: str  # '' for the province
    by: str
    quiet: bool
    began: float = field(default_factory=time.monotonic)
    answer: dict[str, Any] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        if not self.quiet:
            print(f"[{time.monotonic() - self.began:6.1f} s] {sentence}", flush=True)

    def keep(self, name: str, value: object) -> None:
        self.answer[name] = value


def run(args: argparse.Namespace) -> int:
    """Sample -> import -> swear in -> train -> certificates -> check -> status -> pictures; 1 if check found faults."""
    area = "" if args.all else args.kecamatan or rosters.DEFAULT_AREA
    demo = _Demo(_folder(args.folder), area, app.operator(args.by), args.json)
    demo.say(f"Hasil peragaan ditulis ke {demo.folder}")
    roster = _roster(demo)
    with app.new_workspace(demo.folder / "peragaan.kpps", demo.by, only=area) as workspace:
        demo.say(f"Berkas kerja dibuat: {workspace.path}")
        _import(demo, workspace, roster)
        _meet(demo, workspace, Request(SessionKind.OATH, area or "31", (_OATH_DAY,), _TIMES))
        training = Request(
            SessionKind.TRAINING, area or "31", _TRAINING_DAYS, _TIMES, _ROOMS, _CAPACITY, topics=_TOPICS
        )
        _meet(demo, workspace, training)
        pdf = _certify(demo, workspace)
        _check(demo, workspace)
        _status(demo, workspace)
    pictures = args.glass.pictures(workspace.path, demo.folder)
    _close(demo, workspace.path, pdf, pictures)
    return 1 if demo.answer["faults"] else 0


def _folder(wanted: Path | None) -> Path:
    """A new folder: the one that was named, else one of the user's data with the time in its name."""
    folder = wanted or settings.data_folder() / f"peragaan-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"Folder {folder} sudah berisi.", "Sebutkan folder baru.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"Folder {folder} tidak dapat dibuat: {reason(error)}.") from error
    return folder


def _roster(demo: _Demo) -> Path:
    path = demo.folder / "daftar.xlsx"
    with output.Bar() as bar:
        people = sample.write(path, area=demo.area, progress=bar)
    demo.say(f"Daftar tiruan: {words.number(people)} orang di {path}")
    demo.keep("roster", str(path))
    return path


def _import(demo: _Demo, workspace: app.Workspace, roster: Path) -> None:
    with output.Bar() as bar:
        result = importing.run(workspace.database, roster, by=demo.by, progress=bar)
    demo.say("Impor selesai")
    demo.keep("import", rosters.as_object(result))
    if not demo.quiet:
        rosters.print_result(result)


def _meet(demo: _Demo, workspace: app.Workspace, request: Request) -> None:
    """Plan the sessions of one kind, and let everybody come."""
    name = words.session_kind(request.kind)
    with workspace.database.write(f"Susun sesi {name}", by=demo.by) as tx:
        planned = planning.plan(tx, request)
    with output.Bar() as bar:
        marked = attendance.mark_area_present(
            workspace.database, request.area, request.kind, by=demo.by, progress=bar
        ).marked
    demo.say(f"{name}: {words.number(len(planned))} sesi regu utuh, {words.number(marked)} orang hadir")
    demo.keep(request.kind.value, {"sessions": len(planned), "present": marked})


def _certify(demo: _Demo, workspace: app.Workspace) -> Path:
    pdf = demo.folder / "sertifikat.pdf"
    with output.Bar() as bar:
        issued = issuing.issue(workspace.database, area=demo.area, by=demo.by, progress=bar)
        demo.say(f"Sertifikat terbit: {words.number(len(issued.issued))}")
        refused = Counter(issued.refused.values())
        if not demo.quiet:
            paper.print_refused(refused)
        printed = printing.print_certificates(workspace.database, pdf, area=demo.area, by=workspace.by, progress=bar)
    demo.say(f"Sertifikat dicetak: {words.number(printed.pages)} halaman di {pdf}")
    demo.keep("issued", len(issued.issued))
    demo.keep("refused", {why.value: count for why, count in refused.items()})
    return pdf


def _check(demo: _Demo, workspace: app.Workspace) -> None:
    with output.Bar() as bar:
        faults = checking.check(workspace.database, bar)
    demo.say("Pemeriksaan: tidak ada yang salah" if not faults else "Pemeriksaan menemukan:")
    demo.keep("faults", faults)
    if not demo.quiet:
        print("\n".join(faults), end="\n" if faults else "")


def _status(demo: _Demo, workspace: app.Workspace) -> None:
    with workspace.database.read() as db:
        rows = readiness.by_level(db, "kelurahan" if demo.area else "kabkota", demo.area)
    total = readiness.total(rows)
    demo.say(f"Kesiapan: {words.number(total.ready)} dari {words.number(total.stations)} TPS siap")
    demo.keep("status", status.as_object(total))
    if not demo.quiet:
        status.print_rows(rows, total)


def _close(demo: _Demo, workspace: Path, pdf: Path, pictures: list[Path]) -> None:
    demo.say("Selesai")
    if demo.quiet:
        paths = {"workspace": str(workspace), "pdf": str(pdf), "pictures": [str(path) for path in pictures]}
        output.as_json({**demo.answer, **paths, "seconds": round(time.monotonic() - demo.began, 1)})
        return
    print(f"Berkas kerja: {workspace}\nSertifikat:   {pdf}")
    for path in pictures:
        print(f"Gambar:       {path}")
