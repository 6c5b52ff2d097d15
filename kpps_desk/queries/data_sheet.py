"""Everything that the file holds about one person, in words, for the sheet that the person may ask for.

What a newcomer gets wrong: naming who said something in a public response. The person learns what was said and what
came of it; whoever said it is protected. The journal's lines could name them, so only its titles are told.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import bindparam, select

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.office import Logo
from kpps_desk.domain.papers import DataSheet, SheetTable
from kpps_desk.domain.values import phone_on_paper
from kpps_desk.queries import areas, certificates, disclosures, history, members, office, photos, requirements, wordings
from kpps_desk.queries.members import MemberDetails
from kpps_desk.queries.photos import Photo
from kpps_desk.queries.requirements import Checklist
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot

_appointment, _seat, _role = schema.appointment.c, schema.seat.c, schema.role.c
_session, _mark = schema.session.c, schema.attendance.c
_replacement, _member = schema.replacement.c, schema.member.c
_HELD = (
    select(schema.appointment, _seat.code, _seat.number, _role.name.label("role"))
    .join(schema.seat, _seat.id == _appointment.seat_id)
    .join(schema.role, _role.id == _seat.role_id)
    .where(_appointment.member_id == bindparam("member"))
    .order_by(_appointment.id)
)
_LEFT = (
    select(schema.replacement)
    .where(_replacement.member_id == bindparam("member"))
    .order_by(_replacement.effective, _replacement.id)
)
_MARKS = (
    select(_session.title, _session.day, _mark.status, _mark.marked_at, _mark.marked_by)
    .join(schema.session, _session.id == _mark.session_id)
    .where(_mark.member_id == bindparam("member"))
    .order_by(_session.day, _session.starts, _mark.id)
)
_INVITATIONS = (
    select(_session.title, _session.day, schema.invitation.c.invited_at)
    .join(schema.session, _session.id == schema.invitation.c.session_id)
    .where(schema.invitation.c.member_id == bindparam("member"))
    .order_by(_session.day, _session.starts, schema.invitation.c.id)
)
_SCORES = (
    select(_session.title, _session.day, schema.score.c.before, schema.score.c.after)
    .join(schema.session, _session.id == schema.score.c.session_id)
    .where(schema.score.c.member_id == bindparam("member"))
    .order_by(_session.day, _session.starts, schema.score.c.id)
)
_WHAT = {"nik": "NIK lengkap", "lembar data diri": "Lembar data diri"}
_STANDING = select(_member.left_reason, _member.reserve, _member.merged_into).where(_member.id == bindparam("member"))


def data_sheet(db: Snapshot, member: int, *, purpose: str, printed_by: str, at: int) -> DataSheet:
    """The whole of it; `at` is the moment of printing in UTC milliseconds. Gone if there is no such member."""
    person = members.details(db, member)
    election = areas.election(db)
    checklist, said = requirements.checklist(db, member), wordings.texts(db, "data")
    kept = photos.photo(db, member)
    tables = (
        *_checked(checklist),
        _seats(db, member),
        _replacements(db, member),
        _attendance(db, member),
        *_makeups(db, member),
        _certificates(db, member),
        _disclosures(db, member),
        _history(db, member),
    )
    return DataSheet(
        paper=office.paper_for(db, person.place),
        name=person.full_name,
        facts=(*_facts(db, person, election.rules), ("Pas foto", _told(kept))),
        tables=tables,
        purpose=purpose,
        printed_by=printed_by,
        printed_at=words.moment(at),
        title=said["data.judul"],
        law=said["data.keterangan"],
        photo=_photo(kept),
    )


def _photo(kept: Photo | None) -> Logo | None:
    """As it is drawn."""
    if kept is None:
        return None
    width, height = photos.size(kept.content)
    return Logo("", "image/jpeg", width, height, kept.content)


def _told(kept: Photo | None) -> str:
    return f"Disimpan {words.moment(kept.taken_at)} oleh {kept.taken_by}" if kept else "belum ada"


def _facts(db: Snapshot, person: MemberDetails, rules: RulePack) -> Iterable[tuple[str, str]]:
    born = words.long_date(person.born) if person.born else ""
    told = (
        ("Nomor dalam daftar", str(person.id)),
        ("Nama lengkap", person.full_name),
        ("NIK", person.nik or "belum ada"),
        ("Jenis kelamin", words.sex(person.sex)),
        ("Tempat, tanggal lahir", ", ".join(part for part in (person.birth_place, born) if part)),
        ("Alamat", person.address),
        ("RT/RW", person.rt_rw),
        ("Telepon", phone_on_paper(person.phone) if person.phone else ""),
        ("Surel", person.email),
        ("Pendidikan", person.education),
        ("Pekerjaan", person.occupation),
        ("Status perkawinan", person.marital),
        ("Catatan", person.note),
        ("Jabatan", person.role_name),
        ("Tempat tugas", _place(person.place, areas.names(db))),
        ("Hasil penelitian", words.eligibility(person.eligibility)),
        ("Tahap", words.stage(person.stage)),
        ("Keadaan dalam daftar", _standing(db, person)),
    )
    return ((name, text or "–") for name, text in told)


def _standing(db: Snapshot, person: MemberDetails) -> str:
    row = db.row(_STANDING, {"member": person.id})
    if row is None or person.active:
        rank = row.reserve if row else 0
        return f"Terdaftar, cadangan ke-{rank}" if rank else "Terdaftar"
    into = f"; digabung ke nomor {row.merged_into}" if row.merged_into else ""
    return f"Keluar dari daftar: {words.leaving(row.left_reason) or 'tanpa alasan tertulis'}{into}"


def _place(code: str, names: dict[str, str]) -> str:
    kelurahan = ".".join((code[:2], code[2:4], code[4:6], code[6:10]))
    parts = [f"TPS {code[10:13]}" if len(code) > 10 else "", f"Kel. {names.get(kelurahan, code[:10])}"]
    parts.append(f"Kec. {names.get(kelurahan[:8], '')}")
    return ", ".join(part for part in parts if part)


def _checked(checklist: Checklist) -> tuple[SheetTable, ...]:
    """The administrative check: papers, judgements, objections, responses."""
    return (
        SheetTable(
            "Kelengkapan dokumen",
            (("Dokumen", 30), ("Diterima", 14), ("Hasil", 18), ("Keterangan", 18), ("Diperiksa", 20)),
            tuple(
                (one.name, _day(one.received), words.paper_state(one.known, one.received is not None, one.verdict),
                 one.note, _who(one.checked_by, one.checked_at))
                for one in checklist.documents
            ),
            "Tidak ada dokumen yang diminta.",
        ),
        SheetTable(
            "Syarat yang dinilai",
            (("Syarat", 44), ("Hasil", 18), ("Keterangan", 18), ("Dinilai", 20)),
            tuple(
                (one.name, words.requirement_state(one.met), one.note, _who(one.judged_by, one.judged_at))
                for one in checklist.requirements
            ),
            "Tidak ada syarat yang dinilai.",
        ),
        SheetTable(
            "Keberatan atas persyaratan",
            (("Keberatan", 50), ("Dikesampingkan dengan alasan", 30), ("Oleh", 20)),
            tuple(
                (one.sentence, one.waived_reason or "–", _who(one.waived_by, one.waived_at))
                for one in checklist.objections
            ),
            "Tidak ada keberatan.",
        ),
        SheetTable(
            "Tanggapan masyarakat",
            (("Diterima", 14), ("Isi", 42), ("Putusan", 16), ("Keterangan", 14), ("Diputuskan", 14)),
            tuple(
                (_day(one.received), one.content, words.response_verdict(one.verdict), one.verdict_note,
                 _who(one.decided_by, one.decided_at))
                for one in checklist.responses
            ),
            "Tidak ada tanggapan.",
        ),
    )  # fmt: skip


def _seats(db: Snapshot, member: int) -> SheetTable:
    names = areas.names(db)
    rows = tuple(
        (
            f"{words.seat_label(row.role, row.number)}, {_place(row.code, names)}",
            ", ".join(part for part in (row.decree_no, _day(row.decree_date)) if part),
            _day(row.since),
            _day(row.until),
            words.leaving(row.end_reason),
        )
        for row in db.rows(_HELD, {"member": member})
    )
    heads = (("Kursi", 36), ("SK", 22), ("Mulai", 13), ("Sampai", 13), ("Alasan berhenti", 16))
    return SheetTable("Kursi yang dipegang", heads, rows, "Belum pernah memegang kursi.")


def _replacements(db: Snapshot, member: int) -> SheetTable:
    rows = tuple(
        (
            words.leaving(row.reason),
            row.explanation,
            ", ".join(part for part in (row.letter_no, _day(row.letter_date)) if part),
            ", ".join(part for part in (row.minutes_no, _day(row.minutes_date)) if part),
            _day(row.effective),
        )
        for row in db.rows(_LEFT, {"member": member})
    )
    heads = (("Alasan", 20), ("Keterangan", 28), ("Surat", 20), ("Berita acara", 18), ("Berlaku mulai", 14))
    return SheetTable("Penggantian antarwaktu", heads, rows, "Tidak pernah diganti.")


def _attendance(db: Snapshot, member: int) -> SheetTable:
    rows = tuple(
        (row.title, _day(row.day), words.attendance(Attendance(row.status)), _who(row.marked_by, row.marked_at))
        for row in db.rows(_MARKS, {"member": member})
    )
    heads = (("Sesi", 40), ("Tanggal", 14), ("Kehadiran", 20), ("Dicatat", 26))
    return SheetTable("Sumpah janji dan bimbingan teknis", heads, rows, "Belum ada kehadiran yang dicatat.")


def _makeups(db: Snapshot, member: int) -> Iterable[SheetTable]:
    """Invitations to make-up sessions and scores of trainings; no table where there are none."""
    invited = tuple(
        (row.title, _day(row.day), words.moment(row.invited_at)) for row in db.rows(_INVITATIONS, {"member": member})
    )
    if invited:
        yield SheetTable("Undangan ke sesi susulan", (("Sesi", 50), ("Tanggal", 20), ("Diundang", 30)), invited, "")
    scores = tuple(
        (row.title, _day(row.day), _score(row.before), _score(row.after))
        for row in db.rows(_SCORES, {"member": member})
    )
    if scores:
        heads = (("Sesi", 50), ("Tanggal", 20), ("Nilai awal", 15), ("Nilai akhir", 15))
        yield SheetTable("Nilai bimbingan teknis", heads, scores, "")


def _score(score: int | None) -> str:
    return "" if score is None else str(score)


def _certificates(db: Snapshot, member: int) -> SheetTable:
    rows = tuple(
        (row.number, row.name, words.certificate_state(row.state), _who(row.issued_by, row.issued_at))
        for row in certificates.of_member(db, member)
    )
    heads = (("Nomor", 34), ("Nama pada sertifikat", 26), ("Status", 14), ("Terbit", 26))
    return SheetTable("Sertifikat", heads, rows, "Belum ada sertifikat.")


def _disclosures(db: Snapshot, member: int) -> SheetTable:
    rows = tuple(
        (words.moment(one.at), _WHAT.get(one.what, one.what), one.by, one.purpose)
        for one in reversed(disclosures.of_member(db, member))
    )
    heads = (("Waktu", 20), ("Yang ditampilkan", 20), ("Kepada", 24), ("Keperluan", 36))
    return SheetTable("Siapa yang melihat data lengkap", heads, rows, "Data lengkap belum pernah ditampilkan.")


def _history(db: Snapshot, member: int) -> SheetTable:
    """Who changed something about the person, and when: one line an entry, the oldest first."""
    entries = {one.entry: (words.moment(one.at), one.title, one.by) for one in history.of_member(db, member)}
    heads = (("Waktu", 20), ("Perubahan", 54), ("Oleh", 26))
    return SheetTable("Riwayat pengolahan", heads, tuple(reversed(entries.values())), "Belum ada perubahan.")


def _day(day: date | None) -> str:
    return words.short_date(day) if day else ""


def _who(by: str, at: int | None) -> str:
    return f"{by}, {words.moment(at)}" if at else ""
