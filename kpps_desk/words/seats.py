"""Words about seats: how near somebody is to one, how many women a crew has; used through `words`.

What a newcomer gets wrong: calling somebody a reserve who only has no seat. A reserve was named and has a rank.
"""

from kpps_desk.domain import crew_choice
from kpps_desk.words.numbers import number, percent

_NEAR = {
    crew_choice.RESERVE_HERE: "Cadangan {rank} TPS ini",
    crew_choice.RESERVE_NEAR: "Cadangan {rank} kelurahan ini",
    crew_choice.WISHED_SEAT: "Diusulkan untuk kursi ini",
    crew_choice.WISHED_STATION: "Diusulkan untuk TPS ini",
    crew_choice.RESERVE_ELSEWHERE: "Cadangan {rank}, {home}",
    crew_choice.NEAR: "Tanpa kursi, {home}",
    crew_choice.OUTSIDE: "Kelurahan lain, {home}",
}


def nearness(near: int, rank: int, home: str) -> str:
    """`Cadangan 1 TPS ini`: why somebody is offered for a seat."""
    return _NEAR[near].format(rank=rank, home=home)


def women(count: int, people: int, share: float) -> str:
    """`2 dari 7 perempuan (29%), di bawah 30%`: the indicator of a crew's KPPS."""
    if not people:
        return "Belum ada anggota KPPS"
    said = f"{number(count)} dari {number(people)} perempuan ({percent(count / people)})"
    return f"{said}, di bawah {percent(share)}" if crew_choice.few_women(count, people, share) else said
