"""The same page by typst: a template over a list of people, the QR codes as pictures made beforehand by zxing-cpp."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst
import zxingcpp
from PIL import Image

from benchmarks.plain.pages import LINES, Page
from kpps_desk import settings

_TEMPLATE = """
#set page(width: 297mm, height: 210mm, margin: 0mm, background: {
  for (inset, width) in ((8mm, 3pt), (10mm, 1pt), (12mm, 0.5pt)) {
    let stroke = width + rgb("8B1A1A")
    place(dx: inset, dy: inset, rect(width: 297mm - 2 * inset, height: 210mm - 2 * inset, stroke: stroke))
  }
  for step in range(60) {
    place(line(start: (14mm, 196mm - step * 3mm), end: (20mm, 193mm - step * 3mm), stroke: 0.3pt + rgb("8B1A1A")))
  }
})
#set text(font: "Plus Jakarta Sans")
#let line-of(size, body) = block(width: 297mm, align(center, text(size: size, body)))
#let centred(height, size, body) = place(top, dy: 210mm - height - size * 0.8, line-of(size, body))
#for page in json("people.json") {
  LINES
  centred(114mm, 26pt, page.name)
  centred(105mm, 12pt, page.position)
  centred(142mm, 11pt, page.number)
  place(bottom, dx: 20mm, dy: -20mm, image(page.code, width: 26mm))
  pagebreak(weak: true)
}
"""


def draw(pages: Sequence[Page], folder: Path) -> Path:
    """One PDF in `folder`, with the pictures of the codes beside it."""
    people = []
    for index, page in enumerate(pages):
        _code(page.seal).save(folder / f"{index}.png")
        people.append({"name": page.name, "position": page.position, "number": page.number, "code": f"{index}.png"})
    (folder / "people.json").write_text(json.dumps(people), encoding="utf-8")
    lines = "\n  ".join(f"centred({height}mm, {size}pt, {json.dumps(text)})" for text, size, height in LINES)
    source, out = folder / "pages.typ", folder / "pages.pdf"
    source.write_text(_TEMPLATE.replace("LINES", lines), encoding="utf-8")
    fonts = [str(settings.resources() / "fonts")]
    typst.compile(str(source), output=str(out), font_paths=fonts, ignore_system_fonts=True)
    return out


def _code(text: str) -> Image.Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Image.fromarray(barcode.to_image()).convert("1")
