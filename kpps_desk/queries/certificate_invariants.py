"""What must always hold of certificates; asked by queries/invariants.breaches.

What a newcomer gets wrong: forgetting the trainers, whose certificates have no member; and asking for oath and training
where the rules of this workspace don't.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Select, false, func, or_, select

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.election import CertificateRule, Role
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_certificate, _member, _role = schema.certificate.c, schema.member.c, schema.role.c
_later = schema.certificate.alias("later")
_count = select(func.count()).select_from(schema.certificate)

CERTIFICATE_INVARIANTS: tuple[tuple[str, Select[int]], ...] = (
    (
        "sertifikat yang menunjuk pengganti tetapi tidak berstatus diganti",
        _count.where(_certificate.replaced_by.is_not(None), _certificate.state != "diganti"),
    ),
    (
        "sertifikat diganti yang tidak menunjuk penggantinya, atau menunjuk milik orang atau jenis lain",
        select(func.count())
        .select_from(schema.certificate)
        .outerjoin(_later, _later.c.id == _certificate.replaced_by)
        .where(
            _certificate.state == "diganti",
            _later.c.id.is_(None)
            | (_later.c.kind != _certificate.kind)
            | (func.coalesce(_later.c.member_id, 0) != func.coalesce(_certificate.member_id, 0))
            | (func.coalesce(_later.c.trainer_id, 0) != func.coalesce(_certificate.trainer_id, 0)),
        ),
    ),
    (
        "sertifikat yang bukan milik tepat satu orang, atau jenisnya tidak sesuai pemiliknya",
        _count.where(
            (_certificate.member_id.is_(None) == _certificate.trainer_id.is_(None))
            | (_certificate.trainer_id.is_not(None) != (_certificate.kind == Kind.TRAINER.value))
        ),
    ),
)


def breaches(db: Snapshot) -> Iterator[tuple[str, int]]:
    """Certificates in force whose holders haven't taken the steps that the rules ask for."""
    election = areas.election(db)
    for kind, sentence in (
        (Kind.CERTIFICATE, "sertifikat berlaku milik orang yang belum disumpah atau belum dilatih"),
        (Kind.PIAGAM, "piagam berlaku milik orang yang belum disumpah atau belum dilatih"),
    ):
        if found := unearned(db, election.rules.certificate(kind), election.roles):
            yield sentence, found


def unearned(db: Snapshot, rule: CertificateRule, roles: Iterable[Role]) -> int:
    """How many of this kind are in force whose holders lack a step that this rule asks of these roles."""
    lacks: list[ColumnElement[bool]] = []
    for asked, done, needy in (
        (rule.sworn, _member.sworn, [role.code for role in roles if role.needs_oath]),
        (rule.trained, _member.trained, [role.code for role in roles if role.needs_training]),
    ):
        if asked:
            lacks.append(_role.code.in_(needy) & done.is_(None))
    found = (
        _count.join(schema.member, _member.id == _certificate.member_id)
        .join(schema.role, _role.id == _member.role_id)
        .where(_certificate.state == "terbit", _certificate.kind == rule.kind, or_(false(), *lacks))
    )
    return int(db.value(found) or 0)
