"""Which commands there are, what they take, and what `--help` says about them.

What a newcomer gets wrong: importing a command's module up here. SQLAlchemy costs half a second, so a command's code is
imported when it runs; `kpps-desk --help` stays instant.
"""

import argparse
import importlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kpps_desk.cli import (
    calling_arguments,
    certificate_arguments,
    keys_arguments,
    kit_arguments,
    makeups_arguments,
    paper_arguments,
    planning_arguments,
    printing_arguments,
    scores_arguments,
)
from kpps_desk.cli.usage import Parser
from kpps_desk.domain import attendance
from kpps_desk.domain.leaving import REPLACED
from kpps_desk.domain.oaths import Form

_WORKSPACE = "berkas kerja (.kpps)"
_AREA = "kode wilayah, misalnya 31.71.01"
_PLAN = "sessions plan"
_OF_ONE_OATH = ("rest", "rest_absent", "close", "reopen", "text", "pact", "pact_list")
_ABOUT = """Tanpa perintah, jendela program dibuka.

Kode keluar: 0 selesai, 1 masalah, 2 salah pemakaian, 70 kesalahan program, 130 dibatalkan."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for; SystemExit 2 with one sentence when it asks for nothing sensible."""
    parser = build()
    args = parser.parse_args(_joined(argv))
    if args.command == "export" and args.full and not args.reason.strip():
        parser.refuse("export: --full memerlukan --reason")
    if args.command == "imports" and (args.out or args.purge) and args.number is None:
        parser.refuse("imports: sebutkan NOMOR impornya")
    if lacks := certificate_arguments.wrong(args):
        parser.refuse(lacks)
    if args.command == "print" and (lacks := printing_arguments.wrong(args)):
        parser.refuse(f"print: {lacks}")
    if args.command == "seats" and (wrong := _wrong_seats(args)):
        parser.refuse(f"seats: {wrong}")
    if args.command == "makeups" and (lacks := makeups_arguments.wrong(args)):
        parser.refuse(f"makeups: {lacks}")
    if args.command == "oaths" and args.session is None and any(getattr(args, name) for name in _OF_ONE_OATH):
        parser.refuse("oaths: sebutkan SESI pelantikannya")
    if args.command == "paper" and (lacking := paper_arguments.lacking(args)):
        parser.refuse(f"paper {args.what} memerlukan {lacking}")
    return args


def build() -> Parser:
    """The whole command line; `run` of what it parses is the command's function, None for the window."""
    top = Parser(prog="kpps-desk", description=_ABOUT)
    top.set_defaults(run=None, command="")
    commands = top.add_subparsers(title="Perintah", metavar="PERINTAH", dest="command", parser_class=Parser)
    _workspaces(commands)
    _rosters(commands)
    _seats(commands)
    _sessions(commands)
    _oaths(commands)
    kit_arguments.add(commands, _command, _session)
    calling_arguments.add(commands, _command, _session)
    makeups_arguments.add(commands, _command, _day)
    scores_arguments.add(commands, _command, _session)
    certificate_arguments.add(commands, _command, _session, _day, _numbers)
    printing_arguments.add(commands, _command, _record)
    keys_arguments.add(commands, _command, _day)
    paper_arguments.add_papers(commands, _command)
    _readings(commands)
    return top


def _joined(argv: Sequence[str]) -> list[str]:
    """`sessions plan FILE` and `sessions FILE plan` are one command named with a blank."""
    words = list(argv)
    if words[:1] == ["sessions"] and "plan" in words[1:3]:
        words.remove("plan")
        words[0] = _PLAN
    return words


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int | None]:
    def run(args: argparse.Namespace) -> int | None:
        found: Callable[[argparse.Namespace], int | None] = getattr(
            importlib.import_module(f"kpps_desk.cli.{module}"), function
        )
        return found(args)

    return run


def _command(commands: Any, name: str, code: str, about: str, *, by: bool = False) -> Parser:
    parser: Parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=_later(*code.split(":")))
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
    if by:
        parser.add_argument(
            "--by",
            default="",
            metavar="NAMA",
            help="nama Anda dalam catatan (bawaan: nama di jendela awal, atau pemakai sistem)",
        )
    return parser


def _workspaces(commands: Any) -> None:
    opened = _command(commands, "open", "opening:show", "buka jendela dengan berkas kerja ini")
    opened.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    demo = _command(commands, "demo", "demo:run", "seluruh pekerjaan utama tanpa layar, dengan data tiruan", by=True)
    demo.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="folder baru untuk hasilnya")
    _scope(demo)
    new = _command(commands, "new", "workspaces:new", "buat berkas kerja: wilayah, TPS, dan kursi kosong", by=True)
    new.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    new.add_argument("--area", default="", metavar="KODE", help="hanya TPS wilayah ini")
    check = _command(commands, "check", "workspaces:check", "periksa seluruh isi berkas kerja")
    check.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)


def _scope(parser: Parser) -> None:
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--kecamatan", default="", metavar="KODE", help="satu kecamatan, misalnya 31.71.01")
    scope.add_argument("--all", action="store_true", help="seluruh provinsi: 133.515 orang")


def _rosters(commands: Any) -> None:
    sample = _command(commands, "sample", "rosters:sample", "tulis daftar tiruan (XLSX atau CSV)")
    sample.add_argument("file", type=Path, metavar="BERKAS.xlsx|csv", help="berkas yang ditulis")
    _scope(sample)
    sample.add_argument("--seed", type=int, default=1, metavar="N", help="benih acak; benih sama, isi sama")
    took = _command(commands, "import", "rosters:take", "impor daftar anggota dari XLSX, XLS, ODS, atau CSV", by=True)
    took.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    took.add_argument("file", type=Path, metavar="DAFTAR", help="daftar anggota (.xlsx, .xls, .ods, atau .csv)")
    took.add_argument(
        "--existing",
        choices=("skip", "update", "fill"),
        default="skip",
        help="anggota yang sudah ada: lewati, perbarui, atau isi yang kosong (bawaan: skip)",
    )
    took.add_argument("--dry-run", action="store_true", help="hanya periksa, tidak mengubah apa pun")
    took.add_argument("--preview", action="store_true", help="hanya perlihatkan baris pertama seperti yang akan dibaca")
    took.add_argument("--rejects", type=Path, metavar="BERKAS.xlsx", help="tulis baris yang ditolak ke berkas ini")
    took.add_argument(
        "--problems", type=Path, metavar="BERKAS.xlsx|csv", help="tulis semua masalah setiap baris ke berkas ini"
    )
    took.add_argument("--sheet", default="", metavar="LEMBAR", help="lembar yang dibaca (bawaan: yang berisi daftar)")
    took.add_argument(
        "--map", type=_pair, action="append", default=[], dest="mapping", metavar="KOLOM=JUDUL",
        help="kolom dibaca dari judul ini, boleh berulang: 'Nama=Personel'; 'Email=' tidak dibaca",
    )  # fmt: skip
    kept = _command(commands, "imports", "imports:run", "riwayat impor, dan berkas aslinya", by=True)
    kept.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    kept.add_argument("number", type=_record, nargs="?", metavar="NOMOR", help="nomor impor dari daftar ini")
    act = kept.add_mutually_exclusive_group()
    act.add_argument("--out", type=Path, metavar="BERKAS", help="simpan lagi berkas asli dari impor NOMOR")
    act.add_argument("--purge", action="store_true", help="hapus berkas asli dari impor NOMOR; perlu --reason")
    kept.add_argument("--reason", default="", metavar="ALASAN", help="untuk apa berkasnya diambil atau dihapus")
    export = _command(commands, "export", "exports:export", "tulis data ke XLSX atau CSV", by=True)
    export.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    export.add_argument("what", choices=("members", "attendance", "certificates", "keys"), help="data yang ditulis")
    export.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="BERKAS.xlsx|csv",
        help="berkas hasil; keys: teks untuk verify --keys",
    )
    export.add_argument("--area", default="", metavar="KODE", help=_AREA)
    export.add_argument("--full", action="store_true", help="NIK tidak disamarkan; perlu --reason dan dicatat")
    export.add_argument("--reason", default="", metavar="ALASAN", help="untuk apa data lengkap diperlukan")


def _seats(commands: Any) -> None:
    crews = _command(commands, "seats", "seats:run", "isi regu TPS; saran bagi kursi kosong; SK", by=True)
    crews.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    crews.add_argument("--area", default="", metavar="KODE", help=f"{_AREA}, atau 13 angka TPS")
    what = crews.add_mutually_exclusive_group()
    what.add_argument("--vacant", action="store_true", help="hanya TPS yang kursinya belum penuh")
    what.add_argument("--suggest", action="store_true", help="sarankan dan tempatkan orang pada kursi kosong")
    what.add_argument("--decree", default="", metavar="NOMOR", help="SK bagi semua yang belum punya; perlu --date")
    crews.add_argument("--date", type=_day, metavar="TANGGAL", help="tanggal SK")
    crews.add_argument("--dry-run", action="store_true", help="dengan --suggest: hanya tampilkan sarannya")
    paw = _command(commands, "replace", "seats:replace", "catat penggantian antarwaktu (PAW)", by=True)
    paw.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    paw.add_argument("member", type=_session, metavar="ANGGOTA", help="nomor anggota yang berhenti")
    paw.add_argument("--reason", required=True, choices=[one.value for one in REPLACED], help="alasannya")
    paw.add_argument("--effective", type=_day, required=True, metavar="TANGGAL", help="berlaku mulai")
    paw.add_argument("--successor", type=_session, metavar="ANGGOTA", help="nomor anggota penggantinya")
    paw.add_argument("--explanation", default="", metavar="TEKS", help="keterangan")
    for name, what_it_is in (("letter", "surat"), ("minutes", "berita acara")):
        paw.add_argument(f"--{name}", default="", metavar="NOMOR", help=f"nomor {what_it_is}")
        paw.add_argument(f"--{name}-date", type=_day, metavar="TANGGAL", help=f"tanggal {what_it_is}")


def _wrong_seats(args: argparse.Namespace) -> str:
    """What an option asks for that isn't there; '' when all is."""
    if args.dry_run and not args.suggest:
        return "--dry-run hanya untuk --suggest"
    if (args.suggest or args.decree) and not args.area:
        return "--suggest dan --decree memerlukan --area"
    return "--decree dan --date dipakai bersama" if bool(args.decree) != bool(args.date) else ""


def _sessions(commands: Any) -> None:
    listed = _command(commands, "sessions", "sessions:show", "daftar sesi; `sessions plan` menyusunnya")
    listed.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    listed.add_argument("--area", default="", metavar="KODE", help=_AREA)
    planning_arguments.add(commands, _command, _PLAN)
    attend = _command(commands, "attend", "sessions:attend", "catat kehadiran satu sesi", by=True)
    attend.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    attend.add_argument("session", type=_session, metavar="SESI", help="nomor sesi, lihat `kpps-desk sessions`")
    how = attend.add_mutually_exclusive_group(required=True)
    how.add_argument("--all-present", action="store_true", help="semua yang belum dicatat hadir")
    how.add_argument(
        "--absent", type=_numbers, metavar="3,7,12-15", help="nomor urut yang tidak hadir; yang lain hadir"
    )
    how.add_argument("--present", type=_numbers, metavar="1,2,4", help="nomor urut yang hadir; yang lain tidak")
    how.add_argument("--file", type=Path, metavar="BERKAS.csv", help="kolom tps, kursi (atau nik), dan status")
    how.add_argument("--scan-text", type=Path, metavar="BERKAS", help="ketikan alat pindai, sebaris satu; -: stdin")
    how.add_argument("--scan", type=Path, nargs="+", metavar="PINDAIAN", help="pindaian lembar yang ditandatangani")
    how.add_argument("--close", type=_record, metavar="N", help="tutup sesi; N tanda tangan dihitung pada lembarnya")
    attend.add_argument("--confirm", action="store_true", help="--scan: catat; tanpa ini hanya diperlihatkan")
    attend.add_argument("--signed", type=_numbers, default=[], metavar="4,9", help="--scan: baris ragu yang bertanda")
    attend.add_argument("--empty", type=_numbers, default=[], metavar="5", help="--scan: baris ragu yang kosong")
    sheets = _command(commands, "sheets", "sheets:make", "cetak daftar hadir satu sesi untuk ditandatangani", by=True)
    sheets.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    sheets.add_argument("session", type=_session, metavar="SESI", help="nomor sesi, lihat `kpps-desk sessions`")
    sheets.add_argument("--out", type=Path, required=True, metavar="BERKAS.pdf", help="berkas hasil")
    sheets.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")


def _oaths(commands: Any) -> None:
    oaths = _command(commands, "oaths", "oaths:run", "pelantikan: keadaannya, penutupan, dan surat-suratnya", by=True)
    oaths.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    oaths.add_argument("session", type=_session, nargs="?", metavar="SESI", help="nomor pelantikan dari daftar ini")
    oaths.add_argument("--area", default="", metavar="KODE", help=_AREA)
    forms = tuple(form.value for form in Form)
    oaths.add_argument("--rest", choices=forms, help="tata cara bagi yang belum dipilih tata caranya")
    oaths.add_argument("--rest-absent", action="store_true", help="yang belum dicatat: tanpa keterangan")
    act = oaths.add_mutually_exclusive_group()
    act.add_argument("--close", action="store_true", help="tutup pelantikan SESI: dilantik tepat yang hadir")
    act.add_argument("--reopen", default="", metavar="ALASAN", help="buka kembali pelantikan SESI")
    oaths.add_argument("--minutes", type=Path, metavar="BERKAS.pdf", help="berita acara; tanpa SESI: FOLDER se-wilayah")
    for name, what in (("text", "naskah sumpah/janji"), ("pact", "pakta integritas setiap orang"),
                       ("pact-list", "pakta integritas, daftar penanda tangan")):  # fmt: skip
        oaths.add_argument(f"--{name}", type=Path, metavar="BERKAS.pdf", help=what)
    oaths.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")


def _readings(commands: Any) -> None:
    status = _command(commands, "status", "status:show", "kesiapan setiap wilayah")
    status.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    status.add_argument(
        "--by", dest="level", choices=("kabkota", "kecamatan", "kelurahan", "tps"), default="kabkota",
        help="tingkat wilayah (bawaan: kabkota)",
    )  # fmt: skip
    status.add_argument("--area", default="", metavar="KODE", help=_AREA)
    rules = _command(commands, "rules", "rules:show", "aturan pemilihan yang berlaku dan versi-versinya")
    rules.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    suspects = _command(
        commands, "suspects", "suspects:show", "siapa yang diduga tercatat dua kali; tidak ada yang diubah"
    )
    suspects.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    suspects.add_argument("--area", default="", metavar="KODE", help=_AREA)
    history = _command(commands, "history", "history:show", "riwayat seluruh berkas, atau satu anggota")
    history.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    history.add_argument("member", nargs="?", default="", metavar="ANGGOTA", help="nomor anggota atau NIK")
    about = "penelitian administrasi: hitungan satu wilayah, atau daftar periksa satu anggota"
    check = _command(commands, "requirements", "requirements:show", about)
    check.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    check.add_argument("member", nargs="?", default="", metavar="ANGGOTA", help="nomor anggota atau NIK")
    check.add_argument("--area", default="", metavar="KODE", help=_AREA)
    undo = _command(commands, "undo", "history:undo", "urungkan satu perubahan", by=True)
    undo.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    undo.add_argument("entry", metavar="CATATAN", help="kode catatan atau kelompok, lihat `kpps-desk history`")
    undo.add_argument(
        "--preview", action="store_true", help="hanya perlihatkan apa yang akan kembali dan apa yang tetap"
    )


def _pair(text: str) -> tuple[str, str]:
    column, sign, header = text.partition("=")
    if not sign or not column.strip():
        raise argparse.ArgumentTypeError(f"'{text}' bukan KOLOM=JUDUL; contoh 'Nama=Personel'")
    return column.strip(), header.strip()


def _numbers(text: str) -> list[int]:
    try:
        return attendance.parse_numbers(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan daftar nomor seperti 3,7,12-15") from None


def _session(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):  # what the file can number
        raise argparse.ArgumentTypeError(f"'{text}' bukan nomor sesi")
    return int(text)


def _record(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"'{text}' bukan nomor")
    return int(text)


def _day(text: str) -> date:
    days = planning_arguments.read_days(text)
    if len(days) != 1:
        raise argparse.ArgumentTypeError(f"'{text}' bukan satu tanggal; contoh 2024-10-01")
    return days[0]
