"""Indonesian for everything that a person reads: stages, statuses, findings, dates, numbers, names of seats.

What a newcomer gets wrong: writing such a word in a screen or a document. Each stands here once, so that window, paper,
files and shell speak alike. The parts lie in numbers, people and findings; everybody imports `words` alone.
"""

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar
from kpps_desk.domain.places import Level
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.words.findings import advice, finding, finding_alone, problem
from kpps_desk.words.numbers import (
    clock,
    date_in_words,
    in_words,
    long_date,
    moment,
    number,
    percent,
    short_date,
    weekday_date,
)
from kpps_desk.words.objections import objection, objection_of
from kpps_desk.words.people import (
    area_name,
    full_name,
    masked_name,
    masked_nik,
    seat_label,
    sex,
    short_area,
    station_label,
    without_niks,
)
from kpps_desk.words.rules import role_needs, rule_changes
from kpps_desk.words.seats import nearness, women
from kpps_desk.words.selection import leaving, paper_state, requirement_state, response_verdict
from kpps_desk.words.twins import masked_pair, twin_kind, twin_reason

__all__ = [
    "advice",
    "area_name",
    "attendance",
    "bar",
    "certificate_state",
    "clock",
    "date_in_words",
    "eligibility",
    "field_name",
    "finding",
    "finding_alone",
    "full_name",
    "in_words",
    "lack",
    "lack_name",
    "leaving",
    "level",
    "long_date",
    "masked_name",
    "masked_nik",
    "masked_pair",
    "moment",
    "nearness",
    "number",
    "objection",
    "objection_of",
    "paper_state",
    "percent",
    "problem",
    "requirement_state",
    "response_verdict",
    "role_needs",
    "rule_changes",
    "seat_label",
    "session_kind",
    "session_state",
    "sex",
    "short_area",
    "short_date",
    "stage",
    "station_label",
    "table_name",
    "twin_kind",
    "twin_reason",
    "weekday_date",
    "without_niks",
    "women",
]

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
    "left_reason": "Alasan keluar",
    "reserve": "Urutan cadangan",
    "explanation": "Keterangan",
    "letter_no": "Nomor surat",
    "letter_date": "Tanggal surat",
    "minutes_no": "Nomor berita acara",
    "minutes_date": "Tanggal berita acara",
    "effective": "Berlaku mulai",
    "voting_day": "Hari pemungutan suara",
    "what": "Yang dilihat",
    "purpose": "Keperluan",
    "shown_to": "Dilihat oleh",
    "number_template": "Pola nomor sertifikat",
    "merged_into": "Digabung dengan",
    "received": "Tanggal terima",
    "verdict": "Hasil pemeriksaan",
    "verdict_note": "Dasar putusan",
    "checked_by": "Diperiksa oleh",
    "checked_at": "Waktu pemeriksaan",
    "met": "Penilaian",
    "judged_by": "Dinilai oleh",
    "judged_at": "Waktu penilaian",
    "objection": "Keberatan",
    "granted_by": "Dikesampingkan oleh",
    "granted_at": "Waktu mengesampingkan",
    "source": "Pemberi tanggapan",
    "contact": "Kontak",
    "content": "Isi",
    "decided_by": "Diputuskan oleh",
    "decided_at": "Waktu putusan",
    "other_id": "Orang lain itu",
    "shown_at": "Waktu melihat",
    "appointment_id": "Penetapan",
    "successor_id": "Penetapan penggantinya",
    "adopted_by": "Ditetapkan oleh",
    "adopted_at": "Waktu penetapan",
    "code": "Kode",
    "rules": "Aturan",
    "paper": "Isi kop dan sertifikat",
    "file_name": "Nama berkas",
    "file_hash": "Sidik berkas",
    "sheet": "Lembar",
    "fingerprint": "Sidik judul kolom",
    "mapping": "Pasangan kolom",
    "existing": "Bagi yang sudah ada",
    "counts": "Jumlah",
    "group_id": "Kelompok perubahan",
    "at": "Waktu",
    "by": "Oleh",
}
_FIELDS_OF = {
    ("document", "code"): "Dokumen",
    ("requirement", "code"): "Syarat",
    ("response", "received"): "Tanggal tanggapan",
    ("response", "verdict"): "Putusan",
    ("rule_pack", "number"): "Versi",
}
_TABLES = {
    "election": "Pemilihan",
    "role": "Jabatan",
    "member": "Anggota",
    "disclosure": "Catatan melihat data pribadi",
    "appointment": "Penetapan",
    "replacement": "Penggantian antarwaktu",
    "session": "Sesi",
    "session_crew": "Regu pada sesi",
    "attendance": "Kehadiran",
    "certificate": "Sertifikat",
    "certificate_edition": "Isi sertifikat",
    "document": "Dokumen persyaratan",
    "requirement": "Penilaian syarat",
    "waiver": "Keberatan yang dikesampingkan",
    "response": "Tanggapan masyarakat",
    "distinct_pair": "Bukan orang yang sama",
    "rule_pack": "Versi aturan",
    "import_run": "Impor",
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


def field_name(column: str, table: str = "") -> str:
    """A column of the schema (or of an import) as people call it; an unknown one as it is."""
    return _FIELDS_OF.get((table, column)) or _FIELDS.get(column, column)


def table_name(table: str) -> str:
    """A table of the schema as people call one of its records; an unknown one as it is."""
    return _TABLES.get(table, table)
