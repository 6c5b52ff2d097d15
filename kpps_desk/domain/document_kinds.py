"""Every paper that an office can ask for: its code in the shell, its name on the screen, what it is about.

What a newcomer gets wrong: a list of papers somewhere else. The Dokumen screen, `kpps-desk paper` and the tests read
this one; operations/documents.py knows how each is made.
"""

from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    AREA = "area"  # a code, '' for all
    SESSION = "session"
    OATH = "oath"  # a session of that kind
    MEMBER = "member"
    TRAINER = "trainer"  # of an area: one, or all
    REPLACEMENT = "replacement"


class Kind(NamedTuple):
    """`texts` are the kinds of its wording; `purpose`: it shows personal data in full, so it asks what for.

    `records`: making it leaves a trace in the file. `station`: an area may be a TPS. `options` are those of OPTIONS.
    """

    code: str
    name: str
    scope: Scope
    about: str
    texts: tuple[str, ...] = ()
    purpose: bool = False
    records: bool = False
    station: bool = False
    options: tuple[str, ...] = ()


OPTIONS = {  # a switch: name on the screen
    "crews": "Per &regu TPS",
    "two": "&Dua per lembar",
    "plain": "Tanpa &foto",
    "certificates": "Dengan &halaman sertifikat",
}
KINDS = (
    Kind("invitation", "Undangan", Scope.SESSION, "Surat undangan semua orang satu sesi, dengan kode.", ("undangan",),
         options=("crews", "two")),
    Kind("sign-in", "Daftar hadir", Scope.SESSION, "Lembar tanda tangan satu sesi; kode lembarnya dicatat.", ("hadir",),
         records=True),
    Kind("oath-minutes", "Berita acara pelantikan", Scope.OATH, "Siapa dilantik, menurut TPS dan tata cara.",
         ("pelantikan",)),
    Kind("oath-text", "Naskah sumpah/janji", Scope.OATH, "Untuk dibacakan, satu halaman setiap tata cara.",
         ("sumpah",)),
    Kind("pact", "Pakta integritas", Scope.OATH, "Satu halaman untuk setiap orang.", ("pakta",)),
    Kind("pact-list", "Pakta integritas, daftar", Scope.OATH, "Satu pernyataan dengan daftar penanda tangan.",
         ("pakta",)),
    Kind("receipts", "Tanda terima transpor", Scope.SESSION, "Daftar penerimaan uang transpor satu sesi.",
         ("transpor",)),
    Kind("annex", "Lampiran SK penetapan", Scope.AREA, "Regu setiap TPS menurut SK.", ("lampiran",), station=True),
    Kind("minutes", "Berita acara penggantian", Scope.REPLACEMENT, "Rancangan berita acara satu PAW.",
         ("penggantian",)),
    Kind("announcement", "Pengumuman hasil penelitian", Scope.AREA, "Hasil penelitian, nama dan NIK disamarkan.",
         ("pengumuman",), records=True),
    Kind("id-card", "Kartu tanda pengenal", Scope.AREA, "Sepuluh kartu selembar, untuk semua pemegang kursi.",
         ("kartu",), station=True, options=("plain",)),
    Kind("one-card", "Kartu tanda pengenal, satu orang", Scope.MEMBER, "Satu kartu, misalnya bagi pengganti.",
         ("kartu",), options=("plain",)),
    Kind("recap", "Rekapitulasi kesiapan", Scope.AREA, "KPPS dan petugas ketertiban menurut wilayah.", ("rekap",)),
    Kind("assignment", "Surat tugas narasumber", Scope.TRAINER, "Satu surat untuk setiap narasumber, dengan jadwalnya.",
         ("tugas",)),
    Kind("data-sheet", "Lembar data diri", Scope.MEMBER, "Semua data seseorang, NIK lengkap; pencetakannya dicatat.",
         ("data",), purpose=True, records=True),
    Kind("name-proof", "Lembar konfirmasi nama", Scope.AREA,
         "Nama seperti akan tercetak pada sertifikat, empat puluh orang sehalaman.",
         ("nama",)),
    Kind("call-list", "Daftar panggil", Scope.AREA, "Siapa yang belum mempunyai sesi, dengan teleponnya.",
         ("panggil",), records=True),
    Kind("evidence", "Berkas bukti", Scope.AREA, "Satu PDF bertanda tangan setiap kelurahan; kecamatan menjadi ZIP.",
         records=True, options=("certificates",)),
)  # fmt: skip
CODES = tuple(kind.code for kind in KINDS)


def kind_of(code: str) -> Kind:
    """The paper with this code; KeyError if there is none."""
    return next((kind for kind in KINDS if kind.code == code), None) or _missing(code)


def _missing(code: str) -> Kind:
    raise KeyError(code)
