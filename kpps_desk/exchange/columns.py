"""The columns of a roster, one object each: the import, the sample, the template sheet and the form read this one list.

What a newcomer gets wrong: adding a column in two places. Name, header, aliases, parser and help of a column stand here
together; `name` is the field of schema.member, or what helps to find the seat (kelurahan, tps, role, seat_number).
"""

from collections.abc import Callable
from dataclasses import dataclass

from kpps_desk.domain import places, values
from kpps_desk.domain.findings import Code
from kpps_desk.exchange.cells import parse_birth, parse_email, parse_optional_sex, parse_seat_number, parse_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `parse` takes clean text and raises ValueError; then, if nothing worse, the text goes to the note."""

    name: str
    header: str
    aliases: tuple[str, ...] = ()  # as cells.header_key() gives them
    parse: Callable[[str], object] = str
    trouble: Code = Code.VALUE_UNREADABLE
    blank: object = ""  # what an empty cell means
    longest: int = 200
    repeats: bool = True  # few different values: each is parsed once
    width: int = 16  # in a sheet, in characters
    example: str = ""
    help: str = ""


def _keys(listed: str) -> tuple[str, ...]:
    """Aliases, Indonesian first and English after them, as cells.header_key() gives them."""
    return tuple(listed.split(", "))


COLUMNS: tuple[Column, ...] = (
    Column(
        "no",
        "No",
        _keys("no, nomor, no urut, nomor urut, nmr, urut, number, item, serial no, row no"),
        width=7,
        example="1",
    ),
    Column(
        "kabkota",
        "Kabupaten/Kota",
        _keys(
            "kabupaten kota, kab kota, kota, kabupaten, kota kabupaten, kota administrasi, kota adm, wilayah, "
            "city, regency, city regency, regency city, municipality"
        ),
        width=30,
        example="Kota Administrasi Jakarta Pusat",
        help="Boleh kosong bila nama kelurahannya hanya satu.",
    ),
    Column(
        "kecamatan",
        "Kecamatan",
        _keys(
            "kecamatan, kec, nama kecamatan, ppk, kode kecamatan, district, sub district, subdistrict, district name"
        ),
        width=18,
        example="Gambir",
        help="Diperlukan bila nama kelurahan ada di lebih dari satu kecamatan.",
    ),
    Column(
        "kelurahan",
        "Kelurahan",
        _keys(
            "kelurahan, kel, desa kelurahan, kelurahan desa, kel desa, desa, nama kelurahan, pps, kode "
            "kelurahan, urban village, village, ward, village name, village code"
        ),
        trouble=Code.AREA_UNKNOWN,
        width=20,
        example="Gambir",
        help="Nama atau kode kelurahan tempat TPS berada.",
    ),
    Column(
        "tps",
        "TPS",
        _keys(
            "tps, no tps, nomor tps, nmr tps, tps no, tps nomor, no tps tugas, polling station, polling "
            "station no, polling station number, polling place, station, station no, station number"
        ),
        parse=places.parse_tps,
        trouble=Code.TPS_UNKNOWN,
        width=7,
        example="001",
        help="Nomor TPS; 1 sama dengan 001.",
    ),
    Column(
        "role",
        "Jabatan",
        _keys(
            "jabatan, posisi, jabatan kpps, jabatan di tps, peran, sebagai, tugas, jabatan dalam kpps, role, "
            "position, function, duty, job title"
        ),
        trouble=Code.ROLE_UNKNOWN,
        width=20,
        example="Anggota KPPS",
        help="Ketua, Anggota, atau Petugas Ketertiban.",
    ),
    Column(
        "seat_number",
        "Nomor KPPS",
        _keys(
            "nomor kpps, no kpps, kpps ke, kpps, urutan kpps, nomor kursi, no kursi, nomor anggota, no "
            "anggota, seat, seat no, seat number, member no, member number, kpps number"
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
        _keys(
            "nama lengkap, nama, nama anggota, nama kpps, nama anggota kpps, nama calon, nama petugas, nama "
            "sesuai ktp, nama lengkap dan gelar, nama dan gelar, name, full name, fullname, complete name, "
            "member name, name of member, officer name, person"
        ),
        longest=100,
        repeats=False,
        width=32,
        example="SITI MA'RUF, S.Pd.",
        help="Ditulis apa adanya; gelar boleh di depan atau di belakang.",
    ),
    Column(
        "title_before",
        "Gelar Depan",
        _keys("gelar depan, gelar dpn, title before, prefix, title prefix, front title"),
        parse=parse_text,
        width=12,
        example="dr.",
    ),
    Column(
        "title_after",
        "Gelar Belakang",
        _keys("gelar belakang, gelar blk, gelar, title after, suffix, title suffix, degree, degrees, academic title"),
        parse=parse_text,
        width=14,
        example="S.Pd.",
    ),
    Column(
        "nik",
        "NIK",
        _keys(
            "nik, no nik, nomor nik, nik ktp, no ktp, nomor ktp, no ktp nik, nomor induk kependudukan, no "
            "induk kependudukan, ktp, nik sesuai ktp, id number, id no, national id, national id no, national "
            "id number, identity number, identity no, id card number, id card no, citizen id"
        ),
        repeats=False,
        width=20,
        example="3171014101900001",
        help="16 angka sebagai teks. Boleh kosong bila belum ada.",
    ),
    Column(
        "sex",
        "Jenis Kelamin",
        _keys("jenis kelamin, jk, l p, p l, kelamin, gender, sex, jns kelamin, jenis kel, m f, f m, male female"),
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
        _keys(
            "tempat lahir, tmp lahir, tpt lahir, tempat kelahiran, kota lahir, place of birth, birth place, "
            "birthplace, pob"
        ),
        parse=parse_text,
        width=18,
        example="Jakarta",
    ),
    Column(
        "born",
        "Tanggal Lahir",
        _keys(
            "tanggal lahir, tgl lahir, tanggal kelahiran, tgl kelahiran, tgl lhr, lahir, date of birth, birth "
            "date, birthdate, birthday, dob, born"
        ),
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
        _keys(
            "tempat tanggal lahir, tempat tgl lahir, tempat dan tanggal lahir, ttl, tempat dan tgl lahir, tmp "
            "tgl lahir, tempat tanggal lahir umur, place and date of birth, place date of birth, place and "
            "birth date, birth place and date"
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
        _keys(
            "alamat, alamat lengkap, alamat rumah, alamat ktp, alamat sesuai ktp, alamat domisili, alamat "
            "tempat tinggal, address, home address, full address, street address, residential address"
        ),
        parse=parse_text,
        longest=300,
        repeats=False,
        width=36,
        example="Jl. Mawar No. 5",
    ),
    Column("rt_rw", "RT/RW", _keys("rt rw, rtrw, rt dan rw"), parse=values.parse_rt_rw, width=10, example="003/005"),
    Column("rt", "RT", _keys("rt, no rt"), parse=parse_text, width=6, example="003"),
    Column("rw", "RW", _keys("rw, no rw"), parse=parse_text, width=6, example="005"),
    Column(
        "phone",
        "No. HP",
        _keys(
            "no hp, hp, nomor hp, no telepon, telepon, no telp, telp, no hp wa, no wa, wa, whatsapp, nomor "
            "wa, nomor telepon, no handphone, handphone, nomor handphone, no whatsapp, no telp hp, no hp "
            "telp, kontak, phone, phone no, phone number, mobile, mobile no, mobile number, mobile phone, "
            "cell phone, cellphone, telephone, telephone no, telephone number, contact number, tel"
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
        _keys("email, e mail, surel, alamat email, alamat surel, email address, e mail address, mail"),
        parse=parse_email,
        repeats=False,
        width=26,
        example="siti@contoh.id",
    ),
    Column(
        "education",
        "Pendidikan",
        _keys(
            "pendidikan, pendidikan terakhir, pend, pendidikan akhir, ijazah terakhir, education, last "
            "education, education level, highest education"
        ),
        parse=parse_text,
        width=16,
        example="SMA/Sederajat",
    ),
    Column(
        "occupation",
        "Pekerjaan",
        _keys("pekerjaan, profesi, kerja, occupation, profession, job, work, employment"),
        parse=parse_text,
        width=20,
        example="Karyawan Swasta",
    ),
    Column(
        "marital",
        "Status Perkawinan",
        _keys(
            "status perkawinan, status kawin, perkawinan, status nikah, status pernikahan, kawin, marital "
            "status, marital, civil status"
        ),
        parse=parse_text,
        width=18,
        example="Belum Kawin",
    ),
    Column(
        "note",
        "Keterangan",
        _keys("keterangan, ket, catatan, note, notes, remark, remarks, comment, comments"),
        parse=parse_text,
        longest=2_000,
        width=24,
    ),
    Column("origin", "Baris Asal", _keys("baris asal, original row"), width=11),
    Column("reason", "Alasan Ditolak", _keys("alasan ditolak, alasan penolakan, reason for rejection"), width=60),
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
