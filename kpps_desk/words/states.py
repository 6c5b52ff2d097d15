"""Stages, statuses, kinds and what lacks, as a person reads them.

What a newcomer gets wrong: writing a status's name into a column. It is a word like any other and stands here.
"""

from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.certificates import Bar, Kind
from kpps_desk.domain.places import Level
from kpps_desk.domain.readiness import Lack
from kpps_desk.domain.stages import Stage
from kpps_desk.words.numbers import number

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
