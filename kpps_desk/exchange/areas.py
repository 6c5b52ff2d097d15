"""DKI Jakarta's areas and their numbers of TPS, from the tables in resources/areas.

What a newcomer gets wrong: the number of TPS of a kecamatan is KPU's; of a kelurahan it is an estimate that adds up to
it, good for samples. Names and codes: idn-area-data (ODbL), see resources/areas/README.md.
"""

import csv
from typing import NamedTuple

from kpps_desk import settings
from kpps_desk.domain.places import Area, Level

PROVINCE = Area("31", "DKI Jakarta", Level.PROVINCE)


class Kelurahan(NamedTuple):
    code: str
    stations: int


def _rows(name: str) -> list[dict[str, str]]:
    with (settings.resources() / "areas" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def areas() -> list[Area]:
    """The province, its kabupaten/kota, kecamatan and kelurahan; a parent always stands before its children."""
    found = {PROVINCE.code: PROVINCE}
    levels = (("kabkota", Level.KABKOTA), ("kecamatan", Level.KECAMATAN), ("kelurahan", Level.KELURAHAN))
    rows = _rows("dki_areas.csv")
    for column, level in levels:
        for row in rows:
            code = row[f"{column}_code"]
            found.setdefault(code, Area(code, row[column], level))
    return list(found.values())


def stations() -> list[Kelurahan]:
    """How many TPS each kelurahan has, in the order of the codes."""
    return [
        Kelurahan(row["kelurahan_code"], int(row["tps_pilkada_nov2024_ESTIMATE"]))
        for row in _rows("dki_tps_kelurahan_estimate.csv")
    ]
