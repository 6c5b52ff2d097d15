"""What differs between two versions, in words."""

from dataclasses import replace
from datetime import date

from kpps_desk import words
from kpps_desk.domain.crew_layout import laid_out
from kpps_desk.domain.election import ROLES, DocumentRule, Role, RulePack
from kpps_desk.domain.rules import Draft

FIRST = Draft(RulePack(), ROLES, 1)


def _changes(**rules: object) -> list[str]:
    return words.rule_changes(FIRST, replace(FIRST, rules=replace(FIRST.rules, **rules)))  # type: ignore[arg-type]


def test_the_same_rules_differ_in_nothing() -> None:
    assert words.rule_changes(FIRST, replace(FIRST, based_on=7)) == []


def test_ages_days_and_names_are_told_from_what_to_what() -> None:
    assert _changes(min_age=18) == ["Umur terendah: 17 tahun → 18 tahun"]
    assert _changes(age_day=date(2024, 11, 7)) == ["Umur dihitung pada: hari pemungutan suara → 7 November 2024"]
    assert _changes(women_share=0.5) == ["Bagian perempuan: 30% → 50%"]
    assert _changes(papers_first=True) == ["Dokumen wajib harus lengkap dahulu: tidak → ya"]
    assert _changes(entitled=("Siti",)) == ["Berwenang mengesampingkan keberatan: Siti ditambahkan"]


def test_documents_are_known_by_their_code() -> None:
    first, second, *rest = FIRST.rules.documents
    renamed = replace(first, name="Formulir pendaftaran", required=False)
    added = DocumentRule("kk", "Kartu keluarga")
    assert _changes(documents=(second, renamed, *rest[1:], added)) == [
        "Dokumen “Surat pendaftaran” menjadi “Formulir pendaftaran”",
        "Dokumen “Formulir pendaftaran”: wajib → tidak wajib",
        "Dokumen baru: Kartu keluarga (wajib)",
        "Dokumen dihapus: Daftar riwayat hidup",
        "Urutan dokumen diubah",
    ]


def test_roles_tell_their_seats_and_needs() -> None:
    chair, ordinary, officers = ROLES
    vice = Role("wakil", "Wakil Ketua KPPS", 0, 1, True, True, True, False)
    trained = replace(officers, seats=1, needs_training=True)
    assert words.rule_changes(FIRST, replace(FIRST, roles=laid_out((chair, vice, ordinary, trained)))) == [
        "Jabatan baru: Wakil Ketua KPPS (1 kursi, anggota KPPS, wajib sumpah, bimtek)",
        "Jabatan “Petugas Ketertiban”: 2 kursi → 1 kursi",
        "Jabatan “Petugas Ketertiban”: wajib sumpah → sumpah, bimtek",
    ]
