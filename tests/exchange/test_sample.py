from datetime import date

from kpps_desk.domain import nik
from kpps_desk.domain.values import parse_date
from kpps_desk.exchange import sample
from kpps_desk.exchange.columns import OFFICE

VOTING_DAY = date(2024, 11, 27)
PLACE = {column.name: place for place, column in enumerate(OFFICE)}


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    one, two, other = (list(sample.rows(area="31.01", seed=seed)) for seed in (1, 1, 2))
    assert one == two
    assert one != other


def test_every_nik_is_sound_agrees_with_its_row_and_is_the_only_one() -> None:
    rows = list(sample.rows(area="31.71.01"))
    for fields in rows:
        facts = nik.parse_nik(fields[PLACE["nik"]], VOTING_DAY)
        assert facts.born == parse_date(fields[PLACE["born"]])
        assert facts.sex.value == fields[PLACE["sex"]]
    assert len({fields[PLACE["nik"]] for fields in rows}) == len(rows) == sample.count("31.71.01") == 1269


def test_the_whole_province_is_133515_people() -> None:
    assert sample.count() == 133_515


def test_names_are_written_as_offices_write_them() -> None:
    names = [fields[PLACE["name"]] for fields in sample.rows(area="31.71.01")]
    assert any(name.isupper() for name in names)
    assert any(" " not in name for name in names)
    assert any("'" in name for name in names)
    assert any("," in name for name in names)
    assert any(name.startswith(("H. ", "Hj. ", "dr. ", "Ir. ", "Drs. ")) for name in names)
