"""The name-confirmation sheet on paper: forty a page whatever the names are, none lost."""

import io

import pypdfium2
import pytest

from kpps_desk.documents import flow, name_proof, paper
from kpps_desk.domain.name_proofs import PAGE, NameProof, paged

LONG = (
    "Raden Ajeng Siti Nurhaliza Kusumawardhani binti Tarudin Suryadiningrat, S.Pd., M.Pd.",
    "Muhammad Abdurrahman Wahid Hasyim Asyari Al-Banjari Prawirosudirdjo Kartohadikusumo Notonegoro, S.H., M.H., M.Si.",
)


def pages_of(names: list[str], size: str) -> list[str]:
    proof = NameProof(
        "LEMBAR", "Kel. Gambir", "7 November 2024", paged([(at, "001", name, False) for at, name in enumerate(names)])
    )
    file = io.BytesIO()
    on = paper.SIZES[size]
    for _ in flow.write(file, on, lambda: [name_proof.section(proof, on)], title="x"):
        pass
    with pypdfium2.PdfDocument(file.getvalue()) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_forty_stand_on_a_page_and_the_next_begins_anew(size: str) -> None:
    names = [f"Nama Contoh {at}, S.Pd." for at in range(82)]
    found = pages_of(names, size)
    assert len(found) == 3
    for at, text in enumerate(found):
        assert all(name in text for name in names[at * PAGE : (at + 1) * PAGE])
        assert f"Halaman {at + 1} dari 3 · Kode" in text


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_the_longest_names_take_no_more_room_than_others_and_lose_no_letter(size: str) -> None:
    found = pages_of([*LONG * 20], size)
    assert len(found) == 1
    assert all(name in found[0] for name in LONG)


def test_a_page_is_another_as_soon_as_somebody_on_it_is() -> None:
    first, second = (paged([(1, "001", name, False), (2, "001", "Budi", False)])[0].code for name in ("Siti", "Sitti"))
    assert len({first, second, paged([(3, "001", "Siti", False), (2, "001", "Budi", False)])[0].code}) == 3
    assert paged([(1, "001", "Siti", True), (2, "001", "Budi", False)])[0].code == first  # confirming isn't a change
