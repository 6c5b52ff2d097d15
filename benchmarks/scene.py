"""What the measures share: one folder with the roster as XLSX, the workspace made of it, and copies to spoil.

What a newcomer gets wrong: measuring on the shared workspace something that changes it. Ask `copy()` for one's own.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

KECAMATAN = "31.71.01"  # Gambir
BY = "bench"
OATH_DAY = date(2024, 11, 7)
TRAINING_DAYS = tuple(date(2024, 11, day) for day in range(8, 13))
TIMES = (("08.00", "12.00"), ("13.00", "17.00"))
ROOMS = ("Aula Kelurahan {kelurahan}", "Balai Warga {kelurahan}", "Ruang Serbaguna {kelurahan}")
TOPICS = (("Tata cara pemungutan suara", 4), ("Tata cara penghitungan suara", 4))


@dataclass(frozen=True, slots=True)
class Scene:
    """`quick`: one kecamatan instead of the province."""

    folder: Path
    quick: bool

    @property
    def area(self) -> str:
        """Of the whole scene; '' is the province."""
        return KECAMATAN if self.quick else ""

    def roster(self) -> Path:
        """The synthetic roster as XLSX, made on first use."""
        from kpps_desk.exchange import sample

        path = self.folder / "roster.xlsx"
        if not path.exists():
            part = self.folder / "roster.part.xlsx"
            sample.write(part, area=self.area)
            part.rename(path)
        return path

    def empty(self, name: str) -> Path:
        """A new workspace with areas, stations and seats, and nobody in it."""
        from kpps_desk.operations import upkeep

        path = self.folder / f"{name}.kpps"
        upkeep.new(path, by=BY, only=self.area).close()
        return path

    def workspace(self) -> Path:
        """The roster imported; made on first use (the import's measure leaves it here)."""
        from kpps_desk.operations import importing
        from kpps_desk.store.database import Database

        path = self.folder / "full.kpps"
        if not path.exists():
            made = self.empty("being-made")
            with Database.open(made) as database:
                importing.run(database, self.roster(), by=BY)
            made.rename(path)
        return path

    def planned(self) -> Path:
        """The workspace with oaths and trainings planned for every crew, and nobody marked; made on first use."""
        from kpps_desk.domain.attendance import SessionKind
        from kpps_desk.domain.planning import Request
        from kpps_desk.operations.planning import plan
        from kpps_desk.store.database import Database

        path = self.folder / "planned.kpps"
        if not path.exists():
            made, area = self.copy("being-planned"), self.area or "31"
            with Database.open(made) as database, database.write("Susun sesi", by=BY) as tx:
                plan(tx, Request(SessionKind.OATH, area, (OATH_DAY,), TIMES))
                plan(tx, Request(SessionKind.TRAINING, area, TRAINING_DAYS, TIMES, ROOMS, 60, topics=TOPICS))
            made.rename(path)
        return path

    def trained(self) -> Path:
        """The same with everybody present: 103,845 may have a certificate; made on first use."""
        from kpps_desk.domain.attendance import SessionKind
        from kpps_desk.operations import attendance
        from kpps_desk.store.database import Database

        path = self.folder / "trained.kpps"
        if not path.exists():
            made = self.copy("being-trained", of=self.planned())
            with Database.open(made) as database:
                for kind in SessionKind:
                    attendance.mark_area_present(database, self.area, kind, by=BY)
            made.rename(path)
        return path

    def copy(self, name: str, *, of: Path | None = None) -> Path:
        """A workspace of one's own."""
        path = self.folder / f"{name}.kpps"
        return Path(shutil.copyfile(of or self.workspace(), path))
