"""What stands in cells though nobody expects it: formulas, marks that turn the line, numbers of no size.

What a newcomer gets wrong: adding what a test needs to be refused. A mutant draws from here at random, and may be read.
"""

CELLS = (
    "", " ", "-", "0", "'", '"', "=1+1", '=HYPERLINK("http://a","b")', "+62", "@SUM(A1)", "#REF!", "#N/A", "NaN",
    "inf", "-inf",
    "1e308", "9" * 400, "-1", "1.5", "3,17101E+15", "45000", "-45000", "2958466", "99999999", "31-02-1990",
    "00-00-0000", "29/02/1900",
    "1990-13-45T99:99", "TRUE", "\u202eterbalik", "\u200b\u2066x\u2069", "\0", "\x01\x02\x1f", "\x7f\x85",
    "\ud7ff\ufffe\uffff", "a\nb\r\nc",
    "\t", "<b>&amp;</b>", "]]>", "'; DROP TABLE member; --", "%s%n{0}", "../../etc/passwd",
    "\N{GRINNING FACE}" * 50, "é" * 3000, "İıſK",
    "١٢٣", "３１７１０１０１０１９０００01", "317101010190000²", "a" * 40_000,
    "TPS 001", "901", "Ketua KPPS", "belum ada", "\ufeff",
)  # fmt: skip
NUMBERS = (
    "1e999", "-1e999", "NaN", "9999999999999999999999", "-0", "0.1", "1E-400", "45000.999999", "-693594", "2958465",
    "2958466", "abc", "", "0x10",
)  # fmt: skip
NOISE = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xd8\x00",
    b"\xed\xa0\x80",
    b'"',
    b"'",
    b"\r",
    b"\n",
    b"\x1a",
    b"\xc0\x80",
    b"<",
    b"&#0;",
)
ODS_TYPES = (
    'office:value-type="float" office:value="1e999"', 'office:value-type="date" office:date-value="1990-13-45"',
    'office:value-type="time" office:time-value="x"',
    'office:value-type="boolean" office:boolean-value="ya"', 'office:value-type="string"',
    'office:value-type="string"', 'office:value-type="wild"',
    'table:formula="of:=1+1" office:value-type="float" office:value="3171010101900001"',
    'table:number-columns-repeated="9999999999" office:value-type="string"',
    'office:value-type="percentage" office:value="NaN"',
    'table:number-columns-repeated="-1" office:value-type="string"',
)  # fmt: skip
