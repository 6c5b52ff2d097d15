"""What the preflight of certificates calls its findings, and the ways to mend them; used through `words`.

What a newcomer gets wrong: naming a person here. The finding's own sentence does; these are headings to count under.
"""

from kpps_desk.domain.preflight import Code, Mend, Weight

_CODES = {
    Code.NOT_SEATED: "Belum ditetapkan pada kursi TPS",
    Code.NOT_SWORN: "Belum disumpah",
    Code.NOT_TRAINED: "Belum mengikuti bimbingan teknis",
    Code.NOT_TAUGHT: "Belum tercatat hadir sebagai narasumber",
    Code.TOO_EARLY: "Belum waktunya menurut aturan",
    Code.UNLISTED: "Narasumber belum ada dalam daftar",
    Code.OVERFLOW: "Terlalu panjang untuk halamannya",
    Code.GLYPH: "Huruf tidak ada pada fon",
    Code.CAPITALS: "Huruf besar atau kecil tidak lazim",
    Code.DEGREE: "Penulisan gelar tidak lazim",
    Code.BLANKS: "Spasi ganda atau tersesat",
    Code.DOUBLE: "Nama sama dalam satu regu",
    Code.UNCONFIRMED: "Nama belum dikonfirmasi",
    Code.CHANGED: "Data berubah sejak terbit",
    Code.SIGNATORY: "Penanda tangan belum diisi",
    Code.WORDING: "Naskah atau pola nomor",
    Code.DESIGN: "Rancangan sertifikat",
}
_MENDS = {
    Mend.MEMBER: "Buka anggota",
    Mend.SETTINGS: "Buka Pengaturan",
    Mend.SESSION: "Buka sesi",
    Mend.SEATS: "Buka Kursi",
    Mend.CONFIRM: "Cetak lembar konfirmasi nama",
    Mend.REISSUE: "Ganti sertifikat",
    Mend.DESIGN: "Buka perancang",
}
_WEIGHTS = {
    Weight.INFORMATION: "Keterangan",
    Weight.WARNING: "Periksa dahulu",
    Weight.BAR: "Menghalangi",
}


def preflight_code(value: Code) -> str:
    return _CODES[value]


def mend(value: Mend) -> str:
    """What a button says: `Buka anggota`."""
    return _MENDS[value]


def preflight_weight(value: Weight) -> str:
    return _WEIGHTS[value]
