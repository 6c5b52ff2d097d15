"""What makes a PDF one for the archive (PDF/A-2b): its colour space, and who says what about it, twice the same.

What a newcomer gets wrong: a date of making. It would give the same paper other bytes each day; PDF/A asks for none,
and the day that counts stands on the paper.
"""

import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from kpps_desk.settings import resources

PRODUCER = "KPPS Desk"
_LANGUAGE = "id-ID"


class About(NamedTuple):
    """What a document says of itself: its title, whose it is, what it is about."""

    title: str
    author: str = ""
    subject: str = ""


def information(about: About) -> bytes:
    """The dictionary of document information; `metadata` says the same."""
    fields = (("Title", about.title), ("Author", about.author), ("Subject", about.subject), ("Producer", PRODUCER))
    return b"<<%b>>" % b"".join(b"/%b%b" % (name.encode(), _text(_plain(value))) for name, value in fields if value)


def metadata(about: About) -> bytes:
    """The XMP stream: what a document is, in the archive's own words."""
    parts = [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title><rdf:Alt>{_default(about.title)}</rdf:Alt></dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{_LANGUAGE}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if about.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_escaped(about.author)}</rdf:li></rdf:Seq></dc:creator>")
    if about.subject:
        parts.append(f"<dc:description><rdf:Alt>{_default(about.subject)}</rdf:Alt></dc:description>")
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"{''.join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )
    content = packet.encode()
    return b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%b\r\nendstream" % (len(content), content)


@cache
def profile() -> bytes:
    """The stream of the colour space sRGB."""
    content = zlib.compress((Path(resources()) / "color" / "srgb.icc").read_bytes(), 9)
    return b"<</N 3/Alternate/DeviceRGB/Length %d/Filter/FlateDecode>>stream\n%b\r\nendstream" % (len(content), content)


def intent(profile_number: int) -> bytes:
    """What the catalog says of colours; the profile is that object."""
    condition = b"(sRGB IEC61966-2.1)"
    return b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b/DestOutputProfile %d 0 R>>]" % (
        condition,
        condition,
        profile_number,
    )


def _default(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li>'


def _plain(text: str) -> str:
    """Without what XML can't hold; blanks of any kind are one blank, so that both places say the same."""
    kept = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(kept.encode("utf-8", "replace").decode().split())


def _escaped(text: str) -> str:
    return escape(_plain(text))


def _text(value: str) -> bytes:
    return b"<%b>" % (b"\xfe\xff" + value.encode("utf-16-be")).hex().encode()
