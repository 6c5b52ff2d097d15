"""Which rules make no sense: refused in a sentence, beside the field where there is one.

What a newcomer gets wrong: refusing what is merely unusual. An office that trains its officers, or takes two chairs,
may; only what the program couldn't work with, or nobody could meet, is refused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kpps_desk import words
from kpps_desk.domain import values
from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.crew_layout import MOST_SEATS, laid_out, overlapping
from kpps_desk.domain.election import CertificateRule, Completion, Role, RulePack
from kpps_desk.domain.rules import Draft, is_code
from kpps_desk.problems import Invalid

_OLDEST = 120
_LONGEST = 120  # letters of a name
_MOST_SESSIONS, _MOST_HOURS = 20, 200
_A_YEAR = timedelta(days=366)
_MOST_TAUGHT = 50
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{0,19}")


def check(draft: Draft, voting_day: date) -> None:
    """Invalid, with the field, for the first thing that makes no sense."""
    _check_ages(draft.rules, voting_day)
    _check_completion(draft.rules.completion)
    _check_names("documents", "dokumen", [(rule.code, rule.name) for rule in draft.rules.documents])
    _check_names("requirements", "syarat", [(rule.code, rule.name) for rule in draft.rules.requirements])
    _check_entitled(draft.rules.entitled)
    _check_roles(draft.roles)
    _check_certificates(draft.rules.certificates, draft.roles, voting_day)


def _check_ages(rules: RulePack, voting_day: date) -> None:
    if not 0 < rules.min_age <= _OLDEST:
        raise Invalid("min_age", f"Umur terendah harus antara 1 dan {_OLDEST} tahun.")
    if not 0 < rules.max_age <= _OLDEST:
        raise Invalid("max_age", f"Umur tertinggi harus antara 1 dan {_OLDEST} tahun.")
    if rules.min_age > rules.max_age:
        raise Invalid("min_age", "Umur terendah tidak boleh melebihi umur tertinggi.")
    if not 0 <= rules.minor_age <= _OLDEST:
        raise Invalid("minor_age", f"Batas umur anak harus antara 0 dan {_OLDEST} tahun.")
    if not 0 <= rules.women_share <= 1:
        raise Invalid("women_share", "Bagian perempuan harus antara 0% dan 100%.")
    if rules.age_day is not None and not voting_day - _A_YEAR <= rules.age_day <= voting_day:
        raise Invalid(
            "age_day",
            "Hari penghitungan umur harus dalam setahun sebelum hari pemungutan suara.",
            "Kosongkan agar umur dihitung pada hari pemungutan suara.",
        )


def _check_completion(rule: Completion) -> None:
    if not 1 <= rule.sessions <= _MOST_SESSIONS:
        raise Invalid("sessions", f"Bimtek wajib yang harus diikuti antara 1 dan {_MOST_SESSIONS} sesi.")
    if not 0 <= rule.jp <= _MOST_HOURS:
        raise Invalid("jp", f"JP paling sedikit antara 0 dan {_MOST_HOURS}.")
    if not 0 <= rule.score <= 100:
        raise Invalid("score", "Nilai akhir paling rendah antara 0 dan 100.")


def _check_names(field: str, noun: str, rules: Sequence[tuple[str, str]]) -> None:
    for _, name in rules:
        if not name.strip():
            raise Invalid(field, f"Nama {noun} wajib diisi.", "Isi namanya atau hapus barisnya.")
        if name != values.clean(name)[0] or len(name) > _LONGEST:
            raise Invalid(field, f"Nama {noun} “{name[:40]}” terlalu panjang atau memuat karakter tersembunyi.")
    for twice in _repeated(values.name_key(name) for _, name in rules):
        shown = next(name for _, name in rules if values.name_key(name) == twice)
        raise Invalid(field, f"Ada dua {noun} bernama “{shown}”.", "Beri nama yang berbeda.")
    for twice in _repeated(code for code, _ in rules):
        raise Invalid(field, f"Kode {noun} “{twice}” dipakai dua kali.", "Kode setiap baris harus berbeda.")
    for code, name in rules:
        if not is_code(code):
            raise Invalid(field, f"Kode “{code}” untuk {noun} “{name}” tidak sah.", "Pakai huruf kecil, angka, dan _.")


def _check_entitled(names: Sequence[str]) -> None:
    for name in names:
        if not name.strip() or name != values.clean(name)[0] or len(name) > _LONGEST:
            raise Invalid("entitled", "Nama yang berwenang tidak terbaca.", "Tulis satu nama sebaris.")
    for twice in _repeated(names):
        raise Invalid("entitled", f"Nama {twice} tertulis dua kali.")


def _check_roles(roles: Sequence[Role]) -> None:
    if not roles:
        raise Invalid("roles", "Regu TPS memerlukan paling sedikit satu jabatan.")
    _check_names("roles", "jabatan", [(role.code, role.name) for role in roles])
    for role in roles:
        if role.seats < 1:
            raise Invalid("roles", f"{role.name} memerlukan paling sedikit satu kursi.", "Isi jumlahnya atau hapus.")
        if role.needs_certificate and not (role.needs_oath and role.needs_training):
            raise Invalid(
                "roles",
                f"{role.name} tidak dapat wajib bersertifikat tanpa sumpah dan bimtek.",
                "Sertifikat menyatakan bahwa orangnya sudah disumpah dan mengikuti bimtek.",
            )
    if sum(role.seats for role in roles) > MOST_SEATS:
        raise Invalid(
            "roles",
            f"Satu regu paling banyak {MOST_SEATS} kursi.",
            "Kode kursi hanya memuat satu angka di belakang kode TPS.",
        )
    if overlapping(roles) or tuple(roles) != laid_out(roles):
        raise Invalid("roles", "Nomor kursi jabatan bertumpuk atau tidak berurutan dari 1.")


def _check_certificates(rules: Sequence[CertificateRule], roles: Sequence[Role], voting_day: date) -> None:
    if sorted(rule.kind for rule in rules) != sorted(Kind):
        raise Invalid("certificates", "Setiap jenis sertifikat memerlukan satu aturan.")
    for twice in _repeated(rule.code for rule in rules):
        raise Invalid("certificates", f"Kode nomor “{twice}” dipakai dua jenis sertifikat.", "Beri kode yang berbeda.")
    for rule in rules:
        name = words.certificate_kind(rule.kind)
        if not _CODE.fullmatch(rule.code):
            hint = "Pakai huruf besar, angka, titik, atau tanda hubung, paling banyak 20."
            raise Invalid("certificates", f"{name}: kode nomor “{rule.code}” tidak sah.", hint)
        if not 1 <= rule.sessions <= _MOST_TAUGHT:
            raise Invalid("certificates", f"{name}: mengajar pada 1 sampai {_MOST_TAUGHT} bimtek.")
        if rule.not_before is not None and abs(rule.not_before - voting_day) > _A_YEAR:
            raise Invalid("certificates", f"{name}: tanggal paling cepat terbit lebih dari setahun dari pemungutan.")
        if unknown := set(rule.roles) - {role.code for role in roles}:
            raise Invalid("certificates", f"{name}: jabatan “{min(unknown)}” tidak ada dalam regu.")
        for role in roles:
            if rule.kind == Kind.CERTIFICATE and role.needs_certificate and not rule.admits(role):
                raise Invalid(
                    "certificates",
                    f"{role.name} wajib bersertifikat, tetapi tidak berhak menurut aturan sertifikat.",
                    "Centang jabatannya, atau hapus wajib bersertifikat pada Jabatan dan kursi.",
                )


def _repeated(texts: Iterable[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]
