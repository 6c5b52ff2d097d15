"""The list of transport money: every page has its sum, the whole its words, and nothing runs over an edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk import words
from kpps_desk.documents import flow, receipt_list
from kpps_desk.documents.paper import A4, F4, Size
from kpps_desk.documents.receipt_list import SAMPLE
from kpps_desk.domain.receipts import Payment


def pages(size: Size, *payments: Payment) -> list[str]:
    laid = flow.lay_out(receipt_list.section(SAMPLE._replace(payments=payments), size), size)
    for page in laid:
        assert min(top - box.height for top, box in page.boxes) >= flow.LOWEST - 0.01
    return [" ".join(text.text for _, box in page.boxes for text in box.texts) for page in laid]


@given(count=st.integers(1, 130), size=st.sampled_from([A4, F4]), length=st.integers(1, 90))
def test_each_page_has_its_sum_and_the_end_stands_with_people(count: int, size: Size, length: int) -> None:
    paid = tuple(
        Payment(at, "Nama " * (length // 5 + 1), "001", "Anggota KPPS", 1_000 * at) for at in range(1, count + 1)
    )
    found = pages(size, *paid)
    sums = [int(part.split()[0].replace(".", "")) for page in found for part in page.split("halaman ini: Rp")[1:]]
    whole = sum(one.amount for one in paid)
    assert sums == [] if len(found) == 1 else sum(sums) == whole
    assert len(sums) == (0 if len(found) == 1 else len(found))
    spoken = words.rupiah_in_words(whole)
    assert f"Jumlah seluruhnya: {words.rupiah(whole)} untuk" in found[-1]
    assert spoken[1:] in found[-1]
    assert "Anggota KPPS" in found[-1]


@pytest.mark.parametrize("name", ["<b>Siti</b>", "x" * 300, "Siti\u202eimanA\x00"])
def test_nasty_names_are_harmless(name: str) -> None:
    assert len(pages(A4, Payment(1, name, "001", "Ketua KPPS", -5_000, "koreksi no. 3, daftar 1: salah"))) == 1


def test_signatures_alternate_and_a_correction_says_what_it_corrects() -> None:
    one = Payment(1, "Siti", "001", "Ketua KPPS", -5_000, "koreksi no. 3, daftar 1: salah")
    laid = flow.lay_out(receipt_list.section(SAMPLE._replace(payments=(one, one._replace(number=2)))), A4)
    marks = {text.text: text.x for _, box in laid[0].boxes for text in box.texts if text.text in ("1.", "2.")}
    assert marks["1."] < marks["2."]
    assert "minus sepuluh ribu rupiah".capitalize() in " ".join(pages(A4, one, one))
    assert "-Rp5.000" in pages(A4, one)[0]
