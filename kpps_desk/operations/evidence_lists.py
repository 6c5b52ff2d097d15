"""The lists of an evidence bundle, out of one snapshot: readiness, plan, absences, make-ups, oaths, numbers, money.

What a newcomer gets wrong: leaving out a list that is empty. It is made and says that there is nothing: silence would
look like something forgotten.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kpps_desk import words
from kpps_desk.domain.attendance import Attendance, SessionKind
from kpps_desk.domain.election import PaperSettings
from kpps_desk.domain.evidence import CrewProof, Group, Listing, Readiness, SeatProof
from kpps_desk.operations import registering
from kpps_desk.queries import evidence_bundle as questions
from kpps_desk.queries import oaths, readiness, receipts, register, sessions
from kpps_desk.queries.evidence_bundle import Called, Seat
from kpps_desk.queries.readiness import NotReady
from kpps_desk.queries.sessions import RollRow, SessionRow
from kpps_desk.store.snapshot import Snapshot


class Lists:
    """All that one bundle lists; `area` is a kelurahan's code, `name` as it stands on paper."""

    def __init__(self, db: Snapshot, area: str, name: str, paper: PaperSettings) -> None:
        self._db, self._area, self.name, self._paper = db, area, name, paper
        self.own = questions.own_sessions(db, area)
        self.elsewhere = questions.elsewhere(db, area)
        self.rows: dict[int, SessionRow] = sessions.rows_of(db, [*self.own, *self.elsewhere])

    def readiness(self) -> Readiness:
        """Each TPS with its nine."""
        lacking = readiness.stations(self._db, readiness.not_ready_ids(self._db, NotReady(self._area)))
        lacks = {row.number: ", ".join(map(words.lack, row.lacks)) for row in lacking.values()}
        crews = tuple(
            CrewProof(tps, tps not in lacks, lacks.get(tps, ""), tuple(map(_seat, seats)))
            for tps, seats in groupby(questions.seats(self._db, self._area), key=lambda seat: seat.code[10:13])
        )
        ready = sum(crew.ready for crew in crews)
        told = f"{words.number(len(crews))} TPS: {words.number(ready)} siap, {words.number(len(crews) - ready)} belum."
        return Readiness(self._paper, self.name, words.long_date(self._db.today), told, crews)

    def plan(self) -> Listing:
        """The sessions with their crews and how they went."""
        columns = (("No.", 9, True), ("Hari, jam", 38, False), ("Sesi", 62, False), ("Tempat", 34, False),
                   ("TPS", 12, True), ("Diundang", 20, True), ("Hadir", 14, True), ("Keadaan", 27, False))  # fmt: skip
        groups = [
            Group(title, tuple(self._planned(self.rows[one]) for one in ids if one in self.rows))
            for title, ids in (("Sesi wilayah ini", self.own), ("Sesi lain yang diikuti", self.elsewhere))
            if ids
        ]
        intro = (
            "Pelantikan dan bimbingan teknis yang direncanakan, dengan jumlah regu TPS, yang diundang, dan yang hadir."
        )
        return self._listing("RENCANA SESI", intro, columns, groups, "", "Belum ada sesi.")

    def _planned(self, row: SessionRow) -> tuple[str, ...]:
        when = f"{words.weekday_date(row.day)}, {row.starts}-{row.ends}"
        counts = row.counts
        return (
            str(row.id), when, f"{row.title}, gelombang {row.wave}", row.venue or "–", str(row.crews),
            str(counts.expected), str(counts.present), words.session_state(row.state),
        )  # fmt: skip

    def absences(self) -> Listing:
        """Everybody of this area who was expected and isn't marked present, session by session."""
        columns = (("No.", 8, True), ("Nama", 58, False), ("TPS", 12, True), ("Jabatan", 34, False),
                   ("Status", 30, False), ("Dicatat", 50, False))  # fmt: skip
        groups, people = [], 0
        for one in (*self.own, *self.elsewhere):
            rows = [row for row in self._roll(one) if row.status is not Attendance.PRESENT and not row.walk_in]
            if rows:
                people += len(rows)
                lines = (
                    (row.name, row.tps, row.role, words.attendance(row.status), _marked(row)) for row in rows
                )  # fmt: skip
                groups.append(Group(self.session(one), _numbered(lines)))
        intro = "Semua orang yang diundang dan tidak tercatat hadir, dengan status dan siapa yang mencatatnya."
        sums = f"{words.number(people)} ketidakhadiran pada {words.number(len(groups))} sesi."
        return self._listing(
            "KETIDAKHADIRAN", intro, columns, groups, sums if groups else "", "Tidak ada ketidakhadiran."
        )

    def _roll(self, session: int) -> list[RollRow]:
        """Those of this area."""
        low = self._area.replace(".", "")
        return [row for row in sessions.roll(self._db, session) if row.place.startswith(low)]

    def makeups(self) -> Listing:
        """Who was called besides a crew, or came to another session than their crew's."""
        columns = (("No.", 8, True), ("Nama", 56, False), ("TPS", 12, True), ("Jabatan", 32, False),
                   ("Menyusul", 50, False), ("Status", 30, False))  # fmt: skip
        found = questions.called(self._db, self._area)
        groups = [
            Group(
                self.session(one),
                _numbered((each.name, each.place[10:13], each.role, self._missed(each), words.attendance(each.status))
                          for each in together),
            )
            for one, together in groupby(found, key=lambda each: each.session)
        ]  # fmt: skip
        came = sum(each.status is Attendance.PRESENT for each in found)
        sums = f"{words.number(len(found))} orang, {words.number(came)} hadir." if found else ""
        return self._listing("SUSULAN", "Yang dipanggil menyusul, dan yang datang ke sesi lain.", columns, groups, sums,
                             "Tidak ada susulan.")  # fmt: skip

    def _missed(self, each: Called) -> str:
        if each.missed is not None:
            return f"sesi {each.missed}"
        return "dipanggil" if each.invited else "datang sendiri"

    def oaths(self) -> Listing:
        """The register of those who swore, session by session."""
        columns = (("No.", 8, True), ("Nama", 66, False), ("TPS", 12, True), ("Jabatan", 36, False),
                   ("Tata cara", 34, False), ("Dilantik", 26, True))  # fmt: skip
        groups, people = [], 0
        for one in self._of(SessionKind.OATH):
            lines = [line for line in oaths.roll(self._db, one) if line.row.status is Attendance.PRESENT]
            known = oaths.register(self._db, one)
            people += len(lines)
            rows = _numbered(
                (line.row.name, line.row.tps, line.row.role, words.oath_form(line.form),
                 words.short_date(line.sworn) if line.sworn else "–")
                for line in lines
            )  # fmt: skip
            note = f"Pejabat: {known.officiant or '–'}. Nomor berita acara: {known.minutes_no or '–'}."
            groups.append(Group(self.session(one), rows, words.without_niks(note)))
        sums = f"{words.number(people)} orang dilantik." if groups else ""
        return self._listing("REGISTER PELANTIKAN", "", columns, groups, sums, "Belum ada pelantikan.")

    def _of(self, kind: SessionKind) -> list[int]:
        return [one for one in self.own if one in self.rows and self.rows[one].kind is kind]

    def numbers(self) -> Listing:
        """The register of certificate numbers of this area, with what became of each."""
        columns = (("No.", 9, True), ("Nomor", 54, False), ("Nama dan jabatan", 62, False), ("Status", 18, True),
                   ("Terbit", 22, True), ("Keterangan", 40, False))  # fmt: skip
        ids = questions.numbers(self._db, self._area)
        found = register.page(self._db, ids)
        rows = _numbered(
            (
                found[one].number, f"{found[one].name} · {found[one].position}",
                words.certificate_state(found[one].state), words.moment(found[one].issued_at)[:10],
                words.without_niks(registering.note(found[one])) or "–",
            )
            for one in ids
        )  # fmt: skip
        states = [found[one].state for one in ids]
        counted = ", ".join(f"{words.number(states.count(each))} {each}" for each in ("terbit", "diganti", "dicabut"))
        intro = "Semua nomor yang diberikan kepada anggota wilayah ini, juga yang diganti atau dicabut."
        sums = f"{words.number(len(ids))} nomor: {counted}." if ids else ""
        return self._listing("REGISTER SERTIFIKAT", intro, columns, [Group("", rows)] if ids else [], sums,
                             "Belum ada sertifikat.")  # fmt: skip

    def money(self) -> Listing:
        """What each session's transport money adds up to."""
        columns = (("No.", 9, True), ("Sesi", 92, False), ("Hadir", 15, True), ("Belum disusun", 26, True),
                   ("Dibayar", 30, False), ("Belum dibayar", 30, False))  # fmt: skip
        found = [(one, receipts.totals(self._db, one)) for one in self.own]
        held = [(one, totals) for one, totals in found if totals.whole or totals.unpaid]
        rows = tuple(
            (str(at), self.session(one), str(totals.present), str(totals.waiting), words.rupiah(totals.paid),
             words.rupiah(totals.due))
            for at, (one, totals) in enumerate(held, 1)
        )  # fmt: skip
        paid, due = (sum(getattr(totals, name) for _, totals in held) for name in ("paid", "due"))
        sums = f"dibayar {words.rupiah(paid)} ({words.rupiah_in_words(paid)}), belum dibayar {words.rupiah(due)}."
        return self._listing("TANDA TERIMA TRANSPOR", "", columns, [Group("", rows)] if held else [],
                             sums if held else "", "Belum ada tanda terima.")  # fmt: skip

    def paid(self) -> list[int]:
        """The sessions that have receipts."""
        return [one for one in self.own if receipts.lines(self._db, one)]

    def session(self, one: int) -> str:
        """`Sesi 12: Bimbingan Teknis KPPS, gelombang 1, 9 November 2024, 08.00`."""
        row = self.rows[one]
        return f"Sesi {one}: {row.title}, gelombang {row.wave}, {words.long_date(row.day)}, {row.starts}"

    def _listing(
        self, title: str, intro: str, columns: tuple[tuple[str, float, bool], ...], groups: Sequence[Group],
        sums: str, empty: str,
    ) -> Listing:  # fmt: skip
        return Listing(self._paper, title, self.name, intro, columns, tuple(groups), sums, empty)


def _seat(seat: Seat) -> SeatProof:
    sworn = words.short_date(seat.sworn) if seat.sworn else ""
    trained = words.short_date(seat.trained) if seat.trained else ""
    appointed = words.short_date(seat.appointed) if seat.appointed else "ya" if seat.name else ""
    return SeatProof(seat.number, seat.role, seat.name, appointed, sworn, trained, seat.certificate)


def _marked(row: RollRow) -> str:
    return f"{words.moment(row.marked_at)} oleh {row.marked_by}" if row.marked_at else "–"


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(at), *row) for at, row in enumerate(rows, 1))
