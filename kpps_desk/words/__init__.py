"""Indonesian for everything that a person reads: stages, statuses, findings, dates, numbers, names of seats.

What a newcomer gets wrong: writing such a word in a screen or a document. Each stands here once, so that window, paper,
files and shell speak alike. The parts lie in numbers, people and findings; everybody imports `words` alone.
"""

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.places import Level
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.words.findings import advice, finding, finding_alone, problem
from kpps_desk.words.numbers import (
    clock,
    date_in_words,
    date_span,
    in_words,
    long_date,
    moment,
    number,
    percent,
    rupiah,
    rupiah_in_words,
    short_date,
    span,
    weekday_date,
)
from kpps_desk.words.oaths import oath_form
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
from kpps_desk.words.plans import plan_fault, plan_impossible, short_day, short_weekday, shortages, slot
from kpps_desk.words.preflight import mend, preflight_code, preflight_weight
from kpps_desk.words.printing import unanswered
from kpps_desk.words.records import field_name, table_name
from kpps_desk.words.rules import completion, role_needs, rule_changes
from kpps_desk.words.seats import nearness, women
from kpps_desk.words.selection import leaving, paper_state, requirement_state, response_verdict
from kpps_desk.words.twins import masked_pair, twin_kind, twin_reason

__all__ = [
    "advice",
    "area_name",
    "attendance",
    "bar",
    "certificate_kind",
    "certificate_state",
    "clock",
    "completion",
    "date_in_words",
    "date_span",
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
    "mend",
    "moment",
    "nearness",
    "number",
    "oath_form",
    "objection",
    "objection_of",
    "paper_state",
    "percent",
    "plan_fault",
    "plan_impossible",
    "preflight_code",
    "preflight_weight",
    "problem",
    "requirement_state",
    "response_verdict",
    "role_needs",
    "rule_changes",
    "rupiah",
    "rupiah_in_words",
    "seat_label",
    "session_kind",
    "session_state",
    "sex",
    "short_area",
    "short_date",
    "short_day",
    "short_weekday",
    "shortages",
    "slot",
    "span",
    "stage",
    "station_label",
    "table_name",
    "twin_kind",
    "twin_reason",
    "unanswered",
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
    Bar.NOT_TAUGHT: "Belum tercatat hadir sebagai narasumber",
    Bar.TOO_EARLY: "Belum waktunya menurut aturan",
    Bar.ALREADY: "Sudah memiliki sertifikat",
}
_BARS_OF_OTHERS = {Bar.ROLE: "Jabatannya tidak menerima {}", Bar.ALREADY: "Sudah memiliki {}"}
_KINDS = {
    Kind.CERTIFICATE: "Sertifikat",
    Kind.TRAINER: "Sertifikat narasumber",
    Kind.PIAGAM: "Piagam penghargaan",
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


def bar(value: Bar, kind: Kind = Kind.CERTIFICATE) -> str:
    """Why a person gets no certificate of this kind."""
    if kind is not Kind.CERTIFICATE and value in _BARS_OF_OTHERS:
        return _BARS_OF_OTHERS[value].format(certificate_kind(kind).lower())
    return _BARS[value]


def certificate_kind(value: Kind | str) -> str:
    """`Sertifikat`, `Sertifikat narasumber`, `Piagam penghargaan`."""
    return _KINDS[Kind(value)]


def lack(value: Lack) -> str:
    """`2 kursi kosong`, `3 belum disumpah`."""
    return f"{number(value.people)} {_LACKS[value.what]}"


def lack_name(what: str) -> str:
    """`Kursi kosong`, `Belum disumpah`: one of readiness.ORDER as a choice."""
    return _LACKS[what].capitalize()


def level(value: Level) -> str:
    return _LEVELS[value]
