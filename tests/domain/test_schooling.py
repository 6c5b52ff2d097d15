"""Which educations lie below SMA, as offices type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpps_desk.domain.schooling import below_upper_secondary

LOW = (
    "SD", "S.D.", "SD/Sederajat", "Tamat SD/Sederajat", "SLTP/SEDERAJAT", "SMP", "S.M.P", "SMP Negeri 5", "SMPN5",
    "MTs", "M.Ts.", "MTsN 3", "Mts. Negeri", "Paket B", "Kejar Paket A", "Tidak sekolah", "TIDAK/BELUM SEKOLAH", "SMEP",
    "Belum tamat SD/sederajat", "tidak tamat SMA", "Belum lulus SMK", "SD di Jakarta", "Sekolah Menengah Pertama",
    "Tidak pernah sekolah", "tidak bersekolah", "Sekolah Rakyat", "Madrasah Tsanawiyah",
)  # fmt: skip
NOT_LOW = (
    "SMA", "SMA/Sederajat", "SMK", "SLTA/SEDERAJAT", "MA", "M.A.", "Madrasah Aliyah", "Paket C", "D3", "D.III", "D-III",
    "DIPLOMA IV/STRATA I", "S1", "S-1", "S.1", "S 1", "Sarjana", "SMP, kejar Paket C", "SMA, belum lulus kuliah", "STM",
    "AKADEMI/DIPLOMA III/S. MUDA", "SMAN 8", "SMU", "S2", "Sekolah Menengah Atas", "SMA (belum S1)",
)  # fmt: skip


@pytest.mark.parametrize("text", LOW)
def test_a_lower_school_is_below_sma(text: str) -> None:
    assert below_upper_secondary(text)
    assert below_upper_secondary(text.lower())


@pytest.mark.parametrize("text", NOT_LOW)
def test_sma_its_equals_and_what_follows_are_not(text: str) -> None:
    assert not below_upper_secondary(text)
    assert not below_upper_secondary(text.lower())


@pytest.mark.parametrize("text", ["", "-", "abc", "Lain-lain", "belum diketahui", "Pondok pesantren"])
def test_what_is_not_understood_says_nothing_against_anybody(text: str) -> None:
    assert not below_upper_secondary(text)


@given(st.text(max_size=60), st.sampled_from(["S1", "Diploma III", "Sarjana"]))
def test_whoever_studied_is_never_below_sma(text: str, degree: str) -> None:
    assert not below_upper_secondary(f"{text} / {degree}")
