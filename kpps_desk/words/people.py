"""Names of people, seats and places as they are shown; used through `words`.

What a newcomer gets wrong: showing a NIK. It is masked here, and nowhere else.
"""

import re

from kpps_desk.domain.places import Level


def sex(value: str | None) -> str:
    return {"L": "Laki-laki", "P": "Perempuan"}.get(value or "", "Belum diketahui")


def masked_nik(nik: str | None) -> str:
    """`317101**********`; `belum ada` for none."""
    return f"{nik[:6]}{'*' * (len(nik) - 6)}" if nik else "belum ada"


def masked_name(name: str) -> str:
    """`S*** A*****` of `Siti Aminah`, for lists that hang on walls; titles are left out by whoever calls."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)", re.ASCII)


def without_niks(text: str) -> str:
    """Free text (a note, a file's name, a complaint) with every NIK in it masked."""
    return _NIK.sub(lambda found: masked_nik(found[0]), text)


def full_name(before: str, name: str, after: str) -> str:
    """`dr. Siti Ma'ruf, S.H.`: every part as typed."""
    if before:
        name = f"{before} {name}"
    return f"{name}, {after}" if after else name


def seat_label(role: str, number: int) -> str:
    """A seat as crews call it, from its role's name and its number: `Ketua KPPS (1)`, `Anggota KPPS (3)`."""
    return f"{role} ({number})"


def area_name(name: str, value: Level) -> str:
    """`Kel. Gambir`, `Kec. Gambir`; cities and the province bear their full names already."""
    return {Level.KELURAHAN: f"Kel. {name}", Level.KECAMATAN: f"Kec. {name}"}.get(value, name)


def short_area(name: str) -> str:
    """`Jakarta Pusat` of `Kota Administrasi Jakarta Pusat`, for where a column is narrow."""
    return name.removeprefix("Kota Administrasi ").removeprefix("Kabupaten Administrasi ")


def station_label(tps: str, kelurahan: str) -> str:
    """`TPS 003 · Gambir`."""
    return f"TPS {tps} · {kelurahan}"
