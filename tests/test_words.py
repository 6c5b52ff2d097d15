"""Indonesian words, dates and numbers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.findings import Code, Finding, Severity
from kpps_desk.domain.leaving import Reason
from kpps_desk.domain.places import Level
from kpps_desk.domain.readiness import ORDER, Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.store import schema

_DAY = date(2024, 11, 7)


def test_every_value_that_is_shown_has_a_word() -> None:
    shown = [words.stage(value) for value in Stage]
    shown += [words.attendance(value) for value in Attendance]
    shown += [words.session_kind(value) for value in SessionKind]
    shown += [words.bar(value) for value in Bar]
    shown += [words.level(value) for value in Level]
    shown += [words.lack(Lack(what, 2)) for what in ORDER]
    shown += [words.eligibility(value) for value in ("MS", "TMS", "BMS")]
    assert all(shown)


def test_every_finding_is_a_sentence_with_and_without_its_detail() -> None:
    details = {Code.NIK_BIRTH_DIFFERS: "2000-11-07", Code.NIK_SEX_DIFFERS: "P"}
    for code in Code:
        for detail in ("", details.get(code, "16")):
            sentence = words.finding(Finding(code, Severity.INFO, "", detail))
            assert sentence[0].isupper()
            assert "{" not in sentence
        assert words.problem(code.value)
    assert words.finding(Finding(Code.TOO_YOUNG, Severity.UNFIT, "born", "16")).endswith("(16 tahun)")


def test_every_column_of_what_people_edit_has_a_name() -> None:
    inner = {"id", "uid", "version", "name_key"}
    for table in (
        *(schema.member, schema.appointment, schema.session, schema.attendance, schema.replacement, schema.document),
        *(schema.requirement, schema.waiver, schema.response, schema.distinct_pair, schema.disclosure),
        *(
            schema.rule_pack,
            schema.import_run,
            schema.room,
            schema.trainer,
            schema.plan,
            schema.invitation,
            schema.score,
        ),
        *(schema.score, schema.oath, schema.wording, schema.sheet, schema.scan, schema.transport_rate),
        *(schema.receipt, schema.kit),
    ):
        assert words.table_name(table.name) != table.name
        for column in [found.name for found in table.c]:
            if column not in inner:
                assert words.field_name(column, table.name) != column


def test_an_objection_names_the_paper_or_the_requirement_of_the_rules() -> None:
    rules = RulePack()
    told = {
        "document_missing:ijazah": "Ijazah SMA atau sederajat tidak ada",
        "document_invalid:ktp": "KTP-el tidak sah",
        "requirement_unmet:domisili": "Syarat tidak terpenuhi: Berdomisili di wilayah kerja KPPS",
        "too_young": "Umur pada hari pemungutan suara di bawah 17 tahun",
        "too_young:nik": "Menurut NIK, umur pada hari pemungutan suara di bawah 17 tahun",
        "education_low": "Pendidikan di bawah SMA atau sederajat",
    }
    assert {token: words.objection(token, rules) for token in told} == told
    other = RulePack(max_age=60, age_day=date(2024, 9, 28))
    assert words.objection("too_old", other) == "Umur pada 28 September 2024 di atas 60 tahun"


def test_every_code_is_told_as_an_objection_too() -> None:
    for code in Code:
        for token in (code.value, f"{code.value}:dihapus"):
            assert words.objection(token, RulePack())[0].isupper() or token.endswith("dihapus")


def test_dates_and_numbers_are_written_the_indonesian_way() -> None:
    assert words.long_date(_DAY) == "7 November 2024"
    assert words.weekday_date(_DAY) == "Kamis, 7 November 2024"
    assert words.short_date(_DAY) == "07-11-2024"
    assert words.date_in_words(_DAY) == "tanggal tujuh, bulan November, tahun dua ribu dua puluh empat"
    assert words.number(103845) == "103.845"
    assert words.percent(0.375) == "37,5%"
    assert words.in_words(850000) == "delapan ratus lima puluh ribu"
    assert words.in_words(1111) == "seribu seratus sebelas"
    assert words.in_words(1_001_000) == "satu juta seribu"
    assert words.in_words(21_000) == "dua puluh satu ribu"
    assert (words.rupiah(850000), words.rupiah(-50000)) == ("Rp850.000", "-Rp50.000")
    assert words.rupiah_in_words(850000) == "delapan ratus lima puluh ribu rupiah"
    assert words.rupiah_in_words(-1000) == "minus seribu rupiah"


@given(st.floats(0, 1))
def test_only_the_whole_is_a_hundred_percent(share: float) -> None:
    assert (words.percent(share) == "100%") == (share == 1)
    assert (words.percent(share) == "0%") == (share == 0)


@given(st.integers(0, 10**15 - 1))
def test_every_amount_has_words(value: int) -> None:
    text = words.in_words(value)
    assert text == " ".join(text.split())
    assert "satu ratus" not in text
    assert "satu puluh" not in text


def test_a_nik_is_masked_but_for_its_area() -> None:
    assert words.masked_nik("3171014711000001") == "317101**********"
    assert words.masked_nik(None) == words.masked_nik("") == "belum ada"


def test_names_keep_every_part_as_typed() -> None:
    assert words.full_name("dr.", "Siti Ma'ruf", "S.stp.") == "dr. Siti Ma'ruf, S.stp."
    assert words.full_name("", "Budi", "") == "Budi"


@given(st.text())
def test_a_masked_name_shows_the_first_letter_of_each_word_and_how_long_it_is(name: str) -> None:
    masked = words.masked_name(name)
    for plain, hidden in zip(name.split(), masked.split(), strict=True):
        assert hidden[0] == plain[0]
        assert set(hidden[1:]) <= {"*"}
        assert len(hidden) == len(plain)


def test_states_of_papers_and_reasons_have_words() -> None:
    assert words.masked_name("Siti Aminah") == "S*** A*****"
    assert words.paper_state(False, False, "") == "Belum diketahui"
    assert words.paper_state(True, False, "") == "Tidak ada"
    assert words.paper_state(True, True, "") == "Ada, belum diperiksa"
    assert words.requirement_state(None) == "Belum dinilai"
    assert all(words.leaving(reason) != reason.value or reason is Reason.DISMISSED for reason in Reason)
    assert words.leaving("Catatan lama") == "Catatan lama"
