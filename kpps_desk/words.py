"""Indonesian for everything that a person reads: stages, statuses, findings, dates, numbers, names of seats.

What a newcomer gets wrong: writing such a word in a screen or a document. Each stands here once, so that window, paper,
files and shell speak alike. A NIK is masked here too, and nowhere else.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar
from kpps_desk.domain.findings import Code, Finding
from kpps_desk.domain.places import Level
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage

_STAGES = {
    Stage.ENDED: "Berhenti",
    Stage.INELIGIBLE: "Tidak memenuhi syarat",
    Stage.REGISTERED: "Terdaftar",
    Stage.ELIGIBLE: "Memenuhi syarat",
    Stage.APPOINTED: "Ditetapkan",
    Stage.SWORN: "Sudah disumpah",
    Stage.TRAINED: "Sudah bimtek",
    Stage.CERTIFIED: "Bersertifikat",
}
_ELIGIBILITY = {"MS": "Memenuhi syarat", "TMS": "Tidak memenuhi syarat", "BMS": "Belum memenuhi syarat"}
_ATTENDANCE = {
    Attendance.NOT_RECORDED: "Belum dicatat",
    Attendance.PRESENT: "Hadir",
    Attendance.EXCUSED: "Izin",
    Attendance.SICK: "Sakit",
    Attendance.ABSENT: "Tanpa keterangan",
}
_SESSION_KINDS = {SessionKind.OATH: "Pelantikan", SessionKind.TRAINING: "Bimbingan teknis"}
_SESSION_STATES = {"rencana": "Direncanakan", "selesai": "Selesai"}
_CERTIFICATE_STATES = {"terbit": "Terbit", "diganti": "Diganti", "dicabut": "Dicabut"}
_BARS = {
    Bar.NOT_SEATED: "Belum ditetapkan pada kursi TPS",
    Bar.ROLE: "Petugas ketertiban tidak menerima sertifikat",
    Bar.NOT_SWORN: "Belum disumpah",
    Bar.NOT_TRAINED: "Belum mengikuti bimbingan teknis",
    Bar.ALREADY: "Sudah memiliki sertifikat",
}
_LACKS = {
    "kursi": "kursi kosong",
    "syarat": "belum memenuhi syarat",
    "sumpah": "belum disumpah",
    "bimtek": "belum bimtek",
    "sertifikat": "belum bersertifikat",
}
_LEVELS = {
    Level.PROVINCE: "Provinsi",
    Level.KABKOTA: "Kabupaten/Kota",
    Level.KECAMATAN: "Kecamatan",
    Level.KELURAHAN: "Kelurahan",
}
_FIELDS = {
    "nik": "NIK",
    "title_before": "Gelar depan",
    "name": "Nama",
    "title_after": "Gelar belakang",
    "sex": "Jenis kelamin",
    "birth_place": "Tempat lahir",
    "born": "Tanggal lahir",
    "address": "Alamat",
    "rt_rw": "RT/RW",
    "phone": "Telepon",
    "email": "Surel",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "marital": "Status perkawinan",
    "note": "Catatan",
    "role": "Jabatan",
    "role_id": "Jabatan",
    "wanted": "Tempat tugas yang diminta",
    "place": "Tempat tugas",
    "kelurahan": "Kelurahan",
    "kecamatan": "Kecamatan",
    "kabkota": "Kabupaten/Kota",
    "tps": "TPS",
    "seat": "Kursi",
    "seat_id": "Kursi",
    "member_id": "Anggota",
    "eligibility": "Hasil penelitian",
    "objections": "Catatan penelitian",
    "active": "Aktif",
    "stage": "Tahap",
    "sworn": "Tanggal sumpah",
    "trained": "Tanggal bimtek",
    "certified": "Bersertifikat",
    "decree_no": "Nomor SK",
    "decree_date": "Tanggal SK",
    "since": "Berlaku mulai",
    "until": "Berlaku sampai",
    "end_reason": "Alasan berhenti",
    "kind": "Jenis",
    "area_id": "Wilayah",
    "wave": "Gelombang",
    "title": "Judul",
    "venue": "Tempat",
    "day": "Tanggal",
    "starts": "Mulai",
    "ends": "Selesai",
    "capacity": "Kapasitas",
    "topics": "Materi",
    "trainers": "Narasumber",
    "required": "Wajib",
    "state": "Status",
    "session_id": "Sesi",
    "station_id": "TPS",
    "status": "Kehadiran",
    "walk_in": "Di luar daftar",
    "marked_at": "Waktu pencatatan",
    "marked_by": "Dicatat oleh",
    "how": "Cara pencatatan",
    "number": "Nomor",
    "position": "Jabatan pada sertifikat",
    "issued_at": "Waktu terbit",
    "issued_by": "Diterbitkan oleh",
    "replaced_by": "Diganti dengan",
    "reason": "Alasan",
    "voting_day": "Hari pemungutan suara",
    "number_template": "Pola nomor sertifikat",
}
_TABLES = {
    "election": "Pemilihan",
    "role": "Jabatan",
    "member": "Anggota",
    "appointment": "Penetapan",
    "session": "Sesi",
    "session_crew": "Regu pada sesi",
    "attendance": "Kehadiran",
    "certificate": "Sertifikat",
    "certificate_edition": "Isi sertifikat",
}


def stage(value: Stage) -> str:
    return _STAGES[value]


def eligibility(value: str) -> str:
    return _ELIGIBILITY[value]


def attendance(value: Attendance) -> str:
    return _ATTENDANCE[value]


def session_kind(value: SessionKind) -> str:
    return _SESSION_KINDS[value]


def session_state(value: str) -> str:
    return _SESSION_STATES[value]


def certificate_state(value: str) -> str:
    return _CERTIFICATE_STATES[value]


def bar(value: Bar) -> str:
    """Why a person gets no certificate."""
    return _BARS[value]


def lack(value: Lack) -> str:
    """`2 kursi kosong`, `3 belum disumpah`."""
    return f"{number(value.people)} {_LACKS[value.what]}"


def lack_name(what: str) -> str:
    """`Kursi kosong`, `Belum disumpah`: one of readiness.ORDER as a choice."""
    return _LACKS[what].capitalize()


def level(value: Level) -> str:
    return _LEVELS[value]


def field_name(column: str) -> str:
    """A column of the schema (or of an import) as people call it; an unknown one as it is."""
    return _FIELDS.get(column, column)


def table_name(table: str) -> str:
    """A table of the schema as people call one of its records; an unknown one as it is."""
    return _TABLES.get(table, table)


def sex(value: str | None) -> str:
    return {"L": "Laki-laki", "P": "Perempuan"}.get(value or "", "Belum diketahui")


# Numbers and dates ---------------------------------------------------------------------------------------------------

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def number(value: int) -> str:
    """`103.845`."""
    return f"{value:,}".replace(",", ".")


def percent(share: float) -> str:
    """`37,5%` of 0.375; only the whole is `100%`, only nothing is `0%`."""
    tenths = round(share * 1000)
    if 0 < share < 1:
        tenths = min(999, max(1, tenths))
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def in_words(value: int) -> str:
    """Terbilang: `seratus tiga ribu delapan ratus empat puluh lima`; whole numbers from 0 to below 10^15."""
    if value < 12:
        return _UNITS[value]
    if value < 20:
        return f"{_UNITS[value - 10]} belas"
    for size, name, one in (
        (10**12, "triliun", "satu triliun"),
        (10**9, "miliar", "satu miliar"),
        (10**6, "juta", "satu juta"),
        (1000, "ribu", "seribu"),
        (100, "ratus", "seratus"),
        (10, "puluh", ""),
    ):
        many, rest = divmod(value, size)
        if many:
            head = one if many == 1 else f"{in_words(many)} {name}"
            return f"{head} {in_words(rest)}" if rest else head
    raise ValueError(value)


@lru_cache(maxsize=50_000)
def long_date(day: date) -> str:
    """`7 November 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """`Kamis, 7 November 2024`."""
    return f"{_WEEKDAYS[day.weekday()]}, {long_date(day)}"


@lru_cache(maxsize=50_000)
def short_date(day: date) -> str:
    """`07-11-2024`."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def date_in_words(day: date) -> str:
    """`tanggal tujuh, bulan November, tahun dua ribu dua puluh empat`, as minutes are written."""
    return f"tanggal {in_words(day.day)}, bulan {_MONTHS[day.month - 1]}, tahun {in_words(day.year)}"


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone()


def moment(ms: int) -> str:
    """`07-11-2024 08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%d-%m-%Y %H.%M}"


def clock(ms: int) -> str:
    """`08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%H.%M}"


# People and places ---------------------------------------------------------------------------------------------------


def masked_nik(nik: str | None) -> str:
    """`317101**********`; `belum ada` for none."""
    return f"{nik[:6]}{'*' * (len(nik) - 6)}" if nik else "belum ada"


def full_name(before: str, name: str, after: str) -> str:
    """`dr. Siti Ma'ruf, S.H.`: every part as typed."""
    if before:
        name = f"{before} {name}"
    return f"{name}, {after}" if after else name


def seat_label(role: str, number: int) -> str:
    """A seat as crews call it, from its role's name and its number: `Ketua KPPS (1)`, `Anggota KPPS (3)`."""
    return f"{role} ({number})"


def area_name(name: str, value: Level) -> str:
    """`Kel. Gambir`, `Kec. Gambir`; cities and the province bear their full names already."""
    return {Level.KELURAHAN: f"Kel. {name}", Level.KECAMATAN: f"Kec. {name}"}.get(value, name)


def short_area(name: str) -> str:
    """`Jakarta Pusat` of `Kota Administrasi Jakarta Pusat`, for where a column is narrow."""
    return name.removeprefix("Kota Administrasi ").removeprefix("Kabupaten Administrasi ")


def station_label(tps: str, kelurahan: str) -> str:
    """`TPS 003 · Gambir`."""
    return f"TPS {tps} · {kelurahan}"


# Findings ------------------------------------------------------------------------------------------------------------


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
    Code.TOO_YOUNG: _Sentence("Umur pada hari pemungutan suara di bawah batas", _AGE),
    Code.TOO_OLD: _Sentence("Umur pada hari pemungutan suara di atas batas", _AGE, "perlu persetujuan"),
    Code.MINOR: _Sentence("Masih anak menurut hukum pelindungan data", _AGE),
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
    Code.SEAT_ELSEWHERE: _Sentence("Orang ini sudah memegang kursi lain", ": {}"),
}


def finding(value: Finding) -> str:
    """One sentence without a full stop, with the detail where there is one."""
    sentence, detail = _FINDINGS[value.code], value.detail
    if detail and value.code is Code.NIK_BIRTH_DIFFERS:
        detail = long_date(date.fromisoformat(detail))
    elif detail and value.code is Code.NIK_SEX_DIFFERS:
        detail = sex(detail).lower()
    text = sentence.text + (sentence.detail.format(detail) if detail else "")
    return f"{text}; {sentence.advice}" if sentence.advice else text


def problem(code: str) -> str:
    """The sentence of a finding's code alone, as counts show it; an unknown code as it is."""
    return _FINDINGS[Code(code)].text if code in set(Code) else code
