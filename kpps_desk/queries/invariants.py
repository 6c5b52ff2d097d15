"""What must always hold in a workspace, each as a question that counts the breaches.

What a newcomer gets wrong: missing a seat holder who is no longer MS. A later fact (an upheld response, other rules)
may make them so; readiness then lacks it, and a replacement mends it. `kpps-desk check` asks all. Conclusions, the
journal's chain and the seals are compared by rules, not by SQL: see operations/checking.py.
"""

from collections.abc import Iterator

from sqlalchemy import Text, cast, false, func, select
from sqlalchemy.sql import Select

from kpps_desk.domain.attendance import Attendance
from kpps_desk.queries import certificate_invariants
from kpps_desk.queries.certificate_invariants import CERTIFICATE_INVARIANTS
from kpps_desk.queries.expected import needed
from kpps_desk.queries.oath_invariants import OATH_INVARIANTS
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_member, _role, _seat = schema.member.c, schema.role.c, schema.seat.c
_appointment, _station = schema.appointment.c, schema.polling_station.c
_pack = schema.rule_pack.c
_replacement, _next = schema.replacement.c, schema.appointment.alias("following")
_invitation, _missed = schema.invitation.c, schema.session.alias("missed")
_open = (_appointment.member_id == _member.id) & _appointment.until.is_(None)
_crew_sizes = (
    select(_seat.station_id, _seat.role_id, func.count().label("seats"))
    .group_by(_seat.station_id, _seat.role_id)
    .subquery()
)
_receipt, _first = schema.receipt.c, schema.receipt.alias("first")
_paid = (  # what each person was paid for a session, corrections included
    select(_receipt.session_id, _receipt.member_id, func.sum(_receipt.amount).label("amount"))
    .where(_receipt.paid_at.is_not(None))
    .group_by(_receipt.session_id, _receipt.member_id)
    .subquery()
)
_ELECTIONS = select(func.count()).select_from(schema.election)
_holders = select(func.count()).select_from(schema.member).join(schema.appointment, _open)

INVARIANTS: tuple[tuple[str, Select[int]], ...] = (
    ("berkas kerja tidak memuat tepat satu pemilihan", select(func.abs(func.count() - 1)).select_from(schema.election)),
    (
        "regu TPS yang jumlah kursinya tidak sesuai aturan",
        select(func.count())
        .select_from(_crew_sizes)
        .join(schema.role, _role.id == _crew_sizes.c.role_id)
        .where(_crew_sizes.c.seats != _role.seats),
    ),
    (
        "kursi yang nomor atau kodenya tidak sesuai susunan regu",
        select(func.count())
        .select_from(schema.seat)
        .join(schema.role, _role.id == _seat.role_id)
        .join(schema.polling_station, _station.id == _seat.station_id)
        .where(
            ~_seat.number.between(_role.first_number, _role.first_number + _role.seats - 1)
            | (_seat.code != _station.code + cast(_seat.number, Text))
        ),
    ),
    (
        "aturan yang berlaku tidak sama dengan versinya yang terbaru",
        select(func.count())
        .select_from(schema.election)
        .join(schema.rule_pack, _pack.number == select(func.max(_pack.number)).scalar_subquery())
        .where(func.json_extract(_pack.content, "$.rules") != func.json(schema.election.c.rules)),
    ),
    (
        "TPS tanpa kursi",
        select(func.count())
        .select_from(schema.polling_station)
        .where(~select(_seat.id).where(_seat.station_id == _station.id).exists()),
    ),
    ("pemegang kursi yang sudah tidak aktif", _holders.where(_member.active == false())),
    (
        "catatan yang sudah digabung tetapi masih aktif",
        select(func.count()).select_from(schema.member).where(_member.merged_into.is_not(None), _member.active),
    ),
    (
        "pemegang kursi dengan jabatan yang bukan jabatan kursinya",
        _holders.join(schema.seat, _seat.id == _appointment.seat_id).where(_seat.role_id != _member.role_id),
    ),
    (
        "NIK yang bukan 16 angka",
        select(func.count())
        .select_from(schema.member)
        .where(
            _member.nik.is_not(None), (func.length(_member.nik) != 16) | (func.trim(_member.nik, "0123456789") != "")
        ),
    ),
    (
        "penggantian antarwaktu yang penetapannya belum berakhir",
        select(func.count())
        .select_from(schema.replacement)
        .join(schema.appointment, _appointment.id == _replacement.appointment_id)
        .where(_appointment.until.is_(None)),
    ),
    (
        "penggantian antarwaktu yang penggantinya duduk di kursi lain",
        select(func.count())
        .select_from(schema.replacement)
        .join(schema.appointment, _appointment.id == _replacement.appointment_id)
        .join(_next, _next.c.id == _replacement.successor_id)
        .where(_next.c.seat_id != _appointment.seat_id),
    ),
    (
        "undangan bagi orang yang regunya sudah diundang ke sesi itu",
        select(func.count())
        .select_from(schema.invitation)
        .join(schema.appointment, (_appointment.member_id == _invitation.member_id) & _appointment.until.is_(None))
        .join(schema.seat, _seat.id == _appointment.seat_id)
        .join(
            schema.session_crew,
            (schema.session_crew.c.session_id == _invitation.session_id)
            & (schema.session_crew.c.station_id == _seat.station_id),
        ),
    ),
    (
        "undangan susulan ke sesi yang bukan sejenis dengan sesi yang terlewat",
        select(func.count())
        .select_from(schema.invitation)
        .join(schema.session, schema.session.c.id == _invitation.session_id)
        .join(_missed, _missed.c.id == _invitation.missed_id)
        .where(_missed.c.kind != schema.session.c.kind),
    ),
    (
        "undangan ke sesi yang tidak diperlukan jabatan pemegang kursinya",
        select(func.count())
        .select_from(schema.invitation)
        .join(schema.session, schema.session.c.id == _invitation.session_id)
        .join(schema.appointment, (_appointment.member_id == _invitation.member_id) & _appointment.until.is_(None))
        .join(schema.seat, _seat.id == _appointment.seat_id)
        .join(schema.role, _role.id == _seat.role_id)
        .where(~needed()),
    ),
    (
        "uang transpor yang dibayar kepada orang yang tidak tercatat hadir",
        select(func.count())
        .select_from(_paid)
        .where(
            _paid.c.amount != 0,
            ~select(schema.attendance.c.id)
            .where(
                schema.attendance.c.session_id == _paid.c.session_id,
                schema.attendance.c.member_id == _paid.c.member_id,
                schema.attendance.c.status == int(Attendance.PRESENT),
            )
            .exists(),
        ),
    ),
    (
        "koreksi transpor tanpa tanda terima asal yang sudah dibayar, atau tanpa alasan",
        select(func.count())
        .select_from(schema.receipt)
        .outerjoin(_first, _first.c.id == _receipt.corrects_id)
        .where(
            _receipt.corrects_id.is_not(None),
            (_receipt.reason == "")
            | _first.c.paid_at.is_(None)
            | _first.c.corrects_id.is_not(None)
            | (_first.c.session_id != _receipt.session_id)
            | (_first.c.member_id != _receipt.member_id),
        ),
    ),
    (
        "orang dengan dua tanda terima transpor untuk satu sesi",
        select(func.count()).select_from(
            select(_receipt.id)
            .where(_receipt.corrects_id.is_(None))
            .group_by(_receipt.session_id, _receipt.member_id)
            .having(func.count() > 1)
            .subquery()
        ),
    ),
    (
        "uang transpor yang jumlahnya kurang dari nol",
        select(func.count()).select_from(
            select(_receipt.session_id)
            .group_by(_receipt.session_id, _receipt.member_id)
            .having(func.sum(_receipt.amount) < 0)
            .subquery()
        ),
    ),
)


def breaches(db: Snapshot) -> Iterator[tuple[str, int]]:
    """(what is wrong, how many times) of each invariant that doesn't hold."""
    for sentence, statement in (*INVARIANTS, *CERTIFICATE_INVARIANTS, *OATH_INVARIANTS):
        if found := int(db.value(statement) or 0):
            yield sentence, found
    if db.value(_ELECTIONS) == 1:  # else it is told above
        yield from certificate_invariants.breaches(db)
