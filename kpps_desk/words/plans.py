"""What is said of plans: what is missing, what doesn't hold, what can't be; used through `words`.

What a newcomer gets wrong: a number without its noun. `kurang 2 ruang pada 9 Nov` stands alone in a list.
"""

from collections.abc import Iterable
from datetime import date

from kpps_desk.domain.crews import Slot
from kpps_desk.domain.plan_faults import Fault, Flaw
from kpps_desk.domain.planning import Shortage
from kpps_desk.domain.rearranging import Why
from kpps_desk.words.numbers import long_date, number, weekday_date

_FLAWS = {
    Flaw.UNPLACED: "belum mendapat ruang dan jam",
    Flaw.ROOM_TWICE: "{what} dipakai dua sesi pada saat yang sama",
    Flaw.ROOM_CLOSED: "{what} tidak dapat dipakai pada hari itu",
    Flaw.TRAINER_TWICE: "{what} mengajar di dua tempat pada saat yang sama",
    Flaw.TRAINER_ABSENT: "{what} berhalangan pada hari itu",
    Flaw.TRAINERS_FEW: "kurang {what} narasumber",
    Flaw.CREW_TWICE: "TPS {tps} terjadwal dua kali",
    Flaw.CREW_CALLED: "TPS {tps} sudah mempunyai sesi",
    Flaw.OVER_FULL: "melebihi kapasitas {what} orang",
}
_IMPOSSIBLE = {
    Why.NO_SESSION: "Sesi itu tidak ada lagi dalam rencana.",
    Why.NO_CREW: "Regu itu tidak ada dalam rencana.",
    Why.SAME: "Sesi atau regu sudah berada di situ.",
    Why.OTHER_AREA: "Regu hanya dapat pindah ke sesi di kelurahannya sendiri.",
    Why.NO_NEIGHBOUR: "Tidak ada sesi di sebelahnya.",
}


def short_day(day: date) -> str:
    """`9 Nov`."""
    parts = long_date(day).split()
    return f"{parts[0]} {parts[1][:3]}"


def short_weekday(day: date) -> str:
    """`Sab 9 Nov`."""
    return f"{weekday_date(day)[:3]} {short_day(day)}"


def slot(where: Slot | None) -> str:
    """`Sab 9 Nov 08.00–12.00, Aula`."""
    if where is None:
        return "tanpa ruang dan jam"
    return f"{short_weekday(where.day)} {where.starts}–{where.ends}, {where.room}"


def shortages(found: Iterable[Shortage]) -> list[str]:
    """A sentence a day and what is missing, summed over the kelurahan: `Kurang 2 ruang pada 9 Nov`."""
    sums: dict[tuple[date, str], int] = {}
    for one in found:
        sums[one.day, one.what.value] = sums.get((one.day, one.what.value), 0) + one.missing
    return [f"Kurang {number(missing)} {what} pada {short_day(day)}" for (day, what), missing in sums.items()]


def plan_fault(fault: Fault) -> str:
    """What doesn't hold in one session of a plan."""
    return _FLAWS[fault.flaw].format(what=fault.what, tps=fault.what[10:] or fault.what)


def plan_impossible(why: Why) -> str:
    """Why a rearrangement can't be."""
    return _IMPOSSIBLE[why]
