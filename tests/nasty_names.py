"""Two hundred names that have broken somebody's paper: long, laden with degrees, of other scripts, with hidden letters.

What a newcomer gets wrong: thinking that the door to the workspace stops them all. A file may come from elsewhere, and
a paper is drawn of what it holds. `shown` says in a rule of its own what a reader must find on the paper.
"""

import random
import unicodedata
from collections.abc import Iterator

_WORDS, _DEGREES = (
    listed.split()
    for listed in (
        "Muhammad Siti Abdurrahman Nur Raden Ajeng Kusumaningrat Sri Hadiningrat Fatimah Zahra Maulana Wicaksono Putri "
        "Prawirodirdjo Simanjuntak Hutagalung Lumban Tobing Daeng Mappanyukki Tengku Syarifuddin Ida Bagus Made Oka",
        "S.Pd. M.Pd. S.H. M.H. S.Kom. M.Kom. S.E. M.M. M.Si. S.Ag. M.Ag. S.T. M.T. Ak. CA. S.Farm. Apt. S.Kep. Ners. "
        "Sp.PD. K.H. M.Hum. Ph.D. C.Med. CPLA. S.I.Kom. M.I.Kom. A.Md.Keb. S.Tr.Keb. M.Tr.Keb.",
    )
)
_WRITTEN = (
    "O",
    "Hj. Ma'ruf",
    "Nu’man ‘Abdullah",
    'D\'Arcy "Ati" `Backtick`',
    "Rø Åse Œdipe ẞtraße ĳ ŀ",
    "<img src='/etc/passwd'/>",
    '<img src="http://x/y.png" width=900>',
    "<b>Siti</b><br/>Ma<!-- -->ruf",
    "&amp; &lt;b&gt; &#x41; &nbsp;",
    "<para><font size=99>Siti</font></para>",
    "</para></b>",
    "<![CDATA[x]]>",
    "{nama} {{nama}} {kode_qr}",
    "%s %d %(name)s {0}",
    "$(id) `id` ; rm -rf",
    "'; DROP TABLE member; --",
    '=HYPERLINK("http://x")',
    "@SUM(A1)",
    "+62 812",
    "-Siti-",
    "(((",
    ")))",
    "\\",
    "\\\\) Tj ET Q",
    "(Siti) Tj",
    "ET EI Q endstream endobj",
    "Siti\u202eirtuP\u202c Contoh",
    "\u202dSiti\u202c",
    "\u2066Siti\u2069 \u2067Putri\u2069",
    "\u200fSiti\u200e",
    "\u061cSiti",
    "Si\u200bti",
    "Si\u200cti\u200dPutri",
    "Siti\ufeffPutri",
    "\ufeffSiti",
    "Siti\u2060Putri",
    "Siti\u00adPutri Kusuma\u00adningrat",
    "Siti\u00a0Putri",
    "Siti\u2007Putri\u202fNur\u3000Ayu",
    "  Siti   Putri  ",
    "Siti\t\tPutri\t",
    "Siti\r\nPutri",
    "Siti\nPutri",
    "Siti\u2028Putri\u2029Nur",
    "Siti\x0bPutri\x0cNur",
    "Siti\x85Putri",
    "\x00Siti\x00",
    "S\x01i\x02t\x03i\x1b[31m",
    "Siti\x7fPutri\x80\x9f",
    "\x08\x08\x08Siti",
    "Si\u0301ti\u0300 Pu\u0302tri\u0308",
    "e\u0301 vs é",
    "A\u030a Å Å",
    "S" + "\u0301" * 40 + "iti",
    "\u0301Siti",
    "q\u0323\u0307",
    "Z\u0351\u036b\u0343a\u0317\u034el\u033bg\u0321o\u031b",
    "ﬁtri oﬃce ﬂora ﬀ",
    "Ｓｉｔｉ　Ｐｕｔｒｉ",
    "𝒮𝒾𝓉𝒾 𝔓𝔲𝔱𝔯𝔦",
    "①②③ ℡ № ™ ℠",
    "²³¹ ½ ¼ ¾",
    "Siti 😀",
    "👩‍⚖️ Siti 👨‍👩‍👧‍👦",
    "🇮🇩 Siti",
    "👍🏽",
    "☠ ♥ ★",
    "Siti ❤️",
    "ꦱꦶꦠꦶ",
    "ꦗꦮ ꦱꦶꦠꦶ ꦥꦸꦠꦿꦶ",
    "ᬲᬶᬢᬶ",
    "ᮞᮤᮒᮤ",
    "ᨔᨗᨈᨗ",
    "ᯘᯪᯖᯪ",
    "محمد",
    "محمد بن عبد الله",
    "محمد 123 Siti 456",
    "١٢٣ محمد 123",
    "שלום 789",
    "Siti محمد",
    "ﷺ ﷲ",
    "مُحَمَّد",
    "陳大文",
    "山田 太郎",
    "김철수",
    "สิริ",
    "हरि",
    "தமிழ்",
    "Siti 陳 محمد ꦱ",
    "Владимир",
    "Γιώργος",
    "Đặng Thị Ngọc Ánh",
    "Nguyễn Văn",
    "Łukasz Żółć",
    "İbrahim ığdır",
    "ŉ ǰ ΐ",
    "\U00020000\U0002a6d6",
    "\U0001d49c\U0001d4ae",
    "\U000e0041\U000e0042Siti",
    "\ue000\uf8ffSiti",
    "\uffff\ufffeSiti",
    "\ufffdSiti\ufffc",
    "\U0010ffff",
    "\ufff9Siti\ufffaPutri\ufffb",
    "Siti\ufe0f\ufe0e",
    "\u3164Siti",
    "\u115f\u1160",
    "\u2800Siti",
    "\u180eSiti",
    "\u034fSiti",
    "a\u20dd\u20e3",
    "\ud800Siti",
    "Siti\udfff",
    "\udcffSiti\udc80",
    "Siti\ud83d Putri",
    ".",
    "-",
    "...",
    "Siti,,,",
    ",,, S.Pd.",
    "S.Pd.,S.Pd.,S.Pd.",
    "Hj. dr. Prof. Ir.",
    "siti",
    "SITI PUTRI",
    "sItI",
    "S.stp.",
    "0",
    "123456",
    "Siti 2",
    'Siti/Putri\\Nur:*?"<>|',
    "CON",
    "aux.pdf",
    "../../etc",
    "Siti.",
)


def _long() -> Iterator[str]:
    """Of 60 to 300 letters, with and without degrees, in one word and in two hundred."""
    pick = random.Random(5)
    for length in range(60, 301, 5):
        name = " ".join(pick.choice(_WORDS) for _ in range(60))[:length].strip()
        yield (
            name
            if length % 16
            else f"Prof. Dr. H. {name[: length - 60]}, {', '.join(pick.choices(_DEGREES, k=9))}"[:length]
        )
    yield "Siti, " + ", ".join(_DEGREES)
    yield "Dr. " * 20 + "Siti"
    yield "Abdurrahman" * 8 + "Ya"
    yield "W" * 90
    yield "i" * 90
    yield "W" * 300
    yield "M " * 150
    yield "Siti " + "Kusumaningrat" * 7
    yield "-".join(_WORDS)
    yield "محمد " * 30
    yield "ꦱꦶꦠꦶ " * 20
    yield "\u202e" + "abc" * 30
    yield "陳" * 60
    yield "😀" * 60
    yield "a\u0301" * 100
    yield "A\u200b" * 100
    yield "A\u00a0" * 60
    yield "&amp;" * 40
    yield "<b>" * 40


NAMES: tuple[str, ...] = tuple(dict.fromkeys((*_WRITTEN, *_long())))


def shown(name: str) -> str:
    """What stands on paper: one blank for any run of them, NFC, nothing that is neither letter, mark nor sign."""
    kept = "".join(" " if _blank(each) else each for each in unicodedata.normalize("NFC", name) if not _hidden(each))
    return unicodedata.normalize("NFC", " ".join(kept.split(" "))).strip()


def _blank(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "Z" or letter in "\t\n\r\v\f\x85"


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "C" and not _blank(letter)
