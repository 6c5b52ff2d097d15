"""What is typed into the search box: one letter, two, names in part and whole, NIK beginnings, TPS numbers."""

import string

LETTERS = tuple(string.ascii_lowercase)
PAIRS = (
    "ab",
    "ag",
    "an",
    "bu",
    "de",
    "di",
    "ek",
    "fa",
    "ha",
    "in",
    "ma",
    "mu",
    "nu",
    "ra",
    "sa",
    "si",
    "su",
    "tr",
    "wa",
)
NAMES = ("siti", "siti nur", "agus", "budi s", "dewi", "sri wahyuni", "muhammad", "ahmad", "ma'ruf", "putri", "nur h")
NIKS = ("3171", "31710", "317101", "3174065", "317503120", "3172")
STATIONS = ("1", "03", "012", "045", "9", "100")
NOBODY = ("zzzz", "qx", "'; --", "siti zzz", "%", '"', "999")

ALL = LETTERS + PAIRS + NAMES + NIKS + STATIONS + NOBODY
PLAIN = ("a", "siti", "nur h", "budi s", "3171", "zzzz")  # for baselines that take seconds each
