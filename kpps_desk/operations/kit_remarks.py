"""What a person should know before taking a kit's result over: the kit was called back, the session changed, a clock.

What a newcomer gets wrong: refusing because of these. Whoever was at the door marked in good faith; the marks are
shown, with what speaks against them.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kpps_desk import words
from kpps_desk.domain import kits as rules
from kpps_desk.domain.attendance import Attendance
from kpps_desk.exchange.kits import Result
from kpps_desk.queries import kits as questions
from kpps_desk.queries.kits import KitRow, OnRoll
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.store.snapshot import Snapshot

_NAMED = 5  # people of one sentence; the rest are counted


def remarks(
    db: Snapshot, kit: KitRow, session: SessionDetails, told: Result, roll: Mapping[int, OnRoll], now: int
) -> tuple[str, ...]:
    """A sentence each; () when there is nothing to say."""
    found = [*_about_kit(kit, session), *_about_crews(db, kit, roll), *_about_clock(kit, session, told, now)]
    return tuple(found)


def _about_kit(kit: KitRow, session: SessionDetails) -> Iterator[str]:
    if kit.recalled:
        yield "Paket ini sudah ditarik; hasilnya masih dapat dibaca."
    given = date.fromisoformat(kit.given["day"])
    if given != session.day:
        yield (
            f"Sesi ini dipindah dari {words.short_date(given)} ke {words.short_date(session.day)} sesudah paket dibuat."
        )


def _about_crews(db: Snapshot, kit: KitRow, roll: Mapping[int, OnRoll]) -> Iterator[str]:
    given = {member for member, _ in kit.given["people"]}
    expected = {member for member, one in roll.items() if not one.walk_in}
    if come := expected - given:
        yield f"Belum ada pada paket, menjadi peserta sesudahnya: {_names(db, come)}."
    if left := given - expected:
        yield f"Ada pada paket, bukan peserta lagi: {_names(db, left)}."


def _names(db: Snapshot, members: set[int]) -> str:
    people = list(questions.people(db, members).values())
    names = [words.full_name(one.title_before, one.name, one.title_after) for one in people[:_NAMED]]
    more = len(members) - len(names)
    return ", ".join(names) + (f", dan {words.number(more)} orang lain" if more > 0 else "")


def _about_clock(kit: KitRow, session: SessionDetails, told: Result, now: int) -> Iterator[str]:
    days = (date.fromisoformat(kit.given["day"]), session.day)
    marks = [trail[-1] for _, trail in told.trails] + [guest.mark for guest in told.guests]
    times = [mark.at for mark in marks if mark.status is not Attendance.NOT_RECORDED]
    doubted = [at for at in times if rules.doubt(at, days, kit.made_at, now) is not None]
    if doubted:
        shown = ", ".join(words.short_date(day) for day in sorted({rules.local_day(at) for at in doubted})[:3])
        yield (
            f"Jam laptop tampaknya salah: {words.number(len(doubted))} dari {words.number(len(times))} pencatatan "
            f"bertanggal {shown}, padahal sesi ini {words.short_date(session.day)}. Waktunya ditandai diragukan."
        )
    elif rules.clock_is_behind(told.made_at, kit.made_at) or rules.clock_is_behind(now, told.made_at):
        yield f"Jam laptop tampaknya salah: hasil ini disimpan {words.moment(told.made_at)} menurut laptop."
