"""Areas and TPS by code and by the names that offices type."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import places
from kpps_desk.domain.findings import Code
from kpps_desk.domain.places import Area, Gazetteer, Level, PlaceError

_FILE = Path(__file__).parents[2] / "resources" / "areas" / "dki_areas.csv"
_ROWS = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))


def _areas() -> list[Area]:
    columns = (("kabkota", Level.KABKOTA), ("kecamatan", Level.KECAMATAN), ("kelurahan", Level.KELURAHAN))
    found = {
        row[f"{name}_code"]: Area(row[f"{name}_code"], row[name], level) for row in _ROWS for name, level in columns
    }
    return list(found.values())


GAZETTEER = Gazetteer(_areas())


def test_every_kelurahan_of_jakarta_is_found_by_its_name_alone_and_with_all_names() -> None:
    for row in _ROWS:
        code = row["kelurahan_code"]
        assert GAZETTEER.find(row["kelurahan"]) == code
        assert GAZETTEER.find(row["kelurahan"].upper(), row["kecamatan"].lower(), row["kabkota"]) == code
        squeezed = row["kelurahan"].replace(" ", "")
        assert GAZETTEER.find(f"Kel. {squeezed}", f"Kec. {row['kecamatan']}") == code
        assert GAZETTEER.find(places.digits(code), row["kecamatan_code"]) == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("PALMERAH", "Pal Merah", "Kota Adm. Jakarta Barat"), "31.73.07.1001"),
        (("Kp. Rawa", "Johar Baru", "Jakarta Pusat"), "31.71.08.1002"),
        (("Gambir", "Gambir", "Jakpus"), "31.71.01.1001"),
        (("Gambir", "", "Pusat"), "31.71.01.1001"),
        (("Pulau Tidung", "Kep. Seribu Selatan", "Kab. Adm. Kep. Seribu"), "31.01.02.1002"),
        (("Pondok Rangon", "Cipayung"), "31.75.10.1003"),
    ],
)
def test_spelling_variants_of_areas_are_understood(asked: tuple[str, ...], code: str) -> None:
    assert GAZETTEER.find(*asked) == code


@pytest.mark.parametrize("asked", [("Atlantis",), ("Gambir", "Menteng"), ("",), ("31.71.01",), ("9999999999",)])
def test_a_place_that_is_not_there_is_unknown(asked: tuple[str, ...]) -> None:
    for _ in range(2):  # the second answer comes from memory
        with pytest.raises(PlaceError) as refused:
            GAZETTEER.find(*asked)
        assert refused.value.code is Code.AREA_UNKNOWN


def test_one_name_in_two_kecamatan_is_ambiguous_until_the_kecamatan_is_told() -> None:
    twins = Gazetteer(
        [
            Area("31.71.01", "Barat", Level.KECAMATAN),
            Area("31.71.02", "Timur", Level.KECAMATAN),
            Area("31.71.01.1001", "Sukamaju", Level.KELURAHAN),
            Area("31.71.02.1001", "Suka Maju", Level.KELURAHAN),
        ]
    )
    with pytest.raises(PlaceError) as refused:
        twins.find("Sukamaju")
    assert refused.value.code is Code.AREA_AMBIGUOUS
    assert twins.find("Sukamaju", "Timur") == "31.71.02.1001"


@given(st.text(), st.text(), st.text())
def test_any_texts_give_a_code_or_a_place_error(kelurahan: str, kecamatan: str, kabkota: str) -> None:
    with pytest.raises(PlaceError):
        GAZETTEER.find("?" + kelurahan + "?bukan wilayah", kecamatan, kabkota)


def test_codes_are_read_with_dots_and_without() -> None:
    for area in _areas():
        assert places.dotted(places.digits(area.code)) == area.code
        assert places.level_of(area.code) == places.level_of(places.digits(area.code)) == area.level
    assert places.parent("31.71.01.1001") == "31.71.01"
    assert places.parent("31") == ""
    assert places.station_code("31.71.01.1001", "001") == "3171011001001"
    for wrong in ("", "3", "31710", "31a1"):
        with pytest.raises(ValueError):
            places.dotted(wrong)


@pytest.mark.parametrize(
    "typed", ["1", "01", "001", "TPS 1", "tps 001", "TPS-01", "T.P.S. 1", "TPS No. 1", "1.0", 1, 1.0]
)
def test_the_ways_to_write_a_tps_are_one_number(typed: str | int | float) -> None:
    assert places.parse_tps(typed) == "001"


@pytest.mark.parametrize("typed", ["", "0", "000", "1.5", 1.5, -1, "1000", "A1", "TPS"])
def test_what_is_no_tps_is_refused(typed: str | int | float) -> None:
    with pytest.raises(ValueError):
        places.parse_tps(typed)


@given(st.text() | st.floats() | st.integers())
def test_any_value_is_a_tps_or_a_value_error(value: str | int | float) -> None:
    try:
        tps = places.parse_tps(value)
    except ValueError:
        return
    assert len(tps) == 3
    assert places.parse_tps(tps) == tps


@given(st.text())
def test_a_place_key_is_never_an_error(text: str) -> None:
    assert " " not in places.place_key(text)
