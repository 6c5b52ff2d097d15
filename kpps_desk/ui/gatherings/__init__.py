"""The pages of Sesi, in the order of their tabs: those about one session, and those about the sessions of an area.

What a newcomer gets wrong: importing a page here. Its module is loaded when somebody first turns to it.
"""

from kpps_desk.domain.attendance import SessionKind
from kpps_desk.ui.gathering_page import entry

SESSION_PAGES = (
    entry("calling", "Undangan"),
    entry("sheets", "Daftar hadir"),
    entry("oath", "Pelantikan", SessionKind.OATH),
    entry("training", "Materi dan nilai", SessionKind.TRAINING),
    entry("receipts", "Transpor"),
    entry("kit", "Paket sesi"),
)
AREA_PAGES = (
    entry("planning", "Rencana"),
    entry("calendar", "Kalender"),
    entry("uncalled", "Belum terundang"),
    entry("makeups", "Susulan"),
    entry("oaths", "Pelantikan"),
)
