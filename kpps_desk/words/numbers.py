"""Numbers, dates and moments as they are written in Indonesia; used through `words`.

What a newcomer gets wrong: formatting a moment in UTC. Dates are local already; moments are UTC milliseconds and are
shown in this machine's zone.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def number(value: int) -> str:
    """`103.845`."""
    return f"{value:,}".replace(",", ".")


def percent(share: float) -> str:
    """`37,5%` of 0.375; only the whole is `100%`, only nothing is `0%`."""
    tenths = round(share * 1000)
    if 0 < share < 1:
        tenths = min(999, max(1, tenths))
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


_LONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun) satu ribu\b")


def in_words(value: int) -> str:
    """Terbilang: `seratus tiga ribu delapan ratus empat puluh lima`; whole numbers from 0 to below 10^15."""
    from num2words import num2words  # a tenth of a second that only papers with sums need

    if not 0 <= value < 10**15:
        raise ValueError(value)
    # It writes `seribu` at the beginning of a number and `satu ribu` within one; both are `seribu`.
    return _LONE_THOUSAND.sub(r"\1 seribu", num2words(value, lang="id"))


def rupiah(value: int) -> str:
    """`Rp850.000`; `-Rp50.000` for what is taken back."""
    return f"{'-' if value < 0 else ''}Rp{number(abs(value))}"


def rupiah_in_words(value: int) -> str:
    """`delapan ratus lima puluh ribu rupiah`; `minus ...` for what is taken back."""
    return f"{'minus ' if value < 0 else ''}{in_words(abs(value))} rupiah"


@lru_cache(maxsize=50_000)
def long_date(day: date) -> str:
    """`7 November 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_span(days: Sequence[date]) -> str:
    """`8-12 November 2024`, `30 Oktober - 2 November 2024`: from the first of these days, in order, to the last."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{long_date(last)}"
    head = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else long_date(first)
    return f"{head} - {long_date(last)}"


def weekday_date(day: date) -> str:
    """`Kamis, 7 November 2024`."""
    return f"{_WEEKDAYS[day.weekday()]}, {long_date(day)}"


@lru_cache(maxsize=50_000)
def short_date(day: date) -> str:
    """`07-11-2024`."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def date_in_words(day: date) -> str:
    """`tanggal tujuh, bulan November, tahun dua ribu dua puluh empat`, as minutes are written."""
    return f"tanggal {in_words(day.day)}, bulan {_MONTHS[day.month - 1]}, tahun {in_words(day.year)}"


def span(minutes: int) -> str:
    """`25 menit`, `1 jam 5 menit`, `2 jam`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} menit"
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone()


def moment(ms: int) -> str:
    """`07-11-2024 08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%d-%m-%Y %H.%M}"


def clock(ms: int) -> str:
    """`08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%H.%M}"
