"""What differs between two versions of the rules, a line each; used through `words`.

What a newcomer gets wrong: comparing by name. A document that was renamed is the same document: its code tells.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kpps_desk.domain.election import CertificateRule, Completion, DocumentRule, RequirementRule, Role
from kpps_desk.domain.rules import Draft, Named
from kpps_desk.words.numbers import long_date, percent

N = TypeVar("N", bound=Named)
_VOTING_DAY = "hari pemungutan suara"
_EVERY = "menurut Jabatan dan kursi"
_KINDS = {"sertifikat": "Sertifikat", "narasumber": "Sertifikat narasumber", "piagam": "Piagam penghargaan"}


def rule_changes(before: Draft, after: Draft) -> list[str]:
    """Every difference as a line without a full stop: `Umur terendah: 17 tahun → 18 tahun`; [] where there is none."""
    return [
        *_plain_changes(before, after),
        *_list_changes("Dokumen", before.rules.documents, after.rules.documents, _about_document),
        *_list_changes("Syarat", before.rules.requirements, after.rules.requirements, _about_requirement),
        *_list_changes("Jabatan", before.roles, after.roles, _about_role),
        *_certificate_changes(before, after),
    ]


def completion(rule: Completion) -> str:
    """`Terlatih: hadir pada 1 bimtek wajib, paling sedikit 8 JP, nilai akhir paling rendah 60.`"""
    parts = [f"hadir pada {rule.sessions} bimtek wajib"]
    parts += [f"paling sedikit {rule.jp} JP"] if rule.jp else []
    parts += [f"nilai akhir paling rendah {rule.score}"] if rule.score else []
    return f"Terlatih: {', '.join(parts)}."


def role_needs(role: Role) -> str:
    """`sumpah, bimtek, sertifikat`; `tidak ada` for none."""
    needs = ((role.needs_oath, "sumpah"), (role.needs_training, "bimtek"), (role.needs_certificate, "sertifikat"))
    return ", ".join(name for needed, name in needs if needed) or "tidak ada"


def _plain_changes(before: Draft, after: Draft) -> Iterator[str]:
    old, new = before.rules, after.rules
    for what, one, other in (
        ("Umur terendah", f"{old.min_age} tahun", f"{new.min_age} tahun"),
        ("Umur tertinggi", f"{old.max_age} tahun", f"{new.max_age} tahun"),
        ("Batas umur anak", f"{old.minor_age} tahun", f"{new.minor_age} tahun"),
        ("Umur dihitung pada", *(long_date(rules.age_day) if rules.age_day else _VOTING_DAY for rules in (old, new))),
        ("Bagian perempuan", percent(old.women_share), percent(new.women_share)),
        ("Bimtek wajib yang harus diikuti", *(f"{one.completion.sessions} sesi" for one in (old, new))),
        ("JP bimtek paling sedikit", *(f"{one.completion.jp} JP" for one in (old, new))),
        ("Nilai akhir bimtek paling rendah", *(str(one.completion.score) for one in (old, new))),
        ("Dokumen wajib harus lengkap dahulu", _yes(old.papers_first), _yes(new.papers_first)),
    ):
        if one != other:
            yield f"{what}: {one} → {other}"
    for name in new.entitled:
        if name not in old.entitled:
            yield f"Berwenang mengesampingkan keberatan: {name} ditambahkan"
    for name in old.entitled:
        if name not in new.entitled:
            yield f"Berwenang mengesampingkan keberatan: {name} dihapus"


def _certificate_changes(before: Draft, after: Draft) -> Iterator[str]:
    for new in after.rules.certificates:
        old, name = before.rules.certificate(new.kind), _KINDS[new.kind]
        names = {role.code: role.name for role in (*before.roles, *after.roles)}
        for what, one, other in (
            ("kode nomor", old.code, new.code),
            ("jabatan", *(", ".join(names.get(code, code) for code in rule.roles) or _EVERY for rule in (old, new))),
            ("memegang kursi", _yes(old.seated), _yes(new.seated)),
            ("sudah disumpah", _yes(old.sworn), _yes(new.sworn)),
            ("sudah terlatih", _yes(old.trained), _yes(new.trained)),
            ("mengajar pada", f"{old.sessions} bimtek", f"{new.sessions} bimtek"),
            ("paling cepat terbit", _first_day(old), _first_day(new)),
        ):
            if one != other:
                yield f"{name}, {what}: {one} → {other}"


def _first_day(rule: CertificateRule) -> str:
    if rule.not_before is not None:
        return long_date(rule.not_before)
    return f"sesudah {_VOTING_DAY}" if rule.after_voting else "kapan saja"


def _list_changes(
    noun: str, before: Sequence[N], after: Sequence[N], about: Callable[[N], Sequence[tuple[str, str]]]
) -> Iterator[str]:
    old, new = ({one.code: one for one in ones} for ones in (before, after))
    for code, one in new.items():
        if code not in old:
            yield f"{noun} baru: {one.name} ({', '.join(what + text for what, text in about(one))})"
            continue
        if old[code].name != one.name:
            yield f"{noun} “{old[code].name}” menjadi “{one.name}”"
        for (what, was), (_, will_be) in zip(about(old[code]), about(one), strict=True):
            if was != will_be:
                yield f"{noun} “{one.name}”: {what}{was} → {will_be}"
    for code, one in old.items():
        if code not in new:
            yield f"{noun} dihapus: {one.name}"
    stayed = [[code for code in ones if code in old and code in new] for ones in (old, new)]
    if stayed[0] != stayed[1]:
        yield f"Urutan {noun.lower()} diubah"


def _about_document(rule: DocumentRule) -> Sequence[tuple[str, str]]:
    return (("", "wajib" if rule.required else "tidak wajib"),)


def _about_requirement(rule: RequirementRule) -> Sequence[tuple[str, str]]:
    return (("", "dapat dikesampingkan" if rule.waivable else "tidak dapat dikesampingkan"),)


def _about_role(role: Role) -> Sequence[tuple[str, str]]:
    return (
        ("", f"{role.seats} kursi"),
        ("", "anggota KPPS" if role.kpps else "bukan anggota KPPS"),
        ("wajib ", role_needs(role)),
    )


def _yes(value: bool) -> str:
    return "ya" if value else "tidak"
