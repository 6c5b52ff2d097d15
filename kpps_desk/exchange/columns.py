"""The columns of a roster, one object each: the import, the sample, the template sheet and the form read this one list.

What a newcomer gets wrong: adding a column in two places. Name, header, aliases, parser and help of a column stand here
together; `name` is the field of schema.member, or what helps to find the seat (kelurahan, tps, role, seat_number).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from kpps_desk.domain import places, values
from kpps_desk.domain.findings import Code
from kpps_desk.exchange.tables import Cell


def text_of(cell: Cell) -> str:
    """A cell as a person sees it: `3.0` is `3`, a date `07-11-2000`, nothing ''."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "YA" if cell else "TIDAK"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%d-%m-%Y")
    return str(cell)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `parse` takes clean text and raises ValueError; then, if nothing worse, the text goes to the note."""

    name: str
    header: str
    aliases: tuple[str, ...] = ()  # as header_key() gives them
    parse: Callable[[str], object] = str
    trouble: Code = Code.VALUE_UNREADABLE
    blank: object = ""  # what an empty cell means
    longest: int = 200
    repeats: bool = True  # few different values: each is parsed once
    width: int = 16  # in a sheet, in characters
    example: str = ""
    help: str = ""


def header_key(text: str) -> str:
    """What two spellings of a header share: no case, punctuation or remarks in brackets."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)", " ", text.casefold())).split())


_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")


def parse_email(text: str) -> str:
    """The address as typed, '' for none; ValueError if it can't be one."""
    if text in ("", "-"):
        return ""
    if not _EMAIL.fullmatch(text):
        raise ValueError(text)
    return text


@lru_cache(maxsize=1_000)
def parse_optional_sex(text: str) -> str | None:
    return values.parse_sex(text).value if text.strip(" -") else None


def parse_seat_number(text: str) -> int | None:
    """`3`, `KPPS 3` or `KPPS3`; None for nothing."""
    if text in ("", "-"):
        return None
    found = re.fullmatch(r"(?:kpps|anggota|no\.?|kursi)?[\s.:-]*0*([1-9])", text, re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return int(found[1])


def parse_text(text: str) -> str:
    return "" if text == "-" else text


def parse_birth(text: str) -> tuple[str, date | None]:
    """`Jakarta, 7 November 1990` as place and date."""
    place, comma, day = text.rpartition(",")
    if not comma:
        found = re.match(r"([^\d]*?)[\s/]*(\d.*)$", text)
        place, day = (found[1], found[2]) if found else (text, "")
    return place.strip(), values.parse_date(day.strip())


COLUMNS: tuple[Column, ...] = (
    Column("no", "No", ("no", "nomor", "no urut", "nomor urut", "nmr", "urut"), width=7, example="1"),
    Column(
        "kabkota",
        "Kabupaten/Kota",
        (
            "kabupaten kota",
            "kab kota",
            "kota",
            "kabupaten",
            "kota kabupaten",
            "kota administrasi",
            "kota adm",
            "wilayah",
        ),
        width=30,
        example="Kota Administrasi Jakarta Pusat",
        help="Boleh kosong bila nama kelurahannya hanya satu.",
    ),
    Column(
        "kecamatan",
        "Kecamatan",
        ("kecamatan", "kec", "nama kecamatan", "ppk", "kode kecamatan"),
        width=18,
        example="Gambir",
        help="Diperlukan bila nama kelurahan ada di lebih dari satu kecamatan.",
    ),
    Column(
        "kelurahan",
        "Kelurahan",
        (
            "kelurahan",
            "kel",
            "desa kelurahan",
            "kelurahan desa",
            "kel desa",
            "desa",
            "nama kelurahan",
            "pps",
            "kode kelurahan",
        ),
        trouble=Code.AREA_UNKNOWN,
        width=20,
        example="Gambir",
        help="Nama atau kode kelurahan tempat TPS berada.",
    ),
    Column(
        "tps",
        "TPS",
        ("tps", "no tps", "nomor tps", "nmr tps", "tps no", "tps nomor", "no tps tugas"),
        parse=places.parse_tps,
        trouble=Code.TPS_UNKNOWN,
        width=7,
        example="001",
        help="Nomor TPS; 1 sama dengan 001.",
    ),
    Column(
        "role",
        "Jabatan",
        ("jabatan", "posisi", "jabatan kpps", "jabatan di tps", "peran", "sebagai", "tugas", "jabatan dalam kpps"),
        trouble=Code.ROLE_UNKNOWN,
        width=20,
        example="Anggota KPPS",
        help="Ketua, Anggota, atau Petugas Ketertiban.",
    ),
    Column(
        "seat_number",
        "Nomor KPPS",
        (
            "nomor kpps",
            "no kpps",
            "kpps ke",
            "kpps",
            "urutan kpps",
            "nomor kursi",
            "no kursi",
            "nomor anggota",
            "no anggota",
        ),
        parse=parse_seat_number,
        blank=None,
        width=12,
        example="3",
        help="Nomor kursi di TPS; bila kosong dipilih kursi kosong yang pertama.",
    ),
    Column(
        "name",
        "Nama Lengkap",
        (
            "nama lengkap",
            "nama",
            "nama anggota",
            "nama kpps",
            "nama anggota kpps",
            "nama calon",
            "nama petugas",
            "nama sesuai ktp",
            "nama lengkap dan gelar",
            "nama dan gelar",
        ),
        longest=100,
        repeats=False,
        width=32,
        example="SITI MA'RUF, S.Pd.",
        help="Ditulis apa adanya; gelar boleh di depan atau di belakang.",
    ),
    Column("title_before", "Gelar Depan", ("gelar depan", "gelar dpn"), parse=parse_text, width=12, example="dr."),
    Column(
        "title_after",
        "Gelar Belakang",
        ("gelar belakang", "gelar blk", "gelar"),
        parse=parse_text,
        width=14,
        example="S.Pd.",
    ),
    Column(
        "nik",
        "NIK",
        (
            "nik",
            "no nik",
            "nomor nik",
            "nik ktp",
            "no ktp",
            "nomor ktp",
            "no ktp nik",
            "nomor induk kependudukan",
            "no induk kependudukan",
            "ktp",
            "nik sesuai ktp",
        ),
        repeats=False,
        width=20,
        example="3171014101900001",
        help="16 angka sebagai teks. Boleh kosong bila belum ada.",
    ),
    Column(
        "sex",
        "Jenis Kelamin",
        ("jenis kelamin", "jk", "l p", "p l", "kelamin", "gender", "sex", "jns kelamin", "jenis kel"),
        parse=parse_optional_sex,
        trouble=Code.SEX_UNREADABLE,
        blank=None,
        width=14,
        example="P",
        help="L atau P.",
    ),
    Column(
        "birth_place",
        "Tempat Lahir",
        ("tempat lahir", "tmp lahir", "tpt lahir", "tempat kelahiran", "kota lahir"),
        parse=parse_text,
        width=18,
        example="Jakarta",
    ),
    Column(
        "born",
        "Tanggal Lahir",
        ("tanggal lahir", "tgl lahir", "tanggal kelahiran", "tgl kelahiran", "tgl lhr", "lahir"),
        parse=values.parse_date,
        trouble=Code.DATE_UNREADABLE,
        blank=None,
        width=14,
        example="01-01-1990",
        help="Hari, bulan, tahun: 07-11-2000 atau 7 November 2000.",
    ),
    Column(
        "birth",
        "Tempat, Tanggal Lahir",
        (
            "tempat tanggal lahir",
            "tempat tgl lahir",
            "tempat dan tanggal lahir",
            "ttl",
            "tempat dan tgl lahir",
            "tmp tgl lahir",
            "tempat tanggal lahir umur",
        ),
        parse=parse_birth,
        trouble=Code.DATE_UNREADABLE,
        blank=("", None),
        repeats=False,
        width=28,
        example="Jakarta, 01-01-1990",
    ),
    Column(
        "address",
        "Alamat",
        (
            "alamat",
            "alamat lengkap",
            "alamat rumah",
            "alamat ktp",
            "alamat sesuai ktp",
            "alamat domisili",
            "alamat tempat tinggal",
        ),
        parse=parse_text,
        longest=300,
        repeats=False,
        width=36,
        example="Jl. Mawar No. 5",
    ),
    Column("rt_rw", "RT/RW", ("rt rw", "rtrw", "rt dan rw"), parse=values.parse_rt_rw, width=10, example="003/005"),
    Column("rt", "RT", ("rt", "no rt"), parse=parse_text, width=6, example="003"),
    Column("rw", "RW", ("rw", "no rw"), parse=parse_text, width=6, example="005"),
    Column(
        "phone",
        "No. HP",
        (
            "no hp",
            "hp",
            "nomor hp",
            "no telepon",
            "telepon",
            "no telp",
            "telp",
            "no hp wa",
            "no wa",
            "wa",
            "whatsapp",
            "nomor wa",
            "nomor telepon",
            "no handphone",
            "handphone",
            "nomor handphone",
            "no whatsapp",
            "no telp hp",
            "no hp telp",
            "kontak",
        ),
        parse=values.parse_phone,
        trouble=Code.PHONE_UNREADABLE,
        repeats=False,
        width=16,
        example="081234567890",
    ),
    Column(
        "email",
        "Email",
        ("email", "e mail", "surel", "alamat email", "alamat surel"),
        parse=parse_email,
        repeats=False,
        width=26,
        example="siti@contoh.id",
    ),
    Column(
        "education",
        "Pendidikan",
        ("pendidikan", "pendidikan terakhir", "pend", "pendidikan akhir", "ijazah terakhir"),
        parse=parse_text,
        width=16,
        example="SMA/Sederajat",
    ),
    Column(
        "occupation",
        "Pekerjaan",
        ("pekerjaan", "profesi", "kerja"),
        parse=parse_text,
        width=20,
        example="Karyawan Swasta",
    ),
    Column(
        "marital",
        "Status Perkawinan",
        ("status perkawinan", "status kawin", "perkawinan", "status nikah", "status pernikahan", "kawin"),
        parse=parse_text,
        width=18,
        example="Belum Kawin",
    ),
    Column("note", "Keterangan", ("keterangan", "ket", "catatan"), parse=parse_text, longest=2_000, width=24),
    Column("origin", "Baris Asal", ("baris asal",), width=11),
    Column("reason", "Alasan Ditolak", ("alasan ditolak", "alasan penolakan"), width=60),
)
BY_NAME = {column.name: column for column in COLUMNS}
IGNORED = frozenset({"no", "origin", "reason"})  # known, and never read
BY_ALIAS = {alias: column for column in COLUMNS for alias in column.aliases}

# The shape that offices use, and that `kpps-desk sample` writes.
OFFICE = tuple(
    BY_NAME[name]
    for name in (
        "no",
        "kabkota",
        "kecamatan",
        "kelurahan",
        "tps",
        "role",
        "seat_number",
        "name",
        "nik",
        "sex",
        "birth_place",
        "born",
        "address",
        "rt_rw",
        "phone",
        "email",
        "education",
        "occupation",
        "marital",
        "note",
    )
)
