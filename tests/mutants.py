"""Lists as no office sends them on purpose: a seed gives one broken XLSX, CSV, XLS or ODS, always the same.

What a newcomer gets wrong: flipping bits of the packed file alone. The checksums of a ZIP catch those; most mutants are
unpacked, spoilt inside and packed again, so that the reader, the parsers and the rules get to see them.
`python -m tests.mutant_runs` runs thousands; the suite runs some (tests/operations/test_mutated_lists.py).
"""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

from tests import rosters, sheetfiles, wild

Members = dict[str, bytes]
_PEOPLE = 12


def xlsx(seed: int) -> tuple[str, bytes]:
    """What was done to it, and the mutant."""
    random = Random(f"xlsx {seed}")
    base = random.choice(_workbooks())
    kind = random.choice((*_ANY, *_ZIPPED, *_ZIPPED))  # most of them inside
    return kind.__name__.strip("_"), kind(random, base)


def ods(seed: int) -> tuple[str, bytes]:
    random = Random(f"ods {seed}")
    kind = random.choice((*_ANY, *_ZIPPED, *_ZIPPED))
    return kind.__name__.strip("_"), kind(random, _document())


def xls(seed: int) -> tuple[str, bytes]:
    random = Random(f"xls {seed}")
    kind = random.choice(_ANY)
    return kind.__name__.strip("_"), kind(random, _old_workbook())


def csv_file(seed: int) -> tuple[str, bytes]:
    random = Random(f"csv {seed}")
    encoding, delimiter = random.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")), random.choice(",;\t|")
    if random.random() < 0.6:
        written = random.choice(_TEXT)
        return written.__name__.strip("_"), written(random, encoding, delimiter)
    spoilt = random.choice(_ANY)
    return spoilt.__name__.strip("_"), spoilt(random, _delimited(_rows(), delimiter).encode(encoding, "replace"))


KINDS: dict[str, Callable[[int], tuple[str, bytes]]] = {".xlsx": xlsx, ".csv": csv_file, ".xls": xls, ".ods": ods}


def _rows() -> list[list[str]]:
    people = [list(map(str, rosters.row(number))) for number in range(1, _PEOPLE + 1)]
    return [["DAFTAR KPPS"], [], list(rosters.HEADERS), *people]


@cache
def _workbooks() -> tuple[bytes, ...]:
    """Our own writer's (cells hold their texts), one with shared strings, two sheets and merged cells, and numbers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = rosters.write(folder / "a.xlsx", [rosters.row(number) for number in range(1, _PEOPLE + 1)])
        sheets: dict[str, sheetfiles.Rows] = {"Catatan": [["Dengan hormat"]], "Daftar": _rows()}
        shared = sheetfiles.xlsx(folder / "b.xlsx", sheets, hidden=("Catatan",), merged=("B4:B6",))
        numbers = [rosters.row(number, TPS=1, NIK=3171010101900000 + number) for number in range(1, _PEOPLE + 1)]
        return tuple(path.read_bytes() for path in (own, shared, rosters.write(folder / "c.xlsx", numbers)))


@cache
def _document() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        return sheetfiles.ods(Path(name) / "a.ods", {"Daftar": _rows(), "Lain": [["Kosong"]]}).read_bytes()


@cache
def _old_workbook() -> bytes:
    return (Path(__file__).parent / "data" / "daftar.xls").read_bytes()


def _delimited(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def _flipped(random: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20, 200))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def _truncated(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data))]


def _headless(random: Random, data: bytes) -> bytes:
    return data[random.randrange(1, len(data)) :]


def _with_a_hole(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + data[at + random.choice((1, 2, 7, 100, 1000)) :]


def _with_noise(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + random.choice(wild.NOISE) * random.choice((1, 1, 2, 100)) + data[at:]


def _overwritten(random: Random, data: bytes) -> bytes:
    at, length = random.randrange(len(data)), random.choice((1, 4, 64, 512))
    return data[:at] + random.randbytes(length) + data[at + length :]


def _repeated(random: Random, data: bytes) -> bytes:
    at, length = random.randrange(len(data)), random.choice((1, 16, 700))
    return data[:at] + data[at : at + length] * random.choice((2, 3, 50)) + data[at + length :]


def _of_another_kind(random: Random, data: bytes) -> bytes:
    """The beginning of one file with the end of another."""
    other = random.choice(
        (
            b"%PDF-1.7\n",
            b"\x89PNG\r\n\x1a\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PK\x03\x04",
            b"<html><table>",
            b"{\\rtf1",
        )
    )
    return other + data[random.choice((0, len(other), len(data) // 2)) :]


def _unpacked(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: Members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _sheet_of(members: Members) -> str:
    """The member with the rows."""
    return max(
        (name for name in members if "sheet" in name or name == "content.xml"), key=lambda name: len(members[name])
    )


def _spoilt_inside(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    name = random.choice((*members, _sheet_of(members), _sheet_of(members)))
    members[name] = random.choice(_ANY)(random, members[name] or b"\0")
    return _packed(members)


def _member_gone(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    del members[random.choice(list(members))]
    return _packed(members)


def _member_renamed(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    name = random.choice(list(members))
    new = random.choice(
        (name.upper(), f"../{name}", f"/{name}", name.replace("/", "\\"), f"{name}.bak", "xl/workbook.bin", name[:-1])
    )
    return _packed({new if old == name else old: content for old, content in members.items()})


def _members_swapped(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    first, second = random.choice(list(members)), random.choice(list(members))
    members[first], members[second] = members[second], members[first]
    return _packed(members)


def _bomb(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    name = random.choice((_sheet_of(members), *members, "xl/media/gambar.png"))
    members[name] = members.get(name, b"") + random.choice((b" ", b"\0", b"<row/>")) * 5_000_000
    return _packed(members)


def _lying_size(random: Random, data: bytes) -> bytes:
    """The directory says less, or more, than there is."""
    spoilt = bytearray(data)
    entries = [found.start() for found in re.finditer(b"PK\x01\x02", data)]
    field = random.choice((8, 10, 16, 20, 24, 28, 42))  # flags, method, CRC, packed, unpacked, name's length, place
    at = random.choice(entries) + field
    spoilt[at : at + 2] = random.randbytes(2)
    return bytes(spoilt)


def _wild_cells(random: Random, data: bytes) -> bytes:
    """Texts and numbers of the sheet replaced by what nobody expects."""
    members = _unpacked(data)
    for name in [name for name in members if "sheet" in name or "sharedStrings" in name or name == "content.xml"]:
        text = members[name].decode()
        found = list(re.finditer(r"(?<=>)[^<>]+(?=</(?:t|v|f|text:p)>)", text))
        for one in sorted(
            random.sample(found, min(len(found), random.choice((1, 5, 40)))), key=lambda one: -one.start()
        ):
            text = text[: one.start()] + _escaped(random, random.choice(wild.CELLS)) + text[one.end() :]
        members[name] = text.encode("utf-8", "surrogatepass")
    return _packed(members)


def _escaped(random: Random, text: str) -> str:
    if random.random() < 0.1:
        return text  # as somebody's script writes it
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "_x0000_")


def _wild_numbers(random: Random, data: bytes) -> bytes:
    """Cells turned into numbers, dates, errors, booleans and formulas, in styles that there may not be."""
    members = _unpacked(data)
    name = _sheet_of(members)
    text = members[name].decode()

    def changed(found: re.Match[str]) -> str:
        if random.random() > 0.15:
            return found[0]
        kind, style = (
            random.choice(("n", "e", "b", "d", "str", "s", "inlineStr", "wild")),
            random.choice((0, 1, 2, 999, -1)),
        )
        formula = random.choice(("", "<f>1+1</f>", "<f>" + "(" * 200 + "</f>", '<f t="shared" si="9"/>'))
        return f'<c r="{found[1]}" s="{style}" t="{kind}">{formula}<v>{random.choice(wild.NUMBERS)}</v></c>'

    text = re.sub(r'<c r="([A-Z]+\d+)"[^>]*>.*?</c>', changed, text)
    text = re.sub(r'office:value-type="string"', lambda _: random.choice(wild.ODS_TYPES), text)
    members[name] = text.encode()
    return _packed(members)


def _far_cells(random: Random, data: bytes) -> bytes:
    """Rows and cells that say that they are somewhere else; sizes that aren't true."""
    members = _unpacked(data)
    name = _sheet_of(members)
    text = members[name].decode()
    far = ("XFD1048576", "A0", "A1048577", "ZZZZ1", "A99999999999", "1", "", "a1", "IV65536", "A1:B2", "GZ499999")
    text = re.sub(
        r'r="[A-Z]+\d+"', lambda found: f'r="{random.choice(far)}"' if random.random() < 0.02 else found[0], text
    )
    text = re.sub(
        r'<row r="\d+"',
        lambda found: f'<row r="{random.choice((0, 7, 1048576, 10**12))}"' if random.random() < 0.1 else found[0],
        text,
    )
    text = re.sub(
        r'<dimension ref="[^"]*"',
        f'<dimension ref="{random.choice(("A1:XFD1048576", "Z9:A1", "A1", "", "A1:A99999999999"))}"',
        text,
    )
    text = re.sub(r'rows-repeated="\d+"', f'rows-repeated="{random.choice((0, 10**6, 10**20))}"', text)
    members[name] = text.encode()
    return _packed(members)


def _wide_sheet(random: Random, _: bytes) -> bytes:
    """10,000 columns, many rows, or a cell of a million characters, each cell by itself."""
    width, height, long = random.choice(
        ((10_000, 3, 5), (199, 60, 5), (205, 40, 5), (20, 12, 1_000_000), (16_384, 1, 1))
    )
    rows = "".join("<row>" + '<c t="inlineStr"><is><t>Nama</t></is></c>' * width + "</row>" for _ in range(height))
    rows += f'<row><c t="inlineStr"><is><t>{"x" * long}</t></is></c></row>'
    members = _unpacked(_workbooks()[0])
    name = _sheet_of(members)
    members[name] = re.sub(rb"(?<=</row>)(?=</sheetData>)", rows.encode(), members[name], count=1)
    return _packed(members)


def _entities(random: Random, data: bytes) -> bytes:
    members = _unpacked(data)
    name = random.choice([name for name in members if members[name].startswith(b"<?xml")] or list(members))
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    kind = random.choice(
        (
            f'<!DOCTYPE x [<!ENTITY a0 "lol">{lines}]>',
            '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
            "<a>" * 100_000,
        )
    )
    head, _, body = members[name].partition(b"?>")
    members[name] = (
        head + b"?>" + kind.encode() + body.replace(b"<t>", b"<t>&a11;", 3).replace(b"<text:p>", b"<text:p>&a11;", 3)
    )
    return _packed(members)


def _cells_replaced(random: Random, encoding: str, delimiter: str) -> bytes:
    rows = _rows()
    for _ in range(random.choice((1, 5, 60))):
        row = random.choice(rows)
        if row:
            row[random.randrange(len(row))] = random.choice(wild.CELLS)
    return _delimited(rows, delimiter).encode(encoding, "replace")


def _never_closed(random: Random, encoding: str, delimiter: str) -> bytes:
    text = _delimited(_rows(), delimiter)
    at = random.randrange(len(text))
    return (text[:at] + random.choice(('"', f'{delimiter}"', f'"{delimiter}', '""', '\n"')) + text[at:]).encode(
        encoding
    )


def _mixed(random: Random, encoding: str, delimiter: str) -> bytes:
    """Each line in an encoding of its own."""
    lines = _delimited(_rows(), delimiter).replace("Orang", "Oräng").splitlines(keepends=True)
    others = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32", "cp037")
    return b"".join(line.encode(random.choice(others) if random.random() < 0.3 else encoding) for line in lines)


def _unlike_lines(random: Random, encoding: str, delimiter: str) -> bytes:
    """Another delimiter, other line ends, a line of Excel's own, blank lines, in any line."""
    ends, marks = ("\n", "\r", "\r\n", "\n\r", "\x0b", "\x0c", "\u2028", "", "\n" * 300), (",", ";", "\t", "|", ":", "")
    lines = _delimited(_rows(), delimiter).splitlines()
    made = "".join(
        line.replace(delimiter, random.choice(marks)) + random.choice(ends) if random.random() < 0.3 else f"{line}\r\n"
        for line in lines
    )
    return (random.choice(("", "", "sep=;\r\n", "sep=x\n", "\ufeff", "#")) + made).encode(encoding, "replace")


def _enormous(random: Random, encoding: str, delimiter: str) -> bytes:
    """10,000 columns, a cell of a million characters, a million empty cells, a file of one line."""
    rows = _rows()
    row = random.choice(rows[2:])
    kind = random.randrange(5)
    if kind == 0:
        row += ["x"] * 10_000
    elif kind == 1:
        row[random.randrange(len(row))] = random.choice("a9='\u202e ") * 1_000_000
    elif kind == 2:
        row += [""] * 1_000_000
    elif kind == 3:
        rows = [[cell for one in rows for cell in one]]
    else:
        rows[2] = rows[2] * 300
    return _delimited(rows, delimiter).encode(encoding, "replace")


_ANY = (_flipped, _truncated, _headless, _with_a_hole, _with_noise, _overwritten, _repeated, _of_another_kind)
_ZIPPED = (
    _spoilt_inside, _spoilt_inside, _member_gone, _member_renamed, _members_swapped, _bomb, _lying_size,
    _wild_cells, _wild_cells,
    _wild_numbers, _wild_numbers, _far_cells, _wide_sheet, _entities,
)  # fmt: skip
_TEXT = (_cells_replaced, _cells_replaced, _never_closed, _mixed, _unlike_lines, _enormous)
