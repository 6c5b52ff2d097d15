"""The screens, in the order of the rail. A screen is one module here; this list is where it is registered.

What a newcomer gets wrong: importing a screen at the top. Its module brings the queries and with them SQLAlchemy, so it
is loaded only after the window shows, by the background's first work.

The first ten of the rail have Ctrl and a digit. Papers are made every day and settings once, so Dokumen has the tenth
place, and Pengaturan the keys by which other programs open theirs.
"""

from importlib import import_module

from kpps_desk.ui.screen import Entry, Screen


def _entry(key: str, title: str, icon: str, class_name: str, *, under: str = "", keys: str = "") -> Entry:
    def load() -> type[Screen]:
        found: type[Screen] = getattr(import_module(f"{__name__}.{key}"), class_name)
        return found

    return Entry(key, title, icon, load, under, keys)


ENTRIES = (
    _entry("readiness", "Kesiapan", "readiness", "ReadinessScreen"),
    _entry("members", "Anggota", "members", "MembersScreen"),
    _entry("importing", "Impor", "importing", "ImportScreen"),
    _entry("doctor", "Pemeriksaan", "doctor", "DoctorScreen"),
    _entry("requirements", "Penelitian", "requirements", "RequirementsScreen"),
    _entry("seats", "Kursi", "chair", "SeatsScreen"),
    _entry("sessions", "Sesi", "sessions", "SessionsScreen"),
    _entry("attendance", "Kehadiran", "attendance", "AttendanceScreen"),
    _entry("certificates", "Sertifikat", "certificates", "CertificatesScreen"),
    _entry("designer", "Perancang sertifikat", "designer", "DesignerScreen", under="certificates"),
    _entry("verify", "Periksa sertifikat", "verify", "VerifyScreen", under="certificates"),
    _entry("documents", "Dokumen", "documents", "DocumentsScreen"),
    _entry("settings", "Pengaturan", "settings", "SettingsScreen", keys="Ctrl+,"),
)
