"""Numbers, dates and moments as they are written in Indonesia; used through `words`.

What a newcomer gets wrong: formatting a moment in UTC. Dates are local already; moments are UTC milliseconds and are
shown in this machine's zone.
"""

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
_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def number(value: int) -> str:
    """`103.845`."""
    return f"{value:,}".replace(",", ".")


def percent(share: float) -> str:
    """`37,5%` of 0.375; only the whole is `100%`, only nothing is `0%`."""
    tenths = round(share * 1000)
    if 0 < share < 1:
        tenths = min(999, max(1, tenths))
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def in_words(value: int) -> str:
    """Terbilang: `seratus tiga ribu delapan ratus empat puluh lima`; whole numbers from 0 to below 10^15."""
    if value < 12:
        return _UNITS[value]
    if value < 20:
        return f"{_UNITS[value - 10]} belas"
    for size, name, one in (
        (10**12, "triliun", "satu triliun"),
        (10**9, "miliar", "satu miliar"),
        (10**6, "juta", "satu juta"),
        (1000, "ribu", "seribu"),
        (100, "ratus", "seratus"),
        (10, "puluh", ""),
    ):
        many, rest = divmod(value, size)
        if many:
            head = one if many == 1 else f"{in_words(many)} {name}"
            return f"{head} {in_words(rest)}" if rest else head
    raise ValueError(value)


@lru_cache(maxsize=50_000)
def long_date(day: date) -> str:
    """`7 November 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone()


def moment(ms: int) -> str:
    """`07-11-2024 08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%d-%m-%Y %H.%M}"


def clock(ms: int) -> str:
    """`08.12` in this machine's zone, from UTC milliseconds."""
    return f"{_local(ms):%H.%M}"
