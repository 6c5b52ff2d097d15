"""What `paper`, `photos` and `office` take.

What a newcomer gets wrong: another list of papers. The choices are those of domain.document_kinds.
"""

import argparse
from pathlib import Path
from typing import Any

from kpps_desk.cli import planning_arguments
from kpps_desk.domain.document_kinds import CODES, KINDS, Scope, kind_of

_WORKSPACE = "berkas kerja (.kpps)"
_AREA = "kode wilayah, misalnya 31.71.01"
_NEEDS = {
    Scope.SESSION: ("session",),
    Scope.OATH: ("session",),
    Scope.MEMBER: ("member",),
    Scope.REPLACEMENT: ("replacement",),
}


def add_papers(commands: Any, command: Any) -> None:
    """The commands; `command` makes one."""
    listed = "; ".join(f"{kind.code}: {kind.name.lower()}" for kind in KINDS)
    paper = command(commands, "paper", "paperwork:make", "cetak satu jenis surat atau daftar kantor", by=True)
    paper.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    paper.add_argument("what", choices=CODES, metavar="JENIS", help=listed)
    paper.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="BERKAS.pdf",
        help="hasilnya; announcement, call-list: juga .xlsx; evidence sekecamatan: .zip atau folder",
    )
    paper.add_argument("--area", default="", metavar="KODE", help=f"{_AREA}; annex, id-card: juga 13 angka TPS")
    paper.add_argument("--tps", metavar="NOMOR", help="annex, id-card: hanya TPS ini dari kelurahan --area")
    paper.add_argument("--session", type=_record, metavar="SESI", help="nomor sesi, bagi surat satu sesi")
    paper.add_argument("--decree", default="", metavar="NOMOR", help="annex: hanya SK ini")
    paper.add_argument("--day", type=_day, metavar="TANGGAL", help="tanggal surat (bawaan: hari ini)")
    paper.add_argument("--replacement", type=_record, metavar="N", help="minutes: nomor penggantian")
    paper.add_argument("--member", type=_record, metavar="N", help="data-sheet, id-card: nomor anggota dalam daftar")
    paper.add_argument("--trainer", default="", metavar="NAMA", help="assignment: hanya narasumber ini")
    paper.add_argument(
        "--level", choices=("kabkota", "kecamatan", "kelurahan", "tps"), default="", help="recap: dirinci menurut ini"
    )
    paper.add_argument("--purpose", default="", metavar="KEPERLUAN", help="data-sheet: untuk apa; dicatat")
    paper.add_argument("--crews", action="store_true", help="invitation: satu surat setiap regu TPS")
    paper.add_argument("--two", action="store_true", help="invitation: dua surat selembar")
    paper.add_argument("--plain", action="store_true", help="id-card: tanpa foto")
    paper.add_argument("--certificates", action="store_true", help="evidence: dengan halaman sertifikat (salinan)")
    paper.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
    _add_photos(commands, command)
    _add_office(commands, command)


def _add_photos(commands: Any, command: Any) -> None:
    about = "simpan pas foto menurut nama berkasnya, atau hapus"
    photos = command(commands, "photos", "paperwork:photos", about, by=True)
    photos.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    photos.add_argument(
        "files", type=Path, nargs="*", metavar="FOTO",
        help="JPEG, PNG, atau folder; bernama NIK, nomor anggota, kursi (14 angka), atau 003-1 dengan --area",
    )  # fmt: skip
    photos.add_argument("--area", default="", metavar="KODE", help="kelurahan bagi nama seperti 003-1.jpg")
    photos.add_argument("--member", type=_record, metavar="N", help="satu berkas untuk anggota ini, apa pun namanya")
    photos.add_argument("--remove", action="store_true", help="hapus pas foto dari --member untuk selamanya")


def _add_office(commands: Any, command: Any) -> None:
    about = "kop, lambang, dan pejabat satu wilayah; tanpa pilihan: apa yang berlaku di sana"
    office = command(commands, "office", "office:run", about, by=True)
    office.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    office.add_argument("--area", default="", metavar="KODE", help=f"{_AREA}; kosong: seluruh berkas kerja")
    office.add_argument("--letterhead", default="", metavar="BARIS;BARIS", help="baris kop; - mengikuti kantor di atas")
    office.add_argument("--city", default="", metavar="KOTA", help="di depan tanggal; - mengikuti kantor di atas")
    office.add_argument("--logo", type=Path, metavar="GAMBAR", help="PNG atau JPEG; - mengikuti kantor di atas")
    office.add_argument("--official", default="", metavar="JABATAN;NAMA;NIP", help="tambah pejabat")
    office.add_argument("--signs", action="store_true", help="dengan --official: menandatangani sertifikat juga")
    office.add_argument("--remove", type=_record, metavar="N", help="hapus pejabat bernomor ini")
    office.add_argument("--numbers", default="", metavar="POLA", help="pola nomor sertifikat, memuat {urut}")


def lacking(args: argparse.Namespace) -> str:
    """The options that this paper can't do without."""
    kind = kind_of(args.what)
    if args.tps and not args.area:
        return "--area kelurahannya"
    needs = (*_NEEDS.get(kind.scope, ()), *(("purpose",) if kind.purpose else ()))
    return ", ".join(f"--{name}" for name in needs if getattr(args, name) in (None, ""))


def _record(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"'{text}' bukan nomor")
    return int(text)


def _day(text: str) -> object:
    days = planning_arguments.read_days(text)
    if len(days) != 1:
        raise argparse.ArgumentTypeError(f"'{text}' bukan satu tanggal; contoh 2024-10-01")
    return days[0]
