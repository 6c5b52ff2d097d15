"""Which member a command means: their number in the file, or their NIK.

What a newcomer gets wrong: printing the NIK that was typed. It is masked here as everywhere.
"""

from kpps_desk import words
from kpps_desk.problems import Gone, Refused
from kpps_desk.queries import members
from kpps_desk.store.snapshot import Snapshot


def member(db: Snapshot, text: str) -> int:
    """The member's id; Refused where the text is neither, Gone where nobody bears the NIK."""
    if not (text.isascii() and text.isdecimal()):
        raise Refused(f"{text} bukan nomor anggota atau NIK.", "Tulis nomor anggota, atau 16 angka NIK.")
    if len(text) < 16:
        return int(text)
    found = members.first(db, members.MemberFilter(text=text), 1)
    if not found:
        raise Gone(f"Tidak ada anggota dengan NIK {words.masked_nik(text)}.")
    return found[0]
