"""The screens, in the order of the rail. A screen is one module here; this list is where it is registered.

What a newcomer gets wrong: importing a screen at the top. Its module brings the queries and with them SQLAlchemy, so it
is loaded only after the window shows, by the background's first work.
"""

from importlib import import_module

from kpps_desk.ui.screen import Entry, Screen


def _entry(key: str, title: str, icon: str, class_name: str, *, under: str = "") -> Entry:
    def load() -> type[Screen]:
        found: type[Screen] = getattr(import_module(f"{__name__}.{key}"), class_name)
        return found

    return Entry(key, title, icon, load, under)


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
    _entry("settings", "Pengaturan", "settings", "SettingsScreen"),
)
