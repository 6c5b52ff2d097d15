"""The commands about seals: check one, keep the office's keys, list what is out of force; parser.py lists them.

What a newcomer gets wrong: an option for the passphrase. What stands on a command line is seen by everybody on the
computer and kept in the shell's history. And a key's id may begin with a dash: `--key=-AbC12`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kpps_desk.cli.usage import Parser

VARIABLE = "KPPS_FRASA_KUNCI"
_WORKSPACE = "berkas kerja (.kpps)"


def add(commands: Any, command: Callable[..., Parser], day: Callable[[str], Any]) -> None:
    """`verify`, `keys`, `revocations`; `day` reads a date."""
    _verify(command(
        commands, "verify", "verifying:verify",
        "periksa keaslian sertifikat atau berkas bukti: 0 asli, 1 palsu, 3 kunci tak dikenal, 4 tak terbaca, "
        "5 dicabut, diganti, atau berbeda dari catatan",
    ))  # fmt: skip
    acts = _acts(commands, "keys", "kunci segel: daftar, baru, cabut, cadangan, kantor lain")
    for name, what, about in _PLAIN:
        act = _act(command, acts, name, f"keys:{what}", about)
        if what in ("backup", "export", "page"):
            act.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas yang ditulis")
        if what in ("restore", "take"):
            act.add_argument("file", type=Path, metavar="BERKAS", help="berkas yang dibaca")
        if what in ("backup", "restore"):
            passphrase = f"berkas teks berisi frasa sandi (bawaan: variabel {VARIABLE}, atau ditanyakan)"
            act.add_argument("--passphrase-file", type=Path, metavar="BERKAS", help=passphrase)
    new = _act(command, acts, "new", "keys:new", "buat kunci baru; yang lama tetap sah untuk sertifikatnya")
    new.add_argument("--reason", required=True, metavar="TEKS", help="alasannya")
    new.add_argument("--office", default="", metavar="NAMA", help="nama kantor yang disebut bersama kunci")
    revoke = _act(command, acts, "revoke", "keys:revoke", "cabut kunci: yang bertanggal itu atau sesudahnya tidak sah")
    revoke.add_argument("--key", required=True, metavar="KUNCI", help="enam huruf kunci, lihat `keys list`")
    revoke.add_argument("--since", type=day, required=True, metavar="TANGGAL", help="dicabut sejak tanggal ini")
    revoke.add_argument("--reason", required=True, metavar="TEKS", help="alasannya")
    named = _act(command, acts, "name", "keys:name", "beri nama kantor pada kunci")
    named.add_argument("--key", required=True, metavar="KUNCI", help="enam huruf kunci")
    named.add_argument("--office", required=True, metavar="NAMA", help="nama kantornya")
    forget = _act(command, acts, "forget", "keys:forget", "buang kunci kantor lain")
    forget.add_argument("--key", required=True, metavar="KUNCI", help="enam huruf kunci")
    _lists(command, commands)


_PLAIN = (
    ("list", "show", "semua kunci yang dikenal"),
    ("backup", "backup", "cadangkan kunci ke berkas .kppskunci yang dikunci frasa sandi"),
    ("restore", "restore", "pulihkan kunci dari cadangannya"),
    ("export", "export", "tulis kunci umum (.txt) bagi pemeriksa"),
    ("take", "take", "terima kunci umum kantor lain"),
    ("page", "page", "tulis halaman pemeriksa (.html) berisi kunci dan daftar cabut"),
)


def _verify(parser: Parser) -> None:
    parser.add_argument("what", metavar="TEKS|BERKAS", help="teks QR, berkas PDF atau gambar, atau - untuk stdin")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--workspace", type=Path, metavar="BERKAS", help=f"{_WORKSPACE} yang menerbitkannya")
    source.add_argument("--keys", type=Path, metavar="BERKAS", help="kunci umum: satu `kunci nilai` tiap baris")
    parser.add_argument("--list", type=Path, dest="listed", metavar="BERKAS", help="daftar cabut yang ditandatangani")


def _lists(command: Callable[..., Parser], commands: Any) -> None:
    acts = _acts(commands, "revocations", "daftar nomor yang dicabut dan diganti, ditandatangani")
    made = _act(command, acts, "make", "revocations:make", "tulis daftar cabut kantor ini, ditandatangani")
    made.add_argument("--out", type=Path, required=True, metavar="BERKAS.txt", help="berkas daftarnya")
    made.add_argument("--sheet", type=Path, metavar="BERKAS.pdf", help="juga di atas kertas")
    made.add_argument("--size", choices=("A4", "F4"), default="A4", help="ukuran kertas (bawaan: A4)")
    took = _act(command, acts, "take", "revocations:take", "terima daftar cabut kantor lain")
    took.add_argument("file", type=Path, metavar="BERKAS.txt", help="daftar yang dibaca")
    _act(command, acts, "list", "revocations:show", "daftar yang sudah dibuat dan diterima")


def _acts(commands: Any, name: str, about: str) -> Any:
    """A command of several; what all take stands with each, for argparse forgets what is said before the act."""
    group = commands.add_parser(name, help=about, description=about)
    return group.add_subparsers(title="Tindakan", metavar="TINDAKAN", dest="act", required=True, parser_class=Parser)


def _act(command: Callable[..., Parser], acts: Any, name: str, code: str, about: str) -> Parser:
    made = command(acts, name, code, about, by=True)
    made.add_argument("workspace", type=Path, metavar="BERKAS", help=_WORKSPACE)
    return made
