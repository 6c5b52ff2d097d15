"""One sentence for each finding; used through `words`.

What a newcomer gets wrong: a finding without a sentence here. tests/test_words.py goes through all codes.
"""

from datetime import date
from typing import NamedTuple

from kpps_desk.domain.findings import Code, Finding
from kpps_desk.words.numbers import long_date
from kpps_desk.words.people import sex
from kpps_desk.words.selection import leaving


class _Sentence(NamedTuple):
    text: str
    detail: str = ""  # how the detail follows the text
    advice: str = ""


_AGE = " ({} tahun)"
_BY_NIK = " (menurut NIK {})"
_FINDINGS = {
    Code.NIK_LENGTH: _Sentence("NIK harus terdiri atas 16 angka"),
    Code.NIK_DATE: _Sentence("Tanggal lahir di dalam NIK tidak mungkin ada"),
    Code.NIK_SERIAL: _Sentence("Nomor urut NIK tidak boleh 0000"),
    Code.NIK_SAME_DIGIT: _Sentence("NIK hanya berisi satu angka yang diulang"),
    Code.NIK_DAMAGED: _Sentence(
        "NIK rusak karena tersimpan sebagai bilangan Excel", advice="ketik ulang sebagai teks menurut KTP"
    ),
    Code.NIK_COLUMN_DAMAGED: _Sentence(
        "Angka terakhir semua NIK pada kolom ini 0, tanda rusak oleh Excel", advice="ambil dari berkas asli"
    ),
    Code.NIK_TWICE: _Sentence("NIK sama dengan orang lain yang masih aktif", ": {}"),
    Code.PERSON_TWICE: _Sentence("Nama, tanggal lahir, dan TPS sama dengan baris lain", ": {}"),
    Code.NIK_REPAIRED: _Sentence("NIK dirapikan: spasi, titik, atau tanda petik dibuang"),
    Code.NIK_BIRTH_DIFFERS: _Sentence("Tanggal lahir berbeda dengan NIK", _BY_NIK, "cocokkan dengan KTP"),
    Code.NIK_SEX_DIFFERS: _Sentence("Jenis kelamin berbeda dengan NIK", _BY_NIK, "cocokkan dengan KTP"),
    Code.NIK_ELSEWHERE: _Sentence("NIK pertama kali terdaftar di luar DKI Jakarta"),
    Code.NIK_MISSING: _Sentence("NIK belum ada"),
    Code.NAME_MISSING: _Sentence("Nama belum diisi"),
    Code.TEXT_TOO_LONG: _Sentence("Isian terlalu panjang"),
    Code.TEXT_CLEANED: _Sentence("Karakter tersembunyi dibuang dari isian"),
    Code.DATE_UNREADABLE: _Sentence("Tanggal tidak terbaca", ": {}", "tulis seperti 07-11-2000"),
    Code.SEX_UNREADABLE: _Sentence("Jenis kelamin tidak terbaca", ": {}", "tulis L atau P"),
    Code.AGE_UNKNOWN: _Sentence("Tanggal lahir belum diketahui sehingga umur belum dapat diperiksa"),
    Code.TOO_YOUNG: _Sentence("Umur di bawah batas", _AGE),
    Code.TOO_OLD: _Sentence("Umur di atas batas", _AGE, "perlu persetujuan"),
    Code.MINOR: _Sentence("Masih anak menurut hukum pelindungan data", _AGE),
    Code.EDUCATION_LOW: _Sentence("Pendidikan di bawah SMA atau sederajat", ": {}"),
    Code.DOCUMENT_MISSING: _Sentence("Dokumen yang wajib tidak ada", ": {}"),
    Code.DOCUMENT_INVALID: _Sentence("Dokumen tidak sah", ": {}"),
    Code.REQUIREMENT_UNMET: _Sentence("Syarat tidak terpenuhi", ": {}"),
    Code.RESPONSE_UPHELD: _Sentence("Tanggapan masyarakat terbukti"),
    Code.VALUE_UNREADABLE: _Sentence("Isian tidak terbaca dan dipindahkan ke catatan", ": {}"),
    Code.AREA_UNKNOWN: _Sentence("Wilayah tidak ditemukan", ": {}"),
    Code.AREA_AMBIGUOUS: _Sentence(
        "Nama wilayah cocok dengan lebih dari satu tempat", ": {}", "lengkapi dengan kecamatannya"
    ),
    Code.TPS_UNKNOWN: _Sentence("TPS tidak ditemukan", ": {}"),
    Code.ROLE_UNKNOWN: _Sentence("Jabatan tidak dikenal", ": {}"),
    Code.PHONE_UNREADABLE: _Sentence("Nomor telepon tidak terbaca", ": {}"),
    Code.SEAT_TAKEN: _Sentence("Kursi sudah diisi orang lain", ": {}"),
    Code.SECOND_CHAIR: _Sentence("TPS ini sudah memiliki ketua", ": {}"),
    Code.CREW_FULL: _Sentence("Semua kursi jabatan ini pada TPS tersebut sudah terisi", ": {}"),
    Code.LEFT_ROSTER: _Sentence("Orang ini sudah keluar dari daftar", ": {}"),
    Code.SEAT_ELSEWHERE: _Sentence("Orang ini sudah memegang kursi lain", ": {}"),
}


# What to do about a problem whose own sentence doesn't say it; lists of problems show it in a column of its own.
_NEXT = {
    Code.NIK_LENGTH: "periksa NIK pada KTP; kosongkan bila belum ada",
    Code.NIK_DATE: "periksa NIK pada KTP",
    Code.NIK_SERIAL: "periksa NIK pada KTP",
    Code.NIK_SAME_DIGIT: "periksa NIK pada KTP; kosongkan bila belum ada",
    Code.NIK_TWICE: "periksa siapa pemilik NIK itu pada KTP",
    Code.PERSON_TWICE: "hapus baris yang berulang, atau lengkapi NIK-nya bila orangnya berbeda",
    Code.NIK_MISSING: "lengkapi sebelum penetapan",
    Code.NAME_MISSING: "isi nama sesuai KTP",
    Code.TEXT_TOO_LONG: "persingkat isinya",
    Code.AGE_UNKNOWN: "isi tanggal lahir atau NIK",
    Code.TOO_YOUNG: "cocokkan tanggal lahir dengan KTP",
    Code.EDUCATION_LOW: "periksa ijazahnya, lalu catat di Penelitian",
    Code.DOCUMENT_MISSING: "catat di Penelitian bila sudah diserahkan",
    Code.MINOR: "perlakukan datanya dengan hati-hati",
    Code.VALUE_UNREADABLE: "perbaiki isiannya, atau biarkan di catatan",
    Code.AREA_UNKNOWN: "periksa nama atau kode kelurahannya",
    Code.TPS_UNKNOWN: "periksa nomor TPS dan kelurahannya",
    Code.ROLE_UNKNOWN: "tulis Ketua, Anggota, atau Petugas Ketertiban",
    Code.PHONE_UNREADABLE: "tulis seperti 081234567890",
    Code.SEAT_TAKEN: "pilih nomor kursi lain, atau kosongkan nomornya",
    Code.SECOND_CHAIR: "ubah jabatannya menjadi anggota, atau pindahkan TPS-nya",
    Code.CREW_FULL: "pindahkan ke TPS lain yang masih kosong",
    Code.LEFT_ROSTER: "daftar ini tidak memasukkannya lagi; terima kembali lewat layar Anggota bila perlu",
    Code.SEAT_ELSEWHERE: "daftar ini tidak memindahkannya; pindahkan lewat layar Kursi bila perlu",
}


def finding(value: Finding) -> str:
    """One sentence without a full stop, with the detail where there is one, and the advice of its own."""
    text, own = finding_alone(value), _FINDINGS[value.code].advice
    return f"{text}; {own}" if own else text


def finding_alone(value: Finding) -> str:
    """The same without advice, where that stands beside it."""
    sentence, detail = _FINDINGS[value.code], value.detail
    if detail and value.code is Code.NIK_BIRTH_DIFFERS:
        detail = long_date(date.fromisoformat(detail))
    elif detail and value.code is Code.NIK_SEX_DIFFERS:
        detail = sex(detail).lower()
    elif detail and value.code is Code.LEFT_ROSTER:
        detail = leaving(detail).lower()
    return sentence.text + (sentence.detail.format(detail) if detail else "")


def advice(code: Code) -> str:
    """What to do about it, beginning with a capital; '' if there is nothing to do."""
    told = _FINDINGS[code].advice or _NEXT.get(code, "")
    return told[:1].upper() + told[1:]


def problem(code: str) -> str:
    """The sentence of a finding's code (or an objection's token) alone, as counts show it; an unknown code as it is."""
    code = code.partition(":")[0]
    return _FINDINGS[Code(code)].text if code in set(Code) else code
