"""Designs: what may stand in one, what is refused and how, which layer a text belongs to, what is unwise."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpps_desk import built_in
from kpps_desk.domain import snapping
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.design_faults import faults
from kpps_desk.domain.designs import FORMAT, TOKENS, Design, DesignError, Item, Layer, digest

FIRST = built_in.first_of(Kind.CERTIFICATE)
LAYERS = {
    "acara": Layer.GROUND,
    "tempat": Layer.EDITION,
    "tanggal": Layer.EDITION,
    "jp": Layer.EDITION,
    "pelaksanaan": Layer.EDITION,
    "kota": Layer.EDITION,
    "tanggal_terbit": Layer.EDITION,
    "tahun": Layer.EDITION,
    "nama": Layer.PAGE,
    "jabatan": Layer.PAGE,
    "nomor": Layer.PAGE,
}


def text(content: str, **rest: object) -> Item:
    return replace(Item("teks", 20, 20, 100, 10, text=content), **rest)  # type: ignore[arg-type]


def spoiled(**changes: object) -> str:
    return json.dumps(json.loads(FIRST.to_json()) | changes)


def with_item(**changes: object) -> str:
    item = {"kind": "teks", "x": 1, "y": 1, "w": 9, "h": 9, "text": "a"} | changes
    return spoiled(items=[item])


@pytest.mark.parametrize("token", list(TOKENS))
def test_a_text_is_drawn_in_the_layer_of_its_token(token: str) -> None:
    assert LAYERS.keys() == TOKENS.keys()
    assert text(f"a {{{token}}} b").layer is LAYERS[token]


def test_a_text_belongs_to_the_highest_layer_of_its_tokens() -> None:
    assert text("tetap").layer is Layer.GROUND
    assert text("{acara}, {tempat}").layer is Layer.EDITION
    assert text("{acara}, {tempat}, {nama}").layer is Layer.PAGE
    assert Item("kode_qr", 0, 0, 30, 30).layer is Layer.PAGE
    assert Item("materi", 0, 0, 30, 30).layer is Layer.EDITION
    assert Item("kop", 0, 0, 30, 30).layer is Layer.GROUND


@pytest.mark.parametrize("design", built_in.designs(), ids=lambda design: design.name)
def test_what_ships_has_no_faults_and_is_read_back_as_it_is(design: Design) -> None:
    assert faults(design) == []
    assert Design.from_json(design.to_json()) == design
    assert digest(Design.from_json(design.to_json())) == digest(design)


def test_each_kind_has_a_look_for_each_paper() -> None:
    names = [design.name for design in built_in.designs()]
    assert len(set(names)) == len(names)
    for kind in Kind:
        papers = {(design.paper, design.landscape) for design in built_in.designs() if design.kind == kind}
        assert {("A4", True), ("F4", True), ("Letter", True)} <= papers
    assert any(not design.landscape for design in built_in.designs())
    assert len({design.frame for design in built_in.designs()}) >= 4


def test_what_was_issued_before_designs_has_a_front_alone() -> None:
    for kind in Kind:
        assert built_in.of_old(kind).back == ()
        assert faults(built_in.of_old(kind)) == []


def test_a_newer_design_is_refused_in_a_sentence() -> None:
    with pytest.raises(DesignError, match="lebih baru") as caught:
        Design.from_json(spoiled(format=FORMAT + 1))
    assert caught.value.field == "format"
    assert "Perbarui" in caught.value.hint


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ("", "content"),
        ("[]", "content"),
        ("{", "content"),
        ('{"format": "1"}', "format"),
        ("{}", "format"),
        ("[" * 100_000, "content"),
        (spoiled(name=" "), "name"),
        (spoiled(name="a\u202eb"), "name"),
        (spoiled(kind="ijazah"), "kind"),
        (spoiled(paper="A3"), "paper"),
        (spoiled(landscape=1), "landscape"),
        (spoiled(frame="emas"), "frame"),
        (spoiled(background="../../etc/passwd"), "background"),
        (spoiled(accent="red"), "accent"),
        (spoiled(items={}), "items"),
        (spoiled(items=[1]), "items.0"),
        (spoiled(items=[{"kind": "teks"}] * 61), "items"),
        (spoiled(warna="merah"), "warna"),
        (with_item(kind="video"), "items.0.kind"),
        (with_item(text="Yth. {nik}"), "items.0.text"),
        (with_item(text="a\x07"), "items.0.text"),
        (with_item(text="\ud800"), "content"),
        (with_item(x="1"), "items.0.x"),
        (with_item(x=True), "items.0.x"),
        (with_item(x=1e9), "items.0.x"),
        (with_item(w=-1), "items.0.w"),
        (with_item(size=0), "items.0.size"),
        (with_item(size=float("nan")), "items.0.size"),
        (with_item(h=float("inf")), "items.0.h"),
        (with_item(lines=1.5), "items.0.lines"),
        (with_item(weight="Black"), "items.0.weight"),
        (with_item(color="#12345"), "items.0.color"),
        (with_item(align="left"), "items.0.align"),
        (with_item(asset="x"), "items.0.asset"),
        (with_item(number=9), "items.0.number"),
        (with_item(rahasia=1), "items.0.rahasia"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_field(content: str, field: str) -> None:
    with pytest.raises(DesignError) as caught:
        Design.from_json(content)
    assert caught.value.field == field
    assert caught.value.message.endswith(".")


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = sorted(json.loads(FIRST.to_json()))
_ITEM_FIELDS = sorted(json.loads(FIRST.to_json())["items"][0])


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(_FIELDS), _anything, max_size=3), st.booleans())
def test_whatever_stands_in_a_field_is_read_or_refused(changes: dict[str, object], whole: bool) -> None:
    _read_or_refused(json.dumps(changes if whole else json.loads(FIRST.to_json()) | changes))


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(_ITEM_FIELDS), _anything, max_size=3), st.integers(0, 5))
def test_whatever_stands_in_an_item_is_read_or_refused(changes: dict[str, object], at: int) -> None:
    content = json.loads(FIRST.to_json())
    content["items"][at] |= changes
    _read_or_refused(json.dumps(content))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_became_of_a_text_is_read_or_refused(data: st.DataObject) -> None:
    content = FIRST.to_json()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 30, len(content))))
    _read_or_refused(content[:start] + data.draw(st.text(max_size=6)) + content[end:])


def _read_or_refused(content: str) -> None:
    try:
        design = Design.from_json(content)
    except DesignError as error:
        assert error.field  # noqa: PT017
        assert error.message  # noqa: PT017
    else:
        assert Design.from_json(design.to_json()) == design
        faults(design)


# Faults --------------------------------------------------------------------------------------------------------------


def said(design: Design, *, bars: bool | None = None) -> str:
    return " ".join(fault.sentence for fault in faults(design) if bars is None or fault.bars == bars)


def changed(kind: str, **changes: object) -> Design:
    """The first design with its first item of this kind changed."""
    at = next(number for number, item in enumerate(FIRST.items) if item.kind == kind)
    items = list(FIRST.items)
    items[at] = replace(items[at], **changes)  # type: ignore[arg-type]
    return replace(FIRST, items=tuple(items))


def without(*kinds: str) -> Design:
    return replace(FIRST, items=tuple(item for item in FIRST.items if item.kind not in kinds))


def test_what_is_missing_is_named() -> None:
    assert "Kode QR belum ada" in said(without("kode_qr"), bars=True)
    assert "Penanda tangan belum ada" in said(without("penanda_tangan"), bars=True)
    assert "Nama penerima belum ada" in said(without("teks"), bars=True)
    assert "Nomor sertifikat belum ada" in said(without("teks"), bars=True)


@pytest.mark.parametrize(("x", "y"), [(-1, 20), (280, 20), (20, -0.5), (20, 190)])
def test_an_item_off_the_paper_bars(x: float, y: float) -> None:
    assert "keluar dari kertas" in said(changed("kode_qr", x=x, y=y), bars=True)


def test_near_the_edge_is_a_warning() -> None:
    near = changed("logo", x=2)
    assert "dari tepi" in said(near, bars=False)
    assert "dari tepi" not in said(near, bars=True)


def test_a_code_is_at_least_24_mm_and_nothing_lies_on_it() -> None:
    assert "26,5 mm" in said(changed("kode_qr", w=26))
    assert said(changed("kode_qr", w=27, h=27)) == ""
    code = next(item for item in FIRST.items if item.kind == "kode_qr")
    over = replace(FIRST, items=(*FIRST.items, text("di atasnya", x=code.x + 5, y=code.y + 5)))
    assert "tertutup" in said(over)


def test_a_text_that_cannot_be_filled_is_told() -> None:
    more = replace(FIRST, items=(*FIRST.items, text("Yth. {nik}")))
    assert "{nik} tidak dikenal" in said(more, bars=True)
    assert "tanpa pasangannya" in said(replace(FIRST, items=(*FIRST.items, text("a } b"))), bars=True)
    assert "kosong" in said(replace(FIRST, items=(*FIRST.items, text("  "))))
    assert "terkecil" in said(replace(FIRST, items=(*FIRST.items, text("a", size=8, smallest=9))))
    assert "terlalu terang" in said(replace(FIRST, items=(*FIRST.items, text("a", color="#FFFFF0"))))
    assert "belum dipilih" in said(replace(FIRST, back=(Item("gambar", 20, 20, 30, 30),)))


def test_a_fault_says_on_which_side_its_item_stands() -> None:
    (fault,) = faults(replace(FIRST, back=(*FIRST.back, text(" "))))
    assert (fault.item, fault.back) == (len(FIRST.back), True)


# Snapping ------------------------------------------------------------------------------------------------------------


def test_an_item_snaps_to_the_middle_of_the_paper_and_to_others() -> None:
    item = Item("teks", 0, 0, 40, 10)
    lines = snapping.lines_of(FIRST, [Item("logo", 30, 50, 20, 20)])
    centred = snapping.moved(item, 148.5 - 20 + 1, 99, lines)
    assert centred.x == pytest.approx(128.5)
    assert 148.5 in centred.upright
    beside = snapping.moved(item, 50.9, 100.2, lines)
    assert beside.x == 50
    assert beside.y == 100


def test_where_nothing_draws_the_grid_holds() -> None:
    item = Item("teks", 0, 0, 40, 10)
    free = snapping.moved(item, 61.4, 33.3, ((0.0,), (0.0,)))
    assert (free.x, free.y, free.upright, free.lying) == (61, 33, (), ())
    assert snapping.edge(49.2, (50.0,)) == 50
    assert snapping.edge(45.2, (50.0,)) == 45
