"""What is read at a glance because it is as it should be is read as a close look would read it."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain import nik, values
from kpps_desk.domain.election import ROLES, RulePack
from kpps_desk.domain.places import Area, Gazetteer, Level
from kpps_desk.exchange import columns, parsing, preview, roster
from kpps_desk.exchange.roster import Guide
from kpps_desk.exchange.tables import Cell

DAY = date(2024, 11, 27)
_AREAS = (
    Area("31", "DKI Jakarta", Level.PROVINCE),
    Area("31.71", "Kota Administrasi Jakarta Pusat", Level.KABKOTA),
    Area("31.71.01", "Gambir", Level.KECAMATAN),
    Area("31.71.01.1001", "Gambir", Level.KELURAHAN),
    Area("31.71.01.1002", "Cideng", Level.KELURAHAN),
)
GUIDE = Guide(
    Gazetteer(_AREAS),
    frozenset(f"317101100{kelurahan}{tps:03}" for kelurahan in (1, 2) for tps in range(1, 4)),
    ROLES,
    RulePack(),
    DAY,
)
_NOON = datetime(1990, 1, 1, 12)  # noqa: DTZ001 (as calamine gives it)
_ODD = st.sampled_from(["", "-", " ", None, 1, 1.0, True, 3.5, "\u200b", "a\nb", "é", "x" * 301])
_USUAL: dict[str, st.SearchStrategy[Cell]] = {
    "kabkota": st.sampled_from(["", "Jakarta Pusat", "KOTA ADMINISTRASI JAKARTA PUSAT"]),
    "kecamatan": st.sampled_from(["Gambir", "GAMBIR ", "Menteng"]),
    "kelurahan": st.sampled_from(["Gambir", "Cideng", "cideng", "3171011001", "Entah"]),
    "tps": st.sampled_from(["1", "001", "TPS 2", "9", "x", 2.0, 2]),
    "role": st.sampled_from(["Ketua", "Anggota KPPS", "KPPS 3", "Linmas", "Raja"]),
    "seat_number": st.sampled_from(["", "2", "KPPS 4", "99", 5.0]),
    "name": st.sampled_from(["Siti Ma'ruf", "dr. Adi, S.H.", "H. ALI  B", "Ma’ruf", "Hj Ani", "'", "André"]),
    "nik": st.sampled_from(["3171014101900001", "3171010101900002", "3271010101900003", "317101 0101900004", "1" * 16]),
    "sex": st.sampled_from(["L", "P", "pria", "?"]),
    "birth_place": st.sampled_from(["Jakarta", "BOGOR", "-"]),
    "born": st.sampled_from(["01-01-1990", "1990-01-01", "31-02-1990", date(1990, 1, 1), _NOON]),
    "birth": st.sampled_from(["Jakarta, 01-01-1990", "Jakarta", "?, 99"]),
    "address": st.sampled_from(["Jl. Mawar 5", "Jl.  Melati", "-"]),
    "rt_rw": st.sampled_from(["001/002", "1/2", "RT 1"]),
    "rt": st.sampled_from(["1", "002"]),
    "rw": st.sampled_from(["3", "x"]),
    "phone": st.sampled_from(["0812-3456-7890", "+62 812 3456 7890", "8123456789", "12", "081234567890"]),
    "email": st.sampled_from(["siti@contoh.id", "siti"]),
    "education": st.sampled_from(["SMA/Sederajat", "SD", "S1 "]),
    "note": st.sampled_from(["baik", "x" * 2001]),
}
_ROW = st.fixed_dictionaries({name: usual | usual | usual | _ODD for name, usual in _USUAL.items()})


def _read(chunks: list[list[dict[str, Cell]]], names: list[str]) -> list[object]:
    headers = tuple(columns.BY_NAME[name].header for name in names)
    matches = tuple(preview.Match(columns.BY_NAME[name], at, 1.0) for at, name in enumerate(names))
    reader = roster.RowReader(preview.Layout(headers, 1, matches), GUIDE)
    found: list[object] = []
    for chunk in chunks:
        part = reader.read([(at, [row[name] for name in names]) for at, row in enumerate(chunk, 2)])
        found.append((part.people(), part.findings, part.names))
    return found


def _closely(patch: pytest.MonkeyPatch) -> None:
    """Nothing passes at a glance."""
    for module in (parsing, roster):
        patch.setattr(module, "is_sound", lambda *_: False)
    patch.setattr(nik, "are_whole", lambda *_: False)
    patch.setattr(nik.Agreement, "of", lambda _, niks, *__: [False] * len(niks))
    patch.setattr(
        roster, "parse_names", lambda texts: tuple(map(list, zip(*map(values.parse_name, texts), strict=True)))
    )
    patch.setattr(roster, "name_keys", lambda texts: list(map(values.name_key, texts)))


@given(
    st.lists(st.lists(_ROW, min_size=1, max_size=4), min_size=1, max_size=3),
    st.sets(st.sampled_from(sorted(_USUAL.keys() - {"name"}))),
)
def test_rows_are_read_at_a_glance_as_they_are_closely(chunks: list[list[dict[str, Cell]]], left_out: set[str]) -> None:
    names = [name for name in _USUAL if name not in left_out]
    at_a_glance = _read(chunks, names)
    with pytest.MonkeyPatch.context() as patch:
        _closely(patch)
        assert _read(chunks, names) == at_a_glance


@given(st.lists(st.text(st.characters(max_codepoint=383, exclude_characters="\n") | st.sampled_from("'.,- aA"))))
def test_many_names_have_the_keys_of_each(texts: list[str]) -> None:
    cleaned = [values.clean(text)[0] for text in texts]
    assert values.name_keys(cleaned) == list(map(values.name_key, cleaned))
    split = list(map(values.parse_name, cleaned))
    assert list(zip(*values.parse_names(cleaned), strict=True)) == split


_DIGITS = st.sampled_from(["3171", "3271", "7171", "31"]).flatmap(
    lambda area: st.from_regex(rf"{area}01[0-7][0-9]0[0-9]9[0-9][0-9]{{4}}", fullmatch=True)
)


@given(_DIGITS, st.dates(date(1990, 1, 1), date(1999, 12, 31)) | st.none(), st.sampled_from("LP"))
def test_a_nik_that_agrees_has_no_findings(text: str, born: date | None, sex: str) -> None:
    try:
        facts = nik.parse_nik(text, DAY)
    except nik.NikError:
        assert nik.Agreement(DAY).of([text], [date(1990, 1, 1)], [sex]) == [False]
        return
    typed = born or facts.born
    sound = not nik.findings(text, typed, values.Sex(sex), DAY)
    assert nik.Agreement(DAY).of([text], [typed], [sex]) == [sound]


@given(st.lists(st.one_of(_DIGITS, st.sampled_from(["", "317101.0101900001", "٣" * 16, None, 3171010101900001]))))
def test_niks_that_are_whole_need_no_repair(cells: list[Cell]) -> None:
    if nik.are_whole(cells):
        assert [nik.repair(cell) for cell in cells] == [(cell, False) for cell in cells]


_MOBILE = re.compile(r"0(8\d{2})-?(\d{3,4})-?(\d{3,5})", re.ASCII)


@given(st.from_regex(_MOBILE, fullmatch=True))
def test_a_mobile_number_is_its_digits(text: str) -> None:
    assert values.parse_phone(text) == "+62" + text[1:].replace("-", "")
